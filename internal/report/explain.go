package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
)

// Explain prints what stet made of the claims of a: for each mention what it
// states, what that was compared with in lib, and what else came into question.
func Explain(w io.Writer, a audit.Article, lib *cite.Library) error {
	p := newPrinter(w, Options{})
	p.library, p.tables = lib, true
	for i := range a.Claims {
		if i > 0 {
			p.line("")
		}
		p.claim(a.Path, &a.Claims[i])
	}
	return p.out.Flush()
}

func (p *printer) claim(path string, c *audit.Claim) {
	p.line(fmt.Sprintf("%s:%d:%d: %s (%s)", clean(path), c.Start.Line, c.Start.Column, c.Verdict, meaning(c.Verdict)))
	p.line(indention, clean(c.Plain))
	for i := range c.Mentions {
		m, got := &c.Mentions[i], &c.Matches[i]
		p.line("")
		p.line(fmt.Sprintf("  %d:%d: \"%s\": %s", m.Start.Line, m.Start.Column, clean(m.Text), got.Verdict))
		p.mention(m, got)
	}
}

func (p *printer) mention(m *claim.Mention, got *match.Match) {
	if got.Message != "" {
		p.detail("message", clean(got.Message))
	}
	if s := states(m); s != "" {
		p.detail("states", clean(s))
	}
	reference := audit.Compared(got)
	p.fields(reference, got.Fields, got.Candidates)
	p.candidates(reference, got.Candidates, len(got.Candidates))
	if got.Hint != "" {
		p.detail("hint", clean(got.Hint))
	}
}

// states is all that a mention says of its source.
func states(m *claim.Mention) string {
	var parts []string
	add := func(name string, values ...string) {
		if s := strings.Join(values, ", "); s != "" {
			parts = append(parts, name+" "+s)
		}
	}
	add("journal", m.Journal)
	if m.Year != 0 {
		add("year", strconv.Itoa(m.Year))
	}
	add("authors", m.Authors...)
	for _, id := range m.IDs {
		add("id", id.String())
	}
	add("key", m.Keys...)
	for _, bad := range m.Bad {
		add("malformed id", bad.Text)
	}
	add("marker", m.Refs...)
	for _, id := range m.Resolved {
		add("which leads to", id.String())
	}
	if m.Design != "" {
		add("design", m.Design+" (not compared)")
	}
	return strings.Join(parts, "; ")
}
