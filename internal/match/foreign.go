package match

import "stet/internal/claim"

// Rank holds every reference of x against the i-th mention of c, in an article
// of that title, and gives them best first, as runners-up are, but all of them;
// those that share nothing with it are left out. Ids that the mention states do
// not count; of the list entries that it leads to the first does. It is meant
// for the few records of a search, which x is made of.
func (x *Index) Rank(c *claim.Claim, i int, title string) []Candidate {
	q := x.queries.Get().(*query)
	defer x.queries.Put(q)
	q.put(c, title)
	m := &c.Mentions[i]
	words := q.words(m)
	if len(m.Entries) > 0 {
		entry := q.entry(&m.Entries[0])
		words = words.merge(entry)
		words.entry = entry.entry
	}
	all := make([]int32, len(x.refs))
	for i := range all {
		all[i] = int32(i)
	}
	var cs []Candidate
	for _, r := range q.rank(&words, all) {
		if !r.remote() {
			cs = append(cs, q.candidate(&words, r))
		}
	}
	return cs
}
