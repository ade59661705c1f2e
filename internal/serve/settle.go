package serve

import (
	"context"
	"runtime/debug"
	"slices"
	"time"
)

// After an edit of the library all articles have to be matched again, which
// takes a second for ten thousand. Nobody waits for that before the page in view:
// it needs its own article matched, and what is related to it is told by what
// the others leant on before. The others are matched when that page has had its
// time. If some of them lean on other references by then, there is another
// state, and browsers are told once more.

// settleAfter is how long the page in view has the machine for itself.
const settleAfter = 150 * time.Millisecond

// settle matches the articles of s that have not been, until ctx ends.
func (p *Preview) settle(ctx context.Context, s *state) {
	defer func() {
		if r := recover(); r != nil {
			p.logf("internal error: %v", r)
		}
	}()
	select {
	case <-ctx.Done():
		return
	case <-time.After(settleAfter):
	}
	parallel(len(s.items), func(i int) {
		if ctx.Err() == nil {
			s.items[i].match()
		}
	})
	if ctx.Err() != nil {
		return
	}
	s.settled.Store(true)
	debug.FreeOSMemory() // what matching took
	if !slices.ContainsFunc(s.items, func(it *item) bool { return it.latest.moved.Load() }) {
		return
	}
	p.reload.Lock()
	defer p.reload.Unlock()
	if p.now.Load() == s {
		p.publish(s.again())
	}
}
