package claim

import "strings"

// partAt is the journal or the authors that start at token i by their looks.
func (r *sentence) partAt(i int) (p part, journal bool) {
	if n := r.looksAt(i); n.hi > 0 && r.strength(&n) > 0 {
		return part{lo: i, hi: n.hi, known: -1, journal: n}, true
	}
	names, hi := r.nameList(i)
	if len(names) == 0 || r.upper(hi) {
		return part{}, false
	}
	if whole := r.is(i, given) || r.isInitials(i+1) || strings.HasPrefix(names[0], r.stemOf(i)); r.isName(i) && !whole {
		return part{}, false // "Costa Rica"
	}
	return part{lo: i, hi: hi, known: -1, names: names}, false
}

// partBefore is the journal or the authors that end before token hi by their
// looks.
func (r *sentence) partBefore(hi int) (p part, journal bool) {
	lo := hi - 1
	for lo > 0 && hi-lo < maxName && !r.known(lo-1) && (r.capital(lo-1) || r.is(lo-1, small) || r.isMark(lo-1, ".") && r.toks[lo-1].glued || r.isMark(lo-1, "&")) {
		lo--
	}
	first := lo
	for ; lo < hi; lo++ {
		if !r.capital(lo) || lo > first && r.endsLonger(lo) {
			continue
		}
		if n := r.looksAt(lo); n.hi == hi && r.strength(&n) > 0 {
			return part{lo: lo, hi: hi, known: -1, journal: n}, true
		}
	}
	names, lo := r.namesBefore(hi, 0, true)
	if plain := r.honours(lo-1) || r.is(lo-1, stop) || r.is(lo-1, notName) && r.opens(lo-1) || r.is(lo-1, leadsIn) && r.opens(lo-1); len(names) == 0 || r.upper(lo-1) && r.adjacent(lo-1) && !plain {
		return part{}, false
	}
	return part{lo: lo, hi: hi, known: -1, names: names}, false
}

// maxName bounds the tokens of a journal's name.
const maxName = 16

// endsLonger reports whether what starts at token i is the end of a longer name:
// "Sleep Medicine" of "Academy of Sleep Medicine", and not of "Lee in Sleep Medicine".
func (r *sentence) endsLonger(i int) bool {
	joined := r.is(i-1, small) && !r.isWord(i-1, "the") && !r.toks[i].emph
	return joined && r.upper(i-2) && (!r.isName(i-2) || !isSurname(r.at(i-2)) && isCommon(r.at(i-2))) && !r.is(i-2, people)
}

// looksAt is the longest name at token i that can be a journal's, wherever it
// stands.
func (r *sentence) looksAt(i int) journalName {
	function := r.is(i, month|det) && !r.isShortAn(i) || r.opens(i) && r.is(i, stop|leadsIn)
	if !r.startsName(i) || function && !r.toks[i].emph {
		return journalName{}
	}
	n := r.placed(i)
	if n.hi == 0 {
		n = r.listed(i)
	}
	if o := r.ownerAt(i); o.hi > n.hi {
		n = o
	}
	if s := r.shaped(i); s.hi > n.hi {
		n = s
	}
	if end := r.emphEnd(i); end > n.hi && end <= len(r.toks) && r.upper(i) && r.titleIn(i, end) {
		n = journalName{hi: end, shape: true}
	}
	if run := r.runAt(i); run.hi > n.hi && run.words > 1 && !r.toks[i].emph {
		titled := run.shortened() || r.is(run.hi-1, field) && r.startsTitle(i)
		if titled && r.plain(i, run.hi) && !r.anyOf(i, run.hi, press|body) {
			n = journalName{hi: run.hi, shape: true}
		}
	}
	if n.hi == 0 || r.upper(n.hi) && r.adjacent(n.hi-1) && r.toks[n.hi].emph == r.toks[i].emph && !r.is(n.hi, study|loose) {
		return journalName{}
	}
	n.lo, n.from, n.to = i, i, n.hi
	n.name = r.Plain[r.toks[i].start:r.toks[n.hi-1].stem]
	return n
}

// ownerAt is the name from the table at token i whose last word is a possessive:
// "*Gut*'s report of 2019".
func (r *sentence) ownerAt(i int) (n journalName) {
	for j, end := i, r.nameWords(i, false); j < end; j++ {
		if !r.toks[j].poss() {
			continue
		}
		if hit, ok := r.table.Lookup(r.Plain[r.toks[i].start:r.toks[j].stem]); ok {
			n = journalName{hi: j + 1, title: hit.Title, many: hit.Many, cue: hit.Cue}
		}
	}
	return n
}

// isShortAn reports whether token i is no article but a title's first word cut
// short: "published in An Pediatr".
func (r *sentence) isShortAn(i int) bool {
	return r.upper(i) && !r.opens(i) && r.is(i+1, abbr) && r.upper(i+1)
}

// strength is how much the looks of n alone say that it is a journal's name:
// from 1 for an everyday word with a capital to 3, and 0 for none.
func (r *sentence) strength(n *journalName) int {
	words := n.hi - n.lo
	if r.italic(n) {
		switch {
		case !r.upper(n.lo) && !hasCapital(n.name):
			return 0
		case n.title != "":
			return 3
		case words > 1:
			return 2
		case r.isLatin(n.lo):
			return 0
		}
		return 1
	}
	run := r.runAt(n.lo)
	switch {
	case r.all(n.lo, n.hi, study|loose), n.shape && r.all(n.lo, n.hi, study|loose|notName), n.shape && words == 1:
		return 0
	case n.title != "" && !n.cue, n.shape && r.anyOf(n.lo, n.hi, venue):
		return 3
	case n.shape && run.short == 0 && run.dotted > 0:
		return 1 // "St. Louis. Oslo"
	case n.shape && run.shortened():
		return 3
	case words > 1 && (n.title != "" || r.fields(n.lo, n.hi) > 1):
		return 2
	}
	return 1
}

// fields counts the words of tokens lo to hi that titles of journals end in.
func (r *sentence) fields(lo, hi int) int {
	n := 0
	for ; lo < hi; lo++ {
		if r.upper(lo) && (r.is(lo, field) || isScience(r.at(lo))) {
			n++
		}
	}
	return n
}

// nameLooks weighs what the names of p say themselves.
func (r *sentence) nameLooks(p *part) int {
	first := p.names[0]
	b := byline{lo: p.lo, hi: p.hi, names: p.names}
	switch {
	case len(p.names) > 1 && p.names[1] == first, r.upper(p.hi) && r.adjacent(p.hi-1), r.toks[p.hi-1].poss():
		return -9 // "Johnson & Johnson"; what is somebody's is for the study's phrase
	case len(p.names) > 1:
		sum := 1
		if r.joined(&b) {
			sum = min(len(p.names), 3)
		}
		for _, name := range p.names[:2] {
			if r.cast.role(name) == thing {
				sum -= 2 // "Anxiety & Sleep"
			}
		}
		return sum
	}
	switch role := r.cast.role(first); {
	case role == author:
		return 2
	case role == thing, r.cast.writes(strings.ToLower(first)):
		return -9
	case r.hasInitials(p.lo, p.hi) || r.isPerson(&b) || r.honours(p.lo-1):
		return 1
	}
	return 0
}
