package cite

import (
	"fmt"
	"slices"
	"strings"

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

	keys   map[string]*Reference
	folded map[string]*Reference // by key without regard to case
	ids    map[ID]*Reference
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
// read as a library at all: broken YAML, no list, a list where text belongs. It holds one *source.Error for each place. Problems of
// meaning in one entry are in Library.Problems; what they concern is left out
// of the entry, and an entry that then has neither key nor id, or the key of
// another, is left out of References.
func ParseLibrary(f *source.File) (*Library, error) {
	root, err := parse(f)
	if err != nil {
		return nil, err
	}
	return readLibrary(f, root)
}

func parse(f *source.File) (*yaml.Node, error) { return yaml.Parse(f, yaml.Limits{Bytes: MaxBytes}) }

func readLibrary(f *source.File, root *yaml.Node) (*Library, error) {
	lib := &Library{Path: f.Path}
	if root == nil {
		return lib, nil
	}
	if root.Kind != yaml.List {
		return nil, f.Errorf(root.Span.Start, "a library is a list: start each reference with \"- \", as in \"- pmid: \\\"33808247\\\"\"")
	}
	if n := len(root.Items); n > maxReferences {
		return nil, f.Errorf(root.Span.Start, "the library has %d references; at most %d are read", n, maxReferences)
	}
	lib.keys = make(map[string]*Reference, len(root.Items))
	lib.folded = make(map[string]*Reference, len(root.Items))
	lib.ids = make(map[ID]*Reference, 2*len(root.Items))
	b := entryReader{file: f, decoder: yaml.Decoder{File: f}, lib: lib}
	refs := make([]Reference, len(root.Items))
	for i := range root.Items {
		b.read(&refs[i], &root.Items[i])
		b.add(&refs[i], &root.Items[i])
	}
	if err := b.decoder.Err(); err != nil {
		return nil, err
	}
	return lib, nil
}

// Key is the reference of that key, or nil.
func (l *Library) Key(key string) *Reference { return l.keys[key] }

// fold is the reference of that key but for its case and composition, or nil.
func (l *Library) fold(key string) *Reference { return l.folded[foldKey(key)] }

func foldKey(key string) string { return strings.ToLower(norm.NFC.String(key)) }

// ID is the reference that has id, or nil.
func (l *Library) ID(id ID) *Reference { return l.ids[id] }

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

// add takes r, which node says, into the library, unless its key is another's.
func (b *entryReader) add(r *Reference, node *yaml.Node) {
	if node.Kind != yaml.Mapping {
		return
	}
	if r.Key == "" {
		b.problem(ruleBad, node, "the reference has neither key nor id", "give it a pmid, pmcid or doi, or a key to cite it by")
		return
	}
	if first := b.lib.fold(r.Key); first != nil {
		b.problem(ruleDuplicate, node, fmt.Sprintf("key %q is that of the reference on line %d as well", r.Key, first.Pos.Line),
			"keep one of the two, or give one another key")
		return
	}
	b.lib.folded[foldKey(r.Key)] = r
	b.lib.keys[r.Key] = r
	b.lib.References = append(b.lib.References, r)
	reported := false
	for _, id := range r.IDs() {
		first := b.lib.ids[id]
		if first == nil {
			b.lib.ids[id] = r
			continue
		}
		if !reported {
			b.problem(ruleDuplicate, node, fmt.Sprintf("%s is the id of the reference on line %d as well", id, first.Pos.Line),
				"keep one of the two, or mend the id")
		}
		reported = true
	}
}
