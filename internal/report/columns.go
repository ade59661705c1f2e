package report

import (
	"bytes"
	"io"
	"strings"
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
// UTF-8. Line feeds and tabs stay.
func Shown(w io.Writer) io.Writer { return shownWriter{w} }

type shownWriter struct{ w io.Writer }

// Write takes b to hold whole characters, as all do that print text.
func (s shownWriter) Write(b []byte) (int, error) {
	text := b
	if !utf8.Valid(b) || bytes.ContainsFunc(b, isHidden) {
		text = bytes.Map(func(r rune) rune {
			if isHidden(r) {
				return utf8.RuneError
			}
			return r
		}, b)
	}
	if _, err := s.w.Write(text); err != nil {
		return 0, err
	}
	return len(b), nil
}

// isHidden is isUnfit in a text of several lines.
func isHidden(r rune) bool { return isUnfit(r) && r != '\n' && r != '\t' }

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
