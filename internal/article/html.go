package article

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
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
		r.paragraph(n)
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
			r.attribute("class", "language-"+string(language))
		}
		r.write(">")
		r.code(n)
	case *extast.Table:
		r.table(n)
	case *footnote, *aside, *ast.LinkReferenceDefinition:
	default:
		r.blocks(n)
	}
}

// paragraph renders a paragraph, and nothing if nothing in it is shown.
func (r *renderer) paragraph(n ast.Node) {
	before, slots := len(r.html), len(r.slots)
	r.write("<p>")
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
	r.write("<div class=\"table\">\n<table>\n")
	r.tables++
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
		if cell, ok := c.(*extast.TableCell); ok && cell.Alignment != extast.AlignNone {
			r.attribute("class", cell.Alignment.String())
		}
		r.write(">")
		r.leaf(c)
		r.write("</" + name + ">\n")
	}
	r.write("</tr>\n")
}

func (r *renderer) inlines(n ast.Node) {
	r.depth++
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.inline(c)
	}
	r.depth--
}

func (r *renderer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		r.textNode(n)
	case *ast.Emphasis:
		name := "em"
		if n.Level == 2 {
			name = "strong"
		}
		r.element(n, name)
	case *extast.Strikethrough:
		r.element(n, "del")
	case *ast.CodeSpan:
		r.codeSpan(n)
	case *ast.Link:
		r.link(n, destination(n.Destination), string(n.Title))
	case *ast.Image:
		r.image(n)
	case *ast.AutoLink:
		url := string(n.URL(r.src))
		if n.AutoLinkType == ast.AutoLinkEmail {
			url = "mailto:" + url
		}
		r.linked(url, n.Pos()+1, n.Pos()+1+len(n.Label(r.src)))
	case *address:
		r.linked(n.url(r.src), n.start, n.stop)
	case *citation:
		r.slot(Cite, r.cites)
		r.cites++
	case *marker:
		r.marker(n)
	case *wiki:
		r.depth++
		r.text(n.words, n.stop-2, r.escapeWords)
		r.depth--
	case *tag:
		r.tag(n)
	case *expression:
		if n.space {
			r.write(" ")
		}
	case *extast.TaskCheckBox:
		r.write(`<input type="checkbox" disabled`)
		if n.IsChecked {
			r.write(" checked")
		}
		r.write("> ")
	}
}

func (r *renderer) element(n ast.Node, name string) {
	r.write("<" + name + ">")
	r.inlines(n)
	r.write("</" + name + ">")
}

// textNode writes words, without the white space before a citation or before
// what is not shown at the end.
func (r *renderer) textNode(n *ast.Text) {
	stop := n.Segment.Stop
	next := n.NextSibling()
	_, cited := next.(*citation)
	if _, hidden := next.(*expression); hidden && next.NextSibling() == nil {
		cited = true
	}
	for cited && stop > n.Segment.Start && isSpace(r.src[stop-1]) {
		stop--
	}
	r.text(n.Segment.Start, stop, r.escapeWords)
	switch {
	case n.HardLineBreak():
		r.write("<br>\n")
	case n.SoftLineBreak() && !cited:
		r.write("\n")
	}
}

func (r *renderer) codeSpan(n ast.Node) {
	r.write("<code>")
	r.depth++
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			r.text(t.Segment.Start, t.Segment.Stop, r.escapeCode)
		}
	}
	r.depth--
	r.write("</code>")
}

// link renders what n holds as a link; without one if the address may not be
// linked to, or within another link.
func (r *renderer) link(n ast.Node, url, title string) {
	if r.links > 0 || forbidden(url) != "" {
		r.inlines(n)
		return
	}
	r.openLink(url)
	if title != "" {
		r.attribute("title", destination([]byte(title)))
	}
	r.write(">")
	r.inlines(n)
	r.closeLink()
}

// linked renders src[start:stop], an address, as a link.
func (r *renderer) linked(url string, start, stop int) {
	r.depth++
	if r.links > 0 || forbidden(url) != "" {
		r.text(start, stop, r.escapeCode)
	} else {
		r.openLink(url)
		r.write(">")
		r.text(start, stop, r.escapeCode)
		r.closeLink()
	}
	r.depth--
}

func (r *renderer) openLink(url string) {
	r.links++
	r.write("<a")
	r.attribute("href", encodeURL(url))
	if strings.HasPrefix(url, "http://") || strings.HasPrefix(url, "https://") {
		r.attribute("rel", "noopener")
	}
}

func (r *renderer) closeLink() {
	r.links--
	r.write("</a>")
}

func (r *renderer) image(n *ast.Image) {
	url := destination(n.Destination)
	alt := plainText(n, r.src)
	if forbidden(url) != "" {
		r.html = appendEscaped(r.html, alt)
		return
	}
	r.write("<img")
	r.attribute("src", encodeURL(url))
	r.attribute("alt", alt)
	if len(n.Title) > 0 {
		r.attribute("title", destination(n.Title))
	}
	r.write(` loading="lazy">`)
}

// marker renders a marker as written, linked to its entry or note.
func (r *renderer) marker(n *marker) {
	if n.footnote {
		label := n.labels[0]
		number, known := r.st.noteNumbers[label]
		if !known {
			r.html = appendEscaped(r.html, string(r.src[n.start:n.stop]))
			return
		}
		r.write("<sup>")
		r.reference("fn-"+slugify(label), itoa(number))
		r.write("</sup>")
		return
	}
	if id := r.st.entryMarks[n.start]; id != "" {
		r.write("<span")
		r.attribute("id", id)
		r.write(">")
		r.html = appendEscaped(r.html, string(r.src[n.start:n.stop]))
		r.write("</span>")
		return
	}
	r.reference(r.st.entryIDs[n.labels[0]], string(r.src[n.start:n.stop]))
}

// reference writes words that lead to the element of an id, if there is one.
func (r *renderer) reference(id, words string) {
	if id == "" || r.links > 0 {
		r.html = appendEscaped(r.html, words)
		return
	}
	r.write("<a")
	r.attribute("class", "ref")
	r.attribute("href", "#"+id)
	r.write(">")
	r.html = appendEscaped(r.html, words)
	r.write("</a>")
}

// harmless are the HTML elements that are rendered, without attributes.
var harmless = map[string]bool{
	"em": true, "i": true, "strong": true, "b": true, "sub": true, "sup": true, "u": true, "s": true, "del": true, "ins": true,
	"mark": true, "small": true, "kbd": true, "code": true, "samp": true, "var": true, "q": true, "cite": true, "abbr": true, "dfn": true,
}

// tag renders an HTML element that is known to be harmless, and of others what
// they hold.
func (r *renderer) tag(n *tag) {
	name := strings.ToLower(n.name)
	class := n.class()
	switch {
	case name == "br":
		r.write("<br>")
	case !n.paired || class == rawTag:
	case name == "a" && n.attr("href") != "":
		r.link(n, n.attr("href"), "")
	case harmless[name] && !n.component():
		r.element(n, name)
	default:
		edge := class == blockTag || class == wrapperTag
		if edge && n.PreviousSibling() != nil {
			r.write("<br>")
		}
		r.inlines(n)
		if edge && n.NextSibling() != nil {
			r.write("<br>")
		}
	}
}

// nodeEnd is the byte of the file after an inline with its markup.
func nodeEnd(n ast.Node, src []byte, st *state) int {
	after := 0
	for {
		switch v := n.(type) {
		case *ast.Text:
			return v.Segment.Stop + after
		case *ast.Emphasis:
			after += v.Level
		case *extast.Strikethrough:
			after++
		case *ast.CodeSpan:
			return codeEnd(v, src) + after
		case *ast.Link, *ast.Image:
			return st.ends[n] + after
		case *ast.AutoLink:
			return v.Pos() + len(v.Label(src)) + 2 + after
		case *address:
			return v.stop + after
		case *citation:
			return v.stop + after
		case *marker:
			return v.stop + after
		case *wiki:
			return v.stop + after
		case *tag:
			return v.stop + after
		case *expression:
			return v.stop + after
		}
		last := n.LastChild()
		if last == nil {
			return max(n.Pos(), 0) + after
		}
		n = last
	}
}

// codeEnd is the byte after a code span: after its text come a space, perhaps,
// and as many ticks as before it.
func codeEnd(n *ast.CodeSpan, src []byte) int {
	ticks := 0
	for n.Pos()+ticks < len(src) && src[n.Pos()+ticks] == '`' {
		ticks++
	}
	end := n.Pos() + ticks
	if t, ok := n.LastChild().(*ast.Text); ok {
		end = t.Segment.Stop
	}
	for end < len(src) && src[end] != '`' {
		end++
	}
	return min(end+ticks, len(src))
}

// plainText is the words within n.
func plainText(n ast.Node, src []byte) string {
	var b []byte
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b = append(b, destination(t.Segment.Value(src))...)
			if t.SoftLineBreak() {
				b = append(b, ' ')
			}
			continue
		}
		b = append(b, plainText(c, src)...)
	}
	return string(b)
}

// destination is an address or a title with escapes and entities decoded.
func destination(b []byte) string {
	if bytes.IndexByte(b, '&') < 0 && bytes.IndexByte(b, '\\') < 0 {
		return string(b)
	}
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b))))
}

// encodeURL escapes what may not stand in an address.
func encodeURL(url string) string { return string(util.URLEscape([]byte(url), false)) }
