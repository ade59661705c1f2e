package ncbi

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strings"
	"time"

	"stet/internal/cite"
)

// batchSize is how many ids NCBI takes in one request.
const batchSize = 200

// An Answer is what became of a batch of ids.
type Answer struct {
	Records  []*Record   // in the order in which the ids ask for them
	Failures []Failure   // likewise
	Extra    []cite.PMID // of records that nobody asked for, and that were not taken
}

// A Failure says why an id has no record. It is an answer, not trouble: asking
// again gives the same.
type Failure struct {
	ID     cite.ID
	Reason Reason
	PMIDs  []cite.PMID // the record that took its place, or those it may mean
	Msg    string      // what is wrong and what to do
}

// Error gives "pmid:12345678: message".
func (f Failure) Error() string { return f.ID.String() + ": " + f.Msg }

// A Reason is why an id has no record.
type Reason int

const (
	Missing     Reason = iota // PubMed has no record of it
	Deleted                   // PubMed had one and has deleted it
	Merged                    // PubMed answers with another record, PMIDs[0]
	Ambiguous                 // several records have it, PMIDs
	NotInPubMed               // PubMed Central has it, PubMed does not
	Mismatch                  // the record that it leads to says otherwise, PMIDs[0]
	BadID                     // it is no PMID, PMCID or DOI
)

// Fetch fetches the records that ids name, PMIDs, PMCIDs and DOIs mixed. It
// yields an answer for each batch of ids, in order; each id, once, is either in
// the Asked of one record or the ID of one failure. An error comes with an
// empty answer and ends the sequence: what came before it is whole, and whoever
// kept it need not ask for it again.
//
// The record of a PMCID or a DOI is taken only if it has that id itself.
func (c *Client) Fetch(ctx context.Context, ids []cite.ID) iter.Seq2[Answer, error] {
	return func(yield func(Answer, error) bool) {
		seen := make(map[cite.ID]bool, len(ids))
		ids := slices.DeleteFunc(slices.Clone(ids), func(id cite.ID) bool {
			repeated := seen[id]
			seen[id] = true
			return repeated
		})
		for batch := range slices.Chunk(ids, batchSize) {
			answer, err := c.batch(ctx, batch)
			if err != nil {
				yield(Answer{}, err)
				return
			}
			if !yield(answer, nil) {
				return
			}
		}
	}
}

// A batch is a number of ids on their way to an answer.
type batch struct {
	ids     []cite.ID
	leads   map[cite.ID][]cite.PMID // where an id leads
	found   []cite.PMID             // by a search for several DOIs, any of which they may have
	failed  map[cite.ID]Failure
	records map[cite.PMID]*Record
	answer  Answer
}

// batch fetches the records of at most batchSize ids.
func (c *Client) batch(ctx context.Context, ids []cite.ID) (Answer, error) {
	b := &batch{ids: ids, leads: map[cite.ID][]cite.PMID{}, failed: map[cite.ID]Failure{}, records: map[cite.PMID]*Record{}}
	if err := c.resolve(ctx, b); err != nil {
		return Answer{}, err
	}
	var wanted []cite.PMID
	for _, id := range ids {
		wanted = append(wanted, b.leads[id]...)
	}
	wanted = c.fromCache(b, distinct(append(wanted, b.found...)))
	for part := range slices.Chunk(wanted, batchSize) {
		if err := c.fetchInto(ctx, b, part); err != nil {
			return Answer{}, err
		}
	}
	b.conclude()
	return b.answer, nil
}

// fetchInto fetches the records of at most batchSize PMIDs. Ids are compared
// with those asked for, as an answer may lack some, hold others and be in
// another order.
func (c *Client) fetchInto(ctx context.Context, b *batch, pmids []cite.PMID) error {
	s, err := c.efetch(ctx, pmids)
	if err != nil {
		return err
	}
	extra := c.take(b, s, pmids)
	for _, pmid := range pmids {
		if b.records[pmid] != nil {
			continue
		}
		id := cite.ID{Kind: cite.KindPMID, Value: string(pmid)}
		if slices.Contains(s.deleted, pmid) {
			b.failed[id] = Failure{id, Deleted, nil, "PubMed has deleted this record; look the paper up by its title, it may have another one"}
			continue
		}
		if len(extra) == 0 {
			continue
		}
		// One of the others may stand for this one: alone, it is told which.
		others := extra
		if len(pmids) > 1 {
			alone, err := c.efetch(ctx, []cite.PMID{pmid})
			if err != nil {
				return err
			}
			others = c.take(b, alone, []cite.PMID{pmid})
		}
		if len(others) == 1 && b.records[pmid] == nil {
			b.failed[id] = Failure{id, Merged, others, fmt.Sprintf("PubMed answers with the record pmid:%s, which has taken its place; cite that one if it is the paper you mean", others[0])}
			b.answer.Extra = slices.DeleteFunc(b.answer.Extra, func(p cite.PMID) bool { return p == others[0] })
		}
	}
	return nil
}

// take takes those records of a set that were asked for, and gives the PMIDs of
// the others.
func (c *Client) take(b *batch, s set, pmids []cite.PMID) (extra []cite.PMID) {
	for _, r := range s.records {
		if !slices.Contains(pmids, r.PMID) {
			extra = append(extra, r.PMID)
			if !slices.Contains(b.answer.Extra, r.PMID) {
				b.answer.Extra = append(b.answer.Extra, r.PMID)
			}
			continue
		}
		r.Fetched = c.opt.Now().UTC().Truncate(time.Second)
		b.records[r.PMID] = r
		c.keep(r)
	}
	return extra
}

// efetch gets the set of records that PubMed answers pmids with.
func (c *Client) efetch(ctx context.Context, pmids []cite.PMID) (s set, err error) {
	form := url.Values{"db": {"pubmed"}, "retmode": {"xml"}, "id": {joinPMIDs(pmids)}}
	err = c.ask(ctx, request{service: efetch, form: form, read: func(body []byte) (err error) {
		s, err = readSet(body)
		if bad, ok := errors.AsType[*Error](err); ok && bad.answer != "" {
			if hasNoIDs(bad.answer) {
				return nil
			}
			return passes(Down, "it answered efetch with an error: %s", quote([]byte(bad.answer)))
		}
		return err
	}})
	if refused, ok := errors.AsType[*ServiceError](err); ok && hasNoIDs(refused.said) {
		return set{}, nil
	}
	return s, err
}

// hasNoIDs reports whether PubMed said that it knows none of the ids.
func hasNoIDs(s string) bool {
	s = strings.ToLower(s)
	return strings.Contains(s, "id list is empty") || strings.Contains(s, "empty id list")
}

// distinct is list without repeats and empty texts, in order.
func distinct[T ~string](list []T) []T {
	seen := map[T]bool{"": true}
	return slices.DeleteFunc(list, func(s T) bool {
		repeated := seen[s]
		seen[s] = true
		return repeated
	})
}

func joinPMIDs(pmids []cite.PMID) string {
	texts := make([]string, len(pmids))
	for i, p := range pmids {
		texts[i] = string(p)
	}
	return strings.Join(texts, ",")
}

// conclude says of each id what became of it.
func (b *batch) conclude() {
	for _, id := range b.ids {
		r, failure := b.find(id)
		if r == nil {
			b.answer.Failures = append(b.answer.Failures, failure)
			continue
		}
		if len(r.Asked) == 0 {
			b.answer.Records = append(b.answer.Records, r)
		}
		r.Asked = append(r.Asked, id)
	}
	named := func(pmid cite.PMID) bool {
		return slices.ContainsFunc(b.answer.Failures, func(f Failure) bool { return slices.Contains(f.PMIDs, pmid) })
	}
	for _, pmid := range distinct(b.found) {
		if r := b.records[pmid]; r != nil && len(r.Asked) == 0 && !named(pmid) {
			b.answer.Extra = append(b.answer.Extra, pmid)
		}
	}
}

// find is the record that an id names.
func (b *batch) find(id cite.ID) (*Record, Failure) {
	if f, failed := b.failed[id]; failed {
		return nil, f
	}
	leads := b.leads[id]
	if leads == nil {
		leads = b.found
	}
	var having, other []*Record
	for _, pmid := range leads {
		r := b.records[pmid]
		switch {
		case r == nil:
		case id.Kind == cite.KindPMCID && r.PMCID == "" && len(leads) == 1: // PubMed lags behind PMC
			r.PMCID = cite.PMCID(id.Value)
			having = append(having, r)
		case slices.Contains(r.IDs(), id):
			having = append(having, r)
		default:
			other = append(other, r)
		}
	}
	switch {
	case len(having) == 1:
		return having[0], Failure{}
	case len(having) > 1:
		return nil, ambiguous(id, pmidsOf(having))
	case len(b.leads[id]) > 1 && len(other) > 1:
		return nil, ambiguous(id, pmidsOf(other))
	case len(b.leads[id]) == 1 && len(other) == 1:
		return nil, Failure{id, Mismatch, pmidsOf(other), fmt.Sprintf("it leads to the record pmid:%s, which has %s; check it", other[0].PMID, idOf(other[0], id.Kind))}
	}
	// Its PMID may have been replaced, of which the failure of the PMID tells.
	for _, pmid := range b.leads[id] {
		if f, ok := b.failed[cite.ID{Kind: cite.KindPMID, Value: string(pmid)}]; ok {
			f.ID = id
			return nil, f
		}
	}
	return nil, missing(id)
}

func ambiguous(id cite.ID, pmids []cite.PMID) Failure {
	return Failure{id, Ambiguous, pmids, fmt.Sprintf("%d records of PubMed have it (%s); give the PMID of the one you mean", len(pmids), list(pmids))}
}

func missing(id cite.ID) Failure {
	switch id.Kind {
	case cite.KindDOI:
		return Failure{id, Missing, nil, "PubMed finds no record with this DOI; open https://doi.org/" + id.Value + " to see whether it is right; PubMed does not hold every paper"}
	case cite.KindPMCID:
		return Failure{id, Missing, nil, "PubMed Central knows no such article; check the digits, and whether a PMID is meant"}
	}
	return Failure{id, Missing, nil, "PubMed has no such record; check the digits, and whether a PMCID (PMC" + id.Value + ") is meant"}
}

func idOf(r *Record, kind cite.Kind) string {
	for _, id := range r.IDs() {
		if id.Kind == kind {
			return id.String()
		}
	}
	if kind == cite.KindDOI {
		return "no DOI"
	}
	return "no PMCID"
}

func pmidsOf(records []*Record) []cite.PMID {
	pmids := make([]cite.PMID, len(records))
	for i, r := range records {
		pmids[i] = r.PMID
	}
	return pmids
}

func list(pmids []cite.PMID) string {
	texts := make([]string, len(pmids))
	for i, p := range pmids {
		texts[i] = "pmid:" + string(p)
	}
	return strings.Join(texts, ", ")
}
