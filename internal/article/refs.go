package article

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"stet/internal/source"
)

// An Entry is one work of a reference list, or one footnote.
type Entry struct {
	// Label is "7" for item 7 of a numbered list, "note" for [^note]. Items
	// of a list without numbers have their place in it as label if the
	// article's markers count them, else "".
	Label    string
	Footnote bool
	Span     source.Span
	Plain    string
	Links    []string // addresses in it
	Cites    []string // the insides of its citations, "@a; @b"
}

// A section is the reference list that a reader is in.
type section struct {
	level   int  // of its heading; 7 for a bold line or the like, 0 for none
	strict  bool // what is in it must look like a work
	entries int  // so far
}

// inlineLevel is the level of a section whose title is no heading.
const inlineLevel = 7

// Words of the titles of reference lists. A title holds no other words; one of
// the first group makes it a list of references, one of the second if most of
// the items look like works.
var (
	listWords    = wordSet("references reference bibliography citations cited footnotes endnotes")
	perhapsWords = wordSet("sources source studies literature reading")
	sideWords    = wordSet("and the for of in this article page our list works work key selected scientific medical clinical full all further additional notes links peer reviewed main primary recommended academic view show see click expand list supporting top")
)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for word := range bytes.FieldsSeq([]byte(s)) {
		m[string(word)] = true
	}
	return m
}

// referenceTitle reports whether title stands over a list of references, and
// whether its items must look like works to be taken for such. A remark in
// brackets behind it may say anything: "References (all verified)".
func referenceTitle(title []byte) (is, strict bool) {
	if i := bytes.IndexByte(title, '('); i > 0 {
		title = title[:i]
	}
	if len(title) > 60 {
		return false, false
	}
	strict = true
	for word := range bytes.FieldsFuncSeq(title, func(r rune) bool { return r < 'A' || r > 'Z' && r < 'a' || r > 'z' && r < 0x80 }) {
		switch w := bytes.ToLower(word); {
		case listWords[string(w)]:
			is, strict = true, false
		case perhapsWords[string(w)]:
			is = true
		case !sideWords[string(w)] && word[0] < 0x80:
			return false, false
		}
	}
	return is, strict
}

// endsInReferences reports whether the title of a heading ends in "references",
// whatever is before it: "Core References".
func endsInReferences(title []byte) bool {
	fields := bytes.Fields(title)
	return len(fields) > 0 && len(fields) < 4 && bytes.EqualFold(fields[len(fields)-1], []byte("references"))
}

// enter opens a section under a title of a level, or closes the one that the
// title ends.
func (r *reader) enter(level int, title []byte) {
	if r.refs.level > 0 && level <= r.refs.level {
		r.refs = section{}
	}
	if is, strict := referenceTitle(title); (is || level < inlineLevel && endsInReferences(title)) && r.refs.level == 0 {
		r.refs = section{level: level, strict: strict || !is}
	}
}

// referenceParagraph reads a paragraph of a reference list: works, or prose.
func (r *reader) referenceParagraph(n ast.Node, kind BlockKind) {
	r.block()
	r.children(n)
	works := r.works()
	if !numbered(works) && !all(works, r.isWork) {
		works = nil
	}
	if works == nil {
		r.discard()
		if r.refs.level == inlineLevel {
			r.refs = section{}
		}
		r.compose(n, kind, r.heading)
		return
	}
	r.addEntries(n, works)
}

// numberedParagraph reads a paragraph that starts with a number, and reports
// whether it is a list of works, such as "[1] Smith J. ...".
func (r *reader) numberedParagraph(n ast.Node) bool {
	if lines := n.Lines(); lines.Len() == 0 || !mayBeNumbered(r.src[lines.At(0).Start:lines.At(0).Stop]) {
		return false
	}
	r.block()
	r.children(n)
	works := r.inlineWorks()
	if works == nil {
		works = r.works()
	}
	if !numbered(works) || !all(works, r.isWork) {
		r.discard()
		return false
	}
	r.addEntries(n, works)
	return true
}

// addEntries adds the works of a paragraph, which was read last. Markers lead
// to the paragraph, or to the number in brackets of a later line.
func (r *reader) addEntries(n ast.Node, works []work) {
	for i, w := range works {
		r.addEntry(w)
		bracket := len(w.marks) > 0 && w.marks[0].kind == Marker && r.src[w.marks[0].span.Start] == '['
		if i == 0 {
			r.st.anchors[n] = r.newID(w.label)
		}
		if bracket {
			r.st.entryMarks[w.marks[0].span.Start] = ""
			if i > 0 {
				r.st.entryMarks[w.marks[0].span.Start] = r.newID(w.label)
			}
		}
	}
	r.discard()
}

// addEntry adds a work of the block read last.
func (r *reader) addEntry(w work) {
	e := Entry{Label: w.label, Plain: string(r.text[w.start:w.end])}
	if w.end > w.start {
		e.Span = source.Span{Start: startOf(r.runs, int32(w.start)), End: endOf(r.runs, int32(w.end))}
	} else {
		e.Span = w.marks[0].span
	}
	for _, m := range w.marks {
		e.Span.Start = min(e.Span.Start, m.span.Start)
		e.Span.End = max(e.Span.End, m.span.End)
		switch m.kind {
		case Link:
			e.Links = append(e.Links, m.target)
		case Citation:
			e.Cites = append(e.Cites, m.target)
		}
	}
	r.article.Entries = append(r.article.Entries, e)
	r.refs.entries++
}

// referenceList reads a list within a reference list's section.
func (r *reader) referenceList(n *ast.List) {
	if r.refs.strict && !r.mostlyWorks(n) {
		r.blocks(n, Paragraph)
		return
	}
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		label := ""
		if n.IsOrdered() {
			if written := r.writtenBefore(item); written > number { // markdown counts, whatever is written
				number = written
				r.st.skipTo(item, number)
			}
			label = strconv.Itoa(number)
			number++
		}
		r.item(item, label)
	}
}

// skipTo notes that an item of a list has that number, and not the one behind the
// item before.
func (st *state) skipTo(item ast.Node, number int) {
	if st.numbers == nil {
		st.numbers = map[ast.Node]int{}
	}
	st.numbers[item] = number
}

// mostlyWorks reports whether half of the items look like works.
func (r *reader) mostlyWorks(n *ast.List) bool {
	works := 0
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if w, ok := r.whole(item); ok && r.isWork(w) {
			works++
		}
		r.discard()
	}
	return 2*works >= n.ChildCount()
}

// whole reads all text of n as one work, and reports whether there is any.
func (r *reader) whole(n ast.Node) (work, bool) {
	r.block()
	r.leaves(n)
	found := appendCut(nil, r.text, r.start, len(r.text))
	if found == nil { // a bare address has no words
		return work{cut: cut{r.start, r.start}, marks: r.marks}, len(r.marks) > 0
	}
	return work{cut: found[0], marks: r.marks}, true
}

// leaves reads the blocks of text within n as lines of one.
func (r *reader) leaves(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.Kind() {
		case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, extast.KindTableCell:
			r.prepare(c)
			if len(r.text) > r.start {
				if c.Kind() == extast.KindTableCell {
					r.separator(c)
				} else {
					r.space(r.end, r.end+1)
				}
			}
			r.line = len(r.text)
			r.children(c)
		case ast.KindLinkReferenceDefinition, kindAside, ast.KindCodeBlock, ast.KindFencedCodeBlock:
		default:
			r.leaves(c)
		}
	}
}

// tableEntry reads a row of a table in a reference list, and reports whether it
// is a work. Where all is references, a year and a link or an id make it one. A number in
// its first cell is its label.
func (r *reader) tableEntry(n ast.Node) bool {
	defer r.discard()
	w, ok := r.whole(n)
	if !ok {
		return false
	}
	words := r.text[w.start:w.end]
	linked := slices.ContainsFunc(w.marks, func(m mark) bool { return m.kind == Link })
	if !r.isWork(w) && (r.refs.strict || !linked && !hasIDCell(words) || year(words) == 0) {
		return false
	}
	if number, _, ok := bytes.Cut(words, []byte(" |")); ok && parseLabels(bytes.Trim(number, "[]")) != nil && len(number) <= 5 {
		if cuts := appendCut(nil, r.text, w.start+len(number), w.end); cuts != nil {
			w.label, w.cut = string(bytes.Trim(number, "[]")), cuts[0]
		}
	}
	if len(w.marks) > 0 && w.marks[0].kind == Marker && w.marks[0].start == r.start {
		w.label = w.marks[0].target
	}
	r.addEntry(w)
	return true
}

// hasIDCell reports whether a cell of a row holds a DOI or a PMID and nothing
// else.
func hasIDCell(row []byte) bool {
	for cell := range bytes.SplitSeq(row, []byte("|")) {
		cell = bytes.TrimSpace(cell)
		if bytes.HasPrefix(cell, []byte("10.")) && bytes.IndexByte(cell, '/') > 0 || len(cell) >= 6 && len(cell) <= 8 && len(bytes.Trim(cell, "0123456789")) == 0 {
			return true
		}
	}
	return false
}

// item reads a list item as an entry. One that only names the works of a list
// within it is none.
func (r *reader) item(n ast.Node, label string) {
	if list, ok := n.LastChild().(*ast.List); ok && n.ChildCount() > 1 {
		if !r.firstIsWork(n) {
			r.referenceList(list)
			return
		}
	}
	w, ok := r.whole(n)
	if !ok {
		r.discard()
		return
	}
	w.label = label
	if len(w.marks) > 0 && w.marks[0].kind == Marker && w.marks[0].start == r.start {
		w.label = w.marks[0].target
	}
	r.addEntry(w)
	if id := r.newID(w.label); id != "" {
		r.st.anchors[n] = id
	}
	r.discard()
}

// firstIsWork reports whether an item's own text, before the list within it,
// looks like a work.
func (r *reader) firstIsWork(n ast.Node) bool {
	defer r.discard()
	r.block()
	r.children(n.FirstChild())
	found := appendCut(nil, r.text, r.start, len(r.text))
	return found != nil && r.looksLikeWork(work{cut: found[0], marks: r.marks})
}

// newID is the id of the entry of a label, to which its markers lead; "" if
// it has no label, or another entry has the same.
func (r *reader) newID(label string) string {
	if _, given := r.st.entryIDs[label]; given || label == "" {
		return ""
	}
	id := r.ids.unique("ref-" + slugify(label))
	r.st.entryIDs[label] = id
	return id
}

// definition reads "[1]: https://..." as an entry.
func (r *reader) definition(n *ast.LinkReferenceDefinition) {
	if parseLabels(n.Label) == nil && r.refs.level == 0 {
		return
	}
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	r.article.Entries = append(r.article.Entries, Entry{
		Label: string(n.Label),
		Span:  source.Span{Start: lines.At(0).Start, End: lines.At(lines.Len() - 1).Stop},
		Plain: destination(n.Title),
		Links: []string{destination(n.Destination)},
	})
}

// numberEntries gives the entries of lists without numbers their places as
// labels, if the article has markers that lead to nothing else.
func (r *reader) numberEntries() {
	plain := 0
	for _, e := range r.article.Entries {
		if e.Footnote || e.Label != "" {
			return
		}
		plain++
	}
	highest := 0
	for _, in := range r.inlines {
		if in.Kind != Marker {
			continue
		}
		n, err := strconv.Atoi(in.Target)
		if err != nil {
			return
		}
		highest = max(highest, n)
	}
	if highest == 0 || highest > plain {
		return
	}
	for i := range r.article.Entries {
		r.article.Entries[i].Label = strconv.Itoa(i + 1)
	}
}
