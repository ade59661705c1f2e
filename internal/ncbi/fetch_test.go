package ncbi_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"stet/internal/cite"
	"stet/internal/ncbi"
	"stet/internal/ncbi/ncbitest"
)

func pmcid(s string) cite.ID { return cite.ID{Kind: cite.KindPMCID, Value: s} }
func doi(s string) cite.ID   { return cite.ID{Kind: cite.KindDOI, Value: s} }

// TestFetch fetches every record there is, by its PMID, by its PMCID and by its
// DOI: what comes is what an import of the same export gives. DATA adds 1,761
// real records to the project's own.
func TestFetch(t *testing.T) {
	records, err := ncbitest.All()
	if err != nil {
		t.Fatal(err)
	}
	want := map[cite.ID]*cite.Reference{}
	byDOI := map[cite.ID][]cite.ID{}
	var ids []cite.ID
	for _, s := range records.PMIDs() {
		r, err := read(strings.NewReader(records.XML(s)))
		if err != nil {
			t.Fatal(err)
		}
		want[pmid(s)] = r[0]
		ids = append(ids, pmid(s))
		for _, id := range r[0].IDs()[1:] {
			want[id] = r[0]
			byDOI[id] = append(byDOI[id], pmid(s))
		}
	}
	for id := range byDOI {
		ids = append(ids, id)
	}
	synctest.Test(t, func(t *testing.T) {
		s := ncbitest.New(records)
		transport, end := s.Transport()
		defer end()
		c := client(t, ncbi.Options{Email: "editor@example.org", Now: time.Now, Transport: transport})
		answered := map[cite.ID]bool{}
		note := func(id cite.ID) {
			if answered[id] {
				t.Errorf("%s is answered twice", id)
			}
			answered[id] = true
		}
		for answer, err := range c.Fetch(t.Context(), ids) {
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range answer.Records {
				for _, id := range r.Asked {
					note(id)
					if diff := cmp.Diff(want[id], r.Reference, cmpopts.IgnoreUnexported(cite.Reference{})); diff != "" {
						t.Errorf("%s: %s", id, diff)
					}
				}
			}
			for _, f := range answer.Failures {
				note(f.ID)
				if f.Reason != ncbi.Ambiguous || len(byDOI[f.ID]) < 2 {
					t.Error(f)
				}
			}
			if len(answer.Extra) > 0 {
				t.Errorf("extra: %v", answer.Extra)
			}
		}
		if len(answered) != len(ids) {
			t.Errorf("%d of %d ids are answered", len(answered), len(ids))
		}
		if p := s.Problems(); len(p) > 0 || s.Busiest(time.Second) > 3 {
			t.Errorf("against NCBI's manners: %v, %d in a second", p, s.Busiest(time.Second))
		}
		t.Logf("%d ids in %d requests", len(ids), len(s.Arrivals()))
	})
}

// TestFailures asks for ids that have no record, each in a batch with one that
// has.
func TestFailures(t *testing.T) {
	for _, tc := range []struct {
		id     cite.ID
		reason ncbi.Reason
		want   string
	}{
		{pmid("99999999"), ncbi.Missing, "pmid:99999999: PubMed has no such record; check the digits, and whether a PMCID (PMC99999999) is meant"},
		{pmid("0123"), ncbi.BadID, `pmid:0123: PMID "0123" starts with a zero; PMIDs do not`},
		{pmcid("PMC99999999"), ncbi.Missing, "pmcid:PMC99999999: PubMed Central knows no such article; check the digits, and whether a PMID is meant"},
		{pmcid("PMC12X"), ncbi.BadID, `pmcid:PMC12X: PMCID "PMC12X" is not PMC and a number, as in PMC8065437`},
		{doi("10.1000/nothing.1"), ncbi.Missing, "doi:10.1000/nothing.1: PubMed finds no record with this DOI; open https://doi.org/10.1000/nothing.1 to see whether it is right; PubMed does not hold every paper"},
		{doi("10.1"), ncbi.BadID, `doi:10.1: DOI "10.1" does not start with 10. and a registrant's number, as in 10.3390/nu13041136`},
		{cite.ID{Kind: cite.KindURL, Value: "https://example.org/paper"}, ncbi.BadID, "url:https://example.org/paper: is no PMID, PMCID or DOI, and nothing else can be looked up"},
		{cite.ID{}, ncbi.BadID, ": is no PMID, PMCID or DOI, and nothing else can be looked up"},
	} {
		inBubble(t, func(ctx context.Context, s *ncbitest.Server, opt ncbi.Options, _ *[]string) {
			for answer, err := range client(t, opt).Fetch(ctx, []cite.ID{tc.id, pmid("33808247"), pmcid("PMC8065437"), tc.id}) {
				if err != nil || len(answer.Failures) != 1 || len(answer.Records) != 1 || len(answer.Records[0].Asked) != 2 {
					t.Fatalf("%v: %+v, %v", tc.id, answer, err)
				}
				f := answer.Failures[0]
				if f.ID != tc.id || f.Reason != tc.reason || f.Error() != tc.want {
					t.Errorf("%v: %d, %v; want %q", tc.id, f.Reason, f, tc.want)
				}
			}
		})
	}
}

// A DOI that two records have names neither.
func TestAmbiguousDOI(t *testing.T) {
	records := ncbitest.Own()
	if err := records.Add([]byte(strings.ReplaceAll(records.XML("29480918"), "29480918", "55555"))); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		transport, end := ncbitest.New(records).Transport()
		defer end()
		c := client(t, ncbi.Options{Email: "e@example.org", Now: time.Now, Transport: transport})
		for _, ids := range [][]cite.ID{{doi("10.7556/jaoa.2018.037")}, {doi("10.7556/jaoa.2018.037"), doi("10.3390/nu13041136")}} {
			for answer, err := range c.Fetch(t.Context(), ids) {
				if err != nil || len(answer.Failures) != 1 || answer.Failures[0].Reason != ncbi.Ambiguous || len(answer.Records) != len(ids)-1 {
					t.Fatalf("%+v, %v", answer, err)
				}
				want := "doi:10.7556/jaoa.2018.037: 2 records of PubMed have it (pmid:29480918, pmid:55555); give the PMID of the one you mean"
				if f := answer.Failures[0]; f.Error() != want {
					t.Errorf("%v, want %s", f, want)
				}
			}
		}
	})
}

// The converter answers nothing where one id of many offends it: that one is
// found, the others are answered.
func TestBisect(t *testing.T) {
	inBubble(t, func(ctx context.Context, s *ncbitest.Server, opt ncbi.Options, _ *[]string) {
		inner := opt.Transport
		opt.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
			if strings.Contains(r.URL.RawQuery, "PMC13") {
				return respond(r, 400, "<html>Invalid ids</html>"), nil
			}
			return inner.RoundTrip(r)
		})
		ids := []cite.ID{pmcid("PMC8065437"), pmcid("PMC13"), pmcid("PMC3916855"), pmcid("PMC4340604"), pmcid("PMC8313472")}
		for answer, err := range client(t, opt).Fetch(ctx, ids) {
			if err != nil || len(answer.Records) != 4 || len(answer.Failures) != 1 {
				t.Fatalf("%+v, %v", answer, err)
			}
			want := "pmcid:PMC13: the id converter of PubMed Central takes it for no PMCID; check the digits"
			if f := answer.Failures[0]; f.Reason != ncbi.BadID || f.Error() != want {
				t.Errorf("%v, want %s", f, want)
			}
		}
	})
}

// An answer that is cut short at any place, with or without its length, is
// asked for again and never taken in part.
func TestCutAnywhere(t *testing.T) {
	whole := ncbitest.Own().XML("33808247") + ncbitest.Own().XML("9500320")
	whole = "<PubmedArticleSet>" + whole + "</PubmedArticleSet>"
	for n := 0; n < len(whole); n += 1 << 10 {
		for _, known := range []bool{true, false} {
			tries := 0
			transport := roundTripper(func(r *http.Request) (*http.Response, error) {
				if tries++; tries > 1 {
					return respond(r, 200, whole), nil
				}
				resp := respond(r, 200, whole[:n])
				if known { // what net/http makes of a length that is not reached
					resp.Body = io.NopCloser(io.MultiReader(strings.NewReader(whole[:n]), broken{}))
				}
				return resp, nil
			})
			synctest.Test(t, func(t *testing.T) {
				c := client(t, ncbi.Options{Now: time.Now, Transport: transport})
				for answer, err := range c.Fetch(t.Context(), []cite.ID{pmid("33808247"), pmid("9500320")}) {
					if err != nil || len(answer.Records) != 2 || tries != 2 {
						t.Errorf("cut at %d: %d records in %d tries, %v", n, len(answer.Records), tries, err)
					}
				}
			})
		}
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// Of 500 records those before the network was lost stay; what is asked for
// again is the rest alone.
func TestLost(t *testing.T) {
	records := ncbitest.Own()
	var ids []cite.ID
	for i := range 500 {
		id := fmt.Sprint(70_000_000 + i)
		ids = append(ids, pmid(id))
		if err := records.Add([]byte(strings.ReplaceAll(records.XML("29480918"), "29480918", id))); err != nil {
			t.Fatal(err)
		}
	}
	synctest.Test(t, func(t *testing.T) {
		s := ncbitest.New(records)
		transport, end := s.Transport()
		defer end()
		c := client(t, ncbi.Options{Email: "e@example.org", Now: time.Now, Transport: transport})
		kept := map[cite.ID]bool{}
		fetch := func(ids []cite.ID) (failed error) {
			for answer, err := range c.Fetch(t.Context(), ids) {
				if err != nil {
					failed = err
				}
				for _, r := range answer.Records {
					kept[r.Asked[0]] = true
				}
				if len(kept) == 400 && failed == nil {
					s.Fault("reset", 5)
				}
			}
			return failed
		}
		trouble, ok := errors.AsType[*ncbi.ServiceError](fetch(ids))
		want := "eutils.ncbi.nlm.nih.gov: the connection broke off, 5 times in a row; run the same command again later; what was fetched before is kept"
		if !ok || trouble.Error() != want || len(kept) != 400 {
			t.Fatalf("kept %d, error %v", len(kept), trouble)
		}
		before := len(s.Arrivals())
		if err := fetch(slices.DeleteFunc(ids, func(id cite.ID) bool { return kept[id] })); err != nil || len(kept) != 500 {
			t.Errorf("kept %d, error %v", len(kept), err)
		}
		if n := len(s.Arrivals()) - before; n != 1 {
			t.Errorf("%d requests to go on", n)
		}
	})
}

// Whatever goes wrong, an id is answered once, or its batch not at all; and a
// record is only given for an id that it has.
func TestRandomFaults(t *testing.T) {
	names := slices.DeleteFunc(ncbitest.Faults(), func(name string) bool {
		return strings.HasPrefix(name, "gzip-bomb") || name == "endless"
	})
	ids := []cite.ID{pmid("33808247"), pmid("29480918"), pmid("7"), pmcid("PMC8065437"), pmcid("PMC3916855"), pmcid("PMC6"), doi("10.3390/nu13041136"), doi("10.1007/s10534-021-00305-0"), doi("10.1000/none.7"), pmid("90000001")}
	for seed := range uint64(300) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		inBubble(t, func(ctx context.Context, s *ncbitest.Server, opt ncbi.Options, _ *[]string) {
			var on []string
			for range 1 + rnd.IntN(4) {
				name := names[rnd.IntN(len(names))]
				on = append(on, name)
				if err := s.Fault(name, 1+rnd.IntN(3)); err != nil {
					t.Fatal(err)
				}
			}
			ids := slices.Clone(ids)
			rnd.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
			for answer, err := range client(t, opt).Fetch(ctx, ids) {
				if err != nil {
					if _, ok := errors.AsType[*ncbi.ServiceError](err); !ok || len(answer.Records)+len(answer.Failures) > 0 {
						t.Errorf("%v: %v is a %T, with %d records", on, err, err, len(answer.Records))
					}
					continue
				}
				times := map[cite.ID]int{}
				for _, r := range answer.Records {
					for _, id := range r.Asked {
						times[id]++
						if !slices.Contains(r.IDs(), id) {
							t.Errorf("%v: %s is given the record of %s", on, id, r.Key)
						}
					}
				}
				for _, f := range answer.Failures {
					times[f.ID]++
				}
				for _, id := range ids {
					if times[id] != 1 {
						t.Errorf("%v: %s is answered %d times", on, id, times[id])
					}
				}
			}
			if p := s.Problems(); len(p) > 0 {
				t.Errorf("%v: %v", on, p)
			}
		})
	}
}

// What a record is beside a reference.
func TestRecord(t *testing.T) {
	text, err := read(bytes.NewReader(fixture(t)))
	if err != nil || len(text) == 0 {
		t.Fatal(err)
	}
	transport := roundTripper(func(r *http.Request) (*http.Response, error) { return respond(r, 200, string(fixture(t))), nil })
	synctest.Test(t, func(t *testing.T) {
		c := client(t, ncbi.Options{Now: time.Now, Transport: transport})
		ids := []cite.ID{pmid("33808247"), pmid("9000001"), pmid("9000006"), pmid("9500320"), pmid("9000007")}
		for answer, err := range c.Fetch(t.Context(), ids) {
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range answer.Records {
				got = append(got, fmt.Sprintf("%s version %d, revised %s: %s [%s] %s", r.PMID, r.Version, r.Revised, r.Abstract, r.Language, r.XML[:14]))
			}
			want := []string{
				"33808247 version 1, revised 2022-07-13: BACKGROUND: Kidneys keep serum magnesium steady; serum hides a deficit.\nRESULTS: In 60 adults who took 300 mg daily for 12 weeks, serum rose by 5% (95% CI, 2-8); the risk of cramps fell (RR 0.78, 95% CI 0.65-0.94). [eng] <PubmedArticle",
				"9000001 version 3, revised : Copper is counted. [eng] <PubmedArticle",
				"9000006 version 24, revised : What zinc does. [eng] <PubmedBookArt",
				"9500320 version 1, revised :  [] <PubmedArticle",
				"9000007 version 1, revised :  [] <PubmedBookArt",
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		}
	})
}

// An abstract in another language is kept with its language where there is no
// other, and gives no terms.
func TestForeignAbstract(t *testing.T) {
	body := `<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>5</PMID><Article><ArticleTitle>Zinc.</ArticleTitle></Article>
<OtherAbstract Language="spa"><AbstractText Label="OBJETIVO">Contar el zinc.</AbstractText></OtherAbstract></MedlineCitation></PubmedArticle></PubmedArticleSet>`
	transport := roundTripper(func(r *http.Request) (*http.Response, error) { return respond(r, 200, body), nil })
	synctest.Test(t, func(t *testing.T) {
		for answer, err := range client(t, ncbi.Options{Now: time.Now, Transport: transport}).Fetch(t.Context(), []cite.ID{pmid("5")}) {
			if err != nil || len(answer.Records) != 1 {
				t.Fatal(answer, err)
			}
			if r := answer.Records[0]; r.Abstract != "OBJETIVO: Contar el zinc." || r.Language != "spa" || r.Terms != "" {
				t.Errorf("%q in %q, terms %q", r.Abstract, r.Language, r.Terms)
			}
		}
	})
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func respond(r *http.Request, status int, body string, header ...string) *http.Response {
	resp := &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}
	for i := 0; i < len(header); i += 2 {
		resp.Header.Set(header[i], header[i+1])
	}
	return resp
}
