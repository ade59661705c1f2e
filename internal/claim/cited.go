package claim

import (
	"strings"

	"stet/internal/article"
	"stet/internal/cite"
	"stet/internal/source"
)

const linkKind = article.Link

// A citation is a place where a sentence points at works outright: brackets, a
// link, a marker, an id in the text.
type citation struct {
	start, end int // bytes of Plain; equal where it has no words
	span       source.Span
	ids        []cite.ID
	keys       []string
	retracted  []string // of ids and keys, as written
	bad        []BadID
	labels     []string
	footnote   bool
	brackets   bool   // "[@...]"
	element    string // the citation text of an element
	covers     bool   // a link whose words belong to the sentence, not a label
}

// findCited collects the citations of s in order. It needs no tokens.
func findCited(dst []citation, s *article.Sentence, file []byte) []citation {
	for i := range s.Inlines {
		in := &s.Inlines[i]
		c := citation{start: in.Start, end: in.End, span: in.Span}
		switch in.Kind {
		case article.Link:
			if !c.link(s, in) {
				continue
			}
		case article.Citation:
			c.brackets = true
			c.group(in.Target)
		case article.Marker:
			c.labels = []string{in.Target}
			c.footnote = in.Span.Start+2 <= len(file) && strings.HasPrefix(string(file[in.Span.Start:in.Span.Start+2]), "[^")
			if c.footnote && strings.Contains(in.Target, ":") && cite.IsID(in.Target) { // a note may be named by its work: "[^pmid:29480918]"
				c.add(in.Target)
			}
		case article.Element:
			c.element, c.covers = in.Target, true
		default:
			continue
		}
		if n := len(dst); n > 0 && dst[n-1].span.Contains(c.span) && len(c.labels) > 0 {
			dst[n-1].labels = append(dst[n-1].labels, c.labels...) // "[1,2]", and the words of a link
			continue
		}
		dst = append(dst, c)
	}
	return dst
}

// link reads a link; false if it leads to no paper and is no marker.
func (c *citation) link(s *article.Sentence, in *article.Inline) bool {
	words := strings.Trim(s.Plain[in.Start:in.End], " []()^")
	if n := len(words); n > 0 && n <= 3 && strings.Trim(words, "0123456789") == "" {
		c.labels = []string{words}
	}
	id, ok, err := cite.ParseLink(in.Target)
	switch {
	case err != nil:
		c.bad = []BadID{{in.Target, err.Error()}}
	case ok:
		c.ids = []cite.ID{id}
	case len(c.labels) > 0:
	case isSearch(in.Target):
	default:
		return false
	}
	c.covers = strings.Count(words, " ") >= 3 && !strings.ContainsAny(words, "0123456789")
	return true
}

// isSearch reports whether an address asks a database of papers: a source is
// claimed, and not named.
func isSearch(address string) bool {
	return strings.Contains(address, "ncbi.nlm.nih.gov/") && strings.Contains(address, "term=") ||
		strings.Contains(address, "europepmc.org/search") || strings.Contains(address, "scholar.google.")
}

// group reads the inside of "[@pmid:1; @key]".
func (c *citation) group(inside string) {
	for part := range strings.SplitSeq(inside, ";") {
		c.name(strings.TrimPrefix(strings.TrimSpace(part), "@"))
	}
}

// name reads one id or key.
func (c *citation) name(s string) {
	// A locator may follow: "@smith2010, p. 12".
	name, _, _ := strings.Cut(s, ", ")
	name, _, _ = strings.Cut(strings.TrimSpace(name), " ")
	if strings.EqualFold(strings.Trim(s[len(name):], ", "), "retracted") {
		c.retracted = append(c.retracted, name)
	}
	switch {
	case name == "":
		c.bad = append(c.bad, BadID{s, "citation is empty: write [@pmid:29480918] or [@key]"})
	case !cite.IsID(name):
		c.keys = append(c.keys, name)
	default:
		c.add(name)
	}
}

// add reads what is written as an id.
func (c *citation) add(text string) {
	id, err := cite.ParseID(text)
	if err != nil {
		c.bad = append(c.bad, BadID{text, err.Error()})
		return
	}
	c.ids = append(c.ids, id)
}

// isLink reports whether the words of a link to a work are n, with or without a
// noun for the study behind: "[Journal of the American Heart Association](...)".
func (r *sentence) isLink(n *journalName) bool {
	if n.cue && n.hi-n.lo == 1 && !r.is(n.hi, study) {
		return false // "[sleep](...)"
	}
	start, end := r.toks[n.lo].start, r.toks[n.hi-1].end
	for i := range r.cited {
		c := &r.cited[i]
		if len(c.ids) == 0 || c.start > start || c.start < start-1 || c.end < end {
			continue
		}
		for j := n.hi; j < len(r.toks) && r.toks[j].start < c.end; j++ {
			if r.toks[j].kind == word && !r.is(j, study|loose) && r.yearOf(j) == 0 {
				return false
			}
		}
		return true
	}
	return false
}
