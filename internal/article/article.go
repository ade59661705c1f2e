// Package article reads one article: its front matter, its headings, its
// sentences, its reference lists, and its body as HTML with slots.
//
// It is the only package that knows goldmark and adrg/frontmatter. What it
// gives out is plain data that points back into the source file by byte
// offset. It knows nothing of claims or verdicts: whoever wants a sentence
// marked names its span, and gets slots around it.
//
// Parse works on one copy of the file, of the same length, so that every place
// in goldmark's tree is a place in the file: front matter, and what is beyond
// the limits, is blanked in it (front.go, check.go). The tree is goldmark's,
// with parsers of our own for tags, brackets, templates, boxes, footnotes and
// addresses (markdown.go, block.go, tag.go, bracket.go, expression.go,
// box.go, csv.go). A web page's tree is made of its tokens (page.go,
// pagetoken.go), and goldmark reads the text of its blocks. Figures and tables
// get their captions (figure.go). Each block of text is flattened
// into plain text with runs that lead back into the file (flat.go, plain.go, words.go,
// raised.go), and cut into sentences (split.go, sentence.go) or taken for works
// of a reference list (refs.go, work.go). Body renders the same tree (body.go,
// html.go, inline.go).
package article

import (
	"github.com/yuin/goldmark/ast"

	"stet/internal/source"
)

// Options control Parse. The zero Options suit other people's markdown.
type Options struct {
	Strict       bool     // front matter of a site's own content: unknown fields and a missing title are problems
	CiteElements []string // MDX elements that hold a citation; nil means "Cite"
	Limits       Limits
}

// Limits bound what Parse takes on, as goldmark cannot be stopped. Zero means
// the default given here.
type Limits struct {
	File        int // bytes; 2 MiB
	Line        int // bytes; 64 KiB
	Nesting     int // block levels; 100
	Columns     int // of a table; 100
	FrontMatter int // bytes; 64 KiB
}

// An Article is one file, read: markdown, a web page, or plain text.
type Article struct {
	File      *source.File
	Meta      Meta
	Title     string // of the front matter, else the first level-1 heading, else of a web page's head, else the file's name
	Untitled  bool   // Title is only the file's name
	Headings  []Heading
	Sentences []Sentence // in the order of the file
	Entries   []Entry    // of reference lists and footnotes, in the order of the file
	Labels    []Label    // of figures and tables, in the order of the file
	Problems  []Problem
	Comments  []Comment   // of HTML and MDX, in the order of the file
	Links     []LocalLink // in the order of the file

	doc ast.Node // the tree, for Body
	st  *state
	src []byte // what goldmark read: the file, byte for byte, with parts blanked
}

// A LocalLink is a link or picture without a scheme and a host: it leads to
// something on the same site.
type LocalLink struct {
	Span   source.Span
	Target string // as written, escapes resolved: "../zinc/", "zinc.md#dose", "#dose", "/img/scan.png"
	Image  bool
}

// A Label is what a figure, a table or a place is called, to which links may
// lead. A place has neither number nor table.
type Label struct {
	ID     string // "" for none
	Number int    // that its caption shows, counted from 1; 0 without a caption
	Table  bool   // not a figure
	Span   source.Span
}

// A Heading is a section's title.
type Heading struct {
	Level int // 1 to 6
	ID    string
	Text  string
	Span  source.Span
}

// A Sentence is a span of prose, with the citations glued behind its full stop.
type Sentence struct {
	Span    source.Span // exact bytes of the file
	Plain   string      // its words: markup gone, entities decoded, white space single
	Offsets Offsets     // from bytes of Plain to bytes of the file
	Inlines []Inline    // in the order of Plain
	Heading int         // index into Headings of the one above it, or that it is part of; -1 for none
	Block   BlockKind
	BlockID int // sentences of one paragraph, list item, cell ... share it; ascending
}

// A BlockKind is where a sentence stands.
type BlockKind uint8

const (
	Paragraph BlockKind = iota
	ListItem
	TableCell
	TitleBlock // a heading
	Footnote
	Caption
)

// An Inline is a part of a sentence that is more than words. Start and End are
// bytes of Plain; they are equal where the part has no words of its own.
type Inline struct {
	Kind   InlineKind
	Start  int
	End    int
	Span   source.Span
	Target string // a Link's address; a Citation's inside, "@a; @b"; a Marker's label, "7"; an Element's citation text; a Cell's column
}

// An InlineKind is the kind of an Inline.
type InlineKind uint8

const (
	Emphasis InlineKind = iota // italics
	Strong
	Link
	Citation // [@key], [@pmid:1; @doi:2]; no words
	Marker   // [12], ^3, <sup>5</sup>, [^4]: one for each number of "[1,2]" or "[3-5]"; no words, but those of "(12)"
	Element  // <Cite tooltip="...">words</Cite>
	Code
	Cell // that holds a part of a source, of a table's row that is one sentence
)

// What a Cell holds, as the header of its table says.
const (
	SourceColumn  = "source" // who did a study, or what it is called
	YearColumn    = "year"
	JournalColumn = "journal"
)

// A Problem is something wrong with the article that stet can go on from.
type Problem struct {
	Rule string // "bad-front-matter", "limit" ...
	Span source.Span
	Msg  string
	Hint string
}
