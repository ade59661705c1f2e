package site_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"stet/internal/cite"
	"stet/internal/site"
)

func TestDesignOf(t *testing.T) {
	for _, c := range []struct {
		types, mesh []string
		want        string
	}{
		{[]string{"Journal Article", "Review", "Systematic Review", "Meta-Analysis"}, nil, "systematic"},
		{[]string{"Journal Article", "Randomized Controlled Trial", "Multicenter Study"}, []string{"Humans"}, "randomised"},
		{[]string{"Clinical Trial Protocol", "Randomized Controlled Trial"}, nil, "early"},
		{[]string{"Retraction of Publication"}, nil, "notices"},
		{[]string{"Journal Article"}, []string{"Animals", "Mice"}, "animals"},
		{[]string{"Journal Article"}, []string{"Animals", "Humans"}, "unknown"},
		{[]string{"Journal Article", "Research Support, Non-U.S. Gov't"}, nil, "unknown"},
		{[]string{"Review"}, nil, "reviews"},
		{nil, nil, "unknown"},
	} {
		if got := site.DesignOf(&cite.Reference{Types: c.types, MeSH: c.mesh}); got != c.want {
			t.Errorf("%q, MeSH %q: %q, want %q", c.types, c.mesh, got, c.want)
		}
	}
}

// TestDashboard reads the charts of the audit page: all count the same
// references, those that a claim leans on.
func TestDashboard(t *testing.T) {
	root := parse(t, sampleSite(t, frame(t))["audit/index.html"])
	charts := map[string]string{}
	for _, table := range elements(root, hasClass("chart")) {
		var rows []string
		for _, tr := range elements(table, func(n *html.Node) bool { return n.Data == "tr" }) {
			rows = append(rows, text(tr))
		}
		charts[text(elements(table, func(n *html.Node) bool { return n.Data == "caption" })[0])] = strings.Join(rows, "; ")
	}
	want := map[string]string{
		"By study design":  "Reviews, comments and letters 1; Design not indexed 3",
		"By year of issue": "2010s 1; 2020s 3",
		"By when the record was last compared with PubMed": "In the last six months 2; In the last two years 0; Longer ago 0; Never, or edited since 2",
	}
	if diff := cmp.Diff(want, charts); diff != "" {
		t.Errorf("charts (-want +got):\n%s", diff)
	}
	var worst []string
	for _, li := range elements(elements(root, hasClass("worst"))[0], func(n *html.Node) bool { return n.Data == "a" }) {
		worst = append(worst, text(li))
	}
	if diff := cmp.Diff([]string{"Magnesium & its neighbours", "Zinc"}, worst); diff != "" {
		t.Errorf("worst articles (-want +got):\n%s", diff)
	}
}

// TestMixCounts: the names of designs go with their numbers.
func TestMixCounts(t *testing.T) {
	f := frame(t)
	for i, types := range [][]string{{"Meta-Analysis"}, {"Observational Study"}, {"Observational Study"}, {"Randomized Controlled Trial"}} {
		f.Library.References[i].Types = types
	}
	root := parse(t, sampleSite(t, f)["magnesium/index.html"])
	got := text(elements(root, hasClass("designs"))[0])
	if want := "1 systematic review or meta-analysis 1 randomised trial 2 observational studies"; got != want {
		t.Errorf("designs %q, want %q", got, want)
	}
}

// TestMix reads the bar of an article's study designs: its parts lie one behind
// the other and make up the whole.
func TestMix(t *testing.T) {
	root := parse(t, sampleSite(t, frame(t))["magnesium/index.html"])
	at := 0
	for _, svg := range elements(root, hasClass("mix")) {
		for rect := range svg.ChildNodes() {
			if rect.Data != "rect" {
				continue
			}
			before, _ := strconv.Atoi(attr(rect, "x"))
			share, _ := strconv.Atoi(attr(rect, "width"))
			if before != at || share <= 0 {
				t.Errorf("a part from %d of %d, behind %d", before, share, at)
			}
			at += share
		}
	}
	if at != 100 {
		t.Errorf("the parts make up %d of 100", at)
	}
}

func TestLicense(t *testing.T) {
	f := frame(t)
	f.Settings.License = site.LinkView{URL: "https://creativecommons.org/licenses/by/4.0/", Text: "CC BY 4.0"}
	pages := sampleSite(t, f)
	for name, want := range map[string]string{
		"magnesium/index.html": `"license":"https://creativecommons.org/licenses/by/4.0/"`,
		"index.html":           `<a href="https://creativecommons.org/licenses/by/4.0/" rel="license">Licence: CC BY 4.0</a>`,
		"claims/index.json":    `"license": "https://creativecommons.org/licenses/by/4.0/"`,
	} {
		if !strings.Contains(pages[name], want) {
			t.Errorf("%s lacks %s", name, want)
		}
	}
}

// TestWorstSections gives one of two articles another section, of which fewer
// claims are flagged.
func TestWorstSections(t *testing.T) {
	f := frame(t)
	better := sampleDigest()
	better.Reading.Path, better.Reading.Meta.Section = "content/better.md", "A better one"
	better.Claims = better.Claims[:1]
	entries := []site.Entry{site.NewEntry(better), site.NewEntry(sampleDigest())}
	audited := func(entries []site.Entry) *html.Node {
		page, ok, err := site.New(f, entries).Page("audit/index.html", func() *site.Found { return &site.Found{} })
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		return byID(parse(t, string(page.Data)), "page-sections")
	}
	title := audited(entries)
	if title == nil {
		t.Fatal("the sections are not compared")
	}
	want := "Sections, worst first Section flagged queries stand Claims Articles Supplements 4 1 3 9 1 A better one 0 0 1 1 1"
	if got := text(title.Parent); got != want {
		t.Errorf("sections: %s\nwant %s", got, want)
	}
	if audited(entries[1:]) != nil {
		t.Error("one section is compared with nothing")
	}
}
