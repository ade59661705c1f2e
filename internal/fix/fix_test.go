package fix_test

import (
	"errors"
	"strings"
	"testing"

	"stet/internal/article"
	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/fix"
	"stet/internal/match"
	"stet/internal/source"
)

// library holds two papers of one journal and year, and one of another. Their
// sums are those of what is written here.
const library = `- key: yu1986
  pmid: "3940655"
  title: "Cantonese-style salted fish as a cause of nasopharyngeal carcinoma: report of a case-control study in Hong Kong"
  authors: [Yu MC, Ho JH, Lai SH, Henderson BE]
  journal: Cancer research
  abbr: Cancer Res
  year: 1986
  mesh: [Carcinoma, Diet, Fishes, Hong Kong, Nasopharyngeal Neoplasms]
- pmid: "9650558"
  title: "Nasopharyngeal carcinoma in Malaysian Chinese: salted fish and other dietary exposures"
  authors: [Armstrong RW, Imrey PB, Lye MS]
  journal: International journal of cancer
  abbr: Int J Cancer
  year: 1998
  mesh: [Diet, Fishes, Malaysia, Nasopharyngeal Neoplasms]
`

// draft reads text as the article a.md, against the library with its records
// verified.
func draft(t *testing.T, text string) *fix.Draft {
	t.Helper()
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", []byte(library)))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range lib.References {
		r.Verified = cite.Verification{At: source.Date{Year: 2026, Month: 11, Day: 20}, From: "pubmed", Sum: r.Sum()}
	}
	index := match.NewIndex(lib)
	read := func(f *source.File) digest.Digest { return digest.Match(digest.Read(f, digest.Options{}), index) }
	f := source.NewFile("a.md", []byte(text))
	return &fix.Draft{Article: article.Parse(f, article.Options{}), Digest: read(f), Read: read}
}

func TestBind(t *testing.T) {
	for _, tc := range []struct {
		name, in, want string
		mention        int
	}{
		{"before the full stop", "A 1986 study in *Cancer Research* asked about salted fish and nasopharyngeal carcinoma.\n",
			"A 1986 study in *Cancer Research* asked about salted fish and nasopharyngeal carcinoma [@yu1986].\n", 0},
		{"within emphasis", "**Salted fish was the subject of a 1986 study in Cancer Research.** More.\n",
			"**Salted fish was the subject of a 1986 study in Cancer Research [@yu1986].** More.\n", 0},
		{"without a full stop", "- Salted fish: a 1986 study in *Cancer Research*\n- More\n",
			"- Salted fish: a 1986 study in *Cancer Research* [@yu1986]\n- More\n", 0},
		{"behind a bracket", "Salted fish is a cause of nasopharyngeal carcinoma (Yu et al., 1986), as others found too.\n",
			"Salted fish is a cause of nasopharyngeal carcinoma (Yu et al., 1986) [@yu1986], as others found too.\n", 0},
		{"a line of many", "Salted fish was the subject of Yu et al. (1986)\nin Hong Kong, and of Armstrong et al. (1998) in Malaysia.\r\n",
			"Salted fish was the subject of Yu et al. (1986) [@yu1986]\nin Hong Kong, and of Armstrong et al. (1998) in Malaysia.\r\n", 0},
	} {
		d := draft(t, tc.in)
		edits, verdict, err := d.Bind(fix.Target{Mention: tc.mention}, "yu1986")
		if err != nil || verdict != match.Matched {
			t.Errorf("%s: %s, %v", tc.name, verdict, err)
			continue
		}
		if got := string(source.Splice([]byte(tc.in), edits)); got != tc.want {
			t.Errorf("%s:\n%swant\n%s", tc.name, got, tc.want)
		}
	}
}

func TestBindRefuses(t *testing.T) {
	for in, want := range map[string]string{
		"A study of salted fish [@pmid:9650558].\n":                          "names its source by an id already",
		"Salted fish [1].\n\n## References\n\n1. Yu MC. Cancer Res 1986.\n":  "write the id into entry 1",
		"A 1992 study in *Cancer Research* asked about salted fish.\n":       "does not say what the record of yu1986 says",
		"A 1986 study in *The Lancet* asked about salted fish in Hong Kong.": "does not say what the record of yu1986 says",
	} {
		edits, _, err := draft(t, in).Bind(fix.Target{}, "yu1986")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", in, err, want)
		}
		if _, misfit := errors.AsType[*fix.MisfitError](err); misfit != (len(edits) > 0) {
			t.Errorf("%q: %d edits with error %v", in, len(edits), err)
		}
	}
}

// TestBindUnique binds what the words alone tell, and leaves the rest.
func TestBindUnique(t *testing.T) {
	const in = `# Salted fish

A 1986 study in *Cancer Research* asked about salted fish and nasopharyngeal carcinoma.
Armstrong et al. (1998) asked the same of salted fish in Malaysia; so did Yu et al. (1986) in Hong Kong.
A 1992 study in *Cancer Research* is not there. Salted fish was asked about before [@yu1986].
`
	d := draft(t, in)
	out := string(source.Splice([]byte(in), d.BindUnique()))
	if n := strings.Count(out, "[@yu1986]"); n != 3 {
		t.Errorf("yu1986 is cited %d times, want 3:\n%s", n, out)
	}
	if n := strings.Count(out, "[@pmid:9650558]"); n != 1 {
		t.Errorf("the paper without a key is cited %d times, want once:\n%s", n, out)
	}
	if more := draft(t, out).BindUnique(); len(more) > 0 {
		t.Errorf("what is bound is bound again: %v", more)
	}
}
