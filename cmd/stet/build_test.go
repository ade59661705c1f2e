package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// TestBuildTwice builds the sample site on one processor and on four: the same
// bytes have to come out, whatever order the articles are finished in.
func TestBuildTwice(t *testing.T) {
	first := buildSample(t, 1)
	second := buildSample(t, 4)
	if len(first) < 20 {
		t.Errorf("the site has only %d files", len(first))
	}
	for _, name := range slices.Compact(slices.Sorted(slices.Values(append(keys(first), keys(second)...)))) {
		if first[name] != second[name] {
			t.Errorf("%s differs between two builds", name)
		}
	}
}

// buildSample builds the repository's own site with that many processors and
// gives a digest of each file.
func buildSample(t *testing.T, procs int) map[string]string {
	t.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
	out := filepath.Join(t.TempDir(), "public")
	t.Chdir("../..")
	var stdout, stderr bytes.Buffer
	status := run(t.Context(), []string{"build", "--today", "2026-11-20", "-o", out}, strings.NewReader(""), &stdout, &stderr)
	t.Chdir("cmd/stet")
	if status != 0 {
		t.Fatalf("build exits %d: %s", status, &stderr)
	}
	sums := map[string]string{}
	err := fs.WalkDir(os.DirFS(out), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(out, name))
		sum := sha256.Sum256(b)
		sums[name] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

func keys(m map[string]string) (names []string) {
	for name := range m {
		names = append(names, name)
	}
	return names
}
