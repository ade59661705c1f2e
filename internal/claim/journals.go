package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A journalName is a journal's name in a sentence.
type journalName struct {
	lo, hi  int // tokens
	name    string
	title   string // its full title, where the table knows it
	many    bool   // and that of others, of whom the table does not know which
	cue     bool   // an everyday word: see cite.JournalHit
	shape   bool   // told by its shape alone
	town    bool   // with a town in brackets, as catalogs have it
	year    int    // that stands right at it
	tied    int    // the token behind that of a year which stands elsewhere, 0 for none
	from    int    // first token of what belongs to it, with the year
	to      int
	context context
}

// findJournals finds the names of journals that the sentence names as such.
func (r *sentence) findJournals() {
	r.towned = r.bracketsTown()
	for i := 0; i < len(r.toks); i++ {
		if r.toks[i].kind != word || !r.startsName(i) {
			continue
		}
		if n, ok := r.journalAt(i); ok {
			switch {
			case r.isListedName(&n):
				r.toks[i].class = 0
			case !r.denied(&n) && !r.glosses(&n):
				r.journals = append(r.journals, n)
			}
			i = max(n.hi, n.to) - 1
		}
	}
}

// startsName reports whether a journal's name can start at token i.
func (r *sentence) startsName(i int) bool {
	t := &r.toks[i]
	if t.class&leadsIn != 0 && !t.emph && r.upper(i+1) && r.opens(i) {
		return false // "Quoting Optics Express (2019)"
	}
	if !t.emph && r.at(i) == "J" && r.is(i-1, abbr) && r.upper(i-1) {
		return false // "New Engl J Med"
	}
	if t.emph && i > 1 && r.toks[i-1].emph && r.is(i-1, small) && r.upper(i-2) && r.toks[i-2].emph && !(r.isWord(i-1, "in") && r.is(i-2, study|loose|publish|report)) {
		return false // in the middle of a title in italics
	}
	if !t.emph && r.isWord(i+1, "of") && r.opens(i) && (r.is(i, people) || r.isWord(i, "readers") || r.isWord(i, "editors")) {
		return false // "Readers of the Lancet"
	}
	if !t.emph && (r.is(i, study|loose) || strings.HasSuffix(r.at(i), "ing")) && r.isWord(i+1, "in") && (t.caps || r.isWord(i+2, "the") || r.is(i+2, venue)) {
		return false // "RCT in Nutrients", "Research in the Journal of Nutrition", "Writing in the Journal of Nutrition"
	}
	if !t.upper {
		if w := r.at(i); w != "npj" && !hasCapital(w) { // "eLife", "bioRxiv"
			return t.emph && (i == 0 || !r.toks[i-1].emph) || t.class&venue != 0 && r.isWord(i+1, "of")
		}
	}
	if i > 0 && r.upper(i-1) && !r.toks[i-1].poss() && r.adjacent(i-1) && !(r.isWord(i, "cochrane") && r.is(i+1, study|people)) && r.toks[i-1].emph == t.emph {
		if !r.is(i-1, stop|study|loose|place|venue|publish) && !r.yearEnds(i) && !(r.is(i-1, leadsIn) && r.opens(i-1)) || i > 1 && r.upper(i-2) && r.adjacent(i-2) && r.is(i-1, stop) && !r.is(i-1, det) {
			return false // in the middle of a proper noun, or of a title: "Why We Sleep"
		}
	}
	return i == 0 || !t.glued || r.toks[i-1].kind == mark
}

// yearEnds reports whether a year stands behind the words with capitals from
// token i on, and a name before them: "Goadsby NEJM 2019".
func (r *sentence) yearEnds(i int) bool {
	if !r.isName(i-1) || r.cast.role(r.at(i-1)) == thing {
		return false
	}
	for j := i; j < i+6; j++ {
		if !r.upper(j) && !r.is(j, small) {
			return r.yearOf(j) != 0
		}
	}
	return false
}

// journalAt reads the longest name of a journal that starts at token i.
func (r *sentence) journalAt(i int) (journalName, bool) {
	if n := r.placed(i); n.hi > 0 {
		return n, r.locate(&n, i)
	}
	n := r.listed(i)
	if s := r.shaped(i); s.hi > n.hi {
		n = s
	}
	for n.cue && n.title != "" && r.upper(n.hi) && r.adjacent(n.hi-1) && r.is(n.hi, field) && !r.is(n.hi, venue) && r.toks[n.hi].emph == r.toks[i].emph && !r.titleCase() && r.before(i) != loneName {
		n = journalName{hi: n.hi + 1, shape: true} // "Autism Research", of which the table has "Autism"
	}
	if n.cue && !r.toks[i].emph && r.isWord(n.hi, "for") && r.upper(n.hi+1) {
		n = journalName{hi: n.hi + 2, shape: true} // "Pharmacology for Physicians"
	}
	if end := r.emphEnd(i); n.hi > 0 && end > n.hi && (r.titleIn(n.hi, end) || r.isForeign(i, end)) {
		n = journalName{hi: end, shape: true} // "*Health Policy and Planning*", and not "Health Policy"
	}
	if end := r.ampersandEnd(&n); end > n.hi {
		n = journalName{hi: end, shape: true} // "Chemistry & Industry"
	}
	if end := r.seriesEnd(&n); end > 0 {
		n = journalName{hi: end, shape: true} // "Molecular Therapy. Nucleic Acids, 2019"
	}
	if n.hi == 0 {
		if n = r.titled(i); n.hi == 0 {
			n = r.inexact(i)
		}
		if n.hi == 0 {
			n = r.beside(i)
		}
	}
	if n.hi == 0 || r.upper(n.hi) || r.is(n.hi, small) || r.isMark(n.hi-1, ".") || r.isMark(n.hi, ".&") {
		if u := r.unlisted(i); u.hi > n.hi && (u.hi > n.hi+1 || !r.isMark(n.hi, ".")) {
			n = u // "Inorganic Chemistry Communications", of which the table has two words
		}
	}
	if n.hi == 0 {
		return n, false
	}
	return n, r.locate(&n, i)
}

// locate puts n, which starts at token i, into its place of the sentence, and
// reports whether it is named as a source there.
func (r *sentence) locate(n *journalName, i int) bool {
	n.lo = i
	n.name = r.Plain[r.toks[n.lo].start:r.toks[n.hi-1].stem]
	n.from, n.to = n.lo, n.hi
	r.dateJournal(n)
	n.context = r.contextOf(n)
	return r.accepts(n)
}

// listed is the name from the table at token i.
func (r *sentence) listed(i int) journalName {
	if !r.table.Starts(r.Plain[r.toks[i].start:r.toks[i].stem]) {
		return journalName{}
	}
	if n := r.longName(i); n.hi > 0 || !r.upper(i) && r.is(i, venue) && !r.toks[i].emph {
		return n
	}
	end := r.nameWords(i, false)
	if owner := r.owner(i, end); owner.hi > 0 {
		return owner
	}
	for len(r.words) > 0 {
		hit, ok := r.table.Find(r.words)
		if !ok {
			return journalName{}
		}
		hi := r.afterWords(i, hit.Words)
		comma := 0
		for j := i; j < hi; j++ {
			if r.isMark(j, ",") && !strings.Contains(hit.Title, ",") {
				comma = j
				break
			}
		}
		if comma == 0 {
			return journalName{hi: min(hi, end), title: hit.Title, many: hit.Many, cue: hit.Cue}
		}
		n := 0
		for j := i; j < comma; j++ {
			if r.toks[j].kind != mark || r.at(j) == "&" {
				n++
			}
		}
		r.words = r.words[:n]
	}
	return journalName{}
}

// owner is the name from the table between tokens i and end whose last word is
// a possessive: "JAMA Psychiatry's 2020 review".
func (r *sentence) owner(i, end int) journalName {
	for j := i; j < end; j++ {
		if !r.toks[j].poss() {
			continue
		}
		name := r.Plain[r.toks[i].start:r.toks[j].stem]
		if hit, ok := r.table.Lookup(name); ok && (j > i || !hit.Cue || r.yearOf(j+1) != 0 && (r.anyOf(j+2, min(j+4, len(r.toks)), study) || r.toks[j].emph && r.is(j+2, loose))) {
			return journalName{hi: j + 1, title: hit.Title, many: hit.Many, cue: hit.Cue}
		}
	}
	return journalName{}
}

// longName is a name from the table at token i written as catalogs do, with
// one capital: "Journal of clinical medicine". Short ones are more likely
// words of the sentence: "Science advances".
func (r *sentence) longName(i int) journalName {
	if n := r.nameWords(i, false); n >= len(r.toks) || r.toks[n].kind != word {
		return journalName{}
	}
	r.nameWords(i, true)
	hit, ok := r.table.Find(r.words)
	hi := r.afterWords(i, hit.Words)
	if !ok || hit.Cue || hit.Words < 3 {
		return journalName{}
	}
	for j := i; j < hi; j++ {
		if r.isMark(j, ",") && !strings.Contains(hit.Title, ",") {
			return journalName{}
		}
	}
	return journalName{hi: hi, title: hit.Title, many: hit.Many}
}

// nameWords collects into r.words the words that a name at token i can have:
// capitals and the small words between them (all words if any is true), to the
// end of italics where it starts in italics. It gives the token behind.
func (r *sentence) nameWords(i int, any bool) int {
	r.words = r.words[:0]
	emph := r.toks[i].emph
	j := i
	for ; j < len(r.toks) && len(r.words) < 20; j++ {
		t := &r.toks[j]
		switch {
		case emph && !t.emph:
			return j
		case t.kind == mark:
			s := r.stemOf(j)
			if s == "&" || s == "–" || s == "—" || s == "-" {
				r.words = append(r.words, s)
			} else if s != "," && s != ":" && s != "." && s != "/" || !t.glued {
				return j
			}
		case t.kind == number:
			return j
		case any || t.upper || emph || t.class&small != 0 || j == i:
			r.words = append(r.words, r.at(j))
		default:
			return j
		}
	}
	return j
}

// afterWords is the token behind the n-th word from token i on.
func (r *sentence) afterWords(i, n int) int {
	for j := i; j < len(r.toks); j++ {
		if r.toks[j].kind != mark || r.at(j) == "&" || r.at(j) == "–" || r.at(j) == "—" || r.at(j) == "-" {
			if n--; n == 0 {
				if r.pointEnds(j, i) {
					return j + 2
				}
				return j + 1
			}
		}
	}
	return len(r.toks)
}

// glosses reports whether n stands in brackets behind a journal whose publisher
// or short name it is: "Scientific Reports (Nature)".
func (r *sentence) glosses(n *journalName) bool {
	if len(r.journals) == 0 || !r.isMark(n.lo-1, "(") || !r.isMark(n.hi, ")") {
		return false
	}
	return r.journals[len(r.journals)-1].hi == n.lo-1
}

// all reports whether each of the tokens lo to hi is of class c.
func (r *sentence) all(lo, hi int, c class) bool {
	for ; lo < hi; lo++ {
		if !r.is(lo, c) {
			return false
		}
	}
	return true
}

func (r *sentence) anyOf(lo, hi int, c class) bool {
	for ; lo < hi; lo++ {
		if r.is(lo, c) {
			return true
		}
	}
	return false
}

func (r *sentence) isJournalWord(i int) bool {
	return r.isWord(i, "journal") || r.isWord(i, "journals")
}

func isUpperWord(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(c)
}
