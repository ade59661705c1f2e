package disk

import (
	"cmp"
	"errors"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

// A Store is a folder of files that may be lost at any time, such as a cache.
// It holds a bounded number of them: the ones written first make room. A file
// that is read may be torn or changed by anybody; its reader checks it.
type Store struct {
	dir   string
	limit int // files a shelf holds
}

// shelves are the folders that a Store spreads its files over, so that none
// grows beyond what a folder lists quickly.
const shelves = 100

// NewStore is the store in dir, which need not exist yet, of about limit files.
func NewStore(dir string, limit int) *Store {
	return &Store{dir: dir, limit: max(limit/shelves, 2)}
}

// Read gives the file of that name; an error of fs.ErrNotExist says that the
// store does not hold it.
func (s *Store) Read(name string, limit int64) ([]byte, error) {
	path := s.path(name)
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fs.ErrNotExist
	}
	return Read(path, limit)
}

// Write puts a file into the store, in the place of one of its name. The bytes
// of a file are there as a whole or not at all, but a crash of the system may
// lose it.
func (s *Store) Write(name string, data []byte) error {
	return s.WriteBy(name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// WriteBy is Write with what write writes.
func (s *Store) WriteBy(name string, write func(io.Writer) error) error {
	path := s.path(name)
	shelf := filepath.Dir(path)
	if err := os.MkdirAll(shelf, 0o700); err != nil {
		return writeError(path, err)
	}
	if err := s.makeRoom(shelf); err != nil {
		return writeError(shelf, err)
	}
	tmp, err := os.CreateTemp(shelf, ".stet-write-*")
	if err != nil {
		return writeError(path, err)
	}
	err = write(tmp)
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
	return nil
}

// Remove takes a file out of the store; one that is not there is no error.
func (s *Store) Remove(name string) error {
	if err := os.Remove(s.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return writeError(s.path(name), err)
	}
	return nil
}

func (s *Store) path(name string) string {
	sum := fnv.New32a()
	sum.Write([]byte(name))
	return filepath.Join(s.dir, strconv.Itoa(int(sum.Sum32()%shelves)), name)
}

// makeRoom takes the oldest fifth out of a shelf that is full. What killed
// writers left counts as files, and goes with them.
func (s *Store) makeRoom(shelf string) error {
	entries, err := os.ReadDir(shelf)
	if err != nil || len(entries) < s.limit {
		return err
	}
	type aged struct {
		name string
		at   time.Time
	}
	var files []aged
	for _, d := range entries {
		if info, err := d.Info(); err == nil {
			files = append(files, aged{d.Name(), info.ModTime()})
		}
	}
	slices.SortFunc(files, func(a, b aged) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.name, b.name))
	})
	for _, f := range files[:len(files)-s.limit*4/5] {
		if err := os.Remove(filepath.Join(shelf, f.name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
