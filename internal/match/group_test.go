package match_test

import (
	"slices"
	"strings"
	"testing"

	"stet/internal/claim"
	"stet/internal/match"
)

// TestGroup holds that a good entry of "[3,4]" does not hide a wrong one.
func TestGroup(t *testing.T) {
	x := match.NewIndex(library())
	const text = "Magnesium deficiency is linked to chronic diseases."
	right := claim.Source{Label: "4", IDs: pmid("33808247"), Journal: "Nutrients", Year: 2021, Raw: "Nutrients 2021"}
	wrong := claim.Source{Label: "3", IDs: pmid("29480918"), Journal: "The Lancet", Year: 2008, Raw: "The Lancet 2008"}
	for _, tc := range []struct {
		entries []claim.Source
		want    match.Verdict
	}{
		{[]claim.Source{right}, match.Matched},
		{[]claim.Source{wrong}, match.IdentityMismatch},
		{[]claim.Source{wrong, right}, match.IdentityMismatch},
		{[]claim.Source{right, wrong}, match.IdentityMismatch},
	} {
		m := claim.Mention{Kind: claim.Numeric, Entries: tc.entries}
		for _, e := range tc.entries {
			m.Refs = append(m.Refs, e.Label)
			m.Resolved = append(m.Resolved, e.IDs...)
		}
		if got := x.Claim(of(text, m), "")[0]; got.Verdict != tc.want {
			t.Errorf("entries %v: %s, want %s: %s", m.Refs, got.Verdict, tc.want, got.Message)
		}
	}
}

// TestGroupWithoutIDs holds the same of entries that their titles or only their
// journals and years lead to, and that what the sentence says need fit one alone.
func TestGroupWithoutIDs(t *testing.T) {
	x := match.NewIndex(library())
	const text = "Magnesium deficiency is linked to chronic diseases."
	titled := func(label, title, journal string, year int) claim.Source {
		return claim.Source{Label: label, Title: title, Journal: journal, Year: year, Raw: title + ". " + journal + "."}
	}
	const social, vitamin = "Magnesium: Biochemistry, Nutrition, Detection, and Social Impact of Diseases Linked to Its Deficiency",
		"Role of Magnesium in Vitamin D Activation and Function"
	right := titled("1", social, "Nutrients", 2021)
	support := titled("2", vitamin, "J Am Osteopath Assoc", 2018)
	remote := titled("2", "Three weeks of creatine monohydrate supplementation affects dihydrotestosterone to testosterone ratio in college-aged rugby players", "Clin J Sport Med", 2009)
	loose := claim.Source{Label: "2", Journal: "Hypertension", Year: 2015, Raw: "Hypertension 2015"}
	in2021 := claim.Mention{Journal: "Nutrients", Year: 2021}
	for _, tc := range []struct {
		name    string
		words   claim.Mention
		entries []claim.Source
		want    match.Verdict
		message string
	}{
		{"both right", claim.Mention{}, []claim.Source{right, support}, match.Matched, "fits fiorentini2021"},
		{"the sentence fits one", in2021, []claim.Source{right, support}, match.Matched, "fits fiorentini2021"},
		{"one is about something else", claim.Mention{}, []claim.Source{right, remote}, match.Matched, "fits fiorentini2021"},
		{"wrong year and journal", claim.Mention{}, []claim.Source{right, titled("2", vitamin, "The Lancet", 1999)}, match.YearMismatch, `no reference fits entry 2`},
		{"wrong one first", in2021, []claim.Source{titled("2", vitamin, "The Lancet", 1999), right}, match.YearMismatch, `no reference fits entry 2`},
		{"wrong journal", claim.Mention{}, []claim.Source{right, titled("2", vitamin, "The Lancet", 2018)}, match.JournalMismatch, `no reference fits entry 2`},
		{"missing", claim.Mention{}, []claim.Source{right, titled("2", "Zinc and the ageing brain in rural Norway", "The Lancet", 2018)}, match.UnknownID, "entry 2: no reference has the title"},
		{"journal and year, about something else", claim.Mention{}, []claim.Source{right, loose}, match.Matched, "fits fiorentini2021"},
		{"journal and year that nothing has", claim.Mention{}, []claim.Source{right, {Label: "2", Journal: "Menopause", Year: 1998, Raw: "Menopause 1998"}}, match.Unmatched, `no reference fits entry 2`},
		{"nothing that could be wrong", claim.Mention{}, []claim.Source{right, {Label: "2", Raw: "ibid."}}, match.Matched, "fits fiorentini2021"},
		{"beside an id", claim.Mention{IDs: pmid("33808247")}, []claim.Source{titled("2", vitamin, "The Lancet", 1999)}, match.YearMismatch, `no reference fits entry 2`},
	} {
		m := tc.words
		m.Text, m.Entries = "[1, 2]", tc.entries
		got := x.Claim(of(text, m), "")[0]
		if got.Verdict != tc.want || !strings.Contains(got.Message, tc.message) {
			t.Errorf("%s: %s: %s, want %s: %s", tc.name, got.Verdict, got.Message, tc.want, tc.message)
		}
	}
}

// TestEntryKeys holds that a key in a list entry leads to its reference, and that
// one which the library has not is named.
func TestEntryKeys(t *testing.T) {
	x := match.NewIndex(library())
	for _, tc := range []struct {
		key, title string
		want       match.Verdict
		message    string
	}{
		{"fiorentini2021", "", match.Matched, "fits fiorentini2021"},
		{"fiorentini2021", "Magnesium: Biochemistry, Nutrition, Detection, and Social Impact of Diseases", match.Matched, "fits fiorentini2021"},
		{"fiorentini2021", "Zinc and the ageing brain in rural Norway", match.IdentityMismatch, "entry 1 is Nutrients 2021"},
		{"fiorentini2012", "", match.UnknownID, `no reference has the key "fiorentini2012"`},
	} {
		m := claim.Mention{Text: "[1]", Refs: []string{"1"}, Entries: []claim.Source{{Label: "1", Title: tc.title, Keys: []string{tc.key}, Raw: tc.title}}}
		got := x.Claim(of("Magnesium deficiency is linked to chronic diseases.", m), "")[0]
		if got.Verdict != tc.want || !strings.Contains(got.Message, tc.message) {
			t.Errorf("%s, %q: %s: %s, want %s: %s", tc.key, tc.title, got.Verdict, got.Message, tc.want, tc.message)
		}
	}
}

// TestStray holds that of references named together one that shares nothing with
// the sentence is told, and one that shares a part is not.
func TestStray(t *testing.T) {
	x := match.NewIndex(siblings())
	for _, tc := range []struct {
		text string
		want []string
	}{
		{"Residents with a nurse had fewer falls, hip fractures and less sway.", nil}, // nurse
		{"Hip fractures and falls come of sway, and of a home with stairs.", []string{"colds"}},
		{"The authors ask for caution.", nil},
	} {
		m := claim.Mention{Keys: []string{"falls", "colds"}}
		got := x.Claim(of(tc.text, m), "")[0]
		if got.Verdict != match.Matched || !slices.Equal(got.Stray, tc.want) {
			t.Errorf("%q: %s, stray %v, want %v", tc.text, got.Verdict, got.Stray, tc.want)
		}
	}
}

// TestCandidatesOnce holds that a reference comes into question once, though both
// its title and its subject speak for it.
func TestCandidatesOnce(t *testing.T) {
	x := match.NewIndex(library())
	m := claim.Mention{Resolved: pmid("1"), Entries: []claim.Source{{Label: "3", Title: "Role of Magnesium in Vitamin D Activation and Function", IDs: pmid("1"), Year: 2018, Raw: "x"}}}
	got := x.Claim(of("Magnesium is a cofactor in the activation of vitamin D.", m), "")[0]
	seen := map[string]int{}
	for _, c := range got.Candidates {
		seen[c.Reference]++
	}
	if got.Verdict != match.UnknownID || seen["uwitonze2018"] != 1 {
		t.Errorf("%s, candidates %v", got.Verdict, seen)
	}
}

// TestFirstAuthor holds that "Lee et al." is the paper of which Lee is the
// first author, and that a co-author of another subject's paper is nobody.
func TestFirstAuthor(t *testing.T) {
	x := match.NewIndex(library())
	for _, tc := range []struct {
		text   string
		author string
		year   int
		want   match.Verdict
	}{
		{"Magnesium lowered blood pressure in placebo-controlled trials.", "Zhang", 2016, match.Matched},
		{"Magnesium lowered blood pressure in placebo-controlled trials.", "Rosanoff", 2016, match.Matched},
		{"Obesity changes the use of fat.", "Rosanoff", 2016, match.Unmatched},
		{"Magnesium lowered blood pressure in placebo-controlled trials.", "Zhang", 2018, match.YearMismatch},
	} {
		m := claim.Mention{Kind: claim.AuthorYear, Authors: []string{tc.author}, Year: tc.year}
		if got := x.Claim(of(tc.text, m), "")[0]; got.Verdict != tc.want {
			t.Errorf("%s %d, %q: %s, want %s: %s", tc.author, tc.year, tc.text, got.Verdict, tc.want, got.Message)
		}
	}
}
