package source_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"stet/internal/source"
)

func TestPosition(t *testing.T) {
	for _, tc := range []struct {
		text         string
		offset       int
		line, column int
	}{
		{"", 0, 1, 1},
		{"ab\ncd", 0, 1, 1},
		{"ab\ncd", 2, 1, 3},
		{"ab\ncd", 3, 2, 1},
		{"ab\r\ncd", 4, 2, 1},
		{"ab\rcd", 3, 2, 1},
		{"é\u0301x", 4, 1, 3}, // combining marks are code points
		{"😀x", 4, 1, 2},
		{source.BOM + "ab", 3, 1, 1},
		{source.BOM + "ab\nc", 6, 2, 1},
		{"ab", 99, 1, 3},
		{"ab\n", 3, 2, 1},
	} {
		f := source.NewFile("x.md", []byte(tc.text))
		got := f.Position(tc.offset)
		if got.Line != tc.line || got.Column != tc.column {
			t.Errorf("Position(%q, %d) = %d:%d, want %d:%d", tc.text, tc.offset, got.Line, got.Column, tc.line, tc.column)
		}
		if tc.offset <= len(tc.text) {
			if back := f.Offset(got.Line, got.Column); back != tc.offset {
				t.Errorf("Offset(%q, %d, %d) = %d, want %d", tc.text, got.Line, got.Column, back, tc.offset)
			}
		}
	}
}

func TestLine(t *testing.T) {
	f := source.NewFile("x.md", []byte(source.BOM+"one\r\ntwo\rthree\n"))
	for n, want := range map[int]string{0: "", 1: "one", 2: "two", 3: "three", 4: "", 5: ""} {
		if got := f.Line(n); got != want {
			t.Errorf("Line(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestDate(t *testing.T) {
	d, err := source.ParseDate("2026-02-29")
	if err == nil {
		t.Errorf("ParseDate accepts 2026-02-29 as %v", d)
	}
	d, err = source.ParseDate("2024-02-29")
	if err != nil || d.String() != "2024-02-29" {
		t.Errorf("ParseDate(2024-02-29) = %v, %v", d, err)
	}
	if later, _ := source.ParseDate("2024-03-01"); d.Compare(later) >= 0 {
		t.Errorf("%v is not before %v", d, later)
	}
}

// TestPositionLong: columns of long lines are counted as those of short ones
// are, whatever the bytes.
func TestPositionLong(t *testing.T) {
	long := strings.Repeat("a\u00e9\U0001f600\xff\xc3", 700)
	for _, text := range []string{long, source.BOM + long + "\n" + long, "x\n" + long + "\r\n" + long, strings.Repeat("b", 1024) + "\n" + long} {
		f := source.NewFile("x.md", []byte(text))
		start, line := 0, 1
		for i := range len(text) + 1 {
			want := source.Position{Line: line, Column: 1 + utf8.RuneCountInString(strings.TrimPrefix(text[start:i], source.BOM)), Offset: i}
			if got := f.Position(i); got != want {
				t.Fatalf("byte %d of %.10q is at %v, want %v", i, text, got, want)
			}
			if i < len(text) && text[i] == '\n' {
				start, line = i+1, line+1
			}
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"title", "authors", "year", "also_years", "doi", "pmid"}
	for in, want := range map[string]string{
		"titel": "title", "Author": "authors", "yaer": "year", "alsoYears": "also_years", "PMID": "pmid", "pmdi": "pmid",
		"x": "", "tags": "", "dio": "doi", "abstract": "",
	} {
		if got := source.Nearest(in, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", in, got, want)
		}
	}
}
