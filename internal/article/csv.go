package article

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxCells bounds the cells of a row of comma-separated values.
const maxCells = 100

// addRow takes the current line into a table of comma-separated values.
func (n *box) addRow(reader text.Reader, start int) parser.State {
	line, segment := reader.PeekLine()
	if len(n.rows) == 0 && line[0] == ':' {
		if o := optionOf(n, line, start); o != nil {
			n.options = append(n.options, o.option)
			reader.AdvanceToEOL()
			return parser.Continue | parser.NoChildren
		}
	}
	if !util.IsBlank(line) {
		segment = segment.TrimLeftSpace(reader.Source())
		n.rows = append(n.rows, segment.TrimRightSpace(reader.Source()))
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// addTable makes a table of the rows, the first of which is its header. The
// values lie in the article and not in a file beside it, so that each has a
// place for what is found in it.
func (n *box) addTable(st *state, src []byte) {
	if len(n.rows) == 0 {
		st.problem(n.extent, "table has no rows", "write comma-separated values below the line that opens it")
		return
	}
	columns := 0
	table := extast.NewTable()
	for i, segment := range n.rows {
		at := extent{segment.Start, segment.Stop}
		cells, closed := st.csvCells(src, segment)
		switch {
		case !closed:
			st.problem(at, "row has a quote that is not closed", `close it on the same line; a quote within quotes is ""`)
		case i > 0 && len(cells) != columns:
			st.problem(at, fmt.Sprintf("row has %d cells, the header has %d", len(cells), columns), "put quotes around a cell that holds a comma")
		}
		if i == 0 {
			columns = len(cells)
			table.Alignments = make([]extast.Alignment, columns)
			for c := range table.Alignments {
				table.Alignments[c] = extast.AlignNone
			}
		}
		row := extast.NewTableRow(table.Alignments)
		row.SetPos(segment.Start)
		for _, cell := range cells[:min(len(cells), columns)] {
			row.AppendChild(row, cell)
		}
		for row.ChildCount() < columns {
			row.AppendChild(row, extast.NewTableCell())
		}
		if i == 0 {
			table.AppendChild(table, extast.NewTableHeader(row))
		} else {
			table.AppendChild(table, row)
		}
	}
	table.SetPos(n.rows[0].Start)
	n.AppendChild(n, table)
}

// csvCells are the cells of a row; closed is false if its last quote is open.
func (st *state) csvCells(src []byte, row text.Segment) (cells []ast.Node, closed bool) {
	for i := row.Start; i <= row.Stop && len(cells) < maxCells; {
		cell := extast.NewTableCell()
		cell.Alignment = extast.AlignNone
		cells = append(cells, cell)
		cell.SetPos(i)
		for i < row.Stop && src[i] == ' ' {
			i++
		}
		if i < row.Stop && src[i] == '"' {
			st.quoted[cell] = true
			if i, closed = quoted(cell, src[:row.Stop], i+1); !closed {
				return cells, false
			}
			for i < row.Stop && src[i] != ',' {
				i++
			}
		} else {
			from := i
			for i < row.Stop && src[i] != ',' {
				i++
			}
			addLine(cell, src, from, i)
		}
		i++
	}
	return cells, true
}

// quoted reads the rest of a cell in quotes at src[i], and gives the byte after
// its closing quote.
func quoted(cell ast.Node, src []byte, i int) (end int, closed bool) {
	from := i
	for ; i < len(src); i++ {
		switch {
		case src[i] != '"':
		case i+1 < len(src) && src[i+1] == '"':
			i++
		default:
			addLine(cell, src, from, i)
			return i + 1, true
		}
	}
	addLine(cell, src, from, i)
	return i, false
}

// doubledQuotes are the quotes within a quoted cell, which are written twice.
type doubledQuotes struct{}

func (doubledQuotes) Trigger() []byte { return []byte{'"'} }

func (doubledQuotes) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 2 || line[1] != '"' || !stateOf(pc).quoted[parent] {
		return nil
	}
	block.Advance(2)
	return ast.NewTextSegment(text.NewSegment(segment.Start+1, segment.Start+2))
}

// addLine adds src[from:to] to a cell, without white space around it.
func addLine(cell ast.Node, src []byte, from, to int) {
	s := text.NewSegment(from, to)
	s = s.TrimLeftSpace(src)
	if s = s.TrimRightSpace(src); s.Start < s.Stop {
		cell.Lines().Append(s)
	}
}
