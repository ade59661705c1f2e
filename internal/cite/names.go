package cite

import "hash/maphash"

// names find the references of a library by folded key or id: a hash table of
// their numbers, which holds no names itself.
type names struct {
	seed  maphash.Seed
	slots []uint64 // half of the name's hash above, the reference's number and one below; 0 if free
}

// keyName stands for a folded key among the kinds of ids.
const keyName = NoID

// newNames has room for n names.
func newNames(n int) names {
	size := 16
	for size < n+n/2 {
		size *= 2
	}
	return names{maphash.MakeSeed(), make([]uint64, size)}
}

// slot is where a name of l's is, or else would be.
func (l *Library) slot(name ID) (slot int, hash uint64, r *Reference) {
	h := maphash.String(l.names.seed, name.Value) + uint64(name.Kind)
	mask := len(l.names.slots) - 1
	for i := int(h) & mask; ; i = (i + 1) & mask {
		switch has := l.names.slots[i]; {
		case has == 0:
			return i, h >> 32, nil
		case has>>32 == h>>32:
			if r := l.References[uint32(has)-1]; r.isNamed(name) {
				return i, h >> 32, r
			}
		}
	}
}

// named is the reference with a name, or nil.
func (l *Library) named(name ID) *Reference {
	if len(l.names.slots) == 0 || name.Value == "" {
		return nil
	}
	_, _, r := l.slot(name)
	return r
}

// enter gives a name to the reference of that number, unless another has it,
// which is returned.
func (l *Library) enter(name ID, number int) *Reference {
	slot, hash, first := l.slot(name)
	if first == nil {
		l.names.slots[slot] = hash<<32 | uint64(number+1)
	}
	return first
}

func (r *Reference) isNamed(name ID) bool {
	switch name.Kind {
	case KindPMID:
		return string(r.PMID) == name.Value
	case KindPMCID:
		return string(r.PMCID) == name.Value
	case KindDOI:
		return string(r.DOI) == name.Value
	case keyName:
		return foldKey(r.Key) == name.Value
	}
	return false
}
