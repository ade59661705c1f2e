package audit

import (
	"slices"
	"strings"

	"stet/internal/cite"
)

// preprintType is PubMed's publication type of a paper that no journal has
// reviewed.
const preprintType = "Preprint"

// preprintServers are where preprints appear, for records that lack the type.
var preprintServers = []string{"arxiv", "biorxiv", "chemrxiv", "medrxiv", "preprints.org", "psyarxiv", "research square", "ssrn"}

var superseded = Rule{
	ID:       "superseded",
	Title:    "the reference was replaced by a newer version",
	Severity: Warning,
	Doc: `
The reference was updated, or corrected and published again: PubMed links it to
the newer version. Cochrane reviews are updated every few years, each time
under an id of its own; that is no retraction, and the old one still says what
it said.

Read the newer version, and cite it if it says the same. If the article means
the old one, as where it tells how the evidence changed, let the finding stand.`,
	Bad: `---
title: Colds
---
Vitamin C was reviewed for preventing and treating the common cold [@douglas2007].
`,
	Good: `---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [@yu1986].
`,
	Library: `- key: douglas2007
  pmid: "17636648"
  title: Vitamin C for preventing and treating the common cold
  authors: [Douglas RM, Hemila H, Chalker E, Treacy B]
  journal: The Cochrane database of systematic reviews
  abbr: Cochrane Database Syst Rev
  year: 2007
  notices: [{kind: update, id: pmid:23440782, year: 2013}]
` + yu1986,
	health: func(r *cite.Reference) (message, hint string) {
		n, ok := r.Notice(cite.Update)
		if !ok || isPreprint(r) {
			return "", ""
		}
		return called(r) + " has a newer version" + sinceYear(n) + byNotice(n), "cite the newer version, if it says the same"
	},
}

var preprint = Rule{
	ID:       "preprint",
	Title:    "the reference is a preprint",
	Severity: Warning,
	Doc: `
The reference is a manuscript that its authors put up themselves: no journal has
had it reviewed. Numbers and conclusions often change before it is published,
and some are never published.

Cite the published paper, if there is one; PubMed links the two. Else say in
the sentence that it is a preprint, and let the finding stand.`,
	once: true,
	Bad: `---
title: Colds
---
An invented supplement was reported to shorten invented colds [@example2020].
`,
	Good: `---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [@yu1986].
`,
	Library: `- key: example2020
  title: An invented supplement shortens invented colds
  authors: [Example AB]
  journal: "medRxiv : the preprint server for health sciences"
  year: 2020
  types: [Journal Article, Preprint]
` + yu1986,
	health: func(r *cite.Reference) (message, hint string) {
		if !isPreprint(r) {
			return "", ""
		}
		if n, ok := r.Notice(cite.Update); ok {
			return called(r) + " is a preprint, and was published" + inYear(n) + byNotice(n), "cite the published paper"
		}
		return called(r) + " is a preprint", "cite the published paper, if there is one; else say that it is a preprint"
	},
}

var notRetracted = Rule{
	ID:       "not-retracted",
	Title:    "a reference is cited as retracted, and its record does not say so",
	Severity: Warning,
	Doc: `
The citation says that its reference was retracted, as in [@wang2019,
retracted]. That is how an article speaks of a retracted paper on purpose,
without a finding. But the record of this reference has no retraction.

Take the word out, or bring the record up to date: 'stet cite verify' compares
it with PubMed.`,
	Bad: `---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [@yu1986, retracted].
`,
	Good: `---
title: MicroRNA and the liver
---
A paper since withdrawn said that a microRNA promotes hepatocellular carcinoma [@wang2019, retracted].
`,
	Library: retractedExample + yu1986,
}

func isPreprint(r *cite.Reference) bool {
	if slices.Contains(r.Types, preprintType) {
		return true
	}
	title := r.Journal.Title
	return slices.ContainsFunc(preprintServers, func(s string) bool {
		return len(title) >= len(s) && strings.EqualFold(title[:len(s)], s) && (len(title) == len(s) || title[len(s)] == ' ' || title[len(s)] == '.')
	})
}

func sinceYear(n cite.Notice) string {
	if n.Year == 0 {
		return ""
	}
	return " since" + strings.TrimPrefix(inYear(n), " in")
}
