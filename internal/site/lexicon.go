package site

import (
	"bytes"
	"encoding/binary"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stet/internal/article"
)

// A Lexicon numbers the words of all articles, so that an entry keeps those of
// its text in two bytes each. The numbers depend on the order in which
// articles are read, and so appear in no output. It may be used by several
// goroutines at once.
type Lexicon struct {
	mu      sync.Mutex
	numbers map[string]uint32
	words   []string
}

// NewLexicon has these words, numbered as Frame.Words gave them.
func NewLexicon(words []string) *Lexicon {
	l := &Lexicon{words: words, numbers: make(map[string]uint32, len(words))}
	for n, w := range words {
		l.numbers[w] = uint32(n)
	}
	return l
}

// Words are all words that the search of f has numbered, in that order.
func (f *Frame) Words() []string { return f.lexicon().all() }

// pack is the words of a set as bytes, in no order.
func (l *Lexicon) pack(set *wordSet) []byte {
	buf := set.packed[:0]
	l.mu.Lock()
	for i := range set.ends {
		buf = binary.AppendUvarint(buf, uint64(l.number(set.word(int32(i)))))
	}
	l.mu.Unlock()
	set.packed = buf
	return bytes.Clone(buf)
}

// packWeighed is pack with the weight of each word.
func (l *Lexicon) packWeighed(set *wordSet) []byte {
	buf := set.packed[:0]
	l.mu.Lock()
	for i := range set.ends {
		buf = append(binary.AppendUvarint(buf, uint64(l.number(set.word(int32(i))))), set.weights[i])
	}
	l.mu.Unlock()
	set.packed = buf
	return bytes.Clone(buf)
}

// number is that of a word, which is given one if it has none.
func (l *Lexicon) number(word []byte) uint32 {
	n, known := l.numbers[string(word)]
	if !known {
		if l.numbers == nil {
			l.numbers = map[string]uint32{}
		}
		n = uint32(len(l.words))
		w := string(word)
		l.numbers[w] = n
		l.words = append(l.words, w)
	}
	return n
}

// all are the words by their numbers.
func (l *Lexicon) all() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.words[:len(l.words):len(l.words)]
}

// AddWords adds to the entry of an article the words of its body, which only
// the search asks for. It is safe to call from several goroutines.
func (f *Frame) AddWords(e *Entry, body article.Body) {
	set := newWordSet()
	defer set.free()
	for i := range body {
		set.html(body[i].HTML, inText)
	}
	e.Words = f.lexicon().pack(set)
}

// A wordSet is a set of words with their weights, in the order in which they
// came. It is a table of our own as this is the inner loop of reading for the
// search: a map of strings takes several times as long.
type wordSet struct {
	letters []byte  // of all words
	ends    []int32 // of each word in letters
	weights []uint8 // of each word
	slots   []int32 // a table by hash of word numbers + 1; its size is a power of two

	buf    wordBuffer
	packed []byte
}

// wordSets are sets that are not in use.
var wordSets = sync.Pool{New: func() any { return &wordSet{slots: make([]int32, 2048)} }}

func newWordSet() *wordSet { return wordSets.Get().(*wordSet) }

// free makes s empty, for others to use; one for a very long text is let go.
func (s *wordSet) free() {
	if len(s.slots) > 1<<16 {
		return
	}
	s.letters, s.ends, s.weights = s.letters[:0], s.ends[:0], s.weights[:0]
	clear(s.slots)
	wordSets.Put(s)
}

// text adds the words of a text. A word that is there keeps the larger weight.
func (s *wordSet) text(text string, weight uint8) {
	eachWord(text, &s.buf, func(word []byte) { s.add(word, weight) })
}

// html adds the words of HTML.
func (s *wordSet) html(html string, weight uint8) {
	eachText(html, func(text string) { s.text(text, weight) })
}

func (s *wordSet) add(word []byte, weight uint8) {
	if 2*len(s.ends) >= len(s.slots) {
		s.grow()
	}
	i := s.slot(word)
	if n := s.slots[i]; n != 0 {
		s.weights[n-1] = max(s.weights[n-1], weight)
		return
	}
	s.letters = append(s.letters, word...)
	s.ends = append(s.ends, int32(len(s.letters)))
	s.weights = append(s.weights, weight)
	s.slots[i] = int32(len(s.ends))
}

// slot is where word is in the table, or would be.
func (s *wordSet) slot(word []byte) uint32 {
	mask := uint32(len(s.slots) - 1)
	hash := uint32(2166136261) // FNV-1a
	for _, c := range word {
		hash = (hash ^ uint32(c)) * 16777619
	}
	for i := hash & mask; ; i = (i + 1) & mask {
		if n := s.slots[i]; n == 0 || string(s.word(n-1)) == string(word) {
			return i
		}
	}
}

func (s *wordSet) word(n int32) []byte {
	start := int32(0)
	if n > 0 {
		start = s.ends[n-1]
	}
	return s.letters[start:s.ends[n]]
}

func (s *wordSet) grow() {
	s.slots = make([]int32, 2*len(s.slots))
	for n := range s.ends {
		s.slots[s.slot(s.word(int32(n)))] = int32(n) + 1
	}
}

// eachText calls f with each stretch of text between tags and entities of
// HTML.
func eachText(html string, f func(text string)) {
	for {
		text, rest, tag := strings.Cut(html, "<")
		for {
			words, behind, entity := strings.Cut(text, "&")
			if words != "" {
				f(words)
			}
			if !entity {
				break
			}
			_, text, _ = strings.Cut(behind, ";")
		}
		if !tag {
			return
		}
		_, html, _ = strings.Cut(rest, ">")
	}
}

// Words that searches know have so many bytes.
const (
	minWord = 2
	maxWord = 32
)

// A wordBuffer is where eachWord writes a word; a longer one is none.
type wordBuffer [maxWord + 1]byte

// eachWord calls f with each word of text in lower case and without marks:
// runs of letters and digits, as the search's own script finds them. f must not
// keep the word.
func eachWord(text string, buf *wordBuffer, f func(word []byte)) {
	for i := 0; i < len(text); {
		start, n := i, 0
		for i < len(text) && wordByte[text[i]] != 0 {
			if n < len(buf) {
				buf[n] = wordByte[text[i]]
				n++
			}
			i++
		}
		word := buf[:n]
		if end := foreignEnd(text, i); end > i {
			word, i = []byte(foldWord(text[start:end])), end
		}
		if len(word) >= minWord && len(word) <= maxWord {
			f(word)
		}
		if i < len(text) {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
		}
	}
}

// foreignEnd is where a word ends that has a letter beyond ASCII at i; i if
// there is none.
func foreignEnd(text string, i int) int {
	if i == len(text) || text[i] < utf8.RuneSelf {
		return i
	}
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r) {
			break
		}
		i += size
	}
	return i
}

// wordByte is a letter or digit of ASCII in lower case; 0 for what parts words.
var wordByte = func() (table [256]byte) {
	for c := range table {
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			table[c] = byte(c)
		case 'A' <= c && c <= 'Z':
			table[c] = byte(c) + 'a' - 'A'
		}
	}
	return table
}()

// foldWord is a word in lower case and without marks: "Ménière" is "meniere".
func foldWord(w string) string {
	w = strings.ToLower(w)
	if isASCII(w) {
		return w
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsMark(r) {
			return -1
		}
		return r
	}, norm.NFD.String(w))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
