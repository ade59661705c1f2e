package site

import (
	"bytes"
	"html/template"
	"strconv"
)

// A filling is HTML that is as small as it gets already: marks, notes, entries
// of reference lists. Pages are rendered and minified with a hole in its
// place, and filled afterwards, so that the minifier does not have to read it
// again on every page.
//
// A hole is a number between two NULs. No text has a NUL: it is escaped to
// U+FFFD on its way into HTML.
type filling []template.HTML

const holeEdge = "\x00"

// hole is what stands for html until fill.
func (f *filling) hole(html template.HTML) template.HTML {
	*f = append(*f, html)
	return template.HTML(holeEdge + strconv.Itoa(len(*f)-1) + holeEdge)
}

// fill gives page with its holes filled.
func (f filling) fill(page []byte) []byte {
	if len(f) == 0 {
		return page
	}
	size := len(page)
	for i := range f {
		size += len(f[i])
	}
	filled := make([]byte, 0, size)
	for {
		start := bytes.IndexByte(page, holeEdge[0])
		if start < 0 {
			return append(filled, page...)
		}
		filled = append(filled, page[:start]...)
		page = page[start+1:]
		end := max(bytes.IndexByte(page, holeEdge[0]), 0)
		if n, err := strconv.Atoi(string(page[:end])); err == nil && n < len(f) {
			filled = append(filled, f[n]...)
		}
		page = page[end+1:]
	}
}
