package serve

import (
	"maps"
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
	items   []*item  // by path
	opening *opening // nil once the articles have been read

	badProject []audit.Finding // what is wrong with the settings or the library; those here are older
	badTheme   []audit.Finding // the same of the theme
	skipped    []audit.Finding // what is no article and cannot be left out

	settled   atomic.Bool                  // all articles have been matched
	kinship   atomic.Pointer[site.Kinship] // the latest, of this state or an older one
	byAddress map[string]int32             // index into items
	whole     func() *site.Site            // all articles, matched and folded
	kin       func() *site.Site            // those that may be related to one: as whole, of what is known without matching any
	counts    func() counts

	last atomic.Pointer[shown] // the page of an article that was asked for last: the browser asks for its findings next
}

// counts are of the whole site.
type counts struct {
	Articles int `json:"articles"` // without standing pages
	Drafts   int `json:"drafts"`
	Claims   int `json:"claims"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Notes    int `json:"notes"`
	Waived   int `json:"waived"`
}

// again is s once more, after all its articles have been matched.
func (s *state) again() *state {
	next := &state{
		number: s.number + 1, project: s.project, theme: s.theme, today: s.today, edition: s.edition, items: s.items,
		badProject: s.badProject, badTheme: s.badTheme, skipped: s.skipped,
	}
	next.settled.Store(true)
	next.finish(s)
	return next
}

// finish makes what follows from the items. What is the same as in last it has
// from there.
func (s *state) finish(last *state) {
	same := func(a, b *item) bool { return a == b || a.address == b.address && s.rank(a) == last.rank(b) }
	if s.byAddress = last.byAddress; s.today != last.today || !slices.EqualFunc(s.items, last.items, same) {
		s.byAddress = s.addresses()
	}
	s.kinship.Store(last.kinship.Load())
	s.whole = sync.OnceValue(func() *site.Site { return site.Fold(s.edition.Frame, s.entries()) })
	s.kin = sync.OnceValue(s.known)
	s.counts = sync.OnceValue(s.count)
}

// addresses are the articles at each address.
func (s *state) addresses() map[string]int32 {
	at := make(map[string]int32, len(s.items))
	for i, it := range s.items {
		if first, taken := at[it.address]; !taken || s.rank(it) > s.rank(s.items[first]) {
			at[it.address] = int32(i)
		}
	}
	return at
}

// at is the article at an address, nil for none.
func (s *state) at(address string) *item {
	if i, ok := s.byAddress[address]; ok {
		return s.items[i]
	}
	return nil
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
	s.settled.Store(true)
	return list
}

// known is the site of what is known of the articles without matching any.
func (s *state) known() *site.Site {
	var folded *site.Site
	if s.settled.Load() {
		folded = s.whole()
	} else {
		fit := s.fit()
		list := make([]*site.Entry, len(fit))
		for i, it := range fit {
			list[i] = &it.latest.Load().entry
		}
		folded = site.Fold(s.edition.Frame, list)
	}
	s.kinship.Store(folded.Kinship(s.kinship.Load()))
	return folded
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
	for _, it := range s.items {
		if it.withheld(s.edition) != "" {
			c.Drafts++
			continue
		}
		if !site.IsStanding(s.edition.Frame.Folder, it.path) {
			c.Articles++
		}
		c.Claims += it.claims
	}
	s.audit(func(string) bool { return false }, c.add)
	c.add(s.trouble(), 1)
	return c
}

// found is what the audit page shows.
func (s *state) found() *site.Found {
	found := &site.Found{}
	s.audit(found.HasRoom, found.Add)
	return found
}

// audit hands over what was found in the site, file by file and in the order of
// a result. What was found in an article is known by how often each rule found
// something, so that a finding may stand for several; where whole wants the
// findings of a rule as they are, the article is matched again.
func (s *state) audit(whole func(rule string) bool, use func(found []audit.Finding, times int)) {
	ofSite := map[string][]audit.Finding{}
	for _, f := range s.whole().Findings() {
		ofSite[f.Path] = append(ofSite[f.Path], f)
	}
	for _, it := range s.items {
		if _, known := ofSite[it.path]; !known && s.rank(it) == published {
			ofSite[it.path] = nil
		}
	}
	for _, path := range slices.Sorted(maps.Keys(ofSite)) {
		if it := s.item(path); it != nil && s.rank(it) == published {
			s.auditItem(it, ofSite[path], whole, use)
		} else {
			use(s.project.Judge(ofSite[path], nil, s.today), 1)
		}
	}
}

// auditItem hands over what was found in an article together with ofSite, what
// the site's rules found about it; it does not where ofSite is all.
func (s *state) auditItem(it *item, ofSite []audit.Finding, whole func(rule string) bool, use func(found []audit.Finding, times int)) {
	var judged [][]audit.Finding // a finding for all of a rule, none where the house has it off
	wanted := it.waivers         // which findings are waived can be told of the findings themselves alone
	found := it.match().found
	for _, x := range found {
		one := s.project.Judge([]audit.Finding{{Rule: x.rule, Severity: x.severity, Path: it.path}}, nil, s.today)
		judged = append(judged, one)
		wanted = wanted || len(one) > 0 && whole(x.rule)
	}
	if wanted {
		d := s.digest(it)
		all := s.project.Judge(slices.Concat(d.Findings, ofSite), d.Reading.Waivers, s.today)
		audit.SortFindings(all)
		use(all, 1)
		return
	}
	for i, x := range found {
		use(judged[i], x.times)
	}
	use(s.project.Judge(ofSite, nil, s.today), 1)
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
