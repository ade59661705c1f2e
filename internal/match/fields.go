package match

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stet/internal/cite"
	"stet/internal/claim"
)

// An agreement is what comparing one field came to.
type agreement uint8

const (
	unstated agreement = iota // the words do not state it
	unknown                   // the record does not have it
	no
	yes
)

// stated is what words say of a source: the words of a sentence, or those of
// a list entry.
type stated struct {
	id       string   // the id, key or entry that led to the reference in question, "" for none
	names    []string // the journal: as written, and its full title
	journals []int32  // the library's journals of that name, ascending
	formers  []former // and those it had before
	year     int
	authors  []string    // as written
	people   []person    // authors, parsed
	entry    *entryTitle // where the words are a list entry's that has a title, which then counts
	listed   bool        // the words are, at least in part, those of a list entry
}

// words are what m's sentence states.
func (x *Index) words(m *claim.Mention) stated {
	return x.stated(stated{names: []string{m.Journal, m.JournalTitle}, year: m.Year, authors: m.Authors})
}

// entry is what a list entry states.
func (x *Index) entry(e *claim.Source) stated {
	s := stated{names: []string{e.Journal}, year: e.Year, authors: e.Authors}
	if e.Title != "" {
		s.entry = newEntryTitle(e)
	}
	return x.stated(s)
}

func (x *Index) stated(s stated) stated {
	s.names = slices.DeleteFunc(s.names, func(n string) bool { return n == "" })
	s.journals = x.journalsNamed(s.names...)
	if len(s.names) == 2 && s.names[0] == s.names[1] {
		s.names = s.names[:1]
	}
	s.formers = x.formersOf(s.names)
	for _, a := range s.authors {
		if p := parsePerson(cited(a)); p.family != "" {
			s.people = append(s.people, p)
		}
	}
	return s
}

// cited is an author's name without what prose puts behind it.
func cited(author string) string {
	for _, tail := range []string{" et al", " and colleagues", " and coworkers", " and co-workers"} {
		author, _, _ = strings.Cut(author, tail)
	}
	for _, tail := range []string{"'s", "’s"} {
		author = strings.TrimSuffix(author, tail)
	}
	return author
}

// merge is s with what it does not state taken from t.
func (s stated) merge(t stated) stated {
	if len(s.names) == 0 {
		s.names, s.journals, s.formers = t.names, t.journals, t.formers
	}
	if s.year == 0 {
		s.year = t.year
	}
	if len(s.people) == 0 {
		s.authors, s.people = t.authors, t.people
	}
	return s
}

// withoutEntry is s as if a sentence said it: a title does not count.
func (s stated) withoutEntry() *stated {
	s.entry = nil
	return &s
}

// nothing reports whether s states no field at all.
func (s *stated) nothing() bool { return len(s.names) == 0 && s.year == 0 && len(s.people) == 0 }

// enough reports whether s can identify a study: a journal or an author, and
// a year.
func (s *stated) enough() bool { return s.year != 0 && (len(s.names) > 0 || len(s.people) > 0) }

// A comparison is words against a record, field by field.
type comparison struct {
	journal, year, authors, title agreement
}

// compare holds s against reference i.
func (x *Index) compare(s *stated, i int32) comparison {
	var c comparison
	r := x.refs[i]
	if len(s.names) > 0 {
		c.journal = x.hasJournal(s, i)
	}
	if s.year != 0 {
		c.year = x.hasYear(i, s.year)
	}
	if len(s.people) > 0 {
		c.authors = x.hasAuthors(i, s.people)
	}
	if s.entry != nil {
		c.title = hasTitle(r, s.entry)
	}
	return c
}

func (x *Index) hasJournal(s *stated, i int32) agreement {
	j := x.journal[i]
	if j < 0 {
		return unknown
	}
	if _, found := slices.BinarySearch(s.journals, j); found || x.renamed(s, i) > 0 {
		return yes
	}
	return no
}

func (x *Index) hasYear(i int32, year int) agreement {
	years := x.lawful.list(i)
	switch {
	case len(years) == 0:
		return unknown
	case slices.Contains(years, int32(year)):
		return yes
	}
	return no
}

func hasTitle(r *cite.Reference, e *entryTitle) agreement {
	if e.last == r {
		return e.agrees
	}
	e.last, e.agrees = r, no
	switch {
	case r.Title == "":
		e.agrees = unknown
	case e.same(r.Title), e.hasID && e.like(r.Title):
		e.agrees = yes
	}
	return e.agrees
}

func (c comparison) all() [4]agreement {
	return [4]agreement{c.journal, c.year, c.authors, c.title}
}

// count is the number of fields that came to a.
func (c comparison) count(a agreement) int {
	n := 0
	for _, b := range c.all() {
		if a == b {
			n++
		}
	}
	return n
}

// fits reports whether no stated field speaks against reference i. What the
// record of a reference does not have speaks against it once the record is
// verified, as it is then complete.
func (x *Index) fits(c comparison, i int32) bool {
	return c.count(no) == 0 && (c.count(unknown) == 0 || x.state(i) != cite.Verified)
}

// fields prints what s states beside what reference i says, c being what that
// came to.
func (x *Index) fields(s *stated, i int32, c comparison) []Field {
	r := x.refs[i]
	fs := make([]Field, 0, 6)
	if s.id != "" {
		fs = append(fs, Field{Name: "id", Stated: s.id, Found: r.Key, OK: true})
	}
	add := func(name, said, found string, a agreement) {
		if a == unknown {
			found = "not in the record"
		}
		fs = append(fs, Field{Name: name, Stated: said, Found: found, OK: a == yes})
	}
	if c.journal != unstated {
		add("journal", s.names[0], x.journalFound(s, i), c.journal)
	}
	if c.year != unstated {
		add("year", strconv.Itoa(s.year), yearFound(r, s.year), c.year)
	}
	if c.authors != unstated {
		add("author", strings.Join(s.authors, ", "), authorsFound(r), c.authors)
	}
	if c.title != unstated {
		add("title", s.entry.title, r.Title, c.title)
	}
	return fs
}

func (x *Index) journalFound(s *stated, i int32) string {
	if x.journal[i] < 0 {
		return ""
	}
	found := x.display(i)
	if last := x.renamed(s, i); last > 0 {
		found += ", its name until " + strconv.Itoa(last)
	}
	return found
}

// yearFound says how r's years stand to the stated one: "2018", "online 2017,
// issue 2018", "2021; 3 years apart".
func yearFound(r *cite.Reference, year int) string {
	years := r.Years()
	if len(years) == 0 || year == 0 {
		return ""
	}
	said := strconv.Itoa(r.Year)
	if r.Epub != 0 && r.Epub != r.Year && r.Year != 0 {
		said = fmt.Sprintf("online %d, issue %d", r.Epub, r.Year)
	} else if len(years) > 1 || r.Year == 0 {
		said = joinYears(years)
	}
	if apart := gap(years, year); apart > 0 {
		said += "; " + plural(apart, "year") + " apart"
	}
	return said
}

// gap is the number of years between year and the nearest of years; 0 for a
// lawful one.
func gap(years []int, year int) int {
	least := -1
	for _, y := range years {
		if d := max(y-year, year-y); least < 0 || d < least {
			least = d
		}
	}
	return max(least, 0)
}

func joinYears(years []int) string {
	words := make([]string, len(years))
	for i, y := range years {
		words[i] = strconv.Itoa(y)
	}
	return strings.Join(words, " or ")
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// authorsFound is at most three of r's authors.
func authorsFound(r *cite.Reference) string {
	if len(r.Authors) > 3 {
		return strings.Join(r.Authors[:3], ", ") + " and " + strconv.Itoa(len(r.Authors)-3) + " more"
	}
	return strings.Join(r.Authors, ", ")
}
