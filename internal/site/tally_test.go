package site_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stet/internal/audit"
	"stet/internal/claim"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/site"
)

// TestRetractedApart holds that no page counts a claim on a retracted paper among
// those that stand, though its verdict says that it fits.
func TestRetractedApart(t *testing.T) {
	f := frame(t)
	page, entry, err := f.Article(digest.Digest{
		Reading: digest.Reading{Path: "content/atp.md", Title: "ATP"},
		Claims: []audit.Claim{
			{Claim: claim.Claim{ID: "c-1"}, Verdict: match.Matched},
			{Claim: claim.Claim{ID: "c-2"}, Verdict: match.Matched, Retracted: []string{"gone"}},
			{Claim: claim.Claim{ID: "c-3"}, Verdict: match.Unmatched, Retracted: []string{"gone"}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	s := site.New(f, []site.Entry{entry})
	pages := map[string]string{page.Path: string(page.Data)}
	for page, err := range s.Pages(s.Result()) {
		if err != nil {
			t.Fatal(err)
		}
		pages[page.Path] = string(page.Data)
	}
	for _, name := range []string{"index.html", "atp/index.html", "audit/index.html"} {
		var counted []string
		for _, n := range elements(parse(t, pages[name]), func(n *html.Node) bool { return n.Data == "dl" && attr(n, "class") == "tally" }) {
			counted = append(counted, strings.Join(strings.Fields(text(n)), " "))
		}
		want := "claims 3 stands 1 retracted paper 1 flagged 1 queries 0"
		if got := strings.Join(counted, "; "); !strings.HasPrefix(got, want) {
			t.Errorf("%s counts %q, want %q", name, got, want)
		}
	}
	if !strings.Contains(pages["index.html"], "3 claims: 1 stands, 1 on a retracted paper, 1 flagged") {
		t.Error("the home page does not say in words how the claims of the article stand")
	}
	if rows := elements(parse(t, pages["audit/index.html"]), func(n *html.Node) bool { return n.Data == "tr" && attr(n, "class") == "stands" }); len(rows) != 1 || !strings.HasSuffix(strings.Join(strings.Fields(text(rows[0])), " "), "matched 1 on a retracted paper 2") {
		t.Errorf("the audit page does not part the matched claims: %d rows", len(rows))
	}
}
