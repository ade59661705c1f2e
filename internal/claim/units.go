package claim

import (
	"slices"
	"strings"
)

// A unit is one attribution while it is put together: the indexes of its parts
// in the sentence's lists, -1 for none.
type unit struct {
	lo, hi  int // tokens
	study   int
	journal int
	byline  int
	year    int
	cited   []int
}

func newUnit(lo, hi int) unit { return unit{lo: lo, hi: hi, study: -1, journal: -1, byline: -1} }

func (u *unit) reach(lo, hi int) {
	u.lo, u.hi = min(u.lo, lo), max(u.hi, hi)
}

// unite pairs what the sentence names, by syntax and nearness: each journal
// and each byline goes to one study, and never to two.
func (r *sentence) unite() {
	for i := range r.studies {
		p := &r.studies[i]
		u := newUnit(p.lo, p.hi)
		u.study, u.year = i, p.year
		r.units = append(r.units, u)
	}
	for i := range r.authors {
		if i != r.row.byline {
			r.placeByline(i)
		}
	}
	for i := range r.journals {
		if i != r.row.journal {
			r.placeJournal(i)
		}
	}
	if r.row.hi > 0 {
		r.units = append(r.units, r.row)
	}
	r.respect()
	r.shareJournal()
	r.mergeBylines()
	for i := range r.units {
		r.reachYear(&r.units[i])
		r.dateByVerb(&r.units[i])
	}
	r.dateByPublication()
	r.creditAgent()
	slices.SortStableFunc(r.units, func(a, b unit) int { return a.lo - b.lo })
}

// placeByline gives authors to the study that they stand at: inside its
// phrase, behind "study by", in brackets right behind it; else they make an
// attribution of their own.
func (r *sentence) placeByline(i int) {
	b := &r.authors[i]
	if k := r.studyOf(b); k >= 0 {
		u := &r.units[k]
		u.byline = i
		if b.year != 0 {
			u.year = b.year
		} else if u.year == 0 {
			u.year, _ = r.yearBefore(b.lo)
		}
		u.reach(b.lo, b.hi)
		for _, y := range b.also {
			more := newUnit(b.lo, b.hi)
			more.byline, more.year = i, y
			r.units = append(r.units, more)
		}
		return
	}
	year := b.year
	lo := b.lo
	if year == 0 {
		year, lo = r.yearBefore(b.lo)
	}
	for n, y := range append([]int{year}, b.also...) {
		u := newUnit(b.lo, b.hi)
		if n == 0 {
			u.lo = lo
		}
		u.byline, u.year = i, y
		r.units = append(r.units, u)
	}
}

// studyOf is the unit of the study that b belongs to, -1 for none.
func (r *sentence) studyOf(b *byline) int {
	for k := range r.studies {
		p := &r.studies[k]
		switch {
		case r.units[k].byline >= 0:
		case b.tied > 0 && p.year != 0 && p.dated == b.tied-1:
			return k
		case p.year != 0 && b.year != 0 && p.year != b.year:
		case len(p.names) > 0 && p.names[0] != b.names[0]:
		case r.standsAt(b, p):
			return k
		case p.hi > b.lo:
		case p.year != 0 && b.year == 0 && (b.open || r.isOwner(p.lo)) && r.isMark(b.lo-1, ",") && r.isWord(p.lo-1, "in") && r.opens(p.lo-1) && r.sameClause(p.hi, b.lo) && r.lastDated(k, b):
			return k // "In a 2016 trial of 40 guests, Kim and colleagues tested"
		case p.year != 0 && b.year == 0 && !p.plural && r.isMark(b.lo-1, "(") && b.lo-p.hi < 25 && r.lastDated(k, b) && r.sameClause(p.hi, b.lo):
			return k // "A 2015 meta-analysis of 12 trials (Kim et al.)"
		case p.year != 0 && p.year == b.year && !r.yearTaken(k, b) && !r.narrative(b):
			return k // "A 2013 meta-analysis found ... (Ferracioli-Oda et al., 2013)"
		case p.year == 0 && len(r.authors) == 1 && r.only(p) && r.insideBrackets(b.lo) && r.sameClause(p.hi, b.lo) && !r.compares(p.hi, b.lo):
			return k // "A trial of 1,350 adults found ... (Kim et al., 2018)"
		case r.supports(b, k):
			return k // "A JAMA trial found it (Lee, 2018), a BMJ review did not (Kim, 2019)"
		}
	}
	return -1
}

// supports reports whether b, in brackets, is the reference for what study k was
// just said to have found: one study that a journal's name is part of, behind
// which no other study or authors came.
func (r *sentence) supports(b *byline, k int) bool {
	p := &r.studies[k]
	if p.year != 0 || b.year == 0 || b.lo-p.hi > 60 || p.plural || p.dependent || p.loose || !r.insideBrackets(b.lo) || !r.sameClause(p.hi, b.lo) || r.compares(p.hi, b.lo) {
		return false
	}
	for i := range r.studies {
		if q := &r.studies[i]; q.lo > p.lo && q.lo < b.lo && !q.plural && !q.dependent {
			return false
		}
	}
	for i := range r.authors {
		if a := &r.authors[i]; a.lo >= p.hi && a.lo < b.lo {
			return false
		}
	}
	for i := range r.journals {
		if n := &r.journals[i]; p.lo <= n.lo && n.hi <= p.hi {
			return true
		}
	}
	return false
}

// compares reports whether tokens lo to hi go over to other work than what was
// spoken of: "A JAMA trial found it, as earlier work had (Lee, 2018)".
func (r *sentence) compares(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		switch strings.ToLower(r.at(i)) {
		case "as", "like":
			if r.isMark(i-1, ",") {
				return true
			}
		case "earlier", "previous", "previously", "prior", "unlike", "contrary", "consistent", "similarly", "contradicting", "echoing", "replicating", "whereas":
			return true
		}
	}
	return false
}

// standsAt reports whether authors b are inside study p or next to it.
func (r *sentence) standsAt(b *byline, p *studyPhrase) bool {
	switch {
	case p.lo <= b.lo && b.hi <= p.hi:
		return true // "the Shannon et al. study", "study (Smith et al., 2010)"
	case r.is(b.hi, report) && r.isWord(b.hi+1, "in") && p.lo == b.hi+2:
		return b.year == 0 // "Brandt showed in a 2016 trial"
	case p.lo == b.hi || p.lo == b.hi+1 && r.isMark(b.hi, "'’"):
		return b.year == 0 || p.year == 0 && !r.is(p.lo, det) // "the Hadley et al. (2014) study"
	case r.isWord(p.hi, "by") && (b.lo == p.hi+1 || b.lo == p.hi+2), r.ledBy(p.hi, b.lo):
		return true
	case b.lo != p.hi+1:
		return false
	case r.isMark(p.hi, ",") && b.year != 0:
		return p.year == 0 && !p.plural && r.ends(b.hi) && r.behindDesign(p.hi) // "Cochrane Review, Kim 2016"
	case r.isMark(p.hi, ","):
		return b.year == 0 && r.isWord(p.lo-1, "in") // "In a 2016 trial, Tedeschi et al. showed"
	}
	return r.isMark(p.hi, "([") && !p.plural // "2018 meta-analysis (Carlbring et al.)"
}

// only reports whether p is one study, and the only one of the sentence.
func (r *sentence) only(p *studyPhrase) bool {
	if p.plural || p.dependent || p.loose {
		return false
	}
	for i := range r.studies {
		if q := &r.studies[i]; q.head != p.head && !q.dependent {
			return false
		}
	}
	return true
}

// ledBy reports whether tokens lo to hi read "published by", "led by Dr.".
func (r *sentence) ledBy(lo, hi int) bool {
	if hi <= lo || hi-lo > 7 {
		return false
	}
	for j := lo; j < hi; j++ {
		if r.isWord(j, "by") {
			return j-lo <= 3 && !r.anyOf(j+1, hi, report|place)
		}
		if !r.is(j, publish|stop) && !r.isWord(j, "led") && r.yearOf(j) == 0 && !r.isMark(j, "(),") {
			return false
		}
	}
	return false
}

// yearTaken reports whether another study of b's year stands nearer to b than
// study k does.
func (r *sentence) yearTaken(k int, b *byline) bool {
	for n := k + 1; n < len(r.studies); n++ {
		if r.studies[n].year == b.year && r.studies[n].hi <= b.lo && r.units[n].byline < 0 {
			return true
		}
	}
	return false
}

// placeJournal gives a journal to the study it is tied to.
func (r *sentence) placeJournal(i int) {
	n := &r.journals[i]
	k := r.unitOf(n)
	if k < 0 {
		u := newUnit(n.from, n.to)
		u.journal, u.year = i, n.year
		if u.year == 0 {
			u.year, u.lo = r.yearOfVerb(n)
		}
		r.units = append(r.units, u)
		return
	}
	u := &r.units[k]
	u.journal = i
	u.reach(n.from, n.to)
	if n.year != 0 {
		u.year = n.year
	} else if u.year == 0 {
		year, lo := r.yearOfVerb(n)
		u.year = year
		u.reach(lo, n.to)
	}
}

// unitOf is the unit that a journal belongs to, -1 for one of its own.
func (r *sentence) unitOf(n *journalName) int {
	best := -1
	for k := range r.units {
		u := &r.units[k]
		if u.journal >= 0 || n.year != 0 && u.year != 0 && u.year != n.year {
			continue
		}
		switch {
		case u.lo <= n.lo && n.hi <= u.hi:
			return k // inside the phrase: "the 2024 Lancet trial"
		case u.study >= 0 && n.tied > 0 && r.studies[u.study].dated == n.tied-1:
			return k // "Gut carried a paper in 2018"
		case u.byline >= 0 && u.hi == n.lo-1 && r.isMark(u.hi, ";") && r.isMark(n.hi, ")"):
			return k // "(Lee et al., 2002; JAMA)"
		case u.hi <= n.lo && r.sameClause(u.hi, n.lo):
			if best < 0 || r.nearer(k, best) {
				best = k
			}
		case u.study >= 0 && best < 0 && (n.context == subject || n.context == modifier) && u.lo >= n.to && r.sameClause(n.to, u.lo) && u.lo-n.to < 8:
			best = k // "Nutrients published a trial"
		case u.study >= 0 && best < 0 && u.year != 0 && u.year == n.year && n.lo < u.lo && u.lo < n.to:
			best = k // "*Nutrients*, in 2003, published a trial"
		case u.study >= 0 && best < 0 && r.introduces(n) && u.lo > n.to && u.lo-n.to < 4:
			best = k // "In Nutrients, a 2018 trial found"
		}
	}
	return best
}

// introduces reports whether n opens the sentence as the place of what follows:
// "In Nutrients, ...".
func (r *sentence) introduces(n *journalName) bool {
	lo := n.lo
	for r.isWord(lo-1, "the") || r.isWord(lo-1, "journal") || r.isMark(lo-1, "*\"“") {
		lo--
	}
	return r.isWord(lo-1, "in") && r.opens(lo-1) && r.commaAt(n.to)
}

// nearer reports whether unit k is the better owner of what follows both: the
// later one, but a phrase with a year or an article before one without ("a
// 2018 review of trials in Nutrients").
func (r *sentence) nearer(k, best int) bool {
	a, b := &r.units[k], &r.units[best]
	weak := func(u *unit) bool {
		return u.study >= 0 && u.year == 0 && u.byline < 0 && (r.studies[u.study].dependent || r.studies[u.study].plural || r.studies[u.study].loose && !r.is(u.lo, det))
	}
	if weak(a) != weak(b) {
		return weak(b)
	}
	return a.hi >= b.hi
}

// sameClause reports whether no mark between tokens lo and hi ends a clause.
func (r *sentence) sameClause(lo, hi int) bool {
	open := false
	for j := lo; j < hi; j++ {
		open = (open || r.isMark(j, "(")) && !r.isMark(j, ")")
		if r.isMark(j, ";") && !open || r.isMark(j, ".?!") && !r.toks[j].glued {
			return false
		}
	}
	return true
}

// mergeBylines joins authors with a year to the journal that the same bracket
// or clause names: "(Smith et al., Nutrients, 2018)", "Smith et al. (2018),
// published in Nutrients".
func (r *sentence) mergeBylines() {
	for i := range r.units {
		a := &r.units[i]
		k := r.partner(a)
		if k < 0 {
			continue
		}
		b := &r.units[k]
		a.journal = b.journal
		if a.study < 0 {
			a.study = b.study
		}
		if a.year == 0 {
			a.year = b.year
		}
		a.reach(b.lo, b.hi)
		*b = newUnit(b.lo, b.hi)
	}
	r.units = slices.DeleteFunc(r.units, func(u unit) bool { return u.study < 0 && u.journal < 0 && u.byline < 0 })
}

// partner is the first unit with a journal that names the same source as the
// authors a, -1 for none.
func (r *sentence) partner(a *unit) int {
	if a.byline < 0 || a.journal >= 0 {
		return -1
	}
	for k := range r.units {
		b := &r.units[k]
		switch {
		case b == a || b.journal < 0 || b.byline >= 0:
		case a.year != 0 && b.year != 0 && a.year != b.year:
		case a.study >= 0 && b.study >= 0 && b.year != a.year:
		case a.year != 0 && b.study >= 0 && r.studies[b.study].year != 0 && r.narrative(&r.authors[a.byline]):
			// "Smith et al. (2018) found it, and a 2018 trial in Nutrients": two
		case r.together(a, b):
			return k
		}
	}
	return -1
}

// lastDated reports whether no study with a year stands between study k and b.
func (r *sentence) lastDated(k int, b *byline) bool {
	for n := k + 1; n < len(r.studies); n++ {
		if r.studies[n].year != 0 && r.studies[n].lo < b.lo {
			return false
		}
	}
	return true
}

// narrative reports whether b is who reports in the sentence, rather than a
// reference for it in brackets.
func (r *sentence) narrative(b *byline) bool {
	return r.is(b.hi, report|publish) && !r.insideBrackets(b.lo)
}

// together reports whether authors a and journal b are one attribution.
func (r *sentence) together(a, b *unit) bool {
	n := &r.journals[b.journal]
	gap := b.lo - a.hi
	switch {
	case a.lo < b.hi && b.lo < a.hi, n.tied > 0 && n.tied == r.authors[a.byline].tied:
		return true // "Shrank et al. (JAMA, 2019)"
	case gap < 0:
		gap = a.lo - b.hi
		return a.year == b.year && a.year != 0 || gap <= 2 || b.year == 0 && len(r.authors) == 1 && len(r.journals) == 1 && (r.insideBrackets(a.lo) && !r.compares(b.hi, a.lo) || r.isWord(a.lo-1, "by"))
	case a.year != 0 && a.year == b.year:
		return true
	case a.year == 0 && b.year != 0 && r.isMark(a.lo-1, "(") && r.bracketHolds(a.lo, b.hi):
		return true // "(Lee J et al. Title of it. 2013 J Urol 189:14)"
	case gap <= 3 && r.sameClause(a.hi, b.lo):
		return true
	}
	tied := n.context == publisher || n.context == distant && b.study < 0 && r.narrative(&r.authors[a.byline])
	return tied && r.sameClause(a.hi, b.lo) && (a.year == 0 || b.year == 0)
}
