// Package ncbi asks the services of the National Center for Biotechnology
// Information, and reads the records that PubMed gives out, in XML.
//
// A [Client] fetches records by their ids, searches, and says of each id what
// became of it. Trouble of a service is a [*ServiceError] and never data: what
// is given out was answered whole.
//
// An export is read as a stream, one record at a time, within limits: its
// size, depth and the size of a record are bounded, and nothing in it makes
// the package open another file or address. Unknown elements are passed over,
// as PubMed adds some every year. What is no export of PubMed records (a web
// page, a list of ids, an error that PubMed answered with) is refused by name.
package ncbi

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"stet/internal/cite"
)

// An Error is something wrong at a place of an export.
type Error struct {
	Line   int // 1-based; 0 where the place is unknown, as in a damaged archive
	Column int // 1-based, in bytes
	Msg    string
	NotXML bool // the file is of another kind from its first byte on

	answer string // what PubMed said, where the error is its own
}

// Error gives "line 3, column 7: message".
func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Msg
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Msg)
}

// Records reads PubMed XML, plain or packed with gzip, as efetch gives it and
// as the baseline files hold it: a set of articles, books or both, or one of
// them alone. It yields the records in the order of the export. An error, an
// *Error or one of r, comes with a nil record and ends the sequence; an export
// that is cut short or damaged yields the whole records before the damage.
//
// A PMID that a set says is deleted is no record and is passed over.
func Records(r io.Reader) iter.Seq2[*cite.Reference, error] {
	return func(yield func(*cite.Reference, error) bool) {
		for rec, err := range Abstracts(r) {
			if !yield(rec.Reference, err) {
				return
			}
		}
	}
}

// An Abstracted is a reference with the text of its record's abstract, the
// parts of one a line each. The text is the publisher's: it is for measuring
// against, and goes into no library.
type Abstracted struct {
	Reference *cite.Reference
	Abstract  string // "" for none in English
}

// Abstracts is Records with the abstracts.
func Abstracts(r io.Reader) iter.Seq2[Abstracted, error] {
	return func(yield func(Abstracted, error) bool) {
		d, err := newDecoder(r)
		if err != nil {
			yield(Abstracted{}, err)
			return
		}
		for {
			n, err := d.next()
			if err == io.EOF {
				return
			}
			var rec Abstracted
			if err == nil {
				rec.Abstract = n.abstract()
				rec.Reference, err = n.reference()
				err = d.inRecord(err)
			}
			if !yield(rec, err) || err != nil {
				return
			}
		}
	}
}

// articleSets are the roots of PubMed's exports, records their children.
var (
	articleSets = []string{"PubmedArticleSet", "PubmedBookArticleSet"}
	records     = []string{"PubmedArticle", "PubmedBookArticle"}
)

// others are answers of NCBI that hold no records, with what to do.
var others = map[string]string{
	"pmc-articleset": "full texts of PMC",
	"article":        "a full text of PMC",
	"eSearchResult":  "the ids that a search found",
	"IdList":         "a list of ids",
	"eSummaryResult": "summaries",
	"eLinkResult":    "links",
	"eInfoResult":    "a description of a database",
	"html":           "a web page",
}

// howTo ends messages about files of another kind.
const howTo = "PubMed XML is what efetch gives with db=pubmed and retmode=xml, and efetch -format xml on the command line"

// next reads the next record; io.EOF after the last.
func (d *decoder) next() (*node, error) {
	if d.alone != nil {
		start := *d.alone
		d.alone = nil
		return d.record(start)
	}
	for {
		token, err := d.token()
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.EndElement:
			return nil, d.finish()
		case xml.StartElement:
			switch name := token.Name.Local; {
			case slices.Contains(records, name):
				return d.record(token)
			case name == "ERROR":
				return nil, d.answered(token)
			case name == "DeleteCitation":
				if err := d.deletions(token); err != nil {
					return nil, err
				}
			default:
				if err := d.skip(); err != nil {
					return nil, err
				}
			}
		case xml.CharData:
			if s := strings.TrimSpace(string(token)); s != "" {
				return nil, d.errorf("text %q stands between records: the export is damaged, fetch it again", shorten(s))
			}
		}
	}
}

// record reads the record that begins with start.
func (d *decoder) record(start xml.StartElement) (*node, error) {
	d.begun = d.place
	n, err := d.element(start)
	if err != nil {
		return nil, err
	}
	d.ended = d.xml.InputOffset()
	if d.depth == 0 {
		if err := d.finish(); err != io.EOF {
			return nil, err
		}
		d.done = true
	}
	return n, nil
}

// inRecord is an error at the start of the last record, nil for nil.
func (d *decoder) inRecord(err error) error {
	if err == nil {
		return nil
	}
	return &Error{Line: d.begun.line, Column: d.begun.column, Msg: err.Error()}
}

// deletions notes the PMIDs that a set says are deleted.
func (d *decoder) deletions(start xml.StartElement) error {
	n, err := d.element(start)
	if err != nil {
		return err
	}
	for _, id := range n.all("PMID") {
		if pmid, err := cite.ParsePMID(id.text()); err == nil {
			d.deleted = append(d.deleted, pmid)
		}
	}
	return nil
}

// open reads up to the root of the export.
func (d *decoder) open() error {
	for {
		token, err := d.token()
		switch {
		case err == io.EOF:
			return d.errorf("the export is empty; %s", howTo)
		case err != nil:
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		name := start.Name.Local
		switch {
		case slices.Contains(articleSets, name):
			return nil
		case slices.Contains(records, name):
			d.alone = &start
			return nil
		case name == "ERROR":
			return d.answered(start)
		case name == "eFetchResult":
			return d.failed()
		}
		if what := cmp.Or(others[name], others[strings.ToLower(name)]); what != "" {
			return d.errorf("<%s> holds %s, not PubMed records; %s", name, what, howTo)
		}
		return d.errorf("<%s> is no set of PubMed records, which begins with <PubmedArticleSet>; %s", name, howTo)
	}
}

// failed reads the error in an answer that holds nothing else.
func (d *decoder) failed() error {
	for {
		token, err := d.token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local == "ERROR" {
				return d.answered(token)
			}
		case xml.EndElement:
			if d.depth == 0 {
				return d.errorf("PubMed answered without any records; fetch them again")
			}
		}
	}
}

// answered is the error that PubMed answered with.
func (d *decoder) answered(start xml.StartElement) error {
	place := d.place
	n, err := d.element(start)
	if err != nil {
		return err
	}
	return &Error{Line: place.line, Column: place.column, answer: n.text(),
		Msg: fmt.Sprintf("PubMed answered with an error: %q; correct the ids or fetch them again", shorten(n.text()))}
}

// finish makes sure that nothing follows the end of the root; io.EOF if so.
func (d *decoder) finish() error {
	for {
		token, err := d.token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			return d.errorf("a second document begins with <%s> after the end of the first; give each export as a file of its own", token.Name.Local)
		case xml.CharData:
			if s := strings.TrimSpace(string(token)); s != "" {
				return d.errorf("%q follows after the end of the records; the export is damaged, fetch it again", shorten(s))
			}
		}
	}
}
