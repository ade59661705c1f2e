package site_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/site"
	"stet/internal/source"
)

// TestUpkeep holds when time makes findings: the day after a review was due, and
// the day after a record in use may be unlooked at.
func TestUpkeep(t *testing.T) {
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", []byte("- {key: used, title: Used}\n- {key: vouched, title: Vouched}\n- {key: idle, title: Idle}\n")))
	if err != nil {
		t.Fatal(err)
	}
	verified := source.Date{Year: 2026, Month: 1, Day: 1}
	for _, r := range lib.References {
		r.Verified = cite.Verification{At: verified, From: cite.FromXML, Sum: r.Sum()}
	}
	lib.Key("vouched").Verified = cite.Verification{At: verified, From: cite.FromEditor, By: "M. Khan"}
	leaning := audit.Claim{Verdict: match.Matched, Matches: []match.Match{{Verdict: match.Matched, References: []string{"used", "vouched"}}}}
	entry := site.NewEntry(digest.Digest{
		Reading: digest.Reading{Path: "x.md", Meta: article.Meta{NextReview: source.Date{Year: 2026, Month: 4, Day: 11}, References: []string{"used"}}},
		Claims:  []audit.Claim{leaning, leaning},
	})
	lib.Key("used").Year = 2016
	lib.Key("used").Verified.Sum = lib.Key("used").Sum()
	old := "old-evidence: the newest reference that it rests on is of 2016"
	unlisted := "unlisted-reference: a claim rests on vouched, which references: does not list"
	stale := []string{
		"stale-verification: used was last compared with PubMed on 2026-01-01",
		"stale-verification: vouched was last vouched for on 2026-01-01",
	}
	for _, tc := range []struct {
		today source.Date
		after int
		want  []string
	}{
		{source.Date{}, 100, []string{unlisted}},
		{source.Date{Year: 2026, Month: 4, Day: 11}, 100, []string{unlisted}},
		{source.Date{Year: 2026, Month: 4, Day: 12}, 100, []string{stale[0], stale[1], "review-overdue: the next review was due on 2026-04-11", unlisted}},
		{source.Date{Year: 2027, Month: 1, Day: 1}, 0, []string{old, "review-overdue: the next review was due on 2026-04-11", unlisted}},
		{source.Date{Year: 2026, Month: 4, Day: 12}, 0, []string{"review-overdue: the next review was due on 2026-04-11", unlisted}},
	} {
		s := site.New(&site.Frame{Library: lib, Today: tc.today, Settings: site.Settings{StaleAfter: tc.after}}, []site.Entry{entry})
		var got []string
		for _, f := range s.Findings() {
			if f.Rule != "unused-reference" {
				got = append(got, f.Rule+": "+f.Message)
			}
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s, %d days (-want +got):\n%s", tc.today, tc.after, diff)
		}
	}
}
