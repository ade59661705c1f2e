package cite_test

import (
	"testing"

	"stet/internal/cite"
	"stet/internal/source"
)

// TestVancouver has one record of each kind that lists of references hold, as
// Citing Medicine writes them.
func TestVancouver(t *testing.T) {
	people := []string{"A A", "B B", "C C", "D D", "E E", "F F", "G G"}
	nutrients := cite.Journal{Title: "Nutrients", Abbr: "Nutrients"}
	editor := cite.Verification{From: cite.FromEditor, By: "mk", At: source.Date{Year: 2026, Month: 11, Day: 3}}
	for want, r := range map[string]cite.Reference{
		"A A, B B, C C, D D, E E, F F. Magnesium and bones. Nutrients. 2021;13(4):1136. doi: 10.3390/nu13041136. PMID: 33808247; PMCID: PMC8065437.": {
			PMID: "33808247", PMCID: "PMC8065437", DOI: "10.3390/nu13041136", Title: "Magnesium and bones", Authors: people[:6], Journal: nutrients, Year: 2021, Volume: "13", Issue: "4", Pages: "1136"},
		"A A, B B, C C, D D, E E, F F, et al. Does zinc help? J. Zinc. 2020. PMID: 1.": {
			PMID: "1", Title: "Does zinc help?", Authors: people, Journal: cite.Journal{Abbr: "J. Zinc."}, Epub: 2020},
		"Lancet. 1998;351:637-41. doi: 10.1000/x1.": {
			DOI: "10.1000/x1", Journal: cite.Journal{Abbr: "Lancet"}, Year: 1998, Volume: "351", Pages: "637-641"},
		"Anderson EN Jr, Ho HC. [Salted fish]. IARC Sci Publ. 1978;(20):231-9.": {
			Authors: []string{"Anderson EN Jr", "Ho HC"}, Title: "[Salted fish].", Journal: cite.Journal{Abbr: "IARC Sci Publ"}, Year: 1978, Issue: "20", Pages: "231-39"},
		"A A. Assistants: a way off base? Contemp Longterm Care. 2005:26-8.": {
			Authors: people[:1], Title: "Assistants: a way off base?", Journal: cite.Journal{Abbr: "Contemp Longterm Care"}, Year: 2005, Pages: "26-28"},
		"A A, B B; Alf-One Study Group. Urology. Eur Urol. 2004;46.": {
			Authors: []string{"A A", "B B", "Alf-One Study Group"}, Title: "Urology", Journal: cite.Journal{Abbr: "Eur Urol"}, Year: 2004, Volume: "46"},
		"European Heart Rhythm Association; Smith SC Jr, A A. Devices. Europace. 2006;8(9):746-837.": {
			Authors: []string{"European Heart Rhythm Association", "Smith SC Jr", "A A"}, Title: "Devices", Journal: cite.Journal{Abbr: "Europace"}, Year: 2006, Volume: "8", Issue: "9", Pages: "746-837"},
		"A guideline [Internet]. 2019. Available from: https://example.org/g": {
			Title: "A guideline.", URL: "https://example.org/g", Year: 2019},
		"World Health Organization. What now? [Internet]. 2020 [cited 2026 Nov 3]. Available from: https://example.org/w": {
			Authors: []string{"World Health Organization"}, Title: "What now?", URL: "https://example.org/w", Year: 2020, Verified: editor},
		"A paper. Nutrients. 2020. Available from: https://example.org/p": {
			Title: "A paper", Journal: nutrients, URL: "https://example.org/p", Year: 2020, Verified: editor},
		"": {},
	} {
		if got := cite.Vancouver(&r); got != want {
			t.Errorf("Vancouver:\n got %s\nwant %s", got, want)
		}
	}
}

func TestShortPages(t *testing.T) {
	for in, want := range map[string]string{
		"":                        "",
		"1136":                    "1136",
		"715-736":                 "715-36",
		"715–736":                 "715-36",
		"715-36":                  "715-36",
		"181-189":                 "181-9",
		"231-39":                  "231-9",
		"1199-1201":               "1199-201",
		"99-101":                  "99-101",
		"100-100":                 "100-100",
		"567-3":                   "567-3",
		"12-19, 30-35":            "12-9, 30-5",
		"44; discussion 44-49":    "44; discussion 44-9",
		"S1-S63":                  "S1-63",
		"S224-S225":               "S224-5",
		"e174-e176":               "e174-6",
		"ZC33-ZC35":               "ZC33-5",
		"H1270-80":                "H1270-80",
		"H999-H1001":              "H999-1001",
		"32P-35P":                 "32P-35P",
		"126A-127A":               "126A-127A",
		"A12-B14":                 "A12-B14",
		"iii-viii":                "iii-viii",
		"1134-1146.e6":            "1134-1146.e6",
		"e01611-19":               "e01611-19",
		"BSR20182466":             "BSR20182466",
		"e0123456-e0123457 (pt2)": "e0123456-7 (pt2)",
	} {
		if got := (&cite.Reference{Pages: in}).ShortPages(); got != want {
			t.Errorf("ShortPages(%q) = %q, want %q", in, got, want)
		}
	}
}
