package article

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// softBreak is the end of a line. A line that is bold as a whole is a heading
// in all but name, and one that starts with a bullet, a bar or a bold label is
// an item: sentences end there.
func (f *flattener) softBreak() {
	if startsItem(f.src[min(f.end+1, len(f.src)):]) {
		f.breakLine()
		return
	}
	f.space(f.end, f.end+1)
	for i := len(f.marks) - 1; i >= 0 && f.marks[i].start >= f.line; i-- {
		m := f.marks[i]
		rest := bytes.TrimLeft(f.text[min(m.end, len(f.text)):], ": ")
		if m.kind == Strong && m.start == f.line && m.end > m.start && len(rest) == 0 {
			f.breakLine()
			break
		}
	}
	f.startLine()
}

// startsItem reports whether a line of a paragraph is meant as an item, though
// markdown knows none there.
func startsItem(line []byte) bool {
	line = bytes.TrimLeft(line[:min(len(line), 80)], " \t>\r\n")
	if rest, bold := bytes.CutPrefix(line, []byte("**")); bold {
		n := bytes.Index(rest, []byte("**"))
		return n > 0 && (rest[n-1] == ':' || n+2 < len(rest) && rest[n+2] == ':')
	}
	r, n := utf8.DecodeRune(line)
	return strings.ContainsRune(itemMarks, r) || r == ':' && len(line) > n && line[n] == ' ' // a definition
}

// startLine notes that a line of the source starts here.
func (f *flattener) startLine() {
	f.line = len(f.text)
	last := f.start
	if n := len(f.lineStarts); n > 0 {
		last = f.lineStarts[n-1]
	}
	if f.line > last {
		f.lineStarts = append(f.lineStarts, f.line)
	}
}

// breakLine ends the sentence here.
func (f *flattener) breakLine() {
	f.lines = append(f.lines, lineEnd{len(f.text), len(f.marks)})
	f.space(f.end, f.end+1)
	f.startLine()
	f.afterRef = false
}

// space adds a space for white space of the file, if none is there.
func (f *flattener) space(start, end int) {
	if n := len(f.text); n > f.start && f.text[n-1] != ' ' {
		f.runs = append(f.runs, run{int32(n), int32(start), 1, int32(min(end, len(f.src)) - start)})
		f.text = append(f.text, ' ')
	}
	f.end = end
}

// char adds a character that stands for the file's bytes start to end.
func (f *flattener) char(c []byte, start, end int) {
	if f.afterRef {
		f.afterRef = false
		f.closeUp(c[0])
	}
	f.runs = append(f.runs, run{int32(len(f.text)), int32(start), int32(len(c)), int32(end - start)})
	f.text = append(f.text, c...)
}

// copy adds the file's bytes start to end as they are.
func (f *flattener) copy(start, end int) {
	if end <= start {
		return
	}
	if f.afterRef {
		f.afterRef = false
		f.closeUp(f.src[start])
	}
	n := int32(end - start)
	f.runs = append(f.runs, run{int32(len(f.text)), int32(start), n, n})
	f.text = append(f.text, f.src[start:end]...)
}

// closeUp drops the space before a citation if the sentence's punctuation
// follows the citation: "pain [3]." is "pain.".
func (f *flattener) closeUp(next byte) {
	n := len(f.text)
	if n <= f.start || f.text[n-1] != ' ' || strings.IndexByte(".,;:!?)", next) < 0 {
		return
	}
	f.text = f.text[:n-1]
	last := &f.runs[len(f.runs)-1]
	if last.plainLen--; last.plainLen == 0 {
		f.runs = f.runs[:len(f.runs)-1]
	} else if last.fileLen > 1 {
		last.fileLen--
	}
	for i := len(f.marks) - 1; i >= 0 && f.marks[i].start == n; i-- {
		f.marks[i].start, f.marks[i].end = n-1, n-1
	}
	f.line = min(f.line, n-1)
	if i := len(f.lineStarts) - 1; i >= 0 {
		f.lineStarts[i] = min(f.lineStarts[i], n-1)
	}
}

// verbatim adds code, with white space single.
func (f *flattener) verbatim(start, stop int) {
	from := start
	for i := start; i < stop; i++ {
		if isSpace(f.src[i]) {
			f.copy(from, i)
			f.space(i, i+1)
			from = i + 1
		}
	}
	f.copy(from, stop)
	f.end = stop
}
