package article

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// Some lists of references stand under no title that says so: "Resources",
// "What I read", or nothing at all. Their items tell: each is a reference from
// its first word to its pages.

// leastReference is the least length in bytes of what stands before the volume of
// a reference: authors, a title, a journal, a year.
const leastReference = 30

// maxIDs bounds the ids and addresses behind the pages of a reference.
const maxIDs = 200

// bareReferences reports whether the items of a list are nothing but references:
// two at least, the first, and of three two. The others may lack the pages.
func (r *reader) bareReferences(n *ast.List) bool {
	if n.ChildCount() < 2 || !r.mayHaveVolume(n.FirstChild()) {
		return false
	}
	found, others := 0, 0
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		w, ok := r.whole(item)
		switch {
		case ok && isReference(r.text[w.start:w.end]):
			found++
		case ok && found > 0 && r.looksLikeWork(w):
			others++
		default:
			ok = false
		}
		r.discard()
		if !ok {
			return false
		}
	}
	return found > 1 && found >= 2*others
}

// mayHaveVolume looks at the source of an item's first block, so that the lists
// of most articles need not be read twice.
func (r *reader) mayHaveVolume(item ast.Node) bool {
	first := item.FirstChild()
	if first == nil || first.Type() != ast.TypeBlock {
		return false
	}
	for i := range first.Lines().Len() {
		line := first.Lines().At(i)
		if _, end := volume(r.src[line.Start:line.Stop]); end > 0 {
			return true
		}
	}
	return false
}

// isReference reports whether b is a reference and nothing besides: a year, a
// volume with its pages, and behind them ids and addresses alone.
func isReference(b []byte) bool {
	start, end := volume(b)
	if start < leastReference || !isUpper(b[0]) && b[0] < 0x80 && b[0] != '"' || year(b) == 0 {
		return false
	}
	rest := bytes.TrimLeft(b[end:], " .,;)")
	if len(rest) > maxIDs {
		return false
	}
	for word := range bytes.FieldsSeq(rest) {
		word = bytes.Trim(word, "[]().,;:")
		id := len(word) == 0 || bytes.ContainsAny(word, "0123456789/")
		for _, name := range [...]string{"doi", "pmid", "pmcid", "pubmed", "epub", "available", "from", "free", "full", "text", "pdf", "link", "article"} {
			id = id || bytes.EqualFold(word, []byte(name))
		}
		if !id {
			return false
		}
	}
	return true
}

// isLabelled reports whether b is a reference behind a label: "Citation: Smith J.
// (2018). Zinc. Gut, 3(4), 5-6."
func isLabelled(b []byte) bool {
	b = bytes.Trim(b, " ")
	i := bytes.IndexByte(b[:min(len(b), len("references:"))], ':')
	if i < 0 {
		return false
	}
	switch string(bytes.ToLower(b[:i])) {
	case "reference", "citation", "source", "study", "paper", "publication", "ref":
		return isReference(bytes.TrimLeft(b[i+1:], " "))
	}
	return false
}

// volume is where the last volume of b with its pages starts and ends: "12:45-50",
// "12(3):45", "12(3), 45–50", "2018;12:45"; zeros if it has none.
func volume(b []byte) (start, end int) {
	for i := 0; i < len(b); i++ {
		if !isDigit(b[i]) || i > 0 && (isWord(b[i-1]) || b[i-1] == '/' || b[i-1] == '.') {
			continue
		}
		n := digits(b, i)
		issue := false
		if n < len(b) && b[n] == '(' && n+1 < len(b) && isDigit(b[n+1]) {
			if k := bytes.IndexByte(b[n:min(len(b), n+12)], ')'); k > 0 {
				n, issue = n+k+1, true
			}
		}
		mark := n
		if n < len(b) && (b[n] == ':' || b[n] == ',' && issue) {
			for n++; n < len(b) && (b[n] == ' ' || b[n] == 'e' || b[n] == 'E' || b[n] == 'S'); n++ {
			}
		}
		if n > mark && n-mark < 4 && n < len(b) && isDigit(b[n]) && !(b[mark] == ':' && !issue && digits(b, n) == n+2 && n == mark+1 && mark-i < 3) { // and no time of day
			start, end = i, pages(b, n)
			i = end
		}
	}
	return start, end
}

// digits is the byte behind the digits of b from i on.
func digits(b []byte, i int) int {
	for i < len(b) && isDigit(b[i]) {
		i++
	}
	return i
}

// pages is the byte behind the pages of b at i, "45-50", "e123–e130".
func pages(b []byte, i int) int {
	for i < len(b) {
		switch {
		case isDigit(b[i]) || b[i] == '-' || b[i] == 'e' || b[i] == 'S':
			i++
		case bytes.HasPrefix(b[i:], []byte("–")):
			i += len("–")
		default:
			return i
		}
	}
	return i
}
