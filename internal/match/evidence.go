package match

import (
	"math"
	"math/bits"
	"slices"

	"stet/internal/cite"
)

// An evidence says whether a reference is about what a claim is about, by the
// words that both have and by those of the claim that it lacks.
type evidence struct {
	score   int // how much of the claim's subject it shares, 0 to 100: to compare references with each other
	balance int // what speaks for it less what speaks against it, in hundredths of a bit
	own     int // the same, by the words of the claim alone
	net     int // the weight of the claim's words that it has, less that of those it lacks: all of it for specific and strange words, a quarter for everyday ones
}

// How much there has to be shared, in hundredths of a bit, for a score of 100.
const (
	enough = 4500 // of a long sentence, this much is all
	base   = 2500 // a sentence that says less is read with its heading and the article's title
	least  = 2000 // and even so, less is not all
	little = 800  // the same where an id or a list entry led to the reference

	floor    = 38  // the score of a reference that is near
	strong   = 60  // the score from which it is about this with little doubt
	quantity = 15  // what a shared quantity adds to a score
	telltale = 400 // what one of three digits adds to a balance; one of more, twice as much
	contrast = 15  // what it takes off a score that others were studied
	opposite = 225 // the same of a balance
	setting  = 600 // heading and article title speak for a reference with no more than this
)

// The balance from which a reference is about what a claim is about. The
// calibration test prints what these figures come to.
const (
	unnamed   = 500  // where the journal and the year lead to it
	named     = 400  // where an id, an author or a title names it: it is seldom another one
	confirmed = 150  // and where the journal and the year agree as well; with an author, only what speaks against it counts
	undecided = -350 // below this much the words speak against it, whatever names it
	doubt     = 100  // so much more is asked of a record without terms that no more than the journal and the year lead to
	allowance = 150  // and so much less of one that nobody verified: it cannot be matched anyhow
)

// A sentence of which a work lacks no more than this says too little to speak
// against the work that it names; see lacks.
const (
	scant    = 350 // where an id or an author names it
	scantest = 250 // where the journal and the year lead to it
)

// weigh holds the claim against ref. led says that an id or a list entry led to
// ref: then a sentence may say less for the same score.
func (q *query) weigh(ref int32, led bool) evidence {
	known := &q.known[0]
	if led {
		known = &q.known[1]
	}
	k := &known[uint32(ref)%uint32(len(known))]
	if k.claim != q.number || k.ref != ref {
		*k = weighed{q.number, ref, q.newEvidence(ref, led)}
	}
	return k.evidence
}

// most is no less than the balance of ref, which has terms, as far as the tally
// tells: if the claim was searched for, that is nearly all that both share.
func (q *query) most(ref int32) int {
	t := q.topic()
	if q.tally.about != t {
		return math.MaxInt
	}
	shared := int(q.tally.sum[ref]) + q.tally.left
	most := shared - max(0, t.specific/t.sources-shared)/2
	if q.mayCount() {
		most += 2 * telltale
	}
	return most
}

// A weighed is what weigh came to. It is asked for again and again.
type weighed struct {
	claim uint32 // its number
	ref   int32
	evidence
}

func (q *query) newEvidence(ref int32, led bool) evidence {
	asked := least
	if led {
		asked = little
	}
	t := q.topic()
	e := q.x.subjects.evidence(t, &q.sketch, ref, asked)
	if t.passages[inClaim].studied.clashes(q.x.subjects.studied[ref]) {
		e.score = max(0, e.score-contrast)
		e.balance -= opposite
	}
	if q.hasOtherMatter(ref) {
		e.score = max(0, e.score-2*contrast)
		e.balance, e.own = min(e.balance, 0), min(e.own, 0)
		return e
	}
	if e.score < floor || e.balance < unnamed || e.net < 0 {
		if n := q.sharedQuantity(ref); n > 0 {
			e.score = max(e.score, min(e.score+quantity, strong))
			e.balance += min(n-2, 2) * telltale
			e.net += min(n-2, 2) * telltale
		}
	}
	return e
}

// evidence says how much of what t, of which k is the sketch, is about ref is
// about too. The claim's own words decide; heading and article title add a
// little, and stand in for the words of a sentence that has few ("A 2018 study
// found the same"). A reference
// without terms shows no more than half of what it is about: half as much has
// to be shared, and what it lacks says less.
//
// Of a sentence on several sources a part is about each, so that as much may be
// missing as the others have.
func (s *subjects) evidence(t *topic, k *sketch, ref int32, least int) evidence {
	own := t.ownSum / t.sources
	demand := max(min(own, enough), min(own+t.besides/2, base), least)
	if s.thin[ref] {
		demand = max(demand/2, little)
	}
	shared := s.shared(k, ref)
	got := shared.own
	missing := max(0, t.specific/t.sources-shared.specific)
	everyday := t.ownSum - t.specific - t.unknown - (got - shared.specific)
	e := evidence{own: got - missing/2, net: got - missing - t.unknown - everyday/4}
	if s.thin[ref] {
		e.own += got
	}
	e.balance = e.own
	if got < demand {
		e.balance += min(shared.context, setting) * 3 / 10
		got += min(shared.context/2, max(demand-own, demand/4))
	}
	e.score = min(100*got/demand, 100)
	return e
}

// bare reports whether the record of ref says nothing of its subject.
func (s *subjects) bare(ref int32) bool { return len(s.about.list(ref)) == 0 }

// asked is the balance that c asks for before the subject agrees: the better
// the words name a study, the less. led says that an id or a list entry led to
// it. Two authors of a year name a paper as well as one with the journal does; and
// one with a year that no issue has, hardly better than a journal does, as few
// write of papers by that year.
func (c comparison) asked(led bool) int {
	n := c.count(yes)
	if led {
		n++
	}
	if c.several {
		n++
	}
	if c.online && c.journal == unstated {
		n--
	}
	switch isNamed := led || c.title == yes || c.authors == yes && n > 1; {
	case isNamed && c.authors == yes && n > 2:
		return undecided
	case isNamed && n > 2:
		return confirmed
	case isNamed:
		return named
	}
	return unnamed
}

// agrees reports whether a reference is about the claim's subject. Of a record
// that says nothing of its own, and that nobody verified, it cannot be told; it
// gets the benefit of the doubt and stays unverified.
func (q *query) agrees(ref int32, e evidence, asked int) bool {
	thin := q.x.subjects.thin[ref]
	if asked == unnamed {
		if thin {
			asked += doubt
		}
		if e.balance >= asked && q.lacksMuch(ref, e) {
			return false
		}
	}
	if e.balance >= asked || !thin || q.x.state(ref) == cite.Verified {
		return e.balance >= asked
	}
	return e.balance >= asked-allowance || q.x.subjects.bare(ref)
}

// lacksMuch reports whether ref lacks more of the claim's sentence than it has.
// Works of one journal and year are often akin (four sensors, two species of one
// genus), and share a good deal then; what the sentence says beyond that is of
// another, its everyday words too. Of a sentence on several sources nobody knows
// how much is of each; and where ref is about what the article or its section is
// about, how many people were followed for how long need not be in an abstract.
func (q *query) lacksMuch(ref int32, e evidence) bool {
	if e.net >= q.crowd || q.topic().sources > 1 || q.x.subjects.thin[ref] {
		return false
	}
	return e.net < q.crowd-setting || !q.sharesSetting(ref)
}

// crowd is how much more is asked of each of n references that a journal and a
// year alone lead to: of many, one soon shares a few words by chance, and some
// are kin.
func crowd(n int) int { return 180 * (bits.Len(uint(max(n, 1))) - 1) }

// mayMean reports whether words that r alone fits mean it for all that the
// sentence says. A journal and a year by themselves name it only in an article
// on its subject.
func (q *query) mayMean(r *ranked) bool {
	if r.asked(false) != unnamed {
		return q.maySpeakOf(r.ref, r.evidence, scant)
	}
	return q.maySpeakOf(r.ref, r.evidence, scantest) && q.sharesSetting(r.ref)
}

// maySpeakOf reports whether the sentence says too little to tell that it is
// not about ref, which it names: nothing much that ref lacks, and nothing that
// another reference is nearer to. "The authors themselves ask for caution"
// shares few words with any record. With the claim or the article ref has to
// share something, be it what the whole library is about.
func (q *query) maySpeakOf(ref int32, e evidence, most int) bool {
	if e.balance < undecided || q.lacks(ref, most) || q.hasOtherMatter(ref) {
		return false
	}
	if q.isUnrelated(ref) {
		return false
	}
	return !q.hasRival(ref, e.own+nearer)
}

// lacks reports whether ref lacks more than most, for each source that the
// sentence names, of what it says: specific words, exact quantities, and a
// third of the words that nobody knows. How rare a word is in a small library is
// chance, so that here none says more than one that the library has not.
func (q *query) lacks(ref int32, most int) bool {
	t := q.topic()
	sum := t.unknown / 3
	for i := range t.own {
		if k := &t.own[i]; k.specific && !q.x.subjects.has(ref, k.stem) {
			sum += min(int(k.weight), foreign-common)
		}
	}
	if most *= t.sources; sum <= most && !q.x.subjects.thin[ref] {
		sum += q.absentQuantities(ref) * (foreign - common)
	}
	return sum > most
}

// isMute reports whether no word of the claim, of its heading and of the
// article's title says what it is about: "See PMID 29480918." It cannot be
// about something else then than what an id in it names.
func (q *query) isMute() bool {
	t := q.topic()
	if t.specific+t.unknown > 0 {
		return false
	}
	for in := range t.passages {
		if len(t.passages[in].usual) > 0 {
			return false
		}
	}
	return !slices.ContainsFunc(t.context, func(k token) bool { return k.specific || k.stem < 0 })
}

// isUnrelated reports whether ref shares nothing that tells anything with the
// claim's sentence, its heading and the article's title.
func (q *query) isUnrelated(ref int32) bool {
	return q.x.subjects.shared(&q.sketch, ref).specific < related && !q.sharesSetting(ref)
}

// related is the weight of words that make a reference related to a sentence.
const related = 100

// sharesSetting reports whether ref has a telling word of the claim's heading
// or the article's title, or one of the claim that most of the library has.
func (q *query) sharesSetting(ref int32) bool {
	t := q.topic()
	has := func(stem int32) bool { return q.x.subjects.has(ref, stem) }
	for in := range t.passages {
		if slices.ContainsFunc(t.passages[in].usual, has) {
			return true
		}
	}
	return slices.ContainsFunc(t.context, func(k token) bool {
		return k.specific && (k.weight >= related || q.x.subjects.lexicon.tells(k.stem)) && has(k.stem)
	})
}
