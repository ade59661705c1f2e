package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/report"
	"stet/internal/source"
)

// corpus is the audit of testdata/corpus.txtar: claims of every verdict in
// several articles, with findings that are waived and findings of a baseline.
func corpus(t *testing.T) audit.Result {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/corpus.txtar")
	if err != nil {
		t.Fatal(err)
	}
	r := audit.Result{FailOn: audit.Error}
	for _, f := range archive.Files {
		if f.Name == "citations.yaml" {
			if r.Library, err = cite.ParseLibrary(source.NewFile(f.Name, f.Data)); err != nil {
				t.Fatal(err)
			}
			for _, ref := range r.Library.References {
				if !strings.HasPrefix(ref.Key, "unverified") {
					ref.Verified = cite.Verification{At: source.Date{Year: 2026, Month: 11, Day: 20}, From: cite.FromXML, Sum: ref.Sum()}
				}
			}
			continue
		}
		opt := digest.Options{Article: article.Options{Strict: true}, NoBody: true}
		d := digest.Match(digest.Read(source.NewFile(f.Name, f.Data), opt), match.NewIndex(r.Library))
		r.Articles = append(r.Articles, audit.Article{Path: f.Name, Title: d.Reading.Title, Claims: d.Claims})
		r.Findings = append(r.Findings, d.Findings...)
	}
	r.Findings = append(r.Findings, audit.Library(r.Library)...)
	r.Sort()
	r.Fingerprint(func(path string) string { return path })
	for i := range r.Findings {
		switch f := &r.Findings[i]; f.Rule {
		case "year-mismatch":
			f.Waived = &audit.Waiver{Reason: "online 1995, issue 1996", By: "mk", Until: source.Date{Year: 2027, Month: 6, Day: 30}}
		case "off-topic", "bad-id":
			f.Baseline = audit.Unchanged
		default:
			f.Baseline = audit.New
		}
	}
	r.Absent = []audit.Finding{{Rule: "unmatched", Path: "content/gone.md", Message: "no reference fits", Fingerprint: "00112233445566ff"}}
	return r
}

func TestCorpus(t *testing.T) {
	r := corpus(t)
	s := r.Summary()
	for _, v := range match.Verdicts {
		if s.Count(v) == 0 && v != match.Uncited {
			t.Errorf("the corpus has no claim that is %s", v)
		}
	}
	if s.Errors == 0 || s.Warnings == 0 || s.Notes == 0 || s.Waived == 0 || s.Baselined == 0 || s.Absent == 0 {
		t.Errorf("the corpus lacks findings of some kind: %+v", s)
	}
	if err := compiled(t, "stet.audit/1").Validate(document(t, r)); err != nil {
		t.Error(err)
	}
}

// counts are how many findings a report shows, by severity and standing.
type counts struct{ Error, Warning, Note, Waived, Baselined int }

// TestCounts holds that every format shows every finding of one corpus, once,
// and weighs it alike.
func TestCounts(t *testing.T) {
	r := corpus(t)
	s := r.Summary()
	want := counts{s.Errors, s.Warnings, s.Notes, s.Waived, s.Baselined}
	read := map[string]func(*testing.T, []byte) counts{
		"text": textCounts, "json": jsonCounts, "sarif": sarifCounts, "junit": junitCounts, "github": githubCounts,
		"rdjsonl": rdjsonlCounts, "markdown": markdownCounts, "html": htmlCounts,
	}
	for _, format := range report.Formats {
		count, ok := read[format.Name]
		if !ok && format.Name != "csv" { // a ledger of claims: TestLedger
			t.Errorf("nobody counts the findings of the %s report", format.Name)
			continue
		}
		var b bytes.Buffer
		if err := format.Write(&b, r); err != nil {
			t.Fatal(err)
		}
		if !ok {
			continue
		}
		if diff := cmp.Diff(want, count(t, b.Bytes())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", format.Name, diff)
		}
		for _, f := range r.Findings {
			if !bytes.Contains(b.Bytes(), []byte(f.Rule)) {
				t.Errorf("%s says nothing of %s", format.Name, f.Rule)
			}
		}
	}
}

// add counts a finding by the words of a report.
func (c *counts) add(severity string, waived, baselined bool) {
	switch severity = strings.ToLower(severity); {
	case waived:
		c.Waived++
	case baselined:
		c.Baselined++
	case severity == "error":
		c.Error++
	case severity == "warning":
		c.Warning++
	case severity == "note" || severity == "info" || severity == "notice":
		c.Note++
	}
}

// byWords counts the matches of a pattern whose first group is the severity, by
// what stands behind it on the line.
func byWords(pattern string, text []byte) (c counts) {
	for _, m := range regexp.MustCompile(`(?m)`+pattern+`.*$`).FindAllSubmatch(text, -1) {
		line := string(m[0])
		c.add(string(m[1]), strings.Contains(line, "(waived by mk until 2027-06-30: "), strings.Contains(line, "(in the baseline)"))
	}
	return c
}

func textCounts(_ *testing.T, b []byte) counts {
	return byWords(`^[^ :]+(?::\d+:\d+)?: (error|warning|note): `, b)
}

func githubCounts(t *testing.T, b []byte) counts {
	own := byWords(`^::(error|warning|notice) file=`, b)
	plain := textCounts(t, b)
	return counts{own.Error, own.Warning, own.Note, plain.Waived, plain.Baselined}
}

func markdownCounts(_ *testing.T, b []byte) counts {
	return byWords(`^- \*\*(error|warning|note)\*\* `, b)
}

func htmlCounts(_ *testing.T, b []byte) counts { return byWords(`<p><b>(error|warning|note)</b> `, b) }

func rdjsonlCounts(t *testing.T, b []byte) (c counts) {
	for line := range bytes.Lines(b) {
		var d struct{ Message, Severity string }
		if err := json.Unmarshal(line, &d); err != nil {
			t.Fatal(err)
		}
		first, _, _ := strings.Cut(d.Message, "\n")
		c.add(d.Severity, strings.Contains(first, "(waived by mk"), strings.HasSuffix(first, "(in the baseline)"))
	}
	return c
}

func jsonCounts(t *testing.T, b []byte) (c counts) {
	var doc struct {
		Findings []struct {
			Severity, Baseline string
			Waived             *struct{}
		}
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	for _, f := range doc.Findings {
		c.add(f.Severity, f.Waived != nil, f.Baseline == "unchanged")
	}
	return c
}

func sarifCounts(t *testing.T, b []byte) (c counts) {
	var log struct {
		Runs []struct {
			Results []struct {
				Level, BaselineState string
				Suppressions         []struct{}
			}
		}
	}
	if err := json.Unmarshal(b, &log); err != nil {
		t.Fatal(err)
	}
	for _, f := range log.Runs[0].Results {
		c.add(f.Level, len(f.Suppressions) > 0, f.BaselineState == "unchanged")
	}
	return c
}

func junitCounts(t *testing.T, b []byte) (c counts) {
	for _, suite := range junitOf(t, b).children {
		for _, test := range suite.children {
			severity, _, _ := strings.Cut(test.attrs["name"], ":")
			skipped := ""
			if s := test.child("skipped"); s != nil {
				skipped = s.attrs["message"]
			}
			if !slices.Contains(audit.Severities, audit.Severity(severity)) {
				continue // a claim without findings
			}
			if failed := test.child("failure") != nil; failed != (skipped == "" && severity == "error") {
				t.Errorf("%s fails: %t", test.attrs["name"], failed)
			}
			c.add(severity, strings.HasPrefix(skipped, "waived by mk"), skipped == "in the baseline")
		}
	}
	return c
}

// TestLedger holds that the ledger has every claim, with its verdict and the
// findings about it.
func TestLedger(t *testing.T) {
	r := corpus(t)
	var b bytes.Buffer
	if err := report.CSV(&b, r); err != nil {
		t.Fatal(err)
	}
	text, ok := strings.CutPrefix(b.String(), source.BOM)
	if !ok {
		t.Error("no byte order mark")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(row []string, name string) string { return row[slices.Index(rows[0], name)] }
	var got, want []string
	for _, row := range rows[1:] {
		got = append(got, strings.Join([]string{column(row, "article"), column(row, "line"), column(row, "verdict"), column(row, "claim"), column(row, "findings")}, " | "))
	}
	for _, a := range r.Articles {
		for _, c := range a.Claims {
			var rules []string
			for _, f := range r.Findings {
				if f.Path == a.Path && f.Claim == c.ID && !slices.Contains(rules, f.Rule) {
					rules = append(rules, f.Rule)
				}
			}
			want = append(want, fmt.Sprintf("%s | %s | %s | %s | %s", a.Path, strconv.Itoa(c.Start.Line), c.Verdict, c.ID, strings.Join(rules, "; ")))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ledger (-want +got):\n%s", diff)
	}
	for _, row := range rows[1:] {
		if column(row, "claim") == r.Articles[0].Claims[0].ID && (column(row, "pubmed") != "https://pubmed.ncbi.nlm.nih.gov/3940655/" || column(row, "reference") != "yu1986") {
			t.Errorf("row %q", row)
		}
		if leans := strings.Contains(column(row, "reference"), "wang2019"); leans != (column(row, "leans on") == "retracted: wang2019") || leans && column(row, "verdict") != "matched" {
			t.Errorf("row %q leans on %q", row, column(row, "leans on"))
		}
	}
	for _, name := range []string{"text", "html", "markdown"} {
		if got := written(t, name, r); !strings.Contains(got, "fits all that is stated; 1 leans on a paper that is retracted or under an expression of concern") {
			t.Errorf("%s does not say that a claim leans on a retracted paper", name)
		}
	}
}

// TestBrief holds that formats which say that verdicts are enough for them
// print the same without what claims state.
func TestBrief(t *testing.T) {
	whole, brief := corpus(t), corpus(t)
	for i := range brief.Articles {
		for j := range brief.Articles[i].Claims {
			c := &brief.Articles[i].Claims[j]
			*c = c.Brief()
		}
	}
	for _, f := range report.Formats {
		if same := written(t, f.Name, whole) == written(t, f.Name, brief); same == f.Claims {
			t.Errorf("%s says that it prints what claims state: %t; it does: %t", f.Name, f.Claims, !same)
		}
	}
}

// TestUnaided holds that what verdicts mean where there was no library does not
// speak of one.
func TestUnaided(t *testing.T) {
	r := corpus(t)
	r.Library = nil
	for _, name := range []string{"text", "html", "markdown"} {
		got := written(t, name, r)
		for _, want := range []string{"and no library to look their sources up in", "an id is named, which there is no library to look up in", "a source is named in words, which"} {
			if !strings.Contains(got, want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
	}
}
