package article_test

import (
	"fmt"
	"strings"
	"testing"

	"stet/internal/article"
	"stet/internal/source"
)

// longArticle is an article of about 9 kB with the markup that health articles
// have: emphasis, links, citations, lists, a table and a reference list.
func longArticle() []byte {
	var b strings.Builder
	b.WriteString("---\ntitle: What zinc does\ndate: 2026-01-02\ntags: [zinc, sleep]\n---\n# What zinc does\n\n")
	for i := range 9 {
		fmt.Fprintf(&b, "## Part %d: the evidence\n\n", i+1)
		fmt.Fprintf(&b, "Zinc is a mineral that the body needs, e.g. for wound healing & taste. A %d trial in *Nutrients* found that\n"+
			"**120 adults** who took 30 mg a day slept longer (p < .05) than those on placebo [%d]. The effect was small, and the\n"+
			"authors (Smith et al., %d) warned against long use; see [their report](https://pubmed.ncbi.nlm.nih.gov/%d/).\n\n", 2010+i, i+1, 2010+i, 30000000+i)
		b.WriteString("In older people the picture differs. Losses are larger, intake is lower, and many drugs bind zinc in the gut; diuretics\n" +
			"raise its loss in urine. It is not known whether more zinc helps them, or whether a better diet would do the same work.\n\n" +
			"- A cup of lentils holds about 2.5 mg.\n- Oysters hold far more, up to 70 mg in a portion [@pmid:31452104].\n- Grains hold *phytate*, which binds it.\n\n")
	}
	b.WriteString("| Food | Zinc | Source |\n|---|---|---|\n")
	for i := range 8 {
		fmt.Fprintf(&b, "| Food number %d | %d mg | [Table %d](https://example.org/t%d) |\n", i, i, i, i)
	}
	b.WriteString("\n## References\n\n")
	for i := range 9 {
		fmt.Fprintf(&b, "%d. Smith J, Jones K, et al. Zinc and sleep in adults: part %d. *Nutrients*. %d;12(3):%d. doi:10.3390/nu%d\n", i+1, i, 2010+i, 100+i, 1203000+i)
	}
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	f := source.NewFile("zinc.md", longArticle())
	b.SetBytes(int64(len(f.Bytes)))
	b.ReportAllocs()
	for b.Loop() {
		article.Parse(f, article.Options{Strict: true})
	}
}

func BenchmarkBody(b *testing.B) {
	f := source.NewFile("zinc.md", longArticle())
	a := article.Parse(f, article.Options{Strict: true})
	var spans []source.Span
	for i, s := range a.Sentences {
		if i%8 == 0 {
			spans = append(spans, s.Span)
		}
	}
	b.SetBytes(int64(len(f.Bytes)))
	b.ReportAllocs()
	for b.Loop() {
		a.Body(spans)
	}
}
