// Package match decides which reference of a library each mention names, by
// the verdicts of the design in their order, and says why.
//
// It compares records and words. A verdict depends on the claim, its article's
// title and the library, and on nothing else.
package match

// A Verdict is what comparing a mention with the library came to.
type Verdict string

const (
	BadID            Verdict = "bad-id"
	UnknownID        Verdict = "unknown-id"
	IdentityMismatch Verdict = "identity-mismatch"
	Matched          Verdict = "matched"
	UnverifiedRecord Verdict = "unverified"
	Ambiguous        Verdict = "ambiguous"
	OffTopic         Verdict = "off-topic"
	YearMismatch     Verdict = "year-mismatch"
	JournalMismatch  Verdict = "journal-mismatch"
	Unmatched        Verdict = "unmatched"
	Incomplete       Verdict = "incomplete"
	Uncited          Verdict = "uncited"
)

// Verdicts are all verdicts, worst first: the order in which a claim takes
// the worst of its mentions.
var Verdicts = []Verdict{BadID, UnknownID, IdentityMismatch, Unmatched, JournalMismatch, YearMismatch,
	OffTopic, Ambiguous, UnverifiedRecord, Uncited, Incomplete, Matched}

// Place stands in a Match's Hint for the file and line of the mention, which
// an Index does not know.
const Place = "FILE:LINE"

// A Match is a mention's verdict with its reasons.
type Match struct {
	Verdict    Verdict
	References []string    // keys of the references it stands on: one for matched, unverified and id verdicts; several ids in one bracket give several
	Meant      []string    // keys of references that the mention may mean where it stands on none: those that fit, or the one that comes nearest
	Stray      []string    // keys of references named beside the one that it stands on that share nothing with the sentence
	Fields     []Field     // stated against found, for the reference or the nearest candidate
	Candidates []Candidate // runners-up, best first, at most 5
	Message    string      // one line: what does not fit, "no reference fits \"a 2018 study in Nutrients\""
	Hint       string      // one next step for the editor
}

// A Field is one stated thing beside what the record says.
type Field struct {
	Name   string // "journal", "year", "author", "id", "title", "subject"
	Stated string
	Found  string
	OK     bool
}

// A Candidate is a reference that came into question.
type Candidate struct {
	Reference string // key
	Journal   string
	Years     []int
	Subject   int      // hundredths, 0 to 100
	Why       []string // "journal agrees", "2018 is not 2021"
}
