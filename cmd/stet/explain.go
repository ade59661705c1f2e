package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"stet/internal/audit"
	"stet/internal/disk"
	"stet/internal/match"
	"stet/internal/project"
	"stet/internal/report"
	"stet/internal/source"
)

// matched explains the one verdict that is no finding.
const matched = `matched

Exactly one verified reference satisfies everything that the sentence states of
its source (journal, year, authors, ids), and is about the same thing. That does
not say that the study is right, or that it says what the sentence says.
`

var explainVerb = command{
	name:  "explain",
	args:  "[RULE | FILE:LINE | FILE] [--citations FILE]",
	short: "explain a rule, what stet made of a line, or why a page is not there",
	long: `With a rule's name, says what the rule checks, why, and what to do, with an
example. With a file and a line, says of each claim there what it states, which
reference it was compared with, field by field, and which others came close.
With a file alone, says where a build publishes it as an article, or why not.
Without an argument, lists the rules.

  stet explain year-mismatch
  stet explain content/magnesium-glycinate.md:31
  stet explain content/magnesium-glycinate.md`,
	run: runExplain,
}

func runExplain(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	citations := libraryFlag(flags)
	day := todayFlag(flags)
	args, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	switch len(args) {
	case 0:
		return audit.ExplainAll(e.stdout)
	case 1:
	default:
		return usagef("explain takes one rule or one FILE:LINE, got %d arguments", len(args))
	}
	if rule, ok := audit.ByID(args[0]); ok {
		return audit.Explain(e.stdout, rule)
	}
	if args[0] == string(match.Matched) {
		fmt.Fprint(e.stdout, matched)
		return nil
	}
	at, ok := parsePlace(args[0])
	if _, err := os.Stat(at.path); err != nil && !ok && !strings.ContainsAny(at.path, "./\\") {
		return usagef("there is no rule %q%s; 'stet explain' lists the rules", args[0], source.DidYouMean(args[0], audit.IDs()))
	} else if err != nil {
		return &disk.Error{Path: at.path, Msg: "no such file or folder"}
	}
	p, err := openProject(at.path, *citations)
	if err != nil {
		return err
	}
	if !ok {
		today, err := day.value()
		if err != nil {
			return err
		}
		return explainFile(ctx, e, p, at.path, today)
	}
	claims, err := p.ClaimsOn(at.path, at.line)
	if err != nil {
		return err
	}
	if len(claims) == 0 {
		draft, err := p.Draft(p.FileTask(at.path))
		if err != nil {
			return err
		}
		if n := draft.Article.File.Lines(); at.line > n {
			return &failure{statusFindings, fmt.Errorf("%s:%d: the file has no such line: its last is %d", at.path, at.line, n)}
		}
		return &failure{statusFindings, fmt.Errorf("%s:%d: no claim on this line: no sentence here names a source", at.path, at.line)}
	}
	return report.Explain(e.stdout, audit.Article{Path: at.path, Claims: claims}, p.Library)
}

// explainFile says what becomes of a file when the site is built.
func explainFile(ctx context.Context, e *env, p *project.Project, path string, today source.Date) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return usagef("%s is a folder; name a file of it", path)
	}
	fate, err := p.Fate(ctx, path, today)
	if err != nil {
		return err
	}
	shown := filepath.ToSlash(path)
	switch {
	case fate.Review != "":
		fmt.Fprintf(e.stdout, "%s: no page: %s; for reviewers a build puts it at %s\n", shown, fate.Why, pageAt(p, fate.Review))
	case fate.Why != "":
		fmt.Fprintf(e.stdout, "%s: no page: %s\n", shown, fate.Why)
	case len(fate.Stopping) > 0:
		fmt.Fprintf(e.stdout, "%s: no page now, as nothing is published while this stands:\n", shown)
		return report.Findings(e.stdout, fate.Stopping)
	default:
		fmt.Fprintf(e.stdout, "%s: published at %s\n", shown, pageAt(p, fate.Address))
		fmt.Fprintf(e.stdout, "'stet explain %s:LINE' says what stet made of a line.\n", shown)
	}
	return nil
}

// pageAt is where the page of an address is, for readers and on disk.
func pageAt(p *project.Project, address string) string {
	return fmt.Sprintf("%s (%s)", p.Settings.Site.BaseURL+address, p.Settings.Output+"/"+address+"index.html")
}
