package exchange_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"stet/internal/exchange"
	"stet/internal/source"
)

// numbered is text n times, each with its number in the place of %d.
func numbered(text string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, text, i)
	}
	return b.String()
}

// TestHostile checks that reading takes time in proportion to a file's size, and
// that no nesting takes the stack: each of these texts kept a reader busy for
// minutes once, or ended the program.
func TestHostile(t *testing.T) {
	for _, tc := range []struct{ name, text string }{
		{"x.nbib", "PMID- 1234567\nTI  - x\n" + strings.Repeat("      y\n", 500_000)},
		{"x.nbib", "PMID- 1234567\nTI  - x\n" + numbered("MH  - h%d\n", 200_000)},
		{"x.ris", "TY  - JOUR\nTI  - x\n" + strings.Repeat("y\n", 1_000_000) + "ER  - \n"},
		{"x.ris", strings.Repeat("TY  - JOUR\n", 200_000)},
		{"x.bib", numbered("@misc{k%d, title = {x}}\n", 200_000)},
		{"x.bib", "@misc{k, title = {" + strings.Repeat(`\'`, 5_000_000) + "x}}"},
		{"x.bib", "@misc{k, title = {" + strings.Repeat(`\'{`, 1_000_000) + strings.Repeat("}", 1_000_000) + "}}"},
		{"x.json", `[{"id": "k", "title": "` + strings.Repeat("<i>x</i>", 500_000) + `"}]`},
		{"x.json", `[{"id": "k", "title": "x", "abstract": "` + numbered("word%d ", 200_000) + numbered("12.%d mg ", 200_000) + `"}]`},
		{"x.json", `[{"id": "k", "title": "` + strings.Repeat("<x", 1_000_000) + `>"}]`},
	} {
		format, _ := exchange.Detect(tc.name, []byte(tc.text))
		done := make(chan struct{})
		go func() {
			defer close(done)
			refs, notes, err := exchange.Read(source.NewFile(tc.name, []byte(tc.text)), format)
			if err != nil || len(refs)+len(notes) == 0 {
				t.Errorf("%s %.40q: %d references, %v", tc.name, tc.text, len(refs), err)
			}
			if len(notes) > 50 {
				t.Errorf("%s %.40q: %d notes", tc.name, tc.text, len(notes))
			}
		}()
		select {
		case <-done:
		case <-time.After(20 * time.Second):
			t.Fatalf("%s %.40q: not read within 20 s", tc.name, tc.text)
		}
	}
}
