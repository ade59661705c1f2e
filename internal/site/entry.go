package site

import (
	"slices"
	"strings"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/digest"
	"stet/internal/source"
)

// An Entry is what the site keeps of one article while all others are being
// read, some kilobytes.
type Entry struct {
	Path        string // of the file
	URL         string // of the page, below the base: "magnesium/"
	Title       string
	Description string
	Meta        article.Meta
	Prose       int             // words of prose
	Words       []byte          // of the text, packed by the frame's lexicon
	Anchors     []string        // of its headings, figures and tables
	Links       []digest.Link   // to other places of the site
	RelatedAt   int             // byte of the page at which related articles belong; 0 for nowhere
	Files       []string        // pictures published with the page
	Claims      []Claim         // in the order of the text
	Plains      func() []string // the words of each of its claims
	Leans       []string        // keys of the references that its claims lean on, each once, in the order of the text
	Rests       []string        // of those, the ones that do not belie the text: audit.Claim.References
	Waivers     []audit.Placed  // in the order of the text
	Findings    []audit.Finding // without fields and candidates

	kin uint64 // sum of what makes it related to others
}

// A Claim is what the site keeps of a claim.
type Claim struct {
	ID    string
	Leans []string // keys of the references that it leans on, each once, in the order of its mentions

	audit.LightClaim
}

// NewEntry keeps of d what the site needs. Nothing in it holds on to the file,
// the body or the reading.
func NewEntry(d digest.Digest) Entry {
	size := 0
	for i := range d.Claims {
		size += len(d.Claims[i].Plain)
	}
	k, plains := newKeeper(size), make([]string, len(d.Claims))
	for i := range d.Claims {
		plains[i] = k.keep(d.Claims[i].Plain)
	}
	return LightEntry(d, func() []string { return plains })
}

// LightEntry is NewEntry where the words of claims, which take more room than
// all else and which few pages ask for, are to be had from elsewhere.
func LightEntry(d digest.Digest, plains func() []string) Entry {
	r := &d.Reading
	k := newKeeper(textSize(&d))
	e := Entry{
		Path:    k.keep(r.Path),
		URL:     k.keep(Address(r.Path, &r.Meta)),
		Title:   k.keep(r.Title),
		Meta:    k.meta(&r.Meta),
		Prose:   r.Words,
		Links:   slices.Clone(r.Links),
		Waivers: k.waivers(r.Waivers),
		Claims:  make([]Claim, len(d.Claims)),
		Plains:  plains,
	}
	e.Description = e.Meta.Description
	for i := range e.Links {
		e.Links[i].Target = k.keep(e.Links[i].Target)
	}
	if n := len(r.Headings) + len(r.Labels); n > 0 {
		e.Anchors = make([]string, 0, n)
	}
	for i := range r.Headings {
		e.Anchors = append(e.Anchors, k.keep(r.Headings[i].ID))
	}
	for _, l := range r.Labels {
		if l.ID != "" {
			e.Anchors = append(e.Anchors, k.keep(l.ID))
		}
	}
	keys := make([]string, 0, leaning(d.Claims)) // one allocation for all claims
	for i := range d.Claims {
		c, from := &d.Claims[i], len(keys)
		lean(d.Claims[i:i+1], func(_ int, key string) {
			if !slices.Contains(keys[from:], key) {
				keys = append(keys, key)
			}
		})
		e.Claims[i] = Claim{ID: k.keep(c.ID), Leans: keys[from:len(keys):len(keys)], LightClaim: c.Light()}
	}
	if len(d.Findings) > 0 {
		e.Findings = make([]audit.Finding, len(d.Findings))
	}
	e.Leans, e.Rests = keysOf(d.Claims)
	e.kin = e.kinSum()
	for i, f := range d.Findings {
		f.Fields, f.Candidates = nil, nil
		e.Findings[i] = f
	}
	return e
}

// Restore makes e whole that has been kept in a file, but for the words of its
// claims.
func (e *Entry) Restore(plains func() []string) { e.Plains, e.kin = plains, e.kinSum() }

// leaning counts the references that claims lean on.
func leaning(claims []audit.Claim) (n int) {
	lean(claims, func(int, string) { n++ })
	return n
}

// keysOf are the references that claims lean on, and those that they rest on.
func keysOf(claims []audit.Claim) (leans, rests []string) {
	lean(claims, func(_ int, key string) { leans = appendNew(leans, key) })
	for i := range claims {
		for _, key := range claims[i].References() {
			rests = appendNew(rests, key)
		}
	}
	if slices.Equal(leans, rests) {
		return leans, leans
	}
	return leans, rests
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// textSize is about how many bytes the texts of an entry have.
func textSize(d *digest.Digest) int {
	m := &d.Reading.Meta
	size := 2*len(d.Reading.Path) + len(d.Reading.Title) + len(m.Title) + len(m.Description) + 100
	for i := range d.Claims {
		size += len(d.Claims[i].ID)
	}
	for i := range d.Reading.Headings {
		size += len(d.Reading.Headings[i].ID)
	}
	return size
}

// A keeper copies texts into one piece of memory of its own.
type keeper struct{ all strings.Builder }

func newKeeper(size int) *keeper {
	k := &keeper{}
	k.all.Grow(size)
	return k
}

// keep is a copy of s.
func (k *keeper) keep(s string) string {
	from := k.all.Len()
	k.all.WriteString(s)
	return k.all.String()[from:]
}

func (k *keeper) list(texts []string) []string {
	texts = slices.Clone(texts)
	for i, s := range texts {
		texts[i] = k.keep(s)
	}
	return texts
}

func (k *keeper) waivers(list []audit.Placed) []audit.Placed {
	list = slices.Clone(list)
	for i := range list {
		w := &list[i]
		for _, s := range []*string{&w.Reason, &w.By, &w.Rule, &w.Claim, &w.Path, &w.Excerpt.Line} {
			*s = k.keep(*s)
		}
	}
	return list
}

// meta is a copy of m.
func (k *keeper) meta(m *article.Meta) article.Meta {
	c := *m
	for _, s := range []*string{&c.Title, &c.Description, &c.Slug, &c.Section, &c.Lang, &c.Reviewed.By, &c.Reviewed.Credentials, &c.Reviewed.Sum} {
		*s = k.keep(*s)
	}
	for _, list := range []*[]string{&c.Authors, &c.Tags, &c.References, &c.Aliases} {
		*list = k.list(*list)
	}
	c.Corrections = slices.Clone(c.Corrections)
	for i := range c.Corrections {
		for _, s := range []*string{&c.Corrections[i].What, &c.Corrections[i].Was, &c.Corrections[i].Now} {
			*s = k.keep(*s)
		}
	}
	return c
}

// date is that of the article's last change.
func (e *Entry) date() source.Date {
	if e.Meta.Updated.Compare(e.Meta.Date) > 0 {
		return e.Meta.Updated
	}
	return e.Meta.Date
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

// count counts a claim in t. What fits a record that its journal has withdrawn
// does not stand.
func (t *Tally) count(c audit.LightClaim) {
	class := classOf(c.Verdict)
	switch class {
	case "stands":
		if c.Retracted {
			t.Retracted++
			class = "flagged"
		} else {
			t.Stands++
		}
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
	t.Claims++
	t.Percent = 100 * (t.Stands + t.Retracted) / t.Claims
}

// wrong is how many claims are to be mended.
func (t *Tally) wrong() int { return t.Flagged + t.Retracted }

// tally counts the claims of the article.
func (e *Entry) tally() (t Tally) {
	t.add(e)
	return t
}

// add counts the claims of an article in t.
func (t *Tally) add(e *Entry) {
	for i := range e.Claims {
		t.count(e.Claims[i].LightClaim)
	}
}

func tallyOf(claims []audit.Claim) (t Tally) {
	for i := range claims {
		t.count(claims[i].Light())
	}
	return t
}
