package yaml

import (
	"bytes"
	"fmt"
	"sort"
	"strings"

	"stet/internal/source"
)

// explain makes an error with a place of one that the parser gave. The
// parser's own line is that of the construct it was in, one off, or missing, so
// the line is found anew: it is the one after the longest part of the text
// that can be read.
func (t text) explain(err error) *source.Error {
	start, end := t.brokenLine()
	problem := strings.TrimPrefix(err.Error(), "yaml: ")
	if i := strings.Index(problem, ": "); i > 0 && strings.HasPrefix(problem, "line ") {
		problem = problem[i+2:]
	}
	line := t.bytes[start:end]
	indent := len(line) - len(bytes.TrimLeft(line, " "))
	at, msg := describe(problem, line, indent)
	return t.errorf(start+at, "%s", msg)
}

// describe says, in words for someone who does not know YAML's grammar, what
// is wrong with a line, and at which of its bytes.
func describe(problem string, line []byte, indent int) (at int, msg string) {
	value := valueStart(line, indent)
	if tab := bytes.IndexByte(line, '\t'); tab >= 0 && len(bytes.TrimLeft(line[:tab], " -")) == 0 {
		return tab, "a tab stands in the indentation; use spaces"
	}
	if value < len(line) {
		switch c := line[value]; {
		case strings.IndexByte("@`%", c) >= 0:
			return value, fmt.Sprintf("a value cannot start with %c unless it is in quotes", c)
		case c == '*' || c == '&' && strings.Contains(problem, "did not find"):
			return value, fmt.Sprintf("a value that starts with %c has to stand in quotes", c)
		case (c == '"' || c == '\'') && strings.Contains(problem, "unexpected end of stream"):
			return value, "a quote is opened here and never closed"
		case c == '\'' || c == '"':
			if end := quoteEnd(line, value, c); end < len(line) && !strings.Contains(problem, "escape") {
				return end, fmt.Sprintf("text follows behind the closing quote; write %s inside the quotes", insideQuotes(c))
			}
		}
	}
	for _, p := range problems {
		if !strings.Contains(problem, p.sign) {
			continue
		}
		if p.wholeLine {
			return indent, p.msg
		}
		return value, p.msg
	}
	return value, problem
}

// problems are the parser's problems by words of theirs, and what to say of
// each; about the line or about the value on it.
var problems = []struct {
	sign      string
	wholeLine bool
	msg       string
}{
	{"mapping values are not allowed", false, `a value with ": " in it has to stand in quotes, as in title: "Dose: 5 mg"; if it has none, the line is indented too far`},
	{"block sequence entries", false, "a list starts on a line of its own; a dash that is a value has to stand in quotes"},
	{"',' or ']'", false, "a list in [ ] is not closed here, or a comma is missing"},
	{"',' or '}'", false, "a mapping in { } is not closed here, or a comma is missing"},
	{"escape", false, badEscape},
	{"hexdecimal", false, badEscape},
	{"node content", false, "a value is missing here, or a bracket is not closed"},
	{"expected ':'", true, badKey},
	{"expected key", true, badKey},
	{"expected '-'", true, "the line is indented differently from the list above it"},
	{"document start", true, "text follows the end of the list or mapping"},
	{"exceeded max depth", true, "lists and mappings lie too deep in each other"},
}

const (
	badEscape = `a backslash in double quotes starts an escape; write \\ for a backslash, or use single quotes`
	badKey    = `this is no "name: value"; give it a name and a colon, or indent it as its neighbours are`
)

func insideQuotes(c byte) string {
	if c == '\'' {
		return "a quote twice"
	}
	return "a backslash before a quote"
}

// valueStart is the byte of line where the value behind the first "name: " or
// "- " is, or indent.
func valueStart(line []byte, indent int) int {
	i := indent
	for i+1 < len(line) && line[i] == '-' && line[i+1] == ' ' {
		i += 2
		for i < len(line) && line[i] == ' ' {
			i++
		}
	}
	if k := bytes.Index(line[i:], []byte(": ")); k >= 0 && !bytes.ContainsAny(line[i:i+k], `"'[{`) {
		i += k + 1
		for i < len(line) && line[i] == ' ' {
			i++
		}
	}
	return i
}

// brokenLine is the line where the text stops being YAML.
func (t text) brokenLine() (start, end int) {
	start, stop := t.brokenItem()
	broken := t.lastReadable(start, stop)
	for broken < stop-1 && len(bytes.TrimSpace(untilLine(t.bytes[broken:]))) == 0 {
		broken = nextLine(t.bytes, broken)
	}
	return broken, broken + len(untilLine(t.bytes[broken:]))
}

// brokenItem is the outermost item that cannot be read. Most often that shows
// in the item alone; else everything before it can be read and nothing after,
// so it is found by halving.
func (t text) brokenItem() (start, stop int) {
	starts := append(t.outerLines(), len(t.bytes))
	last := len(starts) - 2
	for i := range last + 1 {
		if !readable(t.bytes[starts[i]:starts[i+1]]) {
			return starts[i], starts[i+1]
		}
	}
	i := min(last, sort.Search(last+1, func(i int) bool { return !readable(t.bytes[:starts[i+1]]) }))
	return starts[i], starts[i+1]
}

// maxTries bounds how many lines of one item are read one by one.
const maxTries = 400

// lastReadable is the end of the longest readable run of lines of the item in
// bytes start to stop, or start.
func (t text) lastReadable(start, stop int) int {
	last := start
	end := start
	for range maxTries {
		if end >= stop {
			break
		}
		end = nextLine(t.bytes, end)
		if end < stop && readable(t.bytes[start:end]) {
			last = end
		}
	}
	return last
}

// outerLines are the starts of the lines that start an outermost item: a list's
// entry or a key, not indented.
func (t text) outerLines() []int {
	starts := []int{0}
	for i := nextLine(t.bytes, 0); i < len(t.bytes); i = nextLine(t.bytes, i) {
		if c := t.bytes[i]; c == '-' || c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z' {
			starts = append(starts, i)
		}
	}
	return starts
}

func readable(b []byte) bool {
	if _, ok := readPlain(text{bytes: b}, Limits{}.withDefaults()); ok {
		return true
	}
	_, err := document(b)
	return err == nil
}

func sizeMessage(size, limit int) string {
	return fmt.Sprintf("%s are too much; at most %s are read", bytesText(size), bytesText(limit))
}

// bytesText is a number of bytes for people.
func bytesText(n int) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", n)
}
