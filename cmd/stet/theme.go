package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"stet/internal/disk"
	"stet/internal/site"
	"stet/internal/source"
	"stet/templates"
)

var themeVerb = command{
	name:  "theme",
	args:  "[NAME]",
	short: "list the templates that a site may override, or print one",
	long: `Lists the files and blocks of the built-in theme, with a sum of each, and what
this folder's site has of its own in templates/. With the name of one, prints it
to start your own from, with a comment that says from which it was made:

  stet theme article-tags > templates/own.html

From then on an audit tells when a new version of stet has another block there
(stale-template), when it has none of that name any more (unused-template), and
when yours asks for a field that is not there (bad-template). templates/README.md
of stet documents the blocks and their data; its words are 'stet schema words.yaml'.`,
	run: runTheme,
}

func runTheme(_ context.Context, e *env, args []string) error {
	args, err := e.parse(e.flags(), args)
	if err != nil {
		return err
	}
	blocks, err := site.Blocks(templates.FS)
	if err != nil {
		return err
	}
	switch len(args) {
	case 0:
		return listTheme(e, blocks)
	case 1:
	default:
		return usagef("theme takes one name, got %d", len(args))
	}
	i := slices.IndexFunc(blocks, func(b site.Block) bool { return b.Name == args[0] })
	if i < 0 {
		names := make([]string, len(blocks))
		for i := range blocks {
			names[i] = blocks[i].Name
		}
		return usagef("there is no template %q%s; 'stet theme' lists them", args[0], source.DidYouMean(args[0], names))
	}
	if _, err := fmt.Fprint(e.stdout, blocks[i].Text); err != nil {
		return &disk.Error{Path: "standard output", Msg: err.Error()}
	}
	return nil
}

// listTheme prints the blocks, with the site's own of this folder.
func listTheme(e *env, blocks []site.Block) error {
	p, err := openProject(".", "")
	if err != nil {
		return err
	}
	dir := filepath.Join(p.Dir, "templates")
	own, err := site.Overrides(os.DirFS(dir), blocks)
	if err != nil {
		return &failure{statusUsage, err}
	}
	w := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
	for _, b := range blocks {
		name, state := b.Name, ""
		if b.Name != b.File {
			name = "  " + name
		}
		if o, ok := own[b.Name]; ok {
			state = filepath.ToSlash(filepath.Join(dir, o.File))
			switch {
			case o.Stale:
				state += ", made from another"
			case !o.Marked:
				state += ", not marked"
			}
		}
		fmt.Fprintln(w, strings.TrimRight(name+"\t"+b.Sum+"\t"+state, "\t"))
	}
	if err := w.Flush(); err != nil {
		return &disk.Error{Path: "standard output", Msg: err.Error()}
	}
	return nil
}
