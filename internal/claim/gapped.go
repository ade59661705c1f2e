package claim

import "strings"

// isGapped reports whether b, one name with its year in brackets, is the subject
// of a clause without a verb, which is that of the author before: "Smith (2018)
// wrote on baths, and Lee (2020) on ice", "Smith (2018) found less pain, while
// Lee (2020) none".
func (r *sentence) isGapped(b *byline) bool {
	if len(r.authors) == 0 || r.cast.role(b.names[0]) == thing || r.insideBrackets(b.lo) {
		return false
	}
	first := &r.authors[len(r.authors)-1]
	if first.year == 0 || !r.isMark(first.hi-1, ")") || r.insideBrackets(first.lo) {
		return false
	}
	clause := r.clauseBefore(b.lo)
	if clause <= first.hi {
		return false
	}
	parallel := false
	for j := first.hi; j < clause; j++ {
		if r.toks[j].year != 0 || r.isMark(j, ".?!") && !r.toks[j].glued {
			return false // "Smith (2018) was in Rome (1960), and Tokyo (2020) in ..."
		}
		parallel = parallel || r.leadsObject(j) && strings.EqualFold(r.at(j), r.at(b.hi))
	}
	switch {
	case r.reportsAt(first.hi) || r.is(first.hi, act):
		return parallel || r.isMark(clause, ",;") && r.isAmount(b.hi)
	case len(r.authors) > 1 && r.clauseBefore(first.lo) > 0:
		return parallel && r.leadsObject(first.hi) // the third of three
	}
	return false
}

// clauseBefore is the token of the mark or conjunction that joins what starts at
// token i to the clause before, -1 if none does. Words in capitals on both sides
// of "and" are a pair: "in Rome and Tokyo (2020)".
func (r *sentence) clauseBefore(i int) int {
	at := i
	if r.conjoins(at - 1) {
		at--
	}
	switch {
	case r.isMark(at-1, ",;"):
		return at - 1
	case at == i || r.upper(at-1):
		return -1
	}
	return at
}

// leadsObject reports whether token i is a preposition.
func (r *sentence) leadsObject(i int) bool {
	switch strings.ToLower(r.at(i)) {
	case "on", "in", "of", "at", "about", "for", "with", "to", "from", "among", "after", "before", "during", "between", "against", "under", "into":
		return true
	}
	return false
}

// isAmount reports whether token i says how much of what was found: "more".
func (r *sentence) isAmount(i int) bool {
	switch strings.ToLower(r.at(i)) {
	case "more", "less", "fewer", "none", "no", "nothing", "neither", "little", "both":
		return true
	}
	return false
}
