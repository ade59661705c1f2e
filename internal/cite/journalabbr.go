package cite

import (
	"slices"
	"strings"
)

// How well a name fits a title: the less the better, and of several titles
// the one with the least. The steps are far enough apart that a word never
// outweighs a place, nor a part of a title a word.
const (
	byPlace  = 1  // one of the two states a place or year, and the other none
	byPart   = 2  // the title goes on with a society's name or in another language
	byPrefix = 8  // a word is cut where the standards do not cut it
	homonym  = 63 // the name states a place to tell its journal from another, and the title may be either's
	unfit    = 64 // is no abbreviation of it
)

// A shape is a name or a title in words that can be held against another's.
type shape struct {
	words []string // folded; of a title, without small words
	place []string // folded words in round brackets: "(Lond)", "(Dallas, Tex. : 1979)"
	loss  int      // what it costs to take a title for this shape
}

// nameShape is the shape of a name as an author writes it, and whether it may
// be an abbreviation: those have no small words but at their start ("In Vitro
// Cell Dev Biol"), and one word is its own, if not for a place.
func nameShape(name string) (shape, bool) {
	base, place := cutBrackets(name)
	s := shape{words: splitStates(strings.Fields(Fold(base))), place: place}
	for i, w := range s.words {
		if isLinkWord(w) && i > 0 {
			return s, false
		}
	}
	return s, len(s.words) > 1 || len(s.words) == 1 && len(place) > 0
}

func isLinkWord(w string) bool {
	switch w {
	case "and", "at", "for", "from", "in", "of", "on", "the", "with":
		return true
	}
	return false
}

// splitStates takes states' acronyms apart, as some abbreviations do: "US" is
// "U S".
func splitStates(words []string) []string {
	for i, w := range words {
		switch w {
		case "ny", "nz", "un", "us", "usa":
			words = slices.Replace(words, i, i+1, strings.Split(w, "")...)
		}
	}
	return words
}

// titleShapes are the rows of words that an abbreviation of j's title may
// follow: the title, the title with its subtitle, what is before a society's
// name or a translation, hyphenated words as one word, sections by their
// letter alone.
func titleShapes(title string) []shape {
	base, place := cutBrackets(plainTitle(title))
	var shapes []shape
	add := func(text string, loss int) {
		words := splitStates(strings.Fields(Fold(text)))
		for _, row := range [][]string{without(words, isEnglishSmall), withFirst(words), without(words, isSmallWord), without(words, isSmallButLetter), byLetter(text), withoutSection(words)} {
			shapes = addShape(shapes, shape{row, place, loss})
		}
	}
	main := cutSubtitle(base)
	for i, text := range []string{main, base, cutParallel(main)} {
		if i > 0 && text == main || text == "" {
			continue
		}
		add(text, i*byPart)
		if strings.Contains(text, "-") {
			add(strings.ReplaceAll(text, "-", ""), i*byPart)
		}
	}
	return shapes
}

func addShape(shapes []shape, s shape) []shape {
	same := func(t shape) bool { return slices.Equal(s.words, t.words) }
	if len(s.words) == 0 || slices.ContainsFunc(shapes, same) {
		return shapes
	}
	return append(shapes, s)
}

// cutBrackets cuts what stands in round brackets out of a name, and gives its
// words.
func cutBrackets(s string) (rest string, place []string) {
	if strings.IndexByte(s, '(') < 0 {
		return s, nil
	}
	depth, from := 0, 0
	var out strings.Builder
	for i := range len(s) {
		switch {
		case s[i] == '(':
			if depth == 0 {
				out.WriteString(s[from:i])
				from = i + 1
			}
			depth++
		case s[i] == ')' && depth > 0:
			if depth--; depth == 0 {
				place = append(place, strings.Fields(Fold(s[from:i]))...)
				from = i + 1
			}
		}
	}
	if depth > 0 {
		place = append(place, strings.Fields(Fold(s[from:]))...)
	} else {
		out.WriteString(s[from:])
	}
	return out.String(), place
}

// elisions are what Romance languages leave of an article or preposition
// before a vowel; abbreviations leave it out.
var elisions = []string{"l", "d", "dell", "nell", "all", "sull", "dall", "un", "qu"}

// plainTitle is a title without elided articles: "Revue d'hygiène" is "Revue
// hygiène" to its abbreviation.
func plainTitle(title string) string {
	title = strings.ReplaceAll(title, "’", "'")
	if !strings.Contains(title, "'") {
		return title
	}
	words := strings.Fields(title)
	for i, w := range words {
		head, tail, ok := strings.Cut(w, "'")
		if ok && len(tail) > 1 && slices.Contains(elisions, strings.ToLower(head)) {
			words[i] = tail
		}
	}
	return strings.Join(words, " ")
}

// cutSubtitle is a title before its subtitle or the body that issues it.
func cutSubtitle(title string) string {
	for _, mark := range []string{" : ", " / ", " = ", ": ", "; ", " ["} {
		// "CA: a cancer journal for clinicians" is nothing without its subtitle.
		if i := strings.Index(title, mark); i > len("CA") {
			title = title[:i]
		}
	}
	return title
}

// bodies are words that tell the name of a society, or a title in another
// language, from the section of a journal.
var bodies = []string{"academy", "accademia", "academie", "acta", "annals", "archives", "archiv", "association", "board", "bulletin", "center", "centre", "college", "comite", "committee",
	"congress", "council", "department", "federation", "foundation", "gesellschaft", "great", "group", "hospital", "institut", "institute", "institution", "international", "istituto", "journal",
	"laboratory", "library", "medical", "ministry", "museum", "national", "office", "organization", "review", "revista", "revue", "royal", "school", "service", "sociedad", "societa", "societe",
	"society", "states", "union", "universidad", "universita", "university", "zeitschrift"}

// cutParallel is a title before a full stop behind which a society's name
// follows, or the title in another language. Sections stay: "The Lancet.
// Oncology" is another journal than "The Lancet".
func cutParallel(title string) string {
	for at := 0; ; {
		i := strings.Index(title[at:], ". ")
		if i < 0 {
			return title
		}
		at += i + 2
		head, tail := strings.Fields(Fold(title[:at])), strings.Fields(Fold(title[at:]))
		told := func(w string) bool { return slices.Contains(bodies, w) }
		repeats := func(w string) bool { return !slices.Contains(head, w) }
		if len(tail) > 1 && !isSection(tail[0]) && !isSupplement(tail[0]) && (slices.ContainsFunc(tail, told) || !slices.ContainsFunc(tail, repeats)) {
			return title[:at-2]
		}
	}
}

func without(words []string, drop func(string) bool) []string {
	return slices.DeleteFunc(slices.Clone(words), drop)
}

// withFirst is a title without its small words but for the first: "In vitro".
func withFirst(words []string) []string {
	if len(words) < 2 {
		return nil
	}
	return append([]string{words[0]}, without(words[1:], isEnglishSmall)...)
}

func isSmallButLetter(w string) bool { return isEnglishSmall(w) && len(w) > 1 }

// isSection reports whether w announces the letter or number of a section.
func isSection(w string) bool {
	switch w {
	case "section", "part", "series", "serie", "ser", "pt", "sect":
		return true
	}
	return false
}

// isSupplement reports whether w makes a supplement of a title.
func isSupplement(w string) bool { return strings.HasPrefix(w, "suppl") }

// isEdition reports whether w, at the end of a title's second part, makes an
// edition of the first.
func isEdition(w string) bool { return w == "edition" || w == "ed" || w == "volume" }

// byLetter is a title as far as the letter or number of its section: "Acta
// crystallographica. Section A, Foundations" is "acta crystallographica a".
func byLetter(title string) []string {
	for at := 0; ; {
		i := strings.Index(title[at:], ". ")
		if i < 0 {
			return nil
		}
		at += i + 2
		first, more, _ := strings.Cut(title[at:], " ")
		if isSection(Fold(first)) {
			first, more, _ = strings.Cut(more, " ")
		}
		letter := Fold(first)
		if len(letter) > 0 && len(letter) <= 3 && (more == "" || strings.HasSuffix(first, ",") || strings.HasSuffix(first, ":")) {
			return append(without(strings.Fields(Fold(title[:at])), isSmallWord), letter)
		}
	}
}

// withoutSection is a title with the letter of its section, but not the word
// for it: "Acta Crystallogr D Biol Crystallogr".
func withoutSection(words []string) []string {
	if !slices.ContainsFunc(words, isSection) {
		return nil
	}
	return without(words, func(w string) bool { return isSmallButLetter(w) || isSection(w) })
}

// distance is how well name fits title: 0 best, unfit or more not at all.
func distance(name, title *shape) int {
	if len(name.words) != len(title.words) {
		return unfit
	}
	d := 0
	for i, w := range title.words {
		switch cut := cutDistance(name.words[i], w); {
		case cut < unfit:
			d = max(d, cut)
		case !inPlaceName(name.words, title.words, i):
			return unfit
		}
	}
	switch place := placeDistance(name.place, title.place); place {
	case unfit, homonym:
		return place
	default:
		return d + title.loss + place
	}
}

// inPlaceName reports whether word i of a name is a letter of a place of
// several words: "R I" for Rhode Island.
func inPlaceName(name, title []string, i int) bool {
	letter := func(k int) bool {
		return k >= 0 && k < len(name) && len(name[k]) == 1 && name[k][0] == title[k][0] && !slices.Contains(ownLetter, title[k])
	}
	if !letter(i) || !letter(i-1) && !letter(i+1) {
		return false
	}
	return slices.ContainsFunc(name, func(w string) bool { return len(w) > 1 })
}

// placeDistance compares what stands in brackets. A place that is stated has
// to be that of the title if the title has one.
func placeDistance(name, title []string) int {
	switch {
	case len(name) == 0 && len(title) == 0:
		return 0
	case len(title) == 0:
		return homonym
	case len(name) == 0:
		return 0
	}
	digits := func(w string) bool { return w[0] < '0' || w[0] > '9' }
	if !slices.ContainsFunc(title, digits) {
		return byPlace
	}
	for _, n := range name {
		agrees := func(t string) bool {
			k := min(len(n), len(t), 4)
			return n[:k] == t[:k] || isContraction(n, t)
		}
		if !slices.ContainsFunc(title, agrees) {
			return unfit
		}
	}
	return 0
}
