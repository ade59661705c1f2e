// Package yaml reads the small part of YAML that people write by hand, strictly
// and with the place of everything: mappings, lists and scalars, one document.
// Anchors, aliases, tags, merge keys and duplicate keys are refused.
//
// A scalar is its text. 012345, no and 1e6 are what is written, never a number
// or a truth value; who wants one asks a Decoder for it. Files are edited by
// replacing bytes, never by writing a tree again.
package yaml

import (
	"iter"
	"slices"
	"strings"

	"stet/internal/source"
)

// A Kind is the kind of a Node.
type Kind uint8

// The kinds of nodes.
const (
	Scalar  Kind = iota // a text
	List                // values one after another
	Mapping             // values by name
)

// A Style is how a Node is written.
type Style uint8

// The styles of nodes.
const (
	Plain   Style = iota // a scalar without quotes; a list or mapping over lines of its own
	Single               // a scalar in single quotes
	Double               // a scalar in double quotes
	Literal              // a scalar behind |
	Folded               // a scalar behind >
	Flow                 // a list in [ ], a mapping in { }
)

// A Node is a value with its place. Its Span leaves out the comment and the
// line's end behind it; a missing value has an empty one.
type Node struct {
	Kind  Kind
	Style Style
	Value string // a scalar's text
	Span  source.Span
	Items []Node // a list's items; a mapping's keys and values in turn
}

// Fields are the keys and values of a mapping, in the order of the file.
func (n *Node) Fields() iter.Seq2[*Node, *Node] {
	return func(yield func(key, value *Node) bool) {
		if n.Kind != Mapping {
			return
		}
		for i := 0; i+1 < len(n.Items); i += 2 {
			if !yield(&n.Items[i], &n.Items[i+1]) {
				return
			}
		}
	}
}

// Field is the value of a mapping's key, or nil.
func (n *Node) Field(name string) *Node {
	for key, value := range n.Fields() {
		if key.Value == name {
			return value
		}
	}
	return nil
}

// Missing reports whether n is a value that was left out, as behind "title:".
func (n *Node) Missing() bool { return n.Kind == Scalar && n.Style == Plain && n.Value == "" }

// Limits bound what Parse takes on. Zero means the default given here.
type Limits struct {
	Bytes int // of the text; 64 MiB
	Depth int // of lists and mappings in each other; 20
	Keys  int // of one mapping; 256
}

const (
	defaultBytes = 64 << 20
	defaultDepth = 20
	defaultKeys  = 256
	maxErrors    = 50
)

func (l Limits) withDefaults() Limits {
	if l.Bytes == 0 {
		l.Bytes = defaultBytes
	}
	if l.Depth == 0 {
		l.Depth = defaultDepth
	}
	if l.Keys == 0 {
		l.Keys = defaultKeys
	}
	return l
}

// Errors are what is wrong with a document, in the order of the file, 50 at
// most. errors.AsType[*source.Error] finds the first.
type Errors []*source.Error

// Error gives one line for each error.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, err := range e {
		lines[i] = err.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives the single errors.
func (e Errors) Unwrap() []error {
	errs := make([]error, len(e))
	for i, err := range e {
		errs[i] = err
	}
	return errs
}

// Parse reads f as one document. The root is nil if it holds nothing but
// comments. The error is an Errors.
func Parse(f *source.File, limits Limits) (*Node, error) {
	return ParsePart(f, source.Span{Start: 0, End: len(f.Bytes)}, limits)
}

// ParsePart is Parse for a part of f that starts at the start of a line, such
// as the front matter of an article. Places are those in the whole of f.
func ParsePart(f *source.File, part source.Span, limits Limits) (*Node, error) {
	limits = limits.withDefaults()
	text := newText(f, part)
	if err := text.check(limits); err != nil {
		return nil, Errors{err}
	}
	if root, ok := readPlain(text, limits); ok {
		return root, nil
	}
	r := reader{text: text, limits: limits}
	root, err := r.read()
	if err != nil {
		return nil, Errors{err}
	}
	if len(r.errs) > 0 {
		return nil, r.errs.sorted(f)
	}
	return root, nil
}

// sorted is e in the order of the file, cut to maxErrors with a line that
// counts the rest.
func (e Errors) sorted(f *source.File) Errors {
	slices.SortStableFunc(e, func(a, b *source.Error) int { return a.Pos.Offset - b.Pos.Offset })
	if len(e) <= maxErrors {
		return e
	}
	last := f.Errorf(e[maxErrors-1].Pos.Offset, "and %d more", len(e)-maxErrors+1)
	return append(e[:maxErrors-1:maxErrors-1], last)
}
