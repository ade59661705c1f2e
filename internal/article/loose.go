package article

import (
	"bytes"
	"slices"
	"strconv"
	"unicode"
)

// Numbers in superscript lose their height where an article was copied from a
// page or a PDF: "has serious consequences.1 Therefore". They are markers
// where two sentences at least end so, three beside markers of another kind, with
// small numbers that come in order; then those at the ends of items are, too, that
// have no full stop.

// leastLoose is the least number of sentences that make a habit.
const leastLoose = 2

// looseMarkers makes markers of the numbers behind the full stops of sentences,
// if that is how the article marks its sources.
func (r *reader) looseMarkers() {
	habit := leastLoose
	if slices.ContainsFunc(r.inlines, func(in Inline) bool { return in.Kind == Marker }) {
		habit++
	}
	found := make([][]roundMarker, len(r.drafts))
	sentences, most := 0, 0
	for i, d := range r.drafts {
		b := r.text[d.start:d.end]
		at := looseNumbers(b)
		if at == len(b) {
			continue
		}
		labels := parseLabels(bytes.ReplaceAll(b[at:], []byte(" "), []byte(",")))
		if labels == nil {
			continue
		}
		first, _ := strconv.Atoi(labels[0])
		if first > most+len(labels)+leastLoose {
			return // no list is cited in such order
		}
		for _, label := range labels {
			n, _ := strconv.Atoi(label)
			most = max(most, n)
		}
		sentences++
		found[i] = []roundMarker{{cut: cut{d.start + at, d.end}, labels: labels}}
	}
	if sentences < habit {
		return
	}
	for i, d := range r.drafts {
		b := r.text[d.start:d.end]
		at := itemNumber(b)
		if labels := parseLabels(b[at:]); labels != nil && r.sentences[i].Block == ListItem {
			if n, _ := strconv.Atoi(labels[0]); n <= most+leastLoose {
				found[i] = []roundMarker{{cut: cut{d.start + at, d.end}, labels: labels}}
			}
		}
	}
	r.markRound(found)
}

// looseNumbers is where the numbers behind the full stop of sentence b start, at
// its end if it has none.
func looseNumbers(b []byte) int {
	at := len(b)
	for at > 0 && (isDigit(b[at-1]) || b[at-1] == ',' || b[at-1] == '-' || b[at-1] == ' ') {
		at--
	}
	if at < 5 || at == len(b) || !isDigit(b[at]) || b[at-1] != '.' || !isLower(b[at-2]) || !isLower(b[at-3]) || !isLower(b[at-4]) {
		if at > 0 && at < len(b) && b[at-1] == '.' && endsInYear(b[:at-1]) {
			return at // "in 1808.1,2"
		}
		return len(b)
	}
	return at
}

// endsInYear reports whether b ends with "in" and a year of any century.
func endsInYear(b []byte) bool {
	before, word := cutWord(b)
	return len(word) == 4 && isDigit(word[0]) && isDigit(word[1]) && isDigit(word[2]) && isDigit(word[3]) && bytes.HasSuffix(before, []byte(" in "))
}

// itemNumber is where a number starts that is glued to the last word of an item,
// which has no full stop: "less joint pain2"; the item's end if there is none.
func itemNumber(b []byte) int {
	at := len(b)
	for at > 0 && isDigit(b[at-1]) {
		at--
	}
	if _, word := cutWord(b[:at]); len(b)-at > 2 || len(word) < 4 || !isLower(word[0]) || bytes.IndexFunc(word, unicode.IsDigit) >= 0 {
		return len(b)
	}
	return at
}
