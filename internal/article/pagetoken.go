package article

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"stet/internal/source"
)

// A token of a web page, with where it stands in the file.
type token struct {
	tagText
	kind   html.TokenType
	within string // the element whose content is no HTML, such as a title's
	left   bool   // part of what is no prose: scripts, navigation, what is hidden
	layout bool   // a table that only arranges the page
}

// unread are the elements whose content is never prose.
var unread = map[string]bool{
	"script": true, "style": true, "noscript": true, "template": true, "svg": true, "math": true, "iframe": true, "object": true,
	"video": true, "audio": true, "canvas": true, "select": true, "button": true, "textarea": true, "nav": true, "dialog": true, "head": true, "pre": true,
}

// surroundings are elements around a page's main text, where the page does not
// say which that is.
var surroundings = map[string]bool{"header": true, "footer": true, "aside": true}

// surroundingRoles are the same, and navigation, as roles.
var surroundingRoles = map[string]bool{"banner": true, "contentinfo": true, "complementary": true, "navigation": true, "search": true, "dialog": true}

// scanPage cuts a page into tokens.
func scanPage(src []byte, start int) []token {
	var tokens []token
	z := html.NewTokenizer(bytes.NewReader(src[start:]))
	within := ""
	for at := start; ; {
		kind := z.Next()
		stop := at + len(z.Raw())
		if kind == html.ErrorToken {
			break
		}
		t := token{kind: kind, tagText: tagText{extent: extent{at, stop}}}
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			t.readTag(z)
			within = ""
			if kind == html.StartTagToken {
				within = t.name
			}
		case html.TextToken:
			t.within = within
		}
		tokens = append(tokens, t)
		at = stop
	}
	markLayout(tokens)
	markLeft(tokens)
	return tokens
}

func (t *token) readTag(z *html.Tokenizer) {
	name, more := z.TagName()
	t.name = string(name)
	t.closing = t.kind == html.EndTagToken
	t.selfClosed = t.kind == html.SelfClosingTagToken
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch k := string(key); k {
		case "id", "class", "role", "start", "hidden", "aria-hidden", "style":
			t.attrs = append(t.attrs, attr{k, string(value)})
		}
	}
}

// has reports whether a tag has an attribute, with or without a value.
func (t *token) has(name string) bool {
	for _, a := range t.attrs {
		if a.name == name {
			return true
		}
	}
	return false
}

// hidden reports whether an element is not shown. Those that often have no end
// tag are not asked.
func (t *token) hidden() bool {
	switch t.name {
	case "p", "li", "dt", "dd", "td", "th", "tr", "option":
		return false
	}
	style := strings.ReplaceAll(strings.ToLower(t.attr("style")), " ", "")
	return t.has("hidden") || t.attr("aria-hidden") == "true" || strings.Contains(style, "display:none")
}

// markLeft marks what is no prose.
func markLeft(tokens []token) {
	named := namesMain(tokens)
	until, depth := "", 0
	for i := range tokens {
		t := &tokens[i]
		switch {
		case until != "":
			t.left = t.within != "title"
			switch {
			case t.name != until:
			case t.closing:
				if depth--; depth == 0 {
					until = ""
				}
			case !t.selfClosed:
				depth++
			}
		case t.kind != html.StartTagToken || t.class() == voidTag || t.class() == lineTag:
		case unread[t.name], surroundingRoles[t.attr("role")], t.hidden(), !named && surroundings[t.name]:
			t.left, until, depth = true, t.name, 1
		}
	}
}

// namesMain reports whether a page says which is its main text.
func namesMain(tokens []token) bool {
	for i := range tokens {
		if t := &tokens[i]; t.isMain() || t.name == "article" {
			return true
		}
	}
	return false
}

func (t *token) isMain() bool {
	return t.kind == html.StartTagToken && (t.name == "main" || t.attr("role") == "main")
}

// mainText is where the main text of a page stands: its <main>, else its only
// <article>, else all.
func mainText(tokens []token) source.Span {
	all := source.Span{}
	if len(tokens) > 0 {
		all = source.Span{Start: tokens[0].start, End: tokens[len(tokens)-1].stop}
	}
	articles, first := 0, -1
	for i := range tokens {
		switch t := &tokens[i]; {
		case t.left:
		case t.isMain():
			return elementSpan(tokens, i)
		case t.name == "article" && t.kind == html.StartTagToken:
			if articles++; first < 0 {
				first = i
			}
		}
	}
	if articles == 1 {
		return elementSpan(tokens, first)
	}
	return all
}

// elementSpan is where the element stands that tokens[i] opens.
func elementSpan(tokens []token, i int) source.Span {
	span := source.Span{Start: tokens[i].start, End: tokens[len(tokens)-1].stop}
	depth := 0
	for k := i; k < len(tokens); k++ {
		switch t := &tokens[k]; {
		case t.name != tokens[i].name || t.selfClosed:
		case !t.closing:
			depth++
		default:
			if depth--; depth == 0 {
				span.End = t.stop
				return span
			}
		}
	}
	return span
}

// markLayout marks the tables that only arrange the page: those that hold
// tables or headings.
func markLayout(tokens []token) {
	var open []int
	for i := range tokens {
		t := &tokens[i]
		switch {
		case t.name == "table" && t.kind == html.StartTagToken:
			markAll(tokens, open)
			open = append(open, i)
		case t.name == "table" && t.closing && len(open) > 0:
			open = open[:len(open)-1]
		case len(t.name) == 2 && t.name[0] == 'h' && isDigit(t.name[1]):
			markAll(tokens, open)
		}
	}
}

// markAll marks the tables that are open, innermost last; around one that is
// marked all are.
func markAll(tokens []token, open []int) {
	for i := len(open) - 1; i >= 0 && !tokens[open[i]].layout; i-- {
		tokens[open[i]].layout = true
	}
}
