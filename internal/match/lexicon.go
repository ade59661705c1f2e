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
	numbers    vocabulary
	stems      []string          // number -> stem, or "=thing" for what a synonym names
	names      [][]name          // number -> synonyms that start with the stem, longest first
	frequency  []int32           // number -> background records that have it
	told       []bool            // number -> the background table has the stem
	scholarly  []bool            // number -> prose speaks of studies with it
	everyday   []bool            // number -> it says little of any subject
	sides      []population      // number -> who was studied where it stands; shorter than the others
	ailing     [][]conditionName // number -> names of conditions that start with the stem; shorter too
	conditions []condition
}

// A name is a synonym's stems with the thing that it names.
type name struct {
	stems []int32
	thing int32
	kind  bool // of a kind of the thing, which is something by itself
}

// words is the lexicon of synonyms.
var words = sync.OnceValue(func() *lexicon { return newLexicon(synonyms) })

func newLexicon(synonyms []string) *lexicon {
	l := &lexicon{}
	for stem := range terms.Background() {
		l.number(stem)
	}
	for _, line := range synonyms {
		l.addSynonyms(line)
	}
	for _, list := range l.names {
		slices.SortStableFunc(list, func(a, b name) int { return len(b.stems) - len(a.stems) })
	}
	l.addPopulations()
	l.addConditions()
	for stem := range terms.Everyday() {
		l.everyday[l.number(stem)] = true
	}
	for _, stem := range terms.Stems(scholarly) {
		l.scholarly[l.number(stem)] = true
	}
	return l
}

func (l *lexicon) number(stem string) int32 {
	h := terms.Hash(stem)
	n, ok := l.numbers.find(stem, h)
	if ok {
		return n
	}
	if r := root(stem); r != stem && stem[0] != '=' {
		n = l.number(r)
		l.frequency[n] = max(l.frequency[n], int32(terms.DF(stem)))
		l.told[n] = l.told[n] || terms.DF(stem) > 0
		l.numbers.add(stem, h, n)
		return n
	}
	n = int32(len(l.stems))
	df := terms.DF(stem)
	l.numbers.add(stem, h, n)
	l.stems = append(l.stems, stem)
	l.names = append(l.names, nil)
	l.frequency = append(l.frequency, int32(max(df, unknownFrequency)))
	l.told = append(l.told, df > 0)
	l.scholarly = append(l.scholarly, false)
	l.everyday = append(l.everyday, false)
	return n
}

// addSynonyms enters a line of names for one thing, which it calls "=" and the
// first of them. A thing is as frequent as the commonest of its names, and a
// phrase as its rarest word. No thing counts as more frequent than one record
// in twenty: the background is a sample with its own fashions, and what a thing
// is called always says something of the subject.
func (l *lexicon) addSynonyms(line string) {
	names, kinds, _ := strings.Cut(line, ">")
	first, _, _ := strings.Cut(names, "|")
	thing := l.number("=" + strings.TrimSpace(first))
	for i, list := range [2]string{names, kinds} {
		for phrase := range strings.SplitSeq(list, "|") {
			l.addName(name{thing: thing, kind: i == 1}, phrase)
		}
	}
}

func (l *lexicon) addName(n name, phrase string) {
	stems := phraseStems(phrase)
	if len(stems) == 0 {
		return
	}
	least := terms.Documents() / 20
	for _, stem := range stems {
		n.stems = append(n.stems, l.number(stem))
		least = min(least, terms.DF(stem))
	}
	l.names[n.stems[0]] = append(l.names[n.stems[0]], n)
	if !n.kind {
		l.frequency[n.thing] = max(l.frequency[n.thing], int32(least))
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

// isEveryday reports whether a stem says little of any subject.
func (l *lexicon) isEveryday(stem int32) bool { return int(stem) < len(l.stems) && l.everyday[stem] }

// tells reports whether a stem says something of a subject in all of health
// writing, whatever a library has of it.
func (l *lexicon) tells(stem int32) bool {
	if stem < 0 || int(stem) >= len(l.stems) {
		return stem >= 0
	}
	return !l.everyday[stem] && !l.scholarly[stem] && rarity(int(l.frequency[stem]), 0, 0) > common
}

// namesOf are the synonyms that start with a stem, longest first.
func (l *lexicon) namesOf(stem int32) []name {
	if stem < 0 || int(stem) >= len(l.names) {
		return nil
	}
	return l.names[stem]
}

// starts reports whether stems, which are a running text, start with n.
func (n *name) starts(stems []int32) bool {
	return len(n.stems) <= len(stems) && slices.Equal(n.stems, stems[:len(n.stems)])
}

// scholarly are words with which prose speaks of studies, whatever they are
// about. Abstracts have fewer of them, so that their weight would be too high.
const scholarly = `
	study studies paper papers article articles review reviews overview survey report reports reported trial trials experiment meta-analysis analysis
	research researcher researchers scientist scientists author authors investigator investigators team group colleagues expert experts
	found finding findings show shows shown showed suggest suggests suggested conclude concludes concluded conclusion describe describes described description descriptions
	look looks looked ask asks asked aim aimed test tested assess assessed evaluate evaluated investigate investigated explore explored include included involve involved
	observe observed note notes noted warn warns warned argue argues argued explain explains explained examine examined publish published publication appeared
	announce announces announced demonstrate demonstrates demonstrated demonstration indicate indicates indicated print printed online page pages headline headlines tl dr
	according writing writes wrote written cited cites quoted quotes said say says put puts came comes states stated cf
	title titles id ids journal issue pubmed pmid pmcid pmc doi evidence result results data literature reference source compare compared conducted
	new recent recently later earlier previous former latter current year years month months week weeks`
