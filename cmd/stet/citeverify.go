package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"stet/internal/cite"
	"stet/internal/source"
)

var citeVerify = command{
	name:  "cite verify",
	args:  "[KEY...] [--stale 30d] [--accept] [--lookup] [--citations FILE] | KEY --by NAME [--url URL]",
	short: "compare the library with PubMed",
	long: `Fetches the record of each reference from PubMed, compares it field by field,
prints what differs and takes it over. Entries that are as short as an id are
filled in. Retractions, expressions of concern, errata and updates become
notices. Those that PubMed itself answered for today are left out, unless KEY
names them; an import counts as older.

  stet cite verify                    the whole library
  stet cite verify --stale 30d        those verified more than 30 days ago, or never
  stet cite verify yasui2012 29480918 these, by key or id

If an id, the title or the authors differ by more than spelling, the entry may
be of another paper. It is left as it is, until you say that PubMed is right:

  stet cite verify yasui2012 --accept

The same takes the record that PubMed has merged another one into.

Entries without an id are passed over. With --lookup PubMed is asked for them, by
journal, year, volume, page and author, and by the title. An entry takes over the
ids of a record if title, year, journal and authors are the same and no other
record fits as well:

  stet cite verify --lookup

A source that PubMed does not hold, such as a guideline or a book, is vouched for
by name. Write at least its key, title and year into citations.yaml, then:

  stet cite verify nice2019 --by "M. Khan" --url https://www.nice.org.uk/guidance/ng136

The library is written batch by batch. After an interruption or trouble on the
network run the same command again: it goes on with those not verified today.

Exit status: 1 if an entry was refused, PubMed has no record of one or several, or a
retraction or an expression of concern is new; 4 if PubMed cannot be asked.`,
	run: runVerify,
}

func runVerify(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	citations := citationsFlag(flags)
	v := verifying{env: e}
	stale := -1
	flags.Func("stale", "only those verified more than `DAYS` (30d) ago, or never", func(s string) (err error) {
		stale, err = parseDays(s)
		return err
	})
	flags.BoolVar(&v.accept, "accept", false, "take over ids, titles and authors that differ, too")
	flags.BoolVar(&v.lookup, "lookup", false, "look in PubMed for the ids of entries that have none")
	by := flags.String("by", "", "vouch for a source that PubMed does not hold, as `NAME`")
	url := flags.String("url", "", "with --by: where readers can look at the source: `URL`")
	day := todayFlag(flags)
	names, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	today, err := day.value()
	if err != nil {
		return err
	}
	v.path, v.today = *citations, today
	if *by != "" || *url != "" {
		return v.vouch(names, *by, *url)
	}
	_, lib, err := openLibrary(v.path)
	if err != nil {
		return err
	}
	chosen := lib.References
	if len(names) > 0 {
		if chosen, err = references(lib, names); err != nil {
			return err
		}
	}
	ids := v.ids(chosen, stale, len(names) > 0)
	if len(ids) > 0 || !v.lookup {
		err = v.run(ctx, ids)
	}
	if failed, ok := errors.AsType[*failure](err); !v.lookup || err != nil && (!ok || failed.status != statusFindings) {
		return err
	}
	l := lookingUp{env: e, path: v.path, today: today}
	return cmp.Or(l.run(ctx, v.nameless), err)
}

// parseDays reads "30d" or "30".
func parseDays(s string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSuffix(s, "d"))
	if err != nil || n < 0 || n > 36500 {
		return 0, fmt.Errorf("%q is not a number of days such as 30d", s)
	}
	return n, nil
}

// A verifying verifies references of one library.
type verifying struct {
	env    *env
	path   string
	today  source.Date
	accept bool
	lookup bool // of references without an id

	nameless []*cite.Reference  // without an id
	counts   [cite.Kept + 1]int // by outcome
	notices  int                // new retractions and expressions of concern
	unasked  int                // references that were named and have no id
}

// ids are those by which the records of refs are fetched. named says that
// somebody asked for these by name.
func (v *verifying) ids(refs []*cite.Reference, stale int, named bool) []cite.ID {
	var ids []cite.ID
	skipped, without, editors := 0, 0, 0
	for _, r := range refs {
		verified := r.State() == cite.Verified
		switch all := r.IDs(); {
		case r.Verified.From == cite.FromEditor:
			editors++
		case len(all) == 0:
			v.nameless = append(v.nameless, r)
			without++
			if named && !v.lookup {
				v.unasked++
				fmt.Fprintf(v.env.stderr, "%s: has no id to ask PubMed by; add a pmid, pmcid or doi, look for one with --lookup, or vouch for it with --by\n", r.Key)
			}
		case verified && stale >= 0 && v.age(r) <= stale, verified && !named && v.age(r) == 0 && r.Verified.From == cite.FromPubMed:
			skipped++
		default:
			ids = append(ids, all[0])
		}
	}
	if v.lookup {
		without = 0
	}
	for _, note := range []struct {
		n    int
		what string
	}{{skipped, "verified recently"}, {editors, "an editor vouches for; --by vouches anew"}, {without, "without an id; --lookup looks for one"}} {
		if note.n > 0 {
			fmt.Fprintf(v.env.stderr, "note: left out: %s %s\n", plural(note.n, "reference", "references"), note.what)
		}
	}
	return ids
}

// age is how many days ago r was verified.
func (v *verifying) age(r *cite.Reference) int {
	return v.today.Days(r.Verified.At)
}

func (v *verifying) run(ctx context.Context, ids []cite.ID) error {
	f := fetching{env: v.env, dir: libraryDir(v.path), what: "verified", verify: fromPubMed(v.today), write: v.write}
	if err := f.run(ctx, ids); err != nil {
		return err
	}
	if err := v.follow(ctx, &f); err != nil {
		return err
	}
	failed := f.failed()
	n := v.counts
	fmt.Fprintf(v.env.stderr, "%s: %d confirmed, %d completed, %d changed, %d refused, %d without a record\n", filepath.ToSlash(v.path),
		n[cite.Confirmed], n[cite.Completed], n[cite.Changed], n[cite.Refused], len(f.failures))
	if n[cite.Refused] > 0 {
		fmt.Fprintln(v.env.stderr, "look at those that were refused; 'stet cite verify KEY --accept' takes PubMed's word for one")
	}
	if failed == nil && (n[cite.Refused] > 0 || v.notices > 0 || v.unasked > 0) {
		failed = &failure{statusFindings, nil}
	}
	return failed
}

// write compares records with the library.
func (v *verifying) write(records []*cite.Reference) error {
	return v.edit(func(f *source.File) ([]byte, []cite.Checked, error) { return cite.Verify(f, records, v.accept) })
}

// edit makes a change of the library, and prints what came of it.
func (v *verifying) edit(change func(*source.File) ([]byte, []cite.Checked, error)) error {
	var checked []cite.Checked
	err := editLibrary(v.env, v.path, func(f *source.File) (b []byte, err error) {
		b, checked, err = change(f)
		return b, err
	})
	if err != nil {
		return err
	}
	for i := range checked {
		c := &checked[i]
		v.counts[c.Outcome]++
		if err := v.print(c); err != nil {
			return err
		}
		newNotices(v.env, c.Key, c.Notices)
		for _, n := range c.Notices {
			if isGrave(n) {
				v.notices++
			}
		}
	}
	return nil
}

// print says what differs between an entry and its record.
func (v *verifying) print(c *cite.Checked) error {
	var b strings.Builder
	switch c.Outcome {
	case cite.Refused:
		fmt.Fprintf(&b, "%s: refused: %s\n", c.Key, c.Reason)
	case cite.Completed:
		fmt.Fprintf(&b, "%s: completed\n", c.Key)
	case cite.Changed:
		fmt.Fprintf(&b, "%s: changed\n", c.Key)
	}
	for _, d := range c.Differences {
		if c.Outcome == cite.Confirmed && b.Len() == 0 {
			fmt.Fprintf(&b, "%s: confirmed\n", c.Key)
		}
		there := d.There
		if there == "" {
			there = "(not in PubMed; stays)"
		}
		fmt.Fprintf(&b, "    %-10s %s\n    %-10s %s\n", d.Field, d.Here, "  PubMed:", there)
	}
	_, err := v.env.stdout.Write([]byte(b.String()))
	return err
}

// vouch writes that an editor vouches for one reference.
func (v *verifying) vouch(names []string, by, url string) error {
	switch {
	case len(names) != 1:
		return usagef("--by vouches for one reference at a time, got %d", len(names))
	case strings.TrimSpace(by) == "":
		return usagef("--url needs --by, the name of who vouches for the source")
	}
	if _, _, err := openLibrary(v.path); err != nil {
		return err
	}
	before := "" // its address
	vouched := cite.Verification{At: v.today, From: cite.FromEditor, By: strings.TrimSpace(by)}
	err := editLibrary(v.env, v.path, func(f *source.File) ([]byte, error) {
		if lib, err := cite.ParseLibrary(f); err == nil && lib.Find(names[0]) != nil {
			before = lib.Find(names[0]).URL
		}
		b, err := cite.Vouch(f, names[0], url, vouched)
		if err != nil {
			err = &failure{statusFindings, err}
		}
		return b, err
	})
	if err == nil && url != "" && before != "" && url != before {
		fmt.Fprintf(v.env.stderr, "note: %s: its address was %s, and is %s now\n", names[0], before, url)
	}
	if err == nil {
		fmt.Fprintf(v.env.stderr, "%s: %s vouches for %s\n", filepath.ToSlash(v.path), vouched.By, names[0])
	}
	return err
}
