package match

import (
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"

	"stet/internal/cite"
	"stet/internal/terms"
)

// subjects hold what each reference is about: the word stems of title, MeSH
// descriptors and terms, and the things that synonyms name in them.
type subjects struct {
	lexicon *lexicon
	numbers map[string]int32 // stem -> number; the lexicon's first
	stems   []string         // number -> stem
	weights []int32          // number -> how much it tells to share it, in hundredths of a bit; see telling
	about   lists[int32]     // reference -> its stems, ascending
	marks   []signature      // reference -> its stems, roughly
	thin    []bool           // reference -> it has no terms
	studied []population     // reference -> who was studied
	strange int32            // the weight of a stem that neither library nor lexicon has
	holders lists[int32]     // stem -> references, ascending; none for stems too common to look up
}

// lists are many lists of numbers in one piece of memory.
type lists[T any] struct {
	start []uint32 // of each list in all; one more than there are lists
	all   []T
}

func (l *lists[T]) list(i int32) []T { return l.all[l.start[i]:l.start[i+1]] }

func (l *lists[T]) add(ns []T) {
	l.all = append(l.all, ns...)
	l.start = append(l.start, uint32(len(l.all)))
}

// A signature says of a stem that a reference may have it, or surely has not.
type signature [8]uint64

func (s *signature) add(stem int32)      { s[stem>>6&7] |= 1 << (stem & 63) }
func (s *signature) may(stem int32) bool { return s[stem>>6&7]>>(stem&63)&1 != 0 }

// background is how many references the background of all biomedical writing
// weighs beside the library's own when the two are asked how rare a stem is:
// in a library on one subject the subject's own name tells less, and still
// something.
const background = 700

// newSubjects reads the subjects of refs, in as many parts at once as there
// are processors.
func newSubjects(refs []*cite.Reference) subjects {
	s := subjects{
		lexicon: words(),
		about:   lists[int32]{start: make([]uint32, 1, len(refs)+1)},
		marks:   make([]signature, len(refs)),
		thin:    make([]bool, len(refs)),
	}
	for i, r := range refs {
		s.thin[i] = r.Terms == ""
	}
	parts := readParts(s.lexicon, refs)
	s.number(parts)
	size := 0
	for _, p := range parts {
		size += len(p.about.all)
	}
	s.about.all = make([]int32, 0, size)
	s.studied = make([]population, 0, len(refs))
	for _, p := range parts {
		s.studied = append(s.studied, p.studied...)
		first := uint32(len(s.about.all))
		s.about.all = append(s.about.all, p.about.all...)
		for _, end := range p.about.start[1:] {
			s.about.start = append(s.about.start, first+end)
		}
	}
	s.weigh(len(refs))
	for ref := range s.marks {
		for _, stem := range s.about.list(int32(ref)) {
			s.marks[ref].add(stem)
		}
	}
	return s
}

// readParts reads refs in parts.
func readParts(l *lexicon, refs []*cite.Reference) []*subjectReader {
	n := max(1, min(runtime.GOMAXPROCS(0), len(refs)/64))
	parts := make([]*subjectReader, n)
	var wait sync.WaitGroup
	for i := range parts {
		parts[i] = newSubjectReader(l)
		wait.Go(func() {
			for _, r := range refs[i*len(refs)/n : (i+1)*len(refs)/n] {
				parts[i].read(r)
			}
		})
	}
	wait.Wait()
	return parts
}

// number gives the stems of all parts numbers in common and puts each
// reference's in order. What the numbers are depends on the number of parts;
// nothing else does.
func (s *subjects) number(parts []*subjectReader) {
	s.numbers, s.stems = parts[0].numbers, slices.Concat(s.lexicon.stems, parts[0].stems)
	var wait sync.WaitGroup
	for _, p := range parts[1:] {
		common := make([]int32, len(p.stems))
		for i, stem := range p.stems {
			n, ok := s.numbers[stem]
			if !ok {
				n = int32(len(s.stems))
				s.numbers[stem] = n
				s.stems = append(s.stems, stem)
			}
			common[i] = n
		}
		wait.Go(func() { p.renumber(common) })
	}
	parts[0].renumber(nil)
	wait.Wait()
}

// longest is the length beyond which a stem's list of references is not kept:
// it would find everything.
const longest = 4096

// weigh counts the references of each stem.
func (s *subjects) weigh(refs int) {
	df := make([]uint32, len(s.stems)+1)
	for _, stem := range s.about.all {
		df[stem]++
	}
	s.weights = make([]int32, len(s.stems))
	s.strange = int32(max(0, min(rarity(unknownFrequency, 0, refs), foreign)-common))
	s.holders.start = make([]uint32, len(s.stems)+1)
	total := uint32(0)
	for stem := range s.stems {
		s.weights[stem] = s.telling(int32(stem), int(df[stem]), refs)
		s.holders.start[stem] = total
		if df[stem] <= longest {
			total += df[stem]
		}
	}
	s.holders.start[len(s.stems)] = total
	s.holders.all = make([]int32, total)
	next := slices.Clone(s.holders.start)
	for ref := range int32(refs) {
		for _, stem := range s.about.list(ref) {
			if df[stem] <= longest {
				s.holders.all[next[stem]] = ref
				next[stem]++
			}
		}
	}
}

// common is taken off every weight: words that a quarter of all records have
// tell nothing. foreign is the most that a word weighs that neither the library
// nor the background has; most are everyday English, and none can be shared. slight is the most that a word
// of everyday English weighs beyond common.
const (
	common  = 200
	foreign = 500
	slight  = 150
)

// telling is how much it tells to share a stem that df of refs references
// have; nothing for words with which all prose speaks of studies.
func (s *subjects) telling(stem int32, df, refs int) int32 {
	frequency, told := unknownFrequency, false
	if int(stem) < len(s.lexicon.stems) {
		if s.lexicon.scholarly[stem] {
			return 0
		}
		frequency, told = int(s.lexicon.frequency[stem]), s.lexicon.told[stem]
	}
	weight := rarity(frequency, df, refs)
	if int(stem) < len(s.lexicon.stems) && s.lexicon.everyday[stem] {
		weight = min(weight, common+slight)
	}
	if df == 0 && !told {
		weight = min(weight, foreign)
	}
	return int32(max(0, weight-common))
}

// rarity is 100 times the binary logarithm of how rare a stem is that frequency
// background records and df of refs references have.
func rarity(frequency, df, refs int) int {
	const scale = 64
	had := frequency * background * scale / terms.Documents()
	return terms.Log2((background+refs)*scale, min(had+df*scale, (background+refs)*scale))
}

// of is the number of a stem, or -1.
func (s *subjects) of(stem string) int32 {
	if n, ok := s.numbers[stem]; ok {
		return n
	}
	if n, ok := s.numbers[root(stem)]; ok {
		return n
	}
	return -1
}

// A subjectReader reads the subjects of some references, and gives stems that
// the lexicon does not have numbers of its own.
type subjectReader struct {
	lexicon *lexicon
	numbers map[string]int32   // stem -> number
	stems   []string           // number less the lexicon's -> stem
	mesh    map[string][]int32 // heading -> its stems and things
	about   lists[int32]       // reference -> stems, without repeats
	seen    []int32            // stem -> the last reference that has it, and one
	studied []population       // reference -> who was studied
	bag     []int32            // lexicon's stem -> the last reference that has it among its terms, and one
	words   []terms.Word
	running []int32
}

func newSubjectReader(l *lexicon) *subjectReader {
	return &subjectReader{
		lexicon: l,
		numbers: maps.Clone(l.numbers),
		mesh:    map[string][]int32{},
		about:   lists[int32]{start: make([]uint32, 1, 1024)},
		seen:    make([]int32, len(l.stems), 2*len(l.stems)),
		bag:     make([]int32, len(l.stems)),
	}
}

func (p *subjectReader) read(r *cite.Reference) {
	title := p.text(r.Title)
	p.enter(title)
	p.studied = append(p.studied, p.lexicon.populationOf(title)|headingPopulation(r))
	for _, heading := range r.MeSH {
		stems, ok := p.mesh[heading]
		if !ok {
			stems = slices.Clone(p.text(heading))
			p.mesh[heading] = stems
		}
		p.enter(stems)
	}
	p.terms(r.Terms)
	p.about.start = append(p.about.start, uint32(len(p.about.all)))
}

// text gives the stems of a running text and the things that it names.
func (p *subjectReader) text(text string) []int32 {
	p.words = terms.Words(p.words[:0], text)
	ns := p.running[:0]
	for _, w := range p.words {
		ns = append(ns, p.number(w.Stem))
	}
	for i := range p.words {
		for _, name := range p.lexicon.namesOf(ns[i]) {
			if name.starts(ns[i:len(p.words)]) {
				ns = append(ns, name.thing)
			}
		}
	}
	p.running = ns
	return ns
}

// terms enters stems without an order: a synonym of several words is there if
// they all are.
func (p *subjectReader) terms(stems cite.Terms) {
	ns := p.running[:0]
	now := int32(len(p.about.start))
	for stem := range stems.All() {
		n := p.number(stem)
		ns = append(ns, n)
		if int(n) < len(p.bag) {
			p.bag[n] = now
		}
	}
	for _, n := range ns {
		for _, name := range p.lexicon.namesOf(n) {
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
	now := int32(len(p.about.start))
	for _, n := range ns {
		if p.seen[n] != now {
			p.seen[n] = now
			p.about.all = append(p.about.all, n)
		}
	}
}

func (p *subjectReader) number(stem string) int32 {
	n, ok := p.numbers[stem]
	if ok {
		return n
	}
	stem = strings.Clone(stem) // not a piece of a page of text
	if r := root(stem); r != stem {
		n = p.number(r)
		p.numbers[stem] = n
		return n
	}
	n = int32(len(p.lexicon.stems) + len(p.stems))
	p.numbers[stem] = n
	p.stems = append(p.stems, stem)
	p.seen = append(p.seen, 0)
	return n
}

// renumber gives the reader's own stems the numbers that common has for them,
// unless it is nil, and puts each reference's in order.
func (p *subjectReader) renumber(common []int32) {
	known := int32(len(p.lexicon.stems))
	for i, n := range p.about.all {
		if common != nil && n >= known {
			p.about.all[i] = common[n-known]
		}
	}
	for ref := range int32(len(p.about.start) - 1) {
		slices.Sort(p.about.list(ref))
	}
}
