package article

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// alertLength is the length of "[!NOTE]" at the start of line, 0 if there is
// none.
func alertLength(line []byte) int {
	rest, ok := bytes.CutPrefix(line, []byte("[!"))
	n := wordLength(rest)
	if !ok || n == 0 || n == len(rest) || rest[n] != ']' {
		return 0
	}
	return n + 3
}

// alert is the first line of a quote that is an alert: "[!NOTE]", with a sign
// for folding and a title behind it, perhaps.
func alert(parent ast.Node, line []byte, start int) ast.Node {
	length := alertLength(line)
	if length == 0 || parent.Kind() != ast.KindBlockquote || parent.HasChildren() {
		return nil
	}
	n := &boxTitle{extent: extent{start, start + length}, name: strings.ToLower(string(line[2 : length-1]))}
	n.kind = boxKinds[n.name]
	if length < len(line) && (line[length] == '+' || line[length] == '-') {
		length++
	}
	n.title(line, length, len(line), start)
	return n
}

// title takes line[from:to], of a line that starts at start, for the words of
// a title, if there are any.
func (n *boxTitle) title(line []byte, from, to, start int) {
	for from < to && isSpace(line[from]) {
		from++
	}
	for to > from && isSpace(line[to-1]) {
		to--
	}
	if from < to {
		n.Lines().Append(text.NewSegment(start+from, start+to))
	}
}

// indentedBox is the box that a line "!!! note", "??? tip \"Title\"" or
// "???+ tip" opens.
func indentedBox(line []byte, start int) *box {
	if !bytes.HasPrefix(line, []byte("!!!")) && !bytes.HasPrefix(line, []byte("???")) {
		return nil
	}
	i := 3
	if i < len(line) && line[i] == '+' {
		i++
	}
	if i+1 >= len(line) || line[i] != ' ' || !isLower(line[i+1]) {
		return nil
	}
	n := newBox(boxName(line[i+1:]), extent{start, start + len(bytes.TrimRight(line, " \t\n"))})
	if open := bytes.IndexByte(line, '"'); open > 0 {
		if end := bytes.LastIndexByte(line, '"'); end > open {
			n.addTitle(line, open+1, end, start)
		}
	}
	return n
}

// boxName is the name at the start of b, "" if there is none.
func boxName(b []byte) string {
	n := 0
	for n < len(b) && (isLower(b[n]|0x20) || n > 0 && (b[n] == '-' || b[n] == '_' || b[n] == ':' || isDigit(b[n]))) {
		n++
	}
	return string(b[:n])
}

func newBox(name string, at extent) *box {
	return &box{name: name, kind: boxKinds[strings.ToLower(name)], extent: at}
}

// addTitle gives n a title, which is line[from:to].
func (n *box) addTitle(line []byte, from, to, start int) {
	t := &boxTitle{extent: extent{start + from, start + to}}
	if t.title(line, from, to, start); t.Lines().Len() > 0 {
		n.AppendChild(n, t)
	}
}
