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
		correct: 9450, electronic: 9750, withID: 9900, idAlone: 9900, authorYear: 9700, listed: 9800, twoSources: 8800, retracted: 10_000, concerned: 9650,
		superseded: 9500, corrected: 9700, preprinted: 9350, yearFar: 9850, yearNear: 9950, journalOther: 9850, journalNear: 9800, subjectOther: 9850,
		subjectTwin: 9700, idOther: 9850, idTwin: 9850, idUnknown: 9950, idAloneOther: 9850, authorYearOff: 9900, authorOther: 9800, paperOther: 9750, listedOtherID: 9950,
		listedOther: 9900, twoSwapped: 9900, layYear: 9850, layJournal: 9750, layPaper: 9850, layID: 9750, oneIssue: 9800, oneID: 9850, oneAuthor: 9900,
		oneLittle: 9650, oneLay: 9300, oneOther: 9850, oneOtherID: 9750, oneOtherAuthor: 9800, oneLayOther: 9500, oneLost: 9550, oneLostID: 9250,
		oneNamesake: 9550, oneTheirs: 9750, oneTheirYear: 9700, oneTheirID: 9850,
	}, ceilings: ceilings{leaks: 20, alarms: 60, unmatched: 280, far: 900, layAlarms: 80, layMissed: 1000}},
	{words: &otherBook, floors: map[*Class]int{
		correct: 9500, electronic: 9750, withID: 9900, idAlone: 9900, authorYear: 9700, listed: 9800, twoSources: 8600, retracted: 9800, concerned: 9650,
		superseded: 9500, corrected: 9700, preprinted: 9600, yearFar: 9850, yearNear: 9950, journalOther: 9800, journalNear: 9700, subjectOther: 9800,
		subjectTwin: 9700, idOther: 9900, idTwin: 9850, idUnknown: 9950, idAloneOther: 9850, authorYearOff: 9850, authorOther: 9850, paperOther: 9700, listedOtherID: 9950,
		listedOther: 9900, twoSwapped: 9900, layYear: 9850, layJournal: 9750, layPaper: 9850, layID: 9750, oneIssue: 9800, oneID: 9850, oneAuthor: 9900,
		oneLittle: 9650, oneLay: 9300, oneOther: 9800, oneOtherID: 9750, oneOtherAuthor: 9650, oneLayOther: 9500, oneLost: 9450, oneLostID: 9250,
		oneNamesake: 9650, oneTheirs: 9750, oneTheirYear: 9650, oneTheirID: 9850,
	}, ceilings: ceilings{leaks: 20, alarms: 60, unmatched: 280, far: 900, layAlarms: 80, layMissed: 1000}},
	{words: &thirdBook, floors: map[*Class]int{
		correct: 9350, electronic: 9600, withID: 9900, idAlone: 9900, authorYear: 9600, listed: 8100, twoSources: 8000, retracted: 9900, concerned: 9900,
		superseded: 8900, corrected: 9700, preprinted: 8650, yearFar: 9800, yearNear: 9850, journalOther: 9850, journalNear: 9350, subjectOther: 9700,
		subjectTwin: 9650, idOther: 9650, idTwin: 9750, idUnknown: 9900, idAloneOther: 9850, authorYearOff: 9850, authorOther: 9550, paperOther: 9650, listedOtherID: 7850,
		listedOther: 7600, twoSwapped: 9900, layYear: 9850, layJournal: 9750, layPaper: 9850, layID: 9750, oneIssue: 9700, oneID: 9850, oneAuthor: 9800,
		oneLittle: 9650, oneLay: 9300, oneOther: 9800, oneOtherID: 9750, oneOtherAuthor: 9700, oneLayOther: 9500, oneLost: 9550, oneLostID: 9250,
		oneNamesake: 9400, oneTheirs: 9750, oneTheirYear: 9700, oneTheirID: 9850,
	}, ceilings: ceilings{leaks: 20, alarms: 60, unmatched: 480, far: 900, layAlarms: 80, layMissed: 1000}},
}

// Books is the number of phrasebooks.
const Books = len(books)

// bookOf is the phrasebook of that number, from 1; 0 is the first too.
func bookOf(number int) *book { return &books[max(number, 1)-1] }
