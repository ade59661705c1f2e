package site_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/audit"
	"stet/internal/claim"
	"stet/internal/match"
	"stet/internal/report"
	"stet/internal/source"
)

// reportPages is the HTML report of a small audit: a flagged claim, one that
// stands, one whose finding is waived, and a finding about the library.
func reportPages(t *testing.T) map[string]string {
	t.Helper()
	place := func(line int) source.Position { return source.Position{Line: line, Column: 1} }
	of := func(line int, id, plain string, v match.Verdict) audit.Claim {
		return audit.Claim{
			Claim:   claim.Claim{ID: id, Start: place(line), Plain: plain, Mentions: make([]claim.Mention, 1)},
			Verdict: v, Matches: []match.Match{{Verdict: v}},
		}
	}
	r := audit.Result{
		FailOn: audit.Error,
		Articles: []audit.Article{
			{Path: "content/fish.md", Title: "Salted fish", Claims: []audit.Claim{
				of(4, "c-1", "A 2018 study in Nutrients asked about salted fish.", match.YearMismatch),
				of(6, "c-2", "Salted fish is old.", match.Matched),
			}},
			{Path: "content/smoke.md", Title: "Smoke", Claims: []audit.Claim{of(4, "c-3", "A 1990 study in Chest asked about smoke.", match.Unmatched)}},
		},
		Findings: []audit.Finding{
			{Rule: "duplicate-reference", Severity: audit.Warning, Path: "citations.yaml", Start: place(9), End: place(9), Message: "it is there twice", Excerpt: audit.Excerpt{Line: "- key: yu1986"}},
			{Rule: "year-mismatch", Severity: audit.Error, Path: "content/fish.md", Start: place(4), End: place(4), Claim: "c-1", Message: "2018 is not 1986", Hint: "mend the year",
				Fields:     []match.Field{{Name: "journal", Stated: "Nutrients", Found: "Nutrients", OK: true}, {Name: "year", Stated: "2018", Found: "1986"}, {Name: "id", Stated: "doi:10.1002/(SICI)1097-0142(19980201)82:3<123::AID", Found: "fiorentini2021"}},
				Candidates: []match.Candidate{{Reference: "yu1986", Why: []string{"another year"}}}},
			{Rule: "unmatched", Severity: audit.Error, Path: "content/smoke.md", Start: place(4), End: place(4), Claim: "c-3", Message: "nothing fits", Waived: &audit.Waiver{Reason: "in print", By: "mk"}},
		},
	}
	var b bytes.Buffer
	if err := report.HTML(&b, r); err != nil {
		t.Fatal(err)
	}
	return map[string]string{"report.html": b.String()}
}

// TestHTMLReport looks at the HTML report as a reader does: its filters show what
// they say, it complains of nothing, and it fits screens and paper.
func TestHTMLReport(t *testing.T) {
	tb := newTab(t, reportPages(t))
	const shown = `[...document.querySelectorAll(".item")].filter(i => i.checkVisibility()).map(i => i.closest("section").querySelector("h2").firstChild.data.trim() + " " + i.querySelector(".place").textContent)`
	all := []string{"content/fish.md line 4 · year-mismatch", "content/fish.md line 6 · matched", "citations.yaml line 9", "content/smoke.md line 4 · unmatched"}
	tb.resize(1200)
	tb.open("report.html")
	for _, tc := range []struct {
		field, value string
		want         []int
	}{
		{"words", "", []int{0, 1, 2, 3}},
		{"verdict", "matched", []int{1}},
		{"severity", "error", []int{0}},
		{"severity", "warning", []int{2}},
		{"severity", "state counts", []int{0, 2}},
		{"severity", "state waived", []int{3}},
		{"severity", "state none", []int{1}},
		{"file", "file-2", []int{2}},
		{"words", "SALTED fish", []int{0, 1}},
		{"words", "nothing fits", []int{3}},
		{"words", "nowhere", nil},
	} {
		set := fmt.Sprintf(`{const f = document.getElementById(%q), was = f.value; f.value = %q; f.dispatchEvent(new Event("input", {bubbles: true})); const got = [%s, document.getElementById("count").value]; f.value = was; f.dispatchEvent(new Event("input", {bubbles: true})); JSON.stringify(got)}`, tc.field, tc.value, shown)
		want := fmt.Sprintf("%d of 4 shown", len(tc.want))
		list := []string{}
		for _, i := range tc.want {
			list = append(list, all[i])
		}
		if diff := cmp.Diff(asJSON(t, []any{list, want}), eval[string](tb, set)); diff != "" {
			t.Errorf("%s %q (-want +got):\n%s", tc.field, tc.value, diff)
		}
	}
	for _, width := range []int64{320, 360, 768, 1440} {
		for _, scheme := range []string{"light", "dark"} {
			where := fmt.Sprintf("%d %s", width, scheme)
			tb.resize(width)
			tb.emulate("screen", scheme)
			tb.open("report.html")
			if over := eval[float64](tb, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
				t.Errorf("%s: the page is %v pixels wider than the screen", where, over)
			}
			tb.shoot("report " + where)
			tb.check(where)
		}
	}
	tb.emulate("print", "light")
	if eval[bool](tb, `document.getElementById("filters").checkVisibility()`) {
		t.Error("filters are printed")
	}
	tb.emulate("screen", "light")
	tb.scripts(false)
	tb.open("report.html")
	if n := eval[float64](tb, `[...document.querySelectorAll(".item")].filter(i => i.checkVisibility()).length`); n != 4 {
		t.Errorf("%v items are shown without scripts", n)
	}
	if eval[bool](tb, `document.getElementById("filters").checkVisibility()`) {
		t.Error("filters are shown that do nothing")
	}
	tb.check("without scripts")
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
