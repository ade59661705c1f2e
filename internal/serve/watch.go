package serve

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"stet/internal/project"
)

// How long a preview waits for a save to be over. Editors save in several
// steps, often by way of another file; a checkout changes hundreds of files.
const (
	calm     = 8 * time.Millisecond   // without an event, where few files have changed
	longCalm = 120 * time.Millisecond // where more have than anyone saves at once
	manyFew  = 6                      // so many are still few
	grace    = 250 * time.Millisecond // for a file that is gone or empty to come back
	patience = 2 * time.Second        // at most, while events keep coming
	longWait = 10 * time.Second       // at most, where many files have changed
)

// pollEvery is how often files are looked at where the system cannot tell of
// changes.
const pollEvery = time.Second

// Watch reloads whatever changes, until ctx ends. With poll it does not ask the
// system to be told of changes, but looks at the files again and again.
func (p *Preview) Watch(ctx context.Context, poll bool) {
	paths := make(chan string, 256)
	go p.notice(ctx, poll, paths)
	p.gather(ctx, paths)
}

// everything stands for all files, where changes may have been missed.
const everything = ""

// notice sends the paths of what changes.
func (p *Preview) notice(ctx context.Context, poll bool, paths chan<- string) {
	send := func(path string) {
		select {
		case paths <- path:
		case <-ctx.Done():
		}
	}
	if !poll {
		err := p.listen(ctx, send)
		if err == nil || ctx.Err() != nil {
			return
		}
		p.logf("%s; files are looked at every second instead", cannotWatch(err))
		send(everything)
	}
	p.poll(ctx, send)
}

// cannotWatch says why the system does not tell of changes, and what to do.
func cannotWatch(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "the system's limit of watched folders is reached (to raise it on Linux: sudo sysctl fs.inotify.max_user_watches=524288)"
	case errors.Is(err, syscall.EMFILE):
		return "the system's limit of watchers or open files is reached (to raise it on Linux: sudo sysctl fs.inotify.max_user_instances=512; elsewhere: ulimit -n 4096)"
	}
	return "the system does not tell of changes: " + err.Error()
}

// A watcher is told of changes in folders.
type watcher struct {
	*fsnotify.Watcher
	watched map[string]bool
}

// listen sends the paths that the system tells of. It returns nil when ctx
// ends, and an error if the system cannot tell of all.
func (p *Preview) listen(ctx context.Context, send func(string)) error {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer notify.Close()
	w := &watcher{notify, map[string]bool{}}
	if err := w.watchAll(p.now.Load().project); err != nil {
		return err
	}
	send(everything) // what has changed before
	for {
		select {
		case <-ctx.Done():
			return nil
		case event, ok := <-w.Events:
			switch {
			case !ok:
				return errors.New("the watcher has stopped")
			case event.Op == fsnotify.Chmod:
				continue
			}
			event.Name = filepath.Clean(event.Name)
			if event.Has(fsnotify.Remove) || event.Has(fsnotify.Rename) {
				delete(w.watched, event.Name)
			}
			if err := w.watchNew(p.now.Load().project, event); err != nil {
				return err
			}
			send(event.Name)
		case err := <-w.Errors:
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return err
			}
			if err := w.watchAll(p.now.Load().project); err != nil {
				return err
			}
			send(everything)
		}
	}
}

// watchNew watches a folder that has come, and all folders anew where the
// settings may name others.
func (w *watcher) watchNew(now *project.Project, event fsnotify.Event) error {
	if filepath.Base(event.Name) == project.SettingsName {
		return w.watchAll(now)
	}
	if info, err := os.Lstat(event.Name); event.Has(fsnotify.Create) && err == nil && info.IsDir() {
		for _, root := range sources(now) {
			if within(event.Name, root) {
				return w.watchTree(event.Name)
			}
		}
	}
	return nil
}

// watchAll watches the folders of the project's sources, and those in which its
// settings, library and list of journals lie.
func (w *watcher) watchAll(now *project.Project) error {
	for _, dir := range homes(now) {
		if err := w.watch(dir); err != nil {
			return err
		}
	}
	for _, root := range sources(now) {
		if err := w.watchTree(root); err != nil {
			return err
		}
	}
	return nil
}

// watchTree watches a folder and all below it. Folders are watched, not files:
// editors put another file in the place of the old one.
func (w *watcher) watchTree(root string) error {
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil: // gone, or not to be read: then the list of articles says so
			return nil
		case !d.IsDir():
			return nil
		case name != root && isUnread(d.Name()):
			return fs.SkipDir
		}
		return w.watch(name)
	})
}

// add watches one folder; a test makes it fail.
var add = (*fsnotify.Watcher).Add

func (w *watcher) watch(dir string) error {
	if w.watched[dir] {
		return nil
	}
	err := add(w.Watcher, dir)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return nil
	}
	w.watched[dir] = err == nil
	return err
}

// isUnread reports whether nothing is read in folders of that name.
func isUnread(name string) bool { return name[0] == '.' || name == "node_modules" }

// sources are the folders of the project's articles and theme.
func sources(now *project.Project) []string {
	return append([]string{filepath.Join(now.Dir, filepath.FromSlash(now.Settings.Content))}, now.ThemeFolders()...)
}

// homes are the folders in which the files of the project lie.
func homes(now *project.Project) []string {
	dirs := []string{now.Dir}
	for _, name := range now.Files() {
		dirs = append(dirs, filepath.Dir(name))
	}
	return dirs
}

func within(name, dir string) bool {
	return name == dir || strings.HasPrefix(name, dir+string(filepath.Separator))
}

// gather collects paths until there is calm, then reloads them. While it
// reloads it goes on collecting.
func (p *Preview) gather(ctx context.Context, paths <-chan string) {
	pending := map[string]bool{}
	waited := map[string]bool{} // are gone or empty, and have had their time to come back
	var quiet, late, tooLate <-chan time.Time
	done := make(chan struct{}, 1)
	busy := false
	for {
		select {
		case <-ctx.Done():
			return
		case name := <-paths:
			pending[name] = true
			delete(waited, name)
			if quiet = time.After(calmFor(len(pending))); tooLate == nil {
				late, tooLate = time.After(patience), time.After(longWait)
			}
			continue
		case <-quiet:
		case <-late:
			if len(pending) > manyFew {
				continue
			}
		case <-tooLate:
		case <-done:
			busy = false
			if quiet != nil {
				continue // its time will come
			}
		}
		quiet, late, tooLate = nil, nil, nil
		if busy || len(pending) == 0 {
			continue // done comes
		}
		if p.now.Load().await(pending, waited) {
			quiet = time.After(grace)
			continue
		}
		changed := taken(pending)
		clear(waited)
		busy = true
		go func() {
			p.Reload(ctx, changed...)
			done <- struct{}{}
		}()
	}
}

// calmFor is how long it has to be calm when so many files have changed.
func calmFor(files int) time.Duration {
	if files > manyFew {
		return longCalm
	}
	return calm
}

// await reports whether a file of the site is gone or empty that has not been
// waited for yet: some editors remove a file before they write it again.
func (s *state) await(pending, waited map[string]bool) bool {
	found := false
	for name := range pending {
		if waited[name] || !s.uses(name) {
			continue
		}
		info, err := os.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode().IsRegular() && info.Size() == 0 {
			waited[name], found = true, true
		}
	}
	return found
}

// uses reports whether the site is made from the file at name, too: what editors
// write beside it comes and goes, and nobody waits for that.
func (s *state) uses(name string) bool {
	base := filepath.Base(name)
	return s.item(filepath.ToSlash(name)) != nil || isOwn(base) ||
		s.project.IsTheme(name) && path.Ext(base) != "" && base[0] != '.' && !strings.HasSuffix(base, "~")
}

// taken empties pending; nil stands for all files.
func taken(pending map[string]bool) (paths []string) {
	for name := range pending {
		paths = append(paths, name)
	}
	if pending[everything] {
		paths = nil
	}
	clear(pending)
	return paths
}
