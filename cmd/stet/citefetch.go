package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"stet/internal/cite"
	"stet/internal/ncbi"
	"stet/internal/source"
)

// freshFor is how long a fetched record counts as PubMed's present one: long
// enough that a command that was interrupted goes on where it was.
const freshFor = time.Hour

// flushShare bounds the time that goes into writing the library: it is written
// when as many times that of the last writing have passed. An interrupted
// command loses what it fetched since, and that is in the cache.
const flushShare = 10

// A fetching fetches records from PubMed and writes them batch by batch.
type fetching struct {
	env    *env
	dir    string // of the library
	what   string // for the progress line
	verify cite.Verification
	write  func(records []*cite.Reference) error

	failures []ncbi.Failure
	fetched  int // ids that were answered
	waiting  []*cite.Reference
}

// run fetches the records of ids. What was fetched before an error or an
// interruption is written.
func (f *fetching) run(ctx context.Context, ids []cite.ID) error {
	if len(ids) == 0 {
		return nil
	}
	client, err := newClient(f.env, f.dir, freshFor)
	if err != nil {
		return err
	}
	bar := newProgress(f.env, f.what, len(ids))
	var fetchErr error
	written, took := time.Now(), time.Duration(0)
	for answer, err := range client.Fetch(ctx, ids) {
		if err != nil {
			fetchErr = err
			break
		}
		for _, r := range answer.Records {
			r.Verified = f.verify
			f.waiting = append(f.waiting, r.Reference)
			f.fetched += len(r.Asked)
			bar.add(len(r.Asked))
		}
		f.failures = append(f.failures, answer.Failures...)
		f.fetched += len(answer.Failures)
		bar.add(len(answer.Failures))
		if time.Since(written) < flushShare*took {
			continue
		}
		start := time.Now()
		if err := f.flush(); err != nil {
			bar.clear()
			return err
		}
		written, took = time.Now(), time.Since(start)
	}
	bar.clear()
	if err := f.flush(); err != nil {
		return err
	}
	if fetchErr != nil && f.fetched > 0 {
		fmt.Fprintf(f.env.stderr, "%d of %d are done and written; the same command goes on from there\n", f.fetched, len(ids))
	}
	return fetchErr
}

func (f *fetching) flush() error {
	if len(f.waiting) == 0 {
		return nil
	}
	err := f.write(f.waiting)
	f.waiting = nil
	return err
}

// fromPubMed vouches for what is fetched on a day.
func fromPubMed(day source.Date) cite.Verification {
	return cite.Verification{At: day, From: cite.FromPubMed}
}

// failed prints the ids that have no record, and gives the failure to exit
// with, nil if there are none.
func (f *fetching) failed() error {
	for _, bad := range f.failures {
		fmt.Fprintln(f.env.stderr, bad.Error())
	}
	if len(f.failures) > 0 {
		return &failure{statusFindings, nil}
	}
	return nil
}

// parseIDs reads ids as somebody types them: PMIDs, PMCIDs, DOIs, and addresses
// that hold one of them.
func parseIDs(args []string) ([]cite.ID, error) {
	var ids []cite.ID
	for _, arg := range args {
		for s := range strings.FieldsFuncSeq(arg, func(c rune) bool { return c == ',' || c == ' ' || c == '\n' }) {
			id, err := cite.ParseAnyID(s)
			switch {
			case err != nil:
				return nil, usagef("%w", err)
			case id.Kind == cite.KindURL:
				return nil, usagef("%s holds no id; give the PMID, PMCID or DOI of the paper", s)
			case !slices.Contains(ids, id):
				ids = append(ids, id)
			}
		}
	}
	return ids, nil
}

// newNotices tells of notices that came with a record.
func newNotices(e *env, key string, notices []cite.Notice) {
	for _, n := range notices {
		line := key + ": "
		switch n.Kind {
		case cite.Retraction:
			line += "RETRACTED"
		case cite.Concern:
			line += "an expression of concern was published"
		case cite.Erratum:
			line += "an erratum was published"
		default:
			line += "an update was published"
		}
		if n.Year != 0 {
			line += fmt.Sprintf(", %d", n.Year)
		}
		if n.ID.Kind != cite.NoID {
			line += ", " + n.ID.String()
		}
		fmt.Fprintln(e.stderr, line)
	}
}

// isGrave reports whether a notice takes a paper's word away.
func isGrave(n cite.Notice) bool { return n.Kind == cite.Retraction || n.Kind == cite.Concern }

// libraryDir is the folder of a library, where its settings are looked for.
func libraryDir(path string) string { return filepath.Dir(path) }
