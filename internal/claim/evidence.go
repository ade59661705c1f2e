package claim

import "strings"

// Whether a part that was told by its looks is a source is weighed: how it looks,
// what stands beside it, and whether the parts fill the place they stand in. The
// weights are small numbers: a sign that would do alone, as the verb of reporting
// behind a name, weighs as much as a part needs.
const (
	enoughOfNames   = 3
	enoughOfJournal = 4
	noSource        = -9 // whatever else speaks for it
)

// bylineEvidence weighs what speaks for the byline of c being authors.
func (r *sentence) bylineEvidence(c *chain) int {
	p := &c.byline
	round, stretch := r.fills(c)
	sum := r.roleOf(c, p)
	switch {
	case round, stretch && r.cast.authored():
		sum += 3
	case stretch && c.journal.hi > 0 && (c.journal.known >= 0 || r.strength(&c.journal.journal) > 2):
		sum += 2
	case stretch && len(p.names) > 1:
		sum++
	case stretch && (r.labelsBy(c) || c.journal.hi > 0 && isSurname(p.names[0])):
		sum += 3
	}
	if sum <= 0 || r.toks[p.lo].emph || r.isMark(p.lo-1, "(") && r.behindTitle(p.lo-1) {
		return 0 // nothing but their looks
	}
	sum += r.nameLooks(p)
	if r.titleCase() {
		sum -= 2 - min(len(p.names)/3, 1)
	}
	if !r.clean(c) || r.is(c.at-1, month) {
		sum -= 2
	}
	if c.journal.hi > 0 {
		sum++
	}
	if len(p.names) == 1 && p.lo < c.at && r.modifies(c.at) && r.isCorporate(c.at) {
		sum--
	}
	return sum
}

// isCorporate reports whether the noun that the year at token i modifies is one
// for what companies have too.
func (r *sentence) isCorporate(i int) bool {
	for i++; !r.is(i, study|loose); i++ {
	}
	return r.isCorporateNoun(i)
}

// roleOf weighs what the words beside authors p say of them.
func (r *sentence) roleOf(c *chain, p *part) int {
	before, behind := p.lo-1, p.hi
	if r.honours(before) {
		before--
	}
	dated := r.isMark(p.hi, "(") && r.yearOf(p.hi+1) != 0
	switch {
	case dated && r.isMark(p.hi+2, ")"):
		behind = p.hi + 3
	case r.isWord(p.hi, "in") && p.hi+1 == c.at:
		behind = c.at + 1 // "Lee in 2018 found"
	}
	beside := behind // the token behind the year that stands at them
	if p.hi == c.at {
		beside = c.at + 1
	}
	pair, tied := len(p.names) > 1, c.journal.hi > 0
	switch {
	case r.isWord(before, "of") && r.is(before-1, people) && r.verbAt(behind):
		return 3 // "the team of Lee found"
	case !pair && (dated && (!r.upper(behind) || r.inJournal(behind) || r.isBold(p.lo) && !r.isBold(behind)) || p.hi == c.at && r.endsClause(c.at+1)) && r.isSurnameAt(p):
		return 5
	case r.is(before, place) && !r.isWord(before, "by") && !r.is(before, leadsIn) && !r.is(before-1, leadsIn) && !dated && !(pair && tied):
		return noSource // "a 2018 trial in Trinidad found"
	case !pair && r.isWord(p.hi, "published") && r.isWord(p.hi+1, "its"):
		return noSource // companies publish their results
	case !pair && r.isWord(p.hi, "published") && !tied:
		return 1
	case r.reportsBehind(c, behind), dated && r.makesPoint(behind), r.toldBy(before):
		return 3
	case beside > p.hi && (r.isWork(p.lo, beside) || r.isWeighed(p.lo)):
		return 5
	case r.isMark(before, ":") && r.is(before-1, leadsIn) && c.hi > p.hi:
		return 3 // "Source: Lee (2018)"
	case r.isWord(before, "of") && r.is(before-1, study|loose) && (dated || r.isAuthor(p.names[0]) || pair && tied && r.isMark(p.hi, ",")):
		return 2
	case pair && r.isMark(p.hi, "(") && c.journal.lo == p.hi+1 && r.presents(before):
		return 2 // "My favourite is Lee and Kim (Gut, 2018)"
	case r.leadsTo(before):
		if dated || tied {
			return 3
		}
		return 2
	case dated && !r.is(before, place) && r.cast.authored():
		return 2
	case dated && !r.is(before, place):
		return 1
	}
	return 0
}

// reportsBehind reports whether what follows authors at token i is what they say,
// with an aside between or not: "found", ", in a 2018 paper, found", ", who found".
func (r *sentence) reportsBehind(c *chain, i int) bool {
	switch {
	case r.verbAt(i):
		return true
	case !r.isMark(i, ","):
		return false
	}
	return r.verbAt(r.afterAside(c, i)) || r.isWord(i+1, "who") && r.verbAt(i+2) || r.isWord(i+1, "whose") && c.noun
}

// toldBy reports whether the word at token i, in front of authors, makes them who
// told or did it: ", wrote Lee in 2018", "found by Lee", "a study by Lee".
func (r *sentence) toldBy(i int) bool {
	if r.isWord(i, "by") {
		return !r.upper(i-1) && (r.is(i-1, study|loose|report|publish|tells) || r.isWord(i-1, "led") || r.isWord(i-1, "written"))
	}
	return r.is(i, tells) && (r.isMark(i-1, ",.;—–") || r.isWord(i-1, "so"))
}

// presents reports whether the word at token i can stand in front of a source that
// is named by itself: a verb or "from", and no other preposition.
func (r *sentence) presents(i int) bool {
	if i < 0 {
		return false
	}
	return r.is(i, report) || !r.is(i, stop) || r.isWord(i, "is") || r.isWord(i, "from") || r.isWord(i, "by")
}

// leadsTo reports whether what ends with token i leads over to a source:
// "according to", "see", "as in".
func (r *sentence) leadsTo(i int) bool {
	return r.is(i, leadsIn) || r.isWord(i, "to") && r.isWord(i-1, "according") || r.isWord(i, "in") && r.is(i-1, leadsIn)
}

// journalEvidence weighs what speaks for the journal of c being one.
func (r *sentence) journalEvidence(c *chain) int {
	p, n := &c.journal, &c.journal.journal
	italic := r.italic(n)
	if !italic && (r.inBody(n.hi) || n.cue && (r.endsName(n) || r.endsAcronym(n))) {
		return noSource // "the Academy of Sleep Medicine"
	}
	sum := r.strength(n) + r.venueRole(c, p)
	everyday := n.cue && !italic && n.hi-n.lo == 1
	switch {
	case !italic && r.titleCase():
		sum -= 2
	case italic, !n.shape && p.lo > 0 && !r.opens(p.lo) && !r.toks[p.lo].caps:
		sum++ // it is set off, or has a capital in the middle of a sentence
	case everyday && r.toks[p.lo].caps:
		sum--
	}
	if c.byline.hi > 0 && (c.byline.known >= 0 || len(c.byline.names) > 1 || isSurname(c.byline.names[0])) {
		sum++
	}
	if c.noun {
		sum++
	}
	if !r.clean(c) {
		sum -= 2
	}
	round, stretch := r.fills(c)
	switch {
	case round && n.title != "":
		sum += 3
	case round:
		sum += 2
	case stretch:
		sum++
	}
	return sum
}

// venueRole weighs what the words beside journal p say of it.
func (r *sentence) venueRole(c *chain, p *part) int {
	n := &p.journal
	before := p.lo - 1
	for r.isWord(before, "the") || r.isWord(before, "journal") || r.isMark(before, "\"“*_") {
		before--
	}
	switch {
	case r.isWord(before, "of") && r.isWord(before-1, "pages"):
		return 2
	case r.is(before, place) && !r.isWord(before, "in") && n.shape && !r.italic(n) && r.strength(n) < 3:
		return noSource // "from Keck Medicine"
	case r.is(before, place) && r.is(before-1, tells|study|loose|people), r.is(before, leadsIn), r.isWord(before, "to") && r.isWord(before-1, "according"):
		return 2
	case n.title != "" && r.yearOfReport(p.hi) == c.at, (n.title != "" || r.strength(n) > 2) && r.prints(p.hi):
		return 3 // "Optics Express reported in 2019 that", "Optics Express carried a paper in 2019"
	case r.is(before, tells) && r.isMark(before-1, ",.;—–"), r.verbAt(p.hi), r.isMark(p.hi, "(") && r.yearOf(p.hi+1) != 0:
		return 1
	case r.toks[p.hi-1].poss() && c.noun, p.lo == c.at+1 && r.is(c.at-1, det) && c.noun && n.shape && r.sciences(p.lo, p.hi):
		return 2 // "*Gut*'s report of 2018", "a 2018 General Thoracic Surgery paper"
	}
	return 0
}

// prints reports whether the words from token i on say what a journal does with a
// paper: "carried a paper", "that carried a paper".
func (r *sentence) prints(i int) bool {
	if r.isWord(i, "that") || r.isWord(i, "which") {
		i++
	}
	switch strings.ToLower(r.at(i)) {
	case "published", "printed", "carried", "featured", "ran":
	default:
		return false
	}
	for j := i + 1; j < i+6 && (r.is(j, det) || r.describes(j) || r.is(j, study|loose)); j++ {
		if r.is(j, study|loose) {
			return true
		}
	}
	return false
}

// verbAt reports whether a verb of reporting stands at token i, behind a word or
// two: "found", "first showed", "could show", "had already been told" not.
func (r *sentence) verbAt(i int) bool {
	for n := 0; n < 3; n++ {
		if (r.is(i, report) && !r.speaks(i) || r.is(i, tells)) && !r.upper(i) {
			return true
		}
		if !r.helps(i) {
			return false
		}
		i++
	}
	return false
}

// helps reports whether token i may stand between authors and their verb.
func (r *sentence) helps(i int) bool {
	w := strings.ToLower(r.at(i))
	switch w {
	case "first", "already", "also", "then", "later", "once", "even", "had", "has", "have", "who", "were", "was", "could", "can", "able", "to":
		return true
	}
	return len(w) > 4 && strings.HasSuffix(w, "ly")
}

// makesPoint reports whether token i starts what an author of a paper does with
// an argument: "make the point that", "point out".
func (r *sentence) makesPoint(i int) bool {
	switch strings.ToLower(r.at(i)) {
	case "make", "makes", "made", "draw", "draws", "drew", "take", "takes", "took", "raise", "raises", "raised", "point", "points", "pointed", "speak", "speaks", "refer", "refers", "referred":
		return true
	}
	return false
}

// speaks reports whether token i is a verb of what people say to a reporter, or of
// what is done in a study.
func (r *sentence) speaks(i int) bool {
	switch strings.ToLower(r.at(i)) {
	case "said", "says", "told", "warned", "warns", "warn", "think", "believe", "called", "calls", "recruited", "enrolled", "gave", "followed", "tracked", "looked":
		return true
	}
	return false
}

// afterAside is the token behind an aside that starts with a comma at token i and
// holds the year of c, or the noun for the study: ", in 2018,", ", in a 2018
// paper,", ", writing in Gut in 2018,".
func (r *sentence) afterAside(c *chain, i int) int {
	j := max(c.hi, i+1)
	for n := 0; c.at < i && n < 3 && r.is(j, place|det); n++ {
		j++
	}
	for n := 0; n < 5 && (r.is(j, study|loose) || r.describes(j)); n++ {
		j++
	}
	if r.isMark(j, ")") {
		j++
	}
	if r.isMark(j, ",") {
		return j + 1
	}
	return i
}
