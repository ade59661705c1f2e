package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/digest"
	"stet/internal/disk"
	"stet/internal/match"
	"stet/internal/settings"
	"stet/internal/source"
)

// Names of the files that make a project.
const (
	libraryName  = "citations.yaml"
	settingsName = "stet.yaml"
)

// Limits of the files that are not articles, in bytes.
const (
	libraryLimit  = cite.MaxBytes
	settingsLimit = 1 << 20
)

// A project is what articles are judged by: settings and a library.
type project struct {
	dir      string // the folder of its files, as the user would name it
	settings settings.Settings
	journals *cite.JournalTable // nil for the built-in table alone
	content  string             // absolute path of the site's articles; "" where there is no site
	library  *cite.Library      // nil for none
	index    *match.Index
}

// openProject reads the project that the file or folder at path belongs to:
// its settings and library are the nearest ones upwards. citations, where it
// is not empty, names the library instead.
func openProject(path, citations string) (*project, error) {
	dir := path
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		dir = filepath.Dir(path)
	}
	if citations == "" {
		citations = disk.Upwards(dir, libraryName)
	} else if _, err := os.Stat(citations); err != nil {
		return nil, &failure{statusUsage, fmt.Errorf("--citations %s: no such file", citations)}
	}
	own := disk.Upwards(dir, settingsName)
	p := &project{dir: "."}
	switch {
	case own != "":
		p.dir = filepath.Dir(own)
	case citations != "":
		p.dir = filepath.Dir(citations)
	}
	if err := p.readSettings(own); err != nil {
		return nil, err
	}
	if err := p.readJournals(); err != nil {
		return nil, err
	}
	if err := p.readLibrary(citations); err != nil {
		return nil, err
	}
	p.index = match.NewIndex(p.library)
	if own == "" && citations == "" {
		return p, nil
	}
	content, err := filepath.Abs(filepath.Join(p.dir, p.settings.Content))
	p.content = content
	return p, err
}

func (p *project) readSettings(path string) error {
	if path == "" {
		p.settings = settings.Default()
		return nil
	}
	f, err := readFile(path, settingsLimit)
	if err != nil {
		return &failure{statusUsage, err}
	}
	p.settings, err = settings.Parse(f, audit.IDs())
	return err
}

// readJournals makes the table of journals that the settings ask for.
func (p *project) readJournals() error {
	if len(p.settings.Journals) == 0 && p.settings.JournalList == "" {
		return nil
	}
	var err error
	p.journals, err = journalTable(p.settings, p.dir)
	return err
}

func (p *project) readLibrary(path string) error {
	if path == "" {
		return nil
	}
	f, err := readFile(path, libraryLimit)
	if err != nil {
		return &failure{statusUsage, err}
	}
	p.library, err = cite.ParseLibrary(f)
	return err
}

func readFile(path string, limit int64) (*source.File, error) {
	b, err := disk.Read(path, limit)
	if err != nil {
		return nil, err
	}
	return source.NewFile(filepath.ToSlash(path), b), nil
}

// A task is an article to be read.
type task struct {
	path string                 // as the user named it, slash-separated
	read func() ([]byte, error) // its bytes
	own  bool                   // content of the project's own site, held to its rules
}

// contentTasks are the articles of the project's own site, sorted.
func (p *project) contentTasks() ([]task, []disk.Skip, error) {
	return p.folderTasks(filepath.Join(p.dir, p.settings.Content), true)
}

// folderTasks are the articles below a folder, sorted.
func (p *project) folderTasks(dir string, own bool) ([]task, []disk.Skip, error) {
	root, err := disk.Open(dir) // stays open as long as its articles are read
	if err != nil {
		return nil, nil, err
	}
	names, skipped, err := disk.Articles(root)
	if err != nil {
		return nil, nil, err
	}
	tasks := make([]task, len(names))
	for i, name := range names {
		tasks[i] = task{
			path: filepath.ToSlash(filepath.Join(dir, name)),
			read: func() ([]byte, error) { return disk.ReadIn(root, name, p.limit()) },
			own:  own || p.owns(filepath.Join(dir, name)),
		}
	}
	for i := range skipped {
		skipped[i].Path = filepath.ToSlash(filepath.Join(dir, skipped[i].Path))
	}
	return tasks, skipped, nil
}

// fileTask is one article anywhere.
func (p *project) fileTask(path string) task {
	return task{
		path: filepath.ToSlash(path),
		read: func() ([]byte, error) { return disk.Read(path, p.limit()) },
		own:  p.owns(path),
	}
}

// owns reports whether path lies in the content of the project's own site.
func (p *project) owns(path string) bool {
	abs, err := filepath.Abs(path)
	return err == nil && p.content != "" && within(abs, p.content)
}

// limit is how many bytes an article may have.
func (p *project) limit() int64 { return int64(p.settings.Limits.File) }

// options are those of reading an article.
func (p *project) options(own, body bool) digest.Options {
	opt := digest.Options{NoBody: !body}
	opt.Article.Strict = own
	opt.Article.CiteElements = p.settings.CiteElements
	opt.Article.Limits = p.settings.Limits
	opt.Claim = claim.Options{Journals: p.journals}
	return opt
}

// digests reads and matches tasks in parallel and hands each digest to use,
// with the task's number, from several goroutines at once. A file that cannot
// be read does not keep the others from being used; the errors come back in
// the order of tasks.
func (p *project) digests(ctx context.Context, tasks []task, body bool, use func(int, digest.Digest) error) []error {
	own, foreign := p.options(true, body), p.options(false, body)
	errs := make([]error, len(tasks))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(tasks)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(tasks) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				opt := foreign
				if tasks[i].own {
					opt = own
				}
				d, err := p.digest(tasks[i], opt)
				if err == nil {
					err = use(i, d)
				}
				errs[i] = err
			}
		})
	}
	workers.Wait()
	return slices.DeleteFunc(errs, func(err error) bool { return err == nil })
}

// digest reads and matches one article. One that is too large to be read is a
// finding like any other.
func (p *project) digest(t task, opt digest.Options) (digest.Digest, error) {
	b, err := t.read()
	if large, ok := errors.AsType[*disk.TooLarge](err); ok {
		f := audit.Found("limit", t.path)
		f.Message, f.Hint = "article "+large.Msg()+", and is left out", "split it, or raise limits: file: in stet.yaml"
		return digest.Digest{Reading: digest.Reading{Path: t.path, Title: t.path}, Findings: []audit.Finding{f}}, nil
	}
	if err != nil {
		return digest.Digest{}, err
	}
	return digest.Match(digest.Read(source.NewFile(t.path, b), opt), p.index), nil
}
