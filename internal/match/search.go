package match

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

// A tally adds up weights of references that share stems with a topic. It
// keeps them until another topic is asked for.
type tally struct {
	about   *topic   // nil for none
	sum     []int32  // of each reference
	touched []int32  // those with a sum
	tokens  []uint64 // that are added: length of the list of references in the upper half, place among the topic's in the lower
	single  []int32  // instead of sums: the references of the only stem added
	left    int      // the weight of the topic's stems that the sums have not
}

const (
	budget  = 2048 // how many references a search may touch, so that its cost does not grow with the library
	nearest = 6    // how many a search gives for each part of the library
)

// search looks for references near to t: those that share most of t's rarest
// stems in all the library, in the given journals and in the given year; 0
// stands for no year. The result is in no order that matters, may repeat itself
// and is good until the next search.
func (q *query) search(t *topic, journals []int32, year int) []int32 {
	x, tally := q.x, &q.tally
	if tally.about != t {
		tally.clear()
		tally.add(&x.subjects, t)
	}
	found := tally.nearest(q.found[:0])
	if len(journals) > 0 {
		found = tally.best(found, x.heldOf(journals), func(ref int32) bool { return slices.Contains(journals, x.journal[ref]) })
	}
	if year != 0 {
		found = tally.best(found, [][]int32{x.dated[int32(year)]}, func(ref int32) bool { return x.hasYear(ref, year) == yes })
	}
	q.found = found
	return found
}

// heldOf are the references of each of the journals.
func (x *Index) heldOf(journals []int32) [][]int32 {
	held := make([][]int32, len(journals))
	for i, j := range journals {
		held[i] = x.holdings[j]
	}
	return held
}

func (t *tally) clear() {
	for _, ref := range t.touched {
		t.sum[ref] = 0
	}
	t.about, t.touched, t.single = nil, t.touched[:0], nil
}

// add adds the stems of a topic, rarest first, as far as the budget goes.
func (t *tally) add(s *subjects, about *topic) {
	t.about, t.left = about, 0
	size, holders := 0, &s.holders
	t.tokens = t.tokens[:0]
	for i := range len(about.own) + len(about.context) {
		if stem := about.token(i).stem; stem >= 0 {
			t.left += int(about.token(i).weight)
			if n := len(holders.list(stem)); n > 0 {
				t.tokens = append(t.tokens, uint64(n)<<32|uint64(i))
				size += n
			}
		}
	}
	if size > budget {
		slices.SortFunc(t.tokens, func(a, b uint64) int {
			if a>>32 != b>>32 {
				return cmp.Compare(a, b)
			}
			return strings.Compare(s.stems[about.token(int(uint32(a))).stem], s.stems[about.token(int(uint32(b))).stem])
		})
	}
	t.tokens = t.tokens[:t.within()]
	if len(t.tokens) == 1 {
		t.single = holders.list(about.token(int(uint32(t.tokens[0]))).stem)
		return
	}
	if cap(t.touched) == 0 {
		t.touched = make([]int32, 0, max(budget, longest)+1)
	}
	touched, n := t.touched[:cap(t.touched)], 0
	for _, place := range t.tokens {
		token := about.token(int(uint32(place)))
		t.left -= int(token.weight)
		for _, ref := range holders.list(token.stem) {
			sum := t.sum[ref]
			touched[n] = ref
			if sum == 0 {
				n++
			}
			t.sum[ref] = sum + token.weight
		}
	}
	t.touched = touched[:n]
}

// within is how many of tokens the budget is enough for; the first is added
// whatever it takes.
func (t *tally) within() int {
	left := budget
	for i, place := range t.tokens {
		if left -= int(place >> 32); left < 0 && i > 0 {
			return i
		}
	}
	return len(t.tokens)
}

// nearest appends the nearest references of all.
func (t *tally) nearest(to []int32) []int32 {
	if t.single != nil {
		return append(to, t.single[:min(len(t.single), nearest)]...)
	}
	var found top
	for _, ref := range t.touched {
		found.offer(ref, t.sum[ref])
	}
	return append(to, found.refs[:found.n]...)
}

// best appends the nearest references of a part of the library, which has those
// of lists, which are those for which in holds: it goes through whatever is
// shorter.
func (t *tally) best(to []int32, lists [][]int32, in func(int32) bool) []int32 {
	size := 0
	for _, list := range lists {
		size += len(list)
	}
	var found top
	switch {
	case t.single == nil && size > len(t.touched):
		for _, ref := range t.touched {
			if found.takes(ref, t.sum[ref]) && in(ref) {
				found.offer(ref, t.sum[ref])
			}
		}
	case t.single == nil:
		for _, list := range lists {
			for _, ref := range list {
				found.offer(ref, t.sum[ref])
			}
		}
	case size*bits.Len(uint(len(t.single))) > len(t.single): // looking one up takes that many steps
		for _, ref := range t.single {
			if in(ref) {
				found.offer(ref, 1)
			}
			if found.n == nearest {
				break
			}
		}
	default:
		for _, list := range lists {
			rest := t.single // as both ascend
			for _, ref := range list {
				if found.n == nearest && ref > found.refs[nearest-1] {
					break
				}
				at, has := slices.BinarySearch(rest, ref)
				if rest = rest[at:]; has {
					found.offer(ref, 1)
				}
			}
		}
	}
	return append(to, found.refs[:found.n]...)
}

// A top is the references of the largest sums, in order; of equal sums the
// first come first.
type top struct {
	refs  [nearest]int32
	sums  [nearest]int32
	n     int
	least int32 // the last of sums, once there are as many as there may be
}

// takes reports whether ref is among the first so far.
func (f *top) takes(ref, sum int32) bool {
	return sum > f.least || sum == f.least && sum > 0 && (f.n < nearest || ref < f.refs[nearest-1])
}

// offer enters ref if f takes it.
func (f *top) offer(ref, sum int32) {
	if f.takes(ref, sum) {
		f.put(ref, sum)
	}
}

func (f *top) put(ref, sum int32) {
	f.n = min(f.n+1, nearest)
	at := f.n - 1
	for ; at > 0 && (sum > f.sums[at-1] || sum == f.sums[at-1] && ref < f.refs[at-1]); at-- {
		f.refs[at], f.sums[at] = f.refs[at-1], f.sums[at-1]
	}
	f.refs[at], f.sums[at] = ref, sum
	if f.n == nearest {
		f.least = f.sums[nearest-1]
	}
}

// token is the i-th of the claim's tokens and, behind them, the context's.
func (t *topic) token(i int) *token {
	if i < len(t.own) {
		return &t.own[i]
	}
	return &t.context[i-len(t.own)]
}
