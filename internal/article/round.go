package article

import (
	"bytes"
	"slices"
	"strings"

	"stet/internal/source"
)

// Numbers in round brackets are markers in some houses, "(1, 2)", and anything
// in others: counts, steps, items. They are markers where an article has a
// numbered list of works, no markers of another kind, and such numbers at the
// ends of its clauses for half of the list at least, and for two works of it; where
// it has one alone, at the ends of sentences.

// A roundMarker is one of them.
type roundMarker struct {
	cut    // with the brackets, in text
	labels []string
	leads  bool // its sentence, and belongs to the one before
}

// roundMarkers makes markers of the numbers in round brackets, if that is how
// the article marks its sources, and of those that say so: "(ref. 12)".
func (r *reader) roundMarkers() {
	r.referredMarkers()
	works := map[string]bool{}
	for _, e := range r.article.Entries {
		if !e.Footnote && parseLabels([]byte(e.Label)) != nil {
			works[e.Label] = true
		}
	}
	if slices.ContainsFunc(r.inlines, func(in Inline) bool { return in.Kind == Marker }) {
		return
	}
	if len(works) == 0 {
		if found := r.unlistedRound(); found != nil {
			r.takeBack(found)
			r.markRound(found)
		}
		return
	}
	found := make([][]roundMarker, len(r.drafts))
	leading := r.trailsSentences()
	marked := map[string]bool{}
	for i := range r.drafts {
		found[i] = r.roundMarkersIn(i, works, leading)
		for _, m := range found[i] {
			for _, label := range m.labels {
				marked[label] = true
			}
		}
	}
	few := len(marked) < min(len(works), 2) || 2*len(marked) < len(works)
	if few || len(works) == 1 && !r.endSentences(found) {
		return
	}
	r.takeBack(found)
	r.markRound(found)
}

// referredMarkers makes markers of "(ref. 12)".
func (r *reader) referredMarkers() {
	if !bytes.Contains(r.text, []byte("(ref")) {
		return
	}
	found := make([][]roundMarker, len(r.drafts))
	for i, d := range r.drafts {
		b := r.text[d.start:d.end]
		for at := 0; at < len(b); at++ {
			n := 0
			if b[at] == '(' {
				n = refWord(b[at+1:])
			}
			end := bytes.IndexByte(b[at:], ')')
			if n == 0 || end < n {
				continue
			}
			if labels := parseLabels(b[at+1+n : at+end]); labels != nil {
				found[i] = append(found[i], roundMarker{cut: cut{d.start + at, d.start + at + end + 1}, labels: labels})
			}
		}
	}
	r.markRound(found)
}

// endSentences reports whether each marker is the last of its sentence.
func (r *reader) endSentences(found [][]roundMarker) bool {
	for i := range found {
		for _, m := range found[i] {
			if len(bytes.Trim(r.text[m.end:r.drafts[i].end], ".!?")) > 0 {
				return false
			}
		}
	}
	return true
}

// trailsSentences reports whether numbers stand behind the full stops of their
// sentences, so that they seem to lead the next: the last of a paragraph stands
// alone, and no paragraph starts with one.
func (r *reader) trailsSentences() bool {
	alone := false
	for i, d := range r.drafts {
		words := r.text[d.start:d.end]
		end := roundEnd(words, 0)
		if end == 0 {
			continue
		}
		if i == 0 || r.sentences[i-1].BlockID != r.sentences[i].BlockID {
			return false
		}
		alone = alone || end == len(words)
	}
	return alone
}

// roundEnd is where a number in round brackets ends that starts at b[i], 0 if
// none does.
func roundEnd(b []byte, i int) int {
	if i+2 >= len(b) || b[i] != '(' || !isDigit(b[i+1]) {
		return 0
	}
	n := bytes.IndexByte(b[i:min(len(b), i+60)], ')')
	if n < 0 || parseLabels(b[i+1:i+n]) == nil {
		return 0
	}
	return i + n + 1
}

// roundMarkersIn are the numbers of sentence i that stand where markers do and
// lead to works.
func (r *reader) roundMarkersIn(i int, works map[string]bool, leading bool) []roundMarker {
	d := r.drafts[i]
	b := r.text[d.start:d.end]
	var found []roundMarker
	for at := bytes.IndexByte(b, '('); at >= 0 && at < len(b); at++ {
		end := roundEnd(b, at)
		if end == 0 {
			continue
		}
		m := roundMarker{cut: cut{d.start + at, d.start + end}, labels: parseLabels(b[at+1 : end-1])}
		m.leads = at == 0
		known := !slices.ContainsFunc(m.labels, func(label string) bool { return !works[label] })
		if known && (m.leads && leading || at > 0 && marksClause(b, at, end)) {
			found = append(found, m)
		}
	}
	return found
}

// marksClause reports whether what stands in b[at:end] ends a clause, or stands
// behind its comma, or behind a word for a study or people.
func marksClause(b []byte, at, end int) bool {
	if end == len(b) || strings.IndexByte(".,;:)!?", b[end]) >= 0 {
		return true
	}
	before := bytes.TrimRight(b[:at], " ")
	if bytes.HasSuffix(before, []byte(",")) {
		return true
	}
	word := before[bytes.LastIndexByte(before, ' ')+1:]
	switch string(bytes.ToLower(word)) {
	case "al.", "al", "study", "studies", "trial", "trials", "review", "reviews", "meta-analysis", "meta-analyses", "authors", "researchers", "colleagues", "coworkers", "co-workers":
		return true
	}
	return false
}

// takeBack gives the markers that lead a sentence to the sentence before.
func (r *reader) takeBack(found [][]roundMarker) {
	for i := len(found) - 1; i > 0; i-- {
		if len(found[i]) == 0 || !found[i][0].leads {
			continue
		}
		m := found[i][0]
		m.leads = false
		found[i], found[i-1] = found[i][1:], append(found[i-1], m)
		r.recut(i-1, cut{r.drafts[i-1].start, m.end})
		rest := appendCut(nil, r.text, m.end, r.drafts[i].end)
		if rest == nil {
			r.drafts[i].end = r.drafts[i].start // nothing is left
			continue
		}
		r.recut(i, rest[0])
	}
	kept := 0
	for i := range r.drafts {
		if r.drafts[i].end > r.drafts[i].start {
			r.drafts[kept], r.sentences[kept], found[kept] = r.drafts[i], r.sentences[i], found[i]
			kept++
		}
	}
	for i := kept; i < len(found); i++ {
		found[i] = nil
	}
	r.drafts, r.sentences = r.drafts[:kept], r.sentences[:kept]
}

// recut gives sentence i another start or end, which its inlines move with.
func (r *reader) recut(i int, to cut) {
	d, s := &r.drafts[i], &r.sentences[i]
	if to.start != d.start {
		s.Span.Start = startOf(r.runs, int32(to.start))
		for k := d.inlines; k < d.inlinesEnd; k++ {
			in := &r.inlines[k]
			in.Start, in.End = max(0, in.Start+d.start-to.start), max(0, in.End+d.start-to.start)
			s.Span.Start = min(s.Span.Start, in.Span.Start)
		}
	}
	if to.end != d.end {
		s.Span.End = endOf(r.runs, int32(to.end))
	}
	d.cut = to
	d.runs, d.runsEnd = at(r.runs, int32(to.start)), at(r.runs, int32(to.end-1))+1
}

// markRound adds the markers to the inlines of their sentences.
func (r *reader) markRound(found [][]roundMarker) {
	inlines := make([]Inline, 0, len(r.inlines)+len(found))
	for i := range r.drafts {
		d := &r.drafts[i]
		from := len(inlines)
		inlines = append(inlines, r.inlines[d.inlines:d.inlinesEnd]...)
		for _, m := range found[i] {
			span := source.Span{Start: startOf(r.runs, int32(m.start)), End: endOf(r.runs, int32(m.end))}
			for _, label := range m.labels {
				inlines = append(inlines, Inline{Marker, m.start - d.start, m.end - d.start, span, label})
			}
		}
		slices.SortStableFunc(inlines[from:], func(a, b Inline) int { return a.Start - b.Start })
		d.inlines, d.inlinesEnd = from, len(inlines)
	}
	r.inlines = inlines
}
