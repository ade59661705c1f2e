// Package terms turns English prose into word stems, and knows how rare each
// stem is in biomedical writing.
//
// Records keep the stems of their abstracts, and the subject of a claim is
// judged by the stems it shares with a record: both sides must cut words the
// same way, which is why that way has a package of its own. Stems are meant
// for comparing and stay readable: "magnesium", "postmenopaus", "vitamin-d".
package terms

import (
	"unicode"
	"unicode/utf8"
)

// maxWord is the length in bytes beyond which a run of letters is no word.
const maxWord = 40

// Stems gives the stems of the words of text, in order and with repeats.
//
// Function words and bare numbers are left out. Case, diacritics, possessives
// and British or American spelling do not count. A hyphen parts words
// ("low-dose" is low, dose) but not a name from its number ("IL-6" and "IL6"
// are il6, "omega-3" is omega3, "ω-3" too). A capital letter on its own
// belongs to the word before it: "vitamin D3" is vitamin, d3, vitamin-d.
func Stems(text string) []string {
	return Append(nil, text)
}

// Append appends the stems of text to stems, as Stems gives them.
func Append(stems []string, text string) []string {
	s := scanner{text: text, stems: stems}
	s.scan()
	return s.stems
}

// A Word is a stem with the bytes of the text that have it. A stem that was
// joined from two words has none.
type Word struct {
	Stem       string
	Hash       uint64 // of the stem; see Hash
	Start, End int
}

// Words appends the words of text to words: the stems are those that Stems
// gives.
func Words(words []Word, text string) []Word {
	s := scanner{text: text, words: words, placed: true}
	s.scan()
	return s.words
}

func (s *scanner) scan() {
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		switch {
		case c == ' ':
			s.pos++
		case isLetter(c) || c >= utf8.RuneSelf && s.letterAt(s.pos) > 0:
			s.word()
		case isDigit(c):
			s.number()
		default:
			s.between()
		}
	}
}

// A scanner cuts a text into words.
type scanner struct {
	text   string
	pos    int
	stems  []string
	words  []Word // instead of stems, if placed
	placed bool
	head   string // the stem that a lone capital letter would belong to, "" for none
}

// word takes the run of letters and digits at pos.
func (s *scanner) word() {
	start := s.pos
	end := s.run(start)
	letters := end
	if end < len(s.text) && (s.text[end] == '-' || s.text[end] >= utf8.RuneSelf) {
		end = s.joinedNumber(end)
	}
	s.pos = end
	if end-start > maxWord {
		s.head = ""
		return
	}
	first := s.text[start]
	if isUpper(first) && letters == start+1 && end == letters {
		if s.ends(end) {
			s.joinLetter(first)
		}
		return
	}
	e := lookup(s.text[start:letters], s.text[letters:end])
	switch {
	case e.stem == "" && e.links: // "vitamins C and E"
		return
	case e.stem == "":
		s.head = ""
		return
	}
	s.add(e, start, end)
	if isUpper(first) && s.head != "" && allDigits(s.text[start+1:letters]) {
		s.joinLetter(first) // "vitamin D3"
		return
	}
	s.head = e.stem
}

func (s *scanner) add(e *entry, start, end int) {
	if s.placed {
		s.words = append(s.words, Word{e.stem, e.hash, start, end})
		return
	}
	s.stems = append(s.stems, e.stem)
}

// joinLetter adds the word before a lone capital letter again, with the
// letter. The word stays the head for the letters that follow ("C and E").
func (s *scanner) joinLetter(c byte) {
	if s.head != "" {
		s.add(lookup(s.head, joint[c-'A':c-'A'+1]), 0, 0)
	}
}

// ends reports whether a letter before i stands on its own, rather than for a
// name: "S. aureus", "S-adenosyl".
func (s *scanner) ends(i int) bool {
	rest := s.text[i:]
	switch {
	case len(rest) >= 2 && rest[0] == '-':
		return !isLetter(rest[1]) && !isDigit(rest[1])
	case len(rest) >= 3 && rest[0] == '.' && rest[1] == ' ':
		return !isLetter(rest[2]) || isUpper(rest[2])
	}
	return true
}

// joint are the letters that joinLetter joins, told from numbers by their case.
const joint = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// run is the end of the run of letters and digits at i.
func (s *scanner) run(i int) int {
	for i < len(s.text) {
		c := s.text[i]
		if inWord[c] {
			i++
			continue
		}
		n := 0
		if c >= utf8.RuneSelf {
			n = s.letterAt(i)
		}
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// joinedNumber is the end of a hyphen and a number of one to three digits at
// i, or i if there is none or it goes on ("0.5", "3rd").
func (s *scanner) joinedNumber(i int) int {
	n := i
	switch {
	case n == len(s.text):
		return i
	case s.text[n] == '-':
		n++
	case s.text[n] < utf8.RuneSelf:
		return i
	case hasPrefix(s.text[n:], "\u2010") || hasPrefix(s.text[n:], "\u2011") || hasPrefix(s.text[n:], "\u2013"):
		n += 3
	default:
		return i
	}
	digits := n
	for n < len(s.text) && isDigit(s.text[n]) {
		n++
	}
	if n == digits || n-digits > 3 || s.run(n) > n {
		return i
	}
	if n+1 < len(s.text) && (s.text[n] == '.' || s.text[n] == ',') && isDigit(s.text[n+1]) {
		return i
	}
	return n
}

// number passes over the digits at pos; letters glued behind them are a word
// of their own ("12-week", "5mg").
func (s *scanner) number() {
	for s.pos < len(s.text) && isDigit(s.text[s.pos]) {
		s.pos++
	}
	s.head = ""
}

// between passes over one character that is no letter and no digit. Spaces,
// commas, slashes, ampersands and hyphens keep the head.
func (s *scanner) between() {
	c := s.text[s.pos]
	n := 1
	if c >= utf8.RuneSelf {
		_, n = utf8.DecodeRuneInString(s.text[s.pos:])
	}
	switch c {
	case ' ', '\t', '\n', ',', '/', '&', '-':
	default:
		s.head = ""
	}
	s.pos += n
}

// letterAt is the length of the letter or combining mark at i, which is not
// ASCII, or 0 for another character.
func (s *scanner) letterAt(i int) int {
	r, n := utf8.DecodeRuneInString(s.text[i:])
	if unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) {
		return n
	}
	return 0
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || isUpper(c) }
func isUpper(c byte) bool  { return 'A' <= c && c <= 'Z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }

// inWord has the letters and digits of ASCII.
var inWord = func() (in [256]bool) {
	for c := range in {
		in[c] = isLetter(byte(c)) || isDigit(byte(c))
	}
	return in
}()

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

func hasPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && s[:len(prefix)] == prefix
}
