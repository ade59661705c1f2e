package match_test

import (
	"strings"
	"testing"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
)

// TestOtherCondition holds that a paper on one disease is not taken for one on
// another for all else that both speak of, and that one which speaks of the
// sentence's disease, of something wider, or of no disease is no clash.
func TestOtherCondition(t *testing.T) {
	const about = "smoke, tobacco, cigarett, southern, guangdong, risk, cohort, "
	paper := func(title, stems string, mesh ...string) *cite.Reference {
		return verified(cite.Reference{Key: "paper", Title: title, Authors: []string{"Olsen A"}, Journal: journal("Thorax", "Thorax"), Year: 2011, MeSH: mesh, Terms: cite.Terms(about + stems)})
	}
	const site = "Tobacco smoking and nasopharyngeal carcinoma in a cohort of southern Guangdong"
	const plain = "Tobacco smoking and depression in a cohort of southern Guangdong"
	for _, tc := range []struct {
		disease string // of the sentence
		paper   *cite.Reference
		says    string // "" for a match
	}{
		{"nasopharyngeal cancer", paper(site, "nasopharyng"), ""},
		{"lung cancer", paper(site, "nasopharyng"), "about nasopharyngeal cancer, not lung cancer"},
		{"cancer of the stomach", paper(site, "nasopharyng"), "about nasopharyngeal cancer, not stomach cancer"},
		{"lung cancer", paper(site, "nasopharyng, lung"), ""},
		{"lung cancer", paper(site, "nasopharyng", "Lung Neoplasms"), ""},
		{"cancer", paper(site, "nasopharyng"), ""},
		{"lung tumours", paper("Tobacco smoking and cancer in a cohort of southern Guangdong", "cancer"), ""},
		{"depression", paper(plain, "depress"), ""},
		{"anxiety", paper(plain, "depress"), "about depression, not anxiety"},
		{"anxiety and depression", paper(plain, "depress"), ""},
		{"anxiety", paper(plain, "depress, anxieti"), ""},
		{"heart attacks", paper("Tobacco smoking and stroke in a cohort of southern Guangdong", "stroke"), "about stroke, not myocardial infarction"},
		{"heart attacks", paper("Tobacco smoking, stroke and heart disease in a cohort of southern Guangdong", "stroke, heart"), ""},
		{"COPD", paper("Tobacco smoking and asthma in a cohort of southern Guangdong", "asthma"), "about asthma, not COPD"},
		{"COPD", paper("Tobacco smoking and chronic obstructive pulmonary disease in southern Guangdong", "copd"), ""},
		{"Alzheimer's disease", paper("Tobacco smoking and dementia in a cohort of southern Guangdong", "dementia"), ""},
		{"pneumonia", paper("Tobacco smoking, tuberculosis and other infections in southern Guangdong", "infect"), ""},
	} {
		text := "Cigarette smoking raised the risk of " + tc.disease + " in a cohort of southern Guangdong."
		got := match.NewIndex(&cite.Library{References: []*cite.Reference{tc.paper}}).Claim(of(text, claim.Mention{Journal: "Thorax", Year: 2011}), "")[0]
		want, why := match.Matched, ""
		if tc.says != "" {
			want = match.OffTopic
		}
		if len(got.Candidates) > 0 {
			why = strings.Join(got.Candidates[0].Why, "; ")
		}
		if got.Verdict != want || !strings.Contains(why, tc.says) {
			t.Errorf("%s and %q: %s, %q; want %s, %q", tc.disease, tc.paper.Title, got.Verdict, why, want, tc.says)
		}
	}
}
