package match_test

import (
	"testing"

	"stet/internal/claim"
	"stet/internal/match"
)

// TestGroup holds that a good entry of "[3,4]" does not hide a wrong one.
func TestGroup(t *testing.T) {
	x := match.NewIndex(library())
	const text = "Magnesium deficiency is linked to chronic diseases."
	right := claim.Source{Label: "4", IDs: pmid("33808247"), Journal: "Nutrients", Year: 2021, Raw: "Nutrients 2021"}
	wrong := claim.Source{Label: "3", IDs: pmid("29480918"), Journal: "The Lancet", Year: 2008, Raw: "The Lancet 2008"}
	for _, tc := range []struct {
		entries []claim.Source
		want    match.Verdict
	}{
		{[]claim.Source{right}, match.Matched},
		{[]claim.Source{wrong}, match.IdentityMismatch},
		{[]claim.Source{wrong, right}, match.IdentityMismatch},
		{[]claim.Source{right, wrong}, match.IdentityMismatch},
	} {
		m := claim.Mention{Kind: claim.Numeric, Entries: tc.entries}
		for _, e := range tc.entries {
			m.Refs = append(m.Refs, e.Label)
			m.Resolved = append(m.Resolved, e.IDs...)
		}
		if got := x.Claim(of(text, m), "")[0]; got.Verdict != tc.want {
			t.Errorf("entries %v: %s, want %s: %s", m.Refs, got.Verdict, tc.want, got.Message)
		}
	}
}

// TestFirstAuthor holds that "Lee et al." is the paper of which Lee is the
// first author, and that a co-author of another subject's paper is nobody.
func TestFirstAuthor(t *testing.T) {
	x := match.NewIndex(library())
	for _, tc := range []struct {
		text   string
		author string
		year   int
		want   match.Verdict
	}{
		{"Magnesium lowered blood pressure in placebo-controlled trials.", "Zhang", 2016, match.Matched},
		{"Magnesium lowered blood pressure in placebo-controlled trials.", "Rosanoff", 2016, match.Matched},
		{"Obesity changes the use of fat.", "Rosanoff", 2016, match.Unmatched},
		{"Magnesium lowered blood pressure in placebo-controlled trials.", "Zhang", 2018, match.YearMismatch},
	} {
		m := claim.Mention{Kind: claim.AuthorYear, Authors: []string{tc.author}, Year: tc.year}
		if got := x.Claim(of(tc.text, m), "")[0]; got.Verdict != tc.want {
			t.Errorf("%s %d, %q: %s, want %s: %s", tc.author, tc.year, tc.text, got.Verdict, tc.want, got.Message)
		}
	}
}
