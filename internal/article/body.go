package article

import (
	"slices"
	"sort"
	"strconv"
	"sync"

	"github.com/yuin/goldmark/ast"

	"stet/internal/source"
)

// A Body is an article's HTML cut at its slots. Body pieces never hold raw
// HTML of the author's.
type Body []Piece

// A Piece is HTML with the slot that follows it.
type Piece struct {
	HTML string
	Slot Slot
	N    int // which: for run, mark and note slots the index of the span; for Cite slots of the citation, counted through the file; for words see there
}

// LinkEdge stands before the address of a link to another article's file,
// which is not where the article is published, and before that of a picture of
// the same site. Text and other addresses have no
// such byte.
const LinkEdge = "\x01"

// A Slot is a place in a body that its user fills.
type Slot uint8

const (
	NoSlot   Slot = iota
	RunStart      // a stretch of text of span N starts; sentences cross <em> and links, so there may be several
	RunEnd
	Mark // span N ends here, outside of any link or emphasis; a mark may be set
	Note // a note on span N may be set; right after Mark, but for table cells after the table
	Cite // "[@key]" stood here, and white space before it

	Word        // of the interface: N is an index into Words
	FigureLabel // "Figure N"
	TableLabel  // "Table N"
)

// Words are the words that a body has of the interface: kinds of callouts, the
// fields of a question.
var Words = slices.Concat([]string{"note", "tip", "important", "warning", "caution", "dose", "safety", "key-points", picoBox}, pico)

// Body renders the article's HTML with slots around spans, which are ordered
// and do not overlap. Each span has one Mark and one Note. The HTML is the
// same whatever the spans are. A numbered marker or footnote's marker links to
// its entry or note, which has the id "ref-LABEL" or "fn-LABEL", with a number
// behind it if a heading has that id.
func (a *Article) Body(spans []source.Span) Body {
	r := newRenderer(a, spans)
	defer r.free()
	if a.doc != nil {
		r.blocks(a.doc)
		r.footnotes(a.st.footnotes)
	}
	r.leave(len(a.File.Bytes), 0)
	return r.body()
}

// A renderer writes HTML and notes where slots are.
type renderer struct {
	src      []byte
	st       *state
	spans    []source.Span
	headings []Heading

	html   []byte
	slots  []slotAt
	marked []bool // spans that have their Mark
	span   int    // the first that ends after the text written last
	depth  int    // of inlines
	tables int    // open
	links  int    // open
	notes  []int  // of the table
	cites  int

	leafStart int // of the block of text, in html
}

// renderers are those that are not in use: what they grow to for one article
// serves for the next.
var renderers = sync.Pool{New: func() any { return new(renderer) }}

func newRenderer(a *Article, spans []source.Span) *renderer {
	r := renderers.Get().(*renderer)
	*r = renderer{src: a.src, st: a.st, spans: spans, headings: a.Headings, marked: make([]bool, len(spans)), html: r.html[:0], slots: r.slots[:0]}
	return r
}

// free makes r empty, for others to use.
func (r *renderer) free() {
	if cap(r.html) <= maxKept {
		*r = renderer{html: r.html, slots: r.slots}
		renderers.Put(r)
	}
}

type slotAt struct {
	at   int // in html
	slot Slot
	n    int
}

func (r *renderer) slot(s Slot, n int) { r.slots = append(r.slots, slotAt{len(r.html), s, n}) }

func (r *renderer) write(s string) { r.html = append(r.html, s...) }

// body cuts the HTML at the slots.
func (r *renderer) body() Body {
	html := string(r.html)
	body := make(Body, 0, len(r.slots)+1)
	from := 0
	for _, s := range r.slots {
		body = append(body, Piece{html[from:s.at], s.slot, s.n})
		from = s.at
	}
	return append(body, Piece{HTML: html[from:]})
}

// enter makes ready for a block of text that starts at start: footnotes are
// not rendered where they stand.
func (r *renderer) enter(start int) {
	if r.span < len(r.spans) && r.spans[r.span].End > start && (r.span == 0 || r.spans[r.span-1].End <= start) {
		return
	}
	r.span = sort.Search(len(r.spans), func(i int) bool { return r.spans[i].End > start })
}

// leave marks the spans from the first on that end by end.
func (r *renderer) leave(end, first int) {
	for i := first; i < len(r.spans) && r.spans[i].End <= end; i++ {
		r.mark(i)
	}
}

// mark sets the slots at the end of span i.
func (r *renderer) mark(i int) {
	if r.marked[i] {
		return
	}
	r.marked[i] = true
	r.slot(Mark, i)
	if r.tables > 0 {
		r.notes = append(r.notes, i)
		return
	}
	r.slot(Note, i)
}

// leaf renders the inlines of a block of text.
func (r *renderer) leaf(n ast.Node) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	r.leafFrom(n, n.FirstChild())
}

// leafFrom renders a block of text from an inline of it on.
func (r *renderer) leafFrom(n, c ast.Node) {
	lines := n.Lines()
	r.enter(lines.At(0).Start)
	r.leafStart = len(r.html)
	first := r.span
	for ; c != nil; c = c.NextSibling() {
		r.inline(c)
		if first < len(r.spans) {
			r.leave(nodeEnd(c, r.src, r.st), first)
			for first < len(r.spans) && r.marked[first] {
				first++
			}
		}
	}
	r.leave(lines.At(lines.Len()-1).Stop, first)
}

// text writes src[start:stop] as HTML, cut into runs at the spans.
func (r *renderer) text(start, stop int, escape func(i, stop, limit int) int) {
	for start < stop {
		for r.span < len(r.spans) && r.spans[r.span].End <= start {
			r.span++
		}
		if r.span == len(r.spans) || r.spans[r.span].Start >= stop {
			escape(start, stop, stop)
			return
		}
		s := r.spans[r.span]
		if s.Start > start {
			start = escape(start, stop, s.Start)
			continue
		}
		r.startRun()
		start = escape(start, stop, min(stop, s.End))
		r.endRun()
		if s.End <= start && r.depth == 0 && !r.marked[r.span] {
			r.ended(s.End, stop)
		}
	}
}

// startRun starts a run of the span, or goes on with the one just ended.
func (r *renderer) startRun() {
	if n := len(r.slots) - 1; n >= 0 && r.slots[n] == (slotAt{len(r.html), RunEnd, r.span}) {
		r.slots = r.slots[:n]
		return
	}
	r.slot(RunStart, r.span)
}

// endRun ends a run, or takes it back if nothing has come of its bytes.
func (r *renderer) endRun() {
	if n := len(r.slots) - 1; n >= 0 && r.slots[n] == (slotAt{len(r.html), RunStart, r.span}) {
		r.slots = r.slots[:n]
		return
	}
	r.slot(RunEnd, r.span)
}

// ended marks the span that is being written, if no markup of the text's own
// lies before its end.
func (r *renderer) ended(end, stop int) {
	if end <= stop {
		r.mark(r.span)
	}
}

// attribute starts an attribute's value.
func (r *renderer) attribute(name, value string) {
	r.write(" ")
	r.write(name)
	r.write(`="`)
	r.html = appendEscaped(r.html, value)
	r.write(`"`)
}

// footnotes renders the notes at the end of the article.
func (r *renderer) footnotes(notes []*footnote) {
	if len(notes) == 0 {
		return
	}
	r.write("<div class=\"footnotes\" role=\"doc-endnotes\">\n<hr>\n<ol>\n")
	for _, n := range notes {
		r.write("<li")
		r.attribute("id", r.st.notes[n.label].id)
		r.write(">\n")
		r.blocks(n)
		r.write("</li>\n")
	}
	r.write("</ol>\n</div>\n")
}

func itoa(n int) string { return strconv.Itoa(n) }
