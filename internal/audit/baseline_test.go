package audit_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/audit"
	"stet/internal/source"
)

// found is a result of findings, each written "path line rule claim", with their
// fingerprints.
func found(lines ...string) *audit.Result {
	r := &audit.Result{}
	for _, line := range lines {
		var f audit.Finding
		if _, err := fmt.Sscanf(line, "%s %d %s %s", &f.Path, &f.Start.Line, &f.Rule, &f.Claim); err != nil {
			panic(line)
		}
		f.Start.Offset = 100 * f.Start.Line
		if f.Claim == "-" {
			f.Claim, f.Message = "", "something is wrong in "+f.Rule
		}
		r.Findings = append(r.Findings, f)
	}
	r.Sort()
	r.Fingerprint(same)
	return r
}

func same(path string) string { return path }

// TestAgainstWaived: a waived finding, which baselines do not hold, is not new, and
// old where a baseline has it from before.
func TestAgainstWaived(t *testing.T) {
	r := found("a 1 unmatched c-1", "a 2 unmatched c-2", "a 3 unmatched c-3")
	known := []audit.Known{{Path: "a", Rule: "unmatched", Claim: "c-1", Fingerprint: r.Findings[0].Fingerprint}}
	r.Findings[0].Waived, r.Findings[1].Waived = &audit.Waiver{}, &audit.Waiver{}
	r.Against(known, audit.Scope{Whole: true, Relative: same, Audited: func(string) bool { return true }, Exists: func(string) bool { return true }})
	for i, want := range []audit.Baseline{audit.Unchanged, "", audit.New} {
		if got := r.Findings[i].Baseline; got != want {
			t.Errorf("finding %d is %q, want %q", i+1, got, want)
		}
	}
}

// TestAgainst: what is old, new, gone and not looked at.
func TestAgainst(t *testing.T) {
	for _, tc := range []struct {
		name             string
		then, now        []string
		part             bool // not all of the site is looked at
		missing, audited string
		want             string // of the findings now, and what is gone and unseen
	}{
		{name: "the same", then: []string{"a 1 unmatched c-1"}, now: []string{"a 1 unmatched c-1"}, audited: "a", want: "unchanged"},
		{name: "moved", then: []string{"a 1 unmatched c-1", "a 5 off-topic c-2"}, now: []string{"a 9 unmatched c-1", "a 2 off-topic c-2"}, audited: "a", want: "unchanged unchanged"},
		{name: "other words", then: []string{"a 1 unmatched c-1"}, now: []string{"a 1 unmatched c-2"}, audited: "a", want: "new; gone a unmatched c-1"},
		{name: "another rule", then: []string{"a 1 unmatched c-1"}, now: []string{"a 1 off-topic c-1"}, audited: "a", want: "new; gone a unmatched c-1"},
		{name: "one more alike", then: []string{"a 1 raw-html -"}, now: []string{"a 1 raw-html -", "a 3 raw-html -"}, audited: "a", want: "unchanged new"},
		{name: "one less alike", then: []string{"a 1 raw-html -", "a 3 raw-html -"}, now: []string{"a 3 raw-html -"}, audited: "a", want: "unchanged; gone a raw-html "},
		{name: "another file", then: []string{"a 1 unmatched c-1"}, now: []string{"a 1 unmatched c-1", "b 1 unmatched c-1"}, audited: "a b", want: "unchanged new"},
		{name: "renamed", then: []string{"a 1 unmatched c-1", "a 2 raw-html -"}, now: []string{"b 1 unmatched c-1", "b 2 raw-html -"}, missing: "a", audited: "b", want: "unchanged unchanged"},
		{name: "renamed, one more", then: []string{"a 1 unmatched c-1"}, now: []string{"b 1 unmatched c-1", "b 2 unmatched c-2"}, missing: "a", audited: "b", want: "unchanged new"},
		{name: "deleted", then: []string{"a 1 unmatched c-1"}, missing: "a", audited: "b", want: "; gone a unmatched c-1"},
		{name: "not looked at", then: []string{"a 1 unmatched c-1", "b 1 unmatched c-1"}, now: []string{"a 1 unmatched c-1"}, part: true, audited: "a", want: "unchanged; unseen b unmatched c-1"},
		{name: "a rule of the site, in a part", then: []string{"a 1 unused-reference -", "a 1 unmatched c-1"}, part: true, audited: "a", want: "; gone a unmatched c-1; unseen a unused-reference "},
		{name: "blocking", then: []string{"a 1 broken-link -"}, now: []string{"a 1 broken-link -"}, audited: "a", want: "new; gone a broken-link "},
	} {
		then, now := found(tc.then...), found(tc.now...)
		var known []audit.Known
		for _, f := range then.Findings { // as a person could have written it, blocking ones too
			known = append(known, audit.Known{Path: f.Path, Rule: f.Rule, Claim: f.Claim, Fingerprint: f.Fingerprint, Message: f.Message})
		}
		unseen := now.Against(known, audit.Scope{
			Whole: !tc.part, Relative: same,
			Audited: func(path string) bool { return slices.Contains(strings.Fields(tc.audited), path) },
			Exists:  func(path string) bool { return path != tc.missing },
		})
		var states []string
		for _, f := range now.Findings {
			states = append(states, string(f.Baseline))
		}
		got := strings.Join(states, " ")
		for _, f := range now.Absent {
			got += fmt.Sprintf("; gone %s %s %s", f.Path, f.Rule, f.Claim)
		}
		for _, k := range unseen {
			got += fmt.Sprintf("; unseen %s %s %s", k.Path, k.Rule, k.Claim)
		}
		if got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}

// TestBaselineFile: what is written is sorted and read again as it was; the same
// whatever order it came in.
func TestBaselineFile(t *testing.T) {
	r := found("b 1 unmatched c-1", "a 9 off-topic c-2", "a 2 raw-html -", "a 3 raw-html -", "a 5 broken-link -", "c 1 unmatched c-3")
	r.Findings[len(r.Findings)-1].Waived = &audit.Waiver{Reason: "x"}
	known := r.Known(same)
	text, err := audit.WriteBaseline(known)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(known)
	if again, _ := audit.WriteBaseline(known); string(again) != string(text) {
		t.Errorf("in another order:\n%s\n%s", text, again)
	}
	if n := strings.Count(string(text), "\n"); n != 5 {
		t.Errorf("%d lines for 4 findings, as blocking and waived ones are left out:\n%s", n, text)
	}
	back, err := audit.ReadBaseline(source.NewFile("b.jsonl", text))
	if err != nil {
		t.Fatal(err)
	}
	byPrint := func(a, b audit.Known) int { return strings.Compare(a.Fingerprint, b.Fingerprint) }
	slices.SortFunc(known, byPrint)
	slices.SortFunc(back, byPrint)
	if diff := cmp.Diff(known, back); diff != "" {
		t.Error(diff)
	}
	merged := string(text) + strings.SplitAfter(string(text), "\n")[1]
	if back, err := audit.ReadBaseline(source.NewFile("b.jsonl", []byte(merged))); err != nil || len(back) != len(known) {
		t.Errorf("a line that is there twice: %d findings, %v", len(back), err)
	}
}

func TestReadBaselineErrors(t *testing.T) {
	const head = `{"schema":"stet.baseline/1"}` + "\n"
	for text, want := range map[string]string{
		"":                              `b.jsonl: the first line is not {"schema":"stet.baseline/1"}; 'stet baseline create' writes such a file`,
		"[]\n":                          `b.jsonl:1:1: the first line is not`,
		`{"schema":"stet.baseline/2"}`:  `b.jsonl:1:1: the first line is not`,
		head + "<<<<<<< ours\n":         `b.jsonl:2:1: unresolved merge conflict`,
		head + "\n{\"path\":\"a\"}\n":   `b.jsonl:3:1: a finding of a baseline needs path, rule and fingerprint`,
		head + `{"path":"a","rul":"b"}`: `b.jsonl:2:1: the line cannot be read: json: unknown field "rul"`,
		head + `{} {}`:                  `b.jsonl:2:1: the line cannot be read: more than one value`,
	} {
		if _, err := audit.ReadBaseline(source.NewFile("b.jsonl", []byte(text))); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	if known, err := audit.ReadBaseline(source.NewFile("b.jsonl", []byte(head))); err != nil || known == nil {
		t.Errorf("a baseline of nothing: %v, %v", known, err)
	}
}
