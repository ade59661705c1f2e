package disk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// A Look is how files and folders look from outside: their names, sizes, modes
// and times, and on Linux their inodes. Two looks at the same paths that have the
// same sum saw the same files, unless one was changed within the resolution of
// its time: see IsSettled. Nothing is opened but folders.
type Look struct {
	paths []string
	seen  []Sight // of paths, when they have been looked at
}

// A Sight is how one file or folder looked.
type Sight struct {
	Text   string    // its path and how it looked
	newest time.Time // of its times
}

// Path adds a file or folder, which need not be there. Of a symbolic link, what
// it leads to counts as well.
func (l *Look) Path(path string) { l.paths = append(l.paths, path) }

// Tree adds the files in a folder and in those below it, which need not be there.
// What symbolic links in it lead to counts, but is not looked into.
func (l *Look) Tree(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, d := range entries {
		path := filepath.Join(dir, d.Name())
		if d.IsDir() {
			l.Tree(path)
		} else {
			l.Path(path)
		}
	}
}

// Part is the files and folders for which is holds. They are no longer in l.
func (l *Look) Part(is func(path string) bool) *Look {
	var part Look
	l.paths = slices.DeleteFunc(l.paths, func(path string) bool {
		if is(path) {
			part.paths = append(part.paths, path)
			return true
		}
		return false
	})
	return &part
}

// Site adds the files that stet wrote into the folder of a site, and their
// folders, which change when others put something there. It says whether the
// folder is a site.
func (l *Look) Site(dir string) bool {
	names, err := readManifest(dir)
	if err != nil {
		return false
	}
	l.Path(dir)
	l.Path(filepath.Join(dir, Marker))
	folders := map[string]bool{".": true}
	for line := range bytes.Lines(names) {
		name := filepath.FromSlash(string(bytes.TrimSpace(line)))
		l.Path(filepath.Join(dir, name))
		for up := filepath.Dir(name); !folders[up]; up = filepath.Dir(up) {
			folders[up] = true
			l.Path(filepath.Join(dir, up))
		}
	}
	return true
}

// Missing is how many of the files that stet wrote into the folder of a site are
// no longer there; 0 where the folder is no site.
func Missing(dir string) (n int) {
	names, err := readManifest(dir)
	if err != nil {
		return 0
	}
	for line := range bytes.Lines(names) {
		if bytes.HasPrefix(line, []byte(hiddenPrefix)) {
			continue
		}
		_, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(string(bytes.TrimSpace(line)))))
		if errors.Is(err, fs.ErrNotExist) {
			n++
		}
	}
	return n
}

// Sum looks, and gives what was seen as a short text.
func (l *Look) Sum() string {
	sum := sha256.New()
	for _, s := range l.sights() {
		io.WriteString(sum, s.Text)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// Each calls f with each path, and how it looked when it was first asked for.
func (l *Look) Each(f func(path string, seen Sight)) {
	for i, s := range l.sights() {
		f(l.paths[i], s)
	}
}

// IsSettled reports whether all that was seen was.
func (l *Look) IsSettled(by time.Time) bool {
	return !slices.ContainsFunc(l.sights(), func(s Sight) bool { return !s.IsSettled(by) })
}

func (l *Look) sights() []Sight {
	if l.seen != nil {
		return l.seen
	}
	l.seen = make([]Sight, len(l.paths))
	const part = 512 // paths that are looked at in one go
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(l.paths)/part+1) {
		workers.Go(func() {
			for from := int(next.Add(part)) - part; from < len(l.paths); from = int(next.Add(part)) - part {
				for i := from; i < min(from+part, len(l.paths)); i++ {
					l.seen[i] = See(l.paths[i])
				}
			}
		})
	}
	workers.Wait()
	return l.seen
}

// IsSettled reports whether what was seen was last changed before that time by so
// much that a later change shows in its times. A file that is written twice
// within a tick of the system's clock looks the same both times, and some file
// systems count whole seconds alone.
func (s Sight) IsSettled(by time.Time) bool {
	const tick = 20 * time.Millisecond
	resolution := tick
	if s.newest.Nanosecond() == 0 {
		resolution = 2 * time.Second
	}
	return s.newest.Add(resolution).Before(by)
}

// See looks at one file or folder, as a Look does.
func See(path string) Sight {
	var g glance
	info, err := os.Lstat(path)
	g.info(path, info, err)
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		info, err = os.Stat(path)
		g.info("", info, err)
	}
	return Sight{string(g.text), g.newest}
}

// A glance is what was seen so far.
type glance struct {
	text   []byte
	newest time.Time
}

func (g *glance) info(path string, info fs.FileInfo, err error) {
	g.text = strconv.AppendQuote(slices.Grow(g.text, len(path)+80), path)
	if err != nil {
		g.text = append(g.text, " none\n"...)
		return
	}
	inode, changed := identity(info)
	for _, n := range []int64{info.Size(), int64(info.Mode()), info.ModTime().UnixNano(), int64(inode), changed.UnixNano()} {
		g.text = strconv.AppendInt(append(g.text, ' '), n, 36)
	}
	g.text = append(g.text, '\n')
	for _, at := range []time.Time{info.ModTime(), changed} {
		if at.After(g.newest) {
			g.newest = at
		}
	}
}
