package match_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
)

// TestJournals puts one study under the journal of a record, and names another
// or the same journal in prose. The subject always agrees, so that the journal
// decides.
func TestJournals(t *testing.T) {
	for _, tc := range []struct {
		title, abbr string // of the record
		year        int    // of the record
		written     string // the journal in prose
		stated      int    // the year in prose
		want        match.Verdict
	}{
		{"Hypertension (Dallas, Tex. : 1979)", "Hypertension", 2016, "Hypertension", 2016, match.Matched},
		{"Hypertension (Dallas, Tex. : 1979)", "Hypertension", 2016, "Journal of Hypertension", 2016, match.JournalMismatch},
		{"Journal of hypertension", "J Hypertens", 2016, "Hypertension", 2016, match.JournalMismatch},
		{"Journal of hypertension", "J Hypertens", 2016, "J. Hypertens.", 2016, match.Matched},
		{"Hypertension research : official journal of the Japanese Society of Hypertension", "Hypertens Res", 2016, "Hypertension", 2016, match.JournalMismatch},
		{"American journal of hypertension", "Am J Hypertens", 2016, "Journal of Hypertension", 2016, match.JournalMismatch},
		{"Nutrients", "Nutrients", 2016, "Nutrients", 2016, match.Matched},
		{"Nutrients", "Nutrients", 2016, "Nutrition", 2016, match.JournalMismatch},
		{"Nutrition (Burbank, Los Angeles County, Calif.)", "Nutrition", 2016, "Nutrition", 2016, match.Matched},
		{"Nutrition (Burbank, Los Angeles County, Calif.)", "Nutrition", 2016, "Nutrients", 2016, match.JournalMismatch},
		{"Nutrition journal", "Nutr J", 2016, "Nutrition", 2016, match.JournalMismatch},
		{"Nutrition reviews", "Nutr Rev", 2016, "Nutrition Research", 2016, match.JournalMismatch},
		{"Nutrition & metabolism", "Nutr Metab (Lond)", 2016, "Nutrition & Metabolism", 2016, match.Matched},
		{"Obesity (Silver Spring, Md.)", "Obesity (Silver Spring)", 2016, "Obesity", 2016, match.Matched},
		{"Obesity (Silver Spring, Md.)", "Obesity (Silver Spring)", 2016, "Obesity Research", 2016, match.JournalMismatch},
		{"Obesity reviews : an official journal of the International Association for the Study of Obesity", "Obes Rev", 2016, "Obesity", 2016, match.JournalMismatch},
		{"Obesity research", "Obes Res", 2005, "Obesity Research", 2005, match.Matched},
		{"Obesity research", "Obes Res", 2005, "Obesity", 2005, match.Matched}, // its later name
		{"Aging", "Aging (Albany NY)", 2016, "Aging", 2016, match.Matched},
		{"Aging (Milan, Italy)", "Aging (Milano)", 2000, "Aging", 2000, match.Matched},
		{"Aging cell", "Aging Cell", 2016, "Aging", 2016, match.JournalMismatch},
		{"Archives of internal medicine", "Arch Intern Med", 2012, "Archives of Internal Medicine", 2012, match.Matched},
		{"Archives of internal medicine", "Arch Intern Med", 2012, "JAMA Internal Medicine", 2012, match.Matched},
		{"Archives of internal medicine", "Arch Intern Med", 2012, "JAMA Intern Med", 2012, match.Matched},
		{"JAMA internal medicine", "JAMA Intern Med", 2013, "Archives of Internal Medicine", 2013, match.JournalMismatch},
		{"JAMA internal medicine", "JAMA Intern Med", 2013, "JAMA", 2013, match.JournalMismatch},
		{"Lancet (London, England)", "Lancet", 2016, "The Lancet", 2016, match.Matched},
		{"The Lancet. Oncology", "Lancet Oncol", 2016, "The Lancet", 2016, match.JournalMismatch},
		{"The Lancet. Oncology", "Lancet Oncol", 2016, "Lancet Oncology", 2016, match.Matched},
		{"Lancet (London, England)", "Lancet", 2016, "Lancet Oncology", 2016, match.JournalMismatch},
		{"The American journal of clinical nutrition", "Am J Clin Nutr", 2016, "Am. J. Clin. Nutr.", 2016, match.Matched},
		{"The American journal of clinical nutrition", "Am J Clin Nutr", 2016, "Clinical Nutrition", 2016, match.JournalMismatch},
		{"Journal of trace elements in medicine and biology : organ of the Society for Minerals and Trace Elements (GMS)", "J Trace Elem Med Biol", 2016, "Journal of Trace Elements in Medicine and Biology", 2016, match.Matched},
		{"Medicina (Kaunas, Lithuania)", "Medicina (Kaunas)", 2016, "Medicine", 2016, match.JournalMismatch},
		{"Archives of women's mental health", "Arch Womens Ment Health", 2016, "Archives of Women’s Mental Health", 2016, match.Matched},
		{"Acta paediatrica (Oslo, Norway : 1992)", "Acta Paediatr", 2016, "Acta Pædiatrica", 2016, match.Matched},
		{"Revista médica de Chile", "Rev Med Chil", 2016, "Revista me\u0301dica de Chile", 2016, match.Matched}, // NFD
		{"Pediatrics", "Pediatrics", 2016, "Paediatrics", 2016, match.JournalMismatch},
		{"Sleep Med Rev", "", 2016, "Sleep Medicine Reviews", 2016, match.Matched}, // an abbreviation for a title
		{"J Nutr", "", 2016, "The Journal of Nutrition", 2016, match.Matched},
		{"J Nutr", "", 2016, "Journal of Neurology", 2016, match.JournalMismatch},
		{"Sleep", "Sleep", 2016, "Sleep Medicine", 2016, match.JournalMismatch},
		{"Pain medicine (Malden, Mass.)", "Pain Med", 2016, "Pain", 2016, match.JournalMismatch},
	} {
		t.Run(fmt.Sprint(tc.title, " as ", tc.written, " ", tc.stated), func(t *testing.T) {
			lib := library()
			lib.References = slices.DeleteFunc(lib.References, func(r *cite.Reference) bool { return r.Year == tc.stated }) // else off-topic comes first
			lib.References = append(lib.References, verified(cite.Reference{Key: "oily", PMID: "1", Title: "Marine oils and psoriatic plaques in fishermen",
				Authors: []string{"Sund A"}, Journal: journal(tc.title, tc.abbr), Year: tc.year, Terms: "psoriat, plaqu, fishermen, marin, oil"}))
			got := match.NewIndex(lib).Claim(of("Marine oils cleared psoriatic plaques in fishermen.", claim.Mention{Journal: tc.written, Year: tc.stated}), "")[0]
			if got.Verdict != tc.want {
				t.Errorf("verdict %s, want %s: %s", got.Verdict, tc.want, got.Message)
			}
			if tc.want == match.JournalMismatch && (len(got.Candidates) == 0 || got.Candidates[0].Reference != "oily") {
				t.Errorf("candidates %v, want oily first", keys(got.Candidates))
			}
			if tc.want == match.Matched && !slices.Equal(got.References, []string{"oily"}) {
				t.Errorf("references %v", got.References)
			}
		})
	}
}

// families are journals that are mistaken for each other, by their titles. Prose
// names them as they are written here, without place and subtitle.
var families = [][]string{
	{"Hypertension (Dallas, Tex. : 1979)", "Journal of hypertension", "American journal of hypertension", "Hypertension research : official journal of the Japanese Society of Hypertension"},
	{"Nutrition (Burbank, Los Angeles County, Calif.)", "Nutrients", "Nutrition research (New York, N.Y.)", "Nutrition reviews", "Nutrition journal", "Clinical nutrition (Edinburgh, Scotland)", "Nutrition & metabolism"},
	{"Sleep", "Sleep medicine", "Sleep medicine reviews", "Journal of sleep research"},
	{"Pain", "Pain medicine (Malden, Mass.)", "The journal of pain", "European journal of pain (London, England)"},
	{"Lancet (London, England)", "The Lancet. Neurology", "The Lancet. Oncology", "The Lancet. Public health"},
	{"Obesity (Silver Spring, Md.)", "Obesity reviews : an official journal of the International Association for the Study of Obesity", "Obesity surgery", "International journal of obesity (2005)"},
	{"Diabetes", "Diabetes care", "Diabetologia", "Diabetes research and clinical practice"},
	{"JAMA", "JAMA internal medicine", "JAMA network open", "JAMA pediatrics"},
	{"Circulation", "Circulation research", "Circulation journal : official journal of the Japanese Circulation Society", "Circulation. Heart failure"},
	{"Cell", "Cell metabolism", "Cell reports", "Stem cell reports"},
	{"Menopause (New York, N.Y.)", "Menopause international"},
	{"Bone", "Journal of bone and mineral research : the official journal of the American Society for Bone and Mineral Research", "Bone reports"},
	{"Heart (British Cardiac Society)", "Heart & lung : the journal of critical care", "Heart rhythm", "European heart journal", "American heart journal"},
	{"Medicine", "Medicina (Kaunas, Lithuania)", "Internal medicine (Tokyo, Japan)", "Medical care"},
	{"Mental health", "Dental health", "Folia medica", "Folha medica"},
	{"Pediatrics", "Paediatrics", "The Journal of pediatrics", "Journal of paediatrics and child health"},
}

// TestFamilies holds, of every two journals of a family, that one's name is
// never taken for the other's, and always for its own.
func TestFamilies(t *testing.T) {
	for _, family := range families {
		for _, title := range family {
			lib := library()
			lib.References = slices.DeleteFunc(lib.References, func(r *cite.Reference) bool { return r.Year == 2016 })
			lib.References = append(lib.References, verified(cite.Reference{Key: "oily", PMID: "1", Title: "Marine oils and psoriatic plaques in fishermen",
				Authors: []string{"Sund A"}, Journal: journal(title, ""), Year: 2016, Terms: "psoriat, plaqu, fishermen, marin, oil"}))
			x := match.NewIndex(lib)
			for _, other := range family {
				written := cite.Journal{Title: other}.Display()
				want := match.JournalMismatch
				if other == title {
					want = match.Matched
				}
				got := x.Claim(of("Marine oils cleared psoriatic plaques in fishermen.", claim.Mention{Journal: written, Year: 2016}), "")[0]
				if got.Verdict != want {
					t.Errorf("%s as %s: verdict %s, want %s: %s", title, written, got.Verdict, want, got.Message)
				}
			}
		}
	}
}

// TestTwinJournals has journals that go by one name: the year tells them
// apart, the NLM id and the ISSN; where neither does, nothing does.
func TestTwinJournals(t *testing.T) {
	paper := func(key, title, nlm string, year int) *cite.Reference {
		return verified(cite.Reference{Key: key, Title: "Marine oils and psoriatic plaques in fishermen", Journal: cite.Journal{Title: title, NLM: nlm}, Year: year})
	}
	issn := func(key, title, issn string, year int) *cite.Reference {
		return verified(cite.Reference{Key: key, Title: "Marine oils and psoriatic plaques in fishermen", Journal: cite.Journal{Title: title, ISSN: issn}, Year: year})
	}
	x := match.NewIndex(&cite.Library{References: []*cite.Reference{
		paper("albany", "Aging", "101508617", 2012), paper("milan", "Aging (Milan, Italy)", "9102503", 1999), paper("milan2012", "Aging (Milan, Italy)", "9102503", 2012),
		paper("lond", "Nutrition & metabolism", "101231644", 2015), paper("typed", "Nutrition and Metabolism", "", 2016), paper("old", "Nutrition and metabolism", "7606603", 1979),
		issn("milan2013", "Aging", "0394-9532", 2013), issn("albany2013", "Aging", "1945-4589", 2013),
		paper("folia1", "Folia biologica", "1", 2001), paper("folia2", "Folia biologica", "2", 2001),
	}})
	for _, tc := range []struct {
		journal string
		year    int
		want    match.Verdict
		key     string
	}{
		{"Aging", 1999, match.Matched, "milan"},
		{"Aging", 2012, match.Matched, "albany"},     // that of Milan had ended
		{"Aging", 2013, match.Matched, "albany2013"}, // the other's ISSN is that of Milan's
		{"Nutrition & Metabolism", 2015, match.Matched, "lond"},
		{"Nutrition and Metabolism", 2015, match.Matched, "lond"},
		{"Nutr. Metab.", 2015, match.Matched, "lond"},
		{"Nutrition & Metabolism", 2016, match.Matched, "typed"},
		{"Nutrition & Metabolism", 1979, match.Matched, "old"},
		{"Nutrition & Metabolism", 1980, match.YearMismatch, "old"}, // not the nearest year, 1979's, of another journal
		{"Folia Biologica", 2001, match.Ambiguous, ""},
	} {
		got := x.Claim(of("Marine oils cleared psoriatic plaques in fishermen.", claim.Mention{Journal: tc.journal, Year: tc.year}), "")[0]
		if got.Verdict != tc.want {
			t.Errorf("%s %d: %s, want %s: %s", tc.journal, tc.year, got.Verdict, tc.want, got.Message)
		}
		if tc.key != "" && (len(got.Candidates) == 0 || got.Candidates[0].Reference != tc.key) && !slices.Equal(got.References, []string{tc.key}) {
			t.Errorf("%s %d: %v, want %s", tc.journal, tc.year, got.References, tc.key)
		}
	}
}

// TestRenamedJournals has papers under a former name and under the later one.
func TestRenamedJournals(t *testing.T) {
	paper := func(key, title string, year int) *cite.Reference {
		return verified(cite.Reference{Key: key, Title: "Marine oils and psoriatic plaques in fishermen", Journal: cite.Journal{Title: title}, Year: year})
	}
	for _, tc := range []struct {
		title   string // of the record
		year    int    // of the record and in prose
		written string
		want    match.Verdict
		found   string // what the journal's field says
	}{
		{"Archives of internal medicine", 2012, "Archives of Internal Medicine", match.Matched, "Archives of internal medicine"},
		{"Archives of internal medicine", 2012, "JAMA Internal Medicine", match.Matched, "Archives of internal medicine, its name until 2012"},
		{"JAMA internal medicine", 2013, "JAMA Internal Medicine", match.Matched, "JAMA internal medicine"},
		{"JAMA internal medicine", 2013, "Archives of Internal Medicine", match.JournalMismatch, "JAMA internal medicine, which was called so until 2012"},
		{"JAMA internal medicine", 2013, "Arch Intern Med", match.JournalMismatch, "JAMA internal medicine, which was called so until 2012"},
		{"American journal of diseases of children (1960)", 1985, "JAMA Pediatrics", match.Matched, "American journal of diseases of children, its name until 1993"},
		{"Obesity research", 2005, "Obesity", match.Matched, "Obesity research, its name until 2005"},
		{"Obesity (Silver Spring, Md.)", 2006, "Obesity Research", match.JournalMismatch, "Obesity, which was called so until 2005"},
		{"British heart journal", 1995, "Heart", match.Matched, "British heart journal, its name until 1995"},
		{"Heart (British Cardiac Society)", 1996, "British Heart Journal", match.JournalMismatch, "Heart, which was called so until 1995"},
		{"The Journal of the American Osteopathic Association", 2018, "Journal of Osteopathic Medicine", match.Matched, "The Journal of the American Osteopathic Association, its name until 2020"},
		{"Journal of the Academy of Nutrition and Dietetics", 2012, "J Am Diet Assoc", match.JournalMismatch, "Journal of the Academy of Nutrition and Dietetics, which was called so until 2011"},
		{"Journal of hypertension. Supplement : official journal of the International Society of Hypertension", 1988, "Journal of Hypertension", match.Matched, "Journal of hypertension. Supplement"},
		{"The Lancet. Oncology", 2012, "The Lancet", match.JournalMismatch, "The Lancet. Oncology"},
		{"Archives of otolaryngology (Chicago, Ill. : 1960)", 1974, "JAMA Otolaryngology-Head & Neck Surgery", match.Matched, "Archives of otolaryngology, its name until 1985"},
		{"JAMA otolaryngology-- head & neck surgery", 2015, "Archives of Otolaryngology", match.JournalMismatch, "JAMA otolaryngology-- head & neck surgery, which was called so until 1985"},
		{"American journal of physiology. Heart and circulatory physiology", 2012, "American Journal of Physiology", match.Matched, "American journal of physiology. Heart and circulatory physiology, its section since 2000"},
		{"American journal of physiology. Heart and circulatory physiology", 2012, "Am J Physiol", match.Matched, "American journal of physiology. Heart and circulatory physiology, its section since 2000"},
		{"American journal of physiology. Heart and circulatory physiology", 2012, "American Journal of Physiology. Renal physiology", match.JournalMismatch, "American journal of physiology. Heart and circulatory physiology"},
		{"The American journal of physiology", 1985, "American Journal of Physiology", match.Matched, "The American journal of physiology"},
		{"The American journal of physiology", 1985, "Am J Physiol Heart Circ Physiol", match.Matched, "The American journal of physiology, undivided until 1999"},
		{"Journal of experimental psychology. Learning, memory, and cognition", 1999, "Journal of Experimental Psychology", match.Matched, "Journal of experimental psychology. Learning, memory, and cognition, its section since 1975"},
		{"Biochimica et biophysica acta. Molecular basis of disease", 2017, "Biochim. Biophys. Acta", match.Matched, "Biochimica et biophysica acta. Molecular basis of disease, its section since 2017"},
		{"Circulation. Heart failure", 2012, "Circulation", match.JournalMismatch, "Circulation. Heart failure"},
		{"Brain research. Molecular brain research", 1999, "Brain Research", match.JournalMismatch, "Brain research. Molecular brain research"},
		{"The Journal of bone and joint surgery. American volume", 2012, "Journal of Bone and Joint Surgery", match.Matched, "The Journal of bone and joint surgery. American volume"},
		{"Archives of disease in childhood. Fetal and neonatal edition", 2012, "Archives of Disease in Childhood", match.Matched, "Archives of disease in childhood. Fetal and neonatal edition"},
		{"The journal of physical chemistry. A", 2012, "Journal of Physical Chemistry", match.Matched, "The journal of physical chemistry. A"},
		{"Sensors and actuators. B, Chemical", 2012, "Sensors and Actuators", match.Matched, "Sensors and actuators. B, Chemical"},
	} {
		t.Run(fmt.Sprint(tc.title, " as ", tc.written), func(t *testing.T) {
			x := match.NewIndex(&cite.Library{References: []*cite.Reference{paper("oily", tc.title, tc.year)}})
			got := x.Claim(of("Marine oils cleared psoriatic plaques in fishermen.", claim.Mention{Journal: tc.written, Year: tc.year}), "")[0]
			if got.Verdict != tc.want {
				t.Fatalf("verdict %s, want %s: %s", got.Verdict, tc.want, got.Message)
			}
			for _, f := range got.Fields {
				if f.Name == "journal" && f.Found != tc.found {
					t.Errorf("found %q, want %q", f.Found, tc.found)
				}
			}
		})
	}
}

// TestYears states a year of a record with the given years.
func TestYears(t *testing.T) {
	for _, tc := range []struct {
		issue, epub int
		also        []int
		stated      int
		want        match.Verdict
		found       string // of the year field
	}{
		{2018, 0, nil, 2018, match.Matched, "2018"},
		{2018, 2017, nil, 2018, match.Matched, "online 2017, issue 2018"},
		{2018, 2017, nil, 2017, match.Matched, "online 2017, issue 2018"},
		{2018, 2017, nil, 2016, match.YearMismatch, "online 2017, issue 2018; 1 year apart"},
		{2018, 2017, nil, 2019, match.YearMismatch, "online 2017, issue 2018; 1 year apart"},
		{2022, 2020, nil, 2020, match.Matched, "online 2020, issue 2022"},
		{1985, 2003, nil, 2003, match.Matched, "online 2003, issue 1985"}, // a back issue put online
		{1985, 2003, nil, 1994, match.YearMismatch, "online 2003, issue 1985; 9 years apart"},
		{2022, 2020, nil, 2021, match.YearMismatch, "online 2020, issue 2022; 1 year apart"}, // between lawful years is not lawful
		{1998, 0, []int{1999}, 1999, match.Matched, "1998 or 1999"},
		{1998, 0, []int{1999}, 2000, match.YearMismatch, "1998 or 1999; 1 year apart"},
		{2021, 2021, nil, 2018, match.YearMismatch, "2021; 3 years apart"},
	} {
		t.Run(fmt.Sprint(tc.issue, tc.epub, tc.also, " as ", tc.stated), func(t *testing.T) {
			lib := library()
			lib.References = append(lib.References, verified(cite.Reference{Key: "oily", PMID: "1", Title: "Marine oils and psoriatic plaques in fishermen",
				Authors: []string{"Sund A"}, Journal: journal("Chest", "Chest"), Year: tc.issue, Epub: tc.epub, AlsoYears: tc.also}))
			x := match.NewIndex(lib)
			for _, m := range []claim.Mention{{Journal: "Chest", Year: tc.stated}, {Authors: []string{"Sund"}, Year: tc.stated}} {
				got := x.Claim(of("Marine oils cleared psoriatic plaques in fishermen.", m), "")[0]
				if got.Verdict != tc.want {
					t.Fatalf("verdict %s, want %s: %s", got.Verdict, tc.want, got.Message)
				}
				for _, f := range got.Fields {
					if f.Name == "year" && (f.Found != tc.found || f.Stated != strconv.Itoa(tc.stated)) {
						t.Errorf("year %q against %q, want %q", f.Stated, f.Found, tc.found)
					}
				}
			}
		})
	}
}

// TestAuthors cites a record's author in the ways that prose does.
func TestAuthors(t *testing.T) {
	for _, tc := range []struct {
		record string // authors, semicolons between
		cited  string // the same
		same   bool
	}{
		{"Zuardi AW", "Zuardi", true},
		{"Zuardi AW", "Zuardi et al.", true},
		{"Zuardi AW", "Zuardi's", true},
		{"Zuardi AW", "zuardi", true},
		{"Zuardi AW", "Zuard", false},
		{"Zuardi AW; Cosme RA", "Cosme", true},
		{"Zuardi AW; Cosme RA", "Zuardi; Cosme", true},
		{"Zuardi AW; Cosme RA", "Zuardi; Graeff", false},
		{"van der Merwe J", "van der Merwe", true},
		{"van der Merwe J", "Van Der Merwe", true},
		{"van der Merwe J", "Merwe", true},
		{"van der Merwe J", "van der Meer", false},
		{"Di Daniele N", "DiDaniele", true},
		{"Ferracioli-Oda E", "Ferracioli-Oda", true},
		{"Ferracioli-Oda E", "Ferracioli Oda", true},
		{"Ferracioli-Oda E", "Ferracioli‐Oda", true},
		{"Ferracioli-Oda E", "Oda", false},
		{"Alberdi Aramendi A", "Alberdi Aramendi", true},
		{"Alberdi Aramendi A", "Alberdi", true},
		{"Alberdi Aramendi A", "Aramendi", true},
		{"Villagrán-Silva F", "Villagran-Silva", true},
		{"Müller MJ", "Muller", true},
		{"Møller P", "Moller", true},
		{"D'Elia L", "D’Elia", true},
		{"O'Brien K", "OBrien", true},
		{"Smith JA Jr", "Smith", true},
		{"Smith JA", "J. Smith", true},
		{"Smith JA", "Smith B", false},
		{"Fiorentini D", "Diana Fiorentini", true},
		{"Fiorentini D", "Marco Fiorentini", false},
		{"Fiorentini, Diana", "Fiorentini", true},
		{"Li Y", "Li", true},
		{"Li Y", "Liu", false},
		{"Look AHEAD Research Group", "Look AHEAD Research Group", true},
		{"Look AHEAD Research Group", "Group", false},
		{"GBD 2019 Diseases and Injuries Collaborators", "GBD 2019 Diseases and Injuries Collaborators", true},
		{"GBD 2019 Diseases and Injuries Collaborators", "GBD 2019 Collaborators", true},
		{"GBD 2019 Diseases and Injuries Collaborators", "GBD 2017 Collaborators", false},
		{"GBD 2019 Diseases and Injuries Collaborators", "Collaborators", false},
	} {
		t.Run(tc.record+" as "+tc.cited, func(t *testing.T) {
			lib := &cite.Library{References: []*cite.Reference{verified(cite.Reference{Key: "oily", PMID: "1", Title: "Marine oils and psoriatic plaques in fishermen",
				Authors: strings.Split(tc.record, "; "), Journal: journal("Chest", "Chest"), Year: 2005})}}
			m := claim.Mention{Authors: strings.Split(tc.cited, "; "), Year: 2005}
			got := match.NewIndex(lib).Claim(of("Marine oils cleared psoriatic plaques in fishermen.", m), "")[0].Verdict
			if (got == match.Matched) != tc.same {
				t.Errorf("by name: %s", got)
			}
			m.IDs = pmid("1")
			got = match.NewIndex(lib).Claim(of("Marine oils cleared psoriatic plaques in fishermen.", m), "")[0].Verdict
			if want := map[bool]match.Verdict{true: match.Matched, false: match.IdentityMismatch}[tc.same]; got != want {
				t.Errorf("by id: %s, want %s", got, want)
			}
		})
	}
}

// TestTitles holds the title of a list entry against a record's.
func TestTitles(t *testing.T) {
	const record = "Effects of marine oils on psoriatic plaques in older fishermen: a randomized controlled trial"
	for _, tc := range []struct {
		entry string
		same  bool
	}{
		{record, true},
		{strings.ToUpper(record), true},
		{"Effects of marine oils on psoriatic plaques in older fishermen", true}, // the subtitle names a design
		{"Effects of marine oils on psoriatic plaques in older fishermen: a randomised, controlled trial.", true},
		{"Effects of marine oils on psoriatic plaque in older fishermen", true}, // a letter
		{"Marine oils", false},
		{"Effects of marine oils on psoriatic plaques", false}, // a part is another title
		{"Effects of marine oils on psoriatic plaques in older fishermen and their families in coastal towns of Norway", false},
		{"Effects of fatty meals on psoriatic plaques in older fishermen", false},
		{"Effects of marine oils on psoriatic plaques in older fishermen: a cohort study", false},
		{"Effects of marine oils on psoriatic plaques in older women", false},
	} {
		x := match.NewIndex(&cite.Library{References: []*cite.Reference{verified(cite.Reference{Key: "oily", Title: record, Journal: journal("Chest", "Chest"), Year: 2005})}})
		entry := claim.Source{Label: "1", Title: tc.entry, Journal: "Chest", Year: 2005}
		got := x.Claim(of("Marine oils cleared psoriatic plaques in fishermen.", claim.Mention{Entries: []claim.Source{entry}}), "")[0].Verdict
		if want := map[bool]match.Verdict{true: match.Matched, false: match.UnknownID}[tc.same]; got != want {
			t.Errorf("%q: %s, want %s", tc.entry, got, want)
		}
	}
}

// TestSameTitle has a comment that carries the title of its paper: the year
// and the author tell them apart.
func TestSameTitle(t *testing.T) {
	paper := func(key, author string, year int) *cite.Reference {
		return verified(cite.Reference{Key: key, Title: "Marine oils and psoriatic plaques in fishermen", Authors: []string{author}, Journal: journal("Chest", "Chest"), Year: year})
	}
	x := match.NewIndex(&cite.Library{References: []*cite.Reference{paper("paper", "Sund A", 2005), paper("comment", "Berg K", 2006), paper("reply", "Sund A", 2006)}})
	for _, tc := range []struct {
		year   int
		author string
		want   match.Verdict
	}{
		{2005, "", match.Matched},
		{2006, "", match.Ambiguous},
		{2006, "Berg", match.Matched},
		{2006, "Sund", match.Matched},
		{2005, "Berg", match.YearMismatch},
		{2004, "", match.YearMismatch},
	} {
		entry := claim.Source{Label: "1", Title: "Marine oils and psoriatic plaques in fishermen", Journal: "Chest", Year: tc.year}
		if tc.author != "" {
			entry.Authors = []string{tc.author}
		}
		got := x.Claim(of("Marine oils cleared psoriatic plaques in fishermen.", claim.Mention{Entries: []claim.Source{entry}}), "")[0]
		if got.Verdict != tc.want {
			t.Errorf("%d %s: %s, want %s: %s", tc.year, tc.author, got.Verdict, tc.want, got.Message)
		}
	}
}
