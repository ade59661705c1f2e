package article

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"stet/internal/source"
)

// A flattener turns the inlines of blocks into plain text, with the runs that
// lead back into the file and the marks that lie on it. The text of all blocks
// is kept in one buffer.
type flattener struct {
	src  []byte
	st   *state
	cite []string // elements that hold citations

	text  []byte
	runs  []run
	marks []mark
	lines []lineEnd

	badLinks   []mark // links to schemes that are dropped
	locals     []LocalLink
	lineStarts []int // where lines of the source start in text

	start    int  // of the block in text
	startRun int  // of the block in runs
	line     int  // of the source line in text
	end      int  // byte of the file after what was read last
	afterRef bool // a citation or marker was read last
}

// A mark is an Inline in the making: start and end count bytes of text.
type mark struct {
	kind       InlineKind
	start, end int
	span       source.Span
	target     string
}

// A wrapper is a mark that matters to the span of a sentence alone.
const wrapper InlineKind = 255

// A lineEnd is a place at which a sentence must end.
type lineEnd struct {
	text  int // byte of text
	marks int // marks before it
}

// block starts a new block; marks and line ends of the one before are gone.
func (f *flattener) block() {
	f.start, f.startRun = len(f.text), len(f.runs)
	f.line = f.start
	f.marks = f.marks[:0]
	f.lines = f.lines[:0]
	f.lineStarts = f.lineStarts[:0]
	f.afterRef = false
}

// discard takes back the block read last.
func (f *flattener) discard() {
	f.text, f.runs = f.text[:f.start], f.runs[:f.startRun]
}

func (f *flattener) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		f.inline(c)
	}
}

func (f *flattener) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		if f.separates(n) {
			f.end = n.Segment.Stop
			break
		}
		f.words(n.Segment.Start, n.Segment.Stop)
		switch {
		case n.HardLineBreak():
			f.breakLine()
		case n.SoftLineBreak():
			f.softBreak()
		}
	case *ast.Emphasis:
		kind := Emphasis
		if n.Level == 2 {
			kind = Strong
		}
		f.delimited(n, kind, n.Level)
	case *extast.Strikethrough:
		f.delimited(n, wrapper, strikeLength(n, f.src, nodeStart(n.FirstChild(), f.src)-2))
	case *ast.CodeSpan:
		f.codeSpan(n)
	case *ast.Link:
		f.link(n)
	case *ast.Image:
		f.end = f.st.ends[n]
		f.checkLink(mark{span: source.Span{Start: n.Pos(), End: f.end}, target: destination(n.Destination)}, true)
	case *ast.AutoLink:
		f.end = n.Pos() + len(n.Label(f.src)) + 2
		m := mark{kind: Link, span: source.Span{Start: n.Pos(), End: f.end}, target: string(n.URL(f.src))}
		f.checkLink(m, false)
		f.point(m)
	case *address:
		f.end = n.stop
		f.point(mark{kind: Link, span: n.span(), target: n.url(f.src)})
	case *citation:
		f.end = n.stop
		f.point(mark{kind: Citation, span: n.span(), target: n.inside})
	case *marker:
		f.end = n.stop
		f.markers(n.labels, n.span())
	case *wiki:
		i := f.open(mark{kind: Link, span: n.span(), target: n.page})
		f.words(n.words, n.stop-2)
		f.close(i, n.stop)
	case *tag:
		f.tag(n)
	case *expression:
		if n.space {
			f.space(n.start, n.stop)
		}
		f.end = n.stop
	}
}

// separates reports whether t is what stands between two markers or citations,
// as in "[1], [2]" and "[1]–[3]": no words.
func (f *flattener) separates(t *ast.Text) bool {
	if !f.afterRef || t.Segment.Len() > 8 || t.SoftLineBreak() || t.HardLineBreak() {
		return false
	}
	for _, r := range string(t.Segment.Value(f.src)) {
		if !strings.ContainsRune(" ,;&^-–", r) {
			return false
		}
	}
	switch n := t.NextSibling().(type) {
	case *marker, *citation:
		return true
	case *tag:
		return strings.EqualFold(n.name, "sup")
	}
	return false
}

// url is the address with its scheme.
func (n *address) url(src []byte) string {
	url := string(src[n.start:n.stop])
	if !strings.Contains(url, "://") {
		return "https://" + url
	}
	return url
}

// open starts a mark that holds words and gives its index for close.
func (f *flattener) open(m mark) int {
	m.start = len(f.text)
	f.marks = append(f.marks, m)
	return len(f.marks) - 1
}

func (f *flattener) close(i, end int) {
	f.end = end
	f.marks[i].end = len(f.text)
	f.marks[i].span.End = end
}

// point adds a mark without words.
func (f *flattener) point(m mark) {
	m.start, m.end = len(f.text), len(f.text)
	f.marks = append(f.marks, m)
	f.afterRef = true
}

func (f *flattener) markers(labels []string, span source.Span) {
	for _, label := range labels {
		f.point(mark{kind: Marker, span: span, target: label})
	}
}

// delimited reads what stands between delimiters of n bytes each.
func (f *flattener) delimited(n ast.Node, kind InlineKind, length int) {
	i := f.open(mark{kind: kind, span: source.Span{Start: nodeStart(n.FirstChild(), f.src) - length}})
	f.children(n)
	f.close(i, min(f.end+length, len(f.src)))
}

func (f *flattener) codeSpan(n *ast.CodeSpan) {
	start := n.Pos()
	ticks := 0
	for start+ticks < len(f.src) && f.src[start+ticks] == '`' {
		ticks++
	}
	i := f.open(mark{kind: Code, span: source.Span{Start: start}})
	f.end = start + ticks
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			f.verbatim(t.Segment.Start, t.Segment.Stop)
		}
	}
	f.close(i, codeEnd(n, f.src))
}

// link reads a link. One whose words are a number alone is a marker too.
func (f *flattener) link(n *ast.Link) {
	end := f.st.ends[n]
	span := source.Span{Start: n.Pos(), End: end}
	m := mark{kind: Link, span: span, target: destination(n.Destination)}
	f.checkLink(m, false)
	if f.numberedLink(n, m) {
		f.end = end
		return
	}
	i := f.open(m)
	f.children(n)
	f.close(i, end)
}

// numberedLink reads the link m if n, which holds its words, holds a number
// alone, and reports whether it does.
func (f *flattener) numberedLink(n ast.Node, m mark) bool {
	t, ok := n.FirstChild().(*ast.Text)
	if !ok || t.NextSibling() != nil {
		return false
	}
	labels := superscripts(t.Segment.Value(f.src))
	if labels == nil {
		return false
	}
	f.point(m)
	f.markers(labels, m.span)
	return true
}

// checkLink notes a link or picture that is dropped, or that leads to the same
// site.
func (f *flattener) checkLink(m mark, image bool) {
	switch {
	case forbidden(m.target) != "":
		f.badLinks = append(f.badLinks, m)
	case isLocal(m.target):
		f.locals = append(f.locals, LocalLink{m.span, m.target, image})
	}
}

// tag reads an HTML or MDX tag and what it holds.
func (f *flattener) tag(n *tag) {
	class := n.class()
	if n.paired && class == rawTag {
		f.end = n.stop
		return
	}
	switch {
	case class == blockTag || class == wrapperTag || class == lineTag:
		f.breakLine()
		if n.paired {
			f.children(n)
			f.breakLine()
		}
	case n.paired && !f.raisedTag(n):
		m := f.tagMark(n)
		if m.kind == Link && f.numberedLink(n, mark{kind: Link, span: n.span(), target: m.target}) {
			break
		}
		i := f.open(m)
		f.children(n)
		f.close(i, n.stop)
		if id, local := strings.CutPrefix(m.target, "#"); local && f.st.items[id] != "" {
			f.markers([]string{f.st.items[id]}, n.span())
		}
	}
	f.end = n.stop
}

// tagMark is the mark for what a paired tag holds.
func (f *flattener) tagMark(n *tag) mark {
	m := mark{kind: wrapper, span: source.Span{Start: n.start}}
	for _, name := range f.cite {
		if n.name == name {
			m.kind, m.target = Element, citedText(n)
			return m
		}
	}
	switch strings.ToLower(n.name) {
	case "em", "i", "cite":
		m.kind = Emphasis
	case "span":
		if strings.Contains(n.attr("style"), "italic") { // as word processors write it
			m.kind = Emphasis
		}
	case "strong", "b":
		m.kind = Strong
	case "code", "kbd", "samp", "var":
		m.kind = Code
	case "a":
		if href := n.attr("href"); href != "" {
			m.kind, m.target = Link, href
			f.checkLink(mark{span: n.span(), target: href}, false)
		}
	}
	return m
}

// citedText is what a citation element says of its source: its tooltip, else
// its longest attribute.
func citedText(n *tag) string {
	if s := n.attr("tooltip"); s != "" {
		return s
	}
	longest := ""
	for _, a := range n.attrs {
		if len(a.value) > len(longest) {
			longest = a.value
		}
	}
	return longest
}
