package match

import (
	"cmp"
	"slices"
	"strings"
)

// A tally adds up weights of references that share stems with a topic.
type tally struct {
	sum     []int32 // of each reference
	touched []int32 // those with a sum
}

const (
	budget  = 2048 // how many references a search may touch, so that its cost does not grow with the library
	nearest = 10   // how many a search gives for each group
)

// search looks for references near to t: of each group, those that share most
// of t's rarest stems. A nil group is all references. The result is in no
// order that matters and may repeat itself.
func (s *subjects) search(t *topic, groups ...func(int32) bool) []int32 {
	tally := s.scratch.Get().(*tally)
	defer s.scratch.Put(tally)
	s.add(tally, t)
	var found []int32
	for _, in := range groups {
		found = append(found, tally.best(in)...)
	}
	for _, ref := range tally.touched {
		tally.sum[ref] = 0
	}
	tally.touched = tally.touched[:0]
	return found
}

// add adds t's stems, rarest first, as far as the budget goes.
func (s *subjects) add(tally *tally, t *topic) {
	var buf [64]token
	ts := append(append(buf[:0], t.own...), t.context...)
	ts = slices.DeleteFunc(ts, func(t token) bool { return t.stem < 0 || len(s.holders.list(t.stem)) == 0 })
	slices.SortFunc(ts, func(a, b token) int {
		return cmp.Or(cmp.Compare(len(s.holders.list(a.stem)), len(s.holders.list(b.stem))), strings.Compare(a.text, b.text))
	})
	left := budget
	for i, t := range ts {
		holders := s.holders.list(t.stem)
		if left -= len(holders); left < 0 && i > 0 {
			return
		}
		for _, ref := range holders {
			if tally.sum[ref] == 0 {
				tally.touched = append(tally.touched, ref)
			}
			tally.sum[ref] += t.weight
		}
	}
}

// best are the references of the largest sums, in order.
func (t *tally) best(in func(int32) bool) []int32 {
	found := make([]int32, 0, nearest+1)
	worst := int32(0)
	for _, ref := range t.touched {
		if len(found) == nearest && t.sum[ref] < worst || in != nil && !in(ref) {
			continue
		}
		at, _ := slices.BinarySearchFunc(found, ref, func(have, ref int32) int {
			return cmp.Or(cmp.Compare(t.sum[ref], t.sum[have]), cmp.Compare(have, ref))
		})
		found = slices.Insert(found, at, ref)
		found = found[:min(len(found), nearest)]
		worst = t.sum[found[len(found)-1]]
	}
	return found
}
