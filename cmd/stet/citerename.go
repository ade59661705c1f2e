package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"

	"stet/internal/cite"
	"stet/internal/disk"
	"stet/internal/project"
	"stet/internal/source"
)

var citeRename = command{
	name:  "cite rename",
	args:  "OLD NEW [PATH...] [--citations FILE]",
	short: "give a reference another key, in the articles too",
	long: `Gives the reference OLD, a key or an id, the key NEW: in citations.yaml, and in
the articles that cite it as [@OLD] or list it under references:. Those are the
articles of the site; PATH, a file or folder, names others. Nothing else in them
changes. Citations by id, [@pmid:29480918], keep working and stay.

  stet cite rename yasui2012 yasui2012a
  stet cite rename 29480918 uwitonze2018

The library is written last: after an interruption run the same command again.
Articles below the library's folder that were not looked through, and cite OLD
still, are named; the same command with their PATH rewrites them.`,
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
	r := renaming{old: old, key: key}
	renamed := lib.Find(old) == nil && lib.Key(key) != nil && len(args) > 2 // before, and articles were left over
	if !renamed {
		refs, err := references(lib, args[:1])
		if err != nil {
			return err
		}
		r.old = refs[0].Key
		if _, err := cite.Rename(f, old, key); err != nil { // nothing is touched if it cannot be done
			return &failure{statusFindings, err}
		}
	}
	p, err := openProject(*citations, *citations)
	if err != nil {
		return err
	}
	tasks, err := renameTasks(e, p, args[2:])
	if err != nil {
		return err
	}
	r.Project = p
	if !cite.IsID(r.old) {
		if err := r.in(ctx, e, tasks); err != nil {
			return err
		}
	}
	if renamed {
		return nil
	}
	err = editLibrary(e, *citations, func(f *source.File) ([]byte, error) { return cite.Rename(f, old, key) })
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "%s: %s is now %s\n", filepath.ToSlash(*citations), r.old, key)
	if !cite.IsID(r.old) {
		r.tellOthers(e, libraryDir(*citations), tasks)
	}
	return nil
}

// renameTasks are the articles to look through.
func renameTasks(e *env, p *project.Project, paths []string) ([]project.Task, error) {
	if len(paths) == 0 {
		tasks, err := siteTasks(e, p)
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
			renamed := source.Splice(b, edits)
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

// tellOthers names the articles below dir that cite the old key still, because
// they are not of the site and nobody named them: they lead to nothing now.
func (r renaming) tellOthers(e *env, dir string, done []project.Task) {
	others, _, err := r.TasksAt([]string{dir})
	if err != nil {
		return // there are none, or they cannot be read; the renaming is done
	}
	isDone := map[string]bool{}
	for _, t := range done {
		isDone[path.Clean(t.Path)] = true
	}
	for _, t := range others {
		if isDone[path.Clean(t.Path)] {
			continue
		}
		if a, err := r.Article(t); err == nil {
			if n := len(a.RenameKey(r.old, r.key)); n > 0 {
				fmt.Fprintf(e.stderr, "note: %[1]s: not rewritten: %[2]s of [@%[3]s], which leads to nothing now; 'stet cite rename %[3]s %[4]s %[1]s' does it\n", t.Path, plural(n, "citation", "citations"), r.old, r.key)
			}
		}
	}
}
