package match

import (
	"iter"
	"slices"
	"unicode"
	"unicode/utf8"
)

// A titleWord is the hash of a word of a title, folded; 0 for a word that does
// not count.
type titleWord int32

// appendTitle appends the words of a title that count: small words and
// punctuation are left out.
func appendTitle(words []titleWord, title string) []titleWord {
	for w := range titleFields(title) {
		if n := newTitleWord(w); n != 0 {
			words = append(words, n)
		}
	}
	return words
}

// titleFields are the runs of letters and digits of a title.
func titleFields(title string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range title {
			switch in := inWord(r); {
			case in && start < 0:
				start = i
			case !in && start >= 0:
				if !yield(title[start:i]) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(title[start:])
		}
	}
}

func newTitleWord(w string) titleWord {
	h := hashStart
	for i := range len(w) {
		c := w[i]
		if c >= utf8.RuneSelf {
			h = hashOf(hashStart, fold(w))
			break
		}
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		h = hashByte(h, c)
	}
	if n := titleWord(h); n != 0 && h != hashStart && !smallWords.has(n) {
		return n
	}
	return 0
}

// spelt is the word of a title whose hash is w, folded.
func spelt(title string, w titleWord) string {
	for word := range titleFields(title) {
		if newTitleWord(word) == w {
			return fold(word)
		}
	}
	return ""
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

var smallWords = hashed("a", "s", "the", "an", "of", "in", "on", "and", "for", "to", "with", "by", "from", "at", "as", "or", "is", "its", "their")

// A wordSet is a few title words, in buckets by their lowest bits.
type wordSet [64][]titleWord

func hashed(words ...string) *wordSet {
	set := new(wordSet)
	for _, w := range words {
		h := titleWord(hashOf(hashStart, w))
		set[h&63] = append(set[h&63], h)
	}
	return set
}

func (s *wordSet) has(w titleWord) bool { return slices.Contains(s[w&63], w) }
