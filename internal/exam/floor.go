package exam

// What has been reached, in hundredths of a per cent, and must not be lost.
// Raise it when it is beaten.

// floors are the least shares of right cases.
var floors = map[*Class]int{
	correct: 8000, electronic: 8800, withID: 9500, idAlone: 9950, authorYear: 9300, listed: 9000, twoSources: 4800, retracted: 8700,
	yearFar: 8700, yearNear: 9000, journalOther: 8900, journalNear: 8300, subjectOther: 9000, subjectTwin: 8000, idOther: 9200, idTwin: 7500, idUnknown: 9900,
	idAloneOther: 9700, authorYearOff: 9700, authorOther: 9500, listedOtherID: 9800, listedOther: 9200, twoSwapped: 9800,
	layYear: 9300, layJournal: 8400, layPaper: 9100, layID: 9000,
}

// ceilings are the largest shares of what should not be.
var ceilings = struct{ leaks, alarms, unmatched, layAlarms, layMissed int }{
	leaks: 105, alarms: 210, unmatched: 1150, layAlarms: 300, layMissed: 3900,
}
