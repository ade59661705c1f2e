package cite

import (
	"bytes"
	"slices"
	"strings"

	"stet/internal/source"
	"stet/internal/yaml"
)

// Tidy writes each entry of the library f as stet would: its fields in their
// usual order, one a line, in the usual quotes. Comments stay with the fields
// they stand at, fields that stet does not know come last as they are, and what
// stands between the entries is left alone. The library says the same
// afterwards; else there is an error and no bytes.
func Tidy(f *source.File) ([]byte, error) {
	e, err := newEditor(f)
	if err != nil {
		return nil, err
	}
	if e.root == nil {
		return f.Bytes, nil
	}
	if e.root.Style == yaml.Flow && len(e.root.Items) > 0 {
		return nil, e.inBrackets()
	}
	for _, r := range e.lib.References {
		i := e.number(r)
		if edit := e.tidied(e.entries.Node(i), r); edit.Text != string(f.Bytes[edit.Span.Start:edit.Span.End]) {
			e.yaml.Edits = append(e.yaml.Edits, edit)
			e.changed[i] = r
		}
	}
	return e.bytes()
}

// A part is a field of an entry with the comments that stand at it.
type part struct {
	rank  int      // its place among the fields
	above []string // comments on lines of their own
	text  string   // "name: value"
	aside string   // the comment on its last line
}

// tidied is the edit that tidies one entry, which ends with its last field's
// line.
func (e *editor) tidied(node *yaml.Node, r *Reference) source.Edit {
	parts, end := e.parts(node, r)
	slices.SortStableFunc(parts, func(a, b part) int { return a.rank - b.rank })
	margin := strings.Repeat(" ", e.file.Position(e.root.Span.Start).Column-1)
	start := e.lineStart(node.Span.Start)
	var lines []string
	lead := margin + "- "
	for _, p := range parts {
		indent := margin + "  "
		if lead != indent {
			indent = margin
		}
		for _, c := range p.above {
			lines = append(lines, indent+c)
		}
		line := lead + p.text
		if p.aside != "" {
			line += "  " + p.aside
		}
		lines = append(lines, line)
		lead = margin + "  "
	}
	return source.Edit{Span: source.Span{Start: start, End: end}, Text: strings.Join(lines, source.LineEnd(e.file.Bytes))}
}

// parts takes an entry apart, and says where its last line ends.
func (e *editor) parts(node *yaml.Node, r *Reference) (parts []part, end int) {
	b := e.file.Bytes
	at := e.lineStart(node.Span.Start)
	for k, v := range node.Fields() {
		p := part{rank: len(layout), above: commentsOf(b[at:k.Span.Start]), text: string(b[k.Span.Start:v.Span.End])}
		if i := slices.IndexFunc(layout, func(f field) bool { return f.name == k.Value }); i >= 0 {
			if text := layout[i].text(r); text != "" {
				p.rank, p.text = i, k.Value+": "+text
				p.above = append(p.above, yaml.Comments(b, v)...)
				p.above = append(p.above, commentsOf(b[k.Span.End:v.Span.Start])...)
			}
		}
		at = v.Span.End
		rest := lineFrom(b, at)
		if i := bytes.IndexByte(rest, '#'); i > 0 && node.Style != yaml.Flow && len(bytes.TrimSpace(rest[:i])) == 0 {
			p.aside = string(bytes.TrimRight(rest[i:], " \t"))
			at += len(rest)
		}
		parts = append(parts, p)
	}
	end = at
	if node.Style == yaml.Flow {
		end = node.Span.End
		if len(parts) > 0 {
			last := &parts[len(parts)-1]
			last.above = append(last.above, commentsOf(b[at:end])...)
			last.aside = strings.TrimSpace(string(lineFrom(b, end)))
		}
	}
	return parts, end + len(lineFrom(b, end))
}

// commentsOf are the comments in what stands between two values.
func commentsOf(between []byte) []string {
	var found []string
	for line := range bytes.Lines(between) {
		if i := bytes.IndexByte(line, '#'); i >= 0 {
			found = append(found, string(bytes.TrimRight(line[i:], " \t\r\n")))
		}
	}
	return found
}

func (e *editor) lineStart(i int) int { return e.file.Offset(e.file.Position(i).Line, 1) }

// lineFrom is what is left of a line from byte i on.
func lineFrom(b []byte, i int) []byte {
	if end := bytes.IndexAny(b[i:], "\r\n"); end >= 0 {
		return b[i : i+end]
	}
	return b[i:]
}
