package audit

import "strings"

var badFrontMatter = Rule{
	ID:       "bad-front-matter",
	Title:    "the front matter cannot be read, or says what it cannot say",
	Severity: Error,
	Blocking: true,
	Doc: `
The block between the two lines "---" is never closed, is not YAML, lacks the
title, or has a field that stet does not know or a value that the field cannot
have. Published as it is, the page would have the wrong title or address, or
would show the block as text.

The message names the line, and the field that was probably meant.`,
	Bad: `---
titel: Salted fish
---
Salted fish is an old way to keep a catch.
`,
	Good: `---
title: Salted fish
---
Salted fish is an old way to keep a catch.
`,
}

var badEncoding = Rule{
	ID:       "bad-encoding",
	Title:    "the article is not UTF-8 text",
	Severity: Error,
	Doc: `
The file holds bytes that are no UTF-8: it was saved in another encoding, or is
no text at all. What stands there cannot be shown or searched.

Save the file as UTF-8.`,
	Bad: "---\ntitle: Salted fish\n---\nRowe and J\xe4rvel\xe4inen did not write about fish.\n",
	Good: `---
title: Salted fish
---
Rowe and Järveläinen did not write about fish.
`,
}

var limit = Rule{
	ID:       "limit",
	Title:    "the article is larger than stet reads",
	Severity: Error,
	Blocking: true,
	Doc: `
The file, one of its lines, its front matter, a table or the nesting of its
blocks is beyond the limit that keeps a build from being brought to a halt by
one file. Some of the article was not read.

Split the article, or raise the limit under "limits" in stet.yaml.`,
	Bad:  "---\ntitle: Quotes within quotes\n---\n" + strings.Repeat("> ", 120) + "Salted fish.\n",
	Good: "---\ntitle: Quotes within quotes\n---\n> > > Salted fish.\n",
}

var emptyArticle = Rule{
	ID:       "empty-article",
	Title:    "the article has no text",
	Severity: Warning,
	Doc: `
There is nothing below the front matter, or the file is empty: no sentence to
check and a page without content.

Write it, mark it with "draft: true", or remove the file.`,
	Bad: `---
title: Salted fish
---
`,
	Good: `---
title: Salted fish
---
Salted fish is an old way to keep a catch.
`,
}

var badLink = Rule{
	ID:       "bad-link",
	Title:    "a link goes to an address that is not published",
	Severity: Warning,
	Doc: `
The address of a link or picture is of a kind that a page must not carry, such
as "javascript:" or "data:", or cannot be an address at all. The words are
published without the link.

Link to an https address, or to a page of this site.`,
	Bad: `---
title: Salted fish
---
Salted fish is [an old way](javascript:alert(1)) to keep a catch.
`,
	Good: `---
title: Salted fish
---
Salted fish is [an old way](https://example.org/fish) to keep a catch.
`,
}

var rawHTML = Rule{
	ID:       "raw-html",
	Title:    "HTML in the article is not published",
	Severity: Warning,
	Doc: `
The article holds HTML of its own. stet renders markdown and passes no HTML on,
so that no page can carry a script or break the layout: tags are dropped, and
what stands between them is kept as text.

Write it in markdown.`,
	Bad: `---
title: Salted fish
---
<script>alert(1)</script>

Salted fish is an old way to keep a catch.
`,
	Good: `---
title: Salted fish
---
Salted fish is an old way to keep a catch.
`,
}
