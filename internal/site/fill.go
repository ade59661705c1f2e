package site

import (
	"html/template"
	"strconv"
	"strings"
)

// A filling is HTML that is as small as it gets already: marks, notes, entries
// of reference lists. Pages are rendered and minified with a hole in its
// place, and filled afterwards, so that the minifier does not have to read it
// again on every page. What fills a hole may have holes made before it.
//
// A hole is a number between two NULs. Text and the HTML of articles have
// none: they are U+FFFD there.
type filling []template.HTML

const holeEdge = "\x00"

// hole is what stands for html until fill.
func (f *filling) hole(html template.HTML) template.HTML {
	*f = append(*f, html)
	return template.HTML(holeEdge + strconv.Itoa(len(*f)-1) + holeEdge)
}

// fill gives page with its holes filled.
func (f filling) fill(page []byte) []byte {
	size := len(page)
	for i := range f {
		size += len(f[i])
	}
	return f.append(make([]byte, 0, size), string(page))
}

// fillAt is fill, and gives the byte at which a hole of the page was; 0 if the
// page does not have it.
func (f filling) fillAt(page []byte, hole template.HTML) (filled []byte, at int) {
	before, after, found := strings.Cut(string(page), string(hole))
	if !found || hole == "" {
		return f.fill(page), 0
	}
	filled = f.fill([]byte(before))
	at = len(filled)
	return f.append(filled, after), at
}

func (f filling) append(dst []byte, html string) []byte {
	for {
		before, rest, found := strings.Cut(html, holeEdge)
		dst = append(dst, before...)
		if !found {
			return dst
		}
		number, rest, _ := strings.Cut(rest, holeEdge)
		if n, err := strconv.Atoi(number); err == nil && 0 <= n && n < len(f) {
			dst = f[:n].append(dst, string(f[n]))
		}
		html = rest
	}
}
