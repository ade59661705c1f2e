package exam

// A book is a phrasebook with what has been reached on claims that are worded
// with it, in hundredths of a per cent, which must not be lost. Raise it when it
// is beaten.
type book struct {
	words    *phrasebook
	floors   map[*Class]int // the least shares of right cases
	ceilings ceilings
}

// ceilings are the largest shares of what should not be.
type ceilings struct{ leaks, alarms, unmatched, far, layAlarms, layMissed int }

// books are the phrasebooks, in the order in which they were written.
var books = [...]book{
	{words: &firstBook, floors: map[*Class]int{
		correct: 9600, electronic: 9750, withID: 9900, idAlone: 9900, authorYear: 9700, listed: 9800, twoSources: 8850, retracted: 10_000, concerned: 9650,
		superseded: 9500, corrected: 9700, preprinted: 9600, yearFar: 9850, yearNear: 9950, journalOther: 9950, journalNear: 9850, subjectOther: 9900,
		subjectTwin: 9850, idOther: 9900, idTwin: 9850, idUnknown: 9950, idAloneOther: 9850, authorYearOff: 9900, authorOther: 9800, paperOther: 9800,
		listedOtherID: 9950, listedOther: 9900, twoSwapped: 9900, layYear: 9900, layJournal: 9800, layPaper: 9850, layID: 9900, oneIssue: 9800,
		oneID: 9850, oneAuthor: 9900, oneLittle: 9650, oneLay: 9350, oneOther: 9850, oneOtherID: 9850, oneOtherAuthor: 9800, oneLayOther: 9550,
		oneLost: 9550, oneLostID: 9300, oneNamesake: 9550, oneTheirs: 9750, oneTheirYear: 9700, oneTheirID: 9850,
	}, ceilings: ceilings{leaks: 20, alarms: 60, unmatched: 280, far: 900, layAlarms: 80, layMissed: 1000}},
	{words: &otherBook, floors: map[*Class]int{
		correct: 9600, electronic: 9750, withID: 9900, idAlone: 9900, authorYear: 9700, listed: 9800, twoSources: 8600, retracted: 9800, concerned: 9650,
		superseded: 9500, corrected: 9700, preprinted: 9600, yearFar: 9850, yearNear: 9950, journalOther: 9850, journalNear: 9850, subjectOther: 9900,
		subjectTwin: 9850, idOther: 9900, idTwin: 9850, idUnknown: 9950, idAloneOther: 9850, authorYearOff: 9900, authorOther: 9850, paperOther: 9750,
		listedOtherID: 9950, listedOther: 9900, twoSwapped: 9900, layYear: 9900, layJournal: 9800, layPaper: 9850, layID: 9900, oneIssue: 9800,
		oneID: 9850, oneAuthor: 9900, oneLittle: 9650, oneLay: 9350, oneOther: 9850, oneOtherID: 9850, oneOtherAuthor: 9650, oneLayOther: 9550,
		oneLost: 9500, oneLostID: 9300, oneNamesake: 9650, oneTheirs: 9750, oneTheirYear: 9650, oneTheirID: 9850,
	}, ceilings: ceilings{leaks: 20, alarms: 60, unmatched: 280, far: 900, layAlarms: 80, layMissed: 1000}},
	{words: &thirdBook, floors: map[*Class]int{
		correct: 9600, electronic: 9750, withID: 9900, idAlone: 9900, authorYear: 9700, listed: 9750, twoSources: 8850, retracted: 9900, concerned: 9900,
		superseded: 9100, corrected: 9700, preprinted: 9600, yearFar: 9850, yearNear: 9950, journalOther: 9950, journalNear: 9800, subjectOther: 9900,
		subjectTwin: 9850, idOther: 9800, idTwin: 9850, idUnknown: 9900, idAloneOther: 9850, authorYearOff: 9850, authorOther: 9750, paperOther: 9700,
		listedOtherID: 9900, listedOther: 9900, twoSwapped: 9900, layYear: 9900, layJournal: 9800, layPaper: 9850, layID: 9900, oneIssue: 9800,
		oneID: 9850, oneAuthor: 9850, oneLittle: 9650, oneLay: 9350, oneOther: 9850, oneOtherID: 9850, oneOtherAuthor: 9850, oneLayOther: 9550,
		oneLost: 9550, oneLostID: 9300, oneNamesake: 9550, oneTheirs: 9750, oneTheirYear: 9700, oneTheirID: 9850,
	}, ceilings: ceilings{leaks: 20, alarms: 60, unmatched: 480, far: 900, layAlarms: 80, layMissed: 1000}},
}

// Books is the number of phrasebooks.
const Books = len(books)

// bookOf is the phrasebook of that number, from 1; 0 is the first too.
func bookOf(number int) *book { return &books[max(number, 1)-1] }
