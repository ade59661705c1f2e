package site_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"stet/internal/site"
)

// TestTrend: what was recorded is drawn, and stands in a table; without a record
// nothing is.
func TestTrend(t *testing.T) {
	f := frame(t)
	f.History = sampleHistory()
	trend := func(f *site.Frame) *html.Node {
		title := byID(parse(t, sampleSite(t, f)["audit/index.html"]), "page-trend")
		if title == nil {
			return nil
		}
		return title.Parent
	}
	section := trend(f)
	if section == nil {
		t.Fatal("nothing is drawn")
	}
	var lines []string
	for _, n := range elements(section, func(n *html.Node) bool { return n.Data == "polyline" }) {
		lines = append(lines, attr(n, "class")+" "+attr(n, "points"))
	}
	want := []string{"stands 0,120 150,96 600,84", "flagged 0,120 150,96 600,72", "query 0,108 150,108 600,108", "vague 0,108 150,108 600,108", "retracted 0,120 150,120 600,108"}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	var labels []string
	for _, n := range elements(section, func(n *html.Node) bool { return n.Data == "text" }) {
		labels = append(labels, attr(n, "y")+" "+text(n))
	}
	if diff := cmp.Diff([]string{"42% 3 stand", "26% 4 flagged", "90% 1 query", "74% 1 too vague", "58% 1 retracted"}, labels); diff != "" {
		t.Errorf("labels, which must not lie on one another (-want +got):\n%s", diff)
	}
	table := elements(section, func(n *html.Node) bool { return n.Data == "table" })[0]
	if got := strings.Join(strings.Fields(text(table)), " "); !strings.HasSuffix(got, "1 November 2026 0 1 1 0 0 2 6 November 2026 2 1 1 0 2 6 21 November 2026 4 1 1 1 3 10") {
		t.Errorf("table: %s", got)
	}
	f.History = f.History[:1]
	if one := trend(f); one == nil || len(elements(one, func(n *html.Node) bool { return n.Data == "svg" })) > 0 {
		t.Error("a line of one day is drawn, or its table is not there")
	}
	if trend(frame(t)) != nil {
		t.Error("a trend of nothing is shown")
	}
}
