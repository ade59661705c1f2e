package cite

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"stet/internal/source"
	"stet/internal/yaml"
)

// Imported is what Import made of a library.
type Imported struct {
	Added     []string // keys, these and the next in the order of the records
	Updated   []string
	Unchanged []string
	Kept      []string // entries that an editor vouches for
	Skipped   []Skipped
}

// Skipped is a record that cannot be taken.
type Skipped struct {
	Key    string // of the record
	Reason string
}

// Import takes records into the library f and gives the file's new bytes. A
// record that shares an id with an entry updates it: the entry keeps its key,
// its order and the comments outside of the values that change, and only
// fields that differ are written. Other records are appended. Entries that an
// editor vouches for are never touched, notices are never taken away, and an
// entry that says what its record says is left alone, whenever it was verified.
//
// Each record says who vouches for it; the sum is that of the entry it becomes.
//
// Every byte outside of the changes stays as it was. The result is read again
// and compared with what was meant before it is given out; else there is an
// error and no bytes.
func Import(f *source.File, records []*Reference) ([]byte, Imported, error) {
	root, err := yaml.Parse(f, yaml.Limits{})
	if err != nil {
		return nil, Imported{}, err
	}
	lib, err := readLibrary(f, root)
	if err != nil {
		return nil, Imported{}, err
	}
	m := importer{file: f, lib: lib, nodes: map[int]*yaml.Node{}, want: map[string]*Reference{}, seen: map[ID]string{}}
	if root != nil {
		for i := range root.Items {
			m.nodes[root.Items[i].Span.Start] = &root.Items[i]
		}
	}
	for _, r := range lib.References {
		m.want[r.Key] = r
	}
	for _, r := range records {
		m.take(r)
	}
	if len(m.added) > 0 {
		edit, ok := yaml.AppendItems(f, root, m.added)
		if !ok {
			return nil, Imported{}, f.Errorf(root.Span.Start, "the library is a list in brackets; write it with one \"- \" for each reference")
		}
		m.edits = append(m.edits, edit)
	}
	b := yaml.Splice(f.Bytes, m.edits)
	if err := m.check(b); err != nil {
		return nil, Imported{}, err
	}
	return b, m.result, nil
}

// An importer takes records into one library.
type importer struct {
	file  *source.File
	lib   *Library
	nodes map[int]*yaml.Node    // entries, by where they start
	want  map[string]*Reference // what the result has to hold, by key
	seen  map[ID]string         // ids of the records so far, with the record's first id

	added  []string
	edits  []yaml.Edit
	result Imported
}

func (m *importer) take(r *Reference) {
	record, problem := canonical(r)
	if problem != "" {
		m.skip(r, problem)
		return
	}
	ids := record.IDs()
	switch entries := m.entries(ids); {
	case len(ids) == 0:
		m.skip(record, "it has no id")
	case slices.ContainsFunc(ids, func(id ID) bool { return m.seen[id] != "" }):
		m.skip(record, m.twice(ids))
	case len(entries) > 1:
		m.skip(record, fmt.Sprintf("its ids are those of two entries, on lines %d and %d", entries[0].Pos.Line, entries[1].Pos.Line))
	case len(entries) == 0:
		m.add(record)
	case entries[0].Verified.From == FromEditor:
		m.result.Kept = append(m.result.Kept, entries[0].Key)
	default:
		m.update(entries[0], record)
	}
	for _, id := range ids {
		m.seen[id] = ids[0].String()
	}
}

// canonical is r as it is read back from a library, or what is wrong with it.
func canonical(r *Reference) (*Reference, string) {
	lib, err := ParseLibrary(source.NewFile("record", Format(r)))
	switch {
	case err != nil:
		return nil, err.Error()
	case len(lib.Problems) > 0:
		return nil, lib.Problems[0].Msg
	}
	return lib.References[0], ""
}

// twice says which of a record's ids came before.
func (m *importer) twice(ids []ID) string {
	i := slices.IndexFunc(ids, func(id ID) bool { return m.seen[id] != "" })
	if first := m.seen[ids[i]]; first != ids[0].String() {
		return fmt.Sprintf("its %s is also that of %s; leave one of the two out with --pick", ids[i], first)
	}
	return "it is there twice"
}

func (m *importer) skip(r *Reference, reason string) {
	key := r.Key
	if key == "" {
		key = r.defaultKey()
	}
	m.result.Skipped = append(m.result.Skipped, Skipped{key, reason})
}

// entries are the library's entries that have one of ids.
func (m *importer) entries(ids []ID) []*Reference {
	var found []*Reference
	for _, id := range ids {
		if r := m.lib.ID(id); r != nil && !slices.Contains(found, r) {
			found = append(found, r)
		}
	}
	return found
}

func (m *importer) add(r *Reference) {
	if m.want[r.Key] != nil {
		m.skip(r, fmt.Sprintf("the key %q is another entry's", r.Key))
		return
	}
	r.vouch(r.Verified)
	m.want[r.Key] = r
	m.added = append(m.added, string(Format(r)))
	m.result.Added = append(m.result.Added, r.Key)
}

// vouch writes who verified r as it is now.
func (r *Reference) vouch(v Verification) {
	r.Verified = v
	if v.From != "" {
		r.Verified.Sum = r.Sum()
	}
}

// update writes what record says into the entry old, if it differs.
func (m *importer) update(old, record *Reference) {
	merged := merge(old, record)
	merged.Verified = old.Verified
	if old.State() == Verified && same(old, merged) {
		m.result.Unchanged = append(m.result.Unchanged, old.Key)
		return
	}
	merged.vouch(record.Verified)
	e := entryEdit{file: m.file, node: m.nodes[old.Span.Start]}
	m.edits = append(m.edits, e.edits(old, merged)...)
	delete(m.want, old.Key)
	m.want[merged.Key] = merged
	m.result.Updated = append(m.result.Updated, merged.Key)
}

// merge is record as an entry in place of old. What a PubMed record may lack
// and an editor may have added stays.
func merge(old, record *Reference) *Reference {
	m := *record
	if m.PMID == "" {
		m.PMID = old.PMID
	}
	if m.PMCID == "" {
		m.PMCID = old.PMCID
	}
	if m.DOI == "" {
		m.DOI = old.DOI
	}
	if m.URL == "" {
		m.URL = old.URL
	}
	if len(m.MeSH) == 0 {
		m.MeSH = old.MeSH
	}
	if len(m.Terms) == 0 {
		m.Terms = old.Terms
	}
	if len(m.Numbers) == 0 {
		m.Numbers = old.Numbers
	}
	m.Key = old.Key
	if old.Key == old.defaultKey() { // it stands nowhere, and follows the ids
		m.Key = m.defaultKey()
	}
	m.Notices = slices.Clone(old.Notices)
	for _, n := range record.Notices {
		if !slices.Contains(m.Notices, n) {
			m.Notices = append(m.Notices, n)
		}
	}
	return &m
}

// same reports whether two references are written alike.
func same(a, b *Reference) bool {
	return a.Key == b.Key && !slices.ContainsFunc(layout, func(f field) bool { return f.text(a) != f.text(b) })
}

// check reads the result again and compares it with what was meant.
func (m *importer) check(b []byte) error {
	lib, err := ParseLibrary(source.NewFile(m.file.Path, b))
	if err != nil {
		return fmt.Errorf("edited library cannot be read: %w", err)
	}
	if len(lib.References) != len(m.want) {
		return fmt.Errorf("%s: edited library holds %d references in place of %d", m.file.Path, len(lib.References), len(m.want))
	}
	for _, r := range lib.References {
		want := m.want[r.Key]
		if want == nil || !same(r, want) {
			return fmt.Errorf("%s: entry %s would not come out as meant; write it in the plain form, one field a line", m.file.Path, r.Key)
		}
	}
	return nil
}

// An entryEdit writes changed fields into one entry.
type entryEdit struct {
	file *source.File
	node *yaml.Node
	out  []yaml.Edit
}

func (e *entryEdit) edits(old, merged *Reference) []yaml.Edit {
	var after *yaml.Node // value of the field that a new one follows
	var fresh []string   // new fields that nothing precedes
	for _, f := range layout {
		before, now := f.text(old), f.text(merged)
		value := e.node.Field(f.name)
		switch {
		case value == nil && before != now && now != "" && after == nil:
			fresh = append(fresh, f.name+": "+now)
		case value == nil && before != now && now != "":
			e.insert(after, f.name+": "+now)
		case value != nil && before != now && now == "":
			e.remove(f.name)
		case value != nil && before != now:
			e.replace(f.name, now)
		}
		if value != nil && (before == now || now != "") {
			after = value
		}
	}
	e.prepend(fresh)
	return e.out
}

func (e *entryEdit) put(start, end int, text string) {
	e.out = append(e.out, yaml.Edit{Span: source.Span{Start: start, End: end}, Text: text})
}

// lineBreak ends a line and indents the next as the entry's fields are.
func (e *entryEdit) lineBreak() string {
	return yaml.LineEnd(e.file.Bytes) + strings.Repeat(" ", e.file.Position(e.node.Span.Start).Column-1)
}

// insert writes a line behind the one that value ends on.
func (e *entryEdit) insert(value *yaml.Node, line string) {
	if e.node.Style == yaml.Flow {
		e.put(value.Span.End, value.Span.End, ", "+line)
		return
	}
	end := value.Span.End
	end += len(bytes.TrimRight(lineFrom(e.file.Bytes, end), " \t"))
	e.put(end, end, e.lineBreak()+line)
}

// prepend writes lines before the first field.
func (e *entryEdit) prepend(lines []string) {
	at := e.node.Items[0].Span.Start
	for _, line := range lines {
		if e.node.Style == yaml.Flow {
			e.put(at, at, line+", ")
		} else {
			e.put(at, at, line+e.lineBreak())
		}
	}
}

// replace writes text as the value of a field: on the line of its name, unless
// a comment stands there.
func (e *entryEdit) replace(name, text string) {
	key, value := e.field(name)
	b := e.file.Bytes
	colon := key.Span.End + bytes.IndexByte(b[key.Span.End:], ':') + 1
	switch between := b[colon:value.Span.Start]; {
	case bytes.IndexByte(between, '#') >= 0:
		e.put(value.Span.Start, value.Span.End, "  "+text)
	case len(between) == 0 || bytes.ContainsAny(between, "\r\n"):
		e.put(colon, value.Span.End, " "+text)
	default:
		e.put(value.Span.Start, value.Span.End, text)
	}
}

// remove takes a field away, and its line if nothing else is on it.
func (e *entryEdit) remove(name string) {
	key, value := e.field(name)
	b := e.file.Bytes
	start, end := key.Span.Start, value.Span.End
	if e.node.Style == yaml.Flow {
		for end < len(b) && (b[end] == ' ' || b[end] == ',') {
			end++
		}
		e.put(start, end, "")
		return
	}
	rest := lineFrom(b, end)
	indent := bytes.TrimRight(b[:start], " ")
	ownLine := len(indent) == 0 || indent[len(indent)-1] == '\n' || indent[len(indent)-1] == '\r'
	if ownLine && len(bytes.TrimSpace(rest)) == 0 {
		start, end = len(indent), end+len(rest)
		if end < len(b) {
			end += len(yaml.LineEnd(b[end:]))
		}
	}
	e.put(start, end, "")
}

func (e *entryEdit) field(name string) (key, value *yaml.Node) {
	for k, v := range e.node.Fields() {
		if k.Value == name {
			return k, v
		}
	}
	return nil, nil
}

// lineFrom is what is left of a line from byte i on.
func lineFrom(b []byte, i int) []byte {
	if end := bytes.IndexAny(b[i:], "\r\n"); end >= 0 {
		return b[i : i+end]
	}
	return b[i:]
}
