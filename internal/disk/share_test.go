//go:build unix

package disk_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"stet/internal/disk"
)

// Nobody's update of a shared file is lost.
func TestShare(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "count")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 100 {
				err := disk.Share(path, func(old []byte) []byte {
					n, _ := strconv.Atoi(string(old))
					return []byte(strconv.Itoa(n + 1))
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if b, err := os.ReadFile(path); string(b) != "800" || err != nil {
		t.Errorf("%q, %v", b, err)
	}
	if err := disk.Share(path, func([]byte) []byte { return []byte("7") }); err != nil {
		t.Error(err)
	}
	if b, _ := os.ReadFile(path); string(b) != "7" {
		t.Errorf("shortened to %q", b)
	}
}

func TestShareRefuses(t *testing.T) {
	dir := t.TempDir()
	if err := disk.Share(dir, func([]byte) []byte { return nil }); err == nil {
		t.Error("a folder is shared")
	}
	if err := disk.Share("/dev/null", func([]byte) []byte { return nil }); err == nil || !strings.Contains(err.Error(), "is a device") {
		t.Errorf("a device is shared: %v", err)
	}
}

func TestStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	s := disk.NewStore(dir, 1000)
	if _, err := s.Read("a", 10); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty store: %v", err)
	}
	for i := range 3000 {
		if err := s.Write(fmt.Sprint("file", i), []byte(fmt.Sprint(i))); err != nil {
			t.Fatal(err)
		}
	}
	if b, err := s.Read("file2999", 10); string(b) != "2999" || err != nil {
		t.Errorf("the last file: %q, %v", b, err)
	}
	if _, err := s.Read("file2999", 3); err == nil {
		t.Error("a file beyond the limit is read")
	}
	files := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files++
			if !strings.HasPrefix(d.Name(), "file") {
				t.Errorf("%s is left", path)
			}
		}
		return err
	})
	if err != nil || files > 1000 || files < 500 {
		t.Errorf("%d files, %v", files, err)
	}
	for range 2 {
		if err := s.Remove("file2999"); err != nil {
			t.Error(err)
		}
	}
	if _, err := s.Read("file2999", 10); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a removed file: %v", err)
	}
	if err := s.Write("file2998", []byte("again")); err != nil {
		t.Error(err)
	}
	if b, err := s.Read("file2998", 10); string(b) != "again" || err != nil {
		t.Errorf("a file written again: %q, %v", b, err)
	}
}
