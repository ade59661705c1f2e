package eval_test

import (
	"os"
	"path/filepath"
	"testing"

	"stet/internal/article"
	"stet/internal/claim"
	"stet/internal/eval"
	"stet/internal/source"
)

// gold is a file of labelled real articles, which are not part of the project.
func gold(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("GOLD")
	if dir == "" {
		t.Skip("GOLD names no folder of labelled articles")
	}
	return filepath.Join(dir, "dev.jsonl")
}

// TestGold holds the finder to floors on real articles.
func TestGold(t *testing.T) {
	docs, ps := predictAll(t, gold(t))
	r := eval.Score(docs, ps)
	report(t, r)
	checkFloors(t, r, floors{sentence: 0.96, journalYear: 0.96, authorYear: 0.94, ids: 0.96})
}

// TestGoldSpans: in real articles too, every claim is its bytes, and they come
// in order.
func TestGoldSpans(t *testing.T) {
	docs, _ := predictAll(t, gold(t))
	for _, d := range docs {
		last := 0
		for _, c := range claim.Find(article.Parse(source.NewFile(d.ID, []byte(d.Text)), article.Options{}), claim.Options{}) {
			if c.Span.Start < last || c.Span.End > len(d.Text) || c.Text != d.Text[c.Span.Start:c.Span.End] {
				t.Errorf("%s: claim at %v: %q", d.ID, c.Span, c.Text)
			}
			last = c.Span.Start
			for _, m := range c.Mentions {
				if !c.Span.Contains(m.Span) || m.Text != d.Text[m.Span.Start:m.Span.End] {
					t.Errorf("%s: mention at %v: %q", d.ID, m.Span, m.Text)
				}
			}
		}
	}
}
