package site

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"text/template/parse"

	"stet/internal/audit"
	"stet/internal/source"
)

// calledHere are the templates that the program itself executes.
var calledHere = []string{baseName, "main", "head", "related", "links", "header", "footer"}

// unused are the templates of a site's own that no page has: nothing says
// otherwise that a block has been renamed, or its name mistyped. texts are all
// templates in force by file, own the files of the site's own.
func unused(texts map[string]string, own []string) (found []audit.Finding) {
	called := map[string]bool{}
	for _, name := range calledHere {
		called[name] = true
	}
	for name, text := range texts {
		for _, tree := range trees(name, text) {
			calls(tree.Root, called)
		}
	}
	known := slices.DeleteFunc(slices.Sorted(maps.Keys(called)), func(name string) bool { return name == baseName })
	for _, name := range own {
		defined := trees(name, texts[name])
		for _, block := range slices.Sorted(maps.Keys(defined)) {
			isFile := block == name
			if called[block] || isFile && (slices.Contains(pageNames, name) || parse.IsEmptyTree(defined[block].Root)) {
				continue
			}
			f := source.NewFile(templatesDir+name, []byte(texts[name]))
			finding := audit.Found("unused-template", f.Path)
			finding.Message = "defines \"" + block + "\", which no page uses" + source.DidYouMean(block, known)
			finding.Hint = "name one of the blocks that the built-in templates have, or take it out"
			if isFile {
				finding.Message = "text outside of {{define}}, which no page shows"
				finding.Hint = "put it into a block, or call it with {{template \"" + name + "\" .}}"
			} else if at := regexp.MustCompile(`\{\{-?\s*(?:define|block)\s+"` + regexp.QuoteMeta(block) + `"`).FindStringIndex(texts[name]); at != nil {
				finding.Start, finding.End = f.Position(at[0]), f.Position(at[1])
			}
			found = append(found, finding)
		}
	}
	return found
}

// trees are the templates that a file defines, by name; none if it cannot be
// read, which loading it says.
func trees(name, text string) map[string]*parse.Tree {
	set := map[string]*parse.Tree{}
	t := parse.New(name)
	t.Mode = parse.SkipFuncCheck
	if _, err := t.Parse(text, "", "", set); err != nil {
		return nil
	}
	return set
}

// calls notes the templates that n calls.
func calls(n parse.Node, called map[string]bool) {
	branch := func(b *parse.BranchNode) {
		calls(b.List, called)
		if b.ElseList != nil {
			calls(b.ElseList, called)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, c := range n.Nodes {
				calls(c, called)
			}
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.TemplateNode:
		called[n.Name] = true
	}
}

// definesMain reports whether a file defines the template that each page has
// for itself.
func definesMain(name, text string) bool {
	_, ok := trees(name, text)["main"]
	return ok && !strings.HasPrefix(name, baseName)
}
