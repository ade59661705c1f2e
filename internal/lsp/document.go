package lsp

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"stet/internal/article"
	"stet/internal/disk"
	"stet/internal/fix"
	"stet/internal/project"
	"stet/internal/source"
)

// A document is a file as it stands in the editor.
type document struct {
	uri     string
	version int
	file    *source.File
}

// open takes in the text of a document.
func (s *server) open(d textDocument) {
	path, ok := pathOf(d.URI)
	if !ok {
		path = filepath.Join(s.root, "untitled.md") // not saved yet
	}
	s.documents[d.URI] = &document{d.URI, d.Version, source.NewFile(filepath.ToSlash(path), []byte(d.Text))}
}

// isArticle reports whether d holds prose; a library and settings do not.
func (d *document) isArticle() bool { return article.IsText(d.file.Path) }

// isLibrary reports whether d is a library.
func (d *document) isLibrary() bool { return filepath.Base(d.file.Path) == project.LibraryName }

// pathOf is the path of a file's URI.
func pathOf(uri string) (string, bool) {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" {
		return "", false
	}
	path := u.Path
	if len(path) > 2 && path[0] == '/' && path[2] == ':' { // /C:/articles/zinc.md
		path = path[1:]
	}
	return filepath.FromSlash(path), true
}

// uriOf is the URI of the file at path.
func uriOf(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		abs = path
	}
	abs = filepath.ToSlash(abs)
	if !strings.HasPrefix(abs, "/") {
		abs = "/" + abs
	}
	return (&url.URL{Scheme: "file", Path: abs}).String()
}

// An opened is a project as it was read, with what tells whether it still is.
type opened struct {
	project *project.Project
	err     error
	stamp   string

	library      string // path, "" for none
	libraryStamp string
	text         *source.File // of the library, once it was asked for
}

// project is what an article at path is judged by. Where its files cannot be
// read any more, the project as it was is given with the error.
func (s *server) project(path string) *opened {
	dir := filepath.Dir(filepath.FromSlash(path))
	settings, library := disk.Upwards(dir, project.SettingsName), disk.Upwards(dir, project.LibraryName)
	key := settings + "\n" + library
	stamp := stampOf(settings) + stampOf(library)
	old := s.projects[key]
	if old != nil && old.stamp == stamp {
		return old
	}
	o := &opened{stamp: stamp, library: library, libraryStamp: stampOf(library)}
	o.project, o.err = project.Open(filepath.FromSlash(path), "")
	if o.err != nil && old != nil {
		o.project = old.project
	}
	s.projects[key] = o
	return o
}

// stampOf changes when the file at path does.
func stampOf(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return "none "
	}
	return fmt.Sprintf("%d %d ", info.ModTime().UnixNano(), info.Size())
}

// draft is an open article, read and matched; nil where its project cannot be
// read, or where it is no article.
func (s *server) draft(d *document) (*fix.Draft, *opened) {
	if d == nil || !d.isArticle() {
		return nil, nil
	}
	o := s.project(d.file.Path)
	if o.project == nil {
		return nil, o
	}
	task := o.project.FileTask(filepath.FromSlash(d.file.Path))
	task.Read = func() ([]byte, error) {
		if limit := o.project.Limit(); int64(len(d.file.Bytes)) > limit {
			return nil, &disk.TooLarge{Path: d.file.Path, Limit: limit}
		}
		return d.file.Bytes, nil
	}
	draft, err := o.project.Draft(task)
	if err != nil { // too large to be read
		return nil, o
	}
	return draft, o
}
