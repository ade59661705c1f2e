package match

import (
	"slices"
	"strings"
	"sync"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/terms"
)

// A query is one claim put to an index. It keeps its memory for the next, and
// what it has read of the article's title and heading.
type query struct {
	x          *Index
	claim      *claim.Claim
	about      topic          // what the claim is about, once it was asked for
	sketch     sketch         // of about
	known      [2][64]weighed // what weigh came to for some references; the second for those that were led to
	number     uint32         // of the claim, by which it is told from those before
	ranks      []ranked       // those of the claim so far, in one piece of memory
	spare      []ranked       // for sortRanked, as keys are
	keys       []uint64
	brief      bool     // of what stands no reasons are asked for; see Judge
	counted    bool     // quantities were asked for
	quantities []string // that the claim states, once they were asked for
	drugged    bool     // drugs were asked for
	named      []drug   // the drugs that the claim names, once they were asked for
	classes    classes  // of these
	digits     []byte   // of the claim, without zeros, once quantities were asked for

	said    stated // what spoken gave last
	crowd   int    // what the subject test asks for beyond the floor, for the mention in question; see crowd
	granted int32  // the reference that the mention may mean for all that its sentence says; -1 for none
	rival   int32  // the reference that the sentence is rather about than what its words name; -1 for none
	reader  textReader
	skip    []terms.Word
	tally   tally
	text    []byte    // that is made
	found   []int32   // what search gave last
	led     []lead    // what leads gave last
	works   []int32   // of an author
	fitting []int32   // the references that fit the words in question
	people  []person  // the authors that the claim's mentions state
	entries []*listed // memory for list entries
	read    int       // how many of them the claim has taken
}

func newQuery(x *Index) *query {
	return &query{x: x, reader: textReader{subjects: &x.subjects}, tally: tally{sum: make([]int32, len(x.refs))}}
}

// put makes q ready for c, in an article of that title.
func (q *query) put(c *claim.Claim, title string) {
	q.claim, q.counted, q.quantities, q.digits, q.drugged = c, false, nil, q.digits[:0], false
	q.tally.about = nil
	q.number++
	q.read, q.people = 0, q.people[:0]
	q.ranks = q.ranks[:0]
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
	q.skip = appendSources(q.skip[:0], q.claim)
	q.reader.read(own, inClaim, q.skip)
	if q.claim.About != "" && pointsOnly(own.tokens) {
		own.text += " " + q.claim.About
		q.skip = appendSources(q.skip[:0], q.claim)
		q.reader.read(own, inClaim, q.skip)
	}
	t.own, t.context, t.sorted = append(t.own[:0], own.tokens...), t.context[:0], false
	t.ownSum, t.specific, t.unknown, t.besides, t.sources = 0, 0, 0, 0, sources(q.claim)
	q.sketch.clear()
	for i := range t.own {
		k := &t.own[i]
		q.sketch.add(k, true)
		t.ownSum += int(k.weight)
		switch {
		case k.specific:
			t.specific += int(k.weight)
		case k.stem < 0:
			t.unknown += int(k.weight)
		}
	}
	for in := inHeading; in < places; in++ {
		p := &t.passages[in]
		if !p.read {
			q.reader.read(p, in, nil)
		}
		for i := range p.tokens {
			if k := &p.tokens[i]; !q.isRead(k) {
				q.sketch.add(k, false)
				t.context = append(t.context, *k)
				t.besides += int(k.weight)
			}
		}
	}
	return t
}

// pointsOnly reports whether a sentence with these tokens says nothing but where
// something stands: two words of everyday English at most, and no other.
func pointsOnly(own []token) bool {
	for i := range own {
		if own[i].specific || own[i].stem < 0 {
			return false
		}
	}
	return total(own) <= 2*slight
}

// isPointing reports whether the claim is read with the sentence that it
// points at.
func (q *query) isPointing() bool { return q.topic().passages[inClaim].text != q.claim.Plain }

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

// isRead reports whether the topic as read so far has the stem of k, which may
// be from another text of it.
func (q *query) isRead(k *token) bool {
	if k.stem >= 0 {
		return q.sketch.has(k.stem)
	}
	same := func(t token) bool { return t.stem < 0 && q.stemOf(&t) == q.stemOf(k) }
	return slices.ContainsFunc(q.about.own, same) || slices.ContainsFunc(q.about.context, same)
}

// textTopic is what a text by itself is about.
func (q *query) textTopic(text string) *topic {
	p := passage{text: text}
	q.reader.read(&p, inClaim, nil)
	return &topic{own: p.tokens}
}

// appendSources appends the words with which c names its sources.
func appendSources(words []terms.Word, c *claim.Claim) []terms.Word {
	for i := range c.Mentions {
		m := &c.Mentions[i]
		words = terms.Words(words, m.Journal)
		for _, a := range m.Authors {
			words = append(terms.Words(words, withInitials(m.Text, a)), others()...)
		}
		for _, id := range m.IDs {
			if id.Kind != cite.KindURL {
				words = terms.Words(words, id.Value)
			}
		}
	}
	return words
}

// withInitials is the family name as text has it, with the initials behind it:
// "Grgic J" of "Schoenfeld BJ, Grgic J, Krieger JW (2019)", or "Granger, D.A." They
// would pass for rare words that the sentence is about.
func withInitials(text, family string) string {
	at := strings.Index(text, family)
	if at < 0 {
		return family
	}
	rest := text[at+len(family):]
	return family + rest[:initials(rest)]
}

// mostInitials is how many letters, dots and hyphens initials have at most.
const mostInitials = 6

// initials is the length of those that s begins with, " BJ" or ", D.A."; 0 for
// none.
func initials(s string) int {
	lead := len(s) - len(strings.TrimPrefix(strings.TrimPrefix(s, ","), " "))
	end := lead
	for end < len(s) && end-lead < mostInitials && ('A' <= s[end] && s[end] <= 'Z' || end > lead && (s[end] == '.' || s[end] == '-')) {
		end++
	}
	if lead == 0 || end == lead || end < len(s) && 'a' <= s[end] && s[end] <= 'z' {
		return 0
	}
	return end
}

// others are the words that stand for further authors.
var others = sync.OnceValue(func() []terms.Word { return terms.Words(nil, "et al colleagues coworkers co-workers") })
