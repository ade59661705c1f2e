package yaml

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"stet/internal/source"
)

// A text is the part of a file that is YAML.
type text struct {
	file  *source.File
	bytes []byte // without a byte order mark
	start int    // where bytes start in the file
	line  int    // lines of the file before bytes
}

func newText(f *source.File, part source.Span) text {
	b := f.Bytes[part.Start:part.End]
	if part.Start == 0 && bytes.HasPrefix(b, []byte(source.BOM)) {
		part.Start += len(source.BOM)
		b = b[len(source.BOM):]
	}
	return text{file: f, bytes: b, start: part.Start, line: f.Position(part.Start).Line - 1}
}

// errorf is an error at byte i of the text.
func (t text) errorf(i int, format string, args ...any) *source.Error {
	return t.file.Errorf(t.start+i, format, args...)
}

// check finds what would make the parser slow, silent or vague.
func (t text) check(limits Limits) *source.Error {
	if len(t.bytes) > limits.Bytes {
		return &source.Error{Path: t.file.Path, Msg: sizeMessage(len(t.bytes), limits.Bytes)}
	}
	for _, mark := range []string{"\xff\xfe", "\xfe\xff"} {
		if bytes.HasPrefix(t.bytes, []byte(mark)) {
			return t.errorf(0, "the file is UTF-16; save it as UTF-8")
		}
	}
	if i := badCharacter(t.bytes); i >= 0 {
		return t.badCharacter(i)
	}
	return t.checkLines()
}

// checkLines looks at how lines start: markers of a merge and of a further
// document are seen there alone.
func (t text) checkLines() *source.Error {
	content, opened := false, false
	for i := 0; i < len(t.bytes); i = nextLine(t.bytes, i) {
		line := t.bytes[i:]
		switch c := line[0]; {
		case c == '<' && bytes.HasPrefix(line, []byte("<<<<<<< ")), c == '>' && bytes.HasPrefix(line, []byte(">>>>>>> ")):
			return t.errorf(i, "unresolved merge conflict: choose one side and delete the marker lines")
		case c == '-' && isMarker(line, "---"):
			if content || opened {
				return t.errorf(i, "a second document starts here; only one is read, so remove this line or what follows it")
			}
			opened = true
			content = len(bytes.TrimSpace(untilLine(line[3:]))) > 0
		case c == '.' && isMarker(line, "..."):
			return t.errorf(i, `the document is ended by "..."; remove this line`)
		case c == '%' && !content:
			return t.errorf(i, "directives are not supported; remove this line")
		case c != '#' && c != '\n' && c != '\r' && c != ' ' && c != '\t':
			content = true
		}
	}
	return nil
}

func isMarker(line []byte, marker string) bool {
	return bytes.HasPrefix(line, []byte(marker)) && (len(line) == len(marker) || bytes.IndexByte([]byte(" \t\r\n"), line[len(marker)]) >= 0)
}

// nextLine is where the line after the one of byte i starts.
func nextLine(b []byte, i int) int {
	for ; i < len(b); i++ {
		if b[i] == '\n' || b[i] == '\r' && (i+1 == len(b) || b[i+1] != '\n') {
			return i + 1
		}
	}
	return len(b)
}

// untilLine is b up to the end of its first line.
func untilLine(b []byte) []byte {
	if i := bytes.IndexAny(b, "\r\n"); i >= 0 {
		return b[:i]
	}
	return b
}

// badCharacter is where the first byte is that a YAML text cannot hold, or -1.
func badCharacter(b []byte) int {
	for i := 0; i < len(b); {
		if n := printable(b[i:]); n > 0 {
			i += n
			continue
		}
		c := b[i]
		if c < utf8.RuneSelf {
			if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 || r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r == '\ufffe' || r == '\uffff' {
			return i
		}
		i += n
	}
	return -1
}

// printable is how many bytes at the start of b are surely from 0x20 to 0x7e:
// eight are looked at together, so that the last seven of b may not be seen.
func printable(b []byte) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	n := 0
	for len(b)-n >= 8 {
		w := binary.LittleEndian.Uint64(b[n:])
		if other := (w | (w + ones) | (w - 0x20*ones)) & tops; other != 0 {
			return n + bits.TrailingZeros64(other)/8
		}
		n += 8
	}
	return n
}

func (t text) badCharacter(i int) *source.Error {
	r, n := utf8.DecodeRune(t.bytes[i:])
	switch {
	case r == utf8.RuneError && n == 1:
		return t.errorf(i, "byte %#02x is not UTF-8; save the file as UTF-8", t.bytes[i])
	case r == 0x85 || r == '\u2028' || r == '\u2029':
		return t.errorf(i, "U+%04X breaks the line for some readers and not for others; put a space there", r)
	}
	return t.errorf(i, "U+%04X is a control character; delete it", r)
}
