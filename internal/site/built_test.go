package site_test

import (
	"io/fs"
	"os"
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

// builtSites are the sites that tests look at, by name.
func builtSites(t *testing.T) map[string]builtSite {
	return map[string]builtSite{"own": ownSite(t), "sample": builtSample(t)}
}

// builtSample is the hand-made sample, with what the repository's own content
// does not have: a retraction, a table of claims, hostile text.
func builtSample(t *testing.T) builtSite {
	built := builtSite{sampleSite(t, sampleFrame(t)), []string{"magnesium/", "references/rondanelli2021/"}, map[string][]string{}}
	for _, c := range sampleDigest().Claims {
		built.claims["magnesium/"] = append(built.claims["magnesium/"], c.ID)
	}
	return built
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
	root := os.DirFS("../..")
	b, err := fs.ReadFile(root, "citations.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", b))
	if err != nil {
		t.Fatal(err)
	}
	f := frame(t)
	f.Library, f.Settings = lib, site.Settings{Title: "The stet desk", Description: "Evidence reviews.", Lang: "en-GB"}
	f.File = func(path string) ([]byte, error) { return fs.ReadFile(root, path) }
	index := match.NewIndex(lib)
	built := builtSite{
		pages:     map[string]string{},
		addresses: []string{"", "audit/", "method/", "search/", "tags/", "sections/supplements/", "references/", "404.html", "references/" + site.Slugify(lib.References[0].Key) + "/"},
		claims:    map[string][]string{},
	}
	var entries []site.Entry
	var result audit.Result
	names, err := fs.Glob(root, "content/*.md")
	if err != nil || len(names) < 4 {
		t.Fatalf("content/ has %d articles, error %v", len(names), err)
	}
	for _, name := range names {
		b, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		d := digest.Match(digest.Read(source.NewFile(name, b), digest.Options{Article: article.Options{Strict: true}}), index)
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
