package claim

import (
	"slices"
	"strings"
)

// compose ties the years of the sentence to journals and authors, those that
// it has without a year and those that no wording has told so far.
func (r *sentence) compose() {
	for i := range r.toks {
		if r.toks[i].year == 0 || r.inJournal(i) || !r.canDate(i) || r.inGroup(i) {
			continue
		}
		c := r.chainAt(i)
		r.tieJournal(&c)
		r.tieByline(&c)
	}
}

// tieJournal gives the year of c to its journal, which becomes one of the
// sentence's if it was told by its looks and enough speaks for it.
func (r *sentence) tieJournal(c *chain) {
	p := &c.journal
	if p.hi == 0 {
		return
	}
	if p.known < 0 {
		if n := p.journal; r.journalEvidence(c) >= enoughOfJournal && !r.denied(&n) && !r.glosses(&n) && (r.italic(&n) || !r.isRealm(&n)) {
			n.year, n.tied, n.context = c.year, c.at+1, container
			r.addJournal(n)
		}
		return
	}
	n := &r.journals[p.known]
	owned := c.byline.hi > 0 && c.byline.known >= 0 && r.authors[c.byline.known].year == c.year // the authors have it, and may have the journal
	if n.year == 0 && !owned && r.clean(c) && !(r.modifies(c.at) && (c.at < n.from || r.datedNoun(r.venueStart(n.lo)-1))) {
		n.year, n.tied = c.year, c.at+1
	}
}

// tieByline gives the year of c to its authors, as tieJournal does to its journal.
func (r *sentence) tieByline(c *chain) {
	p := &c.byline
	switch {
	case p.hi == 0:
	case p.known < 0:
		if r.bylineEvidence(c) >= enoughOfNames {
			r.addByline(byline{lo: p.lo, hi: p.hi, names: p.names, year: c.year, tied: c.at + 1})
		}
	default:
		if b := &r.authors[p.known]; b.year == 0 && r.clean(c) {
			b.year, b.tied = c.year, c.at+1
		}
	}
}

// reachYear makes u reach to the year that its parts are tied to.
func (r *sentence) reachYear(u *unit) {
	tied := 0
	if u.journal >= 0 {
		tied = r.journals[u.journal].tied
	}
	if u.byline >= 0 {
		tied = max(tied, r.authors[u.byline].tied)
	}
	if tied > 0 {
		u.reach(tied-1, tied)
	}
}

// addJournal adds n in its place.
func (r *sentence) addJournal(n journalName) {
	at := slices.IndexFunc(r.journals, func(o journalName) bool { return o.lo > n.lo })
	if at < 0 {
		at = len(r.journals)
	}
	r.journals = slices.Insert(r.journals, at, n)
}

// addByline adds b in its place.
func (r *sentence) addByline(b byline) {
	at := slices.IndexFunc(r.authors, func(o byline) bool { return o.lo > b.lo })
	if at < 0 {
		at = len(r.authors)
	}
	r.authors = slices.Insert(r.authors, at, b)
}

// canDate reports whether the year at token i stands as the date of something:
// behind a preposition, a mark, an article or a name, and not behind "since".
func (r *sentence) canDate(i int) bool {
	switch {
	case i == 0 || r.toks[i-1].kind == mark:
		return true
	case r.isWord(i-1, "by"):
		return r.opens(i - 1)
	case r.isWord(i-1, "until"):
		return r.isWord(i-2, "not")
	}
	return !r.undates(i-1) && (r.is(i-1, place|det|month) || r.isWord(i-1, "as") || r.upper(i-1) || r.isWord(i-1, "dated") || r.is(i-1, publish) || r.known(i-1) || r.toks[i-1].poss())
}

// undates reports whether the word at token i makes the year behind it something
// else than a date of publication: "since 2010", and not "according to 2010 research".
func (r *sentence) undates(i int) bool {
	return r.is(i, since) && !(r.isWord(i, "to") && r.isWord(i-1, "according"))
}

// modifies reports whether the year at token i stands before the noun of a study:
// "a 2018 randomised trial".
func (r *sentence) modifies(i int) bool {
	for n := 1; n < 5; n++ {
		if r.is(i+n, study|loose) {
			return true
		}
		if !r.describes(i + n) {
			return false
		}
	}
	return false
}

// datedNoun reports whether token i is the noun of a study that has its year in
// front: "a 2018 randomised trial".
func (r *sentence) datedNoun(i int) bool {
	if !r.is(i, study|loose) {
		return false
	}
	j := i - 1
	for j > i-6 && (r.describes(j) || r.is(j, study|loose)) {
		j--
	}
	return r.yearOf(j) != 0 && r.canDate(j)
}

// clean reports whether c ends where an attribution can: at a mark or before a
// verb, "that" or the noun for the study, and not in the middle of something
// else: "in 1988 in nature reserves".
func (r *sentence) clean(c *chain) bool {
	i := c.hi
	for r.isMark(i, ")]") {
		i++
	}
	if i >= len(r.toks) || r.toks[i].kind == mark || r.is(i, tells) || r.is(i, report|act) || r.equates(i) || strings.HasSuffix(r.at(i), "ing") && r.isWord(i+1, "that") {
		return true
	}
	switch strings.ToLower(r.at(i)) {
	case "that", "how", "who", "which", "whether", "why", "did", "had", "has", "have", "could", "can":
		return true
	}
	return r.modifies(i-1) || r.isWord(i, "in") && r.isWord(i+1, "which")
}

// fills reports whether the parts of c are all that stands between two brackets,
// and whether they are all between other marks: "(Lee, 2018)", "— Lee, 2018.".
func (r *sentence) fills(c *chain) (round, stretch bool) {
	lo, hi, led := c.lo-1, c.hi, false
	for lo > 0 && (r.is(lo, leadsIn) || r.isMark(lo, ":") && r.is(lo-1, leadsIn) || r.is(lo, place|det) || r.isMark(lo, ",.\"“*_") && !r.opens(lo) || r.is(lo, tells)) {
		led = led || r.is(lo, leadsIn)
		lo--
	}
	for n := 0; led && n < 6 && lo > 0 && r.toks[lo].kind == word; n++ {
		lo-- // "(for the original data see Gut, 2012)"
	}
	for r.isMark(hi, "\"”*_.,") && hi+1 < len(r.toks) {
		hi++
	}
	if r.isMark(lo, "([") && r.isMark(hi, ")];") || r.isMark(lo, ";") && r.isMark(hi, ")];") && r.insideBrackets(c.at) {
		return true, true
	}
	hi = c.hi
	if r.isMark(hi, ")]") && r.bracketHolds(c.lo, hi) && !r.insideBrackets(c.lo) {
		hi++ // "Lee (Nutrients, 2018):"
	}
	return false, r.begins(c.lo) && (r.ends(hi) || r.isMark(hi, ".:") && (hi+1 == len(r.toks) || r.isBold(hi)))
}
