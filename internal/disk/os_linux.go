package disk

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// nonblock keeps open from waiting for a writer at a named pipe.
const nonblock = unix.O_NONBLOCK

// exchange swaps two folders in one step.
func exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) { // file systems without it
		return swap(a, b)
	}
	return err
}

// lockDir takes the lock of a folder for as long as the file stays open. It
// leaves nothing behind, and a dead process holds none.
func lockDir(dir string) (*os.File, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		f.Close()
		return nil, errors.New("another stet is at work here; wait until it is done")
	}
	if err != nil && !errors.Is(err, unix.ENOTSUP) && !errors.Is(err, unix.ENOLCK) {
		f.Close()
		return nil, err
	}
	return f, nil
}
