package serve

import (
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// streams are the browsers that wait to be told of the next state.
type streams struct {
	life    time.Duration // how long a stream lasts
	mu      sync.Mutex
	waiting map[chan int]bool
}

const (
	// maxStreams is how many browsers may wait at the same time.
	maxStreams = 100
	// streamLife is how long a stream lasts; then the browser asks again. Whoever
	// has gone away without a word is forgotten that soon.
	streamLife = 20 * time.Second
)

// join gives a channel on which the numbers of states come, of several that
// have not been taken the last; false if there are too many.
func (s *streams) join() (chan int, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.waiting) >= maxStreams {
		return nil, false
	}
	if s.waiting == nil {
		s.waiting = map[chan int]bool{}
	}
	c := make(chan int, 1)
	s.waiting[c] = true
	return c, true
}

func (s *streams) leave(c chan int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.waiting, c)
}

// tell tells all of a state, and waits for nobody.
func (s *streams) tell(number int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.waiting {
		select {
		case <-c: // one that nobody has taken
		default:
		}
		c <- number
	}
}

// serveStream tells a browser of states as they come: the one that there is,
// and those that follow.
func (p *Preview) serveStream(w http.ResponseWriter, r *http.Request) {
	news, ok := p.streams.join()
	if !ok {
		w.Header().Set("Retry-After", strconv.Itoa(int(streamLife/time.Second)))
		plain(w, http.StatusServiceUnavailable, "too many pages of this preview are open")
		return
	}
	defer p.streams.leave(news)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	end := time.NewTimer(p.streams.life)
	defer end.Stop()
	control := http.NewResponseController(w)
	fmt.Fprint(w, "retry: 300\n")
	for number := p.now.Load().number; ; {
		if _, err := fmt.Fprintf(w, "data: %d\n\n", number); err != nil || control.Flush() != nil {
			return
		}
		select {
		case number = <-news:
		case <-end.C:
			return
		case <-r.Context().Done():
			return
		}
	}
}
