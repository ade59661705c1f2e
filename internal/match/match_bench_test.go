package match_test

import (
	"fmt"
	"runtime/debug"
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

// BenchmarkMatch is matching the claims of whole articles, most of which name
// their source rightly, in processor time a claim, which a busy machine disturbs
// less than time by the clock; and the memory that the index holds for a
// reference, beside the library.
func BenchmarkMatch(b *testing.B) {
	for _, references := range []int{500, 100_000} {
		b.Run(fmt.Sprint(references), func(b *testing.B) {
			site := bench.Site{Articles: 100, References: references}
			library := site.Library()
			articles := make([]articleRead, site.Articles)
			for i := range articles {
				a := article.Parse(source.NewFile("article.md", site.Article(i, library)), article.Options{})
				articles[i] = articleRead{a.Title, claim.Find(a, claim.Options{})}
			}
			var x *match.Index
			size := held(func() any { x = match.NewIndex(&cite.Library{References: library}); return x })
			b.ReportAllocs()
			defer debug.SetGCPercent(debug.SetGCPercent(400)) // as a build has it
			claims, start := 0, processorTime(b)
			b.ResetTimer()
			for i := 0; i < b.N; i++ {
				a := &articles[i%len(articles)]
				for k := range a.claims {
					x.Claim(&a.claims[k], a.title)
				}
				claims += len(a.claims)
			}
			b.ReportMetric(float64((processorTime(b)-start).Nanoseconds())/1e6/float64(claims), "cpu-ms/claim")
			b.ReportMetric(size/float64(references), "B/reference")
		})
	}
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
