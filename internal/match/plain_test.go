package match_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
)

// wordy is a library of n references whose terms come from a vocabulary so
// large that many share codes, and are held by one reference or by most.
func (w world) wordy(n int) *cite.Library {
	lib := w.library(n)
	zipf := rand.NewZipf(w.Rand, 1.2, 3, 4000)
	for _, r := range lib.References {
		var stems []string
		for range w.IntN(70) {
			stems = append(stems, fmt.Sprintf("stem%d", zipf.Uint64()))
		}
		r.Terms = cite.NewTerms(stems)
		r.Title += " with " + strings.Join(stems[:min(len(stems), w.IntN(4))], " and ")
		if w.IntN(3) > 0 {
			r.Verified.Sum = r.Sum()
		}
	}
	return lib
}

// speak is a claim in words of one of lib's references, and of no other.
func (w world) speak(lib *cite.Library) *claim.Claim {
	c := w.claim()
	stems := slices.Collect(pick(w, lib.References).Terms.All())
	c.Plain += " So do " + strings.Join(stems[:w.IntN(len(stems)+1)], ", ") + fmt.Sprintf(" and nothing%d.", w.IntN(9))
	c.Heading = strings.Join(stems[:min(len(stems), w.IntN(5))], " ")
	for i := range c.Mentions {
		for k := range c.Mentions[i].Entries {
			e := &c.Mentions[i].Entries[k]
			if w.IntN(2) == 0 {
				e.Title = pick(w, lib.References).Title
			}
			if e.Raw = e.Title + "."; w.IntN(2) == 0 {
				e.Raw, e.Title = "Zhang X. "+e.Title+". Nutrients. 2016.", e.Title+" and more"
			}
		}
	}
	return c
}

// What the index finds by its lists, hashes and bounds is what going through
// the whole library finds.
func TestPlain(t *testing.T) {
	w := world{rand.New(rand.NewPCG(11, 12))}
	claims := 20
	for _, n := range []int{1, 3, 20, 100, 300} {
		lib := w.wordy(n)
		x := match.NewIndex(lib)
		for range claims {
			if diff := x.Differences(w.speak(lib), pick(w, worldSubjects)); len(diff) > 0 {
				t.Fatalf("%d references: %d differences, the first of them %s", n, len(diff), diff[0])
			}
		}
	}
}

// What a reference is about does not depend on the library around it.
func TestStems(t *testing.T) {
	w := world{rand.New(rand.NewPCG(13, 14))}
	lib := w.wordy(300)
	x := match.NewIndex(lib)
	for _, r := range lib.References {
		alone := match.NewIndex(&cite.Library{References: []*cite.Reference{r}})
		if diff := cmp.Diff(alone.Stems(r.Key), x.Stems(r.Key)); diff != "" {
			t.Fatalf("%s (-alone +in the library):\n%s", r.Key, diff)
		}
	}
}
