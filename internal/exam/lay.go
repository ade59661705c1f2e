package exam

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stet/internal/cite"
	"stet/internal/source"
)

// layTSV holds sentences that a person wrote from the abstracts of records, in
// the words of a newspaper, without a look at the titles; its first line says
// what the columns are. The text is original.
//
//go:embed data/lay.tsv
var layTSV string

// layLibrary holds the records of those sentences, and others of the same
// journals and years: facts of PubMed, as cite import writes them.
//
//go:embed data/lay.yaml
var layLibrary []byte

// A Sentence is a claim that a person wrote about a record.
type Sentence struct {
	PMID    cite.PMID
	Journal string // as they write it; "" for its title
	Title   string // of the article, "" for none
	Heading string // "" for none
	Text    string // with {year}, {journal}, {author} and {second} for what it names
}

// LaySentences are the built-in ones.
func LaySentences() []Sentence {
	sentences, err := ParseSentences(source.NewFile("lay.tsv", []byte(layTSV)))
	if err != nil {
		panic("exam: " + err.Error()) // embedded: cannot happen in a build that passes its tests
	}
	return sentences
}

// LayPapers are the records of the built-in library. They have no abstracts.
func LayPapers() []Paper {
	lib, err := cite.ParseLibrary(source.NewFile("lay.yaml", layLibrary))
	if err != nil {
		panic("exam: " + err.Error())
	}
	papers := make([]Paper, len(lib.References))
	for i, r := range lib.References {
		papers[i] = Paper{Reference: r}
	}
	return papers
}

// ParseSentences reads sentences from a table in the form of data/lay.tsv:
// five columns with tabs between, and comments behind "#". An error is a
// *source.Error.
func ParseSentences(f *source.File) ([]Sentence, error) {
	var sentences []Sentence
	at := 0
	for line := range strings.Lines(string(f.Bytes)) {
		start := at
		at += len(line)
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != 5 {
			return nil, f.Errorf(start, "%d columns: want PMID, journal, title, heading and sentence, with tabs between", len(c))
		}
		pmid, err := cite.ParsePMID(c[0])
		if err != nil {
			return nil, f.Errorf(start, "%v", err)
		}
		if !strings.Contains(c[4], "{year}") || !strings.Contains(c[4], "{journal}") && !strings.Contains(c[4], "{author}") {
			return nil, f.Errorf(start, "the sentence names no source: give it {year}, and {journal} or {author}")
		}
		sentences = append(sentences, Sentence{pmid, c[1], c[2], c[3], c[4]})
	}
	return sentences, nil
}

// lay makes the cases of sentences whose records the library has.
func (m *maker) lay(sentences []Sentence) {
	records := map[cite.PMID]*cite.Reference{}
	for _, r := range m.refs {
		records[r.PMID] = r
	}
	written := map[*cite.Reference]bool{}
	for i := range sentences {
		if r := records[sentences[i].PMID]; r != nil {
			written[r] = true
		}
	}
	m.layTwins(written)
	for i := range sentences {
		s := &sentences[i]
		r := records[s.PMID]
		if r == nil {
			continue
		}
		for _, c := range layClasses {
			w := retold{Sentence: s, work: &work{maker: m, Paper: &Paper{Reference: r}, class: c, dice: m.diceFor(c.Name, s.Text), library: m.all}}
			w.naming = naming{journal: s.Journal, year: r.Year, authors: families(r)}
			if w.naming.journal == "" {
				w.naming.journal = titleCase(r.Journal.Display())
			}
			w.make()
		}
	}
}

// layTwins makes a library that lacks the records of written of which another
// of the same journal and year is left.
func (m *maker) layTwins(written map[*cite.Reference]bool) {
	m.layWithheld = map[*cite.Reference]bool{}
	for r := range written {
		m.layWithheld[r] = slices.ContainsFunc(m.issues[issue{journalKey(r), r.Year}], func(o *cite.Reference) bool { return !written[o] })
	}
	m.layFewer = index(slices.DeleteFunc(slices.Clone(m.refs), func(r *cite.Reference) bool { return m.layWithheld[r] }))
}

// A retold is a case of a lay sentence in the making.
type retold struct {
	*Sentence
	*work
}

func (w *retold) make() {
	names := strings.Contains(w.Text, "{journal}")
	switch w.class {
	case layRight:
		w.put("", w.Reference)
	case layYear:
		w.otherYear(names)
	case layJournal:
		if names {
			w.otherJournal()
		}
	case layPaper:
		w.withOther(func(o *cite.Reference) bool { return len(families(o)) > 1 && w.unlike(o) }, func(o *cite.Reference) {
			w.naming = naming{journal: titleCase(o.Journal.Display()), year: o.Year, authors: families(o)}
			w.put("")
		})
	case layTwin:
		if names && w.layWithheld[w.Reference] && !w.kin(w.layLeft(), w.Reference.Year) {
			w.library = w.layFewer
			w.put("")
		}
	case layID:
		w.withOther(w.unlike, func(o *cite.Reference) { w.put(bracketed(one(w.dice, plainIDs(o)), w.dice)) })
	}
}

// layLeft are the records of the same journal that are left in layFewer.
func (w *retold) layLeft() []*cite.Reference {
	return slices.DeleteFunc(slices.Clone(w.journals[cite.Fold(w.Reference.Journal.Title)]), func(o *cite.Reference) bool { return w.layWithheld[o] })
}

// otherYear names a year that is off by one to six.
func (w *retold) otherYear(byJournal bool) {
	named := w.authors[w.naming.authors[0]]
	if byJournal {
		named = w.journals[cite.Fold(w.Reference.Journal.Title)]
	}
	by := 1 + w.dice.roll(6)
	if w.dice.chance(50) {
		by = -by
	}
	for _, y := range []int{w.naming.year + by, w.naming.year - by} {
		if y <= lastYear && !slices.Contains(w.Reference.Years(), y) && !w.kin(named, y) {
			w.naming.year = y
			w.put("")
			return
		}
	}
}

// otherJournal names one of nearly the same name, or that of another record.
func (w *retold) otherJournal() {
	if near := w.nearNames(); len(near) > 0 && w.dice.chance(50) {
		w.naming.journal = one(w.dice, near)
		w.put("")
		return
	}
	w.withOther(func(o *cite.Reference) bool {
		return journalKey(o) != journalKey(w.Reference) && !w.kin(w.journals[cite.Fold(o.Journal.Title)], 0)
	}, func(o *cite.Reference) {
		w.naming.journal = titleCase(o.Journal.Display())
		w.put("")
	})
}

// put makes the case: the sentence with what it names, and mark before its
// full stop.
func (w *retold) put(mark string, answers ...*cite.Reference) {
	n := &w.naming
	authors := append(slices.Clone(n.authors), "", "")
	text := strings.NewReplacer("{year}", strconv.Itoa(n.year), "{journal}", n.journal, "{author}", authors[0], "{second}", authors[1]).Replace(w.Text)
	if mark != "" {
		text = strings.TrimSuffix(text, ".") + " " + mark + "."
	}
	var b strings.Builder
	title := w.Title
	if w.subject != nil {
		title = capitalise(w.subject.title(w.dice))
	}
	if title != "" {
		fmt.Fprintf(&b, "---\ntitle: %q\n---\n\n", title)
	}
	if w.Heading != "" {
		b.WriteString("## " + w.Heading + "\n\n")
	}
	b.WriteString(text + "\n")
	c := Case{Class: w.class, Record: w.PMID, About: w.Reference.Key, Library: w.library, Text: b.String(), Claim: text}
	for _, r := range answers {
		c.Answers = append(c.Answers, r.Key)
	}
	w.cases = append(w.cases, c)
}
