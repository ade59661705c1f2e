package fix_test

import (
	"testing"

	"stet/internal/cite"
	"stet/internal/source"
)

func TestMend(t *testing.T) {
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", []byte(library)))
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"See [it](https://www.ncbi.nlm.nih.gov/pubmed/9650558) and http://dx.doi.org/10.1002/ijc.2910.\n":                                                                             "See [it](https://pubmed.ncbi.nlm.nih.gov/9650558/) and https://doi.org/10.1002/ijc.2910.\n",
		"[a][1] <https://www.ncbi.nlm.nih.gov/pmc/articles/PMC128915/>\n\n[1]: https://www.ncbi.nlm.nih.gov/pubmed/9650558/\n":                                                        "[a][1] <https://pmc.ncbi.nlm.nih.gov/articles/PMC128915/>\n\n[1]: https://pubmed.ncbi.nlm.nih.gov/9650558/\n",
		"<p>See <a href=\"http://dx.doi.org/10.1002/ijc.2910\">it</a>.</p>\n":                                                                                                         "<p>See <a href=\"https://doi.org/10.1002/ijc.2910\">it</a>.</p>\n",
		"Salted fish [@pmid:PMC128915; @pmcid:128916; @yu1986].\n":                                                                                                                    "Salted fish [@PMC128915; @PMC128916; @yu1986].\n",
		"Salted fish [@https://pubmed.ncbi.nlm.nih.gov/9650558/].\n":                                                                                                                  "Salted fish [@pmid:9650558].\n",
		"Salted fish (PMID: PMC128915) in *Cancer Research* in 1986.\n":                                                                                                               "Salted fish (PMCID: PMC128915) in *Cancer Research* in 1986.\n",
		"Salted fish [1].\n\n## References\n\n1. Armstrong RW. Nasopharyngeal carcinoma in Malaysian Chinese: salted fish and dietary exposures. Int J Cancer. 1998. PMID: 9650558\n": "Salted fish [1].\n\n## References\n\n1. Armstrong RW. Nasopharyngeal carcinoma in Malaysian Chinese: salted fish and other dietary exposures. Int J Cancer. 1998. PMID: 9650558\n",
		// What means something else, or more, stays.
		"[s](https://www.ncbi.nlm.nih.gov/pubmed/?term=fish) [d](https://www.ncbi.nlm.nih.gov/pmc/articles/PMC128915/#S2) [@pmid:12] `http://dx.doi.org/10.1/x`\n": "",
		"Salted fish [1].\n\n## References\n\n1. Smith A. Another paper of something else. Thorax. 1998. PMID: 9650558\n":                                          "",
	} {
		if want == "" {
			want = in
		}
		d := draft(t, in)
		var edits []source.Edit
		for _, c := range d.Mend(lib.Find) {
			edits = append(edits, c.Edit)
		}
		if got := string(source.Splice([]byte(in), edits)); got != want {
			t.Errorf("%q becomes\n%q, want\n%q", in, got, want)
		}
		if len(edits) > 0 {
			if more := draft(t, want).Mend(lib.Find); len(more) > 0 {
				t.Errorf("%q is mended again: %v", want, more)
			}
		}
	}
}
