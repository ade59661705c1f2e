package article

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// blocks renders the blocks within n.
func (r *renderer) blocks(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.block(c)
	}
}

func (r *renderer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		switch {
		case r.st.captions[n] != nil: // stands in its table
		case r.st.labels[n] != nil:
			r.figure(n, r.st.labels[n])
		default:
			r.paragraph(n)
		}
	case *ast.TextBlock:
		r.leaf(n)
		if n.NextSibling() != nil {
			r.write("\n")
		}
	case *ast.Heading:
		level := string(rune('0' + n.Level))
		r.write("<h" + level)
		if id := r.st.headingIDs[n]; id != "" {
			r.attribute("id", id)
		}
		r.write(">")
		r.leaf(n)
		r.write("</h" + level + ">\n")
	case *ast.List:
		r.list(n)
	case *ast.Blockquote:
		if title, ok := n.FirstChild().(*boxTitle); ok && title.kind != "" {
			r.callout(n, title.kind)
			break
		}
		r.write("<blockquote>\n")
		r.blocks(n)
		r.write("</blockquote>\n")
	case *ast.ThematicBreak:
		r.write("<hr>\n")
	case *ast.CodeBlock:
		r.write("<pre><code>")
		r.code(n)
	case *ast.FencedCodeBlock:
		r.write("<pre><code")
		if language := n.Language(r.src); len(language) > 0 {
			r.attribute("class", "language-"+destination(language))
		}
		r.write(">")
		r.code(n)
	case *extast.Table:
		r.table(n)
	case *box:
		r.box(n)
	case *boxTitle, *field:
		r.write("<p>")
		r.leaf(n)
		r.write("</p>\n")
	case *aside:
		if n.target != "" {
			r.write("<span")
			r.attribute("id", n.target)
			r.write("></span>\n")
		}
	case *footnote, *ast.LinkReferenceDefinition:
	default:
		r.blocks(n)
	}
}

// paragraph renders a paragraph, and nothing if nothing in it is shown.
func (r *renderer) paragraph(n ast.Node) {
	before, slots := len(r.html), len(r.slots)
	r.write("<p")
	if id := r.st.anchors[n]; id != "" {
		r.attribute("id", id)
	}
	r.write(">")
	start := len(r.html)
	r.leaf(n)
	if len(r.html) == start {
		r.html = r.html[:before]
		for i := slots; i < len(r.slots); i++ {
			r.slots[i].at = before
		}
		return
	}
	r.write("</p>\n")
}

func (r *renderer) list(n *ast.List) {
	name := "ul"
	if n.IsOrdered() {
		name = "ol"
	}
	r.write("<" + name)
	if n.IsOrdered() && n.Start != 1 {
		r.attribute("start", itoa(n.Start))
	}
	r.write(">\n")
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		r.write("<li")
		if id := r.st.anchors[item]; id != "" {
			r.attribute("id", id)
		}
		if number := r.st.numbers[item]; number > 0 {
			r.attribute("value", itoa(number))
		}
		r.write(">")
		if first := item.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
			r.write("\n")
		}
		r.blocks(item)
		r.write("</li>\n")
	}
	r.write("</" + name + ">\n")
}

// code renders the lines of a code block, whose tags are open.
func (r *renderer) code(n ast.Node) {
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		r.html = appendEscaped(r.html, string(line.Value(r.src)))
	}
	r.write("</code></pre>\n")
}

// table renders a table in a box that scrolls sideways.
func (r *renderer) table(n *extast.Table) {
	label := r.st.labels[n]
	r.write("<div class=\"table\"")
	r.id(label)
	r.write(">\n<table>\n")
	r.tables++
	r.caption(n, label)
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		switch header := row.Kind() == extast.KindTableHeader; {
		case header:
			r.write("<thead>\n")
			r.row(row, "th")
			r.write("</thead>\n")
		case !body:
			body = true
			r.write("<tbody>\n")
			fallthrough
		default:
			r.row(row, "td")
		}
	}
	if body {
		r.write("</tbody>\n")
	}
	r.write("</table>\n</div>\n")
	if r.tables--; r.tables == 0 {
		for _, i := range r.notes {
			r.slot(Note, i)
		}
		r.notes = r.notes[:0]
	}
}

func (r *renderer) row(row ast.Node, name string) {
	r.write("<tr>\n")
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		r.write("<" + name)
		if name == "th" {
			r.write(` scope="col"`)
		}
		if cell, ok := c.(*extast.TableCell); ok && cell.Alignment != extast.AlignNone {
			r.attribute("class", cell.Alignment.String())
		}
		r.write(">")
		r.leaf(c)
		r.write("</" + name + ">\n")
	}
	r.write("</tr>\n")
}
