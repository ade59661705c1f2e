package article

import (
	"github.com/yuin/goldmark/ast"
)

// Kinds of the nodes that our parsers add to goldmark's.
var (
	kindAddress    = ast.NewNodeKind("Address")
	kindCitation   = ast.NewNodeKind("Citation")
	kindMarker     = ast.NewNodeKind("Marker")
	kindWiki       = ast.NewNodeKind("Wiki")
	kindTag        = ast.NewNodeKind("Tag")
	kindExpression = ast.NewNodeKind("Expression")
	kindAside      = ast.NewNodeKind("Aside")
	kindFootnote   = ast.NewNodeKind("FootnoteDefinition")
)

// An address is a bare web address.
type address struct {
	ast.BaseInline
	start, stop int
}

// A citation is "[@a; @b]".
type citation struct {
	ast.BaseInline
	start, stop int
	inside      string
}

// A marker is "[12]", "[1,2]", "[3-5]", "[^4]".
type marker struct {
	ast.BaseInline
	start, stop int
	labels      []string
	footnote    bool
}

// A wiki is a link "[[page]]" or "[[page|words]]".
type wiki struct {
	ast.BaseInline
	start, stop int
	page        string
	words       int // where the words start; they end two bytes before stop
}

// A tag is an HTML or MDX tag. Once paired it holds what stands up to its
// closing tag, and stop is the byte after that.
type tag struct {
	ast.BaseInline
	tagText
	paired bool
}

// An expression is MDX or a template's: "{...}", "{{< ... >}}", or a comment.
type expression struct {
	ast.BaseInline
	start, stop int
	space       bool // {" "}
}

// An aside is a block that is not prose: tags alone on their lines, comments,
// scripts, imports, block expressions.
type aside struct {
	ast.BaseBlock
	stop int
	tags []tagText
}

// A footnote is the definition "[^label]: ...".
type footnote struct {
	ast.BaseBlock
	label string
}

func (n *address) Kind() ast.NodeKind    { return kindAddress }
func (n *citation) Kind() ast.NodeKind   { return kindCitation }
func (n *marker) Kind() ast.NodeKind     { return kindMarker }
func (n *wiki) Kind() ast.NodeKind       { return kindWiki }
func (n *tag) Kind() ast.NodeKind        { return kindTag }
func (n *expression) Kind() ast.NodeKind { return kindExpression }
func (n *aside) Kind() ast.NodeKind      { return kindAside }
func (n *footnote) Kind() ast.NodeKind   { return kindFootnote }

// IsRaw keeps goldmark from parsing the lines of an aside.
func (n *aside) IsRaw() bool { return true }

// Dump is goldmark's aid for debugging.
func (n *address) Dump(src []byte, level int)    { ast.DumpHelper(n, src, level, nil, nil) }
func (n *citation) Dump(src []byte, level int)   { ast.DumpHelper(n, src, level, nil, nil) }
func (n *marker) Dump(src []byte, level int)     { ast.DumpHelper(n, src, level, nil, nil) }
func (n *wiki) Dump(src []byte, level int)       { ast.DumpHelper(n, src, level, nil, nil) }
func (n *tag) Dump(src []byte, level int)        { ast.DumpHelper(n, src, level, nil, nil) }
func (n *expression) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }
func (n *aside) Dump(src []byte, level int)      { ast.DumpHelper(n, src, level, nil, nil) }
func (n *footnote) Dump(src []byte, level int)   { ast.DumpHelper(n, src, level, nil, nil) }
