package audit

var duplicateSlug = Rule{
	ID:       "duplicate-slug",
	Title:    "two articles have the same address",
	Severity: Error,
	Blocking: true,
	Doc: `
Two articles would be published at one address, so that one would hide the
other. Addresses are compared without regard to case, as some servers and disks
do.

Give one of them another "slug", or rename its file.`,
	Bad: `-- content/fish.md --
---
title: Salted fish
---
Salted fish is an old way to keep a catch.
-- content/preserved.md --
---
title: Preserved fish
slug: fish
---
Smoke keeps fish as well.
`,
	Good: `-- content/fish.md --
---
title: Salted fish
---
Salted fish is an old way to keep a catch.
-- content/preserved.md --
---
title: Preserved fish
---
Smoke keeps fish as well.
`,
}

var brokenLink = Rule{
	ID:       "broken-link",
	Title:    "a link leads to nothing on this site",
	Severity: Error,
	Blocking: true,
	Doc: `
A link or picture of an article leads to an article, a page, a file or a heading
that is not there. Readers would meet an error page, or no picture.

Link to another article by its file, as in [more](zinc.md#doses), which is found
wherever the article is published, or by its address, as in [more](../zinc/).
Pictures and other files belong in static/. Only links within the site are
looked at; stet asks no other site.`,
	Bad: `-- content/fish.md --
---
title: Salted fish
---
Salted fish is an old way to keep a catch, as is [smoking it](smoke.md).
`,
	Good: `-- content/fish.md --
---
title: Salted fish
---
Salted fish is an old way to keep a catch, as is [smoking it](preserved.md#smoke).
-- content/preserved.md --
---
title: Preserved fish
---
## Smoke

Smoke keeps fish as well.
`,
}

var badTemplate = Rule{
	ID:       "bad-template",
	Title:    "a template cannot be used",
	Severity: Error,
	Blocking: true,
	Doc: `
A template of the theme does not parse, or asks for a field that its page does
not have. No page is published half made; the site stays as it was.

The message names the template, the line and what was wrong. A file in
templates/ takes the place of the built-in one of the same name; remove it to
see whether the built-in one works.`,
	Bad: `-- templates/missing.html --
{{define "main"}}<h1>{{.Tilte}}</h1>{{end}}
`,
	Good: `-- templates/missing.html --
{{define "main"}}<h1>{{.Title}}</h1>{{end}}
`,
}

var unknownTag = Rule{
	ID:       "unknown-tag",
	Title:    "a tag is none of those that the editors have agreed on",
	Severity: Warning,
	Doc: `
stet.yaml lists the tags of the site under "tags:", and the article has another
one. It stands on the article's page as a word and leads nowhere: a slip gets no
page of its own, and readers who follow the right tag do not find the article.

Take one of the tags there are, or add the new one to stet.yaml, with a MeSH
heading where there is one, or as another name ("also:") of a tag. A site that
lists no tags may use any.`,
	Bad: `-- stet.yaml --
tags:
  Food preservation: {mesh: D005519, also: [salting]}
-- content/fish.md --
---
title: Salted fish
tags: [food preservatoin]
---
Salted fish is an old way to keep a catch.
`,
	Good: `-- stet.yaml --
tags:
  Food preservation: {mesh: D005519, also: [salting]}
-- content/fish.md --
---
title: Salted fish
tags: [Salting]
---
Salted fish is an old way to keep a catch.
`,
}

var missingPage = Rule{
	ID:       "missing-page",
	Title:    "the site lacks a page that readers of health texts expect",
	Severity: Warning,
	Doc: `
Readers want to know whether a text replaces a doctor's advice, and who writes
here, by which rules, and paid by whom. A site with a base_url is for the public
and should say so on pages of its own.

Write disclaimer.md and editorial-policy.md in the folder of the articles; the
foot of every page leads to them, and lists of articles leave them out. An
about.md is treated alike, and not asked for.`,
	Bad: `-- stet.yaml --
base_url: https://example.org/
-- content/fish.md --
---
title: Salted fish
---
Salted fish is an old way to keep a catch.
`,
	Good: `-- stet.yaml --
base_url: https://example.org/
-- content/disclaimer.md --
---
title: Disclaimer
---
These pages do not replace the advice of a doctor.
-- content/editorial-policy.md --
---
title: Editorial policy
---
Every sentence that names a study is compared with its record.
-- content/fish.md --
---
title: Salted fish
---
Salted fish is an old way to keep a catch.
`,
}

var unusedTemplate = Rule{
	ID:       "unused-template",
	Title:    "a template of the site's own is used by no page",
	Severity: Warning,
	Doc: `
A file in templates/ defines a block that no page has: its name is mistyped, or
a new version of stet calls the block otherwise. The pages have the built-in
block, and nothing else says so.

The message names the block that was probably meant. templates/README.md of stet
lists all blocks, and what each gets.`,
	Bad: `-- templates/own.html --
{{define "article-tag"}}<p>All tags are on the home page.</p>{{end}}
`,
	Good: `-- templates/own.html --
{{define "article-tags"}}<p>All tags are on the home page.</p>{{end}}
`,
}

var staleTemplate = Rule{
	ID:       "stale-template",
	Title:    "a template was made from a built-in one that is another now",
	Severity: Warning,
	Doc: `
A file in templates/ says in a comment from which built-in block it was made,
and stet has another block of that name now, or none. The site's own works as it
did, and lacks what is new.

'stet theme NAME' prints the block as it is now, with its comment. Take over
what is new, and the comment's sum. A template without such a comment is not
judged.`,
	Bad: `-- templates/own.html --
{{/* stet: article-tags 00000000 */}}
{{define "article-tags"}}<p>All tags are on the home page.</p>{{end}}
`,
	Good: `-- templates/own.html --
{{define "article-tags"}}<p>All tags are on the home page.</p>{{end}}
`,
}
