package site_test

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/match"
	"stet/internal/site"
	"stet/internal/source"
)

func TestPages(t *testing.T) {
	pages := sampleSite(t, frame(t))
	want := []string{
		"404.html", "_headers", "_redirects", "_redirects.apache", "_redirects.nginx", "audit/index.html", "claims/1.json", "claims/1.jsonld", "claims/index.json", "corrections.xml", "feed.json", "feed.xml", "index.html",
		"llms.txt", "magnesium/index.html", "method/index.html", "old/magnesium/index.html", "references/fiorentini2021/index.html",
		"references/guideline/index.html", "references/index.html", "references/pmid-29480918/index.html", "references/references.bib", "references/references.json",
		"references/references.nbib", "references/references.ris",
		"references/rondanelli2021/index.html", "robots.txt", "rss.xml", "search/docs-0.json", "search/facets.json", "search/index.html", "search/index.json", "sections/index.html", "sections/supplements/index.html",
		"sitemap.xml", "tags/bone/feed.xml", "tags/bone/index.html", "tags/index.html", "tags/vitamin-d/feed.xml", "tags/vitamin-d/index.html", "zinc/index.html",
	}
	var got []string
	for _, p := range slices.Sorted(maps.Keys(pages)) {
		if ext := path.Ext(p); ext != ".css" && ext != ".js" && ext != ".svg" && !strings.HasPrefix(p, "search/w-") {
			got = append(got, p)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
	for p, text := range pages {
		if strings.Contains(text, "ecret") {
			t.Errorf("%s tells of a draft", p)
		}
	}
}

// TestStrict holds every page to the policy of the headers file: nothing
// inline, every address is one of the site's or the web's.
func TestStrict(t *testing.T) {
	for p, page := range htmlPages(sampleSite(t, frame(t))) {
		ids := map[string]bool{}
		for n := range parse(t, page).Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if n.Data == "style" || n.Data == "script" && !isData(n) && (attr(n, "src") == "" || n.FirstChild != nil) {
				t.Errorf("%s: inline <%s>", p, n.Data)
			}
			for _, a := range n.Attr {
				switch {
				case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
					t.Errorf("%s: <%s %s=%q>", p, n.Data, a.Key, a.Val)
				case (a.Key == "href" || a.Key == "src") && strings.Contains(a.Val, ":") && !strings.HasPrefix(a.Val, "https://"):
					t.Errorf("%s: address %q", p, a.Val)
				case a.Key == "id" && ids[a.Val]:
					t.Errorf("%s: two elements of id %q", p, a.Val)
				case a.Key == "id":
					ids[a.Val] = true
				}
			}
		}
	}
}

// isData reports whether a script element holds data, which no browser runs.
func isData(n *html.Node) bool {
	return attr(n, "type") == "application/ld+json" && attr(n, "src") == "" && n.FirstChild != nil && json.Valid([]byte(n.FirstChild.Data))
}

// TestLinks follows every link within the site, to its page and its anchor.
func TestLinks(t *testing.T) {
	pages := sampleSite(t, frame(t))
	links := 0
	for p, page := range htmlPages(pages) {
		root := parse(t, page)
		for _, n := range elements(root, func(n *html.Node) bool { return attr(n, "href") != "" || attr(n, "src") != "" }) {
			href := attr(n, "href") + attr(n, "src")
			if strings.Contains(href, "://") {
				continue
			}
			links++
			address, anchor, _ := strings.Cut(href, "#")
			target := path.Join(path.Dir(p), address)
			if local, ok := strings.CutPrefix(address, "/reviews/"); ok { // the 404 page is served at any depth
				target = path.Clean(local)
			}
			switch {
			case address == "":
				target = p
			case strings.HasSuffix(address, "/"):
				target = path.Join(target, "index.html")
			}
			there, ok := pages[target]
			if !ok {
				t.Errorf("%s: %q leads to %s, which is not there", p, href, target)
			} else if anchor != "" && byID(parse(t, there), anchor) == nil {
				t.Errorf("%s: %q leads to an anchor that is not there", p, href)
			}
		}
		for _, n := range elements(root, func(n *html.Node) bool { return attr(n, "aria-controls") != "" }) {
			if byID(root, attr(n, "aria-controls")) == nil {
				t.Errorf("%s: a mark controls %q, which is not there", p, attr(n, "aria-controls"))
			}
		}
		for _, n := range elements(root, func(n *html.Node) bool { return attr(n, "aria-labelledby") != "" }) {
			if byID(root, attr(n, "aria-labelledby")) == nil {
				t.Errorf("%s: labelled by %q, which is not there", p, attr(n, "aria-labelledby"))
			}
		}
	}
	if links < 100 {
		t.Errorf("only %d links", links)
	}
}

func TestMinifyKeepsText(t *testing.T) {
	f := frame(t)
	small := htmlPages(sampleSite(t, f))
	plain := frame(t)
	plain.Theme = site.Unminified(plain.Theme)
	before := 0
	for p, page := range htmlPages(sampleSite(t, plain)) {
		before += len(page)
		if diff := cmp.Diff(text(parse(t, page)), text(parse(t, small[p]))); diff != "" {
			t.Errorf("%s (-as written +minified):\n%s", p, diff)
		}
		// Notes are taken out of the line by the stylesheet: what stands on
		// either side of one must be parted without it.
		if diff := cmp.Diff(text(without(parse(t, page), hasClass("note"))), text(without(parse(t, small[p]), hasClass("note")))); diff != "" {
			t.Errorf("%s without its notes (-as written +minified):\n%s", p, diff)
		}
		if diff := cmp.Diff(addressesOf(parse(t, page)), addressesOf(parse(t, small[p]))); diff != "" {
			t.Errorf("%s (-as written +minified):\n%s", p, diff)
		}
	}
	after := 0
	for _, page := range small {
		after += len(page)
	}
	if after >= before {
		t.Errorf("minified pages have %d bytes, as written %d", after, before)
	}
}

// addressesOf are all ids, classes, names and addresses of a page.
func addressesOf(root *html.Node) (found []string) {
	for _, n := range elements(root, func(*html.Node) bool { return true }) {
		for _, a := range n.Attr {
			found = append(found, n.Data+" "+a.Key+"="+a.Val)
		}
	}
	return found
}

// TestHoles: no text can make a hole in a page.
func TestHoles(t *testing.T) {
	const evil = "a\x000\x00b\x003\x00c"
	d := sampleDigest()
	d.Reading.Title, d.Claims[0].Matches[0].Fields[0].Stated = evil, evil
	d.Reading.Body = append(d.Reading.Body, article.Piece{HTML: "<p id=\"last\">" + evil + "</p>"})
	page, _, err := frame(t).Article(d)
	if err != nil {
		t.Fatal(err)
	}
	root := parse(t, string(page.Data))
	for _, n := range []*html.Node{byID(root, "last"), elements(root, func(n *html.Node) bool { return n.Data == "h1" })[0]} {
		if got := text(n); got != "a\ufffd0\ufffdb\ufffd3\ufffdc" {
			t.Errorf("%q came out as %q", evil, got)
		}
	}
	if strings.Contains(string(page.Data), "\x00") {
		t.Error("a NUL is left")
	}
}

// TestHostileText puts markup into everything that people write.
func TestHostileText(t *testing.T) {
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>'`
	f := frame(t)
	f.Settings.Title, f.Settings.Description, f.Settings.Author = evil, evil, evil
	for _, r := range f.Library.References {
		r.Title, r.Authors, r.Journal.Title, r.Journal.Abbr, r.Volume, r.MeSH, r.Types = evil, []string{evil}, evil, evil, evil, []string{evil}, []string{evil}
		r.DOI, r.URL, r.Verified.By = cite.DOI("10.1/"+evil), "javascript:"+evil, evil
	}
	d := sampleDigest()
	m := &d.Reading.Meta
	d.Reading.Title, m.Description, m.Section, m.Authors, m.Lang = evil, evil, evil, []string{evil}, evil
	m.Reviewed = article.Review{By: evil, Credentials: evil, On: source.Date{Year: 2026, Month: 11, Day: 22}}
	m.Corrections[0].What, m.Aliases = evil, []string{evil, "../../etc/passwd", "javascript:alert(1)"}
	for i := range d.Reading.Headings {
		d.Reading.Headings[i].ID, d.Reading.Headings[i].Text = evil, evil
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		c.Plain = evil
		for j := range c.Matches {
			c.Matches[j].Message, c.Matches[j].Hint = evil, evil
			for k := range c.Matches[j].Fields {
				c.Matches[j].Fields[k] = match.Field{Name: evil, Stated: evil, Found: evil, OK: k%2 == 0}
			}
		}
	}
	for i := range d.Findings {
		d.Findings[i].Message, d.Findings[i].Hint, d.Findings[i].Excerpt.Line = evil, evil, evil
	}
	page, entry, err := f.Article(d)
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{page.Path: string(page.Data)}
	for p, err := range site.New(f, []site.Entry{entry}).Pages(audit.Result{Findings: d.Findings}) {
		if err != nil {
			t.Fatal(err)
		}
		if path.IsAbs(p.Path) || strings.Contains(p.Path, "..") {
			t.Errorf("a page at %q", p.Path)
		}
		pages[p.Path] = string(p.Data)
	}
	for p, page := range htmlPages(pages) {
		for _, n := range elements(parse(t, page), func(n *html.Node) bool { return n.Data == "script" || n.Data == "img" }) {
			if !strings.HasSuffix(attr(n, "src"), ".js") && !isData(n) {
				t.Errorf("%s: <%s> came through", p, n.Data)
			}
		}
		if strings.Contains(page, `href="javascript`) {
			t.Errorf("%s: a link to a script", p)
		}
	}
}

func htmlPages(pages map[string]string) map[string]string {
	found := map[string]string{}
	for p, text := range pages {
		if path.Ext(p) == ".html" {
			found[p] = text
		}
	}
	return found
}
