package article

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A cut is a sentence of a text, from its first to after its last character.
type cut struct{ start, end int }

// A whole is a part of a text in which no sentence ends but at its end.
type whole struct{ start, end int }

// maxSentence is the length in bytes from which a sentence ends at the next
// space. Nobody writes such sentences, and what is made of one takes more than
// its length in time.
const maxSentence = 2000

// split appends to cuts the sentences of text[start:end]. Wholes are in order
// of start.
func split(cuts []cut, text []byte, start, end int, wholes []whole) []cut {
	s := splitter{text: text[:end], wholes: wholes, from: start}
	for i := start; i < end; {
		stop, next := s.boundary(i)
		if text[i] == ' ' && i-s.from >= maxSentence {
			stop = i
		}
		if stop > 0 {
			cuts = appendCut(cuts, text, s.from, stop)
			s.from = stop
		}
		i = next
	}
	return appendCut(cuts, text, s.from, end)
}

// itemMarks are what people put before items where markdown has no list, or
// between the cells of what is no table.
const itemMarks = "|•●▪◦‣∙✓✔✅❌➤►"

// appendCut appends text[start:end] without the space and item marks around
// it, if there are words in it.
func appendCut(cuts []cut, text []byte, start, end int) []cut {
	for start < end && (text[start] == ' ' || text[start] == '|' || text[start] == ':' || text[start] >= 0xe2) {
		r, n := utf8.DecodeRune(text[start:end])
		if r != ' ' && (r != ':' || start+1 < end && text[start+1] != ' ') && !strings.ContainsRune(itemMarks, r) {
			break
		}
		start += n
	}
	for end > start && (text[end-1] == ' ' || text[end-1] == '|') {
		end--
	}
	if !hasWords(text[start:end]) {
		return cuts
	}
	return append(cuts, cut{start, end})
}

// A splitter finds the ends of sentences.
type splitter struct {
	text   []byte
	wholes []whole
	from   int // where the sentence starts
	until  int // no sentence ends before
	closer int // the next closing bracket, if that is not before the byte looked at
}

// boundary looks at text[i]. If a sentence ends with it, stop is the byte
// after the sentence; next is where to look next.
func (s *splitter) boundary(i int) (stop, next int) {
	for len(s.wholes) > 0 && s.wholes[0].start <= i {
		s.until = max(s.until, s.wholes[0].end)
		s.wholes = s.wholes[1:]
	}
	switch c := s.text[i]; c {
	case '(', '[':
		s.bracket(i)
		return 0, i + 1
	case '.', '!', '?':
	case 0xe2:
		if !bytes.HasPrefix(s.text[i:], []byte("…")) && !bytes.HasPrefix(s.text[i:], []byte("‼")) {
			return 0, i + 1
		}
	case 0xe3, 0xef: // full stops of Chinese and Japanese need no space behind them
		if r, n := utf8.DecodeRune(s.text[i:]); r == '。' || r == '！' || r == '？' {
			return i + n, i + n
		}
		return 0, i + 1
	default:
		return 0, i + 1
	}
	if stop = s.numbered(i); stop > 0 && i >= s.until {
		return s.citations(stop), stop
	}
	stop = s.closers(i)
	if stop < s.until || !s.ends(i, stop) {
		return 0, max(stop, i+1)
	}
	return s.citations(stop), stop
}

// maxBracket bounds the bracket within which no sentence ends.
const maxBracket = 400

// bracket notes that no sentence ends before the bracket at i closes.
func (s *splitter) bracket(i int) {
	if i < s.until {
		return
	}
	if s.closer < i {
		n := bytes.IndexAny(s.text[i:], ")]")
		if n < 0 {
			n = len(s.text)
		}
		s.closer = i + n
	}
	if s.closer-i >= maxBracket {
		return
	}
	if n := closingBracket(s.text[i:min(len(s.text), i+maxBracket)]); n > 0 {
		s.until = i + n
	}
}

// closingBracket is the length of the bracket at the start of b, 0 if it does
// not close.
func closingBracket(b []byte) int {
	depth := 0
	for i, c := range b {
		switch c {
		case '(', '[':
			depth++
		case ')', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// closers is the byte after the stop at i and all further stops, quotes and
// brackets that close behind it, and the signs that lead to a note.
func (s *splitter) closers(i int) int {
	for i < len(s.text) {
		switch c := s.text[i]; {
		case c == '.' || c == '!' || c == '?' || c == '"' || c == '\'' || c == ')' || c == ']' || c == '*' || c == '^':
			i++
		case c == 0xe2 || c == 0xc2:
			r, n := utf8.DecodeRune(s.text[i:])
			if !strings.ContainsRune("”’»…‼†‡§¶", r) {
				return i
			}
			i += n
		default:
			return i
		}
	}
	return i
}

// ends reports whether the stop at i, with its closers up to stop, ends a
// sentence.
func (s *splitter) ends(i, stop int) bool {
	if stop == len(s.text) {
		return true
	}
	rest := s.text[stop:]
	if rest[0] != ' ' {
		return s.text[i] == '.' && stop == i+1 && s.spaceMissing(i)
	}
	rest = bytes.TrimLeft(rest, " ")
	if len(rest) == 0 {
		return true
	}
	if !startsSentence(rest) || isIssue(rest) {
		return false
	}
	if s.text[i] != '.' || i > 0 && s.text[i-1] == '.' {
		return true
	}
	return !s.abbreviation(i, stop, rest)
}

// isIssue reports whether rest starts with the issue of a journal, as catalogs write
// it behind the name and a stop: "2012;28(4):361", "2017 Jan 1;42(1):12".
func isIssue(rest []byte) bool {
	if len(rest) < 6 || !isDigit(rest[0]) || !isDigit(rest[3]) || rest[0] != '1' && rest[0] != '2' {
		return false
	}
	date, volume, ok := bytes.Cut(rest[:min(len(rest), 20)], []byte(";"))
	volume = bytes.TrimLeft(volume, " ")
	if !ok || len(volume) == 0 || !isDigit(volume[0]) {
		return false
	}
	if len(date) == 4 {
		return true
	}
	return len(date) > 7 && date[4] == ' ' && isUpper(date[5]) && isLower(date[6]) && isLower(date[7]) && (len(date) == 8 || date[8] == ' ' || date[8] == '-')
}

// spaceMissing reports whether a sentence ends at the stop at i though no
// space follows: "given.Patients were".
func (s *splitter) spaceMissing(i int) bool {
	if i < 3 || i+3 >= len(s.text) {
		return false
	}
	before, after := s.text[i-3:i], s.text[i+1:]
	for _, c := range before {
		if !isLower(c) && c != ')' {
			return false
		}
	}
	if !isUpper(after[0]) || !isLower(after[1]) && after[1] != ' ' {
		return false
	}
	word := after[:wordLength(after)]
	return len(word) == len(after) || after[len(word)] == ' ' || after[len(word)] == ','
}

// numbered is the byte after the number glued to the stop at i, which was in
// superscript once, if a sentence ends with it: "given.12 Patients were"; 0 if
// none does.
func (s *splitter) numbered(i int) int {
	n := i + 1
	for n < len(s.text) && n < i+12 && (isDigit(s.text[n]) || n > i+1 && (s.text[n] == ',' || s.text[n] == '-')) {
		n++
	}
	for n+2 < len(s.text) && n < i+12 && n > i+1 && s.text[n] == ' ' && isDigit(s.text[n+1]) && s.text[n+1] != '0' { // "given.2 3 Patients"
		k := n + 1
		for k < len(s.text) && isDigit(s.text[k]) {
			k++
		}
		if k > n+3 || k < len(s.text) && (s.text[k] != ' ' || k+1 < len(s.text) && !isUpper(s.text[k+1]) && !isDigit(s.text[k+1])) {
			break
		}
		n = k
	}
	if n == i+1 || s.text[i] != '.' || !isDigit(s.text[n-1]) || n-i > 4 && !bytes.ContainsAny(s.text[i+1:n], ",- ") {
		return 0
	}
	if n < len(s.text) && (n+2 >= len(s.text) || s.text[n] != ' ' || !isUpper(s.text[n+1])) {
		return 0
	}
	_, word := cutWord(s.text[s.from:i])
	if endsInYear(s.text[s.from:i]) {
		return n // "in 1808.1,2 It was"
	}
	if len(word) < 3 || !isLower(word[0]) || !isLower(word[len(word)-1]) {
		return 0
	}
	var buf [16]byte
	if len(word) <= len(buf) && abbreviations[string(appendLower(buf[:0], word))] != 0 {
		return 0
	}
	return n
}

// startsSentence reports whether a sentence may start with b: not with a small
// letter, unless the word has capitals inside, as mTOR.
func startsSentence(b []byte) bool {
	b = b[:min(len(b), 64)]
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case unicode.Is(unicode.Greek, r): // α-Tocopherol
			word, _, _ := bytes.Cut(b, []byte(" "))
			return unicode.IsUpper(r) || bytes.IndexFunc(word, unicode.IsUpper) > 0
		case unicode.IsLower(r):
			word := b[:wordLength(b)]
			return len(word) > 1 && bytes.IndexFunc(word, unicode.IsUpper) > 0
		case unicode.IsLetter(r) && len(b) > n && b[n] == ',' && r != 'A' && r != 'I': // "Sensors and Actuators. B, Chemical"
			return false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return true
		case r == ',' || r == ';' || r == ':' || r == ')' || r == ']':
			return false
		case r == '=' || r == '<' || r == '>' || r == '/' || r == '%':
			return false
		}
		b = b[n:]
	}
	return true
}

// citations moves the end of a sentence behind the brackets that give its
// source: "pain. (Smith 2019) (PMID: 30304234) Sleep".
func (s *splitter) citations(stop int) int {
	i := s.behindSpace(stop)
	if i == len(s.text) {
		return stop
	}
	if end := s.sourceLink(i); end > 0 {
		return s.closers(end)
	}
	for i < len(s.text) && (s.text[i] == '(' || s.text[i] == '[') {
		n := closingBracket(s.text[i:min(len(s.text), i+maxBracket)])
		if n == 0 || !isSource(s.text[i+1:i+n-1]) {
			break
		}
		s.until = max(s.until, i+n)
		stop = s.closers(i + n)
		i = s.behindSpace(stop)
	}
	return stop
}

// behindSpace is the first byte from i on that is no space.
func (s *splitter) behindSpace(i int) int {
	for i < len(s.text) && s.text[i] == ' ' {
		i++
	}
	return i
}

// sourceLink is the end of the link at i, behind a dash or label or not, if its
// words name a source and a sentence starts behind it: "pain. [Source](...)
// Sleep"; 0 if not.
func (s *splitter) sourceLink(i int) int {
	for _, lead := range []string{"— ", "– ", "- ", "→ ", "Source: ", "Sources: "} {
		if bytes.HasPrefix(s.text[i:], []byte(lead)) {
			i += len(lead)
			break
		}
	}
	for _, w := range s.wholes {
		if w.start > i {
			break
		}
		if w.start < i || w.end >= len(s.text) || !isSource(s.text[w.start:w.end]) {
			continue
		}
		rest := bytes.TrimLeft(s.text[s.closers(w.end):], " ")
		if len(rest) > 0 && s.text[w.end] != ',' && startsSentence(rest) {
			return w.end
		}
	}
	return 0
}
