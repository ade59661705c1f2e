package ncbi_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"stet/internal/cite"
	"stet/internal/ncbi"
)

func TestRecords(t *testing.T) {
	want := []*cite.Reference{
		{
			Key: "pmid:33808247", PMID: "33808247", PMCID: "PMC8065437", DOI: "10.3390/nu13041136",
			Title:   "Magnesium: Biochemistry, Nutrition, Detection, and Social Impact of Diseases Linked to Its Deficiency",
			Authors: []string{"Fiorentini D", "Cappadone C", "Farruggia G", "Prata C 2nd", "Mineral Study Group"},
			Journal: cite.Journal{Title: "Nutrients", Abbr: "Nutrients", ISSN: "2072-6643", NLM: "101521595"},
			Year:    2021, Epub: 2021, Volume: "13", Issue: "4", Pages: "1136",
			Types: []string{"Journal Article", "Review"}, MeSH: []string{"Magnesium", "Magnesium Deficiency"},
			Terms:   "hide, took, rose, cramp, fell, rr, magnesium, steadi, keep, deficit, kidney, serum, daili, ci, mg, week, risk, adult",
			Numbers: []string{"n 60", "300 mg/day", "12 weeks", "5 %", "CI 2-8", "RR 0.78 (0.65-0.94)"},
		},
		{
			Key: "pmid:9500320", PMID: "9500320",
			Title:   "Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental disorder in children",
			Authors: []string{"Wakefield AJ"},
			Journal: cite.Journal{Title: "Lancet (London, England)", Abbr: "Lancet", ISSN: "0140-6736", NLM: "2985213R"},
			Year:    1998, Volume: "351", Issue: "9103", Pages: "637-41",
			Types: []string{"Journal Article", "Retracted Publication"},
			Notices: []cite.Notice{
				{Kind: "erratum", Year: 2004},
				{Kind: "retraction", ID: cite.ID{Kind: cite.KindPMID, Value: "20137807"}, Year: 2010},
				{Kind: "concern", ID: cite.ID{Kind: cite.KindDOI, Value: "10.1000/concern.7"}, Year: 2004},
			},
		},
		{
			Key: "pmid:9000001", PMID: "9000001", DOI: "10.1000/prueba.1",
			Title: "[The p value of CO2, x>1 & more]", Authors: []string{"Solo"},
			Journal: cite.Journal{Title: "Anales de prueba", Abbr: "An Prueba", ISSN: "1234-5678"},
			Year:    1998, Epub: 1997, AlsoYears: []int{1999}, Pages: "e0123456",
			Types: []string{"Retraction of Publication"}, Terms: "copper, count",
			Notices: []cite.Notice{{Kind: "update", ID: cite.ID{Kind: cite.KindPMID, Value: "9000005"}, Year: 2001}},
		},
		{
			Key: "pmid:9000006", PMID: "9000006", Title: "Zinc", Authors: []string{"Writer WA"},
			Journal: cite.Journal{Title: "Minerals at a Glance"}, Year: 2024, Epub: 2023,
			Types: []string{"Review"}, Terms: "zinc",
		},
		{Key: "pmid:9000007", PMID: "9000007", Title: "Minerals at a Glance", Authors: []string{"Editor E"}, Year: 2024},
	}
	plain := fixture(t)
	bare := plain[bytes.IndexByte(plain, '\n')+1:] // without the declaration
	for name, r := range map[string]io.Reader{
		"plain":         bytes.NewReader(plain),
		"gzip":          bytes.NewReader(pack(t, plain)),
		"two members":   bytes.NewReader(append(pack(t, plain[:1000]), pack(t, plain[1000:])...)),
		"BOM":           strings.NewReader("\ufeff" + string(plain)),
		"BOM in gzip":   bytes.NewReader(pack(t, append([]byte("\ufeff"), plain...))),
		"byte by byte":  iotest.OneByteReader(bytes.NewReader(plain)),
		"CRLF":          bytes.NewReader(bytes.ReplaceAll(plain, []byte("\n"), []byte("\r\n"))),
		"leading space": strings.NewReader("\n \n" + string(bare)),
		"utf-8":         strings.NewReader(`<?xml version="1.0" encoding="utf-8"?>` + string(bare) + "\n<!-- end -->\n"),
		"ASCII":         strings.NewReader(`<?xml version="1.0" encoding="US-ASCII"?>` + string(bare)),
	} {
		got, err := read(r)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// A record that is the root itself is read, too.
func TestAlone(t *testing.T) {
	got, err := read(strings.NewReader(set("77")[len("<PubmedArticleSet>") : len(set("77"))-len("</PubmedArticleSet>")]))
	if err != nil || len(got) != 1 || got[0].PMID != "77" {
		t.Errorf("read %v, %v", got, err)
	}
}

func TestErrors(t *testing.T) {
	deep := "<PubmedArticleSet><PubmedArticle>" + strings.Repeat("<a>", 200_000)
	for _, tc := range []struct {
		name, in string
		records  int
		want     string // start of the message
	}{
		{"empty", "", 0, "line 1, column 1: the export is empty"},
		{"space", " \n\n", 0, "line 3, column 1: the export is empty"},
		{"empty set", "<PubmedArticleSet></PubmedArticleSet>", 0, ""},
		{"cut in a record", set("1", "2")[:120], 1, "line 1, column 121: the export ends too early"},
		{"cut between records", strings.TrimSuffix(set("1"), "</PubmedArticleSet>"), 1, "line 1, column 111: the export ends too early"},
		{"no PMID", "<PubmedArticleSet>\n <PubmedArticle/></PubmedArticleSet>", 0, "line 2, column 2: <PubmedArticle>: PMID is empty"},
		{"PMCID as PMID", set("1", "PMC12"), 1, `line 1, column 111: <PubmedArticle>: PMID "PMC12" is a PMCID`},
		{"nine digits", set("123456789"), 0, `line 1, column 19: <PubmedArticle>: PMID "123456789" has 9 digits`},
		{"entity", "<PubmedArticleSet>\n<PubmedArticle>&alpha;", 0, "line 2, column 23: entity &alpha; is not known"},
		{"entity bomb", `<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><PubmedArticleSet><PubmedArticle>&c;`, 0, "line 1, column 87: entity &c; is not known"},
		{"encoding", `<?xml version="1.0" encoding="ISO-8859-1"?><PubmedArticleSet/>`, 0, `line 1, column 44: encoding "ISO-8859-1" is not read: convert the export to UTF-8`},
		{"XML version", `<?xml version="1.1"?><PubmedArticleSet/>`, 0, "line 1, column 22: unsupported version"},
		{"UTF-16", "\xff\xfe<\x00", 0, "line 1, column 1: the export is in UTF-16"},
		{"invalid UTF-8", "<PubmedArticleSet><PubmedArticle>\xff", 0, "line 1, column 35: invalid UTF-8"},
		{"control character", "<PubmedArticleSet><PubmedArticle>\x01", 0, "line 1, column 35: illegal character code U+0001"},
		{"deep", deep, 0, "line 1, column 328: more than 100 elements within each other"},
		{"huge tag", "<PubmedArticleSet " + strings.Repeat("a", 5<<20), 0, "line 1, column 4194305: one tag or text has more than 4 MiB"},
		{"huge record", "<PubmedArticleSet><PubmedArticle>" + strings.Repeat("<!--"+strings.Repeat(".", 1<<20)+"-->", 33), 0, "line 1, column 33554466: a record has more than 32 MiB"},
		{"second document", set("1") + `<?xml version="1.0"?>` + set("2"), 1, "line 1, column 151: a second document begins with <PubmedArticleSet>"},
		{"trailing text", set("1") + "\nand more", 1, `line 1, column 130: "and more" follows after the end of the records`},
		{"text between", "<PubmedArticleSet>\nwhat?\n</PubmedArticleSet>", 0, `line 1, column 19: text "what?" stands between records`},
		{"web page", "<!DOCTYPE html>\n<html><body><p>Maintenance<br></body></html>", 0, "line 2, column 1: <html> holds a web page, not PubMed records"},
		{"HTML", "<HTML>", 0, "line 1, column 1: <HTML> holds a web page"},
		{"error answer", "<eFetchResult>\n<ERROR>ID list is empty! Possibly it has no correct IDs.</ERROR>\n</eFetchResult>", 0, `line 2, column 1: PubMed answered with an error: "ID list is empty! Possibly it has no correct IDs."`},
		{"error in the set", "<PubmedArticleSet><ERROR>Timeout</ERROR></PubmedArticleSet>", 0, `line 1, column 19: PubMed answered with an error: "Timeout"`},
		{"error alone", "<ERROR>No</ERROR>", 0, `line 1, column 1: PubMed answered with an error: "No"`},
		{"answer without", "<eFetchResult/>", 0, "line 1, column 16: PubMed answered without any records"},
		{"full text", "<pmc-articleset>", 0, "line 1, column 1: <pmc-articleset> holds full texts of PMC, not PubMed records"},
		{"another root", "<rss>", 0, "line 1, column 1: <rss> is no set of PubMed records"},
		{"nbib", "PMID- 33808247\nOWN - NLM", 0, `line 1, column 1: the format that PubMed's page calls "PubMed" (.nbib), no XML: it starts with "PMID- 33808247"; PubMed XML is`},
		{"JSON", `{"error":"API rate limit exceeded"}`, 0, `line 1, column 1: JSON, no XML: it starts with "{\"error\"`},
		{"zip", "PK\x03\x04", 0, "a zip archive: unpack it first"},
		{"cut gzip", string(pack(t, []byte(set("1", "2")))[:60]), -1, "the export is damaged or cut short (unexpected EOF)"},
		{"gzip bomb", string(pack(t, bytes.Repeat([]byte(" "), 8<<20))), 0, "line 1, column 4194305: one tag or text has more than 4 MiB"},
		{"no gzip", "\x1f\x8b\x00", 0, "the export is damaged or cut short"},
		{"wrong end tag", "<PubmedArticleSet><PubmedArticle></PubmedArticleSet>", 0, "line 1, column 53: element <PubmedArticle> closed by </PubmedArticleSet>"},
	} {
		got, err := read(strings.NewReader(tc.in))
		msg := ""
		if err != nil {
			msg = err.Error()
			if _, ok := errors.AsType[*ncbi.Error](err); !ok {
				t.Errorf("%s: error %q is a %T", tc.name, err, err)
			}
		}
		if !strings.HasPrefix(msg, tc.want) || tc.want == "" && msg != "" {
			t.Errorf("%s: error %q, want %q", tc.name, msg, tc.want)
		}
		if len(got) != tc.records && tc.records >= 0 {
			t.Errorf("%s: %d records, want %d", tc.name, len(got), tc.records)
		}
	}
}

// An error of the reader is passed on.
func TestReaderError(t *testing.T) {
	broken := errors.New("disk on fire")
	for _, n := range []int{0, 3, 60, 200} {
		in := []byte(set("1", "2"))[:n]
		_, err := read(io.MultiReader(bytes.NewReader(in), iotest.ErrReader(broken)))
		if !errors.Is(err, broken) {
			t.Errorf("after %d bytes: error %v", n, err)
		}
	}
}

// A caller may stop.
func TestStop(t *testing.T) {
	n := 0
	for range ncbi.Records(bytes.NewReader(fixture(t))) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d records", n)
	}
}

func FuzzRecords(f *testing.F) {
	text, err := os.ReadFile("testdata/records.xml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte(set("1", "2")))
	f.Add([]byte("<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>.</ArticleTitle></Article></MedlineCitation></PubmedArticle>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		refs, err := read(bytes.NewReader(b))
		for _, r := range refs {
			if _, bad := cite.ParsePMID(string(r.PMID)); bad != nil {
				t.Error(bad)
			}
			if strings.ContainsAny(r.Title, "\n\t") || r.Terms.Len() > 60 || len(r.Numbers) > 60 {
				t.Errorf("%+v", r)
			}
		}
		again, againErr := read(bytes.NewReader(b))
		if diff := cmp.Diff(refs, again); diff != "" || (err == nil) != (againErr == nil) {
			t.Errorf("read twice: %s, %v, %v", diff, err, againErr)
		}
	})
}

// set is an export of records that have nothing but a PMID.
func set(pmids ...string) string {
	var b strings.Builder
	b.WriteString("<PubmedArticleSet>")
	for _, id := range pmids {
		b.WriteString("<PubmedArticle><MedlineCitation><PMID Version=\"1\">" + id + "</PMID></MedlineCitation></PubmedArticle>")
	}
	b.WriteString("</PubmedArticleSet>")
	return b.String()
}

func read(r io.Reader) (refs []*cite.Reference, err error) {
	for ref, err := range ncbi.Records(r) {
		if err != nil {
			return refs, err
		}
		refs = append(refs, ref)
	}
	return refs, nil
}

func fixture(t *testing.T) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/records.xml")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func pack(t *testing.T, b []byte) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func BenchmarkRecords(b *testing.B) {
	text, err := os.ReadFile("testdata/records.xml")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(bytes.NewReader(text)); err != nil {
			b.Fatal(err)
		}
	}
}
