package article_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"stet/internal/article"
	"stet/internal/source"
)

// A goldDoc is a document of the gold set; places count code points.
type goldDoc struct {
	ID     string
	Text   string
	Claims []struct {
		Start, End int
		Kind       string
		Optional   bool
	}
	ReferenceSpans [][2]int `json:"reference_spans"`
}

// goldDocs reads the gold set of the folder named by GOLD.
func goldDocs(t *testing.T) []goldDoc {
	dir := os.Getenv("GOLD")
	if dir == "" {
		t.Skip("GOLD names no folder with dev.jsonl")
	}
	f, err := os.Open(filepath.Join(dir, "dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var docs []goldDoc
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var d goldDoc
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

// overlaps is the gold set's measure of two spans that mean one sentence.
func overlaps(a, b source.Span) bool {
	o := min(a.End, b.End) - max(a.Start, b.Start)
	if o <= 0 {
		return false
	}
	long, short := max(a.Len(), b.Len()), min(a.Len(), b.Len())
	return o*2 >= long || o*2 >= short && long <= 3*short+40
}

// TestGoldSentences holds how many of the labelled sentences Parse cuts out as
// people did.
func TestGoldSentences(t *testing.T) {
	var all, exact, near, same int
	for _, d := range goldDocs(t) {
		f := source.NewFile(d.ID+".md", []byte(d.Text))
		a := article.Parse(f, article.Options{})
		checkSentences(t, a)
		bytesOf := codePoints(d.Text)
		for _, c := range d.Claims {
			if c.Optional {
				continue
			}
			want := source.Span{Start: bytesOf[c.Start], End: bytesOf[c.End]}
			got := best(a.Sentences, want)
			all++
			switch {
			case got == want:
				exact++
				fallthrough
			case max(want.Start-got.Start, got.Start-want.Start) <= 4 && max(want.End-got.End, got.End-want.End) <= 4:
				near++
				fallthrough
			case overlaps(got, want):
				same++
			default:
				t.Logf("%s %s:\nwant %q\ngot  %q", d.ID, c.Kind, f.Text(want), f.Text(got))
			}
			if os.Getenv("GOLD_FAR") != "" && overlaps(got, want) && (max(want.Start-got.Start, got.Start-want.Start) > 4 || max(want.End-got.End, got.End-want.End) > 4) {
				t.Logf("FAR %s %s:\nwant %q\ngot  %q", d.ID, c.Kind, f.Text(want), f.Text(got))
			}
		}
	}
	t.Logf("%d sentences: %d the same, %d within 4 bytes, %d overlap", all, exact, near, same)
	if same*100 < all*95 {
		t.Errorf("%d of %d labelled sentences found, want 95 %%", same, all)
	}
}

// best is the span of the sentence that shares most with want.
func best(sentences []article.Sentence, want source.Span) source.Span {
	var found source.Span
	most := 0
	for _, s := range sentences {
		if o := min(s.Span.End, want.End) - max(s.Span.Start, want.Start); o > most {
			most, found = o, s.Span
		}
	}
	return found
}

// codePoints gives the byte of each code point of s, and of its end.
func codePoints(s string) []int {
	places := make([]int, 0, len(s)+1)
	for i := range s {
		places = append(places, i)
	}
	return append(places, len(s))
}
