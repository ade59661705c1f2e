package site_test

import (
	"encoding/json"
	"fmt"
	"html/template"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/internal/site"
)

// TestMinifyKeepsGenerated: 10,000 fragments like those of articles and
// templates show the same text, letter for letter, before and after they are
// minified, and keep all attributes and data.
func TestMinifyKeepsGenerated(t *testing.T) {
	minify := site.Minifier()
	before, after, bad := 0, 0, 0
	kinds := map[string]int{}
	for seed := range uint64(10_000) {
		g := generator{Rand: rand.New(rand.NewPCG(seed, 0))}
		rendered := g.fragment()
		fragment := site.Fill(g.holes, []byte(rendered))
		small := site.Fill(g.holes, minify([]byte(rendered)))
		before, after = before+len(fragment), after+len(small)
		for n := range fragmentOf(t, fragment).Descendants() {
			if n.Type == html.ElementNode {
				kinds[n.Data]++
			}
		}
		if diff := cmp.Diff(shownBy(t, fragment), shownBy(t, small)); diff != "" {
			bad++
			t.Errorf("seed %d (-as written +minified):\n%s\n%s\n%s", seed, diff, fragment, small)
		}
		if bad == 5 {
			t.Fatal("and maybe more")
		}
	}
	if after >= before {
		t.Errorf("minified fragments have %d bytes, as written %d", after, before)
	}
	for _, name := range []string{"a", "button", "code", "details", "figure", "li", "pre", "script", "span", "sup", "svg", "table", "time"} {
		if kinds[name] < 500 {
			t.Errorf("only %d of %s in all fragments", kinds[name], name)
		}
	}
}

// shown is what must not change.
type shown struct {
	Text     string
	NoNotes  string // the same where the stylesheet has taken notes out of the line
	Elements []string
	Data     []any // of JSON in scripts
}

func shownBy(t *testing.T, fragment string) shown {
	root := fragmentOf(t, fragment)
	s := shown{Text: visible(root), Elements: addressesOf(root)}
	for _, n := range elements(root, func(n *html.Node) bool { return n.Data == "script" }) {
		var v any
		if err := json.Unmarshal([]byte(n.FirstChild.Data), &v); err != nil {
			t.Fatal(err)
		}
		s.Data = append(s.Data, v)
	}
	s.NoNotes = visible(without(root, hasClass("note")))
	return s
}

func fragmentOf(t *testing.T, fragment string) *html.Node {
	t.Helper()
	root := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), root)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	return root
}

// A painter writes text as a browser lays it out: white space is folded
// within a line and dropped at its ends, kept in pre, and a no-break space is
// a letter like others.
type painter struct {
	strings.Builder
	space, started bool // white space is due; the line has begun
}

// visible is all that a reader sees of root, line by line.
func visible(root *html.Node) string {
	var p painter
	p.children(root, false)
	return p.String()
}

func (p *painter) children(n *html.Node, pre bool) {
	for c := range n.ChildNodes() {
		p.node(c, pre)
	}
}

func (p *painter) node(n *html.Node, pre bool) {
	switch {
	case n.Type == html.TextNode && pre:
		p.put(n.Data)
	case n.Type == html.TextNode:
		p.text(n.Data)
	case n.Type != html.ElementNode || n.Data == "script" || n.Data == "style":
	case n.Data == "br":
		p.line()
	case n.Data == "img" || n.Data == "svg" || n.Data == "input":
		p.put("[" + n.Data + "]")
	case n.Data == "button" || n.Data == "select": // lines of their own within the line
		p.put("[")
		p.space, p.started = false, false
		p.children(n, pre)
		p.space = false
		p.put("]")
	case slices.Contains(inlineElements, n.Data):
		p.children(n, pre)
	default:
		p.line()
		p.children(n, pre || n.Data == "pre")
		p.line()
	}
}

func (p *painter) text(s string) {
	for _, r := range s {
		if strings.ContainsRune(" \t\n\r\f", r) {
			p.space = true
			continue
		}
		p.put(string(r))
	}
}

func (p *painter) put(s string) {
	if p.space && p.started {
		p.WriteByte(' ')
	}
	p.space, p.started = false, true
	p.WriteString(s)
}

func (p *painter) line() {
	if p.started {
		p.WriteByte('\n')
	}
	p.space, p.started = false, false
}

// A generator makes HTML as articles and templates do, with white space in
// all the places where authors and templates may leave some.
type generator struct {
	*rand.Rand
	ids   int
	holes []template.HTML // marks and notes, which are put into pages that have been minified
}

func (g *generator) fragment() string {
	var b strings.Builder
	for range 1 + g.IntN(6) {
		b.WriteString(g.block(2))
		b.WriteString(g.gap())
	}
	return b.String()
}

func pick[T any](g *generator, from ...T) T { return from[g.IntN(len(from))] }

// gap is white space between blocks, or none.
func (g *generator) gap() string { return pick(g, "", "\n", "\n\n", " ", "\n  \t") }

// between is what parts two pieces of a line, or does not.
func (g *generator) between() string {
	return pick(g, "", "", " ", " ", " ", "\n", "  ", " \n ", "\u00a0", "&nbsp;", "\u2009", "\u200b", " \u00a0 ", "\u2013", ", ")
}

func (g *generator) word() string {
	return pick(g, "magnesium", "zinc", "a", "I", "0.78", "(95", "%", "CI", "18\u201327)", "naïve", "Żółć", "Mg²⁺", "β", "鎂", "🧂", "p&lt;0.05", "R&amp;D",
		"&quot;so&quot;", "it&#39;s", "&hellip;", "&#x2014;", "&le;", "2&nbsp;g", "1\u202f000", "x&gt;y", "&amp;lt;", "&amp;amp;", "&lt;b&gt;", "&copy", "“stands”", "-", "…", ".", "?", ";")
}

func (g *generator) words() string {
	var b strings.Builder
	for i := range 1 + g.IntN(5) {
		if i > 0 {
			b.WriteString(g.between())
		}
		b.WriteString(g.word())
	}
	return b.String()
}

// id is an id that no other element has.
func (g *generator) id() string {
	g.ids++
	return pick(g, "c-", "Fig. ", "größe-", "r:", "a&amp;b-", "鎂") + strconv.Itoa(g.ids)
}

func (g *generator) address() string {
	return pick(g, "#fn-1", "../zinc/", "https://doi.org/10.1000/x(1)%3C2:3-4%3E", "https://example.org/?a=1&amp;b=2&amp;copy=3", "/search/?q=a+b",
		"https://example.org/it&#39;s", "mailto:desk@example.org", "../a%20b/", "", "https://Example.ORG/A?B=&quot;c&quot;")
}

// line is what stands in one paragraph.
func (g *generator) line(depth int) string {
	var b strings.Builder
	b.WriteString(pick(g, "", "", " ", "\n"))
	for i := range 1 + g.IntN(6) {
		if i > 0 {
			b.WriteString(g.between())
		}
		b.WriteString(g.inline(depth))
	}
	b.WriteString(pick(g, "", "", " ", "\n"))
	return b.String()
}

func (g *generator) inline(depth int) string {
	if depth == 0 || g.IntN(3) == 0 {
		return g.words()
	}
	in := g.line(depth - 1)
	switch g.IntN(12) {
	case 0:
		return fmt.Sprintf(`<a href="%s" title="%s">%s</a>`, g.address(), g.words(), in)
	case 1:
		name := pick(g, "em", "strong", "b", "i", "s", "cite", "sub", "sup", "span", "mark")
		return "<" + name + ">" + in + "</" + name + ">"
	case 2:
		return "<code>" + pick(g, "", " ") + g.words() + pick(g, "  ", "\n", "") + g.words() + "</code>"
	case 3:
		return `<br>` + g.gap()
	case 4:
		return fmt.Sprintf(`<img src="%s" alt="%s" width="%d" height="10" loading="lazy">`, g.address(), g.words(), g.IntN(900))
	case 5:
		return fmt.Sprintf(`<time datetime="2026-11-%02d">%s</time>`, 1+g.IntN(30), g.words())
	case 6:
		return fmt.Sprintf(`<button class="mark stands" aria-expanded="true" aria-controls="%s" aria-label="%s">%s</button>`, g.id(), g.words(), g.line(0))
	case 7:
		return g.claim(in)
	case 8:
		return fmt.Sprintf(`<sup id="%s"><a href="#fn-%d" role="doc-noteref">%d</a></sup>`, g.id(), g.IntN(9), g.IntN(9))
	case 9:
		return fmt.Sprintf(`<svg viewBox="0 0 100 10" preserveAspectRatio="none" width="100" height="10" aria-hidden="true" focusable="false"><rect width="%d" height="10"/></svg>`, g.IntN(101))
	case 10:
		return `<input type="checkbox" checked="" disabled="">`
	}
	return "<b>" + g.words() + "</b>" + g.between() + "<i>" + in + "</i>"
}

// claim is a run of words with its mark and its note.
func (g *generator) claim(words string) string {
	class := pick(g, "query", "flagged", "stands", "vague")
	start := site.Hole(&g.holes, fmt.Sprintf(`<span class="claim %s" id="%s">`, class, g.id()))
	mark := fmt.Sprintf(`</span><button class="mark %s" aria-expanded="true" aria-controls="%s" aria-label="%s">%s</button>`, class, g.id(), g.words(), g.words())
	note := fmt.Sprintf(`<span class="note %s" role="note" id="%s"><span class="word">%s</span> <span class="ref"><b>%s</b>, <i>%s</i></span></span>`,
		class, g.id(), g.words(), g.words(), g.words())
	return start + words + site.Hole(&g.holes, mark+note)
}

func (g *generator) block(depth int) string {
	if depth == 0 {
		return "<p>" + g.line(2) + "</p>"
	}
	switch g.IntN(13) {
	case 0:
		return fmt.Sprintf("<h%d id=\"%s\">%s</h%[1]d>", 1+g.IntN(6), g.id(), g.line(1))
	case 1:
		return g.list(depth)
	case 2:
		return g.table()
	case 3:
		return "<blockquote>" + g.gap() + g.block(depth-1) + g.gap() + "</blockquote>"
	case 4:
		return "<pre>" + pick(g, "", "\n", "\n\n") + "<code class=\"language-go\">" + g.code() + "</code></pre>"
	case 5:
		return "<details" + pick(g, "", ` open=""`) + "><summary>" + g.line(1) + "</summary>" + g.gap() + g.block(depth-1) + "</details>"
	case 6:
		return "<figure>" + g.inline(0) + "<figcaption>" + g.line(2) + "</figcaption></figure>"
	case 7:
		return g.data()
	case 8:
		return pick(g, "<hr>", "<hr />")
	case 9:
		return `<dl class="tally" aria-label="` + g.words() + `"><div><dt>` + g.line(0) + "</dt>" + g.gap() + "<dd>" + g.line(1) + "</dd></div></dl>"
	case 10:
		return fmt.Sprintf(`<section aria-labelledby="%s">%s%s%s</section>`, g.id(), g.gap(), g.block(depth-1), g.block(depth-1))
	}
	return "<p>" + g.line(3) + "</p>"
}

func (g *generator) list(depth int) string {
	open, end := pick(g, "<ul>", `<ul class="marks">`), "</ul>"
	if g.IntN(2) == 0 {
		open, end = fmt.Sprintf(`<ol start="%d">`, g.IntN(99)), "</ol>"
	}
	for range 1 + g.IntN(3) {
		open += g.gap() + `<li id="` + g.id() + `">` + pick(g, g.line(2), g.block(depth-1), g.line(1)+g.block(depth-1)) + "</li>"
	}
	return open + g.gap() + end
}

func (g *generator) table() string {
	cell := func(name string) string {
		return g.gap() + "<" + name + pick(g, "", ` class="right"`, ` class="center"`) + ">" + g.line(2) + "</" + name + ">"
	}
	b := `<div class="table">` + "\n" + `<div class="scroll" role="region" tabindex="0" aria-label="Table 1"><table>` + g.gap() + pick(g, "", "<caption>"+g.line(1)+"</caption>")
	b += "<thead>" + g.gap() + "<tr>" + cell("th") + cell("th") + g.gap() + "</tr></thead>" + g.gap() + "<tbody>"
	for range 1 + g.IntN(3) {
		b += g.gap() + "<tr>" + cell("td") + cell("td") + g.gap() + "</tr>"
	}
	return b + "</tbody>" + g.gap() + "</table></div>\n</div>"
}

// code is text whose white space counts.
func (g *generator) code() string {
	var b strings.Builder
	for range 1 + g.IntN(4) {
		b.WriteString(pick(g, "", "  ", "\t", "\t  ") + g.words() + pick(g, "", "  ") + pick(g, "\n", "\n\n", ""))
	}
	return b.String()
}

// data is linked data with values that look like markup and like white space.
func (g *generator) data() string {
	v := map[string]any{"@type": "MedicalWebPage", "name": html.UnescapeString(g.words()), "text": "  two  spaces </p> " + html.UnescapeString(g.words()) + "\n\t<!-- -->", "n": g.IntN(9), "list": []string{"", " "}}
	b, err := json.Marshal(v) // which escapes <, > and &
	if err != nil {
		panic(err)
	}
	return `<script type="application/ld+json">` + string(b) + "</script>"
}
