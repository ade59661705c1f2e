package cite_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/cite"
	"stet/internal/source"
)

const journalList = `--------------------------------------------------------
JrId: 1
JournalTitle: Annals of widgets: the organ of the Widget Society
MedAbbr: Ann Widgets
ISSN (Print): 1111-1111
ISSN (Online): 1111-112X
IsoAbbr: Ann. Widg.
NlmId: 9000001
--------------------------------------------------------
JrId: 2
JournalTitle: Widget therapy
MedAbbr: Widget Ther (Oslo)
ISSN (Print): ` + `
ISSN (Online): 2222-2222
IsoAbbr: Widget Ther
NlmId: 9000002
--------------------------------------------------------
JrId: 3
JournalTitle: Widget therapy
MedAbbr: Widget Ther (Rome)
NlmId: 9000003
--------------------------------------------------------
JrId: 4
JournalTitle: Aging
MedAbbr: Aging
NlmId: 9000004
`

func readList(t testing.TB, text string) *cite.JournalList {
	t.Helper()
	list, err := cite.ReadJournalList(source.NewFile("J_Medline.txt", []byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestJournalList(t *testing.T) {
	list := readList(t, journalList)
	if list.Len() != 4 {
		t.Errorf("%d journals, want 4", list.Len())
	}
	table := cite.Journals(nil).With(list)
	for _, tc := range []struct {
		name string
		want cite.JournalHit
	}{
		{"Annals of Widgets", cite.JournalHit{Title: "Annals of widgets: the organ of the Widget Society", Words: 3}},
		{"Ann. Widg.", cite.JournalHit{Title: "Annals of widgets: the organ of the Widget Society", Words: 2}},
		{"Widget Therapy", cite.JournalHit{Title: "Widget therapy", Words: 2, Many: true, Cue: true}},
		{"Widget Ther (Oslo)", cite.JournalHit{Title: "Widget therapy", Words: 3}},
		{"Aging", cite.JournalHit{Title: "Aging", Words: 1, Cue: true}}, // the built-in table's
		{"Nutrients", cite.JournalHit{Title: "Nutrients", Words: 1, Cue: true}},
	} {
		if got, _ := table.Lookup(tc.name); got != tc.want {
			t.Errorf("%q is %+v, want %+v", tc.name, got, tc.want)
		}
	}
	if hit, ok := cite.Journals(nil).Lookup("Annals of Widgets"); ok {
		t.Errorf("the built-in table has taken up a list: %+v", hit)
	}
}

// Line ends, a byte-order mark and blank lines do not matter.
func TestJournalListForms(t *testing.T) {
	for name, text := range map[string]string{
		"CRLF":    strings.ReplaceAll(journalList, "\n", "\r\n"),
		"BOM":     "\ufeff" + journalList,
		"no rule": strings.TrimPrefix(journalList, strings.Repeat("-", 56)+"\n"),
		"blank":   strings.ReplaceAll(journalList, "\n", "\n\n"),
	} {
		table := cite.Journals(nil).With(readList(t, text))
		if hit, _ := table.Lookup("Ann Widgets"); hit.Title == "" || readList(t, text).Len() != 4 {
			t.Errorf("%s: %d journals, %+v", name, readList(t, text).Len(), hit)
		}
	}
	for _, text := range []string{"", "<!doctype html>\n<title>Moved</title>\n", strings.Repeat("-", 56) + "\nJrId: 1\nJournalTitle:\n"} {
		if _, err := cite.ReadJournalList(source.NewFile("J.txt", []byte(text))); err == nil || !strings.HasPrefix(err.Error(), "J.txt:1:1: a list of journals has blocks") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestKnown(t *testing.T) {
	table := cite.Journals(map[string]string{"Green Journal": "Obstetrics and gynecology", "House Letters": "Letters of the house"}).With(readList(t, journalList))
	type known struct{ title, abbr, nlm, from string }
	for _, tc := range []struct {
		name  string
		named bool
		want  []known
	}{
		{"Ann Widgets", true, []known{{"Annals of widgets: the organ of the Widget Society", "Ann Widgets", "9000001", "list"}}},
		{"widget therapy", true, []known{{"Widget therapy", "Widget Ther (Oslo)", "9000002", "list"}, {"Widget therapy", "Widget Ther (Rome)", "9000003", "list"}}},
		{"Green Journal", true, []known{{"Obstetrics and gynecology", "Obstet Gynecol", "", "built-in table"}}},
		{"House Letters", true, []known{{"Letters of the house", "", "", "stet.yaml"}}},
		{"Int J Behav Nutr Phys Activ", false, []known{{"The International Journal of Behavioral Nutrition and Physical Activity", "Int J Behav Nutr Phys Act", "", "built-in table"}}},
		{"Ann Zebras", false, nil},
		{"", false, nil},
	} {
		journals, named := table.Known(tc.name)
		var got []known
		for _, k := range journals {
			got = append(got, known{k.Title, k.Abbr, k.NLM, k.From})
		}
		if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(known{})); diff != "" || named != tc.named {
			t.Errorf("%q: named %t (-want +got):\n%s", tc.name, named, diff)
		}
	}
}

// FuzzJournalList reads any text: it never panics, and what is found is no
// longer than what was asked for.
func FuzzJournalList(f *testing.F) {
	f.Add(journalList)
	f.Add("JournalTitle: ;\tx\nMedAbbr: =\n----\nJournalTitle: The\n")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := cite.ReadJournalList(source.NewFile("J.txt", []byte(text)))
		if err != nil {
			return
		}
		table := cite.Journals(nil).With(list)
		for line := range strings.Lines(text) {
			words := strings.Fields(line)
			for i := range words {
				if hit, ok := table.Find(words[i:]); ok != (hit.Words > 0) || hit.Words > len(words)-i {
					t.Fatalf("%q: %+v", words[i:], hit)
				}
			}
		}
	})
}

func BenchmarkReadJournalList(b *testing.B) {
	var text strings.Builder
	for _, j := range cite.BuiltInJournals() {
		for _, section := range []string{"", " A", " B", " C"} {
			text.WriteString("--------------------------------------------------------\nJrId: 1\nJournalTitle: " + j.Title + section + "\nMedAbbr: " + j.Abbr + section + "\nISSN (Print): 1234-5678\nISSN (Online): \nIsoAbbr: " + j.Abbr + section + "\nNlmId: 1\n")
		}
	}
	f := source.NewFile("J_Medline.txt", []byte(text.String()))
	b.SetBytes(int64(len(f.Bytes)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := cite.ReadJournalList(f); err != nil {
			b.Fatal(err)
		}
	}
}
