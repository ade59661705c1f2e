package claim

import (
	"slices"
	"strings"
	"unicode/utf8"
)

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
			return r.upper(j+1) || r.etAl(j) > 0
		}
		if !r.upper(j) && !r.isMark(j, ",.") {
			return false
		}
	}
	return false
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
	} else if j == start && r.is(j, given) && r.is(j+1, particle) && !r.upper(j+1) {
		for start++; r.is(start, particle) && !r.upper(start); start++ { // "Aisha van der Meer"
		}
		if !r.isName(start) {
			return "", i
		}
		start, j = j+1, start
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

// groupAt reads a group's name: "the Homocysteine Studies Collaboration".
func (r *sentence) groupAt(i int) (byline, bool) {
	if r.isWord(i, "the") {
		i++
	}
	for j := i; j < min(len(r.toks), i+9) && r.toks[j].kind == word && (r.upper(j) || r.is(j, small)); j++ {
		if j > i && r.isStudyGroup(j) {
			return byline{lo: i, hi: j + 1, names: []string{r.Plain[r.toks[i].start:r.toks[j].end]}}, true
		}
	}
	return byline{}, false
}

// isStudyGroup reports whether token i ends the name of a group of researchers.
func (r *sentence) isStudyGroup(i int) bool {
	if !r.upper(i) {
		return false
	}
	switch strings.ToLower(r.at(i)) {
	case "collaboration", "collaborators", "consortium", "investigators", "trialists":
		return true
	case "group", "committee", "network", "team":
		printed := r.inJournal(i+1) || r.inJournal(i+2) || r.yearOf(i+1) != 0 && r.isMark(i+2, "(") && r.inJournal(i+3)
		return r.upper(i-1) && (r.is(i-1, study|loose) || r.isWord(i-1, "collaborative") || r.isWord(i-1, "cooperative") || printed)
	}
	return false
}

// groupBefore reads a group's name that ends before token hi, and not before
// token from.
func (r *sentence) groupBefore(hi, from int) (names []string, lo int) {
	if hi-1 < from || !r.isStudyGroup(hi-1) {
		return nil, hi
	}
	for lo = hi - 1; lo > from && lo > hi-12 && (r.upper(lo-1) || r.is(lo-1, small) && r.upper(lo-2)); {
		lo--
	}
	for lo < hi && (r.isWord(lo, "the") || !r.upper(lo)) {
		lo++
	}
	if lo > from+1 && r.yearOf(lo-1) != 0 && r.toks[lo-2].caps {
		lo -= 2 // "GBD 2019 Collaborators"
	}
	if hi-lo < 2 {
		return nil, hi
	}
	names = []string{r.Plain[r.toks[lo].start:r.toks[hi-1].end]}
	if lo > from && r.isWord(lo-1, "the") {
		lo--
	}
	return names, lo
}

// inGroupName reports whether n is one of the words that a group has between the
// year in its name and what it calls itself.
func (r *sentence) inGroupName(n *journalName) bool {
	if r.yearOf(n.lo-1) == 0 || n.lo < 2 || !r.toks[n.lo-2].caps {
		return false
	}
	j := n.hi
	for j < n.hi+6 && !r.isStudyGroup(j) && (r.upper(j) || r.is(j, small)) {
		j++
	}
	return r.isStudyGroup(j)
}

// inGroup reports whether the year at token i is part of a group's name: "GBD
// 2019 Collaborators".
func (r *sentence) inGroup(i int) bool {
	return slices.ContainsFunc(r.authors, func(b byline) bool {
		return b.lo < i && i < b.hi && strings.Contains(b.names[0], r.at(i))
	})
}

// namesBefore reads the family names that end before token hi, and not before
// token from; several only if more is true or "and" joins them.
func (r *sentence) namesBefore(hi, from int, more bool) (names []string, lo int) {
	lo = hi
	for len(names) < 8 {
		end := r.withoutInitials(lo, from)
		start := end - 1
		if start < from || !r.isName(start) && !(len(names) == 0 && r.isGroup(start) && r.isJoint(start-1)) {
			break
		}
		stem := r.toks[start].stem
		for start > from && r.is(start-1, particle) {
			start--
		}
		names = append(names, r.Plain[r.toks[start].start:stem])
		if lo = start; start-1 > from && r.isName(start-1) && r.adjacent(start-1) && (r.at(start-2) == "and" || r.isMark(start-2, "&;")) {
			lo-- // "Lakkakula and Maçedo Krause"
		}
		for lo-2 >= from && r.isMark(lo-1, ".") && r.isInitial(lo-2) {
			lo -= 2 // "J. A. Smith"
		}
		join := lo - 1
		if r.at(join) == "&" || r.at(join) == "and" {
			if join--; !r.isMark(join, ",") {
				join++
			}
		} else if r.isMark(join, "/") && r.toks[join].glued && r.toks[lo].glued {
			// "Brandt/Okafor 2011"
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
		lo = max(from, r.givenBefore(lo))
	}
	slices.Reverse(names)
	return names, lo
}

// givenBefore is the first token of the given names in front of the family
// name or initials at token lo, or lo: "Walter", "Walter C." of "Walter C. Willett".
func (r *sentence) givenBefore(lo int) int {
	j := lo - 1
	for r.isMark(j, ".") && r.isInitial(j-1) {
		j -= 2
	}
	if !r.upper(j) || !r.is(j, given) {
		return lo
	}
	for r.upper(j-1) && r.is(j-1, given) && r.adjacent(j-1) {
		j--
	}
	if !r.upper(j-1) || !r.adjacent(j-1) || r.honours(j-1) {
		return j
	}
	switch strings.ToLower(r.at(j - 1)) {
	case "why", "how", "what", "who", "where":
		return lo // in a title: "Why Helen Slept"
	}
	if !r.is(j-1, stop) {
		return lo // in a longer name: "San Francisco Chen"
	}
	return j
}

// isPerson reports whether the names of b start with a given name.
func (r *sentence) isPerson(b *byline) bool {
	return r.is(b.lo, given) && r.upper(b.lo) && r.Plain[r.toks[b.lo].start:r.toks[b.lo].stem] != b.names[0]
}

// isListedName reports whether what looks like a journal of one word is a family
// name among others in a list: "(Cochrane 2017, Healy 2014)". The names of great
// journals are nobody's.
func (r *sentence) isListedName(n *journalName) bool {
	if n.hi-n.lo > 1 || r.toks[n.lo].caps || r.toks[n.lo].emph || r.yearOf(n.hi) == 0 || r.is(n.lo, notName) && !r.isWord(n.lo, "cochrane") {
		return false
	}
	pair := func(i int) bool {
		if !r.isName(i) || r.yearOf(i+1) == 0 || r.toks[i].emph {
			return false
		}
		_, known := r.table.Lookup(r.at(i))
		return !known
	}
	before := r.isMark(n.lo-1, ",;") && pair(n.lo-3)
	behind := r.isMark(n.hi+1, ",;") && pair(n.hi+2)
	return (before || r.isMark(n.lo-1, "(")) && (behind || r.isMark(n.hi+1, ")")) && (before || behind)
}

// isGroup reports whether token i can be the short name of a group among
// authors: "USPSTF".
func (r *sentence) isGroup(i int) bool {
	return r.upper(i) && r.toks[i].caps && len(r.at(i)) > 2 && !r.inJournal(i)
}

// isJoint reports whether "and" joins what follows token i to a person's name.
func (r *sentence) isJoint(i int) bool {
	if r.at(i) != "and" && r.at(i) != "&" {
		return false
	}
	return r.isName(i-1) || r.isMark(i-1, ".") && r.isInitial(i-2)
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
	case t.kind != word || !t.upper || t.class&(notName|body|press|venue|study|det|quantity) != 0:
		return false
	case t.caps || utf8.RuneCountInString(w) < 2:
		return false
	}
	if r.inJournal(i) || r.isDate(i) || r.is(i, month) && r.yearOf(i-1) != 0 {
		return false
	}
	if i == 0 && r.isMark(1, ",") && strings.HasSuffix(w, "ly") {
		return false // "Recently, Chen et al."
	}
	return !strings.ContainsAny(w, "0123456789") && !isCamel(w) && !isCompound(w)
}

// isCompound reports whether w has a hyphen before a small letter, as compounds
// have and family names only behind a prefix: "FDA-cleared", and not "Al-sharif".
func isCompound(w string) bool {
	i := strings.IndexByte(w, '-')
	return i > 2 && i+4 < len(w) && w[i+1] >= 'a' && w[i+1] <= 'z'
}

// isDate reports whether token i is a month with its year or day: "Jan 2024",
// "Sept. 12".
func (r *sentence) isDate(i int) bool {
	if !r.is(i, month) {
		return false
	}
	if i++; r.isMark(i, ".") {
		i++
	}
	return i < len(r.toks) && r.toks[i].kind == number
}

// isCamel reports whether w has a capital inside, as the names of companies and
// products have and those of people only behind a prefix: "SimplePractice".
func isCamel(w string) bool {
	for _, prefix := range [...]string{"Mac", "Van", "Von", "Fitz", "Del", "Dos", "Abu", "Ter"} {
		if strings.HasPrefix(w, prefix) {
			return false
		}
	}
	for i := 3; i < len(w); i++ {
		if w[i] >= 'A' && w[i] <= 'Z' && w[i-1] >= 'a' && w[i-1] <= 'z' {
			return true
		}
	}
	return false
}
