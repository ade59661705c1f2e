package match

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"stet/internal/cite"
	"stet/internal/terms"
)

// subjects hold what each reference is about: the word stems of title, MeSH
// descriptors and terms, and the things that synonyms name in them.
type subjects struct {
	vocab   map[string]int32 // stem -> number
	stems   []string         // number -> stem
	weights []int32          // how much it tells to share a stem, in hundredths of a bit
	about   lists            // reference -> its stems, ascending
	thin    []bool           // reference -> it has no terms
	holders lists            // stem -> references, ascending; none for stems too common to look up
	scratch *sync.Pool       // of *tally
}

// lists are many lists of numbers in one piece of memory.
type lists struct {
	start []uint32 // of each list in all; one more than there are lists
	all   []int32
}

func (l *lists) list(i int32) []int32 { return l.all[l.start[i]:l.start[i+1]] }

func (l *lists) add(ns []int32) {
	l.all = append(l.all, ns...)
	l.start = append(l.start, uint32(len(l.all)))
}

// A tally adds up weights of references that share stems with a topic.
type tally struct {
	sum     []int32
	touched []int32
}

// background is how many references the background of all biomedical writing
// weighs beside the library's own when the two are asked how rare a stem is.
const background = 300

// newSubjects reads the subjects of refs.
func newSubjects(refs []*cite.Reference) subjects {
	s := subjects{vocab: map[string]int32{}, about: lists{start: make([]uint32, 1, len(refs)+1)}}
	var own []int32
	var words []string
	for _, r := range refs {
		own = own[:0]
		words = terms.Append(words[:0], r.Title)
		own = s.enter(own, words)
		for _, heading := range r.MeSH {
			words = terms.Append(words[:0], heading)
			own = s.enter(own, words)
		}
		own = s.enterBag(own, r.Terms)
		slices.Sort(own)
		own = slices.Compact(own)
		s.about.add(own)
		s.thin = append(s.thin, len(r.Terms) == 0)
	}
	s.weigh(len(refs))
	s.scratch = &sync.Pool{New: func() any { return &tally{sum: make([]int32, len(refs))} }}
	return s
}

// number is the number of a stem, which is entered if it is new.
func (s *subjects) number(stem string) int32 {
	n, ok := s.vocab[stem]
	if !ok {
		n = int32(len(s.stems))
		s.vocab[stem] = n
		s.stems = append(s.stems, stem)
	}
	return n
}

// enter appends the numbers of stems, which are a running text, and of the
// things they name.
func (s *subjects) enter(to []int32, stems []string) []int32 {
	for i, stem := range stems {
		to = append(to, s.number(stem))
		if n, ok := named(stems[i:]); ok {
			to = append(to, s.number(n.concept))
		}
	}
	return to
}

// enterBag is enter for stems without an order: a synonym of several words is
// there if they all are.
func (s *subjects) enterBag(to []int32, stems []string) []int32 {
	for _, stem := range stems {
		to = append(to, s.number(stem))
		for _, n := range names[stem] {
			if !slices.ContainsFunc(n.stems, func(w string) bool { return !slices.Contains(stems, w) }) {
				to = append(to, s.number(n.concept))
			}
		}
	}
	return to
}

// longest is the length beyond which a stem's list of references is not kept:
// it would find everything.
const longest = 4096

// weigh counts the references of each stem.
func (s *subjects) weigh(refs int) {
	df := make([]uint32, len(s.stems)+1)
	for _, stem := range s.about.all {
		df[stem]++
	}
	s.weights = make([]int32, len(s.stems))
	s.holders.start = make([]uint32, len(s.stems)+1)
	total := uint32(0)
	for i, stem := range s.stems {
		s.weights[i] = int32(weight(stem, int(df[i]), refs))
		s.holders.start[i] = total
		if df[i] <= longest {
			total += df[i]
		}
	}
	s.holders.start[len(s.stems)] = total
	s.holders.all = make([]int32, total)
	next := slices.Clone(s.holders.start)
	for ref := range int32(refs) {
		for _, stem := range s.about.list(ref) {
			if df[stem] <= longest {
				s.holders.all[next[stem]] = ref
				next[stem]++
			}
		}
	}
}

// weight is how much it tells to share stem, which df of refs references have.
func weight(stem string, df, refs int) int {
	const scale = 64
	documents := terms.Documents()
	had := frequency(stem) * background * scale / documents
	return terms.Log2((background+refs)*scale, min(had+df*scale, (background+refs)*scale))
}

// frequency is the number of background records that have a stem or a thing.
func frequency(stem string) int {
	if strings.HasPrefix(stem, "=") {
		return max(conceptFrequency[stem], terms.Floor/2)
	}
	return max(terms.DF(stem), terms.Floor/2)
}

// conceptFrequency is for each thing the frequency of its commonest name; a
// phrase is as rare as its rarest word.
var conceptFrequency = func() map[string]int {
	most := map[string]int{}
	for _, list := range names {
		for _, n := range list {
			least := terms.Documents()
			for _, stem := range n.stems {
				least = min(least, terms.DF(stem))
			}
			most[n.concept] = max(most[n.concept], least)
		}
	}
	return most
}()

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
	lenient   = 25 // the same for a study that is named by an id, an author or a title: it is seldom another one
	allowance = 10 // so much less is asked of a record without terms that nobody verified: it cannot be matched anyhow
	strong    = 60 // the score from which it is so with little doubt
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

// budget is how many references the search for near ones may touch.
const budget = 2048

// touching are references that share rare stems with t, in no order that
// matters; those that keep refuses are left out.
func (s *subjects) touching(t *topic, keep func(int32) bool) []int32 {
	ts := slices.Concat(t.own, t.context)
	ts = slices.DeleteFunc(ts, func(t token) bool { return t.stem < 0 || len(s.holders.list(t.stem)) == 0 })
	slices.SortFunc(ts, func(a, b token) int {
		return cmp.Or(cmp.Compare(len(s.holders.list(a.stem)), len(s.holders.list(b.stem))), strings.Compare(a.text, b.text))
	})
	tally := s.scratch.Get().(*tally)
	defer s.scratch.Put(tally)
	left := budget
	for i, t := range ts {
		holders := s.holders.list(t.stem)
		if left -= len(holders); left < 0 && i > 0 {
			break
		}
		for _, ref := range holders {
			if keep != nil && !keep(ref) {
				continue
			}
			if tally.sum[ref] == 0 {
				tally.touched = append(tally.touched, ref)
			}
			tally.sum[ref] += max(t.weight, 1)
		}
	}
	found := best(tally)
	for _, ref := range tally.touched {
		tally.sum[ref] = 0
	}
	tally.touched = tally.touched[:0]
	return found
}

// nearest is how many references the search for near ones gives at most.
const nearest = 48

// best are the references of the largest sums.
func best(t *tally) []int32 {
	found := slices.Clone(t.touched)
	slices.SortFunc(found, func(a, b int32) int { return cmp.Or(cmp.Compare(t.sum[b], t.sum[a]), cmp.Compare(a, b)) })
	if len(found) > nearest {
		found = found[:nearest]
	}
	return found
}
