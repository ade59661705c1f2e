package article

import (
	"bytes"

	"stet/internal/terms"
)

// Catalogs write the parts of a journal with a full stop inside: "Environmental
// Science. Processes & Impacts", "Journal of Physical Chemistry. B". Prose that takes
// its names from a catalog has them so.

// seriesTitle reports whether the stop behind a word that starts at from stands inside
// the name of such a journal: a name with capitals ends at it, behind a word that names
// of journals stand behind, and rest goes on with the part's name and what can follow a
// journal's.
func (s *splitter) seriesTitle(from int, rest []byte) bool {
	if !isUpper(s.text[from]) {
		return false
	}
	before := s.text[s.from:from]
	first, _, _ := bytes.Cut(bytes.TrimLeft(before, " "), []byte(" "))
	phrase := phraseStarts[string(first)] // without a verb so far: "According to a trial in ..."
	for range maxTitleWords {
		cut, last := cutWord(bytes.TrimRight(bytes.TrimRight(before, " "), "&"))
		if len(last) == 0 || !isUpper(last[0]) && !titleLinks[string(last)] || placeWords[string(last)] && !titleLinks[string(last)] {
			break
		}
		before = cut
	}
	_, lead := cutWord(before)
	// A small word may stand before the name as well as inside it.
	opens := len(bytes.Trim(before, " *-–—•")) == 0 || phrase && bytes.HasSuffix(bytes.TrimRight(before, " "), []byte(","))
	if !opens && !placeWords[string(bytes.ToLower(lead))] && !s.linkBehind(len(before), from) {
		return false
	}
	n, words := partName(rest)
	if words == 0 {
		return false
	}
	rest = rest[n:]
	return phrase && bytes.HasPrefix(rest, []byte(",")) || !opens && bytes.HasPrefix(rest, []byte(".")) || followsJournal(rest) // a name alone is no sentence
}

var phraseStarts = wordSet("According In As Writing")

// linkBehind reports whether the words of the text between two places start with a
// preposition: "of Clinical Cases".
func (s *splitter) linkBehind(from, to int) bool {
	word := bytes.TrimLeft(s.text[s.from+from:to], " ")
	return placeWords[string(bytes.ToLower(word[:wordLength(word)]))]
}

// titleLinks are the small words inside of journals' names.
var titleLinks = wordSet("of in the and for et on")

// partName is the length of the name of a journal's part that rest starts with, and
// the number of its words: a letter, "Section C, Crystal Structure", or words that are
// no person's name.
func partName(rest []byte) (length, words int) {
	if len(rest) > 2 && isUpper(rest[0]) && !isWord(rest[1]) && rest[0] != 'I' {
		return 1, 1
	}
	pair := false // two words joined by "and" may be two people
	for at := 0; words < maxTitleWords; {
		n := wordLength(rest[at:])
		word := rest[at : at+n]
		switch {
		case n > 0 && isUpper(word[0]) && (n == 1 && words > 0 || isTerm(word)):
			words++
			length = at + n
		case n > 0 && words > 0 && titleLinks[string(word)]:
			pair = pair || words == 1 && string(word) == "and"
		case n == 0 && words > 0 && at < len(rest) && (rest[at] == '&' || rest[at] == ','):
			n = 1
		default:
			n = 0
		}
		if n == 0 {
			break
		}
		for at += n; at < len(rest) && rest[at] == ' '; at++ {
		}
	}
	if words < 2 || pair && words == 2 {
		return 0, 0
	}
	return length, words
}

// isTerm reports whether a word is one of health writing's, or names a part.
func isTerm(word []byte) bool {
	switch string(word) {
	case "Section", "Series", "Part":
		return true
	}
	stems := terms.Stems(string(word))
	return len(stems) == 1 && terms.DF(stems[0]) > 0
}

// followsJournal reports whether rest starts with what can stand behind a journal's
// name: its year, a verb of what journals do, or the noun for a paper.
func followsJournal(rest []byte) bool {
	rest = bytes.TrimLeft(bytes.TrimPrefix(bytes.TrimLeft(rest, " ,(*"), []byte("in ")), " ")
	if len(rest) > 3 && isDigit(rest[0]) {
		return year(rest[:4]) > 0
	}
	return journalVerbs[string(rest[:wordLength(rest)])]
}

var journalVerbs = wordSet("published reported found showed carried ran printed featured concluded suggested suggests revealed wrote study trial analysis paper article report review")
