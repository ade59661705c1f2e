package report

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// tabStop is the distance of tab stops in excerpts, in columns.
const tabStop = 4

// longest is how many bytes of a text from outside are shown at most.
const longest = 600

// clean makes a text from an article or a library fit for a terminal: one
// line of bearable length, and nothing in it that a terminal or a reader's eye
// would obey rather than show, such as escape sequences and changes of
// direction.
func clean(s string) string {
	if len(s) > longest {
		end := longest
		for end > longest-utf8.UTFMax && !utf8.RuneStart(s[end]) {
			end--
		}
		s = s[:end] + "…"
	}
	if strings.IndexFunc(s, isUnfit) < 0 && utf8.ValidString(s) {
		return s
	}
	return strings.Map(inLine, s)
}

// inLine is r as it stands in a line.
func inLine(r rune) rune {
	switch {
	case r == '\n' || r == '\r' || r == '\t':
		return ' '
	case isUnfit(r):
		return utf8.RuneError
	}
	return r
}

func isUnfit(r rune) bool {
	return unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\u2028' || r == '\u2029'
}

// Shown passes on to w what is written to it, with U+FFFD in place of what a
// terminal or a reader's eye would obey rather than show, and of what is not
// UTF-8. Line ends and tabs stay. It may be used by several goroutines.
func Shown(w io.Writer) io.Writer { return &shownWriter{w: w} }

type shownWriter struct {
	w    io.Writer
	mu   sync.Mutex
	held []byte // the start of a character, or of a line end, whose rest is still to come
}

func (s *shownWriter) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text := b
	if len(s.held) > 0 {
		text = append(s.held, b...)
	}
	whole := len(text) - unfinished(text)
	s.held = bytes.Clone(text[whole:])
	text = text[:whole]
	if !utf8.Valid(text) || bytes.ContainsFunc(text, func(r rune) bool { return isUnfit(r) && r != '\n' && r != '\t' }) {
		text = shownText(string(text))
	}
	if _, err := s.w.Write(text); err != nil {
		return 0, err
	}
	return len(b), nil
}

// unfinished is how many bytes at the end of text may be the start of a character,
// or of a line end.
func unfinished(text []byte) int {
	if bytes.HasSuffix(text, []byte("\r")) {
		return 1
	}
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if tail := text[len(text)-n:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}

func shownText(s string) []byte {
	text := make([]byte, 0, len(s))
	for i, r := range s {
		endsLine := r == '\n' || r == '\r' && strings.HasPrefix(s[i+1:], "\n")
		if isUnfit(r) && !endsLine && r != '\t' {
			r = utf8.RuneError
		}
		text = utf8.AppendRune(text, r)
	}
	return text
}

// columns is the number of columns that s takes in a terminal.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// pad fills s up to n columns.
func pad(s string, n int) string {
	return s + strings.Repeat(" ", max(0, n-columns(s)))
}

// mark draws line with the code points [from, from+width) underlined: the
// line as a terminal shows it, and the columns where the mark starts and ends.
// Indentation is left out.
func mark(line string, from, width int) (shown string, start, end int) {
	var b strings.Builder
	column, i := 0, 0
	for _, r := range strings.TrimRight(line, " \t") {
		if i == from {
			start = column
		}
		i++
		switch {
		case (r == ' ' || r == '\t') && column == 0:
		case r == '\t':
			n := tabStop - column%tabStop
			b.WriteString(strings.Repeat(" ", n))
			column += n
		default:
			if isUnfit(r) {
				r = utf8.RuneError
			}
			b.WriteRune(r)
			column += runeColumns(r)
		}
		if i == from+width {
			end = column
		}
	}
	if i <= from {
		start = column
	}
	if i < from+width {
		end = column
	}
	return b.String(), start, max(start, end)
}
