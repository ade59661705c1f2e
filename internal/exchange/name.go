package exchange

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/internal/cite"
)

// A name is an author's, taken apart. A group has a family name alone.
type name struct {
	family   string
	initials string // "DA"
	suffix   string // "Jr"
}

// suffixes are those that PubMed writes behind initials.
var suffixes = map[string]bool{"Jr": true, "Sr": true, "1st": true, "2nd": true, "3rd": true, "4th": true, "5th": true, "II": true, "III": true, "IV": true}

// splitName takes a name apart as PubMed writes it: "Anderson EN Jr".
func splitName(s string) name {
	var n name
	words := strings.Fields(s)
	if k := len(words); k > 2 && suffixes[words[k-1]] && isInitials(words[k-2]) {
		n.suffix, words = words[k-1], words[:k-1]
	}
	if k := len(words); k > 1 && isInitials(words[k-1]) {
		n.initials, words = words[k-1], words[:k-1]
	}
	n.family = strings.Join(words, " ")
	return n
}

// isInitials reports whether w is one to four capital letters.
func isInitials(w string) bool {
	if utf8.RuneCountInString(w) > 4 {
		return false
	}
	for _, c := range w {
		if !unicode.IsUpper(c) {
			return false
		}
	}
	return w != ""
}

// String writes n as PubMed does.
func (n name) String() string {
	return cite.Line(n.family + " " + n.initials + " " + n.suffix)
}

// person makes a name of its parts as others write them: given names in full or
// as initials, with or without stops.
func person(family, given, suffix string) name {
	return name{family: cite.Line(family), initials: initials(given), suffix: strings.TrimSuffix(cite.Line(suffix), ".")}
}

func initials(given string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(given, func(c rune) bool { return unicode.IsSpace(c) || c == '.' || c == '-' || c == '‐' }) {
		if isInitials(w) {
			b.WriteString(w)
			continue
		}
		if c, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(c) {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// parseInverted reads "Family, Given, Suffix" and, without a comma, a group.
func parseInverted(s string) name {
	parts := strings.Split(s, ",")
	switch {
	case len(parts) == 1 || isGroup(s):
		return name{family: cite.Line(s)}
	case len(parts) == 2:
		return person(parts[0], parts[1], "")
	}
	if last := strings.TrimSuffix(strings.TrimSpace(parts[2]), "."); suffixes[last] {
		return person(parts[0], parts[1], last)
	}
	return name{family: cite.Line(s)}
}

// isGroup reports whether a name with a comma in it is a group's: people's names
// hold none of these words.
func isGroup(s string) bool {
	for w := range strings.FieldsSeq(s) {
		switch w {
		case "of", "for", "and", "the", "in", "on":
			return true
		}
	}
	return strings.Contains(s, " (")
}

// inverted writes "Family, D A, Suffix"; a group as it is.
func (n name) inverted() string {
	if n.initials == "" {
		return n.family
	}
	s := n.family + ", " + n.spaced()
	if n.suffix != "" {
		s += ", " + n.suffix
	}
	return s
}

// spaced is the initials, each with a stop: "D. A."
func (n name) spaced() string {
	var b strings.Builder
	for _, c := range n.initials {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(c)
		b.WriteByte('.')
	}
	return b.String()
}

// wholePages writes a range out: "508-14" is 508 and 514. What is no range of
// two numbers comes back as first alone.
func wholePages(pages string) (first, last string) {
	first, last, ok := strings.Cut(pages, "-")
	if !ok || !isNumber(first) || !isNumber(last) {
		return pages, ""
	}
	if short := len(first) - len(last); short > 0 {
		last = first[:short] + last
	}
	return first, last
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
