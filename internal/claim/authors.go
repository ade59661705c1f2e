package claim

import "strings"

// A byline is the authors that a sentence names, with the year given for their
// paper.
type byline struct {
	lo, hi int // tokens
	names  []string
	year   int
	also   []int // further years of the same authors: "(Smith, 2010, 2012)"
	open   bool  // "et al." or "and colleagues": certainly authors
}

// findAuthors finds the authors that the sentence names.
func (r *sentence) findAuthors() {
	done := 0 // tokens that belong to a byline
	for i := 0; i < len(r.toks); i++ {
		b, ok := byline{}, false
		switch c := r.Plain[r.toks[i].start]; {
		case (c == 'e' || c == 'a' || c == '&') && r.etAl(i) > 0:
			b, ok = r.openByline(i, done)
		case r.toks[i].year != 0:
			for _, read := range [...]func(*sentence, int, int) (byline, bool){(*sentence).closedByline, (*sentence).behindYear, (*sentence).reportedIn} {
				if b, ok = read(r, i, done); ok {
					break
				}
			}
		case c == 'b' && r.at(i) == "by" && i > 0 && i >= done:
			b, ok = r.behindBy(i)
		case c == '(' && i > 2 && i >= done:
			b, ok = r.namesInside(i)
		case (r.toks[i].class&report != 0 || c == 'w' && r.at(i) == "writing") && i > 0 && i > done:
			b, ok = r.reporters(i, done)
		}
		if ok && !r.inJournal(b.lo) {
			r.authors = append(r.authors, b)
			done = b.hi
			i = b.hi - 1
		}
	}
	for i := range r.Inlines {
		if in := &r.Inlines[i]; in.Kind == linkKind && in.End > in.Start {
			r.linkedNames(in.Start, in.End)
		}
	}
	for i := range r.journals {
		r.credits(&r.journals[i])
	}
}

// credits takes names with initials in front of a journal and its year for
// authors: "Lee KH, Park S. J Clin Med 2021".
func (r *sentence) credits(n *journalName) {
	hi := n.from
	if n.year == 0 || !r.isMark(hi-1, ".,:;") && r.yearOf(n.hi) == 0 {
		return
	}
	if !r.isInitial(hi - 2) {
		hi--
	}
	if names, lo, _ := r.signers(n); lo >= 0 && !r.inByline(lo) && (r.yearOf(n.hi) != 0 || r.isMark(n.hi, ".")) {
		r.authors = append(r.authors, byline{lo: lo, hi: n.from, names: names, open: true})
		return
	}
	names, lo := r.namesBefore(hi, 0, true)
	if group, from := r.groupBefore(n.from-1, 0); len(group) > 0 && !r.inByline(from) {
		r.authors = append(r.authors, byline{lo: from, hi: n.from, names: group, open: true})
		return
	}
	if len(names) > 0 && hi-lo > len(names) && r.hasInitials(lo, hi) && !r.inByline(lo) && (r.begins(lo) || r.is(lo-1, place|stop) || r.isMark(lo-1, "(,;:")) {
		r.authors = append(r.authors, byline{lo: lo, hi: n.from, names: names, open: true})
	}
}

func (r *sentence) hasInitials(lo, hi int) bool {
	for ; lo < hi; lo++ {
		if r.isInitials(lo) {
			return true
		}
	}
	return false
}

// namesInside reads the authors that a bracket at token i holds, for the dated
// study before it: "A 2012 study of naps (Pan & Rickard)", "a meta-analysis from
// 2018 (Lindh, 30 trials)".
func (r *sentence) namesInside(i int) (byline, bool) {
	if !r.isName(i + 1) {
		return byline{}, false
	}
	b := byline{lo: i + 1}
	b.names, b.hi = r.nameList(i + 1)
	switch {
	case len(b.names) > 1:
		return b, r.isMark(b.hi, ")") && b.names[0] != b.names[1] && r.joined(&b)
	case len(b.names) == 0 || b.hi > i+2 || !r.isMark(b.hi, ",") || r.at(b.hi+1) == "" || !isDigit(r.at(b.hi + 1)[0]) || r.yearOf(b.hi+1) != 0:
		return b, false
	}
	pooled := false
	for j := max(0, i-5); j < i; j++ {
		pooled = pooled || r.designOf(j, j+1) == "meta-analysis" || r.isWord(j, "review")
	}
	return b, pooled && r.cast.role(b.names[0]) != thing
}

// linkedNames takes the words of a link that are nothing but two names or more
// for authors: "[Pan & Rickard](...)".
func (r *sentence) linkedNames(start, end int) {
	lo, hi := tokensIn(r.toks, start, end)
	for lo < hi && r.isMark(lo, "([") && r.isMark(hi-1, ")]") {
		lo, hi = lo+1, hi-1
	}
	if hi-lo < 3 || hi-lo > 8 {
		return
	}
	names, from := r.namesBefore(hi, lo, true)
	if from == lo && len(names) > 1 && !r.inByline(lo) && !r.inJournal(lo) {
		r.authors = append(r.authors, byline{lo: lo, hi: hi, names: names, open: true})
	}
}

// inJournal reports whether token i is part of a journal's name.
func (r *sentence) inJournal(i int) bool {
	for _, n := range r.journals {
		if n.lo <= i && i < n.hi {
			return true
		}
	}
	return false
}

// etAl is the token behind "et al." or "and colleagues" at token i; 0 if they
// do not stand there.
func (r *sentence) etAl(i int) int {
	switch {
	case r.isWord(i, "et") && r.isWord(i+1, "al"):
		i += 2
	case r.isWord(i, "et") && r.isMark(i+1, ".,") && r.isWord(i+2, "al"):
		i += 3
	case r.at(i) == "and" || r.at(i) == "&":
		j := i + 1
		if r.isWord(j, "al") {
			i += 2
			break
		}
		if r.isWord(j, "his") || r.isWord(j, "her") || r.isWord(j, "their") {
			j++
		}
		switch strings.ToLower(r.at(j)) {
		case "colleagues", "coworkers", "co-workers", "coauthors", "co-authors", "collaborators", "associates", "others", "team":
			return j + 1
		}
		return 0
	default:
		return 0
	}
	if r.isMark(i, ".") && r.toks[i].glued {
		i++
	}
	if i > 0 && r.isMark(i, "'’") && r.isWord(i+1, "s") {
		i += 2
	}
	return i
}

// openByline reads authors that end in "et al." at token i.
func (r *sentence) openByline(i, done int) (byline, bool) {
	hi := i
	if r.isMark(hi-1, ",") {
		hi--
	}
	hi = r.beforePlace(hi)
	names, lo := r.namesBefore(hi, done, true)
	if len(names) > 1 && r.is(lo-1, place) && !r.isWord(lo-1, "by") {
		names, lo = r.namesBefore(hi, done, false) // "In Seville, Smith et al."
	}
	if len(names) == 0 && r.upper(hi-1) && !r.is(hi-1, study|venue|month) {
		names, lo = []string{r.Plain[r.toks[hi-1].start:r.toks[hi-1].stem]}, hi-1 // "He et al."
	}
	if len(names) == 0 {
		return byline{}, false
	}
	b := byline{lo: lo, hi: r.etAl(i), names: names, open: true}
	r.dateAuthors(&b)
	return b, true
}

// dateAuthors takes up the year behind b and, in brackets, those behind that.
func (r *sentence) dateAuthors(b *byline) {
	at := b.hi
	for n := 1; n < 3 && !r.upper(at) && r.at(at) != "" && r.toks[at].kind == word && !r.is(at, stop|report|act); n++ {
		if r.is(at+n, study) && r.yearOf(at+n+1) != 0 {
			at += n // "Velten et al. systematic review 2016"
		}
	}
	for r.is(at, study|loose) && !r.is(at, stop) || r.isMark(at, ".") && r.toks[at].glued {
		at++ // "Smith et al. study (2010)"
	}
	y, end := r.yearBehind(at)
	if y == 0 {
		y, end = r.doubleYear(at)
	}
	if y == 0 && r.isMark(b.hi, ",:") {
		// "Smith et al., Nutrients, 2018" is for the journal to take up.
		y, end = r.yearPhrase(b.hi + 1)
	}
	if y == 0 {
		if at = r.afterPlace(at); r.reportedThen(at) {
			b.year, b.hi = r.yearOf(at+2), at+3 // "reported in 2019 that"
		}
		return
	}
	if r.isWord(at, "in") && !r.isMark(b.lo-1, "([") && !r.dates(end) && !(r.isWord(b.lo-1, "by") && r.is(b.lo-2, study|report|act)) {
		return
	}
	b.year, b.hi = y, end
	for r.isMark(end, ",&") || r.isWord(end, "and") {
		more := r.yearOf(end + 1)
		if more == 0 || r.is(end+2, study) {
			break
		}
		b.also = append(b.also, more)
		b.hi = end + 2
		end += 2
	}
}

// afterPlace is the token behind where authors are from, "at Oslo University",
// that starts at token i; i if nothing like it does.
func (r *sentence) afterPlace(i int) int {
	if !r.isWord(i, "at") && !r.isWord(i, "of") && !r.isWord(i, "from") {
		return i
	}
	j := i + 1
	for j < i+14 && (r.upper(j) || r.is(j, small) || r.isMark(j, ",")) {
		j++
	}
	return j
}

// beforePlace is the token at which the place of the person before it starts,
// "of Oslo University", and which ends before token i; i if none does.
func (r *sentence) beforePlace(i int) int {
	if !r.is(i-1, org) && !r.is(i-2, org) && !r.is(i-3, org) {
		return i
	}
	for j := i - 1; j > 0 && j > i-9 && (r.upper(j) || r.is(j, small|place)); j-- {
		if (r.isWord(j, "of") || r.isWord(j, "at") || r.isWord(j, "from")) && r.isName(j-1) && !r.is(j-1, org) {
			return j
		}
	}
	return i
}

// doubleYear reads the first year of a volume's two at token i: "1973/74".
func (r *sentence) doubleYear(i int) (year, end int) {
	for r.isMark(i, "(,") {
		i++
	}
	if w := r.at(i); isYear(w) && r.isMark(i+1, "/") && r.toks[i+1].glued && i+2 < len(r.toks) && r.toks[i+2].kind == number {
		if end = i + 3; r.isMark(end, ")") {
			end++
		}
		return number4(w), end
	}
	return 0, i
}

// dates reports whether a year in front of token i, "Smith et al. in 2018",
// can be that of a paper: a verb of reporting or an end follows.
func (r *sentence) dates(i int) bool {
	return i >= len(r.toks) || r.is(i, report|publish) || r.toks[i].kind == mark
}

// closedByline reads authors without "et al." around a year at token i:
// "(Wolfe, 2017)", "Lee and Kim (2014)", "Masataka (2019) found".
func (r *sentence) closedByline(i, done int) (byline, bool) {
	hi := i
	round := r.isMark(i-1, "([")
	if round || r.isMark(i-1, ",") {
		hi--
	}
	if r.isMark(hi-1, ",") && round {
		return byline{}, false
	}
	names, lo := r.groupBefore(hi, done)
	if len(names) == 0 {
		names, lo = r.namesBefore(hi, done, true)
	}
	if len(names) == 0 {
		return byline{}, false
	}
	b := byline{lo: lo, hi: i + 1, names: names, year: r.yearOf(i)}
	for r.isMark(b.hi, ",") && r.yearOf(b.hi+1) != 0 && !round {
		b.also = append(b.also, r.yearOf(b.hi+1))
		b.hi += 2
	}
	if round {
		b.hi = r.closing(b.hi)
		return b, r.isMark(i+1, ",") && r.inJournal(i+2) || r.narrates(&b) || r.noted(&b) || r.linked(&b)
	}
	return b, r.parenthetical(&b) || r.bare(&b) || r.noted(&b)
}

// inRow reports whether another name with a year stands next to b, added up with
// it, "Hadley 2012 + Brandt 2019", or in a sentence about research.
func (r *sentence) inRow(b *byline) bool {
	next := r.isMark(b.hi, "+,;/&") || r.isWord(b.hi, "and")
	behind := next && r.isName(b.hi+1) && r.yearOf(b.hi+2) != 0 && r.cast.role(r.at(b.hi+1)) != thing
	last := len(r.authors) - 1
	before := last >= 0 && r.authors[last].year != 0 && r.authors[last].hi == b.lo-1 && (r.isMark(b.lo-1, "+,;/&") || r.isWord(b.lo-1, "and"))
	added := r.isMark(b.hi, "+") && behind || r.isMark(b.lo-1, "+") && before
	return added || (behind || before) && r.anyOf(0, len(r.toks), study|loose|report|people)
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
// clause names the journal, one author will do.
func (r *sentence) reporters(i, done int) (byline, bool) {
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
		return b, (r.opens(lo) || r.honours(lo-1)) && (named || !r.isWord(i+1, "in") && !r.is(lo, people) && r.cast.role(names[0]) != thing)
	}
	if in {
		return b, len(names) > 1 && names[0] != names[1] && r.joined(&b)
	}
	return b, len(names) > 1 && names[0] != names[1] && r.isMark(lo-1, ",") && r.joined(&b)
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
		return r.inJournal(j+1) || r.inJournal(j+2)
	case "this", "it", "them", "these", "his", "her":
		for ; j < min(len(r.toks), i+7) && r.toks[j].kind == word; j++ {
			if r.isWord(j, "in") {
				return r.inJournal(j+1) || r.inJournal(j+2)
			}
		}
	}
	return false
}

// bare reports whether a name with a year behind it, "Carmel 2011", is an
// author in running text: one that the article names elsewhere; or, where
// nothing speaks against it, one that a journal, a report or another word of
// research follows, or any in an article that cites so.
func (r *sentence) bare(b *byline) bool {
	first := b.names[0]
	if r.isMark(b.hi-2, ",") || r.is(b.hi, study|loose) && (r.is(b.lo-1, det) || r.toks[b.hi-2].poss()) || b.lo > 0 && r.upper(b.lo-1) && r.adjacent(b.lo-1) && !(b.lo == 1 && r.is(0, stop)) || r.titleCase() {
		return false
	}
	role := author
	if len(b.names) == 1 {
		role = r.cast.role(first)
	}
	switch {
	case r.inJournal(b.hi) || r.isMark(b.hi, "(") && r.inJournal(b.hi+1), role == author, role != thing && r.isIDWord(b.hi):
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

// behindYear reads authors behind a year that opens a clause: "In 2020, Firth
// and Borsini showed".
func (r *sentence) behindYear(i, _ int) (byline, bool) {
	if !r.isWord(i-1, "in") || !r.starts(i-1) {
		return byline{}, false
	}
	b := byline{lo: i - 1, year: r.yearOf(i)}
	if i++; r.isMark(i, ",") {
		i++
	}
	b.names, b.hi = r.nameList(i)
	return b, r.is(b.hi, report) && (len(b.names) > 1 && b.names[0] != b.names[1] || len(b.names) == 1 && r.isWord(b.hi+1, "that") && r.cast.role(b.names[0]) != thing)
}

// reportedIn reads authors in front of "reported in 2019": the year is at token
// i.
func (r *sentence) reportedIn(i, done int) (byline, bool) {
	if !r.reportedThen(i - 2) {
		return byline{}, false
	}
	names, lo := r.namesBefore(i-2, done, true)
	b := byline{lo: lo, hi: i + 1, names: names, year: r.yearOf(i)}
	if len(names) == 1 {
		as := r.isWord(lo-1, "as")
		return b, (as || r.opens(lo)) && (as || r.isWord(i+1, "that")) && r.cast.role(names[0]) != thing
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
	case r.is(b.hi, report) || r.isMark(b.hi, "'’") || r.isWord(b.hi, "also") && r.is(b.hi+1, report):
		return true
	case r.isWord(b.lo-1, "to") && r.isWord(b.lo-2, "according"):
		return true
	case r.isWord(b.lo-1, "by") || r.isWord(b.lo-1, "see") || r.isWord(b.lo-1, "from") && r.is(b.hi, report):
		return true
	}
	return r.toks[b.hi-2].kind != mark && r.is(b.lo-1, study)
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
		return false
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

// behindTitle reports whether the bracket at token i stands behind a title in
// italics that is no journal's, as a book's publisher does: "*Warm Feet*
// (Penguin, 2016)".
func (r *sentence) behindTitle(i int) bool {
	return i > 0 && r.toks[i-1].emph && r.upper(i-1) && !r.inJournal(i-1)
}

// beforeSee steps over "see", "see also", "e.g.," and "by" that end at token j.
func (r *sentence) beforeSee(j int) int {
	for j >= 0 {
		k := j
		for r.isMark(k, ".,") {
			k--
		}
		switch strings.ToLower(r.at(k)) {
		case "see", "also", "e", "g", "eg", "cf", "by":
			j = k - 1
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

// behindBy reads authors behind "study by" at token i: one name, several, or
// a group's.
func (r *sentence) behindBy(i int) (byline, bool) {
	from, ok := r.workBefore(i)
	told := r.is(i-1, report|act) && !r.is(i-1, study|loose)
	if !ok && !told {
		return byline{}, false
	}
	if b, ok := r.groupAt(i + 1); ok {
		return b, true
	}
	k := i + 1
	for r.isWord(k, "dr") || r.isWord(k, "drs") || r.isWord(k, "professor") || r.isWord(k, "prof") || r.isMark(k, ".") && k > i+1 {
		k++
	}
	b := byline{lo: k}
	b.names, b.hi = r.nameList(k)
	if len(b.names) == 0 || r.etAl(b.hi) > 0 || r.isMark(b.hi, ",") && r.etAl(b.hi+1) > 0 {
		return byline{}, false // an open byline is read at its end
	}
	if sure := len(b.names) > 1 || r.honours(k-1) || r.is(k, given) || r.cast.role(b.names[0]) != thing; told || from == journalWork {
		in := r.isWord(b.hi, "in") && (r.inJournal(b.hi+1) || r.inJournal(b.hi+2))
		if !sure || told && !in || r.counted(b.hi) {
			return byline{}, false // "as described by Johnston in JAMA"
		}
	}
	r.dateAuthors(&b)
	return b, true
}

// counted reports whether a noun in small letters at token i takes the name
// before it: "by Metformin users".
func (r *sentence) counted(i int) bool {
	return i < len(r.toks) && r.toks[i].kind == word && !r.toks[i].upper && !r.is(i, stop|report|act|small)
}

// What stands before "by", and is somebody's work.
type work uint8

const (
	noWork work = iota
	studyWork
	journalWork // "published in the BMJ in 2000"
)

// workBefore tells what work the "by" at token i stands behind.
func (r *sentence) workBefore(i int) (work, bool) {
	appeared, journal, done := false, false, false
	j := i - 1
	for n := 0; j >= 0 && n < 7; n++ {
		switch lo := r.journalBefore(j + 1); {
		case lo >= 0:
			j, journal = lo-1, true
			continue
		case r.is(j, publish):
			appeared, done = true, true
		case r.isWord(j, "led"), r.isWord(j, "conducted"), r.isWord(j, "done"), r.isWord(j, "performed"), r.isWord(j, "written"):
			done = true
		case r.isMark(j, "(),"), r.yearOf(j) != 0, r.is(j, month):
		case done && (r.isWord(j, "was") || r.isWord(j, "were")), r.isWord(j, "in") && (r.yearOf(j+1) != 0 || journal), journal && r.isWord(j, "the"):
		default:
			n = 7
			continue
		}
		j--
	}
	switch {
	case journal && appeared:
		return journalWork, true
	case r.is(j, study|loose), r.is(j, people) && r.isWord(i-1, "led"):
		return studyWork, true
	}
	return noWork, false
}

// journalBefore is the first token of the journal's name that ends before token
// j, -1 if none does.
func (r *sentence) journalBefore(j int) int {
	for i := range r.journals {
		if r.journals[i].hi == j {
			return r.journals[i].lo
		}
	}
	return -1
}
