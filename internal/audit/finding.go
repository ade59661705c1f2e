package audit

import (
	"cmp"
	"slices"
	"strings"

	"stet/internal/source"
)

// At is a finding of a rule at a span of f, with that rule's own severity and
// the words at the span. The caller adds what it has to say.
func At(f *source.File, rule string, s source.Span) Finding {
	found := Found(rule, f.Path)
	found.Start, found.End = f.Position(s.Start), f.Position(s.End)
	found.Excerpt = NewExcerpt(f, s)
	found.Words = WordsOf(f.Text(s))
	return found
}

// Found is a finding of a rule about the file at path as a whole, with that
// rule's own severity. The id of no rule makes an error of a finding: better
// too loud than lost.
func Found(rule, path string) Finding {
	severity := Error
	if r, ok := byID[rule]; ok {
		severity = r.Severity
	}
	return Finding{Rule: rule, Severity: severity, Path: path}
}

// Compare orders findings by path, place, rule and message.
func (f Finding) Compare(g Finding) int {
	return cmp.Or(
		strings.Compare(f.Path, g.Path),
		cmp.Compare(f.Start.Offset, g.Start.Offset),
		cmp.Compare(f.Start.Line, g.Start.Line), // the file as a whole before its first byte
		cmp.Compare(f.End.Offset, g.End.Offset),
		strings.Compare(f.Rule, g.Rule),
		strings.Compare(f.Message, g.Message),
	)
}

// SortFindings puts findings into the order of Compare.
func SortFindings(findings []Finding) {
	slices.SortStableFunc(findings, Finding.Compare)
}
