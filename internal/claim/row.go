package claim

import (
	"strings"

	"stet/internal/article"
)

// findRow puts together the source that the cells of a table's row make up, each
// with a part of it: "| Lee et al. | 2019 | Sleep | less pain |".
func (r *sentence) findRow() {
	r.row = unit{study: -1, journal: -1, byline: -1}
	if r.Block != article.TableCell {
		return
	}
	u := newUnit(len(r.toks), 0)
	dated := false
	for i := range r.Inlines {
		in := &r.Inlines[i]
		if in.Kind != article.Cell {
			continue
		}
		lo, hi := tokensIn(r.toks, in.Start, in.End)
		found := false
		switch in.Target {
		case article.SourceColumn:
			found = u.byline < 0 && r.authorCell(&u, lo, hi)
		case article.JournalColumn:
			found = u.journal < 0 && r.journalCell(&u, lo, hi)
		case article.YearColumn:
			if y, end := r.yearPhrase(lo); y != 0 && end == hi {
				u.year, dated, found = y, true, true
			}
		}
		if found {
			u.reach(lo, hi)
		}
	}
	switch {
	case u.byline < 0 && u.journal < 0:
	case u.journal < 0 && !r.vouches(u.byline): // "| Gallup | 2019 |"
	case u.byline >= 0 && !dated && r.authors[u.byline].year != 0:
		u.year = r.authors[u.byline].year
		fallthrough
	case dated, u.byline >= 0 && u.journal >= 0:
		r.row = u
	}
}

// authorCell takes up the authors of a study in the cell of tokens lo to hi, if
// it names no more than one.
func (r *sentence) authorCell(u *unit, lo, hi int) bool {
	at := -1
	for k := range r.authors {
		if b := &r.authors[k]; lo <= b.lo && b.lo < hi {
			if at >= 0 {
				return false
			}
			at = k
		}
	}
	if at >= 0 {
		u.byline = at
		return true
	}
	b := byline{lo: lo}
	b.names, b.hi = r.nameList(lo)
	if len(b.names) == 0 || b.hi != hi && !r.isMark(b.hi, "([") || r.inJournal(lo) || r.toks[lo].caps {
		return false
	}
	u.byline = len(r.authors)
	r.authors = append(r.authors, b)
	return true
}

// vouches reports whether authors of a cell are people without a journal beside
// them: several, or one whom the article has as an author.
func (r *sentence) vouches(at int) bool {
	b := &r.authors[at]
	return b.open || b.year != 0 || len(b.names) > 1 || r.cast.role(b.names[0]) == author
}

// journalCell takes up the journal in the cell of tokens lo to hi: one that was
// found there, or the cell's words, if they are a title's.
func (r *sentence) journalCell(u *unit, lo, hi int) bool {
	for k := range r.journals {
		if n := &r.journals[k]; lo <= n.lo && n.lo < hi {
			u.journal = k
			return true
		}
	}
	if lo >= hi || !r.upper(lo) || hi-lo > 10 {
		return false
	}
	name := r.Plain[r.toks[lo].start:r.toks[hi-1].end]
	hit, listed := r.table.Lookup(name)
	if !listed && (r.titleWords(lo, hi) < 2 || r.anyOf(lo, hi, press|body|org)) {
		return false
	}
	u.journal = len(r.journals)
	r.journals = append(r.journals, journalName{lo: lo, hi: hi, from: lo, to: hi, name: strings.TrimSuffix(name, "."), title: hit.Title, many: hit.Many, shape: !listed, context: container})
	return true
}

// titleWords counts the words with capitals of tokens lo to hi, if all others
// can be a title's too.
func (r *sentence) titleWords(lo, hi int) int {
	words := 0
	for ; lo < hi; lo++ {
		switch {
		case r.upper(lo):
			words++
		case !r.is(lo, small) && !r.isMark(lo, ".,&-–:()"):
			return 0
		}
	}
	return words
}
