package article

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"stet/internal/yaml"
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

// PICO are the fields of a question, in the order in which they are shown.
var PICO = []string{"population", "intervention", "comparison", "outcome"}

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

// alertLength is the length of "[!NOTE]" at the start of line, 0 if there is
// none.
func alertLength(line []byte) int {
	rest, ok := bytes.CutPrefix(line, []byte("[!"))
	n := wordLength(rest)
	if !ok || n == 0 || n == len(rest) || rest[n] != ']' {
		return 0
	}
	return n + 3
}

// alert is the first line of a quote that is an alert: "[!NOTE]", with a sign
// for folding and a title behind it, perhaps.
func alert(parent ast.Node, line []byte, start int) ast.Node {
	length := alertLength(line)
	if length == 0 || parent.Kind() != ast.KindBlockquote || parent.HasChildren() {
		return nil
	}
	n := &boxTitle{extent: extent{start, start + length}, name: strings.ToLower(string(line[2 : length-1]))}
	n.kind = boxKinds[n.name]
	if length < len(line) && (line[length] == '+' || line[length] == '-') {
		length++
	}
	n.title(line, length, len(line), start)
	return n
}

// title takes line[from:to], of a line that starts at start, for the words of
// a title, if there are any.
func (n *boxTitle) title(line []byte, from, to, start int) {
	for from < to && isSpace(line[from]) {
		from++
	}
	for to > from && isSpace(line[to-1]) {
		to--
	}
	if from < to {
		n.Lines().Append(text.NewSegment(start+from, start+to))
	}
}

// indentedBox is the box that a line "!!! note", "??? tip \"Title\"" or
// "???+ tip" opens.
func indentedBox(line []byte, start int) *box {
	if !bytes.HasPrefix(line, []byte("!!!")) && !bytes.HasPrefix(line, []byte("???")) {
		return nil
	}
	i := 3
	if i < len(line) && line[i] == '+' {
		i++
	}
	if i+1 >= len(line) || line[i] != ' ' || !isLower(line[i+1]) {
		return nil
	}
	n := newBox(boxName(line[i+1:]), extent{start, start + len(bytes.TrimRight(line, " \t\n"))})
	if open := bytes.IndexByte(line, '"'); open > 0 {
		if end := bytes.LastIndexByte(line, '"'); end > open {
			n.addTitle(line, open+1, end, start)
		}
	}
	return n
}

// boxName is the name at the start of b, "" if there is none.
func boxName(b []byte) string {
	n := 0
	for n < len(b) && (isLower(b[n]|0x20) || n > 0 && (b[n] == '-' || b[n] == '_' || b[n] == ':' || isDigit(b[n]))) {
		n++
	}
	return string(b[:n])
}

func newBox(name string, at extent) *box {
	return &box{name: name, kind: boxKinds[strings.ToLower(name)], extent: at}
}

// addTitle gives n a title, which is line[from:to].
func (n *box) addTitle(line []byte, from, to, start int) {
	t := &boxTitle{extent: extent{start + from, start + to}}
	if t.title(line, from, to, start); t.Lines().Len() > 0 {
		n.AppendChild(n, t)
	}
}

func continueIndented(reader text.Reader) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// fenceLength is how many colons or ticks line starts with, 0 if fewer than
// three.
func fenceLength(line []byte) int {
	n := 0
	for n < len(line) && line[n] == line[0] {
		n++
	}
	if n < 3 || line[0] != ':' && line[0] != '`' {
		return 0
	}
	return n
}

// openFenced opens the box of the current line, if that is a fence. A fence
// that opens none is layout, unless it is one of code.
func openFenced(reader text.Reader, pc parser.Context, start int) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	line = line[max(pc.BlockOffset(), 0):]
	count := fenceLength(line)
	if count == 0 {
		return nil, parser.NoChildren
	}
	st := stateOf(pc)
	n := fencedBox(line, start, count)
	if n == nil || len(st.boxes) >= maxBoxes {
		if line[0] == '`' {
			return nil, parser.NoChildren
		}
		return openAside(reader, segment.Stop), parser.NoChildren
	}
	st.boxes = append(st.boxes, n)
	if n.kind == "" {
		st.problem(n.extent, "there is no box \""+n.name+"\""+yaml.DidYouMean(n.name, ownBoxes), "boxes are "+strings.Join(ownBoxes, ", "))
	}
	reader.AdvanceToEOL()
	if n.kind == csvBox {
		return n, parser.NoChildren
	}
	return n, parser.HasChildren
}

// fencedBox reads a line that opens a box, with a fence of count bytes; nil if
// it opens none. Between ticks is code, unless the name is that of a box.
func fencedBox(line []byte, start, count int) *box {
	end := len(bytes.TrimRight(line, " \t\n"))
	at := extent{start, start + end}
	if bytes.HasSuffix(line[:end], []byte(":::")) { // Pandoc may end the line with a fence, others write one-line things so
		end = len(bytes.TrimRight(line[:end], ":"))
		if end <= count || line[end-1] != ' ' {
			return nil
		}
	}
	i := count
	for i < end && line[i] == ' ' {
		i++
	}
	if i == end {
		return nil
	}
	var n *box
	if line[i] == '{' {
		n = bracedBox(line[:end], i, at)
	} else if name := boxName(line[i:end]); name != "" && line[0] == ':' {
		n = newBox(name, at)
		n.words(line[:end], i+len(name))
	}
	if n == nil || line[0] == '`' && n.kind == "" {
		return nil
	}
	n.fence, n.count = line[0], count
	return n
}

// bracedBox reads "{name} words" of MyST, or the attributes of Pandoc and
// Quarto, "{.callout-tip title=\"Words\"}", at line[i].
func bracedBox(line []byte, i int, at extent) *box {
	stop := bytes.IndexByte(line[i:], '}')
	if stop < 0 {
		return nil
	}
	inside, stop := line[i+1:i+stop], i+stop+1
	if name := boxName(inside); name != "" && len(name) == len(inside) {
		n := newBox(name, at)
		n.words(line, stop)
		return n
	}
	var n *box
	for _, word := range strings.Fields(string(inside)) {
		switch {
		case word[0] == '.' && n == nil:
			n = newBox(strings.TrimPrefix(word[1:], "callout-"), at)
		case word[0] == '#' && n != nil:
			n.options = append(n.options, option{at, "name", word[1:]})
		}
	}
	const title = ` title="`
	if from := bytes.Index(inside, []byte(title)); from >= 0 && n != nil {
		from += len(title)
		if length := bytes.IndexByte(inside[from:], '"'); length > 0 {
			n.addTitle(line, i+1+from, i+1+from+length, at.start)
		}
	}
	return n
}

// words takes what stands behind the name on the opening line: a title or
// caption, or the address of a picture.
func (n *box) words(line []byte, i int) {
	end := len(line)
	if i < end && line[i] == '[' {
		if stop := bytes.LastIndexByte(line, ']'); stop > i {
			i, end = i+1, stop
		}
	}
	for i < end && line[i] == ' ' {
		i++
	}
	if n.kind == figureBox {
		n.target = extent{n.start + i, n.start + end}
		return
	}
	n.addTitle(line, i, end, n.start)
}

// closing is the box that a fence on the current line closes, nil if that is
// none: the innermost open one, unless the fence is as long as that of
// another around it.
func (st *state) closing(reader text.Reader, pc parser.Context) *box {
	line, segment := reader.PeekLine()
	w, pos := util.IndentWidth(line, reader.LineOffset())
	if w > 3 || pos >= len(line) {
		return nil
	}
	line = line[pos:]
	count := fenceLength(line)
	if count == 0 || len(bytes.TrimSpace(line[count:])) > 0 {
		return nil
	}
	switch last := pc.LastOpenedBlock().Node.(type) {
	case *ast.FencedCodeBlock:
		return nil
	case *aside:
		if last.stop > segment.Stop {
			return nil
		}
	}
	var found *box
	for _, b := range slices.Backward(st.boxes) {
		switch {
		case b.fence != line[0]:
		case b.count == count:
			return b
		case found == nil && b.count < count || found == nil && line[0] == ':':
			found = b
		}
	}
	return found
}

// An optionLine is a line ":name: value" at the start of a box.
type optionLine struct {
	option
	box   *box
	value int // where the value starts, in the file
}

// optionOf reads the option of a line within parent, nil if it is none.
func optionOf(parent ast.Node, line []byte, start int) *optionLine {
	b, ok := parent.(*box)
	if !ok || line[0] != ':' {
		return nil
	}
	if last := b.LastChild(); last != nil && last.Kind() != kindBoxTitle && last.Kind() != kindAside && last.Kind() != kindField {
		return nil
	}
	name := boxName(line[1:])
	name = strings.TrimSuffix(name, ":")
	i := 1 + len(name)
	if name == "" || i >= len(line) || line[i] != ':' || i+1 < len(line) && !isSpace(line[i+1]) {
		return nil
	}
	end := len(bytes.TrimRight(line, " \t\n"))
	for i++; i < end && line[i] == ' '; i++ {
	}
	o := &optionLine{box: b, value: start + i}
	o.option = option{extent{start, start + end}, strings.ToLower(name), string(line[min(i, end):end])}
	return o
}

// open makes the block of an option: a field of a question is prose, others
// are layout.
func (o *optionLine) open(reader text.Reader, segment text.Segment) (ast.Node, parser.State) {
	if o.box.kind == picoBox && slices.Contains(PICO, o.name) {
		n := &field{name: o.name}
		n.Lines().Append(text.NewSegment(o.value, segment.Stop))
		reader.AdvanceToEOL()
		return n, parser.NoChildren
	}
	o.box.options = append(o.box.options, o.option)
	return openAside(reader, segment.Stop), parser.NoChildren
}

// goOn takes further lines into a field, up to a blank one or the next field.
func (n *field) goOn(reader text.Reader) parser.State {
	line, segment := reader.PeekLine()
	if util.IsBlank(line) || line[0] == ':' {
		return parser.Close
	}
	n.Lines().Append(segment.TrimLeftSpace(reader.Source()))
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// checkBox notes the options of a box that have no meaning.
func (st *state) checkBox(n *box) {
	known := boxOptions
	if n.kind == picoBox {
		known = slices.Concat(PICO, boxOptions)
	}
	for _, o := range n.options {
		if n.kind != "" && !slices.Contains(known, o.name) {
			st.problem(o.extent, "box \""+n.name+"\" has no field \""+o.name+"\""+yaml.DidYouMean(o.name, known), "the fields are "+strings.Join(known, ", "))
		}
	}
	if n.kind == figureBox && n.target.start >= n.target.stop {
		st.problem(n.extent, "figure names no picture", "write :::{figure} scan.png")
	}
}
