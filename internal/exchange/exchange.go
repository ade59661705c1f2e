// Package exchange reads and writes references in the formats that reference
// managers exchange: RIS, nbib (the text form of MEDLINE), BibTeX and CSL-JSON.
//
// What is read is nobody's word for anything: no record comes out verified.
// Fields that a format has no place for are lost in it; the table at Lost says
// which. Abstracts are not kept, only their stems and quantities, as of every
// other record.
package exchange

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"stet/internal/cite"
	"stet/internal/source"
	"stet/internal/terms"
)

// A Format is a way to write references.
type Format string

// The formats, by the names that --format takes.
const (
	RIS    Format = "ris"      // of Research Information Systems; all reference managers have it
	Nbib   Format = "nbib"     // MEDLINE's, as PubMed saves it
	BibTeX Format = "bibtex"   // LaTeX's, with the fields of biblatex
	CSL    Format = "csl-json" // that of the Citation Style Language, as Zotero and pandoc have it
)

// Formats are all formats, in the order of messages.
var Formats = []Format{CSL, RIS, BibTeX, Nbib}

// Lost are the fields of a reference, as citations.yaml names them, that a
// format has no place for.
var Lost = map[Format][]string{
	RIS:    {"nlm", "epub", "also_years", "types", "terms", "numbers", "notices", "verified"},
	Nbib:   {"key", "terms", "numbers", "url", "verified"},
	BibTeX: {"nlm", "epub", "also_years", "types", "terms", "numbers", "notices", "verified"},
	CSL:    {"terms", "numbers", "notices", "verified"},
}

// A Note is something in a file that could not be taken over as it is.
type Note struct {
	Line int // 1-based
	Msg  string
}

// Detect tells the format of a file by its content, or by its name where the
// content does not tell.
func Detect(name string, b []byte) (Format, bool) {
	text := bytes.TrimLeft(bytes.TrimPrefix(b, []byte(source.BOM)), " \t\r\n")
	switch {
	case bytes.HasPrefix(text, []byte("[")) || bytes.HasPrefix(text, []byte("{")):
		return CSL, true
	case tagOf(firstLine(text), 2) == "TY":
		return RIS, true
	case tagOf(firstLine(text), 4) == "PMID":
		return Nbib, true
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".ris":
		return RIS, true
	case ".nbib", ".medline":
		return Nbib, true
	case ".bib", ".bibtex":
		return BibTeX, true
	case ".json":
		return CSL, true
	}
	if i := bytes.IndexByte(text, '@'); i == 0 || i > 0 && (text[0] == '%' || bytes.Contains(text[:i], []byte("\n"))) {
		if open := bytes.IndexByte(text[i:], '{'); open > 1 && open < 20 {
			return BibTeX, true
		}
	}
	return "", false
}

func firstLine(b []byte) string {
	line, _, _ := bytes.Cut(b, []byte("\n"))
	return string(line)
}

// Read reads the references of f. A file that is not of the format at all is an
// error; what is wrong with single fields is noted, 50 times at most, and the rest
// is taken.
func Read(f *source.File, format Format) ([]*cite.Reference, []Note, error) {
	r := reader{file: f}
	var err error
	switch format {
	case RIS:
		err = r.ris()
	case Nbib:
		err = r.nbib()
	case BibTeX:
		err = r.bibtex()
	case CSL:
		err = r.csl()
	default:
		err = fmt.Errorf("unknown format %q", format)
	}
	return r.refs, r.shownNotes(), err
}

// maxNotes is how many notes are given of a file.
const maxNotes = 50

// shownNotes are the notes, or the first of them and how many there are more.
func (r *reader) shownNotes() []Note {
	if len(r.notes) <= maxNotes {
		return r.notes
	}
	last := Note{r.notes[maxNotes-1].Line, fmt.Sprintf("and %d more", len(r.notes)-maxNotes+1)}
	return append(r.notes[:maxNotes-1:maxNotes-1], last)
}

// Write writes refs in a format. It ends with a line feed.
func Write(refs []*cite.Reference, format Format) []byte {
	switch format {
	case RIS:
		return writeRIS(refs)
	case Nbib:
		return writeNbib(refs)
	case BibTeX:
		return writeBibTeX(refs)
	}
	return writeCSL(refs)
}

// A reader collects what one file holds.
type reader struct {
	file  *source.File
	refs  []*cite.Reference
	notes []Note
}

func (r *reader) notef(line int, format string, args ...any) {
	r.notes = append(r.notes, Note{line, fmt.Sprintf(format, args...)})
}

// add takes a reference that begins on a line, unless it says nothing.
func (r *reader) add(ref *cite.Reference, line int) {
	if len(ref.IDs()) == 0 && ref.Title == "" {
		r.notef(line, "a reference without title and id is left out")
		return
	}
	ref.Key = usableKey(ref.Key, ref)
	if ref.URL != "" && ref.PMID != "" {
		ref.URL = "" // PubMed's record is the address
	}
	ref.Types, ref.MeSH = distinct(ref.Types), distinct(ref.MeSH)
	r.refs = append(r.refs, ref)
}

// usableKey is key as prose may cite it, "" if it stands for an id.
func usableKey(key string, ref *cite.Reference) string {
	key = strings.Map(func(c rune) rune {
		if strings.ContainsRune("_-.:/+", c) || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80 {
			return c
		}
		return -1
	}, key)
	if cite.IsID(key) || !strings.ContainsFunc(key, func(c rune) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80 }) {
		key = ""
	}
	if ids := ref.IDs(); key == "" && len(ids) > 0 {
		return ids[0].String()
	}
	return key
}

// setID takes an id of that kind into ref.
func (r *reader) setID(ref *cite.Reference, kind cite.Kind, text string, line int) {
	text = strings.TrimSpace(text)
	if text == "" {
		return
	}
	var err error
	switch kind {
	case cite.KindPMID:
		var id cite.PMID
		if id, err = cite.ParsePMID(text); err == nil {
			ref.PMID = id
		}
	case cite.KindPMCID:
		var id cite.PMCID
		if id, err = cite.ParsePMCID(text); err == nil {
			ref.PMCID = id
		}
	case cite.KindDOI:
		var id cite.DOI
		if id, err = cite.ParseDOI(text); err == nil && ref.DOI == "" {
			ref.DOI = id
		}
	}
	if err != nil {
		r.notef(line, "%v", err)
	}
}

// setURL takes an address: the id that it holds, or else itself.
func (r *reader) setURL(ref *cite.Reference, address string) {
	address = strings.TrimSpace(address)
	id, ok, err := cite.ParseLink(address)
	switch {
	case ok && err == nil && id.Kind == cite.KindPMID && ref.PMID == "":
		ref.PMID = cite.PMID(id.Value)
	case ok && err == nil && id.Kind == cite.KindPMCID && ref.PMCID == "":
		ref.PMCID = cite.PMCID(id.Value)
	case ok && err == nil && id.Kind == cite.KindDOI && ref.DOI == "":
		ref.DOI = cite.DOI(id.Value)
	case ok && err == nil && id.Kind != cite.KindURL:
	case ref.URL == "" && strings.HasPrefix(address, "http") && !strings.ContainsAny(address, " \"<>"):
		ref.URL = address
	}
}

// setYear takes the year in a date, and notes a date without one.
func (r *reader) setYear(ref *cite.Reference, date string, line int) {
	years := yearsIn(date)
	switch {
	case len(years) > 0 && ref.Year == 0:
		ref.Year = years[0]
		ref.AlsoYears = append(ref.AlsoYears, years[1:]...)
	case len(years) == 0 && strings.TrimSpace(date) != "":
		r.notef(line, "date %q holds no year", date)
	}
}

// distinct is list without repeats and empty texts.
func distinct(list []string) []string {
	seen := map[string]bool{"": true}
	return slices.DeleteFunc(list, func(s string) bool {
		repeated := seen[s]
		seen[s] = true
		return repeated
	})
}

func setAbstract(ref *cite.Reference, text string) {
	if text = strings.TrimSpace(text); text != "" {
		stems, numbers := terms.Abstract(text)
		ref.Terms, ref.Numbers = cite.NewTerms(stems), numbers
	}
}

// yearsIn are the years in a free text, in order and without repeats.
func yearsIn(s string) []int {
	var years []int
	for _, word := range strings.FieldsFunc(s, func(c rune) bool { return c < '0' || c > '9' }) {
		if len(word) < 4 {
			continue
		}
		y := 0
		for _, c := range word[:4] {
			y = 10*y + int(c-'0')
		}
		if whole := len(word) == 4 || len(word) == 8; whole && y >= 1500 && y <= 2199 && !slices.Contains(years, y) {
			years = append(years, y)
		}
	}
	return years
}

// trimTitle drops the final full stop of a title.
func trimTitle(s string) string {
	s = cite.Line(s)
	if inner, ok := strings.CutSuffix(s, ".]"); ok {
		return inner + "]"
	}
	if cut, ok := strings.CutSuffix(s, "."); ok && !strings.HasSuffix(cut, ".") {
		return strings.TrimSpace(cut)
	}
	return s
}
