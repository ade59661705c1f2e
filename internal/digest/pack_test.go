package digest_test

import (
	"os"
	"path/filepath"
	"testing"
	"testing/quick"

	"github.com/google/go-cmp/cmp"

	"stet/internal/article"
	"stet/internal/digest"
	"stet/internal/source"
)

// TestPack packs the sample site's articles and readings of arbitrary values:
// what is unpacked is what was packed, but for the body.
func TestPack(t *testing.T) {
	names, err := filepath.Glob("../../content/*.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d articles, error %v", len(names), err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r := digest.Read(source.NewFile(name, b), digest.Options{Article: article.Options{Strict: true}})
		packed := digest.Pack(r)
		r.Body = nil
		if diff := cmp.Diff(r, packed.Reading()); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
		if len(packed) > len(b) {
			t.Errorf("%s has %d bytes, packed %d", name, len(b), len(packed))
		}
	}
	if err := quick.Check(func(r digest.Reading) bool {
		packed := digest.Pack(r)
		r.Body = nil
		return cmp.Equal(r, packed.Reading())
	}, &quick.Config{MaxCount: 50}); err != nil {
		t.Error(err)
	}
}

func BenchmarkPack(b *testing.B) {
	text, err := os.ReadFile("../../content/magnesium-glycinate.md")
	if err != nil {
		b.Fatal(err)
	}
	packed := digest.Pack(digest.Read(source.NewFile("content/magnesium-glycinate.md", text), digest.Options{}))
	r := packed.Reading()
	b.Run("pack", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			digest.Pack(r)
		}
	})
	b.Run("unpack", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			packed.Reading()
		}
	})
}
