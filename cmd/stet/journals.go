package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"stet/internal/cite"
	"stet/internal/disk"
	"stet/internal/ncbi"
	"stet/internal/project"
	"stet/internal/source"
)

// The list of journals that NLM publishes, and how large one may be, in bytes.
const (
	journalListAddress = "https://ftp.ncbi.nih.gov/pubmed/J_Medline.txt"
	journalListLimit   = 64 << 20
)

var journalsVerb = command{
	name:  "journals",
	args:  "lookup NAME | update",
	short: "look up a journal's name, or fetch NLM's list of journals",
	long: `stet knows the names of some thousand journals, the aliases of stet.yaml
(journals:), and those of a list that stet.yaml names (journal_list:).

  stet journals lookup "Am. J. Clin. Nutr."   what stet takes that name for
  stet journals update                        fetch NLM's list to the file of journal_list

'stet journals lookup --help' and 'stet journals update --help' say more.`,
	run: runJournals,
}

// journalsVerbs are the verbs below journals.
var journalsVerbs = []command{journalsLookup, journalsUpdate}

func runJournals(ctx context.Context, e *env, args []string) error {
	if len(args) > 0 {
		for _, c := range journalsVerbs {
			if strings.TrimPrefix(c.name, "journals ") == args[0] {
				e.verb = c
				return c.run(ctx, e, args[1:])
			}
		}
	}
	rest, err := e.parse(e.flags(), args)
	if err != nil {
		return err
	}
	if len(rest) == 0 {
		return usagef("journals needs a verb: lookup or update; 'stet journals --help' says more")
	}
	return usagef("journals has no verb %q (want lookup or update)", rest[0])
}

var journalsLookup = command{
	name:  "journals lookup",
	args:  "NAME [--year YEAR]",
	short: "say what stet takes a journal's name for",
	long: `Prints the journals that a name stands for: a title, an abbreviation, an
acronym or an alias. A name that no table has is tried as an abbreviation of
all titles. Where several journals share the name, a year can tell them apart,
as it does in an article.

  stet journals lookup "Nutr Metab" --year 2010

Exit status: 1 if the name stands for no journal that stet knows.`,
	run: func(_ context.Context, e *env, args []string) error {
		flags := e.flags()
		year := flags.Int("year", 0, "the journal that had the name in `YEAR`")
		args, err := e.parse(flags, args)
		if err != nil {
			return err
		}
		name := strings.Join(args, " ")
		if strings.TrimSpace(name) == "" {
			return usagef(`journals lookup needs a name, as in stet journals lookup "Am J Clin Nutr"`)
		}
		s, dir, err := settingsFor(".")
		if err != nil {
			return err
		}
		table, err := project.JournalTable(s, dir)
		if err != nil {
			return err
		}
		return printJournals(e, table, name, *year)
	},
}

func printJournals(e *env, table *cite.JournalTable, name string, year int) error {
	known, named := table.Known(name)
	if owner, ok := cite.Namesake(name, year); ok && year != 0 && len(known) > 1 {
		known = ownedBy(known, &owner)
	}
	switch {
	case len(known) == 0:
		return &failure{statusFindings, fmt.Errorf("%q stands for no journal that stet knows; an alias in stet.yaml makes it stand for one (journals: {%s: Title})", name, name)}
	case !named:
		fmt.Fprintf(e.stdout, "%q is no name that stet knows; by the rules for abbreviations it may stand for\n", name)
	case len(known) > 1:
		fmt.Fprintf(e.stdout, "%q stands for %d journals; where a year or an id does not tell which, it is ambiguous\n", name, len(known))
	}
	for i := range known {
		if i > 0 || !named || len(known) > 1 {
			fmt.Fprintln(e.stdout)
		}
		printJournal(e, &known[i])
	}
	return nil
}

// ownedBy are the journals of known without those that surely are another one
// than owner's.
func ownedBy(known []cite.KnownJournal, owner *cite.Run) []cite.KnownJournal {
	var own []cite.KnownJournal
	for _, k := range known {
		if k.Title == owner.Title {
			return []cite.KnownJournal{k}
		}
		if !owner.IsOther(k.Journal) {
			own = append(own, k)
		}
	}
	return own
}

func printJournal(e *env, k *cite.KnownJournal) {
	line := func(what, value string) {
		if value != "" {
			fmt.Fprintf(e.stdout, "  %-13s %s\n", what, value)
		}
	}
	fmt.Fprintln(e.stdout, k.Title)
	line("abbreviation", k.Abbr)
	line("other names", strings.Join(k.Aliases, "; "))
	line("NLM id", k.NLM)
	line("ISSN", k.ISSN)
	for _, r := range cite.Runs() {
		switch {
		case r.Title == k.Title && (r.Abbr == k.Abbr || k.Abbr == ""):
			line("this name", years(&r))
			line("later name", r.Later)
		case r.Later == k.Title:
			line("former name", r.Title+", "+years(&r))
		}
	}
	if k.Cue {
		line("in prose", "an everyday word too: counts where it is in italics, behind \"published in\", or the like")
	}
	line("known from", k.From)
}

// years says when a journal had a name.
func years(r *cite.Run) string {
	switch {
	case r.First == 0 && r.Last == 0:
		return ""
	case r.First == 0:
		return "until " + strconv.Itoa(r.Last)
	case r.Last == 0:
		return "since " + strconv.Itoa(r.First)
	}
	return strconv.Itoa(r.First) + " to " + strconv.Itoa(r.Last)
}

var journalsUpdate = command{
	name:  "journals update",
	args:  "[--from ADDRESS]",
	short: "fetch NLM's list of journals",
	long: `Fetches NLM's list of the journals in MEDLINE to the file that stet.yaml names
as journal_list: and puts it in the place of an older one when it has come whole
and reads well. Articles are read with the names in it from then on. Nothing else
fetches it: builds and audits read the file.

  stet journals update --from ` + "https://ftp.ncbi.nih.gov/pubmed/J_Entrez.txt" + `

Exit status: 4 if the list could not be fetched.`,
	run: func(ctx context.Context, e *env, args []string) error {
		flags := e.flags()
		from := flags.String("from", journalListAddress, "fetch the list at `ADDRESS`")
		args, err := e.parse(flags, args)
		if err != nil {
			return err
		}
		if len(args) > 0 {
			return usagef("journals update takes no arguments, got %q", args[0])
		}
		return updateJournals(ctx, e, *from)
	},
}

func updateJournals(ctx context.Context, e *env, from string) error {
	s, dir, err := settingsFor(".")
	if err != nil {
		return err
	}
	if s.JournalList == "" {
		return usagef("no stet.yaml here or above names a file for the list; write journal_list: J_Medline.txt into it")
	}
	client, err := newClient(e, dir, 0)
	if err != nil {
		return err
	}
	text, err := client.File(ctx, from, journalListLimit)
	if _, network := errors.AsType[*ncbi.ServiceError](err); err != nil && !network {
		return usagef("--from: %w", err)
	}
	if err != nil {
		return err
	}
	list, err := cite.ReadJournalList(source.NewFile(from, text))
	if err != nil {
		return err
	}
	path := filepath.Join(dir, filepath.FromSlash(s.JournalList))
	if err := disk.Write(path, text); err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "%s: %d journals\n", filepath.ToSlash(path), list.Len())
	return nil
}
