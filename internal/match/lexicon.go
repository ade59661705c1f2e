package match

import (
	"slices"
	"strings"
	"sync"

	"stet/internal/terms"
)

// A lexicon is what is known of words before any library is read: the stems of
// the background table, of the synonyms and of scholarly prose, each with a
// number. Libraries number the stems of their own above these.
type lexicon struct {
	numbers   map[string]int32
	stems     []string // number -> stem, or "=thing" for what a synonym names
	names     [][]name // number -> synonyms that start with the stem, longest first
	frequency []int32  // number -> background records that have it
	told      []bool   // number -> the background table has the stem
	scholarly []bool   // number -> prose speaks of studies with it
}

// A name is a synonym's stems with the thing that it names.
type name struct {
	stems []int32
	thing int32
}

// words is the lexicon of synonyms.
var words = sync.OnceValue(func() *lexicon { return newLexicon(synonyms) })

func newLexicon(synonyms []string) *lexicon {
	l := &lexicon{numbers: map[string]int32{}}
	for stem := range terms.Background() {
		l.number(stem)
	}
	for _, line := range synonyms {
		l.addSynonyms(line)
	}
	for _, list := range l.names {
		slices.SortStableFunc(list, func(a, b name) int { return len(b.stems) - len(a.stems) })
	}
	for _, stem := range terms.Stems(scholarly) {
		l.scholarly[l.number(stem)] = true
	}
	return l
}

func (l *lexicon) number(stem string) int32 {
	n, ok := l.numbers[stem]
	if !ok {
		n = int32(len(l.stems))
		df := terms.DF(stem)
		l.numbers[stem] = n
		l.stems = append(l.stems, stem)
		l.names = append(l.names, nil)
		l.frequency = append(l.frequency, int32(max(df, unknownFrequency)))
		l.told = append(l.told, df > 0)
		l.scholarly = append(l.scholarly, false)
	}
	return n
}

// addSynonyms enters a line of names for one thing, which it calls "=" and the
// first of them. A thing is as frequent as the commonest of its names, and a
// phrase as its rarest word. No thing counts as more frequent than one record
// in twenty: the background is a sample with its own fashions, and what a thing
// is called always says something of the subject.
func (l *lexicon) addSynonyms(line string) {
	first, _, _ := strings.Cut(line, " |")
	thing := l.number("=" + first)
	for phrase := range strings.SplitSeq(line, "|") {
		n := name{thing: thing}
		least := terms.Documents() / 20
		for _, stem := range phraseStems(phrase) {
			n.stems = append(n.stems, l.number(stem))
			least = min(least, terms.DF(stem))
		}
		l.names[n.stems[0]] = append(l.names[n.stems[0]], n)
		l.frequency[thing] = max(l.frequency[thing], int32(least))
	}
}

// phraseStems are the stems of a synonym; of "vitamin C", which is vitamin and
// vitamin-c, the second alone.
func phraseStems(phrase string) []string {
	stems := terms.Stems(phrase)
	var kept []string
	for i, s := range stems {
		if i+1 < len(stems) && strings.HasPrefix(stems[i+1], s+"-") {
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// unknownFrequency stands for that of a stem that the background table leaves
// out.
const unknownFrequency = terms.Floor / 2

// named is the longest synonym that stems, which are a running text, start
// with; one of no stems if there is none.
func (l *lexicon) named(stems []int32) name {
	if n := stems[0]; n >= 0 && int(n) < len(l.names) {
		for _, name := range l.names[n] {
			if len(name.stems) <= len(stems) && slices.Equal(name.stems, stems[:len(name.stems)]) {
				return name
			}
		}
	}
	return name{}
}

// scholarly are words with which prose speaks of studies, whatever they are
// about. Abstracts have fewer of them, so that their weight would be too high.
const scholarly = `
	study studies paper papers article articles review reviews overview survey report reports reported trial trials experiment meta-analysis analysis
	research researcher researchers scientist scientists author authors investigator investigators team group colleagues expert experts
	found finding findings show shows shown showed suggest suggests suggested conclude concludes concluded conclusion describe describes described
	look looks looked ask asks asked aim aimed test tested assess assessed evaluate evaluated investigate investigated explore explored include included involve involved
	observe observed note notes noted warn warns warned argue argues argued explain explains explained examine examined publish published publication appeared
	journal issue evidence result results data literature reference source compare compared conducted
	new recent recently later earlier previous former latter current year years month months week weeks`
