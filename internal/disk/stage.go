package disk

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// A Stage is a site in the making, in a folder beside the one it will replace.
// Its methods may be called at the same time from several goroutines.
type Stage struct {
	target string
	dir    string
	root   *os.Root
	lock   *os.File

	mu    sync.Mutex
	names []string
	dirs  map[string]bool
}

// NewStage prepares to replace target. It refuses a target that holds files
// which stet did not write, waits for no one (another stet at work there is an
// error), and sweeps away what a killed run left behind.
func NewStage(target string) (*Stage, error) {
	parent := filepath.Dir(filepath.Clean(target))
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, writeError(target, err)
	}
	lock, err := lockDir(parent)
	if err != nil {
		return nil, &Error{filepath.ToSlash(target), err.Error()}
	}
	s := &Stage{target: filepath.Clean(target), lock: lock, dirs: map[string]bool{}}
	if err := s.open(parent); err != nil {
		lock.Close()
		return nil, err
	}
	return s, nil
}

func (s *Stage) open(parent string) error {
	if err := checkTarget(s.target); err != nil {
		return err
	}
	prefix := ".stet-stage-" + filepath.Base(s.target) + "@"
	if err := s.sweep(parent, prefix); err != nil {
		return err
	}
	dir, err := os.MkdirTemp(parent, prefix+"*")
	if err != nil {
		return writeError(s.target, err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return writeError(s.target, err)
	}
	s.dir = dir
	if s.root, err = os.OpenRoot(dir); err != nil {
		return writeError(s.target, err)
	}
	return nil
}

// sweep removes what killed runs left in parent. Of a run that was killed while
// it published, that may be the old site: then the host's own files are taken
// over, or the site is put back if the new one is not there.
func (s *Stage) sweep(parent, prefix string) error {
	left, err := os.ReadDir(parent)
	if err != nil {
		return writeError(parent, err)
	}
	for _, d := range left {
		if !strings.HasPrefix(d.Name(), prefix) {
			continue
		}
		dir := filepath.Join(parent, d.Name())
		// A link may lead to any folder, which is not for a build to take apart.
		if _, err := os.Lstat(filepath.Join(dir, Marker)); err == nil && d.IsDir() {
			if _, err := os.Lstat(s.target); errors.Is(err, fs.ErrNotExist) {
				if err := os.Rename(dir, s.target); err != nil {
					return writeError(s.target, err)
				}
				continue
			}
			if err := keep(dir, s.target); err != nil {
				return writeError(s.target, err)
			}
		}
		os.RemoveAll(dir)
	}
	return nil
}

// Write adds a file. name is slash-separated and stays within the site; a name
// that was written before is an error, as one page would hide another.
func (s *Stage) Write(name string, data []byte) error {
	if err := s.claim(name); err != nil {
		return err
	}
	return s.create(name, data)
}

// create makes a file whose name has been claimed.
func (s *Stage) create(name string, data []byte) error {
	f, err := s.root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return s.wrote(name, err)
	}
	_, err = f.Write(data)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return s.wrote(name, err)
}

// wrote is the error of making a file, nil for none.
func (s *Stage) wrote(name string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrExist):
		return &Error{s.path(name), "two pages have this address on a disk that does not tell upper from lower case; rename one"}
	}
	return writeError(s.path(name), err)
}

// Take adds a file of the site that is there now, as it is: the same file with
// one more name, where the disk lets it have two.
func (s *Stage) Take(name string) error {
	if err := s.claim(name); err != nil {
		return err
	}
	from := filepath.Join(s.target, filepath.FromSlash(name))
	if err := os.Link(from, filepath.Join(s.dir, filepath.FromSlash(name))); err == nil || errors.Is(err, fs.ErrExist) || errors.Is(err, fs.ErrNotExist) {
		return s.wrote(name, err)
	}
	b, err := os.ReadFile(from)
	if err != nil {
		return writeError(s.path(name), err)
	}
	return s.create(name, b)
}

// WriteHidden is Write for a file whose name is not to be read in the site's list
// of files, which may be published with it: the list has a sum of the name.
func (s *Stage) WriteHidden(name string, data []byte) error {
	if err := s.Write(name, data); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.names {
		if s.names[i] == name {
			s.names[i] = hidden(name)
		}
	}
	return nil
}

// hiddenPrefix starts the lines of a manifest that are sums of names. No name of a
// page has a colon.
const hiddenPrefix = "sha256:"

func hidden(name string) string {
	sum := sha256.Sum256([]byte(name))
	return hiddenPrefix + hex.EncodeToString(sum[:])
}

// TakeWith adds a file of the site that is there now with data in the place of
// size bytes of it.
func (s *Stage) TakeWith(name string, at, size int, data []byte) error {
	if err := s.claim(name); err != nil {
		return err
	}
	b, err := os.ReadFile(filepath.Join(s.target, filepath.FromSlash(name)))
	if err != nil {
		return writeError(s.path(name), err)
	}
	if at < 0 || size < 0 || at > len(b)-size {
		return &Error{s.path(name), fmt.Sprintf("has %d bytes, and not %d of them at byte %d", len(b), size, at)}
	}
	return s.create(name, slices.Concat(b[:at], data, b[at+size:]))
}

// Insert puts data into a file that Write has written, at a byte of it.
func (s *Stage) Insert(name string, at int, data []byte) error {
	f, err := s.root.OpenFile(filepath.FromSlash(name), os.O_RDWR, 0)
	if err != nil {
		return writeError(s.path(name), err)
	}
	err = insert(f, int64(at), data)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return writeError(s.path(name), err)
	}
	return nil
}

func insert(f *os.File, at int64, data []byte) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if at < 0 || at > info.Size() {
		return fmt.Errorf("has %d bytes, and nothing can be put in at byte %d", info.Size(), at)
	}
	both := make([]byte, len(data)+int(info.Size()-at))
	copy(both, data)
	if _, err := f.ReadAt(both[len(data):], at); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	_, err = f.WriteAt(both, at)
	return err
}

// claim notes name and makes the folders above it.
func (s *Stage) claim(name string) error {
	if !fs.ValidPath(name) || name == "." || name == Marker {
		return &Error{s.path(name), "is no address that a page can have"}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.names = append(s.names, name)
	dir := filepath.Dir(filepath.FromSlash(name))
	if dir == "." || s.dirs[dir] {
		return nil
	}
	if err := s.root.MkdirAll(dir, 0o755); err != nil {
		return writeError(s.path(name), err)
	}
	s.dirs[dir] = true
	return nil
}

func (s *Stage) path(name string) string { return filepath.ToSlash(filepath.Join(s.target, name)) }

// Publish puts the new site in the place of the old one in one step, where the
// system can exchange two folders (Linux), or in two. The old site is removed.
func (s *Stage) Publish() error {
	defer s.lock.Close()
	slices.Sort(s.names)
	manifest := "Written by stet. The files below are replaced at each build.\n" + strings.Join(s.names, "\n") + "\n"
	if err := s.root.WriteFile(Marker, []byte(manifest), 0o644); err != nil {
		return errors.Join(writeError(s.path(Marker), err), s.remove())
	}
	s.root.Close() // some systems rename no folder that is open
	// The target may have changed since NewStage looked at it.
	if err := checkTarget(s.target); err != nil {
		return errors.Join(err, s.remove())
	}
	_, err := os.Stat(s.target)
	if errors.Is(err, fs.ErrNotExist) {
		err = os.Rename(s.dir, s.target)
	} else if err == nil {
		if err = exchange(s.dir, s.target); err == nil {
			if err := keep(s.dir, s.target); err != nil {
				return writeError(s.target, err) // what is left stays where it is, and the next build tries again
			}
		}
	}
	if err != nil {
		return errors.Join(writeError(s.target, err), s.remove())
	}
	return s.remove()
}

// Gone are the files that the list of the site in target's place has and this one
// does not, sorted; nil where there is no site yet.
func (s *Stage) Gone() []string {
	names, err := readManifest(s.target)
	if err != nil {
		return nil
	}
	old := listed(names)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, name := range s.names {
		delete(old, name)
	}
	return slices.Sorted(maps.Keys(old))
}

// Discard forgets the new site; the old one stays as it was.
func (s *Stage) Discard() error {
	defer s.lock.Close()
	return s.remove()
}

// remove deletes what stands at the stage's own folder: the new site when it
// was not published, else the old one.
func (s *Stage) remove() error {
	s.root.Close()
	if err := os.RemoveAll(s.dir); err != nil {
		return writeError(s.dir, err)
	}
	return nil
}
