package audit

var badDirective = Rule{
	ID:       "bad-directive",
	Title:    "a box, figure or table is not written as stet reads it",
	Severity: Warning,
	Doc: `
A box has a name that stet does not know, or is never closed, a field of it has
no meaning, a row of comma-separated values does not have the cells of its
header. Shortcodes of other generators, such as
{{< figure >}}, are not published at all. What is prose in a box is read and
published all the same, without the box.

Boxes are written as in MyST, Quarto, Docusaurus, VuePress, MkDocs and GitHub:
":::{warning} Title" to ":::", or "> [!WARNING]" in a quote. The message names
the boxes there are.`,
	Bad: `---
title: Salted fish
---
:::{waring}
Salted fish is an old way to keep a catch.
:::
`,
	Good: `---
title: Salted fish
---
:::{warning}
Salted fish is an old way to keep a catch.
:::
`,
}

var duplicateAnchor = Rule{
	ID:       "duplicate-anchor",
	Title:    "two places of an article have one name",
	Severity: Warning,
	Doc: `
A heading has an id of its own, as in "## Dose {#dose}" or with "(dose)=" on the
line above; figures and tables have labels. The same name stands twice in the
article. Links lead to the first; the second has a number behind its name, so
that what leads to it may break when the article changes.

Give each a name of its own. A heading without one is named by its words, and by
others when it is reworded.`,
	Bad: `---
title: Salted fish
---
## Salt {#salt}

## Smoke {#salt}
`,
	Good: `---
title: Salted fish
---
## Salt {#salt}

## Smoke {#smoke}
`,
}

var editedSinceReview = Rule{
	ID:       "edited-since-review",
	Title:    "the text has changed since it was reviewed",
	Severity: Warning,
	Doc: `
The front matter names who reviewed the article, and a sum of the text that was
reviewed. The text has another sum now. The page says that it was edited since,
and no longer that it was reviewed.

Have the text looked at again, then write the review down with "stet review FILE
--by NAME". A change of the front matter alone, of line ends, or of white space
at the ends of lines leaves the review as it is.`,
	Bad: `---
title: Salted fish
reviewed: {by: M. Khan, on: 2026-11-20, sum: "5f1c2a9b00d1e3f4"}
---
Salted fish is an old way to keep a catch.
`,
	Good: `---
title: Salted fish
reviewed: {by: M. Khan, on: 2026-11-20, sum: "6186c8331ab1ebd7"}
---
Salted fish is an old way to keep a catch.
`,
}

var missingAlt = Rule{
	ID:       "missing-alt",
	Title:    "a picture has no text that says what it shows",
	Severity: Warning,
	Doc: `
Who cannot see a picture hears or reads its text instead, and so do search
engines. This one has none, or its file's name in the place of one.

Say in a few words what it shows: the finding of a chart, not "chart". A picture
that only adorns the page is written ![](line.png){.decorative}.`,
	Bad: `---
title: Salted fish
---
![](/fish.png)

Salted fish is an old way to keep a catch.
-- static/fish.png --
`,
	Good: `---
title: Salted fish
---
![Fish in layers of salt, in a wooden barrel](/fish.png)

Salted fish is an old way to keep a catch.
-- static/fish.png --
`,
}

var headingOrder = Rule{
	ID:       "heading-order",
	Title:    "a heading leaves out a level",
	Severity: Warning,
	Doc: `
Readers who move from heading to heading hear the level of each: a level 4 below
a level 2 sounds as if something were missing. Level 1 is the title of the page.

Use the level below the heading above.`,
	Bad: `---
title: Salted fish
---
## Ways to keep a catch

#### Salt

Salted fish is an old way to keep a catch.
`,
	Good: `---
title: Salted fish
---
## Ways to keep a catch

### Salt

Salted fish is an old way to keep a catch.
`,
}

var linkText = Rule{
	ID:       "link-text",
	Title:    "the words of a link do not say where it leads",
	Severity: Warning,
	Doc: `
Screen readers list the links of a page by their words; "here" and "read more"
say nothing there, nor in print.

Make the words a link that name what it leads to.`,
	Bad: `---
title: Salted fish
---
Salted fish is an old way to keep a catch; read [here](https://example.org/fish) how it is done.
`,
	Good: `---
title: Salted fish
---
Salted fish is an old way to keep a catch; read [how it is done](https://example.org/fish).
`,
}

var tableHeader = Rule{
	ID:       "table-header",
	Title:    "a column of a table has no header",
	Severity: Warning,
	Doc: `
Screen readers say the header of a column with each of its cells. The first
column may have none, as it names the rows.

Name the column in the first row of the table.`,
	Bad: `---
title: Salted fish
---
| | salt | |
|---|---|---|
| cod | much | a year |
`,
	Good: `---
title: Salted fish
---
| | salt | it keeps |
|---|---|---|
| cod | much | a year |
`,
}
