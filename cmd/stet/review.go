package main

import (
	"context"
	"fmt"

	"stet/internal/article"
)

var reviewVerb = command{
	name:  "review",
	args:  "FILE [--by NAME] [--credentials TEXT]",
	short: "write down that an article was reviewed",
	long: `Writes into the front matter of an article who has reviewed it, on which day,
and a sum of the text that was reviewed. When the text changes, the review no
longer holds: the page says so, and the audit has a finding
(edited-since-review). Line ends and white space at the ends of lines do not
count as a change.

Without --by, prints the sum of the text and whether its review holds.

  stet review content/zinc.md --by "M. Khan" --credentials "MD, nephrologist"
  stet review content/zinc.md`,
	run: runReview,
}

func runReview(_ context.Context, e *env, args []string) error {
	flags := e.flags()
	by := flags.String("by", "", "who has reviewed the text: `NAME`")
	credentials := flags.String("credentials", "", "what qualifies the reviewer: `TEXT`")
	day := todayFlag(flags)
	args, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	switch {
	case len(args) != 1:
		return usagef("review needs one article, as in 'stet review content/zinc.md --by \"M. Khan\"'")
	case *by == "" && *credentials != "":
		return usagef("--credentials goes with --by")
	case !article.IsMarkdown(args[0]):
		return usagef("%s: a review stands in the front matter of a markdown file", args[0])
	}
	on, err := day.value()
	if err != nil {
		return err
	}
	p, err := openProject(args[0], "")
	if err != nil {
		return err
	}
	draft, err := p.Draft(p.FileTask(args[0]))
	if err != nil {
		return err
	}
	if *by == "" {
		return printReview(e, article.Parse(draft.Article.File, article.Options{Strict: true}))
	}
	edits, err := draft.Article.Review(article.Review{By: *by, Credentials: *credentials, On: on})
	if err != nil {
		return &failure{statusFindings, err}
	}
	if err := saveDraft(p, draft, edits); err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "%s: reviewed by %s on %s, sum %s\n", args[0], *by, on, article.TextSum(draft.Article.File))
	return nil
}

// printReview prints the sum of an article's text and what its review is worth.
func printReview(e *env, a *article.Article) error {
	r := a.Meta.Reviewed
	state := "not reviewed"
	switch {
	case r.By != "" && r.Sum == "":
		state = "reviewed by " + r.By + ", of which text is not known"
	case r.Outdated:
		state = "edited since " + r.By + " reviewed it on " + r.On.String()
	case r.By != "":
		state = "reviewed by " + r.By + " on " + r.On.String()
	}
	_, err := fmt.Fprintf(e.stdout, "%s  %s\n", article.TextSum(a.File), state)
	return err
}
