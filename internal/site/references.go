package site

import (
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"sync"

	"stet/internal/cite"
)

// shelf is what all pages of a build say of the library's references: their
// addresses, and how articles list them and name them in notes.
type shelf struct {
	once   sync.Once
	slugs  map[string]string // by key
	items  memo
	shorts memo
	papers memo // as linked data
}

// A memo holds a piece of HTML for each key, made when it is first asked for.
type memo struct{ made sync.Map }

func (m *memo) get(key string, piece func() template.HTML) template.HTML {
	if html, ok := m.made.Load(key); ok {
		return html.(template.HTML)
	}
	html := piece()
	m.made.Store(key, html)
	return html
}

// reference is the reference of that key, or nil.
func (f *Frame) reference(key string) *cite.Reference {
	if f.Library == nil {
		return nil
	}
	return f.Library.Key(key)
}

// referenceURL is the address of a reference's page below the site's root.
func (f *Frame) referenceURL(key string) string {
	return "references/" + f.referenceSlug(key) + "/"
}

// referenceSlug is the last part of that address.
func (f *Frame) referenceSlug(key string) string {
	shelf := &f.made().shelf
	shelf.once.Do(f.nameReferences)
	return shelf.slugs[key]
}

// nameReferences gives every reference a name that is safe in addresses and
// file names: its key's letters and digits. Of two keys that come to the same
// name, the later in the library takes a number.
func (f *Frame) nameReferences() {
	slugs := map[string]string{}
	f.made().shelf.slugs = slugs
	if f.Library == nil {
		return
	}
	taken := make(map[string]bool, len(f.Library.References))
	for _, r := range f.Library.References {
		slug := slugify(r.Key)
		if slug == "" {
			slug = "r-" + shortSum(r.Key)
		}
		name := slug
		for n := 2; taken[name] || name == pageFolder; n++ {
			name = slug + "-" + strconv.Itoa(n)
		}
		taken[name] = true
		if _, twice := slugs[r.Key]; !twice {
			slugs[r.Key] = name
		}
	}
}

// item is r as an article's list has it: Vancouver style, ids and tags.
func (f *Frame) item(r *cite.Reference) template.HTML {
	return f.made().shelf.items.get(r.Key, func() template.HTML { return f.itemAt(r, "../") })
}

// itemAt is item for a page that is root away from the site's root.
func (f *Frame) itemAt(r *cite.Reference, root string) template.HTML {
	var m markup
	m.raw(`<span class="paper">`)
	m.vancouver(r, root+f.referenceURL(r.Key), f.Theme.words)
	m.raw(`</span> <span class="ids">`)
	m.tags(r, f.Theme.words)
	m.ids(r, f.Theme.words)
	m.raw(`</span>`)
	return m.html()
}

// vancouver adds r in the style of the NLM, without its ids. The title leads
// to page, if that is not "".
func (m *markup) vancouver(r *cite.Reference, page string, w *phrases) {
	bare := *r
	bare.PMID, bare.PMCID, bare.DOI, bare.URL = "", "", "", ""
	if bare.Title == "" {
		bare.Title = w.of("record.untitled", r.Key)
	}
	before, after, _ := strings.Cut(cite.Vancouver(&bare), bare.Title)
	m.text(before)
	if page != "" {
		m.link(page, "title", bare.Title)
	} else {
		m.raw(`<cite class="title">`)
		m.text(bare.Title)
		m.raw(`</cite>`)
	}
	m.text(after)
}

func journalAbbr(j cite.Journal) string {
	if j.Abbr != "" {
		return j.Abbr
	}
	return j.Title
}

// volume is "13(4):1136".
func volume(r *cite.Reference) string {
	s := r.Volume
	if r.Issue != "" {
		s += "(" + r.Issue + ")"
	}
	switch {
	case r.Pages == "":
		return s
	case s == "":
		return r.ShortPages()
	}
	return s + ":" + r.ShortPages()
}

// tags adds what kind of work r is and how far it can be relied on.
func (m *markup) tags(r *cite.Reference, w *phrases) {
	if r.IsRetracted() {
		m.tag("red", w.of("notice.retraction"))
	}
	for _, n := range noticeKinds {
		for _, own := range r.Notices {
			if own.Kind == n.kind && n.kind != cite.Retraction {
				m.tag(n.class, w.of("notice."+n.kind))
				break
			}
		}
	}
	designs := w.designTags(r)
	for _, d := range designs {
		m.tag("", d)
	}
	if len(designs) == 0 {
		m.tag("none", w.of("record.not-indexed"))
	}
	switch r.State() {
	case cite.Unverified:
		m.tag("blue", w.of("record.unverified"))
	case cite.Edited:
		m.tag("blue", w.of("record.edited"))
	}
}

func (m *markup) tag(class, word string) {
	if class != "" {
		class = " " + class
	}
	m.span("tag"+class, word)
	m.raw(" ")
}

// ids adds the ids of r, each a link to where it leads.
func (m *markup) ids(r *cite.Reference, w *phrases) {
	sep := ""
	add := func(id cite.ID, text string) {
		m.raw(sep)
		if id.Kind == cite.KindPMID {
			m.text(w.of("record.pmid"))
			m.raw("&nbsp;")
		}
		m.link(idURL(id), "", text)
		sep = " "
	}
	if r.PMID != "" {
		add(cite.ID{Kind: cite.KindPMID, Value: string(r.PMID)}, string(r.PMID))
	}
	if r.PMCID != "" {
		add(cite.ID{Kind: cite.KindPMCID, Value: string(r.PMCID)}, string(r.PMCID))
	}
	if r.DOI != "" {
		add(cite.ID{Kind: cite.KindDOI, Value: string(r.DOI)}, "doi:"+string(r.DOI))
	}
	if _, rest, ok := strings.Cut(r.URL, "://"); ok && isWeb(r.URL) {
		add(cite.ID{Kind: cite.KindURL, Value: r.URL}, beginning(rest, 60))
	}
}

// isWeb reports whether an address is one that a page may link to.
func isWeb(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
}

// idURL is where an id leads; "" for one that leads nowhere.
func idURL(id cite.ID) string {
	switch {
	case id.Kind == cite.KindPMID:
		return "https://pubmed.ncbi.nlm.nih.gov/" + id.Value + "/"
	case id.Kind == cite.KindPMCID:
		return "https://pmc.ncbi.nlm.nih.gov/articles/" + id.Value + "/"
	case id.Kind == cite.KindDOI:
		u := url.URL{Scheme: "https", Host: "doi.org", Path: "/" + id.Value}
		return u.String()
	case isWeb(id.Value):
		return id.Value
	}
	return ""
}
