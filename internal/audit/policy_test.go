package audit_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/audit"
	"stet/internal/source"
)

// weighed are the findings of rules in two files as a policy weighs them.
func weighed(p audit.Policy, rules ...string) []string {
	var findings []audit.Finding
	for _, path := range []string{"./a.md", "./old/b.md"} {
		for _, r := range rules {
			findings = append(findings, audit.Found(r, path))
		}
	}
	var got []string
	for _, f := range p.Weigh(findings, func(path string) string { return path[2:] }) {
		got = append(got, f.Path+" "+f.Rule+" "+string(f.Severity))
	}
	return got
}

func TestPolicy(t *testing.T) {
	old, err := source.ParseGlob("old/**")
	if err != nil {
		t.Fatal(err)
	}
	levels := func(rule string, s audit.Severity) map[string]audit.Severity {
		return map[string]audit.Severity{rule: s}
	}
	for name, tc := range map[string]struct {
		policy audit.Policy
		want   []string
	}{
		"none":    {audit.Policy{}, []string{"./a.md unmatched error", "./a.md erratum note", "./old/b.md unmatched error", "./old/b.md erratum note"}},
		"publish": {audit.Policy{Profile: audit.Publish}, []string{"./a.md unmatched error", "./a.md erratum note", "./old/b.md unmatched error", "./old/b.md erratum note"}},
		"strict":  {audit.Policy{Profile: audit.Strict}, []string{"./a.md unmatched error", "./a.md erratum warning", "./old/b.md unmatched error", "./old/b.md erratum warning"}},
		"draft":   {audit.Policy{Profile: audit.Draft}, []string{"./a.md unmatched warning", "./a.md erratum note", "./old/b.md unmatched warning", "./old/b.md erratum note"}},
		"level before profile": {
			audit.Policy{Profile: audit.Draft, Levels: levels("unmatched", audit.Error)},
			[]string{"./a.md unmatched error", "./a.md erratum note", "./old/b.md unmatched error", "./old/b.md erratum note"},
		},
		"off": {audit.Policy{Levels: levels("erratum", audit.Off)}, []string{"./a.md unmatched error", "./old/b.md unmatched error"}},
		"override": {
			audit.Policy{Levels: levels("unmatched", audit.Warning), Overrides: []audit.Override{{[]source.Glob{old}, levels("unmatched", audit.Off)}}},
			[]string{"./a.md unmatched warning", "./a.md erratum note", "./old/b.md erratum note"},
		},
		"last override": {
			audit.Policy{Overrides: []audit.Override{{[]source.Glob{old}, levels("erratum", audit.Off)}, {[]source.Glob{old}, levels("erratum", audit.Warning)}}},
			[]string{"./a.md unmatched error", "./a.md erratum note", "./old/b.md unmatched error", "./old/b.md erratum warning"},
		},
	} {
		if diff := cmp.Diff(tc.want, weighed(tc.policy, "unmatched", "erratum")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestProfiles holds that profiles are what they are said to be: draft weighs no
// rule more than publish, strict none less, and neither lets anything be off that
// keeps a site from being published.
func TestProfiles(t *testing.T) {
	order := append(slices.Clone(audit.Severities), audit.Off)
	milder := 0
	for _, r := range audit.Rules {
		at := func(profile string) int {
			findings := []audit.Finding{audit.Found(r.ID, "x.md")}
			p := audit.Policy{Profile: profile}
			if findings = p.Weigh(findings, func(path string) string { return path }); len(findings) == 0 {
				return slices.Index(order, audit.Off)
			}
			return slices.Index(order, findings[0].Severity)
		}
		draft, publish, strict := at(audit.Draft), at(audit.Publish), at(audit.Strict)
		if draft < publish || strict > publish || order[publish] != r.Severity || r.Blocking && order[draft] == audit.Off {
			t.Errorf("%s is %s in draft, %s in publish, %s in strict", r.ID, order[draft], order[publish], order[strict])
		}
		if draft > publish {
			milder++
		}
	}
	if milder < 5 {
		t.Errorf("draft is milder about %d rules", milder)
	}
}

func TestFilter(t *testing.T) {
	for _, tc := range []struct {
		only, skip []string
		want       []string
	}{
		{nil, nil, []string{"unmatched", "erratum", "limit"}},
		{[]string{"limit", "erratum"}, nil, []string{"erratum", "limit"}},
		{nil, []string{"limit"}, []string{"unmatched", "erratum"}},
		{[]string{"limit", "erratum"}, []string{"limit"}, []string{"erratum"}},
	} {
		r := audit.Result{Absent: []audit.Finding{{Rule: "limit"}}}
		for _, rule := range []string{"unmatched", "erratum", "limit"} {
			r.Findings = append(r.Findings, audit.Found(rule, "x.md"))
		}
		r.Filter(tc.only, tc.skip)
		var got []string
		for _, f := range r.Findings {
			got = append(got, f.Rule)
		}
		if !slices.Equal(got, tc.want) || (len(r.Absent) == 1) != slices.Contains(tc.want, "limit") {
			t.Errorf("only %q, skip %q: %q, %d absent", tc.only, tc.skip, got, len(r.Absent))
		}
	}
}
