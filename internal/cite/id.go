// Package cite holds what stet knows of references: their ids, their journals,
// the records themselves and the library they form, which is read from and
// edited in citations.yaml.
package cite

// A PMID is a PubMed id: one to eight digits without a leading zero.
type PMID string

// A PMCID is a PubMed Central id with its prefix and without a version:
// "PMC8065437". PMIDs and PMCIDs share digits; one is never read as the other.
type PMCID string

// A DOI is a digital object identifier in lower case, without a resolver.
type DOI string

// A Kind is the kind of an ID.
type Kind uint8

const (
	NoID Kind = iota
	KindPMID
	KindPMCID
	KindDOI
	KindURL // the page of a paper whose address holds no id
)

// An ID names a work. The zero ID names none. IDs are comparable.
type ID struct {
	Kind  Kind
	Value string // as PMID, PMCID and DOI write it; for a URL the address
}

// String writes id as reports do: "pmid:33808247", "pmcid:PMC8065437",
// "doi:10.3390/nu13041136", "url:https://...".
func (id ID) String() string { panic("cite: not written yet") }

// MarshalText writes id as String does.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// ParseID reads an id as an author writes it between brackets: "pmid:29480918",
// "PMC8065437", "pmcid:PMC8065437", "doi:10.3390/nu13041136" and a resolver's
// address. The error says what is wrong and, for a swapped id, what was meant.
// It does not look like an id at all if IsID(s) is false.
func ParseID(s string) (ID, error) { panic("cite: not written yet") }

// IsID reports whether s is written as an id, well formed or not, rather than
// as a reference's key.
func IsID(s string) bool { panic("cite: not written yet") }

// ParseLink says which work a link leads to. ok is false for addresses that
// lead to no paper (shops, news, searches). An address of PubMed, PMC, Europe
// PMC or doi.org, or a publisher's page with a DOI in its path, gives that id;
// another paper's page gives a KindURL id; a malformed id gives an error.
func ParseLink(url string) (id ID, ok bool, err error) { panic("cite: not written yet") }
