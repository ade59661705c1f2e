package main

import (
	"context"
	"fmt"

	"stet/internal/cite"
	"stet/internal/ncbi"
	"stet/internal/source"
)

// follow sees to the failures of f that tell of records which PubMed has merged
// into others or deleted. With --accept the entries take over the others; else
// the failures say how that is done.
func (v *verifying) follow(ctx context.Context, f *fetching) error {
	if len(f.failures) == 0 {
		return nil
	}
	_, lib, err := openLibrary(v.path)
	if err != nil {
		return err
	}
	var rest []ncbi.Failure
	var ids []cite.ID                 // of the records that took the place of others
	from := map[cite.PMID][]cite.ID{} // whose place they took
	for _, bad := range f.failures {
		r := lib.ID(bad.ID)
		switch {
		case r == nil:
		case bad.Reason == ncbi.Deleted:
			bad.Msg += fmt.Sprintf("; take the id out of the entry %s, and 'stet cite verify %[1]s --lookup' looks for that", r.Key)
		case bad.Reason == ncbi.Merged && v.accept:
			ids = append(ids, cite.ID{Kind: cite.KindPMID, Value: string(bad.PMIDs[0])})
			from[bad.PMIDs[0]] = append(from[bad.PMIDs[0]], bad.ID)
			continue
		case bad.Reason == ncbi.Merged:
			bad.Msg += fmt.Sprintf("; 'stet cite verify %s --accept' takes it into the entry", r.Key)
		}
		rest = append(rest, bad)
	}
	f.failures = rest
	others := fetching{env: f.env, dir: f.dir, what: f.what, verify: f.verify, write: func(records []*cite.Reference) error {
		var moves []cite.Move
		for _, r := range records {
			for _, id := range from[r.PMID] {
				moves = append(moves, cite.Move{From: id, Record: r})
			}
		}
		return v.take(moves)
	}}
	err = others.run(ctx, ids)
	f.failures = append(f.failures, others.failures...)
	return err
}

// take writes records in the place of those that they took the place of.
func (v *verifying) take(moves []cite.Move) error {
	err := v.edit(func(f *source.File) ([]byte, []cite.Checked, error) { return cite.Follow(f, moves) })
	for _, m := range moves {
		if err == nil && m.From.Kind == cite.KindPMID {
			fmt.Fprintf(v.env.stderr, "note: articles that cite it as [@%s] have to say [@pmid:%s]\n", m.From, m.Record.PMID)
		}
	}
	return err
}
