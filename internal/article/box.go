package article

import (
	"bytes"
	"slices"
	"strings"

	"stet/internal/source"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A box is a block around others: a callout, a figure, a table. What stands in
// it is prose. It is written as in many tools:
//
//	:::{warning} Title        MyST
//	::: warning Title         VuePress, Pandoc
//	:::warning[Title]         Docusaurus
//	::: {.callout-warning}    Quarto
//	```{warning} Title        MyST, whose fences may be ticks
//	!!! warning "Title"       MkDocs, and what is indented below it
//
// and in a quote as "> [!WARNING]" (GitHub) or "> [!warning] Title" (Obsidian),
// whose box is the quote, with a boxTitle as its first child.
type box struct {
	ast.BaseBlock
	extent         // of the opening line
	name    string // as written
	kind    string // one of boxKinds; "" for a name that is not known
	fence   byte   // ':' or '`'; 0 for a box that is indented
	count   int    // of the fence's bytes
	closed  bool   // by a fence of its own
	target  extent // of a figure's picture
	options []option
	rows    []text.Segment // lines of a CSV table
}

// An option is a line ":name: value" at the start of a box.
type option struct {
	extent
	name, value string
}

// A boxTitle is the title of a box, or its caption. In a quote it also says
// what kind of box the quote is.
type boxTitle struct {
	ast.BaseBlock
	extent
	name, kind string // of the box, in a quote
}

// A field is a line ":population: adults" of a question, whose value is prose.
type field struct {
	ast.BaseBlock
	name string
}

var (
	kindBox      = ast.NewNodeKind("Box")
	kindBoxTitle = ast.NewNodeKind("BoxTitle")
	kindField    = ast.NewNodeKind("Field")
)

func (n *box) Kind() ast.NodeKind      { return kindBox }
func (n *boxTitle) Kind() ast.NodeKind { return kindBoxTitle }
func (n *field) Kind() ast.NodeKind    { return kindField }

// Dump is goldmark's aid for debugging.
func (n *box) Dump(src []byte, level int)      { ast.DumpHelper(n, src, level, nil, nil) }
func (n *boxTitle) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }
func (n *field) Dump(src []byte, level int)    { ast.DumpHelper(n, src, level, nil, nil) }

// option is the value of the first option of those names, "" if there is none.
func (n *box) option(names ...string) string {
	for _, o := range n.options {
		if slices.Contains(names, o.name) {
			return o.value
		}
	}
	return ""
}

// Kinds of boxes that are no callouts.
const (
	figureBox = "figure"
	tableBox  = "table"
	csvBox    = "csv-table"
	picoBox   = "pico"
)

// boxKinds are the kinds of boxes by the names that tools give them.
var boxKinds = map[string]string{
	"note": "note", "info": "note", "seealso": "note", "question": "note", "help": "note", "faq": "note", "example": "note",
	"quote": "note", "cite": "note", "todo": "note", "admonition": "note", "details": "note",
	"tip": "tip", "hint": "tip", "success": "tip", "check": "tip", "done": "tip",
	"important": "important",
	"warning":   "warning", "attention": "warning", "failure": "warning", "fail": "warning", "missing": "warning", "bug": "warning",
	"caution": "caution", "danger": "caution", "error": "caution",
	"dose": "dose", "dosage": "dose", "dosing": "dose",
	"safety": "safety", "contraindication": "safety", "contraindications": "safety",
	"key-points": "key-points", "summary": "key-points", "abstract": "key-points", "tldr": "key-points",
	figureBox: figureBox, tableBox: tableBox, csvBox: csvBox, picoBox: picoBox,
}

// ownBoxes are the names that hints offer.
var ownBoxes = []string{"note", "tip", "important", "warning", "caution", "dose", "safety", "key-points", picoBox, figureBox, tableBox, csvBox}

// pico are the fields of a question, in the order in which they are shown.
var pico = []string{"population", "intervention", "comparison", "outcome"}

// boxOptions are the options of boxes; those behind the first four have no
// effect here, and have in the tools whose articles these may be.
var boxOptions = []string{"name", "label", "alt", "class", "width", "height", "align", "open", "icon"}

// maxBoxes bounds the boxes within each other.
const maxBoxes = 16

// boxes parses boxes, their options and the first lines of alerts.
type boxes struct{}

func (boxes) Trigger() []byte             { return []byte{':', '[', '!', '?', '`'} }
func (boxes) CanInterruptParagraph() bool { return true }
func (boxes) CanAcceptIndentedLine() bool { return false }

func (boxes) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	line = line[max(pc.BlockOffset(), 0):]
	start := blockStart(reader, pc)
	switch line[0] {
	case '[':
		if n := alert(parent, line, start); n != nil {
			reader.AdvanceToEOL()
			return n, parser.NoChildren
		}
		if n := alertLength(line); n > 0 && len(bytes.Trim(line[n:], "+- \t\n")) == 0 {
			return openAside(reader, segment.Stop), parser.NoChildren
		}
	case ':', '`':
		if n := optionOf(parent, line, start); n != nil {
			return n.open(reader, segment)
		}
		return openFenced(reader, pc, start)
	default:
		if n := indentedBox(line, start); n != nil {
			reader.AdvanceToEOL()
			return n, parser.HasChildren
		}
	}
	return nil, parser.NoChildren
}

func (boxes) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	switch n := n.(type) {
	case *aside:
		return continueAside(n, reader)
	case *field:
		return n.goOn(reader)
	case *box:
		if n.fence == 0 {
			return continueIndented(reader)
		}
		if stateOf(pc).closing(reader, pc) == n {
			n.closed = true
			reader.AdvanceToEOL()
			return parser.Close
		}
		if n.kind == csvBox {
			return n.addRow(reader, blockStart(reader, pc))
		}
		return parser.Continue | parser.HasChildren
	}
	return parser.Close
}

func (boxes) Close(n ast.Node, reader text.Reader, pc parser.Context) {
	b, ok := n.(*box)
	if !ok || b.fence == 0 {
		return
	}
	st := stateOf(pc)
	if i := slices.Index(st.boxes, b); i >= 0 {
		st.boxes = st.boxes[:i]
	}
	if b.kind == csvBox {
		b.addTable(st, reader.Source())
	}
	if !b.closed {
		fence := strings.Repeat(string(b.fence), b.count)
		st.problem(b.extent, "box \""+b.name+"\" is never closed", "put "+fence+" on a line of its own behind it")
	}
}

// problem notes what is wrong with a box, figure or table.
func (st *state) problem(at extent, msg, hint string) {
	st.problems = append(st.problems, Problem{"bad-directive", at.span(), msg, hint})
}

// checkBox notes the options of a box that have no meaning.
func (st *state) checkBox(n *box) {
	known := boxOptions
	if n.kind == picoBox {
		known = slices.Concat(pico, boxOptions)
	}
	for _, o := range n.options {
		if n.kind != "" && !slices.Contains(known, o.name) {
			st.problem(o.extent, "box \""+n.name+"\" has no field \""+o.name+"\""+source.DidYouMean(o.name, known), "the fields are "+strings.Join(known, ", "))
		}
	}
	if n.kind == figureBox && n.target.start >= n.target.stop {
		st.problem(n.extent, "figure names no picture", "write :::{figure} scan.png")
	}
}
