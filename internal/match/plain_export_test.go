package match

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stet/internal/claim"
)

// Differences are what x finds of the mentions of c otherwise than by going
// through the whole library the plain way.
func (x *Index) Differences(c *claim.Claim, title string) []string {
	p := plainly{q: newQuery(x)}
	p.q.put(c, title)
	for ref := range int32(len(x.refs)) {
		p.shared(ref)
		p.own = append(p.own, p.q.newEvidence(ref, false).own)
	}
	for ref := range int32(len(x.refs)) {
		p.alone(ref)
	}
	for i := range c.Mentions {
		m := &c.Mentions[i]
		p.stated(p.q.words(m))
		for k := range m.Entries {
			p.stated(*p.q.entry(&m.Entries[k]))
		}
	}
	return p.differences
}

// Stems are the stems of the reference of that key, and the things named in it.
func (x *Index) Stems(key string) []string {
	var stems []string
	i, _ := x.byKey(key)
	for _, n := range x.subjects.about.list(i) {
		stems = append(stems, x.subjects.stems[n])
	}
	slices.Sort(stems)
	return stems
}

// plainly looks at every reference, and at everything of it.
type plainly struct {
	q           *query
	own         []int // of each reference, its evidence by the claim's words
	differences []string
}

func (p *plainly) compare(what string, got, want any) {
	if fmt.Sprint(got) != fmt.Sprint(want) {
		p.differences = append(p.differences, fmt.Sprintf("%s: %v, plainly %v", what, got, want))
	}
}

func (p *plainly) has(ref, stem int32) bool {
	return slices.Contains(p.q.x.subjects.about.list(ref), stem)
}

func (p *plainly) shared(ref int32) {
	t := p.q.topic()
	var want share
	for _, k := range t.own {
		p.compare("a stem", p.q.x.subjects.has(ref, k.stem), p.has(ref, k.stem))
		if p.has(ref, k.stem) {
			want.own += int(k.weight)
			if k.specific {
				want.specific += int(k.weight)
			}
		}
	}
	for _, k := range t.context {
		if p.has(ref, k.stem) {
			want.context += int(k.weight)
		}
	}
	p.compare("what is shared", p.q.x.subjects.shared(&p.q.sketch, ref), want)
	for range 2 {
		p.compare("evidence", p.q.weigh(ref, true), p.q.newEvidence(ref, true))
		p.compare("evidence", p.q.weigh(ref, false), p.q.newEvidence(ref, false))
	}
}

func (p *plainly) alone(ref int32) {
	for asked := unnamed; asked < 4000; asked += 300 {
		rivals := 0
		for other, own := range p.own {
			if int32(other) != ref && own >= asked {
				rivals++
			}
		}
		if rivals > 0 && p.q.isAlone(ref, asked) {
			p.compare("a reference alone", "alone", fmt.Sprint(rivals, " rivals"))
		}
	}
}

// stated compares what is found by words.
func (p *plainly) stated(s stated) {
	x := p.q.x
	p.search(s.journals, s.year)
	var fit []int32
	for ref := range int32(len(x.refs)) {
		c := x.compare(s.withoutEntry(), ref)
		if s.entry != nil {
			p.title(ref, s.entry)
		}
		p.authors(ref, &s)
		led := c.journal == yes
		if s.name == "" && len(s.people) > 0 {
			led = c.authors == yes && p.isAuthor(ref, &s.people[0])
		}
		if s.enough() && x.fits(c, ref) && c.year == yes && led {
			fit = append(fit, ref)
		}
	}
	if s.enough() {
		p.compare("what satisfies the words", x.satisfying(nil, s.withoutEntry()), fit)
	}
	rs := slices.Clone(p.q.rank(&s, x.numbers))
	inOrder := slices.IsSortedFunc(rs, func(a, b ranked) int {
		return cmp.Or(b.order-a.order, cmp.Compare(a.gap, b.gap), cmp.Compare(a.ref, b.ref))
	})
	p.compare("references in order", inOrder && len(rs) == len(x.refs), true)
	on := slices.Clone(p.q.rankOn(&s, x.numbers))
	p.compare("references that agree", refsIn(on), refsIn(slices.DeleteFunc(rs, func(r ranked) bool { return !r.on })))
	if s.entry != nil {
		for ref := range int32(len(x.refs)) {
			p.likeTitle(ref, s.entry)
		}
	}
}

func (p *plainly) title(ref int32, e *entryTitle) {
	e.read()
	want := p.q.x.titles.list(ref)
	a, b := designless(e.words, want)
	same := len(want) > 0 && (overlaps(a, b) || misprinted(e.title, p.q.x.refs[ref].Title, a, b) || holds(rawWords(e.entry.Raw), want))
	p.compare("a title", p.q.x.sameTitle(ref, e), same)
}

func refsIn(rs []ranked) []int32 {
	var refs []int32
	for _, r := range rs {
		refs = append(refs, r.ref)
	}
	return refs
}

func (p *plainly) likeTitle(ref int32, e *entryTitle) {
	a, b := e.words, p.q.x.titles.list(ref)
	if len(b) < len(a) {
		a, b = b, a
	}
	extra, _ := without(a, b)
	p.compare("a title like it", p.q.x.likeTitle(ref, e), len(a) > 0 && 10*extra <= 3*len(a))
}

func (p *plainly) authors(ref int32, s *stated) {
	x := p.q.x
	for i := range s.people {
		is := p.isAuthor(ref, &s.people[i])
		p.compare("an author", x.hasAuthor(ref, &s.people[i], x.families.list(ref)), is)
		if is {
			p.compare("a reference by its author", slices.Contains(x.namedLike(nil, &s.people[i]), ref), true)
		}
	}
}

func (p *plainly) isAuthor(ref int32, who *person) bool {
	return slices.ContainsFunc(p.q.x.refs[ref].Authors, func(a string) bool { return who.same(parsePerson(a)) })
}

// search adds up stems by the rules of the search, and sorts everything.
func (p *plainly) search(journals []int32, year int) {
	x, t := p.q.x, p.q.topic()
	type posting struct {
		token
		refs []int32
	}
	var postings []posting
	for _, k := range slices.Concat(t.own, t.context) {
		var refs []int32
		for ref := range int32(len(x.refs)) {
			if p.has(ref, k.stem) {
				refs = append(refs, ref)
			}
		}
		if len(refs) > 0 && len(refs) <= longest {
			postings = append(postings, posting{k, refs})
		}
	}
	slices.SortFunc(postings, func(a, b posting) int {
		return cmp.Or(cmp.Compare(len(a.refs), len(b.refs)), strings.Compare(x.subjects.stems[a.stem], x.subjects.stems[b.stem]))
	})
	sums, left := map[int32]int32{}, budget
	for i, k := range postings {
		if left -= len(k.refs); left < 0 && i > 0 {
			break
		}
		for _, ref := range k.refs {
			sums[ref] += k.weight
		}
	}
	var want []int32
	for _, in := range []func(int32) bool{
		func(int32) bool { return true },
		func(ref int32) bool { return slices.Contains(journals, x.journal[ref]) },
		func(ref int32) bool { return year != 0 && slices.Contains(x.lawful.list(ref), int32(year)) },
	} {
		var refs []int32
		for ref := range sums {
			if in(ref) {
				refs = append(refs, ref)
			}
		}
		slices.SortFunc(refs, func(a, b int32) int { return cmp.Or(cmp.Compare(sums[b], sums[a]), cmp.Compare(a, b)) })
		want = append(want, refs[:min(len(refs), nearest)]...)
	}
	got := p.q.search(t, journals, year)
	slices.Sort(got)
	slices.Sort(want)
	p.compare("what a search finds", slices.Compact(got), slices.Compact(want))
}
