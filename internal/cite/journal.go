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
// diacritics and a leading "The", or one put behind ("Lancet, The"), do not count, a hyphen is a space, and "&" is
// "and". British and American spellings stay apart: they are two journals'
// more often than one's. Two journals may fold alike ("Nutrition & metabolism",
// "Nutrition and metabolism"); identity is the NLM id, and years.
func Fold(name string) string { return string(appendFold(nil, name)) }

// appendFold appends Fold(name) to dst, which is empty.
func appendFold(dst []byte, name string) []byte {
	return bytes.TrimSuffix(bytes.TrimPrefix(appendWords(dst, name), []byte("the ")), []byte(" the"))
}

// appendWords appends the words of s in lower case, a space apart. It takes no
// account of a leading "The".
func appendWords(dst []byte, s string) []byte {
	start, space := len(dst), false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		switch {
		case c >= utf8.RuneSelf:
			return appendMarked(dst[:start], s)
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '&':
			if (space || c == '&') && len(dst) > start {
				dst = append(dst, ' ')
			}
			space = c == '&'
			if space {
				dst = append(dst, "and"...)
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
func appendMarked(dst []byte, s string) []byte {
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
	return appendWords(dst, string(plain))
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
// place and subtitle, its abbreviation, and what it is called in another
// language.
func (j Journal) Names() []string {
	var names []string
	for _, name := range append([]string{j.Title, j.Display(), j.Abbr}, parallelTitles(j.Title)...) {
		if f := Fold(name); f != "" && !slices.Contains(names, f) {
			names = append(names, f)
		}
	}
	return names
}

// parallelTitles are the titles in two languages that NLM gives as one: "Se pu =
// Chinese journal of chromatography", "[Zhonghua yan ke za zhi] Chinese journal
// of ophthalmology".
func parallelTitles(title string) []string {
	if !strings.ContainsAny(title, "=[") {
		return nil
	}
	var titles []string
	for part := range strings.SplitSeq(title, " = ") {
		part = withoutBrackets(part)
		for _, mark := range []string{" : ", " / "} {
			part, _, _ = strings.Cut(part, mark)
		}
		first, second, _ := strings.Cut(part, "[")
		inner, rest, ok := strings.Cut(second, "]")
		if !ok {
			titles = append(titles, part)
			continue
		}
		titles = append(titles, strings.TrimSpace(first+rest), inner)
	}
	return titles
}

// Display is j's title as readers know it: without place and subtitle.
func (j Journal) Display() string {
	title := withoutBrackets(j.Title)
	if title == "" {
		return j.Abbr
	}
	return strings.TrimRight(cutSubtitle(title), " .")
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

// Is reports whether a name that an author wrote stands for j; see Namer.
func (j Journal) Is(name string) bool {
	n := NewWrittenName(name)
	return j.Namer().Is(&n)
}
