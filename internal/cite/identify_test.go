package cite_test

import (
	"fmt"
	"strings"
	"testing"

	"stet/internal/cite"
)

// osteopathic is PubMed's record of a paper, as it is fetched.
func osteopathic() *cite.Reference {
	return &cite.Reference{
		Key: "pmid:29480918", PMID: "29480918", DOI: "10.7556/jaoa.2018.037", Title: "Role of Magnesium in Vitamin D Activation and Function.",
		Authors: []string{"Uwitonze AM", "Razzaque MS"}, Journal: cite.Journal{Title: "The Journal of the American Osteopathic Association", Abbr: "J Am Osteopath Assoc"},
		Year: 2018, Epub: 2017, Volume: "118", Issue: "3", Pages: "181-189", Verified: later,
	}
}

func TestUnlike(t *testing.T) {
	for entry, want := range map[string]string{
		"title: Role of magnesium in vitamin D activation & function":                                          "title",
		"title: role of magnesium in vitamin-D activation and function":                                        "",
		"title: Role of Magnesium in Vitamin D Activation and Function\n  year: 2017":                          "",
		"title: Role of Magnesium in Vitamin D Activation and Function\n  year: 2019":                          "year",
		"title: Role of Magnesium in Vitamin D Activation and Function\n  authors: [Uwitonze A]":               "",
		"title: Role of Magnesium in Vitamin D Activation and Function\n  authors: [Razzaque MS]":              "authors",
		"title: Role of Magnesium in Vitamin D Activation and Function\n  journal: J. Am. Osteopath. Assoc.":   "",
		"title: Role of Magnesium in Vitamin D Activation and Function\n  journal: Osteoporosis International": "journal",
		"title: Role of Magnesium in Vitamin D Activation and Function\n  volume: 9":                           "",
		"year: 2018":   "title",
		"title: \"?\"": "title",
	} {
		r := parse(t, "- key: a\n  "+entry+"\n").References[0]
		if got := cite.Unlike(r, osteopathic()); got != want {
			t.Errorf("%s\ndiffers in %q, want %q", entry, got, want)
		}
	}
}

func TestIdentify(t *testing.T) {
	const title = "  title: Role of Magnesium in Vitamin D Activation and Function\n"
	twin := osteopathic()
	twin.Key, twin.PMID, twin.DOI, twin.Volume, twin.Pages = "pmid:7", "7", "", "1", "5-9"
	other := osteopathic()
	other.Title = "Role of Zinc"
	one, both := []*cite.Reference{osteopathic()}, []*cite.Reference{twin, osteopathic(), other}
	for _, tc := range []struct {
		name, in string
		records  []*cite.Reference
		pmid     cite.PMID
		reason   string
	}{
		{"one", "# mine\n- key: a # here\n" + title, one, "29480918", ""},
		{"none", "- key: a\n  title: Zinc\n", both, "", "no record is found with its title"},
		{"no title", "- key: a\n", one, "", "its title is missing, by which it would be known"},
		{"two", "- key: a\n" + title, both, "", "2 records fit it, pmid:7, pmid:29480918; write the id of the one that is meant into the entry"},
		{"two, and the place", "- key: a\n" + title + "  volume: 118\n  pages: \"181\"\n", both, "29480918", ""},
		{"another year", "- key: a\n" + title + "  year: 1999\n", one, "", "pmid:29480918 has its title and differs in the year; write the id into the entry if it is the paper"},
		{"of another entry", "- key: a\n" + title + "- doi: 10.7556/jaoa.2018.037\n", one, "", "it is the paper of the entry doi:10.7556/jaoa.2018.037, on line 3; keep one of the two"},
		{"twice", "- key: a\n" + title + "- key: b\n" + title, one, "29480918", ""},
		{"has an id", "- key: a\n  pmid: 5\n" + title, one, "", ""},
	} {
		b, done, err := cite.Identify(libraryFile(tc.in), []cite.Candidates{{Key: "a", Records: tc.records}, {Key: "b", Records: tc.records}})
		if err != nil {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		var got cite.Identified
		if len(done) > 0 {
			got = done[0]
		}
		if got.PMID != tc.pmid || got.Reason != tc.reason {
			t.Errorf("%s: %+v\nwant %q, %q", tc.name, got, tc.pmid, tc.reason)
		}
		if tc.pmid == "" {
			if string(b) != tc.in {
				t.Errorf("%s: the library changed:\n%s", tc.name, b)
			}
			continue
		}
		if r := parse(t, string(b)).Key("a"); r.PMID != tc.pmid || r.State() != cite.Verified || r.Verified.At != later.At || r.DOI != "10.7556/jaoa.2018.037" {
			t.Errorf("%s: %+v", tc.name, r)
		}
		if strings.Count(string(b), "#") != strings.Count(tc.in, "#") {
			t.Errorf("%s: a comment is lost:\n%s", tc.name, b)
		}
		if tc.name == "twice" && fmt.Sprint(done[1].Reason) != "it is the paper of the entry a as well; keep one of the two" {
			t.Errorf("the second of two: %+v", done[1])
		}
	}
}

func TestFollow(t *testing.T) {
	now := osteopathic()
	now.Key, now.PMID, now.Title = "pmid:30000000", "30000000", "Role of Magnesium in Vitamin D"
	from := cite.ID{Kind: cite.KindPMID, Value: "29480918"}
	for in, want := range map[string]string{
		"- key: a\n  pmid: 29480918 # mine\n  title: Another\n": "a changed ",
		"- pmid: 29480918\n":                   "pmid:29480918 changed ",
		"- pmid: 5\n":                          "",
		"- pmid: 29480918\n- pmid: 30000000\n": "pmid:29480918 refused its record was merged into pmid:30000000, the entry pmid:30000000 on line 2; remove this one",
		"- key: a\n  pmid: 29480918\n  title: Another\n  verified: {at: 2026-11-20, from: editor, by: mk}\n": "a kept ",
	} {
		b, checked, err := cite.Follow(libraryFile(in), []cite.Move{{From: from, Record: now}})
		got := ""
		for _, c := range checked {
			got += c.Key + " " + []string{"confirmed", "completed", "changed", "refused", "kept"}[c.Outcome] + " " + c.Reason
		}
		if got != want || err != nil {
			t.Errorf("%s\ngot %q, %v; want %q", in, got, err, want)
		}
		r := parse(t, string(b)).ID(cite.ID{Kind: cite.KindPMID, Value: "30000000"})
		switch taken := strings.Contains(want, "changed"); {
		case taken && (r == nil || r.State() != cite.Verified || r.Title != now.Title):
			t.Errorf("%s\nbecomes\n%s", in, b)
		case !taken && string(b) != in:
			t.Errorf("%s\nchanged to\n%s", in, b)
		}
	}
}
