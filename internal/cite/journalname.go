package cite

import "slices"

// A Namer tells which names stand for a journal, as Journal.Is does; it is for
// a journal that many names are held against.
type Namer struct {
	names  [3]string // folded
	shapes []shape   // of the title
}

// Namer prepares j.
func (j Journal) Namer() *Namer {
	return &Namer{names: [3]string{Fold(j.Display()), Fold(j.Title), Fold(j.Abbr)}, shapes: titleShapes(j.Title)}
}

// A WrittenName is a journal's name as an author wrote it, made ready for
// Namers.
type WrittenName struct {
	folded string
	shape  shape
	short  bool // it may be an abbreviation
}

// NewWrittenName prepares name.
func NewWrittenName(name string) WrittenName {
	n := WrittenName{folded: Fold(name)}
	n.shape, n.short = nameShape(name)
	return n
}

// Is reports whether name stands for n's journal: it is one of its Names, or
// an abbreviation whose every word is a prefix (or a standard contraction) of
// the title's word in the same place, small words dropped. Never by substring
// or edit distance.
func (n *Namer) Is(name *WrittenName) bool {
	if name.folded == "" {
		return false
	}
	return slices.Contains(n.names[:], name.folded) || name.short && slices.ContainsFunc(n.shapes, func(s shape) bool { return distance(&name.shape, &s) < unfit })
}
