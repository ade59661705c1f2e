package cite_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"stet/internal/cite"
	"stet/internal/source"
)

func libraryFile(s string) *source.File { return source.NewFile("citations.yaml", []byte(s)) }

func parse(t *testing.T, s string) *cite.Library {
	t.Helper()
	lib, err := cite.ParseLibrary(libraryFile(s))
	if err != nil {
		t.Fatalf("ParseLibrary: %v", err)
	}
	return lib
}

var placeless = cmpopts.IgnoreFields(cite.Reference{}, "Span", "Pos", "End")

const fullEntry = `# The library.
- key: fiorentini2021            # cited as [@fiorentini2021]
  pmid: "33808247"
  pmcid: PMC8065437
  doi: 10.3390/NU13041136
  title: "Magnesium: Biochemistry, Nutrition, Detection, and Social Impact of Diseases Linked to Its Deficiency"
  authors: [Fiorentini D, Cappadone C, Farruggia G, Prata C]
  journal: Nutrients
  abbr: Nutrients
  issn: "2072-6643"
  nlm: "101521595"
  year: 2021
  epub: 2020
  also_years: [2022]
  volume: "13"
  issue: "4"
  pages: "1136"
  types: [Journal Article, Review]
  mesh: [Magnesium, Magnesium Deficiency]
  terms: [biochem, chronic]
  numbers: ["n 60", "RR 0.78 (0.65-0.94)"]
  notices: [{kind: erratum, id: pmid:33900000, year: 2022}]
  verified: {at: 2026-11-20, from: pubmed, sum: ABCD}
`

func TestParseLibrary(t *testing.T) {
	lib := parse(t, fullEntry)
	want := &cite.Reference{
		Key: "fiorentini2021", PMID: "33808247", PMCID: "PMC8065437", DOI: "10.3390/nu13041136",
		Title:   "Magnesium: Biochemistry, Nutrition, Detection, and Social Impact of Diseases Linked to Its Deficiency",
		Authors: []string{"Fiorentini D", "Cappadone C", "Farruggia G", "Prata C"},
		Journal: cite.Journal{Title: "Nutrients", Abbr: "Nutrients", ISSN: "2072-6643", NLM: "101521595"},
		Year:    2021, Epub: 2020, AlsoYears: []int{2022},
		Volume: "13", Issue: "4", Pages: "1136",
		Types: []string{"Journal Article", "Review"}, MeSH: []string{"Magnesium", "Magnesium Deficiency"},
		Terms: "biochem, chronic", Numbers: []string{"n 60", "RR 0.78 (0.65-0.94)"},
		Notices:  []cite.Notice{{Kind: cite.Erratum, ID: cite.ID{Kind: cite.KindPMID, Value: "33900000"}, Year: 2022}},
		Verified: cite.Verification{At: source.Date{Year: 2026, Month: 11, Day: 20}, From: cite.FromPubMed, Sum: "abcd"},
	}
	if len(lib.Problems) > 0 {
		t.Errorf("problems: %v", lib.Problems)
	}
	if diff := cmp.Diff([]*cite.Reference{want}, lib.References, placeless); diff != "" {
		t.Errorf("references (-want +got):\n%s", diff)
	}
	r := lib.References[0]
	if r.Pos.Line != 2 || r.Pos.Column != 3 {
		t.Errorf("the entry is at %v", r.Pos)
	}
	for _, id := range r.IDs() {
		if lib.ID(id) != r {
			t.Errorf("ID(%s) = %v", id, lib.ID(id))
		}
	}
	if lib.Key("fiorentini2021") != r || lib.Key("pmid:33808247") != nil || lib.Key("") != nil {
		t.Error("keys are not those of the file")
	}
}

func TestShortLibraries(t *testing.T) {
	for _, in := range []string{"", "# nothing yet\n", "[]\n", "---\n", source.BOM} {
		if lib := parse(t, in); len(lib.References) != 0 || lib.Key("a") != nil || len(lib.Problems) != 0 {
			t.Errorf("ParseLibrary(%q) = %v", in, lib)
		}
	}
	lib := parse(t, "- pmid: 33808247\r\n- doi: https://doi.org/10.3390/NU13041136.\r\n- pmcid: pmc8065437.2\r\n  authors:\r\n    - Prata C\r\n")
	var keys []string
	for _, r := range lib.References {
		keys = append(keys, r.Key)
	}
	want := []string{"pmid:33808247", "doi:10.3390/nu13041136", "pmcid:PMC8065437"}
	if diff := cmp.Diff(want, keys); diff != "" {
		t.Errorf("default keys (-want +got):\n%s", diff)
	}
}

func TestLibraryErrors(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"a: 1\n", `citations.yaml:1:1: a library is a list: start each reference with "- ", as in - pmid: "33808247"`},
		{"- 33808247\n", `citations.yaml:1:3: reference: its fields are expected, as in - pmid: "33808247"`},
		{"- pmid: 1\n  verified: {when: x}\n", `citations.yaml:2:14: verified: unknown field "when"`},
		{"- pmid: 1\n  title: [x]\n  authors: Prata C\n", "citations.yaml:2:10: title: a list where text is expected\n" +
			"citations.yaml:3:12: authors: \"Prata C\" where a list is expected, as in [one, two]"},
		{"- pmid: 1\n  pmid: 2\n", `citations.yaml:2:3: key "pmid" is here twice: it stands on line 1 already`},
		{"- pmid: 1\n<<<<<<< HEAD\n", "citations.yaml:2:1: unresolved merge conflict: choose one side and delete the marker lines"},
		{"- pmid: 1\n---\n- pmid: 2\n", "citations.yaml:2:1: a second document starts here; only one is read, so remove this line or what follows it"},
		{"- &a {pmid: 1}\n- *a\n", "citations.yaml:1:3: anchors are not supported; write the value without &a, or in quotes if it is meant to start with &\n" +
			"citations.yaml:2:3: aliases are not supported; write the value out, or in quotes if it is meant to start with *"},
	} {
		lib, err := cite.ParseLibrary(libraryFile(tc.in))
		if got := fmt.Sprint(err); got != tc.want || lib != nil {
			t.Errorf("ParseLibrary(%q)\n got %s\nwant %s", tc.in, got, tc.want)
		}
	}
}

func TestLibraryProblems(t *testing.T) {
	for _, tc := range []struct {
		in   string
		want string // line:column rule: message; hint
		refs int
	}{
		{"- pmid: 012345\n  key: a\n", `1:9 bad-library: PMID "012345" starts with a zero; PMIDs do not; `, 1},
		{"- pmid: 1_000\n  key: a\n", `1:9 bad-library: PMID "1_000" is not a number of one to eight digits; `, 1},
		{"- pmid: 0x1F\n  key: a\n", `1:9 bad-library: PMID "0x1F" is not a number of one to eight digits; `, 1},
		{"- pmid: 1e6\n  key: a\n", `1:9 bad-library: PMID "1e6" is not a number of one to eight digits; `, 1},
		{"- pmid: 12:30:45\n  key: a\n", `1:9 bad-library: PMID "12:30:45" is not a number of one to eight digits; `, 1},
		{"- pmid: ~\n  key: a\n", `1:9 bad-library: PMID "~" is not a number of one to eight digits; `, 1},
		{"- pmid: 9223372036854775808\n  key: a\n", `1:9 bad-library: PMID "9223372036854775808" has 19 digits; PMIDs have at most eight; `, 1},
		{"- pmid: PMC8065437\n  key: a\n", `1:9 bad-library: PMID "PMC8065437" is a PMCID: write PMC8065437 as one; move it to pmcid`, 1},
		{"- pmcid: 8065437\n  key: a\n", `1:10 bad-library: PMCID "8065437" has no prefix: write PMC8065437 if it is a PMCID and pmid:8065437 if it is a PMID; `, 1},
		{"- pmid: 10.3390/nu13041136\n  key: a\n", `1:9 bad-library: PMID "10.3390/nu13041136" is a DOI: write doi:10.3390/nu13041136; move it to doi`, 1},
		{"- doi: 10.3390/\n  key: a\n", `1:8 bad-library: DOI "10.3390/" is cut short: it ends before its second part; `, 1},
		{"- title: x\n", "1:3 bad-library: the reference has neither key nor id; give it a pmid, pmcid or doi, or a key to cite it by", 0},
		{"- key: a b\n  pmid: 1\n", `1:8 bad-library: key "a b" holds a character that cannot be cited; use letters, digits and _ - . : / +`, 1},
		{"- key: pmid:2\n  pmid: 1\n", `1:8 bad-library: key "pmid:2" looks like an id; put ids under pmid, pmcid and doi, and choose a word as the key`, 1},
		{"- key: pmid:1\n  pmid: 1\n", "", 1},
		{"- key: a\n- key: b\n- key: A\n", `3:3 duplicate-reference: key "A" is that of the reference on line 1 as well; keep one of the two, or give one another key`, 2},
		{"- key: a\n  pmid: 1\n- key: b\n  pmid: 1\n", "3:3 duplicate-reference: pmid:1 is the id of the reference on line 1 as well; keep one of the two, or mend the id", 2},
		{"- key: a\n  pmid: 1\n  doi: 10.3390/x12\n- key: b\n  pmid: 1\n  doi: 10.3390/X12\n", "4:3 duplicate-reference: pmid:1 is the id of the reference on line 1 as well; keep one of the two, or mend the id", 2},
		{"- key: a\n  year: 20211\n", `2:9 bad-library: year: "20211" is not a year; write it with four digits`, 1},
		{"- key: a\n  verified: {at: soon}\n", `2:18 bad-library: verified: date "soon" is not of the form 2026-11-20; `, 1},
		{"- key: a\n  verified: {at: 2026-11-20, from: crossref}\n", `2:36 bad-library: from: "crossref" is not one of pubmed, pubmed-xml, editor; `, 1},
		{"- key: a\n  verified: {at: 2026-11-20, from: editor}\n", "2:13 bad-library: verified: an editor's name is missing; add by: and the name or initials of who vouches for the source", 1},
		{"- key: a\n  notices: [{kind: retracted}]\n", `2:20 bad-library: kind: "retracted" is not one of retraction, concern, erratum, update; ` + "\n" +
			"2:13 bad-library: notices: the kind is missing; write kind: retraction, concern, erratum, update", 1},
		{"- pmid: 1\n  titel: x\n", `2:3 bad-library: unknown field "titel"; did you mean "title"?; a name that starts with x- is yours to use, as in x-titel`, 1},
		{"- key: a\n  x-shelf: [3]\n", "", 1},
		{"- key: a\n  from: editor\n", `2:3 bad-library: field "from" belongs inside verified; write it as in verified: {at: 2026-11-20, from: editor, by: mk}`, 1},
		{"- key: a\n  url: javascript:alert(1)\n", `2:8 bad-library: url: "javascript:alert(1)" is not a web address; start it with https://`, 1},
	} {
		lib := parse(t, tc.in)
		var got []string
		for _, p := range lib.Problems {
			got = append(got, fmt.Sprintf("%d:%d %s: %s; %s", p.Pos.Line, p.Pos.Column, p.Rule, p.Msg, p.Hint))
			if p.Span.Len() == 0 || p.End.Offset != p.Span.End {
				t.Errorf("%q: the problem's span is %v", tc.in, p.Span)
			}
		}
		if s := strings.Join(got, "\n"); s != tc.want || len(lib.References) != tc.refs {
			t.Errorf("ParseLibrary(%q): %d references\n got %s\nwant %s", tc.in, len(lib.References), s, tc.want)
		}
	}
}

func TestYears(t *testing.T) {
	r := cite.Reference{Year: 2022, Epub: 2021, AlsoYears: []int{2022, 2020}}
	if diff := cmp.Diff([]int{2020, 2021, 2022}, r.Years()); diff != "" {
		t.Errorf("years (-want +got):\n%s", diff)
	}
	if r.AlsoYears[0] != 2022 {
		t.Error("Years sorted the record's own slice")
	}
	if got := (&cite.Reference{}).Years(); len(got) != 0 {
		t.Errorf("years of nothing are %v", got)
	}
}

func TestState(t *testing.T) {
	at := source.Date{Year: 2026, Month: 11, Day: 20}
	base := func() *cite.Reference {
		return &cite.Reference{Key: "a", PMID: "1", Title: "Zinc and colds", Year: 2020}
	}
	sum := base().Sum()
	for _, tc := range []struct {
		name string
		v    cite.Verification
		edit func(r *cite.Reference)
		want cite.State
	}{
		{"nobody", cite.Verification{}, nil, cite.Unverified},
		{"no sum", cite.Verification{At: at, From: cite.FromPubMed}, nil, cite.Unverified},
		{"fits", cite.Verification{At: at, From: cite.FromXML, Sum: sum}, nil, cite.Verified},
		{"title edited", cite.Verification{At: at, From: cite.FromPubMed, Sum: sum}, func(r *cite.Reference) { r.Title += "?" }, cite.Edited},
		{"year added", cite.Verification{At: at, From: cite.FromPubMed, Sum: sum}, func(r *cite.Reference) { r.Epub = 2019 }, cite.Edited},
		{"key and subject are no part", cite.Verification{At: at, From: cite.FromPubMed, Sum: sum}, func(r *cite.Reference) { r.Key, r.Terms = "b", "zinc" }, cite.Verified},
		{"an editor by name", cite.Verification{At: at, From: cite.FromEditor, By: "mk"}, nil, cite.Verified},
		{"an editor without", cite.Verification{At: at, From: cite.FromEditor}, nil, cite.Unverified},
		{"an editor's sum", cite.Verification{At: at, From: cite.FromEditor, By: "mk", Sum: "00"}, nil, cite.Edited},
	} {
		r := base()
		r.Verified = tc.v
		if tc.edit != nil {
			tc.edit(r)
		}
		if got := r.State(); got != tc.want {
			t.Errorf("%s: state %v, want %v", tc.name, got, tc.want)
		}
	}
}

func TestSumOfStyles(t *testing.T) {
	a := parse(t, "- pmid: \"1\"\n  title: Zinc and colds\n  authors: [Prata C, Zuardi AW]\n  also_years: [2021, 2020]\n").References[0]
	b := parse(t, "- also_years: [2020, 2021]\n  key: other\n  authors:\n  - 'Prata C'\n  - Zuardi AW\n  title: >\n    Zinc and\n    colds\n  pmid: 1\n").References[0]
	if a.Sum() != b.Sum() || len(a.Sum()) != 16 {
		t.Errorf("sums differ: %s, %s", a.Sum(), b.Sum())
	}
}

func TestFormat(t *testing.T) {
	r := parse(t, fullEntry).References[0]
	want := strings.NewReplacer("            # cited as [@fiorentini2021]", "", "# The library.\n", "", "NU13041136", "nu13041136", "ABCD", "abcd").Replace(fullEntry)
	if diff := cmp.Diff(want, string(cite.Format(r))); diff != "" {
		t.Errorf("Format (-want +got):\n%s", diff)
	}
}
