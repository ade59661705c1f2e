package report_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/audit"
	"stet/internal/match"
	"stet/internal/report"
)

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
		{"zinc, colds", "", false, "the record has no word of it\n"},
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

// TestAgain holds that what is said of a file several times is said in full
// once, and what differs in its hint or in what was compared every time.
func TestAgain(t *testing.T) {
	var r audit.Result
	for _, path := range []string{"a.md", "b.md"} {
		for line := 1; line <= 3; line++ {
			r.Findings = append(r.Findings, audit.Finding{Rule: "unknown-id", Severity: audit.Error, Path: path, Start: at(line, 1), Message: "entry 1: no reference has the title", Hint: "look for it"})
		}
		hint, subject := r.Findings[0], r.Findings[0]
		hint.Path, hint.Start, hint.Hint = path, at(4, 1), "look for the other"
		subject.Path, subject.Start, subject.Fields = path, at(5, 1), []match.Field{{Name: "subject", Stated: "zinc", Found: "zinc"}}
		r.Findings = append(r.Findings, hint, subject)
	}
	var b bytes.Buffer
	if err := report.Text(&b, r, report.Options{}); err != nil {
		t.Fatal(err)
	}
	if all, full := strings.Count(b.String(), ": error: entry 1"), strings.Count(b.String(), "hint     look for"); all != 10 || full != 6 {
		t.Errorf("%d findings, %d of them in full, want 10 and 6:\n%s", all, full, b.String())
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

// TestShown checks what is left of a text that is printed.
func TestShown(t *testing.T) {
	for in, want := range map[string]string{
		"a\tb\r\nc\n": "a\tb\r\nc\n", "a\rb\x1b[31m\x00\u009b\u202e\x7f": "a\ufffdb\ufffd[31m\ufffd\ufffd\ufffd\ufffd", "é\xff.": "é\ufffd.", "é 😀 ≠\n": "é 😀 ≠\n", "": "",
	} {
		var b, pieces strings.Builder
		if n, err := io.WriteString(report.Shown(&b), in); n != len(in) || err != nil || b.String() != want {
			t.Errorf("%q is shown as %q, %d, %v; want %q", in, b.String(), n, err, want)
		}
		w := report.Shown(&pieces)
		for i := range len(in) {
			if _, err := io.WriteString(w, in[i:i+1]); err != nil {
				t.Fatal(err)
			}
		}
		if pieces.String() != want {
			t.Errorf("%q in pieces is shown as %q, want %q", in, pieces.String(), want)
		}
	}
}

// TestLines holds that what stands below a finding's first line keeps to 80
// columns, that what was found has its place beside or below what was stated,
// and that a command stays in one piece.
func TestLines(t *testing.T) {
	f := audit.Finding{Rule: "unmatched", Severity: audit.Error, Path: "x.md", Message: "no reference fits", Reference: "a",
		Fields: []match.Field{
			{Name: "journal", Stated: "Journal of Trace Elements in Medicine and Biology", Found: "Nutrients"},
			{Name: "year", Stated: "2020", Found: "online 2017, issue 2018; 2 years apart"},
			{Name: "author", Stated: "Yu, Henderson and the others of their group", Found: "Yu, Henderson and the others of their group", OK: true},
			{Name: "title", Stated: "Salt", Found: "Intake of Cantonese-style salted fish as a cause of nasopharyngeal carcinoma in adults"},
		},
		Candidates: []match.Candidate{{Reference: "a", Journal: "Nutrients", Years: []int{2017, 2018}},
			{Reference: "b", Journal: "The Journal of the American Osteopathic Association", Years: []int{2018}, Why: []string{"another journal", "2020 is not 2018", "subject agrees"}}},
		Hint: "a (Nutrients 2018) comes nearest in subject; look for the study in PubMed: 'stet cite find content/magnesium-glycinate.md:51'"}
	const want = `x.md: error: no reference fits [unmatched]
    nearest  a (Nutrients, 2017, 2018)
    journal  Journal of Trace Elements in Medicine and Biology
             ≠ Nutrients
    year     2020 ≠ online 2017, issue 2018; 2 years apart
    author   Yu, Henderson and the others of their group
             = the same
    title    Salt ≠ Intake of Cantonese-style salted fish as a cause of
                    nasopharyngeal carcinoma in adults
    or       b (The Journal of the American Osteopathic Association, 2018):
               another journal, 2020 is not 2018, subject agrees
    hint     a (Nutrients 2018) comes nearest in subject; look for the study in
             PubMed: 'stet cite find content/magnesium-glycinate.md:51'
`
	var b strings.Builder
	if err := report.Findings(&b, []audit.Finding{f}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
