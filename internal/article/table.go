package article

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// row reads a row of a table of which one cell names a source: what the source
// stands for is in the other cells, so the row is one text. It reports whether
// n is such a row.
func (r *reader) row(n *extast.TableRow) bool {
	sources, cells := 0, 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.prepare(c)
		switch {
		case r.isSourceCell(c):
			sources++
		case c.HasChildren():
			cells++
		}
	}
	if sources != 1 || cells == 0 {
		return false
	}
	r.block()
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if len(r.text) > r.start {
			r.separator(c)
		}
		r.children(c)
	}
	r.sentencesOf(TableCell, r.heading)
	return true
}

// separator adds the bar before the next cell, or the comma.
func (r *reader) separator(cell ast.Node) {
	between := byte('|')
	if isCSV(cell.Parent()) {
		between = ','
	}
	at := bytes.IndexByte(r.src[r.end:], between)
	if at < 0 {
		return
	}
	at += r.end
	stop := at + 1
	if r.st.format == pageFile { // the bar stands for the cell's tag
		stop = at + bytes.IndexByte(r.src[at:], '>') + 1
	}
	if between == '|' {
		r.space(r.end, at)
	}
	r.char(r.src[at:at+1], at, stop)
	r.space(stop, stop+1)
}

// isCSV reports whether a row is one of comma-separated values.
func isCSV(row ast.Node) bool {
	b, ok := row.Parent().Parent().(*box)
	return ok && b.kind == csvBox
}

// isSourceCell reports whether a cell holds links, markers or citations and no
// other words, or gives the name and year of a source, alone or in brackets at
// its end.
func (r *reader) isSourceCell(cell ast.Node) bool {
	if endsWithSource(plainText(cell, r.src)) {
		return true
	}
	linked := false
	for c := cell.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if hasWords(c.Segment.Value(r.src)) {
				return cell.ChildCount() <= 2 && isAuthorYear(plainText(cell, r.src))
			}
		case *ast.Link, *ast.AutoLink, *address, *marker, *citation:
			linked = true
		case *tag:
			if c.attr("href") == "" {
				return false
			}
			linked = true
		default:
			return false
		}
	}
	return linked
}

// endsWithSource reports whether s ends as "... (Smith et al., 2019)" does.
func endsWithSource(s string) bool {
	i := strings.LastIndexByte(s, '(')
	return i >= 0 && strings.HasSuffix(s, ")") && isAuthorYear(s[i:])
}

// isAuthorYear reports whether s is "Smith et al., 2019" or the like.
func isAuthorYear(s string) bool {
	words := bytes.FieldsFunc([]byte(s), func(r rune) bool { return r == ' ' || r == ',' || r == '(' || r == ')' || r == '.' })
	if len(words) < 2 || len(words) > 8 || year(words[len(words)-1]) == 0 || !isUpper(words[0][0]) {
		return false
	}
	for _, w := range words[1 : len(words)-1] {
		switch string(w) {
		case "et", "al", "and", "de", "van", "der", "von", "la", "le", "&", "colleagues":
			continue
		}
		if !isUpper(w[0]) {
			return false
		}
	}
	return true
}
