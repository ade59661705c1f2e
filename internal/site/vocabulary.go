package site

import (
	"html/template"
	"strings"

	"stet/internal/audit"
	"stet/internal/source"
)

// A Term is a name that the editors of a site have agreed on: that of a tag, or
// of somebody who writes or reviews.
type Term struct {
	Name        string
	Description string   // in a sentence or two; "" for none
	Also        []string // other names, which articles may have instead
	MeSH        string   // of a tag: id of the subject heading of the same thing, "D008274"; "" for none
	Credentials string   // of somebody: "MD, PhD"; "" for none
	URL         string   // of somebody's own page, as with ORCID; "" for none
}

// A Vocabulary is all terms of a site of one kind. Other names have no pages;
// tags of other names are a finding besides.
type Vocabulary struct {
	terms  []Term
	bySlug map[string]int // index into terms, by the slugs of all names
}

// Add adds a term. Where one of its names is that of a term that is there, but
// for case, marks and hyphens, it gives that name and the other term's and adds
// nothing.
func (v *Vocabulary) Add(t Term) (name, other string) {
	names := append([]string{t.Name}, t.Also...)
	for _, name := range names {
		if was := v.term(name); was != nil {
			return name, was.Name
		}
	}
	if v.bySlug == nil {
		v.bySlug = map[string]int{}
	}
	for _, name := range names {
		v.bySlug[topicSlug(name)] = len(v.terms)
	}
	v.terms = append(v.terms, t)
	return "", ""
}

// term is the term of a name, nil for none. A nil vocabulary has none.
func (v *Vocabulary) term(name string) *Term {
	if v == nil {
		return nil
	}
	if i, ok := v.bySlug[topicSlug(name)]; ok {
		return &v.terms[i]
	}
	return nil
}

// each calls use with every name and that of its term. A nil vocabulary has
// none.
func (v *Vocabulary) each(use func(name, term string)) {
	if v == nil {
		return
	}
	for i := range v.terms {
		t := &v.terms[i]
		use(t.Name, t.Name)
		for _, name := range t.Also {
			use(name, t.Name)
		}
	}
}

// names are those of all terms, in the editors' order.
func (v *Vocabulary) names() []string {
	names := make([]string, len(v.terms))
	for i := range v.terms {
		names[i] = v.terms[i].Name
	}
	return names
}

// vocabulary is that of a kind of topics; nil for none.
func (f *Frame) vocabulary(k *topicKind) *Vocabulary {
	switch k {
	case tagKind:
		return f.Tags
	case personKind:
		return f.People
	}
	return nil
}

// topicName is the name of a topic as the editors write it; one that they do
// not know stays as it is.
func (f *Frame) topicName(k *topicKind, name string) string {
	if t := f.vocabulary(k).term(name); t != nil {
		return t.Name
	}
	return name
}

// person is somebody's name in an article, which leads to their page if they
// have one. root is from the article's page to the site's root.
func (f *Frame) person(name, root string) template.HTML {
	var m markup
	if t := f.People.term(name); t != nil {
		m.link(root+personKind.address(t.Name), "", name)
	} else {
		m.text(name)
	}
	return m.html()
}

// meshURL is the page of a subject heading.
func meshURL(id string) string { return "https://meshb.nlm.nih.gov/record/ui?ui=" + id }

// unknownTags are the tags of articles that the vocabulary lacks, where there
// is one.
func (s *Site) unknownTags() (found []audit.Finding) {
	v := s.frame.Tags
	if v == nil {
		return nil
	}
	known := v.names()
	for _, e := range s.entries {
		for _, name := range e.Meta.Tags {
			if v.term(name) != nil {
				continue
			}
			f := audit.Found("unknown-tag", e.Path)
			f.Message = "the tag " + name + " is none of the site's" + source.DidYouMean(name, known)
			f.Hint = "take one of tags: in stet.yaml, or add it there"
			if len(known) <= 12 {
				f.Hint = "stet.yaml has the tags " + strings.Join(known, ", ") + "; take one of them, or add it there"
			}
			found = append(found, f)
		}
	}
	return found
}
