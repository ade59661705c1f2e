package match

import "stet/internal/claim"

// The floors of the subject test, for the test that calibrates them.
const (
	Floor   = floor
	Lenient = lenient
)

// Score is how much of c's subject the reference of that key shares.
func (x *Index) Score(c *claim.Claim, title, key string) int {
	q := newQuery(x)
	q.put(c, title)
	i, ok := x.byKey(key)
	if !ok {
		return -1
	}
	return q.score(i, false)
}

func (x *Index) Scorer(c *claim.Claim, title string) func(string) int {
	q := newQuery(x)
	q.put(c, title)
	return func(key string) int { i, _ := x.byKey(key); return q.score(i, false) }
}
