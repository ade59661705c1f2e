package main

import (
	"context"
	"fmt"
	"slices"

	"stet/internal/cite"
	"stet/internal/disk"
)

// listStatuses are the words of --status.
var listStatuses = []string{"verified", "unverified", "edited", "editor", "retracted"}

var citeList = command{
	name:  "cite list",
	args:  "[--status S] [--unused] [--stale 30d] [--citations FILE]",
	short: "list the references of the library",
	long: `Prints the references of citations.yaml, one a line: key, whether it is
verified, and the reference in Vancouver style. Flags choose among them; several
have to hold together.

  stet cite list --status unverified   nobody vouches for them
  stet cite list --status edited       changed by hand since they were verified
  stet cite list --status retracted    retracted, or with an expression of concern
  stet cite list --status editor       an editor vouches for them, not PubMed
  stet cite list --unused              no article of the site uses them
  stet cite list --stale 180d          verified more than 180 days ago, or never`,
	run: runList,
}

func runList(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	citations := citationsFlag(flags)
	status := flags.String("status", "", "only those of status `S`: verified, unverified, edited, editor, retracted")
	unused := flags.Bool("unused", false, "only those that no article of the site uses")
	stale := -1
	flags.Func("stale", "only those verified more than `DAYS` (30d) ago, or never", func(s string) (err error) {
		stale, err = parseDays(s)
		return err
	})
	day := todayFlag(flags)
	args, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	if len(args) > 0 {
		return usagef("cite list takes no arguments, got %q; 'stet cite show' prints one reference", args[0])
	}
	if *status != "" && !slices.Contains(listStatuses, *status) {
		return usagef("--status %q is not one of verified, unverified, edited, editor, retracted", *status)
	}
	today, err := day.value()
	if err != nil {
		return err
	}
	_, lib, err := openLibrary(*citations)
	if err != nil {
		return err
	}
	refs := slices.Clone(lib.References)
	if *status != "" {
		refs = slices.DeleteFunc(refs, func(r *cite.Reference) bool { return !hasStatus(r, *status) })
	}
	if stale >= 0 {
		v := verifying{today: today}
		refs = slices.DeleteFunc(refs, func(r *cite.Reference) bool { return r.State() == cite.Verified && v.age(r) <= stale })
	}
	if *unused {
		uses, err := libraryUses(ctx, e, *citations)
		if err != nil {
			return err
		}
		refs = slices.DeleteFunc(refs, func(r *cite.Reference) bool { return len(uses[r.Key]) > 0 })
	}
	problems(e, lib)
	return printList(e, refs)
}

func hasStatus(r *cite.Reference, status string) bool {
	switch status {
	case "editor":
		return r.Verified.From == cite.FromEditor
	case "retracted":
		return r.IsRetracted() || slices.ContainsFunc(r.Notices, isGrave)
	}
	return r.State().String() == status
}

func printList(e *env, refs []*cite.Reference) error {
	width, words := 0, 0
	for _, r := range refs {
		width = max(width, len(r.Key))
		words = max(words, len(r.State().String()))
	}
	for _, r := range refs {
		if _, err := fmt.Fprintf(e.stdout, "%-*s  %-*s  %s\n", width, r.Key, words, r.State(), cite.Vancouver(r)); err != nil {
			return &disk.Error{Path: "standard output", Msg: err.Error()}
		}
	}
	return nil
}
