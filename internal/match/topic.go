package match

import (
	"slices"
	"strings"

	"stet/internal/terms"
)

// A token is a stem, or a thing that a synonym names, in a text.
type token struct {
	stem       int32 // negative if neither library nor lexicon has it: -1 for the first such stem of the text
	weight     int32
	start, end int32 // the words that have it, in the text; none for a stem of two words
	in         place
	class      class // of the drug that it is
	specific   bool  // health writing or the library knows it, and it is no everyday word: a work about the same has it
}

// A place is one of the texts that tell what a claim is about.
type place int8

const (
	inClaim place = iota
	inHeading
	inTitle
	places
)

// A passage is a text read.
type passage struct {
	text       string
	read       bool
	tokens     []token  // without repeats
	usual      []int32  // stems that say nothing only because most of the library has them
	strange    []string // stems that neither library nor lexicon has
	studied    population
	conditions conditions // that it names
}

// A topic is what a claim is about.
type topic struct {
	passages [places]passage
	own      []token // of the claim's sentence, without repeats
	context  []token // of heading and article title, as far as they are not in own
	ownSum   int     // of weights
	specific int     // the same, of own's specific tokens
	unknown  int     // the same, of own's that neither library nor lexicon has
	besides  int     // the same, of context
	sources  int     // that the sentence names: it says something of each
	sorted   bool    // own is in the order of sortOwn
}

// A textReader reads the tokens of texts. It keeps its memory.
type textReader struct {
	subjects *subjects
	words    []terms.Word
	stems    []int32
	facts    []fact    // of stems
	seen     signature // stems that the text has, roughly
	known    [1 << 10]knownWord
}

// A knownWord is what the library has of a word that was read: prose is made of
// few words.
type knownWord struct {
	stem   string
	number int32
	fact   fact
}

// look gives the number and the fact of a word's stem, -1 for a stem that the
// library and the lexicon do not have.
func (t *textReader) look(w *terms.Word) *knownWord {
	k := &t.known[w.Hash%uint64(len(t.known))]
	if k.stem == w.Stem {
		return k
	}
	s := t.subjects
	*k = knownWord{stem: w.Stem, number: s.of(w.Stem, w.Hash)}
	if k.number >= 0 {
		k.fact = s.facts[k.number]
	} else {
		k.fact = fact{weight: s.strange, class: drugClass(w.Stem)}
	}
	return k
}

// read reads p's tokens, in the order of the text. Each stem of skip is left
// out once: the names of journals and authors say nothing of the subject. It
// empties skip.
func (t *textReader) read(p *passage, in place, skip []terms.Word) {
	p.read, p.tokens, p.usual, p.strange = true, p.tokens[:0], p.usual[:0], p.strange[:0]
	p.studied, p.conditions, t.seen = 0, conditions{}, signature{}
	kept := t.keep(p, skip)
	for i, width := 0, 0; i < len(kept); i += width {
		f := &t.facts[i]
		if f.is(startsName) {
			if width = t.things(p, in, i, kept); width > 0 {
				continue
			}
		}
		width = 1
		if lettered(kept[i].Stem, kept[i+1:]) {
			continue
		}
		found := token{stem: t.stems[i], weight: int32(f.weight), start: int32(kept[i].Start), end: int32(kept[i].End), in: in, class: f.class}
		if found.stem < 0 {
			found.stem = p.number(kept[i].Stem)
			if isCoined(p.text[found.start:found.end]) {
				found.weight, found.specific = coined, true
			}
		} else {
			found.specific = !f.is(everyday)
			if f.is(usual) {
				p.usual = append(p.usual, found.stem)
			}
		}
		t.add(p, &found)
	}
}

// keep reads the words of p but those of skip, with their stems and facts.
func (t *textReader) keep(p *passage, skip []terms.Word) []terms.Word {
	t.words = terms.Words(t.words[:0], p.text)
	t.stems, t.facts = t.stems[:0], t.facts[:0]
	n, traits := 0, traits(0)
	for i := range t.words {
		w := &t.words[i]
		if len(skip) > 0 && skipped(skip, w) {
			continue
		}
		if n < i {
			t.words[n] = *w
		}
		n++
		k := t.look(w)
		t.stems, t.facts = append(t.stems, k.number), append(t.facts, k.fact)
		p.studied |= k.fact.sides
		traits |= k.fact.traits
	}
	if n > 0 && traits&startsCondition != 0 {
		for i := range t.stems {
			if !t.facts[i].is(startsCondition) {
				continue
			}
			p.conditions = p.conditions.with(t.subjects.lexicon.conditionsAt(t.stems[i:]))
		}
	}
	return t.words[:n]
}

// coined is the weight of a name that neither library nor lexicon has: of an
// abstract that has it, the library would have kept it, as one of its rarest
// words.
const coined = 600

// isCoined reports whether a word is a name by its looks: with a digit, or with
// two capitals.
func isCoined(word string) bool {
	digits, capitals := 0, 0
	for i := range len(word) {
		switch c := word[i]; {
		case '0' <= c && c <= '9':
			digits++
		case 'A' <= c && c <= 'Z':
			capitals++
		}
	}
	return digits > 0 || capitals > 1
}

// skipped reports whether the stem of w is in skip, and takes it out.
func skipped(skip []terms.Word, w *terms.Word) bool {
	for i := range skip {
		if skip[i].Hash == w.Hash && skip[i].Stem == w.Stem {
			skip[i] = terms.Word{}
			return true
		}
	}
	return false
}

// things adds the things that the synonyms at kept[i:] name, longest
// first, and gives the number of stems that the last of them stands for. That
// is none if the words are those of kinds of the things, and something by
// themselves.
func (t *textReader) things(p *passage, in place, i int, kept []terms.Word) (width int) {
	stems := t.stems[i:]
	for _, name := range t.subjects.lexicon.namesOf(stems[0]) {
		if !name.starts(stems) {
			continue
		}
		f := &t.subjects.facts[name.thing]
		found := token{stem: name.thing, weight: int32(f.weight), in: in, class: f.class, specific: true}
		if last := &kept[i+len(name.stems)-1]; kept[i].Start < last.End {
			found.start, found.end = int32(kept[i].Start), int32(last.End)
		}
		t.add(p, &found)
		if f.weight == 0 {
			p.usual = append(p.usual, name.thing)
		}
		if !name.kind {
			return len(name.stems)
		}
	}
	return 0
}

// add adds k to p, unless it says nothing or is there.
func (t *textReader) add(p *passage, k *token) {
	if k.weight == 0 || t.seen.may(k.stem) && k.isAmong(p.tokens) {
		return
	}
	t.seen.add(k.stem)
	p.tokens = append(p.tokens, *k)
}

// number is that of a strange stem.
func (p *passage) number(stem string) int32 {
	i := slices.Index(p.strange, stem)
	if i < 0 {
		i = len(p.strange)
		p.strange = append(p.strange, stem)
	}
	return int32(-1 - i)
}

func (t *token) isAmong(ts []token) bool {
	for i := range ts {
		if ts[i].stem == t.stem {
			return true
		}
	}
	return false
}

// stemOf is the stem of t, or "=thing".
func (q *query) stemOf(t *token) string {
	if t.stem < 0 {
		return q.about.passages[t.in].strange[-1-t.stem]
	}
	return q.x.subjects.stems[t.stem]
}

// word is the run of text without white space that has t, "" for a thing or a
// stem of two words.
func (q *query) word(t *token) string {
	start, end := int(t.start), int(t.end)
	if start == end {
		return ""
	}
	text := q.about.passages[t.in].text
	for start > 0 && !isSpace(text[start-1]) {
		start--
	}
	for end < len(text) && !isSpace(text[end]) {
		end++
	}
	return text[start:end]
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// lettered reports whether next has stem once more, with the letter that tells
// which one is meant: "vitamin" before "vitamin-d".
func lettered(stem string, next []terms.Word) bool {
	for i := range min(2, len(next)) {
		if n := next[i].Stem; len(n) == len(stem)+2 && n[len(stem)] == '-' && strings.HasPrefix(n, stem) {
			return true
		}
	}
	return false
}

func total(ts []token) int {
	sum := 0
	for i := range ts {
		sum += int(ts[i].weight)
	}
	return sum
}

// has reports whether ref is about what stem stands for.
func (s *subjects) has(ref, stem int32) bool {
	return stem >= 0 && s.marks[ref].may(stem) && s.marks[ref].among(s.about.list(ref), stem)
}

// weightIn is the weight of those ts that ref is about.
func (s *subjects) weightIn(ts []token, ref int32) int {
	sum := 0
	for i := range ts {
		if s.has(ref, ts[i].stem) {
			sum += int(ts[i].weight)
		}
	}
	return sum
}
