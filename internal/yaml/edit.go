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
	size := len(b)
	for _, e := range edits {
		size += len(e.Text) - e.Span.Len()
	}
	out := make([]byte, 0, size)
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
// the indentation and the line ends of what is there, and an empty line between
// them unless the last two items have none. ok is false for a list in brackets
// that holds something.
func AppendItems(f *source.File, root *Node, items []string) (e Edit, ok bool) {
	b, lineEnd := f.Bytes, LineEnd(f.Bytes)
	gap := "\n"
	e.Span = source.Span{Start: len(b), End: len(b)}
	indent := ""
	switch {
	case root == nil:
	case root.Kind != List || root.Style == Flow && len(root.Items) > 0:
		return Edit{}, false
	case root.Style == Flow:
		text := withLineEnds(strings.Join(items, gap), "", lineEnd)
		return Edit{root.Span, strings.TrimSuffix(text, lineEnd)}, true
	default:
		indent = strings.Repeat(" ", f.Position(root.Span.Start).Column-1)
		if n := len(root.Items); n > 1 && !isGap(b[root.Items[n-2].Span.End:root.Items[n-1].Span.Start]) {
			gap = ""
		}
	}
	text := strings.Join(items, gap)
	if before := strings.ReplaceAll(string(b[len(b)-min(len(b), 4):]), lineEnd, "\n"); len(b) > 0 && string(b) != source.BOM {
		if !strings.HasSuffix(before, "\n\n") {
			text = gap + text
		}
		if !strings.HasSuffix(before, "\n") {
			text = "\n" + text
		}
	}
	e.Text = withLineEnds(text, indent, lineEnd)
	return e, true
}

// isGap reports whether an empty line is in what stands between two items.
func isGap(between []byte) bool {
	lines := strings.Split(strings.ReplaceAll(string(between), "\r\n", "\n"), "\n")
	for i := 1; i < len(lines)-1; i++ { // the first and last are parts of the items' own lines
		if strings.TrimSpace(lines[i]) == "" {
			return true
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
