package match

import "slices"

// foremost keeps, of references that satisfy an author and a year alone, those
// whose first author it is, if there are any: "Lee et al." names a first
// author. Else those remain that are about the claim's subject: that somebody
// of that name is among the authors of another paper says nothing.
func (q *query) foremost(s *stated, rs []ranked) []ranked {
	if len(s.people) != 1 || s.name != "" {
		return rs
	}
	leads := func(r ranked) bool { return len(q.x.refs[r.ref].Authors) == 0 || q.x.isFirst(r.ref, s.people) }
	if slices.ContainsFunc(rs, leads) {
		return slices.DeleteFunc(rs, func(r ranked) bool { return !leads(r) })
	}
	return slices.DeleteFunc(rs, func(r ranked) bool { return !r.on })
}

// agreeing puts those of rs first whose subject agrees for more than that words
// name them, as they name all of rs alike, and gives their number; that of all if
// there are none.
func agreeing(rs []ranked) int {
	doubted := func(r ranked) bool { return r.balance < named }
	if !slices.ContainsFunc(rs, doubted) {
		return len(rs)
	}
	first := make([]ranked, 0, len(rs))
	for _, r := range rs {
		if !doubted(r) {
			first = append(first, r)
		}
	}
	n := len(first)
	if n == 0 {
		return len(rs)
	}
	for _, r := range rs {
		if doubted(r) {
			first = append(first, r)
		}
	}
	copy(rs, first)
	return n
}

// outdone reports whether a reference with that score is not what a claim is
// about, as another that fits it as well is so much nearer.
func outdone(score, best int) bool { return best >= strong && 10*score < outdoes*best }

// outdoes is the share of the best score, in tenths, below which another is
// outdone.
const outdoes = 7

// nearer are, of the references that fit the words of a mention as well as h
// does, those that are so much nearer to the claim's subject that h is not
// meant.
func (q *query) nearer(words *stated, h hit, hits []hit) []ranked {
	if !words.enough() {
		return nil
	}
	others := slices.DeleteFunc(q.x.satisfying(nil, words), func(ref int32) bool {
		return slices.ContainsFunc(hits, func(h hit) bool { return h.ref == ref })
	})
	score := q.weigh(h.ref, false).score
	return slices.DeleteFunc(q.rank(words, others), func(r ranked) bool { return !outdone(score, r.score) })
}
