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
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

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

// TestUnderline checks that the marks stand below the marked words, by
// columns.
func TestUnderline(t *testing.T) {
	for _, tc := range []struct {
		excerpt audit.Excerpt
		want    string
	}{
		{audit.Excerpt{Line: "one two", From: 4, Width: 3}, "    one two\n        ~~~\n"},
		{audit.Excerpt{Line: "  one two", From: 6, Width: 3}, "    one two\n        ~~~\n"},
		{audit.Excerpt{Line: "a\tb", From: 2, Width: 1}, "    a   b\n        ~\n"},
		{audit.Excerpt{Line: "日本 two", From: 3, Width: 3}, "    日本 two\n         ~~~\n"},
		{audit.Excerpt{Line: "x 日本", From: 2, Width: 2}, "    x 日本\n      ~~~~\n"},
		{audit.Excerpt{Line: "e\u0301 two", From: 3, Width: 3}, "    e\u0301 two\n      ~~~\n"},
		{audit.Excerpt{Line: "one", From: 3}, "    one\n       ^\n"},
		{audit.Excerpt{Line: "one", From: 1, Width: 99}, "    one\n     ~~\n"},
		{audit.Excerpt{Line: "a\x1b[31mb", From: 6, Width: 1}, "    a\ufffd[31mb\n          ~\n"},
		{audit.Excerpt{}, ""},
	} {
		var b bytes.Buffer
		if err := report.Findings(&b, []audit.Finding{{Severity: audit.Error, Path: "x.md", Excerpt: tc.excerpt}}); err != nil {
			t.Fatal(err)
		}
		_, got, _ := strings.Cut(b.String(), "\n")
		if got != tc.want {
			t.Errorf("%+v:\n%s, want\n%s", tc.excerpt, got, tc.want)
		}
	}
}

// TestSubject checks how what a sentence and a record are about is told.
func TestSubject(t *testing.T) {
	for _, tc := range []struct {
		stated, found string
		ok            bool
		want          string
	}{
		{"zinc, colds", "zinc", true, "both speak of zinc\n"},
		{"zinc, colds", "zinc", false, "both speak of zinc: too little\n"},
		{"zinc, colds", "zinc, colds", true, "both speak of all of that\n"},
		{"zinc, colds", "", false, "the record has no word of it: too little\n"},
		{"zinc, colds", "nothing", false, "both speak of nothing: too little\n"}, // a word as any
		{"", "zinc (heading)", true, "both speak of zinc (heading)\n"},
	} {
		f := audit.Finding{Severity: audit.Error, Path: "x.md", Reference: "near", Fields: []match.Field{{Name: "subject", Stated: tc.stated, Found: tc.found, OK: tc.ok}, {Name: "year", Stated: "1", Found: "2"}}}
		var b bytes.Buffer
		if err := report.Findings(&b, []audit.Finding{f}); err != nil {
			t.Fatal(err)
		}
		about := "the sentence is about " + tc.stated
		if tc.stated == "" {
			about = "the sentence has no word of a subject"
		}
		if got := b.String(); !strings.Contains(got, "subject  "+about+"\n") || !strings.Contains(got, tc.want) {
			t.Errorf("%q and %q:\n%s", tc.stated, tc.found, got)
		}
	}
}

// TestClean checks that a text from outside stays one line that can be read.
func TestClean(t *testing.T) {
	for message, want := range map[string]string{
		"plain":                         "plain",
		"two\nlines\tand\ra tab":        "two lines and a tab",
		"\x1b[31mred\x07":               "\ufffd[31mred\ufffd",
		"right\u202eto left":            "right\ufffdto left",
		"caf\xe9":                       "caf\ufffd",
		strings.Repeat("x", 9999):       strings.Repeat("x", 600) + "…",
		strings.Repeat("é", 9999):       strings.Repeat("é", 300) + "…",
		strings.Repeat("日", 9999):       strings.Repeat("日", 200) + "…",
		"a" + strings.Repeat("é", 9999): "a" + strings.Repeat("é", 299) + "…",
	} {
		var b bytes.Buffer
		if err := report.Findings(&b, []audit.Finding{{Rule: "limit", Severity: audit.Note, Path: "x.md", Message: message}}); err != nil {
			t.Fatal(err)
		}
		if got := b.String(); got != "x.md: note: "+want+" [limit]\n" {
			t.Errorf("%.20q is printed as %.60q", message, got)
		}
	}
}

// TestSchema validates JSON reports against the published schema, made strict:
// a member that the schema does not know is an error here.
func TestSchema(t *testing.T) {
	if names := report.Schemas(); !slices.Equal(names, []string{"stet.audit/1", "stet.build/1", "stet.claims/1"}) {
		t.Errorf("Schemas() = %q", names)
	}
	schema := compiled(t, "stet.audit/1")
	for name, r := range map[string]audit.Result{"sample": sample(), "empty": {}} {
		if err := schema.Validate(document(t, r)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	bad := sample()
	bad.Articles[0].Claims[0].Verdict = "proven"
	bad.Articles[0].Claims[1].ID = "3f2a9c01d4"
	if err := schema.Validate(document(t, bad)); err == nil || !strings.Contains(err.Error(), "verdict") || !strings.Contains(err.Error(), "/id") {
		t.Errorf("a result with a bad verdict and a bad id: %v", err)
	}
}

func compiled(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	text, ok := report.Schema(name)
	if !ok {
		t.Fatalf("there is no schema %q", name)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	closeObjects(doc)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(name, doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// closeObjects forbids members that the schema does not name.
func closeObjects(v any) {
	switch v := v.(type) {
	case map[string]any:
		if _, ok := v["properties"].(map[string]any); ok && v["type"] == "object" {
			v["additionalProperties"] = false
		}
		for _, member := range v {
			closeObjects(member)
		}
	case []any:
		for _, element := range v {
			closeObjects(element)
		}
	}
}

func document(t *testing.T, r audit.Result) any {
	t.Helper()
	var b bytes.Buffer
	if err := report.JSON(&b, r); err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestJSONText checks that texts come back as they were, and that nothing is
// escaped for the sake of HTML.
func TestJSONText(t *testing.T) {
	var b bytes.Buffer
	if err := report.JSON(&b, sample()); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `that <b> & \"x\".`) {
		t.Error("< > & are escaped")
	}
	var got struct {
		Articles []struct{ Claims []struct{ Text string } }
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for i, c := range sample().Articles[0].Claims {
		if text := got.Articles[0].Claims[i].Text; text != c.Text {
			t.Errorf("claim %d is %q, want %q", i, text, c.Text)
		}
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

// TestWorstFirst prints the file with an error before those with notes alone,
// and many unused references as one line, which --only opens.
func TestWorstFirst(t *testing.T) {
	r := audit.Result{Findings: []audit.Finding{{Rule: "erratum", Severity: audit.Note, Path: "a.md", Message: "has an erratum"}}}
	for line := range 5 {
		r.Findings = append(r.Findings, audit.Finding{Rule: "unused-reference", Severity: audit.Note, Path: "citations.yaml", Start: at(line+1, 3), Message: "no article uses it"})
	}
	r.Findings = append(r.Findings,
		audit.Finding{Rule: "unused-reference", Severity: audit.Note, Path: "citations.yaml", Start: at(9, 3), Message: "no article uses it", Baseline: audit.Unchanged},
		audit.Finding{Rule: "unmatched", Severity: audit.Error, Path: "z.md", Message: "no reference fits"})
	for _, tc := range []struct {
		only []string
		want string
	}{
		{nil, `z.md: 1 finding

z.md: error: no reference fits [unmatched]

a.md: 1 finding

a.md: note: has an erratum [erratum]

citations.yaml: 6 findings

citations.yaml:9:3: note: no article uses it [unused-reference] (in the baseline)
citations.yaml: note: no article uses 5 of the references; 'stet audit --only unused-reference' lists them [unused-reference]
`},
		{[]string{"unused-reference"}, "citations.yaml:4:3: note: no article uses it [unused-reference]\ncitations.yaml:5:3: note: no article uses it"},
	} {
		r.Only = tc.only
		var b strings.Builder
		if err := report.Text(&b, r, report.Options{}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), tc.want) {
			t.Errorf("only %q: want\n%s\ngot\n%s", tc.only, tc.want, b.String())
		}
	}
}

func TestTexts(t *testing.T) {
	for _, tc := range []struct {
		articles, standing int
		want               string
	}{
		{0, 0, "0 articles"}, {1, 0, "1 article"}, {2, 1, "2 articles and 1 standing page"}, {0, 2, "2 standing pages"},
	} {
		if got := report.Texts(tc.articles, tc.standing); got != tc.want {
			t.Errorf("%d, %d: %q, want %q", tc.articles, tc.standing, got, tc.want)
		}
	}
}
