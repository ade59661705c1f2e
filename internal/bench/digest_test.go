package bench_test

import (
	"fmt"
	"runtime/debug"
	"testing"
	"time"

	"stet/internal/article"
	"stet/internal/bench"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/source"
)

// Each article has eight claims, of all kinds and most verdicts, the larger
// part of them matched, so that the figures stand for real work.
func TestClaims(t *testing.T) {
	files, index := corpus(t, 200)
	claims, kinds, verdicts := 0, map[claim.Kind]int{}, map[match.Verdict]int{}
	for _, f := range files {
		d := digest.Match(digest.Read(f, digest.Options{}), index)
		claims += len(d.Claims)
		for _, c := range d.Claims {
			verdicts[c.Verdict]++
			for _, m := range c.Mentions {
				kinds[m.Kind]++
			}
		}
		for _, p := range d.Reading.Problems {
			t.Errorf("%s:%d: %s", f.Path, p.Start.Line, p.Message)
		}
	}
	if claims < 78*len(files)/10 || claims > 85*len(files)/10 {
		t.Errorf("%d claims in %d articles", claims, len(files))
	}
	for _, kind := range []claim.Kind{claim.Narrative, claim.AuthorYear, claim.ByKey, claim.ByLink, claim.Numeric} {
		if kinds[kind] < len(files)/2 {
			t.Errorf("%d mentions are of kind %s; all: %v", kinds[kind], kind, kinds)
		}
	}
	if verdicts[match.Matched] < claims/2 || len(verdicts) < 5 {
		t.Errorf("of %d claims, verdicts are %v", claims, verdicts)
	}
}

func BenchmarkParse(b *testing.B) {
	files, _ := corpus(b, 100)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		article.Parse(files[i%len(files)], article.Options{})
	}
}

// BenchmarkClaims is all that an article of 9 kB takes beside markdown and page:
// its claims found, matched with their reasons, and held to the rules. The part
// that is matching alone, claim by claim, is BenchmarkMatch of package match.
func BenchmarkClaims(b *testing.B) {
	for _, references := range []int{500, 100_000} {
		b.Run(fmt.Sprint(references), func(b *testing.B) {
			files, index := corpusOf(b, 100, references)
			articles := make([]*article.Article, len(files))
			readings := make([]digest.Reading, len(files))
			for i, f := range files {
				articles[i] = article.Parse(f, article.Options{})
				readings[i] = digest.Read(f, digest.Options{NoBody: true})
			}
			b.ReportAllocs()
			defer debug.SetGCPercent(debug.SetGCPercent(400)) // as a build has it
			var finding time.Duration
			start := cpu(b)
			b.ResetTimer()
			for i := 0; i < b.N; i += len(files) {
				before := cpu(b)
				for _, a := range articles {
					claim.Find(a, claim.Options{})
				}
				finding += cpu(b) - before
				for k := range readings {
					digest.Match(readings[k], index)
				}
			}
			rounds := float64((b.N + len(files) - 1) / len(files) * len(files))
			b.ReportMetric(float64((cpu(b)-start).Nanoseconds())/1e6/rounds, "cpu-ms/article")
			b.ReportMetric(float64(finding.Nanoseconds())/1e6/rounds, "finding-ms/article")
		})
	}
}

// corpus is n articles and the index of 500 references.
func corpus(tb testing.TB, n int) ([]*source.File, *match.Index) { return corpusOf(tb, n, 500) }

// corpusOf is n articles and the index of that many references.
func corpusOf(tb testing.TB, n, references int) ([]*source.File, *match.Index) {
	tb.Helper()
	site := bench.Site{Articles: n, References: references}
	library := site.Library()
	files := make([]*source.File, n)
	for i := range files {
		files[i] = source.NewFile("content/"+bench.Name(i), site.Article(i, library))
	}
	return files, match.NewIndex(&cite.Library{References: library})
}
