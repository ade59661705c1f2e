package article

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

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
		if n.IsChecked {
			r.write(`<input type="checkbox" aria-label="done" disabled checked> `)
		} else {
			r.write(`<input type="checkbox" aria-label="to do" disabled> `)
		}
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
	if id, inside := strings.CutPrefix(url, "#"); inside && !n.HasChildren() {
		r.labelled(id)
	}
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
	edge := ""
	if IsArticle(url) {
		edge = LinkEdge
	}
	r.attribute("href", edge+encodeURL(url))
	if strings.HasPrefix(url, "http://") || strings.HasPrefix(url, "https://") {
		r.attribute("rel", "noopener")
	}
}

func (r *renderer) closeLink() {
	r.links--
	r.write("</a>")
}

func (r *renderer) image(n *ast.Image) {
	r.picture(destination(n.Destination), plainText(n, r.src), destination(n.Title))
}

// picture renders a picture; its alt text alone if its address may not be
// asked for.
func (r *renderer) picture(url, alt, title string) {
	if forbidden(url) != "" {
		r.html = appendEscaped(r.html, alt)
		return
	}
	r.write("<img")
	edge := ""
	if isLocal(url) {
		edge = LinkEdge
	}
	r.attribute("src", edge+encodeURL(url))
	r.attribute("alt", alt)
	if title != "" {
		r.attribute("title", title)
	}
	r.write(` loading="lazy">`)
}

// marker renders a marker as written, linked to its entry or note.
func (r *renderer) marker(n *marker) {
	if n.footnote {
		label := n.labels[0]
		note, known := r.st.notes[label]
		if !known {
			r.html = appendEscaped(r.html, string(r.src[n.start:n.stop]))
			return
		}
		r.write("<sup>")
		r.reference(note.id, itoa(note.number))
		r.write("</sup>")
		return
	}
	if id, entry := r.st.entryMarks[n.start]; entry {
		r.entryNumber(id, string(r.src[n.start:n.stop]))
		return
	}
	r.reference(r.st.entryIDs[n.labels[0]], string(r.src[n.start:n.stop]))
}

// entryNumber writes the number that an entry starts with, to which markers
// lead if it has an id.
func (r *renderer) entryNumber(id, words string) {
	if id == "" {
		r.html = appendEscaped(r.html, words)
		return
	}
	r.write("<span")
	r.attribute("id", id)
	r.write(">")
	r.html = appendEscaped(r.html, words)
	r.write("</span>")
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
		if edge {
			r.breakLine()
		}
		r.inlines(n)
		if edge && n.NextSibling() != nil {
			r.breakLine()
		}
	}
}

// breakLine starts a new line, unless one has just started.
func (r *renderer) breakLine() {
	if len(r.html) > r.leafStart && !bytes.HasSuffix(r.html, []byte("<br>")) {
		r.write("<br>")
	}
}

// encodeURL escapes what may not stand in an address.
func encodeURL(url string) string { return string(util.URLEscape([]byte(url), false)) }
