package audit

var badDirective = Rule{
	ID:       "bad-directive",
	Title:    "a box, figure or table is not written as stet reads it",
	Severity: Warning,
	Doc: `
A box has a name that stet does not know, or is never closed, a field of it has
no meaning, a row of comma-separated values does not have the cells of its
header, or two figures have one label. Shortcodes of other generators, such as
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
