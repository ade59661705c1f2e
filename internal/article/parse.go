package article

import (
	"bytes"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"stet/internal/source"
)

// Parse reads f. It never fails: what is wrong is in Problems, and what can be
// read is read.
func Parse(f *source.File, opt Options) *Article {
	a := &Article{File: f}
	a.src = bytes.Clone(f.Bytes)
	start := frontMatterEnd(a.src)
	for i := range start {
		if a.src[i] != '\n' {
			a.src[i] = ' '
		}
	}
	a.doc, a.st = parseMarkdown(a.src)
	cite := opt.CiteElements
	if cite == nil {
		cite = []string{"Cite"}
	}
	r := reader{
		article:  a,
		composer: composer{flattener: flattener{src: a.src, st: a.st, cite: cite}},
		heading:  -1,
	}
	r.blocks(a.doc, Paragraph)
	a.Sentences = r.finish()
	a.Comments = a.st.comments
	a.Title = a.title()
	return a
}

// title is the title of the front matter, else the first level-1 heading,
// else the file's name.
func (a *Article) title() string {
	if a.Meta.Title != "" {
		return a.Meta.Title
	}
	for _, h := range a.Headings {
		if h.Level == 1 && h.Text != "" {
			return h.Text
		}
	}
	base := path.Base(a.File.Path)
	return strings.TrimSuffix(base, path.Ext(base))
}

func frontMatterEnd(src []byte) int {
	if !bytes.HasPrefix(src, []byte("---")) {
		return 0
	}
	n := bytes.Index(src, []byte("\n---"))
	if n < 0 {
		return 0
	}
	return n + 4
}

// A reader walks the blocks of an article.
type reader struct {
	composer
	article *Article
	heading int // index of the heading above
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
			r.compose(c, kind, r.heading)
		case *extast.TableCell:
			r.prepare(c)
			r.compose(c, TableCell, r.heading)
		case *ast.ListItem:
			r.blocks(c, max(kind, ListItem))
		case *footnote:
			r.blocks(c, Footnote)
		default:
			if c.HasChildren() {
				r.blocks(c, kind)
			}
		}
	}
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
		h.Span = source.Span{Start: max(n.Pos(), 0), End: max(n.Pos(), 0)}
	}
	r.article.Headings = append(r.article.Headings, h)
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
	st.comments = append(st.comments, Comment{source.Span{Start: start, End: stop}, string(bytes.TrimSpace(b))})
}
