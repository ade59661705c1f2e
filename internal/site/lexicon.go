package site

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stet/internal/article"
)

// A lexicon numbers the words of all articles, so that an entry keeps those of
// its text in four bytes each. The numbers depend on the order in which
// articles are read, and so appear in no output.
type lexicon struct {
	mu      sync.Mutex
	numbers map[string]uint32
	words   []string
}

// numbersOf are the numbers of the words of a set.
func (l *lexicon) numbersOf(set *wordSet) []uint32 {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.numbers == nil {
		l.numbers = map[string]uint32{}
	}
	list := make([]uint32, 0, len(set.ends))
	set.each(func(word []byte) {
		n, known := l.numbers[string(word)]
		if !known {
			n = uint32(len(l.words))
			w := string(word)
			l.numbers[w] = n
			l.words = append(l.words, w)
		}
		list = append(list, n)
	})
	return list
}

// word is the word of a number.
func (l *lexicon) word(n uint32) string { return l.words[n] }

// bodyWords are the different words of a body, as a search looks for them.
func bodyWords(body article.Body) *wordSet {
	set := &wordSet{}
	var buf wordBuffer
	for i := range body {
		eachText(body[i].HTML, func(text string) { eachWord(text, &buf, set.add) })
	}
	return set
}

// A wordSet is a set of words, in the order in which they came. It is a table
// of our own as this is the inner loop of reading for the search: a map of
// strings takes several times as long.
type wordSet struct {
	letters []byte  // of all words
	ends    []int32 // of each word in letters
	slots   []int32 // a table by hash of word numbers + 1; its size is a power of two
}

func (s *wordSet) add(word []byte) {
	if 2*len(s.ends) >= len(s.slots) {
		s.grow()
	}
	i := s.slot(word)
	if s.slots[i] != 0 {
		return
	}
	s.letters = append(s.letters, word...)
	s.ends = append(s.ends, int32(len(s.letters)))
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
	s.slots = make([]int32, max(1024, 2*len(s.slots)))
	for n := range s.ends {
		s.slots[s.slot(s.word(int32(n)))] = int32(n) + 1
	}
}

func (s *wordSet) each(f func(word []byte)) {
	for n := range s.ends {
		f(s.word(int32(n)))
	}
}

// eachText calls f with each stretch of text between tags and entities of
// HTML.
func eachText(html string, f func(text string)) {
	for len(html) > 0 {
		n := strings.IndexAny(html, "<&")
		if n < 0 {
			f(html)
			return
		}
		if n > 0 {
			f(html[:n])
		}
		end := byte('>')
		if html[n] == '&' {
			end = ';'
		}
		m := strings.IndexByte(html[n:], end)
		if m < 0 {
			return
		}
		html = html[n+m+1:]
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
