package match

import (
	"iter"
	"strings"

	"stet/internal/claim"
)

// What the subject test asks for, for the test that calibrates it.
const (
	Unnamed = unnamed
	Named   = named
)

// Evidence is what speaks for it, less what speaks against it, that the
// reference of that key is about what c says: less than Unnamed if a journal and
// a year do not lead to it.
func (x *Index) Evidence(c *claim.Claim, title, key string) int {
	q := newQuery(x)
	q.put(c, title)
	i, ok := x.byKey(key)
	if !ok {
		return -1
	}
	e := q.weigh(i, false)
	if q.agrees(i, e, unnamed) {
		return e.balance
	}
	return min(e.balance, unnamed-1)
}

func (x *Index) Scorer(c *claim.Claim, title string) func(string) int {
	q := newQuery(x)
	q.put(c, title)
	return func(key string) int { i, _ := x.byKey(key); return q.weigh(i, false).score }
}

// Synonyms are all names of things, with the stems by which they are told.
func Synonyms() iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		for _, line := range synonyms {
			for name := range strings.FieldsFuncSeq(line, func(r rune) bool { return r == '|' || r == '>' }) {
				if name = strings.TrimSpace(name); !yield(name, phraseStems(name)) {
					return
				}
			}
		}
	}
}
