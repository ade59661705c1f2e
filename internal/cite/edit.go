package cite

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"stet/internal/source"
	"stet/internal/yaml"
)

// An editor makes changes to one library file. It collects them as edits of
// bytes, found by the places of the file's nodes, and makes them all at once.
type editor struct {
	file    *source.File
	lib     *Library
	entries *yaml.Items
	root    *yaml.Node // of entries

	yaml    yaml.Editor
	want    map[string]*Reference // entries that come out new or changed, by key
	gone    map[string]bool       // keys of entries that do not come out
	changed map[int]*Reference    // what the root's items come out as, by number
	added   []*Reference
	removed []int // numbers of the root's items
}

func newEditor(f *source.File) (*editor, error) {
	lib, entries, err := readLibrary(f)
	if err != nil {
		return nil, err
	}
	return &editor{
		file:    f,
		lib:     lib,
		entries: entries,
		root:    entries.Root,
		yaml:    yaml.Editor{File: f},
		want:    map[string]*Reference{},
		gone:    map[string]bool{},
		changed: map[int]*Reference{},
	}, nil
}

// number is that of r's entry among the root's items.
func (e *editor) number(r *Reference) int {
	i, _ := slices.BinarySearchFunc(e.root.Items, r.Span.Start, func(n yaml.Node, start int) int { return n.Span.Start - start })
	return i
}

// taken is the entry that has or will have key, or nil.
func (e *editor) taken(key string) *Reference {
	if r := e.want[key]; r != nil {
		return r
	}
	if e.gone[key] {
		return nil
	}
	return e.lib.Key(key)
}

// append adds r as the last entry.
func (e *editor) append(r *Reference) {
	e.want[r.Key] = r
	e.added = append(e.added, r)
}

// change writes now in the place of old: those fields that differ.
func (e *editor) change(old, now *Reference) {
	e.fields(old, now)
	e.changed[e.number(old)] = now
	e.gone[old.Key] = true
	e.want[now.Key] = now
}

// remove takes entries away, with the comments right above them.
func (e *editor) remove(r *Reference) error {
	if e.root.Style == yaml.Flow {
		return e.inBrackets()
	}
	e.removed = append(e.removed, e.number(r))
	e.gone[r.Key] = true
	return nil
}

func (e *editor) inBrackets() error {
	return e.file.Errorf(e.root.Span.Start, "the library is a list in brackets; write it with one \"- \" for each reference")
}

// bytes are the file's bytes with all changes made. They are read again and
// compared with what was meant; if they differ there is an error and no bytes.
func (e *editor) bytes() ([]byte, error) {
	if len(e.removed) > 0 {
		slices.Sort(e.removed)
		e.yaml.RemoveItems(e.root, e.removed)
	}
	if len(e.added) > 0 {
		texts := make([]string, len(e.added))
		for i, r := range e.added {
			texts[i] = string(Format(r))
		}
		edit, ok := yaml.AppendItems(e.file, e.root, texts)
		if !ok {
			return nil, e.inBrackets()
		}
		e.yaml.Edits = append(e.yaml.Edits, edit)
	}
	if len(e.yaml.Edits) == 0 {
		return e.file.Bytes, nil
	}
	b := source.Splice(e.file.Bytes, e.yaml.Edits)
	if err := e.check(b); err != nil {
		return nil, err
	}
	return b, nil
}

// check reads the result again. An entry that was to change or to be new has to
// say what was meant; every other one has to have the bytes it had.
func (e *editor) check(b []byte) error {
	f := source.NewFile(e.file.Path, b)
	entries, err := yaml.ReadItems(f, limits, func(int) func(int, *yaml.Node) { return func(int, *yaml.Node) {} })
	if err != nil {
		return fmt.Errorf("edited library cannot be read: %w", err)
	}
	before := items(e.root)
	if n, want := items(entries.Root), before+len(e.added)-len(e.removed); n != want {
		return fmt.Errorf("%s: edited library holds %d entries in place of %d", f.Path, n, want)
	}
	removed, at := e.removed, 0
	for i := range before {
		if len(removed) > 0 && removed[0] == i {
			removed = removed[1:]
			continue
		}
		if now := e.changed[i]; now != nil {
			err = e.checkEntry(f, entries.Node(at), now)
		} else if old, got := e.root.Items[i].Span, entries.Root.Items[at].Span; !bytes.Equal(b[got.Start:got.End], e.file.Bytes[old.Start:old.End]) {
			err = e.notAsMeant(fmt.Sprintf("on line %d", e.file.Position(old.Start).Line))
		}
		if err != nil {
			return err
		}
		at++
	}
	for i, r := range e.added {
		if err := e.checkEntry(f, entries.Node(at+i), r); err != nil {
			return err
		}
	}
	return nil
}

// checkEntry compares what an entry of the result says with what was meant.
func (e *editor) checkEntry(f *source.File, n *yaml.Node, want *Reference) error {
	b := entryReader{file: f, place: source.Cursor{File: f}, decoder: yaml.Decoder{File: f}}
	b.entry(n)
	if len(b.read) == 0 || b.decoder.Err() != nil || !same(b.read[0], want) {
		return e.notAsMeant(want.Key)
	}
	return nil
}

func items(root *yaml.Node) int {
	if root == nil {
		return 0
	}
	return len(root.Items)
}

func (e *editor) notAsMeant(entry string) error {
	return fmt.Errorf("%s: entry %s would not come out as meant; write it in the plain form, one field a line", e.file.Path, entry)
}

// same reports whether two references are written alike.
func same(a, b *Reference) bool {
	return a.Key == b.Key && !slices.ContainsFunc(layout, func(f field) bool { return f.text(a) != f.text(b) })
}

// fields writes the fields that differ. A new field comes behind the one that
// stet would write before it.
func (e *editor) fields(old, now *Reference) {
	node := e.entries.Node(e.number(old))
	var after *yaml.Node // value of the field that a new one follows
	var fresh []field    // new fields that nothing precedes
	for _, f := range layout {
		before, text := f.text(old), f.text(now)
		value := node.Field(f.name)
		switch {
		case before == text:
		case value == nil && after == nil:
			fresh = append(fresh, f)
		case value == nil:
			e.yaml.Insert(node, after, f.name, text)
		case text == "":
			e.yaml.Remove(node, f.name)
		case f.name == "verified" && e.dated(value, old, now):
		case f.items != nil && e.yaml.ReplaceItems(value, f.items(old), f.items(now)):
		default:
			e.yaml.Replace(node, f.name, text)
		}
		if value != nil && (before == text || text != "") {
			after = value
		}
	}
	for _, f := range fresh {
		e.yaml.Insert(node, nil, f.name, f.text(now))
	}
}

// dated writes the date and the sum of a verification alone, if the rest of it
// stays. It reports whether it did.
func (e *editor) dated(value *yaml.Node, old, now *Reference) bool {
	at, sum := value.Field("at"), value.Field("sum")
	if at == nil || sum == nil || old.Verified.From != now.Verified.From || old.Verified.By != now.Verified.By {
		return false
	}
	if old.Verified.At != now.Verified.At {
		e.yaml.ReplaceScalar(at, now.Verified.At.String())
	}
	if old.Verified.Sum != now.Verified.Sum {
		e.yaml.ReplaceScalar(sum, yaml.Text(now.Verified.Sum))
	}
	return true
}

// Remove takes the entries of these keys or ids out of the library f, each with
// the comment right above it. Names that lead to nothing come back as missing,
// and then nothing is removed.
func Remove(f *source.File, names []string) (b []byte, removed []*Reference, missing []string, err error) {
	e, err := newEditor(f)
	if err != nil {
		return nil, nil, nil, err
	}
	for _, name := range names {
		r := e.lib.Find(name)
		switch {
		case r == nil:
			missing = append(missing, name)
		case !e.gone[r.Key]:
			removed = append(removed, r)
			if err := e.remove(r); err != nil {
				return nil, nil, nil, err
			}
		}
	}
	if len(missing) > 0 {
		return nil, nil, missing, nil
	}
	b, err = e.bytes()
	return b, removed, nil, err
}

// Rename gives the entry old another key.
func Rename(f *source.File, old, key string) ([]byte, error) {
	e, err := newEditor(f)
	if err != nil {
		return nil, err
	}
	r := e.lib.Find(old)
	if r == nil {
		return nil, fmt.Errorf("%s: no reference %q", f.Path, old)
	}
	now := *r
	now.Key = key
	if _, problem := canonical(&now); problem != "" {
		return nil, fmt.Errorf("%s", problem)
	}
	if other := e.lib.fold(key); other != nil && other != r {
		return nil, fmt.Errorf("%s:%d: the key %q is another reference's already", f.Path, other.Pos.Line, other.Key)
	}
	if now.Key != r.Key {
		e.change(r, &now)
	}
	return e.bytes()
}

// Find is the reference of that key or id, or nil. A bare number is a PMID.
func (l *Library) Find(name string) *Reference {
	if r := l.Key(name); r != nil {
		return r
	}
	id, err := ParseAnyID(name)
	if err != nil {
		return nil
	}
	return l.ID(id)
}

// ParseAnyID is ParseID for an id that somebody types on a command line, where
// a bare number is a PMID.
func ParseAnyID(s string) (ID, error) {
	if s = strings.TrimSpace(s); allDigits(s) {
		s = "pmid:" + s
	}
	return ParseID(s)
}
