package claim_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"stet/internal/article"
	"stet/internal/claim"
	"stet/internal/source"
)

// hostile are texts that take longest to read, each a piece that is repeated,
// as one line beyond all limits and as lines within them.
var hostile = map[string]string{
	"review":    benchText,
	"emphasis":  "*a_",
	"words":     "and in 2018 zinc helped x ",
	"no spaces": "abcdefgh",
	"brackets":  "[",
	"parens":    "(a ",
	"digits":    "2018",
	"years":     "2018, ",
	"quotes":    "\"a\" ",
	"stops":     "A. ",
	"names":     "Smith ",
	"bylines":   "Smith et al. ",
	"cited":     "Smith, Jones, and Lee (2018) found; ",
	"journals":  "Journal of ",
	"studies":   "a 2018 study in *Nutrients* found that ",
	"markers":   "x [1].",
	"links":     "[a](https://pubmed.ncbi.nlm.nih.gov/1/) ",
	"addresses": "https://doi.org/10.1000/abc ",
	"dois":      "doi:10.1000/a( ",
	"entities":  "&amp;",
	"tags":      "<b>",
	"carets":    "^1",
	"raised":    "¹",
	"hyphens":   "a-",
}

// hostileText is about n bytes of piece, in lines of at most width bytes, each a
// paragraph.
func hostileText(piece string, n, width int) *source.File {
	line := strings.Repeat(piece, max(1, width/len(piece)))
	return source.NewFile("x.md", []byte(strings.Repeat(line+"\n\n", max(1, n/len(line)))))
}

var beyond = article.Options{Limits: article.Limits{File: 1 << 30, Line: 1 << 30}}

// BenchmarkHostile prints ns/byte of finding claims, which must not grow with
// the size.
func BenchmarkHostile(b *testing.B) {
	for name, piece := range hostile {
		for _, size := range []int{1 << 15, 1 << 18, 1 << 21} {
			for width, line := range map[string]int{"line": size, "lines": 1 << 12, "long": 60000} {
				b.Run(fmt.Sprintf("%s/%s/%dK", strings.ReplaceAll(name, " ", "-"), width, size>>10), func(b *testing.B) {
					f := hostileText(piece, size, line)
					a := article.Parse(f, beyond)
					for b.Loop() {
						claim.Find(a, claim.Options{})
					}
					b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(f.Bytes)), "ns/byte")
					b.ReportMetric(0, "ns/op")
				})
			}
		}
	}
}

// TestLinear holds that no long text takes long, whatever it is made of, and
// that no limit is needed for that: what grows with the square of the length
// takes minutes.
func TestLinear(t *testing.T) {
	for name, piece := range hostile {
		for width, line := range map[string]int{"line": 1 << 18, "lines": 1 << 12} {
			start := time.Now()
			f := hostileText(piece, 1<<18, line)
			claim.Find(article.Parse(f, beyond), claim.Options{})
			if d := time.Since(start); d > 10*time.Second {
				t.Errorf("%s, %s: %d bytes take %v", name, width, len(f.Bytes), d)
			}
		}
	}
}
