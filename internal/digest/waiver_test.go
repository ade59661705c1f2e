package digest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/source"
)

// waiverLibrary has one record, from 1986.
const waiverLibrary = `- key: yu1986
  pmid: "3940655"
  title: "Cantonese-style salted fish as a cause of nasopharyngeal carcinoma: report of a case-control study in Hong Kong"
  authors: [Yu MC, Ho JH, Lai SH, Henderson BE]
  journal: Cancer research
  abbr: Cancer Res
  year: 1986
  types: [Journal Article]
  mesh: [Carcinoma, Fishes, Food Preservation, Hong Kong, Nasopharyngeal Neoplasms]
  verified: {at: 2026-11-20, from: pubmed-xml, sum: 1a5ec0f1e7f5196d}
`

// Sentences with a finding: A and B of year-mismatch, C of unmatched.
var waiverSentences = strings.NewReplacer(
	"{A}", "A 1988 study in *Cancer Research* put nasopharyngeal carcinoma down to salted fish.",
	"{B}", "A 1989 study in *Cancer Research* tied salted fish to nasopharyngeal carcinoma in Hong Kong.",
	"{C}", "A 2003 study in *The Lancet* found that coffee wakes people.",
	"{W}", `<!-- stet year-mismatch: "read in print" by=mk until=2026-11-20 -->`,
	"{M}", `{/* stet year-mismatch: "read in print" by=mk until=2026-11-20 */}`,
	"{U}", `<!-- stet unmatched: "an abstract" by="M. Khan" until=2027-01-01 -->`,
)

// TestWaivers is the meaning of waivers: what they cover, when, and what is said
// of them. Findings are written as the rule with the first word that tells the
// sentences apart, "1988" or "1989" or "2003", or the line of the waiver;
// waived ones in brackets.
func TestWaivers(t *testing.T) {
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", []byte(waiverLibrary)))
	if err != nil {
		t.Fatal(err)
	}
	x := match.NewIndex(lib)
	for _, tc := range []struct {
		name, today, text string
		want              string
	}{
		{"active", "2026-11-01", "{W}\n{A}\n", "(year-mismatch 1988)"},
		{"expires tomorrow", "2026-11-19", "{W}\n{A}\n", "(year-mismatch 1988)"},
		{"expires today", "2026-11-20", "{W}\n{A}\n", "(year-mismatch 1988)"},
		{"expired yesterday", "2026-11-21", "{W}\n{A}\n", "expired-waiver 1, year-mismatch 1988"},
		{"expired, nothing left", "2026-11-21", "{W}\nFish.\n", "expired-waiver 1"},
		{"no day", "", "{W}\n{A}\n", "(year-mismatch 1988)"},
		{"unused", "2026-11-01", "{W}\nFish is salted.\n", "unused-waiver 1"},
		{"of another rule", "2026-11-01", "{U}\n{A}\n", "unused-waiver 1, year-mismatch 1988"},
		{"of an unknown rule", "2026-11-01", "<!-- stet year-mismach: \"x\" by=mk until=2026-12-01 -->\n{A}\n", "unknown-rule 1, year-mismatch 1988"},
		{"next paragraph", "2026-11-01", "{W}\n{A}\n\n{B}\n", "(year-mismatch 1988), year-mismatch 1989"},
		{"a blank line apart", "2026-11-01", "{W}\n\n{A}\n", "(year-mismatch 1988)"},
		{"too far", "2026-11-01", "{W}\n\n\n{A}\n", "misplaced-waiver 1, year-mismatch 1988"},
		{"behind", "2026-11-01", "{A}\n\n{W}\n", "year-mismatch 1988, misplaced-waiver 3"},
		{"before code", "2026-11-01", "{W}\n```\n{A}\n```\n", "misplaced-waiver 1"},
		{"two findings", "2026-11-01", "{W}\n{A} {B}\n", "(year-mismatch 1988), (year-mismatch 1989)"},
		{"two rules, one waiver", "2026-11-01", "{W}\n{A} {C}\n", "(year-mismatch 1988), unmatched 2003"},
		{"two waivers", "2026-11-01", "{W}\n{U}\n{A} {C}\n", "(year-mismatch 1988), (unmatched 2003)"},
		{"two waivers on a line", "2026-11-01", "{W} {U}\n\n{A} {C}\n", "(year-mismatch 1988), (unmatched 2003)"},
		{"the same twice", "2026-11-01", "{W}\n{W}\n{A}\n", "unused-waiver 2, (year-mismatch 1988)"},
		{"a second one expired", "2026-11-21", "{W}\n<!-- stet year-mismatch: \"y\" by=mk until=2026-12-01 -->\n{A}\n", "expired-waiver 1, (year-mismatch 1988)"},
		{"one claim", "2026-11-01", "<!-- stet year-mismatch: \"x\" by=mk until=2026-12-01 claim={b} -->\n{A} {B}\n", "year-mismatch 1988, (year-mismatch 1989)"},
		{"a claim of another block", "2026-11-01", "<!-- stet year-mismatch: \"x\" by=mk until=2026-12-01 claim={b} -->\n{A}\n\n{B}\n", "unused-waiver 1, year-mismatch 1988, year-mismatch 1989"},
		{"within the paragraph", "2026-11-01", "{A} {W}\n{B}\n\n{B}\n", "(year-mismatch 1988), (year-mismatch 1989), year-mismatch 1989"},
		{"mdx", "2026-11-01", "{M}\n{A}\n", "(year-mismatch 1988)"},
		{"crlf", "2026-11-01", "{W}\r\n{A}\r\n", "(year-mismatch 1988)"},
		{"before a list", "2026-11-01", "{W}\n- {A}\n- {B}\n\n{A}\n", "(year-mismatch 1988), (year-mismatch 1989), year-mismatch 1988"},
		{"in a list item", "2026-11-01", "- {W}\n  {A}\n- {B}\n", "(year-mismatch 1988), year-mismatch 1989"},
		{"on the line of an item", "2026-11-01", "1. {B}\n2. {W} {A}\n", "year-mismatch 1989, (year-mismatch 1988)"},
		{"before a quote", "2026-11-01", "{W}\n> {A}\n>\n> {B}\n", "(year-mismatch 1988), (year-mismatch 1989)"},
		{"in a quote", "2026-11-01", "> {W}\n> {A}\n>\n> {B}\n", "(year-mismatch 1988), year-mismatch 1989"},
		{"before a table", "2026-11-01", "{W}\n| What |\n|---|\n| {A} |\n| {B} |\n", "(year-mismatch 1988), (year-mismatch 1989)"},
		{"in a row", "2026-11-01", "| No | What |\n|---|---|\n| {W} 1 | {A} |\n| 2 | {B} |\n", "(year-mismatch 1988), year-mismatch 1989"},
		{"before a footnote", "2026-11-01", "{W}\n[^1]: {A}\n\n    {B}\n", "(year-mismatch 1988), (year-mismatch 1989)"},
		{"in a footnote", "2026-11-01", "[^1]: {W}\n    {A}\n\n    {B}\n", "(year-mismatch 1988), year-mismatch 1989"},
		{"before a heading", "2026-11-01", "{W}\n## Fish\n\n{A}\n", "unused-waiver 1, year-mismatch 1988"},
		{"of a heading", "2026-11-01", "{W}\n## {A}\n\n{B}\n", "(year-mismatch 1988), year-mismatch 1989"},
		{"until far ahead", "2024-11-19", "{W}\n{A}\n", "long-waiver 1, (year-mismatch 1988)"},
		{"until just short of that", "2024-11-20", "{W}\n{A}\n", "(year-mismatch 1988)"},
		{"a rule that blocks", "2026-11-01", "<!-- stet bad-front-matter: \"x\" by=mk until=2026-12-01 -->\nFish.\n", "bad-waiver 1"},
		{"a rule about waivers", "2026-11-01", "<!-- stet unused-waiver: \"x\" by=mk until=2026-12-01 -->\nFish.\n", "bad-waiver 1"},
		{"a proofreader's word", "2026-11-01", "<!-- stet -->\n<!-- stet, says the author -->\n<!-- stet note: as in print -->\n{A}\n", "year-mismatch 1988"},
		{"in code", "2026-11-01", "```\n{W}\n```\n\n{A}\n", "year-mismatch 1988"},
	} {
		text := waiverSentences.Replace(tc.text)
		for _, c := range digest.Read(source.NewFile("x.md", []byte(text)), digest.Options{NoBody: true}).Claims {
			if strings.Contains(c.Plain, "1989") {
				text = strings.Replace(text, "{b}", c.ID, 1)
			}
		}
		var today source.Date
		if tc.today != "" {
			if today, err = source.ParseDate(tc.today); err != nil {
				t.Fatal(err)
			}
		}
		d := digest.Match(digest.Read(source.NewFile("x.md", []byte(text)), digest.Options{NoBody: true}), x)
		before := fmt.Sprint(d.Claims)
		findings := slices.Clone(d.Findings)
		for range 2 { // once more changes nothing
			findings = append(findings[:len(d.Findings):len(d.Findings)], audit.Waive(findings[:len(d.Findings)], d.Reading.Waivers, today)...)
		}
		audit.SortFindings(findings)
		var got []string
		for _, f := range findings {
			got = append(got, brief(f))
		}
		if diff := cmp.Diff(tc.want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%s:\n%s\n(-want +got):\n%s", tc.name, text, diff)
		}
		if fmt.Sprint(d.Claims) != before {
			t.Errorf("%s: waivers change the claims", tc.name)
		}
	}
}

// brief is a finding in short.
func brief(f audit.Finding) string {
	what := fmt.Sprint(f.Start.Line)
	for _, year := range []string{"1988", "1989", "2003"} {
		if f.Claim != "" && strings.Contains(f.Message+f.Excerpt.Line, year) {
			line := []rune(f.Excerpt.Line)
			if marked := string(line[f.Excerpt.From:min(len(line), f.Excerpt.From+f.Excerpt.Width)]); strings.Contains(marked, year) {
				what = year
			}
		}
	}
	s := f.Rule + " " + what
	if f.Waived != nil {
		return "(" + s + ")"
	}
	return s
}

// TestWaiverMessages: what is wrong with a waiver is said at its place, with
// what was meant.
func TestWaiverMessages(t *testing.T) {
	for _, tc := range []struct{ comment, at, want string }{
		{`stet year-mismatch: "x" by=mk`, `stet year-mismatch: "x" by=mk`, `the waiver lacks until=DATE`},
		{`stet year-mismatch`, `stet year-mismatch`, `the waiver lacks a reason in quotes and by=NAME and until=DATE`},
		{`stet year-mismatch "x" by=mk until=2026-12-01`, `year-mismatch`, `a colon is missing behind year-mismatch`},
		{`stet year-mismatch: "x" by=mk until=2026-02-30`, `until=2026-02-30`, `until= is no date: date "2026-02-30" is not of the form 2026-11-20`},
		{`stet year-mismatch: "x" by=mk until=soon`, `until=soon`, `until= is no date: date "soon" is not of the form 2026-11-20`},
		{`stet year-mismatch: as printed by=mk until=2026-12-01`, `as printed`, `the reason stands between quotes: "..."`},
		{`stet year-mismatch: "" by=mk until=2026-12-01`, `stet year-mismatch: "" by=mk until=2026-12-01`, `the waiver's reason is empty`},
		{`stet year-mismatch: "x by=mk until=2026-12-01`, `"x by=mk until=2026-12-01`, `the reason's closing quote is missing`},
		{`stet year-mismatch: "x" "y" by=mk until=2026-12-01`, `"y"`, `the waiver has two reasons`},
		{`stet year-mismatch: "x" by= until=2026-12-01`, `by=`, `by= has no value`},
		{`stet year-mismatch: "x" by=mk by=jo until=2026-12-01`, `by=jo`, `by= stands there twice`},
		{`stet year-mismatch: "x" by=mk untl=2026-12-01`, `untl=2026-12-01`, `a waiver has no "untl"; did you mean "until"?`},
		{`stet year-mismatch: "x" by=mk until=2026-12-01 for now`, `for now`, `"for now" is neither by=NAME nor until=DATE`},
		{`stet yearmismatch: "x" by=mk until=2026-12-01`, `yearmismatch`, `the waiver names no rule: there is no "yearmismatch"; did you mean "year-mismatch"?`},
		{`stet fish: "x" by=mk until=2026-12-01`, `fish`, `the waiver names no rule: there is no "fish"`},
		{`stet: year-mismatch: "x" by=mk`, `stet: year-mismatch: "x" by=mk`, `the waiver lacks until=DATE`},
		{`stet duplicate-slug: "x" by=mk until=2026-12-01`, `duplicate-slug`, `findings of duplicate-slug cannot be waived, as nothing is published while there is one`},
	} {
		text := "---\ntitle: T\n---\n> <!--  " + tc.comment + " -->\n> Fish.\n"
		r := digest.Read(source.NewFile("x.md", []byte(text)), digest.Options{NoBody: true})
		if len(r.Waivers) > 0 {
			t.Errorf("%s: taken for a waiver", tc.comment)
		}
		i := slices.IndexFunc(r.Problems, func(f audit.Finding) bool { return f.Message == tc.want })
		if i < 0 {
			t.Errorf("%s: %s; want %q", tc.comment, list(r.Problems), tc.want)
			continue
		}
		if f := r.Problems[i]; text[f.Start.Offset:f.End.Offset] != tc.at || f.Start.Line != 4 {
			t.Errorf("%s: at %q, want %q", tc.comment, text[f.Start.Offset:f.End.Offset], tc.at)
		}
	}
}

// TestWaiverString: what is written is read again as it was.
func TestWaiverString(t *testing.T) {
	for _, w := range []audit.Placed{
		{Rule: "unmatched", Waiver: audit.Waiver{Reason: "x", By: "mk", Until: source.Date{Year: 2027, Month: 1, Day: 31}}},
		{Rule: "off-topic", Claim: "c-0123456789-2", Waiver: audit.Waiver{Reason: `the "old" \ one, 5 % = 3`, By: "M. Khan, MD", Until: source.Date{Year: 2027, Month: 1, Day: 31}}},
	} {
		for _, form := range []string{"<!-- %s -->", "{/* %s */}"} {
			r := digest.Read(source.NewFile("x.md", fmt.Appendf(nil, form+"\nFish.\n", w.String())), digest.Options{NoBody: true})
			if len(r.Waivers) != 1 || len(r.Problems) > 0 {
				t.Errorf("%s: %d waivers, %s", w.String(), len(r.Waivers), list(r.Problems))
				continue
			}
			got := r.Waivers[0]
			if got.Rule != w.Rule || got.Claim != w.Claim || got.Waiver != w.Waiver {
				t.Errorf("%s is read as %+v", w.String(), got)
			}
		}
	}
}
