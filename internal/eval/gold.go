// Package eval measures how well claim.Find finds the attributions of real
// prose: it reads articles whose attributions people have labelled, and
// compares what was found with what should have been.
package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"stet/internal/article"
	"stet/internal/claim"
	"stet/internal/source"
)

// A Document is one labelled article.
type Document struct {
	ID         string        `json:"id"`
	Class      string        `json:"class,omitempty"` // what it is an example of
	Text       string        `json:"text"`
	Claims     []Attribution `json:"claims"`
	References [][2]int      `json:"reference_spans"` // code points, of its reference lists
}

// An Attribution is a mention, labelled or found: where the sentence stands,
// and what it states of its source.
type Attribution struct {
	Start     int      `json:"start"` // of the sentence, in code points of the text
	End       int      `json:"end"`
	Sentence  string   `json:"sentence,omitempty"`
	Journal   string   `json:"journal"`
	Canonical string   `json:"journal_canonical,omitempty"` // the journal's full title
	Year      int      `json:"year"`
	Authors   []string `json:"authors"`
	IDs       []string `json:"ids"`
	Kind      string   `json:"kind,omitempty"`
	Optional  bool     `json:"optional,omitempty"` // neither has to be found nor is wrong
}

// A Prediction is what was found in one document.
type Prediction struct {
	ID     string        `json:"id"`
	Claims []Attribution `json:"claims"`
}

// Read reads labelled documents, one JSON object a line.
func Read(r io.Reader) ([]Document, error) {
	var docs []Document
	seen := map[string]bool{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 64<<20)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var d Document
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if seen[d.ID] {
			return nil, fmt.Errorf("line %d: document %q is there twice", n, d.ID)
		}
		seen[d.ID] = true
		if err := d.locate(); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		docs = append(docs, d)
	}
	return docs, lines.Err()
}

// Twice gives the id of a document that is there twice: Score tells documents
// by their ids, and files read one by one may share one.
func Twice(docs []Document) (id string, ok bool) {
	seen := map[string]bool{}
	for i := range docs {
		if seen[docs[i].ID] {
			return docs[i].ID, true
		}
		seen[docs[i].ID] = true
	}
	return "", false
}

// locate checks the places of the claims, and finds those that are given by
// their sentence alone.
func (d *Document) locate() error {
	size := utf8.RuneCountInString(d.Text)
	from := 0
	for i := range d.Claims {
		c := &d.Claims[i]
		if c.End == 0 && c.Sentence != "" {
			if c.Start, c.End = find(d.Text, c.Sentence, from); c.End == 0 {
				if c.Start, c.End = find(d.Text, c.Sentence, 0); c.End == 0 {
					return fmt.Errorf("document %q: sentence is not in the text: %q", d.ID, c.Sentence)
				}
			}
			from = c.Start
		}
		if c.Start < 0 || c.End > size || c.Start >= c.End {
			return fmt.Errorf("document %q: claim %d is at %d to %d of %d characters", d.ID, i, c.Start, c.End, size)
		}
	}
	return nil
}

// find is the place of s in text, in code points, not before from.
func find(text, s string, from int) (start, end int) {
	at := 0
	for n := 0; n < from && at < len(text); n++ {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	i := strings.Index(text[at:], s)
	if i < 0 {
		return 0, 0
	}
	start = from + utf8.RuneCountInString(text[at:at+i])
	return start, start + utf8.RuneCountInString(s)
}

// Predict finds the attributions of d, read as an article of somebody else's.
func Predict(d *Document) Prediction {
	f := source.NewFile(d.ID+".md", []byte(d.Text))
	p := Prediction{ID: d.ID, Claims: []Attribution{}}
	runes := newRunes(d.Text)
	for _, c := range claim.Find(article.Parse(f, article.Options{}), claim.Options{}) {
		for _, m := range c.Mentions {
			a := Attribution{
				Start:     runes.at(c.Span.Start),
				End:       runes.at(c.Span.End),
				Sentence:  c.Text,
				Journal:   m.Journal,
				Canonical: m.JournalTitle,
				Year:      m.Year,
				Authors:   m.Authors,
				Kind:      string(m.Kind),
			}
			for _, id := range m.IDs {
				a.IDs = append(a.IDs, id.String())
			}
			p.Claims = append(p.Claims, a)
		}
	}
	return p
}

// runes turns places in bytes, asked for in ascending order or not, into
// places in code points.
type runes struct{ before []int32 } // code points before each byte, and before the end

func newRunes(text string) runes {
	r := runes{before: make([]int32, 0, len(text)+1)}
	n := int32(0)
	for i := 0; i < len(text); i++ {
		r.before = append(r.before, n)
		if i+1 == len(text) || utf8.RuneStart(text[i+1]) {
			n++
		}
	}
	r.before = append(r.before, n)
	return r
}

func (r runes) at(offset int) int { return int(r.before[offset]) }

// Write writes predictions as the scorer of the gold set reads them, one JSON
// object a line.
func Write(w io.Writer, ps []Prediction) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for i := range ps {
		if err := enc.Encode(&ps[i]); err != nil {
			return err
		}
	}
	return nil
}
