package exam_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/cite"
	"stet/internal/exam"
	"stet/internal/ncbi"
	"stet/internal/source"
)

// TestLay holds the matching to its floors on the built-in lay sentences.
func TestLay(t *testing.T) {
	r := exam.Sit(exam.Cases(exam.Material{Papers: exam.LayPapers(), Lay: exam.LaySentences()}))
	if worse := r.Worse(); len(worse) > 0 {
		t.Error(strings.Join(worse, "\n"))
	}
	if f := r.Figures(); f.Lay < 100 || f.Wrong < 300 {
		t.Errorf("%d right claims and %d wrong ones: too few to say anything", f.Lay, f.Wrong)
	}
}

// TestLayRecords: each sentence has its record, and tells of it without the
// record's title.
func TestLayRecords(t *testing.T) {
	titles := map[cite.PMID]string{}
	for _, p := range exam.LayPapers() {
		titles[p.Reference.PMID] = p.Reference.Title
		if p.Reference.State() != cite.Verified {
			t.Errorf("%s is not verified", p.Reference.Key)
		}
	}
	for _, s := range exam.LaySentences() {
		title, ok := titles[s.PMID]
		if !ok {
			t.Errorf("%s: no record", s.PMID)
		}
		if run := sharedRun(title, s.Text); run > longestRun {
			t.Errorf("%s: %d words on end are those of the title %q: %s", s.PMID, run, title, s.Text)
		}
	}
}

// longestRun is how many words on end a lay sentence may have in common with
// the title of its record: some diseases have long names.
const longestRun = 5

func sharedRun(a, b string) int {
	words := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
	}
	x, y := words(a), words(b)
	longest := 0
	for i := range x {
		for j := range y {
			n := 0
			for i+n < len(x) && j+n < len(y) && x[i+n] == y[j+n] {
				n++
			}
			longest = max(longest, n)
		}
	}
	return longest
}

// TestLayLibrary: the built-in library says what PubMed's records say. Without
// DATA it is held against itself only.
func TestLayLibrary(t *testing.T) {
	dir := os.Getenv("DATA")
	if dir == "" {
		return
	}
	f, err := os.Open(filepath.Join(dir, "pubmed-xml", "merged.xml.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records := map[cite.PMID]*cite.Reference{}
	for r, err := range ncbi.Records(f) {
		if err != nil {
			t.Fatal(err)
		}
		records[r.PMID] = r
	}
	for _, p := range exam.LayPapers() {
		got, want := p.Reference, records[p.Reference.PMID]
		if want == nil {
			t.Errorf("%s is not among the records", got.Key)
			continue
		}
		type facts struct{ Terms, Numbers, MeSH, Sum any }
		sorted := func(list []string) []string { return slices.Sorted(slices.Values(list)) }
		if diff := cmp.Diff(facts{slices.Sorted(want.Terms.All()), sorted(want.Numbers), sorted(want.MeSH), want.Sum()}, facts{slices.Sorted(got.Terms.All()), sorted(got.Numbers), sorted(got.MeSH), got.Sum()}); diff != "" {
			t.Errorf("%s: data/lay.yaml is not what cite import makes of the record (-want +got):\n%s", got.Key, diff)
		}
	}
}

func TestParseSentences(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"columns", "1\t\t\tA study in {journal} in {year}.\n", "lay.tsv:1:1: 4 columns"},
		{"pmid", "# head\nPMC1\t\t\t\tA study in {journal} in {year}.\n", "lay.tsv:2:1: "},
		{"no source", "1\t\t\t\tSomebody found out in {year}.\n", "lay.tsv:1:1: the sentence names no source"},
	} {
		_, err := exam.ParseSentences(source.NewFile("lay.tsv", []byte(test.text)))
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
	got, err := exam.ParseSentences(source.NewFile("lay.tsv", []byte("# head\r\n\n7\tBMJ\tT\tH\t{author} ({year}) found it.\r\n")))
	if want := []exam.Sentence{{PMID: "7", Journal: "BMJ", Title: "T", Heading: "H", Text: "{author} ({year}) found it."}}; err != nil || !cmp.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
}
