package project

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path/filepath"
	"time"

	"stet/internal/disk"
	"stet/internal/source"
)

// A Build is what a build of the site of a folder depends on, beside its files.
type Build struct {
	Dir     string // whose site it is
	Out     string // folder of the site; "" for that of the settings
	Strict  bool
	Today   source.Date
	Program string // path of the program that builds
	Version string // of it
	Now     time.Time
}

// A Rebuild knows whether a build would come to the site that is there: it looks
// at files from outside, as git does, and any difference means that it might not.
// What it goes by is kept in a store and may be lost.
type Rebuild struct {
	store *disk.Store
	name  string // of the record
	out   string
	from  string // sum of what the build depends on
	fresh bool   // a file was changed so shortly before that another change might not show
}

// A record is what is kept of a build that published its site.
type record struct {
	From string `json:"from"`
	Site string `json:"site"` // sum of the folder
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
func (b Build) Rebuild(store *disk.Store) *Rebuild {
	own, citations := disk.Upwards(b.Dir, SettingsName), disk.Upwards(b.Dir, LibraryName)
	s, _, err := readSettings(own)
	if err != nil {
		return nil
	}
	dir := home(own, citations)
	r := &Rebuild{store: store, out: b.Out}
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
	var files disk.Look
	for _, path := range []string{b.Program, own, citations, bindings, filepath.Join(dir, HistoryName)} {
		files.Path(path)
	}
	for _, name := range []string{s.JournalList, s.Baseline} {
		if name != "" {
			files.Path(filepath.Join(dir, filepath.FromSlash(name)))
		}
	}
	for _, name := range []string{s.Content, templatesDir, staticDir} {
		files.Tree(filepath.Join(dir, filepath.FromSlash(name)))
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %t %s %s", there, target, b.Version, b.Strict, b.Today, files.Sum()))
	r.fresh = !files.IsSettled(b.Now)
	r.from = hex.EncodeToString(sum[:])
	named := sha256.Sum256([]byte(target))
	r.name = hex.EncodeToString(named[:16])
	return r
}

// Unchanged reports whether the last build of the same site depended on the same
// and its site is as it was published, and gives what that build said.
func (r *Rebuild) Unchanged() (said Report, ok bool) {
	if r == nil {
		return Report{}, false
	}
	b, err := r.store.Read(r.name, recordLimit)
	if err != nil {
		return Report{}, false
	}
	var last record
	if json.Unmarshal(b, &last) != nil || last.From != r.from {
		return Report{}, false
	}
	var site disk.Look
	if !site.Site(r.out) || site.Sum() != last.Site {
		return Report{}, false
	}
	return last.Report, true
}

// Published keeps what a build said that has published its site. It keeps nothing
// where a file was changed so shortly before the build that a change since then
// might not show.
func (r *Rebuild) Published(said Report) error {
	if r == nil {
		return nil
	}
	var site disk.Look
	if r.fresh || !site.Site(r.out) {
		return r.store.Remove(r.name)
	}
	b, err := json.Marshal(record{From: r.from, Site: site.Sum(), Report: said})
	if err != nil {
		return err
	}
	return r.store.Write(r.name, b)
}
