package cite

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold is the form under which journal names are looked up: case, punctuation,
// diacritics and a leading "The" do not count, a hyphen is a space, and "&" is
// "and". Two journals may fold alike; identity is the NLM id. The "&" stays
// only in names that nothing else tells from another journal's.
func Fold(name string) string { return string(appendFold(nil, name)) }

// appendFold appends Fold(name) to dst, which is empty.
func appendFold(dst []byte, name string) []byte {
	dst = bytes.TrimPrefix(appendWords(dst, name, "&"), []byte("the "))
	if !bytes.Contains(dst, []byte{'&'}) || slices.Contains(ampersandTwins, string(dst)) {
		return dst
	}
	return bytes.ReplaceAll(dst, []byte{'&'}, []byte("and"))
}

// ampersandTwins are the names in the NLM catalog that differ from another
// journal's in having "&" for "and", and in nothing else.
var ampersandTwins = []string{"nutrition & metabolism"}

// appendWords appends the words of s in lower case, a space apart, with amp for
// "&". It takes no account of a leading "The".
func appendWords(dst []byte, s, amp string) []byte {
	start, space := len(dst), false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		switch {
		case c >= utf8.RuneSelf:
			return appendMarked(dst[:start], s, amp)
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '&':
			if (space || c == '&') && len(dst) > start {
				dst = append(dst, ' ')
			}
			space = c == '&'
			if space {
				dst = append(dst, amp...)
			} else {
				dst = append(dst, c)
			}
		case c != '.' && c != '\'' && c != '`':
			space = true
		}
	}
	return dst
}

// appendMarked is appendWords for text that is not ASCII: it first makes it
// so, as far as diacritics, quotes and ligatures go.
func appendMarked(dst []byte, s, amp string) []byte {
	var plain []byte
	rest := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case r == '’' || r == '‘' || unicode.Is(unicode.Mn, r):
		case r < utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsDigit(r):
			plain = append(plain, byte(min(r, '\x7f')))
		default:
			n := len(plain)
			plain = appendPlain(plain, unicode.ToLower(r))
			rest = rest || plain[n] >= utf8.RuneSelf
		}
	}
	if rest { // letters of other scripts stay as they are
		return append(dst, strings.Join(strings.FieldsFunc(strings.ToLower(string(plain)), func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r)
		}), " ")...)
	}
	return appendWords(dst, string(plain), amp)
}

// appendPlain appends a letter, strokes and ligatures resolved.
func appendPlain(dst []byte, r rune) []byte {
	switch r {
	case 'ß':
		return append(dst, "ss"...)
	case 'æ':
		return append(dst, "ae"...)
	case 'œ':
		return append(dst, "oe"...)
	case 'ø':
		return append(dst, 'o')
	case 'ł':
		return append(dst, 'l')
	case 'đ', 'ð':
		return append(dst, 'd')
	case 'ı':
		return append(dst, 'i')
	}
	return utf8.AppendRune(dst, r)
}

// Names are the folded names that j goes by: its title, the title without
// place and subtitle, and its abbreviation.
func (j Journal) Names() []string {
	var names []string
	for _, name := range []string{j.Title, j.Display(), j.Abbr} {
		if f := Fold(name); f != "" && !slices.Contains(names, f) {
			names = append(names, f)
		}
	}
	return names
}

// Display is j's title as readers know it: without place and subtitle.
func (j Journal) Display() string {
	title := withoutBrackets(j.Title)
	if title == "" {
		return j.Abbr
	}
	for _, mark := range []string{" : ", " / ", " = ", ": "} {
		// "CA: a cancer journal for clinicians" is nothing without its subtitle.
		if i := strings.Index(title, mark); i > len("CA") {
			title = title[:i]
		}
	}
	return strings.TrimRight(title, " .")
}

// withoutBrackets drops what stands in round brackets.
func withoutBrackets(s string) string {
	if strings.IndexByte(s, '(') < 0 {
		return strings.TrimSpace(s)
	}
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case r == '(':
			depth++
		case r == ')' && depth > 0:
			depth--
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Is reports whether a name that an author wrote stands for j: one of its
// Names, or an abbreviation whose every word is a prefix (or a standard
// contraction) of the title's word in the same place, small words dropped.
// Never by substring or edit distance.
func (j Journal) Is(name string) bool {
	folded := Fold(name)
	if folded == "" {
		return false
	}
	display := Fold(j.Display())
	return folded == display || folded == Fold(j.Title) || folded == Fold(j.Abbr) || abbreviates(folded, display)
}

// abbreviates reports whether short can be the abbreviation of title; both are
// folded. Abbreviations have no small words, and titles of one word have no
// abbreviation.
func abbreviates(short, title string) bool {
	shorts := strings.Fields(short)
	if len(shorts) < 2 || slices.ContainsFunc(shorts, func(w string) bool { return len(w) > 1 && isSmallWord(w) }) {
		return false
	}
	words := slices.DeleteFunc(strings.Fields(title), isSmallWord)
	if len(words) != len(shorts) {
		return false
	}
	for i, w := range words {
		if shorts[i] != w && !shortens(shorts[i], w) {
			return false
		}
	}
	return true
}

func isSmallWord(w string) bool {
	switch w {
	case "a", "an", "and", "&", "at", "by", "de", "des", "et", "for", "from", "in", "la", "of", "on", "the", "to", "und", "with":
		return true
	}
	return false
}

// shortens reports whether short is how abbreviations write word.
func shortens(short, word string) bool {
	rest, ok := strings.CutPrefix(word, short)
	switch {
	case contractions[short] != "":
		return strings.HasPrefix(word, contractions[short])
	case !ok || len(rest) < 2:
		return false
	case len(short) == 1:
		return slices.Contains(oneLetter, word)
	case len(short) >= 6:
		// "Behavior" is another word than "behavioral", not short for it.
		return rest != "es" && rest != "al" && rest != "ing"
	}
	return true
}

// contractions are abbreviated words that leave letters out of their middle.
var contractions = map[string]string{"assn": "association", "dtsch": "deutsch", "hlth": "health", "intl": "international", "jpn": "japan", "mthly": "monthly", "natl": "national", "qtrly": "quarterly", "wkly": "weekly"}

// oneLetter are the words that abbreviations shorten to their first letter.
var oneLetter = []string{"america", "journal", "new", "quarterly", "royal", "states", "united", "york", "zealand", "zeitschrift"}
