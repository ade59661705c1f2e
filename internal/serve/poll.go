package serve

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"stet/internal/project"
)

// A stamp is what can be seen of a file without reading it.
type stamp struct {
	size int64
	time time.Time
	mode fs.FileMode
}

// A poller finds what has changed by looking at all files.
type poller struct {
	seen map[string]stamp
	// unsure are files that were other ones when they were last looked at. They
	// are reported once more, as one that is written twice within a tick of the
	// file system's clock may look the same.
	unsure map[string]bool
}

// poll sends the paths of what changes, looking every second.
func (p *Preview) poll(ctx context.Context, send func(string)) {
	var l poller
	l.look(p.now.Load().project)
	send(everything)
	clock := time.NewTicker(pollEvery)
	defer clock.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-clock.C:
			for _, name := range l.look(p.now.Load().project) {
				send(name)
			}
		}
	}
}

// look gives the paths of what is not as it was before.
func (l *poller) look(now *project.Project) (changed []string) {
	seen := make(map[string]stamp, len(l.seen))
	note := func(name string, info fs.FileInfo, err error) {
		if err == nil {
			seen[name] = stamp{info.Size(), info.ModTime(), info.Mode()}
		}
	}
	for _, root := range sources(now) {
		filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return nil
			case d.IsDir() && name != root && isUnread(d.Name()):
				return fs.SkipDir
			case !d.IsDir():
				info, err := d.Info()
				note(name, info, err)
			}
			return nil
		})
	}
	for _, name := range append(now.Files(), project.SettingsName, project.LibraryName, now.Bindings, filepath.Join(now.Dir, project.HistoryName)) {
		info, err := os.Lstat(name)
		note(name, info, err)
	}
	unsure := map[string]bool{}
	for name, s := range seen {
		if before, known := l.seen[name]; !known || before != s {
			unsure[name] = true
			changed = append(changed, name)
		} else if l.unsure[name] {
			changed = append(changed, name)
		}
	}
	for name := range l.seen {
		if _, there := seen[name]; !there {
			changed = append(changed, name)
		}
	}
	l.seen, l.unsure = seen, unsure
	return changed
}
