package exam

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"stet/internal/cite"
	"stet/internal/match"
	"stet/internal/terms"
)

// lastYear is the latest year that a claim names.
const lastYear = 2026

// Cases words cases from the abstracts of papers, and takes those that lay
// sentences make, all held against a library of all papers. journals are names
// of journals, for near misses; those of the papers are known anyway.
func Cases(papers []Paper, journals []string, lay []Sentence) []Case {
	m := &maker{issues: map[issue][]*cite.Reference{}, journals: map[string][]*cite.Reference{}, authors: map[string][]*cite.Reference{}, ids: map[cite.ID]bool{}}
	for i := range papers {
		r := papers[i].Reference
		m.refs = append(m.refs, r)
		journals = append(journals, r.Journal.Title)
		for _, y := range r.Years() {
			m.issues[issue{journalKey(r), y}] = append(m.issues[issue{journalKey(r), y}], r)
		}
		for _, name := range r.Journal.Names() {
			m.journals[name] = append(m.journals[name], r)
		}
		for _, name := range families(r) {
			m.authors[name] = append(m.authors[name], r)
		}
		for _, id := range r.IDs() {
			m.ids[id] = true
		}
	}
	m.near = newNeighbourhood(journals)
	m.all = index(m.refs)
	m.withhold()
	m.retract()
	for i := range papers {
		p := &papers[i]
		if said := sentences(p.Abstract); len(said) > 0 && p.Reference.Year > 0 && p.Reference.Journal.Title != "" {
			m.paper(p, said)
		}
	}
	m.lay(lay)
	return m.cases
}

// A maker makes cases.
type maker struct {
	refs     []*cite.Reference
	issues   map[issue][]*cite.Reference
	journals map[string][]*cite.Reference // by folded name
	authors  map[string][]*cite.Reference // by family name
	ids      map[cite.ID]bool
	near     *neighbourhood

	all       *match.Index // all refs
	fewer     *match.Index // without those withheld
	withheld  map[*cite.Reference]bool
	marked    *match.Index // all refs, some of them marked as retracted
	retracted map[*cite.Reference]bool

	layFewer    *match.Index // without the records of lay sentences that have a twin left
	layWithheld map[*cite.Reference]bool

	cases []Case
}

// An issue is a journal's lawful year.
type issue struct {
	journal string
	year    int
}

func journalKey(r *cite.Reference) string { return cmp.Or(r.Journal.NLM, cite.Fold(r.Journal.Title)) }

// withhold makes a library that lacks some records of which another of the
// same journal and year is left.
func (m *maker) withhold() {
	m.withheld = map[*cite.Reference]bool{}
	for _, r := range m.refs {
		d := newDice("withhold", string(r.PMID))
		others := slices.DeleteFunc(slices.Clone(m.issues[issue{journalKey(r), r.Year}]), func(o *cite.Reference) bool { return o == r || m.withheld[o] })
		if len(others) > 0 && d.chance(70) {
			m.withheld[r] = true
		}
	}
	m.fewer = index(slices.DeleteFunc(slices.Clone(m.refs), func(r *cite.Reference) bool { return m.withheld[r] }))
}

// retract makes a library in which some more records are retracted, as PubMed
// says it: the records of a real export have too few of them to measure by.
func (m *maker) retract() {
	m.retracted = map[*cite.Reference]bool{}
	refs := slices.Clone(m.refs)
	for i, r := range refs {
		switch d := newDice("retract", string(r.PMID)); {
		case isRetracted(r):
			m.retracted[r] = true
		case d.roll(100) < 8 && len(r.Notices) == 0:
			copied := *r
			copied.Types = append(slices.Clone(r.Types), "Retracted Publication")
			copied.Notices = []cite.Notice{{Kind: cite.Retraction, Year: r.Year + 2}}
			copied.Verified.Sum = copied.Sum()
			refs[i], m.retracted[r] = &copied, true
		}
	}
	m.marked = index(refs)
}

func isRetracted(r *cite.Reference) bool {
	return slices.ContainsFunc(r.Notices, func(n cite.Notice) bool { return n.Kind == cite.Retraction })
}

// shares are how many of a hundred papers give a case of a class.
var shares = map[*Class]int{
	correct: 75, electronic: 100, withID: 18, idAlone: 18, authorYear: 30, listed: 18,
	yearFar: 25, yearNear: 25, journalOther: 25, journalNear: 35, subjectOther: 20, subjectTwin: 100, idOther: 18, idTwin: 60, idUnknown: 15,
	idAloneOther: 15, subjectKin: 100, authorYearOff: 18, authorOther: 18, listedOtherID: 18, listedOther: 12, retracted: 100,
}

// paper makes the cases of one paper.
func (m *maker) paper(p *Paper, said []string) {
	for _, c := range Classes {
		d := newDice(c.Name, string(p.Reference.PMID))
		if !d.chance(shares[c]) {
			continue
		}
		w := work{maker: m, Paper: p, class: c, dice: d, claim: reword(one(d, said), d), library: m.all}
		w.naming = newNaming(p.Reference, d)
		if make, ok := makers[c]; ok {
			make(&w)
		}
	}
}

// A work is a case in the making.
type work struct {
	*maker
	*Paper
	class   *Class
	dice    *dice
	claim   string
	naming  naming
	wording wording
	library *match.Index
}

// add makes the case of a text. answer is the record that it names, nil where
// it names none.
func (w *work) add(text string, answer *cite.Reference) {
	c := Case{Class: w.class, Record: w.Reference.PMID, Library: w.library, Text: page(text, w.Abstract, w.dice), Claim: text, Wording: string(w.wording)}
	if answer != nil {
		c.Answer = answer.Key
	}
	w.cases = append(w.cases, c)
}

// say words the claim in one of ws.
func (w *work) say(ws []wording) string {
	w.wording = one(w.dice, ws)
	return w.naming.say(w.wording, w.claim, w.Abstract, w.dice)
}

// withID is a claim that names journal or authors, and year, with an id: that
// of a link, or one behind the words.
func (w *work) withID(id cite.ID) string {
	w.naming.id = id
	switch {
	case w.dice.chance(20):
		return w.say(byLink)
	case w.dice.chance(20) && len(w.naming.authors) > 0:
		return w.say(byNames)
	}
	text, mark := w.say(byJournal), bracketed(id, w.dice)
	switch stem, full := strings.CutSuffix(text, "."); {
	case full && w.dice.chance(60):
		return stem + " " + mark + "."
	case strings.HasPrefix(text, "|"):
		return strings.Replace(text, ") |", ") "+mark+" |", 1)
	}
	return text + " " + mark
}

// makers make the cases of each class; where a paper gives none, they add
// nothing.
var makers = map[*Class]func(w *work){
	correct: func(w *work) { w.add(w.say(byJournal), w.Reference) },
	electronic: func(w *work) {
		if w.Reference.Epub != 0 && w.Reference.Epub != w.Reference.Year {
			w.naming.year = w.Reference.Epub
			w.add(w.say(byJournal), w.Reference)
		}
	},
	withID:  func(w *work) { w.add(w.withID(w.naming.id), w.Reference) },
	idAlone: func(w *work) { w.add(w.say(byID), w.Reference) },
	authorYear: func(w *work) {
		if len(w.naming.authors) > 0 {
			w.add(w.say(byAuthors), w.Reference)
		}
	},
	listed: func(w *work) { w.add(w.list(w.Reference, w.naming.id), w.Reference) },
	yearFar: func(w *work) {
		w.otherYear(2+w.dice.roll(5), byJournal, w.journals[cite.Fold(w.Reference.Journal.Title)])
	},
	yearNear: func(w *work) { w.otherYear(1, byJournal, w.journals[cite.Fold(w.Reference.Journal.Title)]) },
	journalOther: func(w *work) {
		w.withOther(func(o *cite.Reference) bool {
			return journalKey(o) != journalKey(w.Reference) && !w.kin(w.journals[cite.Fold(o.Journal.Title)], 0) && !isNear(tellingWords(cite.Fold(o.Journal.Display())), tellingWords(cite.Fold(w.Reference.Journal.Display())))
		}, func(o *cite.Reference) {
			w.naming.journal = journalName(o.Journal, w.dice)
			w.add(w.say(byJournal), nil)
		})
	},
	journalNear: func(w *work) {
		names := slices.DeleteFunc(slices.Clone(w.near.of(w.Reference.Journal)), func(name string) bool { return w.kin(w.journals[cite.Fold(name)], 0) })
		if len(names) > 0 {
			w.naming.journal = one(w.dice, names)
			w.add(w.say(byJournal), nil)
		}
	},
	subjectOther: func(w *work) {
		w.withOther(w.unlike, func(o *cite.Reference) {
			w.naming.journal, w.naming.year = journalName(o.Journal, w.dice), o.Year
			w.add(w.say(byJournal), nil)
		})
	},
	subjectTwin: func(w *work) { w.twin(false) },
	subjectKin:  func(w *work) { w.twin(true) },
	idOther: func(w *work) {
		w.withOther(w.unlike, func(o *cite.Reference) { w.add(w.withID(one(w.dice, plainIDs(o))), nil) })
	},
	idTwin: func(w *work) {
		if twins := w.twins(); len(twins) > 0 {
			w.naming.authors = nil // the words fit the other record too
			w.add(w.withID(one(w.dice, plainIDs(one(w.dice, twins)))), nil)
		}
	},
	idUnknown: func(w *work) { w.add(w.withID(w.unknown()), nil) },
	idAloneOther: func(w *work) {
		w.withOther(w.unlike, func(o *cite.Reference) {
			w.naming.id = one(w.dice, plainIDs(o))
			w.add(w.say(byID), nil)
		})
	},
	authorYearOff: func(w *work) {
		if len(w.naming.authors) > 0 {
			w.otherYear(2+w.dice.roll(5), byAuthors, w.authors[w.naming.authors[0]])
		}
	},
	authorOther: func(w *work) {
		own := families(w.Reference)
		w.withOther(func(o *cite.Reference) bool {
			names := families(o)
			return len(names) > 0 && w.unlike(o) && !slices.ContainsFunc(names, func(n string) bool { return slices.Contains(own, n) }) && !w.kin(w.authors[names[0]], 0)
		}, func(o *cite.Reference) {
			w.naming.authors = families(o)
			w.add(w.say(byAuthorsAlone), nil) // a journal beside them would be another mistake
		})
	},
	listedOtherID: func(w *work) {
		w.withOther(w.unlike, func(o *cite.Reference) { w.add(w.list(w.Reference, one(w.dice, plainIDs(o))), nil) })
	},
	listedOther: func(w *work) {
		w.withOther(w.unlike, func(o *cite.Reference) { w.add(w.list(o, one(w.dice, plainIDs(o))), nil) })
	},
	retracted: func(w *work) {
		if w.retracted[w.Reference] {
			w.library = w.marked
			ws := slices.Concat(byJournal, byID)
			if len(w.naming.authors) > 0 {
				ws = append(ws, byAuthors...)
			}
			w.add(w.say(ws), w.Reference)
		}
	},
}

// otherYear names a year off by so much, in one of ws, that is not lawful and
// not to come. named are the works that the other words name: of that year none
// may be akin to the paper, as it would be a right answer.
func (w *work) otherYear(by int, ws []wording, named []*cite.Reference) {
	years := w.Reference.Years()
	if w.dice.chance(50) {
		by = -by
	}
	for _, y := range []int{w.Reference.Year + by, w.Reference.Year - by} {
		if y <= lastYear && apart(years, y) >= min(2, max(by, -by)) && !w.kin(named, y) {
			w.naming.year = y
			w.add(w.say(ws), nil)
			return
		}
	}
}

// kin reports whether one of refs, of those that are lawfully of year y unless
// it is 0, is akin to the paper.
func (w *work) kin(refs []*cite.Reference, y int) bool {
	return slices.ContainsFunc(refs, func(o *cite.Reference) bool {
		return o != w.Reference && (y == 0 || slices.Contains(o.Years(), y)) && akin(o, w.Reference)
	})
}

// apart is how far y is from the nearest of years.
func apart(years []int, y int) int {
	least := 1 << 20
	for _, other := range years {
		least = min(least, max(y-other, other-y))
	}
	return least
}

// withOther hands on another record of the library that fits, if some throws
// find one.
func (w *work) withOther(fits func(*cite.Reference) bool, use func(*cite.Reference)) {
	for range throws {
		o := one(w.dice, w.refs)
		if o != w.Reference && o.Year > 0 && o.Journal.Title != "" && fits(o) {
			use(o)
			return
		}
	}
}

const throws = 200

// unlike reports whether o has another journal and other years than the
// paper, and is about something else.
func (w *work) unlike(o *cite.Reference) bool {
	return journalKey(o) != journalKey(w.Reference) && !slices.ContainsFunc(o.Years(), func(y int) bool { return slices.Contains(w.Reference.Years(), y) }) && !akin(o, w.Reference)
}

// twins are the other records of the paper's journal and issue year that are
// about something else.
func (w *work) twins() []*cite.Reference {
	return slices.DeleteFunc(slices.Clone(w.issues[issue{journalKey(w.Reference), w.Reference.Year}]), func(o *cite.Reference) bool {
		return o == w.Reference || akin(o, w.Reference)
	})
}

// twin makes a case of a paper that the library lacks, where others of its
// journal and year are left: none of them akin to it, or some.
func (w *work) twin(kin bool) {
	left := slices.DeleteFunc(slices.Clone(w.issues[issue{journalKey(w.Reference), w.Reference.Year}]), func(o *cite.Reference) bool { return w.withheld[o] })
	if w.withheld[w.Reference] && slices.ContainsFunc(left, func(o *cite.Reference) bool { return akin(o, w.Reference) }) == kin {
		w.library = w.fewer
		w.add(w.say(byJournal), nil)
	}
}

// akin reports whether two records are about nearly the same thing: two MeSH
// descriptors that tell something, or two such words of the title, are the same.
func akin(a, b *cite.Reference) bool {
	n := 0
	for _, m := range a.MeSH {
		if slices.Contains(b.MeSH, m) && !checkTags[m] {
			n++
		}
	}
	if n >= 2 {
		return true
	}
	n = 0
	stems := terms.Stems(b.Title)
	for _, s := range terms.Stems(a.Title) {
		if terms.Weight(s) >= telling && slices.Contains(stems, s) {
			n++
		}
	}
	return n >= 2
}

// telling is the weight of a stem that a tenth of all records have.
const telling = 330

// checkTags are the descriptors that indexers put on every record they fit.
var checkTags = map[string]bool{
	"Humans": true, "Animals": true, "Male": true, "Female": true, "Adult": true, "Aged": true, "Middle Aged": true, "Young Adult": true, "Adolescent": true,
	"Child": true, "Child, Preschool": true, "Infant": true, "Infant, Newborn": true, "Aged, 80 and over": true, "Pregnancy": true, "Mice": true, "Rats": true,
	"Time Factors": true, "Risk Factors": true, "Treatment Outcome": true, "Follow-Up Studies": true, "Retrospective Studies": true, "Prospective Studies": true,
	"United States": true, "Models, Biological": true, "Cells, Cultured": true, "Reproducibility of Results": true, "Algorithms": true, "Software": true,
}

// unknown is an id that the library does not have.
func (w *work) unknown() cite.ID {
	for {
		n := strconv.Itoa(10_000_000 + w.dice.roll(28_000_000))
		id := one(w.dice, []cite.ID{{Kind: cite.KindPMID, Value: n}, {Kind: cite.KindPMCID, Value: "PMC" + n[:7]}, {Kind: cite.KindDOI, Value: "10.1016/j.unknown." + n[:4] + "." + n[4:]}})
		if !w.ids[id] {
			return id
		}
	}
}
