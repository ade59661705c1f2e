package serve_test

import (
	"strings"
	"sync"
	"testing"

	"stet/internal/serve"
	"stet/internal/source"
)

// TestEarly: before all articles have been read there is the page of the one
// that is asked for, and other pages come when they can be made.
func TestEarly(t *testing.T) {
	files := sample()
	files["content/named.md"] = "---\ntitle: Otherwise\nslug: otherwise\n---\nText.\n"
	files["content/titel.md"] = "---\ntitel: Broken\n---\nText.\n"
	folder(t, files)
	p, err := serve.New(serve.Options{Dir: ".", Token: token, Log: &said{}, Today: func() source.Date { return today }})
	if err != nil {
		t.Fatal(err)
	}
	remove(t, "content/titel.md")
	want := built(t)
	write(t, "content/titel.md", files["content/titel.md"])
	for path, page := range want {
		if strings.HasPrefix(path, "stet.") || strings.HasPrefix(path, "zinc/") {
			if r := get(p, "/"+path); r.StatusCode != 200 || len(published(body(t, r))) > len(page) {
				t.Errorf("%s: status %d", path, r.StatusCode)
			}
		}
	}
	page := published(body(t, get(p, "/magnesium/")))
	if own, rest, _ := strings.Cut(want["magnesium/index.html"], `<section class="related"`); !strings.HasPrefix(page, own) || !strings.HasSuffix(rest, page[len(own):]) {
		t.Errorf("the page has more or less than no related articles: %s", page)
	}
	if data := body(t, get(p, "/_stet/page?at=/magnesium/&token="+token)); !strings.Contains(data, `"path":"content/magnesium.md"`) || !strings.Contains(data, `"rule":"year-mismatch"`) {
		t.Errorf("the panel has no findings of the page: %s", data)
	}
	var asking sync.WaitGroup
	for _, path := range []string{"/", "/draft/", "/named/", "/otherwise/", "/titel/", "/nothing/", "/%00"} {
		asking.Go(func() {
			if r := get(p, path); r.StatusCode != 503 || r.Header.Get("Retry-After") == "" || !strings.Contains(body(t, r), "Read 0 of 5 articles") {
				t.Errorf("%s: status %d", path, r.StatusCode)
			}
		})
	}
	asking.Wait()
	news, leave := p.Join()
	defer leave()
	waiting := make(chan string)
	go func() { waiting <- body(t, get(p, "/_stet/site?at=/magnesium/&token="+token)) }()
	if err := p.Read(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := <-news; n != 1 {
		t.Errorf("told of state %d", n)
	}
	if data := <-waiting; !strings.Contains(data, `"articles":4,`) {
		t.Errorf("what waited for all articles: %s", data)
	}
	remove(t, "content/titel.md")
	p.Reload(t.Context())
	compare(t, p, want)
}
