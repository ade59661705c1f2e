package site_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/net/html"

	"stet/internal/report"
)

// TestClaimsSchema validates the claims of all sample sites against the published
// schema.
func TestClaimsSchema(t *testing.T) {
	text, ok := report.Schema("stet.claims/1")
	if !ok {
		t.Fatal("there is no schema")
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("claims", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("claims")
	if err != nil {
		t.Fatal(err)
	}
	sites := builtSites(t)
	sites["public"] = builtSite{pages: sampleSite(t, frame(t))}
	for name, built := range sites {
		for p, text := range built.pages {
			if path.Dir(p) != "claims" || path.Ext(p) != ".json" {
				continue
			}
			value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); err != nil {
				t.Errorf("%s: %s: %v", name, p, err)
			}
		}
	}
	for _, bad := range []string{`{"schema":"stet.claims/2","articles":[]}`, `{"schema":"stet.claims/1","articles":[{"url":"/","title":"","claims":[{"id":"c-0123456789","text":"","verdict":"true","references":[]}]}]}`} {
		value, _ := jsonschema.UnmarshalJSON(strings.NewReader(bad))
		if schema.Validate(value) == nil {
			t.Errorf("%s passes", bad)
		}
	}
}

// TestLinkedClaims: each claim is where its id leads, cites a page of the site
// that is of that paper, and only if it stands.
func TestLinkedClaims(t *testing.T) {
	pages := sampleSite(t, frame(t))
	const base = "https://example.org/reviews/"
	var data struct {
		Graph []struct {
			Type       string `json:"@type"`
			ID         string `json:"@id"`
			Text       string
			Appearance struct {
				ID string `json:"@id"`
			}
			Citation []struct {
				ID string `json:"@id"`
			}
		} `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(pages["claims/1.jsonld"]), &data); err != nil {
		t.Fatal(err)
	}
	cited := map[string]int{}
	for _, c := range data.Graph {
		address, anchor, _ := strings.Cut(strings.TrimPrefix(c.ID, base), "#")
		var at *html.Node
		if page, ok := pages[address+"index.html"]; ok {
			at = byID(parse(t, page), anchor)
		}
		if c.Type != "Claim" || at == nil || c.Appearance.ID != base+address {
			t.Errorf("%s is no claim of a page: %+v", c.ID, c)
			continue
		}
		if stands := strings.Contains(attr(at, "class"), "stands"); stands != (len(c.Citation) > 0) {
			t.Errorf("%q stands: %t, and cites %v", c.Text, stands, c.Citation)
		}
		for _, ref := range c.Citation {
			cited[ref.ID]++
			var paper struct {
				ID string `json:"@id"`
			}
			readData(t, pages[strings.TrimPrefix(ref.ID, base)+"index.html"], &paper)
			if paper.ID != ref.ID {
				t.Errorf("%s says that it is %s", ref.ID, paper.ID)
			}
		}
	}
	want := []string{base + "references/fiorentini2021/", base + "references/guideline/"}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(cited))); diff != "" || len(data.Graph) != 18 {
		t.Errorf("%d claims; cited (-want +got):\n%s", len(data.Graph), diff)
	}
	if text := pages["claims/1.jsonld"]; strings.Contains(text, "reviewRating") || strings.Contains(text, "ClaimReview") {
		t.Error("claims are rated")
	}
	if !strings.Contains(pages["claims/index.json"], `"linked": "1.jsonld"`) {
		t.Error("the index does not name the linked claims")
	}
	for p := range sampleSite(t, sampleFrame(t)) {
		if path.Ext(p) == ".jsonld" {
			t.Errorf("%s: without a base URL nothing can be linked", p)
		}
	}
}
