package match_test

import (
	"slices"
	"strings"
	"testing"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
	"stet/internal/source"
)

// verified is r as PubMed vouched for it.
func verified(r cite.Reference) *cite.Reference {
	if r.Key == "" {
		r.Key = "pmid:" + string(r.PMID)
	}
	r.Verified = cite.Verification{At: source.Date{Year: 2026, Month: 11, Day: 20}, From: "pubmed"}
	r.Verified.Sum = r.Sum()
	return &r
}

// unverified is r as an editor typed it.
func unverified(r cite.Reference) *cite.Reference {
	if r.Key == "" {
		r.Key = "pmid:" + string(r.PMID)
	}
	return &r
}

func journal(title, abbr string) cite.Journal { return cite.Journal{Title: title, Abbr: abbr} }

var (
	nutrients    = journal("Nutrients", "Nutrients")
	hypertension = journal("Hypertension (Dallas, Tex. : 1979)", "Hypertension")
	jHypertens   = journal("Journal of hypertension", "J Hypertens")
)

// A small library on nutrition. Terms are the stems that the abstracts are
// about, made up from the titles' subjects.
func library() *cite.Library {
	return &cite.Library{References: []*cite.Reference{
		verified(cite.Reference{Key: "fiorentini2021", PMID: "33808247", PMCID: "PMC8065437", DOI: "10.3390/nu13041136",
			Title:   "Magnesium: Biochemistry, Nutrition, Detection, and Social Impact of Diseases Linked to Its Deficiency",
			Authors: []string{"Fiorentini D", "Cappadone C", "Farruggia G", "Prata C"}, Journal: nutrients, Year: 2021, Epub: 2021,
			MeSH: []string{"Magnesium", "Magnesium Deficiency", "Humans"}, Terms: "magnesium, defici, serum, biochem, diet, chronic, cofactor, suppl"}),
		verified(cite.Reference{Key: "uwitonze2018", PMID: "29480918", DOI: "10.7556/jaoa.2018.037",
			Title:   "Role of Magnesium in Vitamin D Activation and Function",
			Authors: []string{"Uwitonze AM", "Razzaque MS"}, Journal: journal("The Journal of the American Osteopathic Association", "J Am Osteopath Assoc"), Year: 2018,
			MeSH: []string{"Magnesium", "Vitamin D"}, Terms: "vitamin-d, magnesium, activ, cofactor, bone, enzym, liver, kidney"}),
		verified(cite.Reference{Key: "zhang2016", PMID: "27402922", DOI: "10.1161/hypertensionaha.116.07664",
			Title:   "Effects of Magnesium Supplementation on Blood Pressure: A Meta-Analysis of Randomized Double-Blind Placebo-Controlled Trials",
			Authors: []string{"Zhang X", "Li Y", "Del Gobbo LC", "Rosanoff A"}, Journal: hypertension, Year: 2016, Epub: 2016,
			MeSH: []string{"Blood Pressure", "Magnesium", "Hypertension"}, Terms: "systol, diastol, magnesium, placebo, supplement, pressur, blood"}),
		verified(cite.Reference{Key: "pujia2016", PMID: "26742056", PMCID: "PMC4728616",
			Title:   "Individuals with Metabolically Healthy Overweight/Obesity Have Higher Fat Utilization than Metabolically Unhealthy Individuals",
			Authors: []string{"Pujia A", "Gazzaruso C"}, Journal: nutrients, Year: 2016, Epub: 2016,
			MeSH: []string{"Obesity", "Overweight"}, Terms: "obes, overweight, fat, oxid, respiratori, quotient"}),
		verified(cite.Reference{Key: "sardeli2018", PMID: "29596307",
			Title:   "Resistance training prevents muscle loss induced by caloric restriction in obese elderly individuals: a systematic review and meta-analysis",
			Authors: []string{"Sardeli AV", "Komatsu TR"}, Journal: nutrients, Year: 2018,
			MeSH: []string{"Resistance Training", "Caloric Restriction"}, Terms: "muscl, lean, mass, calor, restrict, elder, resist, train"}),
		verified(cite.Reference{Key: "vandermerwe2009", PMID: "19741313",
			Title:   "Three weeks of creatine monohydrate supplementation affects dihydrotestosterone to testosterone ratio in college-aged rugby players",
			Authors: []string{"van der Merwe J", "Brooks NE", "Myburgh KH"}, Journal: journal("Clinical journal of sport medicine : official journal of the Canadian Academy of Sport Medicine", "Clin J Sport Med"), Year: 2009,
			Terms: "creatin, dihydrotestosteron, testosteron, rugbi, player, load"}),
		verified(cite.Reference{Key: "biaggioni2015", PMID: "25350981", PMCID: "PMC4354798", DOI: "10.1161/hypertensionaha.114.04035",
			Title:   "Randomized Withdrawal Study of Patients With Symptomatic Neurogenic Orthostatic Hypotension Responsive to Droxidopa",
			Authors: []string{"Biaggioni I", "Freeman R"}, Journal: hypertension, Year: 2015, Epub: 2014,
			Terms: "droxidopa, orthostat, hypotens, neurogen, dizzi, withdraw"}),
		unverified(cite.Reference{Key: "houston2011", PMID: "22051430",
			Title: "The role of magnesium in hypertension and cardiovascular disease", Authors: []string{"Houston M"},
			Journal: journal("Journal of clinical hypertension (Greenwich, Conn.)", "J Clin Hypertens (Greenwich)"), Year: 2011}),
		unverified(cite.Reference{Key: "pmid:99999", PMID: "99999"}),
	}}
}

// of is a claim of one mention.
func of(plain string, m claim.Mention) *claim.Claim {
	if m.Text == "" {
		m.Text = plain
	}
	return &claim.Claim{Plain: plain, Mentions: []claim.Mention{m}}
}

func pmid(s string) []cite.ID { return []cite.ID{{Kind: cite.KindPMID, Value: s}} }

func doi(s string) cite.ID { return cite.ID{Kind: cite.KindDOI, Value: s} }

// TestRetractedHint holds that nobody is told to bind a sentence to a retracted
// paper that fits it.
func TestRetractedHint(t *testing.T) {
	for _, types := range [][]string{{"Journal Article"}, {"Journal Article", "Retracted Publication"}} {
		fish := verified(cite.Reference{Key: "yu1986", PMID: "29480918", Title: "Salted fish and nasopharyngeal carcinoma in Hong Kong", Authors: []string{"Yu MC"},
			Journal: journal("Cancer research", "Cancer Res"), Year: 1986, Types: types, Terms: "salt, fish, nasopharyng, carcinoma, hong, kong"})
		x := match.NewIndex(&cite.Library{References: []*cite.Reference{fish}})
		got := x.Claim(of("Yu (1986) put nasopharyngeal carcinoma in Hong Kong down to salted fish.", claim.Mention{Authors: []string{"Yu"}, Year: 1986}), "")[0]
		if binds := strings.Contains(got.Hint, "write [@yu1986]"); got.Verdict != match.Matched || binds == fish.IsRetracted() {
			t.Errorf("%v: %s, hint %q", types, got.Verdict, got.Hint)
		}
	}
}

func TestVerdicts(t *testing.T) {
	x := match.NewIndex(library())
	for _, tc := range []struct {
		name    string
		claim   *claim.Claim
		want    match.Verdict
		refs    string // References, a space apart
		message string // a part of it
		hint    string // a part of it
		near    string // the first candidate
	}{
		{
			name:    "pmc as pmid",
			claim:   of("Magnesium falls with age.", claim.Mention{Bad: []claim.BadID{{Text: "pmid:PMC8065437", Reason: "this is a PMCID"}}}),
			want:    match.BadID,
			message: `id "pmid:PMC8065437": this is a PMCID`, hint: "PMC",
		},
		{
			name:    "unknown pmid",
			claim:   of("Magnesium deficiency is linked to chronic diseases.", claim.Mention{IDs: pmid("33808248")}),
			want:    match.UnknownID,
			message: "pmid:33808248 is not in the library", hint: "fiorentini2021 (Nutrients 2021), pmid:33808247, is about this: correct the id", near: "fiorentini2021",
		},
		{
			name:    "unknown key",
			claim:   of("Magnesium deficiency is linked to chronic diseases.", claim.Mention{Keys: []string{"fiorentini2012"}}),
			want:    match.UnknownID,
			message: `no reference has the key "fiorentini2012"`, hint: "did you mean [@fiorentini2021]?",
		},
		{
			name:    "marker without entry",
			claim:   of("Magnesium deficiency is linked to chronic diseases.", claim.Mention{Refs: []string{"9"}, Missing: []string{"9"}}),
			want:    match.UnknownID,
			message: "marker [9] leads to no entry", hint: "entry 9",
		},
		{
			name:    "entry with an unknown id",
			claim:   of("Magnesium deficiency is linked to chronic diseases.", claim.Mention{Refs: []string{"3"}, Resolved: pmid("1"), Entries: []claim.Source{{Label: "3", IDs: pmid("1"), Raw: "x"}}}),
			want:    match.UnknownID,
			message: "entry 3 (pmid:1) is not in the library", hint: "stet cite add",
		},
		{
			name: "entry without an id, of a paper that is not there",
			claim: of("Magnesium deficiency is linked to chronic diseases.", claim.Mention{Refs: []string{"3"}, Entries: []claim.Source{{Label: "3",
				Title: "Magnesium and the ageing brain in rural Norway", Journal: "Nutrients", Year: 2021}}}),
			want:    match.UnknownID,
			message: `entry 3: no reference has the title "Magnesium and the ageing brain in rural Norway"`, hint: "give entry 3 its PMID or DOI",
		},
		{
			name:  "id of another journal",
			claim: of("A study in Hypertension linked magnesium deficiency to chronic diseases.", claim.Mention{Text: "study in *Hypertension*", Journal: "Hypertension", IDs: pmid("33808247")}),
			want:  match.IdentityMismatch, refs: "fiorentini2021",
			message: `pmid:33808247 is Nutrients 2021: "Hypertension" is not Nutrients`, hint: "correct the id or the words",
		},
		{
			name:  "id of another year, the words fit a third",
			claim: of("A 2016 meta-analysis in Hypertension found that magnesium lowers blood pressure.", claim.Mention{Journal: "Hypertension", Year: 2016, IDs: pmid("33808247")}),
			want:  match.IdentityMismatch, refs: "fiorentini2021",
			message: "2016 is not 2021 (5 years apart)", hint: "the words fit zhang2016 (Hypertension 2016)", near: "zhang2016",
		},
		{
			name:  "id of another author",
			claim: of("Cuciureanu et al. linked magnesium deficiency to chronic diseases.", claim.Mention{Authors: []string{"Cuciureanu"}, IDs: pmid("33808247")}),
			want:  match.IdentityMismatch, refs: "fiorentini2021", message: "Cuciureanu is none of its authors",
		},
		{
			name: "entry whose id is of another title",
			claim: of("Magnesium deficiency is linked to chronic diseases.", claim.Mention{Refs: []string{"2"}, Resolved: pmid("33808247"), Entries: []claim.Source{{Label: "2",
				Title: "Oral zinc for the common cold", IDs: pmid("33808247")}}}),
			want: match.IdentityMismatch, refs: "fiorentini2021", message: "entry 2 is Nutrients 2021: the title is another",
		},
		{
			name:  "id alone",
			claim: of("Magnesium deficiency is linked to chronic diseases.", claim.Mention{IDs: pmid("33808247")}),
			want:  match.Matched, refs: "fiorentini2021", message: "fits fiorentini2021 (Nutrients 2021)",
		},
		{
			name:  "id alone, another subject",
			claim: of("Droxidopa eases neurogenic orthostatic hypotension.", claim.Mention{IDs: pmid("33808247")}),
			want:  match.OffTopic, refs: "fiorentini2021", message: "fiorentini2021 (Nutrients 2021) is about another subject", hint: "biaggioni2015 (Hypertension 2015) is about this", near: "biaggioni2015",
		},
		{
			name:  "several ids, one fits",
			claim: of("Uwitonze and Razzaque (2018) showed that magnesium activates vitamin D.", claim.Mention{Authors: []string{"Uwitonze", "Razzaque"}, Year: 2018, IDs: append(pmid("33808247"), pmid("29480918")...)}),
			want:  match.Matched, refs: "uwitonze2018 fiorentini2021",
		},
		{
			name:  "several ids, one unknown",
			claim: of("Magnesium activates vitamin D.", claim.Mention{IDs: append(pmid("29480918"), pmid("11111")...)}),
			want:  match.UnknownID, message: "pmid:11111 is not in the library",
		},
		{
			name:  "a doi that the record lacks beside its pmid",
			claim: of("Obesity comes with higher fat utilization in healthy individuals.", claim.Mention{IDs: append(pmid("26742056"), doi("10.3390/nu8010002"))}),
			want:  match.Matched, refs: "pujia2016",
		},
		{
			name:  "key",
			claim: of("Magnesium activates vitamin D.", claim.Mention{Keys: []string{"uwitonze2018"}}),
			want:  match.Matched, refs: "uwitonze2018",
		},
		{
			name:  "address of a page",
			claim: of("Magnesium activates vitamin D.", claim.Mention{Text: "[here](https://example.org/p)", IDs: []cite.ID{{Kind: cite.KindURL, Value: "https://example.org/p"}}}),
			want:  match.Incomplete, message: `the link of "here" leads to a page without a PMID, PMCID or DOI`, hint: "uwitonze2018",
		},
		{
			name:  "address of a page beside words",
			claim: of("A 2016 study in Hypertension found that magnesium lowers blood pressure.", claim.Mention{Journal: "Hypertension", Year: 2016, IDs: []cite.ID{{Kind: cite.KindURL, Value: "https://example.org/p"}}}),
			want:  match.Matched, refs: "zhang2016",
		},
		{
			name:  "journal and year",
			claim: of("A 2016 meta-analysis in Hypertension found that magnesium lowers blood pressure.", claim.Mention{Journal: "Hypertension", JournalTitle: "Hypertension (Dallas, Tex. : 1979)", Year: 2016}),
			want:  match.Matched, refs: "zhang2016", hint: "[@zhang2016]",
		},
		{
			name:  "author and year, with a particle",
			claim: of("In rugby players creatine raised dihydrotestosterone (van der Merwe, 2009).", claim.Mention{Authors: []string{"van der Merwe"}, Year: 2009}),
			want:  match.Matched, refs: "vandermerwe2009",
		},
		{
			name:  "a later author",
			claim: of("Rosanoff and colleagues (2016) found lower blood pressure on magnesium.", claim.Mention{Authors: []string{"Rosanoff"}, Year: 2016}),
			want:  match.Matched, refs: "zhang2016",
		},
		{
			name:  "electronic year",
			claim: of("A 2014 trial in Hypertension gave droxidopa for neurogenic orthostatic hypotension.", claim.Mention{Journal: "Hypertension", Year: 2014}),
			want:  match.Matched, refs: "biaggioni2015", message: "online 2014, issue 2015",
		},
		{
			name:  "record that nobody verified",
			claim: of("A 2011 review in J Clin Hypertens found magnesium useful in hypertension.", claim.Mention{Journal: "Journal of Clinical Hypertension", Year: 2011}),
			want:  match.UnverifiedRecord, refs: "houston2011", message: "never verified", hint: "compare it with PubMed",
		},
		{
			name:  "record of an id alone",
			claim: of("A 2011 review in Nutrients found magnesium useful in hypertension.", claim.Mention{Journal: "Nutrients", Year: 2011, IDs: pmid("99999")}),
			want:  match.UnverifiedRecord, refs: "pmid:99999", message: "its record says nothing yet", hint: "fill in PubMed's record",
		},
		{
			name:  "right journal and year, another subject",
			claim: of("A 2018 study in Nutrients found that magnesium deficiency drives mineral imbalance.", claim.Mention{Text: "2018 study in *Nutrients*", Journal: "Nutrients", Year: 2018}),
			want:  match.OffTopic, message: `sardeli2018 (Nutrients 2018) fits "2018 study in Nutrients", but is about another subject`, near: "sardeli2018",
		},
		{
			name:  "another year",
			claim: of("A 2019 study in Nutrients linked magnesium deficiency to chronic diseases.", claim.Mention{Text: "2019 study in *Nutrients*", Journal: "Nutrients", Year: 2019}),
			want:  match.YearMismatch, message: `no reference fits "2019 study in Nutrients": 2019 is not 2021; 2 years apart`, hint: "fiorentini2021 (Nutrients 2021) is about this; the sentence says 2019", near: "fiorentini2021",
		},
		{
			name:  "another year of an author",
			claim: of("Uwitonze et al. (2017) showed that magnesium activates vitamin D.", claim.Mention{Authors: []string{"Uwitonze"}, Year: 2017}),
			want:  match.YearMismatch, message: "2017 is not 2018; 1 year apart", near: "uwitonze2018",
		},
		{
			name:  "another journal",
			claim: of("A 2016 meta-analysis in the Journal of Hypertension found that magnesium supplementation lowers blood pressure.", claim.Mention{Journal: "Journal of Hypertension", Year: 2016}),
			want:  match.JournalMismatch, message: `"Journal of Hypertension" is not Hypertension`, hint: "the sentence says Journal of Hypertension", near: "zhang2016",
		},
		{
			name:  "another journal of an author",
			claim: of("Zhang et al. (The Lancet, 2016) wrote about sleep.", claim.Mention{Journal: "The Lancet", Authors: []string{"Zhang"}, Year: 2016}),
			want:  match.JournalMismatch, near: "zhang2016",
		},
		{
			name:  "nothing fits",
			claim: of("A 2015 trial in Menopause found fewer hot flashes.", claim.Mention{Text: "A 2015 trial in *Menopause*", Journal: "Menopause", Year: 2015}),
			want:  match.Unmatched, message: `no reference fits "A 2015 trial in Menopause"`, hint: "stet cite find",
		},
		{
			name: "authors with initials",
			claim: of("Uwitonze AM, Razzaque MS (2018) studied vitamin activation in rabbits.", claim.Mention{
				Text: "Uwitonze AM, Razzaque MS (2018)", Authors: []string{"Uwitonze", "Razzaque"}, Year: 2018,
			}),
			want: match.Matched, refs: "uwitonze2018",
		},
		{
			name: "nothing fits, in a link",
			claim: of("A 2015 trial in Menopause found fewer hot flashes.", claim.Mention{
				Text: "[Menopause, 2015](https://example.org/S0140-6736(17)30638-4/full)", Journal: "Menopause", Year: 2015,
			}),
			want: match.Unmatched, message: `no reference fits "Menopause, 2015"`, hint: "stet cite find",
		},
		{
			name: "nothing fits, in many words",
			claim: of("A 2015 trial in Menopause found fewer hot flashes.", claim.Mention{
				Text: "trial of the largest kind so far, with women from thirty hospitals of eleven countries, published in *Menopause* in 2015", Journal: "Menopause", Year: 2015,
			}),
			want: match.Unmatched, message: `no reference fits "trial of the largest kind so far, with ... published in Menopause in 2015"`, hint: "stet cite find",
		},
		{
			name:  "nothing fits, one is about it",
			claim: of("A 2011 trial in Menopause found that creatine raised dihydrotestosterone in rugby players.", claim.Mention{Journal: "Menopause", Year: 2011}),
			want:  match.Unmatched, hint: "look for the study in PubMed: 'stet cite find FILE:LINE'; nearest in subject here is vandermerwe2009 (Clinical journal of sport medicine 2009)", near: "vandermerwe2009",
		},
		{
			name:  "a year alone",
			claim: of("A 2016 study found that magnesium lowers blood pressure.", claim.Mention{Text: "A 2016 study", Year: 2016}),
			want:  match.Incomplete, message: `"A 2016 study" names a year and no more`, hint: "if zhang2016 (Hypertension 2016) is meant, write [@zhang2016]", near: "zhang2016",
		},
		{
			name:  "a journal alone",
			claim: of("Research in Menopause found fewer hot flashes.", claim.Mention{Journal: "Menopause"}),
			want:  match.Incomplete, message: "names a journal and no more", hint: "state the year",
		},
		{
			name:  "journal and author",
			claim: of("Zhang and colleagues, in Hypertension, found lower blood pressure on magnesium.", claim.Mention{Journal: "Hypertension", Authors: []string{"Zhang"}}),
			want:  match.Incomplete, message: "a journal and an author",
		},
		{
			name: "entry by its title",
			claim: of("Magnesium activates vitamin D.", claim.Mention{Refs: []string{"1"}, Entries: []claim.Source{{Label: "1",
				Title: "Role of magnesium in vitamin D activation and function", Journal: "J Am Osteopath Assoc", Year: 2018, Authors: []string{"Uwitonze"}}}}),
			want: match.Matched, refs: "uwitonze2018",
		},
		{
			name: "entry by its title, of another year",
			claim: of("Magnesium activates vitamin D.", claim.Mention{Refs: []string{"1"}, Entries: []claim.Source{{Label: "1",
				Title: "Role of magnesium in vitamin D activation and function", Journal: "J Am Osteopath Assoc", Year: 2016}}}),
			want: match.YearMismatch, hint: "the list entry says 2016",
		},
		{
			name: "entry whose title was read badly",
			claim: of("Magnesium activates vitamin D.", claim.Mention{Refs: []string{"1"}, Entries: []claim.Source{{Label: "1", Title: "Uwitonze AM, Razzaque MS", Journal: "J Am Osteopath Assoc", Year: 2018,
				Raw: "Uwitonze AM, Razzaque MS. Role of Magnesium in Vitamin D Activation and Function. J Am Osteopath Assoc. 2018;118(3):181-189."}}}),
			want: match.Matched, refs: "uwitonze2018",
		},
		{
			name: "entry without a title",
			claim: of("Magnesium activates vitamin D.", claim.Mention{Refs: []string{"1"}, Entries: []claim.Source{{Label: "1",
				Journal: "J Am Osteopath Assoc", Year: 2018}}}),
			want: match.Matched, refs: "uwitonze2018",
		},
		{
			name: "entry without a title, of another year",
			claim: of("Magnesium activates vitamin D.", claim.Mention{Refs: []string{"1"}, Entries: []claim.Source{{Label: "1",
				Journal: "J Am Osteopath Assoc", Year: 2016}}}),
			want: match.YearMismatch, hint: "the list entry says 2016",
		},
		{
			name:  "footnote that is a remark",
			claim: of("Magnesium activates vitamin D.", claim.Mention{Refs: []string{"1"}, Entries: []claim.Source{{Label: "1", Raw: "More on this below."}}}),
			want:  match.Incomplete, message: "too little to identify",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := x.Claim(tc.claim, "Magnesium glycinate")[0]
			if got.Verdict != tc.want {
				t.Fatalf("verdict %s, want %s\n%+v", got.Verdict, tc.want, got)
			}
			if refs := strings.Join(got.References, " "); refs != tc.refs {
				t.Errorf("references %q, want %q", refs, tc.refs)
			}
			if !strings.Contains(got.Message, tc.message) || got.Message == "" {
				t.Errorf("message %q, want %q in it", got.Message, tc.message)
			}
			if !strings.Contains(got.Hint, tc.hint) {
				t.Errorf("hint %q, want %q in it", got.Hint, tc.hint)
			}
			if tc.near != "" && (len(got.Candidates) == 0 || got.Candidates[0].Reference != tc.near) {
				t.Errorf("candidates %+v, want %s first", got.Candidates, tc.near)
			}
			for _, word := range []string{"true", "supported", "fabricated", "proven", "support"} {
				if strings.Contains(got.Message+got.Hint, word) {
					t.Errorf("message %q, hint %q say %q", got.Message, got.Hint, word)
				}
			}
		})
	}
}

func TestWorst(t *testing.T) {
	of := func(vs ...match.Verdict) []match.Match {
		var ms []match.Match
		for _, v := range vs {
			ms = append(ms, match.Match{Verdict: v})
		}
		return ms
	}
	for _, tc := range []struct {
		ms   []match.Match
		want match.Verdict
	}{
		{nil, match.Uncited},
		{of(match.Matched), match.Matched},
		{of(match.Matched, match.Incomplete), match.Matched},
		{of(match.Incomplete, match.Matched, match.OffTopic), match.OffTopic},
		{of(match.Incomplete, match.Incomplete), match.Incomplete},
		{of(match.Incomplete, match.UnverifiedRecord), match.UnverifiedRecord},
		{of(match.YearMismatch, match.JournalMismatch), match.JournalMismatch},
		{of(match.Unmatched, match.BadID, match.UnknownID), match.BadID},
	} {
		if got := match.Worst(tc.ms); got != tc.want {
			t.Errorf("Worst(%v) = %s, want %s", tc.ms, got, tc.want)
		}
	}
}

func TestNoLibrary(t *testing.T) {
	x := match.NewIndex(nil)
	for _, tc := range []struct {
		m    claim.Mention
		want match.Verdict
	}{
		{claim.Mention{IDs: pmid("33808247")}, match.UnverifiedRecord},
		{claim.Mention{Keys: []string{"fiorentini2021"}}, match.UnverifiedRecord},
		{claim.Mention{Resolved: pmid("33808247")}, match.UnverifiedRecord},
		{claim.Mention{Missing: []string{"4"}}, match.UnknownID},
		{claim.Mention{Missing: []string{"4"}, IDs: pmid("33808247")}, match.UnknownID},
		{claim.Mention{Entries: []claim.Source{{Label: "1", Title: "Magnesium and blood pressure", Year: 2016}}}, match.UnverifiedRecord},
		{claim.Mention{Bad: []claim.BadID{{Text: "pmid:1234567890", Reason: "too long"}}}, match.BadID},
		{claim.Mention{Journal: "Nutrients", Year: 2018}, match.Unmatched},
		{claim.Mention{Year: 2018}, match.Incomplete},
	} {
		got := x.Claim(of("Magnesium lowers blood pressure.", tc.m), "")[0]
		if got.Verdict != tc.want || got.Message == "" || got.Hint == "" {
			t.Errorf("%+v: %+v, want %s", tc.m, got, tc.want)
		}
	}
	empty := match.NewIndex(&cite.Library{})
	if got := empty.Claim(of("x", claim.Mention{IDs: pmid("33808247")}), "")[0].Verdict; got != match.UnknownID {
		t.Errorf("an empty library: %s", got)
	}
}

func keys(cs []match.Candidate) []string {
	var ks []string
	for _, c := range cs {
		ks = append(ks, c.Reference)
	}
	slices.Sort(ks)
	return ks
}
