package article

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
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

// inlineWorks cuts the block read last at its markers if it is a list in one
// paragraph: "Sources: [1] Smith J. ... [2] Lee K. ..."; nil if it is none.
func (r *reader) inlineWorks() []work {
	title, _, ok := bytes.Cut(r.text[r.start:min(len(r.text), r.start+60)], []byte(":"))
	if is, _ := referenceTitle(title); !ok || !is {
		return nil
	}
	var starts []workStart
	for _, m := range r.marks {
		if m.kind != Marker || len(starts) > 0 && starts[len(starts)-1].at == m.start {
			continue
		}
		starts = append(starts, workStart{at: m.start, words: m.start, label: m.target})
	}
	if len(starts) == 0 || starts[0].at < r.start+len(title) || hasWords(r.text[r.start+len(title):starts[0].at]) {
		return nil
	}
	return r.cutWorks(starts)
}

// A workStart is a line's start, at which a work may start.
type workStart struct {
	at    int    // in text
	words int    // behind the number that is text
	label string // of the number, "" for none
}

// works cuts the block read last at its numbered lines; if it has none, at its
// hard line ends, or at all lines if every one starts with an author.
func (r *reader) works() []work {
	lines := r.workStarts()
	var labelled, hard []workStart
	ends := r.lines
	for _, line := range lines {
		if line.label != "" {
			labelled = append(labelled, line)
		}
		if line.at == r.start || len(ends) > 0 && line.at >= ends[0].text {
			hard = append(hard, line)
		}
		for len(ends) > 0 && line.at >= ends[0].text {
			ends = ends[1:]
		}
	}
	if len(labelled) > 0 && labelled[0].at == r.start {
		return r.cutWorks(labelled)
	}
	if len(hard) == 1 && len(lines) > 1 {
		byLine := r.cutWorks(lines)
		if all(byLine, func(w work) bool { return startsWithAuthor(r.text[w.start:w.end]) }) {
			return byLine
		}
	}
	return r.cutWorks(hard)
}

// workStarts are the lines of the block read last.
func (r *reader) workStarts() []workStart {
	lines := make([]workStart, 0, len(r.lineStarts)+1)
	marks := r.marks
	for i := range len(r.lineStarts) + 1 {
		line := workStart{at: r.start}
		if i > 0 {
			line.at = r.lineStarts[i-1]
		}
		for len(marks) > 0 && marks[0].start < line.at {
			marks = marks[1:]
		}
		line.words = line.at
		if bytes.HasPrefix(r.text[line.at:], []byte(".. ")) { // of reStructuredText
			line.words += 3
		}
		for _, m := range marks[:min(2, len(marks))] { // a linked number is a link, then a marker
			if m.kind == Marker && m.start == line.words {
				line.label = m.target
			}
		}
		if line.label == "" {
			end := len(r.text)
			if i < len(r.lineStarts) {
				end = r.lineStarts[i]
			}
			line.label, line.words = writtenNumber(r.text[:end], line.at)
		}
		lines = append(lines, line)
	}
	return lines
}

// writtenNumber reads a number that is text at text[i], "4. " or "(5) ", and
// gives where the words behind it start.
func writtenNumber(text []byte, i int) (label string, words int) {
	n := i
	if n < len(text) && text[n] == '(' {
		n++
	}
	from := n
	for n < len(text) && n < from+3 && isDigit(text[n]) {
		n++
	}
	if n == from || n+1 >= len(text) || text[n+1] != ' ' || text[n] != ')' && (text[n] != '.' || from > i) {
		return "", i
	}
	return string(text[from:n]), n + 2
}

// writtenBefore is the number that the line of a list's item starts with, 0 for
// none.
func (r *reader) writtenBefore(item ast.Node) int {
	first := item.FirstChild()
	if first == nil || first.Lines() == nil || first.Lines().Len() == 0 {
		return 0
	}
	line := r.src[:first.Lines().At(0).Start]
	line = line[bytes.LastIndexByte(line, '\n')+1:]
	line = bytes.TrimRight(bytes.TrimLeft(line, " \t>"), " \t.)")
	number, err := strconv.Atoi(string(line))
	if err != nil || len(line) > 3 {
		return 0
	}
	return number
}

// cutWorks cuts the block read last at starts.
func (r *reader) cutWorks(starts []workStart) []work {
	var found []work
	marks := r.marks
	for i, s := range starts {
		end, count := len(r.text), len(marks)
		if i+1 < len(starts) {
			end, count = starts[i+1].at, 0
			for count < len(marks) && marks[count].start < end {
				count++
			}
		}
		w := work{label: s.label, marks: marks[:count], cut: cut{s.at, s.at}}
		marks = marks[count:]
		if cuts := appendCut(nil, r.text, min(s.words, end), end); cuts != nil {
			w.cut = cuts[0]
		} else if !slices.ContainsFunc(w.marks, func(m mark) bool { return m.kind == Link }) {
			continue
		}
		found = append(found, w)
	}
	return found
}

// mayBeNumbered reports whether a paragraph that starts with line may be a
// numbered list of works.
func mayBeNumbered(line []byte) bool {
	if len(line) < 4 {
		return false
	}
	switch c := line[0]; {
	case c == '[':
		return isDigit(line[1]) || line[1] == '^' || line[1] == '['
	case c == '(':
		return isDigit(line[1])
	case c == '<':
		return hasPrefixFold(line, "<sup")
	case isDigit(c):
		return bytes.IndexAny(line[:4], "\\.)") > 0
	case bytes.IndexByte(line[:min(len(line), 40)], ':') > 0 && bytes.IndexByte(line, '[') > 0:
		title, _, _ := bytes.Cut(line, []byte(":"))
		is, _ := referenceTitle(title)
		return is
	}
	if bytes.HasPrefix(line, []byte(".. [")) {
		return true
	}
	return line[0] == '\\' && line[1] == '[' || superscript(line) > 0
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

// quotesTitle reports whether b names an author, a title in quotes, and behind
// it a year, as MLA, Chicago and IEEE have it: "Smith, John. \"Zinc.\" Gut 2019".
func quotesTitle(b []byte) bool {
	open := bytes.IndexAny(b, "\"“")
	if open < 4 || open > 200 || !isUpper(b[0]) || !bytes.ContainsAny(b[:open], ",.") {
		return false
	}
	inside := b[open+1:]
	end := bytes.IndexAny(inside, "\"”")
	if end < 8 {
		return false
	}
	before := bytes.TrimRight(b[:open], " ")
	last := before[len(before)-1]
	return (last == '.' || last == ',' || last == ')') && year(inside[end:]) > 0
}

// isWork reports whether w is a bibliographic entry and nothing else: it
// starts with an author, has a volume or an id, or is a link or ends with an
// address.
func (r *reader) isWork(w work) bool {
	b := r.text[w.start:w.end]
	if startsWithAuthor(b) || hasImprint(b) || quotesTitle(b) {
		return true
	}
	for _, id := range []string{"doi:", "DOI", "doi.org", "PMID", "PMCID", "ISBN"} {
		if bytes.Contains(b, []byte(id)) {
			return true
		}
	}
	for i, m := range w.marks {
		if m.kind == Link && (m.start == m.end && !isNumber(w.marks[i+1:], m) || m.start <= w.start && m.end >= w.end-1) {
			return true
		}
	}
	return false
}

// isNumber reports whether the link m, which the marks next follow, is a marker:
// "[[4]](#ref4)" behind a sentence makes no work of it.
func isNumber(next []mark, m mark) bool {
	return len(next) > 0 && next[0].kind == Marker && m.span.Contains(next[0].span)
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
