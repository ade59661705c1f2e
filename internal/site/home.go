package site

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
)

// How many items a page lists.
const (
	articlesPerPage   = 100
	referencesPerPage = 250
	maxBacklinks      = 500 // claims on a reference's page
	maxSubjects       = 12  // sections on the home page
)

// pageFolder is where further pages of a list are: "page/2/".
const pageFolder = "page"

// homePages are the home page and the further pages of its list.
func (s *Site) homePages() iter.Seq[sheet] {
	return func(yield func(sheet) bool) {
		for n := range pagesOf(len(s.byDate()), articlesPerPage) {
			if !yield(s.sheet(listAddress("", n)+"index.html", "home.html", func() framed { return s.home(n) })) {
				return
			}
		}
	}
}

func (s *Site) home(n int) *HomeView {
	title := ""
	if n > 0 {
		title = s.frame.Theme.words.paged(s.frame.Theme.words.of("site.articles"), n)
	}
	v := &HomeView{
		Common: s.frame.common("home", listAddress("", n), title),
		Total:  len(s.byDate()),
		Tally:  s.tally(),
		Pager:  pager(n, pagesOf(len(s.byDate()), articlesPerPage)),
	}
	v.Description = s.frame.Settings.Description
	if n == 0 {
		v.Data = v.holes.hole(s.frame.siteData())
		v.Sections, v.Tags = s.subjects()
	}
	from := n * articlesPerPage
	v.Articles = s.frame.Theme.words.articleItems(s.byDate()[from:min(from+articlesPerPage, len(s.byDate()))], v.Root)
	return v
}

// subjects lead from the home page to the sections with the most articles, and
// to all tags.
func (s *Site) subjects() (sections []LinkView, tags LinkView) {
	list := slices.Clone(s.topics(sectionKind))
	slices.SortStableFunc(list, func(a, b *topic) int { return cmp.Compare(len(b.articles), len(a.articles)) })
	for _, t := range list[:min(len(list), maxSubjects)] {
		sections = append(sections, LinkView{URL: sectionKind.folder + "/" + t.slug + "/", Text: t.name})
	}
	if len(s.topics(tagKind)) > 0 {
		tags = LinkView{URL: tagKind.folder + "/", Text: s.frame.Theme.words.of("home.all-tags")}
	}
	return sections, tags
}

// articleItems are articles as a page lists them that is root away from the
// site's root.
func (w *phrases) articleItems(list []*Entry, root string) []ArticleItem {
	items := make([]ArticleItem, len(list))
	for i, e := range list {
		items[i] = ArticleItem{
			URL:         root + e.URL,
			Title:       e.Title,
			Description: e.Description,
			Section:     e.Meta.Section,
			Date:        w.dateView(e.date()),
			Tally:       e.tally(),
		}
	}
	return items
}

// paged is the title of page n, from 0, of a list.
func (w *phrases) paged(title string, n int) string {
	if n == 0 {
		return title
	}
	return w.of("site.page-of", title, n+1)
}

// pagesOf is how many pages n items take; an empty list takes one.
func pagesOf(n, perPage int) int { return max(1, (n+perPage-1)/perPage) }

// listAddress is the address of page n, from 0, of the list at base.
func listAddress(base string, n int) string {
	if n == 0 {
		return base
	}
	return base + pageFolder + "/" + strconv.Itoa(n+1) + "/"
}

// pager leads from page n, from 0, of a list to its neighbours.
func pager(n, pages int) Pager {
	p := Pager{Page: n + 1, Pages: pages}
	switch {
	case n == 1:
		p.Prev = "../../"
	case n > 1:
		p.Prev = "../" + strconv.Itoa(n) + "/"
	}
	switch {
	case n+1 >= pages:
	case n == 0:
		p.Next = pageFolder + "/2/"
	default:
		p.Next = "../" + strconv.Itoa(n+2) + "/"
	}
	return p
}
