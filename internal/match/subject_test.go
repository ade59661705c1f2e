package match_test

import (
	"strings"
	"testing"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
)

// TestSubject binds a sentence to a record by its id, so that the subject
// alone decides.
func TestSubject(t *testing.T) {
	for _, tc := range []struct {
		name           string
		record         cite.Reference
		sentence       string
		heading, title string
		same           bool
	}{
		{name: "same words", record: cite.Reference{Title: "Oral zinc for the common cold"}, sentence: "Zinc shortens a common cold by a third.", same: true},
		{name: "another subject", record: cite.Reference{Title: "Oral zinc for the common cold"}, sentence: "Walking strengthens the bones of older women."},
		{name: "words of every study", record: cite.Reference{Title: "A randomized controlled study of clinical outcomes in patients"}, sentence: "A controlled study of patients found better bones."},

		{name: "everyday and clinical names", record: cite.Reference{Title: "Ascorbic acid and myocardial infarction"}, sentence: "Vitamin C did not prevent heart attacks.", same: true},
		{name: "blood pressure", record: cite.Reference{Title: "Garlic in essential hypertension"}, sentence: "Blood pressure fell a little.", same: true},
		{name: "fish oil", record: cite.Reference{Title: "n-3 supplementation and arrhythmia"}, sentence: "Fish oil was of no use.", same: true},
		{name: "kidney", record: cite.Reference{Title: "Renal outcomes of licorice"}, sentence: "The kidneys suffered.", same: true},
		{name: "cancer", record: cite.Reference{Title: "Betel quid and oral carcinoma"}, sentence: "Chewing betel leads to cancer of the mouth.", same: true},
		{name: "a heading of MeSH", record: cite.Reference{Title: "A cohort in Finland", MeSH: []string{"Hip Fractures", "Aged"}}, sentence: "Older people broke their hips less often, with fewer fractures.", same: true},
		{name: "terms", record: cite.Reference{Title: "Results of the second phase", Terms: "lozeng, rhinoviru, zinc, sneez"}, sentence: "Zinc lozenges stopped the sneezing.", same: true},
		{name: "a synonym of two words in the terms", record: cite.Reference{Title: "Results of the second phase", Terms: "heart, attack, garlic"}, sentence: "Myocardial infarction became rarer.", same: true},

		{name: "endings", record: cite.Reference{Title: "Ovarian thrombosis in Tunisia", MeSH: []string{"Placenta"}}, sentence: "Tunisian women had thrombotic ovaries after placental trouble.", same: true},
		{name: "a kind of the thing", record: cite.Reference{Title: "Childhood leukemia and pesticides"}, sentence: "Weedkillers were blamed for cancers of the blood in children.", same: true},
		{name: "a kind is not another kind", record: cite.Reference{Title: "Melanoma and sunlight", Terms: "melanoma, sunlight, skin"}, sentence: "Benzene fumes at the workplace cause leukaemia."},
		{name: "in the words of a newspaper", record: cite.Reference{Title: "Proton pump inhibitors and hip fracture", Terms: "omeprazol, fractur, hip, risk"},
			sentence: "Old people who keep taking tablets against heartburn break their hips a little more often.", same: true},
		{name: "everyday words are no subject", record: cite.Reference{Title: "Swimming lessons for bad swimmers", Terms: "swim, lesson, keep, peopl, bad, pool"},
			sentence: "Plenty of people keep away from bad doctors, who spot asthma wrongly."},

		{name: "spelling", record: cite.Reference{Title: "Iron for anemia in pediatric esophageal disease"}, sentence: "Anaemia in paediatric oesophageal disease improves with iron.", same: true},
		{name: "which vitamin", record: cite.Reference{Title: "Vitamin D and falls"}, sentence: "Vitamin C shortens colds."},
		{name: "which vitamin, lettered", record: cite.Reference{Title: "Vitamin D and falls"}, sentence: "Vitamin D3 prevents falls.", same: true},
		{name: "milligrams are not magnesium", record: cite.Reference{Title: "Magnesium and sleep"}, sentence: "A dose of 300 mg lowered cholesterol."},

		{name: "few words, same title", record: cite.Reference{Title: "Licorice and potassium loss"}, sentence: "A 2018 study found the same.", title: "Licorice and potassium", same: true},
		{name: "few words, same heading", record: cite.Reference{Title: "Licorice and potassium loss"}, sentence: "A 2018 study found the same.", heading: "Potassium loss from licorice", title: "Sweets", same: true},
		{name: "few words, another title", record: cite.Reference{Title: "Licorice and potassium loss"}, sentence: "A 2018 study found the same.", title: "Walking for older women"},
		{name: "title agrees, sentence does not", record: cite.Reference{Title: "Magnesium and insomnia", Terms: "insomnia, sleep, melatonin, onset, wake"},
			sentence: "Supplements reduced asthma attacks, wheezing, bronchospasm and the use of inhalers in schoolchildren with allergic rhinitis.", title: "Magnesium"},
		{name: "a quantity of the record", record: cite.Reference{Title: "Licorice and potassium loss in a Dutch town", Terms: "licoric, potassium, loss", Numbers: []string{"n 4339", "12 weeks"}},
			sentence: "Nurses called on every house in town, weighed 4,339 people, asked about sweets, sleep and siblings, measured ankles and looked into throats.", same: true},
		{name: "a quantity of many records", record: cite.Reference{Title: "Licorice and potassium loss in a Dutch town", Numbers: []string{"n 4339", "12 weeks"}},
			sentence: "The bones of older women were scanned again after 12 weeks."},
		{name: "no words, no context", record: cite.Reference{Title: "Licorice and potassium loss"}, sentence: "A 2018 study found the same.", same: true},
		{name: "a pointer", record: cite.Reference{Title: "Licorice and potassium loss"}, sentence: "See this one.", same: true},
		{name: "a pointer with a subject", record: cite.Reference{Title: "Licorice and potassium loss"}, sentence: "See this one on asthma."},
		{name: "a pointer with another subject's heading", record: cite.Reference{Title: "Licorice and potassium loss"}, sentence: "See this one.", heading: "Asthma"},
		{name: "a pointer with a heading of no subject", record: cite.Reference{Title: "Licorice and potassium loss"}, sentence: "See this one.", heading: "See also", same: true},
		{name: "a pointer to a name", record: cite.Reference{Title: "Licorice and potassium loss"}, sentence: "See this one on Zorblaxin."},
		{name: "everyday words with another population", record: cite.Reference{Title: "Licorice and potassium loss in mice"}, sentence: "See this one on women."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			tc.record.Key, tc.record.PMID = "it", "1"
			lib := library()
			lib.References = append(lib.References, verified(tc.record))
			c := &claim.Claim{Plain: tc.sentence, Heading: tc.heading, Mentions: []claim.Mention{{Text: "it", IDs: pmid("1")}}}
			got := match.NewIndex(lib).Claim(c, tc.title)[0]
			if want := map[bool]match.Verdict{true: match.Matched, false: match.OffTopic}[tc.same]; got.Verdict != want {
				t.Errorf("verdict %s, want %s: %+v", got.Verdict, want, got.Fields)
			}
			subject := got.Fields[len(got.Fields)-1]
			if subject.Name != "subject" || subject.OK != tc.same {
				t.Errorf("subject field %+v", subject)
			}
		})
	}
}

// The names of journals and authors are no evidence of the subject.
func TestSubjectWithoutSources(t *testing.T) {
	lib := &cite.Library{References: []*cite.Reference{verified(cite.Reference{Key: "it", Title: "Nutrients and hypertension in smith workshops", Authors: []string{"Smith A"},
		Journal: nutrients, Year: 2018})}}
	c := of("Smith et al., in Nutrients, found that walking strengthens bones (2018).", claim.Mention{Journal: "Nutrients", Authors: []string{"Smith"}, Year: 2018})
	if got := match.NewIndex(lib).Claim(c, "")[0]; got.Verdict != match.OffTopic {
		t.Errorf("%s: %+v", got.Verdict, got.Fields)
	}
}

// Two references of one journal and year: the subject tells them apart, and
// where both are about it, nothing does.
func TestSameJournalSameYear(t *testing.T) {
	paper := func(key, title string) *cite.Reference {
		return verified(cite.Reference{Key: key, Title: title, Journal: nutrients, Year: 2018})
	}
	x := match.NewIndex(&cite.Library{References: []*cite.Reference{
		paper("licorice", "Licorice and potassium loss"), paper("zinc", "Oral zinc for the common cold"), paper("zinc2", "Zinc lozenges and the common cold"),
	}})
	m := claim.Mention{Text: "a 2018 study in Nutrients", Journal: "Nutrients", Year: 2018}
	for _, tc := range []struct {
		sentence, key, near string
		want                match.Verdict
	}{
		{"Licorice led to a loss of potassium.", "licorice", "", match.Matched},
		{"Zinc shortens a common cold.", "", "zinc zinc2", match.Ambiguous},
		{"Walking strengthens the bones of older women.", "", "licorice zinc zinc2", match.OffTopic},
	} {
		got := x.Claim(of(tc.sentence, m), "")[0]
		if got.Verdict != tc.want || strings.Join(got.References, " ") != tc.key {
			t.Errorf("%q: %s %v, want %s", tc.sentence, got.Verdict, got.References, tc.want)
		}
		for _, key := range strings.Fields(tc.near) {
			if !strings.Contains(strings.Join(keys(got.Candidates), " "), key) {
				t.Errorf("%q: candidates %v lack %s", tc.sentence, keys(got.Candidates), key)
			}
		}
	}
}

// A record that was changed after its verification is not verified.
func TestEdited(t *testing.T) {
	r := verified(cite.Reference{Key: "it", PMID: "1", Title: "Licorice and potassium loss", Journal: nutrients, Year: 2017})
	r.Year = 2018
	got := match.NewIndex(&cite.Library{References: []*cite.Reference{r}}).Claim(of("Licorice led to a loss of potassium.", claim.Mention{Journal: "Nutrients", Year: 2018}), "")[0]
	if got.Verdict != match.UnverifiedRecord || !strings.Contains(got.Message, "changed since it was verified") {
		t.Errorf("%s: %s", got.Verdict, got.Message)
	}
}

// A source that PubMed does not hold is found by its address.
func TestAddress(t *testing.T) {
	x := match.NewIndex(&cite.Library{References: []*cite.Reference{verified(cite.Reference{Key: "guide", Title: "Licorice: a guideline", URL: "https://www.example.org/licorice/"})}})
	for url, want := range map[string]match.Verdict{"http://example.org/licorice#top": match.Matched, "https://example.org/other": match.Incomplete} {
		m := claim.Mention{Text: "guideline", IDs: []cite.ID{{Kind: cite.KindURL, Value: url}}}
		if got := x.Claim(of("Licorice leads to a loss of potassium.", m), "")[0]; got.Verdict != want {
			t.Errorf("%s: %s, want %s", url, got.Verdict, want)
		}
	}
}

// Where a journal is written as an acronym, its full title counts.
func TestAcronym(t *testing.T) {
	x := match.NewIndex(&cite.Library{References: []*cite.Reference{verified(cite.Reference{Key: "it", PMID: "1", Title: "Licorice and potassium loss",
		Journal: journal("The American journal of clinical nutrition", "Am J Clin Nutr"), Year: 2018})}})
	for _, m := range []claim.Mention{{Year: 2018}, {IDs: pmid("1")}} {
		m.Journal, m.JournalTitle = "AJCN", "The American journal of clinical nutrition"
		if got := x.Claim(of("Licorice leads to a loss of potassium.", m), "")[0]; got.Verdict != match.Matched {
			t.Errorf("%s: %s", got.Verdict, got.Message)
		}
	}
}

func TestReference(t *testing.T) {
	if got := match.NewIndex(library()).Reference("zhang2016"); got == nil || got.Key != "zhang2016" {
		t.Errorf("Reference(zhang2016) = %v", got)
	}
	if got := match.NewIndex(nil).Reference("zhang2016"); got != nil {
		t.Errorf("without a library: %v", got)
	}
}

// TestNegated holds that what a title negates by its prefix is no subject of
// its work, unless the work has it elsewhere.
func TestNegated(t *testing.T) {
	const title, negated = "Dietary risk factors for nasopharyngeal carcinoma", "Occupational and other non-dietary risk factors for nasopharyngeal carcinoma"
	for _, tc := range []struct{ title, mesh, terms, want string }{
		{title, "Humans", "occup, smoke, dust", "Diet"},
		{negated, "Humans", "occup, smoke, dust", ""},
		{negated, "Humans", "occup, diet, smoke, dust", "Diet"},
		{negated, "Diet", "occup, smoke, dust", "Diet"},
	} {
		x := match.NewIndex(&cite.Library{References: []*cite.Reference{
			verified(cite.Reference{Key: "yu1990", PMID: "301", Title: tc.title, Journal: nutrients, Year: 1990, MeSH: []string{tc.mesh}, Terms: cite.Terms(tc.terms)}),
		}})
		got := x.Claim(of("Diet does harm.", claim.Mention{IDs: pmid("301")}), "")[0]
		if f := got.Fields[len(got.Fields)-1]; f.Name != "subject" || f.Found != tc.want {
			t.Errorf("%q, %q, %q: %s %q, want %q", tc.title, tc.mesh, tc.terms, f.Name, f.Found, tc.want)
		}
	}
}
