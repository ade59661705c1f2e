package article

import (
	"bytes"
	"slices"
	"strconv"
)

// Where an article has no list, as an excerpt has none, numbers in round brackets are
// markers only if nothing else can be meant: they stand behind the full stops of their
// sentences, or behind a name that its verb follows, "Okafor (2) found", one bracket a
// sentence, count from 1 in order, and are two at least. Steps stand before their
// sentences, one by one, scales have their numbers in one, and counts come in no order.

// unlistedRound are the markers of such an article, nil if it has none.
func (r *reader) unlistedRound() [][]roundMarker {
	found := make([][]roundMarker, len(r.drafts))
	sentences, most, sure := 0, 0, false
	for i, d := range r.drafts {
		b := r.text[d.start:d.end]
		at, end := onlyRound(b)
		if end == 0 || at > 0 && !behindName(b, at, end) {
			if end > 0 || at > 0 {
				return nil // numbers that are no markers
			}
			continue
		}
		if at == 0 && (i == 0 || r.sentences[i-1].BlockID != r.sentences[i].BlockID) {
			return nil // "(1) Wash your hands."
		}
		labels := parseLabels(b[at+1 : end-1])
		first, _ := strconv.Atoi(labels[0])
		last, _ := strconv.Atoi(labels[len(labels)-1])
		if first > most+1 {
			return nil
		}
		sure = sure || at > 0 || len(labels) > 1 || end == len(b)
		most = max(most, last)
		sentences++
		found[i] = []roundMarker{{cut: cut{d.start + at, d.start + end}, labels: labels, leads: at == 0}}
	}
	if sentences < 2 || !sure {
		return nil
	}
	return found
}

// onlyRound is the one number in round brackets of sentence b: end is 0 if it has
// none, and at is above 0 as well if it has several.
func onlyRound(b []byte) (at, end int) {
	for i := bytes.IndexByte(b, '('); i >= 0 && i < len(b); i++ {
		if n := roundEnd(b, i); n > 0 {
			if end > 0 {
				return 1, 0
			}
			at, end = i, n
		}
	}
	return at, end
}

// behindName reports whether what stands in b[at:end] follows a word with a capital,
// and a small word follows it.
func behindName(b []byte, at, end int) bool {
	_, word := cutWord(b[:at])
	rest := bytes.TrimLeft(b[end:], " ")
	return len(word) > 2 && isUpper(word[0]) && !slices.ContainsFunc(word[1:], isUpper) && len(rest) > 1 && isLower(rest[0]) && isLower(rest[1])
}
