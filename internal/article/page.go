package article

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"stet/internal/source"
)

// pageInlines reads the text of a web page: of what markdown knows within a
// line, only tags, citations, markers and bare addresses. Its blocks have been
// made before, by a page.
var pageInlines = parser.NewParser(
	parser.WithBlockParsers(util.Prioritized(pageBlocks{}, 100)),
	parser.WithInlineParsers(
		util.Prioritized(brackets{}, 50),
		util.Prioritized(tags{}, 400),
		util.Prioritized(addresses{}, 460),
	),
)

// pageKey is where pageBlocks finds the blocks of a page.
var pageKey = parser.NewContextKey()

// pageBlocks hands a page's blocks to goldmark as if it had parsed them.
type pageBlocks struct{}

func (pageBlocks) Trigger() []byte                             { return nil }
func (pageBlocks) CanInterruptParagraph() bool                 { return false }
func (pageBlocks) CanAcceptIndentedLine() bool                 { return true }
func (pageBlocks) Close(ast.Node, text.Reader, parser.Context) {}
func (pageBlocks) Open(_ ast.Node, _ text.Reader, pc parser.Context) (ast.Node, parser.State) {
	return pc.Get(pageKey).(ast.Node), parser.NoChildren
}

func (pageBlocks) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Continue | parser.NoChildren
}

// A page makes blocks of the tokens of a web page's main text. All text stays
// where it stands in the file; goldmark reads the inlines of each block then.
type page struct {
	article *Article
	src     []byte
	limits  Limits
	st      *state

	open    []element // innermost last; the first holds all
	nesting int       // of lists, quotes and tables among them
	run     source.Span
	title   string // of the head
}

// maxOpen bounds the elements that are open at once; what is within more belongs
// to the innermost of them.
const maxOpen = 512

// An element of a page is open until its end, or until another one implies it.
type element struct {
	name string
	node ast.Node // that holds the blocks within it
}

// parsePage reads the web page in src from start on; all positions in the tree
// are bytes of src, in which line ends within blocks of text become spaces.
func (a *Article) parsePage(src []byte, start int, limits Limits) (ast.Node, *state) {
	p := &page{article: a, src: src, limits: limits, st: newState(pageFile), run: source.Span{Start: -1}}
	p.st.items = map[string]string{}
	root := ast.NewBlockquote()
	p.open = []element{{"", root}}
	tokens := scanPage(src, start)
	main := mainText(tokens)
	for i := range tokens {
		switch t := &tokens[i]; {
		case t.kind == html.TextToken && t.within == "title":
			p.title = strings.Join(strings.Fields(html.UnescapeString(string(src[t.start:t.stop]))), " ")
		case t.kind == html.CommentToken:
			p.st.addComment(src, t.start, t.stop)
			blank(src[t.start:t.stop])
		case !main.Contains(source.Span{Start: t.start, End: t.stop}):
		case t.left:
			p.flush()
			blank(src[t.start:t.stop])
		default:
			p.token(t)
		}
	}
	p.flush()
	p.st.title = p.title
	pc := parser.NewContext()
	pc.Set(stateKey, p.st)
	pc.Set(pageKey, root)
	return pageInlines.Parse(text.NewReader(src), parser.WithContext(pc)), p.st
}

// token takes one token of the main text.
func (p *page) token(t *token) {
	class := t.class()
	inCell := p.top().node.Kind() == extast.KindTableCell
	switch {
	case t.kind == html.TextToken:
		trimmed := bytes.TrimLeft(p.src[t.start:t.stop], " \t\r\n\f")
		if len(trimmed) > 0 {
			p.extend(t.stop-len(trimmed), t.start+len(bytes.TrimRight(p.src[t.start:t.stop], " \t\r\n\f")))
		}
	case class == inlineTag || class == lineTag && t.name != "hr" || class == voidTag || inCell && !tableTags[t.name]:
		if !t.closing || p.run.Start >= 0 {
			p.extend(t.start, t.stop)
		}
		p.noteItem(t)
	case t.closing:
		p.end(t)
	default:
		p.begin(t)
	}
}

// extend takes the bytes from start to stop into the block of text being read.
func (p *page) extend(start, stop int) {
	if p.run.Start < 0 {
		p.run.Start = start
	}
	p.run.End = stop
}

func (p *page) top() element { return p.open[len(p.open)-1] }

// begin opens an element that holds blocks, or is one.
func (p *page) begin(t *token) {
	p.flush()
	switch t.name {
	case "hr":
		p.add(ast.NewThematicBreak())
	case "ul", "ol", "menu", "dl":
		p.beginList(t)
	case "li", "dt", "dd":
		p.beginItem(t)
	case "blockquote":
		p.push(t.name, ast.NewBlockquote())
	case "table":
		if t.layout {
			p.push(t.name, nil)
		} else {
			p.push(t.name, extast.NewTable())
		}
	case "tr", "td", "th":
		p.beginRow(t)
	case "caption", "figcaption":
		p.push(t.name, nil)
		p.extend(t.start, t.stop) // the tag tells that its text is a caption
	case "p":
		if name := p.top().name; len(name) == 2 && name[0] == 'h' {
			p.cut(len(p.open) - 1) // an unclosed heading
		}
	default:
		var node ast.Node
		if isBibliography(t) {
			node = &bibliography{}
		}
		p.push(t.name, node)
	}
	p.noteItem(t)
}

// end closes the innermost element of a name and all within it.
func (p *page) end(t *token) {
	if p.run.Start >= 0 && isCaption(t.name) {
		p.extend(t.start, t.stop)
	}
	p.flush()
	for i := len(p.open) - 1; i > 0; i-- {
		if p.open[i].name == t.name {
			if p.open[i-1].name == "" && i > 1 { // the bibliography that a list is
				i--
			}
			p.cut(i)
			return
		}
	}
}

// isCaption reports whether an element of a name holds a caption.
func isCaption(name string) bool { return name == "caption" || name == "figcaption" }

// cut closes the open elements from the i-th on.
func (p *page) cut(i int) {
	for _, e := range p.open[i:] {
		if e.node != p.open[i-1].node {
			p.nesting--
		}
	}
	p.nesting = max(0, p.nesting)
	p.open = p.open[:i]
}

// push opens an element, with a node that holds what comes, or nil where the
// one around it does.
func (p *page) push(name string, node ast.Node) {
	if len(p.open) >= maxOpen {
		return
	}
	around := p.top().node
	if node == nil || p.nesting >= p.limits.Nesting {
		node = around
	} else {
		around.AppendChild(around, node)
		p.nesting++
	}
	p.open = append(p.open, element{name, node})
}

func (p *page) add(node ast.Node) {
	around := p.top().node
	around.AppendChild(around, node)
}

func (p *page) beginList(t *token) {
	marker := byte('-')
	if t.name == "ol" {
		marker = '.'
	}
	list := ast.NewList(marker)
	list.Start = 1
	if n, err := strconv.Atoi(t.attr("start")); err == nil && n > 0 {
		list.Start = n
	}
	if isBibliography(t) {
		p.push("", &bibliography{})
	}
	p.push(t.name, list)
}

// beginItem opens an item, which closes the one before it in its list.
func (p *page) beginItem(t *token) {
	for i := len(p.open) - 1; i > 0; i-- {
		switch p.open[i].name {
		case "li", "dt", "dd":
			p.cut(i)
		case "ul", "ol", "menu", "dl", "table":
			i = 0
		}
	}
	if _, inList := p.top().node.(*ast.List); inList {
		p.push(t.name, ast.NewListItem(2))
	} else {
		p.push(t.name, nil)
	}
}

// noteItem notes the number of the item of an ordered list that an element
// stands in, if links may lead to it.
func (p *page) noteItem(t *token) {
	id := t.attr("id")
	if id == "" || p.st.items[id] != "" {
		return
	}
	for i := len(p.open) - 1; i > 0; i-- {
		item, ok := p.open[i].node.(*ast.ListItem)
		if !ok {
			continue
		}
		if list := item.Parent().(*ast.List); list.IsOrdered() {
			p.st.items[id] = strconv.Itoa(list.Start + list.ChildCount() - 1)
		}
		return
	}
}

// flush makes a block of the text read.
func (p *page) flush() {
	run := p.run
	defer func() { p.run.Start = -1 }()
	if run.Start < 0 || run.End <= run.Start || !p.fits(run) {
		return
	}
	for i, c := range p.src[run.Start:run.End] {
		if c < ' ' && c != 0 {
			p.src[run.Start+i] = ' '
		}
	}
	block := p.block()
	lines := text.NewSegments()
	lines.Append(text.NewSegment(run.Start, run.End))
	block.SetLines(lines)
}

// block is the block that text read here belongs to.
func (p *page) block() ast.Node {
	e := p.top()
	switch e.node.(type) {
	case *extast.TableCell:
		return e.node
	case *extast.Table, *extast.TableRow:
		return p.stray()
	case *ast.List:
		return p.betweenItems()
	}
	var block ast.Node = ast.NewParagraph()
	if len(e.name) == 2 && e.name[0] == 'h' && isDigit(e.name[1]) {
		block = ast.NewHeading(int(e.name[1] - '0'))
	}
	block.(interface{ SetPos(int) }).SetPos(p.run.Start)
	p.add(block)
	return block
}

// betweenItems is the block of text that stands in a list and in none of its
// items: it goes to the item before it, so that the numbers of the items stay.
func (p *page) betweenItems() ast.Node {
	list := p.top().node
	block := ast.NewParagraph()
	if item := list.LastChild(); item != nil {
		item.AppendChild(item, block)
	} else {
		list.Parent().InsertBefore(list.Parent(), list, block)
	}
	return block
}

// fits reports whether goldmark may be given a block of text, and reports one
// that it may not.
func (p *page) fits(run source.Span) bool {
	block := p.src[run.Start:run.End]
	switch {
	case len(block) > p.limits.Line:
		p.article.problem("limit", run, fmt.Sprintf("paragraph has %d bytes, more than %d, and is left out", len(block), p.limits.Line), "break it")
	case bytes.Count(block, []byte("<"))+bytes.Count(block, []byte("[")) > maxDelimiters:
		p.article.problem("limit", run, fmt.Sprintf("paragraph has more than %d delimiters, and is left out", maxDelimiters), "break it")
	default:
		return true
	}
	return false
}

// bibliographyWords are what a page calls its reference list, in roles, classes
// and ids.
var bibliographyWords = []string{"references", "reference-list", "reflist", "ref-list", "bibliography", "doc-endnotes", "footnotes", "citations"}

// isBibliography reports whether an element says that it holds the works that
// the page cites.
func isBibliography(t *token) bool {
	switch t.name {
	case "section", "div", "ol", "ul", "aside", "footer", "details":
	default:
		return false
	}
	for name := range strings.FieldsSeq(strings.ToLower(t.attr("role") + " " + t.attr("class") + " " + t.attr("id"))) {
		if slices.Contains(bibliographyWords, strings.TrimPrefix(name, "doc-")) || slices.Contains(bibliographyWords, name) {
			return true
		}
	}
	return false
}
