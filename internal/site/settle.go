package site

import (
	"fmt"
	"html/template"
	"text/template/parse"
)

// settle puts words that are the same on every page, {{say "site.skip"}}, into
// the templates themselves, so that no page has to ask for them. Words that are
// not there are an error even where no page has come by yet.
func (p *phrases) settle(set *template.Template) error {
	for _, t := range set.Templates() {
		if t.Tree == nil {
			continue
		}
		if err := p.settleList(t.Tree, t.Tree.Root); err != nil {
			return err
		}
	}
	return nil
}

func (p *phrases) settleList(tree *parse.Tree, list *parse.ListNode) error {
	if list == nil {
		return nil
	}
	for i, n := range list.Nodes {
		var err error
		switch n := n.(type) {
		case *parse.ActionNode:
			var text string
			var isFixed bool
			if text, isFixed, err = p.fixed(tree, n); isFixed {
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(template.HTMLEscapeString(text))}
			}
		case *parse.IfNode:
			err = p.settleBranch(tree, &n.BranchNode)
		case *parse.RangeNode:
			err = p.settleBranch(tree, &n.BranchNode)
		case *parse.WithNode:
			err = p.settleBranch(tree, &n.BranchNode)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *phrases) settleBranch(tree *parse.Tree, b *parse.BranchNode) error {
	if err := p.settleList(tree, b.List); err != nil {
		return err
	}
	return p.settleList(tree, b.ElseList)
}

// fixed are the words that an action asks for, if they depend on nothing.
func (p *phrases) fixed(tree *parse.Tree, n *parse.ActionNode) (text string, isFixed bool, err error) {
	for _, cmd := range n.Pipe.Cmds {
		name, _ := cmd.Args[0].(*parse.IdentifierNode)
		if name == nil || name.Ident != "say" && name.Ident != "forms" || len(cmd.Args) < 2 {
			continue
		}
		key, ok := cmd.Args[1].(*parse.StringNode)
		if !ok {
			continue
		}
		if !p.has(key.Text) {
			at, _ := tree.ErrorContext(key)
			return "", false, fmt.Errorf("template: %s: there are no words %q in words.yaml", at, key.Text)
		}
		if len(n.Pipe.Cmds) > 1 || len(n.Pipe.Decl) > 0 {
			continue
		}
		if name.Ident == "forms" {
			text, err = p.forms(key.Text)
			return text, err == nil, err
		}
		if isFixed = len(cmd.Args) == 2; isFixed {
			text = p.of(key.Text)
		}
	}
	return text, isFixed, nil
}
