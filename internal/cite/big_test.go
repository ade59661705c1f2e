package cite_test

import (
	"bytes"
	"fmt"
	"runtime"
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

// held is the memory that what do returns holds, beside what there was before.
func held[T any](do func() T) (kept T, bytes int) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	kept = do()
	runtime.GC()
	runtime.ReadMemStats(&after)
	return kept, int(after.HeapAlloc) - int(before.HeapAlloc)
}

// TestLibraryMemory keeps a large library from growing in memory: a reference
// is its text, which stays where it is, and some 800 bytes that say where.
func TestLibraryMemory(t *testing.T) {
	const entries = 4000
	f := source.NewFile("citations.yaml", bigLibrary(entries))
	allocations := testing.AllocsPerRun(1, func() {
		if _, err := cite.ParseLibrary(f); err != nil {
			t.Fatal(err)
		}
	})
	if allocations > entries {
		t.Errorf("%d references are read with %.0f allocations", entries, allocations)
	}
	lib, bytes := held(func() *cite.Library { lib, _ := cite.ParseLibrary(f); return lib })
	if n := len(lib.References); n != entries || bytes/n > 1000 {
		t.Errorf("%d references hold %d bytes each beside the file", n, bytes/n)
	}
}

func BenchmarkLibrary(b *testing.B) {
	for _, size := range []struct {
		name string
		text []byte
	}{{"30MB", hugeLibrary()}, {"whole", bigLibrary(100_000)}} {
		b.Run(size.name, func(b *testing.B) { benchmarkLibrary(b, size.text) })
	}
}

func benchmarkLibrary(b *testing.B, text []byte) {
	run := func(name string, do func(b *testing.B, f *source.File) bool) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if !do(b, source.NewFile("citations.yaml", text)) {
					b.Fatal("not done")
				}
			}
		})
	}
	run("load", func(b *testing.B, _ *source.File) bool {
		lib, bytes := held(func() *cite.Library {
			lib, _ := cite.ParseLibrary(source.NewFile("citations.yaml", text))
			return lib
		})
		b.ReportMetric(float64(bytes)/1e6, "MB-held") // beside the text
		return lib != nil && len(lib.References) == 100_000
	})
	added := zinc()
	added.Verified = vouched
	run("add", func(_ *testing.B, f *source.File) bool {
		_, done, err := cite.Import(f, []*cite.Reference{added})
		return err == nil && len(done.Added) == 1
	})
	records := fetched()
	run("verify", func(_ *testing.B, f *source.File) bool {
		_, checked, err := cite.Verify(f, records, false)
		return err == nil && len(checked) == 200
	})
	run("remove", func(_ *testing.B, f *source.File) bool {
		_, removed, missing, err := cite.Remove(f, []string{"fiorentini5000"})
		return err == nil && len(removed) == 1 && len(missing) == 0
	})
	run("tidy", func(_ *testing.B, f *source.File) bool {
		_, err := cite.Tidy(f)
		return err == nil
	})
}
