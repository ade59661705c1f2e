package serve

import (
	"crypto/sha256"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/digest"
	"stet/internal/project"
	"stet/internal/site"
	"stet/internal/source"
)

// A sum tells texts apart.
type sum = [sha256.Size]byte

// An item is one article: what the fold keeps of it, and what it takes to match
// it again. It does not change; an edit makes another.
type item struct {
	path    string
	address string // of its page: "zinc/"
	title   string
	draft   bool
	date    source.Date
	claims  int
	images  bool // its text names pictures of the site

	seen   sum             // of the file as it is; zero if it cannot be read
	good   sum             // of the file as it was when it last was fit to be published; zero if it never was
	broken []audit.Finding // why the file as it is cannot be published

	kept
	waivers bool // it has some
	by      *project.Project
	match   func() *matched // by that project, when it is first asked for
	latest  *latest
}

// kept is what of an article no library has a part in.
type kept struct {
	files  []string // pictures published with its page
	words  []byte   // of its text, for the search
	packed digest.Packed
}

// latest is what matching an article came to last: against the library as it
// is, or, until that has been asked for, as it was before.
type latest struct {
	atomic.Pointer[matched]
	moved atomic.Bool // the article leans on other references than before
}

// put makes m, by the library as it is, the latest.
func (l *latest) put(m *matched) {
	if before := l.Swap(m); before != nil && !slices.Equal(before.entry.Leans, m.entry.Leans) {
		l.moved.Store(true)
	}
}

// A matched is what is kept of an article that was matched. What was found is
// counted and not kept, as it takes more than all else: whoever asks for it has
// the article matched again.
type matched struct {
	entry site.Entry // without findings
	found []found
}

// A found is how often a rule has found something.
type found struct {
	rule     string
	severity audit.Severity // the rule's own
	times    int
}

// newMatched keeps of d what is kept.
func newMatched(d digest.Digest, k kept) *matched {
	m := &matched{}
	for _, f := range d.Findings {
		i := slices.IndexFunc(m.found, func(x found) bool { return x.rule == f.Rule && x.severity == f.Severity })
		if i < 0 {
			i = len(m.found)
			m.found = append(m.found, found{f.Rule, f.Severity, 0})
		}
		m.found[i].times++
	}
	d.Findings = nil
	m.entry = site.LightEntry(d, func() []string {
		claims := k.packed.Reading().Claims
		plains := make([]string, len(claims))
		for i := range claims {
			plains[i] = claims[i].Plain
		}
		return plains
	})
	m.entry.Files, m.entry.Words = k.files, k.words
	return m
}

// newItem is the item of a digest, with its body, of a file with that sum.
func newItem(d digest.Digest, seen sum, e *project.Edition) *item {
	entry := e.Entry(digest.Digest{Reading: d.Reading})
	e.Frame.AddWords(&entry, d.Reading.Body)
	k := kept{entry.Files, entry.Words, digest.Pack(d.Reading)}
	now := newMatched(d, k)
	it := &item{ // which outlives what was matched
		path: strings.Clone(entry.Path), address: strings.Clone(entry.URL), title: strings.Clone(entry.Title),
		draft: d.Reading.Meta.Draft, date: d.Reading.Meta.Date, claims: len(d.Claims),
		seen: seen, broken: project.Stoppers(d.Findings, false),
		kept: k, by: e.Project,
		waivers: len(d.Reading.Waivers) > 0,
		match:   func() *matched { return now },
		latest:  &latest{},
	}
	it.latest.put(now)
	for _, l := range d.Reading.Links {
		it.images = it.images || l.Image
	}
	if it.broken == nil {
		it.good = seen
	}
	return it
}

// unreadable is the item of a file that cannot be read.
func unreadable(name string, why []audit.Finding, e *project.Edition) *item {
	it := newItem(digest.Digest{Reading: digest.Reading{Path: name, Title: name}}, sum{}, e)
	it.good, it.broken = sum{}, why
	return it
}

// isFit reports whether there is a version of the article that could be
// published.
func (it *item) isFit() bool { return it.good != sum{} }

// after is it, unless it is broken and what was before it is fit to be
// published: then it is that, with what is wrong now.
func (it *item) after(before *item) *item {
	if it.broken == nil || before == nil || !before.isFit() {
		return it
	}
	kept := *before
	kept.seen, kept.broken = it.seen, it.broken
	return &kept
}

// matchedBy is it matched against the library of p, and the bindings that p has
// recorded.
func (it *item) matchedBy(p *project.Project) *item {
	if it.by != nil && it.by.MatchesAlike(p) {
		return it
	}
	again := *it
	again.by = p
	again.latest = &latest{}
	again.latest.Store(it.latest.Load())
	k, latest := it.kept, again.latest // and not it, which holds what was matched before
	again.match = sync.OnceValue(func() *matched {
		m := newMatched(p.Match(k.packed.Reading()), k)
		latest.put(m)
		return m
	})
	return &again
}

// withheld says why readers do not get to see the article; "" if they do.
func (it *item) withheld(e *project.Edition) string {
	return e.Withheld(&article.Meta{Draft: it.draft, Date: it.date})
}
