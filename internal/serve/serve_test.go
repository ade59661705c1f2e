package serve_test

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"stet/internal/digest"
	"stet/internal/project"
	"stet/internal/site"
)

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
