package article

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"stet/internal/source"
)

// A Written is something that an article names, with the bytes that it is
// written with.
type Written struct {
	Span source.Span
	Text string // exactly the bytes of Span
}

// CitedNames are the keys and ids within the brackets of citations, "[@a; @b]",
// without their "@", in the order of the file.
func (a *Article) CitedNames() []Written {
	var names []Written
	a.walk(func(n ast.Node) {
		c, ok := n.(*citation)
		if !ok {
			return
		}
		for i := c.start; i < c.stop; i++ {
			if a.src[i] != '@' {
				continue
			}
			end := i + 1 + bytes.IndexAny(a.src[i+1:c.stop], "];, \n")
			if end > i {
				names = append(names, a.written(i+1, end))
				i = end - 1
			}
		}
	})
	return names
}

// Addresses are the addresses of links, as they are written, in the order of
// the tree. Those with escapes in them are left out.
func (a *Article) Addresses() []Written {
	var all []Written
	within := func(start, stop int, target string) {
		if start < 0 || stop > len(a.src) || start > stop || target == "" {
			return
		}
		if i := strings.LastIndex(string(a.src[start:stop]), target); i >= 0 {
			all = append(all, a.written(start+i, start+i+len(target)))
		}
	}
	a.walk(func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Link:
			within(n.Pos(), a.st.ends[n], string(n.Destination))
		case *ast.AutoLink:
			within(n.Pos(), n.Pos()+len(n.Label(a.src))+2, string(n.Label(a.src)))
		case *address:
			all = append(all, a.written(n.start, n.stop))
		case *tag:
			if strings.EqualFold(n.name, "a") {
				end := n.start + bytes.IndexByte(a.src[n.start:], '>')
				within(n.start, end, n.attr("href"))
			}
		case *ast.LinkReferenceDefinition:
			if lines := n.Lines(); lines.Len() > 0 {
				within(lines.At(0).Start, lines.At(lines.Len()-1).Stop, string(n.Destination))
			}
		}
	})
	return all
}

func (a *Article) written(start, end int) Written {
	return Written{source.Span{Start: start, End: end}, string(a.src[start:end])}
}

// walk visits all nodes of the article's tree.
func (a *Article) walk(visit func(ast.Node)) {
	if a.doc == nil {
		return
	}
	_ = ast.Walk(a.doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // visit gives no errors
		if entering {
			visit(n)
		}
		return ast.WalkContinue, nil
	})
}
