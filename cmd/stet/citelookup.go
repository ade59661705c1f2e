package main

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/ncbi"
	"stet/internal/source"
)

// How many entries are looked up before the library is written, and how many
// records one of them may be of.
const (
	lookUpBatch  = 50
	lookUpAtMost = 20
)

// A lookingUp finds out which records entries without an id are of.
type lookingUp struct {
	env   *env
	path  string // of the library
	today source.Date

	client *ncbi.Client
	found  int
	asked  int
	graves int // new retractions and expressions of concern
}

// run looks up refs, entries of the library, and writes the ids that it finds
// with all that their records say. The failure is for those without one.
func (l *lookingUp) run(ctx context.Context, refs []*cite.Reference) (err error) {
	if len(refs) == 0 {
		return nil
	}
	if l.client, err = newClient(l.env, libraryDir(l.path), freshFor); err != nil {
		return err
	}
	bar := newProgress(l.env, "looked up", len(refs))
	for part := range slices.Chunk(refs, lookUpBatch) {
		candidates, err := l.candidates(ctx, part)
		bar.clear()
		if err == nil {
			err = l.write(candidates)
		}
		if err != nil {
			return err
		}
		bar.add(len(part))
	}
	bar.clear()
	fmt.Fprintf(l.env.stderr, "%s: %d looked up, %d found\n", filepath.ToSlash(l.path), l.asked, l.found)
	if l.found < l.asked || l.graves > 0 {
		return &failure{statusFindings, nil}
	}
	return nil
}

// candidates are the records that each of refs may be of: where PubMed has one
// at its journal, year, volume and page that is like it, that one, else those
// with words of its title.
func (l *lookingUp) candidates(ctx context.Context, refs []*cite.Reference) ([]cite.Candidates, error) {
	citations := make([]ncbi.Citation, len(refs))
	for i, r := range refs {
		citations[i] = citationOf(r)
	}
	matches, err := l.client.MatchCitations(ctx, citations)
	if err != nil {
		return nil, err
	}
	pmids := make([][]cite.PMID, len(refs))
	for i, m := range matches {
		pmids[i] = m.PMIDs
	}
	records := map[cite.PMID]*cite.Reference{}
	if err := l.fetch(ctx, records, pmids); err != nil {
		return nil, err
	}
	isLike := func(r *cite.Reference) func(cite.PMID) bool {
		return func(p cite.PMID) bool { return records[p] != nil && cite.Unlike(r, records[p]) == "" }
	}
	for i, r := range refs {
		words := tellingWords(r.Title, &claim.Mention{})
		if len(words) == 0 || slices.ContainsFunc(pmids[i], isLike(r)) {
			continue
		}
		found, err := l.client.Search(ctx, ncbi.Query{Title: words[:min(len(words), 6)]}.Term(), lookUpAtMost)
		if err != nil {
			return nil, err
		}
		pmids[i] = found.PMIDs
	}
	if err := l.fetch(ctx, records, pmids); err != nil {
		return nil, err
	}
	all := make([]cite.Candidates, len(refs))
	for i, r := range refs {
		all[i].Key = r.Key
		for _, p := range pmids[i] {
			if record := records[p]; record != nil {
				all[i].Records = append(all[i].Records, record)
			}
		}
	}
	return all, nil
}

// citationOf is what a reference list would say of r.
func citationOf(r *cite.Reference) ncbi.Citation {
	c := ncbi.Citation{Journal: cmp.Or(r.Journal.Abbr, r.Journal.Title), Year: r.Year, Volume: r.Volume, Page: cite.FirstPage(r.Pages)}
	if known, _ := cite.Journals(nil).Known(c.Journal); len(known) == 1 && known[0].Abbr != "" {
		c.Journal = known[0].Abbr
	}
	if len(r.Authors) > 0 {
		c.Author = r.Authors[0]
	}
	return c
}

// fetch adds to records those of PMIDs that it has not, as far as PubMed has them.
func (l *lookingUp) fetch(ctx context.Context, records map[cite.PMID]*cite.Reference, lists [][]cite.PMID) error {
	var ids []cite.ID
	for _, p := range slices.Concat(lists...) {
		if records[p] == nil {
			ids = append(ids, cite.ID{Kind: cite.KindPMID, Value: string(p)})
		}
	}
	for answer, err := range l.client.Fetch(ctx, ids) {
		if err != nil {
			return err
		}
		for _, r := range answer.Records {
			r.Verified = fromPubMed(l.today)
			records[r.PMID] = r.Reference
		}
	}
	return nil
}

// write writes what is found into the library and prints it.
func (l *lookingUp) write(candidates []cite.Candidates) error {
	var done []cite.Identified
	err := editLibrary(l.env, l.path, func(f *source.File) (b []byte, err error) {
		b, done, err = cite.Identify(f, candidates)
		return b, err
	})
	if err != nil {
		return err
	}
	for _, i := range done {
		l.asked++
		if i.PMID == "" {
			fmt.Fprintf(l.env.stderr, "%s: not found: %s\n", i.Key, i.Reason)
			continue
		}
		l.found++
		if _, err := fmt.Fprintf(l.env.stdout, "%s: found: pmid:%s\n", i.Key, i.PMID); err != nil {
			return err
		}
		newNotices(l.env, i.Key, i.Notices)
		if slices.ContainsFunc(i.Notices, isGrave) {
			l.graves++
		}
	}
	return nil
}
