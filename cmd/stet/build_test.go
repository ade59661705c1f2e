package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"stet/internal/disk"
	"stet/internal/project"
	"stet/internal/source"
)

// TestBuildTwice builds the sample site with its articles in order on one
// processor, and shuffled on four: the same bytes have to come out.
func TestBuildTwice(t *testing.T) {
	t.Chdir("../..")
	first := buildSample(t, 1, func([]project.Task) {})
	if len(first) < 20 {
		t.Errorf("the site has only %d files", len(first))
	}
	for seed := range uint64(3) {
		random := rand.New(rand.NewPCG(seed, 0))
		second := buildSample(t, 4, func(tasks []project.Task) {
			random.Shuffle(len(tasks), func(i, j int) { tasks[i], tasks[j] = tasks[j], tasks[i] })
		})
		for _, name := range slices.Compact(slices.Sorted(slices.Values(append(keys(first), keys(second)...)))) {
			if first[name] != second[name] {
				t.Errorf("shuffle %d: %s differs between two builds", seed, name)
			}
		}
	}
}

// buildSample builds the site of the current folder on that many processors,
// with its articles in the order that shuffle makes, and gives a digest of
// each file.
func buildSample(t *testing.T, procs int, shuffle func([]project.Task)) map[string]string {
	t.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
	p, err := openProject(".", "")
	if err != nil {
		t.Fatal(err)
	}
	b := &builder{Project: p, out: filepath.Join(t.TempDir(), "public"), today: source.Date{Year: 2026, Month: 11, Day: 20}}
	tasks, _, err := b.ContentTasks()
	if err != nil {
		t.Fatal(err)
	}
	shuffle(tasks)
	theme, err := b.Theme()
	if err != nil {
		t.Fatal(err)
	}
	stage, err := disk.NewStage(b.out)
	if err != nil {
		t.Fatal(err)
	}
	b.edition = b.NewEdition(theme, b.today, b.Finder(tasks))
	if err := b.write(t.Context(), &env{stdout: io.Discard, stderr: io.Discard}, stage, tasks); err != nil {
		t.Fatal(err)
	}
	if err := stage.Publish(); err != nil {
		t.Fatal(err)
	}
	return digests(t, os.DirFS(b.out))
}

// digests are the digests of all files.
func digests(t *testing.T, files fs.FS) map[string]string {
	t.Helper()
	sums := map[string]string{}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(files, name)
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
