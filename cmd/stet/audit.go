package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"stet/internal/audit"
	"stet/internal/digest"
	"stet/internal/disk"
	"stet/internal/report"
	"stet/internal/site"
	"stet/internal/source"
)

var auditVerb = command{
	name:  "audit",
	args:  "[paths ...] [--citations FILE] [--format FORMAT] [--fail-on SEVERITY]",
	short: "check the claims of articles, here or anywhere",
	long: `Checks every claim of the articles at paths (markdown files, or folders of
them), by default those of this folder's site, and prints what it finds.

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
	if p.library == nil {
		fmt.Fprintln(e.stderr, "note: no citations.yaml here or above; nothing can match (name one with --citations)")
	}
	a := &auditor{project: p, brief: *format == "text"}
	if a.today, err = day.value(); err != nil {
		return err
	}
	result, unread := a.audit(ctx, e, paths)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if len(result.Articles) > 0 || unread == nil {
		if err := a.print(e, write, result); err != nil {
			return err
		}
	}
	if unread != nil {
		return &failure{statusDisk, unread}
	}
	if slices.ContainsFunc(result.Findings, func(f audit.Finding) bool { return f.Waived == nil && slices.Contains(gate, f.Severity) }) {
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

// An auditor is one run of audit.
type auditor struct {
	*project
	today source.Date
	brief bool // the report needs no more of a claim than its verdict
}

// audit checks the articles at paths, or the project's own with no paths: then
// the rules for the site as a whole are checked as well. The error joins what
// could not be read; the result holds the rest.
func (a *auditor) audit(ctx context.Context, e *env, paths []string) (audit.Result, error) {
	tasks, err := a.tasks(e, paths)
	articles := make([]audit.Article, len(tasks))
	findings := make([][]audit.Finding, len(tasks))
	entries := make([]site.Entry, len(tasks))
	errs := a.digests(ctx, tasks, false, func(i int, d digest.Digest) error {
		entries[i] = site.NewEntry(d)
		articles[i] = audit.Article{Path: d.Reading.Path, Title: d.Reading.Title, Claims: d.Claims}
		if a.brief {
			articles[i].Claims = entries[i].Digest.Claims
		}
		findings[i] = d.Findings
		return nil
	})
	result := audit.Result{
		Articles: slices.DeleteFunc(articles, func(art audit.Article) bool { return art.Path == "" }),
		Findings: slices.Concat(findings...),
	}
	entries = slices.DeleteFunc(entries, func(entry site.Entry) bool { return entry.Path == "" })
	if len(paths) == 0 {
		theme, broken := a.theme()
		if f, ok := templateFinding(broken); ok {
			result.Findings = append(result.Findings, f)
		} else if broken != nil {
			err = errors.Join(err, broken)
		}
		s := site.New(&site.Frame{Settings: a.settings.Site, Theme: theme, Library: a.library, Today: a.today}, entries)
		result.Findings = append(result.Findings, s.Findings()...)
	} else if a.library != nil {
		result.Findings = append(result.Findings, audit.Library(a.library)...)
	}
	result.Findings = audit.Weigh(result.Findings, a.settings.Severity)
	result.Sort()
	return result, errors.Join(append([]error{err}, errs...)...)
}

// tasks are the articles at paths.
func (a *auditor) tasks(e *env, paths []string) (tasks []task, err error) {
	var errs []error
	var skipped []disk.Skip
	add := func(t []task, s []disk.Skip, err error) {
		tasks, skipped, errs = append(tasks, t...), append(skipped, s...), append(errs, err)
	}
	if len(paths) == 0 {
		add(a.contentTasks())
	}
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			add(a.folderTasks(path, a.owns(path)))
		} else {
			add([]task{a.fileTask(path)}, nil, nil)
		}
	}
	if len(tasks) == 0 && errors.Join(errs...) == nil {
		errs = append(errs, errors.New("no articles found (.md, .mdx, .markdown); nothing was checked"))
	}
	for _, s := range skipped {
		if s.Unread {
			errs = append(errs, &disk.Error{Path: s.Path, Msg: s.Reason})
			continue
		}
		fmt.Fprintf(e.stderr, "note: %s: left out: %s\n", s.Path, s.Reason)
	}
	slices.SortStableFunc(tasks, func(a, b task) int { return strings.Compare(path.Clean(a.path), path.Clean(b.path)) })
	tasks = slices.CompactFunc(tasks, func(a, b task) bool { return path.Clean(a.path) == path.Clean(b.path) })
	return tasks, errors.Join(errs...)
}

// print writes the report at once, so that a full disk or a closed pipe is an
// error rather than half a report.
func (a *auditor) print(e *env, write report.Format, result audit.Result) error {
	var buf bytes.Buffer
	if err := write(&buf, result); err != nil {
		return err
	}
	if _, err := e.stdout.Write(buf.Bytes()); err != nil {
		return &disk.Error{Path: "standard output", Msg: err.Error()}
	}
	return nil
}
