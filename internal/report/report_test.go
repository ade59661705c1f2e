package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
	"stet/internal/report"
	"stet/internal/source"
)

var update = flag.Bool("update", false, "rewrite the files of testdata")

// inline are the styles and scripts of a page, which its golden file leaves
// out.
var inline = regexp.MustCompile(`(?s)(<(?:style|script)>).*?(</)|sha256-[^;]+`)

// golden compares got with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if filepath.Ext(name) == ".html" {
		got = inline.ReplaceAll(got, []byte("$1...$2"))
	}
	if filepath.Ext(name) == ".sarif" {
		got = withoutRules(t, got)
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got, 'go test -update' rewrites it):\n%s", name, diff)
	}
}

// withoutRules is a SARIF file without the rules' documentation, and without
// the places of rules in their list, which change with every new one.
func withoutRules(t *testing.T, b []byte) []byte {
	t.Helper()
	var log struct {
		Version string           `json:"version"`
		Runs    []map[string]any `json:"runs"`
	}
	if err := json.Unmarshal(b, &log); err != nil {
		t.Fatal(err)
	}
	for _, run := range log.Runs {
		driver := run["tool"].(map[string]any)["driver"].(map[string]any)
		if rules := driver["rules"].([]any); len(rules) != len(audit.Rules) {
			t.Errorf("%d rules in SARIF, want %d", len(rules), len(audit.Rules))
		}
		delete(driver, "rules")
		for _, result := range run["results"].([]any) {
			delete(result.(map[string]any), "ruleIndex")
		}
	}
	short, err := json.MarshalIndent(log, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return append(short, '\n')
}

// at is a position on a line of an article in which offsets do not matter.
func at(line, column int) source.Position {
	return source.Position{Line: line, Column: column, Offset: 100*line + column}
}

// sample is a result with a bit of everything.
func sample() audit.Result {
	fields := []match.Field{
		{Name: "journal", Stated: "Nutrients", Found: "Nutrients", OK: true},
		{Name: "year", Stated: "2018", Found: "2021; 3 years apart"},
		{Name: "subject", Stated: "magnesium, deficiency", Found: "magnesium", OK: true},
	}
	near := match.Candidate{Reference: "fiorentini2021", Journal: "Nutrients", Years: []int{2021}, Subject: 61, Why: []string{"journal agrees", "2018 is not 2021"}}
	far := match.Candidate{Reference: "pmid:29480918", Subject: 7}
	flagged := audit.Claim{
		Claim: claim.Claim{
			ID: "c-3f2a9c01d4", Start: at(31, 1), End: at(31, 60),
			Text: "A 2018 study in *Nutrients* reported that <b> & \"x\".", Plain: "A 2018 study in Nutrients reported that <b> & \"x\".",
			Mentions: []claim.Mention{{Kind: claim.Narrative, Start: at(31, 3), End: at(31, 28), Text: "2018 study in *Nutrients*", Journal: "Nutrients", Year: 2018, Design: "study"}},
		},
		Verdict: match.YearMismatch,
		Matches: []match.Match{{Verdict: match.YearMismatch, Fields: fields, Candidates: []match.Candidate{near, far}, Message: "no reference fits", Hint: "mend the year"}},
	}
	matched := audit.Claim{
		Claim: claim.Claim{
			ID: "c-00000000aa-2", Start: at(33, 1), End: at(33, 40), Text: "It is so [@pmid:29480918].", Plain: "It is so.",
			Mentions: []claim.Mention{{Kind: claim.ByKey, Start: at(33, 10), End: at(33, 26), Text: "[@pmid:29480918]", IDs: []cite.ID{{Kind: cite.KindPMID, Value: "29480918"}}}},
		},
		Verdict: match.Matched,
		Matches: []match.Match{{Verdict: match.Matched, References: []string{"pmid:29480918"}}},
	}
	r := audit.Result{
		Articles: []audit.Article{{Path: "content/x.md", Title: "Magnesium", Claims: []audit.Claim{flagged, matched}}, {Path: "content/y.md"}},
		Findings: []audit.Finding{
			{Rule: "duplicate-reference", Severity: audit.Error, Path: "citations.yaml", Start: at(9, 3), End: at(9, 20), Message: "pmid:29480918 is in entry 1 already", Hint: "keep one of them"},
			{
				Rule: "year-mismatch", Severity: audit.Error, Path: "content/x.md", Start: at(31, 3), End: at(31, 28), Claim: "c-3f2a9c01d4",
				Message: "no reference fits \"2018 study in Nutrients\"", Hint: "mend the year",
				Excerpt: audit.Excerpt{Line: "\t- 日本: A 2018 study in *Nutrients* reported that \x1b[2J", From: 9, Width: 25},
				Fields:  fields, Reference: "fiorentini2021", Candidates: []match.Candidate{near, far},
			},
			{Rule: "incomplete", Severity: audit.Note, Path: "content/x.md", Start: at(40, 1), End: at(40, 9), Message: "names a year and no more", Hint: "never printed"},
			{Rule: "erratum", Severity: audit.Note, Path: "content/x.md", Start: at(41, 1), End: at(41, 9), Message: "has an erratum"},
			{
				Rule: "off-topic", Severity: audit.Warning, Path: "content/x.md", Start: at(42, 2), End: at(42, 5), Message: "is about another subject",
				Excerpt:    audit.Excerpt{Line: "e\u0301 two", From: 3, Width: 3},
				Candidates: []match.Candidate{near, far, far, far, far},
			},
			{
				Rule: "unmatched", Severity: audit.Error, Path: "content/x.md", Start: at(50, 1), End: at(50, 9), Message: "no reference fits",
				Excerpt: audit.Excerpt{Line: "waived", Width: 6}, Waived: &audit.Waiver{Reason: "the book is in print", By: "mk", Until: source.Date{Year: 2027, Month: 6, Day: 30}},
			},
			{Rule: "empty-article", Severity: audit.Warning, Path: "content/y.md", Message: "there is no text", Baseline: audit.Unchanged},
		},
		Absent: []audit.Finding{{Rule: "unmatched", Path: "content/gone.md", Message: "no reference fits", Fingerprint: "00112233445566ff"}},
	}
	r.FailOn = audit.Error
	r.Library = library
	r.Fingerprint(func(path string) string { return path })
	return r
}

// library is what sample was matched against.
var library = func() *cite.Library {
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", []byte(`
- key: fiorentini2021
  pmid: "33808247"
  title: "Magnesium: Biochemistry, Nutrition, Detection, and Social Impact"
  authors: [Fiorentini D]
  journal: Nutrients
  year: 2021
- pmid: "29480918"
  doi: 10.7556/jaoa.2018.037
  title: Role of Magnesium in Vitamin D Activation and Function
  authors: [Uwitonze AM, Razzaque MS]
  journal: The Journal of the American Osteopathic Association
  year: 2018
`)))
	if err != nil {
		panic(err)
	}
	return lib
}()

func TestGolden(t *testing.T) {
	for _, tc := range []struct {
		file  string
		write func(*bytes.Buffer) error
	}{
		{"audit.txt", func(b *bytes.Buffer) error { return report.Text(b, sample(), report.Options{}) }},
		{"color.txt", func(b *bytes.Buffer) error { return report.Text(b, sample(), report.Options{Color: true}) }},
		{"empty.txt", func(b *bytes.Buffer) error { return report.Text(b, audit.Result{}, report.Options{}) }},
		{"findings.txt", func(b *bytes.Buffer) error { return report.Findings(b, sample().Findings[:1]) }},
		{"explain.txt", func(b *bytes.Buffer) error { return report.Explain(b, sample().Articles[0], sample().Library) }},
		{"audit.json", func(b *bytes.Buffer) error { return report.JSON(b, sample()) }},
		{"empty.json", func(b *bytes.Buffer) error { return report.JSON(b, audit.Result{}) }},
		{"audit.html", func(b *bytes.Buffer) error { return report.HTML(b, sample()) }},
		{"empty.html", func(b *bytes.Buffer) error { return report.HTML(b, audit.Result{}) }},
		{"audit.csv", func(b *bytes.Buffer) error { return report.CSV(b, sample()) }},
		{"audit.md", func(b *bytes.Buffer) error { return report.Markdown(b, sample()) }},
		{"empty.md", func(b *bytes.Buffer) error { return report.Markdown(b, audit.Result{}) }},
		{"audit.xml", func(b *bytes.Buffer) error { return report.JUnit(b, sample()) }},
		{"audit.github", func(b *bytes.Buffer) error { return report.GitHub(b, sample()) }},
		{"audit.sarif", func(b *bytes.Buffer) error { return report.SARIF(b, sample()) }},
		{"audit.rdjsonl", func(b *bytes.Buffer) error { return report.RDJSONL(b, sample()) }},
	} {
		var b bytes.Buffer
		if err := tc.write(&b); err != nil {
			t.Errorf("%s: %v", tc.file, err)
		}
		golden(t, tc.file, b.Bytes())
	}
}

func TestFormats(t *testing.T) {
	if got := report.Names(); !slices.Equal(got, []string{"text", "html", "csv", "markdown", "json", "sarif", "junit", "github", "rdjsonl"}) {
		t.Errorf("Names() = %q", got)
	}
	if _, ok := report.ByName("yaml"); ok {
		t.Error(`ByName("yaml") is there`)
	}
	for _, name := range report.Names() {
		write, _ := report.ByName(name)
		if err := write.Write(broken{}, sample()); !errors.Is(err, errBroken) {
			t.Errorf("%s to a writer that fails: %v", name, err)
		}
	}
}

var errBroken = errors.New("pipe is broken")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }
