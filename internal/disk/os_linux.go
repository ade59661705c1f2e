package disk

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// exchange swaps two folders in one step.
func exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) { // file systems without it
		return swap(a, b)
	}
	return err
}

// keepAttributes gives f the owner and the extended attributes, access lists
// among them, of the file at path, as far as the system lets it.
func keepAttributes(path string, f *os.File) {
	info, err := os.Stat(path)
	if err != nil {
		return
	}
	if st, ok := info.Sys().(*syscall.Stat_t); ok && (int(st.Uid) != os.Geteuid() || int(st.Gid) != os.Getegid()) {
		f.Chown(int(st.Uid), int(st.Gid))
	}
	names := make([]byte, 64<<10)
	n, err := unix.Listxattr(path, names)
	if err != nil {
		return
	}
	value := make([]byte, 64<<10)
	for name := range strings.SplitSeq(strings.TrimSuffix(string(names[:n]), "\x00"), "\x00") {
		if size, err := unix.Getxattr(path, name, value); err == nil && name != "" {
			unix.Fsetxattr(int(f.Fd()), name, value[:size], 0)
		}
	}
}

// identity is a file's number on its disk, and when anything of it was changed
// last, which nobody can set.
func identity(info fs.FileInfo) (inode uint64, changed time.Time) {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return st.Ino, time.Unix(int64(st.Ctim.Sec), int64(st.Ctim.Nsec))
	}
	return 0, info.ModTime()
}
