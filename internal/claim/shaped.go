package claim

import "strings"

// families are first words of journals' names that go on with a subject.
var families = map[string]bool{"BMC": true, "JAMA": true, "BMJ": true, "PLOS": true, "PLoS": true, "Lancet": true, "Nature": true, "npj": true, "NPJ": true, "JMIR": true, "JACC": true, "Frontiers": true,
	"Advances": true, "Annual": true, "Trends": true, "Annals": true, "Archives": true, "Proceedings": true, "Bulletin": true, "Acta": true, "Seminars": true, "ACS": true, "IEEE": true, "RMD": true, "ESC": true, "JCI": true}

// shaped is a name at token i that no list has to know: a run of capitalised
// words, small words between them, with a word that journals alone use.
func (r *sentence) shaped(i int) journalName {
	j, known := i, false
	if r.isWord(i, "the") {
		j++
	}
	first, last := j, j
	if r.is(j, stop) && !r.is(j, venue) || r.opens(j) && !r.is(j, venue) && r.isWord(j+1, "of") && r.is(j+2, det) && r.is(j, people|study|loose) {
		return journalName{} // "According to the American Journal", "Authors of the American Journal"
	}
	for ; j < len(r.toks) && j < i+16; j++ {
		t := &r.toks[j]
		switch {
		case t.class&month != 0 && j > first && r.is(j-1, small), j > first && r.isIDWord(j):
		case t.kind == word && (t.upper || j == first && families[r.at(j)]) && t.emph == r.toks[first].emph:
			if t.class&venue != 0 && !t.poss() {
				known = true
			}
			last = j + 1
			switch {
			case t.poss() && (r.is(j+1, month|study|loose) || r.yearOf(j+1) != 0): // "the Journal of Nutrition's May 2018 issue"
			case t.poss() && !r.upper(j+1):
				return journalName{}
			default:
				continue
			}
		case j > first && r.isMark(j, "'’") && t.glued && r.upper(j+1):
			continue // "Nurses' Journal"
		case j > first && r.toks[first].emph && !t.emph:
		case j > first && (t.class&small != 0 || r.isMark(j, "&,") && r.longTitle(first, j)) && (r.upper(j+1) || r.is(j+1, small) && r.upper(j+2)):
			continue
		}
		break
	}
	if r.at(first) == "J" && last > first+2 {
		known = true // "J Anal Psychol"
	}
	if families[r.at(first)] && last > first+1 && (!r.is(first+1, study|loose|report) || r.isWord(first, "annual") && r.isWord(first+2, "of")) {
		known = true
	}
	switch {
	case !known || last-first < 2, r.is(last-1, press):
		return journalName{}
	case r.is(first, press) || r.is(first+1, press):
		return journalName{} // "Wall Street Journal"
	}
	last = r.untilNext(first, last)
	if r.holdsNext(first, last) {
		return journalName{}
	}
	if w := r.at(last - 1); last > first+2 && r.is(last-1, study) && !strings.HasSuffix(w, "s") && r.toks[last-2].kind == word && !r.is(last-2, small) {
		last-- // "the Lancet Neurology Trial"
	}
	return journalName{hi: last, shape: true}
}

// untilNext is where a name between tokens first and last ends if it is two
// names of the table with "and" between them: "JAMA and The Lancet".
func (r *sentence) untilNext(first, last int) int {
	for j := first + 1; j+1 < last; j++ {
		if !r.isWord(j, "and") && !r.isMark(j, "&,") {
			continue
		}
		if _, ok := r.table.Lookup(r.Plain[r.toks[first].start:r.toks[j-1].end]); ok && r.listed(j+1).hi >= last {
			return j
		}
	}
	return last
}

// holdsNext reports whether tokens first to last are a journal with "in" before it and
// somebody who has nothing of one: "Petrov and Delgado in British Journal of
// Nutrition", "Writing in ...".
func (r *sentence) holdsNext(first, last int) bool {
	for j := first + 1; j+1 < last && !r.is(j-1, venue|field|abbr) && !families[r.at(j-1)]; j++ {
		if r.isWord(j, "in") {
			return r.anyOf(j+1, last, venue)
		}
	}
	return false
}

// longTitle reports whether a comma at token j is inside a title such as
// "Journal of Food, Nutrition & Health" rather than behind one.
func (r *sentence) longTitle(first, j int) bool {
	if r.at(j) == "&" {
		return true
	}
	for k := j + 1; k < min(len(r.toks), j+6); k++ {
		switch {
		case r.at(k) == "&" || r.at(k) == "and":
			return (r.is(first, venue) || r.toks[first].emph) && r.etAl(k) == 0 && !r.is(k+2, report)
		case !r.upper(k) && !r.isMark(k, ","):
			return false
		}
	}
	return false
}
