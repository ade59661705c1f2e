package claim_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestEntries: a marker leads to an entry of the article's list, which is taken
// apart whatever style it is written in.
func TestEntries(t *testing.T) {
	for _, tc := range []struct{ entry, want string }{
		{"Hadley J, Moreau P. Trace elements in sweat. Nutrients. 2009;1:12-19. PMID: 29480918", "Hadley+Moreau | Trace elements in sweat | Nutrients | 2009 | pmid:29480918"},
		{"Hadley J, Moreau P, et al. Trace elements in sweat: what is lost? J Clin Sleep Med. 2019;15(5):885-93. doi:10.5664/jcsm.7776", "Hadley+Moreau | Trace elements in sweat: what is lost? | J Clin Sleep Med | 2019 | doi:10.5664/jcsm.7776"},
		{"Hadley, J. A., & Moreau, P. (2009). Trace elements in sweat. *Nutrients*, 1(2), 12-19. https://doi.org/10.3390/nu13041136", "Hadley+Moreau | Trace elements in sweat | Nutrients | 2009 | doi:10.3390/nu13041136"},
		{"Hadley, J., et al. (2009). *How much zinc we lose in vitamin D.* Journal of Balneology and Health, 1(2), 12-19.", "Hadley | How much zinc we lose in vitamin D | Journal of Balneology and Health | 2009 | "},
		{"Hadley J. Role of vitamin D. Am. J. Clin. Nutr. 2009, 1, 12.", "Hadley | Role of vitamin D | Am. J. Clin. Nutr | 2009 | "},
		{"Wadud K. Euthyroid Sick Syndrome. *StatPearls* [Internet]. StatPearls Publishing. Updated December 2022.", "Wadud | Euthyroid Sick Syndrome | StatPearls | 2022 | "},
		{"Trace elements in sweat: a cohort study. Front Vet Sci. 2023. [PMC10540436](https://pmc.ncbi.nlm.nih.gov/articles/PMC10540436/)", " | Trace elements in sweat: a cohort study | Front Vet Sci | 2023 | pmcid:PMC10540436"},
		{"[Trace elements in sweat](https://pubmed.ncbi.nlm.nih.gov/29480918/) - Nutrients, 2009", " | Trace elements in sweat | Nutrients | 2009 | pmid:29480918"},
		{"Gomez-Lima C, Burman KD. Reverse T3 or perverse T3? Still puzzling after 40 years. Cleveland Clinic Journal of Medicine. 2018;85(6):450–455.", "Gomez-Lima+Burman | Reverse T3 or perverse T3? Still puzzling after 40 years | Cleveland Clinic Journal of Medicine | 2018 | "},
		{"Sowers M. A cohort study of women. In: Sleep and Health. Academic Press, 2000.", "Sowers | A cohort study of women |  | 2000 | "},
		{"Trace elements in sweat of adults. J Clin Sleep Med. 2025. [PMID: 39167421](https://pubmed.ncbi.nlm.nih.gov/39167421/)", " | Trace elements in sweat of adults | J Clin Sleep Med | 2025 | pmid:39167421"},
		{"Trace elements in sweat. Hadley J, Moreau P. *Nutrients* (2018).", "Hadley+Moreau | Trace elements in sweat | Nutrients | 2018 | "},
		{"Trace elements in sweat — Gut, 2019. PMID 29480918", " | Trace elements in sweat | Gut | 2019 | pmid:29480918"},
		{"Trace elements in sweat: a randomized trial, Nutrients 2018", " | Trace elements in sweat: a randomized trial | Nutrients | 2018 | "},
		{"[Trace elements in sweat](https://doi.org/10.1000/hair.1) (Hadley et al., *Pain*, 2017)", "Hadley | Trace elements in sweat | Pain | 2017 | doi:10.1000/hair.1"},
		{"Nutrients 2018: [Trace elements in sweat](https://www.mdpi.com/2072-6643/10/2/12)", " | Trace elements in sweat | Nutrients | 2018 | url:https://www.mdpi.com/2072-6643/10/2/12"},
		{"Hadley J, et al. *Trace elements in sweat*. (Nutrients, 2018)", "Hadley | Trace elements in sweat | Nutrients | 2018 | "},
		{"Hadley et al., 2018, \"Trace elements in sweat\", *Nutrients*", "Hadley | Trace elements in sweat | Nutrients | 2018 | "},
		{"Hadley et al. (2018) – Trace elements in sweat. Nutrients", "Hadley | Trace elements in sweat | Nutrients | 2018 | "},
		{"Hadley K (2019) Trace elements in sweat. Gut 3:4", "Hadley | Trace elements in sweat | Gut | 2019 | "},
		{"Hadley J. et al. \"Is zinc lost?\" J. Am. Diet. Assoc. 108 (2008): 12–19.", "Hadley | Is zinc lost? | J. Am. Diet. Assoc | 2008 | "},
		{"J. Hadley and P. Moreau, \"Trace elements in sweat,\" Nutrients, vol. 10, no. 2, pp. 12-19, 2018.", "Hadley+Moreau | Trace elements in sweat | Nutrients | 2018 | "},
		{"World Health Organization. Zinc for all children. Geneva: WHO; 2018.", " | Zinc for all children |  | 2018 | "},
		{"NIH Office of Dietary Supplements. (2022). Zinc: a fact sheet.", " | Zinc: a fact sheet |  | 2022 | "},
		{"Society for Mineral Medicine (SMM). Trace Elements (TE). *Guide to Tests*.", " | Trace Elements (TE) |  | 0 | "},
		{"Hadley J. Zinc and the common cold [Internet]. Cochrane Database Syst Rev. 2013 [cited 2024 Jan 2];(6):CD001364. Available from: https://pubmed.ncbi.nlm.nih.gov/23775705/", "Hadley | Zinc and the common cold | Cochrane Database Syst Rev | 2013 | pmid:23775705"},
		{"Hadley J, Moreau P, et al. Nutrients 2018;10:12–19.", "Hadley+Moreau |  | Nutrients | 2018 | "},
		{"Hadley J. Zinc 2018.", "Hadley | Zinc 2018 |  | 2018 | "},
		{"Hadley J, Moreau P, et al. Pain. 2018.", "Hadley+Moreau | Pain |  | 2018 | "},
		{"WARM — Hadley EE et al., *JAMA* 2018. doi:10.1001/jama.2018.0899. claim: zinc is lost by all who sweat.", "Hadley |  | JAMA | 2018 | doi:10.1001/jama.2018.0899"},
		{"WARM-2: Hadley EE, Moreau P. Trace elements in sweat. Gut 2018;1:2.", "Hadley+Moreau | Trace elements in sweat | Gut | 2018 | "},
		{"https://pubmed.ncbi.nlm.nih.gov/29480918/", " |  |  | 0 | pmid:29480918"},
	} {
		claims := find("# Zinc\n\nZinc is lost in sweat [1].\n\n## References\n\n1. " + tc.entry + "\n")
		if len(claims) != 1 || len(claims[0].Mentions[0].Entries) != 1 {
			t.Errorf("%s: want one claim and one entry: %+v", tc.entry, claims)
			continue
		}
		e := claims[0].Mentions[0].Entries[0]
		var ids []string
		for _, id := range e.IDs {
			ids = append(ids, id.String())
		}
		got := fmt.Sprintf("%s | %s | %s | %d | %s", strings.Join(e.Authors, "+"), e.Title, e.Journal, e.Year, strings.Join(ids, " "))
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s\n%s", tc.entry, diff)
		}
	}
}
