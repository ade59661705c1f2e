package match

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

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
	id      string // the id, key or entry that led to the reference in question, "" for none
	name    string // the journal's, as written
	*naming        // what that stands for
	year    int
	authors []string    // as written
	people  []person    // authors, parsed
	entry   *entryTitle // where the words are a list entry's that has a title, which then counts
	led     bool        // an id or a list entry led to the reference in question
	listed  bool        // the words are, at least in part, those of a list entry
}

// words are what m's sentence states.
func (q *query) words(m *claim.Mention) stated {
	s := stated{name: cmp.Or(m.Journal, m.JournalTitle), naming: q.x.naming(m.Journal, m.JournalTitle), year: m.Year, authors: m.Authors}
	s.people = q.parsed(m.Authors)
	return s
}

// A listed is what a list entry states.
type listed struct {
	stated
	title entryTitle // what stated's entry is, if it is something
}

// entry is what a list entry states, for as long as the claim is in question.
func (q *query) entry(e *claim.Source) *stated {
	if q.read == len(q.entries) {
		q.entries = append(q.entries, &listed{})
	}
	l := q.entries[q.read]
	q.read++
	l.stated = stated{name: e.Journal, naming: q.x.naming(e.Journal, ""), year: e.Year, authors: e.Authors}
	l.people = q.parsed(e.Authors)
	if e.Title != "" {
		l.title.put(e)
		l.stated.entry = &l.title
	}
	return &l.stated
}

// parsed are authors, for as long as the claim is in question.
func (q *query) parsed(authors []string) []person {
	if len(authors) == 0 {
		return nil
	}
	from := len(q.people)
	for _, a := range authors {
		if p := newPerson(a); p.family != "" {
			q.people = append(q.people, p)
		}
	}
	return q.people[from:len(q.people):len(q.people)]
}

// A naming is what the names of a journal stand for in the library.
type naming struct {
	names    [2]string
	journals []int32  // the library's journals of that name, ascending
	parts    []int32  // those of them that are supplements, parts or editions of one of that name
	sections []int32  // those that a journal of that name was divided into
	divided  int      // the last year in which it was not
	formers  []former // and those it had before
	ended    []ended  // those that were called so once
	shared   string   // a name that several journals have or had, "" for none
}

// naming is what a journal's name stands for, and its full title if there is
// one. Prose has few journals, and telling them apart takes time.
func (x *Index) naming(name, title string) *naming {
	if name == "" && title == "" {
		return &noName
	}
	h := maphash.String(nameSeed, name) + maphash.String(nameSeed, title)
	slots := [2]*atomic.Pointer[naming]{&x.namings[h%uint64(len(x.namings))], &x.namings[h%uint64(len(x.namings))^1]}
	for _, slot := range slots {
		if n := slot.Load(); n != nil && n.names[0] == name && n.names[1] == title {
			return n
		}
	}
	names := [2]string{strings.Clone(name), strings.Clone(title)}
	stated := slices.DeleteFunc(slices.Clone(names[:]), func(n string) bool { return n == "" })
	written := make([]cite.WrittenName, len(stated))
	for i, name := range stated {
		written[i] = cite.NewWrittenName(name)
	}
	n := &naming{names: names, formers: x.formersOf(written), ended: x.endedNames(written)}
	x.resolve(n, stated)
	if cite.IsShared(stated[0]) {
		n.shared = names[0]
	}
	slot := slots[0]
	if slot.Load() != nil && slots[1].Load() == nil {
		slot = slots[1]
	}
	slot.Store(n)
	return n
}

var noName naming

// cited is an author's name without what prose puts behind it.
func cited(author string) string {
	if strings.IndexByte(author, ' ') < 0 && !strings.HasSuffix(author, "s") {
		return author
	}
	for _, tail := range []string{" et al", " and colleagues", " and coworkers", " and co-workers"} {
		author, _, _ = strings.Cut(author, tail)
	}
	for _, tail := range []string{"'s", "’s"} {
		author = strings.TrimSuffix(author, tail)
	}
	return author
}

// merge is s with what it does not state taken from t.
func (s stated) merge(t *stated) stated {
	if s.name == "" {
		s.name, s.naming = t.name, t.naming
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
func (s *stated) nothing() bool { return s.name == "" && s.year == 0 && len(s.people) == 0 }

// enough reports whether s can identify a study: a journal or an author, and
// a year.
func (s *stated) enough() bool { return s.year != 0 && (s.name != "" || len(s.people) > 0) }

// A comparison is words against a record, field by field.
type comparison struct {
	journal, year, authors, title agreement
	several                       bool // of the authors more than one is stated
	online                        bool // the year is that of the electronic publication alone
}

// compare holds s against reference i.
func (x *Index) compare(s *stated, i int32) comparison {
	var c comparison
	if s.name != "" {
		c.journal = x.hasJournal(s, i)
		if c.journal == no && s.entry != nil && x.hasLongName(x.journal[i], s.entry) {
			c.journal = yes
		}
	}
	if s.year != 0 {
		c.year = x.hasYear(i, s.year)
		c.online = c.year == yes && x.years[i][1] != 0 && x.refs[i].Year != s.year && x.refs[i].Epub == s.year
	}
	if len(s.people) > 0 {
		c.authors = x.hasAuthors(i, s.people)
		c.several = c.authors == yes && len(s.people) > 1
	}
	if s.entry != nil {
		if c.title = x.hasTitle(i, s.entry); c.title == no && c.journal == yes && c.year == yes && c.authors == yes && x.isMainTitle(i, s.entry) {
			c.title = yes
		}
	}
	return c
}

// atBest is what s comes to where all that it states agrees.
func (s *stated) atBest() comparison {
	var c comparison
	if s.name != "" {
		c.journal = yes
	}
	if s.year != 0 {
		c.year = yes
	}
	if len(s.people) > 0 {
		c.authors, c.several = yes, len(s.people) > 1
	}
	if s.entry != nil {
		c.title = yes
	}
	return c
}

func (x *Index) hasJournal(s *stated, i int32) agreement {
	j := x.journal[i]
	if j < 0 {
		return unknown
	}
	if _, found := slices.BinarySearch(s.journals, j); found && !x.isNamesake(s, j) || x.appearedAs(s, i) != nil || x.isSection(s, i) {
		return yes
	}
	return no
}

func (x *Index) hasYear(i int32, year int) agreement {
	switch y := x.years[i]; {
	case y[0] == 0:
		return unknown
	case int(y[0]) == year || int(y[1]) == year:
		return yes
	case y[1] < 0 && slices.Contains(x.lawful.list(i), int32(year)):
		return yes
	}
	return no
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
	const compared = 5 // journal, year, authors and title, and the subject
	n := compared - c.count(unstated)
	if s.id != "" {
		n++
	}
	fs := make([]Field, 0, n)
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
		add("journal", s.name, x.journalFound(s, i), c.journal)
	}
	if c.year != unstated {
		add("year", itoa(s.year), x.yearFound(i, s.year), c.year)
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
	if f := x.appearedAs(s, i); f != nil && f.later == nil {
		return found + ", undivided until " + itoa(f.last)
	} else if f != nil {
		return found + ", its name until " + itoa(f.last)
	}
	if last := x.endedIn(s, i); last > 0 {
		return found + ", which was called so until " + itoa(last)
	}
	if x.isSection(s, i) {
		return found + ", its section since " + itoa(s.divided+1)
	}
	return found
}

// yearFound says how the years of reference i stand to the stated one: "2018",
// "online 2017, issue 2018", "2021; 3 years apart".
func (x *Index) yearFound(i int32, year int) string {
	years := x.lawful.list(i)
	if len(years) == 0 || year == 0 {
		return ""
	}
	r := x.refs[i]
	said := itoa(r.Year)
	if r.Epub != 0 && r.Epub != r.Year && r.Year != 0 {
		said = "online " + itoa(r.Epub) + ", issue " + itoa(r.Year)
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
func gap(years []int32, year int) int {
	least := -1
	for _, y := range years {
		if d := max(int(y)-year, year-int(y)); least < 0 || d < least {
			least = d
		}
	}
	return max(least, 0)
}

func joinYears(years []int32) string {
	words := make([]string, len(years))
	for i, y := range years {
		words[i] = itoa(int(y))
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
