package yaml

import (
	"bytes"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unsafe"

	"stet/internal/source"
)

// Items are a document whose root is a list, read item by item. What an item
// holds is not kept, as the nodes of a large list take six times its text; Node
// reads it again.
type Items struct {
	// Root is the list, nil if the document holds nothing, and a scalar or a
	// mapping if that is what it is. Its items have no Items of their own.
	Root *Node

	file   *source.File
	limits Limits
	starts []int32 // where the lines of the items start; nil if Root holds all
}

// partBytes is how much of a list is worth a reader of its own.
const partBytes = 256 << 10

// ReadItems reads f as Parse does, with the same nodes and errors, and hands
// each item of the list to a function. A large list is read in parts at the same
// time: begin is told their number, and gives the function. The items of a part
// come one after another, and stand in the file before those of the next part.
// An item is good until the function returns; its texts are pieces of f.Bytes
// and stay good.
//
// If the list turns out not to be one that can be read so, begin is called
// again, for one part, and whatever was given before is void.
func ReadItems(f *source.File, limits Limits, begin func(parts int) func(part int, item *Node)) (*Items, error) {
	l := &Items{file: f, limits: limits.withDefaults()}
	if l.read(min(runtime.GOMAXPROCS(0), len(f.Bytes)/partBytes+1), begin) {
		return l, nil
	}
	root, err := Parse(f, limits)
	if err != nil {
		return nil, err
	}
	use := begin(1)
	if root != nil && root.Kind == List {
		for i := range root.Items {
			use(0, &root.Items[i])
		}
	}
	l.Root = root
	return l, nil
}

// Node is the i-th item with all it holds.
func (l *Items) Node(i int) *Node {
	if l.starts == nil {
		return &l.Root.Items[i]
	}
	part := source.Span{Start: int(l.starts[i]), End: len(l.file.Bytes)}
	if i+1 < len(l.starts) {
		part.End = int(l.starts[i+1])
	}
	list, err := ParsePart(l.file, part, l.limits)
	if err != nil {
		panic("yaml: an item is read in another way than before: " + err.Error()) // the text is the same, and so is the reader
	}
	return &list.Items[0]
}

// read reads item by item, in so many parts at most. It gives false if something
// stands between the items, or in one, for which all has to be read at once.
func (l *Items) read(atMost int, begin func(int) func(int, *Node)) bool {
	t := newText(l.file, source.Span{Start: 0, End: len(l.file.Bytes)})
	if len(t.bytes) > l.limits.Bytes || bytes.Count(t.bytes, []byte("\r")) != bytes.Count(t.bytes, []byte("\r\n")) {
		return false
	}
	t = t.behindMarker()
	first := plainReader{s: piece(t.bytes)}
	if !first.nextLine() || !first.isDash() {
		return false
	}
	if first.col > 0 {
		atMost = 1
	}
	parts := t.parts(atMost)
	use := begin(len(parts))
	readers := make([]itemReader, len(parts))
	var wait sync.WaitGroup
	for i, part := range parts {
		room := part
		if i == 0 {
			room = t // it takes in those of the others
		}
		n := bytes.Count(room.bytes, []byte("\n- ")) + 1
		readers[i] = itemReader{items: make([]Node, 0, n), starts: make([]int32, 0, n), text: part, col: first.col, limits: l.limits}
		wait.Go(func() { readers[i].read(func(n *Node) { use(i, n) }) })
	}
	wait.Wait()
	if slices.ContainsFunc(readers, func(r itemReader) bool { return r.failed }) {
		return false
	}
	root := &Node{Kind: List, Items: readers[0].items}
	l.starts = readers[0].starts
	for i := range readers[1:] {
		root.Items = append(root.Items, readers[i+1].items...)
		l.starts = append(l.starts, readers[i+1].starts...)
	}
	root.Span = source.Span{Start: t.start + first.at, End: root.Items[len(root.Items)-1].Span.End}
	l.Root = root
	return true
}

// behindMarker is t behind the line "---" that may open a document.
func (t text) behindMarker() text {
	first := plainReader{s: piece(t.bytes)}
	if !first.nextLine() || first.col > 0 || !isMarker(t.bytes[first.at:], "---") {
		return t
	}
	if line := untilLine(t.bytes[first.at:]); len(bytes.TrimSpace(line)) > len("---") {
		return t
	}
	return t.cut(nextLine(t.bytes, first.at), len(t.bytes))
}

// piece is b as a string, without a copy: the bytes of a file never change.
func piece(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// parts cuts t into n pieces at most that start with an item each, whose dash is
// the first of its line. Where a dash there is none of an item, the one before
// does not end, and is not read by itself.
func (t text) parts(n int) []text {
	var parts []text
	at := 0
	for i := 1; i < n; i++ {
		target := max(at, len(t.bytes)/n*i)
		k := bytes.Index(t.bytes[target:], []byte("\n- "))
		if k < 0 {
			break
		}
		parts = append(parts, t.cut(at, target+k+1))
		at = target + k + 1
	}
	return append(parts, t.cut(at, len(t.bytes)))
}

// cut is t from byte start to byte end.
func (t text) cut(start, end int) text {
	return text{file: t.file, bytes: t.bytes[start:end], start: t.start + start}
}

// An itemReader reads the items of a part of a list.
type itemReader struct {
	text   text
	col    int // of the dashes, 0-based
	limits Limits

	items  []Node
	starts []int32 // of items' lines, in the file
	failed bool
}

func (r *itemReader) read(use func(*Node)) {
	if badCharacter(r.text.bytes) >= 0 {
		r.failed = true
		return
	}
	p := plainReader{s: piece(r.text.bytes), start: r.text.start, limits: r.limits, once: true}
	for more := p.nextLine(); more; more = p.at < len(p.s) {
		if p.col != r.col || !p.isDash() {
			r.failed = true
			return
		}
		line := p.at - p.col
		n := r.item(&p, line)
		if n == nil {
			r.failed = true
			return
		}
		r.starts = append(r.starts, int32(r.text.start+line))
		r.items = append(r.items, Node{Kind: n.Kind, Style: n.Style, Value: n.Value, Span: n.Span})
		use(n)
		p.stack, p.held = p.stack[:0], p.held[:0]
	}
	r.failed = p.bad
}

// item reads the item that starts on this line, and goes to the next line with
// content. It is nil if the item cannot be read alone.
func (r *itemReader) item(p *plainReader, line int) *Node {
	p.item(p.col, 1)
	if !p.bad {
		return &p.stack[0]
	}
	end := r.next(line)
	n := r.parsed(line, end)
	if n != nil {
		p.bad, p.at = false, end
		p.nextLine()
	}
	return n
}

// next is where the first line below starts that an item starts on.
func (r *itemReader) next(line int) int {
	s := piece(r.text.bytes)
	for at := line; ; {
		n := strings.IndexByte(s[at:], '\n')
		if n < 0 {
			return len(s)
		}
		at += n + 1
		if rest := s[at:]; len(rest) > r.col && strings.TrimLeft(rest[:r.col], " ") == "" && startsItem(rest[r.col:]) {
			return at
		}
	}
}

// parsed reads an item that is not of the plain form by the parser, alone. It
// is nil if that cannot be done: then something in it reaches beyond it.
func (r *itemReader) parsed(line, end int) *Node {
	alone := r.text.cut(line, end)
	alone.line = alone.file.Position(alone.start).Line - 1
	if alone.check(r.limits) != nil {
		return nil
	}
	parser := reader{text: alone, limits: r.limits}
	list, err := parser.read()
	if err != nil || len(parser.errs) > 0 || list == nil || list.Kind != List || list.Style == Flow || len(list.Items) != 1 {
		return nil
	}
	return &list.Items[0]
}
