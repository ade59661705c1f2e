package site

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"stet/internal/cite"
)

// referencePages are the list of all references and the page of each.
func (s *Site) referencePages() iter.Seq[sheet] {
	return func(yield func(sheet) bool) {
		list := s.refs()
		for n := range pagesOf(len(list), referencesPerPage) {
			if !yield(s.sheet(listAddress("references/", n)+"index.html", "references.html", func() framed { return s.references(n, list) })) {
				return
			}
		}
		if len(list) >= minFilter && !yield(file(filterFile, s.filterPage)) {
			return
		}
		for _, r := range list {
			address := s.frame.referenceURL(r.Key)
			if !yield(s.sheet(address+"index.html", "reference.html", func() framed { return s.reference(r, address) })) {
				return
			}
		}
	}
}

// allReferences are the library's references, each key once, by author and
// year as a reader looks for them.
func (f *Frame) allReferences() []*cite.Reference {
	if f.Library == nil {
		return nil
	}
	type named struct {
		name string
		ref  *cite.Reference
	}
	var list []named
	seen := map[string]bool{}
	for _, r := range f.Library.References {
		if !seen[r.Key] {
			seen[r.Key] = true
			list = append(list, named{strings.ToLower(cite.Fold(shortName(r))), r})
		}
	}
	slices.SortStableFunc(list, func(a, b named) int { return strings.Compare(a.name, b.name) })
	refs := make([]*cite.Reference, len(list))
	for i := range list {
		refs[i] = list[i].ref
	}
	return refs
}

// referenceCounts are how many references are verified, and how many a claim
// leans on.
type referenceCounts struct{ verified, used int }

// CountReferences says how many references the library has, how many of them are
// verified, and how many a claim leans on.
func (s *Site) CountReferences() (all, verified, used int) {
	return len(s.refs()), s.counts().verified, s.counts().used
}

func (s *Site) countReferences() (c referenceCounts) {
	for _, r := range s.refs() {
		if r.State() == cite.Verified {
			c.verified++
		}
		if len(s.backlinks()[r.Key]) > 0 {
			c.used++
		}
	}
	return c
}

func (s *Site) references(n int, list []*cite.Reference) *ReferencesView {
	w := s.frame.Theme.words
	v := &ReferencesView{
		Common: s.frame.common("references", listAddress("references/", n), w.paged(w.of("site.references"), n)),
		Total:  len(list),
		Pager:  pager(n, pagesOf(len(list), referencesPerPage)),
	}
	if n == 0 {
		v.Downloads = s.downloadLinks()
		if v.CanFilter = len(list) >= minFilter; v.CanFilter {
			v.Letters = s.letters(list)
		}
	}
	v.Description = w.of("references.about")
	counts := s.counts()
	v.Verified, v.Unverified, v.Used = counts.verified, len(list)-counts.verified, counts.used
	from := n * referencesPerPage
	v.First = from + 1
	for i, r := range list[from:min(from+referencesPerPage, len(list))] {
		v.References = append(v.References, ReferenceItem{
			Number: from + i + 1,
			ID:     s.frame.referenceSlug(r.Key),
			HTML:   s.frame.itemAt(r, v.Root),
			Claims: len(s.backlinks()[r.Key]),
		})
	}
	return v
}

func (s *Site) reference(r *cite.Reference, address string) *ReferenceView {
	w := s.frame.Theme.words
	v := &ReferenceView{
		Common:     s.frame.common("reference", address, shortName(r)),
		Key:        r.Key,
		Name:       shortName(r),
		Checked:    w.checked(r),
		IsVerified: r.State() == cite.Verified,
		Notices:    w.noticeViews(r),
		Authors:    r.Authors,
		Journal:    r.Journal.Title,
		Years:      w.years(r),
		Types:      r.Types,
		MeSH:       r.MeSH,
		Numbers:    r.Numbers,
		Claims:     len(s.backlinks()[r.Key]),
		More:       max(0, len(s.backlinks()[r.Key])-maxBacklinks),
	}
	v.Description = beginning(r.Title, 160)
	v.Meta = metaOf(r)
	v.Data = v.holes.hole(paperData(r, v.Canonical))
	var citation, ids, tags markup
	citation.vancouver(r, "", w)
	ids.ids(r, w)
	tags.tags(r, w)
	v.Citation, v.IDs, v.Tags = citation.html(), ids.html(), tags.html()
	v.Backlinks = s.backlinksOf(r.Key, v.Root)
	return v
}

// backlinksOf are the claims that lean on a reference, by article.
func (s *Site) backlinksOf(key, root string) (found []Backlink) {
	last := int32(-1)
	var plains []string // of the article
	links := s.backlinks()[key]
	for _, link := range links[:min(len(links), maxBacklinks)] {
		e := s.entries[link.entry]
		if link.entry != last {
			last = link.entry
			found = append(found, Backlink{URL: root + e.URL, Title: e.Title})
			plains = e.Plains()
		}
		c := &e.Claims[link.claim]
		l := s.frame.Theme.words.look(c.Verdict)
		b := &found[len(found)-1]
		b.Claims = append(b.Claims, ClaimItem{URL: root + e.URL + "#" + c.ID, Text: plains[link.claim], Class: l.class, Word: l.word})
	}
	return found
}

// noticeViews are the notices about r, gravest first.
func (p *phrases) noticeViews(r *cite.Reference) (views []NoticeView) {
	for _, kind := range noticeKinds {
		found := false
		for _, n := range r.Notices {
			if n.Kind != kind.kind {
				continue
			}
			found = true
			v := NoticeView{Class: kind.class, Text: p.of("alert." + kind.kind)}
			if n.Year != 0 {
				v.Text = p.of("alert.in-year", v.Text, strconv.Itoa(n.Year))
			}
			v.ID = n.ID.String()
			v.URL = idURL(n.ID)
			views = append(views, v)
		}
		if kind.kind == cite.Retraction && !found && r.IsRetracted() {
			views = append(views, NoticeView{Class: kind.class, Text: p.of("alert." + kind.kind)})
		}
	}
	return views
}

// years are the lawful years of r: "2021", "2017 (online), 2018".
func (p *phrases) years(r *cite.Reference) string {
	var parts []string
	for _, y := range r.Years() {
		s := strconv.Itoa(y)
		if y == r.Epub && y != r.Year {
			s = p.of("record.online", s)
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ", ")
}
