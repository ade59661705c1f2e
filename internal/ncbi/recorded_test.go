package ncbi_test

import (
	"html"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"stet/internal/cite"
	"stet/internal/ncbi"
	"stet/internal/ncbi/ncbitest"
	"stet/internal/source"
	"stet/internal/yaml"
)

// TestRealRecords counts what the 1,761 records of DATA/pubmed-xml hold beside
// their references; the counts were made of the XML by other means.
func TestRealRecords(t *testing.T) {
	dataDir(t)
	records, err := ncbitest.Real()
	if err != nil {
		t.Fatal(err)
	}
	var ids []cite.ID
	for _, s := range records.PMIDs() {
		ids = append(ids, pmid(s))
	}
	got := map[string]int{}
	synctest.Test(t, func(t *testing.T) {
		transport, end := ncbitest.New(records).Transport()
		defer end()
		c := client(t, ncbi.Options{Email: "e@example.org", Now: time.Now, Transport: transport})
		for answer, err := range c.Fetch(t.Context(), ids) {
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range answer.Records {
				count(got, r)
			}
			for _, f := range answer.Failures {
				t.Error(f)
			}
		}
	})
	want := map[string]int{
		"records": 1761, "version": 1, "no abstract": 225, "structured": 346, "original": 65, "free date": 76, "season": 19, "issued": 1761, "revised": 1476,
		"Cites": 4658, "CommentIn": 66, "CommentOn": 29, "ErratumIn": 29, "ErratumFor": 9, "RetractionIn": 5, "RetractionOf": 2, "UpdateIn": 3, "UpdateOf": 4,
		"RepublishedIn": 2, "RepublishedFrom": 3, "OriginalReportIn": 3, "SummaryForPatientsIn": 3, "collective": 24,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

var collective = regexp.MustCompile(`<CollectiveName[^>]*>([^<]*)<`)

func count(got map[string]int, r *ncbi.Record) {
	got["records"]++
	text := string(r.XML)
	for name, holds := range map[string]bool{
		"version": r.Version != 1, "no abstract": !strings.Contains(text, "<Abstract>"), "original": r.Original != "", "revised": !r.Revised.IsZero(),
		"free date": strings.Contains(text, "<MedlineDate>") && r.Year != 0, "season": strings.Contains(text, "<Season>") && strings.Contains(r.Issued, " "),
		"structured": strings.Contains(text, " Label=") && strings.Contains(r.Abstract, ": "), "issued": r.Issued != "",
	} {
		if holds {
			got[name]++
		}
	}
	for _, l := range r.Links {
		got[l.Kind]++
	}
	if group := collective.FindStringSubmatch(text); group != nil {
		if name := html.UnescapeString(group[1]); slices.Contains(r.Authors, name) {
			got["collective"]++
		}
	}
}

// recorded answers requests with what a service once answered, by the name of
// the service.
func recorded(t *testing.T, answers map[string]string) http.RoundTripper {
	return roundTripper(func(r *http.Request) (*http.Response, error) {
		for service, body := range answers {
			if strings.Contains(r.URL.Path, service) {
				return respond(r, 200, body), nil
			}
		}
		t.Errorf("nothing is recorded of %s", r.URL.Path)
		return respond(r, 404, ""), nil
	})
}

// TestRecordedJSON replays answers of DATA/api-json.
func TestRecordedJSON(t *testing.T) {
	dir := filepath.Join(filepath.Dir(dataDir(t)), "api-json")
	text := func(name string) string {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	answers := map[string]string{
		"esearch": text("esearch_pubmed_doi.json"),
		"idconv":  strings.ReplaceAll(text("idconv_doi_not_in_pmc.json"), "10.1016/s0140-6736(97)11096-0", "PMC99999"),
	}
	synctest.Test(t, func(t *testing.T) {
		c := client(t, ncbi.Options{Now: time.Now, Transport: recorded(t, answers)})
		found, err := c.Search(t.Context(), `"10.1016/s0140-6736(97)11096-0"[AID]`, 20)
		if err != nil || found.Total != 1 || !slices.Equal(found.PMIDs, []cite.PMID{"9500320"}) {
			t.Errorf("search: %+v, %v", found, err)
		}
		got, err := fetched(t.Context(), c, pmcid("PMC99999"))
		if want := "failure: pmcid:PMC99999: PubMed Central knows no such article; check the digits, and whether a PMID is meant\n"; got != want || err != nil {
			t.Errorf("converter: %s%v", got, err)
		}
	})
}

// TestRecordedExchanges replays the exchanges of DATA/vcr that fetched records.
func TestRecordedExchanges(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(filepath.Dir(dataDir(t)), "vcr", "*pubmedarticle*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		root, err := yaml.Parse(source.NewFile(path, b), yaml.Limits{Bytes: 1 << 20})
		if err != nil {
			t.Fatal(err)
		}
		for _, exchange := range root.Field("interactions").Items {
			asked, err := url.ParseQuery(exchange.Field("request").Field("body").Value)
			if err != nil {
				t.Fatal(err)
			}
			answer := exchange.Field("response").Field("body").Field("string").Value
			synctest.Test(t, func(t *testing.T) {
				c := client(t, ncbi.Options{Now: time.Now, Transport: recorded(t, map[string]string{"efetch": answer})})
				for answer, err := range c.Fetch(t.Context(), []cite.ID{pmid(asked.Get("id"))}) {
					if err != nil || len(answer.Records) != 1 || answer.Records[0].Title == "" || answer.Records[0].Year == 0 || answer.Records[0].Abstract == "" {
						t.Errorf("%s: %+v, %v", path, answer, err)
					}
				}
			})
		}
	}
}
