package ncbi

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"stet/internal/cite"
	"stet/internal/source"
)

// A Record is a record as PubMed gives it out. Its Reference is not verified:
// whoever takes it over says by whom and when.
type Record struct {
	*cite.Reference
	Asked    []cite.ID   // the ids that asked for it
	Version  int         // of the record, 1 for nearly all
	Revised  source.Date // when PubMed last changed it; zero if it does not say
	Fetched  time.Time   // when PubMed was asked
	Abstract string      // the publisher's; its parts as lines, each behind its label
	Language string      // of Abstract, "eng" and the like; empty without one
	Original string      // the title in the language of the work, where it is not English
	Issued   string      // the date of the issue, as PubMed has it: "2013 Jan-Mar"
	Links    []Link      // all that PubMed links to the work, in both directions
	XML      []byte      // its element, as fetched
}

// A Link is what PubMed says of a work and another. Of kinds that end in "In"
// the other is about this one, as a retraction notice is; of those that end in
// "Of", "For", "From" and "On" this one is about the other.
type Link struct {
	Kind   string // PubMed's RefType: "RetractionIn", "ErratumFor", "CommentOn"
	PMID   cite.PMID
	Source string // "Lancet. 2010 Feb 6;375(9713):445"
}

// A set is what one answer of efetch holds.
type set struct {
	records []*Record
	deleted []cite.PMID
}

// readSet reads the answer of efetch, all or nothing.
func readSet(body []byte) (set, error) {
	body = bytes.TrimPrefix(body, []byte(source.BOM))
	if !bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")) {
		return set{}, fmt.Errorf("it is no XML, and starts with %s", quote(body[:min(len(body), 40)]))
	}
	d, err := newDecoder(bytes.NewReader(body))
	if err != nil {
		return set{}, err
	}
	var s set
	for {
		n, err := d.next()
		if err == io.EOF {
			s.deleted = d.deleted
			return s, nil
		}
		if err != nil {
			return set{}, err
		}
		r, err := n.record()
		if err != nil {
			return set{}, d.inRecord(err)
		}
		r.XML = body[d.begun.offset:d.ended]
		s.add(r)
	}
}

// add takes a record; of one that comes twice the later version stays.
func (s *set) add(r *Record) {
	i := slices.IndexFunc(s.records, func(other *Record) bool { return other.PMID == r.PMID })
	switch {
	case i < 0:
		s.records = append(s.records, r)
	case r.Version > s.records[i].Version:
		s.records[i] = r
	}
}

// record is all that a PubmedArticle or PubmedBookArticle holds of use.
func (n *node) record() (*Record, error) {
	ref, err := n.reference()
	if err != nil {
		return nil, err
	}
	citation := n.at("MedlineCitation")
	body := citation.at("Article")
	if n.name == "PubmedBookArticle" {
		citation = n.at("BookDocument")
		body = citation
	}
	r := &Record{Reference: ref, Revised: date(citation.at("DateRevised")), Version: 1}
	if v, err := strconv.Atoi(citation.at("PMID").attr("Version")); err == nil {
		r.Version = v
	}
	r.Original = trimTitle(body.at("VernacularTitle").text())
	issue := body.at("Journal", "JournalIssue", "PubDate")
	if issue == nil {
		issue = body.at("Book", "PubDate")
	}
	r.Issued = issued(issue)
	for _, link := range citation.all("CommentsCorrectionsList", "CommentsCorrections") {
		pmid, err := cite.ParsePMID(link.at("PMID").text())
		if err != nil {
			pmid = "" // many have none
		}
		r.Links = append(r.Links, Link{Kind: link.attr("RefType"), PMID: pmid, Source: link.at("RefSource").text()})
	}
	r.Abstract, r.Language = readable(body.at("Abstract"), citation.all("OtherAbstract"))
	return r, nil
}

// issued is the date of an issue: "2021 Mar 30", "2013 Jan-Mar", or the free
// text that a record has instead.
func issued(n *node) string {
	var parts []string
	for _, name := range []string{"Year", "Month", "Day", "Season", "MedlineDate"} {
		if s := n.at(name).text(); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

// readable is an abstract for people: a part a line, behind its label. Where
// there is none but in other languages, the English one is taken, or the first.
func readable(n *node, others []*node) (text, language string) {
	if text := labelled(n); text != "" {
		return text, "eng"
	}
	for _, other := range others {
		if l := other.attr("Language"); text == "" || l == "eng" && language != "eng" {
			text, language = labelled(other), l
		}
	}
	return text, language
}

func labelled(n *node) string {
	var lines []string
	for _, part := range n.all("AbstractText") {
		text := part.text()
		if label := part.attr("Label"); label != "" && label != "UNLABELLED" {
			text = label + ": " + text
		}
		if text != "" {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}

// date is a date in digits, zero for what is none.
func date(n *node) source.Date {
	var d source.Date
	for name, part := range map[string]*int{"Year": &d.Year, "Month": &d.Month, "Day": &d.Day} {
		*part, _ = strconv.Atoi(n.at(name).text())
	}
	if _, err := source.ParseDate(d.String()); err != nil {
		return source.Date{}
	}
	return d
}
