package exchange

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"stet/internal/cite"
)

// noticeTags are the tags of nbib for what was published about an article.
var noticeTags = map[string]string{
	"RIN":  cite.Retraction,
	"RRI":  cite.Retraction,
	"ECI":  cite.Concern,
	"EIN":  cite.Erratum,
	"PRIN": cite.Erratum,
	"UIN":  cite.Update,
	"CRI":  cite.Update,
}

// noticeTag is the tag that a kind of notice is written with.
var noticeTag = map[string]string{cite.Retraction: "RIN", cite.Concern: "ECI", cite.Erratum: "EIN", cite.Update: "UIN"}

// nbib reads the text form of MEDLINE, as PubMed's "Send to: Citation manager"
// gives it. An empty line parts two records.
func (r *reader) nbib() error {
	var ref *cite.Reference
	start := 0
	for _, t := range r.tags(4) {
		switch {
		case t.tag == "":
			if ref != nil {
				r.nbibEnd(ref, start)
			}
			ref = nil
			continue
		case ref == nil || t.tag == "PMID" && ref.PMID != "":
			if ref != nil {
				r.nbibEnd(ref, start)
			}
			ref, start = &cite.Reference{}, t.line
		}
		r.nbibTag(ref, t)
	}
	if ref != nil {
		r.nbibEnd(ref, start)
	}
	if start == 0 {
		return fmt.Errorf("%s: holds no record of MEDLINE, which starts with a line \"PMID- \"", r.file.Path)
	}
	return nil
}

// nbibEnd takes a record. A retracted article is known by its type alone where
// no notice is named.
func (r *reader) nbibEnd(ref *cite.Reference, line int) {
	ref.NoteRetraction()
	r.add(ref, line)
}

func (r *reader) nbibTag(ref *cite.Reference, t tagged) {
	switch t.tag {
	case "PMID":
		r.setID(ref, cite.KindPMID, t.value, t.line)
	case "PMC":
		r.setID(ref, cite.KindPMCID, t.value, t.line)
	case "LID", "AID":
		if doi, ok := strings.CutSuffix(t.value, "[doi]"); ok {
			r.setID(ref, cite.KindDOI, doi, t.line)
		}
	case "TI", "BTI":
		if ref.Title == "" {
			ref.Title = trimTitle(t.value)
		}
	case "AU", "CN":
		ref.Authors = append(ref.Authors, strings.TrimRight(cite.Line(t.value), ". "))
	case "JT":
		ref.Journal.Title = cite.Line(t.value)
	case "TA":
		ref.Journal.Abbr = cite.Line(t.value)
	case "JID":
		ref.Journal.NLM = cite.Line(t.value)
	case "IS":
		issn, medium, _ := strings.Cut(t.value, " ")
		if ref.Journal.ISSN == "" || medium == "(Linking)" {
			ref.Journal.ISSN = issn
		}
	case "DP":
		r.setYear(ref, t.value, t.line)
	case "DEP":
		if years := yearsIn(t.value); len(years) > 0 {
			ref.Epub = years[0]
		}
	case "VI":
		ref.Volume = cite.Line(t.value)
	case "IP":
		ref.Issue = cite.Line(t.value)
	case "PG":
		ref.Pages = cite.Line(t.value)
	case "PT":
		ref.Types = append(ref.Types, cite.Line(t.value))
	case "MH":
		heading, _, _ := strings.Cut(t.value, "/")
		ref.MeSH = append(ref.MeSH, strings.TrimPrefix(cite.Line(heading), "*"))
	case "AB":
		setAbstract(ref, withoutLabels(t.value))
	default:
		if kind := noticeTags[t.tag]; kind != "" {
			ref.Notices = append(ref.Notices, notice(kind, t.value))
		}
	}
}

// withoutLabels drops the labels of an abstract's parts, which stand in
// capitals before a colon at the start of a sentence.
func withoutLabels(s string) string {
	var b strings.Builder
	for s != "" {
		end := strings.Index(s, ". ") + 2
		if end < 2 {
			end = len(s)
		}
		sentence := s[:end]
		if label, rest, ok := strings.Cut(sentence, ": "); ok && len(label) > 3 && strings.ToUpper(label) == label {
			sentence = rest
		}
		b.WriteString(sentence)
		s = s[end:]
	}
	return b.String()
}

// notice reads "Lancet. 2010 Feb 6;375(9713):445. doi: 10... PMID: 20137807".
func notice(kind, text string) cite.Notice {
	n := cite.Notice{Kind: kind}
	place, id, ok := strings.Cut(text, "PMID: ")
	place, doi, withDOI := strings.Cut(place, "doi: ")
	if pmid, err := cite.ParsePMID(id); ok && err == nil {
		n.ID = cite.ID{Kind: cite.KindPMID, Value: string(pmid)}
	} else if doi, err := cite.ParseDOI(strings.TrimRight(doi, ". ")); withDOI && err == nil {
		n.ID = cite.ID{Kind: cite.KindDOI, Value: string(doi)}
	}
	for _, w := range strings.Fields(place) { // a year in brackets belongs to a journal's name
		w, _, _ = strings.Cut(w, ";")
		if years := yearsIn(w); len(years) > 0 && n.Year == 0 && !strings.HasPrefix(w, "(") {
			n.Year = years[0]
		}
	}
	return n
}

func writeNbib(refs []*cite.Reference) []byte {
	w := nbibWriter{}
	for i, ref := range refs {
		if i > 0 {
			w.WriteByte('\n')
		}
		w.record(ref)
	}
	return []byte(w.String())
}

type nbibWriter struct{ strings.Builder }

// nbibWidth is how long lines are, where a space lets them end.
const nbibWidth = 88

func (w *nbibWriter) put(tag, value string) {
	if value == "" {
		return
	}
	line := fmt.Sprintf("%-4s-", tag)
	for word := range strings.FieldsSeq(value) {
		if utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > nbibWidth && len(line) > 6 {
			w.WriteString(line + "\n")
			line = "     "
		}
		line += " " + word
	}
	w.WriteString(line + "\n")
}

func (w *nbibWriter) record(ref *cite.Reference) {
	w.put("PMID", string(ref.PMID))
	if ref.Journal.ISSN != "" {
		w.put("IS", ref.Journal.ISSN+" (Linking)")
	}
	w.put("VI", ref.Volume)
	w.put("IP", ref.Issue)
	dates := []string{}
	for _, y := range append([]int{ref.Year}, ref.AlsoYears...) {
		if y != 0 {
			dates = append(dates, year(y))
		}
	}
	w.put("DP", strings.Join(dates, "-"))
	w.put("TI", ref.Title)
	w.put("PG", ref.Pages)
	if ref.DOI != "" {
		w.put("LID", string(ref.DOI)+" [doi]")
	}
	for _, a := range ref.Authors {
		if splitName(a).initials == "" {
			w.put("CN", a)
		} else {
			w.put("AU", a)
		}
	}
	for _, t := range ref.Types {
		w.put("PT", t)
	}
	w.put("DEP", year(ref.Epub))
	w.put("TA", ref.Journal.Abbr)
	w.put("JT", ref.Journal.Title)
	w.put("JID", ref.Journal.NLM)
	for _, n := range ref.Notices {
		text := year(n.Year)
		if text != "" {
			text += "."
		}
		switch n.ID.Kind {
		case cite.KindPMID:
			text += " PMID: " + n.ID.Value
		case cite.KindDOI:
			text += " doi: " + n.ID.Value + "."
		}
		if text == "" {
			text = "Unknown."
		}
		w.put(noticeTag[n.Kind], text)
	}
	for _, h := range ref.MeSH {
		w.put("MH", h)
	}
	w.put("PMC", string(ref.PMCID))
}
