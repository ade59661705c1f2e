//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package disk_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"stet/internal/disk"
)

// TestUpdateWaits checks that no change of several at once is lost.
func TestUpdateWaits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "citations.yaml")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if err := disk.Update(path, 100, func(old []byte) ([]byte, error) { return append(old, '+'), nil }); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if b, err := os.ReadFile(path); string(b) != "++++++++" {
		t.Errorf("the file holds %q, %v; want 8 changes", b, err)
	}
}
