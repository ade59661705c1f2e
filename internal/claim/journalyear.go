package claim

// dateJournal takes up a year that stands at the name.
func (r *sentence) dateJournal(n *journalName) {
	if r.isWord(n.hi, "magazine") || r.isJournalWord(n.hi) && !r.toks[n.hi].upper {
		n.to = n.hi + 1
	}
	if r.isMark(n.to, "(") && n.to+1 < len(r.toks) && r.toks[n.to+1].caps && r.isMark(n.to+2, ")") {
		n.to += 3 // "the New England Journal of Medicine (NEJM)"
	}
	if end := r.quoteEnd(n); end > 0 {
		n.from, n.to = n.lo-1, end
	}
	if y, end := r.yearBehind(n.to); y != 0 && !r.studyFollows(end, n.to) && !r.namesIn(n.to, end) {
		n.year, n.to = y, end
		return
	}
	if y := r.yearOf(n.to + 1); y != 0 && r.isMark(n.to, ";") && r.isMark(n.to+2, ")]") {
		n.year, n.to = y, n.to+2 // "(Smith et al.; Gut; 2012)"
		return
	}
	if y, end := r.volumeYear(n.to); y != 0 {
		n.year, n.to = y, end
		return
	}
	r.dateBefore(n)
}

// dateBefore takes up a year in front of the name: "2018 in Nutrients", "2018
// issue of Nutrients", "2018, Nutrients".
func (r *sentence) dateBefore(n *journalName) {
	j := n.lo - 1
	for r.isWord(j, "the") || r.isWord(j, "journal") || r.isMark(j, "\"“*_,") {
		j--
	}
	at := -1
	switch {
	case r.isWord(j, "of") && r.isIssue(j-1):
		at = j - 2
	case r.isIssue(j) && r.isMark(j+1, ","):
		at = j - 1 // "In its winter 2013 issue, *Appetite*"
	case r.is(j, place):
		if at = j - 1; r.isMark(at, ",") && (r.starts(r.dateStart(at-1)) || r.isMark(n.hi, ",") && r.is(r.dateStart(at-1)-1, report)) {
			at-- // "In 2018, in the Lancet, Lee et al. found"
		} else if r.isMark(at, ")") && r.yearOf(at-1) != 0 && (r.isMark(at-2, ",") || r.is(at-2, month)) {
			at-- // "published today (November 4, 2003) in the Lancet"
		} else if r.isMark(at, ",") && r.isMark(at-2, "(") {
			at-- // "(2018, in the Lancet)"
		}
	case r.isMark(n.lo-1, "(") && r.isMark(n.hi, ")") && r.yearOf(n.lo-2) != 0:
		at = n.lo - 2 // "in 2010 (Gut)"
	case r.isMark(n.lo-1, ",") || r.isMark(j-1, "("), r.isMark(n.lo-1, ";") && r.isMark(n.lo-3, "(") && r.isMark(n.hi, ")"):
		if at = j; r.isMark(j, ";") {
			at = j - 1 // "Smith et al. (2012; Gut)"
		}
	case j == n.lo-1:
		at = j // "2018, Nutrients", "Sanders 2010 JAMA"
	}
	if y := r.yearOf(at); y != 0 && !r.undates(at-1) {
		n.year, n.from = y, at
	}
}

// namesIn reports whether brackets between tokens lo and hi hold a citation of
// their own: "in Nature Medicine (Depommier, 2019)".
func (r *sentence) namesIn(lo, hi int) bool {
	if !r.isMark(lo, "([") {
		return false
	}
	for j := lo + 1; j < hi; j++ {
		if r.isName(j) {
			return true
		}
	}
	return false
}

// studyFollows reports whether a year between tokens lo and hi belongs to a
// study that follows it: "Lancet 2018 trial" does not, "Nutrients, a 2018
// trial" does.
func (r *sentence) studyFollows(end, lo int) bool {
	if r.isMark(lo, ",") && end-lo == 2 {
		for k := end; k < min(len(r.toks), end+4); k++ {
			if r.is(k, stop|report) || r.toks[k].kind == mark {
				return false
			}
			if r.is(k, study) {
				return true
			}
		}
	}
	return false
}
