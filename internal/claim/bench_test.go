package claim_test

import (
	"strings"
	"testing"

	"stet/internal/article"
	"stet/internal/claim"
	"stet/internal/source"
)

// benchText is about 9 kB with eight claims, as an evidence review has.
var benchText = func() string {
	claims := []string{
		"A 2018 study in *Nutrients* reported that low magnesium intake goes with higher blood pressure.",
		"Sleep improved in both groups ([Abbasi et al., 2012](https://pubmed.ncbi.nlm.nih.gov/23853635/)).",
		"Serum levels rose by a fifth after twelve weeks [@pmid:29480918].",
		"Smith and Jones (2014) found no difference between the two salts.",
		"In 2020, a randomised trial published in the Journal of Trace Elements in Medicine and Biology followed 120 women.",
		"The effect was small and disappeared after a year (Lee et al., 2016; Kim & Park, 2019).",
		"A review in Osteoporosis International (2019) came to the same result.",
		"Nobody has repeated the trial since.[^1]",
	}
	filler := []string{
		"Magnesium is the fourth most common mineral in the body, and most of it sits in bone and muscle.",
		"Leafy greens, nuts and whole grains hold a good deal of it, and cooking in water takes some of it away.",
		"People with kidney disease should ask a doctor before they take a supplement of any kind.",
		"Of the forms on the market, glycinate is said to be gentle, oxide cheap, and citrate quick.",
	}
	var b strings.Builder
	b.WriteString("# Magnesium\n\n")
	for i := 0; b.Len() < 9000; i++ {
		b.WriteString(filler[i%len(filler)] + " ")
		if i%11 == 5 && i/11 < len(claims) {
			b.WriteString(claims[i/11] + "\n\n")
		}
		if i%9 == 8 {
			b.WriteString("\n\n## What it does\n\n")
		}
	}
	return b.String() + "\n\n[^1]: Nielsen FH. Magnesium and sleep. Nutrients. 2010;2:1.\n"
}()

func BenchmarkFind(b *testing.B) {
	a := article.Parse(source.NewFile("x.md", []byte(benchText)), article.Options{})
	if n := len(claim.Find(a, claim.Options{})); n != 8 {
		b.Fatalf("%d claims, want 8", n)
	}
	b.ReportAllocs()
	for b.Loop() {
		claim.Find(a, claim.Options{})
	}
}
