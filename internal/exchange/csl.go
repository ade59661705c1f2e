package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"stet/internal/cite"
	"stet/internal/source"
)

// A cslItem is an item of CSL-JSON, version 1.0.2. Numbers may be written as
// text and text as numbers.
type cslItem struct {
	ID        cslText    `json:"id,omitempty"`
	Type      string     `json:"type,omitempty"`
	Author    []cslName  `json:"author,omitempty"`
	Editor    []cslName  `json:"editor,omitempty"`
	Title     cslText    `json:"title,omitempty"`
	Container cslText    `json:"container-title,omitempty"`
	Short     cslText    `json:"container-title-short,omitempty"`
	Abbr      cslText    `json:"journalAbbreviation,omitempty"`
	ISSN      cslText    `json:"ISSN,omitempty"`
	Issued    *cslDate   `json:"issued,omitempty"`
	Available *cslDate   `json:"available-date,omitempty"`
	Volume    cslText    `json:"volume,omitempty"`
	Issue     cslText    `json:"issue,omitempty"`
	Page      cslText    `json:"page,omitempty"`
	Number    cslText    `json:"number,omitempty"`
	DOI       cslText    `json:"DOI,omitempty"`
	PMID      cslText    `json:"PMID,omitempty"`
	PMCID     cslText    `json:"PMCID,omitempty"`
	URL       cslText    `json:"URL,omitempty"`
	Abstract  cslText    `json:"abstract,omitempty"`
	Custom    *cslCustom `json:"custom,omitempty"`
}

// A cslCustom is what CSL has no names for.
type cslCustom struct {
	NLM       cslText  `json:"nlm,omitempty"`
	AlsoYears []int    `json:"also_years,omitempty"`
	Types     []string `json:"types,omitempty"`
	MeSH      []string `json:"mesh,omitempty"`
}

type cslName struct {
	Family      string `json:"family,omitempty"`
	Given       string `json:"given,omitempty"`
	Suffix      string `json:"suffix,omitempty"`
	Dropping    string `json:"dropping-particle,omitempty"`
	NonDropping string `json:"non-dropping-particle,omitempty"`
	Literal     string `json:"literal,omitempty"`
}

type cslDate struct {
	Parts   [][]cslPart `json:"date-parts,omitempty"`
	Raw     string      `json:"raw,omitempty"`
	Literal string      `json:"literal,omitempty"`
}

// A cslText is a text; Crossref gives lists of one where CSL has texts.
type cslText string

func (t *cslText) UnmarshalJSON(b []byte) error {
	var list []json.RawMessage
	if bytes.HasPrefix(b, []byte("[")) {
		if err := json.Unmarshal(b, &list); err != nil {
			return err
		}
		if len(list) == 0 {
			return nil
		}
		b = list[0]
	}
	var s string
	if err := json.Unmarshal(b, &s); err == nil {
		*t = cslText(s)
		return nil
	}
	var n json.Number
	if err := json.Unmarshal(b, &n); err != nil {
		return fmt.Errorf("a text or a number is expected, not %.20s", b)
	}
	*t = cslText(n.String())
	return nil
}

func (t cslText) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(string(t))
	return bytes.TrimSpace(b.Bytes()), err
}

// A cslPart is a number of a date, which some write as text.
type cslPart string

func (p *cslPart) UnmarshalJSON(b []byte) error { return (*cslText)(p).UnmarshalJSON(b) }

func (p cslPart) MarshalJSON() ([]byte, error) { return []byte(p), nil }

// csl reads a list of items, or one item alone.
func (r *reader) csl() error {
	text := bytes.TrimSpace(bytes.TrimPrefix(r.file.Bytes, []byte(source.BOM)))
	var items []json.RawMessage
	if bytes.HasPrefix(text, []byte("{")) {
		items = []json.RawMessage{text}
	} else if err := json.Unmarshal(text, &items); err != nil {
		return r.jsonError(err)
	}
	at := 0 // items come in the order of the file
	for _, raw := range items {
		if i := bytes.Index(r.file.Bytes[at:], raw); i >= 0 {
			at += i
		}
		line := r.file.Position(at).Line
		var item cslItem
		if err := json.Unmarshal(raw, &item); err != nil {
			if len(items) == 1 && text[0] == '{' {
				return r.jsonError(err)
			}
			r.notef(line, "the item cannot be read: %v", err)
			continue
		}
		r.cslItem(&item, line)
		at += len(raw)
	}
	return nil
}

func (r *reader) jsonError(err error) error {
	if bad, ok := errors.AsType[*json.SyntaxError](err); ok {
		start := bytes.IndexAny(r.file.Bytes, "[{")
		return r.file.Errorf(start+max(0, int(bad.Offset)-1), "the JSON is broken: %v", err)
	}
	return fmt.Errorf("%s: CSL-JSON is a list of items, [{\"id\": \"smith2020\", ...}]: %w", r.file.Path, err)
}

func (r *reader) cslItem(item *cslItem, line int) {
	one := func(texts ...cslText) string {
		for _, t := range texts {
			if s := cite.Line(withoutTags(string(t))); s != "" {
				return s
			}
		}
		return ""
	}
	ref := &cite.Reference{Key: one(item.ID), Title: trimTitle(one(item.Title)), Volume: one(item.Volume), Issue: one(item.Issue), Pages: one(item.Page, item.Number)}
	ref.Pages = strings.ReplaceAll(ref.Pages, "–", "-")
	ref.Journal = cite.Journal{Title: one(item.Container), Abbr: one(item.Short, item.Abbr), ISSN: one(item.ISSN)}
	people := item.Author
	if len(people) == 0 {
		people = item.Editor
	}
	for _, a := range people {
		family := cite.Line(a.Dropping + " " + a.NonDropping + " " + a.Family)
		n := person(family, a.Given, a.Suffix)
		if family == "" {
			n = name{family: cite.Line(a.Literal)}
		}
		if s := n.String(); s != "" {
			ref.Authors = append(ref.Authors, s)
		}
	}
	r.setYear(ref, item.Issued.text(), line)
	if years := yearsIn(item.Available.text()); len(years) > 0 {
		ref.Epub = years[0]
	}
	r.setID(ref, cite.KindPMID, one(item.PMID), line)
	r.setID(ref, cite.KindPMCID, one(item.PMCID), line)
	r.setID(ref, cite.KindDOI, one(item.DOI), line)
	r.setURL(ref, one(item.URL))
	if c := item.Custom; c != nil {
		ref.Journal.NLM = one(c.NLM)
		ref.AlsoYears, ref.Types, ref.MeSH = c.AlsoYears, c.Types, c.MeSH
	}
	setAbstract(ref, withoutTags(string(item.Abstract)))
	r.add(ref, line)
}

// text is the date as written, its year first.
func (d *cslDate) text() string {
	switch {
	case d == nil:
		return ""
	case len(d.Parts) > 0 && len(d.Parts[0]) > 0:
		return string(d.Parts[0][0])
	case d.Raw != "":
		return d.Raw
	}
	return d.Literal
}

// withoutTags drops the few tags that CSL allows in a text, and the JATS that
// Crossref leaves in it.
func withoutTags(s string) string {
	var b strings.Builder
	for {
		text, rest, opened := strings.Cut(s, "<")
		b.WriteString(text)
		if !opened {
			return b.String()
		}
		end := strings.IndexAny(rest, "<>")
		if end >= 0 && rest[end] == '>' && isTag(rest[:end]) {
			s = rest[end+1:]
			continue
		}
		b.WriteByte('<')
		s = rest
	}
}

// isTag reports whether what stands between "<" and ">" is markup and not the
// words of a comparison.
func isTag(tag string) bool {
	name, _, _ := strings.Cut(strings.TrimPrefix(tag, "/"), " ")
	name = strings.TrimSuffix(name, "/")
	switch strings.ToLower(name) {
	case "i", "b", "em", "strong", "sub", "sup", "sc", "span", "scp", "p", "br", "title", "sec", "italic", "bold":
		return true
	}
	return strings.HasPrefix(name, "jats:") || strings.HasPrefix(name, "mml:")
}

func writeCSL(refs []*cite.Reference) []byte {
	items := make([]cslItem, len(refs))
	for i, ref := range refs {
		items[i] = cslOf(ref)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(items); err != nil {
		panic(err) // texts and numbers alone
	}
	return b.Bytes()
}

func cslOf(ref *cite.Reference) cslItem {
	item := cslItem{
		ID: cslText(ref.Key), Type: "article-journal", Title: cslText(ref.Title), Container: cslText(ref.Journal.Title), Short: cslText(ref.Journal.Abbr),
		ISSN: cslText(ref.Journal.ISSN), Volume: cslText(ref.Volume), Issue: cslText(ref.Issue),
		DOI: cslText(ref.DOI), PMID: cslText(ref.PMID), PMCID: cslText(ref.PMCID), URL: cslText(ref.URL),
		Issued: yearDate(ref.Year), Available: yearDate(ref.Epub),
	}
	if ref.Journal == (cite.Journal{}) {
		item.Type = "document"
	}
	first, last := wholePages(ref.Pages)
	if last != "" {
		first += "-" + last
	}
	item.Page = cslText(first)
	for _, a := range ref.Authors {
		n := splitName(a)
		if n.initials == "" {
			item.Author = append(item.Author, cslName{Literal: n.family})
		} else {
			item.Author = append(item.Author, cslName{Family: n.family, Given: n.spaced(), Suffix: n.suffix})
		}
	}
	if c := (cslCustom{cslText(ref.Journal.NLM), ref.AlsoYears, ref.Types, ref.MeSH}); c.NLM != "" || len(c.AlsoYears)+len(c.Types)+len(c.MeSH) > 0 {
		item.Custom = &c
	}
	return item
}

// yearDate is a date of a year alone; 0 is none.
func yearDate(y int) *cslDate {
	if y == 0 {
		return nil
	}
	return &cslDate{Parts: [][]cslPart{{cslPart(strconv.Itoa(y))}}}
}
