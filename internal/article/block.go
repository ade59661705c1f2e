package article

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// blockStart is the byte of the source at which the block on the current line
// may start.
func blockStart(reader text.Reader, pc parser.Context) int {
	_, segment := reader.PeekLine()
	return segment.Start + max(pc.BlockOffset(), 0) - segment.Padding
}

// lineRest reports whether nothing but white space follows on the line of
// src[i].
func lineRest(src []byte, i int) bool {
	for ; i < len(src) && src[i] != '\n'; i++ {
		if !isSpace(src[i]) {
			return false
		}
	}
	return true
}

// openAside takes the current line into an aside that goes on to stop.
func openAside(reader text.Reader, stop int) *aside {
	reader.AdvanceToEOL()
	return &aside{stop: stop}
}

// continueAside goes on to the end of an aside.
func continueAside(n *aside, reader text.Reader) parser.State {
	if _, segment := reader.PeekLine(); segment.Start >= n.stop {
		return parser.Close
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// tagBlocks are lines that start with a tag. Tags alone on their lines are
// asides, and what stands between them is ordinary markdown, as in MDX: words
// within <div> or <Callout> are prose. A line of words that starts with the
// tag of a block is a paragraph of its own.
type tagBlocks struct{ parser.BlockParser }

func (tagBlocks) Trigger() []byte             { return []byte{'<'} }
func (tagBlocks) CanInterruptParagraph() bool { return true }
func (tagBlocks) CanAcceptIndentedLine() bool { return true }

func (p tagBlocks) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	st := stateOf(pc)
	last, inParagraph := pc.LastOpenedBlock().Node.(*ast.Paragraph)
	if pc.BlockIndent() > 3 && st.open == 0 && !inParagraph {
		return nil, parser.NoChildren
	}
	src, start := reader.Source(), blockStart(reader, pc)
	if stop := st.unspoken(src, start); stop > 0 {
		if !lineRest(src, stop) {
			return nil, parser.NoChildren
		}
		if bytes.HasPrefix(src[start:], openComment) {
			st.addComment(src, start, stop)
		} else if t, ok := scanTag(src, start); ok {
			st.noteRaw(t)
		}
		return openAside(reader, stop), parser.NoChildren
	}
	found, stop := st.tagRun(src, start)
	if found == nil {
		return nil, parser.NoChildren
	}
	if !lineRest(src, stop) {
		if n := headingTag(found[0], reader); n != nil {
			return n, parser.NoChildren
		}
		if c := found[0].class(); c == wrapperTag || c == blockTag {
			return p.BlockParser.Open(parent, reader, pc)
		}
		return nil, parser.NoChildren
	}
	if inParagraph && !interrupts(src, found[0], last) {
		return nil, parser.NoChildren
	}
	n := openAside(reader, stop)
	n.tags = found
	st.count(found)
	return n, parser.NoChildren
}

func (p tagBlocks) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	switch n := n.(type) {
	case *aside:
		return continueAside(n, reader)
	case *ast.Heading:
		return parser.Close
	}
	return p.BlockParser.Continue(n, reader, pc)
}

func (p tagBlocks) Close(n ast.Node, reader text.Reader, pc parser.Context) {
	if ast.IsParagraph(n) {
		p.BlockParser.Close(n, reader, pc)
	}
}

// headingTag makes a heading of a line "<h2>...</h2>".
func headingTag(t tagText, reader text.Reader) ast.Node {
	line, segment := reader.PeekLine()
	if len(t.name) != 2 || t.name[0]|0x20 != 'h' || t.name[1] < '1' || t.name[1] > '6' || !bytes.Contains(line, []byte("</"+t.name)) {
		return nil
	}
	n := ast.NewHeading(int(t.name[1] - '0'))
	segment = segment.TrimRightSpace(reader.Source())
	n.Lines().Append(segment.TrimLeftSpace(reader.Source()))
	reader.AdvanceToEOL()
	return n
}

// unspoken is the end of the comment, declaration, script or the like that
// starts at src[i]; 0 if none does.
func (st *state) unspoken(src []byte, i int) int {
	rest := src[i:min(len(src), i+maxTag)]
	if bytes.HasPrefix(rest, openComment) {
		return max(0, st.commentEnd(src, i))
	}
	if len(rest) > 2 && (rest[1] == '?' || rest[1] == '!' && (isUpper(rest[2]) || rest[2] == '[')) {
		if n := bytes.IndexByte(rest, '>'); n > 0 {
			return i + n + 1
		}
		return 0
	}
	t, ok := scanTag(src, i)
	if !ok || t.closing || t.selfClosed || t.class() != rawTag {
		return 0
	}
	n := st.seek(src, "</"+strings.ToLower(t.name), t.stop)
	if n < 0 {
		return 0
	}
	end, ok := scanTag(src, n)
	if !ok {
		return 0
	}
	return end.stop
}

// tagRun is the run of tags at src[i], one line or more, and where it ends.
func (st *state) tagRun(src []byte, i int) (found []tagText, stop int) {
	for i < len(src) && src[i] == '<' {
		t, ok := st.scanTag(src, i)
		if !ok {
			break
		}
		found = append(found, t)
		stop = t.stop
		for i = stop; i < len(src) && (src[i] == ' ' || src[i] == '\t'); i++ {
		}
	}
	return found, stop
}

// interrupts reports whether a line of tags, of which t is the first, ends
// the paragraph before it.
func interrupts(src []byte, t tagText, before *ast.Paragraph) bool {
	switch c := t.class(); {
	case c == wrapperTag || c == blockTag:
		return true
	case !t.component() || !t.closing:
		return false
	}
	lines := before.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		if bytes.Contains(line.Value(src), []byte("<"+t.name)) {
			return false
		}
	}
	return true
}

// count keeps the number of wrappers that are open, and notes what is not
// shown.
func (st *state) count(found []tagText) {
	for _, t := range found {
		st.noteRaw(t)
		switch {
		case t.selfClosed || t.class() != wrapperTag && !t.component():
		case t.closing:
			st.open = max(0, st.open-1)
		default:
			st.open++
		}
	}
}

// moduleLines are the imports and exports of MDX, up to a blank line.
type moduleLines struct{}

func (moduleLines) Trigger() []byte                             { return []byte{'i', 'e'} }
func (moduleLines) CanInterruptParagraph() bool                 { return false }
func (moduleLines) CanAcceptIndentedLine() bool                 { return false }
func (moduleLines) Close(ast.Node, text.Reader, parser.Context) {}
func (moduleLines) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	return continueAside(n.(*aside), reader)
}

func (moduleLines) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if pc.BlockOffset() != 0 || !isModuleLine(line) {
		return nil, parser.NoChildren
	}
	src := reader.Source()
	stop := segment.Start
	for stop < len(src) && !lineRest(src, stop) {
		n := bytes.IndexByte(src[stop:], '\n')
		if n < 0 {
			stop = len(src)
			break
		}
		stop += n + 1
	}
	return openAside(reader, stop), parser.NoChildren
}

func isModuleLine(line []byte) bool {
	if rest, ok := bytes.CutPrefix(line, []byte("import ")); ok {
		quoted := bytes.ContainsAny(rest, `"'`)
		return quoted && (bytes.Contains(rest, []byte(" from ")) || rest[0] == '"' || rest[0] == '\'')
	}
	rest, ok := bytes.CutPrefix(line, []byte("export "))
	if !ok {
		return false
	}
	for _, word := range []string{"const ", "let ", "default ", "function ", "{", "*"} {
		if bytes.HasPrefix(rest, []byte(word)) {
			return true
		}
	}
	return false
}

// footnoteBlocks are definitions of footnotes, which stay where they stand.
type footnoteBlocks struct{}

func (footnoteBlocks) Trigger() []byte                             { return []byte{'['} }
func (footnoteBlocks) CanInterruptParagraph() bool                 { return true }
func (footnoteBlocks) CanAcceptIndentedLine() bool                 { return false }
func (footnoteBlocks) Close(ast.Node, text.Reader, parser.Context) {}

func (footnoteBlocks) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	label := footnoteLabel(line[pos:])
	colon := pos + len(label) + 3
	if label == nil || colon >= len(line) || line[colon] != ':' {
		return nil, parser.NoChildren
	}
	n := &footnote{label: string(label)}
	if lineRest(line, colon+1) {
		reader.AdvanceToEOL()
		return n, parser.NoChildren
	}
	reader.AdvanceAndSetPadding(colon+1-segment.Padding, segment.Padding)
	return n, parser.HasChildren
}

func (footnoteBlocks) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	return continueIndented(reader)
}

// continueIndented goes on with a block whose further lines are indented by
// four columns, or blank.
func continueIndented(reader text.Reader) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// footnoteLabel is the label of "[^label]" at the start of b, nil if there is
// none.
func footnoteLabel(b []byte) []byte {
	if len(b) < 4 || b[0] != '[' || b[1] != '^' {
		return nil
	}
	n := bytes.IndexAny(b[2:min(len(b), 200)], "[]\n")
	if n <= 0 || b[2+n] != ']' {
		return nil
	}
	return b[2 : 2+n]
}
