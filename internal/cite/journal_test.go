package cite_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/cite"
)

func TestFold(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"The Lancet. Oncology", "lancet oncology"},
		{"Am. J. Clin. Nutr.", "am j clin nutr"},
		{"Archives of Women’s Mental Health", "archives of womens mental health"},
		{"Archives of Women's Mental Health", "archives of womens mental health"},
		{"Evidence–Based  Complementary", "evidence based complementary"},
		{"Free Radical Biology & Medicine", "free radical biology and medicine"},
		{"Diabetes&Metabolism", "diabetes and metabolism"},
		{"Nutrition & Metabolism", "nutrition and metabolism"},
		{"Nutrition and Metabolism", "nutrition and metabolism"},
		{"Acta Pædiatrica", "acta paediatrica"},
		{"Me\u0301decine", "medecine"},
		{"PLoS ONE", "plos one"},
		{"JAMA otolaryngology-- head & neck surgery", "jama otolaryngology head and neck surgery"},
		{"Lancet, The", "lancet"},
		{"Journal of the Aether", "journal of the aether"},
		{" ", ""},
		{"&", "and"},
	} {
		if got := cite.Fold(tc.in); got != tc.want {
			t.Errorf("Fold(%q) = %q, want %q", tc.in, got, tc.want)
		}
	}
}

func TestDisplay(t *testing.T) {
	for _, tc := range []struct{ title, want string }{
		{"Nutrition (Burbank, Los Angeles County, Calif.)", "Nutrition"},
		{"Hypertension (Dallas, Tex. : 1979)", "Hypertension"},
		{"Biometals : an international journal on the role of metal ions", "Biometals"},
		{"Metabolism: clinical and experimental", "Metabolism"},
		{"CA: a cancer journal for clinicians", "CA: a cancer journal for clinicians"},
		{"The Lancet. Oncology", "The Lancet. Oncology"},
		{"BMJ (Clinical research ed.)", "BMJ"},
	} {
		if got := (cite.Journal{Title: tc.title}).Display(); got != tc.want {
			t.Errorf("Display(%q) = %q, want %q", tc.title, got, tc.want)
		}
	}
}

func TestJournalIs(t *testing.T) {
	for _, tc := range []struct {
		title, abbr, name string
		want              bool
	}{
		{"Nutrition (Burbank, Los Angeles County, Calif.)", "Nutrition", "Nutrition", true},
		{"Obesity (Silver Spring, Md.)", "Obesity (Silver Spring)", "obesity", true},
		{"Journal of trace elements in medicine and biology : organ of the Society for Minerals and Trace Elements (GMS)", "", "J Trace Elem Med Biol", true},
		{"Journal of trace elements in medicine and biology", "", "J. Trace Elem. Med. Biol.", true},
		{"The American journal of clinical nutrition", "Am J Clin Nutr", "Am. J. Clin. Nutr.", true},
		{"Proceedings of the National Academy of Sciences of the United States of America", "", "Proc Natl Acad Sci U S A", true},
		{"Japanese journal of cancer research : Gann", "", "Jpn J Cancer Res", true},
		{"Free radical biology & medicine", "", "Free Radical Biology and Medicine", true},
		{"The Journal of nutrition", "J Nutr", "Journal of Nutrition", true},

		{"Hypertension", "Hypertension", "Journal of Hypertension", false},
		{"Journal of hypertension", "J Hypertens", "Hypertension", false},
		{"Hypertension research", "Hypertens Res", "Hypertension", false},
		{"Hypertension", "Hypertension", "Hypertension Research", false},
		{"American journal of hypertension", "Am J Hypertens", "Journal of Hypertension", false},
		{"Nutrients", "Nutrients", "Nutrition", false},
		{"Nutrients", "Nutrients", "Nutr", false},
		{"Nutrition & metabolism", "Nutr Metab (Lond)", "Nutrition and Metabolism", true}, // the name of two, whom years tell apart
		{"Nutrition & metabolism", "Nutr Metab (Lond)", "Nutrition & Metabolism", true},
		{"Lancet (London, England)", "Lancet", "Lancet Oncology", false},
		{"The Lancet. Oncology", "Lancet Oncol", "The Lancet", false},
		{"Behavioral sciences (Basel, Switzerland)", "Behav Sci (Basel)", "Behavior Sciences", false},
		{"The Journal of nutritional biochemistry", "J Nutr Biochem", "Journal of Nutrition Biochemistry", false},
		{"Archives of environmental health", "Arch Environ Health", "Arch. Environment Health", false},
		{"Sports medicine (Auckland, N.Z.)", "Sports Med", "Sports Medicines", false},
		{"Journal of clinical medicine", "J Clin Med", "J C M", false},
		{"Obesity research", "Obes Res", "Obesity", false},
		{"Paediatrics", "", "Pediatrics", false},
		{"Cell", "Cell", "", false},
	} {
		j := cite.Journal{Title: tc.title, Abbr: tc.abbr}
		if got := j.Is(tc.name); got != tc.want {
			t.Errorf("Journal(%q).Is(%q) = %t, want %t", tc.title, tc.name, got, tc.want)
		}
	}
}

func TestNames(t *testing.T) {
	got := cite.Journal{Title: "Obesity (Silver Spring, Md.)", Abbr: "Obesity (Silver Spring)"}.Names()
	want := []string{"obesity silver spring md", "obesity", "obesity silver spring"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for title, want := range map[string][]string{
		"Se pu = Chinese journal of chromatography":                   {"se pu chinese journal of chromatography", "se pu", "chinese journal of chromatography"},
		"[Zhonghua yan ke za zhi] Chinese journal of ophthalmology":   {"zhonghua yan ke za zhi chinese journal of ophthalmology", "chinese journal of ophthalmology", "zhonghua yan ke za zhi"},
		"Zhonghua zhong liu za zhi [Chinese journal of oncology]":     {"zhonghua zhong liu za zhi chinese journal of oncology", "zhonghua zhong liu za zhi", "chinese journal of oncology"},
		"Cytology / the International Academy [and] American Society": {"cytology the international academy and american society", "cytology"},
	} {
		if got := (cite.Journal{Title: title}).Names(); !slices.Equal(got, want) {
			t.Errorf("names of %q: %q, want %q", title, got, want)
		}
	}
	if got := (cite.Journal{}).Names(); len(got) > 0 {
		t.Errorf("a journal without a name has the names %q", got)
	}
}

func TestFindJournal(t *testing.T) {
	table := cite.Journals(map[string]string{"Green Journal": "Obstetrics and gynecology"})
	for _, tc := range []struct {
		text string
		want cite.JournalHit
	}{
		{"Nutrients showed that", cite.JournalHit{Title: "Nutrients", Words: 1, Cue: true}},
		{"The New England Journal of Medicine in", cite.JournalHit{Title: "The New England journal of medicine", Words: 6, Cue: false}},
		{"NEJM trial", cite.JournalHit{Title: "The New England journal of medicine", Words: 1, Cue: false}},
		{"Hypertension Research 2021", cite.JournalHit{Title: "Hypertension research", Words: 2, Cue: false}},
		{"Hypertension was common", cite.JournalHit{Title: "Hypertension (Dallas, Tex. : 1979)", Words: 1, Cue: true}},
		{"Journal of Hypertension", cite.JournalHit{Title: "Journal of hypertension", Words: 3, Cue: false}},
		{"J Trace Elem Med Biol 2020", cite.JournalHit{Title: "Journal of trace elements in medicine and biology", Words: 5, Cue: false}},
		{"Am. J. Clin. Nutr. 2018", cite.JournalHit{Title: "The American journal of clinical nutrition", Words: 4, Cue: false}},
		{"Lancet Regional Health – Europe", cite.JournalHit{Title: "The Lancet regional health. Europe", Words: 5, Cue: false}},
		{"Free Radical Biology and Medicine", cite.JournalHit{Title: "Free radical biology & medicine", Words: 5, Cue: false}},
		{"Nutrition & Metabolism", cite.JournalHit{Title: "Nutrition & metabolism", Words: 3, Cue: false}},
		{"Nutrition and Metabolism", cite.JournalHit{Title: "Nutrition & metabolism", Words: 3, Cue: false}},
		{"Nutrition & Cancer", cite.JournalHit{Title: "Nutrition and cancer", Words: 3, Cue: false}},
		{"Green Journal", cite.JournalHit{Title: "Obstetrics and gynecology", Words: 2, Cue: false}},
		{"Journal", cite.JournalHit{}},
		{"Nutritionists", cite.JournalHit{}},
		{"The", cite.JournalHit{}},
		{"", cite.JournalHit{}},
	} {
		got, ok := table.Find(strings.Fields(tc.text))
		got.Cue = got.Cue && tc.want.Words == 1 // of phrases, whether they need a cue is the table's judgement
		if got != tc.want || ok != (tc.want.Words > 0) {
			t.Errorf("Find(%q) = %+v, want %+v", tc.text, got, tc.want)
		}
	}
	for word, want := range map[string]bool{"Am.": true, "The": true, "npj": true, "Green": true, "Zebra": false, "": false} {
		if got := table.Starts(word); got != want {
			t.Errorf("Starts(%q) = %t", word, got)
		}
	}
	if hit, ok := table.Lookup("Nutrients review"); ok {
		t.Errorf("Lookup takes a part of a name: %+v", hit)
	}
}

func BenchmarkJournals(b *testing.B) {
	for b.Loop() {
		cite.NewJournals()
	}
}

func BenchmarkFindJournal(b *testing.B) {
	table := cite.Journals(nil)
	words := strings.Fields("American journal of clinical oncology and more")
	for b.Loop() {
		table.Find(words)
	}
}
