package site

import (
	"bytes"
	"html/template"
	"strconv"
	"strings"
)

// markup is HTML in the making. It serves where a page repeats a small piece
// so often that a template would cost more than the rest of the page; text
// goes in through text alone, which escapes it for elements and quoted
// attributes alike.
type markup []byte

// raw adds HTML as it is: constants, and what has been escaped already.
func (m *markup) raw(parts ...string) {
	for _, s := range parts {
		*m = append(*m, s...)
	}
}

// text adds s as text or as part of a quoted attribute's value.
func (m *markup) text(s string) {
	b, from := *m, 0
	for i := range len(s) {
		var entity string
		switch s[i] {
		case '&':
			entity = "&amp;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case '"':
			entity = "&#34;"
		case '\'':
			entity = "&#39;"
		case 0:
			entity = "\ufffd"
		default:
			continue
		}
		b = append(append(b, s[from:i]...), entity...)
		from = i + 1
	}
	*m = append(b, s[from:]...)
}

func (m *markup) number(n int) { *m = strconv.AppendInt(*m, int64(n), 10) }

// link adds a link with a plain text; class may be "".
func (m *markup) link(href, class, text string) {
	m.raw(`<a href="`)
	m.text(href)
	if class != "" {
		m.raw(`" class="`, class)
	}
	m.raw(`">`)
	m.text(text)
	m.raw(`</a>`)
}

// gap parts what comes from what stands before it in the same element. A
// minifier takes white space at the end of an inline element for white space
// behind it, so parts are parted only where another follows.
func (m *markup) gap() {
	b := *m
	if i := bytes.LastIndexByte(b, '<'); i >= 0 && b[len(b)-1] == '>' && b[i+1] != '/' {
		return // the element has only been opened
	}
	*m = append(b, ' ')
}

// span adds a span with a plain text, and nothing for no text.
func (m *markup) span(class, text string) {
	if text == "" {
		return
	}
	if strings.Contains(class, " ") {
		m.raw(`<span class="`, class, `">`)
	} else { // as the minifier would write it; most of a page's marks are such
		m.raw(`<span class=`, class, `>`)
	}
	m.text(text)
	m.raw(`</span>`)
}

// part adds a span behind what stands before it.
func (m *markup) part(class, text string) {
	if text != "" {
		m.gap()
		m.span(class, text)
	}
}

func (m markup) html() template.HTML { return template.HTML(m) }
