package match

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/terms"
)

// sharedQuantity is the number of digits of the longest quantity of reference i,
// of three or more, that the claim states: "n 4339", "RR 7.5 (3.9-14.8)"; 0 for
// none.
func (q *query) sharedQuantity(i int32) int {
	quantities := q.x.quantities.list(i)
	if len(quantities) == 0 || !q.mayCount() || !q.mayStateOne(quantities) {
		return 0
	}
	most := 0
	for _, s := range q.x.refs[i].Numbers {
		if n := digits(s); n > max(most, 2) && slices.Contains(q.stated(), s) {
			most = n
		}
	}
	return most
}

// addQuantities enters what mayStateOne is asked of.
func (x *Index) addQuantities() {
	l := lists[byte]{start: make([]uint32, 1, len(x.refs)+1)}
	for _, r := range x.refs {
		for _, s := range r.Numbers {
			if digits(s) > 2 {
				l.all = append(appendDigits(l.all, s), 0)
			}
		}
		l.start = append(l.start, uint32(len(l.all)))
	}
	x.quantities = l
}

// appendDigits appends the digits of a quantity but zeros.
func appendDigits(to []byte, quantity string) []byte {
	for i := range len(quantity) {
		if c := quantity[i]; '1' <= c && c <= '9' {
			to = append(to, c)
		}
	}
	return to
}

// stated are the quantities that the claim states.
func (q *query) stated() []string {
	if !q.counted {
		q.counted, q.quantities = true, terms.Numbers(q.about.passages[inClaim].text)
	}
	return q.quantities
}

// absentQuantities is how many exact quantities the claim states of which the
// record of reference i has nothing near: those of two digits or more but zeros.
func (q *query) absentQuantities(i int32) int {
	n := 0
	for _, s := range q.stated() {
		if len(appendDigits(nil, s)) > 1 && !q.namesSource(s) && !statesNearly(q.x.refs[i].Numbers, s) {
			n++
		}
	}
	return n
}

// statesNearly reports whether one of a record's quantities may be what a
// sentence means by its own, which may be rounded, and without its interval.
func statesNearly(record []string, said string) bool {
	m := measureOf(said)
	return slices.ContainsFunc(record, func(s string) bool { return m.isNear(measureOf(s)) })
}

// A measure is a quantity taken apart.
type measure struct {
	kind   string // "n", "%", "OR"; of times always "days"
	values []int  // in thousandths; ends of ranges and of intervals are among them
}

// inDays are the lengths of times.
var inDays = map[string]int{"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}

func measureOf(quantity string) measure {
	var m measure
	for word := range strings.FieldsSeq(quantity) {
		if strings.ContainsAny(word, "0123456789") {
			m.values = appendThousandths(m.values, word)
		} else {
			unit, _, _ := strings.Cut(word, "/")
			m.kind += unit
		}
	}
	if days := inDays[m.kind]; days > 0 {
		m.kind = "days"
		for i := range m.values {
			m.values[i] *= days
		}
	}
	return m
}

// appendThousandths appends the numbers in word, "2.03-2.94".
func appendThousandths(ns []int, word string) []int {
	isOther := func(c rune) bool { return (c < '0' || c > '9') && c != '.' }
	for number := range strings.FieldsFuncSeq(word, isOther) {
		whole, decimals, _ := strings.Cut(number, ".")
		n, err := strconv.Atoi(whole + (decimals + "000")[:3])
		if err == nil {
			ns = append(ns, n)
		}
	}
	return ns
}

// isNear reports whether m and other have a number in common, give or take a
// tenth of it.
func (m measure) isNear(other measure) bool {
	return m.kind == other.kind && slices.ContainsFunc(m.values, func(a int) bool {
		return slices.ContainsFunc(other.values, func(b int) bool { return 10*max(a-b, b-a) <= max(a, b) })
	})
}

// namesSource reports whether the number of a quantity is the year or a piece of
// an id of one of the claim's mentions.
func (q *query) namesSource(quantity string) bool {
	for number := range strings.FieldsSeq(quantity) {
		if number[0] < '0' || number[0] > '9' {
			continue
		}
		isOf := func(m claim.Mention) bool {
			return number == itoa(m.Year) || slices.ContainsFunc(m.IDs, func(id cite.ID) bool { return strings.Contains(id.Value, number) })
		}
		if slices.ContainsFunc(q.claim.Mentions, isOf) {
			return true
		}
	}
	return false
}

// mayCount is false if the claim surely states no quantity of three digits.
// Zeros do not count, as decimals may be written without, nor the years of
// mentions. To tell so takes less time than to read the quantities.
func (q *query) mayCount() bool {
	if len(q.digits) > 0 {
		return q.digits[0] != noDigits
	}
	text := q.about.passages[inClaim].text
	q.digits = append(q.digits, inDigits)
	n := 0
	for i := digitFrom(text, 0); i < len(text); i = digitFrom(text, i) {
		if width := q.yearAt(text[i:]); width > 0 {
			i += width
			continue
		}
		n++
		if text[i] > '0' {
			q.digits = append(q.digits, text[i])
		}
		i++
	}
	switch {
	case strings.Contains(text, "undred"):
		q.digits[0] = inWords
	case n < 3:
		q.digits[0] = noDigits
	}
	return q.digits[0] != noDigits
}

// digitFrom is where the first digit of text from i on is, its length if there is
// none.
func digitFrom(text string, i int) int {
	for i < len(text) && (text[i] < '0' || text[i] > '9') {
		i++
	}
	return i
}

// What the first of a query's digits says of the others.
const (
	noDigits byte = iota
	inDigits
	inWords // some may be
)

// yearAt is the length of a mention's year at the start of text, 0 for none.
func (q *query) yearAt(text string) int {
	for i := range q.claim.Mentions {
		year := itoa(q.claim.Mentions[i].Year)
		if strings.HasPrefix(text, year) && (len(text) == len(year) || text[len(year)] < '0' || text[len(year)] > '9') {
			return len(year)
		}
	}
	return 0
}

// mayStateOne is false if the claim surely states none of quantities, of each of
// which the digits are given, and a zero behind them: it has not the same digits
// in the same order. There is at least one.
func (q *query) mayStateOne(quantities []byte) bool {
	if q.digits[0] == inWords {
		return true
	}
	rest, ok := q.digits[1:], true
	for _, c := range quantities {
		switch {
		case c == 0 && ok:
			return true
		case c == 0:
			rest, ok = q.digits[1:], true
		case ok:
			at := bytes.IndexByte(rest, c)
			if ok = at >= 0; ok {
				rest = rest[at+1:]
			}
		}
	}
	return false
}

func digits(s string) int {
	n := 0
	for i := range len(s) {
		if '0' <= s[i] && s[i] <= '9' {
			n++
		}
	}
	return n
}
