package audit

// waiverRules are the rules about waivers, which no waiver covers.
var waiverRules = []string{badWaiver.ID, unknownRule.ID, misplacedWaiver.ID, unusedWaiver.ID, expiredWaiver.ID, longWaiver.ID}

// Texts of the examples: a sentence with a finding, and the waiver that belongs
// to it.
const (
	waivedTitle    = "---\ntitle: Salted fish\n---\n"
	waivedSentence = "A 1988 study in *Cancer Research* put most cases of nasopharyngeal carcinoma down to salted fish.\n"
	goodWaiver     = "<!-- stet year-mismatch: \"read in a preprint\" by=mk until=2027-06-30 -->\n"
	soundSentence  = "A 1986 study in *Cancer Research* put most cases of nasopharyngeal carcinoma down to salted fish.\n"
	soundArticle   = waivedTitle + soundSentence
)

var badWaiver = Rule{
	ID:       "bad-waiver",
	Title:    "a waiver cannot be read, or waives what cannot be waived",
	Severity: Warning,
	Doc: `
A waiver is a comment before a paragraph, a list, a table or a quote. It names
a rule, and gives a reason between quotes, who decided, and the last day on
which it holds:

    <!-- stet year-mismatch: "online in 2017" by=mk until=2027-06-30 -->

One of these is missing or cannot be read, or the rule is one whose findings
cannot be waived: those that keep a site from being published, and those about
waivers. The comment waives nothing until it is mended.`,
	Bad:     waivedTitle + "<!-- stet year-mismatch: \"read in a preprint\" by=mk -->\n" + soundSentence,
	Good:    soundArticle,
	Library: yu1986,
}

var unknownRule = Rule{
	ID:       "unknown-rule",
	Title:    "a waiver names a rule that does not exist",
	Severity: Warning,
	Doc: `
The word behind "stet" is the id of no rule. The comment waives nothing.

The message names the rule that was probably meant; 'stet explain' lists them
all.`,
	Bad:     waivedTitle + "<!-- stet year-mismach: \"read in a preprint\" by=mk until=2027-06-30 -->\n" + soundSentence,
	Good:    soundArticle,
	Library: yu1986,
}

var misplacedWaiver = Rule{
	ID:       "misplaced-waiver",
	Title:    "a waiver stands where it covers nothing",
	Severity: Warning,
	Doc: `
A waiver covers the block that it stands right before, or in: a paragraph, a
heading, a list, a table or a row of one, a quote, a footnote. This one has no
block behind it, or more than one blank line before it, or code.

Put it on the line before the text that it is about. At the start of a list
item, of a cell or of a footnote it covers that.`,
	Bad:     waivedTitle + goodWaiver + "\n\n\n" + soundSentence,
	Good:    soundArticle,
	Library: yu1986,
}

var unusedWaiver = Rule{
	ID:       "unused-waiver",
	Title:    "a waiver covers no finding",
	Severity: Warning,
	Doc: `
The rule that the waiver names found nothing in the block that it covers. The
text was mended, or moved, or the waiver stands before another block than was
meant. Left there, it would hide the next finding of that rule.

Take it out, or put it where it belongs. Before a heading it covers the heading
alone; to cover one claim of a paragraph add claim=c-... to it.`,
	Bad:     waivedTitle + goodWaiver + soundSentence,
	Good:    soundArticle,
	Library: yu1986,
}

var expiredWaiver = Rule{
	ID:       "expired-waiver",
	Title:    "the last day of a waiver has passed",
	Severity: Warning,
	Doc: `
A waiver holds through the day that it names. That day has passed, so what it
covered counts again.

Mend the sentence, or look at it anew and give the waiver another date.`,
	Bad:     waivedTitle + "<!-- stet year-mismatch: \"read in a preprint\" by=mk until=2020-06-30 -->\n" + soundSentence,
	Good:    soundArticle,
	Library: yu1986,
}

var longWaiver = Rule{
	ID:       "long-waiver",
	Title:    "a waiver holds for more than two years",
	Severity: Warning,
	Doc: `
A waiver is a decision for the time being. One that holds for years is never
looked at again, and nobody remembers why it is there.

Give it a date at which somebody will look at the sentence again. Until then
it holds as it is.`,
	Bad:     waivedTitle + "<!-- stet year-mismatch: \"read in a preprint\" by=mk until=2099-12-31 -->\n" + waivedSentence,
	Good:    soundArticle,
	Library: yu1986,
}
