package cite_test

import (
	"slices"
	"testing"

	"stet/internal/cite"
)

// TestNamed looks up names among journals that are mistaken for each other.
func TestNamed(t *testing.T) {
	journals := []cite.Journal{
		{Title: "Hypertension (Dallas, Tex. : 1979)", Abbr: "Hypertension"},
		{Title: "Journal of hypertension", Abbr: "J Hypertens"},
		{Title: "Hypertension research : official journal of the Japanese Society of Hypertension"},
		{Title: "The journal of clinical hypertension (Greenwich, Conn.)"},
		{Title: "Journal of clinical hypertension"},
		{Title: "Nutrition & metabolism"},
		{Title: "Journal of neurology"},
		{Title: "Journal of neurolinguistics"},
		{Title: "Journal of cardiac surgery"},
		{Title: "The Journal of cardiovascular surgery"},
		{Title: "Acta crystallographica. Section D, Biological crystallography"},
		{Title: "Annales d'endocrinologie"},
		{Title: "Psycho-oncology"},
		{Title: "Papua and New Guinea medical journal"},
		{Title: "Canadian journal of botany. Journal canadien de botanique"},
		{Title: "The Lancet. Oncology"},
		{Title: "Lancet (London, England)"},
		{Title: "J Trace Elem Med Biol"},
		{Title: "Deutsche Zeitschrift für Nervenheilkunde"},
		{Title: "In vitro cellular & developmental biology. Animal"},
		{Title: "Cancers"},
	}
	x := cite.NewJournalIndex()
	for _, j := range journals {
		x.Add(j, "")
	}
	for _, tc := range []struct {
		name, known string
		want        []string
	}{
		{"Hypertension", "", []string{"Hypertension (Dallas, Tex. : 1979)"}},
		{"Hypertens Res", "", []string{"Hypertension research : official journal of the Japanese Society of Hypertension"}},
		{"J Hypertens", "", []string{"Journal of hypertension"}},
		{"J Clin Hypertens (Greenwich)", "", []string{"The journal of clinical hypertension (Greenwich, Conn.)"}},
		{"J Clin Hypertens", "", []string{"The journal of clinical hypertension (Greenwich, Conn.)", "Journal of clinical hypertension"}},
		{"Nutr Metab (Lond)", "", []string{"Nutrition & metabolism"}},
		{"Nutrition and Metabolism", "", []string{"Nutrition & metabolism"}},
		{"J. Neurol.", "", []string{"Journal of neurology"}},
		{"J Neurol", "Journal of neurology", []string{"Journal of neurology"}},
		{"J Neurolinguist", "", []string{"Journal of neurolinguistics"}},
		{"J Neurol Sci", "", nil},
		{"J Card Surg", "", []string{"Journal of cardiac surgery"}},
		{"J Cardiovasc Surg (Torino)", "", []string{"The Journal of cardiovascular surgery"}},
		{"Acta Crystallogr D", "", []string{"Acta crystallographica. Section D, Biological crystallography"}},
		{"Acta Crystallogr D Biol Crystallogr", "", []string{"Acta crystallographica. Section D, Biological crystallography"}},
		{"Acta Crystallogr", "", nil},
		{"Ann Endocrinol (Paris)", "", []string{"Annales d'endocrinologie"}},
		{"Psycho-Oncology", "", []string{"Psycho-oncology"}},
		{"P N G Med J", "", []string{"Papua and New Guinea medical journal"}},
		{"Can J Bot", "", []string{"Canadian journal of botany. Journal canadien de botanique"}},
		{"Lancet Oncol", "", []string{"The Lancet. Oncology"}},
		{"Lancet", "", []string{"Lancet (London, England)"}},
		{"Journal of Trace Elements in Medicine and Biology", "", []string{"J Trace Elem Med Biol"}},
		{"Dtsch Z Nervenheilkd", "", []string{"Deutsche Zeitschrift für Nervenheilkunde"}},
		{"In Vitro Cell Dev Biol Anim", "", []string{"In vitro cellular & developmental biology. Animal"}},
		{"Cancers (Basel)", "", []string{"Cancers"}},
		{"Cancer", "", nil},
		{"", "", nil},
		{"(", "", nil},
	} {
		var got []string
		for _, j := range x.Named(tc.name, tc.known) {
			got = append(got, journals[j].Title)
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("%q stands for %q, want %q", tc.name, got, tc.want)
		}
	}
}

// A name that the table knows is not guessed at.
func TestNamedKnown(t *testing.T) {
	x := cite.NewJournalIndex()
	x.Add(cite.Journal{Title: "Journal of neurolinguistics"}, "")
	x.Add(cite.Journal{Title: "Clinical transplants"}, "Clinical transplants")
	if got := x.Named("J Neurol", ""); len(got) != 1 {
		t.Errorf("an unknown name finds %v, want the one title it may abbreviate", got)
	}
	if got := x.Named("J Neurol", "Journal of neurology"); len(got) > 0 {
		t.Errorf("a known name of another journal finds %v", got)
	}
	if got := x.Named("Clin Transplants", "Clinical transplantation"); len(got) > 0 {
		t.Errorf("a known name of another known journal finds %v", got)
	}
}

func BenchmarkNamed(b *testing.B) {
	x := cite.NewJournalIndex()
	for _, j := range cite.BuiltInJournals() {
		x.Add(j, j.Title)
	}
	for _, name := range []string{"Am J Clin Nutr", "The American journal of clinical nutrition", "Nutrients"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				x.Named(name, "")
			}
		})
	}
}
