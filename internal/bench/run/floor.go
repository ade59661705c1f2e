package main

import (
	"bytes"
	"errors"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/adrg/frontmatter"
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"gopkg.in/yaml.v3"
)

// floorVerb makes this program build the site of the current folder as the
// floor does.
const floorVerb = "floor"

// page is the floor's template.
var page = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{.Title}}</title>
    <meta name="description" content="{{.Description}}">
  </head>
  <body>
    <header><a href="/">Minerals in review</a></header>
    <main>
      <article>
        <h1>{{.Title}}</h1>
        <p><time>{{.Date}}</time> {{range .Tags}}<a href="/tags/{{.}}/">{{.}}</a> {{end}}</p>
        {{.Body}}
      </article>
    </main>
    <footer>Generated.</footer>
  </body>
</html>
`))

// front is what the floor reads of an article's front matter.
type front struct {
	Title       string
	Description string
	Date        string
	Tags        []string
}

// floor writes a page for each article below dir/content into out.
func floor(dir, out string) error {
	var paths []string
	content := filepath.Join(dir, "content")
	err := filepath.WalkDir(content, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := os.Mkdir(out, 0o755); err != nil {
		return err
	}
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))
	minifier := minify.New()
	minifier.AddFunc("text/html", html.Minify)
	errs := make([]error, len(paths))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(paths); i = int(next.Add(1)) - 1 {
				name := strings.TrimSuffix(filepath.Base(paths[i]), ".md")
				errs[i] = floorPage(markdown, minifier, paths[i], filepath.Join(out, name))
			}
		})
	}
	workers.Wait()
	return errors.Join(errs...)
}

// floorPage makes one page, the index.html of the new folder out.
func floorPage(markdown goldmark.Markdown, minifier *minify.M, path, out string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var meta front
	text, err = frontmatter.MustParse(bytes.NewReader(text), &meta, frontmatter.NewFormat("---", "---", yaml.Unmarshal))
	if err != nil {
		return err
	}
	var body, html, small bytes.Buffer
	if err := markdown.Convert(text, &body); err != nil {
		return err
	}
	err = page.Execute(&html, struct {
		front
		Body template.HTML
	}{meta, template.HTML(body.String())})
	if err != nil {
		return err
	}
	if err := minifier.Minify("text/html", &small, &html); err != nil {
		return err
	}
	if err := os.Mkdir(out, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "index.html"), small.Bytes(), 0o644)
}
