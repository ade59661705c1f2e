// Package site turns digests into the pages of a website.
//
// An article's page needs its own digest and the Frame alone, so it is made,
// written and forgotten while others are still being read; what the rest of
// the site needs of it is a small Entry. New folds the entries, in any order,
// into a Site: the site rules' findings, and all other pages.
package site

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"sync"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/source"
)

// Settings are what a site says of itself.
type Settings struct {
	Title       string
	Description string
	BaseURL     string // "https://example.org/" or ""; ends in a slash
	Lang        string
	Author      string
}

// A Frame is what all pages of a build share. It must not be copied after its
// first use.
type Frame struct {
	Settings Settings
	Theme    *Theme
	Library  *cite.Library // nil for none
	Today    source.Date

	// Find gives the address of the article of a file, if there is one. Nil
	// finds none: links from article to article stay as they are written.
	Find func(path string) (address string, ok bool)

	shelf   shelf
	lexicon lexicon
	parts   sync.Map // FrameView -> *frameParts
}

// A Page is one file of the site.
type Page struct {
	Path string // slash-separated, below the output folder: "magnesium/index.html"
	Data []byte
}

// A Site is all articles folded.
type Site struct {
	frame     *Frame
	entries   []Entry           // of published articles, by path
	byPath    map[string]int    // index into entries, by the file's path
	withheld  map[string]string // why an article is not published, by the file's path
	refs      []*cite.Reference // of the library, each key once, in the order in which readers look for them
	tally     Tally
	backlinks map[string][]backlink // by reference, in the order of entries and text
	pages     addresses
}

// A backlink says where a reference is leant on, as indices into entries and
// their claims.
type backlink struct{ entry, claim int32 }

// New folds entries, in any order, into the site. Those that are withheld, and
// entries without a path, are left out.
func New(f *Frame, entries []Entry) *Site {
	s := &Site{frame: f, refs: f.allReferences(), byPath: map[string]int{}, withheld: map[string]string{}, backlinks: map[string][]backlink{}}
	for i := range entries {
		e := &entries[i]
		if why := Withheld(&e.Digest.Reading.Meta, f.Today); why != "" {
			s.withheld[e.Path] = why
		} else if e.Path != "" {
			s.entries = append(s.entries, *e)
		}
	}
	slices.SortFunc(s.entries, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	for i := range s.entries {
		e := &s.entries[i]
		s.byPath[e.Path] = i
		s.tally.add(e.Digest.Claims)
		lean(e.Digest.Claims, func(claim int, key string) { s.addBacklink(key, backlink{int32(i), int32(claim)}) })
	}
	s.pages = s.addresses()
	return s
}

func (s *Site) addBacklink(key string, b backlink) {
	links := s.backlinks[key]
	if len(links) > 0 && links[len(links)-1] == b {
		return // two mentions of one claim
	}
	s.backlinks[key] = append(links, b)
}

// Pages are all pages but the articles': home, tags and sections, references,
// audit, method, search, claims as data, redirects, feeds, sitemap, robots.txt, 404 and the theme's
// assets. result is the whole
// audit. It stops at the first error, a *source.Error about a template.
func (s *Site) Pages(result audit.Result) iter.Seq2[Page, error] {
	return func(yield func(Page, error) bool) {
		for _, part := range []iter.Seq2[Page, error]{
			s.homePages(), s.topicPages(), s.referencePages(), s.auditPage(result), s.methodPage(), s.searchPages(), s.openData(result), s.downloadFiles(), s.redirectPages(), s.plainFiles(),
		} {
			for p, err := range part {
				if !yield(p, err) || err != nil {
					return
				}
			}
		}
	}
}

// byDate is the order in which readers find articles: newest first, then by
// title.
func (s *Site) byDate() []*Entry {
	list := make([]*Entry, len(s.entries))
	for i := range s.entries {
		list[i] = &s.entries[i]
	}
	slices.SortStableFunc(list, func(a, b *Entry) int {
		return cmp.Or(b.date().Compare(a.date()), strings.Compare(a.Title, b.Title))
	})
	return list
}

func dateView(d source.Date) DateView { return DateView{ISO: isoDate(d), Text: longDate(d)} }
