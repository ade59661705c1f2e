package match

import (
	"hash/maphash"

	"stet/internal/cite"
)

// A table finds references by a name: a hash table of their numbers, that
// keeps no names of its own.
type table struct {
	slots []uint64 // hash of the name in the upper half, number + 1 in the lower; 0 if free
	is    func(i int32, name cite.ID) bool
}

// newTable is a table for up to n names. is tells whether reference i has a
// name.
func newTable(n int, is func(i int32, name cite.ID) bool) table {
	size := 16
	for 3*size < 4*n {
		size *= 2
	}
	return table{make([]uint64, size), is}
}

// add enters name for i; a name that is there stays with its first reference.
func (t *table) add(name cite.ID, i int32) {
	slot, found := t.slot(name)
	if !found {
		t.slots[slot] = uint64(nameHash(name))<<32 | uint64(i+1)
	}
}

// find is the reference with that name.
func (t *table) find(name cite.ID) (int32, bool) {
	if len(t.slots) == 0 || name.Value == "" {
		return 0, false
	}
	slot, found := t.slot(name)
	if !found {
		return 0, false
	}
	return int32(uint32(t.slots[slot])) - 1, true
}

// slot is where name is, or else would be.
func (t *table) slot(name cite.ID) (slot int, found bool) {
	h := nameHash(name)
	mask := uint32(len(t.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		switch has := t.slots[i]; {
		case has == 0:
			return int(i), false
		case uint32(has>>32) == h && t.is(int32(uint32(has))-1, name):
			return int(i), true
		}
	}
}

// nameSeed decides where in a table names are, never what is found.
var nameSeed = maphash.MakeSeed()

func nameHash(name cite.ID) uint32 {
	return uint32(maphash.String(nameSeed, name.Value)>>32) + uint32(name.Kind)
}

// hashOf continues h, which starts as hashStart, by FNV-1a.
func hashOf(h uint32, s string) uint32 {
	for i := range len(s) {
		h = hashByte(h, s[i])
	}
	return h
}

const hashStart = uint32(2166136261)

func hashByte(h uint32, c byte) uint32 { return (h ^ uint32(c)) * 16777619 }

// buckets are numbers by hash, in one piece of memory.
type buckets struct {
	start []uint32 // of each bucket in all; one more than there are buckets
	all   []uint64 // hash in the upper half, number in the lower
	shift uint32   // hash>>shift is the bucket
}

// newBuckets puts entries, hash in the upper half and number in the lower, into
// buckets and keeps their order within each.
func newBuckets(entries []uint64) buckets {
	b := buckets{shift: 32 - 4}
	for b.shift > 0 && len(entries)>>(32-b.shift) > 4 {
		b.shift--
	}
	b.start = make([]uint32, 1<<(32-b.shift)+1)
	for _, e := range entries {
		b.start[uint32(e>>32)>>b.shift+1]++
	}
	for i := range b.start[1:] {
		b.start[i+1] += b.start[i]
	}
	next := make([]uint32, len(b.start)-1)
	copy(next, b.start)
	b.all = make([]uint64, len(entries))
	for _, e := range entries {
		at := &next[uint32(e>>32)>>b.shift]
		b.all[*at] = e
		*at++
	}
	return b
}

// find appends the numbers of hash h to to, in the order in which they came.
func (b *buckets) find(to []int32, h uint32) []int32 {
	if len(b.start) == 0 {
		return to
	}
	at := h >> b.shift
	for _, e := range b.all[b.start[at]:b.start[at+1]] {
		if uint32(e>>32) == h {
			to = append(to, int32(uint32(e)))
		}
	}
	return to
}
