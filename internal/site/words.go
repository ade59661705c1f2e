package site

import (
	"strconv"
	"strings"

	"stet/internal/cite"
	"stet/internal/match"
	"stet/internal/source"
)

// A look is how a verdict is shown: by the class of its mark, a word in place
// of a number, and a phrase at the head of its note. A mark's word and its
// line differ from verdict to verdict, so that colour is never alone.
type look struct {
	class string // "stands", "flagged", "query" or "vague"
	mark  string // "" shows the numbers of the references
	word  string
	plain string // the phrase in a sentence of its own, for the audit
}

var looks = map[match.Verdict]look{
	match.BadID:            {"flagged", "bad id", "the id cannot be right", "An id or a link is malformed."},
	match.UnknownID:        {"flagged", "unknown id", "the id leads to nothing here", "An id, key or numbered entry leads to nothing in the library."},
	match.IdentityMismatch: {"flagged", "other paper", "the id is of another paper", "An id is given, and its record is not what the sentence describes."},
	match.Unmatched:        {"flagged", "no source", "no source fits", "Nothing in the library fits what the sentence states."},
	match.JournalMismatch:  {"flagged", "journal?", "the journal does not fit", "A record agrees on the rest; the stated journal is another one."},
	match.YearMismatch:     {"flagged", "year?", "the year does not fit", "A record agrees on the rest; the stated year is another one."},
	match.OffTopic:         {"query", "off topic?", "the subject does not fit", "A record fits what is stated, and is about something else."},
	match.Ambiguous:        {"query", "which one?", "several sources fit", "More than one record fits what the sentence states."},
	match.UnverifiedRecord: {"query", "unverified", "the record is not verified", "A record fits, and nobody has checked it against PubMed."},
	match.Uncited:          {"query", "source?", "no source named", "A clinical fact without any source."},
	match.Incomplete:       {"vague", "too vague", "too little to identify a source", "A study is named by too little to tell which one it is."},
	match.Matched:          {"stands", "", "stands", "Exactly one verified record fits everything the sentence states."},
}

// lookOf is the look of v; a verdict without one is shown as a query, by its
// own name.
func lookOf(v match.Verdict) look {
	l, ok := looks[v]
	if !ok {
		return look{"query", string(v), string(v), string(v)}
	}
	return l
}

// longDate is "20 November 2026".
func longDate(d source.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format("2 January 2006")
}

// isoDate is "2026-11-20".
func isoDate(d source.Date) string { return d.String() }

// plural is "1 claim" or "2 claims".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

// grouped writes n with a thin space between thousands.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

// checked says in words how far a record has been verified.
func checked(r *cite.Reference) string {
	v := r.Verified
	on := ""
	if !v.At.IsZero() {
		on = " on " + longDate(v.At)
	}
	switch state := r.State(); {
	case state == cite.Edited:
		return "edited since it was checked" + on
	case state == cite.Unverified:
		return "not verified"
	case v.From == "pubmed":
		return "checked against PubMed" + on
	case v.From == "pubmed-xml":
		return "checked against a PubMed export" + on
	case v.By != "":
		return "entered by " + v.By + on + "; not held by PubMed"
	}
	return "entered by an editor" + on + "; not held by PubMed"
}

// designs are the publication types that say how a study was made, as PubMed
// writes them, and what readers are told.
var designs = map[string]string{
	"Adaptive Clinical Trial":                 "Adaptive trial",
	"Case Reports":                            "Case report",
	"Clinical Trial":                          "Clinical trial",
	"Clinical Trial, Phase I":                 "Phase I trial",
	"Clinical Trial, Phase II":                "Phase II trial",
	"Clinical Trial, Phase III":               "Phase III trial",
	"Clinical Trial, Phase IV":                "Phase IV trial",
	"Comment":                                 "Comment",
	"Comparative Study":                       "Comparative study",
	"Consensus Development Conference":        "Consensus",
	"Controlled Clinical Trial":               "Controlled trial",
	"Editorial":                               "Editorial",
	"Equivalence Trial":                       "Equivalence trial",
	"Evaluation Study":                        "Evaluation study",
	"Guideline":                               "Guideline",
	"Letter":                                  "Letter",
	"Meta-Analysis":                           "Meta-analysis",
	"Multicenter Study":                       "Multicentre",
	"Network Meta-Analysis":                   "Network meta-analysis",
	"Observational Study":                     "Observational study",
	"Practice Guideline":                      "Practice guideline",
	"Pragmatic Clinical Trial":                "Pragmatic trial",
	"Preprint":                                "Preprint",
	"Randomized Controlled Trial":             "Randomised trial",
	"Retracted Publication":                   "Retracted",
	"Review":                                  "Review",
	"Scoping Review":                          "Scoping review",
	"Systematic Review":                       "Systematic review",
	"Twin Study":                              "Twin study",
	"Validation Study":                        "Validation study",
	"Clinical Trial Protocol":                 "Trial protocol",
	"Clinical Study":                          "Clinical study",
	"Observational Study, Veterinary":         "Veterinary study",
	"Randomized Controlled Trial, Veterinary": "Veterinary trial",
}

// designTags are the designs of r in the record's order; none where PubMed
// has indexed none.
func designTags(r *cite.Reference) (tags []string) {
	for _, t := range r.Types {
		if d := designs[t]; d != "" && t != "Retracted Publication" {
			tags = append(tags, d)
		}
	}
	return tags
}

// noticeWords is how a kind of notice is shown.
type noticeWords struct{ kind, class, word, sentence string }

// notices are the kinds of notices, gravest first.
var notices = []noticeWords{
	{"retraction", "red", "retracted", "This paper was retracted"},
	{"concern", "red", "expression of concern", "The journal published an expression of concern about this paper"},
	{"erratum", "blue", "corrected", "A correction to this paper was published"},
	{"update", "blue", "updated", "A later version of this paper was published"},
}

// isRetracted reports whether r was withdrawn by its journal.
func isRetracted(r *cite.Reference) bool {
	for _, n := range r.Notices {
		if n.Kind == "retraction" {
			return true
		}
	}
	for _, t := range r.Types {
		if t == "Retracted Publication" {
			return true
		}
	}
	return false
}

// shortName is "Fiorentini 2021", or the title's beginning for a work without
// authors.
func shortName(r *cite.Reference) string {
	name := ""
	if len(r.Authors) > 0 {
		name = familyName(r.Authors[0])
	}
	if name == "" {
		name = beginning(r.Title, 40)
	}
	if name == "" {
		name = r.Key
	}
	if r.Year == 0 {
		return name
	}
	return name + " " + strconv.Itoa(r.Year)
}

// familyName is an author without initials: "van der Berg" of "van der Berg JA".
func familyName(author string) string {
	i := strings.LastIndexByte(author, ' ')
	if i < 0 {
		return author
	}
	initials := author[i+1:]
	if len(initials) > 4 || strings.ToUpper(initials) != initials {
		return author
	}
	return author[:i]
}

// beginning is s to the end of a word within n bytes, with an ellipsis where
// something was cut.
func beginning(s string, n int) string {
	if len(s) <= n {
		return s
	}
	if i := strings.LastIndexByte(s[:n], ' '); i > 0 {
		return strings.TrimRight(s[:i], " ,;:") + " …"
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n] + "…"
}

// capital is s with a capital first letter, unless it starts with an id, a key
// or a file's name, which are written as they are.
func capital(s string) string {
	word, _, _ := strings.Cut(s, " ")
	if word == "" || word[0] < 'a' || word[0] > 'z' || strings.ContainsAny(word, "0123456789:@_./") {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

// sentence is s with a capital and a full stop.
func sentence(s string) string { return stopped(capital(s)) }

// stopped is s with a full stop, unless it ends in a mark of its own.
func stopped(s string) string {
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".?!") {
		return s
	}
	return s + "."
}
