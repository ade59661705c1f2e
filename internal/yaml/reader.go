package yaml

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"stet/internal/source"
)

// A reader makes nodes of a text. The parser tells where nodes start, by line
// and column; where they end is found in the text.
type reader struct {
	text   text
	limits Limits
	errs   Errors
	cursor cursor
}

// A cursor turns lines and columns into bytes. It goes forward only: nodes
// come in the order of the text.
type cursor struct {
	line, column int // 1-based
	at           int // in text.bytes
}

func (r *reader) read() (*Node, *source.Error) {
	doc, err := document(r.text.bytes)
	if err != nil {
		return nil, r.text.explain(err)
	}
	if len(doc.Content) == 0 || isMissing(doc.Content[0]) {
		return nil, nil
	}
	r.cursor = cursor{line: 1, column: 1}
	root := new(Node)
	r.node(root, doc.Content[0], 1)
	return root, nil
}

// document parses b, in which nothing may follow the document.
func document(b []byte) (doc yaml.Node, err error) {
	d := yaml.NewDecoder(bytes.NewReader(b))
	if err = d.Decode(&doc); errors.Is(err, io.EOF) {
		return yaml.Node{}, nil
	} else if err != nil {
		return yaml.Node{}, err
	}
	var second yaml.Node
	if err = d.Decode(&second); err == nil {
		err = errors.New("text follows the end of the list or mapping")
	} else if errors.Is(err, io.EOF) {
		err = nil
	}
	return doc, err
}

// isMissing reports whether y is a value that was left out.
func isMissing(y *yaml.Node) bool {
	return y.Kind == yaml.ScalarNode && y.Value == "" && y.Style == 0 && y.Anchor == "" && y.ShortTag() != "!!str"
}

// offset is the byte of a line and column.
func (r *reader) offset(line, column int) int {
	c, b := &r.cursor, r.text.bytes
	if line < c.line || line == c.line && column < c.column {
		*c = cursor{line: 1, column: 1}
	}
	for c.line < line {
		c.at = nextLine(b, c.at)
		c.line++
		c.column = 1
	}
	for c.column < column && c.at < len(b) {
		_, n := utf8.DecodeRune(b[c.at:])
		c.at += n
		c.column++
	}
	return c.at
}

// errorf notes an error at byte i of the text.
func (r *reader) errorf(i int, format string, args ...any) {
	r.errs = append(r.errs, r.text.errorf(i, format, args...))
}

// node fills in n from y, which is depth levels below the document. It
// returns the byte where n ends.
func (r *reader) node(n *Node, y *yaml.Node, depth int) (end int) {
	start := r.offset(y.Line, y.Column)
	switch {
	case y.Kind == yaml.AliasNode:
		r.errorf(start, "aliases are not supported; write the value out, or in quotes if it is meant to start with *")
		return start + 1
	case y.Anchor != "":
		r.errorf(start, "anchors are not supported; write the value without &%s, or in quotes if it is meant to start with &", y.Anchor)
	case r.isTagged(y, start):
		r.errorf(start, "tags are not supported; write the value without %s, or in quotes if it is meant to start with !", tagText(y))
	}
	switch y.Kind {
	case yaml.ScalarNode:
		end = r.scalar(n, y, start)
	case yaml.SequenceNode:
		end = r.children(n, y, start, depth)
		n.Kind = List
	case yaml.MappingNode:
		end = r.children(n, y, start, depth)
		n.Kind = Mapping
		r.checkKeys(n)
	}
	n.Span = source.Span{Start: r.text.start + start, End: r.text.start + end}
	return end
}

// isTagged reports whether y, at byte start, has a tag. The parser keeps quiet
// about "!" alone, which makes text of what follows.
func (r *reader) isTagged(y *yaml.Node, start int) bool {
	if y.Style&yaml.TaggedStyle != 0 {
		return true
	}
	if y.Kind == yaml.ScalarNode && y.Value == "" && y.Style == 0 {
		return y.ShortTag() == "!!str"
	}
	return start < len(r.text.bytes) && r.text.bytes[start] == '!'
}

func tagText(y *yaml.Node) string {
	if y.Style&yaml.TaggedStyle == 0 {
		return "!"
	}
	return y.Tag
}

func (r *reader) children(n *Node, y *yaml.Node, start, depth int) (end int) {
	if depth > r.limits.Depth {
		r.errorf(start, "lists and mappings lie %d deep in each other; at most %d are read", depth, r.limits.Depth)
		return start
	}
	n.Items = make([]Node, len(y.Content))
	end = start
	for i, child := range y.Content {
		if isMissing(child) {
			end = r.missing(end, y.Kind == yaml.MappingNode && i%2 == 1)
			n.Items[i].Span = source.Span{Start: r.text.start + end, End: r.text.start + end}
		} else {
			end = r.node(&n.Items[i], child, depth+1)
		}
	}
	if y.Style&yaml.FlowStyle != 0 {
		n.Style = Flow
		if y.Kind == yaml.MappingNode && r.text.bytes[start] != '{' {
			return end // the single pair of [a: b]
		}
		if len(y.Content) == 0 {
			end++
		}
		return closing(r.text.bytes, end)
	}
	return end
}

// missing is the place of a value that was left out, behind the colon or dash
// after byte i, which is where the value before it ends.
func (r *reader) missing(i int, behindColon bool) int {
	b := r.text.bytes
	for k := i; k < len(b); k++ {
		switch c := b[k]; {
		case c == ':' && behindColon, c == '-' && !behindColon:
			return k + 1
		case c == '#':
			k = nextLine(b, k) - 1
		case !isSpace(c):
			return i
		}
	}
	return i
}

// closing is the byte behind the bracket that closes a flow list or mapping,
// looked for from byte i on, where only commas, space and comments are left.
func closing(b []byte, i int) int {
	for ; i < len(b); i++ {
		switch b[i] {
		case ']', '}':
			return i + 1
		case '#':
			i = nextLine(b, i) - 1
		}
	}
	return len(b)
}

func (r *reader) scalar(n *Node, y *yaml.Node, start int) (end int) {
	n.Value = y.Value
	b := r.text.bytes
	switch {
	case y.Style&yaml.DoubleQuotedStyle != 0:
		n.Style = Double
		r.checkEscapes(y.Value, start)
		return quoteEnd(b, r.skipProperties(y, start), '"')
	case y.Style&yaml.SingleQuotedStyle != 0:
		n.Style = Single
		return quoteEnd(b, r.skipProperties(y, start), '\'')
	case y.Style&yaml.LiteralStyle != 0:
		n.Style = Literal
		return blockEnd(b, start, y.Value)
	case y.Style&yaml.FoldedStyle != 0:
		n.Style = Folded
		return blockEnd(b, start, y.Value)
	}
	return textEnd(b, start, y.Value)
}

// checkEscapes refuses escapes of characters that cannot stand in the text
// itself, such as those that a terminal obeys.
func (r *reader) checkEscapes(value string, start int) {
	i := strings.IndexFunc(value, func(c rune) bool { return unicode.IsControl(c) && !strings.ContainsRune("\t\n\r", c) })
	if i >= 0 {
		c, _ := utf8.DecodeRuneInString(value[i:])
		r.errorf(start, "an escape in this text stands for U+%04X, a control character; delete it", c)
	}
}

// skipProperties is where the quote of a scalar is that has an anchor or tag
// before it; such a scalar is refused, but it has to be passed.
func (r *reader) skipProperties(y *yaml.Node, start int) int {
	if y.Anchor == "" && !r.isTagged(y, start) {
		return start
	}
	if i := bytes.IndexAny(r.text.bytes[start:], `"'`); i >= 0 {
		return start + i
	}
	return start
}

// quoteEnd is the byte behind the quote that closes the one at byte i.
func quoteEnd(b []byte, i int, quote byte) int {
	for i++; i < len(b); i++ {
		switch {
		case b[i] == '\\' && quote == '"':
			i++
		case b[i] == quote && quote == '\'' && i+1 < len(b) && b[i+1] == quote:
			i++
		case b[i] == quote:
			return i + 1
		}
	}
	return len(b)
}

// textEnd is the byte behind an unquoted value that starts at byte i. Only its
// spaces and line ends can differ from what is written.
func textEnd(b []byte, i int, value string) int {
	end := i
	for k := 0; k < len(value); k++ {
		if isSpace(value[k]) {
			continue
		}
		for i < len(b) && b[i] != value[k] {
			i++
		}
		i++
		end = min(i, len(b))
	}
	return end
}

// blockEnd is textEnd for a value behind the | or > at byte i.
func blockEnd(b []byte, i int, value string) int {
	below := nextLine(b, i)
	if end := textEnd(b, below, value); end > below {
		return end
	}
	return i + len(untilLine(b[i:]))
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// checkKeys refuses what a mapping's keys must not be.
func (r *reader) checkKeys(n *Node) {
	at := func(k *Node) int { return k.Span.Start - r.text.start }
	if len(n.Items) > 2*r.limits.Keys {
		r.errorf(at(n), "the mapping has %d keys; at most %d are read", len(n.Items)/2, r.limits.Keys)
		return
	}
	for i := 0; i+1 < len(n.Items); i += 2 {
		key := &n.Items[i]
		switch {
		case key.Kind != Scalar:
			r.errorf(at(key), "a key is a single word, not a list or mapping")
		case key.Value == "":
			r.errorf(at(key), "a key is missing before the colon")
		case r.isMarked(at(key)):
			r.errorf(at(key), "a key is written without a question mark, as in %s: value", shorten(oneLine(key.Value), 40))
		case key.Value == "<<" && key.Style == Plain:
			r.errorf(at(key), "merge keys are not supported; write the fields out")
		default:
			if first, n := repeats(n.Items[:i], key.Value); n == 1 { // each name is reported once
				line := r.text.file.Position(first.Span.Start).Line
				r.errorf(at(key), "key %q is here twice: it stands on line %d already", key.Value, line)
			}
		}
	}
}

// isMarked reports whether the key at byte i stands behind the "?" with which YAML
// marks keys of any kind. Where the parser sees their values is not to be relied on.
func (r *reader) isMarked(i int) bool {
	before, marked := bytes.CutSuffix(bytes.TrimRight(r.text.bytes[:i], " \t\r\n"), []byte("?"))
	return marked && len(before)+1 < i && len(bytes.Trim(before[bytes.LastIndexAny(before, "\r\n")+1:], " -{")) == 0
}

// repeats gives the first key of that name among items, and their number.
// Mappings are small here: no need for a table.
func repeats(items []Node, name string) (first *Node, n int) {
	for i := 0; i < len(items); i += 2 {
		if items[i].Kind == Scalar && items[i].Value == name {
			if n == 0 {
				first = &items[i]
			}
			n++
		}
	}
	return first, n
}
