package claim

import (
	"strings"

	"stet/internal/cite"
)

// findWritten adds the ids that stand in the text itself: "PMID: 29480918",
// "doi:10.1000/182", "pubmed.ncbi.nlm.nih.gov/29480918". Those in the words of a
// link belong to it.
func (r *sentence) findWritten() {
	for i := 0; i < len(r.toks); i++ {
		t := &r.toks[i]
		switch c := lower(r.Plain[t.start]); {
		case t.kind == mark, t.kind == word && c != 'p' && c != 'd' && c != 'n' && c != 'e':
			continue
		}
		text, end := r.writtenAt(i)
		if text == "" || r.cites(t.start) {
			continue
		}
		c := citation{start: t.start, end: end}
		c.add(text)
		list := r.pmidWord(i)
		for i+1 < len(r.toks) && r.toks[i+1].start < end {
			i++
		}
		for next := r.nextPMID(i + 1); list && next > 0; next = r.nextPMID(i + 1) {
			i, c.end = next, r.toks[next].end
			c.add("pmid:" + r.at(i))
		}
		c.span = r.Offsets.Span(c.start, c.end)
		r.cited = append(r.cited, c)
	}
}

// writtenAt is the id that is written from token i on, as ParseID reads it, and
// the byte of the words behind it; "" if none is.
func (r *sentence) writtenAt(i int) (text string, end int) {
	t := &r.toks[i]
	switch w := r.at(i); {
	case t.kind == number:
		if strings.HasPrefix(w, "10.") {
			return r.doiAt(t.start)
		}
	case i+2 < len(r.toks) && r.toks[i+1].glued && r.isMark(i+1, ".") && r.toks[i+2].glued:
		return r.addressAt(t.start)
	case r.isWord(i, "pubmed"):
		return r.digitsAfter(i+1, "pmid:", 4) // "PubMed: 12 hits"
	case r.pmidWord(i):
		return r.digitsAfter(i+1, "pmid:", 1)
	case strings.EqualFold(w, "pmcid"):
		return r.digitsAfter(i+1, "pmcid:", 4)
	case len(w) > 5 && strings.HasPrefix(w, "PMC") && isDigit(w[3]):
		return w, t.end
	case w == "PMC" && i+1 < len(r.toks) && r.toks[i+1].kind == number && len(r.at(i+1)) > 5:
		return w + r.at(i+1), r.toks[i+1].end
	case strings.EqualFold(w, "doi"):
		return r.doiAfter(t.end)
	}
	return "", 0
}

// pmidWord reports whether token i says that PMIDs follow.
func (r *sentence) pmidWord(i int) bool {
	return r.isWord(i, "pmid") || r.isWord(i, "pmids") || r.isWord(i, "pubmed")
}

// nextPMID is the token of a further PMID, behind a comma or "and" at token i; -1
// if none follows. Other numbers in lists are shorter.
func (r *sentence) nextPMID(i int) int {
	for n := 0; n < 2 && (r.isMark(i, ",;/&") || r.isWord(i, "and")); n++ {
		i++
	}
	if w := r.at(i); len(w) < 7 || len(w) > 8 || strings.Trim(w, "0123456789") != "" {
		return -1
	}
	return i
}

// addressAt reads an address without a scheme, which markdown takes for words:
// "pubmed.ncbi.nlm.nih.gov/29480918". Only the hosts that file works under their
// ids count.
func (r *sentence) addressAt(at int) (text string, end int) {
	rest := r.Plain[at:]
	if i := strings.IndexAny(rest, " \t|<>\"”*"); i >= 0 {
		rest = rest[:i]
	}
	host, path, ok := strings.Cut(rest, "/")
	if !ok || path == "" || !strings.HasSuffix(host, "ncbi.nlm.nih.gov") && !strings.HasSuffix(host, "doi.org") && host != "europepmc.org" {
		return "", 0
	}
	id, ok, err := cite.ParseLink(rest)
	if !ok || err != nil || id.Kind == cite.KindURL {
		return "", 0
	}
	return id.String(), at + len(strings.TrimRight(rest, ".,;:)]'’”"))
}

// cites reports whether a citation lies over byte i of the words.
func (r *sentence) cites(i int) bool {
	for k := range r.cited {
		if c := &r.cited[k]; c.start <= i && i < c.end && (len(c.ids) > 0 || len(c.bad) > 0) {
			return true
		}
	}
	return false
}

// digitsAfter reads the number behind "PMID" at token i, over a colon; it has at
// least that many digits.
func (r *sentence) digitsAfter(i int, prefix string, digits int) (text string, end int) {
	for r.isMark(i, ":#.") || r.isWord(i, "id") {
		i++
	}
	w := r.at(i)
	if w == "" || !isDigit(w[0]) && !strings.HasPrefix(w, "PMC") || len(w) < digits {
		return "", 0
	}
	return prefix + w, r.toks[i].end
}

func (r *sentence) doiAfter(at int) (text string, end int) {
	for at < len(r.Plain) && (r.Plain[at] == ':' || r.Plain[at] == ' ' || r.Plain[at] == '.') {
		at++
	}
	if strings.HasPrefix(r.Plain[at:], "https://doi.org/") {
		at += len("https://doi.org/")
	}
	return r.doiAt(at)
}

// doiAt reads a DOI at byte at of the words.
func (r *sentence) doiAt(at int) (text string, end int) {
	rest := r.Plain[at:]
	if i := strings.IndexAny(rest, " \t|\"”*"); i >= 0 {
		rest = rest[:i]
	}
	if i := strings.IndexAny(rest, "<>"); i >= 0 && !strings.Contains(rest[i:], "::") { // as old DOIs of Wiley have them
		rest = rest[:i]
	}
	prefix, suffix, ok := strings.Cut(rest, "/")
	if !ok || suffix == "" || len(prefix) < 7 || !strings.HasPrefix(prefix, "10.") || strings.Trim(prefix[3:], "0123456789.") != "" {
		return "", 0
	}
	rest = strings.TrimRight(rest, ".,;:)]'’”")
	if strings.Count(rest, "(") > strings.Count(rest, ")") {
		rest += ")"
	}
	return "doi:" + rest, at + len(rest)
}
