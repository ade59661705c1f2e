package cite_test

import (
	"testing"

	"stet/internal/cite"
)

// Every name of the table of runs is one of the table of journals, or says
// itself where it went.
func TestRuns(t *testing.T) {
	table := cite.Journals(nil)
	for _, r := range cite.Runs() {
		if r.First != 0 && r.Last != 0 && r.First > r.Last {
			t.Errorf("%s ends before it begins", r.Title)
		}
		if _, shared := cite.Namesake(r.Title, 2000); r.First == 0 && r.Last == 0 && r.Later == "" && !shared {
			t.Errorf("%s has neither years nor a namesake", r.Title)
		}
		if _, ok := table.Lookup(r.Title); !ok {
			t.Errorf("%s is not in the table of journals", r.Title)
		}
		if hit, _ := table.Lookup(r.Later); r.Later != "" && hit.Title != r.Later {
			t.Errorf("%s went on as %q, which the table of journals has as %q", r.Title, r.Later, hit.Title)
		}
	}
}

func TestNamesake(t *testing.T) {
	for _, tc := range []struct {
		name string
		year int
		want string
	}{
		{"Aging", 1999, "Aging (Milan, Italy)"},
		{"Aging", 2012, "Aging"},
		{"Aging", 2005, ""},
		{"Nutrition and Metabolism", 2010, "Nutrition & metabolism"},
		{"Nutr. Metab.", 1979, "Nutrition and metabolism"},
		{"Int J Obes", 1985, "International journal of obesity"},
		{"International Journal of Obesity", 2013, "International journal of obesity (2005)"},
		{"Nutrients", 2013, ""},
	} {
		got, ok := cite.Namesake(tc.name, tc.year)
		if ok != (tc.want != "") || ok && got.Title != tc.want {
			t.Errorf("%s was %q in %d, want %q", tc.name, got.Title, tc.year, tc.want)
		}
	}
}

func TestIsOther(t *testing.T) {
	albany, _ := cite.Namesake("Aging", 2012)
	metab, _ := cite.Namesake("Nutr Metab", 2012)
	obes, _ := cite.Namesake("Int J Obes", 2012)
	for _, tc := range []struct {
		run  cite.Run
		j    cite.Journal
		want bool
	}{
		{albany, cite.Journal{Title: "Aging"}, false},
		{albany, cite.Journal{Title: "Aging", NLM: "101508617"}, false},
		{albany, cite.Journal{Title: "Aging", NLM: "9102503"}, true},
		{albany, cite.Journal{Title: "Aging (Milan, Italy)"}, true},
		{albany, cite.Journal{Title: "Aging", ISSN: "1945-4589"}, false},
		{albany, cite.Journal{Title: "Aging", ISSN: "0394-9532"}, true},
		{albany, cite.Journal{Title: "Aging", ISSN: "1234-5679"}, false}, // the electronic one, perhaps
		{obes, cite.Journal{Title: "International Journal of Obesity", ISSN: "0307-0565"}, false},
		{metab, cite.Journal{Title: "Nutrition and Metabolism"}, false}, // as an editor may type it
		{metab, cite.Journal{Title: "Nutrition and metabolism", NLM: "7606603"}, true},
	} {
		if got := tc.run.IsOther(tc.j); got != tc.want {
			t.Errorf("%+v is another than %s: %t", tc.j, tc.run.Title, got)
		}
	}
}
