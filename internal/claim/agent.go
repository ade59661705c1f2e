package claim

import (
	"strings"

	"stet/internal/article"
)

// creditAgent gives the one source of a sentence the author whom the sentence names
// elsewhere: "Jones reviewed feet in Gut in 2019", "reviewed in Gut in 2019 by the
// Jones group", "the 2019 Jones study". Where a sentence has no source yet, its one
// year is the author's: "a trial run by Jones and published in 2019". The name has to
// be known as a family name and to stand as one who works does.
func (r *sentence) creditAgent() {
	source := -1
	for k := range r.units {
		u := &r.units[k]
		switch {
		case !r.strong(u) || !r.states(u):
		case source >= 0 || u.byline >= 0 || u.study >= 0 && len(r.studies[u.study].names) > 0 || u.year == 0 && u.journal < 0:
			return
		default:
			source = k
		}
	}
	if r.Block == article.TitleBlock {
		return
	}
	u := newUnit(len(r.toks), 0)
	if source >= 0 {
		u = r.units[source]
	} else if at := r.loneYear(); at >= 0 {
		if r.dateLeader(at) {
			return
		}
		u.year = r.yearOf(at)
		u.reach(at, at+1)
	} else {
		return
	}
	for i := range r.toks {
		if !r.toks[i].upper && !r.is(i, particle) || r.known(i) || i > 0 && r.upper(i-1) && r.adjacent(i-1) && !r.honours(i-1) && !r.is(i-1, stop) {
			continue
		}
		names, hi := r.nameList(i)
		if len(names) == 0 || len(names) > 1 && names[0] == names[1] || r.upper(hi) && r.adjacent(hi-1) || !r.works(&u, i, hi) || !r.isKnownName(names[0]) {
			continue
		}
		u.byline = len(r.authors)
		r.authors = append(r.authors, byline{lo: i, hi: hi, names: names})
		u.reach(i, hi)
		if source >= 0 {
			r.units[source] = u
		} else {
			r.units = append(r.units, u)
		}
		return
	}
}

// dateLeader gives the year at token at to authors who led or wrote a study, and have
// none: "a study led by Jones of Oslo University in 2019".
func (r *sentence) dateLeader(at int) bool {
	for k := range r.units {
		u := &r.units[k]
		if u.byline < 0 || u.year != 0 {
			continue
		}
		b := &r.authors[u.byline]
		before := b.lo - 1
		for r.honours(before) {
			before--
		}
		if r.isWord(before, "by") && r.anyOf(max(before-4, 0), before, study|loose|people) && r.isKnownName(b.names[0]) {
			u.year = r.yearOf(at)
			u.reach(at, at+1)
			return true
		}
	}
	return false
}

// loneYear is the token of the only year of a sentence, -1 if it has none or several,
// or nobody can have published in it.
func (r *sentence) loneYear() int {
	at := -1
	for i := range r.toks {
		if r.toks[i].year == 0 {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	if at < 0 || !r.isWord(at-1, "in") && !r.isWord(at-2, "in") || !r.canDate(at) || r.titleCase() {
		return -1
	}
	return at
}

// isKnownName reports whether name is a family name, or an author's by the rest of
// the article.
func (r *sentence) isKnownName(name string) bool {
	if isSurname(name) {
		return r.cast.role(name) != thing
	}
	return r.isAuthor(name)
}

// works reports whether the names of tokens lo to hi stand as those who made the
// source u.
func (r *sentence) works(u *unit, lo, hi int) bool {
	before := lo - 1
	for r.honours(before) || r.isWord(before, "the") && (r.is(hi, people) || r.is(hi, study|loose)) {
		if before--; r.isMark(before, ".") {
			before--
		}
	}
	from, to := u.lo, u.hi // of what dates the work
	if u.journal >= 0 {
		from, to = r.journals[u.journal].from, r.journals[u.journal].to
	}
	whole := u.journal >= 0 || u.study >= 0 // it names a work by itself
	switch {
	case r.isWord(before, "by"):
		return whole || r.anyOf(max(before-4, 0), before, study|loose|people)
	case !whole && (before == lo-1 || !r.opens(before+1)):
		return false // "Professor Jones showed in 2019", and not "Jones found gold in 2019"
	case r.isWord(before, "around") && r.is(before-1, people), r.isWord(before, "was") && r.isWord(hi, "who"):
		return true
	case r.isMark(before, "(") && r.isMark(hi, ")"), r.isMark(hi, "(") && from == hi+1:
		return true // "in Gut in 2019 (Jones)", "Jones (Gut, 2019)"
	case r.is(hi, study|loose|people) && !r.upper(hi):
		return before < lo-1 || r.opens(lo) || r.yearOf(before) != 0 // "the Jones review"
	case r.toks[hi-1].poss():
		return r.ownsWork(hi)
	case r.toldBy(before):
		return !r.reportsOn(hi, from)
	case !r.opens(before+1) && !r.isMark(before, ","):
		return false
	}
	end := r.afterOrigin(hi)
	return (r.verbAt(end) || r.reportsAt(end) || r.is(end, act)) && !r.speaks(end) && (u.study >= 0 && u.journal < 0 || !r.reportsOn(end, from)) || end == hi && to <= lo && whole && r.is(end, report)
}

// ownsWork reports whether what somebody has, from token i on, is a work or those who
// did it: "Jones's classic paper", "Jones's group".
func (r *sentence) ownsWork(i int) bool {
	for n := 0; n < 4 && r.describes(i); n++ {
		if r.is(i, study|loose|people) {
			return true
		}
		i++
	}
	return r.is(i, study|loose|people) || r.isMark(i, "\"“")
}

// afterOrigin is the token behind where a person is from, ", of Oslo,", or a degree,
// that starts at token i; i if nothing like it does.
func (r *sentence) afterOrigin(i int) int {
	if r.isMark(i, ",") && r.upper(i+1) && r.isMark(i+2, ",") && (r.toks[i+1].caps || hasCapital(r.at(i + 1)[1:])) {
		return i + 3 // ", PhD,"
	}
	if !r.isMark(i, ",") || !r.isWord(i+1, "of") && !r.isWord(i+1, "from") && !r.isWord(i+1, "at") {
		return i
	}
	for j := i + 2; j < i+12 && (r.upper(j) || r.is(j, small)); j++ {
		if r.isMark(j+1, ",") {
			return j + 2
		}
	}
	return i
}

// reportsOn reports whether who does something at token i speaks of a study whose
// journal or year starts at token to, which is somebody else's: "Jones noted that a
// 2019 study in Gut was small".
func (r *sentence) reportsOn(i, to int) bool {
	for j := i + 1; j < to; j++ {
		if r.isWord(j, "that") || r.is(j, study|loose) && !r.upper(j) || strings.HasPrefix(r.at(j), "told") {
			return true
		}
	}
	return false
}
