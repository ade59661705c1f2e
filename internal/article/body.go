package article

import "stet/internal/source"

// A Body is an article's HTML cut at its slots. Body pieces never hold raw
// HTML of the author's.
type Body []Piece

// A Piece is HTML with the slot that follows it.
type Piece struct {
	HTML string
	Slot Slot
	N    int // which: for run, mark and note slots the index of the span; for Cite slots of the citation, counted through the article
}

// A Slot is a place in a body that its user fills.
type Slot uint8

const (
	NoSlot   Slot = iota
	RunStart      // a stretch of text of span N starts; sentences cross <em> and links, so there may be several
	RunEnd
	Mark // span N ends here, outside of any link or emphasis; a mark may be set
	Note // a note on span N may be set; right after Mark, but for table cells after the table
	Cite // citation group or marker in place of the brackets
)

// Body renders the article's HTML with slots around spans, which are ordered
// and do not overlap.
func (a *Article) Body(spans []source.Span) Body { panic("article: not written yet") }
