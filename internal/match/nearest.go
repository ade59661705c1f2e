package match

import "slices"

// leastWrong is the place of the first of near that is one and of which the
// fewest stated fields are wrong; -1 if none is.
func leastWrong(near []ranked, is func(ranked) bool) int {
	least := -1
	for i := range near {
		if is(near[i]) && (least < 0 || near[i].count(no) < near[least].count(no)) {
			least = i
		}
	}
	return least
}

func isYearMismatch(r ranked) bool {
	return r.year == no && (r.journal == yes || r.authors == yes) && (r.on || r.score >= floor)
}

func isJournalMismatch(r ranked) bool {
	return r.journal == no && r.year == yes && (r.authors == yes || r.score >= strong)
}

// firstAuthored is the place, in what comes near, of a work on the claim's
// subject by the author named alone as its first, of another year, where that
// is a later author of all refs of the stated year and none of them has more than
// that score: -1 if there is none.
func (q *query) firstAuthored(s *stated, refs []int32, score int) (int, []ranked) {
	led := func(ref int32) bool { return q.x.isFirst(ref, s.people) }
	if len(s.people) != 1 || s.name != "" || slices.ContainsFunc(refs, led) {
		return -1, nil
	}
	near := q.rank(s, q.near(s))
	return slices.IndexFunc(near, func(r ranked) bool { return r.on && r.score >= score && isYearMismatch(r) && led(r.ref) }), near
}

// fitsClosely reports whether words fit the first of near in all that they
// state, in two fields at least, and in its subject, and no other so well.
func fitsClosely(near []ranked) bool {
	fits := func(r ranked) bool { return r.on && r.count(no) == 0 && r.count(yes) > 1 }
	return len(near) > 0 && fits(near[0]) && (len(near) == 1 || near[1].ref == near[0].ref || !fits(near[1]))
}

// first moves element i to the front.
func first(rs []ranked, i int) []ranked {
	r := rs[i]
	return slices.Insert(slices.Delete(rs, i, i+1), 0, r)
}
