package yaml

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"stet/internal/source"
)

// notFirst are the characters that a plain scalar does not start with here.
const notFirst = "-?:,[]{}#&*!|>'\"%@`"

// plain reads a scalar without quotes, outside of brackets.
func (r *plainReader) plain() {
	if strings.IndexByte(notFirst, r.s[r.at]) >= 0 {
		r.giveUp()
		return
	}
	start, end := r.at, len(r.s)
scan:
	for i := start; i < len(r.s); i++ {
		switch r.s[i] {
		case '\t':
			r.giveUp()
			return
		case '\n', '\r':
			end = i
			break scan
		case '#':
			if r.s[i-1] == ' ' {
				end = i
				break scan
			}
		case ':':
			if i+1 == len(r.s) || strings.IndexByte(" \r\n", r.s[i+1]) >= 0 {
				r.giveUp()
				return
			}
		}
	}
	value := strings.TrimRight(r.s[start:end], " ")
	r.push(Plain, value, start, start+len(value))
	r.at = start + len(value)
}

// inline reads a value in quotes or brackets, all on one line.
func (r *plainReader) inline(depth int) {
	switch r.peek() {
	case '"':
		r.double()
	case '\'':
		r.single()
	case '[', '{':
		r.flow(depth + 1)
	default:
		r.flowPlain()
	}
}

func (r *plainReader) double() {
	start, escaped := r.at, false
	for i := start + 1; i < len(r.s); i++ {
		switch c := r.s[i]; {
		case c > '"' && c != '\\':
		case c == '"':
			value := r.s[start+1 : i]
			if escaped {
				value = unescaped(value)
			}
			r.push(Double, value, start, i+1)
			r.at = i + 1
			return
		case c == '\\':
			n := escapeLen(r.s[i:])
			if n == 0 {
				r.giveUp()
				return
			}
			escaped = true
			i += n - 1
		case c < ' ':
			r.giveUp()
			return
		}
	}
	r.giveUp()
}

// escapeLen is the length of the escape that s starts with, 0 if it is not one
// of those that Quoted may write.
func escapeLen(s string) int {
	switch {
	case len(s) > 1 && strings.IndexByte(`"\nt`, s[1]) >= 0:
		return 2
	case len(s) > 5 && s[1] == 'u':
		if n, err := strconv.ParseUint(s[2:6], 16, 16); err == nil && !utf16.IsSurrogate(rune(n)) && !unicode.IsControl(rune(n)) {
			return 6
		}
	}
	return 0
}

// unescaped is what a text in double quotes says, whose escapes escapeLen knows.
func unescaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		n := escapeLen(s[i:])
		switch c := s[i+1]; c {
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case 'u':
			code, _ := strconv.ParseUint(s[i+2:i+6], 16, 16) // escapeLen has read it
			b.WriteRune(rune(code))
		default:
			b.WriteByte(c)
		}
		i += n - 1
	}
	return b.String()
}

func (r *plainReader) single() {
	start := r.at
	for i := start + 1; i < len(r.s); i++ {
		switch c := r.s[i]; {
		case c == '\'' && i+1 < len(r.s) && r.s[i+1] == '\'':
			i++
		case c == '\'':
			r.push(Single, strings.ReplaceAll(r.s[start+1:i], "''", "'"), start, i+1)
			r.at = i + 1
			return
		case c < ' ':
			r.giveUp()
			return
		}
	}
	r.giveUp()
}

// flow reads a list or mapping in brackets.
func (r *plainReader) flow(depth int) {
	if depth > r.limits.Depth {
		r.giveUp()
		return
	}
	base, start := len(r.stack), r.at
	n, closer := Node{Kind: List, Style: Flow}, byte(']')
	if r.s[start] == '{' {
		n.Kind, closer = Mapping, '}'
	}
	r.at++
	for r.space(); !r.bad && r.peek() != closer; {
		if n.Kind == Mapping {
			r.flowKey()
		}
		if !r.bad {
			r.inline(depth)
		}
		r.space()
		switch {
		case r.bad:
		case r.peek() == ',':
			r.at++
			r.space()
			if r.peek() == closer {
				r.giveUp() // a comma behind the last item
			}
		case r.peek() != closer:
			r.giveUp()
		}
	}
	if r.bad {
		r.stack = r.stack[:base]
		return
	}
	r.at++
	if len(r.stack) > base {
		n = r.close(n, base, start)
	} else {
		n.Items = []Node{}
	}
	n.Span = source.Span{Start: r.start + start, End: r.start + r.at}
	r.stack = append(r.stack, n)
}

// space passes spaces inside brackets.
func (r *plainReader) space() {
	for r.at < len(r.s) && r.s[r.at] == ' ' {
		r.at++
	}
}

// peek is the character here, 0 at the end.
func (r *plainReader) peek() byte {
	if r.at < len(r.s) {
		return r.s[r.at]
	}
	return 0
}

// flowKey reads "name: " inside braces.
func (r *plainReader) flowKey() {
	name := nameLen(r.s[r.at:])
	if name == 0 || !strings.HasPrefix(r.s[r.at+name:], ": ") {
		r.giveUp()
		return
	}
	r.push(Plain, r.s[r.at:r.at+name], r.at, r.at+name)
	r.at += name + 2
	r.space()
}

// stops are the characters that may end a scalar without quotes in brackets.
var stops = func() (is [256]bool) {
	for _, c := range []byte(",[]{}?:#\t\n\r") {
		is[c] = true
	}
	return is
}()

// flowPlain reads a scalar without quotes inside brackets.
func (r *plainReader) flowPlain() {
	start := r.at
	if start == len(r.s) || strings.IndexByte(notFirst, r.s[start]) >= 0 {
		r.giveUp()
		return
	}
	for i := start; i < len(r.s); i++ {
		c := r.s[i]
		if !stops[c] {
			continue
		}
		switch c {
		case ',', ']', '}':
			value := r.s[start:i]
			if i > start && r.s[i-1] == ' ' {
				value = strings.TrimRight(value, " ")
			}
			r.push(Plain, value, start, start+len(value))
			r.at = i
			if value == "" {
				r.giveUp()
			}
			return
		case ':':
			if i+1 == len(r.s) || strings.IndexByte(" ,]}[{?", r.s[i+1]) >= 0 {
				r.giveUp()
				return
			}
		case '[', '{', '?', '#', '\t', '\n', '\r':
			r.giveUp()
			return
		}
	}
	r.giveUp()
}
