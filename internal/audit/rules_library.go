package audit

import (
	"fmt"
	"slices"
	"strings"

	"stet/internal/cite"
)

var noLibrary = Rule{
	ID:       "no-library",
	Title:    "sources are named, and there is no library",
	Severity: Error,
	Doc: `
Sentences name their sources, and no citations.yaml lies in this folder or above
it, so that none of them can be looked up. That is said once; nothing else is
said of a source but what is wrong with it in itself.

Start a library: 'stet cite add --from FOLDER' fetches the record of every paper
that the articles name by an id, 'stet cite import FILE' reads what a reference
manager has exported. One that lies elsewhere is named with --citations.`,
	Bad: `---
title: Salted fish
---
A 1986 study in *Cancer Research* put most cases of nasopharyngeal carcinoma down to salted fish.
`,
	Good: `-- citations.yaml --
` + yu1986 + `-- content/article.md --
---
title: Salted fish
---
A 1986 study in *Cancer Research* put most cases of nasopharyngeal carcinoma down to salted fish.
`,
}

var badLibrary = Rule{
	ID:       "bad-library",
	Title:    "an entry of citations.yaml cannot be right",
	Severity: Error,
	Doc: `
A field of the entry holds something that it cannot hold: a PMCID where a PMID
belongs, a year that is none, a notice of an unknown kind. The rest of the
library is used; the field is not.

The message says what was expected. A file that cannot be read as a library at
all stops stet instead.`,
	Bad: `-- citations.yaml --
- key: yu1986
  pmid: PMC3940655
  title: Cantonese-style salted fish as a cause of nasopharyngeal carcinoma
`,
	Good: `-- citations.yaml --
- key: yu1986
  pmid: "3940655"
  title: Cantonese-style salted fish as a cause of nasopharyngeal carcinoma
`,
}

var duplicateReference = Rule{
	ID:       "duplicate-reference",
	Title:    "two entries of citations.yaml are the same reference",
	Severity: Error,
	Doc: `
Two entries share a key or an id. What one of them says may be mended and the
other forgotten, and a name that leads to two records leads nowhere.

Two ids may stand for one paper, too: PubMed has had some twice before it merged
the records. Entries that share title, first author, journal, year, volume and
pages are a warning, as a claim that names the paper in words fits both.

Keep one entry, with the fields of both. If they are different works, one of
the ids is wrong.`,
	Bad: `-- citations.yaml --
- key: yu1986
  pmid: "3940655"
- key: yu-salted-fish
  pmid: "3940655"
`,
	Good: `-- citations.yaml --
- key: yu1986
  pmid: "3940655"
`,
}

var editedSinceVerification = Rule{
	ID:       "edited-since-verification",
	Title:    "a record was changed after it was verified",
	Severity: Warning,
	Doc: `
The record was compared with PubMed once, and its bibliographic fields have
been changed since: the sum that stet wrote beside it no longer fits. Until it
is verified again the claims that rest on it are unverified.

Compare it with PubMed's record: 'stet cite verify KEY' says field by field what
differs, and takes PubMed's word. If the change was a slip, undo it, and the old
sum will fit.`,
	Bad:  "-- citations.yaml --\n" + strings.Replace(yu1986, "year: 1986", "year: 1996", 1),
	Good: "-- citations.yaml --\n" + yu1986,
	entry: func(r *cite.Reference) (message, hint string) {
		if r.State() != cite.Edited {
			return "", ""
		}
		message = r.Key + " was changed after it was verified on " + r.Verified.At.String()
		if r.Verified.From == cite.FromEditor {
			return message, "undo the change, or vouch for it anew: stet cite verify " + r.Key + " --by NAME"
		}
		return message, "undo the change, or compare it with PubMed: stet cite verify " + r.Key
	},
}

var unusedReference = Rule{
	ID:       "unused-reference",
	Title:    "no article cites the reference",
	Severity: Note,
	Doc: `
The library holds a reference that no claim of the site rests on and no
article lists under "references". That is no harm; it may be a leftover, or the
claim that should lead to it may not.

Cite it, list it in an article's front matter, or remove it.`,
	Bad: `---
title: Salted fish
---
Salted fish is an old way to keep a catch.
`,
	Good: `---
title: Salted fish
---
Most cases of nasopharyngeal carcinoma among the young were put down to salted fish in childhood [@yu1986].
`,
	Library: yu1986,
}

// A printing is where a paper stands in print.
type printing struct {
	journal, volume, pages string
	year                   int
}

// reprinted are findings of duplicateReference about entries of lib with two
// ids that are one paper by all that is printed of it.
func reprinted(lib *cite.Library) []Finding {
	var findings []Finding
	at := make(map[printing]*cite.Reference, len(lib.References))
	for _, r := range lib.References {
		p := printing{r.Journal.Title, r.Volume, r.Pages, r.Year}
		if p.journal == "" || p.volume == "" || p.pages == "" || p.year == 0 {
			continue
		}
		first := at[p]
		if first == nil {
			at[p] = r
			continue
		}
		if !isReprint(first, r) {
			continue
		}
		f := Found(duplicateReference.ID, lib.Path)
		f.Severity, f.Start, f.End, f.Reference, f.Words = Warning, r.Pos, r.Pos, r.Key, WordsOf(r.Key)
		f.Message = fmt.Sprintf("%s is the paper of %s on line %d as well: their title, first author, journal, year, volume and pages are the same", r.Key, first.Key, first.Pos.Line)
		f.Hint = "keep one of the two; 'stet cite verify' says whether PubMed has merged their records"
		findings = append(findings, f)
	}
	return findings
}

// isReprint reports whether two entries of one place in print, which share no
// id, are one paper. Letters may share a page and a title; publishers give each
// a DOI.
func isReprint(a, b *cite.Reference) bool {
	shared := func(id cite.ID) bool { return slices.Contains(b.IDs(), id) }
	if a.DOI != "" && b.DOI != "" || slices.ContainsFunc(a.IDs(), shared) {
		return false
	}
	return len(a.Authors) > 0 && len(b.Authors) > 0 && a.Authors[0] == b.Authors[0] && a.Title != "" && cite.Fold(a.Title) == cite.Fold(b.Title)
}
