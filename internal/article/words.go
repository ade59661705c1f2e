package article

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"stet/internal/source"
)

// notable are the bytes at which words looks twice.
var notable = func() (t [256]bool) {
	for c := range ' ' + 1 {
		t[c] = true
	}
	for _, c := range `\&^` {
		t[c] = true
	}
	// First bytes of the spaces, invisible and raised characters beyond ASCII.
	t[0xc2], t[0xe2], t[0xef] = true, true, true
	return t
}()

// words adds text of the file: escapes and entities decoded, white space
// single, invisible characters gone, and raised numbers as markers.
func (f *flattener) words(start, stop int) {
	src := f.src
	from := start
	for i := start; i < stop; {
		c := src[i]
		if !notable[c] {
			i++
			continue
		}
		if c == ' ' && (i > from && src[i-1] != ' ' || i == from && f.spaceless()) && (i+1 == stop || src[i+1] != ' ') {
			i++
			continue
		}
		n := f.special(from, i, stop)
		if n == 0 {
			_, n = utf8.DecodeRune(src[i:stop])
		} else {
			from = i + n
		}
		i += n
	}
	f.copy(from, stop)
	f.end = stop
}

// spaceless reports whether a space may follow the text so far.
func (f *flattener) spaceless() bool {
	n := len(f.text)
	return n > f.start && f.text[n-1] != ' '
}

// special adds src[from:i] and what the notable character at i stands for,
// and gives the bytes that takes; 0, with nothing added, if the character
// stands for itself.
func (f *flattener) special(from, i, stop int) int {
	rest := f.src[i:stop]
	switch c := rest[0]; {
	case c == '\\' && f.st.format == pageFile:
		return 0
	case c == '\\':
		return f.escape(from, i, stop)
	case c == '&':
		return f.entity(from, i, stop)
	case c == '^':
		return f.caret(from, i, stop)
	case c <= ' ':
		if !isSpace(c) {
			f.copy(from, i)
			f.char([]byte(shownBroken), i, i+1)
			return 1
		}
		n := 1
		for n < len(rest) && isSpace(rest[n]) {
			n++
		}
		f.copy(from, i)
		f.space(i, i+n)
		return n
	}
	if n := invisible(rest); n > 0 {
		f.copy(from, i)
		return n
	}
	if n := wideSpace(rest); n > 0 {
		f.copy(from, i)
		f.space(i, i+n)
		return n
	}
	return f.raised(from, i, stop)
}

// escape reads a backslash: "\." is ".", and "\[12\]" is a marker.
func (f *flattener) escape(from, i, stop int) int {
	rest := f.src[i:stop]
	if len(rest) < 2 || !util.IsPunct(rest[1]) {
		return 0
	}
	if rest[1] == '[' {
		if n := bytes.Index(rest[:min(len(rest), 80)], []byte(`\]`)); n > 0 {
			if labels := parseLabels(rest[2:n]); labels != nil {
				f.copy(from, i)
				f.markers(labels, source.Span{Start: i, End: i + n + 2})
				return n + 2
			}
		}
	}
	f.copy(from, i)
	f.char(rest[1:2], i, i+2)
	return 2
}

// entity reads "&amp;" and its like.
func (f *flattener) entity(from, i, stop int) int {
	n := entityLength(f.src[i:stop])
	if n == 0 {
		return 0
	}
	char := decodeEntity(f.src[i : i+n])
	if bytes.Equal(char, f.src[i:i+n]) {
		return 0
	}
	f.copy(from, i)
	if wideSpace(char) > 0 || len(char) == 1 && isSpace(char[0]) {
		f.space(i, i+n)
	} else if invisible(char) == 0 {
		f.char(char, i, i+n)
	}
	return n
}

// entityLength is the length of what looks like an entity at the start of b,
// 0 if nothing does.
func entityLength(b []byte) int {
	n := bytes.IndexByte(b[:min(len(b), 34)], ';')
	if n < 2 {
		return 0
	}
	for _, c := range b[1:n] {
		if c != '#' && (c >= 0x80 || !isWord(c)) {
			return 0
		}
	}
	return n + 1
}

// invisible is the length of a character at the start of b that nobody sees:
// soft hyphen, zero-width space and joiners, direction marks, byte order mark.
func invisible(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	switch r, n := utf8.DecodeRune(b); r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff', '\ufe0e', '\ufe0f':
		return n
	}
	return 0
}

// wideSpace is the length of a space beyond ASCII at the start of b.
func wideSpace(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	switch r, n := utf8.DecodeRune(b); {
	case r == '\u00a0', r >= '\u2000' && r <= '\u200a', r == '\u202f', r == '\u205f', r == '\u2028', r == '\u2029':
		return n
	}
	return 0
}
