package main

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"stet/internal/project"
	"stet/internal/report"
	"stet/internal/source"
)

var fixVerb = command{
	name:  "fix",
	args:  "[PATH...] [--dry-run]",
	short: "put right what is mechanical in articles",
	long: `Puts right, in the articles at PATH or of this folder's site, what needs no
judgement, and prints the changes:

  addresses    those that PubMed, PMC and doi.org had become those they have
  ids          a PMCID behind "pmid:", an id without its prefix, an address in a citation
  list titles  of an entry whose id leads to a verified record: as the record has it

Which source is meant never changes, and no verdict becomes worse.

  stet fix --dry-run        show the changes
  stet fix content/zinc.md`,
	run: runFix,
}

func runFix(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	citations := libraryFlag(flags)
	dry := flags.Bool("dry-run", false, "show the changes and make none")
	paths, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	first := "."
	if len(paths) > 0 {
		first = paths[0]
	}
	p, err := openProject(first, *citations)
	if err != nil {
		return err
	}
	tasks, err := tasksAt(e, p, paths)
	if err != nil {
		return err
	}
	f := fixer{env: e, Project: p, dry: *dry, done: map[string]int{}}
	for _, t := range tasks {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := f.article(t); err != nil {
			return err
		}
	}
	if len(f.done) == 0 {
		fmt.Fprintf(e.stderr, "nothing to put right in %s\n", report.Count(len(tasks), "article"))
	}
	for _, what := range slices.Sorted(maps.Keys(f.done)) {
		fmt.Fprintf(e.stderr, "%4d  %s\n", f.done[what], what)
	}
	return nil
}

// A fixer is one run of fix.
type fixer struct {
	*env
	*project.Project
	dry  bool           // changes are shown, and none is made
	done map[string]int // how often what was put right
}

// article puts right what there is in one article, and counts it in done.
func (f *fixer) article(t project.Task) error {
	draft, err := f.Draft(t)
	if err != nil {
		return err
	}
	changes := draft.Mend(f.Index.Reference)
	edits := make([]source.Edit, len(changes))
	for i, c := range changes {
		edits[i] = c.Edit
		f.done[c.What]++
	}
	if err := printChange(f.env, draft, edits); err != nil || f.dry {
		return err
	}
	return saveDraft(f.Project, draft, edits)
}
