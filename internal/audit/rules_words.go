package audit

var unmatched = Rule{
	ID:       "unmatched",
	Title:    "nothing in the library fits the source that is named",
	Severity: Error,
	Doc: `
The sentence names a source by a journal or an author and a year, and no
reference of citations.yaml fits, nor is one off by the year or the journal
alone.

That speaks of the library, not of the world: the paper may well exist. Find it
and add its reference, or name the source that the statement really rests on.
Without either, readers cannot follow the sentence.`,
	Bad: `---
title: Salted fish
---
A 2018 study in *Nutrients* put most cases of nasopharyngeal carcinoma down to salted fish.
`,
	Good: `---
title: Salted fish
---
A 1986 study in *Cancer Research* put most cases of nasopharyngeal carcinoma down to salted fish.
`,
	Library: yu1986,
}

var journalMismatch = Rule{
	ID:       "journal-mismatch",
	Title:    "a reference fits but for the journal",
	Severity: Error,
	Doc: `
The sentence gives no id. A reference agrees with its year and its author, or
with its year and closely with its subject, but appeared in another journal
than the one that is named.

If it is the paper that was meant, mend the journal's name. Journals with
similar names are different journals: "Nutrients" is not "Nutrition", nor
"Hypertension" the "Journal of Hypertension". Abbreviations are understood.`,
	Bad: `---
title: Salted fish
---
A 1986 study by Yu and colleagues in the *British Journal of Cancer* named salted fish as a cause of nasopharyngeal carcinoma.
`,
	Good: `---
title: Salted fish
---
A 1986 study by Yu and colleagues in *Cancer Research* named salted fish as a cause of nasopharyngeal carcinoma.
`,
	Library: yu1986,
}

var yearMismatch = Rule{
	ID:       "year-mismatch",
	Title:    "a reference fits but for the year",
	Severity: Error,
	Doc: `
The sentence gives no id. A reference agrees with its journal or its author,
and with its subject, but did not appear in the year that is stated.

A paper has the year of its issue and the year in which it went online; both
will do, and no other year, however near. If it is the paper that was meant,
mend the year. If another one was meant, add its reference to citations.yaml.`,
	Bad: `---
title: Salted fish
---
A 1996 study in *Cancer Research* put most cases of nasopharyngeal carcinoma in Hong Kong down to salted fish.
`,
	Good: `---
title: Salted fish
---
A 1986 study in *Cancer Research* put most cases of nasopharyngeal carcinoma in Hong Kong down to salted fish.
`,
	Library: yu1986,
}

var offTopic = Rule{
	ID:       "off-topic",
	Title:    "the source that is named is about something else",
	Severity: Warning,
	Doc: `
The journal, the year or the id fit a reference, but what the sentence says has
next to nothing in common with it: neither with its title, nor with its MeSH
terms, nor with the words of its abstract. A large journal prints thousands of
papers a year, so journal and year alone are a weak key. What is named beside a
reference that fits, as in [@one; @other], is judged too: if it shares nothing
with the sentence, that is a note.

Look at the record. If it is the wrong paper, name the right one. If it is the
right one, say in the sentence what it studied, or name it by its id, and check
that its reference has "terms".`,
	Bad: `---
title: Sleep
---
A 1986 study in *Cancer Research* showed that magnesium shortens the time to fall asleep.
`,
	Good: `---
title: Salted fish
---
A 1986 study in *Cancer Research* showed what salted fish does to the risk of nasopharyngeal carcinoma.
`,
	Library: yu1986,
}

var ambiguous = Rule{
	ID:       "ambiguous",
	Title:    "two or more references fit",
	Severity: Warning,
	Doc: `
What the sentence states fits two or more references of the library, subject
included. A reader cannot tell which of them is meant, and neither can stet.

Name the one that is meant by its id, as in [@pmid:2394508], or say more of it:
the first author is often enough.`,
	Bad: `---
title: Nasopharyngeal carcinoma
---
A 1990 study in the *International Journal of Cancer* asked patients with nasopharyngeal carcinoma about their living conditions and occupational risks.
`,
	Good: `---
title: Nasopharyngeal carcinoma
---
A 1990 study in the *International Journal of Cancer* asked patients with nasopharyngeal carcinoma about their living conditions and occupational risks [@pmid:2394508].
`,
	Library: yu1990 + jeannel1990,
}

var unverified = Rule{
	ID:       "unverified",
	Title:    "the reference that fits was never compared with PubMed",
	Severity: Warning,
	Doc: `
One reference fits all that the sentence states, but nobody vouches for the
record itself: it was written by hand, or changed after it was verified, or
there is no library to look it up in. A claim is only as good as the record it
leads to.

Compare the record with PubMed's: 'stet cite verify KEY' says field by field
what differs, and fills in an entry that is as short as an id. 'verified:' is
written by stet alone.`,
	Bad: `---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [@pmid:3940655].
`,
	Good: `---
title: Salted fish
---
Dietary exposures to salted fish raise the risk of nasopharyngeal carcinoma [@pmid:9650558].
`,
	Library: `- pmid: "3940655"
  title: Cantonese-style salted fish as a cause of nasopharyngeal carcinoma
  journal: Cancer research
  year: 1986
` + armstrong1998,
}

var incomplete = Rule{
	ID:       "incomplete",
	Title:    "a year, a journal or an author alone is too little to find a source",
	Severity: Note,
	Doc: `
The sentence speaks of a study and says when, or where, or by whom, but only
one of them. That fits too many papers to point at one, so it is never matched,
even if the library happens to hold a single candidate.

Name the source by its id, or say both where and when it appeared.`,
	Bad: `---
title: Salted fish
---
A study in *Cancer Research* put most cases of nasopharyngeal carcinoma down to salted fish.
`,
	Good: `---
title: Salted fish
---
A study in *Cancer Research* put most cases of nasopharyngeal carcinoma down to salted fish [@yu1986].
`,
	Library: yu1986,
}
