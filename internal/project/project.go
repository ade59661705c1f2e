// Package project reads what articles are judged by, the settings, the library
// and the theme of a folder, and finds, reads and matches its articles.
package project

import (
	"fmt"
	"os"
	"path/filepath"

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
}

// Open reads the project that the file or folder at path belongs to: its
// settings and library are the nearest ones upwards. citations, where it is not
// empty, names the library instead.
//
// The error says which file cannot be read, or holds a *source.Error for each
// thing that is wrong in one.
func Open(path, citations string) (*Project, error) {
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
	p := &Project{Dir: "."}
	switch {
	case own != "":
		p.Dir = filepath.Dir(own)
	case citations != "":
		p.Dir = filepath.Dir(citations)
	}
	if err := p.read(own, citations); err != nil {
		return nil, err
	}
	p.Index = match.NewIndex(p.Library)
	if own == "" && citations == "" {
		return p, nil
	}
	content, err := filepath.Abs(filepath.Join(p.Dir, p.Settings.Content))
	p.Content = content
	return p, err
}

// read reads the settings and the library at these paths; "" stands for none.
func (p *Project) read(own, citations string) (err error) {
	if p.Settings, err = readSettings(own); err != nil {
		return err
	}
	if len(p.Settings.Journals) > 0 || p.Settings.JournalList != "" {
		if p.Journals, err = JournalTable(p.Settings, p.Dir); err != nil {
			return err
		}
	}
	if citations == "" {
		return nil
	}
	f, err := ReadFile(citations, LibraryLimit)
	if err != nil {
		return err
	}
	p.Library, err = cite.ParseLibrary(f)
	return err
}

func readSettings(path string) (settings.Settings, error) {
	if path == "" {
		return settings.Default(), nil
	}
	f, err := ReadFile(path, settingsLimit)
	if err != nil {
		return settings.Settings{}, err
	}
	return settings.Parse(f, audit.IDs())
}

// Settings are the settings of the nearest stet.yaml upwards of dir, the
// defaults where there is none, and the folder of that file, else dir.
func Settings(dir string) (settings.Settings, string, error) {
	path := disk.Upwards(dir, SettingsName)
	s, err := readSettings(path)
	if path != "" {
		dir = filepath.Dir(path)
	}
	return s, dir, err
}

// JournalTable is the table of journals that s, read in dir, asks for.
func JournalTable(s settings.Settings, dir string) (*cite.JournalTable, error) {
	table := cite.Journals(s.Journals)
	if s.JournalList == "" {
		return table, nil
	}
	f, err := ReadFile(filepath.Join(dir, filepath.FromSlash(s.JournalList)), journalsLimit)
	if err != nil {
		return nil, fmt.Errorf("journal_list: %w; 'stet journals update' fetches NLM's", err)
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
