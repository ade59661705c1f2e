package claim

import (
	"strings"
	"unicode"

	"stet/internal/article"
)

// accepts reports whether the sentence names n as a source. An everyday word
// needs a sign of being a journal; a plain one has to be capitalised where
// words are not.
func (r *sentence) accepts(n *journalName) bool {
	alone := n.hi-n.lo == 1
	italic := r.italic(n) || r.namedThe(n)
	if n.town {
		return n.context != loneName || n.year != 0 || n.hi-n.lo > 4 || italic // "Medicine (Basel)" alone can be a department
	}
	if r.isOfElse(n, italic) {
		return false
	}
	if n.title != "" && (!alone || italic) && r.toks[n.hi-1].poss() && r.yearOf(n.hi) != 0 && r.is(n.hi+1, study|loose) {
		return true // "Optics Express's 2019 article"
	}
	title := r.Block == article.TitleBlock || r.titleCase()
	switch n.context {
	case publisher:
		return r.toks[n.lo].upper || italic || !n.cue
	case distant:
		if n.shape {
			return italic || r.anyOf(n.lo, n.hi, venue) || r.introduces(n) && r.is(n.hi+1, det) && r.shortened(n.lo)
		}
		return !n.cue || italic || !title && r.is(n.hi, report) || n.title != "" && !title && (n.year != 0 && r.isMark(n.hi, "(") || r.introduces(n) && r.is(n.hi+1, det) && r.anyOf(n.hi+2, min(n.hi+9, len(r.toks)), study|loose|people|report)) || r.attributed(n) || r.isAside(n)
	case container:
		return !n.cue || italic || (r.toks[n.lo].upper || hasCapital(n.name)) && !title && !r.isRealm(n)
	case modifier:
		if n.shape {
			return italic && r.yearOf(n.lo-1) != 0 && r.isName(n.lo-2) // "Krag 2018 *ICM* meta-analysis"
		}
		return (!n.cue || italic || (!title || r.isLabel(n)) && !(alone && r.toks[n.lo].caps) && r.determined(n))
	case dated:
		if n.shape && (r.creditsBefore(n.lo) || r.creditsBefore(n.lo-1) || r.yearOf(n.lo-2) != 0 && r.isMark(n.lo-1, "(,")) {
			return true
		}
		if n.cue && n.title != "" && !title && r.isMark(n.hi, "(") && (r.isWord(n.lo-1, "in") || r.is(n.to, report|publish)) {
			return true // "In Nutrients (2019)", "Nutrients (2019) reported"
		}
		if n.cue && n.title != "" && !title && (r.telegraphic(n) || r.isWord(n.to, "published") && r.is(n.to+1, det) && r.toks[n.lo].upper) {
			return true // "In 2011, Sensors published a study"
		}
		if n.cue || n.shape {
			return italic || n.title != "" && r.bracketed(n) || n.shape && (r.anyOf(n.lo, n.hi, venue) || !alone && r.bracketed(n) && !r.is(n.lo, notName)) || r.attributed(n)
		}
		return true
	case subject:
		if n.title != "" && r.isWord(n.lo-1, "as") && r.toks[n.lo].upper && r.reportedThen(n.hi) {
			return true // "As Pain reported in 2012,"
		}
		if n.title != "" && n.cue && !title && r.toks[n.lo].upper && r.isWord(n.lo-1, "the") && r.isWord(n.to, "reported") && (r.isWord(n.to+1, "that") || r.isMark(n.to+1, ":,")) {
			return true // "The Lancet reported that"
		}
		return n.shape && (italic || r.alone(n.lo, n.hi)) && r.isWord(n.to, "published") || n.title != "" && (italic || !n.cue && !n.shape || r.isWord(n.to, "published") && r.toks[n.lo].upper)
	}
	return false
}

// isOfElse reports whether n is a part of another name, or words with capitals
// that name no journal.
func (r *sentence) isOfElse(n *journalName, italic bool) bool {
	alone := n.hi-n.lo == 1
	if next := n.hi; r.upper(next) && r.adjacent(n.hi-1) && r.toks[next].emph == r.toks[n.lo].emph && !r.is(next, study|loose|month|venue) && (n.cue || n.shape) {
		return true // "Nature Made", "Science Daily"
	}
	if n.cue && !italic && (r.inBody(n.hi) || alone && r.endsAcronym(n)) {
		return true // "the Sleep Research Society"
	}
	if n.cue && !italic && r.inGroupName(n) {
		return true // "GBD 2019 Diseases and Injuries Collaborators"
	}
	if n.cue && !italic && r.endsName(n) {
		return true // "the College of Medicine", "Investigation into Cancer and Nutrition"
	}
	if n.cue && (!r.capitalised(n) || alone && !italic && n.context != publisher && r.is(n.lo, study|loose)) {
		return true // "*in vitro*", "(2025 Research)"
	}
	if !italic && n.context != publisher && n.context != container && r.is(n.hi-1, study) && r.all(n.lo, n.hi, study|notName) {
		return true // "... from Clinical Trials and Systematic Reviews (2025)"
	}
	return false
}

// namedThe reports whether n stands behind "in" with an article that has a
// capital, where no other word has one: "found, in The Lancet, that".
func (r *sentence) namedThe(n *journalName) bool {
	the := n.lo
	if !r.isWord(the, "the") {
		the--
	}
	return n.title != "" && r.isWord(the, "the") && r.upper(the) && r.upper(the+1) && r.isWord(the-1, "in") && !r.titleCase()
}

// isRealm reports whether n, an everyday word, is what guidelines are for rather
// than where they were printed: "the guidelines in Pediatrics", and not "the 2019
// guideline in Pediatrics".
func (r *sentence) isRealm(n *journalName) bool {
	at := r.venueStart(n.lo) - 1
	if !r.is(at, guidance) || r.isJournalWord(n.lo-1) {
		return false
	}
	return strings.HasSuffix(r.at(at), "s") && !r.isWord(at, "consensus") || !r.datedNoun(at)
}

// endsAcronym reports whether n is the last word of a longer name whose acronym
// stands behind it: "... studies in Epidemiology (STROBE)".
func (r *sentence) endsAcronym(n *journalName) bool {
	i := n.hi + 1
	return r.isMark(n.hi, "(") && r.upper(i) && r.toks[i].caps && len(r.at(i)) > 3 && r.isMark(i+1, ")") && !strings.EqualFold(r.at(i), n.name)
}

// endsName reports whether n is the last word of the name of an institution or
// a study: one that goes on with "of" or "and".
func (r *sentence) endsName(n *journalName) bool {
	j := n.lo - 1
	if !r.isWord(j, "of") && !r.isWord(j, "and") && !r.isMark(j, "&") || r.journalEndingAt(j) >= 0 {
		return false
	}
	words := 0
	for j--; j >= 0 && (r.upper(j) || r.isWord(j, "into") || r.is(j, small) && !r.isWord(j, "in")); j-- {
		switch {
		case r.isWord(n.lo-1, "of") && r.is(j, org) && r.upper(j) && j == n.lo-2:
			return true
		case r.is(j, publish|report|det|venue):
			return false
		case r.upper(j):
			words++
		}
	}
	return words > 2 && !r.isWord(n.lo-1, "of")
}

// isLabel reports whether a journal and a study fill a label, which may be in
// capitals: "(Cochrane Review, Kim 2014)".
func (r *sentence) isLabel(n *journalName) bool {
	return r.Block != article.TitleBlock && (r.begins(n.lo) || r.startsLink(n.lo)) && r.is(n.hi, study) && r.isMark(n.hi+1, ",")
}

// inBody reports whether the words with capitals from token i on end the name of
// an institution.
func (r *sentence) inBody(i int) bool {
	for j := i; r.upper(j) && r.adjacent(j-1); j++ {
		if r.is(j, org) && !r.isWord(j, "commission") {
			return true
		}
	}
	return false
}

// capitalised reports whether the name has a capital at all.
func (r *sentence) capitalised(n *journalName) bool {
	return strings.ContainsFunc(n.name, unicode.IsUpper)
}

// italic reports whether the name is all that is in italics.
func (r *sentence) italic(n *journalName) bool {
	return r.toks[n.lo].emph && (n.lo == 0 || !r.toks[n.lo-1].emph) && (n.hi == len(r.toks) || !r.toks[n.hi].emph)
}

// determined reports whether a year, an article or another modifier that
// shows a name stands before n: "the 2024 Lancet trial".
func (r *sentence) determined(n *journalName) bool {
	if n.cue && r.opens(n.lo) && r.isWord(n.hi, "research") {
		return false // "Psychotherapy research is young": any first word has a capital
	}
	if n.hi-n.lo == 1 && (equalFold(r.Plain[r.toks[n.lo].start:r.toks[n.lo].stem], "cochrane") || !isCommon(r.at(n.lo))) {
		return true // "Cochrane review"
	}
	return n.lo > 0 && (r.yearOf(n.lo-1) != 0 || r.is(n.lo-1, det) || r.toks[n.lo-1].kind == word && !r.toks[n.lo-1].upper && !r.is(n.lo-1, stop))
}

// bracketed reports whether n and its year share a pair of brackets.
func (r *sentence) bracketed(n *journalName) bool {
	for j := n.from - 1; j >= 0 && j > n.from-16; j-- {
		if r.isMark(j, "([") {
			return true
		}
		if r.isMark(j, ")]") {
			return false
		}
	}
	return false
}

// titleCase reports whether most words have capitals, so that one says
// nothing.
func (r *sentence) titleCase() bool {
	upper, all := 0, 0
	for i := range r.toks {
		t := &r.toks[i]
		if t.kind == word && t.end-t.start > 3 && t.class&small == 0 && !t.emph {
			all++
			if t.upper {
				upper++
			}
		}
	}
	return all > 4 && upper*10 > all*7
}
