package cite

import "stet/internal/source"

// A Reference is the bibliographic record of one work.
type Reference struct {
	Key   string // its name in prose; without one in the file, its first id ("pmid:33808247")
	PMID  PMID
	PMCID PMCID
	DOI   DOI

	Title   string
	Authors []string // as PubMed gives them, "Fiorentini D"; a group by its whole name
	Journal Journal

	Year      int   // issue year; 0 if unknown
	Epub      int   // year of electronic publication; 0 if PubMed has none
	AlsoYears []int // further lawful years, as of an issue dated "1998 Dec-1999 Jan"

	Volume string
	Issue  string
	Pages  string

	Types   []string // PubMed publication types
	MeSH    []string // MeSH descriptors
	Terms   []string // word stems of the abstract, rarest first
	Numbers []string // quantities that the abstract states
	Notices []Notice

	URL      string // of a source that PubMed does not hold
	Verified Verification

	Span source.Span     // the entry in the library file
	Pos  source.Position // where the entry starts
}

// A Journal is what a record says of the journal it appeared in.
type Journal struct {
	Title string // NLM catalog title, with its qualifier: "Lancet (London, England)"
	Abbr  string // MEDLINE abbreviation: "Lancet"
	ISSN  string
	NLM   string // NLM unique id, the journal's identity
}

// A Notice says that a publication touched another: a retraction, an
// expression of concern, an erratum or an update.
type Notice struct {
	Kind string // "retraction", "concern", "erratum" or "update"
	ID   ID     // of the notice, if it has one
	Year int
}

// A Verification is who vouches for a record. Stet alone writes it.
type Verification struct {
	At   source.Date
	From string // "pubmed", "pubmed-xml" or "editor"
	By   string // the editor, where From is "editor"
	Sum  string // Sum of the record when it was verified
}

// Years are the lawful years of r, ascending and without repeats: the issue's,
// the electronic publication's and AlsoYears.
func (r *Reference) Years() []int { panic("cite: not written yet") }

// IDs are the ids of r: PMID, PMCID, DOI, in that order, those it has.
func (r *Reference) IDs() []ID { panic("cite: not written yet") }

// Sum is a digest over the bibliographic fields of r, in hex: ids, title, authors, journal,
// years, volume, issue, pages and types. It does not depend on how the file
// writes them.
func (r *Reference) Sum() string { panic("cite: not written yet") }

// State says whether r is verified.
func (r *Reference) State() State { panic("cite: not written yet") }

// A State is the standing of a record.
type State int

const (
	Unverified State = iota // nobody vouched for it
	Edited                  // changed since it was verified
	Verified                // verified, and unchanged since
)
