package article

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// tableTags end a cell, within which all other tags are those of its text.
var tableTags = map[string]bool{"table": true, "thead": true, "tbody": true, "tfoot": true, "tr": true, "td": true, "th": true}

// beginRow opens a row or a cell of a table, or what stands for one in a table
// that only arranges the page.
func (p *page) beginRow(t *token) {
	for i := len(p.open) - 1; i > 0 && p.open[i].name != "table"; i-- {
		if name := p.open[i].name; name == t.name || name == "td" || name == "th" {
			p.cut(i)
		}
	}
	switch node := p.top().node.(type) {
	case *extast.Table:
		if t.name == "tr" {
			p.push(t.name, extast.NewTableRow(nil))
			return
		}
	case *extast.TableRow:
		if t.name != "tr" {
			if node.ChildCount() > 0 && p.src[t.start] == '<' {
				p.src[t.start] = '|' // what stands between two cells, as in markdown
			}
			p.push(t.name, extast.NewTableCell())
			return
		}
	}
	p.push(t.name, nil)
}

// stray is the block of text that stands between the cells of a table: its
// caption comes before it, other text becomes a row.
func (p *page) stray() ast.Node {
	table := p.top().node
	if row, ok := table.(*extast.TableRow); ok {
		table = row.Parent()
	}
	if around := table.Parent(); !table.HasChildren() {
		block := ast.NewParagraph()
		around.InsertBefore(around, table, block)
		return block
	}
	row, cell := extast.NewTableRow(nil), extast.NewTableCell()
	row.AppendChild(row, cell)
	table.AppendChild(table, row)
	return cell
}
