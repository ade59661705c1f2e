package article

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"stet/internal/source"
)

// Parse reads f. It never fails: what is wrong is in Problems, and what can be
// read is read.
func Parse(f *source.File, opt Options) *Article {
	opt = opt.withDefaults()
	a := &Article{File: f, st: &state{}}
	start := -1
	if a.readable(opt.Limits) {
		start = a.readFront(opt)
	}
	if start >= 0 {
		a.src = a.prepare(start, opt.Limits)
		if format := formatOf(f.Path); format == pageFile {
			a.doc, a.st = a.parsePage(a.src, start, opt.Limits)
		} else {
			a.doc, a.st = parseMarkdown(a.src, format)
		}
		r := reader{
			article:  a,
			composer: newComposer(a.src, a.st, opt.CiteElements),
			heading:  -1,
			ids:      ids{},
			strict:   opt.Strict,
		}
		r.read()
		r.free()
		a.checkEmpty()
	}
	a.Title = a.title()
	if a.Title == "" {
		base := path.Base(a.File.Path)
		a.Title, a.Untitled = strings.TrimSuffix(base, path.Ext(base)), true
	}
	slices.SortStableFunc(a.Problems, func(x, y Problem) int { return x.Span.Compare(y.Span) })
	return a
}

// ReadMeta reads the front matter of a file and nothing else. What is wrong with
// it Parse says.
func ReadMeta(f *source.File, opt Options) Meta {
	opt = opt.withDefaults()
	a := &Article{File: f, st: &state{}}
	if a.readable(opt.Limits) {
		a.readFront(opt)
	}
	return a.Meta
}

func (opt Options) withDefaults() Options {
	if opt.CiteElements == nil {
		opt.CiteElements = []string{"Cite"}
	}
	l := &opt.Limits
	l.File = cmp.Or(l.File, 2<<20)
	l.Line = cmp.Or(l.Line, 64<<10)
	l.Nesting = cmp.Or(l.Nesting, 100)
	l.Columns = cmp.Or(l.Columns, 100)
	l.FrontMatter = cmp.Or(l.FrontMatter, 64<<10)
	return opt
}

// title is the title of the front matter, else the first level-1 heading, else
// that of a web page's head; "" for none.
func (a *Article) title() string {
	if a.Meta.Title != "" {
		return a.Meta.Title
	}
	for _, h := range a.Headings {
		if h.Level == 1 && h.Text != "" {
			return h.Text
		}
	}
	return a.st.title
}

// A reader walks the blocks of an article.
type reader struct {
	*composer
	article *Article
	heading int // index of the heading above
	refs    section
	ids     ids
	strict  bool

	table   ast.Node // whose columns are in columns
	columns []string
}

// read reads the whole article.
func (r *reader) read() {
	r.arrange(r.article.doc)
	r.blocks(r.article.doc, Paragraph)
	r.numberEntries()
	r.roundMarkers()
	r.looseMarkers()
	r.article.Sentences = r.finish()
	r.article.Comments, r.article.Links = r.st.comments, r.locals
	r.article.placeComments()
	if r.strict {
		for _, t := range r.st.rawHTML {
			if !slices.Contains(r.cite, t.name) {
				r.article.problem("raw-html", t.span(), "tag <"+t.name+"> is not shown", "write markdown instead")
			}
		}
	}
	if r.strict {
		r.article.Problems = append(r.article.Problems, r.st.problems...)
		r.lint(r.article.doc)
	}
	for _, link := range r.badLinks {
		r.article.problem("bad-link", link.span, "link to a "+forbidden(link.target)+": address, which is dropped", "link to a web address")
	}
}

// blocks reads the blocks within n; kind is where their text stands.
func (r *reader) blocks(n ast.Node, kind BlockKind) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			r.prepare(c)
			r.title(c)
		case *ast.Paragraph, *ast.TextBlock:
			r.prepare(c)
			r.paragraph(c, kind)
		case *extast.TableCell:
			r.prepare(c)
			r.compose(c, TableCell, r.heading)
		case *extast.TableRow:
			if r.refs.level > 0 && r.tableEntry(c) {
				break
			}
			if !r.row(c) {
				r.blocks(c, kind)
			}
		case *ast.List:
			if r.refs.level > 0 {
				r.referenceList(c)
				break
			}
			if r.bareReferences(c) {
				r.refs = section{level: inlineLevel}
				r.referenceList(c)
				r.refs = section{}
				break
			}
			r.blocks(c, kind)
		case *ast.ListItem:
			r.blocks(c, max(kind, ListItem))
		case *bibliography:
			around := r.refs
			r.refs = section{level: inlineLevel}
			r.blocks(c, kind)
			r.refs = around
		case *ast.ThematicBreak:
			if r.refs.entries > 0 {
				r.refs = section{}
			}
		case *footnote:
			r.footnote(c)
		case *ast.LinkReferenceDefinition:
			r.definition(c)
		case *boxTitle, *field:
			if c.Lines().Len() > 0 {
				r.prepare(c)
				r.compose(c, kind, r.heading)
			}
		case *box:
			r.box(c, kind)
		default:
			if c.HasChildren() {
				r.blocks(c, kind)
			}
		}
	}
}

// paragraph reads a paragraph: prose, works of a reference list, or the title
// of one.
func (r *reader) paragraph(n ast.Node, kind BlockKind) {
	kind = textKind(n, kind)
	if r.st.captions[n] != nil {
		kind = Caption
	}
	if r.refs.level > 0 {
		r.referenceParagraph(n, kind)
	} else if !r.numberedParagraph(n) {
		r.compose(n, kind, r.heading)
	}
	linked := slices.ContainsFunc(r.marks, func(m mark) bool { return m.kind == Link })
	if is, _ := referenceTitle(r.text[r.start:]); is && !linked {
		r.enter(inlineLevel, r.text[r.start:])
	}
}

// textKind is what a paragraph is by its first inline, where kind says what it
// is by its place: words behind an image are its caption, and HTML has tags.
func textKind(n ast.Node, kind BlockKind) BlockKind {
	switch first := n.FirstChild().(type) {
	case *ast.Image:
		return Caption
	case *ast.Link:
		if _, image := first.FirstChild().(*ast.Image); image && first.ChildCount() == 1 {
			return Caption
		}
	case *tag:
		switch strings.ToLower(first.name) {
		case "figcaption", "caption":
			return Caption
		case "td", "th", "tr":
			return TableCell
		case "li", "dd":
			return ListItem
		}
	}
	return kind
}

// prepare pairs the tags of a block, if the article has any.
func (r *reader) prepare(n ast.Node) {
	if r.st.tags > 0 {
		pairTags(n)
	}
}

// title reads a heading, which is a sentence and stands over what follows.
func (r *reader) title(n *ast.Heading) {
	first := len(r.sentences)
	r.heading = len(r.article.Headings)
	r.compose(n, TitleBlock, r.heading)
	h := Heading{Level: n.Level}
	if len(r.sentences) > first {
		from, to := r.drafts[first], r.drafts[len(r.drafts)-1]
		h.Text = string(r.text[from.start:to.end])
		h.Span = source.Span{Start: r.sentences[first].Span.Start, End: r.sentences[len(r.sentences)-1].Span.End}
	} else {
		at := min(max(n.Pos(), 0), len(r.src)) // behind a tab, goldmark counts its columns as bytes
		h.Span = source.Span{Start: at, End: at}
	}
	if h.ID = r.st.headingIDs[n]; h.ID == "" { // the author gave none
		h.ID = r.ids.unique(slugify(h.Text))
		r.st.headingIDs[n] = h.ID
	}
	r.article.Headings = append(r.article.Headings, h)
	r.enter(n.Level, []byte(h.Text))
}

// addComment notes the comment src[start:stop], if that is one.
func (st *state) addComment(src []byte, start, stop int) {
	b := src[start:stop]
	switch {
	case bytes.HasPrefix(b, openComment):
		b = bytes.TrimSuffix(b[len(openComment):], closeComment)
	case bytes.HasPrefix(b, []byte("{/*")):
		b = bytes.TrimSuffix(b[3:], []byte("*/}"))
	default:
		return
	}
	st.comments = append(st.comments, Comment{Span: source.Span{Start: start, End: stop}, Text: string(bytes.TrimSpace(b))})
}
