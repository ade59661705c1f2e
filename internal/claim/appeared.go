package claim

import "strings"

// dateByPublication gives the year of the sentence to its journal, wherever the two
// stand, if each is the only one of its kind that nothing else claims, and either the
// words in front of the year say that something appeared then ("in *Gut*, conducted
// between 2001 and 2004 and published in 2017") or nothing but a date lies between
// them. Other years are those of patients, data and events.
func (r *sentence) dateByPublication() {
	var u *unit
	for i := range r.units {
		switch o := &r.units[i]; {
		case o.journal < 0 || o.year != 0:
		case u != nil:
			return
		default:
			u = o
		}
	}
	if u == nil {
		return
	}
	at := -1
	for i := range r.toks {
		if r.yearOf(i) == 0 || r.inJournal(i) {
			continue
		}
		if at >= 0 {
			return
		}
		at = i
	}
	if at < 0 || r.isClaimed(r.yearOf(at)) || !r.sameClause(min(u.hi, at), max(u.lo, at)) || !r.appearedThen(at) && !r.isDated(u.journal, at) {
		return
	}
	u.year = r.yearOf(at)
	u.reach(at, at+1)
}

// isDated reports whether nothing stands between a journal and the year at token
// i but what dates are made of, and what a journal or a work in it does: "in *Gut*
// during 2017", "in *Gut* this week (3 March 2017)", "a study in *Gut* pointed out
// in 2017", "*Gut* published a study on it in 2017".
func (r *sentence) isDated(journal, i int) bool {
	for k := r.journals[journal].hi; k < i; k++ {
		switch {
		case r.toks[k].upper && !r.is(k, month), r.is(k, people|since):
			return false
		case r.is(k, det|month|publish|report|tells|study|loose|tie), r.isMark(k, ",("), r.toks[k].kind == number && len(r.at(k)) < 3, isDateWord(r.at(k)):
		case !r.isWord(k+1, "out") || !strings.HasSuffix(r.at(k), "ed"): // "pointed out"
			return false
		}
	}
	return r.journals[journal].hi < i
}

// isDateWord reports whether w says of a date which one it is, or leads to one.
func isDateWord(w string) bool {
	switch w {
	case "in", "on", "of", "during", "back", "early", "late", "mid", "last", "this", "same", "day", "week", "month", "year", "spring", "summer", "autumn", "fall", "winter", "out", "online":
		return true
	}
	return false
}

// isClaimed reports whether an attribution has a year already.
func (r *sentence) isClaimed(year int) bool {
	for k := range r.units {
		if u := &r.units[k]; u.year == year {
			return true
		}
	}
	return false
}

// appearedThen reports whether the words in front of the year at token i say that a
// work appeared then: "published in 2017", "dates back to 2017", "is from 2017", "It
// was 2017 when", "last spring (March 2017)".
func (r *sentence) appearedThen(i int) bool {
	k := r.dateStart(i)
	if k < 0 {
		k = i - 1
	}
	switch {
	case r.isWord(k, "until"):
		return r.isWord(k-1, "took")
	case r.isWord(k, "was"):
		return r.isWord(k-1, "it") && r.isWord(i+1, "when") || r.isWord(k-1, "year") && r.isMark(i+1, ",")
	case r.is(k, month) && r.isMark(k-1, "(") && r.isMark(i+1, ")"):
		return r.is(k-2, month) || r.isWord(k-2, "month") || r.isWord(k-2, "week") || r.isWord(k-2, "year")
	case !r.is(k, place) && !r.isWord(k, "to") && !r.isWord(k, "on"):
		return false
	}
	from := r.isWord(k, "from")
	for k--; r.isWord(k, "back") || r.isWord(k, "only") || r.isWord(k, "first") || r.isWord(k, "online") || r.isWord(k, "already"); k-- {
	}
	switch strings.ToLower(r.at(k)) {
	case "dates", "dated", "dating":
		return true
	case "is", "was":
		return from
	case "recently":
		return r.isWord(k-1, "most")
	case "out":
		return r.isWord(k-1, "came")
	}
	return r.is(k, publish) && !r.isJournalWord(k) && !r.isIssue(k) && r.isOfStudy(k)
}

// isOfStudy reports whether the verb at token k, "published", is said of a study, and
// not of data, a map or a book: it stands behind a noun for one, or goes
// on with what was said of the sentence's subject.
func (r *sentence) isOfStudy(k int) bool {
	j := k - 1
	for r.isMark(j, ",") || r.isWord(j, "was") || r.isWord(j, "were") || r.isWord(j, "first") || r.isWord(j, "only") || r.isWord(j, "finally") {
		j--
	}
	return r.is(j, study|loose) && !r.is(j, material) || r.isWord(j, "and") || r.isWord(j, "but")
}
