package claim

import (
	"strings"

	"stet/internal/article"
	"stet/internal/cite"
)

// A sentence is one sentence while it is being read. Its slices are used again
// for the next one.
type sentence struct {
	*article.Sentence
	table *cite.JournalTable
	cast  cast
	toks  []token
	words []string // scratch for journal names

	journals []journalName
	studies  []studyPhrase
	authors  []byline
	cited    []citation
	units    []unit
	row      unit // that the cells of a table's row make up
	towned   bool // brackets hold a town, which journals have behind their names
}

// read takes s apart.
func (r *sentence) read(s *article.Sentence) {
	r.Sentence = s
	r.toks = lex(r.toks[:0], s)
	r.journals, r.studies = r.journals[:0], r.studies[:0]
	r.authors, r.units = r.authors[:0], r.units[:0]
	r.findJournals()
	r.findAuthors()
	r.compose()
	r.findStudies()
	r.findInstitution()
	r.findRow()
}

// at is the text of token i, "" outside the sentence.
func (r *sentence) at(i int) string {
	if i < 0 || i >= len(r.toks) {
		return ""
	}
	return r.Plain[r.toks[i].start:r.toks[i].end]
}

// stemOf is the text of token i without a possessive "'s".
func (r *sentence) stemOf(i int) string {
	if i < 0 || i >= len(r.toks) {
		return ""
	}
	return r.Plain[r.toks[i].start:r.toks[i].stem]
}

// is reports whether token i is a word of class c.
func (r *sentence) is(i int, c class) bool {
	return i >= 0 && i < len(r.toks) && r.toks[i].class&c != 0
}

// isMark reports whether token i is one of the marks.
func (r *sentence) isMark(i int, marks string) bool {
	return i >= 0 && i < len(r.toks) && r.toks[i].kind == mark && strings.Contains(marks, r.Plain[r.toks[i].start:r.toks[i].stem])
}

// isWord reports whether token i is the word w, which is in lower case, in any
// case.
func (r *sentence) isWord(i int, w string) bool { return equalFold(r.at(i), w) }

// yearOf is the year that token i can be, 0 for none.
func (r *sentence) yearOf(i int) int {
	if i < 0 || i >= len(r.toks) {
		return 0
	}
	return r.toks[i].year
}

// upper reports whether token i is a word with a capital.
func (r *sentence) upper(i int) bool {
	return i >= 0 && i < len(r.toks) && r.toks[i].upper
}

// opens reports whether a clause starts at token i: at the start of the
// sentence, or behind a mark that ends a label or another clause.
func (r *sentence) opens(i int) bool {
	return i == 0 || r.isMark(i-1, ".:;!?|—–*•(\"“")
}

// starts reports whether a clause starts at token i, or with a word or two
// before it that stress the date: "Back in 2018, ...", "It was in 2018 that".
func (r *sentence) starts(i int) bool {
	if r.opens(i) {
		return true
	}
	switch strings.ToLower(r.at(i - 1)) {
	case "back", "already", "only", "even", "later", "then":
		return r.opens(i - 1)
	case "was":
		return r.isWord(i-2, "it") && r.opens(i-2)
	}
	return false
}

// adjacent reports whether nothing but a space is between tokens i and i+1.
func (r *sentence) adjacent(i int) bool {
	return i >= 0 && i+1 < len(r.toks) && r.toks[i].kind != mark && r.toks[i+1].kind != mark
}

// yearPhrase reads a year that stands at token i, with a month or season or
// "early" before it: "2018", "March 2018", "12 March 2018". It gives the token
// behind.
func (r *sentence) yearPhrase(i int) (year, end int) {
	for n := 0; n < 4; n++ {
		if y := r.yearOf(i); y != 0 {
			if j := i + 1; r.isMark(j, "-–—") || r.isWord(j, "to") || r.isWord(j, "through") || r.isWord(j, "until") {
				if r.is(j+1, month) || r.yearOf(j+1) != 0 {
					return 0, i // "March 1996 to July 1998"
				}
			}
			return y, i + 1
		}
		if !r.is(i, month) && !(r.isWord(i, "of") && r.is(i-1, month)) && !r.isWord(i, "early") && !r.isWord(i, "late") && !r.isMark(i, ",.") && !(i < len(r.toks) && r.toks[i].kind == number && len(r.at(i)) <= 2) {
			return 0, i
		}
		i++
	}
	return 0, i
}

// yearBehind reads a year in the forms that stand behind a name: "(2018)",
// "(March 2018)", "(n = 40, 2018)", ", 2018", "2018", "in 2018". It gives the
// token behind it, the closing bracket included.
func (r *sentence) yearBehind(i int) (year, end int) {
	if r.isMark(i, "([") {
		for j := i + 1; j < min(len(r.toks), i+12) && !r.isMark(j, ")];"); j++ {
			if y := r.yearOf(j); y != 0 {
				end := j + 1
				for k := j + 1; k < min(len(r.toks), j+14); k++ {
					if r.isMark(k, ")]") {
						end = k + 1
						break
					}
				}
				return y, end
			}
		}
		return 0, i
	}
	j := i
	if r.isMark(j, ",") {
		j++
	}
	if r.isWord(j, "in") || r.isWord(j, "from") || r.isWord(j, "on") {
		j++
	}
	if y, end := r.yearPhrase(j); y != 0 {
		return y, end
	}
	return 0, i
}
