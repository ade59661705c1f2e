package site

import (
	"encoding/json"
	"html/template"
	"strconv"
	"strings"

	"stet/internal/article"
	"stet/internal/cite"
)

// The types below are those of schema.org, in JSON-LD. Search engines read
// them; browsers do not run them.

type ldArticle struct {
	Context   string   `json:"@context"`
	Type      string   `json:"@type"`
	URL       string   `json:"url,omitempty"`
	Name      string   `json:"name"`
	About     string   `json:"description,omitempty"`
	Lang      string   `json:"inLanguage"`
	License   string   `json:"license,omitempty"`
	Published string   `json:"datePublished,omitempty"`
	Modified  string   `json:"dateModified,omitempty"`
	Reviewed  string   `json:"lastReviewed,omitempty"`
	Reviewer  *ldName  `json:"reviewedBy,omitempty"`
	Authors   []ldName `json:"author,omitempty"`
	Publisher ldName   `json:"publisher"`
	Keywords  []string `json:"keywords,omitempty"`
	Terms     []ldTerm `json:"about,omitempty"`
	Trail     *ldTrail `json:"breadcrumb,omitempty"`
}

type ldTrail struct {
	Type  string   `json:"@type"`
	Items []ldStep `json:"itemListElement"`
}

type ldStep struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	Item     string `json:"item,omitempty"`
}

// An ldTerm is a subject heading.
type ldTerm struct {
	Context string   `json:"@context,omitempty"`
	Type    string   `json:"@type"`
	Name    string   `json:"name"`
	Other   []string `json:"alternateName,omitempty"`
	About   string   `json:"description,omitempty"`
	URL     string   `json:"url,omitempty"`
	Set     string   `json:"inDefinedTermSet"`
	Code    string   `json:"termCode"`
	SameAs  string   `json:"sameAs,omitempty"`
}

type ldName struct {
	Type  string `json:"@type"`
	Name  string `json:"name"`
	Title string `json:"honorificSuffix,omitempty"`
	URL   string `json:"url,omitempty"`
}

type ldPerson struct {
	Context string   `json:"@context"`
	Type    string   `json:"@type"`
	Name    string   `json:"name"`
	Other   []string `json:"alternateName,omitempty"`
	Title   string   `json:"honorificSuffix,omitempty"`
	About   string   `json:"description,omitempty"`
	URL     string   `json:"url,omitempty"`
	SameAs  string   `json:"sameAs,omitempty"`
}

type ldPaper struct {
	Context   string   `json:"@context,omitempty"`
	Type      string   `json:"@type"`
	ID        string   `json:"@id,omitempty"` // the page of the reference, by which claims cite it
	Name      string   `json:"name,omitempty"`
	Authors   []ldName `json:"author,omitempty"`
	Published string   `json:"datePublished,omitempty"`
	Within    *ldName  `json:"isPartOf,omitempty"`
	IDs       []ldID   `json:"identifier,omitempty"`
	SameAs    []string `json:"sameAs,omitempty"`
}

type ldID struct {
	Type  string `json:"@type"`
	Kind  string `json:"propertyID"`
	Value string `json:"value"`
}

const ldContext = "https://schema.org"

// articleData is what the page v says of itself to search engines. keys are
// the references that it lists. A review that the text has outlived is not
// spoken of.
func (f *Frame) articleData(v *ArticleView, meta *article.Meta, keys []string) template.HTML {
	data := ldArticle{
		Context: ldContext, Type: "MedicalWebPage",
		URL: v.Canonical, Name: v.Title, About: v.Description, Lang: v.Lang, License: v.Site.License.URL,
		Published: v.Published, Modified: v.Modified,
		Publisher: ldName{Type: "Organization", Name: v.Site.Title},
	}
	for _, tag := range v.Tags {
		data.Keywords = append(data.Keywords, tag.Text)
	}
	for _, name := range meta.Authors {
		data.Authors = append(data.Authors, f.personName(name))
	}
	for _, name := range meta.Tags {
		if t := f.Tags.term(name); t != nil && t.MeSH != "" {
			data.Terms = append(data.Terms, ldTerm{Type: "DefinedTerm", Name: t.Name, Set: meshSet, Code: t.MeSH})
		}
	}
	if v.IsReviewed {
		data.Reviewed = isoDate(meta.Reviewed.On)
		reviewer := f.personName(meta.Reviewed.By)
		reviewer.Title = f.credentials(&meta.Reviewed)
		data.Reviewer = &reviewer
	}
	if v.Section.Text != "" && v.Site.BaseURL != "" {
		data.Trail = &ldTrail{"BreadcrumbList", []ldStep{
			{"ListItem", 1, v.Site.Title, v.Site.BaseURL},
			{"ListItem", 2, v.Section.Text, v.Site.BaseURL + sectionKind.address(v.Section.Text)},
			{"ListItem", 3, v.Title, ""},
		}}
	}
	return ldScript(withCitations(compactJSON(data), f.papers(keys)))
}

// personName is somebody who writes or reviews, with the address of their page.
func (f *Frame) personName(name string) ldName {
	person := ldName{Type: "Person", Name: name}
	if t := f.People.term(name); t != nil {
		person.Title = t.Credentials
		if f.Settings.BaseURL != "" {
			person.URL = f.Settings.BaseURL + personKind.address(t.Name)
		}
	}
	return person
}

// personData is what the page of somebody says of them.
func personData(v *TopicView, t *Term) template.HTML {
	return ldScript(compactJSON(ldPerson{
		Context: ldContext, Type: "Person", Name: t.Name, Other: t.Also, Title: t.Credentials, About: t.Description, URL: v.Canonical, SameAs: t.URL,
	}))
}

// meshSet is the set of the subject headings, in which each has its id.
const meshSet = "http://id.nlm.nih.gov/mesh/"

// termData is what the page of a tag says of its subject heading.
func termData(v *TopicView, t *Term) template.HTML {
	return ldScript(compactJSON(ldTerm{
		Context: ldContext, Type: "DefinedTerm", Name: t.Name, Other: t.Also, About: t.Description, URL: v.Canonical,
		Set: meshSet, Code: t.MeSH, SameAs: meshSet + t.MeSH,
	}))
}

// papers are the references of those keys, each written once for all articles.
func (f *Frame) papers(keys []string) []string {
	papers := make([]string, len(keys))
	for i, key := range keys {
		papers[i] = string(f.made().shelf.papers.get(key, func() template.HTML { return template.HTML(compactJSON(citationOf(f.reference(key)))) }))
	}
	return papers
}

// withCitations adds papers to an object. They are put in as they are: the
// encoder would read them all again.
func withCitations(object []byte, papers []string) []byte {
	if len(papers) == 0 {
		return object
	}
	object = append(object[:len(object)-1], `,"citation":[`...)
	object = append(object, strings.Join(papers, ",")...)
	return append(object, "]}"...)
}

// paperData is what the page of a reference, of that full address, says of the
// paper.
func paperData(r *cite.Reference, page string) template.HTML {
	paper := paperOf(r)
	paper.Context, paper.ID = ldContext, page
	return ldScript(compactJSON(paper))
}

// paperOf is all that is said of r, on its own page.
func paperOf(r *cite.Reference) ldPaper {
	paper := citationOf(r)
	if r.Journal.Title != "" {
		paper.Within = &ldName{Type: "Periodical", Name: r.Journal.Title}
	}
	if r.PMID != "" && r.PMCID != "" {
		paper.SameAs = append(paper.SameAs, idURL(cite.ID{Kind: cite.KindPMCID, Value: string(r.PMCID)}))
	}
	for _, name := range r.Authors {
		paper.Authors = append(paper.Authors, ldName{Type: "Person", Name: name})
	}
	for _, id := range r.IDs() {
		kind, _, _ := strings.Cut(id.String(), ":")
		paper.IDs = append(paper.IDs, ldID{"PropertyValue", kind, id.Value})
	}
	return paper
}

// citationOf is what an article that cites r says of it, enough to tell which
// paper it is.
func citationOf(r *cite.Reference) ldPaper {
	paper := ldPaper{Type: "ScholarlyArticle", Name: r.Title}
	if r.Verified.From == cite.FromEditor {
		paper.Type = "CreativeWork"
	}
	if r.Year != 0 {
		paper.Published = strconv.Itoa(r.Year)
	}
	for _, id := range r.IDs() {
		if id.Kind != cite.KindPMCID || r.PMID == "" { // PubMed leads to PMC
			paper.SameAs = append(paper.SameAs, idURL(id))
		}
	}
	if len(paper.SameAs) == 0 && isWeb(r.URL) {
		paper.SameAs = []string{r.URL}
	}
	return paper
}

// siteData is what the home page says of the site.
func (f *Frame) siteData() template.HTML {
	return ldScript(compactJSON(struct {
		Context string `json:"@context"`
		Type    string `json:"@type"`
		Name    string `json:"name"`
		URL     string `json:"url,omitempty"`
		About   string `json:"description,omitempty"`
	}{ldContext, "WebSite", f.title(), f.Settings.BaseURL, f.Settings.Description}))
}

// ldScript is data as an element of a page. The encoder writes <, > and & of
// texts as escapes, so that nothing in data ends the element.
func ldScript(data []byte) template.HTML {
	return template.HTML(`<script type="application/ld+json">` + string(data) + `</script>`)
}

// compactJSON writes data, which holds strings and numbers alone and so always
// can be written.
func compactJSON(data any) []byte {
	b, err := json.Marshal(data)
	if err != nil {
		panic("site: data as JSON: " + err.Error())
	}
	return b
}

// metaOf describes the paper r to search engines of papers, in the names that
// Google Scholar and reference managers read. It stands on the paper's own
// page, never on an article that cites it.
func metaOf(r *cite.Reference) (list []MetaView) {
	add := func(name, content string) {
		if content != "" {
			list = append(list, MetaView{"citation_" + name, content})
		}
	}
	add("title", r.Title)
	for _, name := range r.Authors {
		add("author", name)
	}
	if r.Year != 0 {
		add("publication_date", strconv.Itoa(r.Year))
	}
	if r.Epub != 0 {
		add("online_date", strconv.Itoa(r.Epub))
	}
	add("journal_title", r.Journal.Title)
	add("journal_abbrev", r.Journal.Abbr)
	add("issn", r.Journal.ISSN)
	add("volume", r.Volume)
	add("issue", r.Issue)
	first, last := pageRange(r.Pages)
	add("firstpage", first)
	add("lastpage", last)
	add("doi", string(r.DOI))
	add("pmid", string(r.PMID))
	return list
}

// pageRange is the first and last page of "637-41": 637 and 641. A paper
// without a range has one page or an article number.
func pageRange(pages string) (first, last string) {
	for i := range len(pages) {
		if pages[i] != '-' {
			continue
		}
		first, last = pages[:i], pages[i+1:]
		if len(last) < len(first) { // digits that do not change are left out
			last = first[:len(first)-len(last)] + last
		}
		return first, last
	}
	return pages, ""
}
