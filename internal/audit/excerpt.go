package audit

import (
	"bytes"
	"unicode/utf8"

	"stet/internal/source"
)

// An Excerpt is the line of a file that a finding points at. Of a long line it
// holds what stands around the marked words, with "…" where it was cut.
type Excerpt struct {
	Line  string // without its end
	From  int    // code points of Line before the marked words
	Width int    // code points marked, to the end of Line at most

	Before int // bytes of the file's line before the marked words, a byte order mark left out
}

// An excerpt has at most excerptWidth code points. Of a longer line it keeps
// excerptLead before the marked words, more where little follows them.
const (
	excerptWidth = 110
	excerptLead  = 36
)

// NewExcerpt is the excerpt of f that shows s. It looks no further around s
// than it shows, so that lines of any length cost the same.
func NewExcerpt(f *source.File, s source.Span) Excerpt {
	b := f.Bytes
	at := min(max(s.Start, 0), len(b))
	from := stepBack(b, at, excerptWidth)
	to := stepOn(b, at, excerptWidth)
	before, after := utf8.RuneCount(b[from:at]), utf8.RuneCount(b[at:to])
	if before+after > excerptWidth {
		lead := max(excerptLead, excerptWidth-after)
		from = stepBack(b, at, lead)
		to = stepOn(b, at, excerptWidth-min(lead, before))
	}
	end := min(max(s.End, at), to)
	head, tail := "", ""
	if !startsLine(b, from) {
		from, head = skipWord(b[:at], from), "… "
	}
	if !endsLine(b, to) {
		if cut := at + bytes.LastIndexByte(b[at:to], ' '); cut > at && (cut >= end || end == to) {
			to = cut // between words, but not within the mark unless that is cut anyway
		}
		end, tail = min(end, to), " …"
	}
	return Excerpt{
		Line:  head + string(b[from:to]) + tail,
		From:  utf8.RuneCountInString(head) + utf8.RuneCount(b[from:at]),
		Width: utf8.RuneCount(b[at:end]),

		Before: max(0, at-f.Offset(f.Position(at).Line, 1)),
	}
}

// stepBack is the offset n code points before at, or the start of at's line.
func stepBack(b []byte, at, n int) int {
	for ; n > 0 && !startsLine(b, at); n-- {
		_, size := utf8.DecodeLastRune(b[:at])
		at -= size
	}
	return at
}

// stepOn is the offset n code points after at, or the end of at's line.
func stepOn(b []byte, at, n int) int {
	for ; n > 0 && !endsLine(b, at); n-- {
		_, size := utf8.DecodeRune(b[at:])
		at += size
	}
	return at
}

// startsLine reports whether a line's text starts at offset i: at the start of
// the file after a byte order mark.
func startsLine(b []byte, i int) bool {
	return i == 0 || b[i-1] == '\n' || b[i-1] == '\r' || i == len(source.BOM) && bytes.HasPrefix(b, []byte(source.BOM))
}

func endsLine(b []byte, i int) bool { return i == len(b) || b[i] == '\n' || b[i] == '\r' }

// skipWord is the start of the first whole word of b from offset i on; i
// itself where there is none.
func skipWord(b []byte, i int) int {
	if cut := bytes.IndexByte(b[i:], ' '); cut >= 0 {
		return i + cut + 1
	}
	return i
}
