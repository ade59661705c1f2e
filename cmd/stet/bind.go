package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/disk"
	"stet/internal/fix"
	"stet/internal/project"
	"stet/internal/report"
	"stet/internal/source"
)

var bindVerb = command{
	name:  "bind",
	args:  "FILE:LINE ID | --accept-unique [PATH...] [--write]",
	short: "write a reference's id into the sentence that means it",
	long: `Writes the citation of a reference, [@pmid:29480918], into the sentence on a
line, so that from then on the sentence names its source outright. ID is a key or
an id of the library. Nothing is written where the sentence does not say what the
record says, unless --anyway is given, or where it is not the only one on its
line: FILE:LINE:COLUMN, as findings print it, tells which is meant.

With --accept-unique, binds every sentence that exactly one verified reference
fits by its words, in the articles at PATH or of this folder's site, and prints
the changes. Only with --write are they made. Sentences that fit a retracted
paper are left.

  stet bind content/zinc.md:31 29480918
  stet bind --accept-unique              show what would be written
  stet bind --accept-unique --write

Exit status: 1 if a sentence could not be bound.`,
	run: runBind,
}

func runBind(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	citations := libraryFlag(flags)
	anyway := flags.Bool("anyway", false, "bind a sentence that says something else than the record, too")
	unique := flags.Bool("accept-unique", false, "bind all sentences that one reference fits by its words")
	write := flags.Bool("write", false, "with --accept-unique: make the changes")
	args, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	b := &binder{env: e, anyway: *anyway, write: *write || !*unique}
	switch {
	case *unique && *anyway:
		return usagef("--accept-unique binds what fits; --anyway goes with FILE:LINE")
	case *unique:
		return b.all(ctx, *citations, args)
	case len(args) != 2:
		return usagef("bind needs a place and a reference, as in 'stet bind content/zinc.md:31 29480918'")
	}
	return b.one(ctx, *citations, args[0], args[1])
}

// A binder is one run of bind.
type binder struct {
	*env
	*project.Project
	anyway bool
	write  bool
}

// open reads the project at path, which has to have a library.
func (b *binder) open(path, citations string) (err error) {
	if b.Project, err = openProject(path, citations); err == nil && b.Library == nil {
		err = usagef("no citations.yaml here or above; name one with --citations")
	}
	return err
}

// one binds the mention at a place to a reference.
func (b *binder) one(ctx context.Context, citations, place, name string) error {
	at, ok := parsePlace(place)
	if !ok {
		return usagef("%s: add the line of the sentence, as %s:12", place, place)
	}
	if err := b.open(at.path, citations); err != nil {
		return err
	}
	ref := b.Library.Find(name)
	if ref == nil && !cite.IsID(name) {
		return &failure{statusFindings, fmt.Errorf("%s: no reference of the library has this key; 'stet cite list' lists them", name)}
	}
	if ref == nil {
		return &failure{statusFindings, fmt.Errorf("%s: no such reference in the library; 'stet cite add %s' fetches it", name, name)}
	}
	task := b.FileTask(at.path)
	draft, err := b.Draft(task)
	if err != nil {
		return err
	}
	target, err := at.target(draft.Digest.Claims)
	if err != nil {
		return &failure{statusFindings, err}
	}
	edits, verdict, err := draft.Bind(target, ref.Key)
	if misfit, ok := errors.AsType[*fix.MisfitError](err); ok {
		if err := report.Explain(b.stderr, audit.Article{Path: at.path, Claims: []audit.Claim{misfit.Claim}}, b.Library); err != nil {
			return err
		}
		if !b.anyway {
			return &failure{statusFindings, fmt.Errorf("%s: %w; mend the sentence, or bind it --anyway", at, err)}
		}
	} else if err != nil {
		return &failure{statusFindings, fmt.Errorf("%s: %w", at, err)}
	}
	if err := b.save(draft, edits); err != nil {
		return err
	}
	fmt.Fprintf(b.stderr, "%s: bound to %s: %s\n", at, ref.Key, verdict)
	return keepBindings(ctx, b.Project, []project.Task{task})
}

// all binds every mention of the articles at paths that one verified reference
// fits.
func (b *binder) all(ctx context.Context, citations string, paths []string) error {
	first := "."
	if len(paths) > 0 {
		first = paths[0]
	}
	if err := b.open(first, citations); err != nil {
		return err
	}
	tasks, err := tasksAt(b.env, b.Project, paths)
	if err != nil {
		return err
	}
	bound, articles := 0, 0
	for _, t := range tasks {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		n, err := b.article(t)
		if err != nil {
			return err
		}
		bound += n
		articles += min(n, 1)
	}
	say := "%s in %s would be bound; --write does it\n"
	if b.write {
		say = "%s in %s bound\n"
	}
	fmt.Fprintf(b.stderr, say, report.Count(bound, "sentence"), report.Count(articles, "article"))
	if !b.write {
		return nil
	}
	return keepBindings(ctx, b.Project, tasks)
}

// article binds what can be bound in one article, prints the change, and gives
// how much it is.
func (b *binder) article(t project.Task) (bound int, err error) {
	if !article.IsMarkdown(t.Path) {
		return 0, nil // its citations would be read as text
	}
	draft, err := b.Draft(t)
	if err != nil {
		return 0, err
	}
	edits := draft.BindUnique()
	if err := printChange(b.env, draft, edits); err != nil {
		return 0, err
	}
	return len(edits), b.save(draft, edits)
}

func (b *binder) save(draft *fix.Draft, edits []source.Edit) error {
	if !b.write {
		return nil
	}
	return saveDraft(b.Project, draft, edits)
}

// printChange prints what edits change in an article, as a unified diff.
func printChange(e *env, draft *fix.Draft, edits []source.Edit) error {
	f := draft.Article.File
	_, err := e.stdout.Write(diff.Diff(f.Path, f.Bytes, f.Path, source.Splice(f.Bytes, edits)))
	return err
}

// saveDraft makes edits in the file of an article, which has to be as it was
// read.
func saveDraft(p *project.Project, draft *fix.Draft, edits []source.Edit) error {
	if len(edits) == 0 {
		return nil
	}
	f := draft.Article.File
	return disk.Update(filepath.FromSlash(f.Path), p.Limit(), func(now []byte) ([]byte, error) {
		if !bytes.Equal(now, f.Bytes) {
			return nil, fmt.Errorf("%s was changed meanwhile; nothing was written, run the command again", f.Path)
		}
		return source.Splice(now, edits), nil
	})
}
