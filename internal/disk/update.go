package disk

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Update replaces the file at path by what edit makes of its content, which is
// empty for a file that is not there. No other stet changes the file meanwhile;
// if something else did, the file is left alone and that is an error. Equal
// content is not written.
func Update(path string, limit int64, edit func(old []byte) ([]byte, error)) error {
	lock, err := lockDir(filepath.Dir(path))
	if err != nil {
		return &Error{filepath.ToSlash(path), err.Error()}
	}
	defer lock.Close()
	read := func() ([]byte, error) {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		return Read(path, limit)
	}
	old, err := read()
	if err != nil {
		return err
	}
	updated, err := edit(old)
	if err != nil || bytes.Equal(old, updated) {
		return err
	}
	now, err := read()
	if err != nil {
		return err
	}
	if !bytes.Equal(old, now) {
		return &Error{filepath.ToSlash(path), "was changed by someone else at the same time; nothing was written, run the command again"}
	}
	return Write(path, updated)
}
