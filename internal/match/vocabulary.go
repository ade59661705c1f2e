package match

import "hash/maphash"

// A vocabulary numbers stems: a hash table that holds each stem once. It may be
// read by many at a time.
type vocabulary struct {
	slots []uint64 // hash of the stem in the upper half, place in words + 1 in the lower; 0 if free
	words []numbered
}

type numbered struct {
	stem   string
	number int32
}

// stemSeed decides where in a vocabulary stems are, never what is found.
var stemSeed = maphash.MakeSeed()

func stemHash(stem string) uint64 { return maphash.String(stemSeed, stem) }

// find is the number of stem, whose stemHash is h.
func (v *vocabulary) find(stem string, h uint64) (int32, bool) {
	if len(v.slots) == 0 {
		return 0, false
	}
	mask := uint64(len(v.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		slot := v.slots[i]
		if slot == 0 {
			return 0, false
		}
		if slot>>32 == h>>32 {
			if w := &v.words[uint32(slot)-1]; w.stem == stem {
				return w.number, true
			}
		}
	}
}

// add gives stem, which v does not have and whose stemHash is h, a number.
func (v *vocabulary) add(stem string, h uint64, number int32) {
	v.words = append(v.words, numbered{stem, number})
	if 2*len(v.words) > len(v.slots) {
		v.grow()
		return
	}
	v.put(h, len(v.words))
}

// put enters what stands at place-1 of words.
func (v *vocabulary) put(h uint64, place int) {
	mask := uint64(len(v.slots) - 1)
	i := h & mask
	for v.slots[i] != 0 {
		i = (i + 1) & mask
	}
	v.slots[i] = h&^(1<<32-1) | uint64(place)
}

func (v *vocabulary) grow() {
	v.slots = make([]uint64, max(64, 2*len(v.slots)))
	for i := range v.words {
		v.put(stemHash(v.words[i].stem), i+1)
	}
}
