package article

import (
	"bytes"
	"slices"
	"sort"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"stet/internal/source"
)

// A composer makes sentences of the blocks that a flattener reads.
type composer struct {
	flattener

	sentences []Sentence
	drafts    []draft // of sentences, one for one
	inlines   []Inline
	blockID   int

	cuts   []cut
	pieces []piece
	wholes []whole
	placed []placedMark
}

// A draft is what a sentence needs of buffers that still grow.
type draft struct {
	cut
	runs, runsEnd       int
	inlines, inlinesEnd int
}

// A piece is what stands between two line ends of a block.
type piece struct {
	marks       int // marks before its end
	cuts, limit int // its sentences, of the block's cuts
}

// A placedMark is a mark with the sentence it falls into, of the block's cuts.
type placedMark struct {
	cut    int
	inline Inline
}

// compose reads one block of text as sentences that stand under heading.
func (c *composer) compose(n ast.Node, kind BlockKind, heading int) {
	c.block()
	c.children(n)
	c.sentencesOf(kind, heading)
}

// sentencesOf makes sentences of the block read last.
func (c *composer) sentencesOf(kind BlockKind, heading int) {
	c.blockID++
	c.cutBlock()
	if len(c.cuts) == 0 {
		c.discard()
		return
	}
	c.place()
	next := 0
	for i, cut := range c.cuts {
		s := Sentence{
			Heading: heading,
			Block:   kind,
			BlockID: c.blockID,
			Span:    source.Span{Start: startOf(c.runs, int32(cut.start)), End: endOf(c.runs, int32(cut.end))},
		}
		d := draft{cut: cut, runs: at(c.runs, int32(cut.start)), runsEnd: at(c.runs, int32(cut.end-1)) + 1, inlines: len(c.inlines)}
		for ; next < len(c.placed) && c.placed[next].cut == i; next++ {
			c.inlines = c.widen(c.inlines, &s, cut, c.placed[next].inline)
		}
		d.inlinesEnd = len(c.inlines)
		c.sentences = append(c.sentences, s)
		c.drafts = append(c.drafts, d)
	}
}

// widen makes the span of s reach over the markup of in, which starts or ends
// with the sentence, and appends in to inlines.
func (c *composer) widen(inlines []Inline, s *Sentence, cut cut, in Inline) []Inline {
	if in.Start == in.End || in.Start >= cut.start-1 && in.Start <= cut.start {
		s.Span.Start = min(s.Span.Start, in.Span.Start)
	}
	if in.Start == in.End || in.End >= cut.end && in.End <= cut.end+1 {
		s.Span.End = max(s.Span.End, in.Span.End)
	}
	if in.Kind == wrapper {
		return inlines
	}
	in.Start = min(max(in.Start, cut.start), cut.end) - cut.start
	in.End = min(max(in.End, cut.start), cut.end) - cut.start
	return append(inlines, in)
}

// cutBlock cuts the block into sentences, piece by piece.
func (c *composer) cutBlock() {
	c.cuts, c.pieces, c.wholes = c.cuts[:0], c.pieces[:0], c.wholes[:0]
	for _, m := range c.marks {
		if m.end > m.start && (m.kind == Link || m.kind == Element || m.kind == Code || m.kind == Emphasis && isTitle(c.text[m.start:m.end])) {
			c.wholes = append(c.wholes, whole{m.start, m.end})
		}
	}
	c.lines = append(c.lines, lineEnd{len(c.text), len(c.marks)})
	start, wholes := c.start, c.wholes
	for _, line := range c.lines {
		p := piece{marks: line.marks, cuts: len(c.cuts)}
		for len(wholes) > 0 && wholes[0].end <= start {
			wholes = wholes[1:]
		}
		if isLabelled(c.text[start:line.text]) {
			c.cuts = appendCut(c.cuts, c.text, start, line.text)
		} else {
			c.cuts = split(c.cuts, c.text, start, line.text, wholes)
		}
		c.join(p.cuts)
		p.limit = len(c.cuts)
		c.pieces = append(c.pieces, p)
		start = line.text
	}
}

// maxTitle bounds in bytes what is taken for the name of a journal.
const maxTitle = 100

// isTitle reports whether the words of an emphasis are a name with short forms:
// "Opt. Express", "Spectrochim. Acta A". All words but small ones have a
// capital.
func isTitle(text []byte) bool {
	if len(text) > maxTitle || !bytes.Contains(text, []byte(". ")) {
		return false
	}
	for word := range bytes.FieldsSeq(text) {
		if isLower(word[0]) && len(word) > 3 {
			return false
		}
	}
	return true
}

// join glues together what makes no sentence of its own, in the sentences from
// the given one on: a bold lead-in goes to the sentence behind it, links alone
// to the one before.
func (c *composer) join(from int) {
	if len(c.cuts)-from < 2 {
		return
	}
	kept := from
	for i, this := range c.cuts[from+1:] {
		if i == 0 && c.isLabel(c.cuts[from]) || c.isSourceLine(this) {
			c.cuts[kept].end = this.end
			continue
		}
		kept++
		c.cuts[kept] = this
	}
	c.cuts = c.cuts[:kept+1]
}

// marksFrom are the marks that start at the byte i of the text or later.
func (c *composer) marksFrom(i int) []mark {
	return c.marks[sort.Search(len(c.marks), func(k int) bool { return c.marks[k].start >= i }):]
}

// isLabel reports whether x is a bold lead-in of a paragraph, of three words at
// most: "**Sleep.** Magnesium helped".
func (c *composer) isLabel(x cut) bool {
	words := c.text[x.start:x.end]
	if bytes.Count(words, []byte(" ")) > 2 || bytes.IndexByte(words, '?') >= 0 {
		return false
	}
	for _, m := range c.marksFrom(x.start) {
		if m.start > x.start {
			break
		}
		if m.kind == Strong && m.end >= x.end-1 && m.end <= x.end+1 {
			return true
		}
	}
	return false
}

// isID reports whether words are an id, with its name where it needs one, and
// nothing else: "PMID: 29480918", "PMC3171406".
func isID(words []byte) bool {
	if isBareID(words) {
		return true
	}
	for _, name := range []string{"PMID", "PMCID", "DOI"} {
		if rest := words[min(len(name), len(words)):]; hasPrefixFold(words, name) && len(rest) > 4 && (rest[0] == ':' || rest[0] == ' ') {
			rest = bytes.TrimSpace(rest[1:])
			return bytes.IndexByte(rest, ' ') < 0 && bytes.ContainsAny(rest, "0123456789")
		}
	}
	return false
}

// isSourceLine reports whether x is nothing but links or an id that name a
// source.
func (c *composer) isSourceLine(x cut) bool {
	words := bytes.TrimSuffix(c.text[x.start:x.end], []byte("."))
	if isID(words) {
		return true
	}
	if bytes.Count(words, []byte(" ")) > 2 && !isSource(bytes.TrimPrefix(words, []byte("("))) {
		return false
	}
	i := x.start
	if label, _, ok := bytes.Cut(words[:min(len(words), 12)], []byte(": ")); ok && isSource(label) {
		i += len(label) + 1 // "Source: "
	}
	for _, m := range c.marksFrom(x.start) {
		if m.start >= x.end || hasWords(c.text[i:max(i, m.start)]) {
			break
		}
		if m.kind == Link {
			i = max(i, m.end)
		}
	}
	return i > x.start && !hasWords(c.text[min(i, x.end):x.end])
}

// maxSpread bounds the sentences that one mark is placed in: what is bold or
// quoted for longer is layout.
const maxSpread = 100

// place finds the sentences of every mark, in the order of sentences.
func (c *composer) place() {
	c.placed = c.placed[:0]
	first, p := 0, 0
	ordered := true
	for i, m := range c.marks {
		for p < len(c.pieces)-1 && i >= c.pieces[p].marks {
			p++
		}
		for first < len(c.cuts)-1 && c.cuts[first].end < m.start {
			first++
		}
		in := Inline{m.kind, m.start, m.end, m.span, m.target}
		if m.start == m.end {
			k := c.pointCut(m.start, first, p)
			ordered = ordered && (len(c.placed) == 0 || c.placed[len(c.placed)-1].cut <= k)
			c.placed = append(c.placed, placedMark{k, in})
			continue
		}
		for k := first; k < min(len(c.cuts), first+maxSpread) && c.cuts[k].start < m.end; k++ {
			if m.start < c.cuts[k].end {
				ordered = ordered && (len(c.placed) == 0 || c.placed[len(c.placed)-1].cut <= k)
				c.placed = append(c.placed, placedMark{k, in})
			}
		}
	}
	if !ordered {
		slices.SortStableFunc(c.placed, func(a, b placedMark) int { return a.cut - b.cut })
	}
}

// pointCut is the sentence of a mark without words at i, in piece p: the one
// it stands in or behind; before the first it belongs to that one.
func (c *composer) pointCut(i, first, p int) int {
	low, high := c.pieces[p].cuts, c.pieces[p].limit
	if low == high {
		return min(max(low-1, 0), len(c.cuts)-1)
	}
	k := min(max(first-1, low), high-1)
	for k+1 < high && c.cuts[k+1].start < i {
		k++
	}
	return k
}

func hasWords(b []byte) bool {
	for i, c := range b {
		if c < 0x80 && isWord(c) && c != '_' {
			return true
		}
		if c >= 0xc0 {
			if r, _ := utf8.DecodeRune(b[i:]); unicode.IsLetter(r) || unicode.IsDigit(r) {
				return true
			}
		}
	}
	return false
}

// order puts the sentences in the order of the file, should goldmark have put a
// table before the lines in front of it.
func (c *composer) order() {
	byPlace := func(a, b Sentence) int { return a.Span.Compare(b.Span) }
	if slices.IsSortedFunc(c.sentences, byPlace) {
		return
	}
	places := make([]int, len(c.sentences))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int { return byPlace(c.sentences[a], c.sentences[b]) })
	sentences, drafts := make([]Sentence, len(places)), make([]draft, len(places))
	id := 0
	for i, at := range places {
		sentences[i], drafts[i] = c.sentences[at], c.drafts[at]
		if i == 0 || sentences[i].BlockID != c.sentences[places[i-1]].BlockID {
			id++
		}
		sentences[i].BlockID = id
	}
	c.sentences, c.drafts = sentences, drafts
}

// finish gives all sentences their text, runs and inlines. What it gives holds
// on to nothing of c.
func (c *composer) finish() []Sentence {
	c.order()
	text, runs, inlines, sentences := string(c.text), slices.Clone(c.runs), slices.Clone(c.inlines), slices.Clone(c.sentences)
	for i := range sentences {
		s, d := &sentences[i], c.drafts[i]
		s.Plain = text[d.start:d.end]
		s.Offsets = Offsets{base: int32(d.start), runs: runs[d.runs:d.runsEnd:d.runsEnd]}
		if d.inlinesEnd > d.inlines {
			s.Inlines = inlines[d.inlines:d.inlinesEnd:d.inlinesEnd]
		}
	}
	return sentences
}

// composers are those that are not in use: what they grow to for one article
// serves for the next.
var composers = sync.Pool{New: func() any { return new(composer) }}

func newComposer(src []byte, st *state, cite []string) *composer {
	c := composers.Get().(*composer)
	c.src, c.st, c.cite = src, st, cite
	return c
}

// maxKept is how many bytes of text a composer may have had to be kept.
const maxKept = 1 << 20

// free makes c empty, for others to use.
func (c *composer) free() {
	if cap(c.text) > maxKept {
		return
	}
	f := flattener{text: c.text[:0], runs: c.runs[:0], marks: emptied(c.marks), lines: c.lines[:0], lineStarts: c.lineStarts[:0]}
	*c = composer{
		flattener: f,
		sentences: emptied(c.sentences),
		drafts:    c.drafts[:0],
		inlines:   emptied(c.inlines),
		cuts:      c.cuts[:0],
		pieces:    c.pieces[:0],
		wholes:    c.wholes[:0],
		placed:    emptied(c.placed),
	}
	composers.Put(c)
}

// emptied is list without elements, which holds on to nothing.
func emptied[T any](list []T) []T {
	clear(list[:cap(list)])
	return list[:0]
}
