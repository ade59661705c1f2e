package claim_test

import (
	"testing"
	"unsafe"

	"stet/internal/article"
	"stet/internal/claim"
	"stet/internal/source"
)

// Claims outlive their article in audits of thousands. None of their texts is a
// piece of its text, which would then stay in memory whole.
func TestClaimsHoldNoText(t *testing.T) {
	a := article.Parse(source.NewFile("x.md", []byte(benchText)), article.Options{})
	first, last := &a.Sentences[0], &a.Sentences[len(a.Sentences)-1]
	start, end := address(first.Plain), address(last.Plain)+uintptr(len(last.Plain))
	if end-start < 5000 || end-start > 20_000 {
		t.Fatalf("the text of %d sentences is not in one piece", len(a.Sentences))
	}
	for _, c := range claim.Find(a, claim.Options{}) {
		texts := []string{c.ID, c.Text, c.Plain, c.About}
		for _, m := range c.Mentions {
			texts = append(append(texts, m.Text, m.Journal, m.JournalTitle, m.Design), m.Authors...)
		}
		for _, text := range texts {
			if at := address(text); text != "" && at >= start && at < end {
				t.Errorf("%q of claim %s is a piece of the article's text", text, c.ID)
			}
		}
	}
}

func address(s string) uintptr { return uintptr(unsafe.Pointer(unsafe.StringData(s))) }
