package article

import (
	"bytes"
	"slices"
)

// A work is an entry in the making: a part of the block read last.
type work struct {
	cut
	label string
	marks []mark
}

func all(works []work, is func(work) bool) bool {
	return !slices.ContainsFunc(works, func(w work) bool { return !is(w) })
}

func numbered(works []work) bool {
	for _, w := range works {
		if w.label == "" {
			return false
		}
	}
	return len(works) > 0
}

// works cuts the block read last at its numbered lines, else at its line ends.
func (r *reader) works() []work {
	var starts []int
	for _, m := range r.marks {
		if m.kind == Marker && r.startsLine(m.start) && (len(starts) == 0 || starts[len(starts)-1] < m.start) {
			starts = append(starts, m.start)
		}
	}
	byNumber := len(starts) > 0 && starts[0] <= r.start+1
	if !byNumber {
		starts = append(starts[:0], r.start)
		for _, line := range r.lines {
			starts = append(starts, line.text)
		}
	}
	var found []work
	for i, start := range starts {
		end := len(r.text)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		if cuts := appendCut(nil, r.text, start, end); cuts != nil {
			w := work{cut: cuts[0]}
			w.marks = r.marksIn(start, end, i+1 == len(starts))
			if len(w.marks) > 0 && byNumber && w.marks[0].kind == Marker {
				w.label = w.marks[0].target
			}
			found = append(found, w)
		}
	}
	return found
}

// startsLine reports whether the byte i of the text is the first of a line of
// the source.
func (r *reader) startsLine(i int) bool {
	for k := len(r.lineStarts) - 1; k >= 0; k-- {
		if r.lineStarts[k] == i {
			return true
		}
	}
	return i == r.start
}

func (r *reader) marksIn(start, end int, last bool) []mark {
	from := 0
	for from < len(r.marks) && r.marks[from].start < start {
		from++
	}
	to := from
	for to < len(r.marks) && (r.marks[to].start < end || last) {
		to++
	}
	return r.marks[from:to]
}

// looksLikeWork reports whether w may be a bibliographic entry: prose that
// names a source may look so too.
func (r *reader) looksLikeWork(w work) bool {
	if r.isWork(w) {
		return true
	}
	b := r.text[w.start:w.end]
	linked := slices.ContainsFunc(w.marks, func(m mark) bool { return m.kind == Link })
	return linked || year(b) > 0 && bytes.Contains(b, []byte("et al"))
}

// isWork reports whether w is a bibliographic entry and nothing else: it
// starts with an author, has a volume or an id, or is a link or ends with an
// address.
func (r *reader) isWork(w work) bool {
	b := r.text[w.start:w.end]
	if startsWithAuthor(b) || hasImprint(b) {
		return true
	}
	for _, id := range []string{"doi:", "DOI", "doi.org", "PMID", "PMCID", "ISBN"} {
		if bytes.Contains(b, []byte(id)) {
			return true
		}
	}
	for _, m := range w.marks {
		if m.kind == Link && (m.start == m.end || m.start <= w.start && m.end >= w.end-1) {
			return true
		}
	}
	return false
}

// startsWithAuthor reports whether b starts as "Smith J," or "Smith, J." do.
func startsWithAuthor(b []byte) bool {
	n := 0
	for n < len(b) && (isWord(b[n]) || b[n] == '-' || b[n] == '\'') {
		n++
	}
	if n < 2 || !isUpper(b[0]) && b[0] < 0x80 {
		return false
	}
	rest := bytes.TrimPrefix(bytes.TrimPrefix(b[n:], []byte(",")), []byte(" "))
	initials := 0
	for initials < len(rest) && initials < 4 && (isUpper(rest[initials]) || rest[initials] == '.') {
		initials++
	}
	return initials > 0 && isUpper(rest[0]) && (initials == len(rest) || rest[initials] == ',' || rest[initials] == ' ' || rest[initials] == '-') &&
		(initials > 1 || b[n] == ',' || initials < len(rest) && rest[initials] == ',')
}

// hasImprint reports whether b holds a volume, as "17(12)", "20:5" and
// "2024;20" are, or a year as "(2009).".
func hasImprint(b []byte) bool {
	for i := 1; i+6 < len(b); i++ {
		if c := b[i]; c != '(' && c != ':' && c != ';' || !isDigit(b[i+1]) {
			continue
		}
		if isDigit(b[i-1]) && (b[i] != ':' || isDigit(b[i+2])) {
			return true
		}
		if b[i] == '(' && b[i+5] == ')' && b[i+6] == '.' && year(b[i:i+6]) > 0 {
			return true
		}
	}
	return false
}
