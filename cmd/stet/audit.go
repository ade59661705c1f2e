package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"stet/internal/audit"
	"stet/internal/disk"
	"stet/internal/project"
)

var auditVerb = command{
	name:  "audit",
	args:  "[paths ...] [--citations FILE] [--format FORMAT] [--output FORMAT=FILE ...] [--fail-on SEVERITY]",
	short: "check the claims of articles, here or anywhere",
	long: `Checks every claim of the articles at paths, by default those of this folder's
site, and prints what it finds. Articles are markdown (.md, .mdx, .markdown), web
pages as they were saved (.html, .htm) and plain text (.txt), or folders of them.

The library is the file that --citations names, else the nearest citations.yaml
upwards from the first path, else none: then ids cannot be looked up and say so.
Nothing is fetched, and nothing written but the files that --output names.

  stet audit                                  the site of this folder
  stet audit draft.md                         one article
  stet audit --citations refs.yaml articles/  other people's articles
  stet audit --output csv=ledger.csv --output html=report.html

Formats:
` + formatList() + `
Exit status: 1 if there is a finding at or above --fail-on.`,
	run: runAudit,
}

func runAudit(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	citations := flags.String("citations", "", "the library to match against, instead of the nearest citations.yaml: `FILE`")
	out := outputFlags(flags)
	failOn := flags.String("fail-on", "error", "exit with status 1 from `SEVERITY` on: error, warning, note or never")
	day := todayFlag(flags)
	paths, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	if !slices.Contains(gates, *failOn) {
		return usagef("--fail-on %q is not a severity (want %s)", *failOn, listed(gates))
	}
	first := "."
	if len(paths) > 0 {
		first = paths[0]
	}
	p, err := openProject(first, *citations)
	if err != nil {
		return err
	}
	if p.Library == nil {
		fmt.Fprintln(e.stderr, "note: no citations.yaml here or above; nothing can match (name one with --citations)")
	}
	run := project.Audit{Site: len(paths) == 0, Brief: !out.claims()}
	if run.Today, err = day.value(); err != nil {
		return err
	}
	var left error // articles that could not be found
	run.Tasks, left = tasksAt(e, p, paths)
	result, err := p.Audit(ctx, run)
	unread := errors.Join(left, err)
	if *failOn != never {
		result.FailOn = audit.Severity(*failOn)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if len(result.Articles) > 0 || unread == nil {
		if err := out.write(e, result); err != nil {
			return err
		}
	}
	if unread != nil {
		return &failure{statusDisk, unread}
	}
	if result.Failed() {
		return &failure{statusFindings, nil}
	}
	return nil
}

// never is the value of --fail-on with which no finding fails a run.
const never = "never"

// gates are the values of --fail-on.
var gates = []string{string(audit.Error), string(audit.Warning), string(audit.Note), never}

// tasksAt are the articles at paths; what is left out is said, and what cannot
// be read is an error.
func tasksAt(e *env, p *project.Project, paths []string) ([]project.Task, error) {
	tasks, skipped, err := p.TasksAt(paths)
	errs := []error{err}
	for _, s := range skipped {
		if s.Unread {
			errs = append(errs, &disk.Error{Path: s.Path, Msg: s.Reason})
			continue
		}
		fmt.Fprintf(e.stderr, "note: %s: left out: %s\n", s.Path, s.Reason)
	}
	return tasks, errors.Join(errs...)
}
