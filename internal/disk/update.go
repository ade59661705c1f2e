package disk

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// asideName is what a file is called, behind its own name, that holds what
// could not be written to it.
const asideName = ".stet-new"

// Update replaces the file at path by what edit makes of its content, which is
// empty for a file that is not there. No other stet changes the file meanwhile:
// one that wants to waits some seconds for its turn. If something else changed
// it while edit was at work, the file is left alone, what would have been
// written stands beside it as "citations.yaml.stet-new", and that is an error.
//
// Equal content is not written. A symbolic link is written through, if it leads
// to a file of the same repository. What a killed Update left behind is removed.
func Update(path string, limit int64, edit func(old []byte) ([]byte, error)) error {
	target, err := within(path)
	if err != nil {
		return err
	}
	lock, err := waitForDir(filepath.Dir(target))
	if err != nil {
		return &Error{filepath.ToSlash(path), err.Error()}
	}
	defer lock.Close()
	sweepTemps(target)
	var old []byte
	if _, err := os.Stat(target); !errors.Is(err, fs.ErrNotExist) {
		if old, err = Read(target, limit); err != nil {
			return err
		}
	}
	updated, err := edit(old)
	if err != nil || bytes.Equal(old, updated) {
		return err
	}
	same, err := holds(target, old)
	if err != nil {
		return err
	}
	if !same {
		return setAside(path, updated)
	}
	return Write(target, updated)
}

// holds reports whether the file at path has the content b; one that is not
// there is empty. The file is read piece by piece: it may be large, and its
// content is in memory twice already.
func holds(path string, b []byte) (bool, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|nonblock, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return len(b) == 0, nil
	}
	if err != nil {
		return false, readError(path, err)
	}
	defer f.Close()
	piece := make([]byte, 64<<10)
	for {
		n, err := f.Read(piece)
		if !bytes.HasPrefix(b, piece[:n]) {
			return false, nil
		}
		b = b[n:]
		switch {
		case errors.Is(err, io.EOF):
			return len(b) == 0, nil
		case err != nil:
			return false, readError(path, err)
		}
	}
}

// setAside writes beside path what would have overwritten somebody's changes.
func setAside(path string, updated []byte) error {
	shown := filepath.ToSlash(path)
	if err := Write(path+asideName, updated); err != nil {
		return err
	}
	return &Error{shown, fmt.Sprintf("was changed by someone else at the same time, and stays as it is now; "+
		"what stet would have written is in %[1]s%[2]s. Run the command again and delete that file, or merge by hand: diff -u %[1]s %[1]s%[2]s", shown, asideName)}
}

// within is the file that path leads to. A link has to stay in the repository
// that it lies in, or in its own folder where there is none.
func within(path string) (string, error) {
	info, err := os.Lstat(path)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return path, nil
	}
	shown := filepath.ToSlash(path)
	leads, err := os.Readlink(path)
	if err != nil {
		return "", readError(path, err)
	}
	target, err := filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", &Error{shown, fmt.Sprintf("is a symbolic link to %s, which is not there", filepath.ToSlash(leads))}
	}
	if err != nil {
		return "", readError(path, err)
	}
	home, err := repository(filepath.Dir(path))
	if err != nil {
		return "", readError(path, err)
	}
	if target, err = filepath.Abs(target); err != nil {
		return "", readError(path, err)
	}
	if rel, err := filepath.Rel(home, target); err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", &Error{shown, fmt.Sprintf("is a symbolic link to %s, outside of %s, and is not written through; name the file itself", filepath.ToSlash(leads), filepath.ToSlash(home))}
	}
	return target, nil
}

// repository is the folder that holds the repository dir lies in, or dir.
func repository(dir string) (string, error) {
	home, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return "", err
	}
	if git := Upwards(home, ".git"); git != "" {
		home = filepath.Dir(git)
	}
	return filepath.Abs(home)
}

var errBusy = errors.New("another stet is at work here; wait until it is done")

// How long an Update waits for another stet, in tries of a lock.
const (
	lockTries = 200
	lockPause = 50 * time.Millisecond
)

// waitForDir is lockDir for a lock that others hold shortly.
func waitForDir(dir string) (lock *os.File, err error) {
	for range lockTries {
		if lock, err = lockDir(dir); !errors.Is(err, errBusy) {
			return lock, err
		}
		time.Sleep(lockPause)
	}
	return nil, err
}

// sweepTemps removes what writers of path left that were killed. Its caller
// holds the lock under which alone they write.
func sweepTemps(path string) {
	dir, prefix := filepath.Dir(path), tempPrefix(filepath.Base(path))
	left, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, d := range left {
		if strings.HasPrefix(d.Name(), prefix) {
			os.Remove(filepath.Join(dir, d.Name()))
		}
	}
}

// Links is how many names the file at path has: more than one if it is
// hard-linked, and then a write changes that of path alone. 1 where the system
// does not say.
func Links(path string) int {
	info, err := os.Stat(path)
	if err != nil {
		return 1
	}
	return links(info)
}
