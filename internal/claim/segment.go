package claim

import (
	"strings"

	"stet/internal/article"
)

// Notes, tables and labels name sources without a sentence around them:
// "Nutrients 2019 | less pain", "Kim 2016, n = 40: less pain". There a name and
// a year that fill the stretch between two marks are a source.

// begins reports whether token i is the first of such a stretch.
func (r *sentence) begins(i int) bool {
	return i <= 0 || r.parts(i-1) || r.isBold(i) && !r.isBold(i-1)
}

// ends reports whether such a stretch ends before token i.
func (r *sentence) ends(i int) bool {
	return i >= len(r.toks) || r.parts(i) || r.isMark(i, ".") && i == len(r.toks)-1 || r.isBold(i-1) && !r.isBold(i)
}

// parts reports whether token i is a mark that stands between two stretches.
func (r *sentence) parts(i int) bool {
	if r.isMark(i, "-") {
		return !r.toks[i].glued && i+1 < len(r.toks) && (!r.toks[i+1].glued || r.isMark(i+1, "-"))
	}
	return r.isMark(i, "|:;•·→—–()[]")
}

// labels reports whether a journal is the label of what follows it: "British
// Journal of Balneology -- warm feet bring sleep".
func (r *sentence) labels(n *journalName) bool {
	return r.begins(n.lo) && n.hi-n.lo > 1 && !n.cue && n.hi+2 < len(r.toks) && r.isMark(n.hi, ":-—–") && r.parts(n.hi) && (!n.shape || r.anyOf(n.lo, n.hi, venue))
}

// isBold reports whether token i is in bold type.
func (r *sentence) isBold(i int) bool { return i >= 0 && i < len(r.toks) && r.toks[i].bold }

// telegraphic reports whether a journal and its year fill a stretch, or stand
// behind the design in one: "RCT, Nutrients 2018, n = 40".
func (r *sentence) telegraphic(n *journalName) bool {
	switch {
	case r.isWord(n.hi, "in") || r.isWord(n.hi, "from") || r.is(n.lo, study|loose):
		return false
	case r.creditsBefore(n.from), r.isVolume(n.hi), r.signed(n), r.inLabel(n):
		return true // "Smith J et al. Nutrients 2018;10"
	case r.isMark(n.from-1, ","):
		return (r.is(n.from-2, study) || r.begins(0) && n.from < 16 && r.detailed(0) && !r.anyOf(0, n.from, det)) && (r.ends(n.to) || r.isMark(n.to, ",.")) || r.creditsBefore(n.from-1)
	case !r.begins(n.from):
		return false
	}
	if r.isMark(n.to, ".") && r.isBold(n.lo) && r.isBold(n.to-1) && !r.isBold(n.to+1) {
		return true // "**The Lancet, 2013.** Walking helped"
	}
	return r.ends(n.to) || r.isMark(n.to, ",") && r.detailed(n.to+1) || r.is(n.to, study)
}

// creditsBefore reports whether authors end before the comma at token i:
// "Smith et al., Nutrients, 2018".
func (r *sentence) creditsBefore(i int) bool {
	return r.isMark(i-1, ".") && (r.isWord(i-2, "al") || r.isInitial(i-2) && r.isName(i-3)) || r.isWord(i-1, "al") || r.isInitials(i-1) && r.isName(i-2)
}

// signed reports whether names end right before a journal that its year stands
// right behind: "Cohen, Neurology 2007", "Goadsby NEJM 2019".
func (r *sentence) signed(n *journalName) bool {
	if r.yearOf(n.hi) == 0 || n.from != n.lo {
		return false
	}
	_, lo, _ := r.signers(n)
	return lo >= 0
}

// inLabel reports whether n ends a label of names, their year and a journal:
// "**Kim 2016 Lancet** (38 trials): ...".
func (r *sentence) inLabel(n *journalName) bool {
	if n.from != n.lo-1 || r.yearOf(n.from) == 0 || !r.ends(n.to) && !r.isMark(n.to, "(:,") {
		return false
	}
	names, lo := r.namesBefore(n.from, 0, true)
	if len(names) == 0 {
		return false
	}
	people := len(names) > 1 || r.isMark(n.to, "(") || r.anyOf(n.hi, len(r.toks), study|report) || r.cast.authored() // and not "Tokyo 2020 Sports"
	return people && r.begins(lo) && !r.is(lo, month) && r.cast.role(names[0]) != thing
}

// signers are the authors right before a journal, and the first of their
// tokens, -1 if there are none; open says that others are meant.
func (r *sentence) signers(n *journalName) (names []string, lo int, open bool) {
	hi := n.lo
	if r.isMark(hi-1, ",") {
		hi--
	}
	if at := hi - 2; at > 0 && r.etAl(at) == hi {
		hi, open = at, true
	}
	if names, lo = r.groupBefore(hi, 0); len(names) > 0 {
		return names, lo, true
	}
	names, lo = r.namesBefore(hi, 0, true)
	switch {
	case len(names) == 0, hi > 0 && r.toks[hi-1].poss(), r.upper(lo-1) && r.adjacent(lo-1), r.inJournal(lo):
	case len(names) == 1 && !open && (r.is(lo-1, det) || !r.signs(names[0], r.isMark(lo-1, "("))):
	case r.begins(lo), r.is(lo-1, place|stop), r.isMark(lo-1, "(,;:*"), r.isWord(lo-1, "per"), !r.upper(lo-1) && lo == n.lo-1:
		return names, lo, open
	}
	return nil, -1, false
}

// signs reports whether one name in front of a journal and its year can be its
// author's: in brackets, "(Mir, Eur J Nutr 2004)", a word of medicine too, unless
// the article has it as a word.
func (r *sentence) signs(name string, round bool) bool {
	switch r.cast.role(name) {
	case author:
		return true
	case thing:
		return round && r.cast.isHomonym(name)
	}
	return !r.cast.writes(strings.ToLower(name))
}

// detailed reports whether the design or size of a study stands at token i or
// shortly behind, in the same stretch.
func (r *sentence) detailed(i int) bool {
	for j := i; j < min(len(r.toks), i+8) && !r.isMark(j, "|;.—"); j++ {
		if r.is(j, study) && !r.is(j-1, det) || r.isWord(j, "n") && r.isMark(j+1, "=") || r.toks[j].kind == number && r.countsPeople(j) {
			return true
		}
	}
	return false
}

// goesOn reports whether what starts at token i goes on with a list of studies:
// "Smith 2018 (n = 40), Lee 2019".
func (r *sentence) goesOn(i int) bool {
	return len(r.authors) > 0 && (r.isMark(i-1, ",") || r.isWord(i-1, "and")) && (r.isMark(i-2, ")") || r.yearOf(i-2) != 0)
}

// noted reports whether names and a year fill a stretch, or start one that goes
// on with what a study was: "Kim 2016, n = 40". One name has to be vouched for,
// as what stands there may be a product or a date: "Windows 2000: ...".
func (r *sentence) noted(b *byline) bool {
	first := b.names[0]
	switch {
	case r.isMark(b.lo-1, "(") && r.behindTitle(b.lo-1):
		return false
	case r.isMark(b.lo-1, ",") && r.ends(b.hi) && r.behindDesign(b.lo-1):
		return r.cast.role(first) != thing || len(b.names) > 1
	case !r.begins(b.lo) && !r.goesOn(b.lo) || r.isMark(b.lo-1, "[]") || r.titleCase():
		return false
	case !r.ends(b.hi) && !r.isMark(b.hi, ",") && !r.isMark(b.hi, "("):
		return false
	case r.isMark(b.hi-1, ")") && r.yearOf(b.hi-2) == 0:
		return false // "Sleep (2019 RCT, Nutrients)"
	case len(b.names) > 1:
		return b.names[1] != first && (r.joined(b) || r.hasInitials(b.lo, b.hi))
	case r.withoutInitials(b.lo+2, b.lo) == b.lo+1, r.isAuthor(first):
		return true // "Kim SY 2016"
	}
	return r.cast.role(first) != thing && (r.Block == article.TableCell || r.detailed(b.hi) || r.cast.authored())
}

// behindDesign reports whether a study with nothing but its kind and journal
// fills the stretch before token i: "Cochrane Review, Kim 2016".
func (r *sentence) behindDesign(i int) bool {
	if !r.is(i-1, study) {
		return false
	}
	for j := i - 1; j >= 0 && j > i-8 && r.toks[j].kind == word && !r.is(j, stop); j-- {
		if r.begins(j) || r.startsLink(j) {
			return true
		}
	}
	return false
}

// startsLink reports whether the words of a link start at token i.
func (r *sentence) startsLink(i int) bool {
	for k := range r.Inlines {
		if in := &r.Inlines[k]; in.Kind == linkKind && in.Start == r.toks[i].start && in.End > in.Start {
			return true
		}
	}
	return false
}

// joined reports whether "and" joins names: "Lyme, Connecticut" are none.
func (r *sentence) joined(b *byline) bool {
	for j := b.lo; j < b.hi; j++ {
		if r.isWord(j, "and") || r.isMark(j, "&") {
			return true
		}
	}
	return false
}

// isEntry reports whether the sentence is an item of a list that only names a
// work: authors, a year and the title in quotation marks.
func (r *sentence) isEntry() bool {
	if r.Block != article.ListItem || len(r.authors) != 1 || r.authors[0].lo != 0 {
		return false
	}
	i := r.authors[0].hi
	for r.isMark(i, "-–—:.,*") {
		i++
	}
	if !r.isMark(i, "\"“") {
		return false
	}
	for i++; i < len(r.toks) && !r.isMark(i, "\"”"); i++ {
	}
	for i++; i < len(r.toks); i++ {
		if r.toks[i].kind == word && !r.inJournal(i) {
			return false
		}
	}
	return true
}
