package article

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"stet/internal/source"
)

// A Comment is <!-- ... --> or {/* ... */}.
type Comment struct {
	Span  source.Span
	Text  string // what stands inside, trimmed
	Block Block  // that it stands before or in; the zero Block if there is none
	Blank int    // blank lines between it and a block that it stands before
}

// A Block is a part of the tree of an article. It holds what stands at the
// offsets of its span.
type Block struct {
	Span source.Span
	Name string // as people call it: "paragraph", "list item", "table row" ...
}

// IsZero reports whether b is no block.
func (b Block) IsZero() bool { return b == Block{} }

// Blocks are the blocks that hold a byte of the file, from the outermost in:
// those of a list are the list, the item and the item's text. There are none
// where nothing but white space or front matter stands.
func (a *Article) Blocks(offset int) (blocks []Block) {
	if a.doc == nil {
		return nil
	}
	for n := a.doc; n != nil; {
		var inner ast.Node
		for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
			if b := blockOf(c); b.Span.Start <= offset && offset < b.Span.End {
				blocks = append(blocks, b)
				inner = c
				break
			}
		}
		n = inner
	}
	return blocks
}

// placeComments sorts the comments, which block and inline parsers noted one
// after the other, and finds the block of each.
func (a *Article) placeComments() {
	if len(a.Comments) == 0 {
		return
	}
	slices.SortStableFunc(a.Comments, func(x, y Comment) int { return x.Span.Compare(y.Span) })
	a.Comments = slices.CompactFunc(a.Comments, func(x, y Comment) bool { return x.Span == y.Span })
	p := placer{src: a.src, comments: map[int]*Comment{}}
	for i := range a.Comments {
		p.comments[a.Comments[i].Span.Start] = &a.Comments[i]
	}
	p.walk(a.doc)
}

// A placer finds the blocks that comments belong to.
type placer struct {
	src      []byte
	comments map[int]*Comment // by where they start
}

func (p *placer) walk(n ast.Node) {
	switch n := n.(type) {
	case *aside:
		if c := p.comments[n.Pos()]; c != nil {
			p.before(c, n)
		}
	case *expression:
		if c := p.comments[n.start]; c != nil {
			p.within(c, n)
		}
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.walk(c)
	}
}

// within takes a comment that stands in a block of text for one about it; in a
// table for one about the row. In a block of nothing but comments it stands
// before the next.
func (p *placer) within(c *Comment, n ast.Node) {
	leaf := n.Parent()
	for leaf.Type() != ast.TypeBlock {
		leaf = leaf.Parent()
	}
	switch {
	case leaf.Kind() == extast.KindTableCell:
		c.Block = blockOf(leaf.Parent())
	case p.silent(leaf):
		p.before(c, leaf)
	default:
		c.Block = blockOf(leaf)
	}
}

// before gives a comment, which n holds alone, the next block beside n, past
// other comments.
func (p *placer) before(c *Comment, n ast.Node) {
	end := c.Span.End
	for next := n.NextSibling(); next != nil; next = next.NextSibling() {
		b := blockOf(next)
		c.Blank += max(0, bytes.Count(p.src[min(end, b.Span.Start):b.Span.Start], []byte{'\n'})-1)
		if !p.silent(next) {
			c.Block = b
			return
		}
		end = b.Span.End
	}
	c.Blank = 0
}

// silent reports whether a block holds comments and nothing else.
func (p *placer) silent(n ast.Node) bool {
	if aside, ok := n.(*aside); ok {
		return p.comments[aside.Pos()] != nil
	}
	if n.FirstChild() == nil || !ast.IsParagraph(n) && n.Kind() != ast.KindTextBlock {
		return false
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *expression:
			if p.comments[c.start] == nil {
				return false
			}
		case *ast.Text:
			if len(bytes.TrimSpace(c.Segment.Value(p.src))) > 0 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// blockNames are what people call the kinds of blocks.
var blockNames = map[ast.NodeKind]string{
	ast.KindParagraph: "paragraph", ast.KindTextBlock: "paragraph", ast.KindHeading: "heading",
	ast.KindList: "list", ast.KindListItem: "list item", ast.KindBlockquote: "quote",
	extast.KindTable: "table", extast.KindTableHeader: "table row", extast.KindTableRow: "table row", extast.KindTableCell: "table cell",
	kindFootnote: "footnote", kindAside: "line of tags", ast.KindThematicBreak: RuleBlock,
	ast.KindCodeBlock: CodeBlock, ast.KindFencedCodeBlock: CodeBlock, ast.KindLinkReferenceDefinition: "link definition",
}

// Names of blocks in which nothing is read.
const (
	CodeBlock = "code block"
	RuleBlock = "horizontal rule"
)

// blockOf is n as a Block. Its span reaches from its first marker, or its
// first line, to the end of its last line.
func blockOf(n ast.Node) Block {
	b := Block{Span: source.Span{Start: max(n.Pos(), 0), End: max(n.Pos(), 0)}, Name: blockNames[n.Kind()]}
	if b.Name == "" {
		b.Name = "block"
	}
	extend(&b.Span, n)
	return b
}

// extend makes s hold the lines of n and of all blocks within it.
func extend(s *source.Span, n ast.Node) {
	if a, ok := n.(*aside); ok {
		s.End = max(s.End, a.stop)
	}
	if lines := n.Lines(); lines != nil && lines.Len() > 0 {
		s.Start = min(s.Start, lines.At(0).Start)
		s.End = max(s.End, lines.At(lines.Len()-1).Stop)
	}
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		extend(s, c)
	}
}
