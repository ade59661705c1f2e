//go:build unix

package disk_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/disk"
)

func TestReadRefuses(t *testing.T) {
	dir := t.TempDir()
	big := filepath.Join(dir, "big.md")
	write(t, big, strings.Repeat("x", 2049))
	pipe := filepath.Join(dir, "pipe.md")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		big:                             "is larger than 2 KiB",
		pipe:                            "is a named pipe",
		dir:                             "is a folder",
		filepath.Join(dir, "absent.md"): "no such file",
	} {
		_, err := disk.Read(path, 2048)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), path) {
			t.Errorf("Read(%s) = %v, want %q", path, err, want)
		}
	}
	if b, err := disk.Read(big, 2049); err != nil || len(b) != 2049 {
		t.Errorf("Read at the limit gives %d bytes, %v", len(b), err)
	}
}

func TestReadInStaysIn(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "secret.md"), "secret")
	write(t, filepath.Join(dir, "in/a.md"), "a")
	if err := os.Symlink("../secret.md", filepath.Join(dir, "in/link.md")); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(filepath.Join(dir, "in"))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, name := range []string{"../secret.md", "link.md"} {
		if b, err := disk.ReadIn(root, name, 100); err == nil {
			t.Errorf("ReadIn(%s) = %q, outside of the root", name, b)
		}
	}
	if b, err := disk.ReadIn(root, "a.md", 100); err != nil || string(b) != "a" {
		t.Errorf("ReadIn(a.md) = %q, %v", b, err)
	}
}

func TestArticles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.md", "a/c.MD", "a/notes.txt", ".hidden.md", ".git/x.md", "#x#.md", "x.md~", "node_modules/r.md"} {
		write(t, filepath.Join(dir, name), "x")
	}
	if err := os.Symlink("b.md", filepath.Join(dir, "link.md")); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	names, skipped, err := disk.Articles(root, func(name string) bool { return strings.EqualFold(filepath.Ext(name), ".md") })
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a/c.MD", "b.md"}, names); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
	if len(skipped) != 1 || skipped[0].Path != "link.md" || !strings.Contains(skipped[0].Reason, "symbolic link") {
		t.Errorf("skipped = %v, want link.md", skipped)
	}
}

func TestWriteKeepsModeAndLink(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "citations.yaml")
	write(t, path, "old")
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link.yaml")
	if err := os.Symlink("citations.yaml", link); err != nil {
		t.Fatal(err)
	}
	if err := disk.Write(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(link)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v, %v", info, err)
	}
	info, err = os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode = %v, %v; want 0600", info.Mode(), err)
	}
	if got := tree(t, dir); !slices.Equal(got, []string{"citations.yaml=new", "link.yaml=new"}) {
		t.Errorf("folder holds %q", got)
	}
}

// TestWriteRefuses holds that what is no file, as /dev/null, is not replaced by
// one.
func TestWriteRefuses(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o644); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{pipe: "is a named pipe, not a file", dir: "is a folder, not a file"} {
		if err := disk.Write(path, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Write(%s) = %v; want %q", path, err, want)
		}
	}
	if info, err := os.Lstat(pipe); err != nil || info.Mode()&fs.ModeNamedPipe == 0 {
		t.Errorf("the pipe is %v, %v", info, err)
	}
}

func TestUpdateLinks(t *testing.T) {
	dir := t.TempDir()
	repo := filepath.Join(dir, "repo")
	outside := filepath.Join(dir, "outside.yaml")
	write(t, outside, "out")
	write(t, filepath.Join(repo, ".git", "HEAD"), "")
	write(t, filepath.Join(repo, "shared", "citations.yaml"), "in")
	write(t, filepath.Join(repo, "site", "x"), "")
	for _, tc := range []struct{ leads, want string }{
		{"../shared/citations.yaml", ""},
		{"../../outside.yaml", "is a symbolic link to ../../outside.yaml, outside of " + filepath.ToSlash(repo) + ", and is not written through"},
		{outside, "outside of"},
		{"gone.yaml", "is a symbolic link to gone.yaml, which is not there"},
	} {
		link := filepath.Join(repo, "site", "citations.yaml")
		os.Remove(link)
		if err := os.Symlink(tc.leads, link); err != nil {
			t.Fatal(err)
		}
		for _, err := range []error{
			disk.Update(link, 100, func(old []byte) ([]byte, error) { return append(old, '+'), nil }),
			disk.Write(link, []byte("in+")),
		} {
			if tc.want == "" && err != nil || tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want)) {
				t.Errorf("a write through a link to %s = %v; want %q", tc.leads, err, tc.want)
			}
		}
		if leads, err := os.Readlink(link); err != nil || leads != tc.leads {
			t.Errorf("the link leads to %q, %v; want %q", leads, err, tc.leads)
		}
	}
	if b, _ := os.ReadFile(filepath.Join(repo, "shared", "citations.yaml")); string(b) != "in+" {
		t.Errorf("the target holds %q, want in+", b)
	}
	if b, _ := os.ReadFile(outside); string(b) != "out" {
		t.Errorf("the file outside holds %q, want out", b)
	}
}

func TestUpdateKeeps(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "citations.yaml")
	write(t, path, "old")
	write(t, filepath.Join(dir, ".stet-write-citations.yaml@123"), "torn")
	write(t, filepath.Join(dir, ".stet-write-other.yaml@123"), "another's")
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(path, filepath.Join(dir, "second.yaml")); err != nil {
		t.Fatal(err)
	}
	if n := disk.Links(path); n != 2 {
		t.Errorf("Links = %d, want 2", n)
	}
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	same := func(old []byte) ([]byte, error) { return old, nil }
	if err := disk.Update(path, 100, same); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(path); err != nil || !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
		t.Errorf("equal content was written: %v", err)
	}
	if err := disk.Update(path, 100, func([]byte) ([]byte, error) { return []byte("new"), nil }); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("mode = %v, %v; want 0640", info.Mode(), err)
	}
	want := []string{".stet-write-other.yaml@123=another's", "citations.yaml=new", "second.yaml=old"}
	if got := tree(t, dir); !slices.Equal(got, want) {
		t.Errorf("folder holds %q, want %q", got, want)
	}
}

func TestUpdateSeesOthers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "citations.yaml")
	write(t, path, "one")
	err := disk.Update(path, 100, func(old []byte) ([]byte, error) {
		write(t, path, "changed meanwhile")
		return append(old, " two"...), nil
	})
	if err == nil || !strings.Contains(err.Error(), "changed by someone else") {
		t.Errorf("Update over another's change = %v", err)
	}
	if b, _ := os.ReadFile(path); string(b) != "changed meanwhile" {
		t.Errorf("the other's change is lost: %q", b)
	}
	if b, _ := os.ReadFile(path + ".stet-new"); string(b) != "one two" {
		t.Errorf("what was meant is lost: %q", b)
	}
	if want := "diff -u " + filepath.ToSlash(path) + " " + filepath.ToSlash(path) + ".stet-new"; err != nil && !strings.Contains(err.Error(), want) {
		t.Errorf("Update = %v; want it to say %q", err, want)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// tree lists the files below dir with their content, but for the manifest's.
func tree(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, path)
		if d.Name() == disk.Marker {
			list = append(list, rel)
			return nil
		}
		b, err := os.ReadFile(path)
		list = append(list, rel+"="+string(b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}
