package match

import (
	"slices"
	"strings"
	"unicode"

	"stet/internal/cite"
	"stet/internal/claim"
)

// An entryTitle is the title of a list entry, made ready for comparing as far
// as it was asked for: most entries that carry an id have the very title of
// their record.
type entryTitle struct {
	title string
	entry *claim.Source
	words []titleWord // nil until they were asked for
	marks [4]uint64   // a bit for each of words
	hasID bool        // the entry carries an id or a key

	raw   []rawWord // of the whole entry, once they were asked for
	rest  string    // its text without the title, folded, once it was asked for
	last  int32     // the reference compared last, and one
	found agreement // what that came to

	journals []asked // those that were looked for in rest
}

// put makes t that of e, and keeps its memory.
func (t *entryTitle) put(e *claim.Source) {
	*t = entryTitle{
		title:    e.Title,
		entry:    e,
		hasID:    len(e.Keys) > 0 || slices.ContainsFunc(e.IDs, func(id cite.ID) bool { return id.Kind != cite.KindURL }),
		journals: t.journals[:0],
	}
}

// read reads the words of the title.
func (e *entryTitle) read() {
	if e.words != nil {
		return
	}
	e.words = appendTitle(make([]titleWord, 0, 24), e.title)
	for _, w := range e.words {
		e.marks[w>>6&3] |= 1 << (w & 63)
	}
}

func (x *Index) addTitles() {
	t := lists[titleWord]{start: make([]uint32, 1, len(x.refs)+1), all: make([]titleWord, 0, 12*len(x.refs))}
	for _, r := range x.refs {
		t.all = appendTitle(t.all, r.Title)
		t.start = append(t.start, uint32(len(t.all)))
	}
	x.titles = t
}

// hasTitle compares the title of a list entry with that of reference i.
func (x *Index) hasTitle(i int32, e *entryTitle) agreement {
	if e.last == i+1 {
		return e.found
	}
	e.last, e.found = i+1, no
	switch {
	case x.refs[i].Title == "":
		e.found = unknown
	case x.sameTitle(i, e), e.hasID && x.likeTitle(i, e):
		e.found = yes
	}
	return e.found
}

// hasLongName reports whether the text of e has one of the longNames of
// journal j outside its title: the finder may have read less of it than stands
// there, as where each word of an abbreviation ends with a full stop.
func (x *Index) hasLongName(j int32, e *entryTitle) bool {
	if i := slices.IndexFunc(e.journals, func(a asked) bool { return a.journal == j }); i >= 0 {
		return e.journals[i].has
	}
	if e.rest == "" {
		e.rest = " " + cite.Fold(strings.Replace(e.entry.Raw, e.title, " . ", 1)) + " "
	}
	has := slices.ContainsFunc(x.folded[j], func(name string) bool { return strings.Contains(e.rest, name) })
	e.journals = append(e.journals, asked{j, has})
	return has
}

// An asked is whether an entry's text has a long name of a journal.
type asked struct {
	journal int32
	has     bool
}

// longNames are the names of j that have two words or more, folded, with a
// space on either side.
func longNames(j cite.Journal) []string {
	var long []string
	for _, name := range j.Names() {
		if strings.Contains(name, " ") {
			long = append(long, " "+name+" ")
		}
	}
	return long
}

// sameTitle reports whether e names reference i: its own title has the same
// words, or nearly all of them, or the entry's text holds the whole title as
// one sentence. A title that is a part of another is not the same.
func (x *Index) sameTitle(i int32, e *entryTitle) bool {
	want := x.titles.list(i)
	if len(want) == 0 {
		return false
	}
	if strings.TrimSuffix(e.title, ".") == strings.TrimSuffix(x.refs[i].Title, ".") {
		return true
	}
	e.read()
	if !e.lacksMuchOf(want) {
		a, b := designless(e.words, want)
		if overlaps(a, b) || misprinted(e.title, x.refs[i].Title, a, b) {
			return true
		}
	}
	if e.raw == nil {
		e.raw = rawWords(e.entry.Raw)
	}
	return holds(e.raw, want)
}

// isMainTitle reports whether the title of e is that of reference i up to its
// subtitle. By itself that tells no work: parts of a series begin alike.
func (x *Index) isMainTitle(i int32, e *entryTitle) bool {
	main := mainTitle(x.refs[i].Title)
	if main == "" {
		return false
	}
	e.read()
	return len(e.words) >= mainWords && slices.Equal(e.words, appendTitle(nil, main))
}

// mainWords is how many words that count a title has, without its subtitle, that
// tells a work of an author, a journal and a year.
const mainWords = 3

// mainTitle is a title up to its subtitle; "" for one that has none.
func mainTitle(title string) string {
	end := -1
	for _, mark := range []string{": ", "? ", ". ", " - ", " – ", " — ", "--"} {
		if i := strings.Index(title, mark); i >= 0 && (end < 0 || i < end) {
			end = i
		}
	}
	return title[:max(end, 0)]
}

// lacksMuchOf reports whether a title surely has more words that e has not than
// overlaps and misprinted allow, whatever designless takes out of it. Most
// titles are told apart so, by their first words.
func (e *entryTitle) lacksMuchOf(title []titleWord) bool {
	allowed := max(1, len(title)/5)
	for _, w := range title {
		if e.marks[w>>6&3]>>(w&63)&1 != 0 || designWords.has(w) {
			continue
		}
		if allowed--; allowed < 0 {
			return true
		}
	}
	return false
}

// likeTitle reports whether an entry that carries an id may be reference i: the
// shorter title has seven tenths of its words in the other. The id tells the
// work, so that a subtitle left out or a title read badly is no reason for
// doubt; another title is.
func (x *Index) likeTitle(i int32, e *entryTitle) bool {
	e.read()
	a, b := e.words, x.titles.list(i)
	shared := 0 // at the most
	for _, w := range b {
		if e.marks[w>>6&3]>>(w&63)&1 != 0 {
			shared++
		}
	}
	if len(b) < len(a) {
		a, b = b, a
	}
	if len(a) == 0 || 10*(len(a)-shared) > 3*len(a) {
		return false
	}
	extra, _ := without(a, b)
	return 10*extra <= 3*len(a)
}

// overlaps reports whether two titles have the same words, or one lacks at
// most a fifth of the other's.
func overlaps(a, b []titleWord) bool {
	if min(len(a), len(b)) < 3 {
		return slices.Equal(a, b)
	}
	extraA, _ := without(a, b)
	extraB, _ := without(b, a)
	return (extraA == 0 || extraB == 0) && 5*(extraA+extraB) <= max(len(a), len(b))
}

// misprinted reports whether the titles s and t, of the words a and b, differ
// in one word, and that in one letter. Numbers and short words are no
// misprints.
func misprinted(s, t string, a, b []titleWord) bool {
	if min(len(a), len(b)) < 3 {
		return false
	}
	extraA, atA := without(a, b)
	extraB, atB := without(b, a)
	if extraA != 1 || extraB != 1 {
		return false
	}
	v, w := spelt(s, a[atA]), spelt(t, b[atB])
	return min(len(v), len(w)) >= 6 && !strings.ContainsAny(v+w, "0123456789") && distance(v, w) <= 1
}

// designless are the words of two titles, without those that only name a
// design ("a randomised controlled trial") where one title has none of them.
func designless(a, b []titleWord) (plainA, plainB []titleWord) {
	if slices.Equal(a, b) {
		return a, b
	}
	plainA, plainB = withoutDesign(a), withoutDesign(b)
	if len(plainA) == len(a) || len(plainB) == len(b) {
		return plainA, plainB
	}
	return a, b
}

// without is how many words of a b has not, repeats counted, and where the
// first of them is in a.
func without(a, b []titleWord) (extra, first int) {
	var used [4]uint64 // words of b that one of a was
	first = -1
next:
	for i, w := range a {
		for k, v := range b[:min(len(b), 256)] {
			if v == w && used[k>>6]>>(k&63)&1 == 0 {
				used[k>>6] |= 1 << (k & 63)
				continue next
			}
		}
		if extra++; first < 0 {
			first = i
		}
	}
	return extra, first
}

// holds reports whether the text of an entry has the words of a title in a
// row, and a sentence ends with them.
func holds(words []rawWord, title []titleWord) bool {
	if len(title) < 4 {
		return false
	}
	for i := 0; i+len(title) <= len(words); i++ {
		if words[i].word != title[0] || !words[i+len(title)-1].ends {
			continue
		}
		same := true
		for k := range title {
			same = same && words[i+k].word == title[k]
		}
		if same && (i == 0 || words[i-1].breaks) {
			return true
		}
	}
	return false
}

// A rawWord is a word of an entry with what follows it.
type rawWord struct {
	word   titleWord
	ends   bool // a sentence or a quotation ends with it
	breaks bool // some punctuation follows
}

// rawWords are the title words of s with the punctuation behind them.
func rawWords(s string) []rawWord {
	var words []rawWord
	start := -1
	flush := func(end int) {
		if start >= 0 {
			if w := newTitleWord(s[start:end]); w != 0 {
				words = append(words, rawWord{word: w, ends: true})
			}
		}
		start = -1
	}
	for i, r := range s {
		switch {
		case inWord(r):
			if start < 0 {
				if n := len(words); n > 0 && !words[n-1].breaks {
					words[n-1].ends = false
				}
				start = i
			}
			continue
		}
		flush(i)
		if n := len(words); n > 0 && !words[n-1].breaks && !unicode.IsSpace(r) && r != '-' && r != '‐' && r != '–' {
			words[n-1].breaks = true
			words[n-1].ends = strings.ContainsRune(".?!\"”»)]*_", r)
		}
	}
	flush(len(s))
	return words
}

// designWords name the kind of a study, as subtitles do.
var designWords = hashed("randomized", "controlled", "trial", "trials", "clinical", "systematic", "review", "meta", "analysis", "analyses", "metaanalysis", "pilot", "double", "blind", "blinded",
	"placebo", "cohort", "study", "studies", "prospective", "retrospective", "observational", "cross", "sectional", "case", "control", "report", "open", "label", "multicenter", "crossover", "over",
	"narrative", "scoping", "umbrella", "literature", "update", "updated")

// withoutDesign is words less designWords; words itself if nothing were left.
func withoutDesign(words []titleWord) []titleWord {
	isDesign := func(w titleWord) bool { return designWords.has(w) }
	if !slices.ContainsFunc(words, isDesign) {
		return words
	}
	rest := slices.DeleteFunc(slices.Clone(words), isDesign)
	if len(rest) < 2 {
		return words
	}
	return rest
}

// distance is the edit distance of a and b, in bytes. It serves suggestions
// and misprints in titles; a journal or a key is never accepted by it.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
