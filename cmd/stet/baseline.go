package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stet/internal/audit"
	"stet/internal/disk"
	"stet/internal/project"
	"stet/internal/report"
)

var baselineVerb = command{
	name:  "baseline",
	args:  "create | update | prune [FILE] [--in PATH]",
	short: "take stock of what is found today, to gate on what is new",
	long: `Writes down what stet finds today, one finding a line, sorted, in FILE, by default
that of baseline: in stet.yaml, else ` + baselineName + `. With it an audit marks
these findings as old, shows them, and fails on new ones alone:

  stet baseline create
  stet audit --baseline ` + baselineName + `

A finding is known by its rule, its file and its words. Moved lines and other
words around it leave it as it is; other words in its own sentence make it a new
one. In a file that was renamed it is found again. Waived findings are not taken
down, nor are those that keep a site from being published.

  create   takes down all findings; FILE must not be there
  update   takes down what is new, and takes out what is gone
  prune    takes out what is gone

Looks at this folder's site, or at the articles at PATH (--in may be repeated).`,
	run: runBaseline,
}

// baselineName is where a baseline is, if nobody says otherwise.
const baselineName = "stet-baseline.jsonl"

func runBaseline(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	citations := libraryFlag(flags)
	var paths []string
	flags.Func("in", "look at the articles at `PATH` instead of this folder's site", func(s string) error {
		paths = append(paths, s)
		return nil
	})
	day := todayFlag(flags)
	args, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	actions := []string{"create", "update", "prune"}
	if len(args) == 0 || len(args) > 2 || !slices.Contains(actions, args[0]) {
		return usagef("baseline needs one of %s, and a file perhaps, as in 'stet baseline create'", strings.Join(actions, ", "))
	}
	p, err := openProject(slices.Concat(paths, []string{"."})[0], *citations)
	if err != nil {
		return err
	}
	t := taking{env: e, Project: p, path: baselinePath(p, slices.Concat(args[1:], []string{""})[0])}
	if t.run.Today, err = day.value(); err != nil {
		return err
	}
	t.run.Site, t.run.Brief = len(paths) == 0, true
	var left error
	if t.run.Tasks, left = tasksAt(e, p, paths); left != nil {
		return &failure{statusDisk, left}
	}
	result, err := p.Audit(ctx, t.run)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return &failure{statusDisk, fmt.Errorf("nothing was written: %w", err)}
	case args[0] == "create":
		return t.create(&result)
	}
	return t.change(&result, args[0] == "update")
}

// baselinePath is the baseline that a command line names, or else the settings,
// or else none does.
func baselinePath(p *project.Project, named string) string {
	switch {
	case named != "":
		return named
	case p.Settings.Baseline != "":
		return filepath.Join(p.Dir, filepath.FromSlash(p.Settings.Baseline))
	}
	return filepath.Join(p.Dir, baselineName)
}

// A taking is one run of baseline.
type taking struct {
	*env
	*project.Project
	path string
	run  project.Audit
}

// create writes a baseline of all findings.
func (t *taking) create(result *audit.Result) error {
	if _, err := os.Lstat(t.path); err == nil {
		return usagef("%s is there already; 'stet baseline update' brings it up to date", filepath.ToSlash(t.path))
	}
	known := t.Known(result)
	if err := t.write(known); err != nil {
		return err
	}
	shown := filepath.ToSlash(t.path)
	fmt.Fprintf(t.stderr, "%s: %s taken down%s\n", shown, report.Count(len(known), "finding"), t.blocking(result))
	if t.Settings.Baseline == "" {
		fmt.Fprintf(t.stderr, "'stet audit --baseline %s' fails on new ones alone; so does 'stet audit' with baseline: %s in stet.yaml\n", shown, filepath.ToSlash(filepath.Base(t.path)))
	}
	return nil
}

// blocking says how many findings were left out because they keep the site from
// being published.
func (t *taking) blocking(result *audit.Result) string {
	n := len(project.Stoppers(result.Findings, false))
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("; not taken down: %s that must be mended before anything is published", report.Count(n, "finding"))
}

// change takes out what is gone, and with added takes down what is new.
func (t *taking) change(result *audit.Result, added bool) error {
	old, err := project.ReadBaseline(t.path)
	if err != nil {
		return err
	}
	known := t.Against(result, t.run.Site, old)
	isNew := map[string]bool{}
	for i := range result.Findings {
		f := &result.Findings[i]
		isNew[f.Fingerprint] = f.Baseline == audit.New
	}
	more := 0
	for _, k := range t.Known(result) {
		if !isNew[k.Fingerprint] || added {
			known = append(known, k)
		}
		if isNew[k.Fingerprint] && added {
			more++
		}
	}
	if err := t.write(known); err != nil {
		return err
	}
	fmt.Fprintf(t.stderr, "%s: %d added, %d gone, %s\n", filepath.ToSlash(t.path), more, len(result.Absent), report.Count(len(known), "finding"))
	return nil
}

// write writes a baseline; one that says the same is left as it is.
func (t *taking) write(known []audit.Known) error {
	text, err := audit.WriteBaseline(known)
	if err != nil {
		return err
	}
	return disk.Update(t.path, project.BaselineLimit, func([]byte) ([]byte, error) { return text, nil })
}

// A comparison is what the result of an audit is compared with.
type comparison struct {
	baseline string // file, "" for that of the settings
	since    string // revision, "" for none
}

// open looks up the revision, if one is named, for articles to be compared with
// what they were.
func (c *comparison) open(ctx context.Context, p *project.Project, run *project.Audit) error {
	if c.since == "" {
		return nil
	}
	dir := p.Dir
	if len(run.Tasks) > 0 {
		dir = filepath.Dir(filepath.FromSlash(run.Tasks[0].Path))
	}
	r, err := openRevision(ctx, dir, c.since)
	if err != nil {
		return err
	}
	run.Before = r.before
	return nil
}

func comparisonFlags(flags *flag.FlagSet) *comparison {
	c := new(comparison)
	flags.StringVar(&c.baseline, "baseline", "", "findings of `FILE` are old, and fail nothing")
	flags.StringVar(&c.since, "since", "", "only claims that were touched since a git `REVISION`")
	return c
}

// compare marks the findings of a result as old or new, if there is a baseline,
// and then keeps what was touched since the revision, if one is named.
func (c *comparison) compare(e *env, p *project.Project, result *audit.Result, run project.Audit) error {
	if c.baseline != "" || p.Settings.Baseline != "" {
		known, err := project.ReadBaseline(baselinePath(p, c.baseline))
		if err != nil {
			return err
		}
		p.Against(result, run.Site, known)
		if n := len(result.Absent); n > 0 {
			fmt.Fprintf(e.stderr, "note: %s of the baseline no longer found; 'stet baseline prune' takes out what is gone\n", report.Count(n, "finding"))
		}
	}
	if run.Before == nil {
		return nil
	}
	return p.Since(result, run, run.Before)
}
