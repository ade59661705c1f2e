package report

import (
	"fmt"
	"io"
	"slices"
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
	p.fill(indention, len(indention), clean(c.Plain))
	for i := range c.Mentions {
		m, got := &c.Mentions[i], &c.Matches[i]
		p.line("")
		p.fill(fmt.Sprintf("  %d:%d: ", m.Start.Line, m.Start.Column), len(indention), fmt.Sprintf("\"%s\": %s", clean(m.Text), got.Verdict))
		p.mention(m, got)
	}
}

func (p *printer) mention(m *claim.Mention, got *match.Match) {
	if got.Message != "" {
		p.detail("message", clean(got.Message))
	}
	reference := audit.Compared(got)
	if s := states(m, got.Fields); s != "" {
		p.detail("states", clean(s))
	}
	if indexed := p.indexed(reference); m.Design != "" && indexed != "" {
		p.statement("design", clean(m.Design), indexed)
	}
	p.fields(reference, got.Fields, got.Candidates)
	p.candidates(reference, got.Candidates, len(got.Candidates))
	if got.Hint != "" {
		p.detail("hint", clean(got.Hint))
	}
}

// indexed is ", indexed as Review" of the reference that was compared, "" for
// none.
func (p *printer) indexed(reference string) string {
	if p.library == nil {
		return ""
	}
	ref := p.library.Key(reference)
	if ref == nil {
		return ""
	}
	// Neither says of what kind a study is.
	types := slices.DeleteFunc(slices.Clone(ref.Types), func(t string) bool { return t == "Journal Article" || strings.HasPrefix(t, "Research Support") })
	if len(types) == 0 {
		return ""
	}
	return ", indexed as " + clean(strings.Join(types, ", "))
}

// states is what a mention says of its source and fields do not show.
func states(m *claim.Mention, fields []match.Field) string {
	var parts []string
	add := func(name string, values ...string) {
		shown := func(f match.Field) bool { return strings.HasPrefix(name, f.Name) }
		if s := strings.Join(values, ", "); s != "" && !slices.ContainsFunc(fields, shown) {
			parts = append(parts, name+" "+s)
		}
	}
	add("journal", m.Journal)
	if m.Year != 0 {
		add("year", strconv.Itoa(m.Year))
	}
	add("authors", m.Authors...)
	var ids []string
	for _, id := range m.IDs {
		ids = append(ids, id.String())
	}
	if ids = append(ids, m.Keys...); len(ids) == 1 {
		add("id", ids...)
	} else {
		add("the ids", ids...)
	}
	for _, bad := range m.Bad {
		add("malformed id", bad.Text)
	}
	add("marker", m.Refs...)
	for _, id := range m.Resolved {
		add("which leads to", id.String())
	}
	return strings.Join(parts, "; ")
}
