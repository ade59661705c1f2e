package site

import (
	"iter"
	"strings"

	"stet/internal/audit"
)

// A sheet is a page that is made when it is asked for.
type sheet struct {
	path string
	make func() (Page, error)
}

// A part of the site is some of its pages; the paths of all start with prefix.
// To list them takes no more than their paths need.
type part struct {
	prefix string
	sheets iter.Seq[sheet]
}

// parts are all pages but the articles': home, tags and sections, references,
// audit, method, search, claims as data, redirects, feeds, sitemap, robots.txt,
// 404 and the theme's assets.
func (s *Site) parts(found func() *Found) []part {
	return []part{
		{"", s.homePages()}, {"", s.topicPages()}, {"references/", s.referencePages()}, {"audit/", s.auditPage(found)}, {methodAddress, s.methodPage()},
		{searchAddress, s.searchPages()}, {claimsAddress, s.claimFiles()}, {"references/", s.downloadFiles()}, {"", s.plainFiles()}, {"", s.redirectPages()},
	}
}

// Pages are all pages but the articles'. result is the whole audit. It stops at
// the first error, a *source.Error about a template.
func (s *Site) Pages(result audit.Result) iter.Seq2[Page, error] {
	return func(yield func(Page, error) bool) {
		for sh := range s.sheets(result) {
			p, err := sh.make()
			if !yield(p, err) || err != nil {
				return
			}
		}
	}
}

// EachPage hands each of Pages to use, from as many goroutines at once, in no
// order. The error is that of the first page that has one.
func (s *Site) EachPage(result audit.Result, goroutines int, use func(Page) error) error {
	return inParallel(s.sheets(result), goroutines, func(sh sheet) error {
		p, err := sh.make()
		if err != nil {
			return err
		}
		return use(p)
	})
}

func (s *Site) sheets(result audit.Result) iter.Seq[sheet] {
	return func(yield func(sheet) bool) {
		for _, part := range s.parts(func() *Found { return foundIn(result) }) {
			for sh := range part.sheets {
				if !yield(sh) {
					return
				}
			}
		}
	}
}

// Page makes the page of a path, "tags/zinc/index.html", as Pages does; ok is
// false for a path that is none of them. found is asked for where the page
// needs it. The error is a *source.Error about a template.
func (s *Site) Page(path string, found func() *Found) (p Page, ok bool, err error) {
	for _, part := range s.parts(found) {
		if !strings.HasPrefix(path, part.prefix) {
			continue
		}
		for sh := range part.sheets {
			if sh.path == path {
				p, err = sh.make()
				return p, true, err
			}
		}
	}
	return Page{}, false, nil
}

// sheet is a page of the theme: the template of that name with what view gives.
func (s *Site) sheet(path, name string, view func() framed) sheet {
	return sheet{path, func() (Page, error) { return s.frame.page(path, name, view()) }}
}

// file is a page that is data alone.
func file(path string, make func() Page) sheet {
	return sheet{path, func() (Page, error) { return make(), nil }}
}

// ready is a page that is made already.
func ready(p Page) sheet { return file(p.Path, func() Page { return p }) }
