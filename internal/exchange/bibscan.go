package exchange

import (
	"strings"

	"stet/internal/source"
)

// A bibScanner reads the entries of a BibTeX file, one after another.
type bibScanner struct {
	file   *source.File
	s      string            // the file's text without a byte order mark
	at     int               // the byte of s that is looked at
	macros map[string]string // @string definitions and months
}

// A bibEntry is one entry, its values without their outer braces or quotes.
type bibEntry struct {
	line   int
	kind   string // "article", in lower case
	key    string
	fields map[string]string // by name in lower case; of a repeated one the first
}

var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// next is the next entry, nil after the last. What stands between entries is a
// comment.
func (sc *bibScanner) next() (*bibEntry, error) {
	for {
		i := strings.IndexByte(sc.s[sc.at:], '@')
		if i < 0 {
			return nil, nil
		}
		start := sc.at + i
		sc.at = start + 1
		kind := strings.ToLower(sc.word())
		sc.space()
		if kind == "" || sc.at == len(sc.s) || sc.s[sc.at] != '{' && sc.s[sc.at] != '(' {
			continue // an address in a comment
		}
		switch kind {
		case "comment", "preamble":
			if _, err := sc.braced(); err != nil {
				return nil, err
			}
			continue
		}
		sc.at++
		e := &bibEntry{line: sc.line(start), kind: kind, fields: map[string]string{}}
		if kind != "string" {
			sc.space()
			end := strings.IndexAny(sc.s[sc.at:], ",})\n")
			if end < 0 {
				return nil, sc.errorf(start, "the entry is not closed")
			}
			e.key = strings.TrimSpace(sc.s[sc.at : sc.at+end])
			sc.at += end
		}
		if err := sc.fields(e, start); err != nil {
			return nil, err
		}
		if kind != "string" {
			return e, nil
		}
		for name, value := range e.fields {
			sc.macros[name] = value
		}
	}
}

// fields reads "name = value" pairs up to the end of the entry.
func (sc *bibScanner) fields(e *bibEntry, start int) error {
	for {
		sc.space()
		for sc.at < len(sc.s) && sc.s[sc.at] == ',' {
			sc.at++
			sc.space()
		}
		if sc.at == len(sc.s) {
			return sc.errorf(start, "the entry is not closed")
		}
		if c := sc.s[sc.at]; c == '}' || c == ')' {
			sc.at++
			return nil
		}
		at := sc.at
		name := strings.ToLower(sc.word())
		sc.space()
		if name == "" || sc.at == len(sc.s) || sc.s[sc.at] != '=' {
			return sc.errorf(at, "a field is expected here, such as year = {2020}")
		}
		sc.at++
		value, err := sc.value(at)
		if err != nil {
			return err
		}
		if _, ok := e.fields[name]; !ok {
			e.fields[name] = value
		}
	}
}

// value reads parts in braces, in quotes, numbers and macros, with # between
// them.
func (sc *bibScanner) value(field int) (string, error) {
	var b strings.Builder
	for {
		sc.space()
		if sc.at == len(sc.s) {
			return "", sc.errorf(field, "the field has no value")
		}
		switch c := sc.s[sc.at]; c {
		case '{':
			part, err := sc.braced()
			if err != nil {
				return "", err
			}
			b.WriteString(part)
		case '"':
			part, err := sc.quoted()
			if err != nil {
				return "", err
			}
			b.WriteString(part)
		default:
			w := sc.word()
			if w == "" {
				return "", sc.errorf(field, "the field has no value")
			}
			if macro, ok := sc.macros[strings.ToLower(w)]; ok {
				w = macro
			}
			b.WriteString(w)
		}
		sc.space()
		if sc.at == len(sc.s) || sc.s[sc.at] != '#' {
			return b.String(), nil
		}
		sc.at++
	}
}

// braced reads "{...}" with the braces inside of it.
func (sc *bibScanner) braced() (string, error) {
	start, depth := sc.at, 0
	for ; sc.at < len(sc.s); sc.at++ {
		switch sc.s[sc.at] {
		case '\\':
			sc.at++
		case '{', '(':
			if sc.s[sc.at] == sc.s[start] {
				depth++
			}
		case '}', ')':
			if opener := map[byte]byte{'}': '{', ')': '('}[sc.s[sc.at]]; opener == sc.s[start] {
				depth--
			}
			if depth == 0 {
				sc.at++
				return sc.s[start+1 : sc.at-1], nil
			}
		}
	}
	sc.at = min(sc.at, len(sc.s))
	return "", sc.errorf(start, "the brace that is opened here is not closed")
}

func (sc *bibScanner) quoted() (string, error) {
	start, depth := sc.at, 0
	for sc.at++; sc.at < len(sc.s); sc.at++ {
		switch c := sc.s[sc.at]; {
		case c == '\\':
			sc.at++
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == '"' && depth == 0:
			sc.at++
			return sc.s[start+1 : sc.at-1], nil
		}
	}
	sc.at = min(sc.at, len(sc.s))
	return "", sc.errorf(start, "the quote that is opened here is not closed")
}

// word reads letters, digits and what names hold beside them.
func (sc *bibScanner) word() string {
	start := sc.at
	for sc.at < len(sc.s) && !strings.ContainsRune(" \t\r\n{}(),=#\"@%", rune(sc.s[sc.at])) {
		sc.at++
	}
	return sc.s[start:sc.at]
}

func (sc *bibScanner) space() {
	for sc.at < len(sc.s) && strings.IndexByte(" \t\r\n", sc.s[sc.at]) >= 0 {
		sc.at++
	}
}

// line is that of byte i, 1-based.
func (sc *bibScanner) line(i int) int { return sc.file.Position(sc.offset(i)).Line }

func (sc *bibScanner) errorf(i int, msg string) error {
	return sc.file.Errorf(sc.offset(i), "%s", msg)
}

// offset is where byte i of s is in the file.
func (sc *bibScanner) offset(i int) int { return i + len(sc.file.Bytes) - len(sc.s) }
