package claim

import (
	"slices"
	"strings"
)

// A byline is the authors that a sentence names, with the year given for their
// paper.
type byline struct {
	lo, hi int // tokens
	names  []string
	year   int
	also   []int // further years of the same authors: "(Smith, 2010, 2012)"
	tied   int   // the token behind that of a year which stands elsewhere, 0 for none
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
			for _, read := range [...]func(*sentence, int, int) (byline, bool){(*sentence).closedByline, (*sentence).behindYear, (*sentence).reportedIn, (*sentence).asideYear} {
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
	if b := r.namesBeside(n); len(b.names) > 0 && !r.inByline(b.lo) {
		r.authors = append(r.authors, b)
		return
	}
	if n.year == 0 || !r.isMark(hi-1, ".,:;(") && r.yearOf(n.hi) == 0 {
		return
	}
	if !r.isInitial(hi - 2) {
		hi--
	}
	if names, lo, _ := r.signers(n); lo >= 0 && !r.inByline(lo) && (r.yearOf(n.hi) != 0 || r.isMark(n.hi, ".")) {
		r.authors = append(r.authors, byline{lo: lo, hi: n.from, names: names, open: true})
		return
	}
	if r.isMark(n.from-1, "(") && r.isMark(n.to, "),;") {
		if b := r.labelNames(n.from - 1); len(b.names) > 0 {
			r.authors = append(r.authors, b)
			return
		}
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

// namesBeside reads two authors or more beside a journal and its year: "Smith and
// Lee (Gut, 2012) found", "according to Smith and Lee in Gut (2012)", "(Smith &
// Lee; Gut; 2012)"; in such brackets one, whom the article names elsewhere.
func (r *sentence) namesBeside(n *journalName) byline {
	hi, venue := n.from-1, r.venueStart(n.lo)
	switch {
	case n.year == 0:
		return byline{}
	case r.isMark(hi, "(") && r.isMark(n.to, ")") && r.is(n.to+1, report|act), r.isMark(hi, ",;") && r.insideBrackets(hi):
	case venue > 0 && r.isName(venue-1):
		hi = venue
	default:
		return byline{}
	}
	names, lo := r.namesBefore(hi, 0, true)
	b := byline{lo: lo, hi: hi, names: names, open: true}
	if len(names) > 0 && r.isMark(hi, ",;") && r.isMark(lo-1, "([;") && r.isMark(n.to, ")];") && (r.joined(&b) || r.isAuthor(names[0])) {
		return b // "(Smith and Lee, JAMA, 2008)"
	}
	stands := r.opens(lo) && !r.titleCase() || r.isWord(lo-1, "to") && r.isWord(lo-2, "according")
	if len(names) < 2 || names[0] == names[1] || !r.joined(&b) || !stands || hi == venue && r.opens(lo) {
		return byline{}
	}
	return b
}

// labelNames reads the names that fill a label before the bracket at token i, of
// an article that names authors so: "water: Brandt (Nutrition Reviews, 2024)".
func (r *sentence) labelNames(i int) byline {
	names, lo := r.namesBefore(i, 0, false)
	if len(names) == 0 || !r.begins(lo) || r.inByline(lo) || r.cast.role(names[0]) == thing || isCommon(names[0]) || !r.cast.authored() {
		return byline{}
	}
	return byline{lo: lo, hi: i, names: names, open: true}
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
	case r.isWord(i, "et") && (r.isWord(i+1, "al") || r.isWord(i+1, "al's") || r.isWord(i+1, "al’s")):
		i += 2
	case r.isWord(i, "et") && r.isMark(i+1, ".,") && r.isWord(i+2, "al"):
		i += 3
	case r.at(i) == "and" || r.at(i) == "&":
		j := i + 1
		if r.isWord(j, "al") || r.isWord(j, "co") && !r.upper(j) {
			i += 2
			break
		}
		if r.isWord(j, "his") || r.isWord(j, "her") || r.isWord(j, "their") || r.is(j, quantity) || r.isWord(j, "a") {
			j++
		}
		switch strings.ToLower(r.stemOf(j)) {
		case "colleagues", "colleague", "coworkers", "co-workers", "coauthors", "co-authors", "collaborators", "associates", "others", "team", "group":
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
	if y == 0 && r.isMark(b.hi, ",") && r.isMark(b.hi+1, "(") && r.yearOf(b.hi+2) != 0 && r.isMark(b.hi+3, ")") {
		y, end = r.yearOf(b.hi+2), b.hi+4 // "Smith et al, (2015)"
	}
	if y == 0 && r.isMark(b.hi, ",:") {
		// "Smith et al., Nutrients, 2018" is for the journal to take up.
		y, end = r.yearPhrase(b.hi + 1)
	}
	if y == 0 && r.isMark(b.hi, ",") && r.isWord(b.hi+1, "published") && r.isWord(b.hi+2, "in") {
		y, end = r.yearPhrase(b.hi + 3) // "Research by Smith et al., published in 2012, shows"
	}
	if y == 0 {
		if at = r.yearOfReport(r.afterPlace(at)); at > 0 {
			b.year, b.hi = r.yearOf(at), at+1 // "reported in 2019 that"
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

// areWords reports whether one of names is a word of health writing, and none is
// known as a family name: "Policy and Technology (2023)".
func (r *sentence) areWords(names []string) bool {
	word := func(name string) bool { return r.cast.role(name) == thing }
	return !slices.ContainsFunc(names, isSurname) && slices.ContainsFunc(names, word)
}

// doubleName takes up the first word of a family name of two, which in a list of
// citations fill their place: "(Yousif 2019, Connor Desai 2022)".
func (r *sentence) doubleName(b *byline) {
	at := b.lo - 1
	if len(b.names) > 1 || !r.isName(at) || !r.adjacent(at) || r.is(at, given) || !r.isMark(at-1, ",;(") || !r.insideBrackets(at) {
		return
	}
	before := r.isMark(at-1, ",;") && r.yearOf(at-2) != 0
	behind := r.isMark(b.hi, ",;") && r.startsGloss(b.hi+1)
	if before || behind {
		b.names[0] = r.at(at) + " " + b.names[0]
		b.lo = at
	}
}

// closedByline reads authors without "et al." around a year at token i:
// "(Wolfe, 2017)", "Lee and Kim (2014)", "Masataka (2019) found".
func (r *sentence) closedByline(i, done int) (byline, bool) {
	hi := i
	round := r.isMark(i-1, "([")
	if round || r.isMark(i-1, ",:") {
		hi--
	}
	if r.isMark(hi-1, ",") && round {
		return byline{}, false
	}
	names, lo := r.groupBefore(hi, done)
	if len(names) == 0 {
		names, lo = r.namesBefore(hi, done, true)
	}
	if len(names) == 0 || len(names) > 1 && r.areWords(names) {
		return byline{}, false
	}
	b := byline{lo: lo, hi: i + 1, names: names, year: r.yearOf(i)}
	r.doubleName(&b)
	if r.isMark(i-1, ":") {
		return b, len(names) > 1 && r.joined(&b) && r.isMark(lo-1, "([;") && r.isMark(i+1, ")];") // "(Grant and Glazener: 1995)"
	}
	for r.isMark(b.hi, ",") && r.yearOf(b.hi+1) != 0 && !round {
		b.also = append(b.also, r.yearOf(b.hi+1))
		b.hi += 2
	}
	if round {
		for r.isMark(b.hi, ",;") && r.yearOf(b.hi+1) != 0 && r.isMark(b.hi+2, ",;)]") {
			b.also = append(b.also, r.yearOf(b.hi+1)) // "Lee and Kim (2011; 2012)"
			b.hi += 2
		}
		b.hi = r.closing(b.hi)
		if r.toks[hi-1].poss() && !r.anyOf(b.hi, min(b.hi+4, len(r.toks)), study|loose) {
			return b, len(names) > 1 || r.honours(lo-1) || r.cast.role(names[0]) == author // "Dr. Lee's (2001) protocol"
		}
		return b, r.isMark(i+1, ",") && r.inJournal(i+2) || r.narrates(&b) || r.noted(&b) || r.linked(&b)
	}
	return b, r.parenthetical(&b) || r.bare(&b) || r.noted(&b)
}
