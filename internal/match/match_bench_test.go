//go:build unix

package match_test

import (
	"fmt"
	"runtime/debug"
	"sync"
	"syscall"
	"testing"
	"time"

	"stet/internal/article"
	"stet/internal/bench"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
	"stet/internal/source"
)

// An articleRead is an article's claims with its title.
type articleRead struct {
	title  string
	claims []claim.Claim
}

// A siteRead is the claims of a site's articles and the index of its library.
type siteRead struct {
	articles []articleRead
	index    *match.Index
	size     float64 // bytes that the index holds for a reference, beside the library
}

func readSite(references int) siteRead {
	site := bench.Site{Articles: 100, References: references}
	library := site.Library()
	s := siteRead{articles: make([]articleRead, site.Articles)}
	for i := range s.articles {
		a := article.Parse(source.NewFile("article.md", site.Article(i, library)), article.Options{})
		s.articles[i] = articleRead{a.Title, claim.Find(a, claim.Options{})}
	}
	match.NewIndex(nil) // has read what all indexes share
	s.size = held(func() any { s.index = match.NewIndex(&cite.Library{References: library}); return s.index }) / float64(references)
	return s
}

// BenchmarkMatch is matching the claims of whole articles, most of which name
// their source rightly, in processor time a claim, which a busy machine disturbs
// less than time by the clock; and the memory that the index holds for a
// reference. "500" is what an audit asks, of a library of that size: the reasons
// of what is found, and none of claims that stand. "reasons-500" is what pages
// ask: the reasons of all claims.
func BenchmarkMatch(b *testing.B) {
	for _, references := range []int{500, 100_000} {
		read := sync.OnceValue(func() siteRead { return readSite(references) })
		b.Run(fmt.Sprint(references), func(b *testing.B) { benchmarkMatch(b, read(), (*match.Index).Judge) })
		b.Run(fmt.Sprint("reasons-", references), func(b *testing.B) { benchmarkMatch(b, read(), (*match.Index).Claim) })
	}
}

func benchmarkMatch(b *testing.B, s siteRead, matches func(*match.Index, *claim.Claim, string) []match.Match) {
	b.ReportAllocs()
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as a build has it
	claims, start := 0, processorTime(b)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		a := &s.articles[i%len(s.articles)]
		for k := range a.claims {
			matches(s.index, &a.claims[k], a.title)
		}
		claims += len(a.claims)
	}
	b.ReportMetric(float64((processorTime(b)-start).Nanoseconds())/1e6/float64(claims), "cpu-ms/claim")
	b.ReportMetric(s.size, "B/reference")
}

// processorTime is the processor time that this process has taken.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
