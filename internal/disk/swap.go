package disk

import (
	"errors"
	"os"
)

// swap exchanges two folders in three renames. For a moment b is not there; if
// it cannot be replaced, it is put back.
func swap(a, b string) error {
	old := a + ".old"
	if err := os.Rename(b, old); err != nil {
		return err
	}
	if err := os.Rename(a, b); err != nil {
		return errors.Join(err, os.Rename(old, b))
	}
	return os.Rename(old, a)
}
