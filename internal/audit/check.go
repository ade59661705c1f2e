package audit

import (
	"slices"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
)

// Check gives what the rules find in the claims of a matched article, sorted.
// excerpts are those of its mentions, one after another through all claims.
// reference looks a key up, and gives nil for one it does not know.
func Check(a Article, excerpts []Excerpt, reference func(key string) *cite.Reference) []Finding {
	c := checker{path: a.Path, excerpts: excerpts, reference: reference}
	for i := range a.Claims {
		c.claim(&a.Claims[i])
	}
	SortFindings(c.findings)
	return c.findings
}

// A checker walks through the mentions of an article.
type checker struct {
	path      string
	excerpts  []Excerpt // of the mentions still to come
	reference func(key string) *cite.Reference
	findings  []Finding
}

func (c *checker) claim(cl *Claim) {
	stands := slices.ContainsFunc(cl.Matches, func(m match.Match) bool { return m.Verdict == match.Matched })
	weighed := false // whether its references are studies
	for i := range cl.Mentions {
		mention, m := &cl.Mentions[i], &cl.Matches[i]
		if m.Verdict != match.Matched && !(m.Verdict == match.Incomplete && stands) {
			c.verdict(cl, mention, m)
		}
		if restsOn(m.Verdict) {
			c.health(cl, mention, m)
			c.marks(cl, mention, m)
		}
		c.meant(cl, mention, m)
		if m.Verdict == match.Matched || m.Verdict == match.UnverifiedRecord {
			c.strays(cl, mention, m)
			c.design(cl, mention, m)
			if !weighed {
				c.weak(cl, i)
				weighed = true
			}
		}
		c.excerpts = c.excerpts[min(1, len(c.excerpts)):]
	}
}

// verdict reports a mention that does not stand.
func (c *checker) verdict(cl *Claim, mention *claim.Mention, m *match.Match) {
	f := c.at(ruleOf(m), cl, mention)
	f.Message, f.Hint = m.Message, m.Hint
	f.Fields, f.Reference, f.Candidates = m.Fields, Compared(m), m.Candidates
	c.findings = append(c.findings, f)
}

// ruleOf is the rule that finds a mention of m: its verdict, or for a mismatch
// of identity what exactly does not fit, where that is the title or the ids
// alone.
func ruleOf(m *match.Match) string {
	if m.Verdict != match.IdentityMismatch {
		return string(m.Verdict)
	}
	wrong := ""
	for _, f := range m.Fields {
		switch {
		case f.OK || f.Name == "subject":
		case wrong == "":
			wrong = f.Name
		default:
			return string(m.Verdict)
		}
	}
	switch wrong {
	case "title":
		return titleMismatch.ID
	case "id":
		return idDisagreement.ID
	}
	return string(m.Verdict)
}

// Compared is the key of the reference that the fields of m speak of: the one
// that m stands on, else the nearest candidate; "" where they speak of none.
func Compared(m *match.Match) string {
	switch {
	case len(m.Fields) == 0 || m.Verdict == match.BadID || m.Verdict == match.UnknownID:
		return ""
	case len(m.References) > 0:
		return m.References[0]
	case len(m.Candidates) > 0:
		return m.Candidates[0].Reference
	}
	return ""
}

// restsOn reports whether a mention of verdict v rests on its references: then
// their health matters. Behind an identity mismatch, or one of several that
// would do, they are a guess.
func restsOn(v match.Verdict) bool {
	return v == match.Matched || v == match.UnverifiedRecord || v == match.OffTopic
}

// health reports what is wrong with the references that a mention rests on.
func (c *checker) health(cl *Claim, mention *claim.Mention, m *match.Match) {
	for _, key := range m.References {
		ref := c.reference(key)
		if ref == nil {
			continue
		}
		for i := range healthRules {
			message, hint := healthRules[i].health(ref)
			if healthRules[i].ID == retractedReference.ID && mention.SaysRetracted(ref) {
				continue
			}
			if message == "" || healthRules[i].once && !c.first(healthRules[i].ID, key) {
				continue
			}
			f := c.at(healthRules[i].ID, cl, mention)
			f.Message, f.Hint, f.Reference = message, hint, key
			c.findings = append(c.findings, f)
		}
	}
}

// meant reports the retracted references that a mention may mean, though it
// rests on none: those that its ids lead to without fitting, those of which
// each would do, and the one that comes nearest. Whoever mends the sentence by
// what stet says of it has to know. As it may well be another one, that is a
// warning.
func (c *checker) meant(cl *Claim, mention *claim.Mention, m *match.Match) {
	keys := m.Meant
	if !restsOn(m.Verdict) {
		keys = slices.Concat(m.References, keys)
	}
	for i, key := range keys {
		ref := c.reference(key)
		if ref == nil || slices.Contains(keys[:i], key) || restsOn(m.Verdict) && slices.Contains(m.References, key) || mention.SaysRetracted(ref) {
			continue
		}
		for _, rule := range []*Rule{&retractedReference, &concern} {
			message, hint := rule.health(ref)
			if message == "" {
				continue
			}
			f := c.at(rule.ID, cl, mention)
			f.Severity, f.Reference = Warning, key
			f.Message = message + "; it may be the one that is meant"
			f.Hint = "if it is, " + hint
			c.findings = append(c.findings, f)
		}
	}
}

// strays reports references named beside the one that a mention rests on that
// are about something else. As the claim stands without them, that is a note.
func (c *checker) strays(cl *Claim, mention *claim.Mention, m *match.Match) {
	for _, key := range m.Stray {
		f := c.at(offTopic.ID, cl, mention)
		f.Severity, f.Reference = Note, key
		f.Message = key + ", which is named beside " + m.References[0] + ", shares nothing with this sentence"
		f.Hint = "read its title: if it is about something else, take it out"
		c.findings = append(c.findings, f)
	}
}

// marks reports the references that mention calls retracted and whose records
// do not say so.
func (c *checker) marks(cl *Claim, mention *claim.Mention, m *match.Match) {
	if len(mention.Retracted) == 0 {
		return
	}
	for _, key := range m.References {
		ref := c.reference(key)
		if ref == nil || ref.IsRetracted() || !mention.SaysRetracted(ref) {
			continue
		}
		f := c.at(notRetracted.ID, cl, mention)
		f.Message, f.Reference = "the record of "+key+" has no retraction", key
		f.Hint = "take out \"retracted\", or bring the record up to date: stet cite verify " + key
		c.findings = append(c.findings, f)
	}
}

// first reports whether no finding of a rule about a reference was made yet.
func (c *checker) first(rule, key string) bool {
	return !slices.ContainsFunc(c.findings, func(f Finding) bool { return f.Rule == rule && f.Reference == key })
}

// healthRules are the rules about references that claims rest on.
var healthRules = slices.DeleteFunc(slices.Clone(Rules), func(r Rule) bool { return r.health == nil })

// entryRules are the rules about single entries of a library.
var entryRules = slices.DeleteFunc(slices.Clone(Rules), func(r Rule) bool { return r.entry == nil })

// at is a finding of a rule at the mention that c has come to.
func (c *checker) at(rule string, cl *Claim, mention *claim.Mention) Finding {
	f := Found(rule, c.path)
	f.Start, f.End, f.Claim, f.Words = mention.Start, mention.End, cl.ID, WordsOf(mention.Text)
	if len(c.excerpts) > 0 {
		f.Excerpt = c.excerpts[0]
	}
	return f
}

// Library gives what the rules find in a library: what was wrong when it was
// read, and the entries that the rules do not let pass; sorted.
func Library(lib *cite.Library) []Finding {
	var findings []Finding
	for _, p := range lib.Problems {
		f := Found(p.Rule, lib.Path)
		f.Start, f.End, f.Message, f.Hint = p.Pos, p.End, p.Msg, p.Hint
		findings = append(findings, f)
	}
	findings = append(findings, reprinted(lib)...)
	for _, ref := range lib.References {
		for i := range entryRules {
			r := &entryRules[i]
			message, hint := r.entry(ref)
			if message == "" {
				continue
			}
			f := Found(r.ID, lib.Path)
			f.Start, f.End, f.Message, f.Hint, f.Reference = ref.Pos, ref.Pos, message, hint, ref.Key
			f.Words = WordsOf(ref.Key)
			findings = append(findings, f)
		}
	}
	SortFindings(findings)
	return findings
}
