//go:build unix

package match_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
)

// bigLibrary is n references of 60 terms each, with words as frequent as in
// prose: the k-th word about 1/k as often as the first.
func bigLibrary(n int) *cite.Library {
	r := rand.New(rand.NewPCG(9, 10))
	zipf := rand.NewZipf(r, 1.07, 8, 60000)
	word := func() string {
		k := zipf.Uint64()
		var b strings.Builder
		for range 4 {
			b.WriteByte("bdfgklmnprstvz"[k%14])
			b.WriteByte("aeiou"[k/14%5])
			k = k/70*2654435761%982451653 + k/70
		}
		return b.String()
	}
	words := func(n int) []string {
		ws := make([]string, n)
		for i := range ws {
			ws[i] = word()
		}
		return ws
	}
	journals := make([]cite.Journal, 4000)
	for i := range journals {
		journals[i] = cite.Journal{Title: "Journal of " + strings.Join(words(1+i%2), " "), NLM: fmt.Sprint(i)}
	}
	lib := &cite.Library{}
	for i := range n {
		title := words(10)
		ref := cite.Reference{
			Key: fmt.Sprintf("ref%06d", i), PMID: cite.PMID(fmt.Sprint(10000000 + i)),
			Title: strings.Join(title, " "), Journal: journals[r.IntN(len(journals))],
			Year: 1990 + r.IntN(36), MeSH: []string{strings.Join(words(2), " "), strings.Join(words(2), " ")}, Terms: cite.NewTerms(words(60)),
		}
		for range 6 {
			ref.Authors = append(ref.Authors, strings.ToUpper(word()[:1])+word()+" A")
		}
		lib.References = append(lib.References, verified(ref))
	}
	return lib
}

// mentions are claims about references of lib, by the way they name them.
func mentions(lib *cite.Library) map[string]*claim.Claim {
	r := lib.References[len(lib.References)/2]
	text := "A study found that " + r.Title + " go together in adults who took part for twelve weeks"
	year := r.Years()[0]
	family, _, _ := strings.Cut(r.Authors[0], " ")
	return map[string]*claim.Claim{
		"id":            of(text, claim.Mention{IDs: r.IDs()}),
		"journal-year":  of(text, claim.Mention{Journal: r.Journal.Title, Year: year}),
		"author-year":   of(text, claim.Mention{Authors: []string{family}, Year: year}),
		"year-mismatch": of(text, claim.Mention{Journal: r.Journal.Title, Year: 1950}),
		"unmatched":     of(text, claim.Mention{Journal: "Pain", Year: 1950}),
		"incomplete":    of(text, claim.Mention{Year: year}),
		"entry":         of(text, claim.Mention{Entries: []claim.Source{{Label: "1", Title: r.Title, Year: year}}}),
	}
}

func BenchmarkClaim(b *testing.B) {
	for _, n := range []int{100, 100_000} {
		lib := bigLibrary(n)
		x := match.NewIndex(lib)
		for _, name := range []string{"id", "journal-year", "author-year", "year-mismatch", "unmatched", "incomplete", "entry"} {
			c := mentions(lib)[name]
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					x.Claim(c, "What a health site says of it")
				}
			})
		}
	}
}

func BenchmarkNewIndex(b *testing.B) {
	for _, n := range []int{100, 100_000} {
		lib := bigLibrary(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			start := processorTime(b)
			for b.Loop() {
				match.NewIndex(lib)
			}
			b.ReportMetric(float64((processorTime(b)-start).Microseconds())/1e3/float64(b.N), "cpu-ms/op")
			b.ReportMetric(held(func() any { return match.NewIndex(lib) })/float64(n), "B/reference")
		})
	}
}

// held is how many bytes of memory what build makes holds on to.
func held(build func() any) float64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	built := build()
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(built)
	return float64(after.HeapAlloc) - float64(before.HeapAlloc)
}

// The benchmark's claims come to the verdicts they are named for.
func TestBenchmarkClaims(t *testing.T) {
	lib := bigLibrary(300)
	x := match.NewIndex(lib)
	for name, c := range mentions(lib) {
		want, ok := map[string]match.Verdict{"year-mismatch": match.YearMismatch, "unmatched": match.Unmatched, "incomplete": match.Incomplete}[name]
		if !ok {
			want = match.Matched
		}
		if got := x.Claim(c, "")[0]; got.Verdict != want {
			t.Errorf("%s: %s, %s", name, got.Verdict, got.Message)
		}
	}
}
