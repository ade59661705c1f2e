package project

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/claim"
	"stet/internal/digest"
	"stet/internal/disk"
	"stet/internal/source"
)

// A Task is an article to be read.
type Task struct {
	Path string                 // as the user named it, slash-separated
	Own  bool                   // content of the project's own site, held to its rules
	Read func() ([]byte, error) // its bytes
}

// ContentTasks are the articles of the project's own site, sorted, and what was
// left out.
func (p *Project) ContentTasks() ([]Task, []disk.Skip, error) {
	return p.folderTasks(filepath.Join(p.Dir, p.Settings.Content), true)
}

// TasksAt are the articles at paths, files or folders, sorted and each once;
// with no paths, those of the project's own site. The error joins what could
// not be looked into, and says so where there is no article at all.
func (p *Project) TasksAt(paths []string) (tasks []Task, skipped []disk.Skip, err error) {
	var errs []error
	add := func(t []Task, s []disk.Skip, err error) {
		tasks, skipped, errs = append(tasks, t...), append(skipped, s...), append(errs, err)
	}
	if content := filepath.Join(p.Dir, p.Settings.Content); len(paths) == 0 && !isThere(content) {
		return nil, nil, &disk.Error{Path: filepath.ToSlash(content), Msg: "no such folder, so there is no site here; name the articles, or start a site with 'stet init'"}
	} else if len(paths) == 0 {
		add(p.ContentTasks())
	}
	for _, path := range paths {
		switch info, err := os.Stat(path); {
		case err == nil && info.IsDir():
			add(p.folderTasks(path, p.owns(path)))
		case err != nil && source.IsGlob(path):
			add(p.globTasks(path))
		default:
			add([]Task{p.FileTask(path)}, nil, nil)
		}
	}
	if len(tasks) == 0 && errors.Join(errs...) == nil {
		errs = append(errs, errors.New("no articles found (.md, .mdx, .html, .txt); nothing was checked"))
	}
	slices.SortStableFunc(tasks, func(a, b Task) int { return strings.Compare(path.Clean(a.Path), path.Clean(b.Path)) })
	tasks = slices.CompactFunc(tasks, func(a, b Task) bool { return path.Clean(a.Path) == path.Clean(b.Path) })
	return tasks, skipped, errors.Join(errs...)
}

// isThere reports whether there is something at path, or may be.
func isThere(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// globTasks are the articles whose paths fit a pattern, sorted. Folders are
// looked into by ** alone, as a shell that knows it would.
func (p *Project) globTasks(pattern string) ([]Task, []disk.Skip, error) {
	glob, err := PathGlob(pattern)
	if err != nil {
		return nil, nil, err
	}
	base := glob.Base()
	tasks, skipped, err := p.folderTasks(base, p.owns(base))
	tasks = slices.DeleteFunc(tasks, func(t Task) bool { return !glob.Match(t.Path) })
	skipped = slices.DeleteFunc(skipped, func(s disk.Skip) bool { return !glob.Match(s.Path) })
	if err == nil && len(tasks) == 0 {
		err = fmt.Errorf("%s: no article fits the pattern", pattern)
	}
	return tasks, skipped, err
}

// PathGlob is a pattern of paths as the user names them: "*.md" is of those in
// this folder alone.
func PathGlob(pattern string) (source.Glob, error) {
	slashed := filepath.ToSlash(filepath.Clean(pattern))
	if !filepath.IsAbs(pattern) {
		slashed = "./" + slashed
	}
	return source.ParseGlob(slashed)
}

// StreamTask is an article that r gives, as if it stood at path.
func (p *Project) StreamTask(path string, r io.Reader) Task {
	return Task{
		Path: filepath.ToSlash(path),
		Own:  p.owns(path),
		Read: sync.OnceValues(func() ([]byte, error) {
			b, err := io.ReadAll(io.LimitReader(r, p.Limit()+1))
			if int64(len(b)) > p.Limit() {
				return nil, &disk.TooLarge{Path: path, Limit: p.Limit()}
			}
			return b, err
		}),
	}
}

// isForeign reports whether the file at path is one that an audit of its folder
// reads: of the project's own content markdown alone, and nothing of the site
// that was built of it.
func (p *Project) isForeign(path string) bool {
	if article.IsMarkdown(path) {
		return true
	}
	output, err := filepath.Abs(filepath.Join(p.Dir, p.Settings.Output))
	if err != nil || !article.IsText(path) || p.owns(path) {
		return false
	}
	abs, err := filepath.Abs(path)
	return err == nil && (p.Content == "" || !disk.Within(abs, output))
}

// folderTasks are the articles below a folder, sorted; own says that it is
// content of the project's own site.
func (p *Project) folderTasks(dir string, own bool) ([]Task, []disk.Skip, error) {
	root, err := disk.Open(dir) // stays open as long as its articles are read
	if err != nil {
		return nil, nil, err
	}
	is := article.IsMarkdown
	if !own {
		is = func(name string) bool { return p.isForeign(filepath.Join(dir, name)) }
	}
	names, skipped, err := disk.Articles(root, is)
	if err != nil {
		return nil, nil, err
	}
	tasks := make([]Task, len(names))
	for i, name := range names {
		tasks[i] = Task{
			Path: filepath.ToSlash(filepath.Join(dir, name)),
			Read: func() ([]byte, error) { return disk.ReadIn(root, name, p.Limit()) },
			Own:  own || p.owns(filepath.Join(dir, name)),
		}
	}
	for i := range skipped {
		skipped[i].Path = filepath.ToSlash(filepath.Join(dir, skipped[i].Path))
	}
	return tasks, skipped, nil
}

// FileTask is one article anywhere.
func (p *Project) FileTask(path string) Task {
	return Task{
		Path: filepath.ToSlash(path),
		Read: func() ([]byte, error) { return disk.Read(path, p.Limit()) },
		Own:  p.owns(path),
	}
}

// owns reports whether path lies in the content of the project's own site.
func (p *Project) owns(path string) bool {
	abs, err := filepath.Abs(path)
	return err == nil && p.Content != "" && disk.Within(abs, p.Content)
}

// Limit is how many bytes an article may have.
func (p *Project) Limit() int64 { return int64(p.Settings.Limits.File) }

// Options are those of reading an article: one of the site's own, or a foreign
// one; with its body, or for an audit alone.
func (p *Project) Options(own, body bool) digest.Options {
	opt := digest.Options{NoBody: !body}
	opt.Article.Strict = own
	opt.Article.CiteElements = p.Settings.CiteElements
	opt.Article.Limits = p.Settings.Limits
	opt.Claim = claim.Options{Journals: p.Journals}
	return opt
}

// Digests reads and matches tasks in parallel and hands each digest to use,
// with the task's number, from several goroutines at once. A file that cannot
// be read does not keep the others from being used; the errors come back in
// the order of tasks.
func (p *Project) Digests(ctx context.Context, tasks []Task, body bool, use func(int, digest.Digest) error) []error {
	return p.each(ctx, tasks, use, func(t Task) (digest.Digest, error) { return p.Digest(t, body) })
}

// judged is Digests, without bodies, for those who ask for no reasons where a
// claim stands; see digest.Judge.
func (p *Project) judged(ctx context.Context, tasks []Task, use func(int, digest.Digest) error) []error {
	return p.each(ctx, tasks, use, func(t Task) (digest.Digest, error) { return p.digest(t, p.Options(t.Own, false), p.judge) })
}

func (p *Project) each(ctx context.Context, tasks []Task, use func(int, digest.Digest) error, digested func(Task) (digest.Digest, error)) []error {
	errs := make([]error, len(tasks))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(tasks)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(tasks) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				d, err := digested(tasks[i])
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

// Digest reads and matches one article.
func (p *Project) Digest(t Task, body bool) (digest.Digest, error) {
	return p.digest(t, p.Options(t.Own, body), p.Match)
}

// digest reads and matches one article. One that is too large to be read is a
// finding like any other.
func (p *Project) digest(t Task, opt digest.Options, match func(digest.Reading) digest.Digest) (digest.Digest, error) {
	b, err := t.Read()
	if large, ok := errors.AsType[*disk.TooLarge](err); ok {
		f := audit.Found("limit", t.Path)
		f.Message, f.Hint = "article "+large.Msg()+", and is left out", "split it, or raise limits: file: in stet.yaml"
		return digest.Digest{Reading: digest.Reading{Path: t.Path, Title: t.Path}, Findings: []audit.Finding{f}}, nil
	}
	if err != nil {
		return digest.Digest{}, err
	}
	return match(digest.Read(source.NewFile(t.Path, b), opt)), nil
}

// matched reads and matches a text.
func (p *Project) matched(f *source.File, opt digest.Options) digest.Digest {
	return p.Match(digest.Read(f, opt))
}

// Match matches a reading against the library, and compares its bindings with
// those that were recorded.
func (p *Project) Match(r digest.Reading) digest.Digest {
	return p.checked(digest.Match(r, p.Index))
}

// judge is Match as judged asks for it.
func (p *Project) judge(r digest.Reading) digest.Digest { return p.checked(digest.Judge(r, p.Index)) }

// checked compares the bindings of d with those that were recorded.
func (p *Project) checked(d digest.Digest) digest.Digest {
	p.stale(&d)
	return d
}

// Article parses an article as Digests would.
func (p *Project) Article(t Task) (*article.Article, error) {
	b, err := t.Read()
	if err != nil {
		return nil, err
	}
	return p.Parse(source.NewFile(t.Path, b), t.Own), nil
}

// Parse parses the text of an article, one of the site's own or a foreign one.
func (p *Project) Parse(f *source.File, own bool) *article.Article {
	return article.Parse(f, p.Options(own, false).Article)
}

// ClaimsOn are the claims of an article that touch a line, 1-based.
func (p *Project) ClaimsOn(path string, line int) ([]audit.Claim, error) {
	d, err := p.Digest(p.FileTask(path), false)
	if err != nil {
		return nil, err
	}
	var claims []audit.Claim
	for _, c := range d.Claims {
		if c.Start.Line <= line && line <= c.End.Line {
			claims = append(claims, c)
		}
	}
	return claims, nil
}
