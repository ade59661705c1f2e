package article

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"stet/internal/source"
)

// lint looks for what keeps people from reading a page who cannot see it, or
// who read it piece by piece: pictures without a text, headings out of order,
// links and columns without a name.
func (r *reader) lint(doc ast.Node) {
	r.lintHeadings()
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Image:
			at := source.Span{Start: n.Pos(), End: r.st.ends[n]}
			r.lintPicture(at, destination(n.Destination), plainText(n, r.src), r.isDecorative(n))
		case *box:
			if n.kind == figureBox && n.target.start < n.target.stop {
				r.lintPicture(n.extent.span(), n.picture(r.src), n.option("alt"), n.option("class") == decorative)
			}
		case *ast.Link:
			r.lintLink(n)
		case *extast.TableHeader:
			r.lintColumns(n)
		}
		return ast.WalkContinue, nil
	})
}

// lintHeadings reports levels that are left out. The page's title is its
// heading of level 1.
func (r *reader) lintHeadings() {
	before := 1
	for _, h := range r.article.Headings {
		switch {
		case h.Level == 1 && r.article.Meta.Title == "":
		case h.Level == 1:
			r.article.problem("heading-order", h.Span, "heading has level 1, which is the title's",
				"write it with two signs, as in \"## Doses\", or take it out")
		case h.Level > before+1:
			r.article.problem("heading-order", h.Span, fmt.Sprintf("heading has level %d, the one above it %d", h.Level, before),
				fmt.Sprintf("make its level %d: write it with %[1]d \"#\"", before+1))
		}
		before = max(2, h.Level)
	}
}

// decorative is the class of a picture that says nothing.
const decorative = "decorative"

// isDecorative reports whether the author says of a picture that it says
// nothing: ![](line.png){.decorative}.
func (r *reader) isDecorative(n ast.Node) bool {
	e, ok := n.NextSibling().(*expression)
	return ok && bytes.Contains(r.src[e.start:e.stop], []byte("."+decorative))
}

// lintPicture reports a picture whose text does not say what it shows.
func (r *reader) lintPicture(at source.Span, target, alt string, isDecorative bool) {
	alt = strings.TrimSpace(alt)
	name := path.Base(target)
	hint := "say in a few words what it shows, as in ![Serum zinc falls from May to July](" + name + "); ![](" + name + "){.decorative} if it shows nothing"
	switch {
	case isDecorative:
	case alt == "":
		r.article.problem("missing-alt", at, "picture "+name+" has no text for those who do not see it", hint)
	case strings.EqualFold(alt, name) || strings.EqualFold(alt, strings.TrimSuffix(name, path.Ext(name))) || vaguePictures[strings.ToLower(alt)]:
		r.article.problem("missing-alt", at, fmt.Sprintf("picture %s has the text %q, which does not say what it shows", name, shorten(alt, 40)), hint)
	}
}

var vaguePictures = wordSet("image picture photo figure chart graph diagram screenshot img")

// vagueLinks are words of links that say nothing of where they lead.
var vagueLinks = func() map[string]bool {
	m := map[string]bool{}
	for _, words := range []string{"here", "click here", "see here", "this", "this link", "this page", "link", "more", "read more", "learn more", "more information", "more info", "find out more"} {
		m[words] = true
	}
	return m
}()

// lintLink reports a link whose words do not say where it leads. Links to
// figures and headings of the article get words of their own.
func (r *reader) lintLink(n *ast.Link) {
	words := strings.ToLower(strings.Trim(plainText(n, r.src), " .,:;!?»«›→\u00a0"))
	at := source.Span{Start: n.Pos(), End: r.st.ends[n]}
	switch {
	case vagueLinks[words]:
		r.article.problem("link-text", at, fmt.Sprintf("link says %q, not where it leads", words), "make the words a link that name what it leads to")
	case words == "" && !n.HasChildren() && !bytes.HasPrefix(n.Destination, []byte("#")):
		r.article.problem("link-text", at, "link has no words", "write some between the brackets")
	}
}

// lintColumns reports columns without a name. The first may have none, as it
// names the rows.
func (r *reader) lintColumns(n ast.Node) {
	column := 0
	for cell := n.FirstChild(); cell != nil; cell = cell.NextSibling() {
		column++
		if column == 1 && n.ChildCount() > 1 || strings.TrimSpace(plainText(cell, r.src)) != "" {
			continue
		}
		at := min(max(n.Pos(), 0), len(r.src))
		if cell.Lines().Len() > 0 {
			at = cell.Lines().At(0).Start
		}
		r.article.problem("table-header", source.Span{Start: at, End: at}, fmt.Sprintf("column %d of the table has no header", column), "name it in the table's first row")
		return
	}
}
