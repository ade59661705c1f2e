package report

import (
	"fmt"
	"strings"

	"stet/internal/audit"
	"stet/internal/match"
)

// summary prints the counts: claims by verdict, worst first, then findings.
func (p *printer) summary(s audit.Summary) {
	p.line(counted(s))
	name, number := 0, 0
	for _, v := range s.Verdicts {
		name, number = max(name, len(v.Verdict)), max(number, len(fmt.Sprint(v.Claims)))
	}
	for _, v := range s.Verdicts {
		p.line("  ", pad(string(v.Verdict), name), "  ", fmt.Sprintf("%*d", number, v.Claims), "  ", inSummary(v.Verdict, s))
	}
	p.line(findings(s))
}

func ended(s audit.Summary) string {
	switch {
	case s.Claims == 0:
		return ""
	case s.Unaided:
		return ", and no library to look their sources up in"
	}
	return fmt.Sprintf(": %d matched (%s)", s.Count(match.Matched), percent(s.Count(match.Matched), s.Claims))
}

// counted is "6 claims in 1 article: 4 matched (66 %)".
func counted(s audit.Summary) string {
	return Count(s.Claims, "claim") + " in " + Texts(s.Articles, s.Standing) + ended(s)
}

// Texts is "2 articles and 1 standing page", with nothing said of standing pages
// where there are none.
func Texts(articles, standing int) string {
	switch {
	case standing == 0:
		return Count(articles, "article")
	case articles == 0:
		return Count(standing, "standing page")
	}
	return Count(articles, "article") + " and " + Count(standing, "standing page")
}

// summaryLine is the counts on one line.
func summaryLine(s audit.Summary) string { return counted(s) + "; " + findings(s) }

// percent is part of whole, rounded down: 100 % means all, and 0 % none.
func percent(part, whole int) string {
	n := part * 100 / whole
	if n == 0 && part > 0 {
		return "under 1 %"
	}
	return fmt.Sprintf("%d %%", n)
}

// inSummary is what a verdict means for the claims of s.
func inSummary(v match.Verdict, s audit.Summary) string {
	switch {
	case v == match.Matched && s.Leaning == 1:
		return meaning(v) + "; 1 leans on a paper that is retracted or under an expression of concern"
	case v == match.Matched && s.Leaning > 1:
		return fmt.Sprintf("%s; %d lean on papers that are retracted or under an expression of concern", meaning(v), s.Leaning)
	case !s.Unaided:
		return meaning(v)
	}
	switch v {
	case match.UnverifiedRecord:
		return "an id is named, which there is no library to look up in"
	case match.Unmatched:
		return "a source is named in words, which there is no library to look up in"
	}
	return meaning(v)
}

// meaning is a verdict in a few words.
func meaning(v match.Verdict) string {
	switch v {
	case match.Matched:
		return "one verified reference fits all that is stated"
	case match.Uncited:
		return "no source is named"
	}
	rule, _ := audit.ByID(string(v))
	return rule.Title
}

func findings(s audit.Summary) string {
	var parts []string
	for _, part := range []struct {
		n    int
		noun string
	}{{s.Errors, "error"}, {s.Warnings, "warning"}, {s.Notes, "note"}} {
		if part.n > 0 {
			parts = append(parts, Count(part.n, part.noun))
		}
	}
	if s.Drafts > 0 {
		parts = append(parts, fmt.Sprintf("%d in drafts", s.Drafts))
	}
	if s.Waived > 0 {
		parts = append(parts, fmt.Sprintf("%d waived", s.Waived))
	}
	if s.Baselined > 0 {
		parts = append(parts, fmt.Sprintf("%d in the baseline", s.Baselined))
	}
	if s.Absent > 0 {
		parts = append(parts, fmt.Sprintf("%d of the baseline gone", s.Absent))
	}
	of := ""
	if len(s.Only) > 0 {
		of = " of " + strings.Join(s.Only, ", ")
	}
	if len(parts) == 0 {
		return "no findings" + of
	}
	return "findings" + of + ": " + strings.Join(parts, ", ")
}
