package match_test

import (
	"slices"
	"strings"
	"testing"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
)

// TestPopulation holds that who was studied is told where it is not whom the
// sentence speaks of, and that it weighs.
func TestPopulation(t *testing.T) {
	const zinc = "zinc, lozeng, sneez, rhinoviru"
	for _, tc := range []struct {
		name     string
		title    string
		mesh     []string
		sentence string
		clash    string
	}{
		{"mice, and women", "Zinc lozenges and sneezing", []string{"Animals", "Mice", "Female"}, "Zinc lozenges stopped the sneezing of women.", "about animals, not people"},
		{"people and animals", "Zinc lozenges and sneezing", []string{"Animals", "Humans", "Mice"}, "Zinc lozenges stopped the sneezing of women.", ""},
		{"people, and mice", "Zinc lozenges and sneezing", []string{"Humans"}, "Zinc lozenges stopped the sneezing of mice.", "about people, not animals"},
		{"adults, and children", "Zinc lozenges and sneezing", []string{"Humans", "Adult", "Middle Aged"}, "Zinc lozenges stopped the sneezing of children.", "about adults, not children"},
		{"all ages", "Zinc lozenges and sneezing", []string{"Humans", "Adult", "Child"}, "Zinc lozenges stopped the sneezing of children.", ""},
		{"men, and women", "Zinc lozenges and sneezing in men", nil, "Zinc lozenges stopped the sneezing of women.", "about men, not women"},
		{"on the skin, and taken", "Zinc lozenges and sneezing", []string{"Administration, Oral"}, "A zinc cream with lozenges on top stopped the sneezing.", "about something taken, not something put on the skin"},
		{"nothing is said", "Zinc lozenges and sneezing", []string{"Animals"}, "Zinc lozenges stopped the sneezing.", ""},
	} {
		r := cite.Reference{Key: "it", PMID: "1", Title: tc.title, MeSH: tc.mesh, Terms: zinc, Journal: nutrients, Year: 2018}
		x := match.NewIndex(&cite.Library{References: []*cite.Reference{verified(r)}})
		got := x.Claim(of(tc.sentence, claim.Mention{IDs: pmid("1")}), "")[0]
		if got.Verdict != match.Matched || strings.Contains(got.Message, "about") != (tc.clash != "") || !strings.Contains(got.Message, tc.clash) {
			t.Errorf("%s: %s, %q; want it to say %q", tc.name, got.Verdict, got.Message, tc.clash)
		}
		near := x.Claim(of(tc.sentence, claim.Mention{Journal: "Nutrients", Year: 2010}), "")[0]
		if tc.clash != "" && (len(near.Candidates) != 1 || !slices.Contains(near.Candidates[0].Why, tc.clash)) {
			t.Errorf("%s: candidates %+v do not say %q", tc.name, near.Candidates, tc.clash)
		}
	}
}

// TestTwoSources holds that a sentence which names two sources says something
// of each, and need not be about either as a whole.
func TestTwoSources(t *testing.T) {
	x := match.NewIndex(&cite.Library{References: []*cite.Reference{
		verified(cite.Reference{Key: "zinc", Title: "Zinc lozenges for rhinovirus colds", Journal: nutrients, Year: 2018, Terms: "zinc, lozeng, rhinoviru"}),
		verified(cite.Reference{Key: "falls", Title: "Cholecalciferol and hip fractures in nursing homes", Journal: hypertension, Year: 2016, Terms: "cholecalciferol, fractur, hip, nurs"}),
	}})
	c := &claim.Claim{
		Plain: "Zinc lozenges shortened rhinovirus colds of swimmers, kayakers and harpists (Nutrients 2018), while cholecalciferol kept residents, cooks and gardeners of nursing homes from hip fractures, sprains and bruises (Hypertension 2016).",
		Mentions: []claim.Mention{
			{Text: "it", Journal: "Nutrients", Year: 2018},
			{Text: "it", Journal: "Hypertension", Year: 2016},
		},
	}
	for i, got := range x.Claim(c, "") {
		if got.Verdict != match.Matched {
			t.Errorf("mention %d: %s: %s", i, got.Verdict, got.Message)
		}
	}
	one := *c
	one.Mentions = c.Mentions[:1]
	if got := x.Claim(&one, "")[0]; got.Verdict != match.OffTopic {
		t.Errorf("one source for all of it: %s: %+v", got.Verdict, got.Fields)
	}
}
