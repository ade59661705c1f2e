package eval

import (
	"cmp"
	"slices"
)

// A Figure counts what was found rightly, wrongly and not at all.
type Figure struct {
	TP int `json:"tp"` // found and right
	FP int `json:"fp"` // found and wrong
	FN int `json:"fn"` // missed
}

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
			s.mistake(MissedSentence, []*sentence{g}, need[0].Kind)
		}
	}
	for _, p := range pred {
		switch {
		case len(p.meets) == 0:
			s.Sentence.FP++
			s.mistake(FalseSentence, []*sentence{p}, "")
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
	pairing{&s.JournalYear, journalKeys}.count(gold, pred)
	pairing{&s.AuthorYear, authorKeys}.count(gold, pred)
	s.ids(gold, pred)
	if len(gold) > 0 && len(pred) > 0 {
		s.diagnose(group, gold, pred)
	}
}

// A pairing is a figure over attributions that state a year and something
// else, by keys one of which has to be shared.
type pairing struct {
	figure *Figure
	keys   func(*Attribution) []string
}

func (p pairing) of(claims []Attribution) []Attribution {
	return slices.DeleteFunc(slices.Clone(claims), func(c Attribution) bool { return c.Year == 0 || len(p.keys(&c)) == 0 })
}

func (p pairing) same(a, b Attribution) bool {
	return a.Year == b.Year && common(p.keys(&a), p.keys(&b))
}

// common reports whether two lists have a key in common.
func common(a, b []string) bool {
	return slices.ContainsFunc(a, func(k string) bool { return slices.Contains(b, k) })
}

func (p pairing) count(gold, pred []Attribution) {
	want, free := p.of(gold), p.of(pred)
	slices.SortStableFunc(want, func(a, b Attribution) int { return cmp.Compare(btoi(a.Optional), btoi(b.Optional)) })
	for _, c := range want {
		if i := slices.IndexFunc(free, func(q Attribution) bool { return p.same(c, q) }); i >= 0 {
			free = slices.Delete(free, i, i+1)
			p.figure.TP += btoi(!c.Optional)
		} else if !c.Optional {
			p.figure.FN++
		}
	}
	optional := len(gold) > 0 && len(required(gold)) == 0
	for _, q := range free {
		if optional || slices.ContainsFunc(want, func(c Attribution) bool { return p.same(c, q) }) {
			continue
		}
		p.figure.FP++
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (s *scorer) ids(gold, pred []Attribution) {
	want := idsOf(gold)
	got := idsOf(pred)
	for id, need := range want {
		if need {
			count(&s.IDs.TP, &s.IDs.FN, hasKey(got, id))
		}
	}
	if len(gold) > 0 && len(required(gold)) == 0 {
		return
	}
	for id := range got {
		s.IDs.FP += btoi(!hasKey(want, id))
	}
}

// idsOf are the ids of attributions, and whether each has to be found.
func idsOf(claims []Attribution) map[string]bool {
	ids := map[string]bool{}
	for _, c := range claims {
		for _, id := range c.IDs {
			key := idKey(id)
			ids[key] = ids[key] || !c.Optional
		}
	}
	return ids
}

func hasKey(ids map[string]bool, id string) bool {
	_, ok := ids[id]
	return ok
}
