package main

import (
	"context"
	"fmt"
	"os"

	"stet/internal/audit"
	"stet/internal/disk"
	"stet/internal/match"
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
	args:  "[RULE | FILE:LINE] [--citations FILE]",
	short: "explain a rule, or what stet made of a line",
	long: `With a rule's name, says what the rule checks, why, and what to do, with an
example. With a file and a line, says of each claim there what it states, which
reference it was compared with, field by field, and which others came close.
Without an argument, lists the rules.

  stet explain year-mismatch
  stet explain content/magnesium-glycinate.md:31`,
	run: runExplain,
}

func runExplain(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	citations := libraryFlag(flags)
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
	if _, err := os.Stat(at.path); err != nil && !ok {
		return usagef("there is no rule %q%s; 'stet explain' lists the rules", args[0], source.DidYouMean(args[0], audit.IDs()))
	} else if err != nil {
		return &disk.Error{Path: at.path, Msg: "no such file or folder"}
	}
	if !ok {
		return usagef("%s: add the line to explain, as %s:12", at.path, at.path)
	}
	p, err := openProject(at.path, *citations)
	if err != nil {
		return err
	}
	claims, err := p.ClaimsOn(at.path, at.line)
	if err != nil {
		return err
	}
	if len(claims) == 0 {
		return &failure{statusFindings, fmt.Errorf("%s:%d: no claim on this line: no sentence here names a source", at.path, at.line)}
	}
	return report.Explain(e.stdout, audit.Article{Path: at.path, Claims: claims}, p.Library)
}
