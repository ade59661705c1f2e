package site

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"stet/internal/audit"
	"stet/internal/source"
)

// A Theme is a set of parsed templates with its assets, which carry a digest
// of their content in their names.
type Theme struct {
	pages  map[string]*template.Template // by file name: "article.html"
	assets assets
	words  *phrases
	min    *minifier
	unused []audit.Finding // about templates of the site's own
}

// pageNames are the templates that are pages of their own. base.html is the
// frame of each; all other files are partials that any page may use.
var pageNames = []string{"article.html", "home.html", "topics.html", "topic.html", "references.html", "reference.html",
	"audit.html", "method.html", "search.html", "missing.html", "redirect.html"}

const (
	baseName     = "base.html"
	templatesDir = "templates/" // in errors: where a site's own templates are
)

// LoadTheme reads templates and assets. The file systems are tried in order,
// file by file: a site's own come before the built-in ones, which are last. A
// template file of the site's own that has no built-in one's name is read after
// all others, so that what it defines takes the place of a block of theirs.
//
// Every page is tried with sample values, so that a template that names a
// field or a partial that is not there never gets as far as a site. The error
// is a *source.Error with the template's file, line and column.
func LoadTheme(templates, static []fs.FS) (*Theme, error) {
	min := newMinifier()
	loaded, err := loadAssets(static, min)
	if err != nil {
		return nil, err
	}
	texts, err := layered(templatesDir, templates, isTemplate)
	if err != nil {
		return nil, err
	}
	words, err := loadPhrases(templates)
	if err != nil {
		return nil, err
	}
	builtIn, err := layered(templatesDir, templates[len(templates)-1:], isTemplate)
	if err != nil {
		return nil, err
	}
	own, extra := ownTemplates(texts, builtIn)
	t := &Theme{pages: map[string]*template.Template{}, assets: loaded, words: words, min: min}
	for _, name := range pageNames {
		if t.pages[name], err = t.parse(name, texts, extra); err != nil {
			return nil, err
		}
	}
	t.unused = append(unused(texts, own), stale(texts, own, blocksOf(builtIn))...)
	return t, t.try(texts)
}

func isTemplate(name string) bool {
	return path.Ext(name) == ".html" && !isHidden(name) && !isLeftover(name)
}

// ownTemplates are the template files that are the site's own, and of these the
// extra ones, which take no built-in file's place; both sorted.
func ownTemplates(texts, builtIn map[string]string) (own, extra []string) {
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		text, known := builtIn[name]
		if texts[name] != text {
			own = append(own, name)
		}
		if !known {
			extra = append(extra, name)
		}
	}
	return own, extra
}

// try executes every template with sample values.
func (t *Theme) try(texts map[string]string) error {
	for _, name := range partNames {
		for _, view := range samples[FrameView]() {
			if t.pages["article.html"].Lookup(name) == nil {
				return &source.Error{Path: templatesDir + "frame.html", Msg: fmt.Sprintf("the template %q is not defined; frame.html defines links, header and footer", name)}
			}
			if _, err := t.part(name, view.(FrameView)); err != nil {
				return templateError(err, texts, view)
			}
		}
	}
	for _, view := range samples[RelatedView]() {
		if t.pages["article.html"].Lookup("related") == nil {
			return &source.Error{Path: templatesDir + "related.html", Msg: "the template \"related\" is not defined"}
		}
		if _, err := t.related(view.(RelatedView)); err != nil {
			return templateError(err, texts, view)
		}
	}
	for _, name := range pageNames {
		for _, view := range views[name]() {
			if _, err := t.render(nil, name, view); err != nil {
				return templateError(err, texts, view)
			}
		}
	}
	return nil
}

// layered reads the files of several layers that pick takes, each from the
// first layer that has it. dir is where they are, in errors. Only plain files
// are read: a pipe would never end, and a link may lead anywhere.
func layered(dir string, layers []fs.FS, pick func(name string) bool) (map[string]string, error) {
	texts := map[string]string{}
	for _, layer := range layers {
		err := fs.WalkDir(layer, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !pick(name) {
				return err
			}
			if _, taken := texts[name]; taken {
				return nil
			}
			if info, err := fs.Stat(layer, name); err != nil || !info.Mode().IsRegular() {
				return &source.Error{Path: dir + name, Msg: "is no plain file inside of " + dir + "; put the file itself there"}
			}
			b, err := fs.ReadFile(layer, name)
			texts[name] = string(b)
			return err
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	return texts, nil
}

// parse makes the template of one page: the frame, all partials, the page, and
// the extra files, which redefine blocks of those.
func (t *Theme) parse(page string, texts map[string]string, extra []string) (*template.Template, error) {
	root := template.New(baseName).Option("missingkey=error").Funcs(template.FuncMap{
		"asset":      t.assets.url,
		"integrity":  t.assets.integrity,
		"say":        t.words.say,
		"forms":      t.words.forms,
		"count":      t.words.grouped,
		"tally":      t.words.tally,
		"lower":      strings.ToLower,
		"claims":     func(n int) (string, error) { return t.words.say("count.claims", n) },
		"articles":   func(n int) (string, error) { return t.words.say("count.articles", n) },
		"references": func(n int) (string, error) { return t.words.say("count.references", n) },
		"findings":   func(n int) (string, error) { return t.words.say("count.findings", n) },
	})
	names := []string{baseName}
	for name := range texts {
		if name != baseName && !slices.Contains(pageNames, name) && !slices.Contains(extra, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names[1:])
	for _, name := range slices.Concat(names, []string{page}, extra) {
		text, ok := texts[name]
		if slices.Contains(extra, name) && definesMain(name, text) {
			return nil, &source.Error{Path: templatesDir + name, Msg: "\"main\" is each page's own; define it in the file of a page, " + strings.Join(pageNames, ", ")}
		}
		if !ok {
			return nil, fmt.Errorf("theme: no template %s", name)
		}
		part := root
		if name != baseName {
			part = root.New(name)
		}
		if _, err := part.Parse(text); err != nil {
			return nil, templateError(err, texts, nil)
		}
	}
	if err := t.words.settle(root); err != nil {
		return nil, templateError(err, texts, nil)
	}
	if root.Lookup("main") == nil {
		return nil, &source.Error{Path: templatesDir + page, Msg: "no \"main\" is defined here; put the page between {{define \"main\"}} and {{end}}, or take the file away for stet's own"}
	}
	return root, nil
}

// render executes a page's template, and writes behind dst. What it writes is
// not minified yet.
func (t *Theme) render(dst []byte, page string, view any) ([]byte, error) {
	b := appended(dst)
	if err := t.pages[page].Execute(&b, view); err != nil {
		return nil, err
	}
	return b, nil
}

// related makes the section of related articles, minified.
func (t *Theme) related(view RelatedView) ([]byte, error) {
	var b bytes.Buffer
	if err := t.pages["article.html"].ExecuteTemplate(&b, "related", view); err != nil {
		return nil, err
	}
	return t.min.html(b.Bytes()), nil
}

// part executes one of the templates of frame.html.
func (t *Theme) part(name string, view FrameView) ([]byte, error) {
	var b bytes.Buffer
	err := t.pages["article.html"].ExecuteTemplate(&b, name, view)
	return b.Bytes(), err
}
