package match

import (
	"cmp"
	"slices"
	"strings"
)

// A tally adds up weights of references that share stems with a topic.
type tally struct {
	sum     []int32  // of each reference
	touched []int32  // those with a sum
	tokens  []*token // that are added
}

const (
	budget  = 2048 // how many references a search may touch, so that its cost does not grow with the library
	nearest = 6    // how many a search gives for each group
)

// search looks for references near to t: of each group, those that share most
// of t's rarest stems. A nil group is all references. The result is in no
// order that matters and may repeat itself.
func (q *query) search(t *topic, groups ...func(int32) bool) []int32 {
	tally := &q.tally
	tally.add(&q.x.subjects, t)
	found := make([]int32, 0, nearest*len(groups)+few)
	for _, in := range groups {
		found = tally.best(found, in)
	}
	for _, ref := range tally.touched {
		tally.sum[ref] = 0
	}
	tally.touched = tally.touched[:0]
	return found
}

// add adds t's stems, rarest first, as far as the budget goes.
func (t *tally) add(s *subjects, about *topic) {
	holders := &s.holders
	t.tokens = t.tokens[:0]
	for _, ts := range [2][]token{about.own, about.context} {
		for i := range ts {
			if ts[i].stem >= 0 && len(holders.list(ts[i].stem)) > 0 {
				t.tokens = append(t.tokens, &ts[i])
			}
		}
	}
	slices.SortFunc(t.tokens, func(a, b *token) int {
		return cmp.Or(cmp.Compare(len(holders.list(a.stem)), len(holders.list(b.stem))), strings.Compare(s.stems[a.stem], s.stems[b.stem]))
	})
	left := budget
	for i, token := range t.tokens {
		list := holders.list(token.stem)
		if left -= len(list); left < 0 && i > 0 {
			return
		}
		for _, ref := range list {
			if t.sum[ref] == 0 {
				t.touched = append(t.touched, ref)
			}
			t.sum[ref] += token.weight
		}
	}
}

// best appends the references of the largest sums, in order; of equal sums the
// first come first.
func (t *tally) best(to []int32, in func(int32) bool) []int32 {
	var found [nearest]int32
	n := 0
	for _, ref := range t.touched {
		if n == nearest && !t.before(ref, found[nearest-1]) || in != nil && !in(ref) {
			continue
		}
		n = min(n+1, nearest)
		at := n - 1
		for ; at > 0 && t.before(ref, found[at-1]); at-- {
			found[at] = found[at-1]
		}
		found[at] = ref
	}
	return append(to, found[:n]...)
}

func (t *tally) before(a, b int32) bool {
	return t.sum[a] > t.sum[b] || t.sum[a] == t.sum[b] && a < b
}
