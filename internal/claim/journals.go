package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/internal/article"
)

// A journalName is a journal's name in a sentence.
type journalName struct {
	lo, hi  int // tokens
	name    string
	title   string // its full title, where the table knows it
	cue     bool   // an everyday word: see cite.JournalHit
	shape   bool   // told by its shape alone
	year    int    // that stands right at it
	from    int    // first token of what belongs to it, with the year
	to      int
	context context
}

// A context says how a journal's name is tied to the sentence.
type context uint8

const (
	loneName  context = iota
	publisher         // "published in", "in the journal"
	container         // "study in", "review from"
	modifier          // "the Lancet trial"
	dated             // "(Nutrients, 2018)"
	subject           // "Nutrients published"
)

// findJournals finds the names of journals that the sentence names as such.
func (r *sentence) findJournals() {
	for i := 0; i < len(r.toks); i++ {
		if r.toks[i].kind != word || !r.startsName(i) {
			continue
		}
		if n, ok := r.journalAt(i); ok {
			r.journals = append(r.journals, n)
			i = max(n.hi, n.to) - 1
		}
	}
}

// startsName reports whether a journal's name can start at token i.
func (r *sentence) startsName(i int) bool {
	t := &r.toks[i]
	if !t.upper {
		switch r.at(i) {
		case "npj", "mBio", "eLife", "medRxiv", "bioRxiv", "iScience", "eClinicalMedicine", "eBioMedicine":
		default:
			return t.emph && (i == 0 || !r.toks[i-1].emph)
		}
	}
	if i > 0 && r.upper(i-1) && r.adjacent(i-1) && r.toks[i-1].emph == t.emph && !r.is(i-1, stop|study|loose|place|venue|publish) {
		return false // in the middle of a proper noun
	}
	return i == 0 || !t.glued || r.toks[i-1].kind == mark
}

// journalAt reads the longest name of a journal that starts at token i.
func (r *sentence) journalAt(i int) (journalName, bool) {
	n := r.listed(i)
	if s := r.shaped(i); s.hi > n.hi {
		n = s
	}
	if n.hi == 0 {
		if n = r.titled(i); n.hi == 0 {
			return n, false
		}
	}
	n.lo = i
	n.name = r.Plain[r.toks[n.lo].start:r.toks[n.hi-1].end]
	n.from, n.to = n.lo, n.hi
	r.dateJournal(&n)
	n.context = r.contextOf(&n)
	return n, r.accepts(&n)
}

// listed is the name from the table at token i.
func (r *sentence) listed(i int) journalName {
	if n := r.longName(i); n.hi > 0 {
		return n
	}
	end := r.nameWords(i, false)
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
			return journalName{hi: min(hi, end), title: hit.Title, cue: hit.Cue}
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
	return journalName{hi: hi, title: hit.Title}
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
			s := r.at(j)
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
				if r.isMark(j+1, ".") && r.toks[j+1].glued && j+2 < len(r.toks) && len(r.at(j)) < 8 && !r.isMark(j+2, ")") && r.yearOf(j+2) != 0 {
					return j + 2 // the full stop of an abbreviation
				}
				return j + 1
			}
		}
	}
	return len(r.toks)
}

// families are first words of journals' names that go on with a subject.
var families = map[string]bool{"BMC": true, "JAMA": true, "BMJ": true, "PLOS": true, "PLoS": true, "Lancet": true, "Nature": true, "npj": true, "NPJ": true, "JMIR": true, "JACC": true, "Frontiers": true,
	"Advances": true, "Trends": true, "Annals": true, "Archives": true, "Proceedings": true, "Bulletin": true, "Acta": true, "Seminars": true, "ACS": true, "IEEE": true, "RMD": true, "ESC": true, "JCI": true}

// shaped is a name at token i that no list has to know: a run of capitalised
// words, small words between them, with a word that journals alone use.
func (r *sentence) shaped(i int) journalName {
	j, known := i, false
	if r.isWord(i, "the") {
		j++
	}
	first, last := j, j
	for ; j < len(r.toks) && j < i+16; j++ {
		t := &r.toks[j]
		switch {
		case t.class&month != 0 && j > first && r.is(j-1, small):
		case t.kind == word && t.upper && r.toks[j].emph == r.toks[first].emph:
			if t.class&venue != 0 && !t.poss() {
				known = true
			}
			last = j + 1
			if t.poss() && !r.upper(j+1) {
				return journalName{}
			}
			continue
		case j > first && r.toks[first].emph && !t.emph:
		case j > first && (t.class&small != 0 || r.isMark(j, "&,") && r.longTitle(first, j)) && (r.upper(j+1) || r.is(j+1, small) && r.upper(j+2)):
			continue
		}
		break
	}
	if families[r.at(first)] && last > first+1 && !r.is(first+1, study|loose|report) {
		known = true
	}
	switch {
	case !known || last-first < 2, r.is(last-1, press):
		return journalName{}
	case r.is(first, press) || r.is(first+1, press):
		return journalName{} // "Wall Street Journal"
	}
	if w := r.at(last - 1); last > first+2 && r.is(last-1, study) && !strings.HasSuffix(w, "s") {
		last-- // "the Lancet Neurology Trial"
	}
	return journalName{hi: last, shape: true}
}

// longTitle reports whether a comma at token j is inside a title such as
// "Journal of Food, Nutrition & Health" rather than behind one.
func (r *sentence) longTitle(first, j int) bool {
	if r.at(j) == "&" {
		return true
	}
	for k := j + 1; k < min(len(r.toks), j+6); k++ {
		switch {
		case r.at(k) == "&" || r.at(k) == "and":
			return r.is(first, venue) || r.toks[first].emph
		case !r.upper(k) && !r.isMark(k, ","):
			return false
		}
	}
	return false
}

// titled is a name at token i told by what stands around it: a title in
// italics behind "study in", a title behind "published in" or "the journal".
func (r *sentence) titled(i int) journalName {
	t := &r.toks[i]
	if i > 0 && t.emph && r.toks[i-1].emph || r.is(i, month|notName) && !t.emph {
		return journalName{}
	}
	hi, words := i, 0
	for j := i; j < len(r.toks); j++ {
		switch {
		case r.toks[j].emph != t.emph:
		case r.upper(j):
			words++
			hi = j + 1
			continue
		case j > i && (r.is(j, small) || r.isMark(j, "&-:–,") && t.emph):
			continue
		}
		break
	}
	if t.emph && hi < len(r.toks) && r.toks[hi].emph {
		return journalName{} // a sentence in italics
	}
	n := journalName{lo: i, hi: hi, shape: true}
	switch c := r.before(i); {
	case words == 0 || !t.upper || r.anyOf(i, hi, press|body) || r.isWord(i-1, "by"):
	case t.emph && (c == publisher || c == container && words > 1):
		return n
	case !t.emph && c == publisher && (r.isJournalWord(i-1) || words > 1 && !r.is(i, notName)):
		return n
	}
	return journalName{}
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

// before tells what comes before a name at token i.
func (r *sentence) before(i int) context {
	j := i - 1
	for r.isMark(j, "\"“'‘*_(") || r.isWord(j, "the") || r.isWord(j, "prestigious") {
		if r.isMark(j, "(") {
			return loneName
		}
		j--
	}
	if r.isJournalWord(j) && !r.toks[j].upper {
		return publisher
	}
	if !r.is(j, place) && !r.isWord(j, "to") {
		return loneName
	}
	for k := j - 1; k >= 0 && k >= j-6; k-- {
		switch {
		case r.is(k, publish) && !r.toks[k].upper:
			if r.isWord(k-1, "has") || r.isWord(k-1, "have") || r.isWord(k-1, "also") && (r.isWord(k-2, "has") || r.isWord(k-2, "have")) {
				return loneName // "Dr. Lee has published in JAMA" names no study
			}
			return publisher
		case r.isWord(k, "writing") || r.isWord(k, "wrote") || r.isWord(k, "according"):
			return container
		case r.is(k, study|loose|people) && k == j-1, k == j-1 && r.isMark(k, ".") && r.isWord(k-1, "al"), r.is(k, report) && k == j-1 && r.toks[i].emph:
			return container
		case r.yearOf(k) != 0 && k == j-1:
			continue
		case r.is(k, month) || r.isWord(k, "in") || r.isWord(k, "online") || r.isWord(k, "recently") || r.isWord(k, "first") || r.isWord(k, "last") || r.isWord(k, "year") || r.isMark(k, ","):
		case r.isMark(k, ")"):
		default:
			switch {
			case r.nearStudy(k):
				return container
			case r.nearVerb(k):
				return publisher
			}
			return loneName
		}
	}
	return loneName
}

// nearStudy reports whether a study stands a few words before token k, in the
// same clause: "a study of 300 women in JAMA".
func (r *sentence) nearStudy(k int) bool {
	for n := 0; n < 9 && k-n >= 0; n++ {
		switch j := k - n; {
		case r.is(j, study):
			return true
		case r.isMark(j, ".;:"), r.is(j, report) && !r.is(j, study|loose):
			return false
		}
	}
	return false
}

// nearVerb reports whether token k ends the object of a verb of publishing:
// "published their findings in".
func (r *sentence) nearVerb(k int) bool {
	for n := 0; n < 5 && k-n >= 0 && r.toks[k-n].kind == word; n++ {
		if r.is(k-n, publish) && !r.isJournalWord(k-n) {
			return n > 0 && !r.toks[k-n].upper
		}
		if r.is(k-n, place) {
			return false
		}
	}
	return false
}

// dateJournal takes up a year that stands at the name.
func (r *sentence) dateJournal(n *journalName) {
	if r.isWord(n.hi, "magazine") || r.isJournalWord(n.hi) && !r.toks[n.hi].upper {
		n.to = n.hi + 1
	}
	if r.isMark(n.to, "(") && n.to+1 < len(r.toks) && r.toks[n.to+1].caps && r.isMark(n.to+2, ")") {
		n.to += 3 // "the New England Journal of Medicine (NEJM)"
	}
	if y, end := r.yearBehind(n.to); y != 0 && !r.studyFollows(end, n.to) && !r.namesIn(n.to, end) {
		n.year, n.to = y, end
		return
	}
	j := n.lo - 1
	for r.isWord(j, "the") || r.isWord(j, "journal") || r.isMark(j, "\"“*_,") {
		j--
	}
	if r.is(j, place) && r.yearOf(j-1) != 0 && !r.is(j-2, since) {
		n.year, n.from = r.yearOf(j-1), j-1 // "published 2018 in Nutrients"
		for k := n.from - 1; k >= 0 && k > n.from-3; k-- {
			if r.is(k, study) {
				n.year, n.from = r.yearOf(j-1), j-1
			}
		}
	} else if y := r.yearOf(j); y != 0 && !r.is(j-1, since) && (r.isMark(n.lo-1, ",") || r.isMark(j-1, "(")) {
		n.year, n.from = y, j
	} else if r.isWord(j, "of") && r.isWord(j-1, "issue") {
		if y := r.yearOf(j - 2); y != 0 {
			n.year, n.from = y, j-2
		}
	}
}

// namesIn reports whether brackets between tokens lo and hi hold a citation of
// their own: "in Nature Medicine (Depommier, 2019)".
func (r *sentence) namesIn(lo, hi int) bool {
	if !r.isMark(lo, "([") {
		return false
	}
	for j := lo + 1; j < hi; j++ {
		if r.isName(j) {
			return true
		}
	}
	return false
}

// studyFollows reports whether a year between tokens lo and hi belongs to a
// study that follows it: "Lancet 2018 trial" does not, "Nutrients, a 2018
// trial" does.
func (r *sentence) studyFollows(end, lo int) bool {
	if r.isMark(lo, ",") && end-lo == 2 {
		for k := end; k < min(len(r.toks), end+4); k++ {
			if r.is(k, stop|report) || r.toks[k].kind == mark {
				return false
			}
			if r.is(k, study) {
				return true
			}
		}
	}
	return false
}

// contextOf tells how the name is tied to the sentence.
func (r *sentence) contextOf(n *journalName) context {
	if c := r.before(n.lo); c != loneName {
		return c
	}
	k := n.hi
	for ; k < min(len(r.toks), n.hi+7) && r.toks[k].kind == word && !r.is(k, stop); k++ {
		if r.is(k, study|loose) && !r.is(k, report) || r.is(k, study) {
			return modifier
		}
	}
	if y := r.yearOf(n.hi); y != 0 && r.is(n.hi+1, study) {
		return modifier
	}
	switch {
	case r.isMark(n.lo-1, ":") && (r.isWord(n.lo-2, "source") || r.isWord(n.lo-2, "journal") || r.isWord(n.lo-2, "reference")),
		r.isMark(n.lo-1, ",") && r.isMark(n.lo-2, ")") && r.yearOf(n.lo-3) != 0 && (n.hi == len(r.toks) || r.isMark(n.hi, ",.;:)")):
		return container // "Source: Nutrients", "Smith (2019), Nutrients"
	case n.year != 0:
		return dated
	case r.isMark(n.hi, "),;") && r.bracketBehindStudy(n.lo):
		return container // "a 2022 review (BMJ)"
	case r.is(n.to, report) || r.is(n.to, publish):
		return subject
	}
	return loneName
}

// bracketBehindStudy reports whether token i stands in brackets that follow a
// study or a year.
func (r *sentence) bracketBehindStudy(i int) bool {
	for j := i - 1; j > 0 && j > i-10; j-- {
		if r.isMark(j, ")") {
			return false
		}
		if r.isMark(j, "(") {
			return r.is(j-1, study) || r.yearOf(j-1) != 0
		}
	}
	return false
}

// accepts reports whether the sentence names n as a source. An everyday word
// needs a sign of being a journal; a plain one has to be capitalised where
// words are not.
func (r *sentence) accepts(n *journalName) bool {
	alone := n.hi-n.lo == 1
	italic := r.italic(n)
	if next := n.hi; r.upper(next) && r.adjacent(n.hi-1) && r.toks[next].emph == r.toks[n.lo].emph && !r.is(next, study|loose|month|venue) && (n.cue || n.shape) {
		return false // "Nature Made", "Science Daily"
	}
	title := r.Block == article.TitleBlock || r.titleCase()
	switch n.context {
	case publisher:
		return r.toks[n.lo].upper || italic || !n.cue
	case container:
		return !n.cue || italic || r.toks[n.lo].upper && !title
	case modifier:
		return !n.cue && !n.shape || italic && !n.shape || n.cue && !title && r.determined(n)
	case dated:
		if n.cue || n.shape {
			return italic || r.bracketed(n) && (!alone || n.title != "") && !r.is(n.lo, notName&^(study|press)) || n.shape && r.anyOf(n.lo, n.hi, venue)
		}
		return true
	case subject:
		return n.title != "" && (italic || !n.cue && !n.shape || r.isWord(n.to, "published") && r.toks[n.lo].upper)
	}
	return false
}

// italic reports whether the name is all that is in italics.
func (r *sentence) italic(n *journalName) bool {
	return r.toks[n.lo].emph && (n.lo == 0 || !r.toks[n.lo-1].emph) && (n.hi == len(r.toks) || !r.toks[n.hi].emph)
}

// determined reports whether a year, an article or another modifier that
// shows a name stands before n: "the 2024 Lancet trial".
func (r *sentence) determined(n *journalName) bool {
	return n.lo > 0 && (r.yearOf(n.lo-1) != 0 || r.is(n.lo-1, det) || r.toks[n.lo-1].kind == word && !r.toks[n.lo-1].upper && !r.is(n.lo-1, stop))
}

// bracketed reports whether n and its year share a pair of brackets.
func (r *sentence) bracketed(n *journalName) bool {
	for j := n.from - 1; j >= 0 && j > n.from-16; j-- {
		if r.isMark(j, "([") {
			return true
		}
		if r.isMark(j, ")]") {
			return false
		}
	}
	return false
}

// titleCase reports whether most words have capitals, so that one says
// nothing.
func (r *sentence) titleCase() bool {
	upper, all := 0, 0
	for i := range r.toks {
		t := &r.toks[i]
		if t.kind == word && t.end-t.start > 3 && t.class&small == 0 && !t.emph {
			all++
			if t.upper {
				upper++
			}
		}
	}
	return all > 4 && upper*10 > all*7
}

func isUpperWord(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(c)
}
