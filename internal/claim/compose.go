package claim

import (
	"slices"
	"strings"
)

// compose ties the years of the sentence to journals and authors, those that
// it has without a year and those that no wording has told so far.
func (r *sentence) compose() {
	for i := range r.toks {
		if r.toks[i].year == 0 || r.inJournal(i) || !r.canDate(i) {
			continue
		}
		c := r.chainAt(i)
		journal, people := c.journal, c.byline
		switch {
		case journal.hi == 0 || people.hi > 0 && people.known >= 0 && r.authors[people.known].year == c.year && journal.known >= 0:
		case journal.known >= 0:
			if n := &r.journals[journal.known]; n.year == 0 && r.clean(&c) && !(c.at < n.from && r.modifies(c.at)) {
				n.year, n.tied = c.year, c.at+1
			}
		case r.journalEvidence(&c) >= 4 && !r.denied(&journal.journal) && !r.glosses(&journal.journal):
			n := journal.journal
			n.year, n.tied, n.context = c.year, c.at+1, container
			r.addJournal(n)
		}
		switch {
		case people.hi == 0:
		case people.known >= 0:
			if b := &r.authors[people.known]; b.year == 0 && r.clean(&c) {
				b.year, b.tied = c.year, c.at+1
			}
		case r.bylineEvidence(&c) >= 3:
			r.addByline(byline{lo: people.lo, hi: people.hi, names: people.names, year: c.year, tied: c.at + 1})
		}
	}
}

func (r *sentence) addJournal(n journalName) {
	at := slices.IndexFunc(r.journals, func(o journalName) bool { return o.lo > n.lo })
	if at < 0 {
		at = len(r.journals)
	}
	r.journals = slices.Insert(r.journals, at, n)
}

func (r *sentence) addByline(b byline) {
	at := slices.IndexFunc(r.authors, func(o byline) bool { return o.lo > b.lo })
	if at < 0 {
		at = len(r.authors)
	}
	r.authors = slices.Insert(r.authors, at, b)
}

// canDate reports whether the year at token i stands as the date of something:
// behind a preposition, a mark, an article or a name, and not behind "since".
func (r *sentence) canDate(i int) bool {
	switch {
	case i == 0 || r.toks[i-1].kind == mark:
		return true
	case r.isWord(i-1, "by"):
		return r.opens(i - 1)
	case r.isWord(i-1, "until"):
		return r.isWord(i-2, "not")
	}
	return !r.is(i-1, since) && (r.is(i-1, place|det|month) || r.isWord(i-1, "as") || r.upper(i-1) || r.isWord(i-1, "dated") || r.is(i-1, publish) || r.known(i-1) || r.toks[i-1].poss())
}

// modifies reports whether the year at token i stands before the noun of a study:
// "a 2018 randomised trial".
func (r *sentence) modifies(i int) bool {
	for n := 1; n < 5; n++ {
		if r.is(i+n, study|loose) {
			return true
		}
		if !r.describes(i + n) {
			return false
		}
	}
	return false
}

// clean reports whether c ends where an attribution can: at a mark or before a
// verb, "that" or the noun for the study, and not in the middle of something
// else: "in 1988 in nature reserves".
func (r *sentence) clean(c *chain) bool {
	i := c.hi
	for r.isMark(i, ")]") {
		i++
	}
	if i >= len(r.toks) || r.toks[i].kind == mark || r.is(i, tells) || r.is(i, report|act) || strings.HasSuffix(r.at(i), "ing") && r.isWord(i+1, "that") {
		return true
	}
	switch strings.ToLower(r.at(i)) {
	case "that", "how", "who", "which", "whether", "why", "is", "was", "did", "had", "has", "have", "could", "can", "were", "are":
		return true
	}
	return r.modifies(i - 1)
}

// fills reports whether the parts of c are all that stands between two brackets,
// and whether they are all between other marks: "(Lee, 2018)", "— Lee, 2018.".
func (r *sentence) fills(c *chain) (round, stretch bool) {
	lo, hi := c.lo-1, c.hi
	for lo > 0 && (r.is(lo, leadsIn) || r.isMark(lo, ":") && r.is(lo-1, leadsIn) || r.is(lo, place|det) || r.isMark(lo, ",.\"“*_") && !r.opens(lo) || r.is(lo, tells)) {
		lo--
	}
	for r.isMark(hi, "\"”*_.,") && hi+1 < len(r.toks) {
		hi++
	}
	if r.isMark(lo, "([") && r.isMark(hi, ")];") || r.isMark(lo, ";") && r.isMark(hi, ")];") && r.insideBrackets(c.at) {
		return true, true
	}
	hi = c.hi
	if r.isMark(hi, ")]") && r.bracketHolds(c.lo, hi) && !r.insideBrackets(c.lo) {
		hi++ // "Lee (Nutrients, 2018):"
	}
	return false, r.begins(c.lo) && (r.ends(hi) || r.isMark(hi, ".:") && (hi+1 == len(r.toks) || r.isBold(hi)))
}

// verbAt reports whether token i is a verb of reporting that a word or two may
// stand before: "found", "first showed", "had shown", "did not say" not.
func (r *sentence) verbAt(i int) bool {
	for n := 0; n < 3; n++ {
		if (r.is(i, report) && !r.speaks(i) || r.is(i, tells)) && !r.upper(i) {
			return true
		}
		switch w := strings.ToLower(r.at(i)); {
		case w == "first", w == "already", w == "also", w == "then", w == "later", w == "once", w == "even", w == "had", w == "has", w == "have", w == "who", w == "were", w == "was", w == "could", w == "can", w == "able", w == "to", len(w) > 4 && strings.HasSuffix(w, "ly"):
		default:
			return false
		}
		i++
	}
	return false
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

// speaks reports whether token i is a verb of what people say to a reporter.
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
	if !r.isMark(i, ",") {
		return i
	}
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

// bylineEvidence weighs what speaks for the byline of c, which was told by its
// looks, being authors.
func (r *sentence) bylineEvidence(c *chain) int {
	p := &c.byline
	round, stretch := r.fills(c)
	place := r.roleOf(c, p)
	switch {
	case round:
		place += 3
	case stretch && r.cast.authored():
		place += 3
	case stretch && c.journal.hi > 0 && (c.journal.known >= 0 || r.strength(&c.journal.journal) > 2):
		place += 2
	case stretch && len(p.names) > 1:
		place++
	}
	if place <= 0 || r.toks[p.lo].emph || r.isMark(p.lo-1, "(") && r.behindTitle(p.lo-1) {
		return 0
	}
	sum := place + r.nameLooks(p)
	if r.titleCase() {
		sum -= 2 - min(len(p.names)/3, 1)
	}
	if !r.clean(c) || r.is(c.at-1, month) {
		sum -= 2
	}
	if c.journal.hi > 0 {
		sum++
	}
	if len(p.names) == 1 && c.byline.lo < c.at && r.modifies(c.at) && r.isCorporate(c.at) {
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

// nameLooks weighs what the names of p say themselves.
func (r *sentence) nameLooks(p *part) int {
	first := p.names[0]
	b := byline{lo: p.lo, hi: p.hi, names: p.names}
	switch {
	case len(p.names) > 1 && p.names[1] == first, r.upper(p.hi) && r.adjacent(p.hi-1), r.toks[p.hi-1].poss():
		return -9 // "Johnson & Johnson"; what is somebody's is for the study's phrase
	case len(p.names) > 1:
		sum := 1
		if r.joined(&b) {
			sum = min(len(p.names), 3)
		}
		for _, name := range p.names[:2] {
			if r.cast.role(name) == thing {
				sum -= 2 // "Anxiety & Sleep"
			}
		}
		return sum
	}
	switch role := r.cast.role(first); {
	case role == author:
		return 2
	case role == thing, r.cast.writes(strings.ToLower(first)):
		return -9
	case r.hasInitials(p.lo, p.hi) || r.isPerson(&b) || r.honours(p.lo-1):
		return 1
	}
	return 0
}

// roleOf weighs what the words beside authors p say of them.
func (r *sentence) roleOf(c *chain, p *part) int {
	before := p.lo - 1
	if r.honours(before) {
		before--
	}
	dated, behind := r.isMark(p.hi, "(") && r.yearOf(p.hi+1) != 0, p.hi
	switch {
	case dated && r.isMark(p.hi+2, ")"):
		behind = p.hi + 3
	case r.isWord(p.hi, "in") && p.hi+1 == c.at:
		behind = c.at + 1 // "Lee in 2018 found"
	}
	switch {
	case r.isWord(before, "of") && r.is(before-1, people) && r.verbAt(behind):
		return 3 // "the team of Lee found"
	case r.is(before, place) && !r.isWord(before, "by") && !r.is(before, leadsIn) && !r.is(before-1, leadsIn) && !dated && len(p.names)+c.journal.hi < 3:
		return -9 // "a 2018 trial in Trinidad found"
	case r.isWord(p.hi, "published") && len(p.names) == 1 && (c.journal.hi == 0 || r.isWord(p.hi+1, "its")):
		return 1 - c.journal.hi // companies publish too
	case r.verbAt(behind), r.verbAt(r.afterAside(c, behind)) && r.isMark(behind, ","), r.isMark(behind, ",") && (r.isWord(behind+1, "who") && r.verbAt(behind+2) || r.isWord(behind+1, "whose") && c.noun), dated && r.makesPoint(behind):
		return 3
	case r.is(before, tells) && (r.isMark(before-1, ",.;—–") || r.isWord(before-1, "so")):
		return 3 // ", wrote Lee in 2018"
	case r.isWord(before, "by") && !r.upper(before-1) && (r.is(before-1, study|loose|report|publish) || r.is(before-1, tells) || r.isWord(before-1, "led") || r.isWord(before-1, "written")):
		return 3
	case r.isWord(before, "of") && r.is(before-1, study|loose) && (dated || r.isAuthor(p.names[0]) || len(p.names) > 1 && c.journal.hi > 0 && r.isMark(p.hi, ",")):
		return 2
	case len(p.names) > 1 && r.isMark(p.hi, "(") && c.journal.lo == p.hi+1 && before >= 0 && (r.is(before, report) || !r.is(before, stop) || r.isWord(before, "is") || r.isWord(before, "from") || r.isWord(before, "by")):
		return 2 // "My favourite is Lee and Kim (Gut, 2018)"
	case r.isMark(before, ":") && r.is(before-1, leadsIn) && c.hi > p.hi:
		return 3 // "Source: Lee (2018)"
	case r.is(before, leadsIn) || r.isWord(before, "to") && r.isWord(before-1, "according") || r.isWord(before, "in") && r.is(before-1, leadsIn):
		if dated || c.journal.hi > 0 {
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

// journalEvidence weighs what speaks for the journal of c, which was told by its
// looks, being one.
func (r *sentence) journalEvidence(c *chain) int {
	p := &c.journal
	n := &p.journal
	sum := r.strength(n)
	if italic := r.italic(n); !italic && r.titleCase() {
		sum -= 2
	} else if !n.shape && !italic && p.lo > 0 && !r.opens(p.lo) && !r.toks[p.lo].caps || italic {
		sum++
	}
	if n.cue && !r.italic(n) && n.hi-n.lo == 1 && r.toks[n.lo].caps {
		sum--
	}
	if c.byline.hi > 0 && (c.byline.known >= 0 || len(c.byline.names) > 1) {
		sum++
	}
	if !r.clean(c) {
		sum -= 2
	}
	if c.noun {
		sum++
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
	before := p.lo - 1
	if !r.italic(n) && (r.inBody(n.hi) || n.cue && (r.endsName(n) || r.endsAcronym(n))) {
		return 0 // "the Academy of Sleep Medicine"
	}
	for r.isWord(before, "the") || r.isWord(before, "journal") || r.isMark(before, "\"“*_") {
		before--
	}
	dated := r.isMark(p.hi, "(") && r.yearOf(p.hi+1) != 0
	switch {
	case r.is(before, place) && !r.isWord(before, "in") && n.shape && !r.italic(n) && r.strength(n) < 3:
		return 0 // "from Keck Medicine"
	case r.is(before, place) && (r.is(before-1, tells) || r.is(before-1, study|loose|people) || r.isWord(before-1, "pages") || r.isWord(before-1, "readers")):
		sum += 2
	case r.isWord(before, "to") && r.isWord(before-1, "according"), r.is(before, leadsIn):
		sum += 2
	case r.yearOfReport(p.hi) == c.at && n.title != "":
		sum += 3 // "Optics Express reported in 2019 that"
	case r.is(before, tells) && r.isMark(before-1, ",.;—–"), r.verbAt(p.hi):
		sum++
	case dated:
		sum++
	case r.toks[p.hi-1].poss() && c.noun:
		sum += 2
	case p.lo == c.at+1 && r.is(c.at-1, det) && c.noun && n.shape && r.sciences(p.lo, p.hi):
		sum += 2 // "a 2018 General Thoracic Surgery paper"
	}
	return sum
}
