package project

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"stet/internal/article"
	"stet/internal/disk"
	"stet/internal/site"
	"stet/internal/source"
)

// A Build is what a build of the site of a folder depends on, beside its files.
type Build struct {
	Dir     string // whose site it is
	Out     string // folder of the site; "" for that of the settings
	Strict  bool
	Fresh   bool // what the last build has made is not to be used
	Today   source.Date
	Program string // path of the program that builds
	Version string // of it
	Now     time.Time
}

// A Rebuild knows whether a build would come to the site that is there, and which
// pages of it: it looks at files from outside, as git does, and any difference
// means that it might not. What it goes by is kept in a store and may be lost.
type Rebuild struct {
	store    *disk.Store
	pages    *disk.Store
	name     string // of the records in both
	out      string
	now      time.Time
	from     string                // sum of what the build depends on
	shared   string                // sum of those files that any page may depend on
	articles map[string]disk.Sight // by path, as tasks have it
	fresh    bool                  // a file was changed so shortly before that another change might not show
	loose    bool                  // and it is one that any page may depend on
	anew     bool                  // nothing of the last build is to be used
	reads    *record               // the last, when it has been read
}

// A record is what is kept of a build that published its site.
type record struct {
	From   string `json:"from"` // "" where that is not to be trusted
	Shared string `json:"shared"`
	Site   string `json:"site"`  // sum of the folder
	Pages  string `json:"pages"` // sum of what is kept of the articles' pages; "" for nothing
	Report
}

// A Report is what a build that published its site has to say of it.
type Report struct {
	Said    string `json:"said"`    // to people
	Summary string `json:"summary"` // to programs, as JSON
}

// recordLimit bounds a record, in bytes. What a build says has a line for each
// article that is withheld.
const recordLimit = 4 << 20

// Rebuild looks at all that b depends on. It has to be asked before the build
// reads anything. Where the settings cannot be read it is nil, which knows
// nothing.
func (b Build) Rebuild(store, pages *disk.Store) *Rebuild {
	own, citations := disk.Upwards(b.Dir, SettingsName), disk.Upwards(b.Dir, LibraryName)
	s, _, err := readSettings(own)
	if err != nil {
		return nil
	}
	dir := home(own, citations)
	r := &Rebuild{store: store, pages: pages, out: b.Out, now: b.Now, anew: b.Fresh}
	if r.out == "" {
		r.out = filepath.Join(dir, s.Output)
	}
	there, err := filepath.Abs(dir)
	if err != nil {
		return nil
	}
	target, err := filepath.Abs(r.out)
	if err != nil {
		return nil
	}
	bindings := filepath.Join(dir, BindingsName)
	if citations != "" {
		bindings = filepath.Join(filepath.Dir(citations), BindingsName)
	}
	var shared disk.Look
	for _, path := range []string{b.Program, own, citations, bindings} {
		shared.Path(path)
	}
	if s.JournalList != "" {
		shared.Path(filepath.Join(dir, filepath.FromSlash(s.JournalList)))
	}
	for _, name := range []string{s.Content, templatesDir, staticDir} {
		shared.Tree(filepath.Join(dir, filepath.FromSlash(name)))
	}
	content := filepath.Join(dir, filepath.FromSlash(s.Content))
	articles := shared.Part(func(path string) bool { return article.IsMarkdown(path) && disk.Within(path, content) })
	others := shared.Part(func(path string) bool { return site.IsPicture(path) && disk.Within(path, content) })
	others.Path(filepath.Join(dir, HistoryName)) // of which the audit page tells alone
	if s.Baseline != "" {
		others.Path(filepath.Join(dir, filepath.FromSlash(s.Baseline)))
	}
	r.shared = sumOf("%q %q %s", there, b.Version, shared.Sum())
	r.from = sumOf("%s %q %t %s %s %s", r.shared, target, b.Strict, b.Today, articles.Sum(), others.Sum())
	r.loose = !shared.IsSettled(b.Now)
	r.fresh = r.loose || !articles.IsSettled(b.Now) || !others.IsSettled(b.Now)
	r.articles = map[string]disk.Sight{}
	articles.Each(func(path string, seen disk.Sight) { r.articles[filepath.ToSlash(path)] = seen })
	r.name = sumOf("%s", target)[:32]
	return r
}

func sumOf(format string, args ...any) string {
	sum := sha256.Sum256(fmt.Appendf(nil, format, args...))
	return hex.EncodeToString(sum[:])
}

// Unchanged reports whether the last build of the same site depended on the same
// and its site is as it was published, and gives what that build said.
func (r *Rebuild) Unchanged() (said Report, ok bool) {
	last := r.last()
	if last == nil || last.From != r.from {
		return Report{}, false
	}
	return last.Report, true
}

// last is the record of the last build of the same site, nil where there is none
// or where the site is not as it was published.
func (r *Rebuild) last() *record {
	if r == nil || r.anew {
		return nil
	}
	if r.reads != nil {
		return r.reads
	}
	b, err := r.store.Read(r.name, recordLimit)
	if err != nil {
		return nil
	}
	var last record
	if json.Unmarshal(b, &last) != nil || last.From != r.from && last.Shared != r.shared {
		return nil
	}
	var there disk.Look
	if !there.Site(r.out) || there.Sum() != last.Site {
		return nil
	}
	r.reads = &last
	return &last
}

// Published keeps what a build said that has published its site, and what it
// knows of its pages. It keeps nothing where a file of which any page may depend
// was changed so shortly before the build that a change since then might not
// show.
func (r *Rebuild) Published(said Report, e *Edition, known Known) error {
	if r == nil {
		return nil
	}
	var there disk.Look
	if r.loose || !there.Site(r.out) {
		return errors.Join(r.store.Remove(r.name), r.pages.Remove(r.name))
	}
	next := record{From: r.from, Shared: r.shared, Report: said}
	if r.fresh {
		next.From = ""
	}
	var err error
	if next.Pages, err = r.keep(e, known); err != nil {
		return errors.Join(err, r.store.Remove(r.name))
	}
	next.Site = there.Sum()
	b, err := json.Marshal(next)
	if err != nil {
		return err
	}
	return r.store.Write(r.name, b)
}
