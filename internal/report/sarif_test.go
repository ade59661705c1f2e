package report_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"stet/internal/audit"
	"stet/internal/report"
	"stet/internal/source"
)

// sarifOf is the SARIF report of r, checked against the schema of the standard
// by another's validator. That reads the log into its own types, so it is also
// held that they lose nothing of it: no member has a name that SARIF does not
// know.
func sarifOf(t *testing.T, r audit.Result) (*sarif.Report, []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := report.SARIF(&b, r); err != nil {
		t.Fatal(err)
	}
	log, err := sarif.FromBytes(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := log.Validate(); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(log)
	if err != nil {
		t.Fatal(err)
	}
	var ours, theirs any
	if json.Unmarshal(b.Bytes(), &ours) != nil || json.Unmarshal(again, &theirs) != nil {
		t.Fatal("not JSON")
	}
	for _, lost := range missing(ours, theirs, "") {
		t.Errorf("SARIF has no %s", lost)
	}
	return log, b.Bytes()
}

// missing are the members of a, by path, that b lacks.
func missing(a, b any, path string) (lost []string) {
	switch a := a.(type) {
	case map[string]any:
		b, _ := b.(map[string]any)
		for name, value := range a {
			if strings.HasSuffix(path, "/partialFingerprints") || strings.HasSuffix(path, "/properties") {
				continue
			}
			if _, there := b[name]; !there && fmt.Sprint(value) != "[]" {
				lost = append(lost, path+"/"+name)
				continue
			}
			lost = append(lost, missing(value, b[name], path+"/"+name)...)
		}
	case []any:
		b, _ := b.([]any)
		for i, value := range a {
			if i >= len(b) {
				lost = append(lost, fmt.Sprintf("%s/%d", path, i))
				continue
			}
			lost = append(lost, missing(value, b[i], path)...)
		}
	}
	return lost
}

func TestSARIF(t *testing.T) {
	r := sample()
	r.Findings[0].Path = "/home/a b/citations.yaml"
	r.Findings[1].Path = "content/ü x.md"
	r.Findings[1].Hint = "write [it](1)"
	r.Findings[2].Path = "C:/x.md"
	r.Findings[3].Rule = "of-tomorrow"
	log, _ := sarifOf(t, r)
	run := log.Runs[0]
	if len(run.Tool.Driver.Rules) != len(audit.Rules) || len(run.Results) != len(r.Findings) || *run.ColumnKind != "unicodeCodePoints" {
		t.Errorf("%d rules, %d results, columns are %s", len(run.Tool.Driver.Rules), len(run.Results), *run.ColumnKind)
	}
	uris := []string{"file:///home/a%20b/citations.yaml", "content/%C3%BC%20x.md", "file:///C:/x.md"}
	for i, f := range r.Findings {
		got := run.Results[i]
		region := got.Locations[0].PhysicalLocation.Region
		if *got.RuleID != f.Rule || got.Level != string(f.Severity) || got.PartialFingerprints["stetFinding/v1"] != f.Fingerprint || (got.BaselineState == nil) != (f.Baseline == "") || f.Baseline != "" && *got.BaselineState != string(f.Baseline) {
			t.Errorf("result %d is %s of %s", i, got.Level, *got.RuleID)
		}
		if got.RuleIndex >= 0 && *run.Tool.Driver.Rules[got.RuleIndex].ID != f.Rule || got.RuleIndex < 0 && f.Rule != "of-tomorrow" {
			t.Errorf("result %d has the rule of index %d", i, got.RuleIndex)
		}
		if f.Start.Line > 0 && (*region.StartLine != f.Start.Line || *region.StartColumn != f.Start.Column || *region.EndColumn != f.End.Column) {
			t.Errorf("result %d is at %+v", i, region)
		}
		if i < len(uris) && *got.Locations[0].PhysicalLocation.ArtifactLocation.URI != uris[i] {
			t.Errorf("result %d is in %s", i, *got.Locations[0].PhysicalLocation.ArtifactLocation.URI)
		}
		if (f.Waived != nil) != (len(got.Suppressions) == 1) || f.Waived != nil && *got.Suppressions[0].Justification != "waived by mk until 2027-06-30: the book is in print" {
			t.Errorf("result %d has suppressions %v", i, got.Suppressions)
		}
	}
	if text := *run.Results[1].Message.Text; strings.Contains(text, "](") {
		t.Errorf("message %q has a link", text)
	}
	for _, rule := range run.Tool.Driver.Rules {
		want, _ := audit.ByID(*rule.ID)
		if *rule.ShortDescription.Text != want.Title || len(*rule.Help.Text) < 100 || !strings.Contains(*rule.Help.Markdown, "**Breaks it**") {
			t.Errorf("rule %s is documented by %q", *rule.ID, *rule.Help.Text)
		}
	}
	sarifOf(t, audit.Result{})
}

// TestSARIFLimits holds that a log is one that GitHub takes: of too many
// findings the worst are there, and the log says how many are not.
func TestSARIFLimits(t *testing.T) {
	r := audit.Result{}
	for i := range 26_000 {
		severity := audit.Note
		if i >= 25_900 {
			severity = audit.Error
		}
		r.Findings = append(r.Findings, audit.Finding{Rule: "unmatched", Severity: severity, Path: "x.md", Start: source.Position{Line: i + 1, Column: 1}, End: source.Position{Line: i + 1, Column: 2}, Message: "m"})
	}
	r.Fingerprint(func(path string) string { return path })
	var b bytes.Buffer
	if err := report.SARIF(&b, r); err != nil {
		t.Fatal(err)
	}
	log, err := sarif.FromBytes(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	results, notes := log.Runs[0].Results, log.Runs[0].Invocations[0].ToolExecutionNotifications
	if len(results) != 25_000 || results[0].Level != "error" || results[99].Level != "error" || results[100].Level != "note" {
		t.Errorf("%d results, the first is %s", len(results), results[0].Level)
	}
	if len(notes) != 1 || !strings.HasPrefix(*notes[0].Message.Text, "1000 findings left out") {
		t.Errorf("notifications %v", notes)
	}
	format, _ := report.ByName("sarif")
	if got := format.Left(r); !strings.Contains(got, "the worst of 26000 findings") {
		t.Errorf("left: %q", got)
	}
	r.Findings = r.Findings[:6000]
	if got := format.Left(r); got != "GitHub shows the worst 5000 of the 6000 findings" {
		t.Errorf("left: %q", got)
	}
	if got := format.Left(sample()); got != "" {
		t.Errorf("left: %q", got)
	}
}

// TestSARIFSize holds that no log is larger than GitHub takes, whatever
// findings say.
func TestSARIFSize(t *testing.T) {
	dice := rand.New(rand.NewSource(1))
	r := audit.Result{}
	for range 8_000 { // of text that cannot be compressed below 6 bits a letter
		text := make([]byte, 2_000)
		for i := range text {
			text[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-"[dice.Intn(64)]
		}
		r.Findings = append(r.Findings, audit.Finding{Rule: "unmatched", Severity: audit.Warning, Path: "x.md", Message: string(text)})
	}
	r.Findings[len(r.Findings)-1].Severity = audit.Error
	var b, z bytes.Buffer
	if err := report.SARIF(&b, r); err != nil {
		t.Fatal(err)
	}
	w := gzip.NewWriter(&z)
	w.Write(b.Bytes())
	w.Close()
	n := bytes.Count(b.Bytes(), []byte(`"ruleIndex"`))
	if z.Len() > 10<<20 || n < 5_000 || n == len(r.Findings) || !bytes.Contains(b.Bytes(), []byte(`"level":"error","message"`)) || !bytes.Contains(b.Bytes(), []byte("findings left out")) {
		t.Errorf("%d results of %d take %d bytes", n, len(r.Findings), z.Len())
	}
}

// TestSARIFOrder holds that results are in the order of findings.
func TestSARIFOrder(t *testing.T) {
	log, _ := sarifOf(t, sample())
	var got, want []string
	for _, f := range sample().Findings {
		want = append(want, f.Fingerprint)
	}
	for _, result := range log.Runs[0].Results {
		got = append(got, result.PartialFingerprints["stetFinding/v1"])
	}
	if diff := cmp.Diff(want, got); diff != "" || slices.Contains(got, "") {
		t.Errorf("results (-want +got):\n%s", diff)
	}
}
