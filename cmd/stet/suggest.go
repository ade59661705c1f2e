package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/fix"
	"stet/internal/match"
	"stet/internal/project"
)

var suggestVerb = command{
	name:  "suggest",
	args:  "FILE... [--citations FILE]",
	short: "say for each sentence of an article which references it may mean",
	long: `Goes through an article and prints, for each source that it names and that is not
settled by an id, the references of the library that it may mean, best first, with
the command that binds the sentence to one, or that looks for it in PubMed.
Nothing is written, and nothing is fetched.

  stet suggest content/zinc.md

Exit status: 1 if the library has nothing for some source.`,
	run: runSuggest,
}

func runSuggest(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	citations := libraryFlag(flags)
	paths, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		return usagef("suggest needs an article, as in 'stet suggest content/zinc.md'")
	}
	p, err := openProject(paths[0], *citations)
	if err != nil {
		return err
	}
	tasks, err := tasksAt(e, p, paths)
	if err != nil {
		return err
	}
	lacking := false
	for _, t := range tasks {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		lacks, err := suggest(e, p, t)
		if err != nil {
			return err
		}
		lacking = lacking || lacks
	}
	if lacking {
		return &failure{statusFindings, nil}
	}
	return nil
}

// suggest prints what the library has for the sources of one article, and
// reports whether there is one that it has nothing for.
func suggest(e *env, p *project.Project, t project.Task) (lacking bool, err error) {
	draft, err := p.Draft(t)
	if err != nil {
		return false, err
	}
	for i := range draft.Digest.Claims {
		c := &draft.Digest.Claims[i]
		for k := range c.Mentions {
			m, got := &c.Mentions[k], &c.Matches[k]
			if len(m.IDs)+len(m.Keys)+len(m.Bad)+len(m.Refs) > 0 {
				continue // settled, or the list's business
			}
			at := fmt.Sprintf("%s:%d:%d", t.Path, m.Start.Line, m.Start.Column)
			lines := suggestions(p, draft, fix.Target{Claim: i, Mention: k}, at)
			if len(lines) == 0 {
				lacking = true
				lines = []string{"stet cite find " + at}
			}
			if _, err := fmt.Fprintf(e.stdout, "%s: %q: %s\n    %s\n", at, strings.Join(strings.Fields(m.Text), " "), got.Verdict, strings.Join(lines, "\n    ")); err != nil {
				return false, err
			}
		}
	}
	return lacking, nil
}

// suggestions are a line for each reference that a mention may be bound to, or
// that is about the same and says something else.
func suggestions(p *project.Project, draft *fix.Draft, t fix.Target, at string) []string {
	got := &draft.Digest.Claims[t.Claim].Matches[t.Mention]
	if got.Verdict == match.OffTopic { // a bind would only settle the wrong one
		return aboutThis(got)
	}
	var lines []string
	for _, key := range audit.Possible(got) {
		_, verdict, err := draft.Bind(t, key)
		if r := p.Index.Reference(key); err == nil && verdict != match.OffTopic && r != nil {
			lines = append(lines, fmt.Sprintf("stet bind %s %s    # %s%s %d: %s", at, key, warning(r), cmp.Or(r.Journal.Abbr, r.Journal.Title), r.Year, r.Title))
		}
	}
	switch {
	case len(lines) > 0:
	case got.Verdict == match.YearMismatch || got.Verdict == match.JournalMismatch:
		lines = append(lines, got.Hint)
	case got.Verdict == match.Unmatched: // of a misspelt author, as the audit says
		lines = aboutThis(got)
	}
	return lines
}

// warning is what is to be known of a reference before all else.
func warning(r *cite.Reference) string {
	if r.IsRetracted() {
		return "RETRACTED: "
	}
	return ""
}

// aboutThis is the hint of a mention that nothing fits, or nothing on its
// subject, if it names a reference that is about this.
func aboutThis(got *match.Match) []string {
	if slices.ContainsFunc(got.Meant, func(key string) bool { return strings.HasPrefix(got.Hint, key+" ") }) {
		return []string{got.Hint}
	}
	return nil
}
