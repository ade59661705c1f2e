package site

import (
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"slices"
	"strings"

	"stet/internal/article"
	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/source"
)

// minContents is how many headings an article needs for a table of contents.
const minContents = 4

// anchorPrefix starts the anchors of the list of references. An article's own
// list has others.
const anchorPrefix = "cited-"

// wordsPerMinute is how fast people read prose of this kind.
const wordsPerMinute = 220

// Article makes the page of one article and the entry that stands for it.
// It is a pure function of f and d, and safe to call from several goroutines.
// An article that is withheld has a page like any other: whoever publishes
// leaves it out. The
// error is a *source.Error about a template.
func (f *Frame) Article(d digest.Digest) (Page, Entry, error) {
	e := NewEntry(d)
	f.AddWords(&e, d.Reading.Body)
	page, err := f.ArticlePage(d)
	e.RelatedAt = page.RelatedAt
	for _, p := range page.Beside {
		e.Files = append(e.Files, p.Path)
	}
	return page, e, err
}

// ArticlePage is the page alone.
func (f *Frame) ArticlePage(d digest.Digest) (Page, error) {
	address := Address(d.Reading.Path, &d.Reading.Meta)
	v := f.article(&d, address)
	page, err := f.page(address+"index.html", "article.html", v)
	page.Beside = v.beside
	return page, err
}

// ReviewPage is the page of a draft for whoever has its address, which nobody can
// guess who does not have the text: no page leads there, and search engines are
// told to leave it. Another text has another address.
func (f *Frame) ReviewPage(d digest.Digest) (page Page, address string, err error) {
	d.Reading.Meta.Slug = f.reviewSlug(&d.Reading)
	page, err = f.ArticlePage(d)
	return page, Address(d.Reading.Path, &d.Reading.Meta), err
}

// ReviewAddress is the address of the page that ReviewPage makes.
func (f *Frame) ReviewAddress(d digest.Digest) string {
	d.Reading.Meta.Slug = f.reviewSlug(&d.Reading)
	return Address(d.Reading.Path, &d.Reading.Meta)
}

// reviewSlug is made of the text of a draft, and of where its file is in the folder
// of articles: it is the same from wherever the folder is looked at.
func (f *Frame) reviewSlug(r *digest.Reading) string {
	text := []byte(strings.TrimPrefix(r.Path, f.Folder+"/") + "\x00" + r.Title)
	for _, piece := range r.Body {
		text = append(append(text, 0), piece.HTML...)
	}
	sum := sha256.Sum256(text)
	return "review-" + hex.EncodeToString(sum[:12])
}

// AddFiles adds to the entry of an article the pictures that are published with
// its page, for one that is not made with it.
func (f *Frame) AddFiles(e *Entry) {
	for _, l := range e.Links {
		if page, ok := f.besidePage(e.Path, l.Target); l.Image && ok && !slices.Contains(e.Files, e.URL+page.Path) {
			e.Files = append(e.Files, e.URL+page.Path)
		}
	}
}

// article is what the template of an article gets. What is HTML already are
// holes.
func (f *Frame) article(d *digest.Digest, address string) *ArticleView {
	r := &d.Reading
	w := f.Theme.words
	keys, numbers := f.listed(d)
	v := &ArticleView{
		Common:    f.common("article", address, r.Title),
		Authors:   w.list(r.Meta.Authors),
		Date:      w.dateView(r.Meta.Date),
		Minutes:   max(1, (r.Words+wordsPerMinute/2)/wordsPerMinute),
		Due:       w.dateView(r.Meta.NextReview),
		Overdue:   !r.Meta.NextReview.IsZero() && f.Today.Compare(r.Meta.NextReview) > 0,
		Tally:     tallyOf(d.Claims),
		Alerts:    f.alerts(d.Claims, keys),
		ListTitle: w.listTitle(r.Headings),
	}
	v.address = address
	v.IsStanding = f.Standing.has(address)
	v.Body = v.holes.hole(f.body(d, numbers, v))
	if items := contents(r.Headings); items != "" {
		v.Contents = v.holes.hole(items)
	}
	if !v.IsStanding {
		v.Related = v.holes.hole("")
	}
	if len(keys) > 0 {
		v.References = v.holes.hole(f.items(keys))
		v.Designs = f.designs(keys)
	}
	v.Description = r.Meta.Description
	v.Tags = f.topicLinks(tagKind, r.Meta.Tags, v.Root)
	if s := r.Meta.Section; s != "" {
		v.Section = f.topicLinks(sectionKind, []string{s}, v.Root)[0]
	}
	if r.Meta.Lang != "" {
		v.Lang = r.Meta.Lang
	}
	if v.Authors == "" {
		v.Authors = f.Settings.Author
	}
	if r.Meta.Updated.Compare(r.Meta.Date) > 0 {
		v.Updated = w.dateView(r.Meta.Updated)
	}
	v.Published, v.Modified = v.Date.ISO, v.Updated.ISO
	v.By = f.by(r.Meta.Authors, v)
	v.Review, v.IsReviewed = f.review(&r.Meta, v.Root)
	for _, c := range r.Meta.Corrections {
		v.Corrections = append(v.Corrections, CorrectionView{w.dateView(c.On), c.What, c.Was, c.Now})
	}
	if v.IsDraft = r.Meta.Draft; v.IsDraft {
		v.Canonical = ""
		return v
	}
	v.Data = v.holes.hole(f.articleData(v, &r.Meta, keys))
	return v
}

// listed are the references of an article's list and their numbers there:
// those that its claims lean on, in the order of the text, then those that
// its front matter names. What an id leads to by mistake is no source of the
// article.
func (f *Frame) listed(d *digest.Digest) (keys []string, numbers map[string]int) {
	numbers = map[string]int{}
	add := func(key string) {
		if numbers[key] == 0 && f.reference(key) != nil {
			keys = append(keys, key)
			numbers[key] = len(keys)
		}
	}
	for i := range d.Claims {
		for _, m := range d.Claims[i].Matches {
			if !leans(m.Verdict) || m.Verdict == match.IdentityMismatch {
				continue
			}
			for _, key := range m.References {
				add(key)
			}
		}
	}
	for _, key := range d.Reading.Meta.References {
		add(key)
	}
	return keys, numbers
}

// designs counts the references of those keys by study design, whose names go with
// their numbers.
func (f *Frame) designs(keys []string) []Bar {
	refs := make([]*cite.Reference, len(keys))
	for i, key := range keys {
		refs[i] = f.reference(key)
	}
	return designBars(refs, func(design string, count int) Bar { return Bar{Name: f.Theme.words.of("design."+design, count)} })
}

// items are the entries of an article's list of references.
func (f *Frame) items(keys []string) template.HTML {
	var m markup
	for i, key := range keys {
		m.raw(`<li id="`, anchorPrefix)
		m.number(i + 1)
		m.raw(`">`, string(f.item(f.reference(key))), `</li>`)
	}
	return m.html()
}

// review says who checked the article. A review holds for the text that was
// reviewed, by its sum; without one, not for a text updated since.
func (f *Frame) review(m *article.Meta, root string) (text template.HTML, reviewed bool) {
	p := f.Theme.words
	r := m.Reviewed
	if r.By == "" || r.On.IsZero() || f.isToCome(r.On) {
		return p.html("review.none"), false
	}
	by := f.person(r.By, root)
	if credentials := f.credentials(&r); credentials != "" {
		by += template.HTML(", " + template.HTMLEscapeString(credentials))
	}
	on := template.HTML(template.HTMLEscapeString(p.date(r.On)))
	if r.Outdated || r.Sum == "" && m.Updated.Compare(r.On) > 0 {
		return p.html("review.edited", by, on), false
	}
	return p.html("review.by", by, on), true
}

// isToCome reports whether a day is after today.
func (f *Frame) isToCome(d source.Date) bool { return !f.Today.IsZero() && d.Compare(f.Today) > 0 }

// credentials are those that the article gives its reviewer, else those that
// the site does.
func (f *Frame) credentials(r *article.Review) string {
	if t := f.People.term(r.By); t != nil {
		return firstOf(r.Credentials, t.Credentials)
	}
	return r.Credentials
}

// by says who wrote the article of v; "" where nobody is named.
func (f *Frame) by(authors []string, v *ArticleView) template.HTML {
	if v.Authors == "" {
		return ""
	}
	names := []string{template.HTMLEscapeString(v.Authors)} // of the site
	if len(authors) > 0 {
		names = names[:0]
		for _, name := range authors {
			names = append(names, string(f.person(name, v.Root)))
		}
	}
	return f.Theme.words.html("article.by", template.HTML(f.Theme.words.list(names)))
}

// listTitle is the title of the list of references. An article may have a
// list of its own, by which its author numbers; the site's then has another
// name.
func (p *phrases) listTitle(headings []article.Heading) string {
	title := p.of("article.references")
	for _, h := range headings {
		if strings.EqualFold(h.Text, title) {
			return p.of("article.records")
		}
	}
	return title
}

// contents lists the headings of the two upper levels that the article uses,
// if there are enough of them.
func contents(headings []article.Heading) template.HTML {
	top := 7
	for _, h := range headings {
		if h.Level > 1 {
			top = min(top, h.Level)
		}
	}
	var m markup
	items, open := 0, 0 // levels whose lists are open
	for _, h := range headings {
		if h.ID == "" || h.Level < top || h.Level > top+1 {
			continue
		}
		items++
		switch depth := h.Level - top + 1; {
		case depth == open:
			m.raw(`</li>`)
		case depth < open:
			m.raw(`</li></ul></li>`)
			open--
		default:
			if open == 0 && depth == 2 {
				m.raw(`<li>`)
			}
			if depth == 2 {
				m.raw(`<ul>`)
			}
			open = depth
		}
		m.raw(`<li>`)
		m.link("#"+h.ID, "", h.Text)
	}
	if items < minContents {
		return ""
	}
	if open == 2 {
		m.raw(`</li></ul>`)
	}
	m.raw(`</li>`)
	return m.html()
}
