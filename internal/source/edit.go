package source

import (
	"bytes"
	"slices"
)

// An Edit puts Text in place of the bytes of Span.
type Edit struct {
	Span Span
	Text string
}

// Splice is b with edits made, which must not overlap. Those at the same place
// are made in their order.
func Splice(b []byte, edits []Edit) []byte {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(x, y Edit) int { return x.Span.Compare(y.Span) })
	size := len(b)
	for _, e := range edits {
		size += len(e.Text) - e.Span.Len()
	}
	out := make([]byte, 0, size)
	at := 0
	for _, e := range edits {
		out = append(out, b[at:e.Span.Start]...)
		out = append(out, e.Text...)
		at = e.Span.End
	}
	return append(out, b[at:]...)
}

// LineEnd is what ends the lines of b: the first end that is there, or a line
// feed.
func LineEnd(b []byte) string {
	i := bytes.IndexAny(b, "\r\n")
	switch {
	case i < 0 || b[i] == '\n':
		return "\n"
	case i+1 < len(b) && b[i+1] == '\n':
		return "\r\n"
	}
	return "\r"
}
