package match

import "stet/internal/claim"

// The floors of the subject test, for the test that calibrates them.
const (
	Floor   = floor
	Lenient = lenient
)

// Score is how much of c's subject the reference of that key shares.
func (x *Index) Score(c *claim.Claim, title, key string) int {
	q := &query{x: x, claim: c, title: title}
	return q.score(x.keys[key])
}

// JournalsNamed are the titles of the journals that name stands for, found by
// the index; by trying all with all set.
func (x *Index) JournalsNamed(name string, all bool) []string {
	var titles []string
	for _, j := range x.journalsNamed(name) {
		if !all {
			titles = append(titles, x.journals[j].Title)
		}
	}
	for _, j := range x.journals {
		if all && goesBy(j, name) {
			titles = append(titles, j.Title)
		}
	}
	return titles
}
