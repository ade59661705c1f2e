package exam

// What has been reached, in hundredths of a per cent, and must not be lost.
// Raise it when it is beaten.

// floors are the least shares of right cases.
var floors = map[*Class]int{
	correct: 7300, electronic: 8100, withID: 9400, idAlone: 9950, authorYear: 9250, listed: 8950, retracted: 7700,
	yearFar: 7600, yearNear: 7600, journalOther: 7900, journalNear: 7000, subjectOther: 7900, subjectTwin: 6900, idOther: 8800, idTwin: 8000, idUnknown: 9900,
	idAloneOther: 9700, authorYearOff: 9400, authorOther: 9300, listedOtherID: 9800, listedOther: 9200,
	layYear: 8400, layJournal: 7300, layPaper: 8300, layID: 9000,
}

// ceilings are the largest shares of what should not be.
var ceilings = struct{ leaks, alarms, unmatched, layAlarms, layMissed int }{
	leaks: 110, alarms: 250, unmatched: 1800, layAlarms: 300, layMissed: 4500,
}
