package claim

import (
	"strings"
	"unicode/utf8"

	"stet/internal/article"
)

// mayCite reports whether a sentence without links or markers has anything of
// an attribution in words: a year, "et al.", an id, or a word for research and
// a name that can be a journal's.
func mayCite(s *article.Sentence) bool {
	text := s.Plain
	name := len(s.Inlines) > 0
	for i := wordFrom(text, 0); i < len(text); i = wordFrom(text, behind(text, i)) {
		switch c := text[i]; {
		case c == 'a':
			if strings.HasPrefix(text[i:], "al.") || strings.HasPrefix(text[i:], "al ") || strings.HasPrefix(text[i:], "and co") {
				return true
			}
		case c == 'p' || c == 'n':
			if strings.HasPrefix(text[i:], "pmid") || strings.HasPrefix(text[i:], "pubmed.") || strings.HasPrefix(text[i:], "pmc.") || strings.HasPrefix(text[i:], "ncbi.") {
				return true
			}
		case c == '1' || c == '2':
			if i+4 <= len(text) && isYear(text[i:i+4]) || strings.HasPrefix(text[i:], "10.") && strings.Contains(text[i:], "/") {
				return true
			}
		case c >= 'A' && c <= 'Z':
			name = name || i > 1 || i == 0 && leadsResearch(text)
			if c == 'P' && (strings.HasPrefix(text[i:], "PMC") || strings.HasPrefix(text[i:], "PMID") || strings.HasPrefix(text[i:], "PubMed")) {
				return true
			}
		}
	}
	return name && hasResearch(text)
}

// leadsResearch reports whether the first word of text can be a journal's name
// by the word behind it: "JAMA study", "Lancet review".
func leadsResearch(text string) bool {
	i := strings.IndexByte(text, ' ')
	return i > 1 && (isUpperWord(text[1:2]) || startsResearch(text[i+1:]))
}

// hasResearch reports whether a word of text ties a journal's name to a
// sentence.
func hasResearch(text string) bool {
	for i := wordFrom(text, 0); i < len(text); i = wordFrom(text, behind(text, i)) {
		if startsResearch(text[i:]) {
			return true
		}
	}
	return false
}

// wordFrom is where the first word of text from that place on starts, the length
// of text if there is none.
func wordFrom(text string, from int) int {
	for from < len(text) && !inWord[text[from]] {
		from++
	}
	return from
}

// behind is where the word ends that is at that place of text.
func behind(text string, word int) int {
	for word < len(text) && inWord[text[word]] {
		word++
	}
	return word
}

// inWord are the bytes of words and numbers.
var inWord = func() (in [256]bool) {
	for c := range in {
		in[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
	}
	return in
}()

// startsResearch reports whether text starts with such a word.
func startsResearch(text string) bool {
	if len(text) < 3 {
		return false
	}
	switch text[0] | 0x20 {
	case 's':
		return strings.HasPrefix(text[1:], "tud") || strings.HasPrefix(text[1:], "urvey")
	case 'r':
		return strings.HasPrefix(text[1:], "e") && (strings.HasPrefix(text[2:], "view") || strings.HasPrefix(text[2:], "search") || strings.HasPrefix(text[2:], "port") || strings.HasPrefix(text[2:], "sult")) || strings.HasPrefix(text, "RCT")
	case 't':
		return strings.HasPrefix(text[1:], "rial")
	case 'm':
		return strings.HasPrefix(text[1:], "eta")
	case 'p':
		return strings.HasPrefix(text[1:], "aper") || strings.HasPrefix(text[1:], "ubli") || strings.HasPrefix(text[1:], "reprint")
	case 'j':
		return strings.HasPrefix(text[1:], "ournal") || strings.HasPrefix(text, "JAMA")
	case 'a':
		return strings.HasPrefix(text[1:], "ppear") || strings.HasPrefix(text[1:], "nalys") || strings.HasPrefix(text[1:], "ccording") || strings.HasPrefix(text[1:], "rticle")
	case 'e':
		return strings.HasPrefix(text[1:], "vidence") || strings.HasPrefix(text[1:], "xperiment") || strings.HasPrefix(text[1:], "ditorial")
	case 'f':
		return strings.HasPrefix(text[1:], "inding") || strings.HasPrefix(text[1:], "ound")
	case 'w':
		return strings.HasPrefix(text[1:], "ork ") || strings.HasPrefix(text[1:], "rit")
	case 'c':
		return strings.HasPrefix(text[1:], "ohort") || strings.HasPrefix(text[1:], "omment")
	case 'i':
		return strings.HasPrefix(text[1:], "nvestigation") || strings.HasPrefix(text[1:], "ssue")
	case 'g':
		return strings.HasPrefix(text[1:], "uideline")
	case 'd':
		return strings.HasPrefix(text[1:], "ata ")
	}
	return false
}
