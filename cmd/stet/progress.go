package main

import (
	"fmt"
	"io"
)

// A progress tells on a terminal how far a long work is, on one line that is
// written over. Elsewhere it is silent.
type progress struct {
	w     io.Writer // nil for none
	what  string
	total int
	done  int
}

// newProgress tells of total things on e's stderr.
func newProgress(e *env, what string, total int) *progress {
	p := &progress{what: what, total: total}
	if e.terminal != nil {
		p.w = e.terminal
	}
	p.add(0)
	return p
}

// add tells that n more are done.
func (p *progress) add(n int) {
	p.done += n
	if p.w != nil {
		fmt.Fprintf(p.w, "\r\x1b[K%s: %d of %d", p.what, p.done, p.total)
	}
}

// clear wipes the line, before anything else is printed.
func (p *progress) clear() {
	if p.w != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
