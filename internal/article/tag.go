package article

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxTag bounds the bytes of one tag, as an unclosed one is looked for anew at
// each "<".
const maxTag = 4096

// A tagText is one HTML or MDX tag of the source.
type tagText struct {
	extent
	name       string // as written; "" for a fragment, <>
	closing    bool   // </name>
	selfClosed bool   // <name/>
	attrs      []attr
}

type attr struct{ name, value string }

// attr is the value of an attribute, "" if there is none.
func (t *tagText) attr(name string) string {
	for _, a := range t.attrs {
		if strings.EqualFold(a.name, name) {
			return a.value
		}
	}
	return ""
}

// component reports whether t is an MDX component rather than HTML.
func (t *tagText) component() bool {
	return t.name == "" || t.name[0] >= 'A' && t.name[0] <= 'Z' && !upper(t.name)
}

func upper(s string) bool { return len(s) > 1 && strings.ToUpper(s) == s }

// A tagClass says what a tag means for the text in it.
type tagClass uint8

const (
	inlineTag  tagClass = iota
	wrapperTag          // a block that holds blocks and is always closed
	blockTag            // a block of text, often left unclosed
	rawTag              // its content is not prose
	lineTag             // ends a line
	voidTag             // has no content
)

var tagClasses = map[string]tagClass{
	"address": wrapperTag, "article": wrapperTag, "aside": wrapperTag, "blockquote": wrapperTag, "center": wrapperTag,
	"details": wrapperTag, "div": wrapperTag, "dl": wrapperTag, "fieldset": wrapperTag, "figure": wrapperTag,
	"footer": wrapperTag, "form": wrapperTag, "header": wrapperTag, "main": wrapperTag, "nav": wrapperTag,
	"ol": wrapperTag, "section": wrapperTag, "table": wrapperTag, "tbody": wrapperTag, "tfoot": wrapperTag,
	"thead": wrapperTag, "ul": wrapperTag, "body": wrapperTag, "html": wrapperTag,
	"caption": blockTag, "dd": blockTag, "dt": blockTag, "figcaption": blockTag, "h1": blockTag, "h2": blockTag,
	"h3": blockTag, "h4": blockTag, "h5": blockTag, "h6": blockTag, "legend": blockTag, "li": blockTag, "p": blockTag,
	"summary": blockTag, "td": blockTag, "th": blockTag, "tr": blockTag, "option": blockTag, "colgroup": blockTag,
	"script": rawTag, "style": rawTag, "pre": rawTag, "textarea": rawTag, "svg": rawTag, "math": rawTag,
	"iframe": rawTag, "template": rawTag, "noscript": rawTag, "video": rawTag, "audio": rawTag, "object": rawTag, "head": rawTag,
	"br": lineTag, "hr": lineTag,
	"img": voidTag, "input": voidTag, "link": voidTag, "meta": voidTag, "source": voidTag, "col": voidTag, "wbr": voidTag, "base": voidTag,
}

func (t *tagText) class() tagClass {
	if c, ok := tagClasses[t.name]; ok {
		return c
	}
	return tagClasses[strings.ToLower(t.name)]
}

// scanTag reads the tag at src[i], a "<". It knows the braces of MDX.
func scanTag(src []byte, i int) (tagText, bool) {
	end := min(len(src), i+maxTag)
	t := tagText{extent: extent{start: i}}
	i++
	if i < end && src[i] == '/' {
		t.closing = true
		i++
	}
	from := i
	for i < end && (isWord(src[i]) || i > from && (src[i] == '-' || src[i] == '.' || src[i] == ':')) {
		i++
	}
	if i > from && (src[from] >= '0' && src[from] <= '9' || src[from] >= 0x80) || i == end || i == from && src[i] != '>' {
		return t, false
	}
	t.name = string(src[from:i])
	for {
		space := i
		for i < end && isSpace(src[i]) {
			i++
		}
		if i == end || blankLine(src[space:i]) {
			return t, false
		}
		switch {
		case src[i] == '>':
			t.stop = i + 1
			return t, true
		case src[i] == '/' && i+1 < end && src[i+1] == '>':
			t.selfClosed = true
			t.stop = i + 2
			return t, true
		case space == i || t.closing:
			return t, false
		}
		if i = t.scanAttr(src[:end], i); i < 0 {
			return t, false
		}
	}
}

// scanTag is scanTag for the file: "<>" is a tag in MDX alone.
func (st *state) scanTag(src []byte, i int) (tagText, bool) {
	t, ok := scanTag(src, i)
	return t, ok && (st.format == mdxFile || t.name != "")
}

// scanAttr reads an attribute at src[i] and gives where it ends, -1 if there
// is none.
func (t *tagText) scanAttr(src []byte, i int) int {
	if src[i] == '{' { // {...props}
		return scanBraces(src, i)
	}
	from := i
	for i < len(src) && (isWord(src[i]) || src[i] == '-' || src[i] == ':' || src[i] == '.' || src[i] == '@') {
		i++
	}
	if i == from {
		return -1
	}
	a := attr{name: string(src[from:i])}
	after := i
	for i < len(src) && isSpace(src[i]) {
		i++
	}
	if i+1 >= len(src) || src[i] != '=' {
		t.attrs = append(t.attrs, a)
		return after
	}
	for i++; i < len(src) && isSpace(src[i]); i++ {
	}
	from, i = i, scanValue(src, i)
	if i < 0 {
		return -1
	}
	a.value = unquote(src[from:i])
	t.attrs = append(t.attrs, a)
	return i
}

// scanValue gives where the attribute value at src[i] ends, -1 if it does not.
func scanValue(src []byte, i int) int {
	if i >= len(src) {
		return -1
	}
	switch src[i] {
	case '"', '\'':
		n := bytes.IndexByte(src[i+1:], src[i])
		if n < 0 || blankLine(src[i:i+1+n]) {
			return -1
		}
		return i + n + 2
	case '{':
		return scanBraces(src, i)
	}
	from := i
	for i < len(src) && !isSpace(src[i]) && !strings.ContainsRune("\"'=<>`", rune(src[i])) {
		i++
	}
	if i == from {
		return -1
	}
	return i
}

// scanBraces gives the byte after the brace that closes the one at src[i], -1
// if none does. Quoted strings may hold braces.
func scanBraces(src []byte, i int) int {
	depth := 0
	for end := min(len(src), i+maxTag); i < end; i++ {
		switch c := src[i]; c {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"', '`':
			n := bytes.IndexByte(src[i+1:end], c)
			if n < 0 {
				return -1
			}
			i += n + 1
		}
	}
	return -1
}

// unquote is the text of an attribute value: without its quotes, or without
// the braces and quotes of {"..."}.
func unquote(b []byte) string {
	if len(b) > 1 && b[0] == '{' {
		b = bytes.TrimSpace(b[1 : len(b)-1])
	}
	if len(b) > 1 && (b[0] == '"' || b[0] == '\'' || b[0] == '`') && b[len(b)-1] == b[0] {
		b = b[1 : len(b)-1]
	}
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(b)))
}

// blankLine reports whether b holds a blank line, which ends all that goldmark
// reads inline.
func blankLine(b []byte) bool {
	for {
		n := bytes.IndexByte(b, '\n')
		if n < 0 {
			return false
		}
		b = bytes.TrimLeft(b[n+1:], " \t\r")
		if len(b) > 0 && b[0] == '\n' {
			return true
		}
	}
}

// tags are HTML and MDX tags within text, and comments.
type tags struct{}

func (tags) Trigger() []byte { return []byte{'<'} }

func (tags) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, segment := block.PeekLine()
	src := block.Source()
	if bytes.HasPrefix(src[segment.Start:], openComment) {
		stop := stateOf(pc).commentEnd(src, segment.Start)
		if stop < 0 || !advanceTo(block, stop) {
			return nil
		}
		stateOf(pc).addComment(src, segment.Start, stop)
		return &expression{extent: extent{segment.Start, stop}}
	}
	st := stateOf(pc)
	t, ok := st.scanTag(src, segment.Start)
	if !ok || !advanceTo(block, t.stop) {
		return nil
	}
	st.tags++
	st.noteRaw(t)
	return &tag{tagText: t}
}

// noteRaw notes a tag that is not shown.
func (st *state) noteRaw(t tagText) {
	name := strings.ToLower(t.name)
	if !t.closing && !harmless[name] && name != "br" && name != "a" {
		st.rawHTML = append(st.rawHTML, t)
	}
}

// advanceTo moves block to the byte stop, which may be lines further on; it
// reports whether the block holds it.
func advanceTo(block text.Reader, stop int) bool {
	for {
		line, segment := block.PeekLine()
		if line == nil {
			return false
		}
		if stop <= segment.Stop {
			block.Advance(stop - segment.Start)
			return true
		}
		block.AdvanceLine()
	}
}

var (
	openComment  = []byte("<!--")
	closeComment = []byte("-->")
)

// maxAside bounds how far the end of a comment or script is looked for.
const maxAside = 64 << 10

// A vain search found no closer from start to end.
type vain struct{ start, end int }

// seek is where closer, whose letters are ASCII of any case, stands at or
// after from; -1 if it does not within maxAside. What was searched in vain is
// not searched again: there may be as many openers as lines.
func (st *state) seek(src []byte, closer string, from int) int {
	start, limit := from, min(len(src), from+maxAside)
	known := st.vain[closer]
	if known.start <= from && from < known.end {
		start = known.end - len(closer)
	} else {
		known = vain{from, from}
	}
	for i := max(start, from); i < limit; i++ {
		n := bytes.Index(src[i:limit], []byte(closer[:2]))
		if n < 0 {
			break
		}
		if i += n; hasPrefixFold(src[i:limit], closer) {
			return i
		}
	}
	st.vain[closer] = vain{known.start, limit}
	return -1
}

// commentEnd is the byte after the comment at src[i], -1 if it is not closed.
func (st *state) commentEnd(src []byte, i int) int {
	n := st.seek(src, "-->", i+len(openComment))
	if n < 0 {
		return -1
	}
	return n + len(closeComment)
}

// pairTags makes each opening tag among the children of n the parent of all
// up to its closing tag.
func pairTags(n ast.Node) {
	var open []*tag
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		t, ok := c.(*tag)
		switch {
		case !ok:
			if c.HasChildren() {
				pairTags(c)
			}
		case t.paired: // a block may be read twice
		case t.closing:
			for i := len(open) - 1; i >= 0 && i >= len(open)-16; i-- {
				if open[i].name == t.name {
					open[i].adopt(t)
					open = open[:i]
					break
				}
			}
		case !t.selfClosed && t.class() != voidTag && t.class() != lineTag:
			open = append(open, t)
		}
		c = next
	}
}

// adopt moves the siblings between t and its closing tag into t.
func (t *tag) adopt(closing *tag) {
	parent := t.Parent()
	for c := t.NextSibling(); c != nil && c != ast.Node(closing); {
		next := c.NextSibling()
		t.AppendChild(t, c)
		c = next
	}
	parent.RemoveChild(parent, closing)
	t.stop = closing.stop
	t.paired = true
}
