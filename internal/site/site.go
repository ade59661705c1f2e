// Package site turns digests into the pages of a website.
//
// An article's page needs its own digest and the Frame alone, so it is made,
// written and forgotten while others are still being read; what the rest of
// the site needs of it is a small Entry. New folds the entries, in any order,
// into a Site: the site rules' findings, and all other pages.
package site

import (
	"cmp"
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
	License     LinkView // of what the site publishes; zero for none
	Integrity   bool     // stylesheets and scripts are held to their sums: not for sites that are opened from disk
	StaleAfter  int      // days after which a record should be compared with PubMed again; 0 for never
}

// A Frame is what all pages of a build share. It must not be copied after its
// first use.
type Frame struct {
	Settings Settings
	Theme    *Theme
	Library  *cite.Library // nil for none
	Today    source.Date
	History  []audit.Day // of the site's audits, oldest first; nil for none

	// Find gives the address of the article of a file, if there is one. Nil
	// finds none: links from article to article stay as they are written.
	Find func(path string) (address string, ok bool)

	Tags     *Vocabulary // nil for none
	People   *Vocabulary // nil for none
	Folder   string      // of the articles, as their paths have it: "content"
	Standing Standing

	// File reads a file beside the articles, by a path like theirs. Nil reads
	// none.
	File func(path string) ([]byte, error)

	// Lexicon numbers the words that the search looks for. Nil is one of the
	// frame's own; a frame of another library may share it.
	Lexicon *Lexicon

	shelf shelf
	own   Lexicon
	parts sync.Map // FrameView -> *frameParts

	older *Frame // whose shelf, own lexicon and parts are used instead; nil for its own
}

// With is f for articles that are at other addresses. What has been made of the
// library and the theme is shared.
func (f *Frame) With(find func(path string) (address string, ok bool)) *Frame {
	return &Frame{
		Settings: f.Settings, Theme: f.Theme, Library: f.Library, Today: f.Today, History: f.History, Tags: f.Tags, People: f.People, Folder: f.Folder, Standing: f.Standing,
		Find: find, File: f.File, Lexicon: f.Lexicon, older: f.made(),
	}
}

// made is the frame that holds what is made when it is first asked for.
func (f *Frame) made() *Frame {
	if f.older != nil {
		return f.older
	}
	return f
}

func (f *Frame) lexicon() *Lexicon {
	if f.Lexicon != nil {
		return f.Lexicon
	}
	return &f.made().own
}

// A Page is one file of the site.
type Page struct {
	Path   string // slash-separated, below the output folder: "magnesium/index.html"
	Data   []byte
	Beside []Page // pictures of an article's page, to be published with it

	RelatedAt int // byte of an article's page at which Related belongs; 0 for nowhere

	From string // sum of what it is made from, for Site.EachPage; "" where that is not told
	Same bool   // there is such a page already, and this one was not made

	lent *[]byte // the pool's own name for the memory of Data; nil if it is not the pool's
}

// Release lets further pages be made in the memory of p.Data, which must not be
// used afterwards.
func (p *Page) Release() {
	if p.lent != nil {
		giveBack(p.lent, p.Data)
	}
	p.Data, p.lent = nil, nil
}

// A Site is all articles folded. What only some pages need is made when the
// first of them is. A Site may be used by several goroutines at once.
type Site struct {
	frame    *Frame
	entries  []*Entry          // of published articles, by path
	withheld map[string]string // why an article is not published, by the file's path

	byDate    func() []*Entry // newest first, then by title; not to be changed
	topicsOf  map[*topicKind]func() []*topic
	refs      func() []*cite.Reference // of the library, each key once, in the order in which readers look for them
	tally     func() Tally
	counts    func() referenceCounts
	backlinks func() map[string][]backlink // by reference, in the order of entries and text
	pages     func() *addresses
	found     func() []audit.Finding // by the rules of the site
	index     func() []Page          // of the search

	kinOnce   sync.Once
	kin       *Kinship
	kinCounts sync.Pool // of *kinCount
}

// A backlink says where a reference is leant on, as indices into entries and
// their claims.
type backlink struct{ entry, claim int32 }

// New folds entries, in any order, into the site. Those that are withheld, and
// entries without a path, are left out. The entries must not change afterwards.
func New(f *Frame, entries []Entry) *Site {
	list := make([]*Entry, len(entries))
	for i := range entries {
		list[i] = &entries[i]
	}
	return Fold(f, list)
}

// Fold is New for entries that lie apart, as they do where one of them is
// exchanged now and then.
func Fold(f *Frame, entries []*Entry) *Site {
	s := &Site{frame: f, withheld: map[string]string{}, entries: make([]*Entry, 0, len(entries)), topicsOf: map[*topicKind]func() []*topic{}}
	for _, e := range entries {
		if why := Withheld(&e.Meta, f.Today); why != "" {
			s.withheld[e.Path] = why
		} else if e.Path != "" {
			s.entries = append(s.entries, e)
		}
	}
	inOrder := func(a, b *Entry) int { return strings.Compare(a.Path, b.Path) }
	if !slices.IsSortedFunc(s.entries, inOrder) {
		slices.SortFunc(s.entries, inOrder)
	}
	s.byDate = sync.OnceValue(s.sortByDate)
	for _, k := range topicKinds {
		s.topicsOf[k] = sync.OnceValue(func() []*topic { return s.makeTopics(k) })
	}
	s.refs = sync.OnceValue(f.allReferences)
	s.tally = sync.OnceValue(s.countClaims)
	s.counts = sync.OnceValue(s.countReferences)
	s.backlinks = sync.OnceValue(s.linkBack)
	s.pages = sync.OnceValue(s.addresses)
	s.found = sync.OnceValue(s.applyRules)
	s.index = sync.OnceValue(func() []Page { return s.searchIndex().pages(f.Theme.words) })
	return s
}

// find is the index into entries of the article of a file.
func (s *Site) find(path string) (int, bool) {
	return slices.BinarySearchFunc(s.entries, path, func(e *Entry, path string) int { return strings.Compare(e.Path, path) })
}

// sortByDate is the order in which readers find articles; standing pages are
// not among them.
func (s *Site) sortByDate() []*Entry {
	list := slices.DeleteFunc(slices.Clone(s.entries), func(e *Entry) bool { return s.frame.Standing.has(e.URL) })
	slices.SortStableFunc(list, func(a, b *Entry) int {
		return cmp.Or(b.date().Compare(a.date()), strings.Compare(a.Title, b.Title))
	})
	return list
}

func (s *Site) countClaims() (t Tally) {
	for _, e := range s.entries {
		t.add(e)
	}
	return t
}

func (s *Site) linkBack() map[string][]backlink {
	found := map[string][]backlink{}
	for i, e := range s.entries {
		for j := range e.Claims {
			for _, key := range e.Claims[j].Leans {
				found[key] = append(found[key], backlink{int32(i), int32(j)})
			}
		}
	}
	return found
}

// verdicts count the claims of each verdict that there is, worst first.
func (s *Site) verdicts() []audit.VerdictCount {
	r := audit.Result{Articles: s.articles()}
	return r.Summary().Verdicts
}

// articles are those of the site as a result has them, of their claims no
// more than counts.
func (s *Site) articles() []audit.Article {
	list := make([]audit.Article, len(s.entries))
	for i, e := range s.entries {
		list[i] = audit.Article{Path: e.Path, Title: e.Title, Standing: IsStanding(s.frame.Folder, e.Path), Light: make([]audit.LightClaim, len(e.Claims))}
		for j := range e.Claims {
			list[i].Light[j] = e.Claims[j].LightClaim
		}
	}
	return list
}

// Result is all that was found, as the rules have it, in no order.
func (s *Site) Result() audit.Result {
	r := audit.Result{Articles: s.articles()}
	for _, e := range s.entries {
		r.Findings = append(r.Findings, e.Findings...)
	}
	r.Findings = append(r.Findings, s.Findings()...)
	return r
}

// Waivers are those of all articles.
func (s *Site) Waivers() (waivers []audit.Placed) {
	for i := range s.entries {
		waivers = append(waivers, s.entries[i].Waivers...)
	}
	return waivers
}
