package article

import (
	"strings"

	"stet/internal/source"
)

// Plain gives the words that readers see of a piece of an article, such as a
// line, and where in them those of text[from:to] are. What is no prose, such
// as code, has no words.
func Plain(text string, from, to int) (words string, start, end int) {
	a := Parse(source.NewFile("piece.md", []byte(text)), Options{})
	var b strings.Builder
	start, end = -1, -1
	for _, s := range a.Sentences {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		for i, r := range s.Plain {
			at := s.Offsets.File(i)
			if start < 0 && at >= from {
				start = b.Len()
			}
			if end < 0 && at >= to {
				end = b.Len()
			}
			b.WriteRune(r)
		}
	}
	if start < 0 {
		start = b.Len()
	}
	if end < 0 {
		end = b.Len()
	}
	return b.String(), start, end
}
