package site

import (
	"crypto/sha256"
	"iter"
	"strings"

	"stet/internal/audit"
	"stet/internal/pack"
)

// A sheet is a page that is made when it is asked for.
type sheet struct {
	path string
	from func() any // all that makes it another page, beside the theme: plain data; nil where it is not told
	make func(from any) (Page, error)
}

// page makes the page.
func (sh sheet) page() (Page, error) {
	var from any
	if sh.from != nil {
		from = sh.from()
	}
	return sh.make(from)
}

// pageUnless makes the page, unless same says of the sum of what it is made from
// that there is such a page already.
func (sh sheet) pageUnless(same func(path, from string) bool) (Page, error) {
	if sh.from == nil {
		return sh.make(nil)
	}
	from := sh.from()
	sum := dataSum(from)
	if same != nil && same(sh.path, sum) {
		return Page{Path: sh.path, From: sum, Same: true}, nil
	}
	p, err := sh.make(from)
	p.From = sum
	return p, err
}

// dataSum is a sum of plain data. Of a view it counts as well what is HTML already.
func dataSum(from any) string {
	own := borrow()
	b := pack.Append(*own, from)
	if view, ok := from.(framed); ok {
		b = pack.Append(b, view.common().holes)
	}
	sum := sha256.Sum256(b)
	giveBack(own, b)
	return string(sum[:])
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
			p, err := sh.page()
			if !yield(p, err) || err != nil {
				return
			}
		}
	}
}

// EachPage hands each of Pages to use, from as many goroutines at once, in no
// order. The error is that of the first page that has one. A page of which same
// says that it is there already, made from what has that sum, is not made: its
// Same is true. Nil says so of none.
func (s *Site) EachPage(result audit.Result, goroutines int, same func(path, from string) bool, use func(Page) error) error {
	return inParallel(s.sheets(result), goroutines, func(sh sheet) error {
		p, err := sh.pageUnless(same)
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
				p, err = sh.page()
				return p, true, err
			}
		}
	}
	return Page{}, false, nil
}

// sheet is a page of the theme: the template of that name with what view gives.
func (s *Site) sheet(path, name string, view func() framed) sheet {
	return sheet{path, func() any { return view() }, func(from any) (Page, error) { return s.frame.page(path, name, from.(framed)) }}
}

// file is a page that is data alone.
func file(path string, make func() Page) sheet {
	return sheet{path: path, make: func(any) (Page, error) { return make(), nil }}
}

// dataFile is a page of data as JSON.
func dataFile(path string, data func() any) sheet {
	return sheet{path, data, func(from any) (Page, error) { return dataPage(path, from), nil }}
}

// ready is a page that is made already.
func ready(p Page) sheet { return file(p.Path, func() Page { return p }) }
