package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"stet/internal/audit"
	"stet/internal/disk"
	"stet/internal/project"
	"stet/internal/report"
	"stet/internal/site"
	"stet/internal/source"
)

var buildVerb = command{
	name:  "build",
	args:  "[-o DIR] [--strict] [--fresh] [--format json]",
	short: "build the site of this folder",
	long: `Builds the site of the current folder: content/**/*.md, citations.yaml,
and, where they are there, stet.yaml, templates/ and static/ (yours come before
the built-in ones, file by file). The new site takes the old one's place as a
whole; where anything keeps it from being published, the old one stays.

The build publishes whatever the claims say; each carries its mark. With
--strict it publishes nothing while a finding is an error. Front matter that
cannot be read, two articles of one address and a broken template always keep
the site from being published (exit status 1). Drafts, and articles whose date
has not come, are left out, each with a note.

  stet build --strict                            gate on the claims of what is published
  stet build && stet audit                       build, then look at drafts too
  stet build --format json | jq .files.largest   the same summary, for programs`,
	run: runBuild,
}

func runBuild(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	out := flags.String("o", "", "write the site to `DIR` (default public, or output: of stet.yaml)")
	strict := flags.Bool("strict", false, "publish nothing while a finding is an error")
	fresh := flags.Bool("fresh", false, "build all of it, whatever has changed since the last build")
	format := flags.String("format", "text", "sum up as `FORMAT`: text, or json (schema stet.build/1) on standard output")
	day := todayFlag(flags)
	args, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	if *format != "text" && *format != "json" {
		return usagef("--format %q is none (want text or json)", *format)
	}
	if len(args) > 0 {
		return usagef("build takes no arguments, got %q; it builds the site of the current folder", args[0])
	}
	date, err := day.value()
	if err != nil {
		return err
	}
	last := openRebuild(project.Build{Dir: ".", Out: *out, Strict: *strict, Today: date, Fresh: *fresh})
	if said, ok := last.Unchanged(); ok {
		fmt.Fprint(e.stderr, said.Said, "note: nothing has changed since the last build; --fresh builds all the same\n")
		return printSummary(e, *format, said)
	}
	p, err := openProject(".", "")
	if err != nil {
		return err
	}
	b := &builder{Project: p, strict: *strict, out: *out, today: date, format: *format, last: last}
	if b.out == "" {
		b.out = filepath.Join(p.Dir, p.Settings.Output)
	}
	if err := b.build(ctx, e); err != nil {
		return err
	}
	said, err := b.report()
	if err != nil {
		return err
	}
	_ = last.Published(said, b.edition, b.now) // what is not kept costs the next build its time and nothing else
	return printSummary(e, b.format, said)
}

// openRebuild looks at what a build depends on; nil where there is no cache
// folder, or no telling what stet itself is.
func openRebuild(b project.Build) *project.Rebuild {
	dir := cacheDir()
	program, err := os.Executable()
	if dir == "" || err != nil {
		return nil
	}
	b.Program, b.Version, b.Now = program, versionText(), time.Now()
	return b.Rebuild(disk.NewStore(filepath.Join(dir, "builds"), maxRecords), disk.NewStore(filepath.Join(dir, "pages"), maxPages))
}

// Of how many sites it is remembered that nothing has changed, and of how many
// what their pages were made of, which takes a tenth of the room of a site.
const (
	maxRecords = 1000
	maxPages   = 200
)

// A builder is one run of build.
type builder struct {
	*project.Project
	out    string
	strict bool
	today  source.Date
	format string          // of the summary
	said   strings.Builder // what a published site's build has said
	sum    report.Build

	last    *project.Rebuild
	known   project.Known // of the last build
	edition *project.Edition

	mu      sync.Mutex
	written map[string]bool // addresses of articles
	now     project.Known   // of this one
	sizes   report.Sizes
}

func (b *builder) build(ctx context.Context, e *env) error {
	if err := b.checkOutput(); err != nil {
		return err
	}
	tasks, skipped, err := b.ContentTasks()
	if err != nil {
		return fmt.Errorf("%w; 'stet init' makes a small site to start from", err)
	}
	for _, s := range skipped {
		return &disk.Error{Path: s.Path, Msg: s.Reason}
	}
	theme, err := b.Theme()
	if err != nil {
		return b.badTemplate(e, err)
	}
	b.edition = b.NewEdition(theme, b.today, b.finder(tasks))
	b.known = b.last.Known(b.edition)
	if b.strict && b.Settings.Baseline != "" {
		if b.edition.Known, err = project.ReadBaseline(baselinePath(b.Project, "")); err != nil {
			return err
		}
	}
	stage, err := disk.NewStage(b.out)
	if err != nil {
		return err
	}
	if err := b.write(ctx, e, stage, tasks); err != nil {
		return errors.Join(err, stage.Discard())
	}
	if err := stage.Publish(); err != nil {
		return err
	}
	return nil
}

// finder finds the addresses of articles by their files, of which the known ones
// need not be read.
func (b *builder) finder(tasks []project.Task) func(path string) (address string, ok bool) {
	read := b.Finder(tasks)
	return func(path string) (string, bool) {
		if address, ok := b.last.Address(&b.known, path); ok {
			return address, true
		}
		return read(path)
	}
}

// write makes all pages in stage. An error means that nothing may be
// published; what the reader has to know has been printed then.
func (b *builder) write(ctx context.Context, e *env, stage *disk.Stage, tasks []project.Task) error {
	if n := b.Library.Len(); len(tasks) <= 15_000 && n <= 20_000 {
		collectLess()
	}
	if err := b.articles(ctx, stage, tasks); err != nil {
		return err
	}
	made, entries := map[*site.Entry]*project.Made{}, make([]*site.Entry, len(b.now.Made))
	for i, m := range b.now.Made {
		made[&m.Entry], entries[i] = m, &m.Entry
	}
	s := site.Fold(b.edition.Frame, entries)
	result := b.edition.Result(s)
	b.count(s, result)
	if err := b.gate(e, result); err != nil {
		return err
	}
	err := s.EachPage(result, runtime.GOMAXPROCS(0), b.known.Has, func(page site.Page) error { return b.sheet(page, stage) })
	if err != nil {
		return err
	}
	err = s.EachAddition(runtime.GOMAXPROCS(0), func(a site.Addition) error { return b.finish(made[a.Entry], a, stage) })
	if err != nil {
		return err
	}
	say := io.MultiWriter(e.stderr, &b.said)
	b.tellWithheld(say)
	if b.Library == nil {
		fmt.Fprintln(say, "note: no citations.yaml here or above; no claim can match")
	}
	for _, address := range site.Lost(stage.Gone()) {
		fmt.Fprintf(e.stderr, "note: the page %s of the last build is gone; name it under aliases: of the article that takes its place\n", address)
	}
	sum := result.Summary()
	line := fmt.Sprintf("%s: %s, %s, %s", filepath.ToSlash(b.out),
		report.Texts(sum.Articles, sum.Standing), report.Count(sum.Claims, "claim"), report.Count(b.sizes.Count(), "file"))
	fmt.Fprintln(&b.said, line)
	fmt.Fprintln(e.stderr, line+again(disk.Missing(b.out)))
	if sum.Errors+sum.Warnings > 0 {
		fmt.Fprintf(say, "%s, %s; 'stet audit' lists them\n", report.Count(sum.Errors, "error"), report.Count(sum.Warnings, "warning"))
	}
	return nil
}

// tellWithheld names the articles that readers do not get to see, and what of
// those that wait for their date would keep the site from being published then.
func (b *builder) tellWithheld(say io.Writer) {
	for _, w := range b.sum.Withheld {
		review := ""
		if w.Review != "" {
			review = "; for reviewers it is at " + b.Settings.Site.BaseURL + w.Review
		}
		fmt.Fprintf(say, "note: %s is not published: %s%s\n", w.Path, w.Reason, review)
		for _, f := range w.Stopping {
			fmt.Fprintf(say, "warning: %s:%d:%d: %s [%s]; on %s nothing is published if this still stands\n", f.Path, f.Start.Line, f.Start.Column, f.Message, f.Rule, w.Due)
		}
	}
}

// again says that files of the last build were missing, which no later build has
// to say once more; "" for none.
func again(missing int) string {
	switch missing {
	case 0:
		return ""
	case 1:
		return "; 1 file of the last build was missing"
	}
	return fmt.Sprintf("; %d files of the last build were missing", missing)
}

// count takes down what the summary says of a site but for its files.
func (b *builder) count(s *site.Site, result audit.Result) {
	slices.SortFunc(b.sum.Withheld, func(x, y report.Withheld) int { return strings.Compare(x.Path, y.Path) })
	b.sum.Result = result
	b.sum.References.All, b.sum.References.Verified, b.sum.References.Used = s.CountReferences()
}

// report is what the build has said, and its summary.
func (b *builder) report() (project.Report, error) {
	b.sum.Output, b.sum.Published = filepath.ToSlash(b.out), len(b.sum.Stopping) == 0
	if b.sum.Published {
		b.sum.Sizes = &b.sizes
	}
	var text strings.Builder
	err := report.BuildJSON(&text, b.sum)
	return project.Report{Said: b.said.String(), Summary: text.String()}, err
}

// printSummary prints the summary of a build where programs are to read it.
func printSummary(e *env, format string, said project.Report) error {
	if format != "json" {
		return nil
	}
	if _, err := io.WriteString(e.raw, said.Summary); err != nil {
		return &disk.Error{Path: "standard output", Msg: err.Error()}
	}
	return nil
}

// gate prints the findings that keep the site from being published, if any.
func (b *builder) gate(e *env, result audit.Result) error {
	stop := project.Stoppers(result.Findings, b.strict)
	if len(stop) == 0 {
		return nil
	}
	if err := report.Findings(e.stderr, stop); err != nil {
		return err
	}
	b.sum.Stopping = stop
	said, err := b.report()
	if err == nil {
		err = printSummary(e, b.format, said)
	}
	if err != nil {
		return err
	}
	return &failure{statusFindings, fmt.Errorf("nothing published: %s; %s is as it was",
		report.Count(len(stop), "finding"), filepath.ToSlash(b.out))}
}

// badTemplate prints a theme that cannot be used as the finding it is.
func (b *builder) badTemplate(e *env, err error) error {
	finding, ok := project.TemplateFinding(err)
	if !ok {
		return err
	}
	return b.gate(e, audit.Result{Findings: []audit.Finding{finding}})
}

// checkOutput refuses a folder for the site that holds the site's sources, or
// lies among them.
func (b *builder) checkOutput() error {
	out, err := filepath.Abs(b.out)
	if err != nil {
		return err
	}
	for _, name := range []string{b.Settings.Content, "templates", "static", project.LibraryName} {
		sources, err := filepath.Abs(filepath.Join(b.Dir, name))
		if err != nil {
			return err
		}
		if disk.Within(out, sources) || disk.Within(sources, out) {
			return usagef("output folder %s and the site's own %s are in one another; name another folder with -o", filepath.ToSlash(b.out), name)
		}
	}
	return nil
}
