// Package audit holds the rules and what they find. A rule is a value that
// carries its documentation and examples; a finding carries all that is needed
// to print it.
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

// A Rule is a check that stet makes.
type Rule struct {
	ID       string // a word, stable, never re-used: "year-mismatch"
	Title    string
	Doc      string // what it means and what to do, in paragraphs
	Severity Severity
	Blocking bool   // a build with such a finding publishes nothing
	Bad      string // an article that breaks it
	Good     string // the same article mended
	Library  string // the citations.yaml that goes with Bad and Good
}

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
	Fields   []match.Field
	Waived   *Waiver
}

// An Excerpt is the line of the file that a finding points at.
type Excerpt struct {
	Line  string // without its end
	From  int    // code points of Line before the marked words
	Width int    // code points marked, to the end of the line at most
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
