package cite_test

import (
	"bytes"
	"fmt"
	"testing"

	"stet/internal/cite"
	"stet/internal/source"
)

// bigLibrary is the text of a library of n complete entries.
func bigLibrary(n int) []byte {
	var b bytes.Buffer
	for i := range n {
		r := magnesium()
		r.Key = fmt.Sprintf("fiorentini%d", i)
		r.PMID = cite.PMID(fmt.Sprint(10_000_000 + i))
		r.PMCID = ""
		r.DOI = cite.DOI(fmt.Sprintf("10.3390/nu%08d", i))
		r.Authors = []string{"Fiorentini D", "Cappadone C", "Farruggia G", "Prata C", "Zuardi AW", "Singh M"}
		r.Types = []string{"Journal Article", "Review", "Research Support, Non-U.S. Gov't"}
		r.MeSH = []string{"Humans", "Magnesium", "Magnesium Deficiency", "Diabetes Mellitus, Type 2", "Bone Density", "Dietary Supplements"}
		var stems []string
		for k := range 60 {
			stems = append(stems, fmt.Sprintf("stem%d", (i*7+k*13)%997))
		}
		r.Terms = cite.NewTerms(stems)
		r.Numbers = []string{"n 60", "12 weeks", "20 %", "RR 0.78 (0.65-0.94)", "300 mg", "p 0.01"}
		r.Verified = vouched
		r.Verified.Sum = r.Sum()
		b.Write(cite.Format(r))
	}
	return b.Bytes()
}

func BenchmarkParseLibrary(b *testing.B) {
	f := source.NewFile("citations.yaml", bigLibrary(500))
	b.SetBytes(int64(len(f.Bytes)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := cite.ParseLibrary(f); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkState(b *testing.B) {
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", bigLibrary(1)))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if lib.References[0].State() != cite.Verified {
			b.Fatal("not verified")
		}
	}
}

func BenchmarkParseLink(b *testing.B) {
	for b.Loop() {
		cite.ParseLink("https://academic.oup.com/jcem/advance-article-abstract/doi/10.1210/clinem/dgac661/6888005")
	}
}
