package yaml

import (
	"strings"

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
	start := r.at
	for i := start + 1; i < len(r.s); i++ {
		switch c := r.s[i]; {
		case c == '"':
			value := r.s[start+1 : i]
			if strings.IndexByte(value, '\\') >= 0 {
				value = strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(value)
			}
			r.push(Double, value, start, i+1)
			r.at = i + 1
			return
		case c == '\\' && i+1 < len(r.s) && (r.s[i+1] == '"' || r.s[i+1] == '\\'):
			i++
		case c == '\\' || c < ' ':
			r.giveUp()
			return
		}
	}
	r.giveUp()
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

// flowPlain reads a scalar without quotes inside brackets.
func (r *plainReader) flowPlain() {
	start := r.at
	if start == len(r.s) || strings.IndexByte(notFirst, r.s[start]) >= 0 {
		r.giveUp()
		return
	}
	for i := start; i < len(r.s); i++ {
		switch c := r.s[i]; c {
		case ',', ']', '}':
			value := strings.TrimRight(r.s[start:i], " ")
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
