package match_test

import (
	"strings"
	"testing"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
)

// TestOtherDrug holds that a paper on one drug is not taken for one on another
// of its class, and that a paper on both, or on the class, is no clash.
func TestOtherDrug(t *testing.T) {
	paper := func(key, title string, stems cite.Terms) *cite.Reference {
		return verified(cite.Reference{Key: key, Title: title, Authors: []string{"Olsen A"}, Journal: journal("Thorax", "Thorax"), Year: 2011, Terms: stems})
	}
	formoterol := paper("formoterol", "Formoterol for asthma in adults", "formoterol, asthma, inhal, exacerb, lung, twice, daili")
	both := paper("both", "Formoterol against salmeterol for asthma", "formoterol, salmeterol, asthma, inhal, exacerb, lung")
	class := paper("class", "Long-acting beta agonists for asthma", "asthma, inhal, exacerb, lung, agonist")
	month := paper("month", "Asthma in April", "asthma, inhal, exacerb, lung, april, pollen")
	const salmeterol = "Inhaled salmeterol kept the lungs of people with asthma from exacerbations."
	for _, tc := range []struct {
		name, text string
		paper      *cite.Reference
		want       match.Verdict
		says       string
	}{
		{"its drug", strings.ReplaceAll(salmeterol, "salmeterol", "formoterol"), formoterol, match.Matched, ""},
		{"another of the class", salmeterol, formoterol, match.OffTopic, "about formoterol, not salmeterol"},
		{"both", salmeterol, both, match.Matched, ""},
		{"the class", salmeterol, class, match.Matched, ""},
		{"a drug of another class", strings.ReplaceAll(salmeterol, "salmeterol", "montelukast"), formoterol, match.Matched, ""},
		{"a month is no drug", strings.ReplaceAll(salmeterol, "salmeterol", "ramipril"), month, match.Matched, ""},
	} {
		got := match.NewIndex(&cite.Library{References: []*cite.Reference{tc.paper}}).Claim(of(tc.text, claim.Mention{Journal: "Thorax", Year: 2011}), "")[0]
		why := ""
		if len(got.Candidates) > 0 {
			why = strings.Join(got.Candidates[0].Why, "; ")
		}
		if got.Verdict != tc.want || !strings.Contains(why, tc.says) {
			t.Errorf("%s: %s, %q; want %s, %q: %+v", tc.name, got.Verdict, why, tc.want, tc.says, got.Fields)
		}
	}
}
