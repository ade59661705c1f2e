package disk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
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
	paths  []string
	newest time.Time // of all times that were seen
}

// Path adds a file or folder, which need not be there. Of a symbolic link, what
// it leads to counts as well.
func (l *Look) Path(path string) { l.paths = append(l.paths, path) }

// Tree adds all that is in a folder, which need not be there. What symbolic links
// in it lead to counts, but is not looked into.
func (l *Look) Tree(dir string) {
	l.Path(dir)
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

// Site adds the files that stet wrote into the folder of a site, and their
// folders, which change when others put something there. It says whether the
// folder is a site.
func (l *Look) Site(dir string) bool {
	manifest, err := os.ReadFile(filepath.Join(dir, Marker))
	if err != nil {
		return false
	}
	l.Path(dir)
	l.Path(filepath.Join(dir, Marker))
	folders := map[string]bool{".": true}
	for line := range bytes.Lines(manifest) {
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
	manifest, err := os.ReadFile(filepath.Join(dir, Marker))
	if err != nil {
		return 0
	}
	_, names, _ := bytes.Cut(manifest, []byte("\n")) // the first line says what the file is
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
	const part = 512 // paths that are looked at in one go
	seen := make([]glance, (len(l.paths)+part-1)/part)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(seen)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(seen); i = int(next.Add(1)) - 1 {
				for _, path := range l.paths[i*part : min((i+1)*part, len(l.paths))] {
					seen[i].path(path)
				}
			}
		})
	}
	workers.Wait()
	sum := sha256.New()
	for _, g := range seen {
		sum.Write(g.text)
		if g.newest.After(l.newest) {
			l.newest = g.newest
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// IsSettled reports whether all that Sum saw was last changed before that time
// by so much that a later change shows in its times. A file that is written
// twice within a tick of the system's clock looks the same both times, and some
// file systems count whole seconds alone.
func (l *Look) IsSettled(by time.Time) bool {
	const tick = 20 * time.Millisecond
	resolution := tick
	if l.newest.Nanosecond() == 0 {
		resolution = 2 * time.Second
	}
	return l.newest.Add(resolution).Before(by)
}

// A glance is what was seen of some paths.
type glance struct {
	text   []byte
	newest time.Time
}

func (g *glance) path(path string) {
	info, err := os.Lstat(path)
	g.info(path, info, err)
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		info, err = os.Stat(path)
		g.info("", info, err)
	}
}

func (g *glance) info(path string, info fs.FileInfo, err error) {
	g.text = strconv.AppendQuote(g.text, path)
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
