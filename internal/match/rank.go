package match

import (
	"bytes"
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"stet/internal/cite"
	"stet/internal/terms"
)

// score is how much of the claim's subject ref shares, in hundredths. A
// quantity that both state, and that is no everyday number, counts as well. led
// says that an id or a list entry led to ref: then a sentence may say less.
func (q *query) score(ref int32, led bool) int {
	asked := least
	if led {
		asked = little
	}
	score := q.x.subjects.score(q.topic(), ref, asked)
	if q.topic().passages[inClaim].studied.clashes(q.x.subjects.studied[ref]) {
		score = max(0, score-contrast)
	}
	if score < floor && q.sharesQuantity(q.x.refs[ref]) {
		score = min(score+quantity, 100)
	}
	return score
}

// clash says in what the population of reference ref differs from the claim's,
// "about animals, not people"; "" if in nothing.
func (q *query) clash(ref int32) string {
	return q.topic().passages[inClaim].studied.clash(q.x.subjects.studied[ref])
}

// sharesQuantity reports whether the claim states one of r's quantities of
// three digits or more: "n 4339", "RR 7.5 (3.9-14.8)".
func (q *query) sharesQuantity(r *cite.Reference) bool {
	if len(r.Numbers) == 0 || !q.mayCount() {
		return false
	}
	return slices.ContainsFunc(r.Numbers, func(s string) bool {
		return digits(s) > 2 && q.mayState(s) && slices.Contains(q.stated(), s)
	})
}

// stated are the quantities that the claim states.
func (q *query) stated() []string {
	if !q.counted {
		q.counted, q.quantities = true, terms.Numbers(q.claim.Plain)
	}
	return q.quantities
}

// mayCount is false if the claim surely states no quantity of three digits,
// and mayState if surely not this one: it has not the same digits in the same
// order. Zeros do not count, as decimals may be written without, nor the years
// of mentions. To tell so takes less time than to read the quantities.
func (q *query) mayCount() bool {
	if len(q.digits) > 0 {
		return q.digits[0] != noDigits
	}
	text := q.claim.Plain
	q.digits = append(q.digits, inDigits)
	n := 0
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			continue
		}
		if width := q.yearAt(text[i:]); width > 0 {
			i += width - 1
			continue
		}
		n++
		if text[i] > '0' {
			q.digits = append(q.digits, text[i])
		}
	}
	switch {
	case strings.Contains(text, "undred"):
		q.digits[0] = inWords
	case n < 3:
		q.digits[0] = noDigits
	}
	return q.digits[0] != noDigits
}

// What the first of a query's digits says of the others.
const (
	noDigits byte = iota
	inDigits
	inWords // some may be
)

// yearAt is the length of a mention's year at the start of text, 0 for none.
func (q *query) yearAt(text string) int {
	for i := range q.claim.Mentions {
		year := itoa(q.claim.Mentions[i].Year)
		if strings.HasPrefix(text, year) && (len(text) == len(year) || text[len(year)] < '0' || text[len(year)] > '9') {
			return len(year)
		}
	}
	return 0
}

func (q *query) mayState(quantity string) bool {
	if q.digits[0] == inWords {
		return true
	}
	rest := q.digits[1:]
	for i := range len(quantity) {
		if c := quantity[i]; '1' <= c && c <= '9' {
			at := bytes.IndexByte(rest, c)
			if at < 0 {
				return false
			}
			rest = rest[at+1:]
		}
	}
	return true
}

func digits(s string) int {
	n := 0
	for i := range len(s) {
		if '0' <= s[i] && s[i] <= '9' {
			n++
		}
	}
	return n
}

// asked is the score that c asks for before the subject agrees: the better the
// words name a study, the less. led says that an id or a list entry led to it.
func (c comparison) asked(led bool) int {
	n := c.count(yes)
	if led {
		n++
	}
	switch named := led || c.title == yes || c.authors == yes && n > 1; {
	case named && n > 2:
		return confirmed
	case named:
		return lenient
	}
	return floor
}

// agrees reports whether a reference of that score is about the claim's
// subject. Of a record that says nothing of its own, and that nobody verified,
// it cannot be told; it gets the benefit of the doubt and stays unverified.
func (q *query) agrees(ref int32, score, asked int) bool {
	if asked == floor {
		asked += q.crowd
	}
	if score >= asked || !q.x.subjects.thin[ref] || q.x.state(ref) == cite.Verified {
		return score >= asked
	}
	return score >= asked-allowance || len(q.x.subjects.about.list(ref)) == 0
}

// crowd is how much more is asked of each of n references that a journal and a
// year alone lead to: of many, one soon shares a few words by chance.
func crowd(n int) int { return 2 * (bits.Len(uint(max(n, 1))) - 1) }

// A ranked is a reference held against a mention.
type ranked struct {
	comparison
	ref   int32
	score int
	on    bool // the subject agrees
	gap   int  // years between the stated and the nearest lawful one
	order int  // its worth, then its score
}

// rank compares refs with s and the claim's subject, best first: those about
// the subject with most fields agreeing.
func (q *query) rank(s *stated, refs []int32) []ranked {
	rs := make([]ranked, len(refs))
	for i, ref := range refs {
		score := q.score(ref, false)
		rs[i] = ranked{comparison: q.x.compare(s, ref), ref: ref, score: score}
		rs[i].on = q.agrees(ref, score, rs[i].asked(false))
		if rs[i].year == no {
			rs[i].gap = gap(q.x.lawful.list(ref), s.year)
		}
		rs[i].order = rs[i].worth()<<8 + score
	}
	slices.SortFunc(rs, func(a, b ranked) int {
		return cmp.Or(
			b.order-a.order,
			cmp.Compare(a.gap, b.gap),
			cmp.Compare(a.ref, b.ref))
	})
	return rs
}

// about says how near r is to the claim's subject, in words.
func (r ranked) about() string {
	if r.score >= strong {
		return " is about this"
	}
	return " comes nearest in subject"
}

// remote reports whether nothing speaks for r.
func (r ranked) remote() bool { return r.count(yes) == 0 && r.score < floor }

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
	groups := []func(int32) bool{nil}
	if len(s.journals) > 0 {
		groups = append(groups, func(i int32) bool { return slices.Contains(s.journals, x.journal[i]) })
	}
	if s.year != 0 {
		groups = append(groups, func(i int32) bool { return x.hasYear(i, s.year) == yes })
	}
	near := q.search(q.topic(), groups...)
	if len(s.people) > 0 {
		by := x.namedLike(&s.people[0])
		if len(by) > few {
			by = slices.DeleteFunc(by, func(i int32) bool { return s.year == 0 || x.hasYear(i, s.year) != yes })
		}
		near = append(near, by[:min(len(by), few)]...)
	}
	slices.Sort(near)
	return slices.Compact(near)
}

// most is how many runners-up a match shows.
const most = 5

// candidates are the first of rs, with the reason why each came into question
// or failed. Those that share nothing are left out.
func (q *query) candidates(s *stated, rs []ranked) []Candidate {
	if len(rs) == 0 {
		return nil
	}
	cs := make([]Candidate, 0, min(len(rs), most))
	for _, r := range rs {
		if len(cs) == most {
			break
		}
		if r.remote() {
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
