package match_test

import (
	"fmt"
	"strings"
	"testing"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
)

// siblings are two papers of one journal and year, of which the second shares
// a good deal with sentences about the first.
func siblings() *cite.Library {
	return &cite.Library{References: []*cite.Reference{
		verified(cite.Reference{Key: "falls", PMID: "101", Title: "Vitamin D and falls in nursing homes", Authors: []string{"Olsen A"}, Journal: nutrients, Year: 2018,
			Terms: "vitamin-d, fall, nurs, home, resid, sway, balanc, cholecalciferol, hip"}),
		verified(cite.Reference{Key: "colds", PMID: "102", Title: "Vitamin D and colds in swimmers", Authors: []string{"Berg B"}, Journal: nutrients, Year: 2018,
			Terms: "vitamin-d, cold, swimmer, cholecalciferol, nurs, squad, pool"}),
	}}
}

const aboutFalls = "Cholecalciferol kept residents of nursing homes from falls, hip fractures and sway, as vitamin D is good for balance."

// TestOutdone holds that of two references that fit the words one is meant if
// it is far nearer to the subject, and that the id of the other is then wrong.
func TestOutdone(t *testing.T) {
	x := match.NewIndex(siblings())
	words := claim.Mention{Journal: "Nutrients", Year: 2018}
	for _, tc := range []struct {
		name string
		text string
		ids  []cite.ID
		want match.Verdict
		ref  string
	}{
		{"the nearer one is meant", aboutFalls, nil, match.Matched, "falls"},
		{"both are near", "Vitamin D, as cholecalciferol, does something for nurses.", nil, match.Ambiguous, ""},
		{"its id", aboutFalls, pmid("101"), match.Matched, "falls"},
		{"the id of the other", aboutFalls, pmid("102"), match.OffTopic, "colds"},
	} {
		m := words
		m.IDs = tc.ids
		got := x.Claim(of(tc.text, m), "")[0]
		if got.Verdict != tc.want || tc.ref != "" && (len(got.References) == 0 || got.References[0] != tc.ref) {
			t.Errorf("%s: %s %v, want %s %s: %s", tc.name, got.Verdict, got.References, tc.want, tc.ref, got.Message)
		}
	}
}

// TestLacksMuch holds that of a journal and a year a work does not stand that
// shares some of the sentence and lacks more of it, unless its author is named;
// and that of many works of the two less may be lacking.
func TestLacksMuch(t *testing.T) {
	x := match.NewIndex(&cite.Library{References: siblings().References[1:]})
	for _, tc := range []struct {
		text    string
		authors []string
		want    match.Verdict
	}{
		{"Cholecalciferol, as vitamin D, kept a squad of swimmers from colds.", nil, match.Matched},
		{"In the pool a squad of swimmers had fewer fractures, ulcers, dementia, gout and falls.", nil, match.OffTopic},
		{"In the pool a squad of swimmers had fewer fractures, ulcers, dementia, gout and falls.", []string{"Berg"}, match.Matched},
		{"In the pool a squad of swimmers won more often than others, slept longer, kept their tempers and came home earlier.", nil, match.Matched},
	} {
		m := claim.Mention{Journal: "Nutrients", Year: 2018, Authors: tc.authors}
		if got := x.Claim(of(tc.text, m), "")[0]; got.Verdict != tc.want {
			t.Errorf("%q %q: %s, want %s: %s", tc.text, tc.authors, got.Verdict, tc.want, got.Message)
		}
	}
}

// TestOnlineYear holds that an author and the year of the electronic publication
// name a paper only if it has more of the sentence than it lacks, where those of
// the issue name it anyhow.
func TestOnlineYear(t *testing.T) {
	x := match.NewIndex(&cite.Library{References: []*cite.Reference{
		verified(cite.Reference{Key: "volume", Title: "Dose-response of weekly training volume and muscle mass", Authors: []string{"Olsen A"}, Journal: nutrients, Year: 2017, Epub: 2016, Terms: "volum, muscl, hypertrophi, weekli, bicep, quadricep, squat, barbell"}),
	}})
	const sibling = "Weekly squats with a barbell gave hypertrophy of biceps and quadriceps, and more FOXO3, TNFR2, IGFBP5 and SOCS2."
	for _, tc := range []struct {
		text string
		year int
		want match.Verdict
	}{
		{"More sets a week, hence more volume, gave more hypertrophy of muscle.", 2016, match.Matched},
		{sibling, 2017, match.Matched},
		{sibling, 2016, match.OffTopic},
	} {
		m := claim.Mention{Authors: []string{"Olsen"}, Year: tc.year}
		if got := x.Claim(of(tc.text, m), "")[0]; got.Verdict != tc.want {
			t.Errorf("%d %q: %s, want %s: %s", tc.year, tc.text, got.Verdict, tc.want, got.Message)
		}
	}
}

// TestCrowd holds that what names one of few works of a journal and a year does
// not name one of many.
func TestCrowd(t *testing.T) {
	lib := &cite.Library{References: siblings().References[1:]}
	text := "In the pool a squad had fewer fractures and ulcers."
	for _, want := range []match.Verdict{match.Matched, match.OffTopic} {
		m := claim.Mention{Journal: "Nutrients", Year: 2018}
		if got := match.NewIndex(lib).Claim(of(text, m), "")[0]; got.Verdict != want {
			t.Errorf("of %d: %s, want %s: %s", len(lib.References), got.Verdict, want, got.Message)
		}
		for i := range 15 {
			lib.References = append(lib.References, verified(cite.Reference{Key: fmt.Sprint("other", i), Title: "Garlic and gout", Journal: nutrients, Year: 2018, Terms: "garlic, gout"}))
		}
	}
}

// TestEntryJournal holds that a journal of which the finder read a part only
// agrees where the whole name stands in the entry, and not by its title.
func TestEntryJournal(t *testing.T) {
	x := match.NewIndex(&cite.Library{References: []*cite.Reference{
		verified(cite.Reference{Key: "falls", PMID: "101", Title: "Falls and hip fractures in clinical nutrition", Authors: []string{"Olsen A"}, Journal: journal("Clinical nutrition (Edinburgh, Scotland)", "Clin Nutr"), Year: 2018}),
	}})
	for _, tc := range []struct {
		raw  string
		want match.Verdict
	}{
		{"Olsen A. Falls and hip fractures in clinical nutrition. Clin. Nutr. 2018;3:1-9.", match.Matched},
		{"Olsen A. Falls and hip fractures in clinical nutrition. Pain. Nutr. 2018;3:1-9.", match.IdentityMismatch},
	} {
		m := claim.Mention{Kind: claim.Numeric, Refs: []string{"1"}, Resolved: pmid("101"),
			Entries: []claim.Source{{Label: "1", Title: "Falls and hip fractures in clinical nutrition", Journal: "Nutr", Year: 2018, IDs: pmid("101"), Raw: tc.raw}}}
		if got := x.Claim(of("Falls lead to hip fractures.", m), "")[0]; got.Verdict != tc.want {
			t.Errorf("%q: %s, want %s: %s", tc.raw, got.Verdict, tc.want, got.Message)
		}
	}
}

// TestWroteNearer holds that journal, year and author do not name a paper of
// theirs if they have written another one that the sentence is about, which is
// then named; nor if the sentence is about something else altogether; and that
// they do if it may be about theirs.
func TestWroteNearer(t *testing.T) {
	paper := func(key, title, author string, year int, stems cite.Terms) *cite.Reference {
		return verified(cite.Reference{Key: key, Title: title, Authors: []string{author, "Imrey PB"}, Journal: nutrients, Year: year, Terms: stems})
	}
	fish := paper("fish", "Salted fish and cancer of the nose", "Olsen RW", 1998, "salt, fish, cancer, nose, diet, weekly")
	dust := paper("dust", "Wood dust, formaldehyde and cancer of the nose", "Olsen RW", 2000, "wood, dust, formaldehyd, cancer, nose, carpent")
	others := paper("others", "Salted fish and cancer of the nose in children", "Berg AB", 1999, "salt, fish, cancer, nose, child")
	m := claim.Mention{Text: "it", Journal: "Nutrients", Year: 2000, Authors: []string{"Olsen"}}
	for _, tc := range []struct {
		name, text string
		library    []*cite.Reference
		want       match.Verdict
		rival      string
	}{
		{"another of theirs", "Olsen's 2000 paper in Nutrients blamed salted fish.", []*cite.Reference{fish, dust}, match.OffTopic, "fish"},
		{"what it is about", "Olsen's 2000 paper in Nutrients blamed wood dust.", []*cite.Reference{fish, dust}, match.Matched, ""},
		{"one by others", "Olsen's 2000 paper in Nutrients blamed salted fish.", []*cite.Reference{others, dust}, match.OffTopic, ""},
		{"one by others, and both are near", "Olsen's 2000 paper in Nutrients blamed salted fish and cancer.", []*cite.Reference{others, dust}, match.Matched, ""},
		{"little said", "Olsen's 2000 paper in Nutrients had the most to say on this.", []*cite.Reference{fish, dust}, match.Matched, ""},
	} {
		got := match.NewIndex(&cite.Library{References: tc.library}).Claim(of(tc.text, m), "")[0]
		if got.Verdict != tc.want || tc.rival != "" && !strings.Contains(got.Hint, tc.rival) {
			t.Errorf("%s: %s, want %s; %s; %s", tc.name, got.Verdict, tc.want, got.Message, got.Hint)
		}
	}
}
