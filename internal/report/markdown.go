package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"stet/internal/audit"
)

// Limits of a comment: GitHub takes 65,536 characters; a table of more rows
// than this is not read.
const (
	commentMost = 65_000 // bytes, which are more than characters
	commentRows = 20
)

// Markdown writes r as a comment on a pull request: the counts, a table of the
// worst, and all findings in a part that opens by a click. What would make the
// comment longer than GitHub takes is counted instead.
func Markdown(w io.Writer, r audit.Result) error {
	c := comment{left: commentMost}
	s := r.Summary()
	c.add("## stet: ", markdownText(verdictOf(&r)), "\n\n", markdownText(summaryLine(s)), ".\n")
	c.verdicts(s)
	findings := slices.Clone(r.Findings)
	slices.SortStableFunc(findings, worse)
	standing := findings
	if i := slices.IndexFunc(findings, func(f audit.Finding) bool { return !f.Counts() }); i >= 0 {
		standing = findings[:i]
	}
	c.table(standing[:min(len(standing), commentRows)], len(standing))
	c.details(r)
	_, err := io.WriteString(w, c.String())
	return err
}

// verdictOf is the outcome of a run in a few words.
func verdictOf(r *audit.Result) string {
	failing := 0
	for i := range r.Findings {
		if r.Fails(&r.Findings[i]) {
			failing++
		}
	}
	s := r.Summary()
	switch open := s.Errors + s.Warnings + s.Notes + s.Drafts; {
	case failing > 0:
		return Count(failing, "finding") + " to mend"
	case open > 0:
		return Count(open, "finding") + " to look at"
	}
	return "nothing to mend"
}

// A comment is a text that ends before it is too long.
type comment struct {
	strings.Builder
	left int // bytes
}

func (c *comment) add(parts ...string) {
	for _, s := range parts {
		c.WriteString(s)
		c.left -= len(s)
	}
}

func (c *comment) verdicts(s audit.Summary) {
	if len(s.Verdicts) == 0 {
		return
	}
	c.add("\n| verdict | claims | |\n|---|--:|---|\n")
	for _, v := range s.Verdicts {
		c.add(fmt.Sprintf("| %s | %d | %s |\n", v.Verdict, v.Claims, markdownText(inSummary(v.Verdict, s))))
	}
}

// table lists the worst findings, of all that count.
func (c *comment) table(worst []audit.Finding, all int) {
	if len(worst) == 0 {
		return
	}
	c.add("\n| | where | what |\n|---|---|---|\n")
	for i := range worst {
		f := &worst[i]
		c.add("| ", string(f.Severity), " | ", markdownCode(place(f)), " | ", markdownText(clean(f.Message)), " (", f.Rule, ") |\n")
	}
	if n := all - len(worst); n > 0 {
		c.add(fmt.Sprintf("\nand %s more, below.\n", Count(n, "finding")))
	}
}

// details are the findings file by file, closed at first.
func (c *comment) details(r audit.Result) {
	const reserve = 300 // for what closes the comment
	printed := 0
	for _, file := range worstFirst(byFile(r)) {
		if len(file.findings) == 0 {
			continue
		}
		head := fmt.Sprintf("\n<details><summary>%s: %s</summary>\n\n", markdownText(clean(file.path)), Count(len(file.findings), "finding"))
		if c.left < len(head)+reserve {
			break
		}
		c.add(head)
		for i := range file.findings {
			item := markdownItem(&file.findings[i])
			if c.left < len(item)+reserve {
				break
			}
			c.add(item)
			printed++
		}
		c.add("\n</details>\n")
	}
	if n := len(r.Findings) - printed; n > 0 {
		c.add(fmt.Sprintf("\n%s more would not fit into a comment; the other reports have them all.\n", Count(n, "finding")))
	}
}

func markdownItem(f *audit.Finding) string {
	item := "- **" + string(f.Severity) + "** " + markdownCode(place(f)) + " " + markdownText(clean(f.Message)) + " (" + f.Rule + ")" + markdownText(standing(f)) + "\n"
	if f.Hint != "" && f.Counts() {
		item += "  <br>" + markdownText(clean(f.Hint)) + "\n"
	}
	return item
}

// markdownText is s as markdown shows it: nothing in it is markup, a table's
// border, or calls a person or an issue.
func markdownText(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '@' || r == '#':
			b.WriteRune(r)
			b.WriteString("<!-- -->")
		case strings.ContainsRune("\\`*_{}[]|~$!", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// markdownCode is s as code, also in a table.
func markdownCode(s string) string {
	return "<code>" + markdownText(s) + "</code>"
}
