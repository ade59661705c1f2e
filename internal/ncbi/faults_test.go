package ncbi_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"stet/internal/cite"
	"stet/internal/ncbi"
	"stet/internal/ncbi/ncbitest"
)

var update = flag.Bool("update", false, "rewrite the expected output")

// canary is a key that must turn up nowhere but in the bodies of requests.
const canary = "c0ffee5eed5ecre7c0ffee5eed5ecre7c0de"

// inBubble runs f against a fake that is reached without a network, in a time
// of its own that passes when everybody waits. What the client says is put
// into talk.
func inBubble(t *testing.T, f func(ctx context.Context, s *ncbitest.Server, opt ncbi.Options, talk *[]string)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := ncbitest.New(ncbitest.Own())
		transport, end := s.Transport()
		defer end()
		talk := new([]string)
		f(t.Context(), s, ncbi.Options{
			Email: "editor@example.org", Agent: "stet/test", Now: time.Now, Seed: 1, Transport: transport,
			Talk: func(line string) { *talk = append(*talk, line) },
		}, talk)
	})
}

func client(t *testing.T, opt ncbi.Options) *ncbi.Client {
	t.Helper()
	c, err := ncbi.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func pmid(s string) cite.ID { return cite.ID{Kind: cite.KindPMID, Value: s} }

// asks are the questions that the faults are tried on.
var asks = map[string]func(context.Context, *ncbi.Client) (string, error){
	"": func(ctx context.Context, c *ncbi.Client) (string, error) {
		return fetched(ctx, c, pmid("33808247"), pmid("29480918"), pmid("7"))
	},
	"converter": func(ctx context.Context, c *ncbi.Client) (string, error) {
		return fetched(ctx, c, cite.ID{Kind: cite.KindPMCID, Value: "PMC8065437"})
	},
	"doi": func(ctx context.Context, c *ncbi.Client) (string, error) {
		return fetched(ctx, c, cite.ID{Kind: cite.KindDOI, Value: "10.3390/nu13041136"})
	},
	"esearch": func(ctx context.Context, c *ncbi.Client) (string, error) {
		found, err := c.Search(ctx, ncbi.Query{Words: []string{"magnesium"}, Journal: "Nutrients"}.Term(), 20)
		return fmt.Sprintf("found: %d %v\n", found.Total, found.PMIDs), err
	},
}

// askOf are the faults that are tried on another question than efetch's.
var askOf = map[string]string{
	"no-pmid": "converter", "string-pmid": "converter", "two-pmids": "converter", "other-pmcid": "converter", "converter-error": "converter",
	"converter-silent": "converter", "wrong-doi": "doi", "search-error": "esearch", "xml": "esearch",
}

// fetched says what became of ids.
func fetched(ctx context.Context, c *ncbi.Client, ids ...cite.ID) (string, error) {
	var b strings.Builder
	for answer, err := range c.Fetch(ctx, ids) {
		if err != nil {
			return b.String(), err
		}
		for _, r := range answer.Records {
			fmt.Fprintf(&b, "record: %v is %s, %.30s...\n", r.Asked, r.Key, r.Title)
		}
		for _, f := range answer.Failures {
			fmt.Fprintf(&b, "failure: %v\n", f)
		}
		if len(answer.Extra) > 0 {
			fmt.Fprintf(&b, "extra: %v\n", answer.Extra)
		}
	}
	return b.String(), nil
}

// TestFaults switches each fault on, once and for good, and compares what the
// client says and gives with testdata/faults.txt.
func TestFaults(t *testing.T) {
	var got strings.Builder
	for _, name := range ncbitest.Faults() {
		for _, times := range []int{1, -1} {
			how := "once"
			if times < 0 {
				how = "for good"
			}
			fmt.Fprintf(&got, "== %s, %s\n", name, how)
			inBubble(t, func(ctx context.Context, s *ncbitest.Server, opt ncbi.Options, talk *[]string) {
				opt.Key = canary
				if err := s.Fault(name, times); err != nil {
					t.Fatal(err)
				}
				started := time.Now()
				result, err := asks[askOf[name]](ctx, client(t, opt))
				took := time.Since(started)
				if len(*talk) > 0 {
					fmt.Fprintf(&got, "talk: %s\n", (*talk)[0])
				}
				if len(*talk) > 1 {
					fmt.Fprintf(&got, "... and so on, %d times\n", len(*talk))
				}
				got.WriteString(result)
				if trouble, ok := errors.AsType[*ncbi.ServiceError](err); ok {
					fmt.Fprintf(&got, "error: %v\n", trouble)
				} else if err != nil {
					t.Errorf("%s: error %v is a %T", name, err, err)
				}
				fmt.Fprintf(&got, "%d requests, %s\n\n", len(s.Arrivals()), took.Round(100*time.Millisecond))
				if p := s.Problems(); len(p) > 0 {
					t.Errorf("%s: %v", name, p)
				}
			})
		}
	}
	if strings.Contains(got.String(), canary) {
		t.Errorf("the key is told")
	}
	golden(t, "testdata/faults.txt", got.String())
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got; go test -update rewrites it):\n%s", path, diff)
	}
}
