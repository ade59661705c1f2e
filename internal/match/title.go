package match

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/internal/cite"
	"stet/internal/claim"
)

// An entryTitle is the title of a list entry, made ready for comparing.
type entryTitle struct {
	title string
	words []string
	raw   []rawWord // of the whole entry
	hasID bool      // the entry carries an id

	last   *cite.Reference // compared last
	agrees agreement       // what that came to
}

func newEntryTitle(e *claim.Source) *entryTitle {
	return &entryTitle{title: e.Title, words: titleWords(e.Title), raw: rawWords(e.Raw), hasID: slices.ContainsFunc(e.IDs, func(id cite.ID) bool { return id.Kind != cite.KindURL })}
}

// same reports whether e names the work titled title: its own title has the
// same words, or nearly all of them, or the entry's text holds the whole title
// as one sentence. A title that is a part of another is not the same.
func (e *entryTitle) same(title string) bool {
	want := titleWords(title)
	if len(want) == 0 {
		return false
	}
	return overlaps(e.words, want) || holds(e.raw, want)
}

// like reports whether an entry that carries an id may be the work titled
// title: the shorter title has seven tenths of its words in the other. The id
// tells the work, so that a subtitle left out or a title read badly is no
// reason for doubt; another title is.
func (e *entryTitle) like(title string) bool {
	a, b := e.words, titleWords(title)
	if len(b) < len(a) {
		a, b = b, a
	}
	return len(a) > 0 && 10*len(without(a, b)) <= 3*len(a)
}

// overlaps reports whether two titles have the same words, or one lacks at
// most a fifth of the other's, or a letter is wrong. Words that only name a
// design ("a randomised controlled trial") count where both titles have some.
func overlaps(a, b []string) bool {
	if slices.Equal(a, b) {
		return true
	}
	plainA, plainB := withoutDesign(a), withoutDesign(b)
	if len(plainA) == len(a) || len(plainB) == len(b) {
		a, b = plainA, plainB
	}
	if min(len(a), len(b)) < 3 {
		return slices.Equal(a, b)
	}
	extraA, extraB := without(a, b), without(b, a)
	if len(extraA) > 0 && len(extraB) > 0 {
		return nearWords(extraA, extraB) // a misprint, and no other word in its place
	}
	return 5*(len(extraA)+len(extraB)) <= max(len(a), len(b))
}

// without are the words of a that b has not, repeats counted.
func without(a, b []string) []string {
	var extra []string
	rest := slices.Clone(b)
	for _, w := range a {
		if i := slices.Index(rest, w); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
			continue
		}
		extra = append(extra, w)
	}
	return extra
}

// nearWords reports whether the only word of a is the only one of b but for
// one letter. Numbers and short words are never near.
func nearWords(a, b []string) bool {
	return len(a) == 1 && len(b) == 1 && min(len(a[0]), len(b[0])) >= 6 && !strings.ContainsAny(a[0]+b[0], "0123456789") && distance(a[0], b[0]) <= 1
}

// holds reports whether the text of an entry has the words of a title in a
// row, and a sentence ends with them.
func holds(words []rawWord, title []string) bool {
	if len(title) < 4 {
		return false
	}
	for i := 0; i+len(title) <= len(words); i++ {
		if words[i].text != title[0] || !words[i+len(title)-1].ends {
			continue
		}
		same := true
		for k := range title {
			same = same && words[i+k].text == title[k]
		}
		if same && (i == 0 || words[i-1].breaks) {
			return true
		}
	}
	return false
}

// A rawWord is a word of an entry with what follows it.
type rawWord struct {
	text   string
	ends   bool // a sentence or a quotation ends with it
	breaks bool // some punctuation follows
}

// rawWords are the title words of s with the punctuation behind them.
func rawWords(s string) []rawWord {
	var words []rawWord
	start := -1
	flush := func(end int) {
		if start >= 0 {
			if w := titleWord(s[start:end]); w != "" {
				words = append(words, rawWord{text: w, ends: true})
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

// titleWords are the words of a title that count, folded: small words and
// punctuation left out.
func titleWords(s string) []string {
	var words []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !inWord(r) }) {
		if w = titleWord(w); w != "" {
			words = append(words, w)
		}
	}
	return words
}

func titleWord(w string) string {
	w = fold(w)
	if slices.Contains(smallWords, w) {
		return ""
	}
	return w
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

var smallWords = []string{"a", "s", "the", "an", "of", "in", "on", "and", "for", "to", "with", "by", "from", "at", "as", "or", "is", "its", "their"}

// designWords name the kind of a study, as subtitles do.
var designWords = []string{"randomized", "controlled", "trial", "trials", "clinical", "systematic", "review", "meta", "analysis", "analyses", "metaanalysis", "pilot", "double", "blind", "blinded",
	"placebo", "cohort", "study", "studies", "prospective", "retrospective", "observational", "cross", "sectional", "case", "control", "report", "open", "label", "multicenter", "crossover", "over",
	"narrative", "scoping", "umbrella", "literature", "update", "updated"}

// withoutDesign is words less designWords; words itself if nothing were left.
func withoutDesign(words []string) []string {
	var rest []string
	for _, w := range words {
		if !slices.Contains(designWords, w) {
			rest = append(rest, w)
		}
	}
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
