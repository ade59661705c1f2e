package claim

import (
	"slices"
	"strings"

	"stet/internal/article"
	"stet/internal/cite"
	"stet/internal/source"
)

// mention makes a Mention of u; false if it names no source.
func (f *finder) mention(u *unit) (Mention, bool) {
	r := &f.sentence
	worded := u.lo >= 0 && r.strong(u) && r.states(u)
	if !worded && len(u.cited) == 0 {
		return Mention{}, false
	}
	var m Mention
	span := source.Span{Start: -1}
	reach := func(s source.Span) {
		// Links and italics may go on into the next sentence.
		s.Start, s.End = max(s.Start, r.Span.Start), min(s.End, r.Span.End)
		if s.Start > s.End {
			return
		}
		if span.Start < 0 {
			span = s
			return
		}
		span.Start, span.End = min(span.Start, s.Start), max(span.End, s.End)
	}
	if worded {
		r.fill(&m, u)
		reach(r.spanOf(u))
	}
	if u.study >= 0 {
		p := &r.studies[u.study]
		m.Sample = p.sample
		if !p.plural || u.byline < 0 { // "Lee (2018) pooled national surveys" in a work of another kind
			m.Design = p.design
		}
	}
	for _, i := range u.cited {
		c := &r.cited[i]
		reach(c.span)
		f.take(&m, c)
	}
	if span.Start < 0 {
		span = r.Span
	}
	m.Kind = kindOf(&m)
	if m.Kind == ByLink && slices.ContainsFunc(u.cited, func(i int) bool { return r.cited[i].brackets }) {
		m.Kind = ByKey
	}
	m.Span = span
	m.Start, m.End = f.article.File.Position(span.Start), f.article.File.Position(span.End)
	m.Text = f.article.File.Text(span)
	return m, true
}

// states reports whether the words of u name a source: a journal, authors with
// a year or certain ones, a study with a year; or, beside an id, a year alone.
func (r *sentence) states(u *unit) bool {
	switch {
	case u.journal >= 0:
		return true
	case u.byline >= 0:
		return u.year != 0 || r.authors[u.byline].open
	case u.study < 0:
		return u.year != 0 && len(u.cited) > 0 // the year that is written with an id
	case u.year == 0:
		return false
	}
	p := &r.studies[u.study]
	switch {
	case r.is(p.head, guidance):
		return false // "The 2018 guideline says": its body is all that is known of it
	case r.Block == article.TitleBlock && len(u.cited) == 0:
		return false // "The 2012 trial": what it stands over says more
	case p.body && (p.loose || p.design == "review"), p.loose && r.isWord(p.hi, "in") && r.anyOf(p.hi+1, min(p.hi+4, len(r.toks)), press) && !r.inJournal(p.hi+2):
		return false // a newspaper's
	case len(p.names) > 0, !p.loose, p.published && r.reportsSoon(p.hi):
		return true
	case r.is(p.head, material):
		return false
	}
	if r.isWord(p.head, "research") && p.dated == p.head+2 && r.isWord(p.head+1, "from") {
		return true // "earlier research from 2006"
	}
	return len(u.cited) > 0 || r.is(p.hi, report) || r.is(p.head, inquiry) && r.reportsSoon(p.hi)
}

// reportsSoon reports whether a verb of reporting follows in the clause, and no
// agency or newspaper before it.
func (r *sentence) reportsSoon(i int) bool {
	for j := i; j < min(len(r.toks), i+16); j++ {
		switch {
		case r.is(j, report) && !r.toks[j].upper:
			return true
		case r.isMark(j, ";.:"), r.is(j, body|press) && r.upper(j):
			return false
		}
	}
	return false
}

// fill puts what the words of u state into m.
func (r *sentence) fill(m *Mention, u *unit) {
	m.Year = u.year
	if u.journal >= 0 {
		n := &r.journals[u.journal]
		m.Journal = n.name
		if !n.many {
			m.JournalTitle = n.title
		}
	}
	if u.byline >= 0 {
		m.Authors = slices.Clone(r.authors[u.byline].names)
	} else if u.study >= 0 && len(r.studies[u.study].names) > 0 {
		m.Authors = slices.Clone(r.studies[u.study].names)
	}
}

// spanOf is the file's bytes of u's words, with the markup around them.
func (r *sentence) spanOf(u *unit) source.Span {
	lo := u.lo
	for lo < u.hi-1 && (r.is(lo, det) || r.isWord(lo, "in")) && !r.inJournal(lo) {
		lo++
	}
	start, end := r.toks[lo].start, r.toks[u.hi-1].stem
	for _, pair := range [...]string{"()", "[]"} {
		if words := r.Plain[start:end]; end < len(r.Plain) && r.Plain[end] == pair[1] && strings.Count(words, pair[:1]) > strings.Count(words, pair[1:]) {
			end++
		}
	}
	span := r.Offsets.Span(start, end)
	for i := range r.Inlines {
		in := &r.Inlines[i]
		if (in.Kind == article.Emphasis || in.Kind == article.Strong) && in.End > in.Start && in.Start >= start && in.End <= end {
			span.Start, span.End = min(span.Start, in.Span.Start), max(span.End, in.Span.End)
		}
	}
	return span
}

// take puts what c states into m.
func (f *finder) take(m *Mention, c *citation) {
	for _, id := range c.ids {
		if !slices.Contains(m.IDs, id) {
			m.IDs = append(m.IDs, id)
		}
	}
	m.Keys = append(m.Keys, c.keys...)
	m.Bad = append(m.Bad, c.bad...)
	m.Retracted = append(m.Retracted, c.retracted...)
	if c.element != "" {
		s := parseSource(c.element, f.table)
		m.Entries = append(m.Entries, s)
		m.adopt(&s, f.table)
	}
	for _, text := range c.labels {
		f.follow(m, c, text)
	}
}

// adopt takes over what an element's own citation text states, where the words
// do not.
func (m *Mention) adopt(s *Source, table *cite.JournalTable) {
	if m.Journal == "" && s.Journal != "" {
		m.Journal = s.Journal
		if hit, ok := table.Lookup(s.Journal); ok && !hit.Many {
			m.JournalTitle = hit.Title
		}
	}
	if m.Year == 0 {
		m.Year = s.Year
	}
	if len(m.Authors) == 0 {
		m.Authors = s.Authors
	}
	for _, id := range s.IDs {
		if !slices.Contains(m.IDs, id) {
			m.IDs = append(m.IDs, id)
		}
	}
}

// follow leads a marker to its entry.
func (f *finder) follow(m *Mention, c *citation, text string) {
	if !slices.Contains(m.Refs, text) {
		m.Refs = append(m.Refs, text)
	}
	i, ok := f.entry(label{text, c.footnote})
	if !ok {
		if len(c.ids) == 0 && len(c.bad) == 0 {
			m.Missing = append(m.Missing, text)
		}
		return
	}
	s, ok := f.sources[i]
	if !ok {
		s = parseEntry(&f.article.Entries[i], f.table)
		f.sources[i] = s
	}
	m.Entries = append(m.Entries, s)
	for _, id := range s.IDs {
		if !slices.Contains(m.Resolved, id) {
			m.Resolved = append(m.Resolved, id)
		}
	}
}

// entry is the entry that l leads to: of its own kind, else of the other. Of
// two with one label, the first.
func (f *finder) entry(l label) (int, bool) {
	if f.labels == nil {
		f.labels, f.sources = map[label]int{}, map[int]Source{}
		for i := range f.article.Entries {
			e := &f.article.Entries[i]
			k := label{e.Label, e.Footnote}
			if _, taken := f.labels[k]; !taken && e.Label != "" {
				f.labels[k] = i
			}
		}
	}
	if i, ok := f.labels[l]; ok {
		return i, true
	}
	i, ok := f.labels[label{l.text, !l.footnote}]
	return i, ok
}

func kindOf(m *Mention) Kind {
	switch {
	case m.Journal != "", m.Year != 0 && len(m.Authors) == 0:
		return Narrative
	case len(m.Authors) > 0:
		return AuthorYear
	case len(m.Keys) > 0:
		return ByKey
	case len(m.IDs) > 0 || len(m.Bad) > 0:
		return ByLink
	case len(m.Refs) > 0:
		return Numeric
	}
	return ByLink
}
