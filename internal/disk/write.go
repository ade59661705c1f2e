package disk

import (
	"io/fs"
	"os"
	"path/filepath"
)

// tempPrefix is how the names of the temporary files start from which the file
// of that name is made.
func tempPrefix(name string) string { return ".stet-write-" + name + "@" }

// Write replaces the file at path, or makes it: a reader sees the old bytes or
// the new, and after a crash one of the two is there. A file that exists keeps
// its mode, and its owner and attributes where the system lets it. A symbolic
// link is written through, if it leads to a file of the same repository; what is
// no file is left as it is.
func Write(path string, data []byte) error {
	path, err := within(path)
	if err != nil {
		return err
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		if !info.Mode().IsRegular() {
			return &Error{filepath.ToSlash(path), "is " + kind(info.Mode()) + ", not a file"}
		}
		mode = info.Mode().Perm()
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), tempPrefix(filepath.Base(path))+"*")
	if err != nil {
		return writeError(path, err)
	}
	_, err = tmp.Write(data)
	keepAttributes(path, tmp)
	if err == nil {
		err = tmp.Chmod(mode)
	}
	if err == nil {
		err = tmp.Sync()
	}
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		os.Remove(tmp.Name())
		return writeError(path, err)
	}
	syncDir(filepath.Dir(path))
	return nil
}

// Create writes a new file and the folders above it; one that exists is an
// error.
func Create(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return writeError(path, err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return writeError(path, err)
	}
	_, err = f.Write(data)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		os.Remove(path)
		return writeError(path, err)
	}
	return nil
}

// syncDir makes a rename in dir durable. File systems that cannot do it say
// so with an error that nobody can act on.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		d.Sync()
		d.Close()
	}
}

func writeError(path string, err error) error {
	return &Error{filepath.ToSlash(path), "not written: " + reason(err)}
}
