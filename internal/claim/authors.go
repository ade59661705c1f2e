package claim

import (
	"slices"
	"strings"
	"unicode/utf8"
)

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
			if b, ok = r.closedByline(i, done); !ok {
				b, ok = r.behindYear(i)
			}
		case c == 'b' && r.at(i) == "by" && i > 0 && i >= done:
			b, ok = r.behindBy(i)
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
	if from == lo && len(names) > 1 && !r.inByline(lo) {
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
	case r.isWord(i, "et") && r.isMark(i+1, ".") && r.isWord(i+2, "al"):
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
	for r.is(at, study|loose) && !r.is(at, stop) || r.isMark(at, ".") && r.toks[at].glued {
		at++ // "Smith et al. study (2010)"
	}
	y, end := r.yearBehind(at)
	if y == 0 && r.isMark(b.hi, ",:") {
		// "Smith et al., Nutrients, 2018" is for the journal to take up.
		y, end = r.yearPhrase(b.hi + 1)
	}
	if y == 0 {
		if k := at; r.is(k, report) && r.isWord(k+1, "in") && r.yearOf(k+2) != 0 && (r.isWord(k+3, "that") || r.isMark(k+3, ",.:")) {
			b.year, b.hi = r.yearOf(k+2), k+3 // "reported in 2019 that"
		}
		return
	}
	if r.isWord(at, "in") && !r.isMark(b.lo-1, "([") && !r.dates(end) {
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
	names, lo := r.namesBefore(hi, done, true)
	if len(names) == 0 {
		return byline{}, false
	}
	b := byline{lo: lo, hi: i + 1, names: names, year: r.yearOf(i)}
	for r.isMark(b.hi, ",") && r.yearOf(b.hi+1) != 0 && !round {
		b.also = append(b.also, r.yearOf(b.hi+1))
		b.hi += 2
	}
	if round {
		for k := b.hi; k < min(len(r.toks), b.hi+12); k++ {
			if r.isMark(k, ")]") {
				b.hi = k + 1
				break
			}
		}
		return b, r.narrates(&b)
	}
	return b, r.parenthetical(&b) || r.bare(&b)
}

// bare reports whether a name with a year behind it, "Carmel 2011", is an
// author in running text: one that the article names elsewhere, or one that a
// journal in brackets follows.
func (r *sentence) bare(b *byline) bool {
	if r.isMark(b.hi-2, ",") || r.is(b.hi, study|loose) || b.lo > 0 && r.upper(b.lo-1) && r.adjacent(b.lo-1) || r.titleCase() {
		return false
	}
	return r.isMark(b.hi, "(") && r.inJournal(b.hi+1) || len(b.names) == 1 && r.knows != nil && r.knows(b.names[0])
}

// behindYear reads two authors or more behind a year that opens a clause: "In
// 2020, Firth and Borsini showed".
func (r *sentence) behindYear(i int) (byline, bool) {
	if !r.isWord(i-1, "in") || !r.opens(i-1) || !r.isMark(i+1, ",") {
		return byline{}, false
	}
	b := byline{lo: i - 1, year: r.yearOf(i)}
	b.names, b.hi = r.nameList(i + 2)
	return b, len(b.names) > 1 && r.is(b.hi, report)
}

// narrates reports whether names with a year in brackets behind them are
// authors: two of them, or one that a report follows or an attribution
// precedes.
func (r *sentence) narrates(b *byline) bool {
	if len(b.names) > 1 {
		return !r.titleCase() && b.names[0] != b.names[1]
	}
	if b.lo > 0 && r.upper(b.lo-1) && r.adjacent(b.lo-1) && !r.is(b.lo-1, stop) {
		return false
	}
	switch {
	case r.is(b.hi, report) || r.isMark(b.hi, "'’") || r.isWord(b.hi, "also") && r.is(b.hi+1, report):
		return true
	case r.isWord(b.lo-1, "to") && r.isWord(b.lo-2, "according"):
		return true
	case r.isWord(b.lo-1, "by") || r.isWord(b.lo-1, "see") || r.isWord(b.lo-1, "from") && r.is(b.hi, report):
		return true
	}
	return r.toks[b.hi-2].kind != mark && r.is(b.lo-1, study)
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
	case r.isMark(j, "(["):
		return comma || len(b.names) > 1 || r.isMark(end, ")];") || r.isMark(end, ",") && r.isName(end+1)
	case r.isMark(j, ";"):
		return r.insideBrackets(j)
	case r.isWord(j, "and") || r.isMark(j, ","):
		return r.insideBrackets(j) && r.yearOf(j-1) != 0
	}
	return r.linked(b)
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
	j := i - 1
	for j >= 0 && j > i-4 && (r.is(j, publish) || r.isWord(j, "led") || r.isWord(j, "conducted") || r.isWord(j, "done") || r.isMark(j, ")") || r.yearOf(j) != 0 || r.isMark(j, "(")) {
		j--
	}
	if !r.is(j, study|loose) {
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
	r.dateAuthors(&b)
	return b, true
}

// nameList reads names forwards from token k: "Smith", "Smith and Lee",
// "Smith, Lee & Brown". It gives the token behind.
func (r *sentence) nameList(k int) (names []string, hi int) {
	for {
		name, end := r.nameFrom(k)
		if name == "" {
			return names, k
		}
		names = append(names, name)
		k = end
		joined := r.isWord(k, "and") || r.isMark(k, "&") || r.isMark(k, ",") && len(names) < 8 && r.listGoesOn(k)
		if !joined {
			return names, k
		}
		next := k + 1
		if r.isWord(next, "and") || r.isMark(next, "&") {
			next++
		}
		if name, _ := r.nameFrom(next); name == "" {
			return names, k
		}
		k = next
	}
}

// listGoesOn reports whether a comma at token k is inside a list of names that
// ends in "and".
func (r *sentence) listGoesOn(k int) bool {
	for j := k + 1; j < min(len(r.toks), k+12); j++ {
		if r.at(j) == "and" || r.at(j) == "&" {
			return r.upper(j + 1)
		}
		if !r.upper(j) && !r.isMark(j, ",.") {
			return false
		}
	}
	return false
}

// groupAt reads a group's name: "the Homocysteine Studies Collaboration".
func (r *sentence) groupAt(i int) (byline, bool) {
	if r.isWord(i, "the") {
		i++
	}
	for j := i; j < min(len(r.toks), i+9) && r.toks[j].kind == word && (r.upper(j) || r.is(j, small)); j++ {
		switch strings.ToLower(r.at(j)) {
		case "collaboration", "collaborators", "consortium", "investigators", "trialists":
			if j > i {
				return byline{lo: i, hi: j + 1, names: []string{r.Plain[r.toks[i].start:r.toks[j].end]}}, true
			}
		}
	}
	return byline{}, false
}

// nameFrom reads one person's name forwards from token i: given names and
// initials, particles, the family name. It gives the family name.
func (r *sentence) nameFrom(i int) (name string, hi int) {
	j := i
	for n := 0; r.isInitial(j) && n < 4; n++ {
		if j++; r.isMark(j, ".") {
			j++
		}
	}
	start := j
	for r.is(j, particle) && !r.toks[j].upper {
		j++
	}
	if !r.isName(j) {
		return "", i
	}
	if j == start && r.isName(j+1) && r.adjacent(j) && !r.isInitials(j+1) {
		// "Matthew Walker": the second word is the family name. Three words in
		// a row are more likely an institution's.
		if j++; r.upper(j+1) && r.adjacent(j) {
			return "", i
		}
		start = j
	} else if j == start && r.isInitial(j+1) && r.isMark(j+2, ".") && r.isName(j+3) {
		j += 3 // "Walter C. Willett"
		start = j
	}
	name, hi = r.Plain[r.toks[start].start:r.toks[j].stem], j+1
	if r.isInitials(j+1) && r.adjacent(j) {
		hi++
	}
	return name, hi
}

// namesBefore reads the family names that end before token hi, and not before
// token from; several only if more is true or "and" joins them.
func (r *sentence) namesBefore(hi, from int, more bool) (names []string, lo int) {
	lo = hi
	for len(names) < 8 {
		end := r.withoutInitials(lo, from)
		start := end - 1
		if start < from || !r.isName(start) {
			break
		}
		stem := r.toks[start].stem
		for start > from && r.is(start-1, particle) {
			start--
		}
		names = append(names, r.Plain[r.toks[start].start:stem])
		lo = start
		for lo-2 >= from && r.isMark(lo-1, ".") && r.isInitial(lo-2) {
			lo -= 2 // "J. A. Smith"
		}
		join := lo - 1
		if r.at(join) == "&" || r.at(join) == "and" {
			if join--; !r.isMark(join, ",") {
				join++
			}
		} else if !more || !r.isMark(join, ",") {
			break
		}
		if e := r.withoutInitials(join, from); join <= from || !r.isName(e-1) {
			break
		}
		lo = join
	}
	if len(names) > 0 {
		// A dangling separator is not part of it.
		for lo < hi && !r.upper(lo) && !r.is(lo, particle) {
			lo++
		}
	}
	slices.Reverse(names)
	return names, lo
}

// withoutInitials is the end of the family name whose initials end before
// token hi: of "Smith JA", of "Smith, J. A.".
func (r *sentence) withoutInitials(hi, from int) int {
	j := hi
	for n := 0; j-2 >= from && r.isMark(j-1, ".") && r.isInitial(j-2) && n < 4; n++ {
		j -= 2
	}
	if j < hi {
		if r.isMark(j-1, ",") && j-2 >= from && r.isName(j-2) {
			return j - 1
		}
		if j-1 >= from && r.isName(j-1) {
			return j
		}
		return hi
	}
	if j-2 >= from && r.isInitials(j-1) && r.isName(j-2) {
		return j - 1
	}
	return hi
}

// isInitial reports whether token i is one capital, or two as in "J-P".
func (r *sentence) isInitial(i int) bool {
	if !r.upper(i) {
		return false
	}
	w := r.at(i)
	return utf8.RuneCountInString(w) == 1 || len(w) == 3 && w[1] == '-'
}

// isInitials reports whether token i is initials without points: "JA".
func (r *sentence) isInitials(i int) bool {
	if i < 0 || i >= len(r.toks) || !r.toks[i].upper {
		return false
	}
	w := r.at(i)
	return len(w) == 1 || r.toks[i].caps && len(w) <= 3
}

// isName reports whether token i can be a family name.
func (r *sentence) isName(i int) bool {
	if i < 0 || i >= len(r.toks) {
		return false
	}
	t := &r.toks[i]
	w := r.at(i)
	switch {
	case t.kind != word || !t.upper || t.class&(notName|body|press|venue|study) != 0:
		return false
	case t.caps || utf8.RuneCountInString(w) < 2:
		return false
	}
	return !strings.ContainsAny(w, "0123456789")
}
