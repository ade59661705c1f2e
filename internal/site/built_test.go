package site_test

import (
	"cmp"
	"io/fs"
	"maps"
	"os"
	"slices"
	"testing"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/site"
	"stet/internal/source"
)

// A builtSite is the files of a site by path, the addresses to look at, and
// which claims are where.
type builtSite struct {
	pages     map[string]string
	addresses []string
	claims    map[string][]string // by address
}

// builtSites are the sites that tests look at, by name: the repository's own,
// one made by hand with all that is hard to show, one article with every part
// that an article can have, and one without anything.
func builtSites(t *testing.T) map[string]builtSite {
	return map[string]builtSite{"own": ownSite(t), "sample": builtSample(t), "parts": partsSite(t), "empty": emptySite(t)}
}

// builtSample is the hand-made sample, with what the repository's own content
// does not have: a retraction, a table of claims, hostile text.
func builtSample(t *testing.T) builtSite {
	f := sampleFrame(t)
	f.History = sampleHistory()
	built := builtSite{sampleSite(t, f), []string{"magnesium/", "references/rondanelli2021/", "audit/"}, map[string][]string{}}
	draft := sampleDigest()
	draft.Reading.Meta.Draft = true
	page, address, err := f.ReviewPage(draft)
	if err != nil {
		t.Fatal(err)
	}
	built.pages[page.Path] = string(page.Data)
	built.addresses = append(built.addresses, address)
	for _, c := range sampleDigest().Claims {
		built.claims["magnesium/"] = append(built.claims["magnesium/"], c.ID)
	}
	return built
}

// sampleHistory are three days on which audits were recorded.
func sampleHistory() (days []audit.Day) {
	for i, day := range []source.Date{{Year: 2026, Month: 11, Day: 1}, {Year: 2026, Month: 11, Day: 6}, {Year: 2026, Month: 11, Day: 21}} {
		r := audit.Result{Articles: []audit.Article{{Path: "a.md"}}}
		claims := &r.Articles[0].Light
		for range 2 * i {
			*claims = append(*claims, audit.LightClaim{Verdict: match.Matched}, audit.LightClaim{Verdict: match.Unmatched})
		}
		if i == 2 {
			(*claims)[0].Retracted = true
		}
		*claims = append(*claims, audit.LightClaim{Verdict: match.Ambiguous}, audit.LightClaim{Verdict: match.Incomplete})
		days = audit.Record(days, r, day)
	}
	return days
}

// sampleFrame is one without a base URL, as tests are served from anywhere.
func sampleFrame(t testing.TB) *site.Frame {
	f := frame(t)
	f.Settings.BaseURL = ""
	return f
}

// ownSite builds the repository's own content.
func ownSite(t *testing.T) builtSite {
	t.Helper()
	f, _ := ownFrame(t)
	names, err := fs.Glob(ownRoot, "content/*.md")
	if err != nil || len(names) < 4 {
		t.Fatalf("content/ has %d articles, error %v", len(names), err)
	}
	texts := map[string]string{}
	for _, name := range names {
		texts[name] = readOwn(t, name)
	}
	built := buildSite(t, f, texts)
	built.addresses = append(built.addresses, "audit/", "method/", "search/", "tags/", "sections/supplements/", "references/", "404.html",
		"references/"+site.Slugify(f.Library.References[0].Key)+"/")
	return built
}

// partsSite has one article, with every part that an article can have.
func partsSite(t *testing.T) builtSite {
	f, d := ownFrame(t)
	return buildSite(t, f, map[string]string{"content/parts.md": readFile(t, d, "testdata/parts.md")})
}

// emptySite has no articles and no references.
func emptySite(t *testing.T) builtSite {
	f, _ := ownFrame(t)
	f.Library = nil
	built := buildSite(t, f, nil)
	built.addresses = append(built.addresses, "audit/", "search/", "references/", "404.html")
	return built
}

// ownRoot is the folder of the repository.
var ownRoot = os.DirFS("../..")

func readOwn(t *testing.T, name string) string { return readFile(t, ownRoot, name) }

func readFile(t *testing.T, root fs.FS, name string) string {
	t.Helper()
	b, err := fs.ReadFile(root, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// ownFrame is one for the repository's own library and pictures, and the folder
// of this package.
func ownFrame(t *testing.T) (*site.Frame, fs.FS) {
	t.Helper()
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", []byte(readOwn(t, "citations.yaml"))))
	if err != nil {
		t.Fatal(err)
	}
	f := frame(t)
	f.Library, f.Settings = lib, site.Settings{Title: "The stet desk", Description: "Evidence reviews.", Lang: "en-GB"}
	f.File = func(path string) ([]byte, error) { return fs.ReadFile(ownRoot, path) }
	return f, os.DirFS(".")
}

// buildSite builds the site of those articles. Its addresses are the home page
// and the articles.
func buildSite(t *testing.T, f *site.Frame, texts map[string]string) builtSite {
	t.Helper()
	built := builtSite{pages: map[string]string{}, addresses: []string{""}, claims: map[string][]string{}}
	index := match.NewIndex(cmp.Or(f.Library, new(cite.Library)))
	var entries []site.Entry
	var result audit.Result
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		d := digest.Match(digest.Read(source.NewFile(name, []byte(texts[name])), digest.Options{Article: article.Options{Strict: true}}), index)
		page, entry, err := f.Article(d)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, entry)
		built.addresses = append(built.addresses, entry.URL)
		for _, p := range append(page.Beside, page) {
			built.pages[p.Path] = string(p.Data)
		}
		for _, c := range d.Claims {
			built.claims[entry.URL] = append(built.claims[entry.URL], c.ID)
		}
		result.Articles = append(result.Articles, audit.Article{Path: name, Title: entry.Title, Claims: d.Claims})
		result.Findings = append(result.Findings, d.Findings...)
	}
	s := site.New(f, entries)
	result.Findings = append(result.Findings, s.Findings()...)
	for page, err := range s.Pages(result) {
		if err != nil {
			t.Fatal(err)
		}
		built.pages[page.Path] = string(page.Data)
	}
	return built
}
