package article

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"stet/internal/source"
)

// raisedTag reads "<sup>5</sup>", a marker or an exponent, and reports whether n
// is one. An exponent keeps its height: 10<sup>3</sup> is not 103.
func (f *flattener) raisedTag(n *tag) bool {
	t, ok := n.FirstChild().(*ast.Text)
	if !ok || t.NextSibling() != nil || !strings.EqualFold(n.name, "sup") {
		return false
	}
	if f.exponent(nil) {
		return f.power(t.Segment.Start, t.Segment.Stop)
	}
	labels := parseLabels(bytes.Trim(t.Segment.Value(f.src), " \n,;()"))
	f.markers(labels, n.span())
	return labels != nil
}

// power adds digits and a sign in superscript, and reports whether there is
// nothing else.
func (f *flattener) power(start, stop int) bool {
	raised := make([]string, 0, 4)
	for _, r := range string(f.src[start:stop]) {
		i := strings.IndexRune("0123456789-+\u2212\u2013", r)
		if i < 0 {
			return false
		}
		raised = append(raised, []string{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁻", "⁺", "⁻"}[min(i, 12)])
	}
	at := start
	for _, s := range raised {
		_, n := utf8.DecodeRune(f.src[at:stop])
		f.char([]byte(s), at, at+n)
		at += n
	}
	return len(raised) > 0
}

// maxUnit bounds the bytes of a word that can be a unit.
const maxUnit = 24

// exponent reports whether a raised number behind the text so far, and tail, is
// a power rather than a marker: it follows a digit, a lone letter or a unit.
func (f *flattener) exponent(tail []byte) bool {
	var buf [2 * maxUnit]byte
	b := append(buf[:0], f.text[max(f.start, len(f.text)-maxUnit):]...)
	b = append(b, tail[max(0, len(tail)-maxUnit):]...)
	i := len(b)
	for i > 0 && isWord(b[i-1]) && !isDigit(b[i-1]) {
		i--
	}
	word := b[i:]
	if len(word) == 0 {
		return len(b) > 0 && isDigit(b[len(b)-1])
	}
	n := utf8.RuneCount(word)
	if first, _ := utf8.DecodeRune(word); n == 1 || n < 4 && unicode.Is(unicode.Greek, first) { // "ηp²"
		return true
	}
	switch string(word) {
	case "cm", "mm", "km", "dm", "nm", "µm", "μm", "kg", "inches", "feet", "ft", "chi", "eta", "log":
		return true
	}
	return false
}

// caret reads a marker written "^3", "^3^" or "^3-5^". Of "^[3]^", whose bracket
// is a marker itself, the carets are no words.
func (f *flattener) caret(from, i, stop int) int {
	if rest := f.src[i+1:]; i+1 == stop && len(rest) > 1 && rest[0] == '[' && isDigit(rest[1]) || i == from && f.afterRef && i > 0 && f.src[i-1] == ']' {
		f.copy(from, i)
		return 1
	}
	n := i + 1
	for n < stop && (isDigit(f.src[n]) || f.src[n] == ',' && n+1 < stop && isDigit(f.src[n+1])) {
		n++
	}
	labels := parseLabels(f.src[i+1 : n])
	if labels == nil {
		return f.raisedComma(from, i, stop)
	}
	if closed := bytes.IndexByte(f.src[n:min(stop, n+20)], '^'); closed > 0 {
		if more := parseLabels(f.src[i+1 : n+closed]); more != nil {
			labels, n = more, n+closed
		}
	}
	if n < stop && f.src[n] == '^' {
		n++
		if n+1 < stop && f.src[n] == ',' && f.src[n+1] == '^' {
			n++ // "^1^,^2^"
		}
	}
	return f.raise(from, i, n, labels)
}

// raisedComma reads "^,^" between two markers, which is no words.
func (f *flattener) raisedComma(from, i, stop int) int {
	n := i + 1
	for n < stop && strings.IndexByte(",;- ", f.src[n]) >= 0 {
		n++
	}
	if !f.afterRef || from < i || n == i+1 || n == stop || f.src[n] != '^' {
		return 0
	}
	return n + 1 - i
}

// maxRaised bounds the bytes of a marker in superscript characters, which are
// looked at anew at each of them.
const maxRaised = 60

// raised reads a marker written in superscript characters.
func (f *flattener) raised(from, i, stop int) int {
	if r, _ := utf8.DecodeLastRune(f.src[:i]); isRaised(r) {
		return 0 // the rest of what is none
	}
	n := i
	for n < min(stop, i+maxRaised) {
		size := superscript(f.src[n:stop])
		if size == 0 && n > i && f.src[n] == ',' && superscript(f.src[n+1:stop]) > 0 {
			size = 1 // "²,³"
		}
		if size == 0 {
			break
		}
		n += size
	}
	if last, _ := utf8.DecodeLastRune(f.src[i:n]); last == minusRaised || bytes.HasPrefix(f.src[n:stop], []byte("⁺")) {
		return 0 // a charge: Mg²⁺, SO₄²⁻
	}
	labels := superscripts(f.src[i:n])
	if labels == nil {
		return 0
	}
	return f.raise(from, i, n, labels)
}

// raise adds src[from:i] and the markers at i, which end before n, unless they
// are a power.
func (f *flattener) raise(from, i, n int, labels []string) int {
	if f.exponent(f.src[from:i]) {
		return 0
	}
	f.copy(from, i)
	f.markers(labels, source.Span{Start: i, End: n})
	return n - i
}

const (
	superDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹"
	minusRaised = '\u207b'
)

// superscript is the length of the superscript digit or dash at the start of b, 0 if there is none.
func superscript(b []byte) int {
	if len(b) == 0 || b[0] < 0xc2 {
		return 0
	}
	if r, n := utf8.DecodeRune(b); isRaised(r) {
		return n
	}
	return 0
}

func isRaised(r rune) bool {
	return r == minusRaised || r > 0x80 && strings.ContainsRune(superDigits, r)
}

// superscripts reads numbers, raised or plain, as labels; nil if b is anything
// else.
func superscripts(b []byte) []string {
	if len(b) == 0 {
		return nil
	}
	plain := make([]byte, 0, 16)
	for len(b) > 0 && len(plain) < 40 {
		r, n := utf8.DecodeRune(b)
		switch i := strings.IndexRune(superDigits, r); {
		case i >= 0:
			plain = append(plain, '0'+byte(digitIndex(i)))
		case r == minusRaised:
			plain = append(plain, '-')
		default:
			plain = append(plain, b[:n]...)
		}
		b = b[n:]
	}
	return parseLabels(bytes.Trim(plain, "[]"))
}

// digitIndex is the digit whose superscript stands at byte i of superDigits.
func digitIndex(i int) int { return utf8.RuneCountInString(superDigits[:i]) }
