package serve_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestSettles edits the library so that articles lean on other references: the
// page that is asked for has what is its own at once, and what is related to it
// when the other articles have been matched, of which browsers are told.
func TestSettles(t *testing.T) {
	dir := sampleFolder(t)
	text := "---\ntitle: Review %d\n---\nFiorentini et al. (2021) reviewed magnesium in *Nutrients*.\n"
	for i := range 12 {
		write(t, filepath.Join(dir, "content", fmt.Sprintf("r%02d.md", i)), fmt.Sprintf(text, i))
	}
	p, _ := openAt(t, dir)
	if page := body(t, get(p, "/r03/")); !strings.Contains(page, "Review 1") {
		t.Fatal("r03 is related to nothing")
	}
	books := filepath.Join(dir, "citations.yaml")
	for _, year := range []string{"2014", "2021", "2013"} {
		news, leave := p.Join()
		before := p.State()
		write(t, books, strings.Replace(library, "year: 2021", "year: "+year, 1))
		if !p.Reload(t.Context(), books) {
			t.Fatal("no new state")
		}
		want := builtAt(t, dir)["r03/index.html"]
		own, _, _ := strings.Cut(want, "page-related")
		if page := published(body(t, get(p, "/r03/"))); !strings.HasPrefix(page, own[:strings.LastIndex(own, "<")]) {
			t.Errorf("%s: the page that is asked for first is not made with the library as it is", year)
		}
		p.Settle()
		compare(t, p, builtAt(t, dir))
		if got := p.State(); got != before+2 {
			t.Errorf("%s: state %d, want %d: one of the library, and one of what is related", year, got, before+2)
		}
		if n := <-news; n < before+1 {
			t.Errorf("%s: told of state %d", year, n)
		}
		leave()
	}
	// What leans on nothing else makes no second state.
	before := p.State()
	write(t, books, strings.Replace(library, "year: 2021", "year: 2013", 1)+"\n# A remark.\n")
	p.Reload(t.Context(), books)
	p.Settle()
	if got := p.State(); got != before+1 {
		t.Errorf("state %d, want %d", got, before+1)
	}
	compare(t, p, builtAt(t, dir))
}

// TestSettlesLater edits an article while the others are still to be matched.
func TestSettlesLater(t *testing.T) {
	dir := sampleFolder(t)
	text := "---\ntitle: Review %d\n---\nFiorentini et al. (2021) reviewed magnesium in *Nutrients*.\n"
	for i := range 12 {
		write(t, filepath.Join(dir, "content", fmt.Sprintf("r%02d.md", i)), fmt.Sprintf(text, i))
	}
	p, _ := openAt(t, dir)
	books, file := filepath.Join(dir, "citations.yaml"), filepath.Join(dir, "content", "r03.md")
	for i := range 5 {
		write(t, books, strings.Replace(library, "year: 2021", fmt.Sprintf("year: %d", 2021-i%2), 1))
		p.Reload(t.Context(), books)
		get(p, "/r03/")
		write(t, file, fmt.Sprintf(text, 100+i))
		p.Reload(t.Context(), file)
		if page := body(t, get(p, "/r03/")); !strings.Contains(page, fmt.Sprintf("Review %d", 100+i)) {
			t.Error("the page that is asked for is not of the file as it is")
		}
		p.Settle()
		compare(t, p, builtAt(t, dir))
	}
}
