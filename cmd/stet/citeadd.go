package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"stet/internal/article"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/source"
)

var citeAdd = command{
	name:  "cite add",
	args:  "ID... [--from FILE.md] [--citations FILE]",
	short: "fetch records from PubMed and add them to the library",
	long: `Fetches the records of ids from PubMed and appends them to citations.yaml, the
nearest one upwards, which is made if there is none. An ID is a PMID, a PMCID, a DOI, or the address
of a page of PubMed, PMC, Europe PMC or doi.org. Ids that the library holds are
not fetched. An entry that is as short as its id is filled in by 'stet cite verify'.

  stet cite add 29480918 PMC8065437 10.3390/nu13041136
  stet cite add https://pubmed.ncbi.nlm.nih.gov/29480918/
  stet cite add --from draft.md   every id in an article or its list
  stet cite add --from articles/  every id in the articles of a folder

Prints the new references. Each record says "verified: {from: pubmed}" with the
date and a sum over its fields, so that a later edit by hand shows.

Records are written batch by batch. After an interruption or trouble on the
network run the same command again: what is in the library is not fetched twice.

Exit status: 1 if PubMed has no record of an id; 4 if it cannot be asked.`,
	run: runAdd,
}

func runAdd(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	citations := citationsFlag(flags)
	var from []string
	flags.Func("from", "add every id that an article names, in its text or its list, or the articles of a folder; may be repeated: `FILE`", func(s string) error {
		from = append(from, s)
		return nil
	})
	day := todayFlag(flags)
	args, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	if len(args) == 0 && len(from) == 0 {
		return usagef("cite add needs an id, such as 29480918, PMC8065437 or 10.3390/nu13041136, or --from an article or a folder of them")
	}
	ids, err := parseIDs(args)
	if err != nil {
		return err
	}
	for _, path := range from {
		found, err := articleIDs(e, path)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			fmt.Fprintf(e.stderr, "note: %s names no id\n", filepath.ToSlash(path))
		}
		ids = append(ids, found...)
	}
	today, err := day.value()
	if err != nil {
		return err
	}
	a := adding{env: e, path: *citations}
	ids, err = a.missing(ids)
	if err != nil {
		return err
	}
	f := fetching{env: e, dir: libraryDir(a.path), what: "fetched", verify: fromPubMed(today), write: a.write}
	if err := f.run(ctx, ids); err != nil {
		return err
	}
	failed := f.failed()
	fmt.Fprintf(e.stderr, "%s: %d added, %d there already\n", filepath.ToSlash(a.path), a.added, a.there)
	if failed == nil && a.skipped > 0 {
		failed = &failure{statusFindings, nil}
	}
	return failed
}

// An adding adds records to one library.
type adding struct {
	env     *env
	path    string
	added   int
	there   int // ids that the library held
	skipped int // records that cannot be taken
}

// missing are the ids that the library does not hold.
func (a *adding) missing(ids []cite.ID) ([]cite.ID, error) {
	lib := &cite.Library{}
	if _, err := os.Stat(a.path); err == nil {
		if _, lib, err = openLibrary(a.path); err != nil {
			return nil, err
		}
	}
	var wanted []cite.ID
	for _, id := range ids {
		r := lib.ID(id)
		switch {
		case r != nil:
			a.there++
			if r.State() == cite.Unverified {
				fmt.Fprintf(a.env.stderr, "note: %s is there, unverified; 'stet cite verify %s' compares it with PubMed\n", id, r.Key)
			}
		case !slices.Contains(wanted, id):
			wanted = append(wanted, id)
		}
	}
	return wanted, nil
}

// write takes records into the library and prints those that are new.
func (a *adding) write(records []*cite.Reference) error {
	var done cite.Imported
	err := editLibrary(a.env, a.path, func(f *source.File) (b []byte, err error) {
		b, done, err = cite.Import(f, records)
		return b, err
	})
	if err != nil {
		return err
	}
	a.added += len(done.Added)
	a.there += len(done.Updated) + len(done.Unchanged) + len(done.Kept)
	a.skipped += len(done.Skipped)
	for _, r := range records {
		if !slices.Contains(done.Added, r.Key) {
			continue
		}
		if _, err := fmt.Fprintln(a.env.stdout, brief(r)); err != nil {
			return err
		}
		newNotices(a.env, r.Key, slices.DeleteFunc(slices.Clone(r.Notices), func(n cite.Notice) bool { return !isGrave(n) }))
	}
	for _, s := range done.Skipped {
		fmt.Fprintf(a.env.stderr, "%s: not added: %s\n", s.Key, s.Reason)
	}
	return nil
}

// articleIDs are the ids that the articles at a path name, a file's or those of
// a folder, each once.
func articleIDs(e *env, path string) ([]cite.ID, error) {
	p, err := openProject(path, "")
	if err != nil {
		return nil, err
	}
	tasks, err := tasksAt(e, p, []string{path})
	if err != nil {
		return nil, err
	}
	var ids []cite.ID
	for _, t := range tasks {
		a, err := p.Article(t)
		if err != nil {
			return nil, err
		}
		for _, id := range namedIDs(a, p.Options(t.Own, false).Claim) {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids, nil
}

// namedIDs are the ids that an article names, in its sentences, its lists and,
// if it is an article of the site, its front matter, in that order.
func namedIDs(a *article.Article, opt claim.Options) []cite.ID {
	var ids []cite.ID
	for _, c := range claim.Find(a, opt) {
		for i := range c.Mentions {
			ids = append(ids, c.Mentions[i].IDs...)
		}
	}
	for _, entry := range claim.Listed(a, opt) {
		ids = append(ids, entry.IDs...)
	}
	for _, name := range a.Meta.References {
		if id, err := cite.ParseID(name); err == nil {
			ids = append(ids, id)
		}
	}
	return slices.DeleteFunc(ids, func(id cite.ID) bool { return id.Kind == cite.KindURL })
}
