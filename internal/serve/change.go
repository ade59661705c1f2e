package serve

import (
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/disk"
	"stet/internal/project"
	"stet/internal/site"
	"stet/internal/source"
)

// A change is what may be different from the last state.
type change struct {
	all      bool
	project  bool     // settings, library or list of journals
	theme    bool     // templates or assets
	pictures bool     // pictures beside articles
	list     bool     // there may be new articles, or some may be gone
	articles []string // files of articles to be read
	folders  []string // likewise, all articles below these
}

// changeAt says what can have changed if the files and folders at paths have;
// everything, if none is named.
func (s *state) changeAt(paths []string) change {
	c := change{all: len(paths) == 0}
	content := filepath.ToSlash(filepath.Join(s.project.Dir, s.project.Settings.Content))
	for _, name := range paths {
		name = filepath.ToSlash(filepath.Clean(name))
		base := path.Base(name)
		info, err := os.Lstat(name)
		switch {
		case isOwn(base) || slices.Contains(s.project.Files(), filepath.FromSlash(name)):
			c.project = true
		case s.project.IsTheme(name):
			c.theme = true
		case name != content && !strings.HasPrefix(name, content+"/"):
		case s.item(name) != nil:
			c.articles = append(c.articles, name)
			c.list = c.list || err != nil || !info.Mode().IsRegular()
		case err == nil && info.IsDir() || s.hasBelow(name):
			c.list, c.folders = true, append(c.folders, name)
		case article.IsMarkdown(name):
			c.list = true
		case site.IsPicture(name):
			c.pictures = true
		}
	}
	return c
}

// isOwn reports whether a file of that name is one that makes a project, be it
// there or not yet.
func isOwn(base string) bool {
	return base == project.SettingsName || base == project.LibraryName || base == project.BindingsName || base == project.HistoryName
}

// next is the state after last; nil if nothing is different.
func (p *Preview) next(ctx context.Context, last *state, c change) (*state, error) {
	next := &state{number: last.number + 1, today: p.opt.Today(), project: last.project, badProject: last.badProject, theme: last.theme, badTheme: last.badTheme}
	if c.project || c.all {
		next.reopen(p.opt.Dir)
	}
	if c.theme || c.all || next.project.Dir != last.project.Dir {
		next.retheme()
	}
	same := last.edition != nil && next.project == last.project && next.theme == last.theme && next.today == last.today
	if same {
		next.edition = last.edition.With(next.find)
	} else {
		next.edition = next.project.NewEdition(next.theme, next.today, next.find)
		next.edition.Frame.Lexicon = &p.lexicon
	}
	if err := p.readArticles(ctx, next, last, c); err != nil {
		return nil, err
	}
	if same && slices.Equal(next.items, last.items) && slices.EqualFunc(next.trouble(), last.trouble(), sameFinding) {
		return nil, nil
	}
	next.finish(last)
	return next, nil
}

func sameFinding(a, b audit.Finding) bool { return a.Compare(b) == 0 }

// reopen reads the settings and the library again. Where one of them cannot be
// read both stay as they were.
func (s *state) reopen(dir string) {
	reopened, err := project.Reopen(dir, s.project)
	if s.badProject = findings(err); err == nil {
		s.project = reopened
	}
}

// retheme reads the theme again. Where it cannot be used it stays as it was.
func (s *state) retheme() {
	theme, err := s.project.Theme()
	if s.badTheme = findings(err); err == nil {
		s.theme = theme
	}
	for i := range s.badTheme {
		s.badTheme[i].Rule = "bad-template"
	}
}

// readArticles gives next its items: those of last, and in place of those that
// may have changed what their files hold now.
func (p *Preview) readArticles(ctx context.Context, next, last *state, c change) error {
	again := last.edition == nil || !next.project.ReadsAlike(last.project)
	items := last.items
	next.skipped = last.skipped
	for _, it := range items {
		if c.pictures && it.images {
			c.articles = append(c.articles, it.path)
		}
	}
	slices.Sort(c.articles)
	c.articles = slices.Compact(c.articles)
	if c.list || c.all || again {
		tasks, skipped, err := next.project.ContentTasks()
		if err != nil && last.edition == nil {
			return err
		}
		if err != nil {
			next.skipped, next.items = findings(err), last.items
			return nil
		}
		next.skipped = notArticles(skipped)
		items = nil
		var changed []string
		for _, t := range tasks {
			if it := last.item(t.Path); it != nil && !c.all && !again && !c.names(t.Path) {
				items = append(items, it)
			} else {
				changed = append(changed, t.Path)
			}
		}
		c.articles = changed
	}
	read := make([]*item, len(c.articles))
	parallel(len(read), func(i int) {
		if name := c.articles[i]; ctx.Err() == nil {
			before := last.item(name)
			read[i] = p.read(next, before, name, again || c.pictures && before != nil && before.images)
			if opening := p.now.Load().opening; opening != nil {
				opening.read.Add(1)
			}
		}
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	next.items = merged(items, c.articles, read)
	settled := last.settled.Load() || last.edition == nil
	for i, it := range next.items {
		next.items[i] = it.matchedBy(next.project)
		settled = settled && next.items[i] == it
	}
	next.settled.Store(settled)
	return nil
}

// names reports whether the article of a file is among those to be read.
func (c *change) names(path string) bool {
	return slices.Contains(c.articles, path) ||
		slices.ContainsFunc(c.folders, func(dir string) bool { return strings.HasPrefix(path, dir+"/") })
}

// merged are items with those of paths exchanged for read; nil is one that is
// gone.
func merged(items []*item, paths []string, read []*item) []*item {
	list := make([]*item, 0, len(items)+len(read))
	for _, it := range items {
		if !slices.Contains(paths, it.path) {
			list = append(list, it)
		}
	}
	for _, it := range read {
		if it != nil {
			list = append(list, it)
		}
	}
	slices.SortFunc(list, func(a, b *item) int { return strings.Compare(a.path, b.path) })
	return list
}

// read reads an article of which before was known, nil for a new one; it gives
// nil for one that is gone. With again it is read even if its file is the same.
func (p *Preview) read(next *state, before *item, name string, again bool) *item {
	t := next.project.FileTask(name)
	t.Own = true
	b, err := t.Read()
	if _, tooLarge := errors.AsType[*disk.TooLarge](err); err != nil && !tooLarge {
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return unreadable(name, findings(err), next.edition).after(before)
	}
	seen := sha256.Sum256(b)
	if err == nil {
		if before != nil && before.seen == seen && !again {
			return before
		}
		t.Read = func() ([]byte, error) { return b, nil }
	}
	d, err := next.project.Digest(t, true)
	if err != nil {
		return unreadable(name, findings(err), next.edition).after(before)
	}
	if before != nil {
		p.texts.put(seen, b)
	}
	return newItem(d, seen, next.edition).after(before)
}

func notArticles(skipped []disk.Skip) (list []audit.Finding) {
	for _, s := range skipped {
		list = append(list, audit.Finding{Severity: audit.Error, Path: s.Path, Message: s.Reason})
	}
	return list
}

// findings are the parts of an error as findings, with their places.
func findings(err error) (list []audit.Finding) {
	if err == nil {
		return nil
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, one := range many.Unwrap() {
			list = append(list, findings(one)...)
		}
		return list
	}
	f := audit.Finding{Severity: audit.Error, Message: err.Error()}
	if at, ok := errors.AsType[*disk.Error](err); ok {
		f.Path, f.Message = at.Path, at.Msg
	}
	if at, ok := errors.AsType[*source.Error](err); ok {
		f.Path, f.Start, f.End, f.Message = at.Path, at.Pos, at.Pos, at.Msg
		f.Excerpt = excerptAt(at)
	}
	return []audit.Finding{f}
}

// excerptAt is the line that an error points at.
func excerptAt(at *source.Error) audit.Excerpt {
	b, err := disk.Read(filepath.FromSlash(at.Path), project.LibraryLimit)
	if err != nil || at.Pos.Line == 0 {
		return audit.Excerpt{}
	}
	f := source.NewFile(at.Path, b)
	offset := f.Offset(at.Pos.Line, at.Pos.Column)
	return audit.NewExcerpt(f, source.Span{Start: offset, End: offset + 1})
}
