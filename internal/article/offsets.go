package article

import (
	"sort"

	"stet/internal/source"
)

// Offsets map bytes of a Sentence's Plain to bytes of the file.
type Offsets struct {
	base int32 // of Plain, in the text that runs count
	runs []run
}

// A run is text that stands in the file as one piece. If both lengths are
// equal it stands there byte for byte; else it is one character, such as an
// entity.
type run struct {
	plain, file       int32
	plainLen, fileLen int32
}

// at is the index of the run that holds the byte i of the text.
func at(runs []run, i int32) int {
	return max(0, sort.Search(len(runs), func(k int) bool { return runs[k].plain > i })-1)
}

// startOf is the byte of the file at which byte i of the text starts.
func startOf(runs []run, i int32) int {
	if len(runs) == 0 {
		return 0
	}
	r := runs[at(runs, i)]
	switch d := i - r.plain; {
	case r.plainLen == r.fileLen:
		return int(r.file + min(d, r.fileLen))
	case d >= r.plainLen:
		return int(r.file + r.fileLen)
	}
	return int(r.file)
}

// endOf is the byte of the file at which the byte before i of the text ends.
func endOf(runs []run, i int32) int {
	if len(runs) == 0 {
		return 0
	}
	r := runs[at(runs, i-1)]
	if r.plainLen == r.fileLen {
		return int(r.file + min(i-r.plain, r.fileLen))
	}
	return int(r.file + r.fileLen)
}

// File is the byte of the file that byte i of Plain came from; for i at the
// end of Plain, the byte after the last.
func (o Offsets) File(i int) int {
	if n := len(o.runs); n > 0 {
		if last := o.runs[n-1]; o.base+int32(i) >= last.plain+last.plainLen {
			return endOf(o.runs, o.base+int32(i))
		}
	}
	return startOf(o.runs, o.base+int32(i))
}

// Span is the file's bytes behind Plain[start:end].
func (o Offsets) Span(start, end int) source.Span {
	s := source.Span{Start: startOf(o.runs, o.base+int32(start))}
	if s.End = s.Start; end > start {
		s.End = endOf(o.runs, o.base+int32(end))
	}
	return s
}
