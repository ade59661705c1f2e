package article_test

import (
	"strings"
	"testing"

	"stet/internal/article"
	"stet/internal/source"
)

// checkBody holds what is true of all bodies: slots change no HTML, runs are
// closed, and each span has one Mark and one Note.
func checkBody(t *testing.T, a *article.Article, spans []source.Span) {
	t.Helper()
	marks, notes := make([]int, len(spans)), make([]int, len(spans))
	run := -1
	for _, p := range a.Body(spans) {
		switch p.Slot {
		case article.RunStart:
			if run >= 0 {
				t.Fatalf("run %d starts within run %d", p.N, run)
			}
			run = p.N
		case article.RunEnd:
			if run != p.N || p.HTML == "" || strings.ContainsAny(p.HTML, "<>") {
				t.Fatalf("run %d ends within run %d, with %q", p.N, run, p.HTML)
			}
			run = -1
		case article.Mark:
			marks[p.N]++
			if marks[p.N] != notes[p.N]+1 || run >= 0 {
				t.Fatalf("mark %d: %d marks, %d notes, run %d", p.N, marks[p.N], notes[p.N], run)
			}
		case article.Note:
			notes[p.N]++
		}
	}
	for i := range spans {
		if marks[i] != 1 || notes[i] != 1 {
			t.Fatalf("span %d %v has %d marks and %d notes", i, spans[i], marks[i], notes[i])
		}
	}
	if got, want := plainBody(a.Body(spans)), plainBody(a.Body(nil)); got != want {
		t.Fatalf("slots change the HTML:\n%s\nwant\n%s", got, want)
	}
}

// plainBody is the HTML of b without its slots.
func plainBody(b article.Body) string {
	var s strings.Builder
	for _, p := range b {
		s.WriteString(p.HTML)
	}
	return s.String()
}

func sentenceSpans(a *article.Article) []source.Span {
	spans := make([]source.Span, len(a.Sentences))
	for i, s := range a.Sentences {
		spans[i] = s.Span
	}
	return spans
}

func TestGoldBodies(t *testing.T) {
	for _, d := range goldDocs(t) {
		a := article.Parse(source.NewFile(d.ID+".md", []byte(d.Text)), article.Options{})
		checkBody(t, a, sentenceSpans(a))
	}
}
