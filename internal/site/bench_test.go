package site_test

import (
	"strings"
	"testing"

	"stet/internal/article"
	"stet/internal/digest"
	"stet/internal/site"
)

// longDigest is the sample with as much prose as makes an article of 9 kB.
func longDigest() digest.Digest {
	d := sampleDigest()
	filler := "<p>" + strings.Repeat("Bone holds more than half of the body’s magnesium, and <em>serum</em> shows little of it. ", 5) + "</p>\n"
	for size := 0; size < 9<<10; size += len(filler) {
		d.Reading.Body = append(d.Reading.Body, article.Piece{HTML: filler})
	}
	return d
}

func BenchmarkArticle(b *testing.B) {
	f, d := frame(b), longDigest()
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := f.Article(d); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWords reads an article of 9 kB for the search.
func BenchmarkWords(b *testing.B) {
	d := wordyDigest(1)
	d.Reading.Body[0].HTML = strings.Repeat(d.Reading.Body[0].HTML, 2)[:9<<10]
	b.ReportAllocs()
	for b.Loop() {
		if site.BodyWords(d.Reading.Body) == 0 {
			b.Fatal("no words")
		}
	}
}
