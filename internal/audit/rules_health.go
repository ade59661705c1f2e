package audit

import (
	"slices"
	"strconv"
	"strings"

	"stet/internal/cite"
)

// noticeTypes are PubMed's publication types of notices about other papers.
var noticeTypes = []string{"Retraction of Publication", "Retraction Notice", "Expression of Concern", "Published Erratum"}

const retractedExample = `- key: wang2019
  pmid: "31541003"
  title: "MicroRNA-367 promotes progression of hepatocellular carcinoma through PTEN/PI3K/AKT signaling pathway"
  authors: [Wang Z, Luo Y]
  journal: Bioscience reports
  abbr: Biosci Rep
  year: 2019
  types: [Journal Article, Retracted Publication]
  notices: [{kind: retraction, id: pmid:32167152, year: 2020}]
  verified: {at: 2026-11-20, from: pubmed-xml, sum: e61d561abbba6e0f}
`

var retractedReference = Rule{
	ID:       "retracted-reference",
	Title:    "the claim rests on a retracted paper",
	Severity: Error,
	Doc: `
The reference that the claim names was retracted: its journal withdrew it, and
it is evidence of nothing. Retracted papers go on being cited for years because
nobody looks again.

Rest the claim on other evidence, or take it out. Where it cannot be told that
the retracted paper is the one that is meant, since several would do or since it
is only the nearest, the finding is a warning. If the article speaks of the
paper because it was retracted, say so in the citation: [@wang2019, retracted].
That is noted for readers and is no finding.`,
	Bad: `---
title: MicroRNA and the liver
---
A microRNA was reported to promote the progression of hepatocellular carcinoma [@wang2019].
`,
	Good: `---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [@yu1986].
`,
	Library: retractedExample + yu1986,
	health: func(r *cite.Reference) (message, hint string) {
		if !r.IsRetracted() {
			return "", ""
		}
		n, _ := r.Notice(cite.Retraction)
		return called(r) + " was retracted" + inYear(n) + byNotice(n), "rest the claim on another reference, or take it out; to speak of a retracted paper on purpose, write [@" + r.Key + ", retracted]"
	},
}

var concern = Rule{
	ID:       "concern",
	Title:    "the claim rests on a paper under an expression of concern",
	Severity: Warning,
	Doc: `
The journal of the reference has published an expression of concern: it doubts
the paper and has not yet decided. Many such papers are retracted later.

Read the notice. Say in the article that the finding is in doubt, or rest the
claim on something else.`,
	Bad: `---
title: A doubtful trial
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
  journal: An invented journal
  year: 2020
  notices: [{kind: concern, year: 2021}]
` + yu1986,
	health: func(r *cite.Reference) (message, hint string) {
		n, ok := r.Notice(cite.Concern)
		if !ok {
			return "", ""
		}
		return "the journal of " + called(r) + " expressed concern about it" + inYear(n) + byNotice(n), "read the notice, and say that the finding is in doubt"
	},
}

var noticeCited = Rule{
	ID:       "notice-cited",
	Title:    "the reference is a notice about a paper, not a paper",
	Severity: Warning,
	Doc: `
The reference is itself a retraction, an expression of concern or an erratum. A
notice carries the title of the paper it speaks of, so the two are easily mixed
up, but it is no evidence for what the paper says.

Cite the paper, if it still stands. To tell readers of the notice, say in the
sentence that it is one, and let the finding stand.`,
	Bad: `---
title: Rabbits
---
A rabbit model was described for cytomegalovirus in chorioretinal disease [@dunkel1998].
`,
	Good: `---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [@yu1986].
`,
	Library: `- key: dunkel1998
  pmid: "9634358"
  title: "Retraction: A rabbit model for human cytomegalovirus-induced chorioretinal disease (J Infect Dis 1993;168:336-44)"
  authors: [Dunkel EC, Scheer DI, Zhu Q, Whitley RJ, Schaffer PA]
  journal: The Journal of infectious diseases
  abbr: J Infect Dis
  year: 1998
  types: [Retraction of Publication]
` + yu1986,
	health: func(r *cite.Reference) (message, hint string) {
		for _, t := range r.Types {
			if slices.Contains(noticeTypes, t) {
				return called(r) + " is a notice about another paper (" + t + ")", "cite the paper itself, if it still stands"
			}
		}
		return "", ""
	},
}

var erratum = Rule{
	ID:       "erratum",
	Title:    "the reference has an erratum",
	Severity: Note,
	Doc: `
The journal has published a correction of the reference. Most are harmless, a
misspelt author or a lost grant number; a few change a result. stet cannot tell
which.

Read the erratum, and check the numbers that the article takes from the paper.
It is noted once in an article, where the reference is first cited.`,
	once: true,
	Bad: `---
title: Radium
---
A Dutch cohort study followed patients for cancer mortality after nasopharyngeal radium irradiation [@ronckers2001].
`,
	Good: `---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [@yu1986].
`,
	Library: `- key: ronckers2001
  pmid: "11438568"
  title: "Cancer mortality after nasopharyngeal radium irradiation in the Netherlands: a cohort study"
  authors: [Ronckers CM, Land CE, Verduijn PG, Hayes RB, Stovall M]
  journal: Journal of the National Cancer Institute
  abbr: J Natl Cancer Inst
  year: 2001
  types: [Journal Article]
  notices: [{kind: erratum, year: 2001}]
` + yu1986,
	health: func(r *cite.Reference) (message, hint string) {
		n, ok := r.Notice(cite.Erratum)
		if !ok {
			return "", ""
		}
		return called(r) + " was corrected by an erratum" + inYear(n) + byNotice(n), "check the numbers taken from it against the erratum"
	},
}

func inYear(n cite.Notice) string {
	if n.Year == 0 {
		return ""
	}
	return " in " + strconv.Itoa(n.Year)
}

func byNotice(n cite.Notice) string {
	if n.ID == (cite.ID{}) {
		return ""
	}
	return " (" + n.ID.String() + ")"
}

// called is what messages call r: its key, and with a key that is an id, which
// nobody knows by heart, journal and year.
func called(r *cite.Reference) string {
	printed := strings.TrimSpace(r.Journal.Display() + " " + strconv.Itoa(r.Year))
	if ids := r.IDs(); len(ids) == 0 || r.Key != ids[0].String() || r.Year == 0 {
		return r.Key
	}
	return r.Key + " (" + printed + ")"
}
