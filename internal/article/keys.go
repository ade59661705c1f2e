package article

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"stet/internal/source"
	"stet/internal/yaml"
)

// RenameKey is what has to change in the article when the reference old gets
// another key: its name in brackets, as in [@old], and in the list under
// references: of the front matter. The edits are in the order of the file.
func (a *Article) RenameKey(old, key string) []source.Edit {
	edits := a.listedKeys(old, key)
	ast.Walk(a.doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if c, ok := n.(*citation); ok && entering {
			edits = append(edits, a.keysIn(source.Span{Start: c.start, End: c.stop}, old, key)...)
		}
		return ast.WalkContinue, nil
	})
	slices.SortFunc(edits, func(x, y source.Edit) int { return x.Span.Compare(y.Span) })
	return slices.CompactFunc(edits, func(x, y source.Edit) bool { return x.Span == y.Span })
}

// keysIn are the edits within one pair of brackets.
func (a *Article) keysIn(brackets source.Span, old, key string) []source.Edit {
	var edits []source.Edit
	text := a.File.Text(brackets)
	for at := 0; ; {
		i := strings.Index(text[at:], "@"+old)
		if i < 0 {
			return edits
		}
		start := at + i + 1
		at = start + len(old)
		if at < len(text) && strings.IndexByte("];, \n\r", text[at]) >= 0 {
			edits = append(edits, source.Edit{Span: source.Span{Start: brackets.Start + start, End: brackets.Start + at}, Text: key})
		}
	}
}

// listedKeys are the edits in the front matter.
func (a *Article) listedKeys(old, key string) []source.Edit {
	fr, found := findFront(a.File.Bytes, false)
	if !found || fr.end < 0 || fr.mark != "---" {
		return nil
	}
	root, err := yaml.ParsePart(a.File, fr.inner, yaml.Limits{})
	if err != nil || root == nil {
		return nil
	}
	list := root.Field("references")
	if list == nil {
		return nil
	}
	var edits []source.Edit
	for i := range list.Items {
		if item := &list.Items[i]; item.Kind == yaml.Scalar && item.Value == old {
			edits = append(edits, source.Edit{Span: item.Span, Text: yaml.Text(key)})
		}
	}
	return edits
}
