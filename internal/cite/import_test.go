package cite_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"stet/internal/cite"
	"stet/internal/source"
)

var (
	vouched = cite.Verification{At: source.Date{Year: 2026, Month: 11, Day: 20}, From: cite.FromXML}
	later   = cite.Verification{At: source.Date{Year: 2026, Month: 12, Day: 1}, From: cite.FromXML}
)

func zinc() *cite.Reference {
	return &cite.Reference{PMID: "23775705", DOI: "10.1002/14651858.cd001364.pub4", Title: "Zinc for the common cold",
		Authors: []string{"Singh M", "Das RR"}, Journal: cite.Journal{Title: "The Cochrane database of systematic reviews", Abbr: "Cochrane Database Syst Rev"},
		Year: 2013, Types: []string{"Journal Article"}}
}

func magnesium() *cite.Reference {
	return &cite.Reference{PMID: "33808247", PMCID: "PMC8065437", Title: "Magnesium: Biochemistry, Nutrition",
		Authors: []string{"Fiorentini D"}, Journal: cite.Journal{Title: "Nutrients", Abbr: "Nutrients"}, Year: 2021, Epub: 2021, Terms: "biochem"}
}

// imported is lib with records that v vouches for.
func imported(t *testing.T, lib string, v cite.Verification, records ...*cite.Reference) (string, cite.Imported) {
	t.Helper()
	for _, r := range records {
		r.Verified = v
	}
	b, done, err := cite.Import(libraryFile(lib), records)
	if err != nil {
		t.Fatalf("Import into %q: %v", lib, err)
	}
	return string(b), done
}

func TestImport(t *testing.T) {
	retracted := zinc()
	retracted.Notices = []cite.Notice{{Kind: cite.Retraction, ID: cite.ID{Kind: cite.KindPMID, Value: "25924708"}, Year: 2015}}
	withPMCID := zinc()
	withPMCID.PMCID = "PMC1234567"
	for _, tc := range []struct {
		name, in string
		records  []*cite.Reference
		want     string
		report   string
	}{
		{
			name:    "into nothing",
			records: []*cite.Reference{zinc()},
			want: `- pmid: "23775705"
  doi: 10.1002/14651858.cd001364.pub4
  title: Zinc for the common cold
  authors: [Singh M, Das RR]
  journal: The Cochrane database of systematic reviews
  abbr: Cochrane Database Syst Rev
  year: 2013
  types: [Journal Article]
  verified: {at: 2026-11-20, from: pubmed-xml, sum: ` + zinc().Sum() + "}\n",
			report: "added pmid:23775705",
		},
		{
			name: "a short entry is filled in around its comments",
			in: `# Colds.

- key: singh2013   # the key
  # A Cochrane review.
  pmid: 23775705   # typed by hand

# The end.
`,
			records: []*cite.Reference{zinc()},
			want: `# Colds.

- key: singh2013   # the key
  # A Cochrane review.
  pmid: 23775705   # typed by hand
  doi: 10.1002/14651858.cd001364.pub4
  title: Zinc for the common cold
  authors: [Singh M, Das RR]
  journal: The Cochrane database of systematic reviews
  abbr: Cochrane Database Syst Rev
  year: 2013
  types: [Journal Article]
  verified: {at: 2026-11-20, from: pubmed-xml, sum: ` + zinc().Sum() + `}

# The end.
`,
			report: "updated singh2013",
		},
		{
			name: "fields that differ",
			in: "- title: >-\r\n    Zinc for\r\n    colds\r\n  epub: 2012\r\n  year: \r\n  authors: # both\r\n  - Singh M\r\n  pmid: \"23775705\"\r\n  doi: 10.1002/14651858.CD001364.pub4 # as printed\r\n" +
				"  journal: 'The Cochrane database of systematic reviews'\r\n  abbr: \"Cochrane Database Syst Rev\"\r\n  types: [ Journal Article ]\r\n",
			records: []*cite.Reference{zinc()},
			want: "- title: Zinc for the common cold\r\n  year: 2013 \r\n  authors: # both\r\n  - Singh M\r\n  - Das RR\r\n  pmid: \"23775705\"\r\n  doi: 10.1002/14651858.CD001364.pub4 # as printed\r\n" +
				"  journal: 'The Cochrane database of systematic reviews'\r\n  abbr: \"Cochrane Database Syst Rev\"\r\n  types: [ Journal Article ]\r\n  verified: {at: 2026-11-20, from: pubmed-xml, sum: " + zinc().Sum() + "}\r\n",
			report: "updated pmid:23775705",
		},
		{
			name:    "an entry in braces",
			in:      "- {doi: 10.1002/14651858.cd001364.pub4, epub: 2012, title: Zinc for the common cold}\n- {key: b}\n",
			records: []*cite.Reference{zinc()},
			want: "- {pmid: \"23775705\", doi: 10.1002/14651858.cd001364.pub4, title: Zinc for the common cold, authors: [Singh M, Das RR], journal: The Cochrane database of systematic reviews, " +
				"abbr: Cochrane Database Syst Rev, year: 2013, types: [Journal Article], verified: {at: 2026-11-20, from: pubmed-xml, sum: " + zinc().Sum() + "}}\n- {key: b}\n",
			report: "updated pmid:23775705",
		},
		{
			name:    "a notice is added, and an id that the record lacks stays",
			in:      strings.Replace(string(cite.Format(verified(withPMCID))), "verified", "notices: [{kind: erratum}]\n  verified", 1),
			records: []*cite.Reference{retracted},
			want: strings.Replace(string(cite.Format(verified(withPMCID))), "verified",
				"notices: [{kind: erratum}, {kind: retraction, id: pmid:25924708, year: 2015}]\n  verified", 1),
			report: "updated pmid:23775705",
		},
		{
			name:    "an editor's entry is left alone",
			in:      "- key: who\n  doi: 10.1002/14651858.cd001364.pub4\n  verified: {at: 2026-01-01, from: editor, by: mk}\n",
			records: []*cite.Reference{zinc()},
			want:    "- key: who\n  doi: 10.1002/14651858.cd001364.pub4\n  verified: {at: 2026-01-01, from: editor, by: mk}\n",
			report:  "kept who",
		},
		{
			name:    "records that cannot be taken",
			in:      "- key: a\n  pmid: 23775705\n- key: b\n  doi: 10.1002/14651858.cd001364.pub4\n",
			records: []*cite.Reference{zinc(), {Title: "x"}, {Key: "b", PMID: "5"}, {PMID: "6", Year: 20}, {PMID: "7", Key: "a b"}},
			want:    "- key: a\n  pmid: 23775705\n- key: b\n  doi: 10.1002/14651858.cd001364.pub4\n",
			report: `skipped pmid:23775705: its ids are those of two entries, on lines 1 and 3
skipped : the reference has neither key nor id
skipped b: the key "b" is another entry's
skipped pmid:6: year: "20" is not a year
skipped a b: key "a b" holds a character that cannot be cited`,
		},
		{
			name:    "a record that shares a DOI with another",
			in:      "- pmid: 5\n  doi: 10.1002/14651858.cd001364.pub4\n",
			records: []*cite.Reference{zinc()},
			want:    "- pmid: 5\n  doi: 10.1002/14651858.cd001364.pub4\n",
			report:  "skipped pmid:23775705: it shares an id with pmid:5, which is another record: pmid:5; take one of the two",
		},
		{
			name:    "white space is put in order",
			records: []*cite.Reference{{PMID: "5", Title: " Zinc\n and  colds "}},
			want:    "- pmid: \"5\"\n  title: Zinc and colds\n  verified: {at: 2026-11-20, from: pubmed-xml, sum: " + (&cite.Reference{PMID: "5", Title: "Zinc and colds"}).Sum() + "}\n",
			report:  "added pmid:5",
		},
		{
			name:    "twice",
			in:      "",
			records: []*cite.Reference{{PMID: "5"}, {PMID: "5", Title: "x"}},
			want:    "- pmid: \"5\"\n  verified: {at: 2026-11-20, from: pubmed-xml, sum: " + (&cite.Reference{PMID: "5"}).Sum() + "}\n",
			report:  "added pmid:5\nskipped pmid:5: it is there twice",
		},
	} {
		got, done := imported(t, tc.in, vouched, tc.records...)
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, diff)
		}
		if diff := cmp.Diff(tc.report, summary(done)); diff != "" {
			t.Errorf("%s: report (-want +got):\n%s", tc.name, diff)
		}
	}
}

func verified(r *cite.Reference) *cite.Reference {
	v := *r
	if v.Key == "" {
		v.Key = v.IDs()[0].String()
	}
	v.Verified = vouched
	v.Verified.Sum = v.Sum()
	return &v
}

func summary(m cite.Imported) string {
	var lines []string
	for _, k := range m.Added {
		lines = append(lines, "added "+k)
	}
	for _, k := range m.Updated {
		lines = append(lines, "updated "+k)
	}
	for _, k := range m.Unchanged {
		lines = append(lines, "unchanged "+k)
	}
	for _, k := range m.Kept {
		lines = append(lines, "kept "+k)
	}
	for _, s := range m.Skipped {
		lines = append(lines, fmt.Sprintf("skipped %s: %s", s.Key, s.Reason))
	}
	return strings.Join(lines, "\n")
}

func TestImportAgain(t *testing.T) {
	first, _ := imported(t, "# mine\n", vouched, zinc(), magnesium())
	second, done := imported(t, first, later, zinc(), magnesium())
	if second != first || len(done.Unchanged) != 2 {
		t.Errorf("the second import of the same records wrote\n%s\nand reports %s", cmp.Diff(first, second), summary(done))
	}
	edited := strings.Replace(first, "Zinc for the common", "Zinc against the common", 1)
	third, _ := imported(t, edited, vouched, zinc())
	if third != first {
		t.Errorf("the edit is not undone: %s", cmp.Diff(first, third))
	}
	for _, r := range parse(t, third).References {
		if r.State() != cite.Verified {
			t.Errorf("%s is %v", r.Key, r.State())
		}
	}
}

// TestImportUnverified checks what records may do that nobody vouches for.
func TestImportUnverified(t *testing.T) {
	whole := string(cite.Format(verified(zinc())))
	edited := strings.Replace(whole, "Zinc for", "Zinc against", 1)
	for _, tc := range []struct {
		name, in string
		record   cite.Reference
		want     string // what the library becomes; "" for no change
		report   string
	}{
		{"a new one", "", cite.Reference{Key: "a", DOI: "10.1000/12", Title: "X"}, "- key: a\n  doi: 10.1000/12\n  title: X\n", "added a"},
		{"a verified entry stays", whole, cite.Reference{PMID: "23775705", Title: "Another", Pages: "5", PMCID: "PMC7"}, "", "unchanged pmid:23775705"},
		{"an edited entry stays", edited, cite.Reference{PMID: "23775705", Title: "Another", Pages: "5"}, "", "unchanged pmid:23775705"},
		{"an unverified entry is filled in", "- key: z\n  pmid: 23775705 # mine\n  title: Zinc\n",
			cite.Reference{PMID: "23775705", DOI: "10.1000/12", Title: "Zinc for the common cold", Year: 2013},
			"- key: z\n  pmid: 23775705 # mine\n  doi: 10.1000/12\n  title: Zinc\n  year: 2013\n", "updated z"},
		{"without an id", "", cite.Reference{Title: "Sodium intake", Authors: []string{"World Health Organization"}, Year: 2012},
			"- key: world2012\n  title: Sodium intake\n  authors: [World Health Organization]\n  year: 2012\n", "added world2012"},
		{"without an id, again", "- key: world2012\n  title: Sodium intake\n", cite.Reference{Title: "Sodium Intake.", Authors: []string{"World Health Organization"}, Year: 2012},
			"- key: world2012\n  title: Sodium intake\n  authors: [World Health Organization]\n  year: 2012\n", "updated world2012"},
		{"another of that key", "- key: World2012\n  title: Sodium intake\n", cite.Reference{Key: "world2012", Title: "Potassium intake"},
			"- key: World2012\n  title: Sodium intake\n- key: world2012b\n  title: Potassium intake\n", "added world2012b"},
		{"an editor's entry stays", "- key: w\n  doi: 10.1000/12\n  verified: {at: 2026-01-01, from: editor, by: mk}\n", cite.Reference{DOI: "10.1000/12", Title: "X"}, "", "kept w"},
	} {
		got, done := imported(t, tc.in, cite.Verification{}, &tc.record)
		if tc.want == "" {
			tc.want = tc.in
		}
		if diff := cmp.Diff(tc.want, strings.ReplaceAll(got, "\n\n", "\n")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, diff)
		}
		if diff := cmp.Diff(tc.report, summary(done)); diff != "" {
			t.Errorf("%s: report (-want +got):\n%s", tc.name, diff)
		}
	}
}

func TestImportRefuses(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"[{pmid: 1}]\n", `citations.yaml:1:1: the library is a list in brackets; write it with one "- " for each reference`},
		{"- pmid: [\n", "citations.yaml:1:9: a value is missing here, or a bracket is not closed"},
	} {
		got, _, err := cite.Import(libraryFile(tc.in), []*cite.Reference{zinc()})
		if fmt.Sprint(err) != tc.want || got != nil {
			t.Errorf("Import into %q: %v; want %s", tc.in, err, tc.want)
		}
	}
}

// FuzzImport checks that importing nothing changes nothing, that what is
// imported is read as it was given, and that a second import changes nothing.
func FuzzImport(f *testing.F) {
	for _, s := range []string{"", "# c\n", "- pmid: 33808247 # c\n\n- key: b\r\n", fullEntry, "- {pmid: 33808247, epub: 2020}", "- title: |\n    x\n\n  doi: 10.1000/12", "[]", "  - key: a\n    pmid:\n      33808247\n", "- epub: 1999\n  pmcid: PMC8065437\n  authors:\n  - A\n"} {
		f.Add(s, "Magnesium: a review", "Fiorentini D")
	}
	f.Fuzz(func(t *testing.T, in, title, author string) {
		if len(in) > 1<<12 {
			return
		}
		lib, err := cite.ParseLibrary(libraryFile(in))
		if err != nil {
			return
		}
		same, _, err := cite.Import(libraryFile(in), nil)
		if err != nil || string(same) != in {
			t.Fatalf("importing nothing into %q gives %q, %v", in, same, err)
		}
		r := magnesium()
		r.Verified = vouched
		r.Title = stored(title)
		if a := stored(author); a != "" {
			r.Authors = append(r.Authors, a)
		}
		first, done, err := cite.Import(libraryFile(in), []*cite.Reference{r})
		if err != nil || len(done.Skipped) > 0 || len(done.Kept) > 0 {
			return // refused, and nothing written
		}
		after := parse(t, string(first))
		got := after.ID(cite.ID{Kind: cite.KindPMID, Value: "33808247"})
		if got == nil || got.Title != r.Title || got.State() != cite.Verified {
			t.Fatalf("%q holds %+v", first, got)
		}
		if len(after.References) != len(lib.References)+len(done.Added) {
			t.Fatalf("%d references and %d added are %d", len(lib.References), len(done.Added), len(after.References))
		}
		r.Verified = later
		second, _, err := cite.Import(libraryFile(string(first)), []*cite.Reference{r})
		if err != nil || string(second) != string(first) {
			t.Fatalf("a second import gives %q, %v", second, err)
		}
	})
}

// stored is s as a library holds it: on one line, without control characters.
func stored(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !strings.ContainsRune("\t\r\n", r) {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\r\n", r) }), " ")
}

// FuzzFormat checks that an entry that is written is read as it was.
func FuzzFormat(f *testing.F) {
	f.Add("Zinc: a review", "Prata C", "a b, c", "12")
	f.Add("'", "- x", "#", "~")
	f.Add("", "(?(,", "\u00a0y", "\\%/1\b")
	f.Add("\u2028\x00", "{a}", "yes", "1e6")
	f.Fuzz(func(t *testing.T, title, author, term, pages string) {
		want := &cite.Reference{Key: "k", PMID: "12", Title: stored(title), Pages: stored(pages), Journal: cite.Journal{Title: stored(term)}}
		if a := stored(author); a != "" {
			want.Authors = []string{a, "X Y"}
			want.Numbers = []string{a}
		}
		lib, err := cite.ParseLibrary(source.NewFile("x", cite.Format(want)))
		if err != nil {
			t.Fatalf("%s: %v", cite.Format(want), err)
		}
		if diff := cmp.Diff([]*cite.Reference{want}, lib.References, placeless); diff != "" {
			t.Fatalf("%s (-want +got):\n%s", cite.Format(want), diff)
		}
	})
}
