package audit

import (
	"stet/internal/claim"
	"stet/internal/match"
)

var designMismatch = Rule{
	ID:       "design-mismatch",
	Title:    "the record is of another kind of study than the sentence says",
	Severity: Warning,
	Doc: `
The sentence calls its source a trial, a meta-analysis, a cohort study or the
like, and the record's publication types and title say something else. A review
that is called a randomised trial lends a claim more weight than it has; or the
sentence means another paper.

Look at the record, and call the study what it is. Where PubMed's indexing is
wrong, let the finding stand. Records that tell no design, as most cohorts and
new papers, are not judged.`,
	Bad: `---
title: Salted fish
---
A 1986 randomised trial in *Cancer Research* put most cases of nasopharyngeal carcinoma down to salted fish [@yu1986].
`,
	Good: `---
title: Salted fish
---
A 1986 case-control study in *Cancer Research* put most cases of nasopharyngeal carcinoma down to salted fish [@yu1986].
`,
	Library: yu1986,
}

// design reports a mention whose only reference is of another design than it
// states.
func (c *checker) design(cl *Claim, mention *claim.Mention, m *match.Match) {
	if mention.Design == "" || len(m.References) != 1 {
		return
	}
	ref := c.reference(m.References[0])
	if ref == nil {
		return
	}
	is := match.OtherDesign(mention.Design, ref)
	if is == "" {
		return
	}
	f := c.at(designMismatch.ID, cl, mention)
	f.Message, f.Reference = "the sentence speaks of a "+mention.Design+", and "+ref.Key+" is "+is+" by its record", ref.Key
	f.Hint = "call the study what it is, or see whether another one is meant"
	c.findings = append(c.findings, f)
}
