package article

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"stet/internal/source"
)

// readable checks what would make the file as a whole unreadable.
func (a *Article) readable(limits Limits) bool {
	b := a.File.Bytes
	switch {
	case len(b) > limits.File:
		a.problem("limit", source.Span{}, fmt.Sprintf("file has %d bytes, more than %d", len(b), limits.File),
			"split the article, or raise limits.file in stet.yaml")
		return false
	case bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")):
		a.problem("bad-encoding", source.Span{Start: 0, End: 2}, "file is UTF-16", "save it as UTF-8")
		return false
	}
	return true
}

// prepare gives the text that goldmark reads: the file byte for byte, with all
// before start and all that is beyond the limits blank, every line end a line
// feed, and bytes that are not UTF-8 broken.
func (a *Article) prepare(start int, limits Limits) []byte {
	b := bytes.Clone(a.File.Bytes)
	blank(b[:start])
	for i := bytes.IndexByte(b, '\r'); i >= 0; {
		if i+1 == len(b) || b[i+1] != '\n' {
			b[i] = '\n'
		}
		n := bytes.IndexByte(b[i+1:], '\r')
		if n < 0 {
			break
		}
		i += n + 1
	}
	if !utf8.Valid(b) {
		a.breakBytes(b)
	}
	if formatOf(a.File.Path) != pageFile { // whose blocks are not lines
		g := guard{article: a, src: b, limits: limits}
		g.lines(start)
	}
	return b
}

// blank makes b white space, with its lines.
func blank(b []byte) {
	for i, c := range b {
		if c != '\n' && c != '\r' {
			b[i] = ' '
		}
	}
}

// maxReported bounds how often the same thing is reported.
const maxReported = 20

// breakBytes replaces the bytes of b that are not UTF-8, and reports them: each
// by itself where they are strays in a text that is UTF-8 otherwise, the first for
// all where the whole file is in another encoding.
func (a *Article) breakBytes(b []byte) {
	var wrong []int
	foreign := true // no character of more than one byte is UTF-8
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			wrong = append(wrong, i)
		}
		foreign = foreign && n == 1
		i += n
	}
	for i, at := range wrong {
		msg := fmt.Sprintf("byte 0x%02X is not UTF-8", b[at])
		if foreign && len(wrong) > 1 {
			msg += fmt.Sprintf(", nor are %d others: the file is in another encoding", len(wrong)-1)
		}
		if i == 0 || !foreign && i < maxReported {
			a.problem("bad-encoding", source.Span{Start: at, End: at + 1}, msg, "save the file as UTF-8"+guess(b[at]))
		}
		b[at] = broken
	}
}

// guess names what a byte may have been in the encoding that is most often
// mistaken for UTF-8.
func guess(c byte) string {
	r := charmap.Windows1252.DecodeByte(c)
	if r == utf8.RuneError {
		return ""
	}
	return fmt.Sprintf("; in Windows-1252 the byte is %q", r)
}

// A guard keeps from goldmark what would take it too long: its time grows with
// the square of nesting and of delimiters in one block, and it cannot be
// stopped.
type guard struct {
	article *Article
	src     []byte
	limits  Limits

	block      int // where the block of text starts
	delimiters int // in it
}

// maxDelimiters bounds the delimiters of one block of text, or of one row of a
// table: emphasis, brackets, tags and ticks.
const maxDelimiters = 4000

// guarded are the bytes that a guard looks at.
var guarded = byteSet("*_~[]!<`\x00\x1a\xe2|")

func (g *guard) lines(start int) {
	g.block = start
	for i := start; i < len(g.src); {
		end := len(g.src)
		if n := bytes.IndexByte(g.src[i:], '\n'); n >= 0 {
			end = i + n
		}
		g.line(i, end)
		i = end + 1
	}
}

// line looks at the line src[i:end].
func (g *guard) line(i, end int) {
	if end-i > g.limits.Line {
		g.drop(i, end, fmt.Sprintf("line has %d bytes, more than %d, and is left out", end-i, g.limits.Line), "break the line")
		return
	}
	text, depth := g.containers(i, end)
	if depth > g.limits.Nesting {
		g.drop(i, end, fmt.Sprintf("line is nested %d deep, more than %d, and is left out", depth, g.limits.Nesting), "nest less deep")
		return
	}
	if text == end {
		g.block, g.delimiters = end+1, 0
		return
	}
	if c := g.src[text]; c == '|' || text > i && isSpace(g.src[text-1]) && bulleted(g.src[i:text]) {
		g.block, g.delimiters = i, 0
	}
	columns := 0
	for k := i; k < end; k++ {
		c := g.src[k]
		if !guarded[c] {
			continue
		}
		switch c {
		case '|':
			columns++
		case 0xe2:
			g.direction(k)
		case 0:
			g.src[k] = broken
		case broken:
		default:
			g.delimiters++
		}
	}
	if columns > g.limits.Columns {
		g.drop(i, end, fmt.Sprintf("table row has %d columns, more than %d, and is left out", columns, g.limits.Columns), "split the table")
	}
	if g.delimiters > maxDelimiters {
		g.drop(g.block, end, fmt.Sprintf("paragraph has more than %d delimiters, and is left out", maxDelimiters), "break it with a blank line")
		g.block, g.delimiters = end, 0
	}
}

// containers gives where the text of a line starts, behind the marks of lists
// and quotes, and how deep it is nested by them and by its indent.
func (g *guard) containers(i, end int) (text, depth int) {
	columns := 0
	for i < end {
		switch c := g.src[i]; {
		case c == ' ' || c == '\r':
			columns++
		case c == '\t':
			columns += 4
		case c == '>':
			depth++
		case (c == '-' || c == '*' || c == '+') && (i+1 == end || isSpace(g.src[i+1])):
			depth++
		case isDigit(c):
			n := i
			for n < end && isDigit(g.src[n]) {
				n++
			}
			if n+1 >= end || g.src[n] != '.' && g.src[n] != ')' || !isSpace(g.src[n+1]) {
				return i, depth + g.indent(i, end, columns)
			}
			depth++
			i = n
		default:
			return i, depth + g.indent(i, end, columns)
		}
		i++
	}
	return end, depth + columns/1000
}

// bulleted reports whether a line that starts with b is an item of a list.
func bulleted(b []byte) bool { return bytes.ContainsAny(b, "-*+") }

// indent is how deep an indent of columns may nest.
func (g *guard) indent(i, end, columns int) int {
	if columns < 2*g.limits.Nesting {
		return 0
	}
	return columns / 2
}

// drop blanks src[start:end] and reports it.
func (g *guard) drop(start, end int, msg, hint string) {
	g.article.problem("limit", source.Span{Start: start, End: end}, msg, hint)
	blank(g.src[start:end])
}

// direction reports a character at src[i] that turns the order of what is
// shown: a dose may read differently from what it says.
func (g *guard) direction(i int) {
	r, n := utf8.DecodeRune(g.src[i:])
	if r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
		g.article.problem("bad-encoding", source.Span{Start: i, End: i + n},
			fmt.Sprintf("character U+%04X changes the order in which text is shown", r), "remove it")
	}
}

// checkEmpty reports an article in which there is nothing to read.
func (a *Article) checkEmpty() {
	if a.st.format == pageFile && len(a.Sentences) == 0 && len(a.Problems) == 0 {
		a.problem("empty-article", source.Span{}, "page has no text of its own", "if a script writes it, save the page from the browser")
		return
	}
	if len(bytes.TrimSpace(a.src)) > 0 || slices.ContainsFunc(a.Problems, func(p Problem) bool { return p.Rule == "limit" }) {
		return
	}
	end := len(a.File.Bytes)
	a.problem("empty-article", source.Span{Start: end, End: end}, "article is empty", "write something below the front matter")
}
