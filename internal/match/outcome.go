package match

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"stet/internal/cite"
	"stet/internal/claim"
)

// How a record gets into the library, and is compared with PubMed.
const (
	adding    = "'stet cite add' fetches its record by a PMID, PMCID or DOI"
	verifying = "stet cite verify "
)

func badID(m *claim.Mention) Match {
	bad := m.Bad[0]
	return Match{
		Verdict: BadID,
		Fields:  []Field{{Name: "id", Stated: bad.Text, Found: bad.Reason}},
		Message: "id " + quote(bad.Text) + ": " + bad.Reason,
		Hint:    "write a PMID (pmid:29480918), a PMCID (PMC8065437) or a whole DOI (doi:10.3390/nu13041136)",
	}
}

// missingEntry judges a marker that leads to no entry.
func missingEntry(marker string) Match {
	return Match{
		Verdict: UnknownID,
		Fields:  []Field{{Name: "id", Stated: "[" + marker + "]", Found: "no such entry"}},
		Message: "marker [" + marker + "] leads to no entry of a reference list in this article",
		Hint:    "add entry " + marker + " to the article's reference list, or correct the number",
	}
}

// noLibrary judges ids where there is no library to look them up in.
func noLibrary(leads []lead) Match {
	names := make([]string, len(leads))
	for i, l := range leads {
		names[i] = l.sought()
	}
	match := Match{
		Verdict: UnverifiedRecord,
		Fields:  []Field{{Name: "id", Stated: strings.Join(names, ", "), Found: "in no library"}},
		Message: joinWords(names) + " is in no library: there is no citations.yaml",
		Hint:    "start one: " + adding,
	}
	if len(names) > 1 {
		match.Message = joinWords(names) + " are in no library: there is no citations.yaml"
	}
	return match
}

// identityMismatch judges an id whose record is not what the words say.
func (q *query) identityMismatch(s *stated, refs []int32) Match {
	near := slices.DeleteFunc(q.rank(s, q.near(s)), func(r ranked) bool { return slices.Contains(refs, r.ref) })
	match := Match{
		Verdict:    IdentityMismatch,
		References: q.x.keysOf(refs),
		Fields:     q.fields(s, refs[0]),
		Candidates: q.candidates(s, near),
		Message:    s.id + " is " + q.x.said(refs[0]) + ": " + q.wrong(s, refs[0]),
		Hint:       "correct the id or the words",
	}
	if s.entry != nil {
		match.Hint = "correct the id of the entry or its words"
	}
	if len(near) > 0 && near[0].on && near[0].count(no) == 0 && near[0].count(yes) > 1 {
		meant := q.x.refs[near[0].ref].Key
		match.Meant = []string{meant}
		match.Hint = "the words fit " + q.x.short(near[0].ref) + ": write [@" + meant + "], if that is the study meant"
		if s.entry != nil {
			match.Hint = "the words fit " + q.x.short(near[0].ref) + q.x.identified(near[0].ref) + ": correct the id, if that is the study meant"
		}
	}
	return match
}

// misnumbered says of a mismatch with a list entry which reference the sentence
// means by its own words, if those fit one: the number of its marker is wrong.
func (q *query) misnumbered(words *stated, match *Match) {
	if !words.enough() {
		return
	}
	near := q.rank(words, q.x.satisfying(nil, words))
	if !fitsClosely(near) {
		return
	}
	match.Meant = []string{q.x.refs[near[0].ref].Key}
	match.Hint = "the words of the sentence fit " + q.x.short(near[0].ref) + q.x.identified(near[0].ref) + ": correct the number, if that is the study meant"
}

// plain is what stands comes to where no reasons are asked for; ok is false if
// they are.
func (q *query) plain(ref int32, refs []int32) (match Match, ok bool) {
	if !q.brief || q.x.state(ref) != cite.Verified {
		return Match{}, false
	}
	return Match{Verdict: Matched, References: q.x.keysOf(refs)}, true
}

// stands judges a mention that one reference satisfies, subject included:
// matched if it is verified.
func (q *query) stands(m *claim.Mention, s *stated, ref int32, refs []int32) Match {
	r := q.x.refs[ref]
	match := Match{References: q.x.keysOf(refs), Fields: q.fields(s, ref)}
	switch q.x.state(ref) {
	case cite.Verified:
		match.Verdict = Matched
		text := q.x.appendShort(append(q.text[:0], "fits "...), ref)
		text = append(text, q.notes(s, match.Fields, ref)...)
		said := len(text)
		if s.id == "" && !r.IsRetracted() {
			text = append(append(append(text, "to bind it, write [@"...), r.Key...), "] after the sentence"...)
		}
		q.text = text
		both := string(text)
		match.Message, match.Hint = both[:said], both[said:]
	case cite.Edited:
		match.Verdict = UnverifiedRecord
		match.Message = "fits " + q.x.short(ref) + ", whose record has changed since it was verified" + q.notes(s, match.Fields, ref)
		match.Hint = "compare it with PubMed's record: " + verifying + r.Key
	default:
		match.Verdict = UnverifiedRecord
		match.Message = "fits " + q.x.short(ref) + ", whose record was never verified" + q.notes(s, match.Fields, ref)
		match.Hint = "compare it with PubMed's record: " + verifying + r.Key
		if r.Title == "" {
			match.Message = r.Key + " is in the library, but its record says nothing yet that could be compared"
			match.Hint = "fill in PubMed's record: " + verifying + r.Key
		}
	}
	return match
}

// notes are what an editor may want to know of a match: a journal that went by
// another name, a lawful year that is not the issue's, and that others were
// studied than the sentence speaks of.
func (q *query) notes(s *stated, fs []Field, ref int32) string {
	notes := ""
	for _, f := range fs {
		if f.Name == "year" && f.OK && f.Found != f.Stated || f.Name == "journal" && q.x.isOtherwiseNamed(s, ref) {
			notes += "; " + f.Name + ": " + f.Found
		}
	}
	if clash := q.clash(ref); clash != "" {
		notes += "; but it is " + clash
	}
	return notes
}

func (q *query) ambiguous(m *claim.Mention, s *stated, refs []int32, rs []ranked) Match {
	if rs == nil {
		rs = q.rank(s, refs)
	}
	keys := q.x.keysOf(refs)
	shown := keys[:min(len(keys), most)]
	ids := make([]string, len(shown))
	for i, k := range shown {
		ids[i] = "[@" + k + "]"
	}
	return Match{
		Verdict:    Ambiguous,
		Meant:      keys,
		Fields:     q.fields(s, refs[0]),
		Candidates: q.candidates(s, rs),
		Message:    strconv.Itoa(len(refs)) + " references fit " + phrase(m) + ": " + joinWords(shown),
		Hint:       "say which one is meant: " + strings.Join(ids, " or "),
	}
}

// offTopicID judges ids whose records fit the words and are about something
// else.
func (q *query) offTopicID(m *claim.Mention, s *stated, refs []int32) Match {
	match := q.offTopic(m, s, q.rank(s, refs[:1]))
	match.References = q.x.keysOf(refs)
	match.Candidates = slices.DeleteFunc(match.Candidates, func(c Candidate) bool { return slices.Contains(match.References, c.Reference) })
	match.Message = q.x.short(refs[0]) + " is about another subject than this sentence"
	if clash := q.clash(refs[0]); clash != "" {
		match.Message += ": it is " + clash
	}
	return match
}

// offTopic judges words that some references fit, all about something else.
func (q *query) offTopic(m *claim.Mention, s *stated, rs []ranked) Match {
	match := Match{
		Verdict: OffTopic,
		Fields:  q.fields(s, rs[0].ref),
		Message: q.x.short(rs[0].ref) + " fits " + phrase(m) + ", but is about another subject",
		Hint:    "see by its title whether this is the study meant",
	}
	if len(rs) > 1 {
		match.Message = strconv.Itoa(len(rs)) + " references fit " + phrase(m) + ", all about other subjects"
		match.Hint = "name the study meant by its id; if it is not in the library, add it: " + adding
	}
	outshone := rs[0].on
	near := q.onSubject(s, rs)
	shown := slices.Clone(rs[:min(len(rs), most-2)])
	for i := range shown {
		shown[i].on = false
		match.Meant = append(match.Meant, q.x.refs[shown[i].ref].Key)
	}
	if n := len(match.Fields); n > 0 && match.Fields[n-1].Name == "subject" {
		match.Fields[n-1].OK = false
	}
	if len(near) > 0 {
		if len(rs) == 1 && outshone {
			match.Message = q.x.short(rs[0].ref) + " fits " + phrase(m) + ", but " + q.x.refs[near[0].ref].Key + " is nearer to its subject"
		}
		match.Meant = append(match.Meant, q.x.refs[near[0].ref].Key)
		if len(rs) == 1 && outshone || near[0].score >= strong || near[0].count(no) == 0 || near[0].count(yes) > 0 {
			match.Hint = q.x.short(near[0].ref) + near[0].about() + ": see which one is meant"
		}
	}
	match.Candidates = q.candidates(s, slices.Concat(shown, near))
	return match
}

// onSubject are the references that come near to s and are about the claim's
// subject, but for rs, which are not: the rival of rs[0] first, or if the subject
// agrees with that too, the nearest.
func (q *query) onSubject(s *stated, rs []ranked) []ranked {
	near := slices.DeleteFunc(q.rankOn(s, q.near(s)), func(r ranked) bool {
		return slices.ContainsFunc(rs, func(fits ranked) bool { return fits.ref == r.ref })
	})
	switch {
	case q.rival >= 0:
		rival := q.rank(s, q.x.just(q.rival))
		rival[0].on = true
		near = append(rival, slices.DeleteFunc(near, func(r ranked) bool { return r.ref == q.rival })...)
	case len(near) > 0 && len(rs) == 1 && rs[0].on:
		nearest := slices.MaxFunc(near, func(a, b ranked) int { return cmp.Compare(a.score, b.score) })
		near = first(near, slices.IndexFunc(near, func(r ranked) bool { return r.ref == nearest.ref }))
	}
	return near
}

// mismatch judges a mention to which rs[0] would be right but for v's field.
func (q *query) mismatch(m *claim.Mention, s *stated, v Verdict, rs []ranked) Match {
	ref := rs[0].ref
	by, about := "the sentence", "comes nearest"
	if s.listed {
		by = "the list entry"
	}
	if v == YearMismatch {
		q.granted = ref
	}
	if rs[0].on {
		about = "is about this"
	}
	return Match{
		Verdict:    v,
		Meant:      []string{q.x.refs[ref].Key},
		Fields:     q.fields(s, ref),
		Candidates: q.candidates(s, rs),
		Message:    "no reference fits " + phrase(m) + ": " + q.wrong(s, ref),
		Hint:       q.x.short(ref) + " " + about + "; " + by + " says " + q.x.stating(s, &rs[0]) + ": correct the " + failing(&rs[0]) + ", if that is the study meant",
	}
}

func (q *query) unmatched(m *claim.Mention, s *stated, rs []ranked) Match {
	rs = slices.DeleteFunc(rs, ranked.remote)
	slices.SortStableFunc(rs, func(a, b ranked) int { return cmp.Compare(b.likeness(), a.likeness()) })
	match := Match{
		Verdict:    Unmatched,
		Candidates: q.candidates(s, rs),
		Message:    "no reference fits " + phrase(m),
		Hint:       "look for the study in PubMed: 'stet cite find " + Place + "'; if it is not there, correct the sentence",
	}
	if q.x.none {
		match.Message += ": there is no citations.yaml"
		match.Hint = "name a library with --citations, or start one: " + adding
	}
	if len(rs) > 0 {
		match.Fields = q.fields(s, rs[0].ref)
		if rs[0].on || rs[0].authors == yes && rs[0].score >= floor/2 {
			match.Meant = []string{q.x.refs[rs[0].ref].Key}
			match.Hint = q.x.next(s, &rs[0])
		}
	}
	return match
}

// next is what may be done about a mention that nothing fits: it may mean r,
// which is about the claim's subject, if that has some of what it states; else
// the study is to be found.
func (x *Index) next(s *stated, r *ranked) string {
	by := "the sentence"
	if s.listed {
		by = "the list entry"
	}
	if r.count(yes) == 0 {
		return "look for the study in PubMed: 'stet cite find " + Place + "'; nearest in subject here is " + x.short(r.ref)
	}
	return x.short(r.ref) + r.about() + "; " + by + " says " + x.stating(s, r) + ": correct the " + failing(r) + ", if that is the study meant"
}

// incomplete judges a mention that states too little.
func (q *query) incomplete(m *claim.Mention, s *stated) Match {
	match := Match{Verdict: Incomplete}
	switch has := namedFields(s); {
	case s.nothing() && len(m.IDs) > 0:
		match.Message = "the link of " + phrase(m) + " leads to a page without a PMID, PMCID or DOI in its address"
		match.Hint = "add the id of the paper, as [@pmid:...] or [@doi:...]"
	case s.nothing():
		match.Message = phrase(m) + " states too little to identify a study"
		match.Hint = "state journal and year, or the id of the paper"
	default:
		match.Message = phrase(m) + " names " + has + " and no more: too little to identify a study"
		match.Hint = "add the id of the paper, or state " + missingFields(s)
	}
	near := slices.DeleteFunc(q.rank(s, q.near(s)), func(r ranked) bool { return r.count(no) > 0 })
	match.Candidates = q.candidates(s, near)
	if len(match.Candidates) > 0 && near[0].on {
		match.Fields = q.fields(s, near[0].ref)
		match.Meant = []string{match.Candidates[0].Reference}
		match.Hint = "if " + q.x.short(near[0].ref) + " is meant, write [@" + match.Candidates[0].Reference + "]"
	}
	return match
}

// fields are the stated fields beside those of ref, with the subject last. A
// record that says nothing of its subject has no such field.
func (q *query) fields(s *stated, ref int32) []Field {
	c := q.x.compare(s, ref)
	fs := q.x.fields(s, ref, c)
	if len(q.x.subjects.about.list(ref)) == 0 {
		return fs
	}
	said, found := q.sharing(ref)
	if q.isPointing() {
		if whole := said + " (in the sentence next to it)"; found == said {
			said, found = whole, whole
		} else {
			said = whole
		}
	}
	return append(fs, Field{Name: "subject", Stated: said, Found: found, OK: q.granted == ref || q.agrees(ref, q.weigh(ref, s.led), c.asked(s.led))})
}
