package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/disk"
	"stet/internal/match"
	"stet/internal/project"
)

var citeFind = command{
	name:  "cite find",
	args:  `FILE:LINE | "WORDS" [--journal J] [--year Y] [--author A] [--limit N] [--citations FILE]`,
	short: "look in PubMed for what a sentence means",
	long: `With a file and a line, takes each source that the sentence there names and that
the library does not match, searches PubMed by its journal, year, authors, title
and subject, and prints the records that come nearest, best first: by the score
that 'stet audit' would give them if they were in the library (0.00 to 1.00 for
the subject). With words, does so for the words and what the flags state.

  stet cite find content/zinc.md:31
  stet cite find "magnesium bone health" --journal Nutrients --year 2018

A year may be off by one in what is searched, as journals print late. Nothing is
written. Take one with 'stet cite add', and bind the sentence to it: stet bind FILE:LINE ID.

Exit status: 1 if nothing is found; 4 if PubMed cannot be asked.`,
	run: runFind,
}

func runFind(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	citations := libraryFlag(flags)
	limit := flags.Int("limit", 5, "print at most `N` records for each source")
	var m claim.Mention
	flags.StringVar(&m.Journal, "journal", "", "with words: of this journal: `TITLE`")
	flags.IntVar(&m.Year, "year", 0, "with words: of this `YEAR` or the ones beside it")
	flags.Func("author", "with words: by this author: `NAME`", func(s string) error {
		m.Authors = append(m.Authors, s)
		return nil
	})
	args, err := e.parse(flags, args)
	switch {
	case err != nil:
		return err
	case len(args) == 0:
		return usagef(`cite find needs a place, as content/zinc.md:31, or words, as "magnesium bone health"`)
	case *limit < 1:
		return usagef("--limit %d shows nothing", *limit)
	}
	at, isPlace := parsePlace(args[0])
	path := at.path
	words := strings.Join(args, " ")
	if info, err := os.Stat(path); !isPlace || len(args) > 1 || err != nil && strings.ContainsRune(words, ' ') {
		isPlace, path = false, "."
	} else if err != nil || info.IsDir() {
		return &disk.Error{Path: filepath.ToSlash(path), Msg: "no such file"}
	}
	p, err := openProject(path, *citations)
	if err != nil {
		return err
	}
	wanted := []sought{{claim: &claim.Claim{Plain: words, Mentions: []claim.Mention{m}}}}
	if isPlace {
		if wanted, err = unmatchedOn(p, path, at.line); err != nil {
			return err
		}
	}
	client, err := newClient(e, p.Dir, freshFor)
	if err != nil {
		return err
	}
	found := 0
	for _, s := range wanted {
		ranked, err := look(ctx, p, client, s)
		if err != nil {
			return err
		}
		ranked = ranked[:min(len(ranked), *limit)]
		if err := printFound(e, p, s, ranked); err != nil {
			return &disk.Error{Path: "standard output", Msg: err.Error()}
		}
		found += len(ranked)
	}
	if found == 0 {
		return &failure{statusFindings, fmt.Errorf("%s: nothing is found; try other words", cmp.Or(wanted[0].place, fmt.Sprintf("%q", words)))}
	}
	return nil
}

// A sought is a source to look for: a claim with one mention, which leads to
// one list entry at most.
type sought struct {
	claim   *claim.Claim
	title   string // of the article, which says what its claims are about
	place   string // "content/zinc.md:31:5"; empty for words
	entry   string // the label of the list entry, where the mention leads to several
	verdict match.Verdict
}

// unmatchedOn are the sources that the claims on a line name and the library
// does not match.
func unmatchedOn(p *project.Project, path string, line int) ([]sought, error) {
	claims, err := p.ClaimsOn(path, line)
	if err != nil {
		return nil, err
	}
	place := fmt.Sprintf("%s:%d", filepath.ToSlash(path), line)
	if len(claims) == 0 {
		return nil, &failure{statusFindings, fmt.Errorf("%s: no claim on this line: no sentence here names a source; try 'stet cite find' with words", place)}
	}
	title := titleOf(p, path)
	var wanted []sought
	for i := range claims {
		for k, m := range claims[i].Mentions {
			if claims[i].Matches[k].Verdict != match.Matched {
				wanted = append(wanted, soughtIn(&claims[i], k, sought{title: title, place: fmt.Sprintf("%s:%d:%d", filepath.ToSlash(path), m.Start.Line, m.Start.Column)})...)
			}
		}
	}
	if len(wanted) == 0 {
		return nil, &failure{statusFindings, fmt.Errorf("%s: nothing to find: the library matches what is named here", place)}
	}
	return wanted, nil
}

// soughtIn is the k-th mention of a claim, once for each list entry that it
// leads to.
func soughtIn(c *audit.Claim, k int, s sought) []sought {
	s.verdict = c.Matches[k].Verdict
	alone := func(m claim.Mention) sought {
		one := c.Claim
		one.Mentions = []claim.Mention{m}
		s.claim = &one
		return s
	}
	m := c.Mentions[k]
	if len(m.Entries) < 2 {
		return []sought{alone(m)}
	}
	var each []sought
	for i := range m.Entries {
		one := m
		one.Entries = m.Entries[i : i+1]
		s.entry = m.Entries[i].Label
		each = append(each, alone(one))
	}
	return each
}

// titleOf is the title of an article.
func titleOf(p *project.Project, path string) string {
	a, err := p.Article(p.FileTask(path))
	if err != nil {
		return ""
	}
	return a.Title
}

// printFound prints what was found for a source: where it stands, then each
// record with what agrees and what to do.
func printFound(e *env, p *project.Project, s sought, found []ranked) error {
	indent := ""
	if s.place != "" {
		indent = "  "
		m := s.claim.Mentions[0]
		text := strings.Join(strings.Fields(m.Text), " ")
		entry := ""
		if s.entry != "" {
			entry = ", entry " + s.entry
		}
		if _, err := fmt.Fprintf(e.stdout, "%s: %q%s: %s\n", s.place, text, entry, s.verdict); err != nil {
			return err
		}
		if len(found) == 0 {
			if _, err := fmt.Fprintln(e.stdout, "  nothing is found"); err != nil {
				return err
			}
		}
	}
	for _, r := range found {
		what := "stet cite add " + string(r.ref.PMID)
		if s.place != "" {
			what += ", then write [@pmid:" + string(r.ref.PMID) + "]"
		}
		if own := inLibrary(p, r.ref); own != "" {
			what = "in the library; write [@" + own + "]"
		}
		if _, err := fmt.Fprintf(e.stdout, "%[1]s%[2]s\n%[1]s    %[3]s\n%[1]s    %[4]s\n", indent, brief(r.ref), strings.Join(r.why, "; "), what); err != nil {
			return err
		}
	}
	return nil
}

// inLibrary is the key of a record in the library, "" if it has none there.
func inLibrary(p *project.Project, r *cite.Reference) string {
	if p.Library == nil {
		return ""
	}
	for _, id := range r.IDs() {
		if own := p.Library.ID(id); own != nil {
			return own.Key
		}
	}
	return ""
}

// A ranked is a record with why it comes into question.
type ranked struct {
	ref *cite.Reference
	why []string
}

// rank puts records in the order of matching: for what the words of s say, by
// what agrees and by the subject. Those that share nothing come last, in the
// order of PubMed.
func (s sought) rank(records []*cite.Reference) []ranked {
	var all []ranked
	for _, c := range match.NewIndex(&cite.Library{References: records}).Rank(s.claim, 0, s.title) {
		i := slices.IndexFunc(records, func(r *cite.Reference) bool { return r.Key == c.Reference })
		why := c.Why
		if s.place == "" { // a few words do not say enough to tell that the subject is another
			why = slices.DeleteFunc(why, func(w string) bool { return strings.HasSuffix(w, " subject") || strings.HasPrefix(w, "subject ") })
		}
		all = append(all, ranked{records[i], append(why, fmt.Sprintf("subject %d.%02d", c.Subject/100, c.Subject%100))})
	}
	for _, r := range records {
		if s.place == "" && !slices.ContainsFunc(all, func(o ranked) bool { return o.ref == r }) {
			all = append(all, ranked{r, []string{"subject 0.00"}})
		}
	}
	for i := range all {
		if all[i].ref.IsRetracted() {
			all[i].why = append(all[i].why, "RETRACTED")
		}
	}
	return all
}
