package serve

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"stet/internal/audit"
	"stet/internal/digest"
	"stet/internal/project"
	"stet/internal/site"
	"stet/internal/source"
)

// A state is the site at one moment.
type state struct {
	number  int // counts states, from 1
	project *project.Project
	theme   *site.Theme
	today   source.Date
	edition *project.Edition
	items   []*item // by path

	badProject []audit.Finding // what is wrong with the settings or the library; those here are older
	badTheme   []audit.Finding // the same of the theme
	skipped    []audit.Finding // what is no article and cannot be left out

	byAddress map[string]*item
	whole     func() *site.Site // all articles folded
	counts    func() counts

	searching sync.Once
	withWords *site.Site // for the search
}

// counts are of the whole site.
type counts struct {
	Articles int `json:"articles"`
	Drafts   int `json:"drafts"`
	Claims   int `json:"claims"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Notes    int `json:"notes"`
	Waived   int `json:"waived"`
}

// finish makes what follows from the items.
func (s *state) finish() {
	s.byAddress = make(map[string]*item, len(s.items))
	for _, it := range s.items {
		if first := s.byAddress[it.address]; first == nil || cmp.Compare(s.rank(it), s.rank(first)) > 0 {
			s.byAddress[it.address] = it
		}
	}
	s.whole = sync.OnceValue(func() *site.Site { return site.Fold(s.edition.Frame, s.entries()) })
	s.counts = sync.OnceValue(s.count)
}

// What readers get to see comes before what they do not, where two have one
// address.
const (
	unfit = iota
	withheld
	published
)

// rank is which of these an article is.
func (s *state) rank(it *item) int {
	switch {
	case !it.isFit():
		return unfit
	case it.withheld(s.edition) != "":
		return withheld
	}
	return published
}

// item is the article of a file, nil for none.
func (s *state) item(name string) *item {
	if i, ok := s.index(name); ok {
		return s.items[i]
	}
	return nil
}

// index is where the article of a file is in items, or would be.
func (s *state) index(name string) (int, bool) {
	return slices.BinarySearchFunc(s.items, name, func(it *item, name string) int { return strings.Compare(it.path, name) })
}

// hasBelow reports whether there are articles in a folder.
func (s *state) hasBelow(folder string) bool {
	i, _ := s.index(folder + "/")
	return i < len(s.items) && strings.HasPrefix(s.items[i].path, folder+"/")
}

// find is the address of the article of a file, for links to it.
func (s *state) find(path string) (address string, ok bool) {
	it := s.item(path)
	if it == nil {
		return "", false
	}
	return it.address, true
}

// fit are the items that have a version to be published.
func (s *state) fit() (list []*item) {
	for _, it := range s.items {
		if it.isFit() {
			list = append(list, it)
		}
	}
	return list
}

// entries are what the fold keeps of the articles, matched in parallel where
// they have not been yet.
func (s *state) entries() []*site.Entry {
	fit := s.fit()
	list := make([]*site.Entry, len(fit))
	parallel(len(fit), func(i int) { list[i] = &fit[i].match().entry })
	return list
}

// result is the audit of the site. It is not kept: for ten thousand articles it
// is larger than all that is.
func (s *state) result() audit.Result {
	fit := s.fit()
	list := make([]*site.Entry, len(fit))
	parallel(len(fit), func(i int) {
		entry := fit[i].match().entry
		entry.Digest.Findings = site.NewEntry(s.digest(fit[i])).Digest.Findings
		list[i] = &entry
	})
	return s.edition.Result(site.Fold(s.edition.Frame, list))
}

// parallel calls do with the numbers below n, from several goroutines. A panic
// comes back to the caller.
func parallel(n int, do func(i int)) {
	var at atomic.Int64
	var workers sync.WaitGroup
	var failed atomic.Pointer[any]
	for range min(runtime.GOMAXPROCS(0), n) {
		workers.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					failed.Store(&r)
				}
			}()
			for i := int(at.Add(1)) - 1; i < n && failed.Load() == nil; i = int(at.Add(1)) - 1 {
				do(i)
			}
		})
	}
	workers.Wait()
	if r := failed.Load(); r != nil {
		panic(*r)
	}
}

// digest is an article matched, without its body.
func (s *state) digest(it *item) digest.Digest {
	return s.project.Match(it.packed.Reading())
}

// trouble is what keeps the files as they are from being published.
func (s *state) trouble() []audit.Finding {
	list := slices.Concat(s.badProject, s.badTheme, s.skipped)
	for _, it := range s.items {
		list = append(list, it.broken...)
	}
	return list
}

// count counts article by article: to put the whole audit together would take
// more memory than all that is held.
func (s *state) count() counts {
	var c counts
	ofSite := map[string][]audit.Finding{}
	for _, f := range s.whole().Findings() {
		ofSite[f.Path] = append(ofSite[f.Path], f)
	}
	for _, it := range s.items {
		if it.withheld(s.edition) != "" {
			c.Drafts++
			continue
		}
		c.Articles++
		c.Claims += it.claims
		if it.isFit() {
			s.countFound(&c, it, ofSite[it.path])
			delete(ofSite, it.path)
		}
	}
	for _, found := range ofSite {
		c.add(s.project.Judge(found, nil, s.today), 1)
	}
	c.add(s.trouble(), 1)
	return c
}

// countFound counts what was found in an article, and by the site's rules about
// it. Which findings are waived can be told of the findings themselves alone.
func (s *state) countFound(c *counts, it *item, ofSite []audit.Finding) {
	if it.waivers {
		d := s.digest(it)
		c.add(s.project.Judge(append(d.Findings, ofSite...), d.Reading.Waivers, s.today), 1)
		return
	}
	for _, x := range it.match().found {
		one := s.project.Judge([]audit.Finding{{Rule: x.rule, Severity: x.severity, Path: it.path}}, nil, s.today)
		c.add(one, x.times)
	}
	c.add(s.project.Judge(ofSite, nil, s.today), 1)
}

// add counts findings so many times.
func (c *counts) add(findings []audit.Finding, times int) {
	if len(findings) == 0 {
		return
	}
	s := audit.Result{Findings: findings}.Summary()
	c.Errors += times * s.Errors
	c.Warnings += times * s.Warnings
	c.Notes += times * s.Notes
	c.Waived += times * s.Waived
}
