package article

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// admonitions are the lines that open or close a box around prose: "::: note",
// "[!NOTE]" in a quote, and "!!! note" with what is indented below it. The box
// is layout, what stands in it is prose.
type admonitions struct{}

func (admonitions) Trigger() []byte                             { return []byte{':', '[', '!', '?'} }
func (admonitions) CanInterruptParagraph() bool                 { return true }
func (admonitions) CanAcceptIndentedLine() bool                 { return false }
func (admonitions) Close(ast.Node, text.Reader, parser.Context) {}
func (admonitions) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	return continueAside(n.(*aside), reader)
}

func (admonitions) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	line = line[max(pc.BlockOffset(), 0):]
	if !bytes.HasPrefix(line, []byte(":::")) && !isAlert(line) && !opensIndented(line) {
		return nil, parser.NoChildren
	}
	return openAside(reader, segment.Stop), parser.NoChildren
}

// isAlert reports whether line is "[!NOTE]" and nothing else; a fold's sign may
// follow.
func isAlert(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, []byte("[!"))
	n := wordLength(rest)
	return ok && n > 0 && n < len(rest) && rest[n] == ']' && len(bytes.Trim(rest[n+1:], "+- \t\n")) == 0
}

// opensIndented reports whether line opens a box whose content is indented:
// "!!! note", "??? tip \"Title\"", "???+ tip".
func opensIndented(line []byte) bool {
	if !bytes.HasPrefix(line, []byte("!!!")) && !bytes.HasPrefix(line, []byte("???")) {
		return false
	}
	rest := bytes.TrimPrefix(line[3:], []byte("+"))
	return len(rest) > 1 && rest[0] == ' ' && isLower(rest[1])
}

// maxLookBack bounds how far the line that an indented one belongs to is looked
// for.
const maxLookBack = 4096

// inBox reports whether the indented line at src[i] is content of a box: the
// line before it that is not indented opens one.
func inBox(src []byte, i int) bool {
	from := max(0, i-maxLookBack)
	for i > from {
		start := bytes.LastIndexByte(src[from:i-1], '\n') + 1 + from
		line := src[start : i-1]
		if len(bytes.TrimSpace(line)) > 0 && !isSpace(line[0]) {
			return opensIndented(line)
		}
		if start == from {
			break
		}
		i = start
	}
	return false
}
