package match_test

import (
	"testing"

	"stet/internal/claim"
	"stet/internal/match"
)

// TestAbsentQuantities holds that exact numbers, of which a record has nothing
// near, say that a sentence of few words is not about it, and that numbers
// which it has in another form do not.
func TestAbsentQuantities(t *testing.T) {
	lib := onSmartHomes()
	lib.References[0].Numbers = []string{"n 1387", "OR 2.45 (2.03-2.94)", "20-30 %", "12 weeks", "p 0.001"}
	x := match.NewIndex(lib)
	for _, tc := range []struct {
		text string
		want match.Verdict
	}{
		{"The mean stay was 5 days in 10 patients.", match.Matched},
		{"The odds ratio was 2.45.", match.Matched},
		{"About 1,400 people were followed for three months, and 28% did well.", match.Matched},
		{"A 2017 study by others came to 12% (pmid 101).", match.Matched}, // one alone says no more than a foreign word
		{"Of 53 patients and 76 controls all did well.", match.OffTopic},
		{"Twenty-three patients were well after 107 months.", match.OffTopic},
		{"41% and 52% did well, with an odds ratio of 1.75.", match.OffTopic},
	} {
		m := claim.Mention{Text: "it", Year: 2012, IDs: pmid("101")}
		if got := x.Claim(of(tc.text, m), "Smart homes")[0]; got.Verdict != tc.want {
			t.Errorf("%q: %s, want %s: %s", tc.text, got.Verdict, tc.want, got.Message)
		}
	}
}

// TestRareWord holds that a word which by chance is rare in a library says no
// more against the work that a sentence names than one that is not in it.
func TestRareWord(t *testing.T) {
	x := match.NewIndex(onSmartHomes())
	for text, want := range map[string]match.Verdict{
		"The one on snoring asks for caution.":                      match.OffTopic, // nearer to another
		"The longest of these ran for several seasons.":             match.Matched,
		"The longest ran through typhoons, harvests and monsoons.":  match.OffTopic,
		"Those who took part in it were content with it themselves": match.Matched,
	} {
		m := claim.Mention{Text: "it", IDs: pmid("101")}
		if got := x.Claim(of(text, m), "Smart homes")[0]; got.Verdict != want {
			t.Errorf("%q: %s, want %s: %s", text, got.Verdict, want, got.Message)
		}
	}
}
