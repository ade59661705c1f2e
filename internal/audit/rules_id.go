package audit

var badID = Rule{
	ID:       "bad-id",
	Title:    "an id or link cannot be one",
	Severity: Error,
	Doc: `
The sentence gives an id, or a link to a paper, that is malformed: a PMCID
after "pmid:", too many digits, a DOI that was cut short. Whatever it was meant
to be, no reader can follow it.

Copy the id again from the paper's page. PMIDs are one to eight digits; PMCIDs
start with PMC; DOIs start with "10." and have a slash. The message says which
of them it looks like.`,
	Bad: `---
title: Salted fish
---
Most cases among the young were put down to salted fish in childhood [@pmid:PMC3940655].
`,
	Good: `---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [@pmid:3940655].
`,
	Library: yu1986,
}

var unknownID = Rule{
	ID:       "unknown-id",
	Title:    "an id, key or number leads to nothing in the library",
	Severity: Error,
	Doc: `
The sentence names its source by an id, a key or a numbered marker. The form is
right, but citations.yaml has no such reference, or the article's list no such
entry.

If the id is right, add its reference: 'stet cite add ID' fetches it from
PubMed. If not, the candidates, where there are some, are what may have
been meant.`,
	Bad: `---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [@yu1968].
`,
	Good: `---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [@yu1986].
`,
	Library: yu1986,
}

var identityMismatch = Rule{
	ID:       "identity-mismatch",
	Title:    "the id belongs to another paper than the words describe",
	Severity: Error,
	Doc: `
The sentence gives an id and says something of its source, and the record of
that id says something else: another journal, another year, other authors, or
another title than the article's own list has for it. An id that exists proves
nothing by itself.

The finding shows, field by field, what the words state and what the record
says. Either the id was copied from the wrong paper, or the words are wrong.`,
	Bad: `---
title: Salted fish
---
A 1998 study in the *International Journal of Cancer* linked salted fish to nasopharyngeal carcinoma [@pmid:3940655].
`,
	Good: `---
title: Salted fish
---
A 1998 study in the *International Journal of Cancer* linked salted fish to nasopharyngeal carcinoma [@pmid:9650558].
`,
	Library: yu1986 + armstrong1998,
}

var titleMismatch = Rule{
	ID:       "title-mismatch",
	Title:    "the list has another title than the record of the id",
	Severity: Error,
	Doc: `
An entry of the article's list gives a title and an id, and the record of that
id has another title. Journal and year may well agree: a wrong digit leads to
the paper next to it. It is a mismatch of identity of which nothing but the
title tells.

Look both up, and correct the title or the id. A subtitle left out, another
spelling or a misprint makes no other title.`,
	Bad: `---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [1].

## References

1. Yu MC. A trial of vitamins for the heart. Cancer Res 1986. PMID: 3940655.
`,
	Good: `---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [1].

## References

1. Yu MC. Cantonese-style salted fish as a cause of nasopharyngeal carcinoma. Cancer Res 1986. PMID: 3940655.
`,
	Library: yu1986,
}

var idDisagreement = Rule{
	ID:       "id-disagreement",
	Title:    "the ids of one source name different works",
	Severity: Error,
	Doc: `
A list entry, or one bracket, gives several ids of a work (PMID, PMCID, DOI),
and the library has different works under them. One of them was copied from
another paper. Since nobody can tell which work is meant, no claim rests on any
of them, even if the words fit one.

Keep the id of the work that is meant, and correct the other. Several sources of
one sentence are written [@pmid:3940655; @pmid:9650558].`,
	Bad: `---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [1].

## References

1. Yu MC. Cantonese-style salted fish as a cause of nasopharyngeal carcinoma. Cancer Res 1986. PMID: 3940655. PMCID: PMC8065437.
`,
	Good: `---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [1].

## References

1. Yu MC. Cantonese-style salted fish as a cause of nasopharyngeal carcinoma. Cancer Res 1986. PMID: 3940655.
`,
	Library: yu1986 + `- key: fiorentini2021
  pmid: "33808247"
  pmcid: PMC8065437
  title: "Magnesium: Biochemistry, Nutrition, Detection, and Social Impact of Diseases Linked to Its Deficiency"
  authors: [Fiorentini D, Cappadone C, Farruggia G, Prata C]
  journal: Nutrients
  year: 2021
`,
}
