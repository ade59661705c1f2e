package audit

import (
	"slices"
	"strings"

	"stet/internal/cite"
)

var weakDesign = Rule{
	ID:       "weak-design",
	Title:    "nothing but a case report, an editorial or a letter is named",
	Severity: Note,
	Doc: `
All that the sentence rests on are records that PubMed indexes as case reports,
editorials, comments, letters or news, and the sentence does not say so. They
are an observation or an opinion; a reader will take them for a study. A letter
may well report a study of its own, so look at it.

Say what it is ("a case report", "in an editorial"), or rest the sentence on a
study. Records without such a type are not judged, nor is a sentence that names
a study as well.`,
	Bad: `---
title: Colds
---
An invented supplement cured an invented cold [@example2020].
`,
	Good: `---
title: Colds
---
In an editorial, an invented supplement was praised for curing an invented cold [@example2020].
`,
	Library: `- key: example2020
  title: An invented supplement that cured an invented cold
  authors: [Example AB]
  journal: An invented journal
  year: 2020
  types: [Editorial, Comment]
  verified: {at: 2026-11-20, from: editor, by: M. Khan, sum: c1c36f585b7f705e}
`,
}

// weakTypes are PubMed's publication types of records that report no study,
// each with words by which a sentence says so.
var weakTypes = map[string][]string{
	"Case Reports": {"case", "patient"},
	"Comment":      {"comment", "opinion", "editorial", "letter", "argue", "reply"},
	"Editorial":    {"editorial", "opinion", "comment", "argue", "editor"},
	"Letter":       {"letter", "correspondence", "reply"},
	"News":         {"news", "report"},
}

// studyTypes are the starts of publication types that tell of a study, or of a
// review of them, whatever other types a record has.
var studyTypes = []string{"Clinical", "Comparative Study", "Controlled", "Evaluation", "Meta-Analysis", "Multicenter", "Network", "Observational", "Pragmatic", "Randomized", "Review", "Scoping", "Systematic", "Twin", "Validation", "Equivalence", "Adaptive"}

// weak reports a claim all of whose references are no studies, once, at the
// first mention that rests on one.
func (c *checker) weak(cl *Claim, at int) {
	keys := cl.References()
	var kinds []string
	for _, key := range keys {
		kind := weakKind(c.reference(key))
		if kind == "" || saysSo(cl.Plain, kind) {
			return
		}
		kinds = append(kinds, key+" is indexed as "+kind)
	}
	if len(kinds) == 0 {
		return
	}
	f := c.at(weakDesign.ID, cl, &cl.Mentions[at])
	f.Message, f.Reference = strings.Join(kinds, ", "), keys[0]
	f.Hint = "say what it is, or rest the sentence on a study"
	c.findings = append(c.findings, f)
}

// weakKind is the type by which r is no study, "" for one that may be.
func weakKind(r *cite.Reference) string {
	if r == nil {
		return ""
	}
	isStudy := func(t string) bool {
		return slices.ContainsFunc(studyTypes, func(start string) bool { return strings.HasPrefix(t, start) })
	}
	if slices.ContainsFunc(r.Types, isStudy) {
		return ""
	}
	for _, t := range r.Types {
		if weakTypes[t] != nil {
			return t
		}
	}
	return ""
}

// saysSo reports whether a sentence says that its source is of a kind.
func saysSo(plain, kind string) bool {
	plain = strings.ToLower(plain)
	return slices.ContainsFunc(weakTypes[kind], func(word string) bool { return strings.Contains(plain, word) })
}
