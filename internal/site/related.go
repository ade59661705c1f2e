package site

import (
	"cmp"
	"iter"
	"slices"
)

// Pages of articles are written while others are still being read, and what is
// related to an article is known when all have been. So a page keeps a place
// for it, and an Addition is put there when the site has been folded: the page
// is read back from the disk, not kept in memory, and needs no script.

// An Addition is HTML that belongs into the page of an article.
type Addition struct {
	Page string // "magnesium/index.html"
	At   int    // byte of the page before which it stands
	HTML []byte
}

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

// Additions are the related articles of all pages that have a place for them,
// in the order of their files. It stops at the first error, a *source.Error
// about a template.
func (s *Site) Additions() iter.Seq2[Addition, error] {
	return func(yield func(Addition, error) bool) {
		k := s.kinship()
		for i, e := range s.entries {
			if e.RelatedAt == 0 {
				continue
			}
			html, err := k.html(i)
			if html == nil && err == nil {
				continue
			}
			if !yield(Addition{Page: e.URL + "index.html", At: e.RelatedAt, HTML: html}, err) || err != nil {
				return
			}
		}
	}
}

// Related are the related articles of the article of a file as HTML, nil where
// there are none.
func (s *Site) Related(path string) ([]byte, error) {
	i, ok := s.byPath()[path]
	if !ok {
		return nil, nil
	}
	return s.kinship().html(i)
}

// A kinship tells which articles have references and tags in common. It is
// used by one goroutine at a time.
type kinship struct {
	site   *Site
	scores []int // by entry, of the article that is looked at
	shared []int // references in common
	near   []int // entries with a score
}

func (s *Site) kinship() *kinship {
	return &kinship{site: s, scores: make([]int, len(s.entries)), shared: make([]int, len(s.entries))}
}

func (k *kinship) html(i int) ([]byte, error) {
	items := k.related(i)
	if len(items) == 0 {
		return nil, nil
	}
	view := RelatedView{Articles: items}
	html, err := k.site.frame.Theme.related(view)
	if err != nil {
		return nil, templateError(err, nil, view)
	}
	return html, nil
}

// related are the articles that have most in common with article i: references
// count more the fewer articles lean on them, tags far less.
func (k *kinship) related(i int) (items []RelatedItem) {
	e := k.site.entries[i]
	seen := map[string]bool{}
	lean(e.Digest.Claims, func(_ int, key string) {
		if !seen[key] {
			seen[key] = true
			k.reference(i, key)
		}
	})
	for _, name := range e.Digest.Reading.Meta.Tags {
		if t := k.site.tagged()[topicSlug(name)]; t != nil && len(t.articles) <= maxSharing {
			for _, other := range t.articles {
				k.add(k.site.byPath()[other.Path], i, sharedTag/len(t.articles))
			}
		}
	}
	slices.SortFunc(k.near, func(a, b int) int { return cmp.Or(cmp.Compare(k.scores[b], k.scores[a]), cmp.Compare(a, b)) })
	for n, other := range k.near {
		if n < maxRelated {
			o := k.site.entries[other]
			items = append(items, RelatedItem{URL: "../" + o.URL, Title: o.Title, Shared: k.shared[other]})
		}
		k.scores[other], k.shared[other] = 0, 0
	}
	k.near = k.near[:0]
	return items
}

// reference counts the articles that lean on a reference as article i does.
func (k *kinship) reference(i int, key string) {
	links := k.site.backlinks()[key]
	if len(links) > 4*maxSharing {
		return
	}
	articles, last := 0, int32(-1)
	for _, b := range links {
		if b.entry != last {
			articles, last = articles+1, b.entry
		}
	}
	if articles > maxSharing {
		return
	}
	last = -1
	for _, b := range links {
		if b.entry == last {
			continue
		}
		last = b.entry
		if int(b.entry) == i {
			continue
		}
		k.add(int(b.entry), i, sharedReference/articles)
		k.shared[b.entry]++
	}
}

// add adds to the score of another article than i that readers find in lists.
func (k *kinship) add(other, i, score int) {
	if other == i || k.site.frame.Standing.has(k.site.entries[other].URL) {
		return
	}
	if k.scores[other] == 0 {
		k.near = append(k.near, other)
	}
	k.scores[other] += score
}
