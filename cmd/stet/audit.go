package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"stet/internal/audit"
	"stet/internal/disk"
	"stet/internal/project"
	"stet/internal/report"
)

var auditVerb = command{
	name:  "audit",
	args:  "[paths ...] [--citations FILE] [--format FORMAT] [--fail-on SEVERITY]",
	short: "check the claims of articles, here or anywhere",
	long: `Checks every claim of the articles at paths, by default those of this folder's
site, and prints what it finds. Articles are markdown (.md, .mdx, .markdown), web
pages as they were saved (.html, .htm) and plain text (.txt), or folders of them.

The library is the file that --citations names, else the nearest citations.yaml
upwards from the first path, else none: then ids cannot be looked up and say so.
Nothing is written, and nothing is fetched.

  stet audit                                  the site of this folder
  stet audit draft.md                         one article
  stet audit --citations refs.yaml articles/  other people's articles
  stet audit --format json > audit.json       for programs (schema stet.audit/1)

Exit status: 1 if there is a finding at or above --fail-on.`,
	run: runAudit,
}

func runAudit(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	citations := flags.String("citations", "", "the library to match against, instead of the nearest citations.yaml: `FILE`")
	format := flags.String("format", "text", "print `FORMAT`: "+strings.Join(report.Names(), " or "))
	failOn := flags.String("fail-on", "error", "exit with status 1 from `SEVERITY` on: error, warning, note or never")
	day := todayFlag(flags)
	paths, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	write, ok := report.ByName(*format)
	if !ok {
		return usagef("there is no format %q (want %s)", *format, strings.Join(report.Names(), " or "))
	}
	if *format == "text" && inColor(e.stdout) {
		write = func(w io.Writer, r audit.Result) error { return report.Text(w, r, report.Options{Color: true}) }
	}
	gate, ok := gates[*failOn]
	if !ok {
		return usagef("--fail-on %q is not a severity (want error, warning, note or never)", *failOn)
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
	run := project.Audit{Site: len(paths) == 0, Brief: *format == "text"}
	if run.Today, err = day.value(); err != nil {
		return err
	}
	var left error // articles that could not be found
	run.Tasks, left = tasksAt(e, p, paths)
	result, err := p.Audit(ctx, run)
	unread := errors.Join(left, err)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if len(result.Articles) > 0 || unread == nil {
		if err := printReport(e, write, result); err != nil {
			return err
		}
	}
	if unread != nil {
		return &failure{statusDisk, unread}
	}
	if slices.ContainsFunc(result.Findings, func(f audit.Finding) bool { return f.Counts() && slices.Contains(gate, f.Severity) }) {
		return &failure{statusFindings, nil}
	}
	return nil
}

// gates are the severities that fail a run, by the value of --fail-on.
var gates = map[string][]audit.Severity{
	"error":   {audit.Error},
	"warning": {audit.Error, audit.Warning},
	"note":    {audit.Error, audit.Warning, audit.Note},
	"never":   nil,
}

// inColor reports whether w is a terminal whose user has nothing against
// colour (https://no-color.org).
func inColor(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

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

// printReport writes the report at once, so that a full disk or a closed pipe is an
// error rather than half a report.
func printReport(e *env, write report.Format, result audit.Result) error {
	var buf bytes.Buffer
	if err := write(&buf, result); err != nil {
		return err
	}
	if _, err := e.stdout.Write(buf.Bytes()); err != nil {
		return &disk.Error{Path: "standard output", Msg: err.Error()}
	}
	return nil
}
