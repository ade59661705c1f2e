package site

import (
	"html/template"
	"slices"
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

// holeNames are the first holes: nearly all pages have enough of them.
var holeNames = func() (names [64]template.HTML) {
	for n := range names {
		names[n] = holeName(n)
	}
	return names
}()

func holeName(n int) template.HTML {
	return template.HTML(holeEdge + strconv.Itoa(n) + holeEdge)
}

// hole is what stands for html until fill.
func (f *filling) hole(html template.HTML) template.HTML {
	n := len(*f)
	*f = append(*f, html)
	if n < len(holeNames) {
		return holeNames[n]
	}
	return holeName(n)
}

// fill gives page with its holes filled, behind dst, and the byte at which one of
// them was; 0 if the page does not have it.
func (f filling) fill(dst, page []byte, hole template.HTML) (filled []byte, at int) {
	size := len(page)
	for i := range f {
		size += len(f[i])
	}
	filled, html := slices.Grow(dst, size), string(page)
	if before, after, found := strings.Cut(html, string(hole)); found && hole != "" {
		filled = f.append(filled, before)
		at, html = len(filled), after
	}
	return f.append(filled, html), at
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
