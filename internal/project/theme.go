package project

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"stet/internal/audit"
	"stet/internal/site"
	"stet/internal/source"
	"stet/static"
	"stet/templates"
)

// Theme is the built-in theme with the project's own files before it. The error
// is a *source.Error about a template, which TemplateFinding makes a finding.
func (p *Project) Theme() (*site.Theme, error) {
	return site.LoadTheme(append(p.own("templates"), templates.FS), append(p.own("static"), static.FS))
}

// own is a folder of the project, if it has one.
func (p *Project) own(name string) []fs.FS {
	root, err := os.OpenRoot(filepath.Join(p.Dir, name))
	if err != nil {
		return nil
	}
	return []fs.FS{root.FS()}
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
