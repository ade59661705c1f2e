package cite

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stet/internal/source"
	"stet/internal/yaml"
)

// A Library is all references of a citations.yaml, in the order of the file.
// It is immutable.
type Library struct {
	Path       string
	References []*Reference
	Problems   []Problem // what is wrong with single entries; the others are still good

	names names
}

// A Problem is something wrong with one entry of a library.
type Problem struct {
	Rule string // "duplicate-reference", "bad-library"
	Span source.Span
	Pos  source.Position
	End  source.Position
	Msg  string
	Hint string
}

const (
	ruleDuplicate = "duplicate-reference"
	ruleBad       = "bad-library"
)

// MaxBytes is how large a library may be: room for 100,000 whole records, of
// 1.1 to 1.6 kB each.
const MaxBytes = 256 << 20

const maxReferences = 200_000

// ParseLibrary reads a citations.yaml. The error is for a file that cannot be
// read as a library at all: broken YAML, no list, a list where text belongs. It
// holds one *source.Error for each place. Problems of meaning in one entry are
// in Library.Problems; what they concern is left out of the entry, and an entry
// that then has neither key nor id, or the key of another, is left out of
// References.
//
// What the references say are pieces of f.Bytes, which stays in memory as long
// as one of them does.
func ParseLibrary(f *source.File) (*Library, error) {
	lib, _, err := readLibrary(f)
	return lib, err
}

// limits are those of a library's file.
var limits = yaml.Limits{Bytes: MaxBytes}

// readLibrary reads f, and says where its entries are.
func readLibrary(f *source.File) (*Library, *yaml.Items, error) {
	var readers []entryReader
	entries, err := yaml.ReadItems(f, limits, func(parts int) func(int, *yaml.Node) {
		readers = make([]entryReader, parts)
		for i := range readers {
			readers[i] = entryReader{file: f, place: source.Cursor{File: f}, decoder: yaml.Decoder{File: f}}
		}
		return func(part int, n *yaml.Node) { readers[part].entry(n) }
	})
	if err != nil {
		return nil, nil, err
	}
	lib := &Library{Path: f.Path}
	if entries.Root == nil {
		return lib, entries, nil
	}
	if root := entries.Root; root.Kind != yaml.List {
		return nil, nil, f.Errorf(root.Span.Start, `a library is a list: start each reference with "- ", as in - pmid: "33808247"`)
	}
	if n := len(entries.Root.Items); n > maxReferences {
		return nil, nil, f.Errorf(entries.Root.Span.Start, "the library has %d references; at most %d are read", n, maxReferences)
	}
	if err := decodeErrors(readers); err != nil {
		return nil, nil, err
	}
	lib.join(readers, len(entries.Root.Items))
	return lib, entries, nil
}

// decodeErrors are the errors of all parts.
func decodeErrors(readers []entryReader) error {
	all := &readers[0].decoder
	for i := range readers[1:] {
		all.Join(&readers[i+1].decoder)
	}
	return all.Err()
}

// join takes what was read in parts, of n entries in all, into the library.
func (l *Library) join(readers []entryReader, n int) {
	l.References = make([]*Reference, 0, n)
	l.names = newNames(4 * n)
	for i := range readers {
		b := &readers[i]
		for _, r := range b.read {
			for len(b.problems) > 0 && b.problems[0].Span.Start < r.Span.End {
				l.Problems = append(l.Problems, b.problems[0])
				b.problems = b.problems[1:]
			}
			l.add(r)
		}
		l.Problems = append(l.Problems, b.problems...)
	}
}

// Len is the number of references; no library has none.
func (l *Library) Len() int {
	if l == nil {
		return 0
	}
	return len(l.References)
}

// Key is the reference of that key, or nil.
func (l *Library) Key(key string) *Reference {
	if r := l.fold(key); r != nil && r.Key == key {
		return r
	}
	return nil
}

// fold is the reference of that key but for its case and composition, or nil.
func (l *Library) fold(key string) *Reference { return l.named(ID{keyName, foldKey(key)}) }

func foldKey(key string) string {
	for i := range len(key) {
		if c := key[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.ToLower(norm.NFC.String(key))
		}
	}
	return key
}

// ID is the reference that has id, or nil.
func (l *Library) ID(id ID) *Reference { return l.named(id) }

// entries are the references that have one of ids, without repeats.
func (l *Library) entries(ids []ID) []*Reference {
	var found []*Reference
	for _, id := range ids {
		if r := l.ID(id); r != nil && !slices.Contains(found, r) {
			found = append(found, r)
		}
	}
	return found
}

// add takes r into the library, unless its key is another's.
func (l *Library) add(r *Reference) {
	problem := func(rule, msg, hint string) {
		l.Problems = append(l.Problems, Problem{Rule: rule, Span: r.Span, Pos: r.Pos, End: r.End, Msg: msg, Hint: hint})
	}
	if r.Key == "" {
		problem(ruleBad, "the reference has neither key nor id", "give it a pmid, pmcid or doi, or a key to cite it by")
		return
	}
	number := len(l.References)
	if first := l.enter(ID{keyName, foldKey(r.Key)}, number); first != nil {
		problem(ruleDuplicate, fmt.Sprintf("key %q is that of the reference on line %d as well", r.Key, first.Pos.Line),
			"keep one of the two, or give one another key")
		return
	}
	l.References = append(l.References, r)
	reported := false
	for _, id := range r.ids() {
		if id.Value == "" {
			continue
		}
		if first := l.enter(id, number); first != nil && !reported {
			problem(ruleDuplicate, fmt.Sprintf("%s is the id of the reference on line %d as well", id, first.Pos.Line),
				"keep one of the two, or mend the id")
			reported = true
		}
	}
}
