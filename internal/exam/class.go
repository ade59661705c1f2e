package exam

import (
	"slices"

	"stet/internal/match"
)

// A Class is a kind of cases that have the same right verdicts.
type Class struct {
	Name  string
	Doc   string          // what is claimed
	Kind  Kind            // what it counts towards
	Right []match.Verdict // the verdicts that are right
	Rule  string          // of a finding about the source that has to be made as well, "" for none
}

// A Kind is what the cases of a class are.
type Kind uint8

const (
	Sound Kind = iota // the claim names its source rightly
	Lay               // the same, in a lay person's words
	Wrong             // the claim names it wrongly, or another one
	Ill               // the source is named rightly, and something is wrong with it
	Apart             // counts towards no total: wrong in a way that records and words can hardly tell, or harder than what the totals are about
)

// aim is the least share of right cases that is aimed at, in hundredths of a
// per cent.
func (c *Class) aim() int {
	switch c.Kind {
	case Wrong:
		return 9800
	case Ill:
		if c == retracted {
			return 10_000
		}
		return 9800
	}
	return 0 // the totals have it
}

var (
	// Of that journal, or author, and year there is nothing about this: either a
	// work of that description is about something else, or there is none.
	nothing = []match.Verdict{match.OffTopic, match.Unmatched}
	year    = []match.Verdict{match.YearMismatch, match.OffTopic, match.Unmatched}
	journal = []match.Verdict{match.JournalMismatch, match.OffTopic, match.Unmatched}
	either  = []match.Verdict{match.YearMismatch, match.JournalMismatch, match.OffTopic, match.Unmatched}

	stands = []match.Verdict{match.Matched}
	// A source that is known to be retracted or in doubt has to be told of, even
	// where the words leave open which source is meant, or seem to be about
	// something else: what matters is that the finding names it. That such a
	// verdict is not the best is counted by the totals of right claims.
	told          = []match.Verdict{match.Matched, match.Ambiguous, match.OffTopic}
	otherIdentity = []match.Verdict{match.IdentityMismatch}
	otherSubject  = []match.Verdict{match.OffTopic}
	notHeld       = []match.Verdict{match.UnknownID}
)

// Classes of cases worded by rule.
var (
	correct       = &Class{Name: "correct", Doc: "journal and issue year", Kind: Sound, Right: stands}
	electronic    = &Class{Name: "electronic-year", Doc: "journal, and the electronic year where it is another", Kind: Sound, Right: stands}
	withID        = &Class{Name: "journal-year-id", Doc: "journal, year and id", Kind: Sound, Right: stands}
	idAlone       = &Class{Name: "id-alone", Doc: "an id, and no word about the source", Kind: Sound, Right: stands}
	authorYear    = &Class{Name: "author-year", Doc: "authors and year", Kind: Sound, Right: stands}
	listed        = &Class{Name: "list-entry", Doc: "a marker of an entry with title, and mostly an id", Kind: Sound, Right: stands}
	yearFar       = &Class{Name: "year-2-to-6-off", Doc: "journal, and a year off by 2 to 6, of which the library has nothing akin there", Kind: Wrong, Right: year}
	yearNear      = &Class{Name: "year-1-off", Doc: "the same, off by one and not lawful", Kind: Wrong, Right: year}
	journalOther  = &Class{Name: "journal-swapped", Doc: "the year, and the journal of another record", Kind: Wrong, Right: journal}
	journalNear   = &Class{Name: "journal-near-miss", Doc: "the year, and a journal of nearly the same name", Kind: Wrong, Right: journal}
	subjectOther  = &Class{Name: "subject-swapped", Doc: "journal and year of a record about something else", Kind: Wrong, Right: nothing}
	subjectTwin   = &Class{Name: "same-issue", Doc: "journal and year, of which the library has works about something else only", Kind: Wrong, Right: nothing}
	idOther       = &Class{Name: "wrong-id", Doc: "journal and year, and the id of another record", Kind: Wrong, Right: otherIdentity}
	idTwin        = &Class{Name: "wrong-id-same-issue", Doc: "journal and year, and the id of another record of both", Kind: Wrong, Right: []match.Verdict{match.OffTopic, match.IdentityMismatch}}
	idUnknown     = &Class{Name: "unknown-id", Doc: "journal and year, and an id that the library has not", Kind: Wrong, Right: notHeld}
	idAloneOther  = &Class{Name: "id-alone-other", Doc: "the id of another record, and no word about the source", Kind: Wrong, Right: otherSubject}
	authorYearOff = &Class{Name: "author-wrong-year", Doc: "authors, and a year off by 2 to 6", Kind: Wrong, Right: year}
	authorOther   = &Class{Name: "wrong-author-year", Doc: "the year, and the authors of another record", Kind: Wrong, Right: nothing}
	paperOther    = &Class{Name: "wrong-paper", Doc: "the authors, the journal and the year of another record", Kind: Wrong, Right: nothing}
	listedOtherID = &Class{Name: "list-entry-other-id", Doc: "a marker of an entry whose id is another record's", Kind: Wrong, Right: otherIdentity}
	listedOther   = &Class{Name: "list-entry-other", Doc: "a marker of the entry of another record", Kind: Wrong, Right: otherSubject}
	twoSources    = &Class{Name: "two-sources", Doc: "two works in one sentence, each with journal and year", Kind: Apart, Right: stands}
	twoSwapped    = &Class{Name: "two-sources-swapped", Doc: "the same, each with the journal of the other", Kind: Wrong, Right: either}
	retracted     = &Class{Name: "retracted", Doc: "a retracted paper, by journal, authors or id, the only one there about it", Kind: Ill, Right: told, Rule: "retracted-reference"}
	concerned     = &Class{Name: "concern", Doc: "the same, under an expression of concern", Kind: Ill, Right: told, Rule: "concern"}
	superseded    = &Class{Name: "superseded", Doc: "the same, of which there is a newer version", Kind: Ill, Right: stands, Rule: "superseded"}
	corrected     = &Class{Name: "erratum", Doc: "the same, with an erratum", Kind: Ill, Right: stands, Rule: "erratum"}
	preprinted    = &Class{Name: "preprint", Doc: "the same, a preprint", Kind: Ill, Right: stands, Rule: "preprint"}
	subjectKin    = &Class{Name: "same-issue-kin", Doc: "as same-issue, with one about nearly the same thing", Kind: Apart, Right: nothing}
)

// mechanical are the classes of cases worded by rule.
var mechanical = []*Class{
	correct, electronic, withID, idAlone, authorYear, listed, twoSources, retracted, concerned, superseded, corrected, preprinted,
	yearFar, yearNear, journalOther, journalNear, subjectOther, subjectTwin, idOther, idTwin, idUnknown, idAloneOther, authorYearOff, authorOther, paperOther, listedOtherID, listedOther, twoSwapped, subjectKin,
}

// Classes of cases that a person wrote, and of what is made of them.
var (
	layRight   = &Class{Name: "lay", Doc: "a lay sentence as it was written", Kind: Lay, Right: stands}
	layYear    = &Class{Name: "lay-other-year", Doc: "the same with another year", Kind: Wrong, Right: year}
	layJournal = &Class{Name: "lay-other-journal", Doc: "the same with another journal", Kind: Wrong, Right: journal}
	layPaper   = &Class{Name: "lay-other-paper", Doc: "the same with journal, year and authors of another record", Kind: Wrong, Right: nothing}
	layTwin    = &Class{Name: "lay-same-issue", Doc: "the same, where the library has only others of the journal and year", Kind: Wrong, Right: nothing}
	layID      = &Class{Name: "lay-other-id", Doc: "the same with the id of another record", Kind: Wrong, Right: otherIdentity}
)

var layClasses = []*Class{layRight, layYear, layJournal, layPaper, layTwin, layID}

// Classes of cases in libraries of one subject.
var (
	oneIssue       = &Class{Name: "subject", Doc: "in a library of one subject: journal and year", Kind: Sound, Right: stands}
	oneID          = &Class{Name: "subject-id", Doc: "there: an id alone", Kind: Sound, Right: stands}
	oneAuthor      = &Class{Name: "subject-author", Doc: "there: authors and year, and perhaps the journal", Kind: Sound, Right: stands}
	oneLittle      = &Class{Name: "subject-little", Doc: "there: any of these, and words that say nothing of the subject", Kind: Sound, Right: stands}
	oneOther       = &Class{Name: "subject-other", Doc: "there: journal and year of another", Kind: Apart, Right: nothing}
	oneOtherID     = &Class{Name: "subject-other-id", Doc: "there: the id of another, alone", Kind: Apart, Right: otherSubject}
	oneOtherAuthor = &Class{Name: "subject-other-author", Doc: "there: authors and year of another", Kind: Apart, Right: nothing}
	oneLost        = &Class{Name: "subject-lost", Doc: "there: journal and year of another, and the right one is not in the library", Kind: Apart, Right: nothing}
	oneLostID      = &Class{Name: "subject-lost-id", Doc: "there: the id of another, and the right one is not in the library", Kind: Apart, Right: otherSubject}
	oneNamesake    = &Class{Name: "subject-same-author", Doc: "there: authors and year, who have another paper of that year", Kind: Sound, Right: stands}
	oneTheirs      = &Class{Name: "author-other-paper", Doc: "there: authors, journal and year of another paper of theirs", Kind: Apart, Right: either}
	oneTheirYear   = &Class{Name: "author-other-year", Doc: "there: authors, and the year of another paper of theirs", Kind: Apart, Right: year}
	oneTheirID     = &Class{Name: "author-other-id", Doc: "there: authors, year and id of another paper of theirs", Kind: Apart, Right: otherSubject}
	oneLay         = &Class{Name: "subject-lay", Doc: "there: a lay sentence", Kind: Lay, Right: stands}
	oneLayOther    = &Class{Name: "subject-lay-other", Doc: "there: a lay sentence with journal, year and authors of another", Kind: Apart, Right: nothing}
)

var subjectClasses = []*Class{oneIssue, oneID, oneAuthor, oneLittle, oneLay, oneNamesake, oneOther, oneOtherID, oneOtherAuthor, oneTheirs, oneTheirYear, oneTheirID, oneLayOther, oneLost, oneLostID}

// Classes are all classes, in the order of a report.
var Classes = slices.Concat(mechanical, layClasses, subjectClasses)
