package site

import (
	"cmp"
	"fmt"
	"html/template"
	"iter"
	"slices"
	"strings"

	"stet/internal/audit"
	"stet/internal/match"
)

// The audit page shows at most maxFindings findings, and of one rule at most
// maxOfRule, so that it stays readable on a site of any size.
const (
	maxFindings = 500
	maxOfRule   = 100
)

func (s *Site) auditPage(result audit.Result) iter.Seq2[Page, error] {
	return func(yield func(Page, error) bool) {
		yield(s.frame.Theme.page("audit/index.html", "audit.html", s.audit(result)))
	}
}

func (s *Site) audit(result audit.Result) *AuditView {
	v := &AuditView{
		Common:   s.frame.common("audit", "audit/", "Audit"),
		Articles: len(s.entries),
		Tally:    s.tally,
		Total:    len(result.Findings),
	}
	v.Description = "What the audit of this site found, worst first."
	for _, count := range result.Summary().Verdicts {
		l := lookOf(count.Verdict)
		v.Verdicts = append(v.Verdicts, VerdictItem{
			Verdict: string(count.Verdict), Class: l.class, Word: l.word, Text: l.plain, Claims: count.Claims,
		})
	}
	for _, f := range result.Findings {
		if f.Waived != nil {
			v.Waived++
		}
	}
	s.group(v, result.Findings)
	return v
}

// group sorts findings into v by rule, worst first: by severity, then by the
// order of the verdicts, then in the order of the rules.
func (s *Site) group(v *AuditView, findings []audit.Finding) {
	byRule := map[string][]audit.Finding{}
	var rules []string
	for _, f := range findings {
		if len(byRule[f.Rule]) == 0 {
			rules = append(rules, f.Rule)
		}
		byRule[f.Rule] = append(byRule[f.Rule], f)
	}
	order := audit.IDs()
	slices.SortFunc(rules, func(a, b string) int {
		return cmp.Or(
			cmp.Compare(weight(byRule[a]), weight(byRule[b])),
			cmp.Compare(place(match.Verdicts, match.Verdict(a)), place(match.Verdicts, match.Verdict(b))),
			cmp.Compare(place(order, a), place(order, b)),
			strings.Compare(a, b),
		)
	})
	for _, rule := range rules {
		found := byRule[rule]
		slices.SortStableFunc(found, audit.Finding.Compare)
		g := FindingGroup{Rule: rule, Title: rule, Count: len(found)}
		if r, ok := audit.ByID(rule); ok {
			g.Title = capital(r.Title)
		}
		g.Severity, g.Class = severityWords(found)
		shown := min(len(found), maxOfRule, maxFindings-v.Shown)
		for i := range found[:shown] {
			g.Findings = append(g.Findings, s.finding(&found[i], v.Root))
		}
		g.More = len(found) - shown
		v.Shown += shown
		v.Groups = append(v.Groups, g)
	}
}

// weight is 0 for a rule with an error among its findings, 1 with a warning.
func weight(findings []audit.Finding) int {
	least := 2
	for _, f := range findings {
		switch f.Severity {
		case audit.Error:
			return 0
		case audit.Warning:
			least = 1
		}
	}
	return least
}

// place is the index of x in list; behind all where it is not there.
func place[T comparable](list []T, x T) int {
	if i := slices.Index(list, x); i >= 0 {
		return i
	}
	return len(list)
}

// severityWords are the worst severity of findings and its class.
func severityWords(findings []audit.Finding) (word, class string) {
	switch weight(findings) {
	case 0:
		return string(audit.Error), "red"
	case 1:
		return string(audit.Warning), "blue"
	}
	return string(audit.Note), ""
}

func (s *Site) finding(f *audit.Finding, root string) FindingItem {
	item := FindingItem{
		Place:   f.Path,
		Message: sentence(f.Message),
		Hint:    sentence(f.Hint),
		Excerpt: excerpt(f.Excerpt),
	}
	if f.Start.Line > 0 {
		item.Place = fmt.Sprintf("%s:%d:%d", f.Path, f.Start.Line, f.Start.Column)
	}
	if i, ok := s.byPath[f.Path]; ok {
		e := &s.entries[i]
		item.Title, item.URL = e.Title, root+e.URL
		if f.Claim != "" {
			item.URL += "#" + f.Claim
		}
	}
	if f.Waived != nil {
		item.Waived = "waived by " + f.Waived.By + " until " + longDate(f.Waived.Until) + ": " + f.Waived.Reason
	}
	return item
}

// excerpt is a line of a file with the words of the finding marked.
func excerpt(e audit.Excerpt) template.HTML {
	if e.Line == "" || e.Width == 0 {
		return ""
	}
	line := []rune(e.Line)
	from := min(e.From, len(line))
	to := min(from+e.Width, len(line))
	var m markup
	m.text(string(line[:from]))
	m.raw(`<mark>`)
	m.text(string(line[from:to]))
	m.raw(`</mark>`)
	m.text(string(line[to:]))
	return m.html()
}
