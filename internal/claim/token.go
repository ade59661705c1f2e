package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/internal/article"
)

// A token is a word, a number or a punctuation mark of a sentence's Plain.
type token struct {
	start, end int
	stem       int  // end without a possessive "'s"
	kind       kind // what it is made of
	class      class
	upper      bool // a word that starts with a capital
	caps       bool // a word of capitals alone, two or more
	emph       bool // in italics
	bold       bool
	glued      bool // no space before it
	year       int  // a year that a publication can have, 0 for anything else
}

type kind uint8

const (
	word   kind = iota
	number      // digits, with inner commas and points
	mark        // one punctuation mark or symbol
)

// poss reports whether t is a possessive.
func (t *token) poss() bool { return t.stem != t.end }

// lex appends the tokens of s to toks.
func lex(toks []token, s *article.Sentence) []token {
	text := s.Plain
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case r == ' ' || unicode.IsSpace(r):
			i += n
			continue
		case r >= '0' && r <= '9':
			toks = append(toks, lexNumber(text, i))
		case isLetter(r):
			toks = append(toks, lexWord(text, i, r))
		default:
			toks = append(toks, token{start: i, end: i + n, stem: i + n, kind: mark})
			if (r == '.' || r == ')') && i > 0 && isLetter(rune(text[i-1])) {
				toks[len(toks)-1].end += possessive(text[i+1:]) // "*Biochem. J.*'s", "Int J Obes (Lond)'s"
			}
		}
		t := &toks[len(toks)-1]
		t.glued = i > 0 && text[i-1] != ' '
		i = t.end
	}
	for i := range s.Inlines {
		in := &s.Inlines[i]
		if in.Kind != article.Emphasis && in.Kind != article.Strong && in.Kind != article.Code {
			continue
		}
		lo, hi := tokensIn(toks, in.Start, in.End)
		if hi < len(toks) && toks[hi].start < in.End && toks[hi].stem <= in.End {
			hi++ // "*Gut*'s"
		}
		for ; lo < hi; lo++ {
			switch in.Kind {
			case article.Strong:
				toks[lo].bold = true
			case article.Emphasis:
				toks[lo].emph = true
			default: // what a program is told says nothing of sources
				toks[lo] = token{start: toks[lo].start, end: toks[lo].end, stem: toks[lo].end, kind: word, glued: toks[lo].glued}
			}
		}
	}
	for i := range toks {
		if toks[i].kind == number {
			toks[i].year = yearAt(text, toks, i)
		}
	}
	return toks
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// lexNumber reads digits. A letter glued to them makes a word ("5mg", "1990s"),
// but for the letter that tells papers of one year apart ("2019a").
func lexNumber(text string, start int) token {
	i := start
	for i < len(text) && (isDigit(text[i]) || text[i] == '.' && i+1 < len(text) && isDigit(text[i+1]) || isThousands(text, start, i)) {
		i++
	}
	if i < len(text) {
		r, _ := utf8.DecodeRuneInString(text[i:])
		suffix := i-start == 4 && r >= 'a' && r <= 'f' && (i+1 == len(text) || !isLetter(rune(text[i+1])) && !isDigit(text[i+1]))
		if suffix {
			i++
		} else if isLetter(r) {
			return lexWord(text, start, rune(text[start]))
		}
	}
	return token{start: start, end: i + possessive(text[i:]), stem: i, kind: number} // "2018's"
}

// possessive is the length of the "'s" that text starts with, 0 if it starts with
// none.
func possessive(text string) int {
	for _, s := range [...]string{"'s", "’s"} {
		if strings.HasPrefix(text, s) && (len(s) == len(text) || !isLetter(rune(text[len(s)]))) {
			return len(s)
		}
	}
	return 0
}

// isThousands reports whether text[i] is a comma between thousands of a number
// that begins at start, as in "1,077" and unlike in "2018,10".
func isThousands(text string, start, i int) bool {
	if text[i] != ',' || i-start > 3 && text[i-4] != ',' || i+4 > len(text) {
		return false
	}
	for _, c := range []byte(text[i+1 : i+4]) {
		if !isDigit(c) {
			return false
		}
	}
	return i+4 == len(text) || !isDigit(text[i+4])
}

// lexWord reads letters and digits with the hyphens and apostrophes between
// them; a hyphen before a digit ends a word that ends in one.
func lexWord(text string, start int, first rune) token {
	t := token{start: start, kind: word, upper: unicode.IsUpper(first)}
	i := start
	for i < len(text) {
		if c := text[i]; c < utf8.RuneSelf && inWord[c] {
			if c <= 'Z' && c >= 'A' && i > start+4 && !t.upper && text[i-1] >= 'a' && classOf(text[start:i])&study != 0 {
				break // the label of a link glued on: "reviewTrusted Source"
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case isLetter(r), r >= '0' && r <= '9':
		case (r == '-' || r == '\'' || r == '’' || r == '‐' || r == '‑') && i > start && i+n < len(text):
			next, _ := utf8.DecodeRuneInString(text[i+n:])
			if !isLetter(next) && (next < '0' || next > '9' || r == '\'' || isDigit(text[i-1])) {
				n = 0
			}
		default:
			n = 0
		}
		if n == 0 {
			break
		}
		i += n
	}
	t.end, t.stem = i, i
	if w := text[start:i]; len(w) > 2 && w[len(w)-1]|0x20 == 's' {
		if w[len(w)-2] == '\'' {
			t.stem = i - 2
		} else if r, n := utf8.DecodeLastRuneInString(w[:len(w)-1]); r == '’' {
			t.stem = i - 1 - n
		}
	}
	t.class = classOf(text[start:t.stem])
	t.caps = t.upper && isCaps(text[start:t.stem])
	return t
}

// isCaps reports whether w has two capitals or more, and no small letter.
func isCaps(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 1
}

// hasCapital reports whether a word has a capital of ASCII.
func hasCapital(w string) bool {
	for i := 0; i < len(w); i++ {
		if 'A' <= w[i] && w[i] <= 'Z' {
			return true
		}
	}
	return false
}

// tokensIn are the tokens toks[lo:hi] that lie in the bytes start to end.
func tokensIn(toks []token, start, end int) (lo, hi int) {
	for lo < len(toks) && toks[lo].start < start {
		lo++
	}
	hi = lo
	for hi < len(toks) && toks[hi].end <= end {
		hi++
	}
	return lo, hi
}

// yearAt is the year that toks[i] can be the publication year of, 0 if it is
// another number: part of a range, an amount, a count.
func yearAt(text string, toks []token, i int) int {
	t := &toks[i]
	digits := text[t.start:t.stem]
	if len(digits) == 5 && digits[4] >= 'a' {
		digits = digits[:4]
	}
	if len(digits) != 4 || digits[0] != '1' && digits[0] != '2' {
		return 0
	}
	n := 0
	for j := 0; j < 4; j++ {
		if !isDigit(digits[j]) {
			return 0
		}
		n = n*10 + int(digits[j]-'0')
	}
	if n < 1880 || n > 2039 || inRange(text, toks, i) || isAmount(text, toks, i) {
		return 0
	}
	return n
}

// inRange reports whether a number is one end of a range or list of years:
// "2015-2018", "2015-18", "from 2015 to 2018", "between 2015 and 2018".
func inRange(text string, toks []token, i int) bool {
	at := func(j int) string {
		if j < 0 || j >= len(toks) {
			return ""
		}
		return text[toks[j].start:toks[j].end]
	}
	digit := func(j int) bool { return at(j) != "" && isDigit(at(j)[0]) && toks[j].kind == number }
	join := func(s string) bool {
		switch s {
		case "-", "–", "—", "‐", "‑", "−", "/", "to", "through", "until", "till":
			return true
		}
		return false
	}
	four := func(j int) bool { return digit(j) && len(at(j)) == 4 }
	switch {
	case join(at(i+1)) && digit(i+2) && (four(i+2) || toks[i+1].glued && len(at(i+2)) == 2):
		return true
	case join(at(i-1)) && four(i-2):
		return true
	case at(i+1) == "and" && four(i+2) && at(i-1) == "between", at(i-1) == "and" && four(i-2) && at(i-3) == "between":
		return true
	}
	return false
}

// isAmount reports whether a number counts or measures something.
func isAmount(text string, toks []token, i int) bool {
	if i > 0 && toks[i].glued {
		switch prev := text[toks[i].start-1]; prev {
		case '(', '[', '*', '"', '\'', '|', '_', '/', ':', ',', ';':
		case '.':
			if i < 1 || toks[i-1].start == 0 || !isLetter(rune(text[toks[i-1].start-1])) {
				return true
			}
		default:
			if prev < utf8.RuneSelf {
				return true // "$2000", "#2000", "-2000", "v2000"
			}
			switch last, _ := utf8.DecodeLastRuneInString(text[:toks[i].start]); last {
			case '“', '‘', '—', '–':
			default:
				return true
			}
		}
	}
	if i > 0 && toks[i-1].kind == mark && (text[toks[i-1].start] == '=' || text[toks[i-1].start] == '<' || text[toks[i-1].start] == '>' || text[toks[i-1].start] == '+') {
		return true
	}
	if i+1 >= len(toks) {
		return false
	}
	next := &toks[i+1]
	return next.class&measure != 0 && !next.poss() && (!next.upper || next.caps) || next.kind == mark && next.glued && (text[next.start] == '%' || text[next.start] == '+')
}
