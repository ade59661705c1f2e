package claim

import (
	"slices"
	"strings"
)

// bare reports whether a name with a year behind it, "Carmel 2011", is an
// author in running text: one that the article names elsewhere; or, where
// nothing speaks against it, one that a journal, a report or another word of
// research follows, or any in an article that cites so.
func (r *sentence) bare(b *byline) bool {
	first := b.names[0]
	if r.isMark(b.hi-2, ",") && r.isMark(b.hi, ",") && r.is(b.hi+1, report) && r.opens(b.lo) && !r.titleCase() {
		return len(b.names) > 1 || r.isAuthor(first) // "Smith, 2015, found"
	}
	if r.isMark(b.hi-2, ",") || r.is(b.hi, study|loose) && (r.is(b.lo-1, det) || r.toks[b.hi-2].poss()) || b.lo > 0 && r.upper(b.lo-1) && r.adjacent(b.lo-1) && !(b.lo == 1 && (r.is(0, stop) || r.isWord(0, "both") || r.isWord(0, "neither"))) {
		return false
	}
	if pair := len(b.names) > 1 && r.joined(b) && len(r.authors) > 0; !pair && r.titleCase() {
		return false
	}
	role := author
	if len(b.names) == 1 {
		role = r.cast.role(first)
	}
	switch {
	case r.inJournal(b.hi) || r.isMark(b.hi, "(") && r.inJournal(b.hi+1), role == author, role != thing && r.isIDWord(b.hi):
		return true
	case (role != thing || r.cast.isHomonym(first)) && (r.besideID(b) || b.lo > 0 && r.is(b.hi, report) && role == thing):
		return true
	case role == thing || r.upper(b.hi):
		return false
	}
	switch strings.ToLower(r.at(b.lo - 1)) {
	case "cites", "cite", "citing", "cited", "per", "see", "after", "following":
		return true
	}
	return r.inRow(b) || r.is(b.hi, report|act) || r.anyOf(b.hi, min(b.hi+3, len(r.toks)), study) || r.cast.authored()
}

// inRow reports whether another name with a year stands next to b, added up with
// it, "Hadley 2012 + Brandt 2019", or in a sentence about research.
func (r *sentence) inRow(b *byline) bool {
	next := r.isMark(b.hi, "+,;/&") || r.joinsPair(b.hi)
	behind := next && r.isName(b.hi+1) && r.yearOf(b.hi+2) != 0 && r.cast.role(r.at(b.hi+1)) != thing
	last := len(r.authors) - 1
	before := last >= 0 && r.authors[last].year != 0 && r.authors[last].hi == b.lo-1 && (r.isMark(b.lo-1, "+,;/&") || r.joinsPair(b.lo-1))
	added := r.isMark(b.hi, "+") && behind || r.isMark(b.lo-1, "+") && before
	return added || (behind || before) && r.anyOf(0, len(r.toks), study|loose|report|people)
}

// joinsPair reports whether the word at token i joins two of a kind.
func (r *sentence) joinsPair(i int) bool {
	return r.isWord(i, "and") || r.isWord(i, "or") || r.isWord(i, "nor")
}

// closing is the token behind the bracket that closes what token i is in, or i
// if none does soon.
func (r *sentence) closing(i int) int {
	depth := 0
	for k := i; k < min(len(r.toks), i+16); k++ {
		switch {
		case r.isMark(k, "(["):
			depth++
		case r.isMark(k, ")]"):
			if depth--; depth < 0 {
				return k + 1
			}
		}
	}
	return i
}

// bracketHolds reports whether no bracket that is open at token lo closes before
// token hi.
func (r *sentence) bracketHolds(lo, hi int) bool {
	depth := 0
	for ; lo < hi; lo++ {
		if r.isMark(lo, "([") {
			depth++
		} else if r.isMark(lo, ")]") {
			if depth--; depth < 0 {
				return false
			}
		}
	}
	return true
}

// besideID reports whether b opens brackets in which an id follows: "(Key 1999,
// PMID: 14972060)". Whoever writes so names an author, whatever else the word is.
func (r *sentence) besideID(b *byline) bool {
	if !r.isMark(b.lo-1, "([;") {
		return false
	}
	k := b.hi
	for r.isMark(k, ",;:[(") {
		k++
	}
	return r.isIDWord(k) || k < len(r.toks) && slices.ContainsFunc(r.cited, func(c citation) bool { return c.start == r.toks[k].start })
}

// isIDWord reports whether an id follows token i: "PMID".
func (r *sentence) isIDWord(i int) bool {
	switch w := r.at(i); w {
	case "PMID", "PMCID", "DOI", "doi", "pmid":
		return true
	default:
		return strings.HasPrefix(w, "PMC") && len(w) > 5
	}
}

// reporters reads two authors or more between an opening phrase and the verb of
// reporting at token i: "In a 2018 paper, Okafor and Lindh found". Where the
// clause or the phrase names the journal, one author will do.
func (r *sentence) reporters(i, done int) (byline, bool) {
	if at := r.venueAside(i - 1); at > done {
		names, lo := r.namesBefore(at, done, true)
		b := byline{lo: lo, hi: at, names: names}
		return b, len(names) > 1 && r.starts(lo) && r.joined(&b)
	}
	aside := r.isMark(i-1, ",") && r.isWord(i, "writing") // "Okafor, writing in Nutrients"
	if aside {
		i--
	}
	if !r.isName(i - 1) {
		return byline{}, false
	}
	in := aside && r.printedIn(i+1) || r.printedIn(i)
	if !in && !r.isWord(0, "in") && !r.isWord(0, "writing") {
		return byline{}, false
	}
	names, lo := r.namesBefore(i, done, true)
	b := byline{lo: lo, hi: i, names: names}
	if in && len(names) == 1 {
		named := r.isPerson(&b) || r.honours(lo-1) || r.isAuthor(names[0])
		if r.isWord(lo-1, "as") && r.opens(lo-1) {
			return b, r.cast.role(names[0]) != thing // "As Smith argued in PLoS Medicine"
		}
		return b, (r.opens(lo) || r.honours(lo-1)) && (named || !r.isWord(i+1, "in") && !r.is(lo, people) && r.cast.role(names[0]) != thing)
	}
	if in {
		return b, len(names) > 1 && names[0] != names[1] && r.joined(&b)
	}
	if b.open = len(names) == 1 && r.behindVenue(lo-1) && r.cast.role(names[0]) != thing; b.open {
		return b, true // "In a 2012 study in Sensors, Chung found"
	}
	return b, len(names) > 1 && names[0] != names[1] && r.isMark(lo-1, ",") && r.joined(&b)
}

// behindVenue reports whether the comma at token i ends an opening phrase with
// the journal of a dated study.
func (r *sentence) behindVenue(i int) bool {
	return r.isMark(i, ",") && slices.ContainsFunc(r.journals, func(n journalName) bool {
		return n.to == i && n.context == container && r.anyOf(0, n.lo, study)
	})
}

// venueAside is the token of the comma before the place of a report whose comma
// is token i, "Yu and Lee, in the Lancet, found"; 0 for none.
func (r *sentence) venueAside(i int) int {
	if !r.isMark(i, ",") {
		return 0
	}
	for k := range r.journals {
		if n := &r.journals[k]; n.to == i && n.year == 0 {
			if at := r.venueStart(n.lo) - 1; r.isMark(at, ",") {
				return at
			}
		}
	}
	return 0
}

// printedIn reports whether the verb at token i says where its subject had
// something printed: "reported in the BMJ", "published this in the BMJ". What
// companies have printed is their own.
func (r *sentence) printedIn(i int) bool {
	switch j := i + 1; strings.ToLower(r.at(j)) {
	case "in":
		if r.is(j+1, det) && r.yearOf(j+2) != 0 && r.is(j+3, study) {
			return true // "argued in a 2015 review"
		}
		return r.venueAt(j)
	case "this", "it", "them", "these", "his", "her":
		for ; j < min(len(r.toks), i+7) && r.toks[j].kind == word; j++ {
			if r.isWord(j, "in") {
				return r.inJournal(j+1) || r.inJournal(j+2)
			}
		}
	}
	return false
}

// reportedIn reads authors in front of "reported in 2019": the year is at token
// i.
func (r *sentence) reportedIn(i, done int) (byline, bool) {
	verb := r.dateStart(i) - 1
	if verb < 0 || r.yearOfReport(verb) != i {
		return byline{}, false
	}
	names, lo := r.namesBefore(verb, done, true)
	b := byline{lo: lo, hi: i + 1, names: names, year: r.yearOf(i)}
	if len(names) == 1 {
		as, end := r.isWord(lo-1, "as"), i+1
		if n := r.journalDated(i); n != nil {
			end = n.to // "Lee found in 2019 in the Lancet that"
		}
		return b, (as || r.opens(lo)) && (as || r.isWord(end, "that")) && r.cast.role(names[0]) != thing
	}
	return b, len(names) > 1
}

// narrates reports whether names with a year in brackets behind them are
// authors: two of them, or one that a report follows or an attribution
// precedes.
func (r *sentence) narrates(b *byline) bool {
	if len(b.names) > 1 {
		return !r.titleCase() && b.names[0] != b.names[1]
	}
	if r.goesOnNarrating(b.hi) && r.cast.role(b.names[0]) != thing {
		return true
	}
	if b.lo > 0 && r.upper(b.lo-1) && r.adjacent(b.lo-1) && !r.honours(b.lo-1) && (!r.is(b.lo-1, stop) || b.lo > 1 && r.upper(b.lo-2) && r.adjacent(b.lo-2)) {
		return r.isName(b.lo-1) && r.isWord(b.lo-2, "to") && r.isWord(b.lo-3, "according") // and not "Why We Sleep (2017) says"
	}
	switch {
	case r.is(b.hi, act) && r.cast.role(b.names[0]) != thing:
		return true
	case r.isMark(b.hi, "'’") || r.reportsAt(b.hi):
		return true
	case r.isWord(b.lo-1, "to") && r.isWord(b.lo-2, "according"):
		return true
	case r.isWord(b.lo-1, "was") && r.isWord(b.hi, "who") && r.cast.role(b.names[0]) != thing:
		return true // "It was Stiller (2007) who showed"
	case r.cast.role(b.names[0]) != thing && r.appearedIn(b.hi):
		return true
	case r.isGapped(b):
		return true
	case r.isWord(b.lo-1, "by") || r.isWord(b.lo-1, "see") || r.isWord(b.lo-1, "from") && r.is(b.hi, report):
		return true
	}
	return r.toks[b.hi-2].kind != mark && r.is(b.lo-1, study)
}

// reportsAt reports whether a verb of reporting stands at token i, behind an
// adverb or two: "first systematically tested".
func (r *sentence) reportsAt(i int) bool {
	for n := 0; n < 2 && (r.isWord(i, "also") || r.isWord(i, "first") || r.isWord(i, "later") || strings.HasSuffix(r.at(i), "ly")); n++ {
		i++
	}
	return r.is(i, report)
}

// goesOnNarrating reports whether more names with years in brackets follow token
// i, and then what they report: "Smith (2018) and Lee (2019) found".
func (r *sentence) goesOnNarrating(i int) bool {
	for n := 0; n < 6; n++ {
		j := i
		for r.isMark(j, ",&") || r.isWord(j, "and") {
			j++
		}
		if j == i || !r.isName(j) || !r.isMark(j+1, "(") || r.yearOf(j+2) == 0 || !r.isMark(j+3, ")") {
			return n > 0 && r.is(i, report|act)
		}
		i = j + 4
	}
	return false
}

// parenthetical reports whether names and year are a citation in brackets:
// bracketed from the first name, or from another citation's end.
func (r *sentence) parenthetical(b *byline) bool {
	end := b.hi
	ends := end >= len(r.toks) || r.isMark(end, ")];,:.|*")
	j := r.beforeSee(b.lo - 1)
	if !ends {
		return r.glossed(b)
	}
	comma := r.isMark(end-2, ",")
	switch {
	case len(b.names) == 1 && r.isMark(j, "(") && r.behindTitle(j):
		return false
	case r.isMark(j, "(["):
		return comma || len(b.names) > 1 || r.isMark(end, ")];") || r.isMark(end, ":") && end+1 < len(r.toks) && r.toks[end+1].kind == number || r.isMark(end, ",") && (r.isName(end+1) || r.inJournal(end+1))
	case r.isMark(j, ";:/"), r.is(j, place) && r.refers(j-1), r.refers(j):
		return r.insideBrackets(j) // "(reviewed in Nielsen, 2010; data: Held, 2002)"
	case r.isWord(j, "and") || r.isMark(j, ","):
		return r.insideBrackets(j) && r.yearOf(j-1) != 0
	}
	return r.linked(b)
}

// glossed reports whether b is one of several citations in brackets that say in
// a word or two what they are, "(Lee 2018 in adults, Kim 2013 in mice)".
func (r *sentence) glossed(b *byline) bool {
	if len(b.names) > 1 || !r.startsGloss(b.lo) || !r.insideBrackets(b.lo) {
		return false
	}
	others := 0
	for _, step := range [...]int{-1, 1} {
		for j := b.lo + step; j > max(0, b.lo-16) && j < min(len(r.toks), b.lo+16) && !r.isMark(j, "()[]"); j += step {
			if j != b.lo && r.startsGloss(j) {
				others++
			}
		}
	}
	return others > 0
}

// startsGloss reports whether a name and a year start a part of a list in
// brackets at token i, or behind the acronym of a trial.
func (r *sentence) startsGloss(i int) bool {
	if !r.isName(i) || r.yearOf(i+1) == 0 || r.isMark(i+2, "-–—/") || r.cast.role(r.at(i)) == thing {
		return false
	}
	if r.upper(i-1) && r.toks[i-1].caps && len(r.at(i-1)) > 3 {
		i--
	}
	return r.isMark(i-1, "([,;")
}

// behindTitle reports whether the bracket at token i stands behind a title in
// italics that is no journal's, as a book's publisher does: "*Warm Feet*
// (Penguin, 2016)".
func (r *sentence) behindTitle(i int) bool {
	return i > 0 && r.toks[i-1].emph && r.upper(i-1) && !r.inJournal(i-1)
}

// beforeSee steps over "see", "see also", "e.g.,", "for example" and "by" that end at
// token j.
func (r *sentence) beforeSee(j int) int {
	for j >= 0 {
		k := j
		for r.isMark(k, ".,") {
			k--
		}
		switch strings.ToLower(r.at(k)) {
		case "see", "also", "but", "e", "g", "eg", "cf", "by", "namely":
			j = k - 1
		case "example", "instance":
			if !r.isWord(k-1, "for") {
				return j
			}
			j = k - 2
		default:
			return j
		}
	}
	return j
}

// refers reports whether the word at token i refers to a source: "reviewed".
func (r *sentence) refers(i int) bool {
	switch strings.ToLower(r.at(i)) {
	case "reviewed", "discussed", "described", "summarized", "summarised", "adapted", "cited", "quoted":
		return true
	}
	return false
}

// insideBrackets reports whether token i stands inside brackets.
func (r *sentence) insideBrackets(i int) bool {
	depth := 0
	for ; i >= 0; i-- {
		if r.isMark(i, ")]") {
			depth--
		} else if r.isMark(i, "([") {
			if depth++; depth > 0 {
				return true
			}
		}
	}
	return false
}

// linked reports whether a link's words are just b.
func (r *sentence) linked(b *byline) bool {
	for i := range r.Inlines {
		in := &r.Inlines[i]
		if in.Kind == linkKind && in.Start >= r.toks[b.lo].start-1 && in.Start <= r.toks[b.lo].start && in.End >= r.toks[b.hi-1].end && in.End <= r.toks[b.hi-1].end+1 {
			return true
		}
	}
	return false
}
