package site_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/site"
	"stet/internal/source"
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
	if list := pages["tags/index.html"]; !strings.Contains(list, "What holds &lt;us> up.") {
		t.Error("the list of tags does not say what the tag is")
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
		About    []struct{ Name string }
		Keywords []string
	}
	readData(t, pages["magnesium/index.html"], &article)
	if got := fmt.Sprint(article.About); got != "[{Bone & joints}]" || !strings.Contains(pages["magnesium/index.html"], `<a href="../tags/bone-joints/" rel="tag">Bone & joints</a>`) {
		t.Errorf("the article is about %s", got)
	}
	entries := []site.Entry{site.NewEntry(sampleDigest())}
	if before := site.New(frame(t), entries).Kinship(nil); site.New(f, entries).Kinship(before) == before || site.New(frame(t), entries).Kinship(before) != before {
		t.Error("what is related by tags is not asked anew when the vocabulary has changed, or always")
	}
	if got := strings.Join(article.Keywords, ", "); !strings.Contains(got, "Bone & joints") {
		t.Errorf("keywords of the article: %s", got)
	}
	if _, old := pages["tags/bone/index.html"]; old {
		t.Error("the tag has a page by its other name as well")
	}
	for name, text := range pages {
		if strings.Contains(name, "vitamin-d") || strings.Contains(text, "tags/vitamin-d") {
			t.Errorf("%s: a tag that nobody agreed on has a page", name)
		}
	}
	if !strings.Contains(pages["magnesium/index.html"], ": Vitamin D, <a href=") {
		t.Error("the article does not say its other tag as a word")
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
	if !strings.Contains(feed, `<?xml-stylesheet type="text/css" href="../../feed.`) || !strings.Contains(feed, `<a href="../../tags/bone/">`) {
		t.Errorf("in a browser the feed has no style, or does not lead to the page of the tag:\n%s", feed)
	}
	if n := strings.Count(pages["tags/vitamin-d/feed.xml"], "<entry>"); n != 2 {
		t.Errorf("%d entries in the feed of the other tag", n)
	}
	var all struct{ Items []any }
	if err := json.Unmarshal([]byte(pages["feed.json"]), &all); err != nil || len(all.Items) != 2 {
		t.Errorf("the main feed has %d items, %v", len(all.Items), err)
	}
}

// TestPeople gives one of the sample's two authors a page, and its reviewer.
func TestPeople(t *testing.T) {
	f := frame(t)
	f.People = &site.Vocabulary{}
	f.People.Add(site.Term{Name: "Anna Reader", Also: []string{"A. Reader"}, Credentials: "MD & PhD", Description: "Reads.", URL: "https://orcid.org/0000-0002-1825-0097"})
	f.People.Add(site.Term{Name: "C. Checker", Credentials: "RPh"})
	f.People.Add(site.Term{Name: "Nobody Here"})
	d := sampleDigest()
	d.Reading.Meta.Reviewed = article.Review{By: "C. Checker", On: source.Date{Year: 2026, Month: 11, Day: 22}}
	page, entry, err := f.Article(d)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`By <a href="../people/anna-reader/">A. Reader</a> and B. Writer`,
		`Reviewed by <a href="../people/c-checker/">C. Checker</a>, RPh on 22 November 2026`,
		`"author":[{"@type":"Person","name":"A. Reader","honorificSuffix":"MD \u0026 PhD","url":"https://example.org/reviews/people/anna-reader/"},{"@type":"Person","name":"B. Writer"}]`,
	} {
		if !strings.Contains(string(page.Data), want) {
			t.Errorf("the article lacks %s", want)
		}
	}
	pages := map[string]string{}
	for page, err := range site.New(f, []site.Entry{entry}).Pages(audit.Result{}) {
		if err != nil {
			t.Fatal(err)
		}
		pages[page.Path] = string(page.Data)
	}
	person := pages["people/anna-reader/index.html"]
	for _, want := range []string{"<h1>Anna Reader</h1>", "Reads.", "MD & PhD", `<a href="https://orcid.org/0000-0002-1825-0097" rel="me">orcid.org/0000-0002-1825-0097</a>`, "Magnesium & its neighbours", `"@type":"Person"`} {
		if !strings.Contains(person, want) {
			t.Errorf("the page of a person lacks %s", want)
		}
	}
	if pages["people/c-checker/index.html"] == "" || pages["people/nobody-here/index.html"] != "" || pages["people/b-writer/index.html"] != "" || !strings.Contains(pages["people/index.html"], "C. Checker") {
		t.Error("the pages of people are not those of who wrote or reviewed something and is known")
	}
	if !strings.Contains(pages["sitemap.xml"], "people/anna-reader/") {
		t.Error("the sitemap lacks people")
	}
}
