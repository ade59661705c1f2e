package claim

import "slices"

// attach gives every citation to the attribution it stands at, and makes one
// of its own of each group that stands at none.
func (r *sentence) attach() {
	group := -1 // the unit that took the citation before
	for i := range r.cited {
		c := &r.cited[i]
		k := r.unitAt(c)
		if k < 0 && i > 0 && group >= 0 && r.follows(&r.cited[i-1], c) {
			k = group
		}
		if k < 0 {
			k = r.unitBefore(c)
		}
		if k < 0 {
			k = r.unitBehind(c)
		}
		if k < 0 {
			r.units = append(r.units, r.dated(c))
			k = len(r.units) - 1
		}
		r.units[k].cited = append(r.units[k].cited, i)
		group = k
	}
}

// unitAt is the unit whose words c lies on.
func (r *sentence) unitAt(c *citation) int {
	best := -1
	for k := range r.units {
		u := &r.units[k]
		if u.lo < 0 {
			continue
		}
		start, end := r.toks[u.lo].start, r.toks[u.hi-1].end
		at := c.start < end && start < c.end || c.start == c.end && start < c.start && c.start <= end
		if at && (best < 0 || r.strong(u) && !r.strong(&r.units[best])) {
			best = k
		}
	}
	return best
}

// strong reports whether u is an attribution by its words alone.
func (r *sentence) strong(u *unit) bool {
	return u.lo >= 0 && (u.year != 0 || u.journal >= 0 || u.byline >= 0)
}

// unitBefore is the attribution in words that c supports: the nearest before
// it, if that has no citation yet.
func (r *sentence) unitBefore(c *citation) int {
	best := -1
	for k := range r.units {
		u := &r.units[k]
		if !r.strong(u) || !r.states(u) && !r.citable(u) || r.toks[u.hi-1].end > c.start+1 {
			continue
		}
		if best < 0 || u.hi > r.units[best].hi {
			best = k
		}
	}
	if best < 0 || len(r.units[best].cited) > 0 {
		return -1
	}
	if u := &r.units[best]; u.year != 0 && (u.journal >= 0 || u.byline >= 0) && (c.covers || r.parted(u, c)) {
		return -1 // complete without it, and the link has words of its own, or stands in a clause of its own
	}
	return best
}

// parted reports whether c belongs to another source than the attribution u before
// it, whose brackets have closed, or which another clause with a study follows: "pain
// fell (Lee 2016), and ice helps (PMID 29480918)", "Lee (2016) saw less pain, whereas
// a later review saw more [PMID: 29480918]".
func (r *sentence) parted(u *unit, c *citation) bool {
	closed, words := r.insideBrackets(u.lo), false
	clause := u.byline >= 0 && r.insideBrackets(r.authors[u.byline].lo)
	for i := u.hi; i < len(r.toks) && r.toks[i].end <= c.start; i++ {
		switch {
		case r.isMark(i, ";") && !r.isVolume(i-1) && !r.insideBrackets(i), r.isWord(i, "whereas") || r.isWord(i, "while") || r.isWord(i, "although"):
			clause = true
		case r.toks[i].kind != word || r.isIDWord(i):
		case clause && r.is(i, study|loose|people) && !r.is(i, report|material):
			return true
		default:
			words = words || !r.insideBrackets(i)
		}
	}
	return closed && words
}

// citable reports whether u names a source if a citation stands by it: "A 2022
// update included more [31]".
func (r *sentence) citable(u *unit) bool {
	if u.study < 0 || u.year == 0 {
		return false
	}
	p := &r.studies[u.study]
	return p.loose && !p.body && !r.is(p.head, material)
}

// unitBehind is the attribution in words right behind a citation that opens the
// sentence: "PMID 15713727 → Okafor B; J Sports Sci 2012".
func (r *sentence) unitBehind(c *citation) int {
	if c.start == c.end || c.covers {
		return -1
	}
	for k := range r.units {
		u := &r.units[k]
		if !r.strong(u) || !r.states(u) || len(u.cited) > 0 || r.toks[u.lo].start < c.end {
			continue
		}
		for i := range r.toks[:u.lo] {
			if r.toks[i].kind != mark && (r.toks[i].end <= c.start || r.toks[i].start >= c.end) {
				return -1
			}
		}
		return k
	}
	return -1
}

// dated is an attribution of a citation that stands at none, with the year that
// is written with it, if there is one: right in front of it in its brackets,
// "(2011, PMID: 28459936)", or as the end of a link's few words, "[Long 2011](...)".
func (r *sentence) dated(c *citation) unit {
	lo, hi := tokensIn(r.toks, c.start, c.end)
	at := hi - 1
	switch {
	case lo < hi && hi-lo < 4 && r.yearOf(at) != 0:
	case r.insideBrackets(lo):
		at = lo - 1
		for r.isMark(at, ",;:.[") || r.isIDWord(at) {
			at--
		}
		if r.yearOf(at) == 0 || at > 0 && r.toks[at-1].kind == word && (!r.upper(at-1) || r.undates(at-1)) {
			return newUnit(-1, -1)
		}
	default:
		return newUnit(-1, -1)
	}
	u := newUnit(at, at+1)
	u.year = r.yearOf(at)
	return u
}

// repeated reports whether unit i names authors and a year that a unit before
// it has named, and nothing besides.
func (r *sentence) repeated(i int) bool {
	u := &r.units[i]
	if u.byline < 0 || u.journal >= 0 || u.study >= 0 || len(u.cited) > 0 {
		return false
	}
	for k := range r.units[:i] {
		o := &r.units[k]
		var names []string
		switch {
		case o.byline >= 0 && o.byline != u.byline:
			names = r.authors[o.byline].names
		case o.byline < 0 && o.study >= 0:
			names = r.studies[o.study].names
		}
		if o.year == u.year && slices.Equal(names, r.authors[u.byline].names) {
			return true
		}
	}
	return false
}

// follows reports whether nothing but punctuation stands between two
// citations, so that they are one group.
func (r *sentence) follows(a, b *citation) bool {
	if a.covers || b.covers || b.start < a.end {
		return b.start < a.end && b.start >= a.start
	}
	for _, c := range []byte(r.Plain[a.end:b.start]) {
		switch c {
		case ' ', ',', ';', '&', '(', ')', '[', ']', '-', '|', '/':
		default:
			return false
		}
	}
	return true
}
