package site

import (
	"hash/maphash"
	"slices"
	"strings"
)

// Pages of articles are written while others are still being read, and what is
// related to an article is known when all have been. So a page keeps a place
// for it, and an Addition is put there when the site has been folded: the page
// is read back from the disk, not kept in memory, and needs no script. One that
// is the same as in the last build need not even be made.

// An Addition is HTML that belongs into the page of an article.
type Addition struct {
	Entry *Entry // of the article
	Page  string // "magnesium/index.html"
	At    int    // byte of the page before which it stands; 0 for nowhere
	From  string // sum of what it is made from; "" for nothing
	site  *Site
	items []RelatedItem
}

// HTML makes the HTML, nil for none. The error is a *source.Error about a
// template.
func (a *Addition) HTML() ([]byte, error) { return a.site.relatedHTML(a.items) }

// With is the page with html in the place of its related articles, if it has
// one.
func (p Page) With(html []byte) Page {
	if p.RelatedAt > 0 && len(html) > 0 {
		p.Data = slices.Concat(p.Data[:p.RelatedAt], html, p.Data[p.RelatedAt:])
	}
	return p
}

const (
	maxRelated = 4   // articles that a page names
	maxSharing = 100 // articles that share a reference or a tag; more tell nothing of any two of them

	sharedReference = 6000 // what one tells of two articles, if as many as one lean on it
	sharedTag       = 600
)

// EachAddition hands the related articles of the page of each article to use,
// from as many goroutines at once, in no order. The error is that of the first
// page, by its article's file, that has one.
func (s *Site) EachAddition(goroutines int, use func(Addition) error) error {
	return inParallel(slices.Values(s.entries), goroutines, func(e *Entry) error {
		a := Addition{Entry: e, Page: e.URL + "index.html", At: e.RelatedAt, site: s}
		if i, ok := s.find(e.Path); ok && a.At > 0 {
			if a.items = s.related(i); len(a.items) > 0 {
				a.From = dataSum(a.items)
			}
		}
		return use(a)
	})
}

// Related are the related articles of the article of a file as HTML, nil where
// there are none.
func (s *Site) Related(path string) ([]byte, error) {
	i, ok := s.find(path)
	if !ok {
		return nil, nil
	}
	return s.relatedHTML(s.related(i))
}

func (s *Site) relatedHTML(items []RelatedItem) ([]byte, error) {
	if len(items) == 0 {
		return nil, nil
	}
	view := RelatedView{Articles: items}
	html, err := s.frame.Theme.related(view)
	if err != nil {
		return nil, templateError(err, nil, view)
	}
	return html, nil
}

// A kinCount counts what articles have in common with one. Between two uses all
// counts are 0.
type kinCount struct {
	scores []int32 // by entry
	shared []int32 // references in common
	near   []int32 // entries with a score
}

// add counts those of articles, which have something in common that is worth so
// much to as many of them.
func (c *kinCount) add(articles []int32, worth, shared int32) {
	if len(articles) > maxSharing {
		return
	}
	for _, other := range articles {
		if c.scores[other] == 0 {
			c.near = append(c.near, other)
		}
		c.scores[other] += worth / int32(len(articles))
		c.shared[other] += shared
	}
}

// reset makes all counts 0.
func (c *kinCount) reset() {
	for _, n := range c.near {
		c.scores[n], c.shared[n] = 0, 0
	}
	c.near = c.near[:0]
}

// related are the articles that have most in common with article i: references
// count more the fewer articles lean on them, tags far less.
func (s *Site) related(i int) (items []RelatedItem) {
	c, _ := s.kinCounts.Get().(*kinCount)
	if c == nil {
		c = &kinCount{scores: make([]int32, len(s.entries)), shared: make([]int32, len(s.entries))}
	}
	k := s.Kinship(nil)
	for _, key := range s.entries[i].Leans {
		c.add(k.leaning.of(key), sharedReference, 1)
	}
	for _, name := range s.entries[i].Meta.Tags {
		c.add(k.tagged.of(topicSlug(s.frame.topicName(tagKind, name))), sharedTag, 0)
	}
	for _, n := range s.closest(c, int32(i)) {
		e := s.entries[n]
		items = append(items, RelatedItem{URL: "../" + e.URL, Title: e.Title, Shared: int(c.shared[n])})
	}
	c.reset()
	s.kinCounts.Put(c)
	return items
}

// closest are the entries with the highest scores, at most maxRelated, those
// with most in common first; of equals the first.
func (s *Site) closest(c *kinCount, own int32) []int32 {
	best := make([]int32, 0, maxRelated+1)
	for _, n := range c.near {
		if n == own || s.frame.Standing.has(s.entries[n].URL) {
			continue
		}
		at := len(best)
		for at > 0 && (c.scores[n] > c.scores[best[at-1]] || c.scores[n] == c.scores[best[at-1]] && n < best[at-1]) {
			at--
		}
		if at < maxRelated {
			best = slices.Insert(best, at, n)
			best = best[:min(len(best), maxRelated)]
		}
	}
	return best
}

// A Kinship leads from references and tags to the articles that have them. It
// holds on to nothing of its site.
type Kinship struct {
	sum     uint64  // of what it was made from
	leaning holders // by key, of all articles
	tagged  holders // by slug, of those that readers find in lists
}

// Kinship tells which articles of s have something in common. To make it takes
// reading all of them, and most edits change nothing of it: where older, which
// may be nil, was made from the same, it is taken.
func (s *Site) Kinship(older *Kinship) *Kinship {
	s.kinOnce.Do(func() {
		if sum := s.kinSum(); older != nil && older.sum == sum {
			s.kin = older
		} else {
			s.kin = s.makeKinship(sum)
		}
	})
	return s.kin
}

func (s *Site) makeKinship(sum uint64) *Kinship {
	k := &Kinship{sum: sum}
	slugs := map[string]string{} // by name
	for i, e := range s.entries {
		k.leaning.add(int32(i), e.Leans)
		if s.frame.Standing.has(e.URL) {
			continue
		}
		var tags []string
		for _, name := range e.Meta.Tags {
			slug, known := slugs[name]
			if !known {
				slug = topicSlug(s.frame.topicName(tagKind, name))
				slugs[name] = slug
			}
			tags = appendNew(tags, slug)
		}
		k.tagged.add(int32(i), tags)
	}
	return k
}

var kinSeed = maphash.MakeSeed()

// kinSum is a sum of what makeKinship reads.
func (s *Site) kinSum() uint64 {
	var h maphash.Hash
	h.SetSeed(kinSeed)
	maphash.WriteComparable(&h, s.frame.Standing)
	s.frame.Tags.each(func(name, term string) {
		maphash.WriteComparable(&h, name)
		maphash.WriteComparable(&h, term)
	})
	for _, e := range s.entries {
		maphash.WriteComparable(&h, e.kin)
	}
	return h.Sum64()
}

// kinSum is the article's part in that.
func (e *Entry) kinSum() uint64 {
	var h maphash.Hash
	h.SetSeed(kinSeed)
	for _, list := range [][]string{{e.URL}, e.Leans, e.Meta.Tags} {
		maphash.WriteComparable(&h, len(list))
		for _, s := range list {
			maphash.WriteComparable(&h, s)
		}
	}
	return h.Sum64()
}

// holders are the articles that have a thing, for each of many things. Of what
// more than maxSharing have, only as many and one more are kept.
type holders struct {
	numbers map[string]int32 // of things
	lists   [][]int32        // by number
}

// add adds an article that has these things, each once. Articles come in order.
func (h *holders) add(article int32, things []string) {
	if h.numbers == nil {
		h.numbers = map[string]int32{}
	}
	for _, thing := range things {
		n, known := h.numbers[thing]
		if !known {
			n = int32(len(h.lists))
			h.numbers[strings.Clone(thing)] = n
			h.lists = append(h.lists, nil)
		}
		if len(h.lists[n]) <= maxSharing {
			h.lists[n] = append(h.lists[n], article)
		}
	}
}

// of are the articles that have a thing, in order.
func (h *holders) of(thing string) []int32 {
	n, known := h.numbers[thing]
	if !known {
		return nil
	}
	return h.lists[n]
}
