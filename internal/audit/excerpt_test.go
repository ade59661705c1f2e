package audit_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"stet/internal/audit"
	"stet/internal/source"
)

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("word ", 60) + "MARK here " + strings.Repeat("more ", 60)
	for _, tc := range []struct {
		name, text, words string
		line              string // "" for whatever is cut
		marked            string
	}{
		{name: "whole line", text: "one\ntwo three\nfour", words: "three", line: "two three", marked: "three"},
		{name: "carriage returns", text: "one\r\ntwo three\r\nfour", words: "two", line: "two three", marked: "two"},
		{name: "lone carriage return", text: "one\rtwo\rfour", words: "two", line: "two", marked: "two"},
		{name: "byte order mark", text: source.BOM + "one two", words: "two", line: "one two", marked: "two"},
		{name: "over the end of the line", text: "one two\nthree", words: "two\nthree", line: "one two", marked: "two"},
		{name: "code points", text: "é😀 zwei", words: "zwei", line: "é😀 zwei", marked: "zwei"},
		{name: "nothing", text: "one two", words: "", line: "one two", marked: ""},
		{name: "empty file", text: "", words: "", line: "", marked: ""},
		{name: "long line", text: long, words: "MARK here", marked: "MARK here"},
		{name: "long mark", text: long, words: long[200:], marked: "word"},
		{name: "end of a long line", text: strings.TrimSpace(long) + " END", words: "END", marked: "END"},
		{name: "before a long word", text: strings.Repeat("word ", 60) + "MARK here](" + strings.Repeat("x", 200), words: "MARK here", marked: "MARK here"},
		{name: "no spaces", text: strings.Repeat("x", 500) + "MARK" + strings.Repeat("x", 500), words: "MARK", marked: "MARK"},
		{name: "not UTF-8", text: "caf\xe9 one two", words: "one", line: "caf\xe9 one two", marked: "one"},
	} {
		start := strings.LastIndex(tc.text, tc.words)
		got := audit.NewExcerpt(source.NewFile("x.md", []byte(tc.text)), source.Span{Start: start, End: start + len(tc.words)})
		if tc.line != "" && got.Line != tc.line {
			t.Errorf("%s: line %q, want %q", tc.name, got.Line, tc.line)
		}
		if before := tc.text[:start]; got.Before != len(strings.TrimPrefix(before[strings.LastIndexAny(before, "\r\n")+1:], source.BOM)) {
			t.Errorf("%s: %d bytes of the line are before the words", tc.name, got.Before)
		}
		if n := utf8.RuneCountInString(got.Line); n > 115 {
			t.Errorf("%s: the line has %d code points", tc.name, n)
		}
		if marked := runes(got.Line, got.From, got.Width); !strings.HasPrefix(marked, tc.marked) || tc.marked == "" && marked != "" {
			t.Errorf("%s: %q marks %q, want %q", tc.name, got.Line, marked, tc.marked)
		}
	}
}

// runes are n code points of s from the ith on; bytes that are no UTF-8 count
// as one each and stay as they are.
func runes(s string, i, n int) string {
	from := 0
	for range i {
		_, size := utf8.DecodeRuneInString(s[from:])
		from += size
	}
	to := from
	for range n {
		_, size := utf8.DecodeRuneInString(s[to:])
		to += size
	}
	return s[from:to]
}

func FuzzExcerpt(f *testing.F) {
	f.Add("one two three", 4, 7)
	f.Add(strings.Repeat("many words ", 40), 200, 300)
	f.Add("\xff\xfe\r\n\n\r", 1, 4)
	f.Add(source.BOM+"x", 0, 4)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		if start < 0 || end < start || end > len(text) {
			return
		}
		got := audit.NewExcerpt(source.NewFile("x.md", []byte(text)), source.Span{Start: start, End: end})
		if n := utf8.RuneCountInString(got.Line); got.From < 0 || got.Width < 0 || got.From+got.Width > n {
			t.Errorf("excerpt %+v of %d code points marks beyond its line", got, n)
		}
		if strings.ContainsAny(got.Line, "\r\n") {
			t.Errorf("excerpt %q has a line end", got.Line)
		}
	})
}
