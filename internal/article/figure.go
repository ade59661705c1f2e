package article

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// A label is the id of a figure or table, to which links may lead, and the
// number that its caption has.
type label struct {
	id     string
	number int // 0 without a caption
	table  bool
	words  ast.Node // of a figure that is a paragraph: the first inline of its caption
}

// arrange looks for figures and for tables with captions, and numbers them in
// the order of the file. What is read, and where it stands, it does not change:
//
//	![alt](scan.png "Caption")       an image alone, with a title
//
//	![alt](scan.png){#fig-scan}      an image on a line, and words below it
//	Caption.
//
//	: Caption {#tbl-dose}            a line behind or before a table, as Pandoc
//	                                 and Quarto have it, also "Table: Caption"
//
// and the boxes "figure", "table" and "csv-table".
func (r *reader) arrange(doc ast.Node) {
	l := labeller{reader: r}
	l.blocks(doc)
}

// A labeller walks through the blocks of an article once.
type labeller struct {
	*reader
	figures, tables int
}

func (l *labeller) blocks(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Paragraph:
			l.image(c)
		case *extast.Table:
			l.table(c)
		case *box:
			l.st.checkBox(c)
			if c.kind == figureBox && c.target.start < c.target.stop {
				l.add(c, c.extent, &label{id: c.option("name", "label")}, c.HasChildren())
			}
			l.blocks(c)
		case *ast.Heading:
			l.heading(c)
		case *aside:
			if c.target != "" {
				l.anchor(c)
			}
		case *boxTitle, *field:
		default:
			if n.Type() != ast.TypeInline && c.HasChildren() && c.FirstChild().Type() == ast.TypeBlock {
				l.blocks(c)
			}
		}
	}
}

// add notes a figure or table, and gives it a number if it has a caption.
func (l *labeller) add(n ast.Node, at extent, lb *label, captioned bool) {
	count := &l.figures
	if lb.table {
		count = &l.tables
	}
	if captioned {
		*count++
		lb.number = *count
	}
	if lb.id != "" {
		if l.st.known[lb.id] == nil {
			l.st.known[lb.id] = lb
		}
		lb.id = l.given(lb.id, at)
	}
	l.st.labels[n] = lb
	l.article.Labels = append(l.article.Labels, Label{ID: lb.id, Number: lb.number, Table: lb.table, Span: at.span()})
}

// image notes the paragraph n if it is a figure.
func (l *labeller) image(n *ast.Paragraph) {
	img := pictureOf(n.FirstChild())
	if img == nil {
		return
	}
	lb := &label{}
	next := n.FirstChild().NextSibling()
	for ; next != nil; next = next.NextSibling() {
		e, ok := next.(*expression)
		if !ok {
			break
		}
		lb.id = idOf(l.src[e.start:e.stop])
	}
	at := extent{img.Pos(), l.st.ends[img]}
	t, ok := next.(*ast.Text)
	switch {
	case next == nil:
		lb.words = l.titleWords(n, img)
	case ok && t.Segment.Len() == 0 && (t.SoftLineBreak() || t.HardLineBreak()) && t.NextSibling() != nil && pictureOf(t.NextSibling()) == nil:
		lb.words = t.NextSibling()
	default:
		return
	}
	if lb.words != nil || lb.id != "" {
		l.add(n, at, lb, lb.words != nil)
	}
}

// pictureOf is n if it is an image, or the image that is all the link n holds.
func pictureOf(n ast.Node) *ast.Image {
	if link, ok := n.(*ast.Link); ok && link.ChildCount() == 1 {
		n = link.FirstChild()
	}
	img, _ := n.(*ast.Image)
	return img
}

// idOf is the id in attributes such as "{#fig-scan width=50%}", "" if there is
// none.
func idOf(attributes []byte) string {
	for word := range bytes.FieldsSeq(bytes.Trim(attributes, "{}")) {
		if id, ok := bytes.CutPrefix(word, []byte("#")); ok && isLabel(string(id)) {
			return string(id)
		}
	}
	return ""
}

// isLabel reports whether s may be the id of an element and the end of a link.
func isLabel(s string) bool {
	return s != "" && len(s) <= maxSlug && !strings.ContainsAny(s, " \t\"'<>&{}#%")
}

// titleWords makes the title of an image, which goldmark keeps without its
// place, words of the paragraph n; nil if it has none, or has it elsewhere.
func (l *labeller) titleWords(n *ast.Paragraph, img *ast.Image) ast.Node {
	end := l.st.ends[img] - 1
	if len(img.Title) == 0 || end >= len(l.src) || l.src[end] != ')' {
		return nil
	}
	for end > 0 && isSpace(l.src[end-1]) {
		end--
	}
	end-- // the closing quote
	start := end - len(img.Title)
	if start < img.Pos() || !bytes.Equal(l.src[start:end], img.Title) {
		return nil
	}
	words := ast.NewTextSegment(text.NewSegment(start, end))
	n.AppendChild(n, words)
	img.Title = nil
	return words
}

// table notes a table, with its caption.
func (l *labeller) table(n *extast.Table) {
	at := extent{n.Pos(), n.Pos()}
	lb := &label{table: true}
	if b, ok := n.Parent().(*box); ok && (b.kind == tableBox || b.kind == csvBox) {
		lb.id = b.option("name", "label")
		if title, ok := b.FirstChild().(*boxTitle); ok && l.st.captions[title] == nil {
			l.st.captions[n], l.st.captions[title] = title, n
			at = title.extent
		}
	}
	for _, p := range []ast.Node{n.NextSibling(), n.PreviousSibling()} {
		if p == nil || l.st.captions[n] != nil || l.st.captions[p] != nil || p.Kind() != ast.KindParagraph {
			continue
		}
		if l.isCaption(p) {
			l.st.captions[n], l.st.captions[p] = p, n
			at = extent{nodeStart(p.FirstChild(), l.src), nodeEnd(p.LastChild(), l.src, l.st)}
			if e, ok := p.LastChild().(*expression); ok && lb.id == "" {
				lb.id = idOf(l.src[e.start:e.stop])
			}
		}
	}
	if l.st.captions[n] != nil || lb.id != "" {
		l.add(n, at, lb, l.st.captions[n] != nil)
	}
}

// isCaption reports whether a paragraph beside a table starts as a caption
// does, and takes that start out of its words.
func (l *labeller) isCaption(p ast.Node) bool {
	t, ok := p.FirstChild().(*ast.Text)
	if !ok {
		return false
	}
	words := t.Segment.Value(l.src)
	for _, start := range []string{": ", "Table: ", "table: "} {
		if bytes.HasPrefix(words, []byte(start)) {
			t.Segment = t.Segment.WithStart(t.Segment.Start + len(start))
			return true
		}
	}
	return false
}

// box reads what stands in a box.
func (r *reader) box(n *box, kind BlockKind) {
	if n.kind == figureBox {
		kind = Caption
		if n.target.start < n.target.stop {
			r.checkLink(mark{span: n.target.span(), target: n.picture(r.src)}, true)
		}
	}
	r.blocks(n, kind)
}

// picture is the address of a figure's picture.
func (n *box) picture(src []byte) string { return destination(src[n.target.start:n.target.stop]) }

// box renders a box.
func (r *renderer) box(n *box) {
	switch n.kind {
	case "", tableBox, csvBox:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if r.st.captions[c] == nil || c.Kind() == extast.KindTable {
				r.block(c)
			}
		}
	case figureBox:
		r.figureBox(n)
	default:
		r.callout(n, n.kind)
	}
}

// callout renders a box of a kind of callout: its kind in words, its title,
// and what stands in it.
func (r *renderer) callout(n ast.Node, kind string) {
	r.write("<div")
	r.attribute("class", "callout "+kind)
	r.attribute("role", "note")
	r.write(">\n<p class=\"title\"><b>")
	r.slot(Word, slices.Index(Words, kind))
	r.write("</b>")
	c := n.FirstChild()
	if title, ok := c.(*boxTitle); ok {
		if title.Lines().Len() > 0 {
			r.write(" ")
			r.leaf(title)
		}
		c = c.NextSibling()
	}
	r.write("</p>\n")
	fields := false
	for ; c != nil; c = c.NextSibling() {
		f, ok := c.(*field)
		if ok != fields && c.Kind() != kindAside {
			r.write(map[bool]string{true: "<dl>\n", false: "</dl>\n"}[ok])
			fields = ok
		}
		if ok {
			r.field(f)
		} else {
			r.block(c)
		}
	}
	if fields {
		r.write("</dl>\n")
	}
	r.write("</div>\n")
}

func (r *renderer) field(n *field) {
	r.write("<dt>")
	r.slot(Word, slices.Index(Words, n.name))
	r.write("</dt>\n<dd>")
	r.leaf(n)
	r.write("</dd>\n")
}

// figure renders a paragraph that is a figure.
func (r *renderer) figure(n ast.Node, lb *label) {
	r.write("<figure")
	r.id(lb)
	r.write(">\n")
	r.depth++
	r.inline(n.FirstChild())
	r.depth--
	if lb.words != nil {
		r.write("\n<figcaption>")
		r.number(lb)
		r.leafFrom(n, lb.words)
		r.write("</figcaption>")
	} else {
		r.leafFrom(n, nil)
	}
	r.write("\n</figure>\n")
}

// figureBox renders a box that is a figure: the first paragraph in it is its
// caption, and what follows its legend.
func (r *renderer) figureBox(n *box) {
	lb := r.st.labels[n]
	if lb == nil {
		r.blocks(n)
		return
	}
	r.write("<figure")
	r.id(lb)
	r.write(">\n")
	r.picture(n.picture(r.src), n.option("alt"), "")
	if n.HasChildren() {
		r.write("\n<figcaption>")
		first := true
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if first && c.Kind() == ast.KindParagraph && r.st.labels[c] == nil {
				first = false
				r.number(lb)
				r.leaf(c)
				continue
			}
			r.block(c)
		}
		r.write("</figcaption>")
	}
	r.write("\n</figure>\n")
}

// caption renders the caption of a table, if it has one.
func (r *renderer) caption(n ast.Node, lb *label) {
	words := r.st.captions[n]
	if words == nil {
		return
	}
	r.write("<caption")
	r.attribute("id", "table-"+itoa(lb.number))
	r.write(">")
	r.number(lb)
	r.leaf(words)
	r.write("</caption>\n")
}

// id writes the id of a label as an attribute.
func (r *renderer) id(lb *label) {
	if lb != nil && lb.id != "" {
		r.attribute("id", lb.id)
	}
}

// number starts a caption with "Figure 1" or "Table 1".
func (r *renderer) number(lb *label) {
	r.write("<b>")
	r.labelSlot(lb)
	r.write("</b> ")
}

func (r *renderer) labelSlot(lb *label) {
	slot := FigureLabel
	if lb.table {
		slot = TableLabel
	}
	r.slot(slot, lb.number)
}

// labelled writes the words of a link that has none of its own: the name of
// the figure or table that it leads to, or the heading's.
func (r *renderer) labelled(id string) {
	if lb := r.st.known[id]; lb != nil && lb.number > 0 {
		r.labelSlot(lb)
		return
	}
	for _, h := range r.headings {
		if h.ID == id {
			r.html = appendEscaped(r.html, h.Text)
			return
		}
	}
	r.html = appendEscaped(r.html, "#"+id)
}
