package ncbi_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"stet/internal/cite"
	"stet/internal/ncbi"
	"stet/internal/ncbi/ncbitest"
)

func TestSearch(t *testing.T) {
	for _, tc := range []struct {
		query ncbi.Query
		term  string
		want  []cite.PMID
	}{
		{ncbi.Query{Words: []string{"magnesium", "bone"}}, `"magnesium"[tw] AND "bone"[tw]`, []cite.PMID{"33959846"}},
		{ncbi.Query{Words: []string{"Magnesium"}, Journal: "Nutrients", From: 2021}, `"Magnesium"[tw] AND "Nutrients"[journal] AND 2021:2021[dp]`, []cite.PMID{"33808247"}},
		{ncbi.Query{Words: []string{"osteoporosis", "vitamin D"}, Any: true, From: 2018, To: 2021}, `("osteoporosis"[tw] OR "vitamin D"[tw]) AND 2018:2021[dp]`, []cite.PMID{"30324412", "29480918", "33959846"}},
		{ncbi.Query{Author: "Estruch R", From: 2013}, `"Estruch R"[au] AND 2013:2013[dp]`, []cite.PMID{"23432189"}},
		{ncbi.Query{Journal: "Lancet", From: 2014, To: 2015}, `"Lancet"[journal] AND 2014:2015[dp]`, []cite.PMID{"25530442"}},
		{ncbi.Query{Words: []string{`tau" OR "magnesium`, "[ti]*"}}, `"tau OR magnesium"[tw] AND "ti"[tw]`, nil},
		{ncbi.Query{Title: []string{"Magnesium", "hypertension"}, From: 2011}, `"Magnesium"[ti] AND "hypertension"[ti] AND 2011:2011[dp]`, []cite.PMID{"22051430"}},
		{ncbi.Query{Words: []string{"", "kryptonite"}}, `"kryptonite"[tw]`, nil},
	} {
		inBubble(t, func(ctx context.Context, s *ncbitest.Server, opt ncbi.Options, _ *[]string) {
			if got := tc.query.Term(); got != tc.term {
				t.Errorf("%+v is %s, want %s", tc.query, got, tc.term)
			}
			found, err := client(t, opt).Search(ctx, tc.query.Term(), 20)
			if diff := cmp.Diff(tc.want, found.PMIDs); diff != "" || err != nil || found.Total != len(tc.want) {
				t.Errorf("%s: %d, %v, %s", tc.term, found.Total, err, diff)
			}
			if len(tc.want) == 0 && len(found.Ignored) == 0 {
				t.Errorf("%s: nothing is said of what was not found", tc.term)
			}
		})
	}
}

func TestMatchCitations(t *testing.T) {
	inBubble(t, func(ctx context.Context, s *ncbitest.Server, opt ncbi.Options, _ *[]string) {
		got, err := client(t, opt).MatchCitations(ctx, []ncbi.Citation{
			{Journal: "Nutrients", Year: 2021, Volume: "13", Page: "1136", Author: "Fiorentini D"},
			{Journal: "N Engl J Med", Author: "Estruch R"},
			{Journal: "Nutrients", Year: 1999},
			{Journal: "Journal of |Nothing", Year: 2021},
			{Journal: "Biometals", Year: 2021, Page: "715"},
		})
		want := []ncbi.CitationMatch{
			{PMIDs: []cite.PMID{"33808247"}},
			{PMIDs: []cite.PMID{"23432189", "29897866"}, Note: "several records fit"},
			{Note: "no record fits"},
			{Note: "PubMed does not know the journal"},
			{PMIDs: []cite.PMID{"33959846"}},
		}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v %s", err, diff)
		}
		if p := s.Problems(); len(p) > 0 {
			t.Error(p)
		}
	})
}

// Lines of misses may have fewer fields, and may be left out.
func TestCitationLines(t *testing.T) {
	for answer, want := range map[string]string{
		"a|1|||b|stet0|33808247\nstet1|NOT_FOUND;INVALID_JOURNAL\n":              "[{[33808247] } {[] PubMed does not know the journal} {[] no record fits}]",
		"a||||b|stet2|AMBIGUOUS 1,22,333\na|||||stet1|AMBIGUOUS (783 citations)": "[{[] no record fits} {[] several records fit} {[1 22 333] several records fit}]",
		"<html>no</html>": "error",
	} {
		transport := roundTripper(func(r *http.Request) (*http.Response, error) { return respond(r, 200, answer), nil })
		synctest.Test(t, func(t *testing.T) {
			got, err := client(t, ncbi.Options{Now: time.Now, Transport: transport}).MatchCitations(t.Context(), make([]ncbi.Citation, 3))
			text := fmt.Sprint(got)
			if err != nil {
				text = "error"
			}
			if text != want {
				t.Errorf("%q: %s, %v; want %s", answer, text, err, want)
			}
		})
	}
}

func TestFile(t *testing.T) {
	for _, tc := range []struct {
		address string
		answers map[string]*http.Response
		want    string
	}{
		{"https://ftp.example/a.txt", map[string]*http.Response{"https://ftp.example/a.txt": respond(nil, 200, "JrId: 1\n")}, "JrId: 1\n"},
		{"https://ftp.example/a.txt", map[string]*http.Response{"https://ftp.example/a.txt": respond(nil, 301, "", "Location", "/b.txt"), "https://ftp.example/b.txt": respond(nil, 200, "b")}, "b"},
		{"https://ftp.example/a.txt", map[string]*http.Response{"https://ftp.example/a.txt": respond(nil, 301, "", "Location", "https://evil.example/a.txt")}, "ftp.example: it redirects to https://evil.example, and stet does not go there; check the network (a sign-in page?) and the base address; nothing was sent there"},
		{"https://ftp.example/a.txt", map[string]*http.Response{"https://ftp.example/a.txt": respond(nil, 200, strings.Repeat("x", 1<<20+1))}, "ftp.example: its answer to a request for /a.txt has more than 1 MiB, which no answer has; run the command with fewer ids; if that does not help, the address is not NCBI's or it is out of order"},
		{"https://ftp.example/a.txt", map[string]*http.Response{"https://ftp.example/a.txt": respond(nil, 404, "")}, "ftp.example: it knows no such request (404); check the address of the file"},
		{"http://ftp.example/a.txt?key=" + canary, nil, `"http://ftp.example/a.txt" is no address of a file, such as https://ftp.ncbi.nih.gov/pubmed/J_Medline.txt`},
		{"https://me:" + canary + "@ftp.example/", nil, `"***@ftp.example/" is no address of a file, such as https://ftp.ncbi.nih.gov/pubmed/J_Medline.txt`},
		{"a.txt", nil, `"a.txt" is no address of a file, such as https://ftp.ncbi.nih.gov/pubmed/J_Medline.txt`},
	} {
		transport := roundTripper(func(r *http.Request) (*http.Response, error) {
			if r.Method != http.MethodGet || r.URL.RawQuery != "" {
				t.Errorf("%s %s", r.Method, r.URL)
			}
			return tc.answers[r.URL.String()], nil
		})
		synctest.Test(t, func(t *testing.T) {
			got, err := client(t, ncbi.Options{Now: time.Now, Transport: transport, Key: canary}).File(t.Context(), tc.address, 1<<20)
			if err != nil {
				got = []byte(err.Error())
			}
			if string(got) != tc.want {
				t.Errorf("%s: %s; want %s", tc.address, got, tc.want)
			}
		})
	}
}

// No redirect leads elsewhere, whatever way its address is written.
func TestRedirects(t *testing.T) {
	for _, to := range []string{
		"http://eutils.ncbi.nlm.nih.gov/", "https://evil.example/", "//evil.example/", "https://eutils.ncbi.nlm.nih.gov.evil.example/",
		"https://evil.example/eutils.ncbi.nlm.nih.gov", "https://eutils.ncbi.nlm.nih.gov@evil.example/", "https://evil.example#eutils.ncbi.nlm.nih.gov",
		"https://me:pw@eutils.ncbi.nlm.nih.gov/", "https://eutils.ncbi.nlm.nih.gov:8443/", "https://localhost/", "https://127.0.0.1/", "https://2130706433/",
		"https://0x7f.1/", "https://0177.0.0.1/", "https://127.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://0.0.0.0/", "https://169.254.169.254/latest/meta-data/",
		"https://10.0.0.1/", "https://192.168.1.1/", "https://[fe80::1%25eth0]/", "file:///etc/passwd", "ftp://eutils.ncbi.nlm.nih.gov/", "javascript:alert(1)", "data:text/xml,<a/>",
		"gopher://evil.example/", "HTTPS://EVIL.EXAMPLE/", "https:evil.example", "https:///evil.example/", `https:\\evil.example\`, "https://evil。example/",
		"https://ncbi.nlm.nih.gov/", "https://eutils.ncbi.nlm.nih.gov./", "https://xn--e1awd7f.example/", "unix:/var/run/docker.sock", "https://eutils.ncbi.nlm.nih.gov%00.evil.example/", "https://eutils.ncbi.nlm.nih.gov%2eevil.example/", "http://[::1]:80/", "https://eutils.ncbi.nlm.nih.gov%20.evil.example/", " https://evil.example/",
	} {
		var asked []string
		transport := roundTripper(func(r *http.Request) (*http.Response, error) {
			asked = append(asked, r.URL.String())
			return respond(r, 302, "", "Location", to), nil
		})
		synctest.Test(t, func(t *testing.T) {
			_, err := client(t, ncbi.Options{Now: time.Now, Transport: transport, Key: canary}).Search(t.Context(), "zinc", 1)
			trouble, ok := errors.AsType[*ncbi.ServiceError](err)
			if !ok || trouble.Trouble != ncbi.Diverted || strings.Contains(err.Error(), canary) || strings.Contains(err.Error(), ":pw") {
				t.Errorf("%s: %v", to, err)
			}
			for _, a := range asked {
				if !strings.HasPrefix(a, "https://eutils.ncbi.nlm.nih.gov/") {
					t.Errorf("%s: %s was asked", to, a)
				}
			}
		})
	}
}

// The converter has moved; where it was still leads to it.
func TestMovedConverter(t *testing.T) {
	inBubble(t, func(ctx context.Context, s *ncbitest.Server, opt ncbi.Options, _ *[]string) {
		inner, moved := opt.Transport, 0
		opt.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
			if moved++; moved == 1 {
				return respond(r, 301, "", "Location", "https://www.ncbi.nlm.nih.gov/pmc/utils/idconv/v1.0/?ids=1"), nil
			}
			return inner.RoundTrip(r)
		})
		got, err := fetched(ctx, client(t, opt), pmcid("PMC8065437"))
		if want := "record: [pmcid:PMC8065437] is pmid:33808247, Magnesium: Biochemistry, Nutri...\n"; got != want || err != nil {
			t.Errorf("%s%v", got, err)
		}
	})
}

// TestProxy has a process of its own, as the environment is looked at once.
func TestProxy(t *testing.T) {
	for proxy, want := range map[string]string{
		"http://me:" + canary + "@127.0.0.1:1": "eutils.ncbi.nlm.nih.gov: the proxy that HTTPS_PROXY names does not answer",
		"http://me:" + canary + "@127.0.0.1:x": "eutils.ncbi.nlm.nih.gov: the proxy that HTTPS_PROXY names does not answer",
	} {
		p := exec.Command(os.Args[0])
		p.Env = append(os.Environ(), "HTTPS_PROXY="+proxy, "https_proxy="+proxy, "NO_PROXY=", "no_proxy=", "TEST_NCBI_BASE=none", "TEST_NCBI_TIMES=1", "TEST_NCBI_DEADLINE=300ms")
		out, err := p.CombinedOutput()
		if err == nil || !strings.HasPrefix(string(out), want) || strings.Contains(string(out), canary) {
			t.Errorf("%v: %s; want %s", err, out, want)
		}
	}
}

func TestPublic(t *testing.T) {
	for address, public := range map[string]bool{
		"130.14.29.110:443": true, "[2607:f220:41e:4290::110]:443": true,
		"127.0.0.1:443": false, "10.1.2.3:443": false, "192.168.0.1:443": false, "172.16.0.1:443": false, "169.254.169.254:80": false, "0.0.0.0:443": false,
		"[::1]:443": false, "[::ffff:127.0.0.1]:443": false, "[fe80::1]:443": false, "[fd00::1]:443": false, "224.0.0.1:443": false, "name:443": false,
	} {
		if err := ncbi.CheckPublic(address); (err == nil) != public {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestNew(t *testing.T) {
	for _, key := range []string{"two words", "line\n", "umlaut-ü"} {
		_, err := ncbi.New(ncbi.Options{Key: key})
		if err == nil || strings.Contains(err.Error(), key) {
			t.Errorf("key %q: %v", key, err)
		}
	}
	if _, err := ncbi.New(ncbi.Options{Base: "http://example.org"}); err == nil {
		t.Error("a base without encryption is taken")
	}
	for _, base := range []string{"https://mirror.example", "https://mirror.example/a/b/", "http://127.0.0.1:80", "http://localhost:80/x", "http://[::1]:1"} {
		if err := ncbi.CheckBase(base); err != nil {
			t.Error(err)
		}
	}
}
