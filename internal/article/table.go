package article

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"stet/internal/source"
)

// row reads a row of a table of which one cell names a source, or several do
// together: what the source stands for is in the other cells, so the row is one
// text. It reports whether n is such a row.
func (r *reader) row(n *extast.TableRow) bool {
	sources, cells, i := 0, 0, 0
	columns := r.columnsOf(n)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.prepare(c)
		switch {
		case r.isSourceCell(c), i < len(columns) && columns[i] == SourceColumn && cites(c):
			sources++
		case c.HasChildren():
			cells++
		}
		i++
	}
	if !namesSources(columns) {
		if sources != 1 || cells == 0 {
			return false
		}
		columns = nil
	}
	r.block()
	i = 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if len(r.text) > r.start {
			r.separator(c)
		}
		if first := c.FirstChild(); first != nil && i < len(columns) && columns[i] != "" {
			cell := r.open(mark{kind: Cell, span: source.Span{Start: nodeStart(first, r.src)}, target: columns[i]})
			r.children(c)
			r.close(cell, r.end)
		} else {
			r.children(c)
		}
		i++
	}
	r.sentencesOf(TableCell, r.heading)
	return true
}

// cites reports whether a cell has a marker or a citation.
func cites(cell ast.Node) bool {
	for c := cell.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.(type) {
		case *marker, *citation:
			return true
		}
	}
	return false
}

// columnsOf are what the columns of a row's table hold, as the table's header
// says, "" for anything else.
func (r *reader) columnsOf(n *extast.TableRow) []string {
	table := n.Parent()
	header := table.FirstChild()
	if header == n {
		return nil // of a web page
	}
	if table != r.table {
		r.table, r.columns = table, r.columns[:0]
		for c := header.FirstChild(); c != nil; c = c.NextSibling() {
			r.columns = append(r.columns, columnTitled(plainText(c, r.src)))
		}
	}
	return r.columns
}

// Words of the titles of columns. A title holds no words but these.
var (
	columnWords = map[string]string{
		"study": SourceColumn, "studies": SourceColumn, "trial": SourceColumn, "trials": SourceColumn, "author": SourceColumn, "authors": SourceColumn, "paper": SourceColumn, "papers": SourceColumn,
		"reference": SourceColumn, "references": SourceColumn, "citation": SourceColumn, "source": SourceColumn, "investigator": SourceColumn, "investigators": SourceColumn,
		"year": YearColumn, "yr": YearColumn, "years": YearColumn, "published": YearColumn, "date": YearColumn,
		"journal": JournalColumn, "journals": JournalColumn,
	}
	besideWords = wordSet("key first lead landmark main the of and s name title publication")
)

// columnTitled is what a column of that title holds.
func columnTitled(title string) string {
	column := ""
	for word := range strings.FieldsFuncSeq(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch is := columnWords[word]; {
		case is != "" && (column == "" || is == YearColumn && column == JournalColumn): // "Publication year"
			column = is
		case is == YearColumn && column == SourceColumn: // "Author, year"
		case !besideWords[word]:
			return ""
		}
	}
	return column
}

// namesSources reports whether the cells of such columns make up references: a
// study or a journal and its year, or a study and its journal.
func namesSources(columns []string) bool {
	study, year, journal := slices.Contains(columns, SourceColumn), slices.Contains(columns, YearColumn), slices.Contains(columns, JournalColumn)
	return study && (year || journal) || year && journal
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
// other words but names, or gives the name and year of a source, alone or in
// brackets at its end.
func (r *reader) isSourceCell(cell ast.Node) bool {
	text := plainText(cell, r.src)
	if endsWithSource(text) || isDatedStudy(text) {
		return true
	}
	linked, words := false, false
	for c := cell.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			words = words || hasWords(c.Segment.Value(r.src))
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
	if words {
		return cell.ChildCount() <= 2 && isAuthorYear(text) || linked && isAuthors(text)
	}
	return linked
}

// isAuthors reports whether s is "Smith et al." or "Smith", with a marker.
func isAuthors(s string) bool {
	name, rest, open := strings.Cut(strings.TrimRight(s, " ."), " et al")
	if name == "" || !isUpper(name[0]) || strings.ContainsFunc(rest, unicode.IsLetter) {
		return false
	}
	return open && strings.Count(name, " ") < 4 || !strings.ContainsFunc(name[1:], func(r rune) bool { return r == ' ' || unicode.IsUpper(r) })
}

// endsWithSource reports whether s ends as "... (Smith et al., 2019)" does.
func endsWithSource(s string) bool {
	i := strings.LastIndexByte(s, '(')
	return i >= 0 && strings.HasSuffix(s, ")") && isAuthorYear(s[i:])
}

// isDatedStudy reports whether s is "Multicentre study, 2023" or the like.
func isDatedStudy(s string) bool {
	words := strings.Fields(s)
	n := len(words) - 1
	if n < 1 || n > 6 || !isUpper(words[0][0]) || year([]byte(words[n])) == 0 || len(words[n]) != 4 {
		return false
	}
	switch strings.ToLower(strings.TrimRight(words[n-1], ",")) {
	case "study", "trial", "rct", "meta-analysis", "review", "cohort", "pilot":
		return true
	}
	return false
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
