package yaml

import (
	"strings"

	"stet/internal/source"
)

// A plainReader reads the form in which libraries and front matter are written
// nearly always: block lists and mappings, scalars of one line, brackets that
// open and close on one line. It gives the same nodes as the parser, ten times
// as fast. At anything else, right or wrong, it gives up, and the parser reads
// the text.
type plainReader struct {
	s      string
	start  int // of s in the file
	limits Limits

	at    int    // the byte of s that is looked at
	col   int    // its column, for the first of a line its indentation
	stack []Node // children of the lists and mappings that are open
	held  []Node // children of those that are closed, with once
	once  bool   // the nodes are of use only until held is emptied
	bad   bool   // something is not of the plain form
}

// nodeBytes is about how much of a text there is to a node of it.
const nodeBytes = 8

// readPlain reads t if it is of the plain form.
func readPlain(t text, limits Limits) (root *Node, ok bool) {
	r := &plainReader{s: string(t.bytes), start: t.start, limits: limits}
	r.stack = make([]Node, 0, min(len(r.s)/nodeBytes, 512))
	if strings.Count(r.s, "\r") != strings.Count(r.s, "\r\n") {
		return nil, false
	}
	if !r.nextLine() {
		return nil, !r.bad
	}
	n := r.block(1)
	if r.bad || r.at < len(r.s) {
		return nil, false
	}
	return &n, true
}

// giveUp ends the reading.
func (r *plainReader) giveUp() { r.bad = true }

// nextLine goes to the first character of the next line that has content,
// from the start of a line on, and reports whether there is one.
func (r *plainReader) nextLine() bool {
	for !r.bad && r.at < len(r.s) {
		i := r.at
		for i < len(r.s) && r.s[i] == ' ' {
			i++
		}
		if i == len(r.s) {
			r.at = i
			break
		}
		switch r.s[i] {
		case '\t':
			r.giveUp()
		case '#', '\n', '\r':
			r.at = i
			r.endLine()
		default:
			r.col, r.at = i-r.at, i
			return true
		}
	}
	return false
}

// endLine passes spaces, a comment and the line's end. A comment needs white
// space before it, or the start of the line.
func (r *plainReader) endLine() {
	for r.at < len(r.s) && r.s[r.at] == ' ' {
		r.at++
	}
	if r.at < len(r.s) && r.s[r.at] == '#' && (r.at == 0 || strings.IndexByte(" \n", r.s[r.at-1]) >= 0) {
		if n := strings.IndexByte(r.s[r.at:], '\n'); n >= 0 {
			r.at += n
		} else {
			r.at = len(r.s)
		}
		if strings.HasSuffix(r.s[:r.at], "\r") {
			r.at--
		}
	}
	switch rest := r.s[r.at:]; {
	case rest == "":
	case rest[0] == '\n':
		r.at++
	case strings.HasPrefix(rest, "\r\n"):
		r.at += 2
	default:
		r.giveUp()
	}
}

// atLineEnd reports whether nothing but space and a comment is left of a line.
func (r *plainReader) atLineEnd() bool {
	rest := strings.TrimLeft(r.s[r.at:], " ")
	return rest == "" || rest[0] == '\n' || rest[0] == '\r' || rest[0] == '#' && r.at > 0 && (len(rest) < len(r.s)-r.at || r.s[r.at-1] == ' ')
}

// isDash reports whether an item of a list starts here.
func (r *plainReader) isDash() bool { return startsItem(r.s[r.at:]) }

// startsItem reports whether s starts with the dash of an item.
func startsItem(s string) bool {
	return s[0] == '-' && (len(s) == 1 || s[1] == ' ' || s[1] == '\n' || s[1] == '\r')
}

// block reads the list or mapping whose first item or key is here; all others
// stand in the same column.
func (r *plainReader) block(depth int) Node {
	if depth > r.limits.Depth {
		r.giveUp()
		return Node{}
	}
	base, col, start := len(r.stack), r.col, r.at
	n := Node{Kind: Mapping}
	if r.isDash() {
		n.Kind = List
	}
	for more := true; more && !r.bad; {
		if n.Kind == List {
			r.item(col, depth)
		} else {
			r.field(col, depth)
		}
		switch {
		case r.bad || r.at == len(r.s) || r.col < col:
			more = false
		case r.col > col:
			r.giveUp()
		case r.isDash() != (n.Kind == List):
			if n.Kind == Mapping {
				r.giveUp()
			}
			more = false // a list in the column of the key that it belongs to ends
		}
	}
	return r.close(n, base, start)
}

// close makes n of the children that are on the stack since base.
func (r *plainReader) close(n Node, base, start int) Node {
	n.Items = r.room(len(r.stack) - base)
	copy(n.Items, r.stack[base:])
	r.stack = r.stack[:base]
	if r.bad {
		return n
	}
	n.Span = source.Span{Start: r.start + start, End: n.Items[len(n.Items)-1].Span.End}
	if n.Kind == Mapping {
		r.checkKeys(n.Items)
	}
	return n
}

// room is for n children.
func (r *plainReader) room(n int) []Node {
	if !r.once {
		return make([]Node, n)
	}
	if cap(r.held)-len(r.held) < n {
		r.held = make([]Node, 0, max(2*cap(r.held), n, 64)) // what is there stays where it is
	}
	r.held = r.held[:len(r.held)+n]
	return r.held[len(r.held)-n : len(r.held) : len(r.held)]
}

func (r *plainReader) checkKeys(items []Node) {
	if len(items) > 2*r.limits.Keys {
		r.giveUp()
		return
	}
	for i := 2; i < len(items); i += 2 {
		if _, n := repeats(items[:i], items[i].Value); n > 0 {
			r.giveUp()
		}
	}
}

// item reads "- value" and goes to the next line with content.
func (r *plainReader) item(col, depth int) {
	r.at++
	behind := r.at
	if r.atLineEnd() {
		r.below(behind, col+1, depth)
		return
	}
	for r.s[r.at] == ' ' {
		r.at++
	}
	r.col = col + r.at - behind + 1
	if r.isDash() || r.isField() {
		r.stack = append(r.stack, r.block(depth+1))
		return
	}
	r.value(col, depth)
}

// isField reports whether "name:" stands here.
func (r *plainReader) isField() bool {
	name := nameLen(r.s[r.at:])
	end := r.at + name
	return name > 0 && end < len(r.s) && r.s[end] == ':' && (end+1 == len(r.s) || strings.IndexByte(" \r\n", r.s[end+1]) >= 0)
}

// nameLen is the length of the plain name that s starts with.
func nameLen(s string) int {
	for i := range len(s) {
		c := s[i]
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
		case i > 0 && ('0' <= c && c <= '9' || c == '_' || c == '-'):
		default:
			return i
		}
		if i == 100 {
			return 0
		}
	}
	return len(s)
}

// field reads "name: value" and goes to the next line with content.
func (r *plainReader) field(col, depth int) {
	if !r.isField() {
		r.giveUp()
		return
	}
	name := nameLen(r.s[r.at:])
	r.push(Plain, r.s[r.at:r.at+name], r.at, r.at+name)
	r.at += name + 1
	behind := r.at
	if r.atLineEnd() {
		r.below(behind, col, depth)
		return
	}
	for r.s[r.at] == ' ' {
		r.at++
	}
	r.value(col, depth)
}

// below reads the value of the lines below, which is missing if they are not
// indented enough. behind is where a missing value is. A list may stand in the
// column of the key that it belongs to.
func (r *plainReader) below(behind, col, depth int) {
	r.endLine()
	isField := len(r.stack) > 0 && r.stack[len(r.stack)-1].Span.End == r.start+behind-1
	if !r.nextLine() || r.col < col || r.col == col && isField && !r.isDash() {
		r.push(Plain, "", behind, behind)
		return
	}
	if !r.isDash() && !r.isField() {
		r.giveUp()
		return
	}
	r.stack = append(r.stack, r.block(depth+1))
}

func (r *plainReader) push(style Style, value string, start, end int) {
	r.stack = append(r.stack, Node{Style: style, Value: value, Span: source.Span{Start: r.start + start, End: r.start + end}})
}

// value reads a value that ends on this line, and goes to the next line with
// content, which must not be indented more than column col.
func (r *plainReader) value(col, depth int) {
	switch r.peek() {
	case '[', '{', '"', '\'':
		r.inline(depth)
	default:
		r.plain()
	}
	if r.bad {
		return
	}
	r.endLine()
	if r.nextLine() && r.col > col {
		r.giveUp()
	}
}
