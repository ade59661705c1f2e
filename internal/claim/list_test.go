package claim_test

import (
	"fmt"
	"strings"
	"testing"

	"stet/internal/article"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/source"
)

// listed is the built-in table with a list of journals in NLM's form.
func listed(t testing.TB, titles ...string) *cite.JournalTable {
	t.Helper()
	var text strings.Builder
	for i, title := range titles {
		fmt.Fprintf(&text, "--------\nJournalTitle: %s\nMedAbbr: \nNlmId: %d\n", title, i)
	}
	list, err := cite.ReadJournalList(source.NewFile("J_Medline.txt", []byte(text.String())))
	if err != nil {
		t.Fatal(err)
	}
	return cite.Journals(nil).With(list)
}

// TestList finds journals of a list that has thousands of everyday words and
// phrases for titles.
func TestList(t *testing.T) {
	table := listed(t, "Research (Washington, D.C.)", "In vitro", "Clinical evidence", "Ageing of the widgets", "Widget science (Berlin, Germany)", "Widget science (Oslo, Norway)")
	for _, tc := range []struct{ text, journal, title string }{
		{"A 2019 trial in Clinical Evidence showed less pain.", "Clinical Evidence", "Clinical evidence"},
		{"A 2019 trial in Ageing of the Widgets showed less pain.", "Ageing of the Widgets", "Ageing of the widgets"},
		{"A 2019 trial published in the journal Research showed less pain.", "Research", "Research (Washington, D.C.)"},
		{"A 2019 trial in Widget Science showed less pain.", "Widget Science", ""}, // two have the name
		{"The best clinical evidence (2019 research) shows less pain.", "", ""},
		{"Clinical evidence is thin, as a 2019 trial shows.", "", ""},
		{"Less pain *in vitro*, in a 2019 trial.", "", ""},
		{"## Does it help? (2019 Research)\n\nNobody knows.", "", ""},
		{"Research in 2019 showed less pain.", "", ""},
	} {
		a := article.Parse(source.NewFile("x.md", []byte(tc.text)), article.Options{})
		var journal, title string
		for _, c := range claim.Find(a, claim.Options{Journals: table}) {
			for _, m := range c.Mentions {
				journal, title = m.Journal, m.JournalTitle
			}
		}
		if journal != tc.journal || title != tc.title {
			t.Errorf("%q: journal %q, title %q; want %q, %q", tc.text, journal, title, tc.journal, tc.title)
		}
	}
}

// TestNames is how prose writes journals: each name that is one has a twin
// that is none, or another.
func TestNames(t *testing.T) {
	for _, tc := range []struct{ text, journal, title string }{
		{"A 2019 study in Pain showed it.", "Pain", "Pain"},
		{"A 2019 study in pain showed it.", "", ""},
		{"A 2019 study in *Nutrition* showed it.", "Nutrition", "Nutrition (Burbank, Los Angeles County, Calif.)"},
		{"A 2019 study in nutrition showed it.", "", ""},
		{"Sleep published it in 2019.", "Sleep", "Sleep"},
		{"Sleep improved in 2019.", "", ""},
		{"A 2018 trial in AJCN found it.", "AJCN", "The American journal of clinical nutrition"},
		{"A 2018 trial in ABCD found it.", "", ""},
		{"A 2018 trial (Am. J. Clin. Nutr.) found it.", "Am. J. Clin. Nutr.", "The American journal of clinical nutrition"},
		{"A 2018 trial in J. Hypertens. found it.", "J. Hypertens.", "Journal of hypertension"},
		{"A 2018 trial in Hypertension found it.", "Hypertension", "Hypertension (Dallas, Tex. : 1979)"},
		{"A 2018 trial in Lancet Oncology found it.", "Lancet Oncology", "The Lancet. Oncology"},
		{"A 2018 trial in the Lancet found it.", "Lancet", "Lancet (London, England)"},
		{"A 2018 trial in Archives of Women’s Mental Health found it.", "Archives of Women’s Mental Health", "Archives of women's mental health"},
		{"A 2018 trial in Archives of Women's Mental Health found it.", "Archives of Women's Mental Health", "Archives of women's mental health"},
		{"A 2018 trial in the Journal of Women of Oslo found it.", "Journal of Women of Oslo", ""},
		{"A 2018 trial in Me\u0301decine et maladies infectieuses found it.", "", ""}, // no table's, and no sign of a journal
		{"A 2018 trial in Nutricio\u0301n Hospitalaria found it.", "Nutricio\u0301n Hospitalaria", "Nutricion Hospitalaria"},
		{"A 2018 trial in Nutrition & Metabolism found it.", "Nutrition & Metabolism", "Nutrition & metabolism"},
		{"A 2018 trial in Nutrition and Cancer found it.", "Nutrition and Cancer", "Nutrition and cancer"},
	} {
		var journal, title string
		for _, c := range find(tc.text) {
			for _, m := range c.Mentions {
				journal, title = m.Journal, m.JournalTitle
			}
		}
		if journal != tc.journal || title != tc.title {
			t.Errorf("%q: journal %q, title %q; want %q, %q", tc.text, journal, title, tc.journal, tc.title)
		}
	}
}
