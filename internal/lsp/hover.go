package lsp

import (
	"fmt"
	"strings"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/fix"
	"stet/internal/match"
	"stet/internal/source"
)

// hover says what stet made of the source named at a place.
func (s *server) hover(c call[placeParams]) (any, error) {
	d := s.documents[c.params.TextDocument.URI]
	draft, o := s.draft(d)
	if draft == nil {
		return nil, nil
	}
	t, ok := targetAt(draft, s.encoding.offset(d.file, c.params.Position))
	if !ok {
		return nil, nil
	}
	cl := &draft.Digest.Claims[t.Claim]
	m, got := &cl.Mentions[t.Mention], &cl.Matches[t.Mention]
	var b strings.Builder
	fmt.Fprintf(&b, "**%s**", got.Verdict)
	if rule, ok := audit.ByID(string(got.Verdict)); ok {
		fmt.Fprintf(&b, ": %s", rule.Title)
	}
	b.WriteString("\n")
	writeFields(&b, got)
	key := audit.Compared(got)
	if key == "" && len(got.References) > 0 {
		key = got.References[0]
	}
	if r := o.project.Index.Reference(key); r != nil {
		writeReference(&b, r, got.Verdict)
	}
	return hover{markup{"markdown", b.String()}, s.encoding.span(draft.Article.File, m.Span)}, nil
}

// targetAt is the mention at a byte of an article, or the only one of the claim
// there.
func targetAt(draft *fix.Draft, offset int) (fix.Target, bool) {
	for i := range draft.Digest.Claims {
		c := &draft.Digest.Claims[i]
		if offset < c.Span.Start || offset > c.Span.End {
			continue
		}
		for k := range c.Mentions {
			if m := &c.Mentions[k]; m.Span.Start <= offset && offset <= m.Span.End {
				return fix.Target{Claim: i, Mention: k}, true
			}
		}
		if len(c.Mentions) == 1 {
			return fix.Target{Claim: i}, true
		}
	}
	return fix.Target{}, false
}

// writeFields writes what was stated and found, as a table.
func writeFields(b *strings.Builder, m *match.Match) {
	if len(m.Fields) == 0 {
		return
	}
	b.WriteString("\n| | the sentence | the record |\n|---|---|---|\n")
	for _, f := range m.Fields {
		sign := "="
		if !f.OK {
			sign = "≠"
		}
		fmt.Fprintf(b, "| %s | %s | %s %s |\n", f.Name, escaped(f.Stated), sign, escaped(f.Found))
	}
}

// writeReference writes a reference, how far its record can be trusted, and what
// speaks against resting on it.
func writeReference(b *strings.Builder, r *cite.Reference, v match.Verdict) {
	lead := ""
	if v != match.Matched && v != match.UnverifiedRecord {
		lead = "nearest: "
	}
	fmt.Fprintf(b, "\n%s%s\n", lead, escaped(cite.Vancouver(r)))
	for _, n := range r.Notices {
		fmt.Fprintf(b, "\n**%s**", n.Kind)
		if n.Year > 0 {
			fmt.Fprintf(b, " (%d)", n.Year)
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(b, "\n`[@%s]`", r.Key)
	if r.State() == cite.Verified {
		fmt.Fprintf(b, ", verified %s", r.Verified.At)
	} else {
		b.WriteString(", not verified")
	}
	if r.PMID != "" {
		fmt.Fprintf(b, ", [PubMed](https://pubmed.ncbi.nlm.nih.gov/%s/)", r.PMID)
	}
	b.WriteString("\n")
}

// escaped keeps the signs of markdown in plain text from being read as such.
func escaped(s string) string {
	return strings.NewReplacer("|", `\|`, "*", `\*`, "_", `\_`, "<", "&lt;", "[", `\[`, "\n", " ").Replace(s)
}

// mentionsIn are the mentions that touch a span of an article, in order.
func mentionsIn(draft *fix.Draft, s source.Span) []fix.Target {
	var targets []fix.Target
	for i := range draft.Digest.Claims {
		for k := range draft.Digest.Claims[i].Mentions {
			if m := draft.Digest.Claims[i].Mentions[k].Span; m.Start <= s.End && s.Start <= m.End {
				targets = append(targets, fix.Target{Claim: i, Mention: k})
			}
		}
	}
	return targets
}
