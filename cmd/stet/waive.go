package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"stet/internal/audit"
	"stet/internal/source"
)

var waiveVerb = command{
	name:  "waive",
	args:  "FILE:LINE RULE --reason TEXT --by NAME --until DATE",
	short: "let a finding stand for now, with a comment that says why",
	long: `Writes a waiver for a finding into its article: a comment before the paragraph,
or in the list item or the row, that names the rule, the reason, who decided, and
the last day on which it holds. Nothing else in the file changes. Afterwards the
article is read anew; where the comment would not waive just that finding, it is
not written.

Where the rule has found several claims on the line, FILE:LINE:COLUMN, as findings
print it, tells which is meant. Of other claims in the block the waiver is told
apart by claim=. What keeps a site from being published cannot be waived, and a
waiver holds for two years at most.

  stet waive content/zinc.md:31 year-mismatch --by mk --until 2027-06-30 \
      --reason "online 2017, issue 2018"

Exit status: 1 if the finding cannot be waived.`,
	run: runWaive,
}

func runWaive(_ context.Context, e *env, args []string) error {
	flags := e.flags()
	citations := libraryFlag(flags)
	var w audit.Waiver
	flags.StringVar(&w.Reason, "reason", "", "why the finding stands: `TEXT`")
	flags.StringVar(&w.By, "by", "", "who decides that: `NAME`")
	flags.Func("until", "the last day on which it holds: `DATE`", func(s string) (err error) {
		w.Until, err = source.ParseDate(s)
		return err
	})
	day := todayFlag(flags)
	args, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	if len(args) != 2 || w.Reason == "" || w.By == "" || w.Until.IsZero() {
		return usagef("waive needs a place, a rule, --reason, --by and --until, as in 'stet waive content/zinc.md:31 year-mismatch --reason \"online 2017\" --by mk --until 2027-06-30'")
	}
	at, ok := parsePlace(args[0])
	if !ok {
		return usagef("%s: add the line of the finding, as %s:12", at.path, at.path)
	}
	rule := args[1]
	if _, known := audit.ByID(rule); !known {
		return usagef("there is no rule %q%s; 'stet explain' lists the rules", rule, source.DidYouMean(rule, audit.IDs()))
	}
	today, err := day.value()
	if err != nil {
		return err
	}
	p, err := openProject(at.path, *citations)
	if err != nil {
		return err
	}
	task := p.FileTask(at.path)
	draft, err := p.Draft(task)
	if err != nil {
		return err
	}
	audit.Waive(draft.Digest.Findings, draft.Digest.Reading.Waivers, today)
	f, err := at.finding(draft.Digest.Findings, rule)
	if err != nil {
		return &failure{statusFindings, err}
	}
	edits, err := draft.Waive(f, w, today)
	if err != nil {
		return &failure{statusFindings, fmt.Errorf("%s: %w", at, err)}
	}
	if err := saveDraft(p, draft, edits); err != nil {
		return err
	}
	moved := ""
	if n := linesBefore(draft.Article.File, edits, f.Start.Offset); n > 0 {
		moved = fmt.Sprintf("; line %d is line %d now, as is what follows it by as much", at.line, at.line+n)
	}
	fmt.Fprintf(e.stderr, "%s: %s waived until %s%s\n", at, rule, w.Until, moved)
	return nil
}

// linesBefore is how many lines edits put into a file before what stands at a
// byte of it.
func linesBefore(f *source.File, edits []source.Edit, offset int) int {
	early := slices.DeleteFunc(slices.Clone(edits), func(e source.Edit) bool { return e.Span.Start > offset })
	return source.NewFile(f.Path, source.Splice(f.Bytes, early)).Lines() - f.Lines()
}

// finding is what a rule found at p. The error names what else was found there,
// or those that come into question.
func (p place) finding(findings []audit.Finding, rule string) (audit.Finding, error) {
	var found []audit.Finding
	var rules, claims, places []string
	for _, f := range findings {
		switch {
		case f.Start.Line == 0 || f.Start.Line > p.line || f.End.Line < p.line:
		case f.Rule != rule:
			rules = add(rules, f.Rule)
		case f.Start.Line == p.line && f.Start.Column == p.column:
			return f, nil
		default:
			found = append(found, f)
			claims = add(claims, f.Claim)
			places = add(places, fmt.Sprintf("%d:%d %s", f.Start.Line, f.Start.Column, strings.TrimSpace(f.Message)))
		}
	}
	switch {
	case len(found) == 0 && len(rules) == 0:
		return audit.Finding{}, fmt.Errorf("%s: nothing is found here", p)
	case len(found) == 0:
		return audit.Finding{}, fmt.Errorf("%s: no finding of %s here, but of %s", p, rule, strings.Join(rules, ", "))
	case p.column > 0:
		return audit.Finding{}, fmt.Errorf("%s: no finding of %s starts at this column; if the line has changed since it was printed, take its column of now: %s", p, rule, strings.Join(places, "; "))
	case len(claims) > 1 || found[0].Claim == "" && len(found) > 1:
		return audit.Finding{}, fmt.Errorf("%s: %d findings of %s; add the column: %s", p, len(found), rule, strings.Join(places, "; "))
	}
	return found[0], nil
}

// add is list with s, if it is not there already.
func add(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
