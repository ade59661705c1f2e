package site

import (
	"iter"

	"stet/internal/audit"
	"stet/internal/match"
)

// methodAddress is where the site says how it judges.
const methodAddress = "method/"

// methodPage explains the verdicts and the rules in the words of the rules
// themselves, so that the page cannot differ from what the audit does.
func (s *Site) methodPage() iter.Seq[sheet] {
	return func(yield func(sheet) bool) {
		yield(s.sheet(methodAddress+"index.html", "method.html", func() framed { return s.method() }))
	}
}

func (s *Site) method() *MethodView {
	w := s.frame.Theme.words
	v := &MethodView{Common: s.frame.common("method", methodAddress, w.of("method.title"))}
	v.Description = w.of("method.about")
	for _, verdict := range match.Verdicts {
		l := w.look(verdict)
		item := RuleItem{ID: string(verdict), Class: l.class, Title: capital(l.word), Paragraphs: []string{l.plain}}
		r, flagged := audit.ByID(string(verdict))
		if flagged {
			item.Severity, item.Paragraphs = w.severity(r.Severity), r.Paragraphs()
		}
		if flagged || verdict == match.Matched {
			v.Verdicts = append(v.Verdicts, item)
		}
	}
	for _, r := range audit.Rules {
		if place(match.Verdicts, match.Verdict(r.ID)) == len(match.Verdicts) {
			v.Rules = append(v.Rules, RuleItem{
				ID: r.ID, Title: capital(r.Title), Severity: w.severity(r.Severity), Class: severityClass[r.Severity], Paragraphs: r.Paragraphs(),
			})
		}
	}
	return v
}
