package claim

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/internal/article"
	"stet/internal/cite"
	"stet/internal/source"
)

// Find gives the claims of a in the order of the file.
func Find(a *article.Article, opt Options) []Claim {
	f := finder{article: a, table: opt.Journals, seen: map[string]int{}}
	if f.table == nil {
		f.table = cite.Journals(nil)
	}
	f.sentence.table, f.sentence.knows = f.table, f.knows
	var claims []Claim
	for i := range a.Sentences {
		if c, ok := f.claim(&a.Sentences[i]); ok {
			claims = append(claims, c)
		}
	}
	return claims
}

// A finder finds the claims of one article.
type finder struct {
	article  *article.Article
	table    *cite.JournalTable
	sentence sentence
	seen     map[string]int // normalised words -> times they came
	labels   map[label]int  // into article.Entries
	sources  map[int]Source // entries that were asked for
}

// A label names an entry of a list; footnotes have labels of their own.
type label struct {
	text     string
	footnote bool
}

// claim reads one sentence. Most sentences of an article have nothing that an
// attribution could be made of, and are left at a glance.
func (f *finder) claim(s *article.Sentence) (Claim, bool) {
	r := &f.sentence
	r.cited = findCited(r.cited[:0], s, f.article.File.Bytes)
	if len(r.cited) == 0 && !mayCite(s) {
		return Claim{}, false
	}
	r.read(s)
	r.findWritten()
	if len(r.cited) == 0 && len(r.journals) == 0 && len(r.authors) == 0 && !r.hasDatedStudy() {
		return Claim{}, false
	}
	slices.SortStableFunc(r.cited, func(a, b citation) int { return a.start - b.start })
	r.unite()
	r.attach()
	var mentions []Mention
	for i := range r.units {
		if m, ok := f.mention(&r.units[i]); ok {
			mentions = append(mentions, m)
		}
	}
	if len(mentions) == 0 {
		return Claim{}, false
	}
	slices.SortStableFunc(mentions, func(a, b Mention) int { return a.Span.Compare(b.Span) })
	file := f.article.File
	c := Claim{
		ID:       f.id(s.Plain),
		Span:     s.Span,
		Start:    file.Position(s.Span.Start),
		End:      file.Position(s.Span.End),
		Text:     file.Text(s.Span),
		Plain:    s.Plain,
		Mentions: mentions,
	}
	if s.Heading >= 0 {
		c.Heading = f.article.Headings[s.Heading].Text
	}
	return c, true
}

// knows reports whether the article names an author elsewhere: in its list, in
// a link's address, or with "et al.".
func (f *finder) knows(name string) bool {
	for i := range f.article.Entries {
		if strings.Contains(f.article.Entries[i].Plain, name) {
			return true
		}
	}
	text := f.article.File.Bytes
	for _, tail := range []string{" et al", " and colleagues"} {
		if bytes.Contains(text, []byte(name+tail)) {
			return true
		}
	}
	low := strings.ToLower(name)
	return slices.ContainsFunc(f.sentence.Inlines, func(in article.Inline) bool {
		return in.Kind == article.Link && strings.Contains(in.Target, low)
	})
}

// mayCite reports whether a sentence without links or markers has anything of
// an attribution in words: a year, "et al.", an id, or a word for research and
// a name that can be a journal's.
func mayCite(s *article.Sentence) bool {
	text := s.Plain
	research, name, inside := false, len(s.Inlines) > 0, false
	for i := 0; i < len(text); i++ {
		c := text[i]
		if inside {
			inside = inWord[c]
			continue
		}
		if inside = inWord[c]; !inside {
			continue
		}
		switch {
		case c >= 'A' && c <= 'Z':
			name = name || i > 1
		case c == '1' || c == '2':
			if i+4 <= len(text) && isYear(text[i:i+4]) || strings.HasPrefix(text[i:], "10.") && strings.Contains(text[i:], "/") {
				return true
			}
			continue
		}
		switch c {
		case 'a':
			if strings.HasPrefix(text[i:], "al.") || strings.HasPrefix(text[i:], "al ") || strings.HasPrefix(text[i:], "and co") {
				return true
			}
		case 'P':
			if strings.HasPrefix(text[i:], "PMC") || strings.HasPrefix(text[i:], "PMID") || strings.HasPrefix(text[i:], "PubMed") {
				return true
			}
		}
		research = research || startsResearch(text[i:])
		if research && name {
			return true
		}
	}
	return false
}

// inWord are the bytes of words and numbers.
var inWord = func() (in [256]bool) {
	for c := range in {
		in[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
	}
	return in
}()

// startsResearch reports whether text starts with a word that ties a journal's
// name to a sentence.
func startsResearch(text string) bool {
	if len(text) < 3 {
		return false
	}
	switch text[0] | 0x20 {
	case 's':
		return strings.HasPrefix(text[1:], "tud") || strings.HasPrefix(text[1:], "urvey")
	case 'r':
		return strings.HasPrefix(text[1:], "e") && (strings.HasPrefix(text[2:], "view") || strings.HasPrefix(text[2:], "search") || strings.HasPrefix(text[2:], "port") || strings.HasPrefix(text[2:], "sult")) || strings.HasPrefix(text, "RCT")
	case 't':
		return strings.HasPrefix(text[1:], "rial")
	case 'm':
		return strings.HasPrefix(text[1:], "eta")
	case 'p':
		return strings.HasPrefix(text[1:], "aper") || strings.HasPrefix(text[1:], "ubli") || strings.HasPrefix(text[1:], "reprint")
	case 'j':
		return strings.HasPrefix(text[1:], "ournal") || strings.HasPrefix(text, "JAMA")
	case 'a':
		return strings.HasPrefix(text[1:], "ppear") || strings.HasPrefix(text[1:], "nalys") || strings.HasPrefix(text[1:], "ccording") || strings.HasPrefix(text[1:], "rticle")
	case 'e':
		return strings.HasPrefix(text[1:], "vidence") || strings.HasPrefix(text[1:], "xperiment") || strings.HasPrefix(text[1:], "ditorial")
	case 'f':
		return strings.HasPrefix(text[1:], "inding") || strings.HasPrefix(text[1:], "ound")
	case 'w':
		return strings.HasPrefix(text[1:], "ork ") || strings.HasPrefix(text[1:], "rit")
	case 'c':
		return strings.HasPrefix(text[1:], "ohort") || strings.HasPrefix(text[1:], "omment")
	case 'i':
		return strings.HasPrefix(text[1:], "nvestigation") || strings.HasPrefix(text[1:], "ssue")
	case 'd':
		return strings.HasPrefix(text[1:], "ata ")
	}
	return false
}

// hasDatedStudy reports whether a study of the sentence has a year.
func (r *sentence) hasDatedStudy() bool {
	for i := range r.studies {
		if r.studies[i].year != 0 {
			return true
		}
	}
	return false
}

// states reports whether the words of u name a source: a journal, authors with
// a year or certain ones, a study with a year.
func (r *sentence) states(u *unit) bool {
	switch {
	case u.journal >= 0:
		return true
	case u.byline >= 0:
		return u.year != 0 || r.authors[u.byline].open
	case u.study < 0 || u.year == 0:
		return false
	}
	p := &r.studies[u.study]
	if p.body || r.is(p.head, material) && len(p.names) == 0 {
		return false
	}
	if len(p.names) > 0 || !p.loose {
		return true
	}
	return len(u.cited) > 0 || r.is(p.hi, report)
}

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
		m.Design, m.Sample = r.studies[u.study].design, r.studies[u.study].sample
	}
	for _, i := range u.cited {
		c := &r.cited[i]
		reach(c.span)
		f.take(&m, c)
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

// fill puts what the words of u state into m.
func (r *sentence) fill(m *Mention, u *unit) {
	m.Year = u.year
	if u.journal >= 0 {
		n := &r.journals[u.journal]
		m.Journal, m.JournalTitle = n.name, n.title
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
	start, end := r.toks[lo].start, r.toks[u.hi-1].end
	if words := r.Plain[start:end]; end < len(r.Plain) && r.Plain[end] == ')' && strings.Count(words, "(") > strings.Count(words, ")") {
		end++
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
		if hit, ok := table.Lookup(s.Journal); ok {
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

// id names a claim by its words. A repeat counts.
func (f *finder) id(plain string) string {
	words := normalised(plain)
	f.seen[words]++
	if n := f.seen[words]; n > 1 {
		words += "\n" + strconv.Itoa(n)
	}
	sum := sha256.Sum256([]byte(words))
	return "c-" + hex.EncodeToString(sum[:5])
}

// normalised is text in lower case without punctuation.
func normalised(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	space := false
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
			space = true
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
