package site_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/site"
)

// TestVocabulary gives the sample a vocabulary that has one of its two tags, by
// another name.
func TestVocabulary(t *testing.T) {
	f := frame(t)
	f.Tags = &site.Vocabulary{}
	for _, term := range []site.Term{
		{Name: "Bone & joints", Description: "What holds <us> up.", MeSH: "D001842", Also: []string{"bone", "skeleton"}},
		{Name: "Heart"},
	} {
		if name, was := f.Tags.Add(term); was != "" {
			t.Fatal(name, was)
		}
	}
	if name, was := f.Tags.Add(site.Term{Name: "Hearts", Also: []string{"HEART"}}); name != "HEART" || was != "Heart" {
		t.Errorf("a second heart: %q, %q", name, was)
	}
	pages := sampleSite(t, f)
	page := pages["tags/bone-joints/index.html"]
	for _, want := range []string{
		"<h1>Bone & joints</h1>", "What holds &lt;us> up.", "Also called bone, skeleton", `<a href="https://meshb.nlm.nih.gov/record/ui?ui=D001842">D001842</a>`,
		`<link rel="alternate" href="../../tags/bone-joints/feed.xml" type="application/atom+xml" title="The desk: Bone & joints">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of the tag lacks %s", want)
		}
	}
	var term struct {
		Type string `json:"@type"`
		Code string `json:"termCode"`
		URL  string
	}
	readData(t, page, &term)
	if got := fmt.Sprint(term); got != "{DefinedTerm D001842 https://example.org/reviews/tags/bone-joints/}" {
		t.Errorf("data of the tag: %s", got)
	}
	var article struct {
		About []struct{ Name string }
	}
	readData(t, pages["magnesium/index.html"], &article)
	if got := fmt.Sprint(article.About); got != "[{Bone & joints}]" || !strings.Contains(pages["magnesium/index.html"], `<a href="../tags/bone-joints/" rel="tag">Bone & joints</a>`) {
		t.Errorf("the article is about %s", got)
	}
	if _, old := pages["tags/bone/index.html"]; old {
		t.Error("the tag has a page by its other name as well")
	}
}

func TestUnknownTags(t *testing.T) {
	f := frame(t)
	f.Tags = &site.Vocabulary{}
	f.Tags.Add(site.Term{Name: "Bones"})
	f.Tags.Add(site.Term{Name: "Vitamin D"})
	var got []string
	for _, finding := range site.New(f, []site.Entry{site.NewEntry(sampleDigest())}).Findings() {
		if finding.Rule == "unknown-tag" {
			got = append(got, finding.Path+": "+finding.Message+"; "+finding.Hint)
		}
	}
	want := []string{`content/magnesium.md: the tag Bone is none of the site's; did you mean "Bones"?; stet.yaml has the tags Bones, Vitamin D; take one of them, or add it there`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("unknown tags (-want +got):\n%s", diff)
	}
}

// TestTagFeeds reads the feed of a tag: its own articles, its own address.
func TestTagFeeds(t *testing.T) {
	pages := sampleSite(t, frame(t))
	feed := pages["tags/bone/feed.xml"]
	if n := strings.Count(feed, "<entry>"); n != 1 || !strings.Contains(feed, "<title>The desk: Bone</title>") ||
		!strings.Contains(feed, `<id>https://example.org/reviews/tags/bone/feed.xml</id>`) || !strings.Contains(feed, `href="https://example.org/reviews/tags/bone/"`) {
		t.Errorf("the feed of a tag has %d entries:\n%s", n, feed)
	}
	if n := strings.Count(pages["tags/vitamin-d/feed.xml"], "<entry>"); n != 2 {
		t.Errorf("%d entries in the feed of the other tag", n)
	}
	var all struct{ Items []any }
	if err := json.Unmarshal([]byte(pages["feed.json"]), &all); err != nil || len(all.Items) != 2 {
		t.Errorf("the main feed has %d items, %v", len(all.Items), err)
	}
}
