package claim_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWritten: ids that stand in the words, and links of all kinds, give the
// sentence they stand in its sources. Groups are mentions of their own.
func TestWritten(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"Zinc helps (PMID: 29480918).", "pmid:29480918"},
		{"Zinc helps (pmid 29480918).", "pmid:29480918"},
		{"Zinc helps [PMID:29480918].", "pmid:29480918"},
		{`Zinc helps \[PMID: 29480918\].`, "pmid:29480918"},
		{"Zinc helps (PubMed ID: 29480918).", "pmid:29480918"},
		{"Zinc helps (PMIDs: 29480918, 33808247).", "pmid:29480918 pmid:33808247"},
		{"Zinc helps (PMID 29480918, 33808247 and 31452104).", "pmid:29480918 pmid:33808247 pmid:31452104"},
		{"Zinc helps (PMID 29480918), and 1234567 people took it.", "pmid:29480918"},
		{"Zinc helps (PMID 29480918, PMCID: PMC8065437; doi: 10.1016/S0140-6736(18)31924-X).", "pmid:29480918 pmcid:PMC8065437 doi:10.1016/s0140-6736(18)31924-x"},
		{"Zinc helps, as PMC 8065437 says.", "pmcid:PMC8065437"},
		{"The PMC 12 study group met.", ""},
		{"Zinc helps (PMID: PMC8065437).", "!pmid:PMC8065437"},
		{"Zinc helps (PMID: 294809181).", "!pmid:294809181"},
		{"Zinc helps (doi:10.1111/acel.12617).", "doi:10.1111/acel.12617"},
		{"Zinc helps (doi.org/10.1111/acel.12617).", "doi:10.1111/acel.12617"},
		{"Zinc helps (10.1111/acel.12617).", "doi:10.1111/acel.12617"},
		{"Zinc helps in 10.5 of 100/mL.", ""},
		{"Zinc helps (pubmed.ncbi.nlm.nih.gov/29480918).", "pmid:29480918"},
		{"Zinc helps: pmc.ncbi.nlm.nih.gov/articles/PMC8065437/.", "pmcid:PMC8065437"},
		{"Zinc helps, says pubmed.ncbi.nlm.nih.gov/about.", ""},
		{"Zinc helps (NCT01234567, ISRCTN12345678).", ""},
		{"Zinc helps (https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(18)31924-X/fulltext).", "url:https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(18)31924-X/fulltext"},
		{`Zinc helps ([x](https://www.thelancet.com/journals/lancet/article/PIIS0140-6736\(18\)31924-X/fulltext "t")).`, "url:https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(18)31924-X/fulltext"},
		{"Zinc helps (https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2).", "doi:10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"},
		{"Zinc helps <https://pubmed.ncbi.nlm.nih.gov/29480918/>.", "pmid:29480918"},
		{"Zinc helps (www.ncbi.nlm.nih.gov/pubmed/29480918).", "pmid:29480918"},
		{"Zinc helps ([x](doi:10.1111/acel.12617)).", "doi:10.1111/acel.12617"},
		{"Zinc helps [colds][a] and [sleep].\n\n[a]: https://pubmed.ncbi.nlm.nih.gov/29480918/\n[sleep]: <https://doi.org/10.1111/acel.12617> \"t\"", "pmid:29480918 | doi:10.1111/acel.12617"},
		{"Zinc helps https://pubmed.ncbi.nlm.nih.gov/29480918/, https://pubmed.ncbi.nlm.nih.gov/33808247/ and sleep.", "pmid:29480918 pmid:33808247"},
		{"Zinc helps [1](https://pubmed.ncbi.nlm.nih.gov/29480918/), [2](https://pubmed.ncbi.nlm.nih.gov/33808247/).", "pmid:29480918 pmid:33808247 1 2"},
		{`Zinc helps [\[1\]](https://pubmed.ncbi.nlm.nih.gov/29480918/).`, "pmid:29480918 1"},
		{"Zinc helps.<sup>[1](https://pubmed.ncbi.nlm.nih.gov/29480918/)</sup>", "pmid:29480918 1"},
		{`Zinc helps.<sup><a href="https://pubmed.ncbi.nlm.nih.gov/29480918/">1</a></sup>`, "pmid:29480918 1"},
		{"Zinc helps.[<sup>1</sup>](https://pubmed.ncbi.nlm.nih.gov/29480918/)", "pmid:29480918 1"},
		{"Zinc helps ([x](https://pubmed.ncbi.nlm.nih.gov/?term=zinc)).", "nothing"},
		{"Zinc helps. ![x](https://pubmed.ncbi.nlm.nih.gov/29480918/)", ""},
	} {
		var mentions []string
		for _, c := range find(tc.in + "\n") {
			for _, m := range c.Mentions {
				var stated []string
				for _, id := range m.IDs {
					stated = append(stated, id.String())
				}
				for _, bad := range m.Bad {
					stated = append(stated, "!"+bad.Text)
				}
				stated = append(stated, m.Refs...)
				for _, label := range m.Missing {
					stated = append(stated, "?"+label)
				}
				if stated == nil {
					stated = []string{"nothing"}
				}
				mentions = append(mentions, strings.Join(stated, " "))
			}
		}
		if diff := cmp.Diff(tc.want, strings.Join(mentions, " | ")); diff != "" {
			t.Errorf("%s\n%s", tc.in, diff)
		}
	}
}
