package match

import (
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/terms"
)

// A query is one claim put to an index. It keeps its memory for the next, and
// what it has read of the article's title and heading.
type query struct {
	x          *Index
	claim      *claim.Claim
	about      topic    // what the claim is about, once it was asked for
	counted    bool     // quantities were asked for
	quantities []string // that the claim states, once they were asked for
	digits     []byte   // of the claim, without zeros, once quantities were asked for

	crowd   int   // what the subject test asks for beyond the floor, for the mention in question; see crowd
	granted int32 // the reference that the mention may mean for all that its sentence says; -1 for none
	reader  textReader
	skip    []string
	tally   tally
}

func newQuery(x *Index) *query {
	return &query{x: x, reader: textReader{subjects: &x.subjects}, tally: tally{sum: make([]int32, len(x.refs))}}
}

// put makes q ready for c, in an article of that title.
func (q *query) put(c *claim.Claim, title string) {
	q.claim, q.counted, q.quantities, q.digits = c, false, nil, q.digits[:0]
	q.tally.about = nil
	ps := &q.about.passages
	ps[inClaim].text, ps[inClaim].read = c.Plain, false
	ps[inHeading].put(c.Heading)
	ps[inTitle].put(title)
}

func (p *passage) put(text string) {
	if p.text != text {
		p.text, p.read = text, false
	}
}

// topic is what q's claim is about, without the names of journals and authors
// in it.
func (q *query) topic() *topic {
	t := &q.about
	own := &t.passages[inClaim]
	if own.read {
		return t
	}
	q.skip = appendSourceStems(q.skip[:0], q.claim)
	q.reader.read(own, inClaim, q.skip)
	t.own, t.context = append(t.own[:0], own.tokens...), t.context[:0]
	for in := inHeading; in < places; in++ {
		p := &t.passages[in]
		if !p.read {
			q.reader.read(p, in, nil)
		}
		for _, token := range p.tokens {
			if !q.isAmong(token, t.own) && !q.isAmong(token, t.context) {
				t.context = append(t.context, token)
			}
		}
	}
	t.ownSum, t.besides, t.sources, t.sorted = total(t.own), total(t.context), sources(q.claim), false
	t.specific, t.unknown = 0, 0
	for i := range t.own {
		switch {
		case t.own[i].specific:
			t.specific += int(t.own[i].weight)
		case t.own[i].stem < 0:
			t.unknown += int(t.own[i].weight)
		}
	}
	return t
}

// sources is the number of sources that c names, at least 1.
func sources(c *claim.Claim) int {
	n := 0
	for i := range c.Mentions {
		if m := &c.Mentions[i]; m.Journal != "" || len(m.Authors)+len(m.IDs)+len(m.Keys)+len(m.Entries)+len(m.Resolved) > 0 {
			n++
		}
	}
	return max(n, 1)
}

// isAmong reports whether one of ts, which may be from another text, has the
// stem of t.
func (q *query) isAmong(t token, ts []token) bool {
	if t.stem >= 0 {
		return t.isAmong(ts)
	}
	for i := range ts {
		if ts[i].stem < 0 && q.stemOf(&ts[i]) == q.stemOf(&t) {
			return true
		}
	}
	return false
}

// textTopic is what a text by itself is about.
func (q *query) textTopic(text string) *topic {
	p := passage{text: text}
	q.reader.read(&p, inClaim, nil)
	return &topic{own: p.tokens}
}

// appendSourceStems appends the stems with which c names its sources.
func appendSourceStems(stems []string, c *claim.Claim) []string {
	for i := range c.Mentions {
		m := &c.Mentions[i]
		stems = terms.Append(stems, m.Journal)
		for _, a := range m.Authors {
			stems = terms.Append(stems, a)
			stems = append(stems, "et", "al", "colleagu")
		}
		for _, id := range m.IDs {
			if id.Kind != cite.KindURL {
				stems = terms.Append(stems, id.Value)
			}
		}
	}
	return stems
}
