package site_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/site"
	"stet/internal/source"
	"stet/static"
	"stet/templates"
)

// manyReferences is a site with a list of references that takes two pages.
func manyReferences(t testing.TB, f *site.Frame) map[string]string {
	t.Helper()
	var b strings.Builder
	for n := range 260 {
		letter := string(rune('a' + n/10))
		fmt.Fprintf(&b, "- key: k%03d\n  title: \"Paper %d\"\n  authors: [\"%sbcd E\"]\n  journal: %s\n  year: %d\n  types: [%s]\n", n, n, strings.ToUpper(letter), []string{"Nutrients", "The Lancet"}[n%2], 2000+n%20,
			[]string{"Review", "Randomized Controlled Trial", "Journal Article"}[n%3])
		if n == 5 || n == 255 {
			b.WriteString("  notices: [{kind: retraction, id: \"pmid:1\", year: 2023}]\n")
		}
	}
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", []byte(b.String())))
	if err != nil || len(lib.Problems) > 0 {
		t.Fatal(err, lib.Problems)
	}
	f.Library = lib
	pages := map[string]string{}
	for page, err := range site.New(f, nil).Pages(audit.Result{}) {
		if err != nil {
			t.Fatal(err)
		}
		pages[page.Path] = string(page.Data)
	}
	return pages
}

func TestFilterFile(t *testing.T) {
	pages := manyReferences(t, frame(t))
	var data struct {
		Block                            int
		Designs, Journals, Years, States [][3]any
		Rows                             [][4]int
	}
	if err := json.Unmarshal([]byte(pages["references/filter.json"]), &data); err != nil {
		t.Fatal(err)
	}
	if data.Block != 250 || len(data.Rows) != 260 || len(data.Years) != 20 {
		t.Errorf("%d rows in blocks of %d, %d years", len(data.Rows), data.Block, len(data.Years))
	}
	for _, c := range []struct {
		got  [3]any
		want string
	}{
		{data.Designs[0], "[randomised Randomised trials 87]"},
		{data.Journals[1], "[The Lancet The Lancet 130]"},
		{data.Years[0], "[2019 2019 13]"},
		{data.States[3], "[retraction Retracted 2]"},
		{data.States[7], "[unused No claim leans on it 260]"},
	} {
		if got := fmt.Sprint(c.got); got != c.want {
			t.Errorf("option %s, want %s", got, c.want)
		}
	}
	if row := data.Rows[5]; data.States[3][2] != 2.0 || row[3]&(1<<3) == 0 || row[3]&1 != 0 {
		t.Errorf("row 5: %v", row)
	}
	if letters := strings.Count(pages["references/index.html"], `class="letters"`); letters != 1 || !strings.Contains(pages["references/index.html"], `<a href="page/2/#k250">Z</a>`) {
		t.Error("the list of letters is not there, or does not lead to the second page")
	}
	if strings.Contains(pages["references/page/2/index.html"], "<form") {
		t.Error("the second page has the form as well")
	}
}

// TestFilter chooses references in a browser, with the keyboard, with a link,
// and back; entries of the second page come with links that lead to their
// pages.
func TestFilter(t *testing.T) {
	f := frame(t)
	f.Settings.Integrity = true
	tb := newTab(t, manyReferences(t, f))
	shown := func() string {
		return eval[string](tb, `Array.from(document.querySelectorAll("ol.all")).filter(l => !l.hidden).map(l => l.className + " " + l.children.length).join()`)
	}
	wait := func(status string) {
		t.Helper()
		script := fmt.Sprintf(`new Promise((done) => { var n = 0; (function look() { var s = document.getElementById("filter-status").textContent; s === %q || n++ > 200 ? done(s) : setTimeout(look, 10); })(); })`, status)
		if got := eval[string](tb, script); got != status {
			t.Fatalf("status %q, want %q", got, status)
		}
	}
	tb.open("references/")
	if got := shown(); got != "refs all 250" {
		t.Errorf("at first: %s", got)
	}
	tb.do(chromedp.Focus(`#filter select[name="design"]`))
	eval[bool](tb, `new Promise((done) => { (function look() { document.querySelector("#filter select").options.length > 1 ? done(true) : setTimeout(look, 10); })(); })`)
	tb.do(chromedp.KeyEvent(kb.ArrowDown))
	wait("87 references")
	if got, at := shown(), eval[string](tb, "location.search"); got != "refs all chosen 87" || at != "?design=randomised" {
		t.Errorf("after a key: %s at %s", got, at)
	}
	tb.do(chromedp.Focus(`#filter-reset`), chromedp.KeyEvent(kb.Enter))
	wait("")
	if got, at := shown(), eval[string](tb, "location.search + document.activeElement.name"); got != "refs all 250" || at != "design" {
		t.Errorf("after the reset: %s at %s", got, at)
	}

	tb.open("references/?state=retraction")
	wait("2 references")
	if got := eval[string](tb, `document.querySelector(".chosen li:last-child a").pathname`); got != "/references/k255/" {
		t.Errorf("an entry of the second page leads to %s", got)
	}
	tb.open("references/?journal=Nutrients")
	wait("130 references")
	tb.do(chromedp.Focus(`#filter-more`), chromedp.KeyEvent(kb.Enter))
	eval[bool](tb, `new Promise((done) => { (function look() { document.querySelectorAll(".chosen li").length > 100 ? done(true) : setTimeout(look, 10); })(); })`)
	if got := eval[string](tb, `document.querySelectorAll(".chosen li").length + " " + document.activeElement.textContent`); got != "130 Paper 200" {
		t.Errorf("after more: %s", got)
	}
	tb.open("references/?design=nonsense&year=2003&journal=Nutrients")
	wait("Nothing found.")
	tb.check("references")

	tb.scripts(false)
	tb.open("references/")
	tb.scripts(true)
	tb.check("without scripts")
}

// TestIntegrity opens a page whose stylesheet and script are held to their
// sums, and one whose script has been changed on its way.
func TestIntegrity(t *testing.T) {
	f := frame(t)
	if pages := sampleSite(t, f); strings.Contains(pages["index.html"], "integrity") {
		t.Error("sums where none are asked for")
	}
	f = frame(t)
	f.Settings.Integrity = true
	pages := sampleSite(t, f)
	for name, page := range htmlPages(pages) {
		for _, n := range elements(parse(t, page), hasAttr("src", "href")) {
			isAsset := strings.HasSuffix(attr(n, "src"), ".js") || strings.HasSuffix(attr(n, "href"), ".css")
			if isAsset && !strings.HasPrefix(attr(n, "integrity"), "sha384-") {
				t.Errorf("%s: %s%s has no sum", name, attr(n, "src"), attr(n, "href"))
			}
		}
	}
	tb := newTab(t, pages)
	const works = `document.documentElement.className + " " + document.styleSheets.length + " " + document.styleSheets[0]?.cssRules.length`
	for _, page := range []string{"", "magnesium/", "search/"} {
		tb.open(page)
		if got := eval[string](tb, works); !strings.HasPrefix(got, "js 1 ") {
			t.Errorf("/%s: %s", page, got)
		}
		tb.check("/" + page)
	}
	for name := range pages {
		if strings.HasPrefix(name, "stet.") && strings.HasSuffix(name, ".js") {
			pages[name] += "//"
		}
	}
	tb.open("")
	if got := eval[string](tb, works); !strings.HasPrefix(got, " 1 ") {
		t.Errorf("a script that was changed: %s", got)
	}
	if said := strings.Join(tb.said.take(), "\n"); !strings.Contains(said, "integrity") {
		t.Errorf("the browser says %q", said)
	}
}

// TestIntegrityFunction names what there is where a template asks for a sum of
// what is no stylesheet.
func TestIntegrityFunction(t *testing.T) {
	_, err := site.LoadTheme([]fs.FS{files("missing.html", `{{define "main"}}{{integrity "icon.svg"}}{{end}}`), templates.FS}, []fs.FS{static.FS})
	if err == nil || !strings.Contains(err.Error(), `no stylesheet or script "icon.svg" in static/; there are audit.css, feed.css, references.js, search.js, stet.css, stet.js`) {
		t.Error(err)
	}
}
