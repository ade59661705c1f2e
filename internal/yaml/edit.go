package yaml

import (
	"bytes"
	"slices"
	"strings"

	"stet/internal/source"
)

// An Edit puts Text in place of the bytes of Span.
type Edit struct {
	Span source.Span
	Text string
}

// Splice is b with edits made, which must not overlap. Those at the same place
// are made in their order.
func Splice(b []byte, edits []Edit) []byte {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(x, y Edit) int { return x.Span.Compare(y.Span) })
	out := make([]byte, 0, len(b)+256)
	at := 0
	for _, e := range edits {
		out = append(out, b[at:e.Span.Start]...)
		out = append(out, e.Text...)
		at = e.Span.End
	}
	return append(out, b[at:]...)
}

// LineEnd is what ends the lines of b: the first end that is there, or a line
// feed.
func LineEnd(b []byte) string {
	i := bytes.IndexAny(b, "\r\n")
	switch {
	case i < 0 || b[i] == '\n':
		return "\n"
	case i+1 < len(b) && b[i+1] == '\n':
		return "\r\n"
	}
	return "\r"
}

// AppendItems is the edit that adds items at the end of f, whose root is a
// list over lines of its own, an empty list or nothing. Each item is the text
// of its lines, with line feeds and not indented, starting with "- "; they get
// the indentation, the line ends and the blank lines between them of what is
// there. ok is false for a list in brackets that holds something.
func AppendItems(f *source.File, root *Node, items []string) (e Edit, ok bool) {
	end := len(f.Bytes)
	e.Span = source.Span{Start: end, End: end}
	indent, gap := "", ""
	if root != nil {
		if root.Kind != List || root.Style == Flow && len(root.Items) > 0 {
			return Edit{}, false
		}
		if root.Style == Flow {
			e.Span = root.Span
			return Edit{e.Span, strings.TrimSuffix(withLineEnds(strings.Join(items, ""), "", LineEnd(f.Bytes)), LineEnd(f.Bytes))}, true
		}
		indent = strings.Repeat(" ", f.Position(root.Span.Start).Column-1)
		if blankBefore(f, root) {
			gap = "\n"
		}
	}
	var b strings.Builder
	if end > 0 && !bytes.HasSuffix(f.Bytes, []byte("\n")) && !bytes.HasSuffix(f.Bytes, []byte("\r")) && string(f.Bytes) != source.BOM {
		b.WriteString("\n")
	}
	for i, item := range items {
		if i > 0 || !bytes.HasSuffix(f.Bytes, []byte(LineEnd(f.Bytes)+LineEnd(f.Bytes))) {
			b.WriteString(gap)
		}
		b.WriteString(item)
	}
	e.Text = withLineEnds(b.String(), indent, LineEnd(f.Bytes))
	return e, true
}

// blankBefore reports whether an empty line parts the last two items of a list.
func blankBefore(f *source.File, list *Node) bool {
	n := len(list.Items)
	if n < 2 {
		return false
	}
	between := string(f.Bytes[list.Items[n-2].Span.End:list.Items[n-1].Span.Start])
	for line := range strings.SplitSeq(strings.ReplaceAll(between, "\r\n", "\n"), "\n") {
		if line == "" {
			return strings.Contains(strings.ReplaceAll(between, "\r\n", "\n"), "\n\n")
		}
	}
	return false
}

// withLineEnds indents the lines of s that are not empty, and ends them so.
func withLineEnds(s, indent, end string) string {
	if indent == "" && end == "\n" {
		return s
	}
	var b strings.Builder
	for line := range strings.Lines(s) {
		text := strings.TrimSuffix(line, "\n")
		if text != "" {
			b.WriteString(indent + text)
		}
		if len(text) < len(line) {
			b.WriteString(end)
		}
	}
	return b.String()
}
