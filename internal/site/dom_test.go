package site_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// parse reads a page as browsers do.
func parse(t testing.TB, page string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// elements are all elements of a page that pick takes, in its order.
func elements(root *html.Node, pick func(*html.Node) bool) (found []*html.Node) {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && pick(n) {
			found = append(found, n)
		}
	}
	return found
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasClass(class string) func(*html.Node) bool {
	return func(n *html.Node) bool { return slices.Contains(strings.Fields(attr(n, "class")), class) }
}

func byID(root *html.Node, id string) *html.Node {
	for _, n := range elements(root, func(n *html.Node) bool { return attr(n, "id") == id }) {
		return n
	}
	return nil
}

// without takes elements out of a page.
func without(root *html.Node, pick func(*html.Node) bool) *html.Node {
	for _, n := range elements(root, pick) {
		n.Parent.RemoveChild(n)
	}
	return root
}

// inlineElements do not part words.
var inlineElements = []string{"a", "b", "button", "cite", "code", "em", "i", "mark", "s", "span", "strong", "sub", "sup", "time"}

// text is what a reader sees of n, white space folded; blocks part words.
func text(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
			return
		case n.Data == "script" || n.Data == "style":
			return
		}
		block := n.Type == html.ElementNode && !slices.Contains(inlineElements, n.Data)
		if block {
			b.WriteByte('\n')
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
		if block {
			b.WriteByte('\n')
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// hasAttr picks elements with any of those attributes.
func hasAttr(names ...string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		return slices.ContainsFunc(names, func(name string) bool { return attr(n, name) != "" })
	}
}
