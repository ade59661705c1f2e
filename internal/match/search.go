package match

import (
	"cmp"
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
}

const (
	budget  = 2048 // how many references a search may touch, so that its cost does not grow with the library
	nearest = 6    // how many a search gives for each part of the library
)

// search looks for references near to t: those that share most of t's rarest
// stems in all the library, in the given journals and in the given year; 0
// stands for no year. The result is in no order that matters and may repeat
// itself.
func (q *query) search(t *topic, journals []int32, year int) []int32 {
	x, tally := q.x, &q.tally
	if tally.about != t {
		tally.clear()
		tally.add(&x.subjects, t)
	}
	var first top
	for _, ref := range tally.touched {
		first.offer(tally, ref)
	}
	found := append(make([]int32, 0, 3*nearest+few), first.refs[:first.n]...)
	if len(journals) > 0 {
		found = tally.best(found, x.heldOf(journals), func(ref int32) bool { return slices.Contains(journals, x.journal[ref]) })
	}
	if year != 0 {
		found = tally.best(found, [][]int32{x.dated[int32(year)]}, func(ref int32) bool { return x.hasYear(ref, year) == yes })
	}
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
	t.about, t.touched = nil, t.touched[:0]
}

// add adds the stems of a topic, rarest first, as far as the budget goes.
func (t *tally) add(s *subjects, about *topic) {
	t.about = about
	size, holders := 0, &s.holders
	t.tokens = t.tokens[:0]
	for i := range len(about.own) + len(about.context) {
		if stem := about.token(i).stem; stem >= 0 {
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
	left := budget
	for i, n := range t.tokens {
		token := about.token(int(uint32(n)))
		if left -= int(n >> 32); left < 0 && i > 0 {
			return
		}
		for _, ref := range holders.list(token.stem) {
			if t.sum[ref] == 0 {
				t.touched = append(t.touched, ref)
			}
			t.sum[ref] += token.weight
		}
	}
}

// best appends the nearest references of a part of the library, which has those
// of lists, or of all those for which in holds: whichever are fewer to look at.
func (t *tally) best(to []int32, lists [][]int32, in func(int32) bool) []int32 {
	size := 0
	for _, list := range lists {
		size += len(list)
	}
	var found top
	if size > len(t.touched) {
		for _, ref := range t.touched {
			if found.takes(t, ref) && in(ref) {
				found.offer(t, ref)
			}
		}
		return append(to, found.refs[:found.n]...)
	}
	for _, list := range lists {
		for _, ref := range list {
			if t.sum[ref] > 0 {
				found.offer(t, ref)
			}
		}
	}
	return append(to, found.refs[:found.n]...)
}

// A top is the references of the largest sums, in order; of equal sums the
// first come first.
type top struct {
	refs [nearest]int32
	n    int
}

// takes reports whether ref is among the first so far.
func (f *top) takes(t *tally, ref int32) bool {
	return f.n < nearest || t.before(ref, f.refs[nearest-1])
}

func (f *top) offer(t *tally, ref int32) {
	if !f.takes(t, ref) {
		return
	}
	f.n = min(f.n+1, nearest)
	at := f.n - 1
	for ; at > 0 && t.before(ref, f.refs[at-1]); at-- {
		f.refs[at] = f.refs[at-1]
	}
	f.refs[at] = ref
}

func (t *tally) before(a, b int32) bool {
	return t.sum[a] > t.sum[b] || t.sum[a] == t.sum[b] && a < b
}

// token is the i-th of the claim's tokens and, behind them, the context's.
func (t *topic) token(i int) *token {
	if i < len(t.own) {
		return &t.own[i]
	}
	return &t.context[i-len(t.own)]
}
