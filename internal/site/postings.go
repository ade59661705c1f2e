package site

import (
	"encoding/binary"
	"slices"
	"strconv"
)

// postings are the documents of each word of the search, in one piece of memory
// without pointers: ten thousand articles have five million.
type postings struct {
	numbers map[string]uint32 // of the words that stand in any document
	starts  []uint32          // of each word's list in list, by its number, and the end of the last
	list    []posting
}

// A posting says that a word stands in a document, and how much it weighs
// there.
type posting uint32

const postingBits = 4 // of its weight

func newPosting(doc int, weight uint8) posting {
	return posting(doc)<<postingBits | posting(weight)
}

func (p posting) doc() int    { return int(p >> postingBits) }
func (p posting) weight() int { return int(p & (1<<postingBits - 1)) }

// postings turns documents with their words into words with their documents. Of
// words that most documents have, the places are left where they tell
// something: titles, tags and summaries.
func (x *searchIndex) postings() *postings {
	words := x.lexicon.all()
	all, telling := x.count(len(words))
	least := make([]uint8, len(words)) // what a posting of a word has to weigh
	p := &postings{numbers: map[string]uint32{}, starts: make([]uint32, len(words)+1)}
	for n, word := range words {
		if x.isFrequent(all[n]) {
			all[n], least[n] = telling[n], inSummary
		}
		p.starts[n+1] = p.starts[n] + all[n]
		if all[n] > 0 {
			p.numbers[word] = uint32(n)
		}
	}
	p.list = make([]posting, p.starts[len(words)])
	next := slices.Clone(p.starts) // where the next posting of a word goes
	x.eachWord(len(words), func(doc int, n uint32, weight uint8) {
		if weight >= least[n] {
			p.list[next[n]] = newPosting(doc, weight)
			next[n]++
		}
	})
	return p
}

// count says in how many documents each of so many words stands, and in how many
// at a place that tells something.
func (x *searchIndex) count(words int) (all, telling []uint32) {
	all, telling = make([]uint32, words), make([]uint32, words)
	x.eachWord(words, func(_ int, n uint32, weight uint8) {
		all[n]++
		if weight >= inSummary {
			telling[n]++
		}
	})
	return all, telling
}

// eachWord calls f with each word of each document, by its number below words,
// and the most that it weighs there.
func (x *searchIndex) eachWord(words int, f func(doc int, word uint32, weight uint8)) {
	last := make([]uint32, words) // the number of the document, counted from 1, that a word was seen in last
	for doc := range x.words {
		for packed := x.words[doc].weighed; len(packed) > 0; {
			n, size := binary.Uvarint(packed)
			last[n] = uint32(doc + 1)
			f(doc, uint32(n), packed[size])
			packed = packed[size+1:]
		}
		for packed := x.words[doc].text; len(packed) > 0; {
			n, size := binary.Uvarint(packed)
			if last[n] != uint32(doc+1) {
				f(doc, uint32(n), inText)
			}
			packed = packed[size:]
		}
	}
}

// isFrequent reports whether a word of so many documents tells nothing by
// standing in a text.
func (x *searchIndex) isFrequent(documents uint32) bool {
	return len(x.docs) >= minShared && 2*int(documents) > len(x.docs)
}

func (p *postings) of(word string) []posting {
	n := p.numbers[word]
	return p.list[p.starts[n]:p.starts[n+1]]
}

// size is about how many bytes a word takes in its shard.
func (p *postings) size(word string) int { return len(word) + 6 + 5*len(p.of(word)) }

// shard writes words, which are sorted, with their postings as numbers:
// documents by their distance from the one before. Words are letters and
// digits, which JSON has as they are.
func (p *postings) shard(words []string) []byte {
	size := 2
	for _, word := range words {
		size += p.size(word)
	}
	b := append(make([]byte, 0, size), '{')
	for i, word := range words {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '"')
		b = append(b, word...)
		b = append(b, `":[`...)
		last := 0
		for k, at := range p.of(word) {
			if k > 0 {
				b = append(b, ',')
			}
			b = strconv.AppendInt(b, int64(at.doc()-last), 10)
			b = append(b, ',')
			b = strconv.AppendInt(b, int64(at.weight()), 10)
			last = at.doc()
		}
		b = append(b, ']')
	}
	return append(b, '}')
}
