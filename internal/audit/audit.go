// Package audit holds the rules and what they find. A rule is a value that
// carries its documentation and examples; a finding carries all that is needed
// to print it.
//
// Adding a rule is one value, in a file of its own or beside its kin, and one
// line in Rules. Its examples are tested through the whole pipeline.
package audit

import (
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
	"stet/internal/source"
)

// A Severity is how much a finding weighs.
type Severity string

// The severities of findings.
const (
	Error   Severity = "error"   // wrong as it stands
	Warning Severity = "warning" // a person has to look
	Note    Severity = "note"    // worth knowing
)

// Severities are all severities, worst first.
var Severities = []Severity{Error, Warning, Note}

// A Finding is what a rule found at a place.
type Finding struct {
	Rule     string
	Severity Severity
	Path     string
	Start    source.Position // zero for the file as a whole
	End      source.Position
	Message  string
	Hint     string
	Claim    string // the claim's id, "" if about something else
	Words    string // what it is about, by WordsOf; "" where the message tells
	Excerpt  Excerpt

	// What was compared, for a finding about a mention.
	Fields     []match.Field     // stated against found
	Reference  string            // key of the reference that Fields speak of, "" for none
	Candidates []match.Candidate // other references that came into question, best first

	// What is known of it beyond this run.
	Fingerprint string // 16 hex digits, by Result.Fingerprint; unique in a result
	Waived      *Waiver
	Baseline    Baseline
}

// Counts reports whether f is to be dealt with: it is neither waived nor an old
// one of the baseline.
func (f *Finding) Counts() bool { return f.Waived == nil && f.Baseline != Unchanged }

// A Baseline says how a finding stands to those that were there when the house
// took stock; "" where it did not.
type Baseline string

const (
	New       Baseline = "new"       // not in the baseline
	Unchanged Baseline = "unchanged" // in the baseline, and there still
)

// A Result is one audited run: all that reports print.
type Result struct {
	Library  *cite.Library // what claims were matched against; nil for none
	FailOn   Severity      // findings from here on fail the run; "" for none
	Only     []string      // rules whose findings alone were asked for; empty for all
	Articles []Article
	Findings []Finding // sorted by path, place and rule
	Absent   []Finding // of the baseline and no longer found: no more than rule, path, message and fingerprint
}

// An Article is one audited article.
type Article struct {
	Path     string
	Title    string
	Claims   []Claim
	Verdicts []match.Verdict // of claims of which no more is kept
	Standing bool            // a page beside the reviews, as a disclaimer is
	Withheld bool            // readers do not get to see it: a draft, or one whose date is to come
}

// A Claim is a claim with the matches of its mentions, one for one.
type Claim struct {
	claim.Claim
	Verdict match.Verdict
	Matches []match.Match
}
