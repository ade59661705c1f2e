package claim_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestForms: testdata/forms.txt holds what prose says of its sources, a
// wording a line, and what is to be read in it: "text => journal/year/authors;
// ...", with "@" behind a mention that has ids, keys or markers. Wordings that
// name no source have nothing behind the arrow. "\n" is a line end.
func TestForms(t *testing.T) {
	b, err := os.ReadFile("testdata/forms.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for line := range strings.Lines(string(b)) {
		text, want, ok := strings.Cut(strings.TrimRight(line, "\n"), "=>")
		if !ok {
			if line != "\n" && line[0] != '#' {
				t.Errorf("no arrow in %q", line)
			}
			continue
		}
		lines++
		var got []string
		for _, c := range find(strings.ReplaceAll(strings.TrimSuffix(text, " "), `\n`, "\n")) {
			for i := range c.Mentions {
				m := &c.Mentions[i]
				s := fmt.Sprintf("%s/%d/%s", m.Journal, m.Year, strings.Join(m.Authors, "+"))
				if len(m.IDs)+len(m.Keys)+len(m.Refs) > 0 {
					s += "@"
				}
				got = append(got, s)
			}
		}
		if got := strings.Join(got, "; "); got != strings.TrimSpace(want) {
			t.Errorf("%s\ngot  %s\nwant %s", text, got, strings.TrimSpace(want))
		}
	}
	if lines < 300 {
		t.Errorf("only %d wordings were read", lines)
	}
}
