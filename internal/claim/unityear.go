package claim

import "strings"

// dateByVerb takes up the year behind the verb that reports what a source says:
// "As a study in JAMA showed in 2018, ...".
func (r *sentence) dateByVerb(u *unit) {
	k := u.hi
	if u.journal >= 0 && r.journals[u.journal].context == subject {
		k = r.journals[u.journal].to
	}
	switch {
	case u.year != 0:
	case r.reportedThen(k):
		at := r.yearOfReport(k)
		u.year = r.yearOf(at)
		u.reach(u.lo, at+1)
	case u.journal >= 0 && u.byline < 0 && (r.is(k, publish) || r.issues(k)), u.byline >= 0 && u.journal < 0 && r.narrative(&r.authors[u.byline]):
		if at := r.lateYear(k); at > 0 {
			u.year = r.yearOf(at)
			u.reach(u.lo, at+1)
		}
	}
}

// lateYear is the token of a year that ends the clause whose verb is token k:
// "published a comparison of three frames in 2020."; 0 for none.
func (r *sentence) lateYear(k int) int {
	for j := k + 1; j < min(len(r.toks), k+16) && !r.isMark(j, ",;:("); j++ {
		if r.yearOf(j) != 0 {
			if end := j + 1; r.isWord(j-1, "in") && (end == len(r.toks) || r.isMark(end, ".,;)") || r.is(end, stop)) {
				return j
			}
			return 0
		}
	}
	return 0
}

// issues reports whether token k says that a journal brought something out.
func (r *sentence) issues(k int) bool {
	switch strings.ToLower(r.at(k)) {
	case "ran", "devoted", "carried", "put", "brought":
		return true
	}
	return false
}

// reportedThen reports whether a year is behind the verb that is token k.
func (r *sentence) reportedThen(k int) bool { return r.yearOfReport(k) > 0 }

// yearOfReport is the token of the year behind the verb that is token k, as in
// "found in 2018 that", "showed in 2018," "showed in 2018 in the Lancet" and
// "told doctors in 2018"; 0 for none.
func (r *sentence) yearOfReport(k int) int {
	in := k + 1
	switch strings.ToLower(r.at(k)) {
	case "told", "warned", "advised", "urged", "reminded", "informed", "alerted":
		for in < k+4 && in < len(r.toks) && r.toks[in].kind == word && !r.is(in, stop&^det) {
			in++ // whom
		}
	default:
		if !r.is(k, report|act) {
			return 0
		}
	}
	y, end := r.yearPhrase(in + 1)
	if r.isWord(in, "in") && y != 0 && (end == len(r.toks) || r.isWord(end, "that") || r.isWord(end, "how") || r.isMark(end, ",.:") || r.venueAt(end)) {
		return end - 1
	}
	return 0
}

// yearBefore reads "In 2009, " in front of token i.
func (r *sentence) yearBefore(i int) (year, lo int) {
	j := i - 1
	if r.isMark(j, ",:") {
		j--
	}
	y, at := r.yearOf(j), r.dateStart(j)
	switch {
	case y == 0:
	case at >= 0 && (r.starts(at) || r.isMark(at-1, ",") || r.conjoins(at-1)):
		return y, at
	case j == i-1 && r.is(j-1, det):
		return y, j // "the 2016 Velten et al. study"
	case r.opens(j) && (r.isMark(j+1, ":,") || j == i-1 && r.upper(i)):
		return y, j
	}
	return 0, i
}

// yearOfVerb reads the year of a sentence such as "In 2018, researchers
// published in Nutrients".
func (r *sentence) yearOfVerb(n *journalName) (year, lo int) {
	if n.context != publisher && n.context != subject && (n.context != container || !r.anyOf(0, n.from, publish) && !r.writtenFor(n)) {
		return 0, n.from
	}
	for j := n.from - 1; j >= 0; j-- {
		y := r.yearOf(j)
		if y == 0 {
			continue
		}
		if at := r.dateStart(j); at >= 0 && r.starts(at) && (r.isMark(j+1, ",") || r.is(j+1, people|det)) {
			return y, at
		}
		break
	}
	return 0, n.from
}

// writtenFor reports whether n is where somebody writes: "doctors writing in
// the *Lancet*".
func (r *sentence) writtenFor(n *journalName) bool {
	j := n.lo - 1
	for r.is(j, det) || r.isMark(j, "*_\"“") || r.isJournalWord(j) {
		j--
	}
	return r.is(j, place) && (r.isWord(j-1, "writing") || r.isWord(j-1, "wrote"))
}

// dateStart is the token of the preposition before a date whose year is token
// j: "in 2018", "in April 2018", "on April 30, 2018"; -1 for none.
func (r *sentence) dateStart(j int) int {
	k := j - 1
	if r.isMark(k, ",") && k > 0 && r.toks[k-1].kind == number {
		k--
	}
	for k > j-5 && (r.is(k, month) || r.isWord(k, "of") && r.is(k-1, month) || k > 0 && r.toks[k].kind == number && len(r.at(k)) <= 2) {
		k--
	}
	if r.isWord(k, "in") || r.isWord(k, "on") && k < j-1 {
		return k
	}
	if r.isWord(k, "as") {
		for n := 2; n < 4; n++ {
			if r.isWord(k-n, "as") {
				return k - n // "as early as 2018", "as long ago as 1918"
			}
		}
	}
	return -1
}
