// Package source says where things are: files, byte spans in them, the lines
// and columns a person sees, and errors that carry their place.
//
// It also holds the civil date, so that no other package needs a clock.
// Every package may import it; it imports the standard library alone.
package source

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"sort"
	"unicode/utf8"
)

// BOM is the byte order mark that some editors put before a UTF-8 text.
const BOM = "\ufeff"

// A Span is a range of bytes of one file; End is exclusive.
type Span struct {
	Start int
	End   int
}

// Len is the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies wholly within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Compare orders spans by start, then by end.
func (s Span) Compare(t Span) int {
	return cmp.Or(cmp.Compare(s.Start, t.Start), cmp.Compare(s.End, t.End))
}

// A Position is a place in a file as a person and a program name it.
type Position struct {
	Line   int `json:"line"`   // 1-based
	Column int `json:"column"` // 1-based, in code points; a byte order mark is not counted
	Offset int `json:"offset"` // 0-based, in bytes of the file
}

// A File is a text with the place of its lines.
type File struct {
	Path  string  // as the user gave it, slash-separated
	Bytes []byte  // less than 2 GiB
	lines []int32 // offset of the first byte of each line
	steps []step
}

// A step is a place in a long line whose column is known, so that no other is
// counted from the line's start.
type step struct {
	offset int // in bytes of the file
	runes  int // from the start of its line
}

// stepLength is how far apart steps are at least, in bytes.
const stepLength = 1024

// NewFile takes b as the content of path; b must not change afterwards.
// A line ends with LF, CRLF or a lone CR.
func NewFile(path string, b []byte) *File {
	f := &File{Path: path, Bytes: b, lines: lineStarts(b)}
	for i, start := range f.lines {
		end := len(b)
		if i+1 < len(f.lines) {
			end = int(f.lines[i+1])
		}
		if end-int(start) > stepLength {
			f.measure(int(start), end)
		}
	}
	return f
}

// lineStarts are the offsets of the first bytes of b's lines.
func lineStarts(b []byte) []int32 {
	lines := make([]int32, 1, 1+bytes.Count(b, []byte{'\n'}))
	if bytes.IndexByte(b, '\r') < 0 {
		for at := bytes.IndexByte(b, '\n') + 1; at > 0; {
			lines = append(lines, int32(at))
			n := bytes.IndexByte(b[at:], '\n') + 1
			if n == 0 {
				break
			}
			at += n
		}
		return lines
	}
	for i, c := range b {
		if c == '\n' || c == '\r' && (i+1 == len(b) || b[i+1] != '\n') {
			lines = append(lines, int32(i+1))
		}
	}
	return lines
}

// measure notes the steps of a long line.
func (f *File) measure(start, end int) {
	if start == 0 && bytes.HasPrefix(f.Bytes, []byte(BOM)) {
		start = len(BOM)
	}
	runes, last := 0, start
	for i := start; i < end; runes++ {
		if i-last >= stepLength {
			f.steps = append(f.steps, step{i, runes})
			last = i
		}
		_, n := utf8.DecodeRune(f.Bytes[i:end])
		i += n
	}
}

// Lines is the number of lines, at least 1.
func (f *File) Lines() int { return len(f.lines) }

// Text is the bytes of s as a string.
func (f *File) Text(s Span) string { return string(f.Bytes[s.Start:s.End]) }

// Position is the place of a byte offset; an offset outside the file is
// moved to its nearer end.
func (f *File) Position(offset int) Position {
	offset = min(max(offset, 0), len(f.Bytes))
	line := sort.Search(len(f.lines), func(i int) bool { return int(f.lines[i]) > offset }) // lines that start at or before offset
	return f.position(line, offset)
}

// runeCount is utf8.RuneCount, in less time where text is ASCII.
func runeCount(text []byte) int {
	n := 0
	for len(text) >= 8 && binary.LittleEndian.Uint64(text)&0x8080808080808080 == 0 {
		n, text = n+8, text[8:]
	}
	return n + utf8.RuneCount(text)
}

// position is that of an offset on a line.
func (f *File) position(line, offset int) Position {
	start := int(f.lines[line-1])
	runes := 0
	if i := sort.Search(len(f.steps), func(i int) bool { return f.steps[i].offset > offset }); i > 0 && f.steps[i-1].offset > start {
		start, runes = f.steps[i-1].offset, f.steps[i-1].runes
	}
	before := f.Bytes[start:offset]
	if start == 0 {
		before = bytes.TrimPrefix(before, []byte(BOM))
	}
	return Position{Line: line, Column: 1 + runes + runeCount(before), Offset: offset}
}

// A Cursor finds the positions of offsets that ascend, faster than File does.
type Cursor struct {
	File *File
	line int // of the last position; 0 before the first
}

// Position is File.Position.
func (c *Cursor) Position(offset int) Position {
	f := c.File
	if offset > len(f.Bytes) || c.line == 0 || offset < int(f.lines[c.line-1]) {
		p := f.Position(offset)
		c.line = p.Line
		return p
	}
	for c.line < len(f.lines) && int(f.lines[c.line]) <= offset {
		c.line++
	}
	return f.position(c.line, offset)
}

// Offset is the byte offset of a 1-based line and of a 1-based column in code
// points, the inverse of Position. Places past the end of a line or of the
// file are moved back to it.
func (f *File) Offset(line, column int) int {
	line = min(max(line, 1), len(f.lines))
	i := int(f.lines[line-1])
	end := len(f.Bytes)
	if line < len(f.lines) {
		end = int(f.lines[line]) - 1
	}
	if i == 0 && bytes.HasPrefix(f.Bytes, []byte(BOM)) {
		i = len(BOM)
	}
	for ; column > 1 && i < end; column-- {
		_, n := utf8.DecodeRune(f.Bytes[i:end])
		i += n
	}
	return i
}

// Line is the text of a 1-based line without its end.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	end := len(f.Bytes)
	if n < len(f.lines) {
		end = int(f.lines[n])
	}
	line := bytes.TrimRight(f.Bytes[f.lines[n-1]:end], "\r\n")
	if n == 1 {
		line = bytes.TrimPrefix(line, []byte(BOM))
	}
	return string(line)
}

// Errorf is an error at a byte offset of f.
func (f *File) Errorf(offset int, format string, args ...any) *Error {
	return &Error{Path: f.Path, Pos: f.Position(offset), Msg: fmt.Sprintf(format, args...)}
}

// An Error is something wrong at a place in a file.
type Error struct {
	Path string
	Pos  Position // the zero Position stands for the file as a whole
	Msg  string   // what is wrong and what to do about it
}

// Error gives "path:line:column: message".
func (e *Error) Error() string {
	if e.Pos.Line == 0 {
		return e.Path + ": " + e.Msg
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.Path, e.Pos.Line, e.Pos.Column, e.Msg)
}
