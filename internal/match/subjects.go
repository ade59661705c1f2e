package match

import (
	"math/bits"
	"slices"

	"stet/internal/terms"
)

// subjects hold what each reference is about: the word stems of title, MeSH
// descriptors and terms, and the things that synonyms name in them.
type subjects struct {
	lexicon    *lexicon
	numbers    vocabulary   // of stems that the lexicon does not have
	stems      []string     // number -> stem; the lexicon's first
	facts      []fact       // number -> what reading a text asks of it
	about      lists[int32] // reference -> its stems, by code
	marks      []signature  // reference -> its stems, roughly
	thin       []bool       // reference -> it has no terms
	studied    []population // reference -> who was studied
	classes    []classes    // reference -> the classes of the drugs in its title and headings
	conditions []conditions // reference -> the diseases that its title and headings name
	strange    uint16       // the weight of a stem that neither library nor lexicon has
	holders    lists[int32] // stem -> references, ascending; none for stems too common to look up
	anyThin    bool         // a reference has no terms
}

// A fact is what reading a text asks of a stem. Prose is read word by word, and
// each of its words should be one look at memory.
type fact struct {
	weight uint16 // how much it tells to share it, in hundredths of a bit; see telling
	sides  population
	class  class
	traits traits
}

// Traits are what is true of a stem: a set of these.
type traits uint8

const (
	everyday        traits = 1 << iota // it says little of any subject
	usual                              // it says nothing only because most of the library has it
	startsName                         // a synonym starts with it
	startsCondition                    // a condition's name starts with it
	crowded                            // it is too common to look up who has it
)

func (f *fact) is(t traits) bool { return f.traits&t != 0 }

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

// A signature says of a stem that a reference may have it, or surely has not,
// and about where it is among the reference's stems: it has a bit for each code
// that they have.
type signature [codes / 64]uint64

// codes is the number of codes. A stem's code is its number modulo that.
const codes = 512

func code(stem int32) int32 { return stem & (codes - 1) }

func (s *signature) add(stem int32)      { s[code(stem)>>6] |= 1 << (stem & 63) }
func (s *signature) may(stem int32) bool { return s[code(stem)>>6]>>(stem&63)&1 != 0 }

// among reports whether stem, which may be there, is among stems, which are
// those of s by code: it is where s has its bit, or little behind, as seldom two
// have the same code.
func (s *signature) among(stems []int32, stem int32) bool {
	word := code(stem) >> 6
	at := bits.OnesCount64(s[word] & (1<<(stem&63) - 1))
	for _, w := range s[:word] {
		at += bits.OnesCount64(w)
	}
	return startsWith(stems[at:], stem)
}

// startsWith reports whether stem is among the first of stems, which are by
// code: before one of a greater code.
func startsWith(stems []int32, stem int32) bool {
	for _, has := range stems {
		if has == stem {
			return true
		}
		if code(has) > code(stem) {
			return false
		}
	}
	return false
}

// background is how many references the background of all biomedical writing
// weighs beside the library's own when the two are asked how rare a stem is:
// in a library on one subject the subject's own name tells less, and still
// something.
const background = 700

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
func (s *subjects) telling(stem int32, df, refs int) int {
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
	return max(0, weight-common)
}

// rarity is 100 times the binary logarithm of how rare a stem is that frequency
// background records and df of refs references have.
func rarity(frequency, df, refs int) int {
	const scale = 64
	had := frequency * background * scale / terms.Documents()
	return terms.Log2((background+refs)*scale, min(had+df*scale, (background+refs)*scale))
}

// of is the number of a stem, whose terms.Hash is h, or -1.
func (s *subjects) of(stem string, h uint64) int32 {
	if n, ok := s.find(stem, h); ok {
		return n
	}
	if r := root(stem); r != stem {
		if n, ok := s.find(r, terms.Hash(r)); ok {
			return n
		}
	}
	return -1
}

func (s *subjects) find(stem string, h uint64) (int32, bool) {
	if n, ok := s.lexicon.numbers.find(stem, h); ok {
		return n, true
	}
	return s.numbers.find(stem, h)
}

// startOf tells where the references of p start in the list of a stem: where
// those of the part before end, or the last part's of the stem before.
func startOf(parts []*subjectReader, p *subjectReader) func(stem int) uint32 {
	if i := slices.Index(parts, p); i > 0 {
		return func(stem int) uint32 { return parts[i-1].next[stem] }
	}
	last := parts[len(parts)-1].next
	return func(stem int) uint32 {
		if stem == 0 {
			return 0
		}
		return last[stem-1]
	}
}
