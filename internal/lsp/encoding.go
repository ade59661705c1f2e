package lsp

import (
	"unicode/utf16"
	"unicode/utf8"

	"stet/internal/source"
)

// An encoding is how the editor counts characters of a line.
type encoding string

const (
	utf8Units  encoding = "utf-8"
	utf16Units encoding = "utf-16"
)

// position is where the byte at offset of f stands.
func (e encoding) position(f *source.File, offset int) position {
	line := f.Position(offset).Line
	start := f.Offset(line, 1)
	return position{line - 1, e.units(f.Bytes[start:max(start, offset)])}
}

func (e encoding) span(f *source.File, s source.Span) textRange {
	return textRange{e.position(f, s.Start), e.position(f, s.End)}
}

// units is the length of b.
func (e encoding) units(b []byte) int {
	if e == utf8Units {
		return len(b)
	}
	n := 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		n += utf16.RuneLen(r)
		b = b[size:]
	}
	return n
}

// offset is the byte of f at p; the end of the line where it has no such
// character, and of the file where it has no such line.
func (e encoding) offset(f *source.File, p position) int {
	if p.Line < 0 {
		return 0
	}
	if p.Line >= f.Lines() {
		return len(f.Bytes)
	}
	at := f.Offset(p.Line+1, 1)
	end := at + len(f.Line(p.Line+1))
	for units := p.Character; units > 0 && at < end; {
		_, size := utf8.DecodeRune(f.Bytes[at:end])
		units -= e.units(f.Bytes[at : at+size])
		at += size
	}
	return at
}
