package audit_test

import (
	"strings"
	"testing"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/source"
)

// TestUncorrected: a correction lets a changed claim pass if it speaks of that
// change, and no other claim or change.
func TestUncorrected(t *testing.T) {
	const none = ""
	day := source.Date{Year: 2026, Month: 11, Day: 20}
	for _, tc := range []struct {
		name, then, now string
		what, was, told string // of the correction; what is "" for none
		want            string // a part of the message
	}{
		{"no correction", "gave magnesium to 300 adults", "gave magnesium to 900 adults", none, none, none, "the number 300 is 900 now"},
		{"about a comma", "gave magnesium to 300 adults", "gave magnesium to 900 adults", "A comma was missing in the heading.", none, none, "does not speak of that"},
		{"both numbers", "gave magnesium to 300 adults", "gave magnesium to 900 adults", "A number was wrong.", "300", "900", none},
		{"the old one alone", "gave magnesium to 300 adults", "gave magnesium to 900 adults", "It does not say 300 adults.", none, none, none},
		{"with a comma and a unit", "gave 14,000 IU to adults", "gave 10,000 IU to adults", "The dose was wrong.", "14000 IU", "10000 IU", none},
		{"spelt out", "gave magnesium to 12 adults", "gave magnesium to 20 adults", "It was twelve, and is twenty.", none, none, none},
		{"another number", "gave magnesium to 300 adults", "gave magnesium to 900 adults", "The dose of magnesium was wrong.", "40 mg", "4 mg", "the number 300 is 900 now; the correction of 2026-11-20"},
		{"names the subject", "gave magnesium to 300 adults", "gave magnesium to 900 adults", "The trial of magnesium was larger.", none, none, none},
		{"the number, not the year", "in 2017 gave 14000 IU to adults", "in 2018 gave 10000 IU to adults", "The dose was wrong.", "14000 IU", "10000 IU", "told: the year 2017 is 2018 now; the correction"},
		{"one of two numbers", "gave 40 mg to 300 adults", "gave 4 mg to 900 adults", "The dose was wrong.", "40 mg", "4 mg", "does not speak of that"},
		{"a denial", "found no effect of magnesium", "found an effect of magnesium", "The outcome was wrong.", "no effect", "an effect", none},
		{"a denial elsewhere", "found no effect of magnesium", "found an effect of magnesium", "A name was wrong.", "no bears", "bears", "it no longer denies"},
		{"the other way", "found no effect of magnesium", "found an effect of magnesium", "The outcome was wrong.", "an effect", "no effect", "it no longer denies"},
		{"a direction", "said that magnesium improved sleep", "said that magnesium worsened sleep", "The outcome was wrong.", "improved", "worsened", none},
		{"a direction elsewhere", "said that magnesium improved sleep", "said that magnesium worsened sleep", "The number was wrong.", "300", "900", "the direction improved is worsened now"},
	} {
		issue := func(words string, corrections ...article.Correction) *audit.Issue {
			_, claims := claimsIn("A 2003 study in *The Lancet* " + words + ".")
			return &audit.Issue{Meta: article.Meta{Corrections: corrections}, Claims: claims}
		}
		then, now := issue(tc.then), issue(tc.now)
		if tc.what != none {
			now = issue(tc.now, article.Correction{On: day, What: tc.what, Was: tc.was, Now: tc.told})
		}
		findings := audit.Uncorrected("a.md", now, then, day)
		switch {
		case tc.want == none && len(findings) > 0:
			t.Errorf("%s: %s", tc.name, findings[0].Message)
		case tc.want != none && (len(findings) != 1 || !strings.Contains(findings[0].Message, tc.want)):
			t.Errorf("%s: findings %+v, want one with %q", tc.name, findings, tc.want)
		}
		news := *now
		news.Meta.Updated = day
		if findings := audit.Uncorrected("a.md", &news, then, day); len(findings) > 0 {
			t.Errorf("%s, updated: %s", tc.name, findings[0].Message)
		}
	}
}
