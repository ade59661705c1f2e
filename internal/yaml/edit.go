package yaml

import (
	"strings"

	"stet/internal/source"
)

// AppendItems is the edit that adds items at the end of f, whose root is a
// list over lines of its own, an empty list or nothing. Each item is the text
// of its lines, with line feeds and not indented, starting with "- "; they get
// the indentation and the line ends of what is there, and an empty line between
// them unless the last two items have none. ok is false for a list in brackets
// that holds something.
func AppendItems(f *source.File, root *Node, items []string) (e source.Edit, ok bool) {
	b, lineEnd := f.Bytes, source.LineEnd(f.Bytes)
	gap := "\n"
	e.Span = source.Span{Start: len(b), End: len(b)}
	indent := ""
	switch {
	case root == nil:
	case root.Kind != List || root.Style == Flow && len(root.Items) > 0:
		return source.Edit{}, false
	case root.Style == Flow:
		text := withLineEnds(strings.Join(items, gap), "", lineEnd)
		return source.Edit{Span: root.Span, Text: strings.TrimSuffix(text, lineEnd)}, true
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
