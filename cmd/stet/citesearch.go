package main

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/ncbi"
	"stet/internal/project"
	"stet/internal/source"
	"stet/internal/terms"
)

// How many records one search asks for, and how many of all are looked at.
const (
	searchAtMost = 50
	fetchAtMost  = 200
)

// look asks PubMed for the records that s may mean, in searches from narrow to
// wide, and gives them ranked.
func look(ctx context.Context, p *project.Project, c *ncbi.Client, s sought) ([]ranked, error) {
	var ids []cite.ID
	for _, q := range queries(p, s) {
		if len(ids) > 0 && q.last {
			break
		}
		found, err := c.Search(ctx, q.Term(), searchAtMost)
		if err != nil {
			return nil, err
		}
		if q.whole && found.Total > searchAtMost {
			continue
		}
		for _, pmid := range found.PMIDs {
			if id := (cite.ID{Kind: cite.KindPMID, Value: string(pmid)}); !slices.Contains(ids, id) && len(ids) < fetchAtMost {
				ids = append(ids, id)
			}
		}
	}
	var records []*cite.Reference
	for answer, err := range c.Fetch(ctx, ids) {
		if err != nil {
			return nil, err
		}
		for _, r := range answer.Records {
			// As matching would see them in a library.
			r.Verified = cite.Verification{At: source.DateOf(r.Fetched), From: cite.FromPubMed, Sum: r.Sum()}
			records = append(records, r.Reference)
		}
	}
	return s.rank(records), nil
}

// A query is a search.
type query struct {
	ncbi.Query
	whole bool // it says nothing of the subject, and counts only if it finds few
	last  bool // it is made only if those before found nothing
}

// queries are the searches for s: by the title of its list entry; in the stated
// journal and by the stated author, in the stated year and in any, as the year
// may be what is wrong; and by the words alone, the rarest of them together,
// then fewer. Where any of several words will do, PubMed puts records first that
// have most of them.
func queries(p *project.Project, s sought) []query {
	m := stated(&s.claim.Mentions[0])
	words := tellingWords(s.claim.Plain, m)
	some := words[:min(len(words), 8)]
	var from, to int
	if m.Year != 0 {
		from, to = m.Year-1, m.Year+1
	}
	var qs []query
	if len(m.Entries) > 0 {
		if title := tellingWords(m.Entries[0].Title, &claim.Mention{}); len(title) > 2 {
			qs = append(qs, query{Query: ncbi.Query{Title: title[:min(len(title), 6)]}})
		}
	}
	var named []ncbi.Query
	if journal := journalName(p, m); journal != "" {
		named = append(named, ncbi.Query{Journal: journal})
	}
	if len(m.Authors) > 0 {
		named = append(named, ncbi.Query{Author: m.Authors[0]})
	}
	for _, q := range named {
		if from != 0 {
			q.From, q.To = from, to
			qs = append(qs, query{Query: q, whole: true})
			q.Words, q.Any = some, true
			qs = append(qs, query{Query: q})
			q.From, q.To = 0, 0
			qs = append(qs, query{Query: q})
			continue
		}
		q.Words, q.Any = some, true
		qs = append(qs, query{Query: q})
	}
	last := len(qs) > 0
	for n := min(len(words), 4); n > 1 || n == 1 && len(words) == 1; n-- {
		qs = append(qs, query{Query: ncbi.Query{Words: words[:n], From: from, To: to}, last: last})
		last = true
	}
	return append(qs, query{Query: ncbi.Query{Words: some, Any: true, From: from, To: to}, last: true})
}

// stated is m with what it does not state taken from its list entry.
func stated(m *claim.Mention) *claim.Mention {
	if len(m.Entries) == 0 {
		return m
	}
	all, entry := *m, m.Entries[0]
	if all.Journal == "" {
		all.Journal, all.JournalTitle = entry.Journal, ""
	}
	if len(all.Authors) == 0 {
		all.Authors = entry.Authors
	}
	all.Year = cmp.Or(all.Year, entry.Year)
	return &all
}

// journalName is the name of m's journal that PubMed knows best.
func journalName(p *project.Project, m *claim.Mention) string {
	known, _ := cmp.Or(p.Journals, cite.Journals(nil)).Known(cmp.Or(m.JournalTitle, m.Journal))
	if len(known) == 1 && known[0].Abbr != "" {
		return known[0].Abbr
	}
	return m.Journal
}

// tellingWords are the words of a claim that say what it is about, the rarest
// first: not those of its mention, no numbers.
func tellingWords(text string, m *claim.Mention) []string {
	said := map[string]bool{}
	for _, name := range append([]string{m.Journal, m.JournalTitle, m.Design}, m.Authors...) {
		for _, stem := range terms.Stems(name) {
			said[stem] = true
		}
	}
	type telling struct {
		word   string
		weight int
	}
	var found []telling
	for _, w := range terms.Words(nil, text) {
		if w.Start == w.End || said[w.Stem] || strings.ContainsAny(text[w.Start:w.End], "0123456789") {
			continue
		}
		said[w.Stem] = true
		found = append(found, telling{strings.ToLower(text[w.Start:w.End]), terms.Weight(w.Stem)})
	}
	slices.SortStableFunc(found, func(a, b telling) int { return cmp.Compare(b.weight, a.weight) })
	words := make([]string, len(found))
	for i, f := range found {
		words[i] = f.word
	}
	return words
}
