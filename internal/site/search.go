package site

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stet/internal/cite"
)

// The index of the search is made with the site and read by static/search.js.
// It is cut into small files so that a search loads only what it needs:
//
//	search/index.json    how many documents there are, in blocks of how many, and the shards
//	search/w-ma.json     a shard, the words that start with "ma": {"magnesium": [document, weight, ...]}
//	search/docs-0.json   a block of documents: [address, title, description, what it is]
//	search/facets.json   journals and study designs, with the documents of each
//
// Documents are the articles and the references of the library; where more than
// maxUnused of those are used by no article, only those that are. In a list
// of documents each number is the distance from the one before.
const (
	searchAddress = "search/"
	blockSize     = 50       // documents in a block
	maxFacets     = 40       // journals in the facets, the most frequent
	minShared     = 20       // documents from which on a word may be too frequent to tell anything
	maxSummary    = 160      // bytes of a description in a block
	maxShard      = 24 << 10 // bytes of a shard, unless its words start with the same maxPrefix letters
	maxPrefix     = 3
	maxUnused     = 1000 // references that no article uses, for them to be found
)

// How much a word weighs, by where it stands.
const (
	inTitle   = 8
	inTags    = 6
	inSummary = 4
	inClaims  = 2
	inText    = 1
)

// A document is what a search finds.
type document struct {
	address, title, summary, kind string
	facets                        []string // journals and designs
}

// A searchIndex is the documents of the search with their words.
type searchIndex struct {
	lexicon *Lexicon
	docs    []document
	words   []docWords
}

// docWords are the words of a document, packed: those of its title, claims and
// the like with their weights, and those of its text, some of which are among
// them.
type docWords struct{ weighed, text []byte }

// searchPages are the page of the search and its index.
func (s *Site) searchPages() iter.Seq[sheet] {
	return func(yield func(sheet) bool) {
		if !yield(s.sheet(searchAddress+"index.html", "search.html", func() framed { return s.search() })) {
			return
		}
		for _, p := range s.index() {
			if !yield(ready(p)) {
				return
			}
		}
	}
}

func (s *Site) search() *SearchView {
	w := s.frame.Theme.words
	v := &SearchView{Common: s.frame.common("search", searchAddress, w.of("site.search"))}
	v.Description = w.of("search.about")
	if n := len(s.refs()) - len(s.usedKeys()); n > maxUnused {
		v.Unused = n
	}
	return v
}

// searchIndex has all articles, and the references that readers may look for.
func (s *Site) searchIndex() *searchIndex {
	x := &searchIndex{lexicon: s.frame.lexicon()}
	facets := map[*cite.Reference][]string{}
	for _, e := range s.byDate() {
		s.addArticle(x, e, facets)
	}
	used := s.usedKeys()
	few := len(s.refs())-len(used) <= maxUnused
	for _, r := range s.refs() {
		if !few && !used[r.Key] {
			continue
		}
		x.addReference(s.frame.referenceURL(r.Key), s.frame.Theme.words.of("search.reference"), r)
	}
	return x
}

// addArticle adds what a search finds of an article. facets are those of the
// references that have been asked for.
func (s *Site) addArticle(x *searchIndex, e *Entry, facets map[*cite.Reference][]string) {
	doc := document{address: e.URL, title: e.Title, summary: beginning(e.Description, maxSummary), kind: s.frame.Theme.words.tally(e.tally())}
	set := newWordSet()
	defer set.free()
	for _, key := range e.Leans {
		r := s.frame.reference(key)
		if r == nil {
			continue
		}
		names, known := facets[r]
		if !known {
			names = facetsOf(r)
			facets[r] = names
		}
		for _, name := range names {
			if !slices.Contains(doc.facets, name) {
				doc.facets = append(doc.facets, name)
			}
		}
		for _, heading := range r.MeSH { // other words for the same thing
			set.text(heading, inText)
		}
	}
	for _, plain := range e.Plains() {
		set.text(plain, inClaims)
	}
	set.text(e.Description, inSummary)
	for _, tag := range e.Meta.Tags {
		set.text(tag, inTags)
	}
	set.text(e.Meta.Section, inTags)
	set.text(e.Title, inTitle)
	x.add(doc, x.lexicon.packWeighed(set), e.Words)
}

func (x *searchIndex) addReference(address, kind string, r *cite.Reference) {
	doc := document{address: address, title: r.Title, kind: kind, summary: shortName(r) + ", " + journalAbbr(r.Journal), facets: facetsOf(r)}
	if r.Title == "" {
		doc.title = shortName(r)
	}
	set := newWordSet()
	defer set.free()
	for _, heading := range r.MeSH {
		set.text(heading, inClaims)
	}
	set.text(strings.Join(r.Authors, " ")+" "+r.Journal.Title+" "+r.Journal.Abbr+" "+strconv.Itoa(r.Year), inSummary)
	set.text(string(r.PMID)+" "+string(r.PMCID), inTitle)
	set.text(doc.title, inTitle)
	x.add(doc, x.lexicon.packWeighed(set), nil)
}

func (x *searchIndex) add(doc document, weighed, text []byte) {
	x.docs = append(x.docs, doc)
	x.words = append(x.words, docWords{weighed, text})
}

// facetsOf are the journal and the study design of r.
func facetsOf(r *cite.Reference) (facets []string) {
	for _, facet := range []string{journalFacet + r.Journal.Title, designFacet + designOf(r)} {
		if facet != journalFacet {
			facets = append(facets, facet)
		}
	}
	return facets
}

// A facet's name starts with what it is.
const (
	journalFacet = "j:"
	designFacet  = "d:"
)

func (x *searchIndex) pages(words *phrases) []Page {
	found := x.postings()
	shards := map[string][]string{}
	split(slices.Sorted(maps.Keys(found.numbers)), "", found.size, shards)
	names := slices.Sorted(maps.Keys(shards))
	pages := []Page{
		jsonPage("index.json", struct {
			Docs   int      `json:"docs"`
			Block  int      `json:"block"`
			Shards []string `json:"shards"`
		}{len(x.docs), blockSize, append([]string{}, names...)}),
		jsonPage("facets.json", x.facets(words)),
	}
	for from := 0; from < len(x.docs); from += blockSize {
		block := x.docs[from:min(from+blockSize, len(x.docs))]
		rows := make([][4]string, len(block))
		for i, d := range block {
			rows[i] = [4]string{d.address, d.title, d.summary, d.kind}
		}
		pages = append(pages, jsonPage("docs-"+strconv.Itoa(from/blockSize)+".json", rows))
	}
	for _, name := range names {
		pages = append(pages, Page{Path: searchAddress + "w-" + name + ".json", Data: found.shard(shards[name])})
	}
	return pages
}

// split puts words, which are sorted and all start with prefix, into the shard
// of that name, or into several of longer names where they are too many. A word
// is in the shard of the longest name that it starts with; those that do not
// start with a letter or digit of ASCII are in that of the name "_".
func split(words []string, prefix string, size func(word string) int, shards map[string][]string) {
	total := 0
	for _, w := range words {
		total += size(w)
	}
	if prefix != "" && (total <= maxShard || len(prefix) == maxPrefix) {
		shards[prefix] = words
		return
	}
	for len(words) > 0 {
		n := 1
		if len(words[0]) == len(prefix) || words[0][len(prefix)] >= utf8.RuneSelf { // it has no longer prefix
			name := firstOf(prefix, "_")
			shards[name] = append(shards[name], words[0])
		} else {
			next := words[0][:len(prefix)+1]
			for n < len(words) && strings.HasPrefix(words[n], next) {
				n++
			}
			split(words[:n], next, size, shards)
		}
		words = words[n:]
	}
}

// A facet is a journal or study design with the documents that it has.
type facet struct {
	Name string `json:"name"`
	Docs []int  `json:"docs"`
}

// facets are the journals with the most documents, and all study designs in
// their own order.
func (x *searchIndex) facets(words *phrases) map[string][]facet {
	docs := map[string][]int{}
	for n, d := range x.docs {
		for _, name := range d.facets {
			docs[name] = append(docs[name], n)
		}
	}
	of := func(prefix string) (list []facet) {
		for _, name := range slices.Sorted(maps.Keys(docs)) {
			if bare, ok := strings.CutPrefix(name, prefix); ok {
				list = append(list, facet{bare, distances(docs[name])})
			}
		}
		return list
	}
	journals, designs := of(journalFacet), of(designFacet)
	slices.SortStableFunc(journals, func(a, b facet) int { return cmp.Compare(len(b.Docs), len(a.Docs)) })
	slices.SortStableFunc(designs, func(a, b facet) int { return cmp.Compare(place(designOrder, a.Name), place(designOrder, b.Name)) })
	for i := range designs {
		designs[i].Name = words.design(designs[i].Name)
	}
	return map[string][]facet{"journals": journals[:min(len(journals), maxFacets)], "designs": designs}
}

// distances are ascending numbers, each as the distance from the one before.
func distances(list []int) []int {
	for i := len(list) - 1; i > 0; i-- {
		list[i] -= list[i-1]
	}
	return list
}

// jsonPage is a file of the index.
func jsonPage(name string, v any) Page { return Page{Path: searchAddress + name, Data: compactJSON(v)} }
