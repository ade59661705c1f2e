package match

import (
	"slices"
	"strings"
	"sync"

	"stet/internal/cite"
	"stet/internal/terms"
)

// subjects hold what each reference is about: the word stems of title, MeSH
// descriptors and terms, and the things that synonyms name in them.
type subjects struct {
	vocab   map[string]int32 // stem -> number
	stems   []string         // number -> stem
	names   [][]name         // number -> synonyms that start with the stem
	weights []int32          // how much it tells to share a stem, in hundredths of a bit
	about   lists            // reference -> its stems, ascending
	thin    []bool           // reference -> it has no terms
	holders lists            // stem -> references, ascending; none for stems too common to look up
	scratch *sync.Pool       // of *tally
}

// lists are many lists of numbers in one piece of memory.
type lists struct {
	start []uint32 // of each list in all; one more than there are lists
	all   []int32
}

func (l *lists) list(i int32) []int32 { return l.all[l.start[i]:l.start[i+1]] }

func (l *lists) add(ns []int32) {
	l.all = append(l.all, ns...)
	l.start = append(l.start, uint32(len(l.all)))
}

// background is how many references the background of all biomedical writing
// weighs beside the library's own when the two are asked how rare a stem is:
// in a library on one subject the subject's own name tells less, and still
// something.
const background = 700

// newSubjects reads the subjects of refs.
func newSubjects(refs []*cite.Reference) subjects {
	size := 0
	for _, r := range refs {
		size += len(r.Terms) + 16
	}
	s := subjects{vocab: map[string]int32{}, about: lists{start: make([]uint32, 1, len(refs)+1), all: make([]int32, 0, size)}}
	var own []int32
	var words []string
	for _, r := range refs {
		own = own[:0]
		words = terms.Append(words[:0], r.Title)
		own = s.enter(own, words)
		for _, heading := range r.MeSH {
			words = terms.Append(words[:0], heading)
			own = s.enter(own, words)
		}
		own = s.enterBag(own, r.Terms)
		slices.Sort(own)
		s.about.add(slices.Compact(own))
		s.thin = append(s.thin, len(r.Terms) == 0)
	}
	s.weigh(len(refs))
	s.scratch = &sync.Pool{New: func() any { return &tally{sum: make([]int32, len(refs))} }}
	return s
}

// number is the number of a stem, which is entered if it is new.
func (s *subjects) number(stem string) int32 {
	n, ok := s.vocab[stem]
	if !ok {
		n = int32(len(s.stems))
		stem = strings.Clone(stem)
		s.vocab[stem] = n
		s.stems = append(s.stems, stem)
		s.names = append(s.names, names[stem])
	}
	return n
}

// enter appends the numbers of stems, which are a running text, and of the
// things they name.
func (s *subjects) enter(to []int32, stems []string) []int32 {
	for i, stem := range stems {
		n := s.number(stem)
		to = append(to, n)
		for _, name := range s.names[n] {
			if name.starts(stems[i:]) {
				to = append(to, s.number(name.concept))
				break
			}
		}
	}
	return to
}

// enterBag is enter for stems without an order: a synonym of several words is
// there if they all are.
func (s *subjects) enterBag(to []int32, stems []string) []int32 {
	for _, stem := range stems {
		n := s.number(stem)
		to = append(to, n)
		for _, name := range s.names[n] {
			if !slices.ContainsFunc(name.stems, func(w string) bool { return !slices.Contains(stems, w) }) {
				to = append(to, s.number(name.concept))
			}
		}
	}
	return to
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
	s.holders.start = make([]uint32, len(s.stems)+1)
	total := uint32(0)
	for i, stem := range s.stems {
		s.weights[i] = int32(weight(stem, int(df[i]), refs))
		s.holders.start[i] = total
		if df[i] <= longest {
			total += df[i]
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

// weight is how much it tells to share stem, which df of refs references have.
func weight(stem string, df, refs int) int {
	const scale = 64
	documents := terms.Documents()
	had := frequency(stem) * background * scale / documents
	return terms.Log2((background+refs)*scale, min(had+df*scale, (background+refs)*scale))
}

// frequency is the number of background records that have a stem or a thing.
func frequency(stem string) int {
	if strings.HasPrefix(stem, "=") {
		return max(conceptFrequency[stem], terms.Floor/2)
	}
	return max(terms.DF(stem), terms.Floor/2)
}

// conceptFrequency is for each thing the frequency of its commonest name; a
// phrase is as rare as its rarest word. No thing counts as more frequent than
// one record in twenty: the background is a sample with its own fashions, and
// what a thing is called always says something of the subject.
var conceptFrequency = func() map[string]int {
	most := map[string]int{}
	for _, list := range names {
		for _, n := range list {
			least := terms.Documents() / 20
			for _, stem := range n.stems {
				least = min(least, terms.DF(stem))
			}
			most[n.concept] = max(most[n.concept], least)
		}
	}
	return most
}()
