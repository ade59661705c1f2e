package article

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// expressionBlocks are expressions and template tags alone on their lines.
type expressionBlocks struct{}

func (expressionBlocks) Trigger() []byte                             { return []byte{'{'} }
func (expressionBlocks) CanInterruptParagraph() bool                 { return true }
func (expressionBlocks) CanAcceptIndentedLine() bool                 { return false }
func (expressionBlocks) Close(ast.Node, text.Reader, parser.Context) {}
func (expressionBlocks) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	return continueAside(n.(*aside), reader)
}

func (expressionBlocks) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	src, start := reader.Source(), blockStart(reader, pc)
	stop := stateOf(pc).scanExpression(src, start)
	if stop < 0 || !lineRest(src, stop) {
		return nil, parser.NoChildren
	}
	stateOf(pc).addComment(src, start, stop)
	return openAside(reader, stateOf(pc).templateEnd(src, start, stop)), parser.NoChildren
}

// unspokenTemplates are the templates of Hugo and Jekyll whose content is not
// prose.
var unspokenTemplates = wordSet("highlight comment mermaid code katex math chart gallery")

// templateEnd is where the block ends that the template tag src[start:stop]
// opens, if what is in it is not prose; else stop.
func (st *state) templateEnd(src []byte, start, stop int) int {
	inside := bytes.Trim(src[start:stop], "{}<>% -")
	name := string(inside[:wordLength(inside)])
	if !unspokenTemplates[name] {
		return stop
	}
	for _, closer := range []string{"end" + name, "/" + name, "/ " + name} {
		if n := st.seek(src, closer, stop); n >= 0 {
			if end := bytes.IndexByte(src[n:min(len(src), n+100)], '}'); end >= 0 {
				return min(n+end+2, len(src))
			}
		}
	}
	return stop
}

// expressions are MDX expressions and template tags within text.
type expressions struct{}

func (expressions) Trigger() []byte { return []byte{'{'} }

func (expressions) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, segment := block.PeekLine()
	src := block.Source()
	stop := stateOf(pc).scanExpression(src, segment.Start)
	if stop < 0 || !advanceTo(block, stop) {
		return nil
	}
	stateOf(pc).addComment(src, segment.Start, stop)
	inside := src[segment.Start+1 : stop-1]
	return &expression{
		extent: extent{segment.Start, stop},
		space:  len(inside) > 2 && len(bytes.TrimSpace(inside[1:len(inside)-1])) == 0,
	}
}

// scanExpression is the end of the expression at src[i], a "{"; -1 if braces
// are just braces: outside of MDX they are, unless they hold a comment, a
// string, a template's tag or attributes.
func (st *state) scanExpression(src []byte, i int) int {
	rest := src[i:min(len(src), i+maxTag)]
	if len(rest) < 3 {
		return -1
	}
	closer := "}"
	switch rest[1] {
	case '/':
		if rest[2] != '*' {
			return -1
		}
		n := st.seek(src, "*/}", i+3)
		if n < 0 {
			return -1
		}
		return n + 3
	case '"', '\'', '`':
		return scanBraces(src, i)
	case '{':
		closer = "}}"
	case '%':
		closer = "%}"
	case ':', '#', '.':
	default:
		if st.format == mdxFile {
			return scanBraces(src, i)
		}
		if !attribute(rest[1:]) {
			return -1
		}
	}
	if n := bytes.IndexByte(rest, '\n'); n >= 0 {
		rest = rest[:n]
	}
	n := bytes.Index(rest[2:], []byte(closer))
	if n < 0 {
		return -1
	}
	return i + 2 + n + len(closer)
}

// attribute reports whether b starts as the attributes do that some markdowns
// let stand behind a link or picture: {target="_blank"}.
func attribute(b []byte) bool {
	n := 0
	for n < len(b) && (isLower(b[n]) || b[n] == '-') {
		n++
	}
	return n > 1 && n < len(b) && b[n] == '='
}
