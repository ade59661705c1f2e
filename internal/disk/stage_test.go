//go:build unix

package disk_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/disk"
)

func TestStage(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	build := func(files ...string) error {
		s, err := disk.NewStage(public)
		if err != nil {
			return err
		}
		for _, name := range files {
			if err := s.Write(name, []byte("page")); err != nil {
				t.Fatal(err)
			}
		}
		return s.Publish()
	}
	if err := build("index.html", "a/index.html"); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(public, "CNAME"), "example.org")
	if err := build("index.html", "b/index.html"); err != nil {
		t.Fatal(err)
	}
	want := []string{".stet-site", "CNAME=example.org", "b/index.html=page", "index.html=page"}
	if diff := cmp.Diff(want, tree(t, public)); diff != "" {
		t.Errorf("after the second build (-want +got):\n%s", diff)
	}

	write(t, filepath.Join(public, "mine.txt"), "precious")
	before := tree(t, dir)
	if err := build("index.html"); err == nil || !strings.Contains(err.Error(), "mine.txt") {
		t.Errorf("build over a foreign file = %v, want an error that names it", err)
	}
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Errorf("the refused build changed something (-before +after):\n%s", diff)
	}
}

// TestStageTake takes files over from the site that is there: as they are, and
// with a part exchanged, which must leave the old file alone.
func TestStageTake(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	publish := func(fill func(*disk.Stage) error) {
		t.Helper()
		stage, err := disk.NewStage(target)
		if err != nil {
			t.Fatal(err)
		}
		if err := fill(stage); err != nil {
			t.Fatal(err)
		}
		if err := stage.Publish(); err != nil {
			t.Fatal(err)
		}
	}
	names := []string{"index.html", "zinc/index.html", "iron/index.html"}
	publish(func(s *disk.Stage) (err error) {
		for _, name := range names {
			err = errors.Join(err, s.Write(name, []byte("page of "+name)))
		}
		return err
	})
	old, err := os.Stat(filepath.Join(target, names[1]))
	if err != nil {
		t.Fatal(err)
	}
	abandoned, err := disk.NewStage(target)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(abandoned.Take(names[1]), abandoned.TakeWith(names[2], 0, 4, []byte("x"))); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{abandoned.Take(names[1]), abandoned.Take("gone/index.html"), abandoned.TakeWith(names[0], 3, 500, nil), abandoned.TakeWith("../x", 0, 0, nil)} {
		if err == nil {
			t.Error("a file is taken that is not there, or was taken before, or has no such part")
		}
	}
	if err := abandoned.Discard(); err != nil {
		t.Fatal(err)
	}
	publish(func(s *disk.Stage) error {
		return errors.Join(s.Write(names[0], []byte("new")), s.Take(names[1]), s.TakeWith(names[2], 4, 4, []byte(", that is ")))
	})
	for i, want := range []string{"new", "page of zinc/index.html", "page, that is iron/index.html"} {
		if b, err := os.ReadFile(filepath.Join(target, names[i])); err != nil || string(b) != want {
			t.Errorf("%s: %q, %v; want %q", names[i], b, err, want)
		}
	}
	if now, err := os.Stat(filepath.Join(target, names[1])); err != nil || !os.SameFile(old, now) {
		t.Errorf("the page was written anew (%v)", err)
	}
}

func TestStageRefuses(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "work/notes.txt"), "x")
	if _, err := disk.NewStage(filepath.Join(dir, "work")); err == nil || !strings.Contains(err.Error(), "-o") {
		t.Errorf("NewStage over a foreign folder = %v", err)
	}
	s, err := disk.NewStage(filepath.Join(dir, "public"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"../x", "/x", "a/../../x", "", ".", disk.Marker} {
		if err := s.Write(name, nil); err == nil {
			t.Errorf("Write(%q) is allowed", name)
		}
	}
	if err := s.Write("a", nil); err != nil {
		t.Error(err)
	}
	if err := s.Write("a", nil); err == nil {
		t.Error("a page can be written twice")
	}
	if _, err := disk.NewStage(filepath.Join(dir, "public")); err == nil || !strings.Contains(err.Error(), "another stet") {
		t.Errorf("a second stage at the same time: %v", err)
	}
	if err := s.Discard(); err != nil {
		t.Error(err)
	}
	if got := tree(t, dir); !slices.Equal(got, []string{"work/notes.txt=x"}) {
		t.Errorf("after Discard the folder holds %q", got)
	}
}

func TestStageSweeps(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, ".stet-stage-public@123/index.html"), "left by a killed run")
	s, err := disk.NewStage(filepath.Join(dir, "public"))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Publish(); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, dir); !slices.Equal(got, []string{"public/.stet-site"}) {
		t.Errorf("folder holds %q", got)
	}
}

// TestStageRescues kills a run between the swap and the rest: what stands at
// the stage's place then is the old site, with its host's files.
func TestStageRescues(t *testing.T) {
	dir := t.TempDir()
	publish := func() {
		t.Helper()
		s, err := disk.NewStage(filepath.Join(dir, "public"))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Publish(); err != nil {
			t.Fatal(err)
		}
	}
	publish()
	old := filepath.Join(dir, ".stet-stage-public@123")
	if err := os.Rename(filepath.Join(dir, "public"), old); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(old, "CNAME"), "example.org")
	publish() // the old site is put back, then replaced
	if got := tree(t, dir); !slices.Equal(got, []string{"public/.stet-site", "public/CNAME=example.org"}) {
		t.Errorf("after a kill without a new site: %q", got)
	}
	if err := os.CopyFS(old, os.DirFS(filepath.Join(dir, "public"))); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "public/CNAME")); err != nil {
		t.Fatal(err)
	}
	publish()
	if got := tree(t, dir); !slices.Equal(got, []string{"public/.stet-site", "public/CNAME=example.org"}) {
		t.Errorf("after a kill behind the swap: %q", got)
	}
}

// TestStageOwnCNAME holds that a CNAME of the site's own is replaced and
// removed like any other file.
func TestStageOwnCNAME(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"one.org", "two.org", ""} {
		s, err := disk.NewStage(filepath.Join(dir, "public"))
		if err != nil {
			t.Fatal(err)
		}
		want := []string{"public/.stet-site"}
		if name != "" {
			want = append(want, "public/CNAME="+name)
			if err := s.Write("CNAME", []byte(name)); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Publish(); err != nil {
			t.Fatal(err)
		}
		if got := tree(t, dir); !slices.Equal(got, want) {
			t.Errorf("site holds %q, want %q", got, want)
		}
	}
}

// TestStageLinks holds that a folder of anybody's, as a repository may bring it
// along, makes a build neither read nor move what is not the site's.
func TestStageLinks(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "list"), "Written by stet.\nmine.txt\n")
	write(t, filepath.Join(dir, "public/mine.txt"), "precious")
	link(t, "../list", filepath.Join(dir, "public", disk.Marker))
	if _, err := disk.NewStage(filepath.Join(dir, "public")); err == nil || !strings.Contains(err.Error(), "public/.stet-site: is a symbolic link") {
		t.Errorf("a list that is a link: %v", err)
	}

	// The old site of a killed run, whose host's files a later build rescues, is
	// said to be the repository itself.
	repo := t.TempDir()
	write(t, filepath.Join(repo, disk.Marker), "Written by stet.\n")
	write(t, filepath.Join(repo, ".git/config"), "token")
	if err := os.Mkdir(filepath.Join(repo, "public"), 0o755); err != nil {
		t.Fatal(err)
	}
	link(t, ".", filepath.Join(repo, ".stet-stage-public@1"))
	s, err := disk.NewStage(filepath.Join(repo, "public"))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Publish(); err != nil {
		t.Error(err)
	}
	if got, want := tree(t, repo), []string{".git/config=token", ".stet-site", "public/.stet-site"}; !slices.Equal(got, want) {
		t.Errorf("the build left %q, want %q", got, want)
	}
}

func link(t *testing.T, to, path string) {
	t.Helper()
	if err := os.Symlink(to, path); err != nil {
		t.Fatal(err)
	}
}
