package site

import (
	"strings"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/claim"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/source"
)

// An Entry is what the site keeps of one article while all others are being
// read, some kilobytes: its front matter, the id, place, words and verdict of
// each claim with the references that it leans on, and its findings.
type Entry struct {
	Path        string // of the file
	URL         string // of the page, below the base: "magnesium/"
	Title       string
	Description string
	Words       []uint32      // of the text, by the frame's lexicon, in no order
	Anchors     []string      // of its headings, figures and tables
	RelatedAt   int           // byte of the page at which related articles belong; 0 for nowhere
	Files       []string      // pictures published with the page
	Digest      digest.Digest // without body, headings, mentions, fields and candidates
}

// NewEntry keeps of d what the site needs. Nothing in it holds on to the file
// or the body.
func NewEntry(d digest.Digest) Entry {
	e := Entry{
		Path:        d.Reading.Path,
		URL:         Address(d.Reading.Path, &d.Reading.Meta),
		Title:       d.Reading.Title,
		Description: d.Reading.Meta.Description,
	}
	e.Digest.Reading = digest.Reading{Path: e.Path, Title: e.Title, Meta: d.Reading.Meta, Words: d.Reading.Words, Waivers: d.Reading.Waivers}
	for _, l := range d.Reading.Links {
		l.Target = strings.Clone(l.Target)
		e.Digest.Reading.Links = append(e.Digest.Reading.Links, l)
	}
	for i := range d.Reading.Headings {
		e.Anchors = append(e.Anchors, strings.Clone(d.Reading.Headings[i].ID))
	}
	for _, l := range d.Reading.Labels {
		if l.ID != "" {
			e.Anchors = append(e.Anchors, strings.Clone(l.ID))
		}
	}
	e.Digest.Claims = make([]audit.Claim, len(d.Claims))
	matches := make([]match.Match, 0, leaning(d.Claims)) // one allocation for all claims
	for i := range d.Claims {
		from := len(matches)
		for _, m := range d.Claims[i].Matches {
			if leans(m.Verdict) {
				matches = append(matches, match.Match{Verdict: m.Verdict, References: m.References})
			}
		}
		e.Digest.Claims[i] = light(&d.Claims[i], matches[from:len(matches):len(matches)])
	}
	e.Digest.Findings = make([]audit.Finding, len(d.Findings))
	for i, f := range d.Findings {
		f.Fields, f.Candidates = nil, nil
		e.Digest.Findings[i] = f
	}
	return e
}

// leaning counts the matches that rest on references.
func leaning(claims []audit.Claim) (n int) {
	for i := range claims {
		for j := range claims[i].Matches {
			if leans(claims[i].Matches[j].Verdict) {
				n++
			}
		}
	}
	return n
}

// light is c with these matches, and without its mentions. Its words are
// copied, as they are a part of the article's text.
func light(c *audit.Claim, matches []match.Match) audit.Claim {
	return audit.Claim{
		Claim:   claim.Claim{ID: c.ID, Span: c.Span, Start: c.Start, End: c.End, Plain: strings.Clone(c.Plain)},
		Verdict: c.Verdict,
		Matches: matches,
	}
}

// date is that of the article's last change.
func (e *Entry) date() source.Date {
	m := &e.Digest.Reading.Meta
	if m.Updated.Compare(m.Date) > 0 {
		return m.Updated
	}
	return m.Date
}

// Withheld says why readers do not get to see an article on a day: it is a
// draft, or its date has not come; "" for one that they do. Without a day no
// date is to come.
func Withheld(m *article.Meta, today source.Date) string {
	switch {
	case m.Draft:
		return "a draft"
	case !today.IsZero() && m.Date.Compare(today) > 0:
		return "its date, " + m.Date.String() + ", is after today, " + today.String()
	}
	return ""
}

// maxStrip is how many claims a tally draws one by one.
const maxStrip = 60

// add counts claims in t.
func (t *Tally) add(claims []audit.Claim) {
	for i := range claims {
		class := classOf(claims[i].Verdict)
		switch class {
		case "stands":
			t.Stands++
		case "flagged":
			t.Flagged++
		case "query":
			t.Query++
		case "vague":
			t.Vague++
		}
		if len(t.Strip) < maxStrip {
			t.Strip = append(t.Strip, class)
		} else {
			t.More++
		}
	}
	t.Claims += len(claims)
	if t.Claims > 0 {
		t.Percent = 100 * t.Stands / t.Claims
	}
}

func tallyOf(claims []audit.Claim) (t Tally) {
	t.add(claims)
	return t
}
