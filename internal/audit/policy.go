package audit

import (
	"cmp"
	"slices"

	"stet/internal/source"
)

// Off is the severity of a rule that is not to be heard of. No finding has it.
const Off Severity = "off"

// A Policy is what a house makes of the rules. The zero Policy leaves each as it
// is.
type Policy struct {
	Profile   string              // one of Profiles; "" for Publish
	Levels    map[string]Severity // by rule, in place of the profile's
	Overrides []Override          // the last one that speaks of a rule and a file holds
}

// An Override sets severities for some files.
type Override struct {
	Paths  []source.Glob // of paths below the project's folder
	Levels map[string]Severity
}

// Profiles of severities.
const (
	Draft   = "draft"   // for writing: what is still to be filled in weighs less
	Publish = "publish" // the rules' own severities
	Strict  = "strict"  // each a level higher
)

// Profiles are the names of all profiles, the mildest first.
var Profiles = []string{Draft, Publish, Strict}

// drafts are the severities of the draft profile that are not the rules' own:
// sources that are not in the library yet, records that nobody looked at yet, and
// the upkeep of a site weigh less. What is wrong as it stands weighs as ever.
var drafts = map[string]Severity{
	unknownID.ID: Warning, unmatched.ID: Warning, noLibrary.ID: Warning,
	ambiguous.ID: Note, unverified.ID: Note, editedSinceVerification.ID: Note, emptyArticle.ID: Note,
	incomplete.ID: Off, unusedReference.ID: Off, unlistedReference.ID: Off, staleVerification.ID: Off, reviewOverdue.ID: Off, oldEvidence.ID: Off,
}

// in is the severity of a rule, whose own is s, in a profile.
func (s Severity) in(profile, rule string) Severity {
	switch profile {
	case Draft:
		return cmp.Or(drafts[rule], s)
	case Strict:
		return Severities[max(0, slices.Index(Severities, s)-1)]
	}
	return s
}

// Weigh gives findings, in place, the severities of a policy, and leaves out
// those that are off. It is the only place where a severity is changed. relative
// is a path as seen from the project's folder.
func (p *Policy) Weigh(findings []Finding, relative func(path string) string) []Finding {
	if p.Profile == "" && len(p.Levels) == 0 && len(p.Overrides) == 0 {
		return findings
	}
	for i := range findings {
		f := &findings[i]
		level := cmp.Or(p.Levels[f.Rule], f.Severity.in(p.Profile, f.Rule))
		for j := range p.Overrides {
			if o := &p.Overrides[j]; o.Levels[f.Rule] != "" && o.has(relative(f.Path)) {
				level = o.Levels[f.Rule]
			}
		}
		f.Severity = level
	}
	return slices.DeleteFunc(findings, func(f Finding) bool { return f.Severity == Off })
}

func (o *Override) has(path string) bool {
	return slices.ContainsFunc(o.Paths, func(g source.Glob) bool { return g.Match(path) })
}

// Filter leaves findings of the rules only, if there are any, and none of those
// of skip.
func (r *Result) Filter(only, skip []string) {
	out := func(f Finding) bool {
		return len(only) > 0 && !slices.Contains(only, f.Rule) || slices.Contains(skip, f.Rule)
	}
	r.Only = only
	r.Findings = slices.DeleteFunc(r.Findings, out)
	r.Absent = slices.DeleteFunc(r.Absent, out)
}
