package site_test

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
)

// look measures a page from inside: it gives the ids of all claims that have
// a mark and a note, and what is wrong with how they are shown.
//
//go:embed testdata/look.js
var look string

// paper measures a page as it is printed: it gives what is missing.
//
//go:embed testdata/paper.js
var paper string

// seen is what look gives.
type seen struct {
	Claims   []string
	Problems []string
}

// policy is what the theme's own pages have to live with. That of the headers
// file also lets pictures of other sites in, as an author may want some.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'"

// TestBrowser opens every kind of page of the repository's own site and of
// the hand-made sample in Chromium, on a phone, a tablet and a desk, by day and
// by night, with scripts and without. With SHOTS=DIR it leaves a picture of
// each page there.
func TestBrowser(t *testing.T) {
	looks, heaviest := 0, weight{}
	for name, built := range builtSites(t) {
		tb := newTab(t, built.pages)
		tb.eachLook(built.addresses, func(address, where string) {
			where = name + " " + where
			checkPage(tb, where, look, built.claims[address])
			tb.shoot(where)
			looks++
		})
		for _, address := range built.addresses {
			tb.open(address)
			heaviest = heavier(heaviest, weigh(tb, address))
		}
		tb.check(name)
	}
	if heaviest.Bytes > maxWeight {
		t.Errorf("/%s has %d bytes with all that it needs but images, the most allowed is %d", heaviest.address, heaviest.Bytes, maxWeight)
	}
	t.Logf("%d looks at pages; the heaviest is /%s with %d bytes", looks, heaviest.address, heaviest.Bytes)
}

// eachLook opens each page in every way that readers may: by the width of
// their screens, the colours they prefer, and whether scripts may run.
func (tb *tab) eachLook(addresses []string, see func(address, where string)) {
	for _, scripts := range []bool{true, false} {
		for _, address := range addresses {
			tb.scripts(scripts)
			tb.open(address)
			tb.scripts(true) // those that measure; the page's own were left out
			for _, width := range []int64{360, 768, 1280} {
				tb.resize(width)
				for _, scheme := range []string{"light", "dark"} {
					tb.emulate("screen", scheme)
					where := fmt.Sprintf("/%s %s %d", address, scheme, width)
					if !scripts {
						where += " without scripts"
					}
					see(address, where)
				}
			}
			tb.check("/" + address)
		}
	}
}

// checkPage measures a page with a script, which has to meet those claims there.
func checkPage(tb *tab, where, script string, claims []string) {
	tb.t.Helper()
	got := eval[seen](tb, script)
	for _, problem := range got.Problems {
		tb.t.Errorf("%s: %s", where, problem)
	}
	for _, id := range claims {
		if !slices.Contains(got.Claims, id) {
			tb.t.Errorf("%s: claim %s is not shown", where, id)
		}
	}
}

// maxWeight is how many bytes a page may have before compression, with its
// styles and scripts and without images.
const maxWeight = 100 << 10

type weight struct {
	address string
	Bytes   int
}

func heavier(a, b weight) weight {
	if b.Bytes > a.Bytes {
		return b
	}
	return a
}

// weigh gives the bytes of the page that is open and of all that it loaded
// but images.
func weigh(tb *tab, address string) weight {
	tb.t.Helper()
	n := eval[int](tb, `[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
		.filter(e => !/\.(svg|png|jpe?g|gif|webp|avif|ico)$/.test(e.name)).reduce((sum, e) => sum + e.decodedBodySize, 0)`)
	if n < 1000 {
		tb.t.Errorf("/%s has %d bytes: it cannot be weighed", address, n)
	}
	return weight{address, n}
}

// TestBrowserComplains: what the other tests listen for is heard.
func TestBrowserComplains(t *testing.T) {
	const page = `<!doctype html><html lang="en"><title>Bad</title><body><h1>Bad</h1>`
	for headers, bad := range map[string]map[string]string{
		"Content-Security-Policy: " + policy + "\n": {
			`<script>document.title = "run"</script>`:                       "violates the following Content Security Policy directive",
			`<img src="http://127.0.0.1:9/pixel.png" alt="">`:               "violates the following Content Security Policy directive",
			`<p style="color: red">x`:                                       "violates the following Content Security Policy directive",
			`<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">`: "violates the following Content Security Policy directive",
		},
		"": {
			`<img src="http://127.0.0.1:9/pixel.png" alt="">`:                         "asks a third party: http://127.0.0.1:9/pixel.png",
			`<script>console.warn("hm")</script>`:                                     `console: warning "hm"`,
			`<script>nowhere()</script>`:                                              "exception: Uncaught",
			`<table width="2000"><tr><td>x</table>`:                                   "wide",
			`<button class="mark" aria-controls="note-c-1" aria-label="1">1</button>`: "claim c-1 has no note",
		},
	} {
		pages := map[string]string{"_headers": headers}
		for body, want := range bad {
			pages[want[:3]+"/"+strconv.Itoa(len(body))+"/index.html"] = page + body
		}
		tb := newTab(t, pages)
		tb.resize(360)
		for body, want := range bad {
			tb.open(want[:3] + "/" + strconv.Itoa(len(body)) + "/")
			got := eval[seen](tb, look).Problems
			for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline) && !strings.Contains(strings.Join(got, "\n"), want); time.Sleep(10 * time.Millisecond) {
				got = append(got, tb.said.take()...)
			}
			if !strings.Contains(strings.Join(got, "\n"), want) {
				t.Errorf("%s: the browser says %q, want %q", body, got, want)
			}
			tb.said.take()
		}
	}
}

// TestBrowserStill: a page stands still while it loads and when a note is
// opened, but for what is below the note.
func TestBrowserStill(t *testing.T) {
	for name, built := range builtSites(t) {
		tb := newTab(t, built.pages)
		for _, width := range []int64{360, 1280} {
			tb.resize(width)
			for _, address := range built.addresses {
				tb.open(address)
				if got := eval[float64](tb, shifted); got != 0 {
					t.Errorf("%s /%s %d: what has been drawn moves: %f", name, address, width, got)
				}
			}
		}
	}
}

// TestBrowserLargeText: text at twice its size widens no page.
func TestBrowserLargeText(t *testing.T) {
	for name, built := range builtSites(t) {
		tb := newTab(t, built.pages)
		call(tb, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: 32}})
		for _, width := range []int64{360, 1280} {
			tb.resize(width)
			for _, address := range built.addresses {
				tb.open(address)
				if got := eval[string](tb, `getComputedStyle(document.documentElement).fontSize + " " + Math.max(0, document.documentElement.scrollWidth - innerWidth)`); got != "32px 0" {
					t.Errorf("%s /%s %d: size of text and excess width %s", name, address, width, got)
				}
			}
		}
		tb.check(name)
	}
}

// shifted is how far a page moved after it was first drawn, in the unit of
// Cumulative Layout Shift.
const shifted = `new Promise(done => {
	let sum = 0;
	new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.value; })).observe({type: "layout-shift", buffered: true});
	requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 50)));
})`

// TestBrowserPrint: paper has every verdict, every reference and its ids in
// black on white, nothing that one could press, and nothing that is cut off.
func TestBrowserPrint(t *testing.T) {
	const paperWidth = 658 // of A4 with its margins, in pixels of 1/96 inch
	for name, built := range builtSites(t) {
		tb := newTab(t, built.pages)
		tb.resize(paperWidth)
		for _, address := range built.addresses {
			tb.emulate("screen", "dark")
			tb.open(address)
			tb.emulate("print", "dark")
			where := name + " /" + address + " printed"
			checkPage(tb, where, paper, built.claims[address])
			tb.shoot(where)
			tb.check(where)
		}
	}
}

// TestBrowserFolds: on a narrow screen a note is folded until its mark is
// pressed, or until someone comes by a link to its claim.
func TestBrowserFolds(t *testing.T) {
	tb := newTab(t, sampleSite(t, sampleFrame(t)))
	tb.resize(360)
	const state = `[...document.querySelectorAll("button.mark")].map(m => {
		const note = document.getElementById(m.getAttribute("aria-controls"));
		return m.getAttribute("aria-expanded") + " " + (getComputedStyle(note).display !== "none");
	}).join(",")`
	all := func(s string) string {
		return strings.TrimSuffix(strings.Repeat(s+",", len(sampleDigest().Claims)), ",")
	}
	const pressAll = `document.querySelectorAll("button.mark").forEach(m => m.click()), `
	for _, step := range []struct {
		address, script, want string
	}{
		{"magnesium/", state, all("false false")},
		{"", pressAll + state, all("true true")},
		{"", pressAll + state, all("false false")},
		{"zinc/#c-0000000002", state, "false false,true true" + strings.Repeat(",false false", 7)},
	} {
		if step.address != "" {
			tb.open(step.address)
		}
		if got := eval[string](tb, step.script); got != step.want {
			t.Errorf("%s %s:\n got %s\nwant %s", step.address, step.script, got, step.want)
		}
	}
	tb.check("folds")
}

// TestBrowserScheme: the reader's choice of dark pages holds on the next page.
func TestBrowserScheme(t *testing.T) {
	tb := newTab(t, sampleSite(t, sampleFrame(t)))
	tb.resize(1280)
	const state = `getComputedStyle(document.body).backgroundColor + " " + getComputedStyle(document.querySelector("button.scheme"), "::after").content`
	for _, step := range []struct{ address, script, want string }{
		{"magnesium/", state, "rgb(253, 252, 249) \"Dark\""},
		{"", `document.querySelector("button.scheme").click(), ` + state, "rgb(22, 21, 19) \"Light\""},
		{"zinc/", state, "rgb(22, 21, 19) \"Light\""},
		{"", `document.querySelector("button.scheme").click(), ` + state, "rgb(253, 252, 249) \"Dark\""},
	} {
		if step.address != "" {
			tb.open(step.address)
		}
		if got := eval[string](tb, step.script); got != step.want {
			t.Errorf("%s %s: %s, want %s", step.address, step.script, got, step.want)
		}
	}
	tb.check("colours")
}

// TestBrowserSearch searches as a reader does.
func TestBrowserSearch(t *testing.T) {
	tb := newTab(t, sampleSite(t, sampleFrame(t)))
	tb.resize(360)
	tb.open("search/?q=zin")
	const state = `document.getElementById("search-status").textContent + ": " + [...document.querySelectorAll("#search-results a")].map(a => a.textContent + " " + new URL(a.href).pathname).join("; ")`
	const typed = `(q => { q.value = %q; q.dispatchEvent(new Event("input", {bubbles: true})) })(document.getElementById("search-q"))`
	for _, step := range []struct{ query, want string }{
		{"", "1 result: Zinc /zinc/"},
		{"vitamin ACTIV", "1 result: Role of Magnesium in Vitamin D Activation and Function /references/pmid-29480918/"},
		{"nothing of the kind", "1"},
	} {
		if step.query != "" {
			eval[any](tb, fmt.Sprintf(typed, step.query))
		}
		got := ""
		for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline) && !strings.HasPrefix(got, step.want); time.Sleep(20 * time.Millisecond) {
			got = eval[string](tb, state)
		}
		if !strings.HasPrefix(got, step.want) {
			t.Errorf("%q:\n got %s\nwant %s", step.query, got, step.want)
		}
	}
	tb.check("search")
}
