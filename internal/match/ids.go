package match

import (
	"slices"
	"strings"

	"stet/internal/cite"
	"stet/internal/claim"
)

// disagreement judges ids that should be those of one work and are not: the
// PMID, the PMCID and the DOI of a list entry, or of one bracket. ok is false
// if there are none. Nobody can tell then which of the works is meant, though
// one of them may well fit the words.
func (q *query) disagreement(m *claim.Mention, words *stated) (match Match, ok bool) {
	for i := range m.Entries {
		e := &m.Entries[i]
		if ids, refs := q.x.works(e.IDs); len(refs) > 1 {
			said := words.merge(q.entry(e))
			return q.disagree((&lead{source: e}).name(), &said, ids, refs), true
		}
	}
	if ids, refs := q.x.works(m.IDs); len(refs) > 1 && isOneBracket(m.Text) {
		return q.disagree(phrase(m), words, ids, refs), true
	}
	return Match{}, false
}

// works are the first of several ids that lead to works, each to another, and
// those works; nothing if two ids are of one kind, as a work has one of each. Two
// references with the same title are one work that the library has twice.
func (x *Index) works(ids []cite.ID) (of []cite.ID, refs []int32) {
	if len(ids) < 2 {
		return nil, nil
	}
	for i, id := range ids {
		if slices.ContainsFunc(ids[:i], func(other cite.ID) bool { return other.Kind == id.Kind }) {
			return nil, nil
		}
		ref, ok := x.find(id)
		isKnown := func(other int32) bool {
			return other == ref || slices.Equal(x.titles.list(other), x.titles.list(ref))
		}
		if ok && id.Kind != cite.KindURL && !slices.ContainsFunc(refs, isKnown) {
			of, refs = append(of, id), append(refs, ref)
		}
	}
	return of, refs
}

// isOneBracket reports whether the ids in the text of a mention stand side by
// side in one pair of brackets, rather than behind links or in brackets of
// their own.
func isOneBracket(text string) bool {
	inner := strings.Trim(text, "()[] .")
	return !strings.ContainsAny(inner, "()[]@") && !strings.Contains(inner, "://") && !strings.Contains(strings.ToLower(inner), " and ")
}

// disagree is the match of ids that name different works. what says where they
// stand.
func (q *query) disagree(what string, s *stated, ids []cite.ID, refs []int32) Match {
	names, works := make([]string, len(ids)), make([]string, len(ids))
	for i := range ids {
		names[i] = ids[i].String()
		works[i] = names[i] + " is " + q.x.said(refs[i])
	}
	match := Match{
		Verdict:    IdentityMismatch,
		References: q.x.keysOf(refs),
		Fields:     []Field{{Name: "id", Stated: strings.Join(names, ", "), Found: joinWords(q.x.keysOf(refs))}},
		Candidates: q.candidates(s, q.rank(s, refs)),
		Message:    "the ids of " + what + " name different works: " + joinWords(works),
		Hint:       "keep the id of the work that is meant",
	}
	fit := slices.DeleteFunc(slices.Clone(refs), func(ref int32) bool { return !q.x.fits(q.x.compare(s, ref), ref) })
	if len(fit) == 1 && !s.nothing() {
		match.Hint = "the words fit " + q.x.short(fit[0]) + ": correct the other id"
	}
	return match
}
