package match_test

import (
	"strings"
	"testing"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
)

// akin are works of few authors on one subject.
func akin() *cite.Library {
	cancer, monographs := journal("Cancer research", "Cancer Res"), journal("IARC scientific publications", "IARC Sci Publ")
	return &cite.Library{References: []*cite.Reference{
		verified(cite.Reference{Key: "yu1986", PMID: "201", Title: "Cantonese-style salted fish as a cause of nasopharyngeal carcinoma: report of a case-control study in Hong Kong",
			Authors: []string{"Yu MC", "Ho JH"}, Journal: cancer, Year: 1986, Terms: "salt, fish, nasopharyng, carcinoma, hong, kong, cantones, childhood"}),
		verified(cite.Reference{Key: "yu1987", PMID: "202", Title: "Intake of fish by fishermen of Hong Kong, and carcinoma of the nasopharynx",
			Authors: []string{"Yu MC", "Henderson BE"}, Journal: monographs, Year: 1987, Terms: "salt, fish, nasopharyng, carcinoma, hong, kong, cantones, childhood, wean, intak"}),
		verified(cite.Reference{Key: "ho2001", PMID: "203", Title: "Salted fish and nasopharyngeal carcinoma in Guangdong", Authors: []string{"Ho JH", "Lee P"}, Journal: cancer, Year: 2001,
			Terms: "salt, fish, nasopharyng, carcinoma, guangdong"}),
		verified(cite.Reference{Key: "lee2005", PMID: "204", Title: "Salted fish and nasopharyngeal carcinoma in Guangdong once more", Authors: []string{"Lee P", "Ho JH"}, Journal: cancer, Year: 2005,
			Terms: "salt, fish, nasopharyng, carcinoma, guangdong"}),
		verified(cite.Reference{Key: "tan2005", PMID: "205", Title: "Salted fish and nasopharyngeal carcinoma in Guangdong villages", Authors: []string{"Tan P", "Ho JH"}, Journal: monographs, Year: 2005,
			Terms: "salt, fish, nasopharyng, carcinoma, guangdong"}),
	}}
}

// TestNearest holds that what comes nearest is what the fewest fields speak
// against, and of an author's works that which he led.
func TestNearest(t *testing.T) {
	x := match.NewIndex(akin())
	for _, tc := range []struct {
		name string
		text string
		m    claim.Mention
		want match.Verdict
		near string
	}{
		{"the journal alone is wrong", "Yu wrote in The Lancet in 1986 that salted fish causes nasopharyngeal carcinoma in Hong Kong in childhood, by intake at wean.",
			claim.Mention{Journal: "The Lancet", Year: 1986, Authors: []string{"Yu"}}, match.JournalMismatch, "yu1986"},
		{"the year alone is wrong", "Yu wrote in Cancer Research in 1991 that salted fish causes nasopharyngeal carcinoma in Hong Kong.",
			claim.Mention{Journal: "Cancer Research", Year: 1991, Authors: []string{"Yu"}}, match.YearMismatch, "yu1986"},
		{"a first author's work of another year", "Ho et al. (2006) linked salted fish to nasopharyngeal carcinoma in Guangdong.",
			claim.Mention{Year: 2006, Authors: []string{"Ho"}}, match.YearMismatch, "ho2001"},
		{"later author of two", "Ho et al. (2005) linked salted fish to nasopharyngeal carcinoma in Guangdong.",
			claim.Mention{Year: 2005, Authors: []string{"Ho"}}, match.YearMismatch, "ho2001"},
	} {
		got := x.Claim(of(tc.text, tc.m), "")[0]
		if got.Verdict != tc.want || len(got.Meant) == 0 || got.Meant[0] != tc.near {
			t.Errorf("%s: %s %v, want %s %s: %s", tc.name, got.Verdict, got.Meant, tc.want, tc.near, got.Message)
		}
	}
}

// TestRunnerUp holds that a work that shares a year or a journal alone with
// what is cited is not named as near to it.
func TestRunnerUp(t *testing.T) {
	x := match.NewIndex(akin())
	for _, tc := range []struct {
		name string
		text string
		m    claim.Mention
		want int
	}{
		{"the year", "In 1986 Kowalski followed hips and knees operated upon under anaesthesia in childhood.", claim.Mention{Year: 1986, Authors: []string{"Kowalski"}}, 0},
		{"the journal", "A Cancer Research paper of 2011 followed hips and knees operated upon under anaesthesia in childhood.", claim.Mention{Journal: "Cancer Research", Year: 2011}, 0},
		{"the author", "In 2011 Lee followed hips and knees operated upon under anaesthesia in childhood.", claim.Mention{Year: 2011, Authors: []string{"Lee"}}, 1},
		{"the subject", "In 2011 Kowalski linked salted fish to nasopharyngeal carcinoma in Hong Kong and Guangdong.", claim.Mention{Year: 2011, Authors: []string{"Kowalski"}}, 1},
	} {
		got := x.Claim(of(tc.text, tc.m), "")[0]
		if n := min(len(got.Candidates), 1); n != tc.want {
			t.Errorf("%s: %s with %d candidates, want %d: %s", tc.name, got.Verdict, n, tc.want, got.Message)
		}
	}
}

// TestMistypedID holds that the hint on an unknown id names the reference that
// its words fit closely, and no other.
func TestMistypedID(t *testing.T) {
	x := match.NewIndex(akin())
	const text = "Salted fish causes nasopharyngeal carcinoma in Hong Kong."
	for _, tc := range []struct {
		name string
		m    claim.Mention
		hint string
	}{
		{"words that fit", claim.Mention{Journal: "Cancer Research", Year: 1986, Authors: []string{"Yu"}, IDs: pmid("210")}, "the words fit yu1986 (Cancer research 1986), pmid:201: correct the id"},
		{"another year", claim.Mention{Journal: "Cancer Research", Year: 1992, Authors: []string{"Yu"}, IDs: pmid("210")}, "stet cite add"},
		{"no words", claim.Mention{IDs: pmid("210")}, "stet cite add"},
		{"two works that fit", claim.Mention{Year: 2005, Authors: []string{"Ho"}, IDs: pmid("210")}, "stet cite add"},
		{"a key", claim.Mention{Journal: "Cancer Research", Year: 1986, Keys: []string{"fish"}}, "the words fit yu1986 (Cancer research 1986): write [@yu1986]"},
	} {
		got := x.Claim(of(text, tc.m), "")[0]
		if got.Verdict != match.UnknownID || !strings.Contains(got.Hint, tc.hint) {
			t.Errorf("%s: %s %q, want a hint with %q", tc.name, got.Verdict, got.Hint, tc.hint)
		}
	}
}

// TestNearestOfNone holds that of works that do not fit, the one by the stated
// author comes before one that shares a little more with the sentence, and that
// a stated journal counts as well.
func TestNearestOfNone(t *testing.T) {
	paper := func(key, author, title, in string, year int, terms ...string) *cite.Reference {
		return verified(cite.Reference{Key: key, Title: title, Authors: []string{author}, Journal: journal(in, in), Year: year, Terms: cite.NewTerms(terms)})
	}
	x := match.NewIndex(&cite.Library{References: []*cite.Reference{
		paper("daoud", "Daoud J", "Nasopharyngeal carcinoma that suffered at a clinic", "Eye", 2003, "nasopharyng", "carcinoma"),
		paper("lee", "Lee K", "Nasopharyngeal carcinoma of teenagers after radiation", "Chest", 2006, "nasopharyng", "carcinoma"),
		paper("zinc", "Daoud P", "Zinc lozenges and colds", "Blood", 2007, "zinc", "cold"),
	}})
	const text = "Teenagers with nasopharyngeal carcinoma suffered more from radiation than others of the clinic with lymphoma."
	for _, tc := range []struct {
		m    claim.Mention
		near string
	}{
		{claim.Mention{Authors: []string{"Daoud"}, Year: 2016}, "daoud"},
		{claim.Mention{Journal: "Eye", Year: 2016}, "daoud"},
		{claim.Mention{Journal: "Gut", Year: 2016}, "lee"},
		{claim.Mention{Journal: "Gut", Year: 2003}, "lee"},
	} {
		got := x.Claim(of(text, tc.m), "")[0]
		if got.Verdict != match.Unmatched || len(got.Candidates) == 0 || got.Candidates[0].Reference != tc.near {
			t.Errorf("%+v: %s, %+v, want %s first", tc.m, got.Verdict, got.Candidates, tc.near)
		}
	}
}

// TestSlip holds that the hint on an id that leads nowhere names the reference
// that has it but for a slip, if the sentence is about that.
func TestSlip(t *testing.T) {
	fish := verified(cite.Reference{Key: "pmid:29480918", PMID: "29480918", PMCID: "PMC6541234", Title: "Salted fish and nasopharyngeal carcinoma in Hong Kong", Authors: []string{"Yu MC"},
		Journal: journal("Cancer research", "Cancer Res"), Year: 1986, Terms: "salt, fish, nasopharyng, carcinoma, hong, kong"})
	zinc := verified(cite.Reference{Key: "pmid:30158359", PMID: "30158359", Title: "Zinc lozenges and colds in nurses", Authors: []string{"Yu K"}, Journal: journal("Chest", "Chest"), Year: 1986})
	x := match.NewIndex(&cite.Library{References: []*cite.Reference{fish, zinc}})
	const this = "pmid:29480918 (Cancer research 1986)"
	for _, tc := range []struct {
		name string
		m    claim.Mention
		hint string
	}{
		{"a PMID taken for a PMCID", claim.Mention{IDs: []cite.ID{{Kind: cite.KindPMCID, Value: "PMC29480918"}}}, this + " is about this: correct the id"},
		{"a PMCID taken for a PMID", claim.Mention{IDs: pmid("6541234")}, this + " is about this: correct the id"},
		{"digits that are swapped", claim.Mention{IDs: pmid("29489018")}, this + " is about this: correct the id"},
		{"a wrong digit", claim.Mention{IDs: pmid("29480913")}, this + " is about this: correct the id"},
		{"a digit too few", claim.Mention{IDs: pmid("2948918")}, this + " is about this: correct the id"},
		{"other digits", claim.Mention{IDs: pmid("29489108")}, "stet cite add 29489108"},
		{"a slip to a work about something else", claim.Mention{IDs: pmid("30158350")}, "stet cite add 30158350"},
		{"a key of author and year", claim.Mention{Keys: []string{"Yu1986b"}}, "write [@pmid:29480918], if " + this + " is the study meant"},
		{"a key of another year", claim.Mention{Keys: []string{"Yu1987"}}, "write a key of citations.yaml"},
		{"a key of another author", claim.Mention{Keys: []string{"Ho1986"}}, "write a key of citations.yaml"},
		{"a key without a year", claim.Mention{Keys: []string{"fish"}}, "write a key of citations.yaml"},
	} {
		got := x.Claim(of("Salted fish causes nasopharyngeal carcinoma in Hong Kong.", tc.m), "")[0]
		if got.Verdict != match.UnknownID || !strings.Contains(got.Hint, tc.hint) {
			t.Errorf("%s: %s %q, want a hint with %q", tc.name, got.Verdict, got.Hint, tc.hint)
		}
	}
}

// TestMainTitle holds that a list entry may leave out a subtitle where author,
// journal and year agree, and that parts of a series are told apart.
func TestMainTitle(t *testing.T) {
	x := match.NewIndex(akin())
	const main = "Cantonese-style salted fish as a cause of nasopharyngeal carcinoma"
	for _, tc := range []struct {
		name  string
		entry claim.Source
		want  match.Verdict
	}{
		{"all agrees", claim.Source{Title: main, Journal: "Cancer Research", Year: 1986, Authors: []string{"Yu"}}, match.Matched},
		{"another subtitle", claim.Source{Title: main + ": a cohort of fishermen in Macau", Journal: "Cancer Research", Year: 1986, Authors: []string{"Yu"}}, match.UnknownID},
		{"another year", claim.Source{Title: main, Journal: "Cancer Research", Year: 1990, Authors: []string{"Yu"}}, match.UnknownID},
		{"no author", claim.Source{Title: main, Journal: "Cancer Research", Year: 1986}, match.UnknownID},
		{"less than the main title", claim.Source{Title: "Cantonese-style salted fish", Journal: "Cancer Research", Year: 1986, Authors: []string{"Yu"}}, match.UnknownID},
	} {
		tc.entry.Label, tc.entry.Raw = "1", tc.entry.Title
		m := claim.Mention{Kind: claim.Numeric, Refs: []string{"1"}, Entries: []claim.Source{tc.entry}}
		if got := x.Claim(of("Salted fish causes nasopharyngeal carcinoma in Hong Kong.", m), "")[0]; got.Verdict != tc.want {
			t.Errorf("%s: %s, want %s: %s", tc.name, got.Verdict, tc.want, got.Message)
		}
	}
}

// TestMisnumbered holds that of a sentence whose marker leads to another entry
// than it speaks of the reference is named that its own words fit.
func TestMisnumbered(t *testing.T) {
	fish := verified(cite.Reference{Key: "yu1986", PMID: "29480918", Title: "Salted fish and nasopharyngeal carcinoma in Hong Kong", Authors: []string{"Yu MC"},
		Journal: journal("Cancer research", "Cancer Res"), Year: 1986, Terms: "salt, fish, nasopharyng, carcinoma, hong, kong"})
	zinc := verified(cite.Reference{Key: "po2001", PMID: "30158359", Title: "Zinc lozenges and colds in nurses", Authors: []string{"Po K"}, Journal: journal("Chest", "Chest"), Year: 2001})
	x := match.NewIndex(&cite.Library{References: []*cite.Reference{fish, zinc}})
	entry := claim.Source{Label: "4", IDs: pmid("30158359"), Title: zinc.Title, Journal: "Chest", Year: 2001, Authors: []string{"Po"}, Raw: "x"}
	for _, tc := range []struct {
		name, text string
		year       int
		hint       string
	}{
		{"its words fit another", "Salted fish causes nasopharyngeal carcinoma in Hong Kong.", 1986, "the words of the sentence fit yu1986 (Cancer research 1986), pmid:29480918: correct the number"},
		{"its words fit none", "Salted fish causes nasopharyngeal carcinoma in Hong Kong.", 1980, "correct the id of the entry or its words"},
		{"what they fit is about something else", "Magnesium lowers blood pressure.", 1986, "correct the id of the entry or its words"},
	} {
		m := claim.Mention{Kind: claim.Numeric, Refs: []string{"4"}, Resolved: pmid("30158359"), Entries: []claim.Source{entry}, Journal: "Cancer Research", Year: tc.year}
		if got := x.Claim(of(tc.text, m), "")[0]; got.Verdict != match.IdentityMismatch || !strings.HasPrefix(got.Hint, tc.hint) {
			t.Errorf("%s: %s, hint %q; want %q", tc.name, got.Verdict, got.Hint, tc.hint)
		}
	}
}

// TestSharedWords holds that the words of a subject are shown as the sentence
// has them, everyday ones where there is no telling one, and that others say
// where they stand.
func TestSharedWords(t *testing.T) {
	x := match.NewIndex(akin())
	for _, tc := range []struct {
		text, heading string
		said, found   string
	}{
		{"Risk was called higher with salted fish in Hong Kong.", "", "Hong, Kong, salted fish", "Hong, Kong, salted fish"},
		{"Risk was higher in Hong Kong.", "Salted fish", "Hong, Kong", "Hong, Kong, Salted fish (heading)"},
		{"Risk was called higher.", "", "called, higher, Risk", ""},
		{"There was more of it.", "", "", ""},
	} {
		c := of(tc.text, claim.Mention{IDs: pmid("201")})
		c.Heading = tc.heading
		got := x.Claim(c, "")[0]
		f := got.Fields[len(got.Fields)-1]
		if f.Name != "subject" || f.Stated != tc.said || f.Found != tc.found {
			t.Errorf("%q: %s %q, %q; want %q, %q", tc.text, f.Name, f.Stated, f.Found, tc.said, tc.found)
		}
	}
}

// TestOutshone holds that a work that a nearer one outshines is not said to be
// about another subject.
func TestOutshone(t *testing.T) {
	lib := siblings()
	lib.References[0].Year = 2016
	lib.References[0] = verified(*lib.References[0])
	got := match.NewIndex(lib).Claim(of("Cholecalciferol, vitamin D, for a squad with a nurse in a pool: "+aboutFalls, claim.Mention{Authors: []string{"Berg"}, Year: 2018}), "")[0]
	const want = `but falls is nearer to its subject`
	if got.Verdict != match.OffTopic || !strings.Contains(got.Message, want) || !strings.HasPrefix(got.Hint, "falls ") {
		t.Errorf("%s: %s (%s), want %q", got.Verdict, got.Message, got.Hint, want)
	}
}
