// Package audit holds the rules and what they find. A rule is a value that
// carries its documentation and examples; a finding carries all that is needed
// to print it.
//
// Adding a rule is one value, in a file of its own or beside its kin, and one
// line in Rules. Its examples are tested through the whole pipeline.
package audit

import (
	"slices"

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
	Draft       bool // in an audit of a whole site: of an article that nobody publishes yet
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
	Light    []LightClaim // claims of which no more is kept
	Standing bool         // a page beside the reviews, as a disclaimer is
	Withheld bool         // readers do not get to see it: a draft, or one whose date is to come
}

// A LightClaim is what counts of a claim.
type LightClaim struct {
	Verdict   match.Verdict
	Retracted bool // it has references in Claim.Retracted
	Doubted   bool // ... in Claim.Doubted
}

// Light is c as it counts.
func (c *Claim) Light() LightClaim {
	return LightClaim{c.Verdict, len(c.Retracted) > 0, len(c.Doubted) > 0}
}

// A Claim is a claim with the matches of its mentions, one for one.
type Claim struct {
	claim.Claim
	Verdict match.Verdict // the worst of Matches
	Matches []match.Match

	// Keys of the references that it rests on although they were retracted, or are
	// under an expression of concern, each once. A verdict says nothing of that. A
	// paper that the claim itself calls retracted is in neither.
	Retracted []string
	Doubted   []string
}

// NewClaim is a claim with the matches of its mentions. reference looks a key up,
// and gives nil for one it does not know.
func NewClaim(c claim.Claim, matches []match.Match, reference func(key string) *cite.Reference) Claim {
	made := Claim{Claim: c, Verdict: match.Worst(matches), Matches: matches}
	u := unsound{reference: reference}
	for i := range matches {
		if restsOn(matches[i].Verdict) {
			u.add(&c.Mentions[i], matches[i].References)
		}
	}
	made.Retracted, made.Doubted = u.retracted, u.doubted
	return made
}

// Unsound are Retracted and Doubted whatever the verdict: with the keys of those
// references, too, that the ids of c lead to without fitting its words, and of
// those that it may mean. reference is as in [NewClaim].
func (c *Claim) Unsound(reference func(key string) *cite.Reference) (retracted, doubted []string) {
	u := unsound{reference, slices.Clone(c.Retracted), slices.Clone(c.Doubted)}
	for i := range c.Mentions {
		u.add(&c.Mentions[i], c.Matches[i].References)
		u.add(&c.Mentions[i], c.Matches[i].Meant)
	}
	return u.retracted, u.doubted
}

// unsound collects references that were retracted or are doubted.
type unsound struct {
	reference          func(key string) *cite.Reference
	retracted, doubted []string
}

// add takes what of keys is unsound, and what m does not itself call retracted.
func (u *unsound) add(m *claim.Mention, keys []string) {
	for _, key := range keys {
		switch ref := u.reference(key); {
		case ref == nil, ref.IsRetracted() && m.SaysRetracted(ref):
		case ref.IsRetracted():
			u.retracted = with(u.retracted, key)
		default:
			if _, doubted := ref.Notice(cite.Concern); doubted {
				u.doubted = with(u.doubted, key)
			}
		}
	}
}

// with is list with s, once.
func with(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
