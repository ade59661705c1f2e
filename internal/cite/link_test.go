package cite_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"stet/internal/cite"
)

// TestLinks reads testdata/links.txt, which says of its form.
func TestLinks(t *testing.T) {
	f, err := os.Open("testdata/links.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	papers, others := 0, 0
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		want, address, ok := strings.Cut(lines.Text(), " ")
		if !ok || want[0] == '#' {
			continue
		}
		id, ok, err := cite.ParseLink(address)
		got := id.String()
		switch {
		case err != nil:
			got = "bad"
		case !ok:
			got = "none"
		case got == "url:"+address:
			got = "page"
		}
		if got != want {
			t.Errorf("%s: %s, want %s (%v)", address, got, want, err)
		}
		if ok {
			papers++
		} else {
			others++
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if papers < 150 || others < 100 {
		t.Errorf("%d addresses of papers and %d others: lines were lost", papers, others)
	}
}
