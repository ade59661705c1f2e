// Package claim finds the claims of an article and the mentions in them: who
// is named as the source of a sentence, by journal, year, authors, id, link or
// marker.
//
// A sentence is read in steps, each a file: tokens with what each word can be
// (token, words), journals by table, shape, town and context (journals,
// shaped, town, context) with the years beside them (journalyear, volume) or far from them (appeared),
// authors (authors, names). What no wording told is read from the parts: names
// by their looks (looks), which nothing but ties join to a year (chain, compose),
// if enough speaks for them (evidence, works, surname). Then come the noun phrases
// that stand for studies (studies, design), links, brackets, markers and ids (cited).
// The parts are paired, by syntax and nearness, to one unit for each source (units,
// attach); an author whom the sentence names elsewhere is credited with its one source
// (agent). Each unit becomes a mention (mention). Markers are led to the article's own
// list, whose entries are taken apart (entry). Most sentences are left at a glance
// (candidate).
//
// What a sentence says does not depend on any library: the package knows ids
// and journal names, and no references.
package claim

import (
	"slices"

	"stet/internal/cite"
	"stet/internal/source"
)

// A Claim is a sentence that names at least one source.
type Claim struct {
	ID       string // "c-3f2a9c01d4", from its normalised words and, for a repeat, its number
	Span     source.Span
	Start    source.Position
	End      source.Position
	Text     string // exactly the bytes of Span
	Plain    string // the words
	Heading  string // text of the heading above, "" for none
	About    string // the words of the sentence that it may point at, "This was shown in a trial (Gut, 2012)."; "" for none
	Mentions []Mention
}

// A Mention is one attribution, with all it states. Fields it does not state
// are zero.
type Mention struct {
	Kind  Kind
	Span  source.Span
	Start source.Position
	End   source.Position
	Text  string // exactly the bytes of Span

	Journal      string // as written, without markup
	JournalTitle string // its full title, where the journal table knows it, and only one
	Year         int
	Authors      []string // family names as written, without "et al."
	Design       string   // "meta-analysis", "randomised trial", "study" ...
	Sample       int      // number of participants

	IDs      []cite.ID // stated in the sentence by bracket, link or text
	Keys     []string  // stated by [@key]
	Bad      []BadID   // stated, and malformed
	Refs     []string  // labels of markers: "7"
	Resolved []cite.ID // ids that the markers' entries carry
	Entries  []Source  // what the markers lead to
	Missing  []string  // markers that lead to no entry

	Retracted []string // ids and keys whose citation says that they were retracted: "[@wang2019, retracted]"
}

// SaysRetracted reports whether m calls r retracted, by its key or one of its
// ids: whoever writes so speaks of the paper on purpose.
func (m *Mention) SaysRetracted(r *cite.Reference) bool {
	return slices.ContainsFunc(m.Retracted, func(name string) bool {
		if name == r.Key {
			return true
		}
		id, err := cite.ParseID(name)
		return err == nil && slices.Contains(r.IDs(), id)
	})
}

// A Kind is how a mention names its source, as reports write it.
type Kind string

const (
	Narrative  Kind = "narrative"   // a journal, or a year without authors
	AuthorYear Kind = "author-year" // authors, with or without a year
	ByKey      Kind = "key"         // [@key], [@pmid:...]
	ByLink     Kind = "link"
	Numeric    Kind = "numeric" // only markers
)

// A BadID is an id that cannot be one.
type BadID struct {
	Text   string
	Reason string // what is wrong and what was meant
}

// A Source is an entry of the article's own reference list, taken apart.
// Parts that could not be told are zero.
type Source struct {
	Label   string
	Title   string
	Journal string
	Year    int
	Authors []string
	IDs     []cite.ID
	Keys    []string // of references, as in [@yu1986]
	Raw     string
}

// Options control Find.
type Options struct {
	Journals *cite.JournalTable // nil means the built-in table
}
