package exam

import (
	"cmp"
	"slices"

	"stet/internal/cite"
	"stet/internal/match"
)

// lastYear is the latest year that a claim names.
const lastYear = 2026

// Material is what cases are made of.
type Material struct {
	Papers   []Paper    // the library holds them all
	Journals []string   // names of further journals, for near misses
	Lay      []Sentence // those of whose records Papers lacks give no case
	Seed     string     // another one draws other sentences and wordings
	Book     int        // the phrasebook, from 1 to Books; the first where it is 0
}

// Cases words cases from the abstracts of papers, and takes those that lay
// sentences make.
func Cases(from Material) []Case {
	m := &maker{
		seed: from.Seed, book: bookOf(from.Book).words, issues: map[issue][]*cite.Reference{}, journals: map[string][]*cite.Reference{}, authors: map[string][]*cite.Reference{},
		ids: map[cite.ID]bool{}, said: map[*cite.Reference][]string{},
	}
	papers, journals := from.Papers, slices.Clone(from.Journals)
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
	m.mark()
	for i := range papers {
		if r := papers[i].Reference; r.Year > 0 && r.Journal.Title != "" {
			m.said[r] = sentences(papers[i].Abstract)
		}
	}
	for i := range papers {
		if len(m.said[papers[i].Reference]) > 0 {
			m.paper(&papers[i])
		}
	}
	m.lay(from.Lay)
	m.onOneSubject(papers, from.Lay)
	return m.cases
}

// onOneSubject makes the cases of libraries of one subject.
func (m *maker) onOneSubject(papers []Paper, lay []Sentence) {
	of, told := map[*cite.Reference]*Paper{}, map[cite.PMID][]*Sentence{}
	for i := range papers {
		of[papers[i].Reference] = &papers[i]
	}
	for i := range lay {
		told[lay[i].PMID] = append(told[lay[i].PMID], &lay[i])
	}
	for _, s := range m.subjects() {
		m.ofSubject(&s, of, told)
	}
}

// A maker makes cases.
type maker struct {
	seed     string
	book     *phrasebook
	refs     []*cite.Reference
	issues   map[issue][]*cite.Reference
	journals map[string][]*cite.Reference // by folded name
	authors  map[string][]*cite.Reference // by family name
	ids      map[cite.ID]bool
	said     map[*cite.Reference][]string // the sentences of an abstract that can be a claim
	near     *neighbourhood

	all      *match.Index // all refs
	fewer    *match.Index // without those withheld
	withheld map[*cite.Reference]bool
	marked   *match.Index               // all refs, with something wrong with some of them
	ill      map[*cite.Reference]*Class // what is wrong with those marked

	layFewer    *match.Index // without the records of lay sentences that have a twin left
	layWithheld map[*cite.Reference]bool

	cases []Case
}

// diceFor are the dice of a record for one end.
func (m *maker) diceFor(what, record string) *dice {
	if m.seed == "" {
		return newDice(what, record)
	}
	return newDice(what, record, m.seed)
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
		d := m.diceFor("withhold", string(r.PMID))
		others := slices.DeleteFunc(slices.Clone(m.issues[issue{journalKey(r), r.Year}]), func(o *cite.Reference) bool { return o == r || m.withheld[o] })
		if len(others) > 0 && d.chance(70) {
			m.withheld[r] = true
		}
	}
	m.fewer = index(slices.DeleteFunc(slices.Clone(m.refs), func(r *cite.Reference) bool { return m.withheld[r] }))
}

// ills are what can be wrong with a source, by the class of its cases: how
// PubMed says it of a record, and of how many records in a hundred it is said
// here. Real exports have too few of them to measure by.
var ills = []struct {
	class   *Class
	notice  string // kind of a notice, "" for none
	pubType string // publication type, "" for none
	share   int
}{
	{retracted, cite.Retraction, "Retracted Publication", 8},
	{concerned, cite.Concern, "", 4},
	{superseded, cite.Update, "", 4},
	{corrected, cite.Erratum, "", 4},
	{preprinted, "", "Preprint", 4},
}

// mark makes a library in which something is wrong with some records.
func (m *maker) mark() {
	m.ill = map[*cite.Reference]*Class{}
	refs := slices.Clone(m.refs)
	for i, r := range refs {
		roll := m.diceFor("retract", string(r.PMID)).roll(100)
		for _, ill := range ills {
			if has := ill.notice != "" && slices.ContainsFunc(r.Notices, func(n cite.Notice) bool { return n.Kind == ill.notice }); has {
				m.ill[r] = ill.class
				break
			}
			if roll -= ill.share; roll >= 0 || len(r.Notices) > 0 {
				continue
			}
			copied := *r
			if ill.pubType != "" {
				copied.Types = append(slices.Clone(r.Types), ill.pubType)
			}
			if ill.notice != "" {
				copied.Notices = []cite.Notice{{Kind: ill.notice, Year: r.Year + 2}}
			}
			copied.Verified.Sum = copied.Sum()
			refs[i], m.ill[r] = &copied, ill.class
			break
		}
	}
	m.marked = index(refs)
}
