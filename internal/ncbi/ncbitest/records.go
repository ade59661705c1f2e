package ncbitest

import (
	"compress/gzip"
	_ "embed"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Records are what a fake holds. They are taken apart here by other means than
// package ncbi has, so that the two check each other.
type Records struct {
	byPMID map[string]*record
	order  []string // PMIDs, in the order of their files
}

// A record is one of PubMed's: its text, and what can be searched for.
type record struct {
	PMIDs     []string `xml:"MedlineCitation>PMID"` // its own comes first
	BookPMID  string   `xml:"BookDocument>PMID"`
	Title     markup   `xml:"MedlineCitation>Article>ArticleTitle"`
	BookTitle markup   `xml:"BookDocument>Book>BookTitle"`
	Chapter   markup   `xml:"BookDocument>ArticleTitle"`
	Abstract  []markup `xml:"MedlineCitation>Article>Abstract>AbstractText"`
	Journal   string   `xml:"MedlineCitation>Article>Journal>Title"`
	ISO       string   `xml:"MedlineCitation>Article>Journal>ISOAbbreviation"`
	TA        string   `xml:"MedlineCitation>MedlineJournalInfo>MedlineTA"`
	NLM       string   `xml:"MedlineCitation>MedlineJournalInfo>NlmUniqueID"`
	ISSN      string   `xml:"MedlineCitation>Article>Journal>ISSN"`
	Linking   string   `xml:"MedlineCitation>MedlineJournalInfo>ISSNLinking"`
	Volume    string   `xml:"MedlineCitation>Article>Journal>JournalIssue>Volume"`
	Issue     string   `xml:"MedlineCitation>Article>Journal>JournalIssue>Issue"`
	Year      string   `xml:"MedlineCitation>Article>Journal>JournalIssue>PubDate>Year"`
	FreeDate  string   `xml:"MedlineCitation>Article>Journal>JournalIssue>PubDate>MedlineDate"`
	BookYear  string   `xml:"BookDocument>Book>PubDate>Year"`
	EpubYear  string   `xml:"MedlineCitation>Article>ArticleDate>Year"`
	Pages     string   `xml:"MedlineCitation>Article>Pagination>MedlinePgn"`
	Authors   []author `xml:"MedlineCitation>Article>AuthorList>Author"`
	Types     []string `xml:"MedlineCitation>Article>PublicationTypeList>PublicationType"`
	MeSH      []string `xml:"MedlineCitation>MeshHeadingList>MeshHeading>DescriptorName"`
	Links     []link   `xml:"MedlineCitation>CommentsCorrectionsList>CommentsCorrections"`
	IDs       []id     `xml:"PubmedData>ArticleIdList>ArticleId"`
	Locations []string `xml:"MedlineCitation>Article>ELocationID"`

	PMID  string `xml:"-"`
	block string // its element, byte for byte
	words string // all that a search looks through, in lower case, words single-spaced
}

type markup struct {
	Inner string `xml:",innerxml"`
}

type author struct {
	Last       string `xml:"LastName"`
	Initials   string `xml:"Initials"`
	Collective string `xml:"CollectiveName"`
}

type link struct {
	Type   string `xml:"RefType,attr"`
	Source string `xml:"RefSource"`
	PMID   string `xml:"PMID"`
	Note   string `xml:"Note"`
}

type id struct {
	Type  string `xml:"IdType,attr"`
	Value string `xml:",chardata"`
}

//go:embed testdata/records.xml
var own []byte

// Own are the project's own records: real metadata, and abstracts that were
// written for the tests.
func Own() *Records {
	r := &Records{byPMID: map[string]*record{}}
	if err := r.Add(own); err != nil {
		panic(err) // the file is part of the package
	}
	return r
}

// All are the project's own records and those of Real. Of a record that both
// have, the own one is held.
func All() (*Records, error) {
	r, err := Real()
	if err != nil {
		return nil, err
	}
	return r, r.Add(own)
}

// Real are the records of the collection in the folder that the environment's
// DATA names; none without it.
func Real() (*Records, error) {
	r, err := real()
	if err != nil {
		return nil, err
	}
	return &Records{byPMID: maps.Clone(r.byPMID), order: slices.Clone(r.order)}, nil
}

var real = sync.OnceValues(func() (*Records, error) {
	r := &Records{byPMID: map[string]*record{}}
	dir := os.Getenv("DATA")
	if dir == "" {
		return r, nil
	}
	packed, err := os.Open(filepath.Join(dir, "pubmed-xml", "merged.xml.gz"))
	if err != nil {
		return nil, err
	}
	defer packed.Close()
	plain, err := gzip.NewReader(packed)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(plain)
	if err != nil {
		return nil, err
	}
	return r, r.Add(text)
})

// PMIDs are those of all records, in order.
func (r *Records) PMIDs() []string { return slices.Clone(r.order) }

// XML is the element of a record, byte for byte; empty for one that is not
// there.
func (r *Records) XML(pmid string) string {
	if rec := r.byPMID[pmid]; rec != nil {
		return rec.block
	}
	return ""
}

// Add adds the records of a PubMed export; one that is there is replaced.
func (r *Records) Add(export []byte) error {
	for _, element := range []string{"PubmedArticle", "PubmedBookArticle"} {
		rest := string(export)
		for {
			i := strings.Index(rest, "<"+element+">")
			if i < 0 {
				break
			}
			end := strings.Index(rest, "</"+element+">")
			if end < i {
				return fmt.Errorf("a %s does not end", element)
			}
			end += len("</" + element + ">")
			if err := r.addBlock(rest[i:end]); err != nil {
				return err
			}
			rest = rest[end:]
		}
	}
	return nil
}

func (r *Records) addBlock(block string) error {
	rec := &record{block: block}
	if err := xml.Unmarshal([]byte(block), rec); err != nil {
		return err
	}
	rec.PMID = rec.BookPMID
	if len(rec.PMIDs) > 0 {
		rec.PMID = strings.TrimSpace(rec.PMIDs[0])
	}
	if rec.PMID == "" {
		return fmt.Errorf("a record without a PMID: %.80s", block)
	}
	all := []string{rec.title()}
	for _, a := range rec.Abstract {
		all = append(all, bare(a.Inner))
	}
	all = append(all, rec.MeSH...)
	rec.words = words(strings.Join(all, " "))
	if r.byPMID[rec.PMID] == nil {
		r.order = append(r.order, rec.PMID)
	}
	r.byPMID[rec.PMID] = rec
	return nil
}

func (rec *record) title() string {
	for _, m := range []markup{rec.Title, rec.Chapter, rec.BookTitle} {
		if t := bare(m.Inner); t != "" {
			return t
		}
	}
	return ""
}

// id is the record's id of a type, "doi" or "pmc", without a version.
func (rec *record) id(kind string) string {
	for _, i := range rec.IDs {
		if i.Type != kind {
			continue
		}
		value := strings.TrimSpace(i.Value)
		if kind == "pmc" {
			value, _, _ = strings.Cut(value, ".")
		}
		return value
	}
	return ""
}

// years are the printed and the electronic one.
func (rec *record) years() []string {
	years := []string{rec.Year, rec.BookYear, rec.EpubYear}
	if len(rec.FreeDate) >= 4 {
		years = append(years, rec.FreeDate[:4])
	}
	return slices.DeleteFunc(years, func(y string) bool { return y == "" })
}

// bare is a text without its tags and entities.
func bare(inner string) string {
	var b strings.Builder
	d := xml.NewDecoder(strings.NewReader(inner))
	for {
		t, err := d.Token()
		if err != nil {
			return strings.Join(strings.Fields(b.String()), " ")
		}
		if text, ok := t.(xml.CharData); ok {
			b.Write(text)
		}
	}
}

// words is a text in lower case with one space around each word.
func words(s string) string {
	fields := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r > 0x7f)
	})
	return " " + strings.Join(fields, " ") + " "
}
