package match

import "slices"

// isOutshone reports whether a sentence on a single source is not about ref,
// which alone fits what s states and of whose evidence no more than asked is
// needed: it has so much more in common with another reference of the library,
// or with another one by the author that s names. Where author, journal and year
// name ref, words that share nothing with it are about something else as well.
func (q *query) isOutshone(s *stated, ref int32, e evidence, asked int) bool {
	t := q.topic()
	switch {
	case e.balance >= ample || t.sources > 1 || q.x.subjects.bare(ref):
		return false
	case q.wroteNearer(s, ref, e):
		return true
	case asked != undecided:
		return q.hasRival(ref, e.own+muchNearer)
	case e.balance >= unnamed:
		return false
	}
	return t.specific >= 2*related && !q.x.subjects.thin[ref] && q.isUnrelated(ref) || q.hasRival(ref, e.own+swapped)
}

const (
	nearer     = 400  // by so much more evidence a sentence that says little is about another reference
	swapped    = 800  // one that says what may be about ref, which it names for certain
	muchNearer = 1200 // and one that says enough
	ample      = 1500 // the balance from which no other reference matters
)

// hasRival reports whether the words of the claim by themselves are about a
// reference other than ref, with no less evidence than that.
func (q *query) hasRival(ref int32, evidence int) bool {
	asked := max(unnamed, evidence)
	if q.isAlone(ref, asked) {
		return false
	}
	return slices.ContainsFunc(q.search(q.topic(), nil, 0), func(other int32) bool {
		return other != ref && q.weigh(other, false).own >= asked
	})
}

// wroteNearer reports whether the author whom s names first has written another
// work that is so much nearer to a sentence on a single source than ref that
// it is about that one, which is q's rival then.
func (q *query) wroteNearer(s *stated, ref int32, e evidence) bool {
	if len(s.people) == 0 {
		return false
	}
	asked := 2 * related // where ref has nothing of the sentence, a telling word
	switch {
	case e.own >= unnamed:
		asked = e.own + muchNearer
	case e.own > 0:
		asked = e.own + nearer
	}
	q.works = q.x.namedLike(q.works[:0], &s.people[0])
	by := q.works
	if len(by) > few {
		by = q.search(q.topic(), nil, 0)
	}
	for _, other := range by {
		if other == ref || !q.x.isFirst(other, s.people) {
			continue
		}
		if own := q.weigh(other, false).own; own >= asked {
			q.rival, asked = other, own+1
		}
	}
	return q.rival >= 0
}

// suspects is how many references isAlone looks at, so that it takes less time
// than a search.
const suspects = 24

// isAlone is true if surely no reference but ref has so much evidence by the
// words of the claim. What has so much has one of its rarer stems, as the others
// together are not enough: it is among the few that hold these.
func (q *query) isAlone(ref int32, asked int) bool {
	s := &q.x.subjects
	left := asked
	if s.anyThin {
		left = asked / 2 // as what a record without terms shares counts twice
	}
	q.keys = s.commonFirst(q.keys[:0], q.topic().own)
	size := 0
	for _, key := range q.keys {
		token := &q.topic().own[uint32(key)]
		if left > int(token.weight) {
			left -= int(token.weight)
			continue
		}
		list := s.holders.list(token.stem)
		if size += len(list); size > suspects || s.facts[token.stem].is(crowded) {
			return false
		}
		for _, other := range list {
			if other != ref && q.weigh(other, false).own >= asked {
				return false
			}
		}
	}
	return true
}

// commonFirst appends the places of those ts that references have, those first
// that most have.
func (s *subjects) commonFirst(keys []uint64, ts []token) []uint64 {
	for i := range ts {
		switch stem := ts[i].stem; {
		case stem < 0:
		case s.facts[stem].is(crowded):
			keys = append(keys, uint64(i))
		case len(s.holders.list(stem)) > 0:
			keys = append(keys, uint64(longest+1-len(s.holders.list(stem)))<<32|uint64(i))
		}
	}
	slices.Sort(keys)
	return keys
}
