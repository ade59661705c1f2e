package match

import (
	"cmp"
	"slices"

	"stet/internal/cite"
	"stet/internal/claim"
)

// Claim matches every mention of c, in order. title is the article's.
func (x *Index) Claim(c *claim.Claim, title string) []Match { return x.match(c, title, false) }

// Judge is Claim for those who ask for no reasons where a mention stands, as an
// audit does: a Match that is Matched has its verdict and its references, and
// nothing else. The others are as Claim gives them.
func (x *Index) Judge(c *claim.Claim, title string) []Match { return x.match(c, title, true) }

func (x *Index) match(c *claim.Claim, title string, brief bool) []Match {
	q := x.queries.Get().(*query)
	defer x.queries.Put(q)
	q.put(c, title)
	q.brief = brief
	ms := make([]Match, len(c.Mentions))
	for i := range c.Mentions {
		ms[i] = q.mention(&c.Mentions[i])
	}
	if len(ms) > 1 && len(ms) <= mostParts && sources(c) > 1 {
		q.byHalves(c, title, ms)
	}
	return ms
}

// Worst is the verdict of a claim with these matches; an incomplete mention
// beside a matched one does not count. A claim without mentions is uncited.
func Worst(ms []Match) Verdict {
	worst := len(Verdicts) - 1
	if len(ms) == 0 {
		return Uncited
	}
	stands := slices.ContainsFunc(ms, func(m Match) bool { return m.Verdict == Matched })
	for _, m := range ms {
		if m.Verdict == Incomplete && stands {
			continue
		}
		worst = min(worst, slices.Index(Verdicts, m.Verdict))
	}
	return Verdicts[worst]
}

// mention judges m as a whole, and each list entry that it leads to beside
// others by that entry's own words: one that is wrong counts, however well the
// others fit.
func (q *query) mention(m *claim.Mention) Match {
	worst := q.whole(m)
	if len(m.Entries) == 0 || len(m.Entries)+len(m.IDs)+len(m.Keys) == 1 {
		return worst
	}
	asked := q.brief
	q.brief = true // one that stands by itself is not shown
	for i := range m.Entries {
		got := q.whole(alone(m, &m.Entries[i]))
		if isOfEntry(got.Verdict) && slices.Index(Verdicts, got.Verdict) < slices.Index(Verdicts, worst.Verdict) {
			worst = got
		}
	}
	q.brief = asked
	return worst
}

// alone is what of m leads to e, without what the sentence states: that need
// fit only one of several sources.
func alone(m *claim.Mention, e *claim.Source) *claim.Mention {
	only := &claim.Mention{Kind: m.Kind, Text: m.Text, Entries: []claim.Source{*e}, Resolved: e.IDs}
	if e.Label != "" {
		only.Text, only.Refs = "["+e.Label+"]", []string{e.Label}
	}
	return only
}

// isOfEntry reports whether v, of an entry by itself, says that the entry is
// wrong. The others are about the sentence, for which another source may stand.
func isOfEntry(v Verdict) bool {
	switch v {
	case UnknownID, IdentityMismatch, Unmatched, JournalMismatch, YearMismatch:
		return true
	}
	return false
}

// whole takes the verdicts in the order of the design; the first that holds
// is m's.
func (q *query) whole(m *claim.Mention) Match {
	q.crowd, q.granted, q.rival = 0, -1, -1
	if len(m.Bad) > 0 {
		return badID(m)
	}
	words := q.words(m)
	leads, loose := q.leads(m)
	lost := lostLead(leads)
	switch {
	case len(m.Missing) > 0 && (lost < 0 || q.x.none):
		return missingEntry(m.Missing[0])
	case lost >= 0 && q.x.none:
		return noLibrary(leads)
	case lost >= 0:
		return q.unknownID(&words, leads[lost])
	case len(leads) > 0:
		return q.byID(m, &words, leads)
	case len(loose) == 0:
		return q.byWords(m, &words)
	}
	// Entries without a title or an id are like words; of several, one has to
	// fit.
	var best Match
	for i := range loose {
		both := words.merge(loose[i])
		both.listed = true
		if got := q.byWords(m, &both); i == 0 || slices.Index(Verdicts, got.Verdict) > slices.Index(Verdicts, best.Verdict) {
			best = got
		}
	}
	return best
}

// A hit is a reference that a lead goes to, compared.
type hit struct {
	ref   int32
	lead  int // index into the leads
	words comparison
	entry comparison // zero without an entry
	evidence
}

// hitFits reports whether neither the sentence nor the entry speaks against h.
func (x *Index) hitFits(h hit) bool { return x.fits(h.words, h.ref) && x.fits(h.entry, h.ref) }

// byID judges a mention whose ids, keys and entries all lead somewhere. One
// of them has to fit the words; the others are extra support.
func (q *query) byID(m *claim.Mention, words *stated, leads []lead) Match {
	if match, ok := q.disagreement(m, words); ok {
		return match
	}
	hits, fit := make([]hit, 0, 4), make([]hit, 0, 4)
	for i := range leads {
		for _, ref := range leads[i].refs {
			h := hit{ref: ref, lead: i, words: q.x.compare(words, ref)}
			if e := leads[i].entry; e != nil {
				h.entry = q.x.compare(e, ref)
			}
			hits = append(hits, h)
			if q.x.hitFits(h) {
				fit = append(fit, h)
			}
		}
	}
	if len(fit) == 0 {
		return q.noneFits(m, words, leads, hits)
	}
	for i := range fit {
		fit[i].evidence = q.weigh(fit[i].ref, true)
	}
	nearest := slices.MaxFunc(fit, func(a, b hit) int { return cmp.Compare(a.score, b.score) })
	on := slices.DeleteFunc(fit, func(h hit) bool { return !q.agrees(h.ref, h.evidence, h.words.asked(true)) })
	if len(on) == 0 && (q.isMute() && q.clash(nearest.ref) == "" || q.maySpeakOf(nearest.ref, nearest.evidence, scant)) {
		on, q.granted = append(on, nearest), nearest.ref
	}
	if len(on) == 0 {
		return q.offTopicID(m, q.spoken(words, leads, nearest), q.x.refsOf(nearest, hits))
	}
	if twins := sameLead(on, leads); len(twins) > 1 {
		return q.ambiguous(m, words, twins, nil)
	}
	best := on[0]
	for _, h := range on {
		if q.x.state(h.ref) == cite.Verified {
			best = h
			break
		}
	}
	e := q.weigh(best.ref, false)
	if q.granted < 0 && len(leads) == 1 && q.isOutshone(words, best.ref, e, best.words.asked(true)) || len(q.nearer(words, best, hits)) > 0 {
		return q.offTopicID(m, q.spoken(words, leads, best), q.x.refsOf(best, hits))
	}
	refs := q.x.refsOf(best, hits)
	match, ok := q.plain(best.ref, refs)
	if !ok {
		match = q.stands(m, q.spoken(words, leads, best), best.ref, refs)
	}
	if len(refs) > 1 {
		match.Stray = q.strays(refs[1:])
	}
	return match
}

// strays are the keys of those refs, which a sentence names beside one that it
// rests on, that share nothing with it, with its heading and with the article's
// title, though it says enough to share something.
func (q *query) strays(refs []int32) []string {
	t := q.topic()
	if t.sources > 1 || t.specific < telltaleWords {
		return nil
	}
	var keys []string
	for _, ref := range refs {
		if !q.x.subjects.thin[ref] && q.isUnrelated(ref) {
			keys = append(keys, q.x.refs[ref].Key)
		}
	}
	return keys
}

// telltaleWords is the weight of specific words from which a sentence says
// enough for a work about the same to share some.
const telltaleWords = 600

// sameLead are the references of the first title-only lead that leads to more
// than one: comments and errata carry the title of their paper.
func sameLead(on []hit, leads []lead) []int32 {
	for i := range leads {
		if leads[i].id {
			continue
		}
		var refs []int32
		for _, h := range on {
			if h.lead == i {
				refs = append(refs, h.ref)
			}
		}
		if len(refs) > 1 {
			return refs
		}
	}
	return nil
}

// refsOf are the references of hits without repeats, best first.
func (x *Index) refsOf(best hit, hits []hit) []int32 {
	refs := x.just(best.ref)
	for _, h := range hits {
		refs = appendNew(refs, h.ref)
	}
	return refs
}

// spoken is what speaks for or against h: the sentence's words, and the list
// entry's where those say more or do not fit.
func (q *query) spoken(words *stated, leads []lead, h hit) *stated {
	q.said = *words
	s := &q.said
	if e := leads[h.lead].entry; e != nil {
		*s = words.merge(e)
		if h.words.count(no) == 0 && h.entry.count(no) > 0 {
			*s = e.merge(words)
		}
		s.entry, s.listed = e.entry, h.words.count(no) == 0
	}
	s.led = true
	if leads[h.lead].id {
		s.id = leads[h.lead].name()
	}
	return s
}

// noneFits judges a mention none of whose leads fits: by an id that is an
// identity mismatch, by an entry's title alone the field that fails.
func (q *query) noneFits(m *claim.Mention, words *stated, leads []lead, hits []hit) Match {
	wrong := func(h hit) int {
		return h.words.count(no) + h.entry.count(no) + h.words.count(unknown) + h.entry.count(unknown)
	}
	best := slices.MinFunc(hits, func(a, b hit) int { return cmp.Compare(wrong(a), wrong(b)) })
	said := q.spoken(words, leads, best)
	if slices.ContainsFunc(hits, func(h hit) bool { return leads[h.lead].id }) {
		match := q.identityMismatch(said, q.x.refsOf(best, hits))
		if said.entry != nil && len(match.Meant) == 0 && best.words.count(no) > 0 {
			q.misnumbered(words, &match)
		}
		return match
	}
	c := q.x.compare(said, best.ref)
	switch {
	case c.year == no:
		return q.mismatch(m, said, YearMismatch, q.rank(said, []int32{best.ref}))
	case c.journal == no:
		return q.mismatch(m, said, JournalMismatch, q.rank(said, []int32{best.ref}))
	}
	return q.unmatched(m, said, q.rank(said, []int32{best.ref}))
}

// byWords judges a mention that states no id.
func (q *query) byWords(m *claim.Mention, s *stated) Match {
	if !s.enough() {
		return q.incomplete(m, s)
	}
	q.fitting = q.x.satisfying(q.fitting[:0], s)
	refs := q.fitting
	q.crowd = crowd(len(refs))
	if found := q.foremost(s, q.rank(s, refs)); len(found) > 0 {
		return q.bySubject(m, s, found)
	}
	near := q.rank(s, q.near(s))
	year, journal := leastWrong(near, isYearMismatch), leastWrong(near, isJournalMismatch)
	if year >= 0 && journal >= 0 && near[journal].count(no) < near[year].count(no) {
		year = -1
	}
	switch {
	case year >= 0:
		return q.mismatch(m, s, YearMismatch, first(near, year))
	case journal >= 0:
		return q.mismatch(m, s, JournalMismatch, first(near, journal))
	}
	return q.unmatched(m, s, near)
}

// bySubject judges references that agree with every stated field; rs has
// those about the claim's subject first.
func (q *query) bySubject(m *claim.Mention, s *stated, rs []ranked) Match {
	on := slices.IndexFunc(rs, func(r ranked) bool { return !r.on })
	if on < 0 {
		on = len(rs)
	}
	if on == 0 && len(rs) == 1 && q.mayMean(&rs[0]) {
		on, q.granted = 1, rs[0].ref
	}
	if on == 1 && q.granted < 0 && q.isOutshone(s, rs[0].ref, rs[0].evidence, rs[0].asked(false)) {
		on = 0
	}
	on = agreeing(rs[:on])
	for on > 1 && outdone(rs[on-1].score, rs[0].score) {
		on--
	}
	var refs []int32
	if on == 1 {
		refs = q.x.just(rs[0].ref)
	} else {
		for i := range on {
			refs = append(refs, rs[i].ref)
		}
	}
	refs = q.withoutCompanions(m.Text, q.ofDesign(m.Design, refs))
	switch len(refs) {
	case 0:
		return q.offTopic(m, s, rs)
	case 1:
		if match, ok := q.plain(refs[0], refs); ok {
			return match
		}
		match := q.stands(m, s, refs[0], refs)
		match.Candidates = q.candidates(s, slices.DeleteFunc(rs, func(r ranked) bool { return r.ref == refs[0] }))
		return match
	}
	if i, near := q.firstAuthored(s, refs, rs[0].score); i >= 0 {
		return q.mismatch(m, s, YearMismatch, first(near, i))
	}
	return q.ambiguous(m, s, refs, rs)
}
