package fix_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/fix"
	"stet/internal/match"
	"stet/internal/source"
)

// waiving is a draft of text as the file at path, with the findings marked that
// are waived on the day.
func waiving(t *testing.T, path, text string) (*fix.Draft, []audit.Finding) {
	t.Helper()
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", []byte(library)))
	if err != nil {
		t.Fatal(err)
	}
	index := match.NewIndex(lib)
	read := func(f *source.File) digest.Digest { return digest.Match(digest.Read(f, digest.Options{}), index) }
	f := source.NewFile(path, []byte(text))
	d := &fix.Draft{Article: article.Parse(f, article.Options{}), Digest: read(f), Read: read}
	findings := append([]audit.Finding{}, d.Digest.Findings...)
	audit.Waive(findings, d.Digest.Reading.Waivers, waiveDay)
	return d, findings
}

var (
	waiveDay = source.Date{Year: 2026, Month: 11, Day: 20}
	waiver   = audit.Waiver{Reason: "x", By: "mk", Until: source.Date{Year: 2027, Month: 1, Day: 31}}
)

// Sentences with a finding of the rule unmatched; {W} is the comment that waives
// it, {C} the same for the claim of A alone.
var waiveSentences = strings.NewReplacer(
	"{A}", "A 2003 study in *The Lancet* found that coffee wakes people.",
	"{B}", "A 2004 study in *The Lancet* found that tea does not.",
	"{W}", `<!-- stet unmatched: "x" by=mk until=2027-01-31 -->`,
	"{M}", `{/* stet unmatched: "x" by=mk until=2027-01-31 */}`,
	"{C}", `<!-- stet unmatched: "x" by=mk until=2027-01-31 claim=c-742795fdd9 -->`,
	"{N}", "\r\n",
)

// TestWaive writes waivers into blocks of every kind. It waives the first
// finding of unmatched; everything else stays as it was.
func TestWaive(t *testing.T) {
	for _, tc := range []struct{ name, path, in, want string }{
		{"paragraph", "a.md", "Zero.\n\n{A}\nMore.\n", "Zero.\n\n{W}\n{A}\nMore.\n"},
		{"second line", "a.md", "Zero.\nOne. {A}\n", "{W}\nZero.\nOne. {A}\n"},
		{"first byte", "a.md", source.BOM + "{A}\n", source.BOM + "{W}\n{A}\n"},
		{"no line end", "a.md", "{A}", "{W}\n{A}"},
		{"crlf", "a.md", "Zero.{N}{N}{A}{N}", "Zero.{N}{N}{W}{N}{A}{N}"},
		{"one of two", "a.md", "{A} {B}\n", "{C}\n{A} {B}\n"},
		{"heading", "a.md", "## {A}\n\n{B}\n", "{W}\n## {A}\n\n{B}\n"},
		{"list item", "a.md", "- Zero\n- {A}\n- {B}\n", "- Zero\n- {W}\n  {A}\n- {B}\n"},
		{"numbered item", "a.md", "10. {A}\n11. {B}\n", "10. {W}\n    {A}\n11. {B}\n"},
		{"item of an item", "a.md", "- Zero\n  * {A}\n", "- Zero\n  * {W}\n    {A}\n"},
		{"second paragraph of an item", "a.md", "- Zero\n\n  {A}\n", "- Zero\n\n  {W}\n  {A}\n"},
		{"task", "a.md", "- [ ] {A}\n- [x] {B}\n", "- [ ] {W} {A}\n- [x] {B}\n"},
		{"quote", "a.md", "> {A}\n>\n> {B}\n", "> {W}\n> {A}\n>\n> {B}\n"},
		{"list in a quote", "a.md", "> - {A}\n> - {B}\n", "> - {W}\n>   {A}\n> - {B}\n"},
		{"row", "a.md", "| A | B |\n|---|---|\n| One | {A} |\n| Two | {B} |\n", "| A | B |\n|---|---|\n| One | {W} {A} |\n| Two | {B} |\n"},
		{"first cell", "a.md", "| A | B |\n|---|---|\n| {A} | One |\n", "| A | B |\n|---|---|\n| {W} {A} | One |\n"},
		{"row without edges", "a.md", "A | B\n--|--\n{A} | One\n", "A | B\n--|--\n{W} {A} | One\n"},
		{"footnote", "a.md", "Zero.[^1]\n\n[^1]: {A}\n", "Zero.[^1]\n\n[^1]: {W}\n    {A}\n"},
		{"paragraph of a footnote", "a.md", "Zero.[^1]\n\n[^1]: One.\n\n    {A}\n", "Zero.[^1]\n\n[^1]: One.\n\n    {W}\n    {A}\n"},
		{"mdx", "a.mdx", "<Note>\n\n{A}\n\n</Note>\n", "<Note>\n\n{M}\n{A}\n\n</Note>\n"},
		{"within tags", "a.md", "<div>\n<p>{A}</p>\n</div>\n", "<div>\n{W}\n<p>{A}</p>\n</div>\n"},
		{"below front matter", "a.md", "---\ntitle: T\n---\n{A}\n", "---\ntitle: T\n---\n{W}\n{A}\n"},
		{"beside a waiver", "a.md", "<!-- stet year-mismatch: \"y\" by=mk until=2027-01-31 -->\n{A}\n", "<!-- stet year-mismatch: \"y\" by=mk until=2027-01-31 -->\n{W}\n{A}\n"},
		{"said twice", "a.md", "{A}\n\n{A}\n", "{W}\n{A}\n\n{A}\n"},
	} {
		in, want := waiveSentences.Replace(tc.in), waiveSentences.Replace(tc.want)
		d, findings := waiving(t, tc.path, in)
		f := first(findings, "unmatched")
		if f == nil {
			t.Errorf("%s: nothing to waive", tc.name)
			continue
		}
		edits, err := d.Waive(*f, waiver, waiveDay)
		if err != nil {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		if diff := cmp.Diff(want, string(source.Splice([]byte(in), edits))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, diff)
		}
	}
}

func first(findings []audit.Finding, rule string) *audit.Finding {
	for i := range findings {
		if findings[i].Rule == rule {
			return &findings[i]
		}
	}
	return nil
}

// TestWaiveRefuses: what is not to be waived, and what cannot be.
func TestWaiveRefuses(t *testing.T) {
	text := waiveSentences.Replace("{A}\n")
	for _, tc := range []struct {
		name, path, text string
		change           func(*audit.Finding, *audit.Waiver)
		want             string
	}{
		{"no reason", "a.md", text, func(_ *audit.Finding, w *audit.Waiver) { w.Reason = " " }, "a waiver needs a reason"},
		{"end of a comment", "a.md", text, func(_ *audit.Finding, w *audit.Waiver) { w.Reason = "see --> there" }, "what ends a comment"},
		{"yesterday", "a.md", text, func(_ *audit.Finding, w *audit.Waiver) { w.Until.Year = 2025 }, "2025-01-31 has passed; today is 2026-11-20"},
		{"for ever", "a.md", text, func(_ *audit.Finding, w *audit.Waiver) { w.Until.Year = 2099 }, "may hold until 2028-11-20 at most"},
		{"a rule that blocks", "a.md", text, func(f *audit.Finding, _ *audit.Waiver) { f.Rule = "broken-link" }, "cannot be waived, as nothing is published"},
		{"a rule about waivers", "a.md", text, func(f *audit.Finding, _ *audit.Waiver) { f.Rule = "unused-waiver" }, "are about waivers"},
		{"no rule", "a.md", text, func(f *audit.Finding, _ *audit.Waiver) { f.Rule = "unmatch" }, `there is no rule "unmatch"; did you mean "unmatched"?`},
		{"not there", "a.md", text, func(f *audit.Finding, _ *audit.Waiver) { f.Message = "" }, "no such finding of unmatched"},
		{"the whole file", "a.md", text, func(f *audit.Finding, _ *audit.Waiver) { f.Start = source.Position{} }, "about the file as a whole"},
		{"waived already", "a.md", waiveSentences.Replace("{W}\n{A}\n"), func(*audit.Finding, *audit.Waiver) {}, "is waived already, by mk until 2027-01-31"},
		{"plain text", "a.txt", text, func(*audit.Finding, *audit.Waiver) {}, "written in markdown"},
	} {
		d, findings := waiving(t, tc.path, tc.text)
		f, w := *first(findings, "unmatched"), waiver
		tc.change(&f, &w)
		edits, err := d.Waive(f, w, waiveDay)
		if err == nil || !strings.Contains(err.Error(), tc.want) || edits != nil {
			t.Errorf("%s: %v, %v; want %q", tc.name, edits, err, tc.want)
		}
	}
}

// TestWaiveReason holds that a reason is one line without what a terminal would
// obey, whatever was pasted.
func TestWaiveReason(t *testing.T) {
	d, findings := waiving(t, "a.md", waiveSentences.Replace("{A}\n"))
	w := waiver
	w.Reason = "read\n in \x1b[31m print"
	edits, err := d.Waive(findings[0], w, waiveDay)
	if err != nil {
		t.Fatal(err)
	}
	want := `<!-- stet unmatched: "read in [31m print" by=mk until=2027-01-31 -->`
	if got := string(source.Splice(d.Article.File.Bytes, edits)); !strings.HasPrefix(got, want) {
		t.Errorf("the waiver is written as %q, want %q", got, want)
	}
}
