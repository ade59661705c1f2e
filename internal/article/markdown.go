package article

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown is goldmark with tables, strikethrough and task lists. HTML and
// MDX tags, bare addresses, citations and footnotes are read by parsers of
// our own: goldmark's hide the words inside HTML blocks, lose footnotes that
// nothing points at, and spend a fifth of their time on bare addresses.
var markdown = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(indentedCode{parser.NewCodeBlockParser()}, 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(tagBlocks{parser.NewParagraphParser()}, 850),
		util.Prioritized(moduleLines{}, 860),
		util.Prioritized(expressionBlocks{}, 870),
		util.Prioritized(footnoteBlocks{}, 880),
		util.Prioritized(targets{}, 890),
		util.Prioritized(boxes{}, 690),
		util.Prioritized(paragraphs{parser.NewParagraphParser()}, 1000),
	),
	parser.WithInlineParsers(
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(brackets{}, 50),
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(links{parser.NewLinkParser()}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(tags{}, 400),
		util.Prioritized(expressions{}, 450),
		util.Prioritized(addresses{}, 460),
		util.Prioritized(doubledQuotes{}, 470),
		util.Prioritized(parser.NewEmphasisParser(), 500),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
	),
	parser.WithParagraphTransformers(
		util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
		util.Prioritized(extension.NewTableParagraphTransformer(), 200),
	),
	parser.WithASTTransformers(
		util.Prioritized(extension.NewTableASTTransformer(), 0),
	),
)

// stateKey is where parsers find the state of the file being parsed.
var stateKey = parser.NewContextKey()

// A state is what our parsers note while goldmark reads one file.
type state struct {
	ends     map[ast.Node]int // byte after a link or image, which goldmark does not keep
	format   format
	open     int       // wrapper tags open: within them an indent is no code
	tags     int       // inline tags seen
	rawHTML  []tagText // tags that are not shown
	comments []Comment
	vain     map[string]vain // searches for closers

	headingIDs map[*ast.Heading]string
	anchors    map[ast.Node]string // ids of the blocks of entries
	numbers    map[ast.Node]int    // of items of lists that skip a number; nil if none does
	entryMarks map[int]string      // ids of entries by the byte of the marker they start with; "" if their block has the id
	entryIDs   map[string]string   // the same by label
	footnotes  []*footnote
	notes      map[string]note // footnotes by label

	title string            // that a web page gives itself in its head
	items map[string]string // of a web page: number in its list, by the id of what links lead to

	boxes    []*box            // open, with a fence
	quoted   map[ast.Node]bool // cells of comma-separated values that stood in quotes
	problems []Problem
	labels   map[ast.Node]*label   // of figures and tables
	known    map[string]*label     // the same by the id that their author gave them
	captions map[ast.Node]ast.Node // of tables, which are blocks of text; also the other way round
}

// A note is how a footnote is shown: by its number in the order of the
// definitions.
type note struct {
	number int
	id     string
}

func stateOf(pc parser.Context) *state { return pc.Get(stateKey).(*state) }

func newState(f format) *state {
	return &state{
		format:     f,
		ends:       map[ast.Node]int{},
		vain:       map[string]vain{},
		headingIDs: map[*ast.Heading]string{},
		anchors:    map[ast.Node]string{},
		entryIDs:   map[string]string{},
		entryMarks: map[int]string{},
		notes:      map[string]note{},
		labels:     map[ast.Node]*label{},
		known:      map[string]*label{},
		captions:   map[ast.Node]ast.Node{},
		quoted:     map[ast.Node]bool{},
	}
}

// parseMarkdown parses src; all positions in the tree are bytes of src.
func parseMarkdown(src []byte, f format) (ast.Node, *state) {
	st := newState(f)
	pc := parser.NewContext()
	pc.Set(stateKey, st)
	return markdown.Parse(text.NewReader(src), parser.WithContext(pc)), st
}

// links are goldmark's links and images, whose ends are noted.
type links struct{ parser.InlineParser }

func (p links) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	n := p.InlineParser.Parse(parent, block, pc)
	if n != nil && (n.Kind() == ast.KindLink || n.Kind() == ast.KindImage) {
		_, at := block.Position()
		stateOf(pc).ends[n] = at.Start
	}
	return n
}

func (p links) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// indentedCode are goldmark's indented code blocks, except within tags and in
// plain text, where an indent is layout.
type indentedCode struct{ parser.BlockParser }

func (p indentedCode) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if st := stateOf(pc); st.open > 0 || st.format == textFile {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// paragraphs are goldmark's paragraphs, which may also be indented: code is
// tried first.
type paragraphs struct{ parser.BlockParser }

func (paragraphs) CanAcceptIndentedLine() bool { return true }

// addresses are bare web addresses: https://..., www....
type addresses struct{}

func (addresses) Trigger() []byte { return []byte{':', '.'} }

func (addresses) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	last, ok := parent.LastChild().(*ast.Text)
	if !ok || last.Segment.Stop != segment.Start {
		return nil
	}
	src := block.Source()
	before := src[last.Segment.Start:segment.Start]
	scheme := addressScheme(before, line)
	if scheme == 0 {
		return nil
	}
	n := addressLength(line)
	if n < 4 {
		return nil
	}
	block.Advance(n)
	start := segment.Start - scheme
	last.Segment = last.Segment.WithStop(start)
	node := &address{extent: extent{start, segment.Start + n}}
	node.SetPos(start)
	return node
}

// addressScheme is the length of the "https" or "www" that before ends with,
// if rest goes on as an address; 0 if not.
func addressScheme(before, rest []byte) int {
	n := 0
	switch {
	case rest[0] == '.' && len(rest) > 1 && isWord(rest[1]) && hasSuffixFold(before, "www"):
		n = 3
	case len(rest) < 4 || rest[0] != ':' || rest[1] != '/' || rest[2] != '/':
	case hasSuffixFold(before, "https"):
		n = 5
	case hasSuffixFold(before, "http"):
		n = 4
	}
	if n == 0 || n < len(before) && isWord(before[len(before)-n-1]) {
		return 0
	}
	return n
}

// innerBrackets are the angle brackets inside old DOIs of Wiley.
var innerBrackets = regexp.MustCompile(`^<[0-9]+::[A-Z]+-[A-Z]+[0-9]+>`)

// addressLength is how much of line belongs to an address: up to white space
// or an angle or square bracket, without the punctuation of the sentence and
// without a bracket that was opened before the address.
func addressLength(line []byte) int {
	n, opened := 0, 0
scan:
	for ; n < len(line); n++ {
		switch c := line[n]; {
		case c == '<' && innerBrackets.Match(line[n:min(len(line), n+60)]):
			n += bytes.IndexByte(line[n:], '>')
		case c <= ' ' || c == '<' || c == '>' || c == '"' || c == '`' || c == '[' || c == ']' || c == '|':
			break scan
		case c == '(':
			opened++
		case c == ')':
			if opened--; opened < 0 {
				break scan
			}
		}
	}
	for n > 0 {
		switch line[n-1] {
		case '.', ',', ':', ';', '!', '?', '*', '_', '~', '\'':
			n--
			continue
		}
		break
	}
	return n
}
