package site

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
)

// A topic is what several articles have in common: a tag or a section. Names
// that differ in case, marks or hyphens alone are one topic.
type topic struct {
	kind     *topicKind
	slug     string
	name     string         // the most frequent spelling; of several, the first by alphabet
	spelling map[string]int // how often each is used
	articles []*Entry       // in the order in which readers find them
	tally    func() Tally   // of all their claims
}

// A topicKind is a way to sort articles.
type topicKind struct {
	folder string                  // of the pages: "tags"
	one    string                  // "tag"
	names  func(e *Entry) []string // under which an article is listed
	known  bool                    // only names of the vocabulary have pages, also where there is none
}

var topicKinds = []*topicKind{
	{"tags", "tag", func(e *Entry) []string { return e.Meta.Tags }, false},
	{"sections", "section", func(e *Entry) []string {
		if s := e.Meta.Section; s != "" {
			return []string{s}
		}
		return nil
	}, false},
	{"people", "person", func(e *Entry) []string {
		if by := e.Meta.Reviewed.By; by != "" {
			return append(slices.Clip(e.Meta.Authors), by)
		}
		return e.Meta.Authors
	}, true},
}

var tagKind, sectionKind, personKind = topicKinds[0], topicKinds[1], topicKinds[2]

// address is that of the page of the topic of that name: "tags/vitamin-d/".
func (k *topicKind) address(name string) string { return k.folder + "/" + topicSlug(name) + "/" }

// hasPage reports whether the topic of a name has a page: where the editors have
// listed the names of a kind, a name that is none of them is a slip, or waits to
// be agreed on, and gets no address that readers would come to know.
func (f *Frame) hasPage(k *topicKind, name string) bool {
	v := f.vocabulary(k)
	return v == nil && !k.known || v.term(name) != nil
}

// topicLinks lead from a page that is root away from the site's root to the
// topics of those names, each once. A topic without a page has its name alone.
func (f *Frame) topicLinks(k *topicKind, names []string, root string) (links []LinkView) {
	for _, name := range names {
		name = f.topicName(k, name)
		link := LinkView{Text: name}
		if f.hasPage(k, name) {
			link.URL = root + k.address(name)
		}
		if !slices.ContainsFunc(links, func(l LinkView) bool { return l.URL == link.URL && (l.URL != "" || l.Text == link.Text) }) {
			links = append(links, link)
		}
	}
	return links
}

func topicSlug(name string) string {
	switch slug := slugify(name); slug {
	case "":
		return "t-" + shortSum(name)
	case pageFolder:
		return slug + "-topic"
	default:
		return slug
	}
}

// topics are those of kind k, by name; not to be changed.
func (s *Site) topics(k *topicKind) []*topic { return s.topicsOf[k]() }

func (s *Site) makeTopics(k *topicKind) []*topic {
	bySlug := map[string]*topic{}
	slugs := map[string]string{} // by name
	for _, e := range s.byDate() {
		listed := map[string]bool{}
		for _, name := range k.names(e) {
			if !s.frame.hasPage(k, name) {
				continue
			}
			slug, known := slugs[name]
			if !known {
				slug = topicSlug(s.frame.topicName(k, name))
				slugs[name] = slug
			}
			t := bySlug[slug]
			if t == nil {
				t = &topic{kind: k, slug: slug, spelling: map[string]int{}}
				bySlug[slug] = t
			}
			t.spelling[name]++
			if !listed[slug] {
				listed[slug] = true
				t.articles = append(t.articles, e)
			}
		}
	}
	for _, t := range bySlug {
		t.tally = sync.OnceValue(t.countClaims)
		names := slices.Sorted(maps.Keys(t.spelling))
		t.name = s.frame.topicName(k, slices.MaxFunc(names, func(a, b string) int { return cmp.Compare(t.spelling[a], t.spelling[b]) }))
	}
	return slices.SortedFunc(maps.Values(bySlug), func(a, b *topic) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name)), strings.Compare(a.slug, b.slug))
	})
}

// topicPages are a page for each tag and section, with further pages of its
// list, and a list of all tags and all sections.
func (s *Site) topicPages() iter.Seq[sheet] {
	return func(yield func(sheet) bool) {
		for _, k := range topicKinds {
			topics := s.topics(k)
			if len(topics) == 0 {
				continue
			}
			if !yield(s.sheet(k.folder+"/index.html", "topics.html", func() framed { return s.topicsView(k, topics) })) {
				return
			}
			for _, t := range topics {
				if k == tagKind && !yield(file(t.feedFile(), func() Page { return s.atom(s.topicFeed(t)) })) {
					return
				}
				for n := range pagesOf(len(t.articles), articlesPerPage) {
					path := listAddress(k.folder+"/"+t.slug+"/", n) + "index.html"
					if !yield(s.sheet(path, "topic.html", func() framed { return s.topicView(t, n) })) {
						return
					}
				}
			}
		}
	}
}

func (s *Site) topicsView(k *topicKind, topics []*topic) *TopicsView {
	w := s.frame.Theme.words
	v := &TopicsView{Common: s.frame.common("topics", k.folder+"/", w.of("topics."+k.folder))}
	v.Description = w.of("topics." + k.folder + "-about")
	for _, t := range topics {
		item := TopicItem{URL: t.slug + "/", Name: t.name, Articles: len(t.articles)}
		if term := s.frame.vocabulary(k).term(t.name); term != nil {
			item.Says = firstOf(term.Credentials, term.Description)
		}
		v.Topics = append(v.Topics, item)
	}
	return v
}

func (t *topic) countClaims() (all Tally) {
	for _, e := range t.articles {
		all.add(e)
	}
	return all
}

func (s *Site) topicView(t *topic, n int) *TopicView {
	w := s.frame.Theme.words
	v := &TopicView{
		Common: s.frame.common("topic", listAddress(t.kind.folder+"/"+t.slug+"/", n), w.paged(t.name, n)),
		Kind:   t.kind.one,
		All:    LinkView{Text: w.of("topics.all-" + t.kind.folder)},
		Total:  len(t.articles),
		Pager:  pager(n, pagesOf(len(t.articles), articlesPerPage)),
	}
	v.All.URL = v.Root + t.kind.folder + "/"
	v.Description = w.of("topics."+t.kind.one+"-about", t.name)
	if n == 0 {
		s.describe(v, t)
	}
	v.Tally = t.tally()
	from := n * articlesPerPage
	v.Articles = w.articleItems(t.articles[from:min(from+articlesPerPage, len(t.articles))], v.Root)
	return v
}

// describe adds to the first page of a topic what the editors say of it.
func (s *Site) describe(v *TopicView, t *topic) {
	if t.kind == tagKind {
		v.Feed = v.Root + t.feedFile()
	}
	term := s.frame.vocabulary(t.kind).term(t.name)
	if term == nil {
		return
	}
	v.Lede, v.Also, v.Credentials = term.Description, term.Also, term.Credentials
	v.Description = firstOf(term.Description, v.Description)
	switch _, host, isWeb := strings.Cut(term.URL, "://"); {
	case isWeb:
		v.Web = LinkView{URL: term.URL, Text: strings.TrimSuffix(host, "/")}
		fallthrough
	case t.kind == personKind:
		v.Data = v.holes.hole(personData(v, term))
	case term.MeSH != "":
		v.MeSH = LinkView{URL: meshURL(term.MeSH), Text: term.MeSH}
		v.Data = v.holes.hole(termData(v, term))
	}
}

// feedFile is the feed of a topic.
func (t *topic) feedFile() string { return t.kind.folder + "/" + t.slug + "/" + atomFile }

// topicFeed are the newest articles of a topic.
func (s *Site) topicFeed(t *topic) feed {
	return feed{
		file: t.feedFile(), home: t.kind.folder + "/" + t.slug + "/",
		title: s.frame.Theme.words.of("site.topic-of", s.frame.title(), t.name), items: newest(t.articles),
	}
}
