package site_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/match"
	"stet/internal/site"
	"stet/internal/source"
)

// TestLinkedData reads what pages say to search engines.
func TestLinkedData(t *testing.T) {
	pages := sampleSite(t, frame(t))
	type name struct{ Name string }
	var article struct {
		Type     string `json:"@type"`
		URL      string
		Reviewed string `json:"lastReviewed"`
		Citation []struct {
			Name   string
			SameAs []string `json:"sameAs"`
		}
		Author []name
	}
	readData(t, pages["magnesium/index.html"], &article)
	if article.Type != "MedicalWebPage" || article.URL != "https://example.org/reviews/magnesium/" || len(article.Author) != 2 || article.Reviewed != "" {
		t.Errorf("article: %+v", article)
	}
	var cited []string
	for _, c := range article.Citation {
		cited = append(cited, c.Name[:6]+" "+strings.Join(c.SameAs, " "))
	}
	want := []string{
		"Magnes https://pubmed.ncbi.nlm.nih.gov/33808247/ https://doi.org/10.3390/nu13041136",
		"An upd https://doi.org/10.1007/s10534-021-00305-0",
		"Role o https://pubmed.ncbi.nlm.nih.gov/29480918/",
		"A guid https://example.org/guideline",
	}
	if diff := cmp.Diff(want, cited); diff != "" {
		t.Errorf("cited (-want +got):\n%s", diff)
	}
	var paper struct {
		Type       string `json:"@type"`
		Name       string
		Identifier []struct{ PropertyID, Value string }
		Within     name     `json:"isPartOf"`
		SameAs     []string `json:"sameAs"`
	}
	readData(t, pages["references/rondanelli2021/index.html"], &paper)
	if paper.Type != "ScholarlyArticle" || paper.Name != `An update on magnesium and bone health <in> "short" & long` {
		t.Errorf("paper: %+v", paper)
	}
	readData(t, pages["references/fiorentini2021/index.html"], &paper)
	if got := fmt.Sprint(paper.Within.Name, " ", paper.SameAs); got != "Nutrients [https://pubmed.ncbi.nlm.nih.gov/33808247/ https://doi.org/10.3390/nu13041136 https://pmc.ncbi.nlm.nih.gov/articles/PMC8065437/]" {
		t.Errorf("where the paper is: %s", got)
	}
	if got := fmt.Sprint(paper.Identifier); got != "[{pmid 33808247} {pmcid PMC8065437} {doi 10.3390/nu13041136}]" {
		t.Errorf("ids: %s", got)
	}
}

// TestReviewOutlived: a review of a text that has changed since is not told.
func TestReviewOutlived(t *testing.T) {
	for updated, want := range map[source.Date]string{{}: "2026-11-20", {Year: 2026, Month: 11, Day: 22}: "", {Year: 1}: ""} {
		d := sampleDigest()
		d.Reading.Meta.Updated = updated
		d.Reading.Meta.Reviewed = article.Review{By: "Kim Doe", Credentials: "MD", On: source.Date{Year: 2026, Month: 11, Day: 20}}
		f := frame(t)
		if updated.Year == 1 { // a review that has not been yet
			d.Reading.Meta.Updated, f.Today = source.Date{}, source.Date{Year: 2026, Month: 11, Day: 19}
		}
		page, _, err := f.Article(d)
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			LastReviewed string
			ReviewedBy   struct{ Name, HonorificSuffix string }
		}
		readData(t, string(page.Data), &got)
		if got.LastReviewed != want || (got.ReviewedBy.Name == "Kim Doe") != (want != "") {
			t.Errorf("updated %s: %+v", updated, got)
		}
	}
}

// TestCitationMeta: a paper's own page describes it to reference managers,
// an article that cites it does not.
func TestCitationMeta(t *testing.T) {
	pages := sampleSite(t, frame(t))
	metas := func(page string) map[string]string {
		found := map[string]string{}
		for _, n := range elements(parse(t, pages[page]), func(n *html.Node) bool { return n.Data == "meta" && strings.HasPrefix(attr(n, "name"), "citation_") }) {
			found[strings.TrimPrefix(attr(n, "name"), "citation_")] += attr(n, "content") + ";"
		}
		return found
	}
	want := map[string]string{
		"title":            "Magnesium: Biochemistry, Nutrition, Detection, and Social Impact of Diseases Linked to Its Deficiency;",
		"author":           "Fiorentini D;Cappadone C;Farruggia G;Prata C;",
		"publication_date": "2021;", "journal_title": "Nutrients;", "journal_abbrev": "Nutrients;", "volume": "13;", "issue": "4;", "firstpage": "1136;",
		"doi": "10.3390/nu13041136;", "pmid": "33808247;",
	}
	if diff := cmp.Diff(want, metas("references/fiorentini2021/index.html")); diff != "" {
		t.Errorf("metas (-want +got):\n%s", diff)
	}
	if got := metas("magnesium/index.html"); len(got) > 0 {
		t.Errorf("an article has %v", got)
	}
}

// TestMethod: every verdict and every rule that the audit knows is explained.
func TestMethod(t *testing.T) {
	root := parse(t, sampleSite(t, frame(t))["method/index.html"])
	for _, id := range append(audit.IDs(), string(match.Matched)) {
		if n := byID(root, id); n == nil || len(text(n)) < 5 {
			t.Errorf("nothing is said of %s", id)
		}
	}
}

// readData reads the linked data of a page into v.
func readData(t *testing.T, page string, v any) {
	t.Helper()
	found := elements(parse(t, page), isData)
	if len(found) != 1 {
		t.Fatalf("%d pieces of linked data", len(found))
	}
	if err := json.Unmarshal([]byte(found[0].FirstChild.Data), v); err != nil {
		t.Fatal(err)
	}
}

func TestPageRange(t *testing.T) {
	for in, want := range map[string][2]string{
		"637-41": {"637", "641"}, "1136": {"1136", ""}, "e12-e19": {"e12", "e19"}, "": {"", ""}, "715-736": {"715", "736"},
	} {
		if first, last := site.PageRange(in); first != want[0] || last != want[1] {
			t.Errorf("PageRange(%q) = %q, %q", in, first, last)
		}
	}
}
