package ncbi

import (
	"encoding/xml"
	"slices"
	"strings"

	"stet/internal/cite"
)

// A node is an element of a record, or a run of text, whose name is "".
type node struct {
	name     string
	attrs    []xml.Attr
	children []*node
	data     string // of a run of text
}

// passed are elements that are large and of which a reference holds nothing.
// The ids in a reference list are those of other works.
var passed = []string{
	"ReferenceList", "AffiliationInfo", "Affiliation", "GrantList", "ChemicalList", "DataBankList", "History", "InvestigatorList",
	"KeywordList", "PersonalNameSubjectList", "CoiStatement", "Sections", "GeneSymbolList", "QualifierName", "annotation-xml",
}

// element reads the element that begins with start, but for passed ones.
func (d *decoder) element(start xml.StartElement) (*node, error) {
	if d.depth <= 2 {
		d.in.record = 0
	}
	n := &node{name: start.Name.Local, attrs: slices.Clone(start.Attr)}
	for {
		token, err := d.token()
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if slices.Contains(passed, token.Name.Local) {
				if err := d.skip(); err != nil {
					return nil, err
				}
				continue
			}
			child, err := d.element(token)
			if err != nil {
				return nil, err
			}
			n.children = append(n.children, child)
		case xml.CharData:
			n.children = append(n.children, &node{data: string(token)})
		case xml.EndElement:
			return n, nil
		}
	}
}

// at is the first element on a path of child elements, or nil. A nil node has
// no children, no attributes and no text.
func (n *node) at(path ...string) *node {
	for _, name := range path {
		if n == nil {
			return nil
		}
		i := slices.IndexFunc(n.children, func(c *node) bool { return c.name == name })
		if i < 0 {
			return nil
		}
		n = n.children[i]
	}
	return n
}

// all are the elements of the last name on a path, all children of the first
// element on the rest of it.
func (n *node) all(path ...string) []*node {
	last := len(path) - 1
	parent := n.at(path[:last]...)
	if parent == nil {
		return nil
	}
	var found []*node
	for _, c := range parent.children {
		if c.name == path[last] {
			found = append(found, c)
		}
	}
	return found
}

// attr is an attribute's value, "" without it.
func (n *node) attr(name string) string {
	if n != nil {
		for _, a := range n.attrs {
			if a.Name.Local == name {
				return strings.TrimSpace(a.Value)
			}
		}
	}
	return ""
}

// text is the words of n: those of its markup (i, sub, mml:math) included, in
// order, as one line of a record.
func (n *node) text() string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	n.write(&b)
	return cite.Line(b.String())
}

func (n *node) write(b *strings.Builder) {
	b.WriteString(n.data)
	for _, c := range n.children {
		c.write(b)
	}
}
