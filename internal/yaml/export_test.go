package yaml

import "stet/internal/source"

// ReadPlain reads f by the short way alone; ok is false if it gives up.
func ReadPlain(f *source.File) (root *Node, ok bool) {
	t := newText(f, source.Span{Start: 0, End: len(f.Bytes)})
	limits := Limits{}.withDefaults()
	if t.check(limits) != nil {
		return nil, false
	}
	return readPlain(t, limits)
}

// ReadFully reads f by the parser alone.
func ReadFully(f *source.File) (root *Node, err error) {
	t := newText(f, source.Span{Start: 0, End: len(f.Bytes)})
	limits := Limits{}.withDefaults()
	if err := t.check(limits); err != nil {
		return nil, err
	}
	r := reader{text: t, limits: limits}
	root, bad := r.read()
	if bad != nil {
		return nil, bad
	}
	if len(r.errs) > 0 {
		return nil, r.errs
	}
	return root, nil
}

// ReadItemsInParts is ReadItems for a list that is read in so many parts if it
// can be; ok is false if it cannot be read item by item.
func ReadItemsInParts(f *source.File, parts int, begin func(int) func(int, *Node)) (l *Items, ok bool) {
	l = &Items{file: f, limits: Limits{}.withDefaults()}
	return l, l.read(parts, begin)
}
