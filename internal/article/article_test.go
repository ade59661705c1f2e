package article_test

import (
	"testing"
	"unicode/utf8"

	"stet/internal/article"
)

// checkSentences holds what is true of all sentences of any file.
func checkSentences(t *testing.T, a *article.Article) {
	t.Helper()
	b := a.File.Bytes
	boundary := func(i int) bool { return i == len(b) || utf8.RuneStart(b[i]) || !utf8.Valid(b) }
	last := 0
	for _, s := range a.Sentences {
		if s.Span.Start < last || s.Span.End <= s.Span.Start || s.Span.End > len(b) {
			t.Fatalf("%s: sentence %v %q after %d in a file of %d bytes", a.File.Path, s.Span, s.Plain, last, len(b))
		}
		last = s.Span.End
		if !boundary(s.Span.Start) || !boundary(s.Span.End) {
			t.Fatalf("%s: sentence %v cuts a character", a.File.Path, s.Span)
		}
		if !utf8.ValidString(s.Plain) {
			t.Fatalf("%s: sentence %v has words that are not UTF-8: %q", a.File.Path, s.Span, s.Plain)
		}
		if s.Heading < -1 || s.Heading >= len(a.Headings) {
			t.Fatalf("%s: sentence %v stands under heading %d of %d", a.File.Path, s.Span, s.Heading, len(a.Headings))
		}
		checkOffsets(t, a, s)
	}
}

func checkOffsets(t *testing.T, a *article.Article, s article.Sentence) {
	t.Helper()
	before := s.Span.Start
	for i := range len(s.Plain) + 1 {
		at := s.Offsets.File(i)
		if at < before || at > s.Span.End {
			t.Fatalf("%s: byte %d of %q is byte %d of the file, outside %v", a.File.Path, i, s.Plain, at, s.Span)
		}
		before = at
		if i < len(s.Plain) && s.Plain[i] > ' ' && s.Plain[i] < 0x80 {
			if span := s.Offsets.Span(i, i+1); span.Len() == 1 && a.File.Bytes[span.Start] != s.Plain[i] {
				t.Fatalf("%s: byte %d of %q is %q in the file", a.File.Path, i, s.Plain, a.File.Text(span))
			}
		}
	}
	start := 0
	for _, in := range s.Inlines {
		if in.Start < start || in.End < in.Start || in.End > len(s.Plain) {
			t.Fatalf("%s: inline %+v of %q", a.File.Path, in, s.Plain)
		}
		start = in.Start
		if in.Span.End < in.Span.Start || in.Span.Start < 0 || in.Span.End > len(a.File.Bytes) {
			t.Fatalf("%s: inline %+v outside the file", a.File.Path, in)
		}
	}
}
