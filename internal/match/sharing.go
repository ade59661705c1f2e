package match

import (
	"slices"
	"strings"
)

// telling is how many words of a claim a match shows.
const telling = 5

// sharing are the telling words of the claim's sentence, as they stand there, and
// those of them that ref is about too; behind these, what it shares with the
// heading and with the article's title, marked as such. Everyday words are shown
// where there are no telling ones. Both are empty for none.
func (q *query) sharing(ref int32) (said, shared string) {
	var all, both wordList
	t := q.topic()
	q.sortOwn(t)
	everyday := slices.IndexFunc(t.own, func(k token) bool { return !k.telling() })
	if everyday < 0 {
		everyday = len(t.own)
	}
	q.addOwn(t.own[:everyday], ref, &all, &both)
	for i := range t.context {
		if k := &t.context[i]; k.specific && both.n < telling && q.x.subjects.has(ref, k.stem) {
			both.add(q.shown(k) + origins[k.in])
		}
	}
	var common, commonBoth wordList
	if all.n == 0 || both.n == 0 {
		q.addOwn(t.own[everyday:], ref, &common, &commonBoth)
	}
	if all.n == 0 {
		all = common
	}
	if both.n == 0 {
		both = commonBoth
	}
	text := all.appendTo(q.text[:0])
	n := len(text)
	if both == all {
		said = string(text)
		return said, said
	}
	q.text = both.appendTo(text)
	joined := string(q.text)
	return joined[:n], joined[n:]
}

// addOwn adds words of the claim's sentence to all, and those that ref is about to
// both.
func (q *query) addOwn(own []token, ref int32, all, both *wordList) {
	for i := range own {
		if all.n == telling && both.n == telling {
			return
		}
		has := q.x.subjects.has(ref, own[i].stem)
		if all.n == telling && !has {
			continue
		}
		word := q.shown(&own[i])
		all.add(word)
		if has {
			both.add(word)
		}
	}
}

// origins say of words that are not the sentence's where they stand.
var origins = [places]string{inHeading: " (heading)", inTitle: " (title)"}

// sortOwn puts the claim's own tokens in order: everyday words last, and of the
// others the weightiest, which are the rarest, first.
func (q *query) sortOwn(t *topic) {
	if t.sorted {
		return
	}
	t.sorted = true
	slices.SortFunc(t.own, func(a, b token) int {
		if a.telling() != b.telling() {
			if a.telling() {
				return -1
			}
			return 1
		}
		if a.weight != b.weight {
			return int(b.weight - a.weight)
		}
		return strings.Compare(q.stemOf(&a), q.stemOf(&b))
	})
}

// telling reports whether t is a word of a subject, or one that is in no list.
func (t *token) telling() bool { return t.specific || t.stem < 0 }

// shown is t as a person reads it.
func (q *query) shown(t *token) string {
	if word := q.word(t); word != "" {
		if !isLetter(word[0]) || !isLetter(word[len(word)-1]) {
			word = strings.Trim(word, ".,;:!?()[]\"'“”‘’")
		}
		return singleSpaced(word)
	}
	return strings.TrimPrefix(q.stemOf(t), "=") // of two words, "vitamin-k"
}

// A wordList is a few different words.
type wordList struct {
	words [telling]string
	n     int
}

func (l *wordList) add(word string) {
	if l.n < telling && !slices.Contains(l.words[:l.n], word) {
		l.words[l.n] = word
		l.n++
	}
}

// appendTo appends the words, a comma apart.
func (l *wordList) appendTo(text []byte) []byte {
	for i, word := range l.words[:l.n] {
		if i > 0 {
			text = append(text, ", "...)
		}
		text = append(text, word...)
	}
	return text
}
