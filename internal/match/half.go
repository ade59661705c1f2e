package match

import (
	"slices"
	"strings"

	"stet/internal/claim"
)

// byHalves judges the mentions of a sentence on several sources, of which got
// is what the whole sentence came to, by the part of it that each has. Where
// the whole leaves open whether or which work is meant, the part may say it; and
// a work that only another mention's part is about is not the one meant.
func (q *query) byHalves(c *claim.Claim, title string, got []Match) {
	parts := make([]claim.Claim, len(got))
	for i := range parts {
		parts[i] = claim.Claim{Plain: halfOf(c, i), Heading: c.Heading, Mentions: c.Mentions[i : i+1]}
	}
	for i := range parts {
		part := &parts[i]
		if part.Plain == "" {
			continue
		}
		switch got[i].Verdict {
		case OffTopic, Ambiguous:
			q.put(part, title)
			if m := q.mention(&part.Mentions[0]); (m.Verdict == Matched || m.Verdict == UnverifiedRecord) && q.granted < 0 {
				got[i] = m
			}
		case Matched, UnverifiedRecord:
			if len(got[i].References) != 1 || !q.isOfAnother(parts, i, title, got[i].References[0]) {
				continue
			}
			q.put(part, title)
			if m := q.mention(&part.Mentions[0]); m.Verdict == OffTopic {
				got[i] = m
			}
		}
	}
}

// isOfAnother reports whether another part than the i-th is about the reference
// of that key, and so much more than that one that it is not about it.
func (q *query) isOfAnother(parts []claim.Claim, i int, title, key string) bool {
	ref, ok := q.x.byKey(key)
	if !ok {
		return false
	}
	own := func(i int) int {
		q.put(&parts[i], title)
		return q.weigh(ref, false).own
	}
	for other := range parts {
		if other == i || parts[other].Plain == "" {
			continue
		}
		theirs := own(other) // seldom enough, and then nothing else is asked
		if theirs >= unnamed && theirs >= own(i)+muchNearer {
			return true
		}
	}
	return false
}

// mostParts is how many mentions a sentence has, at most, whose parts are held
// against each other: of more, the parts are seldom told apart.
const mostParts = 8

// leastHalf is how many words a part of a sentence has, at least, that says
// something of a source.
const leastHalf = 4

// halfOf is the part of c's sentence that its i-th mention is the source of:
// what stands before it, where it is in brackets, else what stands behind it,
// up to the next mention. It is "" where that has few words.
func halfOf(c *claim.Claim, i int) string {
	m := &c.Mentions[i]
	from, to := c.Span.Start, c.Span.End
	for k := range c.Mentions {
		switch other := c.Mentions[k].Span; {
		case k == i:
		case other.End <= m.Span.Start:
			from = max(from, other.End)
		case other.Start >= m.Span.End:
			to = min(to, other.Start)
		default:
			return "" // one in the other
		}
	}
	before, behind := c.Text[from-c.Span.Start:m.Span.Start-c.Span.Start], c.Text[m.Span.End-c.Span.Start:to-c.Span.Start]
	parts := []string{behind, before}
	if open := strings.LastIndexByte(before, '('); strings.HasPrefix(m.Text, "(") || strings.HasPrefix(m.Text, "[") || open > strings.LastIndexByte(before, ')') {
		slices.Reverse(parts)
	}
	if text := readable(parts[0]); strings.Count(text, " ") >= leastHalf-1 {
		return text
	}
	return ""
}
