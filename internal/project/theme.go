package project

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"stet/internal/audit"
	"stet/internal/site"
	"stet/internal/source"
	"stet/static"
	"stet/templates"
)

// The folders of a project's own theme.
const (
	templatesDir = "templates"
	staticDir    = "static"
)

// Theme is the built-in theme with the project's own files before it. The error
// is a *source.Error about a template, which TemplateFinding makes a finding.
func (p *Project) Theme() (*site.Theme, error) {
	pages, closePages := p.own(templatesDir)
	defer closePages()
	assets, closeAssets := p.own(staticDir)
	defer closeAssets()
	return site.LoadTheme(append(pages, templates.FS), append(assets, static.FS))
}

// BuiltInTheme is the theme without the project's own files.
func BuiltInTheme() (*site.Theme, error) {
	return site.LoadTheme([]fs.FS{templates.FS}, []fs.FS{static.FS})
}

// IsTheme reports whether the file or folder at path, as Dir names it, is of
// the project's own theme.
func (p *Project) IsTheme(path string) bool {
	for _, dir := range p.ThemeFolders() {
		if path = filepath.Clean(path); path == dir || strings.HasPrefix(path, dir+string(filepath.Separator)) {
			return true
		}
	}
	return false
}

// ThemeFolders are where the project's own theme is, if it has one.
func (p *Project) ThemeFolders() []string {
	return []string{filepath.Join(p.Dir, templatesDir), filepath.Join(p.Dir, staticDir)}
}

// own is a folder of the project, if it has one.
func (p *Project) own(name string) (layers []fs.FS, close func()) {
	root, err := os.OpenRoot(filepath.Join(p.Dir, name))
	if err != nil {
		return nil, func() {}
	}
	return []fs.FS{root.FS()}, func() { root.Close() }
}

// TemplateFinding is an error of a theme as the finding it is, if it is one.
func TemplateFinding(err error) (audit.Finding, bool) {
	bad, ok := errors.AsType[*source.Error](err)
	if !ok {
		return audit.Finding{}, false
	}
	f := audit.Found("bad-template", bad.Path)
	f.Start, f.End, f.Message = bad.Pos, bad.Pos, bad.Msg
	return f, true
}
