package terms

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a piece of a text for Numbers.
type token struct {
	kind  kind
	text  string // of a number its digits; of a word its lower case; of a mark itself, all dashes being "-"
	raw   string // as written
	minus bool   // of a number: a sign stands before it

	from, to int // bytes of the text
}

type kind uint8

const (
	none kind = iota
	number
	word
	mark
)

func (t token) signed() string {
	if t.minus {
		return "-" + t.text
	}
	return t.text
}

// lex cuts text into numbers, words and marks.
func lex(text string) []token {
	tokens := make([]token, 0, len(text)/5+4)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		end := i + n
		switch {
		case startsNumber(text, i):
			tokens, end = appendNumber(tokens, text, i)
		case isWordRune(r):
			end = wordEnd(text, end)
			tokens = appendWord(tokens, text[i:end], i)
		case isDash(r):
			tokens = append(tokens, token{kind: mark, text: "-", raw: text[i:end], from: i, to: end})
		case !unicode.IsSpace(r):
			tokens = append(tokens, token{kind: mark, text: text[i:end], raw: text[i:end], from: i, to: end})
		}
		i = end
	}
	return tokens
}

// startsNumber reports whether a number starts at i, with a digit or with the
// point of ".05".
func startsNumber(text string, i int) bool {
	if isDigit(text[i]) {
		return true
	}
	return text[i] == '.' && i+1 < len(text) && isDigit(text[i+1]) && !after(text, i, isWordRune)
}

// appendNumber adds the number at i; a minus sign before it becomes part of it.
func appendNumber(tokens []token, text string, i int) (with []token, end int) {
	value, end := lexNumber(text, i)
	minus, from := isMinus(tokens, text, i), i
	if minus {
		from = tokens[len(tokens)-1].from
		tokens = tokens[:len(tokens)-1]
	}
	return append(tokens, token{kind: number, text: value, raw: text[i:end], minus: minus, from: from, to: end}), end
}

// wordEnd is where the word that goes on at i ends; digits belong to it.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !isWordRune(r) && !unicode.IsDigit(r) && r != '²' {
			break
		}
		i += n
	}
	return i
}

// lexNumber reads the digits at i: "1,234", "1 234" with a narrow or hard
// space, "0.78", "0·78", ".05".
func lexNumber(text string, i int) (value string, end int) {
	var b strings.Builder
	end = i
	digits := func() {
		for end < len(text) && isDigit(text[end]) {
			b.WriteByte(text[end])
			end++
		}
	}
	digits()
	for b.Len() > 0 && b.Len() <= 9 {
		n := thousands(text[end:])
		if n == 0 || end-i > 3 && !strings.ContainsAny(text[i:end], ",\u00a0\u2009\u202f") {
			break
		}
		end += n
		digits()
	}
	for _, point := range []string{".", "·", "∙"} {
		rest := text[end:]
		if strings.HasPrefix(rest, point) && len(rest) > len(point) && isDigit(rest[len(point)]) {
			if b.Len() == 0 {
				b.WriteByte('0')
			}
			b.WriteByte('.')
			end += len(point)
			digits()
			break
		}
	}
	return b.String(), end
}

// thousands is the length of a separator at the start of s that exactly three
// digits follow, or 0.
func thousands(s string) int {
	for _, sep := range []string{",", "\u00a0", "\u2009", "\u202f"} {
		if rest, ok := strings.CutPrefix(s, sep); ok && len(rest) >= 3 && allDigits(rest[:3]) && (len(rest) == 3 || !isDigit(rest[3])) {
			return len(sep)
		}
	}
	return 0
}

// isMinus reports whether the last token is a sign of the number at i: glued
// to it, and not to a number or word before it.
func isMinus(tokens []token, text string, i int) bool {
	if len(tokens) == 0 || tokens[len(tokens)-1].text != "-" || !strings.HasSuffix(text[:i], tokens[len(tokens)-1].raw) {
		return false
	}
	before := i - len(tokens[len(tokens)-1].raw)
	return !after(text, before, func(r rune) bool { return isWordRune(r) || unicode.IsDigit(r) || r == ')' || r == '%' })
}

// after reports whether the character before byte i is one of is.
func after(text string, i int, is func(rune) bool) bool {
	r, n := utf8.DecodeLastRuneInString(text[:i])
	return n > 0 && is(r)
}

// appendWord adds the word at byte i, or the number that it spells: "twelve",
// "twenty-four", "one hundred".
func appendWord(tokens []token, raw string, i int) []token {
	w := strings.ToLower(raw)
	n, ok := numberWords[w]
	if times, isFold := strings.CutSuffix(w, "fold"); isFold && numberWords[times] != 0 {
		cut := i + len(raw) - len("fold")
		return append(appendWord(tokens, times, i), token{kind: word, text: "fold", raw: "fold", from: cut, to: i + len(raw)})
	}
	if !ok {
		return append(tokens, token{kind: word, text: w, raw: raw, from: i, to: i + len(raw)})
	}
	last := len(tokens) - 1
	switch {
	case n == 100 && last >= 0 && tokens[last].spells(1, 9):
		tokens[last].text += "00"
		tokens[last].to = i + len(raw)
		return tokens
	case n < 10 && last >= 1 && tokens[last].text == "-" && tokens[last-1].spells(20, 90):
		tens, _ := strconv.Atoi(tokens[last-1].text)
		tokens = tokens[:last]
		tokens[last-1].text = strconv.Itoa(tens + n)
		tokens[last-1].to = i + len(raw)
		return tokens
	}
	return append(tokens, token{kind: number, text: strconv.Itoa(n), raw: raw, from: i, to: i + len(raw)})
}

// spells reports whether t is a number from low to high written as a word.
func (t token) spells(low, high int) bool {
	n := numberWords[strings.ToLower(t.raw)]
	return t.kind == number && n >= low && n <= high
}

var numberWords = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
	"fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
	"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) }

func isDash(r rune) bool {
	switch r {
	case '-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212':
		return true
	}
	return false
}
