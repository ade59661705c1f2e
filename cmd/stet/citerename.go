package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"stet/internal/cite"
	"stet/internal/disk"
	"stet/internal/project"
	"stet/internal/source"
	"stet/internal/yaml"
)

var citeRename = command{
	name:  "cite rename",
	args:  "OLD NEW [PATH...] [--citations FILE]",
	short: "give a reference another key, in the articles too",
	long: `Gives the reference OLD, a key or an id, the key NEW: in ./citations.yaml, and in
the articles that cite it as [@OLD] or list it under references:. Those are the
articles of the site; PATH, a file or folder, names others. Nothing else in them
changes. Citations by id, [@pmid:29480918], keep working and stay.

  stet cite rename yasui2012 yasui2012a
  stet cite rename 29480918 uwitonze2018

The library is written last: after an interruption run the same command again.`,
	run: runRename,
}

func runRename(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	citations := citationsFlag(flags)
	args, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	if len(args) < 2 {
		return usagef("cite rename needs a reference and its new key, as in 'stet cite rename 29480918 uwitonze2018'")
	}
	old, key := args[0], args[1]
	f, lib, err := openLibrary(*citations)
	if err != nil {
		return err
	}
	refs, err := references(lib, args[:1])
	if err != nil {
		return err
	}
	if _, err := cite.Rename(f, old, key); err != nil { // nothing is touched if it cannot be done
		return &failure{statusFindings, err}
	}
	p, err := openProject(*citations, *citations)
	if err != nil {
		return err
	}
	tasks, err := renameTasks(e, p, args[2:])
	if err != nil {
		return err
	}
	if !cite.IsID(refs[0].Key) {
		if err := (renaming{p, refs[0].Key, key}).in(ctx, e, tasks); err != nil {
			return err
		}
	}
	err = editLibrary(e, *citations, func(f *source.File) ([]byte, error) { return cite.Rename(f, old, key) })
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "%s: %s is now %s\n", filepath.ToSlash(*citations), refs[0].Key, key)
	return nil
}

// renameTasks are the articles to look through.
func renameTasks(e *env, p *project.Project, paths []string) ([]project.Task, error) {
	if len(paths) == 0 {
		tasks, err := siteTasks(e, p)
		if len(tasks) == 0 && err == nil {
			fmt.Fprintln(e.stderr, "note: there are no articles of a site here; name others behind the new key, as in 'stet cite rename OLD NEW articles/'")
		}
		return tasks, err
	}
	return tasksAt(e, p, paths)
}

// A renaming gives a reference another key.
type renaming struct {
	*project.Project
	old, key string
}

// in rewrites the citations of the key in articles. All are read before the
// first is written.
func (r renaming) in(ctx context.Context, e *env, tasks []project.Task) error {
	var changed []project.Task
	for _, t := range tasks {
		a, err := r.Article(t)
		if err != nil {
			return err
		}
		if len(a.RenameKey(r.old, r.key)) > 0 {
			changed = append(changed, t)
		}
	}
	for _, t := range changed {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		n := 0
		err := disk.Update(filepath.FromSlash(t.Path), r.Limit(), func(b []byte) ([]byte, error) {
			f := source.NewFile(t.Path, b)
			edits := r.Parse(f, t.Own).RenameKey(r.old, r.key)
			n = len(edits)
			renamed := yaml.Splice(b, edits)
			if left := r.Parse(source.NewFile(t.Path, renamed), t.Own).RenameKey(r.old, r.key); len(left) > 0 {
				return nil, errors.New(t.Path + ": cannot be rewritten; nothing was written")
			}
			return renamed, nil
		})
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(e.stdout, "%s: %s\n", t.Path, plural(n, "citation", "citations")); err != nil {
			return err
		}
	}
	return nil
}
