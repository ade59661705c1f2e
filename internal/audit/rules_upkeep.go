package audit

var staleVerification = Rule{
	ID:       "stale-verification",
	Title:    "a record in use was not compared with PubMed for long",
	Severity: Warning,
	Doc: `
Articles rest on the reference, and its record was last compared with PubMed, or
last vouched for by an editor, longer ago than "stale_after" of stet.yaml allows
(180 days without it). Papers are retracted and corrected at any time, and a
build asks no network: it knows what the last comparison knew.

Run 'stet cite verify --stale 180d', which compares what is due. A source that
an editor vouches for is looked at again by an editor.`,
	Bad: `-- citations.yaml --
- key: yu1986
  pmid: "3940655"
  title: "Cantonese-style salted fish as a cause of nasopharyngeal carcinoma: report of a case-control study in Hong Kong"
  authors: [Yu MC, Ho JH, Lai SH, Henderson BE]
  journal: Cancer research
  abbr: Cancer Res
  year: 1986
  types: [Journal Article]
  mesh: [Carcinoma, Fishes, Food Preservation, Hong Kong, Nasopharyngeal Neoplasms]
  verified: {at: 2025-03-01, from: pubmed-xml, sum: 1a5ec0f1e7f5196d}
-- content/fish.md --
---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [@yu1986].
`,
	Good: `---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [@yu1986].
`,
	Library: yu1986,
}

var reviewOverdue = Rule{
	ID:       "review-overdue",
	Title:    "the article was to be reviewed again by now",
	Severity: Warning,
	Doc: `
The day that the front matter names as "next_review" has passed. Readers see
that the review is overdue.

Review the article: bring its evidence up to date, and set "reviewed" and
"next_review" anew. If it is no longer kept up, take "next_review" out.`,
	Bad: `---
title: Salted fish
next_review: 2026-03-01
---
Salted fish is an old way to keep a catch.
`,
	Good: `---
title: Salted fish
next_review: 2027-03-01
---
Salted fish is an old way to keep a catch.
`,
}

var futureDate = Rule{
	ID:       "future-date",
	Title:    "something is said to have been done on a day that is to come",
	Severity: Warning,
	Doc: `
The front matter has a day of a review, an update or a correction that is after
today. A review that has not been is not shown to readers, nor to search
engines.

Name the day on which it was done. An article that is to appear on a later day
says so with "date".`,
	Bad: `---
title: Salted fish
reviewed: {by: M. Khan, on: 2036-03-01}
---
Salted fish is an old way to keep a catch.
`,
	Good: `---
title: Salted fish
reviewed: {by: M. Khan, on: 2026-03-01}
---
Salted fish is an old way to keep a catch.
`,
}

var unlistedReference = Rule{
	ID:       "unlisted-reference",
	Title:    "the article rests on a reference that its own list lacks",
	Severity: Note,
	Doc: `
The front matter lists the references of the article under "references", and a
claim rests on one that is not among them. An article without that list is not
judged: it lists what it cites by itself.

Add the reference to the list, or take the list out.`,
	Bad: `---
title: Salted fish
references: [armstrong1998]
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [@yu1986].
`,
	Good: `---
title: Salted fish
references: [armstrong1998, yu1986]
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [@yu1986].
`,
	Library: yu1986 + armstrong1998,
}

// OldYears is after how many years the newest evidence of an article is old.
const OldYears = 10

var oldEvidence = Rule{
	ID:       "old-evidence",
	Title:    "nothing that the article rests on is younger than ten years",
	Severity: Note,
	Doc: `
The newest of the references that the claims of the article rest on appeared
more than ten years ago. Much of what was known then has been asked again since,
and larger trials or reviews may say something else.

Look for newer evidence ('stet cite find' searches PubMed). Where the subject
is history, or nothing newer is to be had, let the finding stand.`,
	Bad: `---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [@yu1986].
`,
	Good: `---
title: Magnesium
---
Magnesium deficiency has a social impact, and is linked to diseases [@fiorentini2021].
`,
	Library: yu1986 + `- key: fiorentini2021
  pmid: "33808247"
  title: "Magnesium: Biochemistry, Nutrition, Detection, and Social Impact of Diseases Linked to Its Deficiency"
  authors: [Fiorentini D, Cappadone C, Farruggia G, Prata C]
  journal: Nutrients
  abbr: Nutrients
  year: 2021
  types: [Journal Article, Review]
  mesh: [Magnesium, Magnesium Deficiency]
  verified: {at: 2026-11-20, from: pubmed-xml, sum: e2e2b8185cc7bfd6}
`,
}
