package serve

import (
	"time"

	"github.com/fsnotify/fsnotify"
)

// State is the number of the state that is served.
func (p *Preview) State() int { return p.now.Load().number }

// Join is told of states as a browser is.
func (p *Preview) Join() (news <-chan int, leave func()) {
	c, _ := p.streams.join()
	return c, func() { p.streams.leave(c) }
}

// Streams are how many browsers wait.
func (p *Preview) Streams() int {
	p.streams.mu.Lock()
	defer p.streams.mu.Unlock()
	return len(p.streams.waiting)
}

// StreamLife sets how long streams of p last.
func (p *Preview) StreamLife(d time.Duration) { p.streams.life = d }

// FailToWatch makes the system refuse to watch folders, and gives what ends
// that.
func FailToWatch(err error) (end func()) {
	before := add
	add = func(*fsnotify.Watcher, string) error { return err }
	return func() { add = before }
}

// Settle waits until all articles have been matched against the library as it
// is, and what follows of that is served.
func (p *Preview) Settle() { p.settlers.Wait() }
