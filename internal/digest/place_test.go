package digest_test

import (
	"strings"
	"testing"

	"stet/internal/article"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/source"
)

const onePaper = `- key: lee1994
  pmid: "7960230"
  doi: 10.1002/ijc.2910590502
  title: "Preserved foods and nasopharyngeal carcinoma: a case-control study among Singapore Chinese"
  authors: [Lee HP]
  journal: International journal of cancer
  year: 1994
`

// TestFileNameIsNoSubject holds that a file's name, which stands for a title
// that is not there, does not say what a sentence is about, and that a title does.
func TestFileNameIsNoSubject(t *testing.T) {
	x := match.NewIndex(vouchedLibrary(t, onePaper))
	for _, tc := range []struct {
		path, text string
		want       match.Verdict
	}{
		{"asthma.md", "See PMID 7960230.", match.Matched},
		{"asthma.md", "See PMID 7960230 and doi:10.1002/ijc.2910590502.", match.Matched},
		{"asthma.md", "# Asthma\n\nSee PMID 7960230.", match.OffTopic},
		{"asthma.md", "---\ntitle: Asthma\n---\nSee PMID 7960230.", match.OffTopic},
		{"asthma.md", "## Asthma\n\nSee PMID 7960230.", match.OffTopic},
		{"notes.md", "Inhalers help against asthma, PMID 7960230.", match.OffTopic},
		{"foods.md", "Preserved foods raise the risk of nasopharyngeal carcinoma (PMID 7960230).", match.Matched},
	} {
		f := source.NewFile(tc.path, []byte(tc.text))
		d := digest.Match(digest.Read(f, digest.Options{Article: article.Options{Strict: true}}), x)
		if len(d.Claims) != 1 || d.Claims[0].Verdict != tc.want {
			t.Errorf("%s, %q: want one claim, %s; got %+v", tc.path, tc.text, tc.want, d.Claims)
		}
	}
}

// TestHintsNameThePlace holds that what a hint says to run can be run, in the
// matches, which ledgers print, as in the findings.
func TestHintsNameThePlace(t *testing.T) {
	x := match.NewIndex(vouchedLibrary(t, onePaper))
	d := digest.Match(read(t, "---\ntitle: Soy\n---\n\nA 2015 trial in Menopause found that soy\neases hot flushes.\n"), x)
	if len(d.Claims) != 1 || len(d.Findings) == 0 {
		t.Fatalf("%d claims, findings %v", len(d.Claims), d.Findings)
	}
	const want = "'stet cite find content/fish.md:5'"
	for _, hint := range []string{d.Claims[0].Matches[0].Hint, d.Findings[0].Hint} {
		if !strings.Contains(hint, want) {
			t.Errorf("hint %q, want %s in it", hint, want)
		}
	}
}
