package bench_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/bench"
	"stet/internal/cite"
	"stet/internal/source"
)

// The corpus is of the size that the figures are about.
func TestMeasures(t *testing.T) {
	site := bench.Site{Articles: 300, References: 500}
	library := site.Library()
	size, words := 0, 0
	for i := range site.Articles {
		b := site.Article(i, library)
		size += len(b)
		words += len(bytes.Fields(b))
	}
	size /= site.Articles
	words /= site.Articles
	if size < 8900 || size > 9500 || words < 1300 || words > 1550 {
		t.Errorf("an article has %d bytes and %d words", size, words)
	}
}

// A site's files are the same every time, and an article's in any site.
func TestDeterministic(t *testing.T) {
	read := func(s bench.Site) map[string]string {
		dir := t.TempDir()
		if err := s.Generate(dir); err != nil {
			t.Fatal(err)
		}
		files := map[string]string{}
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			files[path[len(dir):]] = string(b)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	a, b := read(bench.Site{Articles: 20, References: 60}), read(bench.Site{Articles: 20, References: 60})
	if diff := cmp.Diff(a, b); diff != "" {
		t.Error(diff)
	}
	if len(a) != 22 {
		t.Errorf("%d files", len(a))
	}
	for name, text := range read(bench.Site{Articles: 30, References: 60}) {
		if want, ok := a[name]; ok && text != want {
			t.Errorf("%s differs in a larger site", name)
		}
	}
	if cmp.Equal(a, read(bench.Site{Articles: 20, References: 60, Seed: 1})) {
		t.Error("another seed makes the same site")
	}
}

func TestLibrary(t *testing.T) {
	dir := t.TempDir()
	if err := (bench.Site{References: 500}).Generate(dir); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(dir, "citations.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", b))
	if err != nil {
		t.Fatal(err)
	}
	if len(lib.References) != 500 || len(lib.Problems) != 0 {
		t.Errorf("%d references, problems %+v", len(lib.References), lib.Problems)
	}
	unverified := 0
	for _, r := range lib.References {
		if r.State() != cite.Verified {
			unverified++
		}
	}
	if unverified != 10 {
		t.Errorf("%d references are not verified", unverified)
	}
}

func TestTooFew(t *testing.T) {
	if err := (bench.Site{Articles: 1, References: 39}).Generate(t.TempDir()); err == nil {
		t.Error("39 references are taken")
	}
}

func TestSizes(t *testing.T) {
	for list, want := range map[string][]int{"1000": {1000}, "1, 2": {1, 2}, "": nil, "x": nil, "0": nil, "1,,2": nil} {
		got, err := bench.Sizes(list)
		if diff := cmp.Diff(want, got); diff != "" || (err == nil) != (want != nil) {
			t.Errorf("Sizes(%q): %v, %v", list, got, err)
		}
	}
}
