package serve_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"testing"

	"stet/internal/digest"
	"stet/internal/project"
	"stet/internal/serve"
	"stet/internal/site"
	"stet/internal/source"
)

const token = "the-token-of-the-tests"

var today = source.Date{Year: 2026, Month: 11, Day: 20}

// said is what a preview says at the terminal.
type said struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *said) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(b)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// A record of the library, and an article that names it in several ways.
const (
	library = `- pmid: "33808247"
  doi: 10.3390/nu13041136
  title: "Magnesium: Biochemistry, Nutrition, Detection, and Social Impact of Diseases Linked to Its Deficiency"
  authors: [Fiorentini D, Cappadone C, Farruggia G, Prata C]
  journal: Nutrients
  year: 2021
  mesh: [Magnesium, Magnesium Deficiency]
  types: [Journal Article, Review]
`
	magnesium = `---
title: Magnesium
description: What is known of it.
date: 2026-11-01
tags: [minerals, Diet]
section: Supplements
---
## Sources

A 2018 study in *Nutrients* reported that magnesium deficiency is common.

Fiorentini et al. (2021) reviewed magnesium [@pmid:33808247]. See [zinc](more/zinc.md).

![A curve](curve.svg)
`
	zinc = `---
title: Zinc
date: 2026-10-01
tags: [minerals]
aliases: [/old-zinc/]
---
Zinc has been known for long. Smith et al. (2001) found nothing in *The Lancet*.
`
	draft = `---
title: A draft
draft: true
---
Nobody gets to see this.
`
)

// folder makes a project of files, by path, and moves there.
func folder(t testing.TB, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		write(t, name, content)
	}
}

func sample() map[string]string {
	return map[string]string{
		"stet.yaml": "title: The desk\nbase_url: https://desk.example/reviews/\n", "citations.yaml": library,
		"content/magnesium.md": magnesium, "content/more/zinc.md": zinc, "content/draft.md": draft,
		"content/curve.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><path d="M0 30L40 0"/></svg>`,
	}
}

func write(t testing.TB, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func remove(t testing.TB, name string) {
	t.Helper()
	if err := os.RemoveAll(name); err != nil {
		t.Fatal(err)
	}
}

// sampleFolder makes the sample's files in a folder of their own.
func sampleFolder(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range sample() {
		write(t, filepath.Join(dir, name), content)
	}
	return dir
}

// open starts a preview of the current folder, without a watcher.
func open(t testing.TB) (*serve.Preview, *said) {
	t.Helper()
	return openAt(t, ".")
}

func openAt(t testing.TB, dir string) (*serve.Preview, *said) {
	t.Helper()
	log := &said{}
	p, err := serve.New(serve.Options{Dir: dir, Token: token, Log: log, Today: func() source.Date { return today }})
	if err == nil {
		err = p.Read(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	return p, log
}

// get asks a preview as a browser on this machine does.
func get(p http.Handler, address string, headers ...string) *http.Response {
	r := httptest.NewRequest(http.MethodGet, "http://localhost:8080"+address, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		} else {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w.Result()
}

func body(t testing.TB, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// layer is all that the preview adds to a page.
var layer = regexp.MustCompile(`<script src="/_stet/panel\.js" data-token="[^"]*" data-page="[0-9a-f]*" defer></script>`)

// published is a page without the editor's layer.
func published(page string) string { return layer.ReplaceAllLiteralString(page, "") }

// built is the site of the current folder as a build makes it, by path; nil if
// it would publish nothing.
func built(t testing.TB) map[string]string {
	t.Helper()
	return builtAt(t, ".")
}

func builtAt(t testing.TB, dir string) map[string]string {
	t.Helper()
	p, err := project.Open(dir, "")
	if err != nil {
		return nil
	}
	theme, err := p.Theme()
	if err != nil {
		return nil
	}
	tasks, skipped, err := p.ContentTasks()
	if err != nil || len(skipped) > 0 {
		return nil
	}
	edition := p.NewEdition(theme, today, p.Finder(tasks))
	pages := map[string]string{}
	var mu sync.Mutex
	var entries, held []site.Entry
	errs := p.Digests(context.Background(), tasks, true, func(i int, d digest.Digest) error {
		page, entry, err := edition.Article(d)
		mu.Lock()
		defer mu.Unlock()
		if edition.Withheld(&d.Reading.Meta) != "" {
			held = append(held, entry)
			return nil
		}
		entries = append(entries, entry)
		pages[page.Path] = string(page.Data)
		for _, picture := range page.Beside {
			pages[picture.Path] = string(picture.Data)
		}
		return err
	})
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	s := site.New(edition.Frame, append(entries, held...))
	result := edition.Result(s)
	if len(project.Stoppers(result.Findings, false)) > 0 {
		return nil
	}
	err = s.EachAddition(1, func(a site.Addition) error {
		html, err := a.HTML()
		pages[a.Page] = pages[a.Page][:a.At] + string(html) + pages[a.Page][a.At:]
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for page, err := range s.Pages(result) {
		if err != nil {
			t.Fatal(err)
		}
		pages[page.Path] = string(page.Data)
	}
	return pages
}

// compare reports where what is served differs from what a build publishes.
func compare(t testing.TB, p *serve.Preview, want map[string]string) (same bool) {
	t.Helper()
	same = true
	for path, page := range want {
		r := get(p, "/"+path)
		got := body(t, r)
		if r.StatusCode != http.StatusOK || published(got) != page {
			t.Errorf("%s: status %d, %d bytes served and %d built", path, r.StatusCode, len(published(got)), len(page))
			same = false
		}
	}
	return same
}
