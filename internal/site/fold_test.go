package site_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/site"
	"stet/internal/source"
)

// TestOrderBlind folds the same entries in several orders.
func TestOrderBlind(t *testing.T) {
	f := frame(t)
	var entries []site.Entry
	for _, name := range []string{"a", "b", "c", "d"} {
		d := sampleDigest()
		d.Reading.Path, d.Reading.Meta.Aliases = "content/"+name+".md", nil
		entries = append(entries, site.NewEntry(d))
	}
	entries = append(entries, site.Entry{})
	pages := func(entries []site.Entry) map[string]string {
		got := map[string]string{}
		for p, err := range site.New(f, entries).Pages(audit.Result{}) {
			if err != nil {
				t.Fatal(err)
			}
			got[p.Path] = string(p.Data)
		}
		return got
	}
	first := pages(entries)
	slices.Reverse(entries)
	if diff := cmp.Diff(first, pages(entries)); diff != "" {
		t.Errorf("the order of entries shows:\n%s", diff)
	}
}

func TestEmptySite(t *testing.T) {
	f := frame(t)
	f.Library, f.Settings = nil, site.Settings{}
	n := 0
	for p, err := range site.New(f, nil).Pages(audit.Result{}) {
		if err != nil {
			t.Fatal(err)
		}
		if p.Path == "feed.xml" && !strings.Contains(string(p.Data), "<id>urn:uuid:") {
			t.Errorf("a feed without a base URL: %s", p.Data)
		}
		n++
	}
	if n < 9 {
		t.Errorf("%d files", n)
	}
	if _, _, err := f.Article(sampleDigest()); err != nil {
		t.Errorf("an article without a library: %v", err)
	}
}

func TestFindings(t *testing.T) {
	f := frame(t)
	entry := func(path, slug string, aliases ...string) site.Entry {
		var d digest.Digest
		d.Reading = digest.Reading{Path: path, Title: path, Meta: article.Meta{Slug: slug, Aliases: aliases}}
		d.Claims = []audit.Claim{{Verdict: match.Matched, Matches: []match.Match{{Verdict: match.Matched, References: []string{"fiorentini2021", "rondanelli2021"}}}}}
		return site.NewEntry(d)
	}
	draft := entry("content/draft.md", "zinc")
	draft.Meta.Draft = true
	listing := entry("content/list.md", "")
	listing.Meta.References = []string{"guideline"}
	entries := []site.Entry{
		entry("content/zinc.md", ""), entry("content/b/Zinc.md", ""), draft, listing,
		entry("content/references.md", ""), entry("content/x.md", "", "/zinc/", "/elsewhere/"),
	}
	type found struct{ Rule, Path, Message string }
	var got []found
	for _, f := range site.New(f, entries).Findings() {
		if f.Hint == "" {
			t.Errorf("no hint: %v", f)
		}
		if f.Rule == "duplicate-slug" || f.Rule == "unused-reference" {
			got = append(got, found{f.Rule, f.Path, f.Message})
		}
	}
	want := []found{
		{"unused-reference", "citations.yaml", "no article uses the reference pmid:29480918"},
		{"duplicate-slug", "content/references.md", "the address /references/ is that of a page of the site itself as well"},
		{"duplicate-slug", "content/x.md", "the alias /zinc/ is an address of content/b/Zinc.md"},
		{"duplicate-slug", "content/zinc.md", "the address /zinc/ is that of content/b/Zinc.md as well"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestFeedAndSitemap(t *testing.T) {
	pages := sampleSite(t, frame(t))
	var feed struct {
		ID      string `xml:"id"`
		Updated string `xml:"updated"`
		Entries []struct {
			Title   string `xml:"title"`
			ID      string `xml:"id"`
			Updated string `xml:"updated"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(pages["feed.xml"]), &feed); err != nil {
		t.Fatal(err)
	}
	if feed.Updated != "2026-11-21T00:00:00Z" || len(feed.Entries) != 2 || feed.Entries[0].Title != "Magnesium & its neighbours" ||
		feed.Entries[0].ID != "https://example.org/reviews/magnesium/" || feed.Entries[1].Updated != "2025-01-02T00:00:00Z" {
		t.Errorf("feed: %+v", feed)
	}
	var urls struct {
		URLs []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(pages["sitemap.xml"]), &urls); err != nil {
		t.Fatal(err)
	}
	for _, u := range urls.URLs {
		file := strings.TrimPrefix(u.Loc, "https://example.org/reviews/") + "index.html"
		if _, ok := pages[file]; !ok {
			t.Errorf("the sitemap lists %s", u.Loc)
		}
		if u.Loc == "https://example.org/reviews/magnesium/" && u.LastMod != "2026-11-21" {
			t.Errorf("%s was changed on %s", u.Loc, u.LastMod)
		}
	}
	if len(urls.URLs) != 14 {
		t.Errorf("the sitemap lists %d addresses", len(urls.URLs))
	}
	if want := "/reviews/old/magnesium/ /reviews/magnesium/ 301\n"; pages["_redirects"] != want {
		t.Errorf("_redirects: %q, want %q", pages["_redirects"], want)
	}
}

// TestNews reads the other feeds as a feed reader does.
func TestNews(t *testing.T) {
	pages := sampleSite(t, frame(t))
	var rss struct {
		Items []struct {
			Title string   `xml:"title"`
			GUID  string   `xml:"guid"`
			Date  string   `xml:"pubDate"`
			Tags  []string `xml:"category"`
		} `xml:"channel>item"`
	}
	if err := xml.Unmarshal([]byte(pages["rss.xml"]), &rss); err != nil {
		t.Fatal(err)
	}
	if len(rss.Items) != 2 || rss.Items[0].GUID != "https://example.org/reviews/magnesium/" || rss.Items[0].Date != "Fri, 20 Nov 2026 00:00:00 +0000" ||
		!slices.Equal(rss.Items[0].Tags, []string{"Vitamin D", "Bone"}) {
		t.Errorf("rss.xml: %+v", rss)
	}
	var news struct {
		Version string
		Items   []struct{ ID, Title, DateModified string }
	}
	if err := json.Unmarshal([]byte(strings.ReplaceAll(pages["feed.json"], "date_modified", "dateModified")), &news); err != nil {
		t.Fatal(err)
	}
	if len(news.Items) != 2 || news.Version != "https://jsonfeed.org/version/1.1" || news.Items[1].DateModified != "2025-01-02T00:00:00Z" {
		t.Errorf("feed.json: %+v", news)
	}
	var corrections struct {
		ID      string `xml:"id"`
		Entries []struct {
			ID      string `xml:"id"`
			Summary string `xml:"summary"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(pages["corrections.xml"]), &corrections); err != nil {
		t.Fatal(err)
	}
	if len(corrections.Entries) != 2 || corrections.ID != "https://example.org/reviews/corrections.xml" ||
		corrections.Entries[0].ID != "https://example.org/reviews/magnesium/#correction-1" || corrections.Entries[0].Summary != "A year was wrong." {
		t.Errorf("corrections.xml: %+v", corrections)
	}
}

// TestOpenData: the site's claims as data are those of its pages.
func TestOpenData(t *testing.T) {
	pages := sampleSite(t, frame(t))
	var index struct {
		Schema   string
		Articles int
		Claims   int
		Verdicts []struct {
			Verdict string
			Claims  int
		}
		Files []struct{ File string }
	}
	if err := json.Unmarshal([]byte(pages["claims/index.json"]), &index); err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	claims := 0
	for _, f := range index.Files {
		var file struct {
			Articles []struct {
				URL    string
				Claims []struct {
					ID, Verdict string
					References  []string
				}
			}
		}
		if err := json.Unmarshal([]byte(pages["claims/"+f.File]), &file); err != nil {
			t.Fatal(err)
		}
		for _, a := range file.Articles {
			page := parse(t, pages[strings.TrimPrefix(a.URL, "https://example.org/reviews/")+"index.html"])
			for _, c := range a.Claims {
				claims++
				counts[c.Verdict]++
				if byID(page, c.ID) == nil {
					t.Errorf("%s has no claim %s", a.URL, c.ID)
				}
			}
		}
	}
	if index.Schema != "stet.claims/1" || index.Articles != 2 || index.Claims != claims || claims != 18 {
		t.Errorf("%+v, and %d claims in the files", index, claims)
	}
	for _, v := range index.Verdicts {
		if counts[v.Verdict] != v.Claims {
			t.Errorf("%s: %d in the index, %d in the files", v.Verdict, v.Claims, counts[v.Verdict])
		}
	}
	if want := "- [Magnesium & its neighbours](https://example.org/reviews/magnesium/): Six studies"; !strings.Contains(pages["llms.txt"], want) {
		t.Errorf("llms.txt: %s", pages["llms.txt"])
	}
}

// TestTopics: spellings of one tag are one page, which lists each article once.
func TestTopics(t *testing.T) {
	pages := sampleSite(t, frame(t))
	titles := func(page string) (found []string) {
		for _, h := range elements(parse(t, pages[page]), func(n *html.Node) bool { return n.Data == "h1" || n.Data == "h3" }) {
			found = append(found, text(h))
		}
		return found
	}
	if got := len(elements(parse(t, pages["zinc/index.html"]), func(n *html.Node) bool { return attr(n, "rel") == "tag" })); got != 1 {
		t.Errorf("an article with two spellings of a tag links %d times to it", got)
	}
	for page, want := range map[string][]string{
		"tags/vitamin-d/index.html":       {"Vitamin D", "Magnesium & its neighbours", "Zinc"},
		"tags/bone/index.html":            {"Bone", "Magnesium & its neighbours"},
		"sections/supplements/index.html": {"Supplements", "Magnesium & its neighbours", "Zinc"},
		"tags/index.html":                 {"Tags"},
	} {
		if diff := cmp.Diff(want, titles(page)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", page, diff)
		}
	}
}

// TestPaging lists more articles and references than a page holds: every page
// leads to its neighbours, and every article is on one of them.
func TestPaging(t *testing.T) {
	f := frame(t)
	var entries []site.Entry
	for i := range 230 {
		var d digest.Digest
		d.Reading = digest.Reading{Path: fmt.Sprintf("content/a%03d.md", i), Title: fmt.Sprintf("Article %03d", i), Meta: article.Meta{Date: source.Date{Year: 2000 + i%20, Month: 1, Day: 1}}}
		entries = append(entries, site.NewEntry(d))
	}
	pages := map[string]string{}
	for p, err := range site.New(f, entries).Pages(audit.Result{}) {
		if err != nil {
			t.Fatal(err)
		}
		pages[p.Path] = string(p.Data)
	}
	found := map[string]bool{}
	for _, step := range []struct {
		page       string
		prev, next string
	}{
		{"index.html", "", "page/2/"},
		{"page/2/index.html", "../../", "../3/"},
		{"page/3/index.html", "../2/", ""},
	} {
		root := parse(t, pages[step.page])
		for _, a := range elements(root, func(n *html.Node) bool { return n.Data == "a" && n.Parent.Data == "h3" }) {
			found[path.Base(attr(a, "href"))] = true
		}
		for rel, want := range map[string]string{"prev": step.prev, "next": step.next} {
			got := ""
			for _, a := range elements(root, func(n *html.Node) bool { return attr(n, "rel") == rel }) {
				got = attr(a, "href")
			}
			if got != want {
				t.Errorf("%s: %s is %q, want %q", step.page, rel, got, want)
			}
		}
	}
	if len(found) != len(entries) {
		t.Errorf("%d articles are listed, want %d", len(found), len(entries))
	}
	if _, more := pages["page/4/index.html"]; more {
		t.Error("there is a fourth page")
	}
}

// TestConcurrently makes pages of one frame in several goroutines, as a build
// does.
func TestConcurrently(t *testing.T) {
	f := frame(t)
	want, _, err := f.Article(sampleDigest())
	if err != nil {
		t.Fatal(err)
	}
	fresh := frame(t)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			got, _, err := fresh.Article(sampleDigest())
			if err != nil || string(got.Data) != string(want.Data) {
				t.Errorf("a page made beside others differs (error %v)", err)
			}
		})
	}
	all.Wait()
}

// TestByline: a review counts for the text that was reviewed, and nobody's
// review is never claimed.
func TestByline(t *testing.T) {
	day := func(year int) source.Date { return source.Date{Year: year, Month: 3, Day: 1} }
	reviewed := article.Review{By: "M. Kay", Credentials: "MD", On: day(2026)}
	for _, tc := range []struct {
		meta article.Meta
		want string
	}{
		{article.Meta{}, "By The desk 1 min read Not yet medically reviewed"},
		{article.Meta{Authors: []string{"A"}, Date: day(2025)}, "By A 1 min read Not yet medically reviewed Published 1 March 2025"},
		{article.Meta{Date: day(2025), Updated: day(2024)}, "By The desk 1 min read Not yet medically reviewed Published 1 March 2025"},
		{article.Meta{Reviewed: reviewed, NextReview: day(2027)}, "By The desk 1 min read Reviewed by M. Kay, MD on 1 March 2026 Next review due 1 March 2027"},
		{article.Meta{Reviewed: article.Review{By: "M. Kay"}}, "By The desk 1 min read Not yet medically reviewed"},
		{article.Meta{Reviewed: reviewed, Date: day(2020), Updated: day(2028), NextReview: day(2025)},
			"By The desk 1 min read Edited since it was reviewed by M. Kay, MD on 1 March 2026 Published 1 March 2020 Updated 1 March 2028 Review overdue since 1 March 2025"},
	} {
		var d digest.Digest
		d.Reading = digest.Reading{Path: "content/x.md", Title: "X", Meta: tc.meta}
		page, _, err := frame(t).Article(d)
		if err != nil {
			t.Fatal(err)
		}
		if got := text(elements(parse(t, string(page.Data)), hasClass("by"))[0]); got != tc.want {
			t.Errorf("by-line %q, want %q", got, tc.want)
		}
	}
}
