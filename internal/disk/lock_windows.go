package disk

import (
	"os"

	"golang.org/x/sys/windows"
)

// lockFile waits for the lock of an open file, which is held until the file is
// closed; a dead process holds none. The lock lies behind all that is read and
// written, as a locked part could not be.
func lockFile(f *os.File) error {
	at := &windows.Overlapped{Offset: maxShared}
	return windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, at)
}
