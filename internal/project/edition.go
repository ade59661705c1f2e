package project

import (
	"path/filepath"
	"sync"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/digest"
	"stet/internal/site"
	"stet/internal/source"
)

// An Edition is the site of a project as readers see it on one day. Whoever
// publishes the site or shows it makes its pages here, so that they are the
// same. It may be used by several goroutines at once.
type Edition struct {
	Project *Project
	Frame   *site.Frame
	Known   []audit.Known // findings that are old, of a baseline; nil for none
}

// NewEdition is an edition in the look of theme. find gives the address of the
// article of a file, for links to it.
func (p *Project) NewEdition(theme *site.Theme, today source.Date, find func(path string) (address string, ok bool)) *Edition {
	frame := &site.Frame{Settings: p.Settings.Site, Theme: theme, Library: p.Library, Tags: p.Settings.Tags, People: p.Settings.People, History: p.History, Today: today, Find: find, File: p.File}
	frame.Folder = p.content()
	e := &Edition{Project: p, Frame: frame}
	e.findStanding()
	return e
}

// content is the folder of articles, as their paths have it.
func (p *Project) content() string {
	return filepath.ToSlash(filepath.Join(p.Dir, p.Settings.Content))
}

// With is the edition with articles changed: it shares with e all that does not
// depend on them.
func (e *Edition) With(find func(path string) (address string, ok bool)) *Edition {
	next := &Edition{Project: e.Project, Frame: e.Frame.With(find), Known: e.Known}
	next.findStanding()
	return next
}

// findStanding looks for the pages that stand beside the reviews.
func (e *Edition) findStanding() {
	e.Frame.Standing = site.FindStanding(e.Frame.Folder, func(file string) (string, bool) {
		text, err := e.Project.File(file)
		if err != nil {
			return "", false
		}
		meta := article.ReadMeta(source.NewFile(file, text), e.Project.Options(true, false).Article)
		return site.Address(file, &meta), e.Withheld(&meta) == ""
	})
}

// Article makes the page of an article, and what the site keeps of it. The
// error is a *source.Error about a template.
func (e *Edition) Article(d digest.Digest) (site.Page, site.Entry, error) {
	e.waive(d)
	return e.Frame.Article(d)
}

// ArticlePage is the page of an article alone.
func (e *Edition) ArticlePage(d digest.Digest) (site.Page, error) {
	e.waive(d)
	return e.Frame.ArticlePage(d)
}

// ReviewPage is the page of a draft for its reviewers, and its address.
func (e *Edition) ReviewPage(d digest.Digest) (site.Page, string, error) {
	e.waive(d)
	return e.Frame.ReviewPage(d)
}

// waive marks the findings that are waived: readers are told of it. What is
// said of the waivers comes with the result.
func (e *Edition) waive(d digest.Digest) {
	audit.Waive(d.Findings, d.Reading.Waivers, e.Frame.Today)
}

// Entry is what the site keeps of an article that has no page, or whose page
// is made later. The words of its text are not in it.
func (e *Edition) Entry(d digest.Digest) site.Entry {
	entry := site.NewEntry(d)
	e.Frame.AddFiles(&entry)
	return entry
}

// Withheld says why readers do not get to see an article; "" if they do.
func (e *Edition) Withheld(m *article.Meta) string { return site.Withheld(m, e.Frame.Today) }

// Result is the audit of a site of this edition.
func (e *Edition) Result(s *site.Site) audit.Result {
	r := s.Result()
	r.Findings = e.Project.Judge(r.Findings, s.Waivers(), e.Frame.Today)
	r.Sort()
	r.Fingerprint(e.Project.relative)
	if e.Known != nil {
		e.Project.Against(&r, true, e.Known)
	}
	return r
}

// Stoppers are the findings that keep a site from being published: those of
// blocking rules, and with strict all errors that count.
func Stoppers(findings []audit.Finding, strict bool) []audit.Finding {
	var stop []audit.Finding
	for _, f := range findings {
		if rule, _ := audit.ByID(f.Rule); rule.Blocking || strict && f.Severity == audit.Error && f.Counts() {
			stop = append(stop, f)
		}
	}
	return stop
}

// Finder finds the addresses of articles by their files. Pages are made before
// all articles have been read, so the front matter of those that are linked to
// is read for itself, once.
func (p *Project) Finder(tasks []Task) func(path string) (address string, ok bool) {
	byPath := make(map[string]Task, len(tasks))
	for _, t := range tasks {
		byPath[t.Path] = t
	}
	var addresses sync.Map // by path
	return func(path string) (string, bool) {
		t, ok := byPath[path]
		if !ok {
			return "", false
		}
		if address, known := addresses.Load(path); known {
			return address.(string), true
		}
		text, err := t.Read()
		if err != nil { // reading the article itself says so
			return "", false
		}
		meta := article.ReadMeta(source.NewFile(path, text), p.Options(t.Own, false).Article)
		address := site.Address(path, &meta)
		addresses.Store(path, address)
		return address, true
	}
}
