package cite_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/cite"
)

const shelf = `# yaml-language-server: $schema=citations.schema.json
- key: a
  pmid: "1"

# Of colds.
- key: b   # the second
  pmid: "2"
  # a note of b's

# Two of a kind.
- pmid: "3"
- key: d
  pmid: "4"

# The end.
`

func TestRemove(t *testing.T) {
	for _, tc := range []struct {
		names   string
		want    string // what is left out of shelf
		missing string
	}{
		{names: "a", want: "- key: a\n  pmid: \"1\"\n\n"},
		{names: "pmid:2", want: "# Of colds.\n- key: b   # the second\n  pmid: \"2\"\n  # a note of b's\n\n"},
		{names: "3", want: "# Two of a kind.\n- pmid: \"3\"\n"},
		{names: "d", want: "- key: d\n  pmid: \"4\"\n\n"},
		{names: "d pmid:3", want: "# Two of a kind.\n- pmid: \"3\"\n- key: d\n  pmid: \"4\"\n\n"},
		{names: "b c pmid:9", missing: "c pmid:9"},
	} {
		got, _, missing, err := cite.Remove(libraryFile(shelf), strings.Fields(tc.names))
		if s := strings.Join(missing, " "); s != tc.missing || err != nil {
			t.Errorf("Remove(%s): missing %q, %v; want %q", tc.names, s, err, tc.missing)
		}
		if want := strings.Replace(shelf, tc.want, "", 1); tc.missing == "" && string(got) != want {
			t.Errorf("Remove(%s) (-want +got):\n%s", tc.names, cmp.Diff(want, string(got)))
		}
	}
	got, _, _, err := cite.Remove(libraryFile("- pmid: 1\n"), []string{"1"})
	if string(got) != "" || err != nil {
		t.Errorf("Remove of the only entry leaves %q, %v", got, err)
	}
}

func TestRename(t *testing.T) {
	for _, tc := range []struct{ old, key, change, err string }{
		{old: "b", key: "smith2020", change: "- key: smith2020   # the second"},
		{old: "pmid:3", key: "smith2020", change: "- key: smith2020\n  pmid: \"3\""},
		{old: "b", key: "b"},
		{old: "b", key: "D", err: `citations.yaml:12: the key "d" is another reference's already`},
		{old: "b", key: "B", change: "- key: B   # the second"},
		{old: "c", key: "x", err: `citations.yaml: no reference "c"`},
		{old: "b", key: "two words", err: `key "two words" holds a character that cannot be cited`},
		{old: "b", key: "pmid:7", err: `key "pmid:7" looks like an id`},
	} {
		got, err := cite.Rename(libraryFile(shelf), tc.old, tc.key)
		if msg(err) != tc.err {
			t.Errorf("Rename(%s, %s): %v; want %q", tc.old, tc.key, err, tc.err)
		}
		if err == nil && !strings.Contains(string(got), tc.change) {
			t.Errorf("Rename(%s, %s):\n%s", tc.old, tc.key, got)
		}
	}
}

// written is how an editor would write zinc's record by hand.
const written = `- key: singh2013
  pmid: "23775705"
  title: "Zinc for the Common Cold." # as printed
  authors: ["Singh, Meenu", et al]
  year: 2012
  volume: "6"
`

func TestVerify(t *testing.T) {
	retracted := zinc()
	retracted.Notices = []cite.Notice{{Kind: cite.Retraction, ID: cite.ID{Kind: cite.KindPMID, Value: "25924708"}, Year: 2015}}
	retracted.Title = "RETRACTED: " + retracted.Title
	another := zinc()
	another.Title = "Echinacea for the common cold"
	strangers := zinc()
	strangers.Authors = []string{"Karsch-Völk M"}
	early, assigned := zinc(), zinc()
	early.Year, assigned.Volume = 2012, "6"
	kept := zinc()
	kept.AlsoYears = []int{2012}
	elsewhere := zinc()
	elsewhere.DOI = "10.1000/another"
	for _, tc := range []struct {
		name, in string
		record   *cite.Reference
		accept   bool
		report   string
		keeps    string // what the result still holds
	}{
		{"a PMID alone", "- pmid: 23775705 # to fill in\n", zinc(), false, "completed", "- pmid: 23775705 # to fill in\n"},
		{"a hand-written entry", written, zinc(), false,
			"changed\n  title: Zinc for the Common Cold. | Zinc for the common cold\n  authors: Singh, Meenu, et al | Singh M, Das RR\n  year: 2012 | 2013\n  volume: 6 | ", "# as printed"},
		{"another title", written, another, false,
			"refused: the title differs\n! title: Zinc for the Common Cold. | Echinacea for the common cold\n  authors: Singh, Meenu, et al | Singh M, Das RR\n  year: 2012 | 2013\n  volume: 6 | ", written},
		{"another title, accepted", written, another, true,
			"changed\n! title: Zinc for the Common Cold. | Echinacea for the common cold\n  authors: Singh, Meenu, et al | Singh M, Das RR\n  year: 2012 | 2013\n  volume: 6 | ", "Echinacea"},
		{"other authors", string(cite.Format(verified(zinc()))), strangers, false,
			"refused: the authors differ\n! authors: Singh M, Das RR | Karsch-Völk M", "Singh M"},
		{"another DOI", string(cite.Format(verified(zinc()))), elsewhere, false,
			"refused: the doi differs\n! doi: 10.1002/14651858.cd001364.pub4 | 10.1000/another", "cd001364"},
		{"retracted meanwhile", string(cite.Format(verified(zinc()))), retracted, false,
			"changed\n  title: Zinc for the common cold | RETRACTED: Zinc for the common cold\n+ retraction pmid:25924708", "kind: retraction"},
		{"assigned to an issue of a later year", string(cite.Format(verified(early))), assigned, false, "changed\n  year: 2012 | 2013", "also_years: [2012]"},
		{"the year before that", string(cite.Format(verified(kept))), zinc(), false, "confirmed", "also_years: [2012]"},
		{"a year that was never compared", string(cite.Format(kept)), zinc(), false, "completed\n  also_years: [2012] | ", "year: 2013"},
		{"a notice of one's own", "- pmid: 23775705\n  notices: [{kind: concern}]\n", zinc(), false, "completed\n  notices: concern | ", "concern"},
		{"as it is", string(cite.Format(verified(zinc()))), zinc(), false, "confirmed", "at: 2026-12-01, from: pubmed"},
		{"an editor's", "- key: who\n  doi: 10.1002/14651858.cd001364.pub4\n  verified: {at: 2026-01-01, from: editor, by: mk}\n", zinc(), true, "kept", "by: mk"},
		{"two entries", "- pmid: 23775705\n- key: b\n  doi: 10.1002/14651858.cd001364.pub4\n", zinc(), true,
			"refused: its record's ids are those of two entries, on lines 1 and 2; keep one", "- key: b\n"},
		{"no entry", "- pmid: 5\n", zinc(), true, "", "- pmid: 5\n"},
	} {
		record := *tc.record
		record.Verified = cite.Verification{At: later.At, From: cite.FromPubMed}
		got, checked, err := cite.Verify(libraryFile(tc.in), []*cite.Reference{&record}, tc.accept)
		if err != nil {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		if diff := cmp.Diff(tc.report, checkedText(checked)); diff != "" {
			t.Errorf("%s: report (-want +got):\n%s", tc.name, diff)
		}
		if !strings.Contains(string(got), tc.keeps) {
			t.Errorf("%s: the result is\n%s", tc.name, got)
		}
		refused := len(checked) == 0 || checked[0].Outcome == cite.Refused || checked[0].Outcome == cite.Kept
		if same := string(got) == tc.in; same != refused {
			t.Errorf("%s: the file is unchanged: %v\n%s", tc.name, same, got)
		}
		if r := parse(t, string(got)).References[0]; !refused && r.State() != cite.Verified {
			t.Errorf("%s: the entry is %v", tc.name, r.State())
		}
	}
}

func checkedText(checked []cite.Checked) string {
	var lines []string
	for _, c := range checked {
		line := []string{"confirmed", "completed", "changed", "refused", "kept"}[c.Outcome]
		if c.Reason != "" {
			line += ": " + c.Reason
		}
		lines = append(lines, line)
		for _, d := range c.Differences {
			mark := " "
			if d.Doubts {
				mark = "!"
			}
			lines = append(lines, fmt.Sprintf("%s %s: %s | %s", mark, d.Field, d.Here, d.There))
		}
		for _, n := range c.Notices {
			lines = append(lines, fmt.Sprintf("+ %s %s", n.Kind, n.ID))
		}
	}
	return strings.Join(lines, "\n")
}

// TestVerifyAuthors checks who counts as the same person.
func TestVerifyAuthors(t *testing.T) {
	for _, tc := range []struct {
		here, there string
		same        bool
	}{
		{"Fiorentini D", "Fiorentini D", true},
		{"fiorentini", "Fiorentini D", true},
		{"Fiorentini, Diana", "Fiorentini D", true},
		{"Diana Fiorentini", "Fiorentini D", true},
		{"D. Fiorentini", "Fiorentini D", true},
		{"Karsch-Volk M", "Karsch-Völk M", true},
		{"van der Berg A", "van der Berg A", true},
		{"Anderson EN Jr", "Anderson EN Jr", true},
		{"WHO Study Group", "WHO Study Group", true},
		{"Smith J", "Smith K", false},
		{"Berg A", "van der Berg A", false},
		{"Fiorentino D", "Fiorentini D", false},
	} {
		record := zinc()
		record.Authors = []string{tc.there}
		in := "- pmid: \"23775705\"\n  authors: [\"" + tc.here + "\"]\n"
		_, checked, err := cite.Verify(libraryFile(in), []*cite.Reference{record}, false)
		if err != nil || (checked[0].Outcome != cite.Refused) != tc.same {
			t.Errorf("%q and %q: %s, %v; want the same: %v", tc.here, tc.there, checkedText(checked), err, tc.same)
		}
	}
}

func TestVouch(t *testing.T) {
	const guide = "- key: nice2021\n  title: Hypertension in adults # NG136\n  year: 2019\n"
	v := cite.Verification{At: later.At, From: cite.FromEditor, By: "mk"}
	got, err := cite.Vouch(libraryFile(guide), "nice2021", "https://www.nice.org.uk/guidance/ng136", v)
	if err != nil {
		t.Fatal(err)
	}
	r := parse(t, string(got)).References[0]
	want := guide + "  url: https://www.nice.org.uk/guidance/ng136\n  verified: {at: 2026-12-01, from: editor, by: mk, sum: " + r.Sum() + "}\n"
	if diff := cmp.Diff(want, string(got)); diff != "" || r.State() != cite.Verified {
		t.Errorf("%v (-want +got):\n%s", r.State(), diff)
	}
	again, err := cite.Vouch(libraryFile(string(got)), "nice2021", "", v)
	if err != nil || string(again) != string(got) {
		t.Errorf("a second time: %v\n%s", err, cmp.Diff(string(got), string(again)))
	}
	for _, edit := range [][2]string{{"year: 2019", "year: 2011"}, {"ng136\n", "ng137\n"}} {
		if r := parse(t, strings.Replace(string(got), edit[0], edit[1], 1)).References[0]; r.State() != cite.Edited {
			t.Errorf("with %q the record is %v, want edited", edit[1], r.State())
		}
	}
	for _, tc := range []struct{ in, name, url, err string }{
		{guide, "x", "", `citations.yaml: no reference "x"`},
		{guide, "nice2021", "", "nice2021: its address is missing; give --url, where readers can look at the source"},
		{guide, "nice2021", "nice.org.uk", `nice2021: url: "nice.org.uk" is not a web address`},
		{"- pmid: 5\n", "5", "", "pmid:5: PubMed has a record of it, pmid:5; verify it without --by"},
		{"- key: a\n", "a", "https://example.org/", "a: its title is missing; write at least title, year and url before somebody vouches for it"},
	} {
		if _, err := cite.Vouch(libraryFile(tc.in), tc.name, tc.url, v); msg(err) != tc.err {
			t.Errorf("Vouch(%q, %s, %s) = %v; want %q", tc.in, tc.name, tc.url, err, tc.err)
		}
	}
}

// TestVerifyDate checks that of an entry that is confirmed the date alone is
// written, in whatever form it stands.
func TestVerifyDate(t *testing.T) {
	for _, form := range []string{
		"{at: %s, from: pubmed-xml, sum: SUM}", "{ sum: \"SUM\",  from: 'pubmed-xml', at: \"%s\" } # who", "\n    # when\n    at: %s # then\n    from: pubmed-xml\n    sum: SUM",
	} {
		form = "- pmid: \"23775705\"\n  verified: " + strings.ReplaceAll(form, "SUM", (&cite.Reference{PMID: "23775705"}).Sum()) + "\n"
		record := &cite.Reference{PMID: "23775705", Verified: later}
		got, _, err := cite.Verify(libraryFile(fmt.Sprintf(form, "2026-11-20")), []*cite.Reference{record}, false)
		if err != nil {
			t.Fatal(err)
		}
		want := strings.ReplaceAll(fmt.Sprintf(form, later.At), "\""+later.At.String()+"\"", later.At.String())
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// FuzzEdit checks that no library makes an edit panic, and that an edit that is
// made leaves a library with the entries that it should have, the others as
// they were.
func FuzzEdit(f *testing.F) {
	for _, s := range []string{shelf, written, fullEntry, "- {pmid: 23775705, epub: 2020} # c\n", "- title: |\n    x\n\n  doi: 10.1000/12", "  - key: a\n    pmid:\n      23775705\n    authors: # b\n    - A # c\n",
		"- key: a\r\n  authors: [A, # x\r\n    B]\r\n  pmid: 23775705\r\n", "-\n  key: a\n-\n  # b\n  pmid: 23775705\n", "- - key: a\n", "- {key: a,\n   # b\n   pmid: 23775705}\n- key: b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > 1<<12 {
			return
		}
		before, err := cite.ParseLibrary(libraryFile(in))
		if err != nil || len(before.References) == 0 {
			return
		}
		first := before.References[0]
		check := func(what string, b []byte, err error, entries int, changed ...string) {
			if err != nil {
				return // refused, and nothing written
			}
			after := parse(t, string(b))
			if len(after.References) != entries {
				t.Fatalf("%s: %q becomes %q: %d references, want %d", what, in, b, len(after.References), entries)
			}
			for _, r := range after.References {
				old := before.Key(r.Key)
				if !slices.Contains(changed, r.Key) && (old == nil || in[old.Span.Start:old.Span.End] != string(b[r.Span.Start:r.Span.End])) {
					t.Fatalf("%s: %q becomes %q: %s changed", what, in, b, r.Key)
				}
			}
		}
		n := len(before.References)
		b, err := cite.Rename(libraryFile(in), first.Key, "renamed-key")
		check("Rename", b, err, n, "renamed-key")
		record := zinc()
		record.Verified = later
		b, checked, err := cite.Verify(libraryFile(in), []*cite.Reference{record}, true)
		var keys []string
		for _, c := range checked {
			keys = append(keys, c.Key, "pmid:23775705")
		}
		check("Verify", b, err, n, keys...)
		b, err = cite.Tidy(libraryFile(in))
		var all []string
		for _, r := range before.References {
			all = append(all, r.Key)
		}
		check("Tidy", b, err, n, all...)
		b, _, _, err = cite.Remove(libraryFile(in), []string{first.Key})
		if len(before.Problems) == 0 { // an entry that was left out for its key may take the place of the other
			check("Remove", b, err, n-1)
		}
	})
}
