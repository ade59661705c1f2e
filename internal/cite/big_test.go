package cite_test

import (
	"bytes"
	"fmt"
	"testing"

	"stet/internal/cite"
	"stet/internal/source"
)

// hugeLibrary is the text of a library of 100,000 references in some 30 MB,
// most of them without terms, as a list that was taken over from another
// program and verified in part.
func hugeLibrary() []byte {
	const total, whole = 100_000, 6_000
	b := bytes.NewBuffer(bigLibrary(whole))
	for i := whole; i < total; i++ {
		r := magnesium()
		r.Key = fmt.Sprintf("fiorentini%d", i)
		r.PMID = cite.PMID(fmt.Sprint(10_000_000 + i))
		r.PMCID, r.Terms = "", ""
		r.DOI = cite.DOI(fmt.Sprintf("10.3390/nu%08d", i))
		b.Write(cite.Format(r))
	}
	return b.Bytes()
}

// fetched are the records of a batch that is verified: 200 of the library's.
func fetched() []*cite.Reference {
	var records []*cite.Reference
	for i := range 200 {
		r := magnesium()
		r.PMID = cite.PMID(fmt.Sprint(10_000_000 + i*499))
		r.PMCID = ""
		r.DOI = cite.DOI(fmt.Sprintf("10.3390/nu%08d", i*499))
		r.Volume = "13"
		r.Verified = later
		records = append(records, r)
	}
	return records
}

func BenchmarkHuge(b *testing.B) {
	text := hugeLibrary()
	b.Logf("%d MB", len(text)/1_000_000)
	b.Run("load", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", text)); err != nil || len(lib.References) != 100_000 {
				b.Fatal(err)
			}
		}
	})
	b.Run("add", func(b *testing.B) {
		b.ReportAllocs()
		r := zinc()
		r.Verified = vouched
		for b.Loop() {
			if _, done, err := cite.Import(source.NewFile("citations.yaml", text), []*cite.Reference{r}); err != nil || len(done.Added) != 1 {
				b.Fatal(err, done)
			}
		}
	})
	b.Run("verify", func(b *testing.B) {
		b.ReportAllocs()
		records := fetched()
		for b.Loop() {
			if _, checked, err := cite.Verify(source.NewFile("citations.yaml", text), records, false); err != nil || len(checked) != 200 {
				b.Fatal(err, len(checked))
			}
		}
	})
}
