package serve_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"stet/internal/digest"
	"stet/internal/project"
	"stet/internal/serve"
	"stet/internal/site"
	"stet/internal/source"
)

const token = "the-token-of-the-tests"

var today = source.Date{Year: 2026, Month: 11, Day: 20}

// said is what a preview says at the terminal.
type said struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *said) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(b)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// A record of the library, and an article that names it in several ways.
const (
	library = `- pmid: "33808247"
  doi: 10.3390/nu13041136
  title: "Magnesium: Biochemistry, Nutrition, Detection, and Social Impact of Diseases Linked to Its Deficiency"
  authors: [Fiorentini D, Cappadone C, Farruggia G, Prata C]
  journal: Nutrients
  year: 2021
  mesh: [Magnesium, Magnesium Deficiency]
  types: [Journal Article, Review]
`
	magnesium = `---
title: Magnesium
description: What is known of it.
date: 2026-11-01
tags: [minerals, Diet]
section: Supplements
---
## Sources

A 2018 study in *Nutrients* reported that magnesium deficiency is common.

Fiorentini et al. (2021) reviewed magnesium [@pmid:33808247]. See [zinc](more/zinc.md).

![A curve](curve.svg)
`
	zinc = `---
title: Zinc
date: 2026-10-01
tags: [minerals]
aliases: [/old-zinc/]
---
Zinc has been known for long. Smith et al. (2001) found nothing in *The Lancet*.
`
	draft = `---
title: A draft
draft: true
---
Nobody gets to see this.
`
)

// folder makes a project of files, by path, and moves there.
func folder(t testing.TB, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		write(t, name, content)
	}
}

func sample() map[string]string {
	return map[string]string{
		"stet.yaml": "title: The desk\nbase_url: https://desk.example/reviews/\n", "citations.yaml": library,
		"content/magnesium.md": magnesium, "content/more/zinc.md": zinc, "content/draft.md": draft,
		"content/curve.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><path d="M0 30L40 0"/></svg>`,
	}
}

func write(t testing.TB, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func remove(t testing.TB, name string) {
	t.Helper()
	if err := os.RemoveAll(name); err != nil {
		t.Fatal(err)
	}
}

// sampleFolder makes the sample's files in a folder of their own.
func sampleFolder(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range sample() {
		write(t, filepath.Join(dir, name), content)
	}
	return dir
}

// open starts a preview of the current folder, without a watcher.
func open(t testing.TB) (*serve.Preview, *said) {
	t.Helper()
	return openAt(t, ".")
}

func openAt(t testing.TB, dir string) (*serve.Preview, *said) {
	t.Helper()
	log := &said{}
	p, err := serve.New(serve.Options{Dir: dir, Token: token, Log: log, Today: func() source.Date { return today }})
	if err == nil {
		err = p.Read(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	return p, log
}

// get asks a preview as a browser on this machine does.
func get(p http.Handler, address string, headers ...string) *http.Response {
	r := httptest.NewRequest(http.MethodGet, "http://localhost:8080"+address, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		} else {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w.Result()
}

func body(t testing.TB, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// layer is all that the preview adds to a page.
var layer = regexp.MustCompile(`<script src="/_stet/panel\.js" data-token="[^"]*" data-page="[0-9a-f]*" defer></script>`)

// published is a page without the editor's layer.
func published(page string) string { return layer.ReplaceAllLiteralString(page, "") }

// built is the site of the current folder as a build makes it, by path; nil if
// it would publish nothing.
func built(t testing.TB) map[string]string {
	t.Helper()
	return builtAt(t, ".")
}

func builtAt(t testing.TB, dir string) map[string]string {
	t.Helper()
	p, err := project.Open(dir, "")
	if err != nil {
		return nil
	}
	theme, err := p.Theme()
	if err != nil {
		return nil
	}
	tasks, skipped, err := p.ContentTasks()
	if err != nil || len(skipped) > 0 {
		return nil
	}
	edition := p.NewEdition(theme, today, p.Finder(tasks))
	pages := map[string]string{}
	var mu sync.Mutex
	var entries, held []site.Entry
	errs := p.Digests(context.Background(), tasks, true, func(i int, d digest.Digest) error {
		page, entry, err := edition.Article(d)
		mu.Lock()
		defer mu.Unlock()
		if edition.Withheld(&d.Reading.Meta) != "" {
			held = append(held, entry)
			return nil
		}
		entries = append(entries, entry)
		pages[page.Path] = string(page.Data)
		for _, picture := range page.Beside {
			pages[picture.Path] = string(picture.Data)
		}
		return err
	})
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	s := site.New(edition.Frame, append(entries, held...))
	result := edition.Result(s)
	if len(project.Stoppers(result.Findings, false)) > 0 {
		return nil
	}
	err = s.EachAddition(1, func(a site.Addition) error {
		pages[a.Page] = pages[a.Page][:a.At] + string(a.HTML) + pages[a.Page][a.At:]
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for page, err := range s.Pages(result) {
		if err != nil {
			t.Fatal(err)
		}
		pages[page.Path] = string(page.Data)
	}
	return pages
}

// compare reports where what is served differs from what a build publishes.
func compare(t testing.TB, p *serve.Preview, want map[string]string) (same bool) {
	t.Helper()
	same = true
	for path, page := range want {
		r := get(p, "/"+path)
		got := body(t, r)
		if r.StatusCode != http.StatusOK || published(got) != page {
			t.Errorf("%s: status %d, %d bytes served and %d built", path, r.StatusCode, len(published(got)), len(page))
			same = false
		}
	}
	return same
}

// TestServesWhatIsBuilt: every file of the site is served byte for byte, drafts
// beside it, and nothing else.
func TestServesWhatIsBuilt(t *testing.T) {
	folder(t, sample())
	p, log := open(t)
	want := built(t)
	if len(want) < 25 {
		t.Fatalf("the site has %d files", len(want))
	}
	compare(t, p, want)
	for path, status := range map[string]int{"/draft/": 200, "/nothing/": 404, "/magnesium/x": 404, "/reviews/magnesium/": 200, "/reviews/": 200, "/search/w-zz.json": 404} {
		if r := get(p, path); r.StatusCode != status {
			t.Errorf("%s: status %d, want %d", path, r.StatusCode, status)
		}
	}
	for path, page := range want {
		if strings.Contains(page, "_stet/") || strings.Contains(page, token) {
			t.Errorf("%s: the editor's layer is in the published site", path)
		}
		if strings.Contains(page, "A draft") {
			t.Errorf("%s names the draft", path)
		}
	}
	for _, page := range []string{"/", "/magnesium/", "/draft/", "/nothing/"} {
		if n := len(layer.FindAllString(body(t, get(p, page)), -1)); n != 1 {
			t.Errorf("%s has the editor's layer %d times", page, n)
		}
	}
	if r := get(p, "/magnesium"); r.StatusCode != http.StatusFound || r.Header.Get("Location") != "/magnesium/" {
		t.Errorf("/magnesium: status %d, Location %q", r.StatusCode, r.Header.Get("Location"))
	}
	if log.String() != "" {
		t.Errorf("said %q", log)
	}
}

// TestBroken: what cannot be published is shown over the last good state, and
// goes away with the mistake.
func TestBroken(t *testing.T) {
	for _, tc := range []struct{ name, file, broken, says string }{
		{"article", "content/magnesium.md", strings.Replace(magnesium, "title:", "titel:", 1), `"rule":"bad-front-matter","severity":"error","path":"content/magnesium.md","line":2`},
		{"unclosed", "content/magnesium.md", "---\ntitle: Magnesium\n", `"path":"content/magnesium.md"`},
		{"empty", "content/magnesium.md", "", `"path":"content/magnesium.md"`},
		{"template", "templates/article.html", "{{define \"main\"}}{{.Titel}}{{end}}", `"rule":"bad-template","severity":"error","path":"templates/article.html","line":1,"column":20`},
		{"library", "citations.yaml", "- key: [\n", `"path":"citations.yaml","line":`},
		{"bindings", "stet-bindings.jsonl", "{\n", `"path":"stet-bindings.jsonl"`},
		{"settings", "stet.yaml", "titel: The desk\n", `"path":"stet.yaml","line":1,"column":1`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			folder(t, sample())
			p, _ := open(t)
			want := built(t)
			compare(t, p, want) // whoever looks at a page sees its last good state later
			good, err := os.ReadFile(tc.file)
			if err != nil {
				good = nil
			}
			write(t, tc.file, tc.broken)
			if !p.Reload(t.Context(), tc.file) {
				t.Error("a broken file makes no new state")
			}
			data := body(t, get(p, "/_stet/page?at=/magnesium/&token="+token))
			if !strings.Contains(data, tc.says) || !strings.Contains(data, `"stale":true`) {
				t.Errorf("the panel does not say so: %s", data)
			}
			compare(t, p, want)
			if good == nil {
				remove(t, tc.file)
			} else {
				write(t, tc.file, string(good))
			}
			p.Reload(t.Context(), tc.file)
			if data := body(t, get(p, "/_stet/page?at=/magnesium/&token="+token)); !strings.Contains(data, `"stale":false`) {
				t.Errorf("mended, and still stale: %s", data)
			}
			compare(t, p, built(t))
		})
	}
}

// TestLastGoodPage: the page in view stays when its file breaks, and when it
// cannot be read.
func TestLastGoodPage(t *testing.T) {
	folder(t, sample())
	p, _ := open(t)
	want := body(t, get(p, "/magnesium/"))
	for _, broken := range []string{"---\ntitel: x\n---\n", "---\n", "", "---\ntitle: [\n---\n"} {
		write(t, "content/magnesium.md", broken)
		p.Reload(t.Context(), "content/magnesium.md")
		if got := body(t, get(p, "/magnesium/")); got != want {
			t.Errorf("%q: another page", broken)
		}
	}
	remove(t, "content/magnesium.md")
	if err := os.Mkdir("content/magnesium.md", 0o755); err != nil {
		t.Fatal(err)
	}
	p.Reload(t.Context(), "content/magnesium.md")
	remove(t, "content/magnesium.md")
	p.Reload(t.Context(), "content/magnesium.md")
	if r := get(p, "/magnesium/"); r.StatusCode != 404 {
		t.Errorf("a removed article has status %d", r.StatusCode)
	}
}

// TestStartsBroken: a preview starts with a broken article and a broken
// template, and shows both.
func TestStartsBroken(t *testing.T) {
	files := sample()
	files["templates/home.html"] = "{{define \"main\"}}{{"
	files["content/new.md"] = "---\nteitl: New\n---\nText of an article that was never fit.\n"
	folder(t, files)
	p, _ := open(t)
	for address, says := range map[string]string{"/": "The desk", "/new/": "never fit"} {
		if r := get(p, address); r.StatusCode != 200 || !strings.Contains(body(t, r), says) {
			t.Errorf("%s: status %d", address, r.StatusCode)
		}
	}
	data := body(t, get(p, "/_stet/page?at=/new/&token="+token))
	for _, says := range []string{`"path":"content/new.md","line":2`, `"path":"templates/home.html"`} {
		if !strings.Contains(data, says) {
			t.Errorf("not said: %s in %s", says, data)
		}
	}
	remove(t, "templates")
	remove(t, "content/new.md")
	p.Reload(t.Context())
	compare(t, p, built(t))
}

// TestNothingChanged: a file that is touched makes no new state.
func TestNothingChanged(t *testing.T) {
	folder(t, sample())
	p, _ := open(t)
	for _, changed := range [][]string{{"content/magnesium.md"}, {"citations.yaml"}, {"stet.yaml"}, {"content"}, {"content/more"}, {"content/.magnesium.md.swp"}, {"content/4913"}, {"public/index.html"}, {"elsewhere"}} {
		if p.Reload(t.Context(), changed...) {
			t.Errorf("%v: a new state of the same files", changed)
		}
	}
}

// TestVanishes: an article whose file goes while a page is asked for.
func TestVanishes(t *testing.T) {
	folder(t, sample())
	p, _ := open(t)
	remove(t, "content/magnesium.md")
	if r := get(p, "/magnesium/"); r.StatusCode != 404 {
		t.Errorf("status %d", r.StatusCode)
	}
	write(t, "content/more/zinc.md", strings.Replace(zinc, "for long", "for ages", 1))
	if page := body(t, get(p, "/zinc/")); !strings.Contains(page, "for ages") {
		t.Error("a page is older than its file")
	}
}

// TestCounts: the panel counts what the audit of the whole site counts.
func TestCounts(t *testing.T) {
	files := sample()
	files["content/waived.md"] = "---\ntitle: Waived\n---\n<!-- stet unmatched: \"an old paper\" by=ed until=2027-01-01 -->\n\nSmith et al. (2001) found nothing in *The Lancet*.\n\n<!-- stet unmatched: \"nothing here\" by=ed until=2027-01-01 -->\n\nNothing is claimed here.\n"
	folder(t, files)
	p, _ := open(t)
	project, err := project.Open(".", "")
	if err != nil {
		t.Fatal(err)
	}
	tasks, _, err := project.ContentTasks()
	if err != nil {
		t.Fatal(err)
	}
	theme, err := project.Theme()
	if err != nil {
		t.Fatal(err)
	}
	edition := project.NewEdition(theme, today, project.Finder(tasks))
	entries := make([]site.Entry, len(tasks))
	for _, err := range project.Digests(t.Context(), tasks, false, func(i int, d digest.Digest) error {
		entries[i] = edition.Entry(d)
		return nil
	}) {
		t.Fatal(err)
	}
	sum := edition.Result(site.New(edition.Frame, entries)).Summary()
	want := fmt.Sprintf(`"articles":%d,"drafts":1,"claims":%d,"errors":%d,"warnings":%d,"notes":%d,"waived":%d,`, sum.Articles, sum.Claims, sum.Errors, sum.Warnings, sum.Notes, sum.Waived)
	got := body(t, get(p, "/_stet/site?at=/&token="+token))
	if !strings.Contains(got, want) || sum.Waived != 1 || sum.Warnings == 0 {
		t.Errorf("counted %.200s, want %s", got, want)
	}
}
