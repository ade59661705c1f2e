package eval

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Figure counts what was found rightly, wrongly and not at all.
type Figure struct{ TP, FP, FN int }

// Precision is the share of the found that is right; 1 where nothing was found
// and nothing should be.
func (f Figure) Precision() float64 { return share(f.TP, f.FP, f.FN) }

// Recall is the share of the right that was found; 1 where there is nothing.
func (f Figure) Recall() float64 { return share(f.TP, f.FN, 0) }

// F1 is the harmonic mean of precision and recall.
func (f Figure) F1() float64 {
	p, r := f.Precision(), f.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func share(good, bad, missed int) float64 {
	switch {
	case good+bad > 0:
		return float64(good) / float64(good+bad)
	case missed == 0:
		return 1
	}
	return 0
}

// A Result is the comparison of predictions with labels.
type Result struct {
	Sentence    Sentences // sentences with an attribution
	JournalYear Figure    // attributions by journal and year
	AuthorYear  Figure    // by authors and year
	IDs         Figure    // ids stated
	ByKind      map[string]Figure
	Errors      []Mistake
}

// Sentences counts labelled sentences that were found or missed, and found
// ones that are right or wrong; several found ones may meet one label.
type Sentences struct {
	Figure
	Right int // of the found
}

// Precision is the share of the found sentences that are right.
func (s Sentences) Precision() float64 { return share(s.Right, s.FP, s.TP+s.FN) }

// F1 is the harmonic mean of precision and recall.
func (s Sentences) F1() float64 {
	p, r := s.Precision(), s.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// A Mistake is one difference between prediction and label.
type Mistake struct {
	Document string
	Kind     string // "missed year-only", "false sentence", "missed journal_year" ...
	Text     string // the sentence
	Why      string
}

// Score compares predictions with the labels of docs.
//
// A found sentence meets a labelled one if they share half of the longer, or
// half of the shorter where neither is much longer than the other. Sentences
// that meet form a group, and attributions are compared within groups.
// Optional labels need not be met, and what meets only them is not wrong.
func Score(docs []Document, ps []Prediction) Result {
	byID := map[string]Prediction{}
	for _, p := range ps {
		byID[p.ID] = p
	}
	s := scorer{Result: Result{ByKind: map[string]Figure{}}}
	for i := range docs {
		s.document(&docs[i], byID[docs[i].ID].Claims)
	}
	return s.Result
}

// A place is a sentence by its ends.
type place struct{ start, end int }

// meets reports whether two sentences are the same one.
func (a place) meets(b place) bool {
	common := min(a.end, b.end) - max(a.start, b.start)
	if common <= 0 {
		return false
	}
	long, short := a.end-a.start, b.end-b.start
	if long < short {
		long, short = short, long
	}
	return common*2 >= long || common*2 >= short && long <= 3*short+40
}

// A sentence is all attributions of one place.
type sentence struct {
	place
	claims []Attribution
	found  bool // predicted, not labelled
	meets  []*sentence
}

type scorer struct {
	Result
	doc *Document
}

func (s *scorer) document(d *Document, found []Attribution) {
	s.doc = d
	gold, pred := gather(d.Claims, false), gather(found, true)
	for _, p := range pred {
		for _, g := range gold {
			if p.place.meets(g.place) {
				p.meets, g.meets = append(p.meets, g), append(g.meets, p)
			}
		}
	}
	s.sentences(gold, pred)
	seen := map[*sentence]bool{}
	for _, start := range append(gold, pred...) {
		if seen[start] {
			continue
		}
		var group []*sentence
		for queue := []*sentence{start}; len(queue) > 0; queue = queue[1:] {
			if n := queue[0]; !seen[n] {
				seen[n] = true
				group = append(group, n)
				queue = append(queue, n.meets...)
			}
		}
		s.group(group)
	}
}

// gather puts attributions of one place together, in the order they come.
func gather(claims []Attribution, found bool) []*sentence {
	var list []*sentence
	at := map[place]*sentence{}
	for _, c := range claims {
		p := place{c.Start, c.End}
		if at[p] == nil {
			at[p] = &sentence{place: p, found: found}
			list = append(list, at[p])
		}
		at[p].claims = append(at[p].claims, c)
	}
	return list
}

func required(claims []Attribution) []Attribution {
	return slices.DeleteFunc(slices.Clone(claims), func(c Attribution) bool { return c.Optional })
}

func (s *scorer) sentences(gold, pred []*sentence) {
	for _, g := range gold {
		need := required(g.claims)
		if len(need) == 0 {
			continue
		}
		hit := len(g.meets) > 0
		count(&s.Sentence.TP, &s.Sentence.FN, hit)
		for _, c := range need {
			f := s.ByKind[c.Kind]
			count(&f.TP, &f.FN, hit)
			s.ByKind[c.Kind] = f
		}
		if !hit {
			s.mistake("missed "+need[0].Kind, []*sentence{g}, "")
		}
	}
	for _, p := range pred {
		switch {
		case len(p.meets) == 0:
			s.Sentence.FP++
			s.mistake("false sentence", []*sentence{p}, "")
		case slices.ContainsFunc(p.meets, func(g *sentence) bool { return len(required(g.claims)) > 0 }):
			s.Sentence.Right++
		}
	}
}

func count(yes, no *int, ok bool) {
	if ok {
		*yes++
	} else {
		*no++
	}
}

func (s *scorer) mistake(kind string, group []*sentence, why string) {
	var text []string
	for _, found := range []bool{false, true} {
		for _, n := range group {
			if n.found == found && len(text) < 3 {
				text = append(text, cut(s.doc.Text, n.place))
			}
		}
		if len(text) > 0 {
			break
		}
	}
	s.Errors = append(s.Errors, Mistake{s.doc.ID, kind, strings.Join(strings.Fields(strings.Join(text, " ")), " "), why})
}

// cut is the text of a place in code points.
func cut(text string, p place) string {
	r := []rune(text)
	return string(r[min(p.start, len(r)):min(p.end, len(r))])
}

// group compares the attributions of sentences that meet.
func (s *scorer) group(group []*sentence) {
	var gold, pred []Attribution
	for _, n := range group {
		if n.found {
			pred = append(pred, n.claims...)
		} else {
			gold = append(gold, n.claims...)
		}
	}
	s.pairs(group, pairing{"journal_year", &s.JournalYear, func(c *Attribution) []string { return journalKeys(c) }}, gold, pred)
	s.pairs(group, pairing{"author_year", &s.AuthorYear, func(c *Attribution) []string { return authorKeys(c.Authors) }}, gold, pred)
	s.ids(group, gold, pred)
}

// A pairing is a figure over attributions that state a year and something
// else, by keys one of which has to be shared.
type pairing struct {
	name   string
	figure *Figure
	keys   func(*Attribution) []string
}

func (p pairing) of(claims []Attribution) []Attribution {
	return slices.DeleteFunc(slices.Clone(claims), func(c Attribution) bool { return c.Year == 0 || len(p.keys(&c)) == 0 })
}

func (p pairing) same(a, b Attribution) bool {
	keys := p.keys(&b)
	return a.Year == b.Year && slices.ContainsFunc(p.keys(&a), func(k string) bool { return slices.Contains(keys, k) })
}

func (p pairing) show(claims []Attribution) string {
	var shown []string
	for _, c := range claims {
		what := c.Journal
		if p.name == "author_year" {
			what = strings.Join(c.Authors, ", ")
		}
		shown = append(shown, fmt.Sprintf("%s %d", what, c.Year))
	}
	return "[" + strings.Join(shown, "; ") + "]"
}

func (s *scorer) pairs(group []*sentence, p pairing, gold, pred []Attribution) {
	want, free := p.of(gold), p.of(pred)
	got := slices.Clone(free)
	slices.SortStableFunc(want, func(a, b Attribution) int { return cmp.Compare(btoi(a.Optional), btoi(b.Optional)) })
	for _, c := range want {
		if i := slices.IndexFunc(free, func(q Attribution) bool { return p.same(c, q) }); i >= 0 {
			free = slices.Delete(free, i, i+1)
			p.figure.TP += btoi(!c.Optional)
		} else if !c.Optional {
			p.figure.FN++
			s.mistake("missed "+p.name, group, p.show([]Attribution{c})+", found "+p.show(got))
		}
	}
	optional := len(gold) > 0 && len(required(gold)) == 0
	for _, q := range free {
		if optional || slices.ContainsFunc(want, func(c Attribution) bool { return p.same(c, q) }) {
			continue
		}
		p.figure.FP++
		s.mistake("false "+p.name, group, p.show([]Attribution{q})+", labelled "+p.show(want))
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (s *scorer) ids(group []*sentence, gold, pred []Attribution) {
	want := map[string]bool{} // id -> has to be found
	for _, c := range gold {
		for _, id := range c.IDs {
			want[idKey(id)] = want[idKey(id)] || !c.Optional
		}
	}
	got := map[string]bool{}
	for _, c := range pred {
		for _, id := range c.IDs {
			got[idKey(id)] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(want)) {
		if !want[id] {
			continue
		}
		count(&s.IDs.TP, &s.IDs.FN, got[id])
		if !got[id] {
			s.mistake("missed ids", group, id)
		}
	}
	if len(gold) > 0 && len(required(gold)) == 0 {
		return
	}
	for _, id := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[id]; !ok {
			s.IDs.FP++
			s.mistake("false ids", group, id)
		}
	}
}
