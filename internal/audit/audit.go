// Package audit holds the rules and what they find. A rule is a value that
// carries its documentation and examples; a finding carries all that is needed
// to print it.
//
// Adding a rule is one value, in a file of its own or beside its kin, and one
// line in Rules. Its examples are tested through the whole pipeline.
package audit

import (
	"stet/internal/claim"
	"stet/internal/match"
	"stet/internal/source"
)

// A Severity is how much a finding weighs.
type Severity string

const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

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
	Excerpt  Excerpt

	// What was compared, for a finding about a mention.
	Fields     []match.Field     // stated against found
	Reference  string            // key of the reference that Fields speak of, "" for none
	Candidates []match.Candidate // other references that came into question, best first

	Waived *Waiver // nil for a finding that counts
}

// A Waiver is an editor's decision to let a finding stand.
type Waiver struct {
	Reason string      `json:"reason"`
	By     string      `json:"by"`
	Until  source.Date `json:"until"`
}

// A Result is one audited run: all that reports print.
type Result struct {
	Articles []Article
	Findings []Finding // sorted by path, place and rule
}

// An Article is one audited article.
type Article struct {
	Path   string
	Title  string
	Claims []Claim
}

// A Claim is a claim with the matches of its mentions, one for one.
type Claim struct {
	claim.Claim
	Verdict match.Verdict
	Matches []match.Match
}
