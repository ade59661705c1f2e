package claim

import (
	"strings"

	"stet/internal/article"
)

// A titleRun is a run of words in roman type that may be the title of a
// journal: words with capitals, small words between them, points behind those
// that are cut short.
type titleRun struct {
	hi     int // token behind it
	words  int
	short  int  // of them, such as titles are shortened to
	dotted int  // of them, with a point
	whole  bool // has a word that is more than an initial
	linked bool // by a small word: "Techniques in Radiology"
}

// runAt reads the run at token i.
func (r *sentence) runAt(i int) titleRun {
	run := titleRun{hi: i}
	for j := i; j < min(len(r.toks), i+20); j++ {
		t := &r.toks[j]
		if t.poss() && t.kind == word && t.upper && !t.emph && j > i && (r.yearOf(j+1) != 0 || r.is(j+1, study|loose)) {
			run.words++
			run.hi = j + 1
			return run // "Optics Express's 2019 article"
		}
		switch {
		case t.emph || t.poss() || t.kind == number || r.isIDWord(j) || r.is(j, month) && (run.dotted == 0 || !r.isMark(j+1, ".") || j+2 < len(r.toks) && r.toks[j+2].kind == number):
			return run
		case t.kind == word && t.upper:
			run.words++
			run.hi = j + 1
			run.whole = run.whole || t.stem-t.start > 2
			if r.is(j, abbr) {
				run.short++
			}
			if r.isMark(j+1, ".") && r.toks[j+1].glued && j+2 < len(r.toks) {
				j++
				run.dotted++
				run.hi = j + 1
			}
		case j > i && (r.is(j, small) || r.isMark(j, "&")) && (r.upper(j+1) || r.is(j+1, small) && r.upper(j+2)):
			run.linked = run.linked || !r.isWord(j, "and") && !r.isWord(j, "&")
		default:
			return run
		}
	}
	return run
}

// shortened reports whether the run is a title cut short as catalogs do it:
// "Cesk Otolaryngol", "Opt. Express", "Narrat. Inq. Bioeth.".
func (n *titleRun) shortened() bool {
	return n.words > 1 && n.whole && (n.short > 0 && n.short+n.dotted > n.words/3 || n.dotted > 1 && n.dotted*2 > n.words)
}

// shortened reports whether a title cut short starts at token i.
func (r *sentence) shortened(i int) bool {
	run := r.runAt(i)
	return run.shortened()
}

// unlisted is a title in roman type at token i that no list has: it stands
// where a journal does and is worded or cut short as titles are. Places,
// people, companies and institutions stand there too, and have their years.
func (r *sentence) unlisted(i int) journalName {
	if !r.upper(i) || r.toks[i].emph || r.is(i, month|det|stop) && !r.isShortAn(i) || r.Block == article.TitleBlock || r.isWord(i-1, "to") {
		return journalName{}
	}
	if !r.upper(i+1) && !r.is(i+1, small) && !r.isMark(i+1, ".&") {
		return journalName{} // one word
	}
	run := r.runAt(i)
	short := run.shortened()
	titled := r.is(run.hi-1, field) && r.startsTitle(i)
	n := journalName{hi: run.hi, shape: true}
	if run.words < 2 || !short && !titled || !r.plain(i, run.hi) || r.anyOf(i, run.hi, press|body) || r.titleCase() {
		return journalName{}
	}
	from := i - 1
	if r.isWord(from, "the") {
		from--
	}
	switch c := r.before(i); {
	case r.isWord(from, "by") || r.isWord(from, "at"):
	case r.isWord(from, "from"):
		if c == container && (short || run.periodical(r)) {
			return n // and not "a study from Keck Medicine"
		}
	case c == publisher || c == container:
		return n
	case c == distant:
		if short {
			return n
		}
	case c == loneName:
		y, _ := r.yearBehind(run.hi) // "a study (Environmental Medicine, 2019)", and not "a trial (Widget Therapy)"
		if (short || run.periodical(r) || run.discipline(r) || y != 0 && r.bracketBehindStudy(i)) && r.alone(i, run.hi) {
			return n
		}
	}
	return journalName{}
}

// startsTitle reports whether the word at token i can be the first of a title's,
// and not only of the name of a body: "Clinical", "Health".
func (r *sentence) startsTitle(i int) bool {
	return !r.is(i, notName) || r.is(i, field) || r.isWord(i, "clinical") || r.isWord(i, "human")
}

// periodical reports whether the run, which ends in the name of a subject, is
// hardly a company's: "Grand View Research", "Keck Medicine".
func (n *titleRun) periodical(r *sentence) bool {
	switch strings.ToLower(r.at(n.hi - 1)) {
	case "communications", "letters", "reviews", "notes", "express", "advances", "frontiers", "perspectives":
		return true
	}
	return n.linked
}

// discipline reports whether the run ends in the name of a science, which
// companies and hospitals seldom do: "Environmental Microbiology".
func (n *titleRun) discipline(r *sentence) bool { return isScience(r.at(n.hi - 1)) }

// sciences reports whether two of the tokens lo to hi, the last among them, are what
// the titles of journals end in.
func (r *sentence) sciences(lo, hi int) bool {
	n := 0
	for i := lo; i < hi; i++ {
		if r.is(i, field) || isScience(r.at(i)) || r.upper(i) && isCommon(r.at(i)) {
			n++
		}
	}
	return n > 1 && r.is(hi-1, field)
}

// isScience reports whether a word ends as the names of sciences do.
func isScience(word string) bool {
	for _, end := range [...]string{"ology", "istry", "iatry", "etics", "omics", "physics"} {
		if n := len(word) - len(end); n >= 0 && equalFold(word[n:], end) {
			return true
		}
	}
	return false
}

// behindLabel reports whether a label in brackets stands before token i: "(source:
// Optics Express, 2019)".
func (r *sentence) behindLabel(i int) bool {
	return r.isMark(i-1, ":") && (r.isWord(i-2, "source") || r.isWord(i-2, "journal")) && r.isMark(i-3, "(")
}

// alone reports whether tokens lo to hi stand where nothing but a source does:
// "(Optics Express, 2019)", "(source: Optics Express, 2019)", "a 2019 report
// (Optics Express)", "In 2019, Optics Express published a study".
func (r *sentence) alone(lo, hi int) bool {
	switch {
	case r.isMark(r.beforeSee(lo-1), "([") || r.behindLabel(lo):
		y, end := r.yearBehind(hi)
		if y == 0 {
			return r.isMark(hi, ")") && r.bracketBehindStudy(lo)
		}
		return r.isMark(end, ")") || r.isMark(end, ",;") && r.shortened(lo)
	case r.isWord(hi, "published") && r.is(hi+1, det):
		return r.anyOf(hi+2, min(hi+6, len(r.toks)), study) || r.isWord(hi+2, "article") || r.isWord(hi+2, "report")
	}
	return false
}
