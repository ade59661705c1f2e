package article

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"stet/internal/source"
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

	kindBibliography = ast.NewNodeKind("Bibliography")
)

// An extent is where an inline of ours stands in the file.
type extent struct{ start, stop int }

func (x extent) after() int { return x.stop }

func (x extent) span() source.Span { return source.Span{Start: x.start, End: x.stop} }

// An address is a bare web address.
type address struct {
	ast.BaseInline
	extent
}

// A citation is "[@a; @b]".
type citation struct {
	ast.BaseInline
	extent
	inside string
}

// A marker is "[12]", "[1,2]", "[3-5]", "[^4]".
type marker struct {
	ast.BaseInline
	extent
	labels   []string
	footnote bool
}

// A wiki is a link "[[page]]" or "[[page|words]]".
type wiki struct {
	ast.BaseInline
	extent
	page  string
	words int // where the words start; they end two bytes before stop
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
	extent
	space bool // {" "}
}

// An aside is a block that is not prose: tags alone on their lines, comments,
// scripts, imports, block expressions.
type aside struct {
	ast.BaseBlock
	stop   int
	tags   []tagText
	target string // the name that "(name)=" gives to what is below
}

// A footnote is the definition "[^label]: ...".
type footnote struct {
	ast.BaseBlock
	label string
}

// A bibliography holds the works that a web page cites, and says so.
type bibliography struct{ ast.BaseBlock }

func (n *address) Kind() ast.NodeKind    { return kindAddress }
func (n *citation) Kind() ast.NodeKind   { return kindCitation }
func (n *marker) Kind() ast.NodeKind     { return kindMarker }
func (n *wiki) Kind() ast.NodeKind       { return kindWiki }
func (n *tag) Kind() ast.NodeKind        { return kindTag }
func (n *expression) Kind() ast.NodeKind { return kindExpression }
func (n *aside) Kind() ast.NodeKind      { return kindAside }
func (n *footnote) Kind() ast.NodeKind   { return kindFootnote }

func (n *bibliography) Kind() ast.NodeKind { return kindBibliography }

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

func (n *bibliography) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// nodeStart is the byte of the file at which an inline starts, with its markup.
func nodeStart(n ast.Node, src []byte) int {
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment.Start
	case *ast.Emphasis:
		return nodeStart(n.FirstChild(), src) - n.Level
	case *extast.Strikethrough:
		start := nodeStart(n.FirstChild(), src)
		return max(0, start-strikeLength(n, src, start-2))
	case nil:
		return 0
	}
	return n.Pos()
}

// nodeEnd is the byte of the file after an inline with its markup.
func nodeEnd(n ast.Node, src []byte, st *state) int {
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment.Stop
	case *ast.Emphasis:
		return nodeEnd(n.LastChild(), src, st) + n.Level
	case *extast.Strikethrough:
		end := nodeEnd(n.LastChild(), src, st)
		return end + strikeLength(n, src, end)
	case *ast.CodeSpan:
		return codeEnd(n, src)
	case *ast.Link, *ast.Image:
		return st.ends[n]
	case *ast.AutoLink:
		return n.Pos() + len(n.Label(src)) + 2
	case interface{ after() int }:
		return n.after()
	case nil:
		return 0
	}
	return max(n.Pos(), 0)
}

// strikeLength is the length of the delimiters of n, of which one takes up src[i]
// and perhaps the byte after it. Of "~~" one tilde belongs to n if the other is
// that of struck text around or within it, or if n ends with one.
func strikeLength(n *extast.Strikethrough, src []byte, i int) int {
	if p, ok := n.Parent().(*extast.Strikethrough); ok && (p.FirstChild() == ast.Node(n) || p.LastChild() == ast.Node(n)) {
		return 1
	}
	if n.FirstChild().Kind() == extast.KindStrikethrough || n.LastChild().Kind() == extast.KindStrikethrough {
		return 1
	}
	if t, ok := n.LastChild().(*ast.Text); ok && strikes(src, t.Segment.Stop) == 1 {
		return 1
	}
	if t, ok := n.FirstChild().(*ast.Text); ok && strikes(src, t.Segment.Start-2) == 1 {
		return 1
	}
	return strikes(src, i)
}

// strikes is the length of the delimiter of struck text that takes up src[i]
// and the byte after it, or one of them.
func strikes(src []byte, i int) int {
	if i >= 0 && i+1 < len(src) && src[i] == '~' && src[i+1] == '~' {
		return 2
	}
	return 1
}

// codeEnd is the byte after a code span: after its text come a space, perhaps,
// and as many ticks as before it.
func codeEnd(n *ast.CodeSpan, src []byte) int {
	ticks := 0
	for n.Pos()+ticks < len(src) && src[n.Pos()+ticks] == '`' {
		ticks++
	}
	end := n.Pos() + ticks
	if t, ok := n.LastChild().(*ast.Text); ok {
		end = t.Segment.Stop
	}
	for end < len(src) && src[end] != '`' {
		end++
	}
	return min(end+ticks, len(src))
}

// plainText is the words within n.
func plainText(n ast.Node, src []byte) string {
	var b []byte
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b = append(b, destination(t.Segment.Value(src))...)
			if t.SoftLineBreak() {
				b = append(b, ' ')
			}
			continue
		}
		b = append(b, plainText(c, src)...)
	}
	return string(b)
}

// destination is an address or a title with escapes and entities decoded.
func destination(b []byte) string {
	if bytes.IndexByte(b, '&') < 0 && bytes.IndexByte(b, '\\') < 0 {
		return string(b)
	}
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b))))
}
