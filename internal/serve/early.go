package serve

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"stet/internal/article"
	"stet/internal/project"
	"stet/internal/site"
)

// To read ten thousand articles takes seconds, and nobody waits for them before
// the one that is being written: until all have been read, the page of an article
// is made from its own file, which is told by its name. It has no related
// articles then. Other pages have to wait.

// An opening is what is known of a site before its articles have been read.
type opening struct {
	tasks []project.Task
	read  atomic.Int64 // articles so far
	done  chan struct{}

	named func() map[string][]string // files by the address that their names give
}

func newOpening(tasks []project.Task) *opening {
	o := &opening{tasks: tasks, done: make(chan struct{})}
	o.named = sync.OnceValue(func() map[string][]string {
		named := make(map[string][]string, len(tasks))
		for _, t := range tasks {
			address := site.Address(t.Path, &article.Meta{})
			named[address] = append(named[address], t.Path)
		}
		return named
	})
	return o
}

// errReading says that a page has to wait for all articles.
var errReading = errors.New("the articles are being read")

// openingWait is how long a page waits before the browser is told so.
const openingWait = 2 * time.Second

// early is page before all articles have been read.
func (p *Preview) early(ctx context.Context, s *state, path string) (shown, error) {
	if asset, ok := s.theme.Asset(path); ok {
		return shown{asset, nil, s}, nil
	}
	if address, ok := addressOf(path); ok {
		for _, name := range s.opening.named()[address] {
			it := p.read(s, nil, name, true)
			if it == nil || it.address != address || s.rank(it) != published || it.broken != nil {
				continue
			}
			if b, current := p.text(s, it); current {
				page, err := s.articlePage(it, b)
				return shown{page, it, s}, err
			}
		}
	}
	select {
	case <-s.opening.done:
		return p.page(ctx, path)
	case <-time.After(openingWait):
		return shown{from: s}, errReading
	case <-ctx.Done():
		return shown{from: s}, ctx.Err()
	}
}

// opened waits until all articles have been read, or ctx ends.
func (p *Preview) opened(ctx context.Context) {
	if s := p.now.Load(); s.opening != nil {
		select {
		case <-s.opening.done:
		case <-ctx.Done():
		}
	}
}

// serveOpening says how far the reading is. The browser asks again by itself.
func (p *Preview) serveOpening(w http.ResponseWriter) {
	var read, all int
	if o := p.now.Load().opening; o != nil {
		read, all = int(o.read.Load()), len(o.tasks)
	}
	w.Header().Set("Content-Type", contentTypes[".html"])
	w.Header().Set("Retry-After", "1")
	w.WriteHeader(http.StatusServiceUnavailable)
	fmt.Fprintf(w, "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"1\"><meta name=\"color-scheme\" content=\"light dark\"><title>Reading</title></head>\n<body><p>Read %d of %d articles. This page comes when all have been read.</p></body>\n</html>\n", read, all)
}
