package article

import (
	"strconv"
	"strings"
	"unicode"
)

// slugify makes an id of a text: its letters and digits, of any script, in
// small letters, with a hyphen for all that stands between.
func slugify(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range s {
		switch {
		case r == '\'' || r == '’':
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
		if b.Len() >= maxSlug-4 {
			break
		}
	}
	if b.Len() == 0 {
		return "section"
	}
	return b.String()
}

// ids are the element ids that a page has given out, with the number that the
// next of the same name gets.
type ids map[string]int

// unique is id, with a number behind it if it was given out before.
func (m ids) unique(id string) string {
	given := id
	for n := max(2, m[id]); ; n++ {
		if _, taken := m[given]; !taken {
			m[id] = n
			m[given] = max(2, m[given])
			return given
		}
		given = id + "-" + strconv.Itoa(n)
	}
}
