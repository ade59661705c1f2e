package report_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"stet/internal/audit"
	"stet/internal/report"
)

// TestSchema validates JSON reports against the published schema, made strict:
// a member that the schema does not know is an error here.
func TestSchema(t *testing.T) {
	if names := report.Schemas(); !slices.Equal(names, []string{"stet.audit/1", "stet.build/1", "stet.claims/1"}) {
		t.Errorf("Schemas() = %q", names)
	}
	schema := compiled(t, "stet.audit/1")
	for name, r := range map[string]audit.Result{"sample": sample(), "empty": {}} {
		if err := schema.Validate(document(t, r)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	bad := sample()
	bad.Articles[0].Claims[0].Verdict = "proven"
	bad.Articles[0].Claims[1].ID = "3f2a9c01d4"
	if err := schema.Validate(document(t, bad)); err == nil || !strings.Contains(err.Error(), "verdict") || !strings.Contains(err.Error(), "/id") {
		t.Errorf("a result with a bad verdict and a bad id: %v", err)
	}
}

func compiled(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	text, ok := report.Schema(name)
	if !ok {
		t.Fatalf("there is no schema %q", name)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	closeObjects(doc)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(name, doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// closeObjects forbids members that the schema does not name.
func closeObjects(v any) {
	switch v := v.(type) {
	case map[string]any:
		if _, ok := v["properties"].(map[string]any); ok && v["type"] == "object" {
			v["additionalProperties"] = false
		}
		for _, member := range v {
			closeObjects(member)
		}
	case []any:
		for _, element := range v {
			closeObjects(element)
		}
	}
}

func document(t *testing.T, r audit.Result) any {
	t.Helper()
	var b bytes.Buffer
	if err := report.JSON(&b, r); err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestJSONText checks that texts come back as they were, and that nothing is
// escaped for the sake of HTML.
func TestJSONText(t *testing.T) {
	var b bytes.Buffer
	if err := report.JSON(&b, sample()); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `that <b> & \"x\".`) {
		t.Error("< > & are escaped")
	}
	var got struct {
		Articles []struct{ Claims []struct{ Text string } }
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for i, c := range sample().Articles[0].Claims {
		if text := got.Articles[0].Claims[i].Text; text != c.Text {
			t.Errorf("claim %d is %q, want %q", i, text, c.Text)
		}
	}
}
