package article

import (
	"bytes"
	"slices"
	"strings"

	"stet/internal/source"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

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
		st.problem(n.extent, "there is no box \""+n.name+"\""+source.DidYouMean(n.name, ownBoxes), "boxes are "+strings.Join(ownBoxes, ", "))
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
	if o.box.kind == picoBox && slices.Contains(pico, o.name) {
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
