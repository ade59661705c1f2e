package article

import "bytes"

// isSource reports whether the words of a bracket behind a full stop name a
// source: they are few, make no sentence, and hold a year, or stand for a link.
func isSource(b []byte) bool {
	b = bytes.TrimSpace(b)
	if len(b) == 0 || len(b) > 160 {
		return len(b) == 0
	}
	c := b[len(b)-1]
	stopped := (c == '.' || c == '!' || c == '?') && !bytes.HasSuffix(b, []byte("al."))
	if year(b) > 0 && (!stopped || isNamed(b)) {
		return isUpper(b[0]) || b[0] >= 0x80 || isDigit(b[0])
	}
	if isBareID(b) {
		return true
	}
	word := b[:wordLength(b)]
	if stopped && (len(word) == len(b) || b[len(word)] != ':') {
		return false
	}
	for _, w := range []string{"source", "sources", "study", "studies", "ref", "refs", "reference", "references", "link", "pubmed", "pmid", "doi", "cite", "citation"} {
		if bytes.EqualFold(word, []byte(w)) {
			return bytes.Count(b, []byte(" ")) < 6
		}
	}
	return false
}

// isNamed reports whether b is names and numbers and no sentence: "Nutrients
// 2021.", "Lee et al., 2021."
func isNamed(b []byte) bool {
	for word := range bytes.FieldsSeq(b) {
		switch string(bytes.Trim(word, ".,;")) {
		case "of", "and", "the", "for", "et", "al":
		default:
			if isLower(word[0]) {
				return false
			}
		}
	}
	return true
}

// isBareID reports whether b is an id that needs no name: "PMC3171406",
// "10.3390/nu13041136".
func isBareID(b []byte) bool {
	if hasPrefixFold(b, "PMC") {
		digits := bytes.TrimLeft(b[len("PMC"):], " ")
		return len(digits) > 4 && bytes.Trim(digits, "0123456789") == nil
	}
	return bytes.HasPrefix(b, []byte("10.")) && bytes.IndexByte(b, '/') > len("10.") && bytes.IndexByte(b, ' ') < 0
}

// year is the first number of b that may be the year of a study; 0 for none.
func year(b []byte) int {
	for i := 0; i < len(b); i++ {
		if !isDigit(b[i]) {
			continue
		}
		n := i
		for n < len(b) && isDigit(b[n]) {
			n++
		}
		if n-i == 4 && (b[i] == '1' && b[i+1] == '9' || b[i] == '2' && b[i+1] == '0') {
			return int(b[i]-'0')*1000 + int(b[i+1]-'0')*100 + int(b[i+2]-'0')*10 + int(b[i+3]-'0')
		}
		i = n
	}
	return 0
}

// wordLength is the length of the word at the start of b.
func wordLength(b []byte) int {
	n := 0
	for n < len(b) && isWord(b[n]) {
		n++
	}
	return n
}
