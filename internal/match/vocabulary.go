package match

import (
	"strings"

	"stet/internal/terms"
)

// A vocabulary numbers stems: a hash table that holds each stem once. It may be
// read by many at a time.
//
// Most stems stand in the table itself. A library has so many that a processor's
// nearest memory cannot hold them, and finding one should be one look at the
// farther.
type vocabulary struct {
	slots []stemSlot
	used  int
	long  []string // stems that do not fit a slot
}

// A stemSlot holds a stem; it is free if size is 0.
type stemSlot struct {
	hash   uint32
	number int32
	size   uint8 // of the stem, or isLong
	stem   [23]byte
}

// isLong is the size of a stem that stands elsewhere.
const isLong = 255

// find is the number of stem, whose terms.Hash is h.
func (v *vocabulary) find(stem string, h uint64) (int32, bool) {
	if len(v.slots) == 0 || stem == "" {
		return 0, false
	}
	mask := uint64(len(v.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		slot := &v.slots[i]
		switch {
		case slot.size == 0:
			return 0, false
		case slot.hash == uint32(h>>32) && v.holds(slot, stem):
			return slot.number, true
		}
	}
}

func (v *vocabulary) holds(slot *stemSlot, stem string) bool {
	if slot.size == isLong {
		return v.long[slot.place()] == stem
	}
	return int(slot.size) == len(stem) && string(slot.stem[:len(stem)]) == stem
}

// place is where a long stem is in long.
func (s *stemSlot) place() int {
	return int(s.stem[0]) | int(s.stem[1])<<8 | int(s.stem[2])<<16 | int(s.stem[3])<<24
}

// add gives stem, which v does not have and whose terms.Hash is h, a number.
func (v *vocabulary) add(stem string, h uint64, number int32) {
	if stem == "" {
		return
	}
	if v.used++; 4*v.used > 3*len(v.slots) {
		v.grow()
	}
	slot := stemSlot{hash: uint32(h >> 32), number: number, size: isLong}
	if len(stem) <= len(slot.stem) {
		slot.size = uint8(len(stem))
		copy(slot.stem[:], stem)
	} else {
		for i, n := 0, len(v.long); i < 4; i, n = i+1, n>>8 {
			slot.stem[i] = byte(n)
		}
		v.long = append(v.long, strings.Clone(stem)) // not a piece of a page of text
	}
	v.put(slot, h)
}

func (v *vocabulary) put(slot stemSlot, h uint64) {
	mask := uint64(len(v.slots) - 1)
	i := h & mask
	for v.slots[i].size != 0 {
		i = (i + 1) & mask
	}
	v.slots[i] = slot
}

func (v *vocabulary) grow() {
	old := v.slots
	v.slots = make([]stemSlot, max(64, 2*len(old)))
	for i := range old {
		switch slot := &old[i]; slot.size {
		case 0:
		case isLong:
			v.put(*slot, terms.Hash(v.long[slot.place()]))
		default:
			v.put(*slot, terms.Hash(string(slot.stem[:slot.size])))
		}
	}
}
