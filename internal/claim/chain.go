package claim

// An attribution has few parts: a journal, authors, a year, a noun for the
// study. The grammar of wordings knows most of the orders in which they stand,
// and reads those first. What it leaves open is read from the parts: each is told
// by its own looks, wherever it stands, and those belong together between which
// there is nothing but ties, the words and marks that join a source to its year.

// A part is a journal or authors beside a year. Known ones are those that the
// sentence has already.
type part struct {
	lo, hi  int // tokens; hi is 0 where there is none
	known   int // its index, -1 for one that was told by its looks alone
	journal journalName
	names   []string
}

// A chain is a year with the parts that are tied to it.
type chain struct {
	at      int // token of the year
	year    int
	lo, hi  int  // tokens from the first to the last of the parts, the year among them
	left    int  // where the walk to the left ended
	right   int  // and to the right
	noun    bool // a noun for a study is among the ties
	journal part
	byline  part
}

// maxTies bounds the tokens of a chain on each side of its year.
const maxTies = 18

// chainAt is the chain around the year at token i.
func (r *sentence) chainAt(i int) chain {
	c := chain{at: i, year: r.yearOf(i), lo: i, hi: i + 1}
	for k := range r.journals {
		if n := &r.journals[k]; n.year != 0 && n.from <= i && i < n.to {
			c.journal = part{lo: n.from, hi: n.to, known: k}
			c.lo, c.hi = min(c.lo, n.from), max(c.hi, n.to)
		}
	}
	for k := range r.authors {
		if b := &r.authors[k]; b.year != 0 && b.lo <= i && i < b.hi {
			c.byline = part{lo: b.lo, hi: b.hi, known: k}
			c.lo, c.hi = min(c.lo, b.lo), max(c.hi, b.hi)
		}
	}
	if r.opensWith(i) {
		r.walkRight(&c)
		r.walkLeft(&c)
	} else {
		r.walkLeft(&c)
		r.walkRight(&c)
	}
	return c
}

// opensWith reports whether the year at token i opens a clause: "In 2018, ...".
func (r *sentence) opensWith(i int) bool {
	at := r.dateStart(i)
	return r.opens(i) || at >= 0 && (r.starts(at) || r.isMark(at-1, ",") || r.conjoins(at-1))
}

// walkLeft takes up what is tied to c on its left.
func (r *sentence) walkLeft(c *chain) {
	if r.modifies(c.at) && r.is(c.at-1, det) && r.isMark(c.at-2, ",") {
		c.left = c.at - 2 // "a 2016 trial in Gut, a 2017 review"
		return
	}
	round := r.isMark(c.lo-1, "([") && r.isMark(c.hi, ")]") // what brackets hold of the year alone ties it to what is before them
	k := c.lo - 1
	for c.lo-k < maxTies && k >= 0 {
		if lo, _, ok := r.take(c, k); ok {
			c.lo, round = min(c.lo, lo), false
			k = lo - 1
			continue
		} else if lo < 0 {
			break
		}
		switch {
		case r.isMark(k, "([") && round:
			round = false
		case r.isMark(k, "\"“”,*_"), r.isMark(k, ";:.") && r.insideBrackets(k), r.isMark(k, ".") && r.inJournal(k-1) && !r.upper(k+1):
		case r.is(k, study|loose) && !r.upper(k):
			c.noun = true
			for n := 0; n < 4 && k > 0 && (r.describes(k-1) || r.toks[k-1].caps && r.isMark(k-2, ",")); n++ {
				k--
			}
		case r.describes(k) && r.isJournalWord(k+1):
		case !r.ties(k):
			c.left = k
			return
		}
		k--
	}
	c.left = k
}

// walkRight takes up what is tied to c on its right.
func (r *sentence) walkRight(c *chain) {
	k := c.hi
	if r.isMark(k, ")]") && r.isMark(c.at-1, "([") && c.lo >= c.at-1 {
		k++ // "2018)": what follows brackets with nothing but the year
	} else if r.isMark(k, ")]") && r.isMark(c.at-1, "([") {
		k++ // "Smith (2018), in Nutrients,"
	}
	if alone := c.lo == c.at && !r.opensWith(c.at) && c.left >= 0 && r.toks[c.left].kind == word; alone && r.isMark(k, ",") && !r.isWord(k+1, "when") {
		c.right = k // "after the tax came in 2014, a study in Gut found"
		return
	}
	for k-c.hi < maxTies && k < len(r.toks) {
		if _, hi, ok := r.take(c, k); ok {
			c.hi, k = max(c.hi, hi), hi
			continue
		} else if hi < 0 {
			break
		}
		switch {
		case r.isMark(k, "\"“”,*_"), r.isMark(k, ";:.") && r.insideBrackets(k), r.isMark(k, "–—-:") && k == c.hi, r.isMark(k, "(") && k == c.hi:
		case (r.isWord(k, "that") || r.isWord(k, "how")) && !r.is(k-1, study|loose):
			c.right = k
			return
		case r.is(k, study|loose) && !r.upper(k):
			c.noun = true
		case r.describes(k) && (r.is(k+1, study|loose) || r.describes(k+1) && r.is(k+2, study|loose)): // "a 2018 randomised trial"
		case r.describes(k) && r.isJournalWord(k+1): // "the medical journal"
		case k == c.at+1 && r.describes(k) && r.owned(c.at) && r.capital(k+1): // "2018's big *Gut* trial"
		case !r.ties(k):
			c.right = k
			return
		}
		k++
	}
	c.right = k
}

// take takes up the part that touches token k, and gives its tokens. Where a
// part is there that cannot be c's, as it has a year of its own or c has one of
// its kind, lo and hi are -1.
func (r *sentence) take(c *chain, k int) (lo, hi int, ok bool) {
	if r.yearOf(k) != 0 {
		return -1, -1, false
	}
	for i := range r.journals {
		if n := &r.journals[i]; n.from <= k && k < n.to {
			if c.journal.hi > 0 || n.year != 0 {
				return -1, -1, false
			}
			c.journal = part{lo: n.from, hi: n.to, known: i}
			return n.from, n.to, true
		}
	}
	for i := range r.authors {
		if b := &r.authors[i]; b.lo <= k && k < b.hi {
			if c.byline.hi > 0 || b.year != 0 {
				return -1, -1, false
			}
			c.byline = part{lo: b.lo, hi: b.hi, known: i}
			return b.lo, b.hi, true
		}
	}
	if !r.capital(k) && !(k < c.at && r.isMark(k, ".")) {
		return 0, 0, false
	}
	p, journal := part{}, false
	if k < c.at {
		p, journal = r.partBefore(k + 1)
	} else {
		p, journal = r.partAt(k)
	}
	switch {
	case p.hi == 0:
		return 0, 0, false
	case journal && c.journal.hi > 0, !journal && c.byline.hi > 0:
		return -1, -1, false
	case k > c.at && r.hasYear(p.hi):
		return -1, -1, false
	case journal:
		c.journal = p
	default:
		c.byline = p
	}
	return p.lo, p.hi, true
}

// hasYear reports whether a year of its own stands behind what ends before token
// i.
func (r *sentence) hasYear(i int) bool {
	year, _ := r.yearBehind(i)
	return year != 0
}

// known reports whether token i belongs to a journal or to authors already.
func (r *sentence) known(i int) bool { return r.inJournal(i) || r.inByline(i) }

// capital reports whether token i has a capital or is in italics, as names do.
func (r *sentence) capital(i int) bool {
	return i >= 0 && i < len(r.toks) && (r.toks[i].upper || r.toks[i].emph)
}

// owned reports whether the year at token i stands in front of what is of that
// year: "a 2018 ...", "2018's ...".
func (r *sentence) owned(i int) bool { return r.toks[i].poss() || r.is(i-1, det) }

// describes reports whether token i is an adjective or the like in front of a
// noun.
func (r *sentence) describes(i int) bool {
	return i >= 0 && i < len(r.toks) && r.toks[i].kind == word && !r.toks[i].upper && r.toks[i].class&(stop|report|det|people|publish) == 0
}

// ties reports whether token i does no more than join the parts of an
// attribution.
func (r *sentence) ties(i int) bool {
	return r.is(i, place|det|month|people|tells|leadsIn|tie) && (!r.upper(i) || i == 0 || r.opens(i))
}
