package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"stet/internal/cite"
	"stet/internal/source"
)

var citeRemove = command{
	name:  "cite remove",
	args:  "KEY... [--force] [--citations FILE]",
	short: "take references out of the library",
	long: `Takes entries out of citations.yaml, each with the comment lines right above
it. A reference is named by its key or an id. One that articles of the site use
stays, unless --force is given; then its claims will say unknown-id or unmatched.

  stet cite remove yasui2012
  stet cite list --unused              what may go

Exit status: 1 if a name is not in the library, or a reference is in use.`,
	run: runRemove,
}

func runRemove(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	citations := citationsFlag(flags)
	force := flags.Bool("force", false, "also those that articles use")
	names, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return usagef("cite remove needs a key or an id; 'stet cite list' prints them")
	}
	_, lib, err := openLibrary(*citations)
	if err != nil {
		return err
	}
	refs, err := references(lib, names)
	if err != nil {
		return err
	}
	if !*force {
		if err := unused(ctx, e, *citations, refs); err != nil {
			return err
		}
	}
	var removed []*cite.Reference
	err = editLibrary(e, *citations, func(f *source.File) ([]byte, error) {
		b, gone, missing, err := cite.Remove(f, names)
		if err == nil && len(missing) > 0 {
			err = notInLibrary(lib, missing)
		}
		removed = gone
		return b, err
	})
	if err != nil {
		return err
	}
	for _, r := range removed {
		fmt.Fprintln(e.stdout, brief(r))
	}
	fmt.Fprintf(e.stderr, "%s: %d removed\n", filepath.ToSlash(*citations), len(removed))
	return nil
}

// unused refuses references that articles of the site use.
func unused(ctx context.Context, e *env, path string, refs []*cite.Reference) error {
	uses, err := libraryUses(ctx, e, path)
	if err != nil {
		return err
	}
	var used []string
	for _, r := range refs {
		if places := uses[r.Key]; len(places) > 0 {
			used = append(used, fmt.Sprintf("%s is used in %s", r.Key, strings.Join(places, ", ")))
		}
	}
	if len(used) > 0 {
		return &failure{statusFindings, fmt.Errorf("nothing is removed: %s; change that first, or add --force", strings.Join(used, "; "))}
	}
	return nil
}
