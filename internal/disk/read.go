// Package disk is where stet meets the file system: bounded reads, lists of
// articles, atomic writes and the swap of a whole site.
//
// It is the only package that writes files. A file is old or new, never torn;
// a site is all old or all new.
package disk

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// An Error is a file that could not be read or written.
type Error struct {
	Path string
	Msg  string // what is wrong and what to do
}

func (e *Error) Error() string { return e.Path + ": " + e.Msg }

// A TooLarge is a file with more bytes than its reader takes.
type TooLarge struct {
	Path  string
	Limit int64 // in bytes
}

func (e *TooLarge) Error() string { return e.Path + ": " + e.Msg() }

// Msg is what is wrong, without the path.
func (e *TooLarge) Msg() string { return "is larger than " + size(e.Limit) }

// Open opens a folder, to read what lies below it and nothing else.
func Open(dir string) (*os.Root, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, readError(dir, err)
	}
	return root, nil
}

// Read gives the content of a regular file of at most limit bytes. A larger
// file, or one that grows beyond limit while it is read, is a *TooLarge.
func Read(path string, limit int64) ([]byte, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|nonblock, 0)
	if err != nil {
		return nil, readError(path, err)
	}
	defer f.Close()
	return readAll(f, path, limit)
}

// ReadIn is Read for a file below root; it follows no link out of root.
func ReadIn(root *os.Root, name string, limit int64) ([]byte, error) {
	path := filepath.ToSlash(filepath.Join(root.Name(), name))
	f, err := root.OpenFile(name, os.O_RDONLY|nonblock, 0)
	if err != nil {
		return nil, readError(path, err)
	}
	defer f.Close()
	return readAll(f, path, limit)
}

func readAll(f *os.File, path string, limit int64) ([]byte, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, readError(path, err)
	}
	if !info.Mode().IsRegular() {
		return nil, &Error{path, "is " + kind(info.Mode()) + ", not a file"}
	}
	if info.Size() > limit {
		return nil, &TooLarge{path, limit}
	}
	b := make([]byte, 0, info.Size()+512)
	for {
		n, err := f.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		switch {
		case int64(len(b)) > limit:
			return nil, &TooLarge{path, limit}
		case errors.Is(err, io.EOF):
			return b, nil
		case err != nil:
			return nil, readError(path, err)
		case len(b) == cap(b):
			b = slices.Grow(b, len(b))
		}
	}
}

// A Skip is something that a list of articles leaves out, with the reason.
type Skip struct {
	Path   string
	Reason string
	Unread bool // it may hold articles, and could not be read
}

// Articles lists the files below root that is takes for articles, by their
// slash-separated names, sorted. Hidden files and folders, node_modules and
// editors' temporary files are not articles. Symbolic links and special files
// that would be articles are skipped, and said so.
func Articles(root *os.Root, is func(name string) bool) (names []string, skipped []Skip, err error) {
	err = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			skipped = append(skipped, Skip{name, reason(err), true})
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		base := d.Name()
		switch {
		case name == ".":
		case d.IsDir():
			if base[0] == '.' || base == "node_modules" {
				return fs.SkipDir
			}
			if strings.Count(name, "/") >= maxDepth {
				skipped = append(skipped, Skip{name, fmt.Sprintf("is more than %d folders deep", maxDepth), true})
				return fs.SkipDir
			}
		case d.Type()&fs.ModeSymlink != 0 && base[0] != '.' && isFolder(root, name, is):
			skipped = append(skipped, Skip{name, "is a symbolic link to a folder; put the folder itself here", false})
		case isTemporary(base) || !is(name):
		case !d.Type().IsRegular():
			skipped = append(skipped, Skip{name, "is " + kind(d.Type()) + "; put the file itself here", false})
		default:
			names = append(names, name)
		}
		return nil
	})
	slices.Sort(names)
	return names, skipped, err
}

// isFolder reports whether a link leads to a folder, or out of root.
func isFolder(root *os.Root, name string, is func(string) bool) bool {
	info, err := root.Stat(name)
	return err != nil && !is(name) || err == nil && info.IsDir()
}

// maxDepth bounds how deep Articles goes: deeper trees are loops or mistakes.
const maxDepth = 50

// isTemporary reports whether base is the name of a hidden or temporary file.
func isTemporary(base string) bool {
	return base[0] == '.' || base[0] == '#' || strings.HasSuffix(base, "~")
}

// Upwards finds the nearest file of that name in dir or a folder above it;
// "" if there is none.
func Upwards(dir, name string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	for rel := dir; ; rel = filepath.Join(rel, "..") {
		if _, err := os.Lstat(filepath.Join(abs, name)); err == nil {
			return filepath.Join(rel, name)
		}
		up := filepath.Dir(abs)
		if up == abs {
			return ""
		}
		abs = up
	}
}

func kind(m fs.FileMode) string {
	switch {
	case m.IsRegular():
		return "a file"
	case m.IsDir():
		return "a folder"
	case m&fs.ModeSymlink != 0:
		return "a symbolic link"
	case m&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case m&fs.ModeSocket != 0:
		return "a socket"
	case m&fs.ModeDevice != 0:
		return "a device"
	}
	return "a special file"
}

func size(n int64) string {
	if n >= 1<<20 && n%(1<<20) == 0 {
		return fmt.Sprintf("%d MiB", n>>20)
	}
	if n >= 1<<10 && n%(1<<10) == 0 {
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

func readError(path string, err error) error { return &Error{filepath.ToSlash(path), reason(err)} }

// reason is err without the operation and the path, which the message has.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file or folder"
	case errors.Is(err, fs.ErrPermission):
		return "permission denied"
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err.Error()
	}
	return err.Error()
}

// Within reports whether path is the folder dir or lies below it; both are
// absolute and clean.
func Within(path, dir string) bool {
	return path == dir || strings.HasPrefix(path, dir+string(filepath.Separator))
}
