package disk

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
)

// maxShared is how much of a shared file Share reads, in bytes.
const maxShared = 4 << 10

// Share updates a small file that several processes share: edit is given its
// content, empty for a file that is not there, and gives the new one. No other
// Share of the file, of this process or another, is at work meanwhile, so edit
// must be quick. The file is written in place and not flushed to the disk: what
// it holds must be easy to check and to do without.
//
// On systems that have no locks, two may be at work at the same time.
func Share(path string, edit func(old []byte) []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return writeError(path, err)
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|nonblock, 0o600)
	if err != nil {
		return writeError(path, err)
	}
	defer f.Close() // gives the lock up
	if info, err := f.Stat(); err != nil {
		return readError(path, err)
	} else if !info.Mode().IsRegular() {
		return &Error{filepath.ToSlash(path), "is " + kind(info.Mode()) + ", not a file; remove it"}
	}
	if err := lockFile(f); err != nil {
		return writeError(path, err)
	}
	old, err := io.ReadAll(io.LimitReader(f, maxShared))
	if err != nil {
		return readError(path, err)
	}
	updated := edit(old)
	if bytes.Equal(old, updated) {
		return nil
	}
	if _, err := f.WriteAt(updated, 0); err != nil {
		return writeError(path, err)
	}
	if err := f.Truncate(int64(len(updated))); err != nil {
		return writeError(path, err)
	}
	return nil
}
