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
