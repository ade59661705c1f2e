package match

import (
	"cmp"
	"slices"
	"strings"

	"stet/internal/terms"
)

// A token is a stem, or a thing that a synonym names, in a claim.
type token struct {
	stem   int32 // -1 if no reference has it
	weight int32
	text   string
}

// A topic is what a claim is about.
type topic struct {
	own     []token // of the claim's sentence, without repeats
	context []token // of heading and article title, as far as they are not in own
}

// tokens appends the tokens of text to to, without repeats. Those in not are
// left out, and so is each stem of skip once: the names of journals and
// authors say nothing of the subject.
func (s *subjects) tokens(to []token, text string, skip []string, not []token) []token {
	var buf [96]string
	stems := terms.Append(buf[:0], text)
	stems = slices.DeleteFunc(stems, func(stem string) bool {
		i := slices.Index(skip, stem)
		if i >= 0 {
			skip = slices.Delete(slices.Clone(skip), i, i+1)
		}
		return i >= 0
	})
	for len(stems) > 0 {
		text, width := stems[0], 1
		if n, ok := named(stems); ok {
			text, width = n.concept, len(n.stems)
		}
		stems = stems[width:]
		if width == 1 && lettered(text, stems) {
			continue
		}
		has := func(t token) bool { return t.text == text }
		if slices.ContainsFunc(to, has) || slices.ContainsFunc(not, has) {
			continue
		}
		if scholarly[text] {
			continue
		}
		if t := s.token(text); t.weight > 0 {
			to = append(to, t)
		}
	}
	return to
}

// lettered reports whether next has stem once more, with the letter that tells
// which one is meant: "vitamin" before "vitamin-d".
func lettered(stem string, next []string) bool {
	for i := range min(2, len(next)) {
		if rest, ok := strings.CutPrefix(next[i], stem); ok && len(rest) == 2 && rest[0] == '-' {
			return true
		}
	}
	return false
}

// scholarly are words with which prose speaks of studies, whatever they are
// about. Abstracts have fewer of them, so that their weight would be too high.
var scholarly = func() map[string]bool {
	stems := map[string]bool{}
	for _, stem := range terms.Stems(`
		study studies paper papers article articles review reviews overview survey report reports reported trial trials experiment meta-analysis analysis
		research researcher researchers scientist scientists author authors investigator investigators team group colleagues expert experts
		found finding findings show shows shown showed suggest suggests suggested conclude concludes concluded conclusion describe describes described
		look looks looked ask asks asked aim aimed test tested assess assessed evaluate evaluated investigate investigated explore explored include included involve involved
		observe observed note notes noted warn warns warned argue argues argued explain explains explained examine examined publish published publication appeared
		journal issue evidence result results data literature reference source compare compared conducted
		new recent recently later earlier previous former latter current year years month months week weeks`) {
		stems[stem] = true
	}
	return stems
}()

func (s *subjects) token(text string) token {
	t := token{stem: -1, text: text}
	if n, ok := s.vocab[text]; ok {
		t.stem, t.weight = n, s.weights[n]
	} else {
		t.weight = int32(weight(text, 0, s.refs()))
		if terms.DF(text) == 0 {
			t.weight = min(t.weight, foreign)
		}
	}
	t.weight = max(0, t.weight-common)
	return t
}

func (s *subjects) refs() int { return len(s.about.start) - 1 }

// topic is what a text by itself is about.
func (s *subjects) topic(text string) *topic { return &topic{own: s.tokens(nil, text, nil, nil)} }

// common is taken off every weight: words that a quarter of all records have
// tell nothing. foreign is the weight of a word that neither the library nor
// the background has; most are everyday English, and none can be shared.
const (
	common  = 200
	foreign = 500
)

// shared is the weight of those ts that ref is about.
func (s *subjects) shared(ts []token, ref int32) int {
	about := s.about.list(ref)
	sum := 0
	for _, t := range ts {
		if t.stem < 0 {
			continue
		}
		if _, ok := slices.BinarySearch(about, t.stem); ok {
			sum += int(t.weight)
		}
	}
	return sum
}

func total(ts []token) int {
	sum := 0
	for _, t := range ts {
		sum += int(t.weight)
	}
	return sum
}

// How much there has to be shared, in hundredths of a bit. The calibration
// test prints what these figures and the floors come to.
const (
	enough = 4500 // of a long sentence, this much is all
	base   = 2500 // a sentence that says less is read with its heading and the article's title
	least  = 800  // and even so, less is not all

	floor     = 35 // the score from which a reference is about what a claim is about
	lenient   = 25 // the same where an id, an author or a title names the study: it is seldom another one
	confirmed = 10 // and where a journal or an author, and the year, agree as well
	allowance = 10 // so much less is asked of a record without terms that nobody verified: it cannot be matched anyhow
	strong    = 60 // the score from which it is so with little doubt

	quantity = 15 // what a shared quantity adds to a score below floor
)

// score says in hundredths how much of what t is about ref is about too. The
// claim's own words decide; heading and article title add a little, and stand
// in for the words of a sentence that has few ("A 2018 study found the same").
// A reference without terms shows no more than half of what it is about, and
// half as much has to be shared.
func (s *subjects) score(t *topic, ref int32) int {
	own, context := total(t.own), total(t.context)/2
	demand := max(min(own, enough), min(own+context, base), least)
	if s.thin[ref] {
		demand = max(demand/2, least)
	}
	room := max(demand-own, demand/4)
	got := s.shared(t.own, ref) + min(s.shared(t.context, ref)/2, room)
	return min(100*got/demand, 100)
}

// telling is how many words of a claim a match shows.
const telling = 5

// sharing are the claim's weightiest words, then those of its heading and
// title, and those of them that ref is about too. What a synonym stands for
// goes by its first name.
func (q *query) sharing(ref int32) (said, shared string) {
	about := q.x.subjects.about.list(ref)
	var all, both []string
	show := func(t token) {
		_, has := slices.BinarySearch(about, t.stem)
		if len(all) == telling && (!has || len(both) == telling) {
			return
		}
		word, isThing := strings.CutPrefix(t.text, "=")
		if !isThing {
			word = q.written(word)
		}
		if len(all) < telling && !slices.Contains(all, word) {
			all = append(all, word)
		}
		if has && len(both) < telling && !slices.Contains(both, word) {
			both = append(both, word)
		}
	}
	for _, t := range q.topic().own {
		show(t)
	}
	for _, t := range q.topic().context {
		show(t)
	}
	return cmp.Or(strings.Join(all, ", "), "nothing"), cmp.Or(strings.Join(both, ", "), "nothing")
}

// A spelling is a stem and the word of a claim that has it.
type spelling struct{ stem, word string }

// written is the first word of the claim, its heading or title with that stem.
func (q *query) written(stem string) string {
	if q.spelt == nil {
		q.spelt = make([]spelling, 0, 64)
		var buf [8]string
		for _, text := range []string{q.claim.Plain, q.claim.Heading, q.title} {
			for w := range strings.FieldsSeq(text) {
				for _, s := range terms.Append(buf[:0], w) {
					q.spelt = append(q.spelt, spelling{s, w})
				}
			}
		}
	}
	for _, s := range q.spelt {
		if s.stem == stem {
			return strings.ToLower(strings.Trim(s.word, ".,;:!?()[]\"'“”‘’"))
		}
	}
	return stem // of two words, "vitamin-k"
}
