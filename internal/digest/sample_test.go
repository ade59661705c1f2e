package digest_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/source"
)

// TestSample holds the six attributions that the sample's article on magnesium
// tells of to the verdict, the nearest reference, and the fields that fail.
func TestSample(t *testing.T) {
	read := func(path string) *source.File {
		b, err := os.ReadFile("../../" + path)
		if err != nil {
			t.Fatal(err)
		}
		return source.NewFile(path, b)
	}
	lib, err := cite.ParseLibrary(read("citations.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	d := digest.Match(digest.Read(read("content/magnesium-glycinate.md"), digest.Options{NoBody: true}), match.NewIndex(lib))
	for _, tc := range []struct {
		text    string // of the mention
		verdict match.Verdict
		nearest string
		fails   string // fields, a comma apart
	}{
		{"2018 study in *Nutrients*", match.YearMismatch, "fiorentini2021", "year"},
		{"2020 study in the *Journal of Trace Elements in Medicine and Biology*", match.Unmatched, "fiorentini2021", "journal, year"},
		{"Research in *Osteoporosis International* in 2019", match.Unmatched, "uwitonze2018", "journal, year"},
		{"study published in *Hypertension* in 2021", match.Unmatched, "fiorentini2021", "journal"},
		{"second 2018 study in *Nutrients*", match.YearMismatch, "fiorentini2021", "year"},
		{"randomised trial in *Free Radical Biology and Medicine* in 2020", match.Unmatched, "fiorentini2021", "journal, year"},
	} {
		m := mentioned(d, tc.text)
		if m == nil {
			t.Errorf("%s is not found", tc.text)
			continue
		}
		var fails []string
		for _, f := range m.Fields {
			if !f.OK {
				fails = append(fails, f.Name)
			}
		}
		if m.Verdict != tc.verdict || len(m.Candidates) == 0 || m.Candidates[0].Reference != tc.nearest || strings.Join(fails, ", ") != tc.fails {
			t.Errorf("%s: %s, %v, %+v; want %s, %s first, %s to fail", tc.text, m.Verdict, fails, m.Candidates, tc.verdict, tc.nearest, tc.fails)
		}
		if !strings.Contains(m.Hint, tc.nearest) {
			t.Errorf("%s: the hint %q does not name %s", tc.text, m.Hint, tc.nearest)
		}
	}
}

// mentioned is the match of the mention with that text, or nil.
func mentioned(d digest.Digest, text string) *match.Match {
	for i := range d.Claims {
		at := slices.IndexFunc(d.Claims[i].Mentions, func(m claim.Mention) bool { return strings.Join(strings.Fields(m.Text), " ") == text })
		if at >= 0 {
			return &d.Claims[i].Matches[at]
		}
	}
	return nil
}
