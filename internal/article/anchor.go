package article

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// targets are lines "(name)=", by which MyST names what stands below. Before a
// heading the name is the heading's id, which stays when the heading is
// reworded; further names, and names before anything else, are places that
// links may lead to.
type targets struct{}

func (targets) Trigger() []byte                             { return []byte{'('} }
func (targets) CanInterruptParagraph() bool                 { return false }
func (targets) CanAcceptIndentedLine() bool                 { return false }
func (targets) Close(ast.Node, text.Reader, parser.Context) {}
func (targets) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	return continueAside(n.(*aside), reader)
}

func (targets) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	name, ok := bytes.CutSuffix(bytes.TrimSpace(line[pc.BlockOffset():]), []byte(")="))
	if !ok || !isLabel(string(name[1:])) || bytes.ContainsAny(name[1:], "()") {
		return nil, parser.NoChildren
	}
	start := blockStart(reader, pc)
	n := openAside(reader, start+len(name)+len(")="))
	n.target = string(name[1:])
	return n, parser.NoChildren
}

// heading gives a heading the id that its author gave it, "## Dose {#dose}" or
// "(dose)=" on the line above.
func (l *labeller) heading(n *ast.Heading) {
	if e, ok := n.LastChild().(*expression); ok {
		if id := idOf(l.src[e.start:e.stop]); id != "" {
			l.st.headingIDs[n] = l.given(id, extent{e.start, e.stop})
			return
		}
	}
	if above, ok := n.PreviousSibling().(*aside); ok && above.target != "" {
		l.st.headingIDs[n] = above.target // which anchor has made unique
		above.target = ""
		l.article.Labels = l.article.Labels[:len(l.article.Labels)-1]
	}
}

// anchor notes the place that a target names.
func (l *labeller) anchor(n *aside) {
	at := extent{n.Pos(), n.stop}
	n.target = l.given(n.target, at)
	l.article.Labels = append(l.article.Labels, Label{ID: n.target, Span: at.span()})
}

// given is an id that an author gave, or another one if it was given before.
func (l *labeller) given(id string, at extent) string {
	unique := l.ids.unique(id)
	if unique != id {
		l.st.problems = append(l.st.problems, Problem{"duplicate-anchor", at.span(), "anchor \"" + id + "\" is given twice; links lead to the first", "give this one another name"})
	}
	return unique
}
