package main

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"stet/internal/project"
	"stet/internal/report"
	"stet/internal/yaml"
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
	citations := flags.String("citations", "", "the library, instead of the nearest citations.yaml: `FILE`")
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
	done := map[string]int{}
	for _, t := range tasks {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := fixArticle(e, p, t, done, *dry); err != nil {
			return err
		}
	}
	if len(done) == 0 {
		fmt.Fprintf(e.stderr, "nothing to put right in %s\n", report.Count(len(tasks), "article"))
	}
	for _, what := range slices.Sorted(maps.Keys(done)) {
		fmt.Fprintf(e.stderr, "%4d  %s\n", done[what], what)
	}
	return nil
}

// fixArticle puts right what there is in one article, and counts it in done.
func fixArticle(e *env, p *project.Project, t project.Task, done map[string]int, dry bool) error {
	draft, err := p.Draft(t)
	if err != nil {
		return err
	}
	changes := draft.Mend(p.Index.Reference)
	edits := make([]yaml.Edit, len(changes))
	for i, c := range changes {
		edits[i] = c.Edit
		done[c.What]++
	}
	if err := printChange(e, draft, edits); err != nil || dry {
		return err
	}
	return saveDraft(p, draft, edits)
}
