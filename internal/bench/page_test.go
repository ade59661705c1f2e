package bench_test

import (
	"testing"

	"stet/internal/article"
	"stet/internal/bench"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/project"
	"stet/internal/site"
	"stet/internal/source"
)

// BenchmarkArticle is all that an article costs a build before it is written:
// reading, matching and its page.
func BenchmarkArticle(b *testing.B) {
	s := bench.Site{Articles: 200, References: 500}
	library := &cite.Library{References: s.Library()}
	texts := make([][]byte, s.Articles)
	for i := range texts {
		texts[i] = s.Article(i, library.References)
	}
	index := match.NewIndex(library)
	theme, err := project.BuiltInTheme()
	if err != nil {
		b.Fatal(err)
	}
	frame := &site.Frame{Settings: site.Settings{Title: "Minerals in review", BaseURL: "https://minerals.example/"}, Theme: theme, Library: library}
	b.Run("parse", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			n := i % len(texts)
			article.Parse(source.NewFile("content/"+bench.Name(n), texts[n]), article.Options{Strict: true})
		}
	})
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			n := i % len(texts)
			digest.Read(source.NewFile("content/"+bench.Name(n), texts[n]), digest.Options{Article: article.Options{Strict: true}, Claim: claim.Options{}})
		}
	})
	var digests []digest.Digest
	for n := range texts {
		digests = append(digests, digest.Match(digest.Read(source.NewFile("content/"+bench.Name(n), texts[n]), digest.Options{Article: article.Options{Strict: true}}), index))
	}
	b.Run("match", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			digest.Match(digests[i%len(digests)].Reading, index)
		}
	})
	b.Run("page", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if _, _, err := frame.Article(digests[i%len(digests)]); err != nil {
				b.Fatal(err)
			}
		}
	})
}
