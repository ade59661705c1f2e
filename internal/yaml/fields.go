package yaml

import (
	"bytes"
	"strings"

	"stet/internal/source"
)

// An Editor collects edits of one file. The nodes that it is given are those of
// the file, and each of their fields is touched once at most.
type Editor struct {
	File  *source.File
	Edits []source.Edit
}

func (e *Editor) put(start, end int, text string) {
	e.Edits = append(e.Edits, source.Edit{Span: source.Span{Start: start, End: end}, Text: text})
}

// Insert adds the field "name: text" to a mapping: behind the value after, or
// before the first field if after is nil.
func (e *Editor) Insert(mapping, after *Node, name, text string) {
	line := name + ": " + text
	first := mapping.Items[0].Span.Start
	switch {
	case after == nil && mapping.Style == Flow:
		e.put(first, first, line+", ")
	case after == nil:
		e.put(first, first, line+e.lineBreak(mapping))
	case mapping.Style == Flow:
		e.put(after.Span.End, after.Span.End, ", "+line)
	default:
		end := e.lineEnd(after.Span.End)
		e.put(end, end, e.lineBreak(mapping)+line)
	}
}

// Replace writes text as the value of a field. It stands on the line of the
// field's name, unless a comment stands there. Comments inside of the old value
// come to stand on lines of their own above the field, or below the first one.
func (e *Editor) Replace(mapping *Node, name, text string) {
	key, value := field(mapping, name)
	b := e.File.Bytes
	colon := key.Span.End + bytes.IndexByte(b[key.Span.End:value.Span.Start], ':') + 1
	if colon == key.Span.End { // "{key}", which has no value
		e.put(key.Span.End, value.Span.End, ": "+text)
		return
	}
	e.hoist(mapping, key, value)
	switch between := b[colon:value.Span.Start]; {
	case hasComment(between):
		e.put(value.Span.Start, value.Span.End, "  "+text)
	case len(between) == 0 || bytes.ContainsAny(between, "\r\n"):
		e.put(colon, value.Span.End, " "+text)
	default:
		e.put(value.Span.Start, value.Span.End, text)
	}
}

// ReplaceScalar writes text in the place of a scalar that is there.
func (e *Editor) ReplaceScalar(n *Node, text string) { e.put(n.Span.Start, n.Span.End, text) }

// ReplaceItems makes of a list over lines of its own, which holds the items old,
// one that holds now, and leaves the lines of those alone that stay at its start
// and end. Items are texts as YAML; there is at least one. ok is false for other
// lists, and then nothing is done.
func (e *Editor) ReplaceItems(list *Node, old, now []string) (ok bool) {
	if list.Kind != List || list.Style == Flow || len(list.Items) != len(old) || len(old) == 0 || len(now) == 0 {
		return false
	}
	head := 0
	for head < min(len(old), len(now)) && old[head] == now[head] {
		head++
	}
	tail := 0
	for tail < min(len(old), len(now))-head && old[len(old)-1-tail] == now[len(now)-1-tail] {
		tail++
	}
	gone, fresh := list.Items[head:len(old)-tail], now[head:len(now)-tail]
	for i := range min(len(gone), len(fresh)) {
		e.put(gone[i].Span.Start, gone[i].Span.End, fresh[i])
	}
	switch br := e.lineBreak(list); {
	case len(gone) > len(fresh):
		e.removeLines(gone[len(fresh):])
	case len(fresh) > len(gone) && head+len(gone) == 0:
		e.put(list.Span.Start, list.Span.Start, "- "+strings.Join(fresh, br+"- ")+br)
	case len(fresh) > len(gone):
		end := e.lineEnd(list.Items[head+len(gone)-1].Span.End)
		e.put(end, end, br+"- "+strings.Join(fresh[len(gone):], br+"- "))
	}
	return true
}

// removeLines takes items away with their lines, but for comments behind them.
func (e *Editor) removeLines(items []Node) {
	b := e.File.Bytes
	for i := range items {
		start := e.lineStart(items[i].Span.Start)
		dash := start + bytes.IndexByte(b[start:], '-')
		end := items[i].Span.End
		rest := b[end:e.lineEnd(end)]
		comment := len(rest) - len(bytes.TrimLeft(rest, " \t"))
		if comment == len(rest) && len(bytes.TrimSpace(b[start:dash])) == 0 {
			e.put(start, nextLine(b, end), "")
		} else {
			e.put(dash, end+comment, "")
		}
	}
}

// Remove takes a field away, and its line if nothing else is on it. Comments
// around and inside of it stay.
func (e *Editor) Remove(mapping *Node, name string) {
	key, value := field(mapping, name)
	b := e.File.Bytes
	start, end := key.Span.Start, value.Span.End
	e.hoist(mapping, key, value)
	if mapping.Style == Flow {
		e.removeFlow(mapping, start, end)
		return
	}
	rest := b[end:e.lineEnd(end)]
	indent := bytes.TrimRight(b[:start], " ")
	ownLine := len(indent) == 0 || indent[len(indent)-1] == '\n' || indent[len(indent)-1] == '\r'
	switch {
	case ownLine && len(bytes.TrimSpace(rest)) == 0:
		start, end = len(indent), nextLine(b, end)
		if last := len(b) - 1; end > last && b[last] != '\n' && b[last] != '\r' {
			start = len(bytes.TrimSuffix(b[:start], []byte(source.LineEnd(b)))) // the last line goes with the end of the one before
		}
	case !ownLine && len(mapping.Items) > 2 && !hasComment(b[end:mapping.Items[2].Span.Start]):
		end = mapping.Items[2].Span.Start // the next field takes the place behind the dash
	default:
		end += len(rest) - len(bytes.TrimLeft(rest, " \t")) // a comment stays
	}
	e.put(start, end, "")
}

// removeFlow takes a field out of braces, with the comma behind it or, for the
// last field, the one before it.
func (e *Editor) removeFlow(mapping *Node, start, end int) {
	b := e.File.Bytes
	behind := end + len(b[end:]) - len(bytes.TrimLeft(b[end:], " "))
	switch {
	case behind < len(b) && b[behind] == ',':
		behind++
		end = behind + len(b[behind:]) - len(bytes.TrimLeft(b[behind:], " "))
	case start > mapping.Items[0].Span.Start:
		if before := bytes.TrimRight(b[:start], " \t\r\n"); bytes.HasSuffix(before, []byte(",")) {
			start = len(before) - 1
		}
	}
	e.put(start, end, "")
}

// hoist writes the comments inside of a field on lines above it.
func (e *Editor) hoist(mapping, key, value *Node) {
	found := Comments(e.File.Bytes, value)
	if len(found) == 0 {
		return
	}
	br := e.lineBreak(mapping)
	text := strings.Join(found, br)
	switch {
	case mapping.Style == Flow:
		e.put(key.Span.Start, key.Span.Start, br+text+br)
	case key == &mapping.Items[0]: // a dash stands before it
		end := e.lineEnd(value.Span.End)
		e.put(end, end, br+text)
	default:
		e.put(key.Span.Start, key.Span.Start, text+br)
	}
}

// Comments are those inside of a list or mapping of the file b, without the
// space before them.
func Comments(b []byte, n *Node) []string {
	if len(n.Items) == 0 {
		return nil
	}
	var found []string
	at := n.Span.Start
	for i := range n.Items {
		item := &n.Items[i]
		found = append(found, commentsIn(b[at:item.Span.Start])...)
		if item.Kind != Scalar {
			found = append(found, Comments(b, item)...)
		}
		at = item.Span.End
	}
	return append(found, commentsIn(b[at:n.Span.End])...)
}

// commentsIn are the comments in a text that holds no values.
func commentsIn(between []byte) []string {
	var found []string
	for between != nil {
		line := untilLine(between)
		if i := bytes.IndexByte(line, '#'); i >= 0 {
			found = append(found, string(bytes.TrimRight(line[i:], " \t")))
		}
		if len(line) == len(between) {
			break
		}
		between = between[len(line)+1:]
	}
	return found
}

func hasComment(between []byte) bool { return bytes.IndexByte(between, '#') >= 0 }

// RemoveItems takes items out of a list over lines of its own, each with the
// comment lines right above it, those below that are indented as its fields
// are, and the empty lines that follow. A comment at the start of the file
// stays: it is the file's. The numbers of the items ascend.
func (e *Editor) RemoveItems(list *Node, items []int) {
	removed := 0 // up to this byte
	for _, i := range items {
		s := e.itemSpan(list, i)
		s.Start = max(s.Start, removed)
		e.put(s.Start, s.End, "")
		removed = s.End
	}
}

// itemSpan is all that goes with the i-th item of a list.
func (e *Editor) itemSpan(list *Node, i int) source.Span {
	b := e.File.Bytes
	line := e.lineStart(list.Items[i].Span.Start)
	indent := e.File.Position(list.Span.Start).Column - 1
	s := source.Span{Start: e.commentsAbove(line, indent), End: nextLine(b, list.Items[i].Span.End)}
	stop := len(b)
	if i+1 < len(list.Items) {
		stop = e.commentsAbove(e.lineStart(list.Items[i+1].Span.Start), indent)
	}
	for s.End < stop {
		text := bytes.TrimRight(untilLine(b[s.End:]), " \t")
		if comment := bytes.TrimLeft(text, " \t"); len(comment) > 0 && (comment[0] != '#' || len(text)-len(comment) <= indent) {
			break
		}
		s.End = nextLine(b, s.End)
	}
	if s.End == len(b) { // the empty lines before the last item have nothing to part
		for s.Start > e.lineStart(0) && len(bytes.TrimSpace(b[e.lineStart(s.Start-1):s.Start])) == 0 {
			s.Start = e.lineStart(s.Start - 1)
		}
	}
	return s
}

// commentsAbove is the start of the comment lines that end right above the line
// that starts at byte line, and are not indented more than given.
func (e *Editor) commentsAbove(line, indent int) int {
	b, start := e.File.Bytes, line
	for start > e.lineStart(0) {
		above := e.lineStart(start - 1)
		text := b[above:start]
		comment := bytes.TrimLeft(text, " \t")
		if len(comment) == 0 || comment[0] != '#' || len(text)-len(comment) > indent {
			return start
		}
		start = above
	}
	return line
}

// lineStart is the start of the line that byte i is on.
func (e *Editor) lineStart(i int) int { return e.File.Offset(e.File.Position(i).Line, 1) }

// lineEnd is where the line of byte i ends, before its line feed.
func (e *Editor) lineEnd(i int) int { return i + len(untilLine(e.File.Bytes[i:])) }

// lineBreak ends a line and indents the next as a mapping's fields are.
func (e *Editor) lineBreak(mapping *Node) string {
	column := e.File.Position(mapping.Span.Start).Column
	return source.LineEnd(e.File.Bytes) + strings.Repeat(" ", column-1)
}

func field(mapping *Node, name string) (key, value *Node) {
	for k, v := range mapping.Fields() {
		if k.Value == name {
			return k, v
		}
	}
	return nil, nil
}
