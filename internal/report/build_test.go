package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"stet/internal/audit"
	"stet/internal/report"
	"stet/internal/source"
)

func TestBuildJSON(t *testing.T) {
	sizes := &report.Sizes{}
	for name, bytes := range map[string]int{"index.html": 100, "a/index.html": 300, "feed.xml": 50, "_headers": 7, "b/index.html": 1, "c/index.html": 2, "d/index.html": 3} {
		sizes.Add(name, bytes)
	}
	sizes.Add("a/index.html", 11) // what is put in later
	if got := sizes.Count(); got != 7 {
		t.Errorf("%d files are counted, want 7", got)
	}
	stopped := report.Build{Output: "public", Stopping: []audit.Finding{
		{Rule: "bad-template", Path: "templates/article.html", Message: "no field <Titel>"},
		{Rule: "duplicate-slug", Path: "content/b.md", Start: source.Position{Line: 3, Column: 2}, Message: "as content/a.md"},
	}}
	done := report.Build{
		Output: "out/site", Published: true, Result: sample(), Sizes: sizes,
		Withheld:   []report.Withheld{{Path: "content/later.md", Reason: "a draft", Review: "review-0a1b2c/"}},
		References: report.References{All: 9, Verified: 7, Used: 3},
	}
	schema := compiled(t, "stet.build/1")
	for name, b := range map[string]report.Build{"done": done, "stopped": stopped} {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(built(t, b)))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, files, _ := strings.Cut(built(t, done), `"files": `)
	want := `{
  "count": 7,
  "bytes": 474,
  "kinds": [
   {
    "kind": "html",
    "count": 5,
    "bytes": 417
   },
   {
    "kind": "xml",
    "count": 1,
    "bytes": 50
   },
   {
    "kind": "",
    "count": 1,
    "bytes": 7
   }
  ],
  "largest": [
   {
    "file": "a/index.html",
    "bytes": 311
   },
   {
    "file": "index.html",
    "bytes": 100
   },
   {
    "file": "feed.xml",
    "bytes": 50
   },
   {
    "file": "_headers",
    "bytes": 7
   },
   {
    "file": "d/index.html",
    "bytes": 3
   }
  ]
 }
}
`
	if diff := cmp.Diff(want, files); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if text := built(t, stopped); !strings.Contains(text, `"message": "no field <Titel>"`) || !strings.Contains(text, `"line": 3`) {
		t.Errorf("what stopped the build is not in\n%s", text)
	}
}

func built(t *testing.T, b report.Build) string {
	t.Helper()
	var out bytes.Buffer
	if err := report.BuildJSON(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
