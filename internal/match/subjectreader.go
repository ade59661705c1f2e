package match

import (
	"runtime"
	"slices"
	"strings"
	"sync"

	"stet/internal/cite"
	"stet/internal/terms"
)

// longest is the length beyond which a stem's list of references is not kept:
// it would find everything.
const longest = 4096

// newSubjects reads the subjects of refs, in as many parts at once as there
// are processors.
func newSubjects(refs []*cite.Reference) subjects {
	s := subjects{
		lexicon:    words(),
		marks:      make([]signature, len(refs)),
		thin:       make([]bool, len(refs)),
		studied:    make([]population, len(refs)),
		classes:    make([]classes, len(refs)),
		conditions: make([]conditions, len(refs)),
	}
	n := max(1, min(runtime.GOMAXPROCS(0), len(refs)/64))
	parts := make([]*subjectReader, n)
	for i := range parts {
		parts[i] = newSubjectReader(&s, refs, i*len(refs)/n, (i+1)*len(refs)/n)
	}
	inParts := func(do func(p *subjectReader)) {
		var wait sync.WaitGroup
		for _, p := range parts[1:] {
			wait.Go(func() { do(p) })
		}
		do(parts[0])
		wait.Wait()
	}
	inParts((*subjectReader).readAll)
	s.number(parts)
	inParts(func(p *subjectReader) { p.count(len(s.stems)) })
	s.weigh(parts)
	all := s.arrange(parts)
	inParts(func(p *subjectReader) { p.byStem(all) })
	inParts(func(p *subjectReader) { p.byReference(all, startOf(parts, p)) })
	s.keepHolders(parts, all)
	s.anyThin = slices.Contains(s.thin, true)
	return s
}

// number gives the stems of all parts numbers in common. What they are depends
// on the number of parts; nothing else does.
func (s *subjects) number(parts []*subjectReader) {
	s.numbers, s.stems = parts[0].numbers, slices.Concat(s.lexicon.stems, parts[0].stems)
	for _, p := range parts[1:] {
		p.common = make([]int32, len(p.stems))
		for i, stem := range p.stems {
			h := terms.Hash(stem)
			n, ok := s.numbers.find(stem, h)
			if !ok {
				n = int32(len(s.stems))
				s.numbers.add(stem, h, n)
				s.stems = append(s.stems, stem)
			}
			p.common[i] = n
		}
	}
}

// weigh counts the references of each stem.
func (s *subjects) weigh(parts []*subjectReader) {
	refs := len(s.marks)
	s.facts = make([]fact, len(s.stems))
	s.strange = uint16(max(0, min(rarity(unknownFrequency, 0, refs), foreign)-common))
	for stem := range s.stems {
		df := uint32(0)
		for _, p := range parts {
			df += p.next[stem]
		}
		s.facts[stem] = s.fact(int32(stem), int(df), refs)
	}
}

// fact is that of a stem that df of refs references have.
func (s *subjects) fact(stem int32, df, refs int) fact {
	l := s.lexicon
	f := fact{weight: uint16(s.telling(stem, df, refs)), class: drugClass(s.stems[stem])}
	if l.isEveryday(stem) {
		f.traits |= everyday
	}
	if f.weight == 0 && l.tells(stem) {
		f.traits |= usual
	}
	if len(l.namesOf(stem)) > 0 {
		f.traits |= startsName
	}
	if int(stem) < len(l.ailing) && len(l.ailing[stem]) > 0 {
		f.traits |= startsCondition
	}
	if int(stem) < len(l.sides) {
		f.sides = l.sides[stem]
	}
	return f
}

// arrange makes room for the references of all stems, one stem after another
// and in each one part after another, and for the stems of all references.
func (s *subjects) arrange(parts []*subjectReader) []int32 {
	s.about.start = make([]uint32, 1, len(s.marks)+1)
	for _, p := range parts {
		first := s.about.start[len(s.about.start)-1]
		for _, end := range p.ends {
			s.about.start = append(s.about.start, first+end)
		}
	}
	total := uint32(0)
	for stem := range s.stems {
		for _, p := range parts {
			p.next[stem], total = total, total+p.next[stem]
		}
	}
	s.about.all = make([]int32, total)
	return make([]int32, total)
}

// keepHolders keeps the references of the stems that are worth looking up.
// all has those of all stems; it ends as the parts left it.
func (s *subjects) keepHolders(parts []*subjectReader, all []int32) {
	ends := parts[len(parts)-1].next
	s.holders.start = make([]uint32, len(s.stems)+1)
	kept, from := uint32(0), uint32(0)
	for stem, end := range ends {
		if n := end - from; n <= longest {
			kept += n
		} else {
			s.facts[stem].traits |= crowded
		}
		from, s.holders.start[stem+1] = end, kept
	}
	s.holders.all = make([]int32, 0, kept)
	from = 0
	for _, end := range ends {
		if end-from <= longest {
			s.holders.all = append(s.holders.all, all[from:end]...)
		}
		from = end
	}
}

// A subjectReader reads the subjects of some references, and gives stems that
// the lexicon does not have numbers of its own.
type subjectReader struct {
	subjects *subjects // to be made
	refs     []*cite.Reference
	first    int // place of refs[0] among all references

	numbers vocabulary // of stems that the lexicon does not have
	stems   []string   // number less the lexicon's -> stem
	common  []int32    // the same -> number in common with other parts; nil if that is the same
	all     []int32    // stems of all references, without repeats in each
	ends    []uint32   // of each reference in all
	next    []uint32   // stem -> how many references have it; later the place of the next one

	mesh    map[string]heading
	headed  []int32          // stems and things of headings
	seen    []uint32         // stem -> the last reference that has it, and one
	bag     []uint32         // lexicon's stem -> the last reference that has it among its terms, and one
	copies  *strings.Builder // of stems
	words   []terms.Word
	running []int32
}

// A heading is where the stems and things of a MeSH heading are in headed, and
// the drugs and diseases that it names.
type heading struct {
	from, to uint32
	kinds
}

// newSubjectReader is a reader of refs[from:to].
func newSubjectReader(s *subjects, refs []*cite.Reference, from, to int) *subjectReader {
	return &subjectReader{
		subjects: s,
		refs:     refs[from:to],
		first:    from,
		ends:     make([]uint32, 0, to-from),
		mesh:     map[string]heading{},
		seen:     make([]uint32, len(s.lexicon.stems), 2*len(s.lexicon.stems)),
		bag:      make([]uint32, len(s.lexicon.stems)),
		copies:   &strings.Builder{},
	}
}

func (p *subjectReader) readAll() {
	size := 0
	for _, r := range p.refs {
		size += 16 + 2*len(r.MeSH) + len(r.Terms)/6
	}
	p.all = make([]int32, 0, size)
	for i, r := range p.refs {
		p.read(p.first+i, r)
	}
}

func (p *subjectReader) read(ref int, r *cite.Reference) {
	p.words = affirmed(terms.Words(p.words[:0], r.Title), r.Title)
	title, named := p.named(p.running[:0])
	p.running = title
	p.enter(title)
	p.subjects.studied[ref] = p.subjects.lexicon.populationOf(title) | headingPopulation(r)
	p.subjects.thin[ref] = r.Terms == ""
	for _, name := range r.MeSH {
		h, ok := p.mesh[name]
		if !ok {
			h.from = uint32(len(p.headed))
			p.headed, h.kinds = p.text(p.headed, name)
			h.to = uint32(len(p.headed))
			p.mesh[name] = h
		}
		p.enter(p.headed[h.from:h.to])
		named.add(h.kinds)
	}
	p.subjects.classes[ref], p.subjects.conditions[ref] = named.classes, named.conditions
	p.terms(r.Terms)
	p.ends = append(p.ends, uint32(len(p.all)))
}

// text appends the stems of a running text and the things that it names, and
// gives the kinds of what it names.
func (p *subjectReader) text(ns []int32, text string) ([]int32, kinds) {
	p.words = terms.Words(p.words[:0], text)
	return p.named(ns)
}

// affirmed are the words of a title but those behind "non-": a study of
// non-dietary risk factors is not about diet, unless its headings or its
// abstract are. It changes words.
func affirmed(words []terms.Word, title string) []terms.Word {
	n := 0
	for _, w := range words {
		if !isNegated(title[:w.Start]) {
			words[n] = w
			n++
		}
	}
	return words[:n]
}

// isNegated reports whether a word behind before is negated by its prefix.
func isNegated(before string) bool {
	const prefix = "non-"
	at := len(before) - len(prefix)
	return at >= 0 && before[len(before)-1] == '-' && strings.EqualFold(before[at:], prefix) && (at == 0 || !isLetter(before[at-1]))
}

// named appends the stems of p's words, as text does.
func (p *subjectReader) named(ns []int32) ([]int32, kinds) {
	from := len(ns)
	var named kinds
	for i := range p.words {
		ns = append(ns, p.number(p.words[i].Stem, p.words[i].Hash))
		named.classes |= drugClass(p.words[i].Stem).among()
	}
	to := len(ns)
	for i := from; i < to; i++ {
		named.add(kinds{conditions: p.subjects.lexicon.conditionsAt(ns[i:to])})
		for _, name := range p.subjects.lexicon.namesOf(ns[i]) {
			if name.starts(ns[i:to]) {
				ns = append(ns, name.thing)
			}
		}
	}
	return ns, named
}

// terms enters stems without an order: a synonym of several words is there if
// they all are.
func (p *subjectReader) terms(stems cite.Terms) {
	ns := p.running[:0]
	now := uint32(len(p.ends)) + 1
	for stem := range stems.All() {
		n := p.number(stem, terms.Hash(stem))
		ns = append(ns, n)
		if int(n) < len(p.bag) {
			p.bag[n] = now
		}
	}
	for _, n := range ns[:len(ns):len(ns)] {
		for _, name := range p.subjects.lexicon.namesOf(n) {
			if !slices.ContainsFunc(name.stems, func(w int32) bool { return p.bag[w] != now }) {
				ns = append(ns, name.thing)
			}
		}
	}
	p.running = ns
	p.enter(ns)
}

// enter adds those ns that the reference does not have yet.
func (p *subjectReader) enter(ns []int32) {
	now := uint32(len(p.ends)) + 1
	for _, n := range ns {
		if p.seen[n] != now {
			p.seen[n] = now
			p.all = append(p.all, n)
		}
	}
}

// number is that of stem, whose terms.Hash is h.
func (p *subjectReader) number(stem string, h uint64) int32 {
	if n, ok := p.subjects.lexicon.numbers.find(stem, h); ok {
		return n
	}
	if n, ok := p.numbers.find(stem, h); ok {
		return n
	}
	if r := root(stem); r != stem {
		n := p.number(r, terms.Hash(r))
		p.numbers.add(stem, h, n)
		return n
	}
	n := int32(len(p.subjects.lexicon.stems) + len(p.stems))
	p.numbers.add(stem, h, n)
	p.stems = append(p.stems, p.clone(stem))
	p.seen = append(p.seen, 0)
	return n
}

// clone copies a stem, which is a piece of a page of text, next to the stems
// that came before it.
func (p *subjectReader) clone(stem string) string {
	if p.copies.Cap()-p.copies.Len() < len(stem) {
		p.copies = &strings.Builder{}
		p.copies.Grow(max(1<<12, len(stem)))
	}
	from := p.copies.Len()
	p.copies.WriteString(stem)
	return p.copies.String()[from:]
}

// count gives stems their numbers in common, of which there are n, and counts
// the references of each.
func (p *subjectReader) count(n int) {
	p.mesh, p.headed, p.seen, p.bag = nil, nil, nil, nil
	p.next = make([]uint32, n)
	known := int32(len(p.subjects.lexicon.stems))
	for i, stem := range p.all {
		if p.common != nil && stem >= known {
			stem = p.common[stem-known]
			p.all[i] = stem
		}
		p.next[stem]++
	}
}

// byStem puts p's references into the lists of their stems, ascending.
func (p *subjectReader) byStem(all []int32) {
	from := uint32(0)
	for i, end := range p.ends {
		for _, stem := range p.all[from:end] {
			all[p.next[stem]] = int32(p.first + i)
			p.next[stem]++
		}
		from = end
	}
}

// byReference puts the stems of p's references in order: it goes through the
// lists of the stems by their codes. p's references start in them at from.
func (p *subjectReader) byReference(all []int32, from func(stem int) uint32) {
	s := p.subjects
	places := slices.Clone(s.about.start[p.first : p.first+len(p.refs)])
	for code := range codes {
		for stem := code; stem < len(p.next); stem += codes {
			for _, ref := range all[from(stem):p.next[stem]] {
				place := &places[int(ref)-p.first]
				s.about.all[*place] = int32(stem)
				*place++
				s.marks[ref].add(int32(stem))
			}
		}
	}
}
