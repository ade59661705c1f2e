package match_test

import (
	"testing"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
)

func TestOtherDesign(t *testing.T) {
	for _, tc := range []struct {
		stated string
		types  []string
		title  string
		want   string
	}{
		{"randomised trial", []string{"Journal Article", "Review"}, "Zinc and colds", "a review"},
		{"randomised trial", []string{"Journal Article", "Randomized Controlled Trial"}, "Zinc and colds", ""},
		{"randomised trial", []string{"Journal Article"}, "Zinc and colds: a randomised trial", ""},
		{"randomised trial", []string{"Journal Article"}, "Zinc and colds", ""}, // not told
		{"trial", []string{"Meta-Analysis", "Review"}, "Zinc and colds", "a systematic review or meta-analysis"},
		{"meta-analysis", []string{"Randomized Controlled Trial"}, "Zinc and colds", "a trial"},
		{"meta-analysis", []string{"Journal Article"}, "Zinc and colds: a meta-analysis of randomized trials", ""},
		{"systematic review", []string{"Review"}, "Zinc and colds", ""}, // not typed as such for long
		{"cohort study", []string{"Case Reports"}, "Zinc and colds", "a case report"},
		{"animal or laboratory study", []string{"Review"}, "Zinc and colds", ""},
		{"", []string{"Review"}, "Zinc and colds", ""},
	} {
		if got := match.OtherDesign(tc.stated, &cite.Reference{Types: tc.types, Title: tc.title}); got != tc.want {
			t.Errorf("%q of %v, %q: %q, want %q", tc.stated, tc.types, tc.title, got, tc.want)
		}
	}
}

// TestDesign holds that of two papers of a journal, year and subject the one of
// the stated design is meant.
func TestDesign(t *testing.T) {
	x := match.NewIndex(&cite.Library{References: []*cite.Reference{
		verified(cite.Reference{Key: "review", Title: "Zinc lozenges and rhinovirus colds", Journal: nutrients, Year: 2018, Types: []string{"Review"}}),
		verified(cite.Reference{Key: "trial", Title: "Zinc lozenges and rhinovirus colds in swimmers", Journal: nutrients, Year: 2018, Types: []string{"Randomized Controlled Trial"}}),
	}})
	for design, want := range map[string]string{"trial": "trial", "review": "review", "": ""} {
		m := claim.Mention{Journal: "Nutrients", Year: 2018, Design: design}
		got := x.Claim(of("Zinc lozenges shortened rhinovirus colds.", m), "")[0]
		if want == "" && got.Verdict != match.Ambiguous || want != "" && (got.Verdict != match.Matched || got.References[0] != want) {
			t.Errorf("%q: %s %v, want %s", design, got.Verdict, got.References, want)
		}
	}
}
