package exam

// What has been reached, in hundredths of a per cent, and must not be lost.
// Raise it when it is beaten.

// floors are the least shares of right cases.
var floors = map[*Class]int{
	correct: 9450, electronic: 9750, withID: 9900, idAlone: 9900, authorYear: 9650, listed: 9800, twoSources: 8000, retracted: 10_000, concerned: 9650,
	superseded: 9500, corrected: 9700, preprinted: 9350, yearFar: 9850, yearNear: 9900, journalOther: 9850, journalNear: 9600, subjectOther: 9850,
	subjectTwin: 9700, idOther: 9850, idTwin: 9850, idUnknown: 9950, idAloneOther: 9850, authorYearOff: 9850, authorOther: 9600, listedOtherID: 9950,
	listedOther: 9900, twoSwapped: 9900, layYear: 9850, layJournal: 9800, layPaper: 9850, layID: 9750, oneIssue: 9800, oneID: 9850, oneAuthor: 9900,
	oneLittle: 9650, oneLay: 9300, oneOther: 9750, oneOtherID: 9700, oneOtherAuthor: 9650, oneLayOther: 9350, oneLost: 9600, oneLostID: 8750,
}

// otherFloors are the same of the second phrasebook.
var otherFloors = map[*Class]int{
	correct: 8150, electronic: 8450, withID: 9750, idAlone: 9900, authorYear: 8000, listed: 9800, twoSources: 7400, retracted: 8250, concerned: 8000,
	superseded: 8900, corrected: 8900, preprinted: 7400, yearFar: 8700, yearNear: 8900, journalOther: 8700, journalNear: 8000, subjectOther: 8700,
	subjectTwin: 8550, idOther: 9900, idTwin: 9850, idUnknown: 9900, idAloneOther: 9850, authorYearOff: 7700, authorOther: 8150, listedOtherID: 9900,
	listedOther: 9900, twoSwapped: 9900, layYear: 9850, layJournal: 9800, layPaper: 9850, layID: 9750, oneIssue: 8750, oneID: 9850, oneAuthor: 8400,
	oneLittle: 9650, oneLay: 9300, oneOther: 8800, oneOtherID: 9700, oneOtherAuthor: 8350, oneLayOther: 9350, oneLost: 8300, oneLostID: 8900,
}

// ceilings are the largest shares of what should not be.
var ceilings = struct{ leaks, alarms, unmatched, layAlarms, layMissed int }{
	leaks: 20, alarms: 80, unmatched: 400, layAlarms: 80, layMissed: 1300,
}

// otherCeilings are the same of the second phrasebook.
var otherCeilings = struct{ leaks, alarms, unmatched, layAlarms, layMissed int }{
	leaks: 20, alarms: 80, unmatched: 1200, layAlarms: 80, layMissed: 1300,
}
