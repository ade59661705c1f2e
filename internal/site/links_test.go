package site_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"stet/internal/article"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/site"
	"stet/internal/source"
)

// linkDigest is an article read from text.
func linkDigest(path, text string) digest.Digest {
	f := source.NewFile(path, []byte("---\ntitle: T\n"+text))
	return digest.Match(digest.Read(f, digest.Options{Article: article.Options{Strict: true}}), match.NewIndex(nil))
}

// TestBrokenLinks follows links from one article, published below /reviews/.
func TestBrokenLinks(t *testing.T) {
	f := frame(t)
	others := []digest.Digest{
		linkDigest("content/zinc.md", "aliases: [/old/zinc/]\ntags: [Trace elements]\n---\n## Doses per day\n\nText.\n"),
		linkDigest("content/more/iron.md", "slug: iron-and-anaemia\n---\nText.\n"),
		linkDigest("content/draft.md", "draft: true\n---\nText.\n"),
	}
	for link, want := range map[string]string{
		"[x](zinc.md)":                     "",
		"[x](zinc.md#doses-per-day)":       "",
		"[x](./more/iron.md)":              "",
		"[x](../content/zinc.md)":          "",
		"[x](../zinc/)":                    "",
		"[x](../zinc)":                     "",
		"[x](/reviews/zinc/)":              "",
		"[x](../zinc/#doses-per-day)":      "",
		"[x](../zinc/index.html?a=b)":      "",
		"[x](../old/zinc/)":                "",
		"[x](../tags/trace-elements/)":     "",
		"[x](../references/#page-main)":    "",
		"[x](../references/guideline/)":    "",
		"[x](../)":                         "",
		"[x](/elsewhere/on/the/host)":      "", // out of the site
		"[x](../../other-site/)":           "",
		"[x](https://example.org/zinc.md)": "",
		"[x](mailto:a@example.org)":        "",
		"[x](#here)":                       "",
		"![x](../icon.svg)":                "there is no file ../icon.svg on this site", // published with a sum in its name
		"[x](#nowhere)":                    "no heading of this article has the anchor #nowhere",
		"[x](zink.md)":                     "there is no article content/zink.md",
		"[x](iron.md)":                     "there is no article content/iron.md",
		"[x](draft.md)":                    "the article content/draft.md is not published: a draft",
		"[x](zinc.md#dose)":                "no heading of content/zinc.md has the anchor #dose",
		"[x](../zinc/#dose)":               "no heading of content/zinc.md has the anchor #dose",
		"[x](../Zinc/)":                    "the link ../Zinc/ leads to nothing; names differ in case on most servers",
		"[x](../zinc/doses/)":              "the link ../zinc/doses/ leads to no page of this site",
		"![x](scan.png)":                   "there is no file scan.png on this site",
		"[x](../tables/doses.csv)":         "there is no file ../tables/doses.csv on this site",
	} {
		d := linkDigest("content/links.md", "---\n## Here\n\nSee "+link+" for more.\n")
		entries := []site.Entry{site.NewEntry(d)}
		for _, o := range others {
			entries = append(entries, site.NewEntry(o))
		}
		got := ""
		for _, finding := range site.New(f, entries).Findings() {
			if finding.Rule == "broken-link" {
				got += finding.Message
				if finding.Start.Line != 6 || finding.Start.Column != 5 || finding.Hint == "" {
					t.Errorf("%s: at %d:%d, hint %q", link, finding.Start.Line, finding.Start.Column, finding.Hint)
				}
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", link, got, want)
		}
	}
}

// TestLinksToArticles: a link to an article's file leads to where it is
// published.
func TestLinksToArticles(t *testing.T) {
	f := frame(t)
	f.Find = func(path string) (string, bool) {
		address, ok := map[string]string{"content/more/iron.md": "iron-and-anaemia/", "content/zinc and copper.md": "zinc-and-copper/"}[path]
		return address, ok
	}
	d := linkDigest("content/links.md", "---\nOf [iron](more/iron.md), **[its *dose*](more/iron.md#dose)**, [zinc](zinc%20and%20copper.md) and [nothing](none.md).\n\n[^1]: [Iron](more/iron.md)\n\nA note.[^1]\n")
	page, _, err := f.Article(d)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range elements(elements(parse(t, string(page.Data)), hasClass("text"))[0], func(n *html.Node) bool { return n.Data == "a" }) {
		if href := attr(a, "href"); !strings.HasPrefix(href, "#") {
			got = append(got, href)
		}
	}
	want := []string{"../iron-and-anaemia/", "../iron-and-anaemia/#dose", "../zinc-and-copper/", "none.md", "../iron-and-anaemia/"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
}
