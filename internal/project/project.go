// Package project reads what articles are judged by, the settings, the library
// and the theme of a folder, and finds, reads and matches its articles.
package project

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/disk"
	"stet/internal/match"
	"stet/internal/settings"
	"stet/internal/source"
)

// Names of the files that make a project.
const (
	LibraryName  = "citations.yaml"
	SettingsName = "stet.yaml"
)

// Limits of the files that are not articles, in bytes.
const (
	LibraryLimit  = cite.MaxBytes
	BaselineLimit = 64 << 20
	BindingsLimit = 64 << 20
	settingsLimit = 1 << 20
	journalsLimit = 64 << 20
	pictureLimit  = 32 << 20
)

// A Project is what articles are judged by: settings and a library.
type Project struct {
	Dir      string // the folder of its files, as the user would name it
	Settings settings.Settings
	Journals *cite.JournalTable // nil for the built-in table alone
	Content  string             // absolute path of the site's articles; "" where there is no site
	Library  *cite.Library      // nil for none
	Index    *match.Index

	Bindings string                   // path of the recorded bindings, there or not
	bound    map[string][]audit.Bound // by path below Dir
	unhoused []audit.Bound            // of files that are no longer there

	History []audit.Day // recorded, oldest first

	settings, library, journals, bindings, history file
}

// A file is one that a project was read from.
type file struct {
	path string // "" for none
	sum  [sha256.Size]byte
}

// Files are the files that the project was read from: its settings, library, list
// of journals, bindings and history, those that there are.
func (p *Project) Files() (paths []string) {
	for _, f := range p.files() {
		if f.path != "" {
			paths = append(paths, f.path)
		}
	}
	return paths
}

func (p *Project) files() []file {
	return []file{p.settings, p.library, p.journals, p.bindings, p.history}
}

// Open reads the project that the file or folder at path belongs to: its
// settings and library are the nearest ones upwards. citations, where it is not
// empty, names the library instead.
//
// The error says which file cannot be read, or holds a *source.Error for each
// thing that is wrong in one.
func Open(path, citations string) (*Project, error) { return open(path, citations, &Project{}) }

// Reopen is Open for a project that was read from the same path before. A
// library or list of journals with the same bytes is not parsed again: the new
// project has the old one's. Where no file has changed it is the old project.
func Reopen(path string, old *Project) (*Project, error) { return open(path, "", old) }

func open(path, citations string, old *Project) (*Project, error) {
	dir := path
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		dir = filepath.Dir(path)
	}
	if citations == "" {
		citations = disk.Upwards(dir, LibraryName)
	} else if _, err := os.Stat(citations); err != nil {
		return nil, fmt.Errorf("--citations %s: no such file", citations)
	}
	own := disk.Upwards(dir, SettingsName)
	p := &Project{Dir: home(own, citations)}
	if err := p.read(own, citations, old); err != nil {
		return nil, err
	}
	if err := p.readBindings(citations); err != nil {
		return nil, err
	}
	if err := p.readHistory(); err != nil {
		return nil, err
	}
	if p.Dir == old.Dir && slices.Equal(p.files(), old.files()) {
		return old, nil
	}
	if p.Index == nil {
		p.Index = match.NewIndex(p.Library)
	}
	if own == "" && citations == "" {
		return p, nil
	}
	content, err := filepath.Abs(filepath.Join(p.Dir, p.Settings.Content))
	p.Content = content
	return p, err
}

// home is the folder of a project with its settings and library at these paths;
// "" stands for none.
func home(own, citations string) string {
	switch {
	case own != "":
		return filepath.Dir(own)
	case citations != "":
		return filepath.Dir(citations)
	}
	return "."
}

// read reads the settings and the library at these paths; "" stands for none.
func (p *Project) read(own, citations string, old *Project) (err error) {
	if p.Settings, p.settings, err = readSettings(own); err != nil {
		return err
	}
	if err := p.readJournals(old); err != nil || citations == "" {
		return err
	}
	f, err := ReadFile(citations, LibraryLimit)
	if err != nil {
		return err
	}
	p.library = file{citations, sha256.Sum256(f.Bytes)}
	if p.library == old.library {
		p.Library, p.Index = old.Library, old.Index
		return nil
	}
	p.Library, err = cite.ParseLibrary(f)
	return err
}

// readJournals makes the table of journals that the settings ask for.
func (p *Project) readJournals(old *Project) error {
	s := &p.Settings
	if len(s.Journals) == 0 && s.JournalList == "" {
		return nil
	}
	var list *source.File
	if s.JournalList != "" {
		f, err := ReadFile(filepath.Join(p.Dir, filepath.FromSlash(s.JournalList)), journalsLimit)
		if err != nil {
			return noJournals(err)
		}
		p.journals, list = file{f.Path, sha256.Sum256(f.Bytes)}, f
	}
	if old.Journals != nil && p.journals == old.journals && maps.Equal(s.Journals, old.Settings.Journals) {
		p.Journals = old.Journals
		return nil
	}
	table, err := journalTable(s.Journals, list)
	p.Journals = table
	return err
}

// MatchesAlike reports whether readings match the same in p as in q.
func (p *Project) MatchesAlike(q *Project) bool {
	return p.Index == q.Index && p.Dir == q.Dir && p.bindings == q.bindings
}

// ReadsAlike reports whether articles read the same in p as in q, whatever
// their libraries hold.
func (p *Project) ReadsAlike(q *Project) bool {
	a, b := p.Options(true, true), q.Options(true, true)
	return p.Dir == q.Dir && p.Content == q.Content && p.Settings.Content == q.Settings.Content && a.Claim == b.Claim && reflect.DeepEqual(a.Article, b.Article)
}

func readSettings(path string) (settings.Settings, file, error) {
	if path == "" {
		return settings.Default(), file{}, nil
	}
	f, err := ReadFile(path, settingsLimit)
	if err != nil {
		return settings.Settings{}, file{}, err
	}
	s, err := settings.Parse(f, audit.IDs())
	return s, file{path, sha256.Sum256(f.Bytes)}, err
}

// Settings are the settings of the nearest stet.yaml upwards of dir, the
// defaults where there is none, and the folder of that file, else dir.
func Settings(dir string) (settings.Settings, string, error) {
	path := disk.Upwards(dir, SettingsName)
	s, _, err := readSettings(path)
	if path != "" {
		dir = filepath.Dir(path)
	}
	return s, dir, err
}

// InForce are the settings that are in force in dir, and the path of the nearest
// stet.yaml upwards of it, "" for none.
func InForce(dir string) (values []settings.Value, path string, err error) {
	path = disk.Upwards(dir, SettingsName)
	var f *source.File
	if path != "" {
		if f, err = ReadFile(path, settingsLimit); err != nil {
			return nil, path, err
		}
	}
	values, err = settings.InForce(f, audit.IDs())
	return values, path, err
}

// JournalTable is the table of journals that s, read in dir, asks for.
func JournalTable(s settings.Settings, dir string) (*cite.JournalTable, error) {
	if s.JournalList == "" {
		return cite.Journals(s.Journals), nil
	}
	f, err := ReadFile(filepath.Join(dir, filepath.FromSlash(s.JournalList)), journalsLimit)
	if err != nil {
		return nil, noJournals(err)
	}
	return journalTable(s.Journals, f)
}

func noJournals(err error) error {
	return fmt.Errorf("journal_list: %w; 'stet journals update' fetches NLM's", err)
}

// journalTable is the built-in table with the house's aliases and a list, nil
// for none.
func journalTable(aliases map[string]string, f *source.File) (*cite.JournalTable, error) {
	table := cite.Journals(aliases)
	if f == nil {
		return table, nil
	}
	list, err := cite.ReadJournalList(f)
	if err != nil {
		return nil, err
	}
	return table.With(list), nil
}

// ReadFile reads a file of at most limit bytes. Its path has slashes on every
// system.
func ReadFile(path string, limit int64) (*source.File, error) {
	b, err := disk.Read(path, limit)
	if err != nil {
		return nil, err
	}
	return source.NewFile(filepath.ToSlash(path), b), nil
}

// File reads a file that lies beside the site's articles, such as a picture, by
// a path as articles have it. What is not below their folder is not there.
func (p *Project) File(path string) ([]byte, error) {
	content, err := filepath.Abs(filepath.Join(p.Dir, p.Settings.Content))
	if err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(filepath.FromSlash(path))
	if err != nil {
		return nil, err
	}
	name, err := filepath.Rel(content, abs)
	if err != nil || !filepath.IsLocal(name) {
		return nil, fmt.Errorf("%s: %w", path, os.ErrNotExist)
	}
	root, err := os.OpenRoot(content)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return disk.ReadIn(root, name, pictureLimit)
}
