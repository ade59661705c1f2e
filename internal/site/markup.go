package site

import (
	"html/template"
	"strconv"
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

// span adds a span with a plain text, and nothing for no text.
func (m *markup) span(class, text string) {
	if text == "" {
		return
	}
	m.raw(`<span class="`, class, `">`)
	m.text(text)
	m.raw(`</span>`)
}

func (m markup) html() template.HTML { return template.HTML(m) }
