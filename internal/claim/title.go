package claim

import (
	"strings"

	"stet/internal/article"
)

// titled is a name at token i told by what stands around it: a title in
// italics behind "study in", a title behind "published in" or "the journal".
func (r *sentence) titled(i int) journalName {
	t := &r.toks[i]
	if i > 0 && t.emph && r.toks[i-1].emph || r.is(i, month|det) && !t.emph {
		return journalName{}
	}
	c := r.before(i)
	if c == loneName && t.emph && (r.yearOf(i-1) != 0 && r.isName(i-2) || r.creditsBefore(i-1) || r.isMark(i-1, ",.") && r.isMark(i-2, ")") && r.yearOf(i-3) != 0 && (r.isName(i-5) || r.isInitials(i-5))) {
		c = container // "Wei 2022 *Frontiers Endocrinol*"
	}
	if c == loneName && !t.emph && t.upper && (r.creditsBefore(i) || r.creditsBefore(i-1)) {
		return r.credited(i)
	}
	if c != publisher && c != container && !t.emph {
		return journalName{}
	}
	hi, words := r.titleRun(i)
	if t.emph && r.isMark(hi, ".") && r.toks[hi].emph {
		hi++
	}
	if t.emph && hi < len(r.toks) && r.toks[hi].emph {
		if end := r.emphEnd(i); end > hi && (c == publisher || c == container) && r.isForeign(i, end) {
			return journalName{lo: i, hi: end, shape: true} // "*Ugeskrift for laeger*"
		}
		return journalName{} // a sentence in italics
	}
	n := journalName{lo: i, hi: hi, shape: true}
	switch {
	case c == loneName && (r.isMark(i-1, "(,") || r.behindLabel(i)) && !r.isWord(hi, "published"): // "(*Optics Express*, 2019)"
		y, _ := r.yearBehind(hi)
		if (y != 0 || r.isMark(i-1, ",") && r.yearOf(i-2) != 0 && r.isMark(i-3, "(") || r.isMark(hi, ")") && r.bracketBehindStudy(i) || r.isMark(i-1, "(") && r.withID(hi)) && t.upper && hi-i < 12 && (words > 1 || !r.isLatin(i)) && !r.anyOf(i, hi, press|body) {
			return n
		}
		return journalName{}
	case c == loneName:
		if t.upper && t.emph && words > 1 && r.pagesFollow(hi) {
			return n // "*Early Human Development*, 88(4), 227-232"
		}
		if t.upper && r.isWord(hi, "published") && r.is(hi+1, det) {
			return n // "*Optics Express* published a study"
		}
		return journalName{}
	case t.emph && words == 1 && c == container && !r.isLatin(i):
		return n // "a study in *Bioinformatics*"
	case words == 0 || !t.upper || r.isPaper(i, hi) || r.isWord(i-1, "by"):
	case !t.emph && c == container && !r.isWord(i-1, "from") && !r.isWord(i-1, "to") && r.Block != article.TitleBlock && words > 1 && r.is(hi-1, field) && !r.is(i, notName|org) && r.plain(i, hi) && !r.titleCase():
		return n // "a 2020 study in General Psychiatry"
	case !t.emph && c == container && r.isWord(i-1, "in") && words > 1 && r.is(hi, report|act) && r.Block != article.TitleBlock && r.anyOf(i, hi, small) && r.worded(i, hi) && !r.titleCase():
		return n // "a 2019 study in Building and Environment tested"
	case t.emph && c == distant && !r.anyOf(0, len(r.toks), study|loose|people|report):
		// "In *The Kettle* (1952) the hero drinks"
	case t.emph && (c == publisher || (c == container || c == distant) && words > 1):
		return n
	case !t.emph && c == publisher && (r.isJournalWord(i-1) || words > 1 && !r.isTown(i, hi)):
		return n
	}
	return journalName{}
}

// titleRun is the token behind the words from token i on that can be a title, all
// of them emphasised or none, and how many of them have capitals.
func (r *sentence) titleRun(i int) (hi, words int) {
	t := &r.toks[i]
	hi = i
	for j := i; j < len(r.toks); j++ {
		switch {
		case r.toks[j].emph != t.emph:
		case r.upper(j):
			words++
			hi = j + 1
			continue
		case j > i && (r.is(j, small) || r.isMark(j, "&-:–,.") && t.emph || r.isMark(j, "'’") && r.toks[j].glued && r.upper(j+1)):
			continue
		}
		return hi, words
	}
	return hi, words
}

// ampersandEnd is the token behind words with capitals that "&" joins to n, unless
// they are another journal's; 0 if none does. Words that are journals and words
// of English both, as "Evolution & Development", are one name.
func (r *sentence) ampersandEnd(n *journalName) int {
	if n.hi == 0 || !r.isMark(n.hi, "&") || !r.upper(n.hi+1) || r.is(n.hi+1, det) || r.shaped(n.hi+1).hi > 0 {
		return 0
	}
	if other := r.listed(n.hi + 1); other.hi > 0 && !(n.cue && other.cue) {
		return 0
	}
	end := n.hi + 1
	for r.upper(end) && end < n.hi+6 {
		end++
	}
	return end
}

// seriesEnd is the token behind the name of a series that follows n and its full
// stop, where a year, a verb or an end stands behind that; 0 if none does.
func (r *sentence) seriesEnd(n *journalName) int {
	if n.hi == 0 || n.hi+1 >= len(r.toks) || !r.isMark(n.hi, ".") || !r.toks[n.hi].glued || !r.upper(n.hi+1) || r.toks[n.hi].emph {
		return 0
	}
	for j := n.hi + 1; j < n.hi+9 && (r.upper(j) || r.is(j, small) || r.isMark(j, "&,.")); j++ {
		if y, _ := r.yearBehind(j + 1); r.upper(j) && !r.is(j, month|study) && (y != 0 || !r.upper(j+1) && r.is(j+1, report|publish|tells|study) || r.isMark(j+1, ",.") && r.worded(n.hi+1, j+1)) {
			return j + 1
		}
	}
	return 0
}

// isPaper reports whether tokens lo to hi name a newspaper, a magazine or an
// agency: "Consumer Reports", and not "Consumer Health Perspectives".
func (r *sentence) isPaper(lo, hi int) bool {
	return r.anyOf(lo, hi, press|body) && !(hi-lo > 2 && r.is(hi-1, field) && r.is(hi-2, field))
}

// worded reports whether the words with capitals of tokens lo to hi are words of
// health writing, as no names of places are.
func (r *sentence) worded(lo, hi int) bool {
	for ; lo < hi; lo++ {
		if r.upper(lo) && (r.is(lo, notName) || !isCommon(r.at(lo))) {
			return false
		}
	}
	return true
}

// isTown reports whether no word of tokens lo to hi is one that titles are made
// of: "San Francisco", "New Delhi".
func (r *sentence) isTown(lo, hi int) bool {
	for ; lo < hi; lo++ {
		if r.is(lo, field|abbr|venue|study) || r.upper(lo) && !r.is(lo, notName) && (isCommon(r.at(lo)) || isScience(r.at(lo))) {
			return false
		}
	}
	return true
}

// credited is a name at token i told by the authors before and the year right
// behind it: "Garthe I et al. IJSNEM 2011;21:97".
func (r *sentence) credited(i int) journalName {
	hi := i
	for r.upper(hi) && hi < i+6 && !r.is(hi, notName|month|study|body|press) && r.toks[hi].kind == word {
		hi++
	}
	if hi == i || r.yearOf(hi) == 0 || r.isMark(hi+1, "(") && r.isMark(i-1, ",") {
		return journalName{}
	}
	return journalName{lo: i, hi: hi, shape: true}
}

// beside is a title at token i told by the authors and the year before it:
// "Hadley & Velten 2018 (Computational Psychiatry)", "(Velten et al. 2021,
// Vet Comp Oncol)".
func (r *sentence) beside(i int) journalName {
	if r.upper(i) && r.toks[i].caps && r.yearOf(i-1) != 0 && r.isName(i-2) && r.pagesFollow(i+1) {
		return journalName{lo: i, hi: i + 1, shape: true} // "Lemaire 2004 JTB 229:293"
	}
	if !r.isMark(i-1, "(,") || r.yearOf(i-2) == 0 || !r.upper(i) || !r.isName(i-3) && !r.creditsBefore(i-2) && !r.isInitials(i-3) {
		return journalName{}
	}
	hi, words := i, 0
	for j := i; j < min(len(r.toks), i+9) && (r.upper(j) || r.is(j, small)); j++ {
		if r.upper(j) {
			hi, words = j+1, words+1
		}
	}
	if words > 0 && r.isMark(i-1, "(") && r.withID(hi) && r.plain(i, hi) && !r.anyOf(i, hi, press|body|study|notName) {
		return journalName{lo: i, hi: hi, shape: true} // "(Vascular, PMID 38670962)"
	}
	ends := r.isMark(hi, ")") || r.isMark(hi, ",") || hi < len(r.toks) && r.toks[hi].kind == number
	abbreviated := words > 2 && !r.all(i, hi, notName)
	for j := i; j < hi; j++ {
		abbreviated = abbreviated && r.toks[j].end-r.toks[j].start <= 6
	}
	if !ends || words < 2 || !abbreviated && !r.is(hi-1, field) || !r.plain(i, hi) || r.anyOf(i, hi, press|body|study) {
		return journalName{}
	}
	return journalName{lo: i, hi: hi, shape: true}
}

// inexact is a title at token i that the table has with other small words:
// "Complementary Therapies of Medicine".
func (r *sentence) inexact(i int) journalName {
	if !r.upper(i) {
		return journalName{}
	}
	switch r.before(i) {
	case publisher, container:
	default:
		return journalName{}
	}
	r.nameWords(i, false)
	at := -1
	for k, w := range r.words {
		if k > 0 && k+1 < len(r.words) && classOf(w)&small != 0 {
			at = k
			break
		}
	}
	if at < 0 {
		return journalName{}
	}
	was := r.words[at]
	for _, w := range [...]string{"in", "of", "and", "for", "&"} {
		if w == was {
			continue
		}
		r.words[at] = w
		if hit, ok := r.table.Find(r.words); ok && hit.Words > at+1 && !hit.Cue {
			return journalName{hi: r.afterWords(i, hit.Words), title: hit.Title}
		}
	}
	return journalName{}
}

// emphEnd is the token behind the italics that token i starts, 0 if it starts
// none or they hold a sentence.
func (r *sentence) emphEnd(i int) int {
	if !r.toks[i].emph || i > 0 && r.toks[i-1].emph {
		return 0
	}
	j := i
	for j < len(r.toks) && r.toks[j].emph {
		j++
	}
	if j-i > 14 {
		return 0
	}
	return j
}

// isPlural reports whether the word at token i is one of those with which
// titles end and that name studies in the singular: "Reviews", "Reports".
func (r *sentence) isPlural(i int) bool { return strings.HasSuffix(r.at(i), "s") }

// titleIn reports whether tokens lo to hi go on with a title: words with
// capitals, and no study.
func (r *sentence) titleIn(lo, hi int) bool {
	words, series := 0, false
	for j := lo; j < hi; j++ {
		switch {
		case r.upper(j) && (!r.is(j, study|month) || j+1 == hi && j > lo && r.isPlural(j) || r.isWord(j, "review") && j+2 == hi && (r.isInitial(j+1) || r.is(j+1, field))) && !r.isWord(j, "journal"):
			words++
		case r.isMark(j, ".") && r.toks[j].glued && (r.upper(j+1) || j+1 == hi):
			series = true // "*Spectrochimica Acta. Part A, Molecular Spectroscopy*"
		case r.isMark(j, ",") && series:
		case !r.is(j, small) && !r.isMark(j, "&-–:"):
			return false
		}
	}
	return words > 0
}

// plain reports whether tokens lo to hi have no possessive and no institution.
func (r *sentence) plain(lo, hi int) bool {
	for ; lo < hi; lo++ {
		if r.toks[lo].poss() || r.is(lo, org) {
			return false
		}
	}
	return true
}

// isForeign reports whether tokens lo to hi, which are in italics, can be a title in
// another language, whose nouns may be small: no word of English is among the small
// ones, but for those that titles have, and they are no organism's name of two words.
func (r *sentence) isForeign(lo, hi int) bool {
	if !r.upper(lo) || hi-lo < 3 && !r.is(lo, venue) {
		return false
	}
	for i := lo; i < hi; i++ {
		t := &r.toks[i]
		switch {
		case t.kind == number || t.kind == mark && !r.isMark(i, "'’&-,:"):
			return false
		case t.kind == word && !t.upper && !r.is(i, small) && t.class&field == 0 && (t.class != 0 || isCommon(r.at(i))):
			return false
		}
	}
	return true
}

// isLatin reports whether token i can be the name of an organism or a way of
// working, which are in italics too: "Drosophila", "Vitro".
func (r *sentence) isLatin(i int) bool {
	w := strings.ToLower(r.at(i))
	for _, end := range [...]string{"a", "us", "um", "is", "ae", "o", "des"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// pointEnds reports whether the full stop behind token j is that of an
// abbreviated name which starts at token i: it is in the name's italics, or
// the name has other points and the sentence goes on, or a year is behind it.
func (r *sentence) pointEnds(j, i int) bool {
	if !r.isMark(j+1, ".") || !r.toks[j+1].glued || j+2 >= len(r.toks) || j+1-i < 2 && !r.toks[j+1].emph {
		return false
	}
	return r.yearOf(j+2) != 0 || r.toks[j+1].emph && r.toks[i].emph || (r.isMark(j-1, ".") || r.pointIn(i, j)) && r.isMark(j+2, "(),;") || r.pointIn(i, j) && r.toks[j+2].kind == word && !r.toks[j+2].upper
}

// pointIn reports whether one of the tokens lo to hi is a full stop.
func (r *sentence) pointIn(lo, hi int) bool {
	for ; lo < hi; lo++ {
		if r.isMark(lo, ".") {
			return true
		}
	}
	return false
}

// quoteEnd is the token behind the quotation marks that n stands in, with a
// comma inside or not; 0 if it stands in none.
func (r *sentence) quoteEnd(n *journalName) int {
	end := n.hi
	if r.isMark(end, ",") {
		end++
	}
	if !r.isMark(n.lo-1, "\"“") || !r.isMark(end, "\"”") {
		return 0
	}
	return end + 1
}
