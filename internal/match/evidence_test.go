package match_test

import (
	"fmt"
	"testing"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
)

// onSmartHomes is a library of one subject: most of its references share the
// subject's own words.
func onSmartHomes() *cite.Library {
	lib := &cite.Library{}
	for i, about := range []struct {
		title string
		terms []string
	}{
		{"Smart homes and falls of older adults", []string{"fall", "floor", "vibrat", "alarm", "balanc", "hip"}},
		{"Smart homes and sleep", []string{"mattress", "insomnia", "snore", "actigraphi", "bedroom", "night"}},
		{"Kitchens of smart homes", []string{"stove", "cook", "burner", "appetit", "meal", "oven"}},
		{"Smart homes in Finland", []string{"finland", "municip", "tax", "interview", "caregiv", "accept"}},
		{"Doors of smart homes", []string{"door", "wander", "dementia", "magnet", "switch", "street"}},
		{"Privacy in smart homes", []string{"privaci", "camera", "consent", "lawyer", "data", "breach"}},
	} {
		r := cite.Reference{PMID: cite.PMID(fmt.Sprint(101 + i)), Title: about.title, Authors: []string{"Olsen A", "Berg B"}, Journal: nutrients, Year: 2012 + i, Terms: cite.NewTerms(append(about.terms, "smart", "home", "sensor"))}
		lib.References = append(lib.References, verified(r))
	}
	return lib
}

// TestSubjectsOwnWords holds what is asked of words in a library of one subject:
// a sentence that says little is not off topic, one that is rather about another
// reference is.
func TestSubjectsOwnWords(t *testing.T) {
	x := match.NewIndex(onSmartHomes())
	byID := claim.Mention{Text: "it", IDs: pmid("101")}
	byIssue := claim.Mention{Text: "it", Journal: "Nutrients", Year: 2012}
	byAuthor := claim.Mention{Text: "it", Authors: []string{"Olsen"}, Year: 2012}
	for _, tc := range []struct {
		name, text, title string
		by                claim.Mention
		want              match.Verdict
	}{
		{"an id, and little said", "The authors themselves ask for caution.", "Smart homes", byID, match.Matched},
		{"an author, and little said", "Olsen (2012) had the most to say on this.", "Smart homes", byAuthor, match.Matched},
		{"a journal, and little said", "The same was asked in Nutrients in 2012.", "Smart homes", byIssue, match.Matched},
		{"little said in an article on something else", "The authors themselves ask for caution.", "Salted fish", byID, match.OffTopic},
		{"a journal, and little said in an article on nothing", "The same was asked in Nutrients in 2012.", "News", byIssue, match.OffTopic},
		{"what it is about", "Vibration of the floor raises the alarm after falls.", "Smart homes", byID, match.Matched},
		{"what another one is about", "Actigraphy and the mattress found insomnia and snoring.", "Smart homes", byID, match.OffTopic},
		{"a little of what another one is about", "Snoring kept them in the bedroom.", "Smart homes", byID, match.OffTopic},
		{"what none is about", "Heparin lowers the risk of thrombosis after surgery of the pelvis in women with endometriosis.", "Smart homes", byID, match.OffTopic},
	} {
		got := x.Claim(of(tc.text, tc.by), tc.title)[0]
		if got.Verdict != tc.want {
			t.Errorf("%s: %s, want %s: %+v", tc.name, got.Verdict, tc.want, got.Fields)
		}
		if subject := got.Fields[len(got.Fields)-1]; subject.Name != "subject" || subject.OK != (tc.want == match.Matched) {
			t.Errorf("%s: the subject is said to be %+v", tc.name, subject)
		}
	}
}

// TestCoinedNames holds that names which only a paper on them would have speak
// against a record without them.
func TestCoinedNames(t *testing.T) {
	x := match.NewIndex(&cite.Library{References: []*cite.Reference{
		verified(cite.Reference{Key: "it", PMID: "1", Title: "Regulation of genes by long RNA", Journal: nutrients, Year: 2018, Terms: "reporter, luciferas, rna, bind, upregul"}),
	}})
	for text, want := range map[string]match.Verdict{
		"Luciferase reporters showed that the RNA was bound and regulated genes.":                       match.Matched,
		"Luciferase reporters showed that QWALAT1 binds qiR-3829 and regulates XYZB2, ABCQ7 and KLMT9.": match.OffTopic,
	} {
		if got := x.Claim(of(text, claim.Mention{Journal: "Nutrients", Year: 2018}), "")[0]; got.Verdict != want {
			t.Errorf("%q: %s, want %s", text, got.Verdict, want)
		}
	}
}

// TestPointing holds that a sentence which does no more than point to a source
// is judged by the one that it points at, and that one with words of its own
// is not.
func TestPointing(t *testing.T) {
	x := match.NewIndex(siblings())
	for _, tc := range []struct {
		text, about, id string
		want            match.Verdict
	}{
		{"The study is here.", aboutFalls, "101", match.Matched},
		{"The study is here.", aboutFalls, "102", match.OffTopic},
		{"The study is here.", "", "102", match.Matched},
		{"A squad of swimmers had fewer colds.", aboutFalls, "102", match.Matched},
		{"The authors ask for caution with squads of swimmers.", aboutFalls, "102", match.Matched},
	} {
		c := of(tc.text, claim.Mention{Text: "here", IDs: pmid(tc.id)})
		c.About = tc.about
		if got := x.Claim(c, "")[0]; got.Verdict != tc.want {
			t.Errorf("%q of %q: %s, want %s: %s", tc.text, tc.about, got.Verdict, tc.want, got.Message)
		}
	}
}
