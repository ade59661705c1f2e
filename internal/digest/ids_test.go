package digest_test

import (
	"testing"

	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/source"
)

const twoOnMagnesium = `- key: fiorentini2021
  pmid: "33808247"
  pmcid: PMC8065437
  doi: 10.3390/nu13041136
  title: "Magnesium: Biochemistry, Nutrition, Detection, and Social Impact of Diseases Linked to Its Deficiency"
  authors: [Fiorentini D, Cappadone C, Farruggia G, Prata C]
  journal: Nutrients
  year: 2021
- key: uwitonze2018
  pmid: "29480918"
  doi: 10.7556/jaoa.2018.037
  title: Role of Magnesium in Vitamin D Activation and Function
  authors: [Uwitonze AM, Razzaque MS]
  journal: The Journal of the American Osteopathic Association
  year: 2018
- key: twice
  pmcid: PMC1111111
  title: Role of Magnesium in Vitamin D Activation and Function
  authors: [Uwitonze AM, Razzaque MS]
  journal: The Journal of the American Osteopathic Association
  year: 2018
`

// TestIDsOfOneWork holds that the ids of a list entry, or of one bracket, have
// to name one work, and that those of several sources need not.
func TestIDsOfOneWork(t *testing.T) {
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", []byte(twoOnMagnesium)))
	if err != nil {
		t.Fatal(err)
	}
	x := match.NewIndex(lib)
	const claim, entry = "Magnesium is needed to activate vitamin D", "\n\n## References\n\n1. Uwitonze AM, Razzaque MS. Role of magnesium in vitamin D activation and function. J Am Osteopath Assoc. 2018. "
	for _, tc := range []struct{ name, text, rule string }{
		{"an entry's PMID and DOI", claim + " [1]." + entry + "PMID: 29480918. doi: 10.3390/nu13041136", "id-disagreement"},
		{"the same, of one work", claim + " [1]." + entry + "PMID: 29480918. doi: 10.7556/jaoa.2018.037", ""},
		{"a work that the library has twice", claim + " [1]." + entry + "PMID: 29480918. PMCID: PMC1111111", ""},
		{"an id that the library has not", claim + " [1]." + entry + "PMID: 29480918. PMCID: PMC2222222", ""},
		{"a bracket's PMID and PMCID", claim + " (PMID: 29480918, PMCID: PMC8065437).", "id-disagreement"},
		{"the same, of one work", claim + " (PMID: 29480918, doi: 10.7556/jaoa.2018.037).", ""},
		{"two sources in one bracket", claim + " [@pmid:29480918; @PMC8065437].", ""},
		{"two PMIDs in one bracket", claim + " (PMID: 29480918, 33808247).", ""},
		{"an entry's title", claim + " [1]." + "\n\n## References\n\n1. Uwitonze AM, Razzaque MS. Vitamins for the hearts of swimmers. J Am Osteopath Assoc. 2018. PMID: 29480918.", "title-mismatch"},
		{"an entry of which more is wrong", claim + " [1]." + "\n\n## References\n\n1. Berg B. Vitamins for the hearts of swimmers. Nutrients. 2011. PMID: 29480918.", "identity-mismatch"},
	} {
		d := digest.Match(digest.Read(source.NewFile("a.md", []byte("---\ntitle: Magnesium\n---\n\n"+tc.text+"\n")), digest.Options{NoBody: true}), x)
		if len(d.Claims) != 1 || len(d.Claims[0].Matches) == 0 {
			t.Errorf("%s: %d claims: %+v", tc.name, len(d.Claims), d.Claims)
			continue
		}
		found := ""
		for _, f := range d.Findings {
			switch f.Rule {
			case "id-disagreement", "title-mismatch", "identity-mismatch":
				found = f.Rule
			}
		}
		if found != tc.rule {
			t.Errorf("%s: %q, want %q: %+v", tc.name, found, tc.rule, d.Claims[0].Matches)
		}
		if is := d.Claims[0].Verdict == match.IdentityMismatch; is != (tc.rule != "") {
			t.Errorf("%s: verdict %s", tc.name, d.Claims[0].Verdict)
		}
	}
}
