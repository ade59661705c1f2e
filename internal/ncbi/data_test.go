package ncbi_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"stet/internal/cite"
	"stet/internal/ncbi"
	"stet/internal/source"
)

// TestMerged counts what the 1,761 records of DATA/pubmed-xml/merged.xml.gz
// hold; the counts were made of the XML by other means.
func TestMerged(t *testing.T) {
	refs := readData(t, "merged.xml.gz")
	got := map[string]int{}
	seen := map[cite.PMID]bool{}
	for _, r := range refs {
		seen[r.PMID] = true
		for name, holds := range map[string]bool{
			"PMCID":          r.PMCID != "",
			"DOI":            r.DOI != "",
			"epub":           r.Epub != 0,
			"epub not issue": r.Epub != 0 && r.Epub != r.Year,
			"epub before":    r.Epub != 0 && r.Epub == r.Year-1,
			"retracted":      has(r, "retraction"),
			"no author":      len(r.Authors) == 0,
			"no terms":       r.Terms == "",
			"MeSH":           len(r.MeSH) > 0,
			"year":           r.Year != 0,
			"title":          r.Title != "",
			"journal":        r.Journal.Title != "" && r.Journal.Abbr != "" && r.Journal.NLM != "",
		} {
			if holds {
				got[name]++
			}
		}
		for _, n := range r.Notices {
			got["notice "+n.Kind]++
			if n.Year == 0 {
				t.Errorf("%s: notice %+v has no year", r.Key, n)
			}
		}
		for _, typ := range []string{"Journal Article", "Review", "Randomized Controlled Trial", "Retracted Publication", "Retraction of Publication"} {
			if slices.Contains(r.Types, typ) {
				got[typ]++
			}
		}
		if r.Terms.Len() > 60 || len(r.Numbers) > 60 {
			t.Errorf("%s: %d terms, %d numbers", r.Key, r.Terms.Len(), len(r.Numbers))
		}
	}
	got["records"], got["PMIDs"] = len(refs), len(seen)
	want := map[string]int{
		"records": 1761, "PMIDs": 1761, "PMCID": 508, "epub": 875, "epub not issue": 151, "epub before": 141, "retracted": 5, "no author": 20,
		"MeSH": 1322, "year": 1761, "title": 1761,
		"DOI":               1390, // one more record gives "0.1109/TUFFC.2012.2486", which is none
		"journal":           1760, // one is of a "Test Journal" without an NLM id
		"no terms":          223,  // 225 have no abstract, 3 of them another one in English; one abstract is empty
		"notice retraction": 5, "notice erratum": 29, "notice update": 3,
		"Journal Article": 1692, "Review": 179, "Randomized Controlled Trial": 15, "Retracted Publication": 5, "Retraction of Publication": 2,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestSets reads all other exports in DATA/pubmed-xml. What is no export of
// records, or a broken one, gives one error.
func TestSets(t *testing.T) {
	dir := dataDir(t)
	bad := map[string]string{
		"jabref/jabref_MedlineImporterTestMalformedEntry.xml":     "line 4, column 20: ",
		"jabref/jabref_MedlineImporterTestMinimalEntry.xml":       `line 2, column 1: <PubmedArticle>: PMID is empty`,
		"jabref/jabref_MedlinePlainImporterTestInvalidFormat.xml": `line 1, column 1: no XML: it starts with "PMC some PMC"`,
		"biopython/elink1.xml":                                    "<eLinkResult> holds links",
		"biopython/elink7.xml":                                    "<eLinkResult> holds links",
		"biopython/esearch1.xml":                                  "<eSearchResult> holds the ids that a search found",
		"biopython/esearch2.xml":                                  "<eSearchResult> holds the ids that a search found",
		"biopython/esearch3.xml":                                  "<eSearchResult> holds the ids that a search found",
		"biopython/esearch6.xml":                                  "<eSearchResult> holds the ids that a search found",
		"biopython/esearch7.xml":                                  "<eSearchResult> holds the ids that a search found",
		"biopython/esearch8.xml":                                  "<eSearchResult> holds the ids that a search found",
		"biopython/esummary1.xml":                                 "<eSummaryResult> holds summaries",
		"biopython/esummary8.xml":                                 "<eSummaryResult> holds summaries",
		"biopython/journals.xml":                                  "<SerialsSet> is no set of PubMed records",
	}
	files := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.Contains(path, ".xml") {
			return err
		}
		files++
		name := filepath.ToSlash(strings.TrimPrefix(path, dir+string(filepath.Separator)))
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		records, msg := 0, ""
		for r, err := range ncbi.Records(f) {
			switch {
			case err != nil:
				msg = err.Error()
			case r.PMID == "" || (r.Title == "" || r.Year == 0) && !strings.Contains(name, "BookArticleSet"): // its second book is empty
				t.Errorf("%s: %+v", name, r)
			default:
				records++
			}
		}
		want, isBad := bad[name]
		switch {
		case isBad && !strings.Contains(msg, want):
			t.Errorf("%s: error %q, want %q", name, msg, want)
		case !isBad && msg != "":
			t.Errorf("%s: %s", name, msg)
		case !isBad && records == 0 && name != "metapub/37909814.xml":
			t.Errorf("%s: no records", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 190 {
		t.Errorf("%d files", files)
	}
}

// TestLibrary writes all records as a library and reads them back.
func TestLibrary(t *testing.T) {
	refs := readData(t, "merged.xml.gz")
	var text []byte
	for _, r := range refs {
		r.Verified = cite.Verification{At: source.Date{Year: 2026, Month: 11, Day: 20}, From: "pubmed-xml", Sum: r.Sum()}
		text = append(text, cite.Format(r)...)
	}
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", text))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range lib.Problems {
		if !strings.Contains(p.Msg, "doi:10.1002/14651858.cd002020") { // two versions of a Cochrane review
			t.Errorf("%d: %s: %s", p.Pos.Line, p.Rule, p.Msg)
		}
	}
	if len(lib.References) != len(refs) {
		t.Fatalf("%d references of %d", len(lib.References), len(refs))
	}
	for i, got := range lib.References {
		if got.State() != cite.Verified {
			t.Errorf("%s: state %v", got.Key, got.State())
		}
		ignore := cmpopts.IgnoreFields(cite.Reference{}, "Span", "Pos", "End")
		if diff := cmp.Diff(refs[i], got, ignore, cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(cite.Reference{})); diff != "" {
			t.Errorf("%s: %s", got.Key, diff)
		}
	}
}

// readData reads the records of a file in DATA/pubmed-xml.
func readData(t *testing.T, name string) []*cite.Reference {
	t.Helper()
	f, err := os.Open(filepath.Join(dataDir(t), name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var refs []*cite.Reference
	for r, err := range ncbi.Records(f) {
		if err != nil {
			t.Fatal(err)
		}
		refs = append(refs, r)
	}
	return refs
}

func dataDir(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("DATA")
	if dir == "" {
		t.Skip("DATA names no folder of records")
	}
	return filepath.Join(dir, "pubmed-xml")
}

func has(r *cite.Reference, kind string) bool {
	return slices.ContainsFunc(r.Notices, func(n cite.Notice) bool { return n.Kind == kind })
}
