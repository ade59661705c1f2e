package exam

// What has been reached, in hundredths of a per cent, and must not be lost.
// Raise it when it is beaten.

// floors are the least shares of right cases.
var floors = map[*Class]int{
	correct: 9400, electronic: 9700, withID: 9750, idAlone: 9900, authorYear: 9650, listed: 9850, twoSources: 6500,
	retracted: 9800, concerned: 9700, superseded: 9200, corrected: 9700, preprinted: 9400,
	yearFar: 9800, yearNear: 9800, journalOther: 9850, journalNear: 9550, subjectOther: 9850, subjectTwin: 9600, idOther: 9800, idTwin: 9750, idUnknown: 9950,
	idAloneOther: 9900, authorYearOff: 9850, authorOther: 9600, listedOtherID: 9950, listedOther: 9900, twoSwapped: 9900,
	layYear: 9850, layJournal: 9800, layPaper: 9850, layID: 9750,
	oneIssue: 9650, oneID: 9850, oneAuthor: 9700, oneLittle: 9500, oneLay: 9200,
	oneOther: 9500, oneOtherID: 9500, oneOtherAuthor: 9200, oneLayOther: 9200, oneLost: 9500, oneLostID: 8500,
}

// ceilings are the largest shares of what should not be.
var ceilings = struct{ leaks, alarms, unmatched, layAlarms, layMissed int }{
	leaks: 20, alarms: 80, unmatched: 400, layAlarms: 80, layMissed: 1300,
}
