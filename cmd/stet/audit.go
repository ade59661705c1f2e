package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"stet/internal/audit"
	"stet/internal/disk"
	"stet/internal/project"
	"stet/internal/source"
)

var auditVerb = command{
	name:  "audit",
	args:  "[paths ...] [--citations FILE] [--format FORMAT] [--output FORMAT=FILE ...] [--fail-on SEVERITY] ...",
	short: "check the claims of articles, here or anywhere",
	long: `Checks every claim of the articles at paths, by default those of this folder's
site, and prints what it finds. Articles are markdown (.md, .mdx, .markdown), web
pages as they were saved (.html, .htm) and plain text (.txt), or folders of them.

The library is the file that --citations names, else the nearest citations.yaml
upwards from the first path, else none: then no source can be looked up, which is
said once, with how to start a library.
Nothing is fetched, and nothing written but the files that --output names.
Articles whose date has not come are audited like the others. What is found in
drafts of a whole site is listed and fails nothing; a draft that is named is an
article like any other.

  stet audit                                  the site of this folder
  stet audit draft.md                         one article
  stet audit --citations refs.yaml articles/  other people's articles
  stet audit 'articles/**/2019-*.md'          those that fit a pattern
  stet audit - --stdin-path draft.md <text    one that is not in a file
  stet audit --output csv=ledger.csv --output html=report.html
  stet audit --baseline stet-baseline.jsonl   fail on what is new alone
  stet audit --since origin/main              what was touched since then
  stet audit --record                         the day's counts for the audit page

Formats:
` + formatList() + `
Exit status: 1 if there is a finding at or above --fail-on.`,
	run: runAudit,
}

// An auditing is one run of audit.
type auditing struct {
	*env
	*project.Project
	run    project.Audit
	out    *output
	named  *comparison
	failOn string
	only   *ruleList
	skip   *ruleList
	stdin  string // path that - stands for
	record bool
}

func runAudit(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	a := &auditing{env: e}
	citations := libraryFlag(flags)
	a.out, a.named = outputFlags(flags), comparisonFlags(flags)
	flags.StringVar(&a.failOn, "fail-on", "error", "exit with status 1 from `SEVERITY` on: "+listed(gates))
	a.only = ruleFlag(flags, "only", "report findings of `RULES` alone, a comma apart")
	a.skip = ruleFlag(flags, "skip", "report no findings of `RULES`, a comma apart")
	profile := flags.String("profile", "", "weigh findings by `PROFILE`, in place of stet.yaml's: "+listed(audit.Profiles))
	flags.StringVar(&a.stdin, "stdin-path", "stdin.md", "take what - reads for the file at `PATH`")
	flags.BoolVar(&a.record, "record", false, "write what the audit of the published site counts on this day into "+project.HistoryName+", which the audit page shows")
	day := todayFlag(flags)
	paths, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	if !slices.Contains(gates, a.failOn) {
		return usagef("--fail-on %q is not a severity (want %s)", a.failOn, listed(gates))
	}
	if *profile != "" && !slices.Contains(audit.Profiles, *profile) {
		return usagef("--profile %q is none (want %s)", *profile, listed(audit.Profiles))
	}
	if a.run.Today, err = day.value(); err != nil {
		return err
	}
	if a.record && len(paths) > 0 {
		return usagef("--record counts the whole site; leave the paths out")
	}
	if a.Project, err = openProject(a.first(paths), *citations); err != nil {
		return err
	}
	if *profile != "" {
		a.Settings.Policy.Profile = *profile
	}
	return a.audit(ctx, paths)
}

// first is the path that settings and library are looked for from.
func (a *auditing) first(paths []string) string {
	switch {
	case len(paths) == 0:
		return "."
	case paths[0] == "-":
		return a.stdin
	case source.IsGlob(paths[0]):
		if glob, err := project.PathGlob(paths[0]); err == nil {
			return glob.Base()
		}
	}
	return paths[0]
}

// audit audits the articles at paths, and reports what was found.
func (a *auditing) audit(ctx context.Context, paths []string) error {
	a.run.Site, a.run.Brief = len(paths) == 0, !a.out.claims()
	var left error // articles that could not be found
	a.run.Tasks, left = a.tasks(paths)
	if err := a.named.open(ctx, a.Project, &a.run); err != nil {
		return err
	}
	result, err := a.Audit(ctx, a.run)
	unread := errors.Join(left, err)
	if a.record && ctx.Err() == nil && unread == nil {
		path, err := a.Record(result, a.run.Today)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.stderr, "%s: %s recorded\n", filepath.ToSlash(path), a.run.Today)
	}
	if err := a.named.compare(a.env, a.Project, &result, a.run); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	result.Filter(a.only.rules, a.skip.rules)
	if a.failOn != never {
		result.FailOn = audit.Severity(a.failOn)
	}
	if len(result.Articles) > 0 || unread == nil {
		if err := a.out.write(a.env, result); err != nil {
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

// tasks are the articles at paths, of which "-" is standard input. A report of
// the run before, which this one replaces, is no article.
func (a *auditing) tasks(paths []string) ([]project.Task, error) {
	files := slices.DeleteFunc(slices.Clone(paths), func(path string) bool { return path == "-" })
	var tasks []project.Task
	if len(files) < len(paths) {
		tasks = append(tasks, a.StreamTask(a.stdin, a.env.stdin))
	}
	if len(files) == 0 && len(paths) > 0 {
		return tasks, nil
	}
	found, err := tasksAt(a.env, a.Project, files)
	found = slices.DeleteFunc(found, func(t project.Task) bool { return a.out.holds(t.Path) })
	return append(tasks, found...), err
}

// never is the value of --fail-on with which no finding fails a run.
const never = "never"

// gates are the values of --fail-on.
var gates = []string{string(audit.Error), string(audit.Warning), string(audit.Note), never}

// A ruleList is a flag that names rules.
type ruleList struct{ rules []string }

// ruleFlag adds a flag that names rules, and may be given again.
func ruleFlag(flags *flag.FlagSet, name, usage string) *ruleList {
	l := new(ruleList)
	flags.Func(name, usage, func(s string) error {
		for id := range strings.SplitSeq(s, ",") {
			id = strings.TrimSpace(id)
			if _, ok := audit.ByID(id); !ok {
				return fmt.Errorf("there is no rule %q%s; 'stet explain' lists the rules", id, source.DidYouMean(id, audit.IDs()))
			}
			l.rules = append(l.rules, id)
		}
		return nil
	})
	return l
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
