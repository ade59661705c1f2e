package audit_test

import (
	"regexp"
	"strings"
	"testing"

	"stet/internal/audit"
	"stet/internal/source"
)

func TestWordsOf(t *testing.T) {
	for text, want := range map[string]string{
		"2018 study in *Nutrients*":     "2018 study in nutrients",
		"2018 study\n  in _Nutrients_,": "2018 study in nutrients",
		"ÉTUDE de 日本 e\u0301t":          "étude de 日本 e\u0301t",
		"<>":                            "",
		strings.Repeat("é", 999):        strings.Repeat("é", 300),
		"a" + strings.Repeat("é", 999):  "a" + strings.Repeat("é", 299),
		strings.Repeat("\xff", 999):     "",
	} {
		if got := audit.WordsOf(text); got != want {
			t.Errorf("WordsOf(%.30q) = %q, want %q", text, got, want)
		}
	}
}

// prints are the fingerprints of findings, in their order.
func prints(findings ...audit.Finding) []string {
	r := audit.Result{Findings: findings}
	r.Fingerprint(func(path string) string { return strings.TrimPrefix(path, "./") })
	var all []string
	for _, f := range r.Findings {
		all = append(all, f.Fingerprint)
	}
	return all
}

func TestFingerprint(t *testing.T) {
	base := audit.Finding{Rule: "unmatched", Path: "x.md", Claim: "c-1", Words: "2018 study", Message: "m", Start: source.Position{Line: 4}}
	with := func(change func(*audit.Finding)) audit.Finding {
		f := base
		change(&f)
		return f
	}
	own := prints(base)[0]
	if !regexp.MustCompile(`^[0-9a-f]{16}$`).MatchString(own) {
		t.Errorf("fingerprint %q", own)
	}
	for name, f := range map[string]audit.Finding{
		"line":     with(func(f *audit.Finding) { f.Start.Line = 90 }),
		"message":  with(func(f *audit.Finding) { f.Message, f.Hint = "other", "other" }),
		"severity": with(func(f *audit.Finding) { f.Severity = audit.Note }),
		"path":     with(func(f *audit.Finding) { f.Path = "./x.md" }),
		"state":    with(func(f *audit.Finding) { f.Baseline, f.Waived = audit.New, &audit.Waiver{} }),
	} {
		if prints(f)[0] != own {
			t.Errorf("another %s gives another fingerprint", name)
		}
	}
	for name, f := range map[string]audit.Finding{
		"rule":  with(func(f *audit.Finding) { f.Rule = "ambiguous" }),
		"path":  with(func(f *audit.Finding) { f.Path = "y.md" }),
		"claim": with(func(f *audit.Finding) { f.Claim = "c-2" }),
		"words": with(func(f *audit.Finding) { f.Words = "2019 study" }),
	} {
		if prints(f)[0] == own {
			t.Errorf("another %s gives the same fingerprint", name)
		}
	}
	alike := prints(base, base, base)
	if alike[0] != own || alike[0] == alike[1] || alike[1] == alike[2] {
		t.Errorf("findings that are alike: %q", alike)
	}
	if without := prints(with(func(f *audit.Finding) { f.Words = "" }), with(func(f *audit.Finding) { f.Words, f.Message = "", "other" })); without[0] == without[1] {
		t.Error("findings without words of their own are told apart by nothing")
	}
}

func TestCounts(t *testing.T) {
	for _, tc := range []struct {
		f    audit.Finding
		want bool
	}{
		{audit.Finding{}, true},
		{audit.Finding{Baseline: audit.New}, true},
		{audit.Finding{Baseline: audit.Unchanged}, false},
		{audit.Finding{Waived: &audit.Waiver{}}, false},
	} {
		if got := tc.f.Counts(); got != tc.want {
			t.Errorf("%+v counts: %t", tc.f, got)
		}
	}
}
