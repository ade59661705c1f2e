package claim

import (
	"strings"

	"stet/internal/article"
)

// creditAgent gives the one source of a sentence, which names its journal, the
// author whom the sentence names elsewhere: "Jones reviewed feet in Gut in 2019",
// "reviewed in Gut in 2019 by the Jones group". The name has to be known as a family
// name and to stand as one who works does.
func (r *sentence) creditAgent() {
	source := -1
	for k := range r.units {
		u := &r.units[k]
		switch {
		case !r.strong(u) || !r.states(u):
		case source >= 0 || u.journal < 0 || u.byline >= 0 || u.study >= 0 && len(r.studies[u.study].names) > 0:
			return
		default:
			source = k
		}
	}
	if source < 0 || r.Block == article.TitleBlock {
		return
	}
	u := &r.units[source]
	for i := range r.toks {
		if !r.upper(i) || r.known(i) || i > 0 && r.upper(i-1) && r.adjacent(i-1) && !r.honours(i-1) && !r.is(i-1, stop) {
			continue
		}
		names, hi := r.nameList(i)
		if len(names) == 0 || r.upper(hi) && r.adjacent(hi-1) || !r.isKnownName(names[0]) || !r.works(u, i, hi) {
			continue
		}
		u.byline = len(r.authors)
		r.authors = append(r.authors, byline{lo: i, hi: hi, names: names})
		u.reach(i, hi)
		return
	}
}

// isKnownName reports whether name is a family name, or an author's by the rest of
// the article.
func (r *sentence) isKnownName(name string) bool {
	role := r.cast.role(name)
	return role == author || role != thing && isSurname(name)
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
	n := &r.journals[u.journal]
	switch {
	case r.isWord(before, "by"), r.isWord(before, "around") && r.is(before-1, people), r.isWord(before, "was") && r.isWord(hi, "who"):
		return true
	case r.isMark(before, "(") && r.isMark(hi, ")"), r.isMark(hi, "(") && n.from == hi+1:
		return true // "in Gut in 2019 (Jones)", "Jones (Gut, 2019)"
	case r.is(hi, study|loose|people) && !r.upper(hi):
		return before < lo-1 || r.opens(lo) || r.yearOf(before) != 0 // "the Jones review"
	case r.toks[hi-1].poss():
		return r.ownsWork(hi)
	case r.toldBy(before):
		return !r.reportsOn(hi, n)
	case !r.opens(before+1) && !r.isMark(before, ","):
		return false
	}
	end := r.afterOrigin(hi)
	return (r.verbAt(end) || r.reportsAt(end) || r.is(end, act)) && !r.speaks(end) && !r.reportsOn(end, n) || end == hi && n.to <= lo && r.is(end, report)
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

// afterOrigin is the token behind where a person is from, ", of Oslo,", that starts
// at token i; i if nothing like it does.
func (r *sentence) afterOrigin(i int) int {
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

// reportsOn reports whether who does something at token i speaks of a study in
// journal n, which is somebody else's: "Jones noted that a 2019 study in Gut was
// small".
func (r *sentence) reportsOn(i int, n *journalName) bool {
	for j := i + 1; j < n.from; j++ {
		if r.isWord(j, "that") || r.is(j, study|loose) && !r.upper(j) || strings.HasPrefix(r.at(j), "told") {
			return true
		}
	}
	return false
}
