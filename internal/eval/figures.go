package eval

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
)

// Figures are the scores of one labelled set, to be kept beside the code and
// compared with later ones.
type Figures struct {
	Set         string            `json:"set"`    // a name for readers
	Digest      string            `json:"digest"` // of its articles and labels
	Articles    int               `json:"articles"`
	Sentence    Figure            `json:"sentence"`
	Right       int               `json:"right"` // of the found sentences
	JournalYear Figure            `json:"journal_year"`
	AuthorYear  Figure            `json:"author_year"`
	IDs         Figure            `json:"ids"`
	Kinds       map[string]Figure `json:"kinds"`
}

// NewFigures are the figures of a result.
func NewFigures(set string, docs []Document, r *Result) Figures {
	return Figures{
		Set: set, Digest: Digest(docs), Articles: len(docs),
		Sentence: r.Sentence.Figure, Right: r.Sentence.Right,
		JournalYear: r.JournalYear, AuthorYear: r.AuthorYear, IDs: r.IDs, Kinds: r.ByKind,
	}
}

// Result is what the figures were made of, without the mistakes.
func (f *Figures) Result() *Result {
	return &Result{
		Sentence:    Sentences{Figure: f.Sentence, Right: f.Right},
		JournalYear: f.JournalYear, AuthorYear: f.AuthorYear, IDs: f.IDs, ByKind: f.Kinds,
	}
}

// Digest tells one labelled set from another, and from its own earlier state.
// The order of the articles is no matter.
func Digest(docs []Document) string {
	var parts []string
	for i := range docs {
		d := &docs[i]
		b, err := json.Marshal([]any{d.ID, d.Text, d.Claims})
		if err != nil { // strings and numbers: cannot be
			panic(err)
		}
		sum := sha256.Sum256(b)
		parts = append(parts, string(sum[:]))
	}
	slices.Sort(parts)
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// A Book holds the figures of several sets.
type Book struct {
	Sets []Figures `json:"sets"`
}

// ReadBook reads a book of figures.
func ReadBook(b []byte) (*Book, error) {
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	var book Book
	if err := dec.Decode(&book); err != nil {
		return nil, fmt.Errorf("figures: %w", err)
	}
	return &book, nil
}

// Find gives the figures of the set with a digest, nil if the book has none.
func (b *Book) Find(digest string) *Figures {
	i := slices.IndexFunc(b.Sets, func(f Figures) bool { return f.Digest == digest })
	if i < 0 {
		return nil
	}
	return &b.Sets[i]
}

// Put adds the figures of a set, in the place of those of the same name or
// digest.
func (b *Book) Put(f Figures) {
	b.Sets = slices.DeleteFunc(b.Sets, func(old Figures) bool { return old.Set == f.Set || old.Digest == f.Digest })
	b.Sets = append(b.Sets, f)
	slices.SortFunc(b.Sets, func(a, c Figures) int { return bytes.Compare([]byte(a.Set), []byte(c.Set)) })
}

// Encode is the book as it is kept: one line a set.
func (b *Book) Encode() []byte {
	var out bytes.Buffer
	out.WriteString("{\"sets\": [\n")
	for i := range b.Sets {
		line, err := json.Marshal(&b.Sets[i])
		if err != nil { // strings and numbers: cannot be
			panic(err)
		}
		out.Write(line)
		if i+1 < len(b.Sets) {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
	}
	out.WriteString("]}\n")
	return out.Bytes()
}
