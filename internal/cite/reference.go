package cite

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"stet/internal/source"
)

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
	Terms   Terms    // of the abstract, rarest first
	Numbers []string // quantities that the abstract states
	Notices []Notice

	URL      string // of a source that PubMed does not hold
	Verified Verification

	Span source.Span     // the entry in the library file
	Pos  source.Position // where the entry starts
	End  source.Position // where the entry ends
}

// A Journal is what a record says of the journal it appeared in.
type Journal struct {
	Title string // NLM catalog title, with its qualifier: "Lancet (London, England)"
	Abbr  string // MEDLINE abbreviation: "Lancet"
	ISSN  string
	NLM   string // NLM unique id, the journal's identity
}

// Terms are word stems, written as one text with ", " between them: a list of
// strings would take three times the memory, and large libraries are terms for
// the most part.
type Terms string

// NewTerms joins stems. A comma in one parts it in two.
func NewTerms(stems []string) Terms { return Terms(strings.Join(stems, termGap)) }

const termGap = ", "

// All are the stems one by one.
func (t Terms) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest := string(t); rest != ""; {
			stem, more, _ := strings.Cut(rest, termGap)
			if !yield(stem) {
				return
			}
			rest = more
		}
	}
}

// Len is the number of stems.
func (t Terms) Len() int {
	if t == "" {
		return 0
	}
	return strings.Count(string(t), termGap) + 1
}

// A Notice says that a publication touched another: a retraction, an
// expression of concern, an erratum or an update.
type Notice struct {
	Kind string // Retraction, Concern, Erratum or Update
	ID   ID     // of the notice, if it has one
	Year int
}

// A Verification is who vouches for a record. Stet alone writes it, but for
// sources that an editor vouches for.
type Verification struct {
	At   source.Date
	From string // FromPubMed, FromXML or FromEditor
	By   string // the editor, where From is FromEditor
	Sum  string // Sum of the record when it was verified
}

// Where a verified record comes from.
const (
	FromPubMed = "pubmed"     // fetched
	FromXML    = "pubmed-xml" // imported from a PubMed export
	FromEditor = "editor"     // a source that PubMed does not hold
)

// Kinds of notices.
const (
	Retraction = "retraction"
	Concern    = "concern"
	Erratum    = "erratum"
	Update     = "update"
)

// RetractedType is PubMed's publication type of a paper that was retracted.
const RetractedType = "Retracted Publication"

// Notice is the latest notice of a kind about r, if there is one.
func (r *Reference) Notice(kind string) (latest Notice, ok bool) {
	for _, n := range r.Notices {
		if strings.EqualFold(n.Kind, kind) && (!ok || n.Year > latest.Year) {
			latest, ok = n, true
		}
	}
	return latest, ok
}

// IsRetracted reports whether the journal of r has withdrawn it, by a notice or by
// its publication type, which often comes first.
func (r *Reference) IsRetracted() bool {
	_, ok := r.Notice(Retraction)
	return ok || slices.Contains(r.Types, RetractedType)
}

// NoteRetraction adds a notice of retraction where the publication type alone
// tells of it.
func (r *Reference) NoteRetraction() {
	if _, ok := r.Notice(Retraction); !ok && r.IsRetracted() {
		r.Notices = append(r.Notices, Notice{Kind: Retraction})
	}
}

// Years are the lawful years of r, ascending and without repeats: the issue's,
// the electronic publication's and AlsoYears.
func (r *Reference) Years() []int {
	years := slices.DeleteFunc(append([]int{r.Year, r.Epub}, r.AlsoYears...), func(y int) bool { return y == 0 })
	slices.Sort(years)
	return slices.Compact(years)
}

// IDs are the ids of r: PMID, PMCID, DOI, in that order, those it has.
func (r *Reference) IDs() []ID {
	var ids []ID
	for _, id := range r.ids() {
		if id.Value != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// ids are PMID, PMCID and DOI; of those that r has not, the value is empty.
func (r *Reference) ids() [3]ID {
	return [3]ID{{KindPMID, string(r.PMID)}, {KindPMCID, string(r.PMCID)}, {KindDOI, string(r.DOI)}}
}

// defaultKey is the key of a reference that is given none: its first id.
func (r *Reference) defaultKey() string {
	if ids := r.IDs(); len(ids) > 0 {
		return ids[0].String()
	}
	return ""
}

// Sum is a digest over the bibliographic fields of r, in 16 hex digits: ids,
// title, authors, journal, years, volume, issue, pages and types, and the address
// of a source that PubMed does not hold. It does not depend on how the file
// writes them.
func (r *Reference) Sum() string {
	b := make([]byte, 0, 1024)
	add := func(values ...string) { // each with its length, so that no two records are alike
		b = binary.AppendUvarint(b, uint64(len(values)))
		for _, v := range values {
			b = binary.AppendUvarint(b, uint64(len(v)))
			b = append(b, v...)
		}
	}
	add(string(r.PMID), string(r.PMCID), string(r.DOI), r.Title)
	add(r.Authors...)
	add(r.Journal.Title, r.Journal.Abbr, r.Journal.ISSN, r.Journal.NLM)
	add(numerals([]int{r.Year, r.Epub})...)
	add(numerals(slices.Sorted(slices.Values(r.AlsoYears)))...)
	add(r.Volume, r.Issue, r.Pages)
	add(r.Types...)
	if r.PMID == "" && r.URL != "" { // where the source is, it is its id
		add(r.URL)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

func numerals(numbers []int) []string {
	out := make([]string, len(numbers))
	for i, n := range numbers {
		out[i] = strconv.Itoa(n)
	}
	return out
}

// A State is the standing of a record.
type State int

const (
	Unverified State = iota // nobody vouched for it
	Edited                  // changed since it was verified
	Verified                // verified, and unchanged since
)

// String names s as people read it.
func (s State) String() string {
	switch s {
	case Edited:
		return "edited"
	case Verified:
		return "verified"
	}
	return "unverified"
}

// State says whether r is verified. A source that an editor vouches for by
// name needs no sum; one that has a sum has to fit it like any other.
func (r *Reference) State() State {
	v := r.Verified
	switch {
	case v.At.IsZero() || v.From == "":
		return Unverified
	case v.Sum == "" && v.From == FromEditor && v.By != "":
		return Verified
	case v.Sum == "":
		return Unverified
	case v.Sum != r.Sum():
		return Edited
	}
	return Verified
}

// Line is s as one line of a record: words with single spaces between them, and
// no control characters. Records have those in place of signs that got lost
// (U+0099 in the title of PMID 32025781), and no library holds them.
func Line(s string) string {
	if strings.ContainsFunc(s, isUnprinted) {
		s = strings.Map(func(r rune) rune {
			if isUnprinted(r) {
				return -1
			}
			return r
		}, s)
	}
	return strings.Join(strings.Fields(s), " ")
}

// isUnprinted reports whether r is a control character and no white space:
// U+0085 is the end of a line.
func isUnprinted(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }
