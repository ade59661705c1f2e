package match

import (
	"cmp"
	"slices"
	"strings"
)

// clash says in what the population, the drug or the disease of reference ref differs from
// the claim's, "about animals, not people"; "" if in nothing.
func (q *query) clash(ref int32) string {
	clash, matter := q.topic().passages[inClaim].studied.clash(q.x.subjects.studied[ref]), q.otherMatter(ref)
	if clash != "" && matter != "" {
		return clash + ", " + matter
	}
	return clash + matter
}

// otherMatter says that ref is about another drug or disease than the sentence.
func (q *query) otherMatter(ref int32) string {
	if drug := q.otherDrug(ref); drug != "" {
		return drug
	}
	return q.otherCondition(ref)
}

// hasOtherMatter reports whether otherMatter says something.
func (q *query) hasOtherMatter(ref int32) bool {
	return q.otherDrug(ref) != "" || q.hasOtherCondition(ref)
}

// A ranked is a reference held against a mention.
type ranked struct {
	comparison
	evidence
	ref   int32
	on    bool // the subject agrees
	gap   int  // years between the stated and the nearest lawful one
	order int  // its worth, then its score
}

// rank compares refs with s and the claim's subject, best first: those about
// the subject with most fields agreeing.
func (q *query) rank(s *stated, refs []int32) []ranked {
	rs := q.room(len(refs))
	for i, ref := range refs {
		q.hold(&rs[i], s, ref, q.weigh(ref, false))
	}
	q.sortRanked(rs)
	return rs
}

// rankOn is rank of those refs whose subject agrees. Most are told apart by
// their evidence: what they would be asked for at the least, all that s states
// agreeing, is too much for them.
func (q *query) rankOn(s *stated, refs []int32) []ranked {
	least := s.atBest().asked(false)
	rs, n := q.room(len(refs)), 0
	for _, ref := range refs {
		thin := q.x.subjects.thin[ref]
		if !thin && q.most(ref) < least {
			continue
		}
		e := q.weigh(ref, false)
		if !thin && e.balance < least {
			continue
		}
		if q.hold(&rs[n], s, ref, e); rs[n].on {
			n++
		}
	}
	q.sortRanked(rs[:n])
	return rs[:n]
}

// hold makes r what holding ref, for which e speaks, against s comes to.
func (q *query) hold(r *ranked, s *stated, ref int32, e evidence) {
	*r = ranked{comparison: q.x.compare(s, ref), evidence: e, ref: ref}
	r.on = q.agrees(ref, e, r.asked(false))
	if r.year == no {
		r.gap = gap(q.x.lawful.list(ref), s.year)
	}
	r.order = r.worth()<<8 + r.score
	if r.on && r.authors == yes && r.count(no) > 0 && q.x.isFirst(ref, s.people) {
		r.order += leading
	}
}

// room is memory for n results of rank, for as long as the claim is in
// question.
func (q *query) room(n int) []ranked {
	from := len(q.ranks)
	if cap(q.ranks)-from < n {
		q.ranks, from = make([]ranked, 0, max(2*cap(q.ranks), n, 64)), 0
	}
	q.ranks = q.ranks[:from+n]
	return q.ranks[from : from+n : from+n]
}

// sortRanked puts rs in order: by order, the greatest first, then by gap and by
// reference. As rs is wide it sorts numbers, made of these and of the place in
// rs, which stands for the reference where they come in order.
func (q *query) sortRanked(rs []ranked) {
	if !slices.IsSortedFunc(rs, func(a, b ranked) int { return cmp.Compare(a.ref, b.ref) }) {
		slices.SortFunc(rs, func(a, b ranked) int { return cmp.Compare(a.ref, b.ref) })
	}
	q.keys = q.keys[:0]
	for i := range rs {
		q.keys = append(q.keys, uint64(maxOrder-rs[i].order)<<53|uint64(min(rs[i].gap, maxGap))<<32|uint64(i))
	}
	slices.Sort(q.keys)
	q.spare = append(q.spare[:0], rs...)
	for i, key := range q.keys {
		rs[i] = q.spare[uint32(key)]
	}
}

// leading is what it adds to the order of a work on the subject, of which a
// stated field is wrong, that the author whom the words name first is its first:
// half as much as a field.
const leading = 1 << 7

const (
	maxOrder = 1<<11 - 1 // more than six agreeing fields and a score of a hundred
	maxGap   = 1<<21 - 1 // in years, beyond which gaps are alike
)

// about says how near r is to the claim's subject, in words.
func (r ranked) about() string {
	if r.score >= strong {
		return " is about this"
	}
	return " comes nearest in subject"
}

// remote reports whether next to nothing speaks for r: of a year, and of a
// journal, there are many works that are about something else, and have not
// half of what makes one near.
func (r ranked) remote() bool {
	return !r.on && r.score < floor && r.authors != yes && r.title != yes && (r.journal != yes || r.year != yes && r.score < floor/2)
}

// likeness is how near r comes to a mention that nothing fits: its score, and
// what the stated fields add to it that agree.
func (r ranked) likeness() int {
	n := r.score
	if r.authors == yes {
		n += byAuthor
	}
	if r.journal == yes {
		n += byJournal
	}
	if r.year == yes {
		n += byYear
	}
	return n
}

// What agreeing fields add to a likeness: with these the exam's wrong claims have
// the work that they are about nearest most often.
const (
	byAuthor  = 22
	byJournal = 15
	byYear    = 10
)

// worth weighs the subject like two agreeing fields.
func (r ranked) worth() int {
	worth := r.count(yes)
	if r.on {
		worth += 2
	}
	return worth
}

// few is the number of references by an author up to which all are compared;
// of more, those of the stated year.
const few = 64

// near are references that come into question for s: those near in subject, in
// all the library and in the stated journal and year, and the author's.
func (q *query) near(s *stated) []int32 {
	x := q.x
	near := q.search(q.topic(), s.journals, s.year)
	if len(s.people) > 0 {
		by := x.namedLike(nil, &s.people[0])
		if len(by) > few {
			by = slices.DeleteFunc(by, func(i int32) bool { return s.year == 0 || x.hasYear(i, s.year) != yes })
		}
		near = append(near, by[:min(len(by), few)]...)
		q.found = near
	}
	slices.Sort(near)
	return slices.Compact(near)
}

// most is how many runners-up a match shows.
const most = 5

// candidates are the first of rs, with the reason why each came into question
// or failed. Those that share nothing are left out, and so are repeats.
func (q *query) candidates(s *stated, rs []ranked) []Candidate {
	if len(rs) == 0 {
		return nil
	}
	cs := make([]Candidate, 0, min(len(rs), most))
	for _, r := range rs {
		if len(cs) == most {
			break
		}
		isIt := func(c Candidate) bool { return c.Reference == q.x.refs[r.ref].Key }
		if r.remote() || slices.ContainsFunc(cs, isIt) {
			continue
		}
		cs = append(cs, q.candidate(s, r))
	}
	if len(cs) == 0 {
		return nil
	}
	return cs
}

func (q *query) candidate(s *stated, r ranked) Candidate {
	return Candidate{Reference: q.x.refs[r.ref].Key, Journal: q.x.display(r.ref), Years: q.x.yearsOf(r.ref), Subject: r.score, Why: q.why(s, r)}
}

// why says field by field how r stands to s.
func (q *query) why(s *stated, r ranked) []string {
	ws := make([]string, 0, 6)
	if r.journal != unstated {
		ws = append(ws, reason(r.journal, "journal agrees", "another journal", "record has no journal"))
	}
	if r.authors != unstated {
		ws = append(ws, reason(r.authors, "author agrees", "another author", "record has no authors"))
	}
	switch r.year {
	case no:
		ws = append(ws, q.x.yearIsNot(s.year, r.ref))
	case yes:
		ws = append(ws, "year agrees")
	case unknown:
		ws = append(ws, "record has no year")
	}
	if r.title != unstated {
		ws = append(ws, reason(r.title, "title agrees", "another title", "record has no title"))
	}
	if r.on {
		ws = append(ws, "subject agrees")
	} else {
		ws = append(ws, "another subject")
	}
	if clash := q.clash(r.ref); clash != "" {
		ws = append(ws, clash)
	}
	return ws
}

func reason(a agreement, agrees, other, missing string) string {
	switch a {
	case yes:
		return agrees
	case no:
		return other
	}
	return missing
}

// yearIsNot is "2018 is not 2021".
func (x *Index) yearIsNot(year int, ref int32) string {
	found, _, _ := strings.Cut(x.yearFound(ref, year), ";")
	return itoa(year) + " is not " + found
}
