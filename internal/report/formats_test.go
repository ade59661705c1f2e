package report_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"html"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"
	nethtml "golang.org/x/net/html"

	"stet/internal/audit"
	"stet/internal/claim"
	"stet/internal/match"
	"stet/internal/report"
	"stet/internal/source"
)

// nasty is a result whose texts are made to break out of every format.
func nasty() audit.Result {
	const text = "</script><script>alert(1)</script> ]]> | `x` @user #1 ::error::x %0A \"'\r\n=1+1 \x1b[2J \u202e \xff [a](1)"
	r := sample()
	for i := range r.Findings {
		r.Findings[i].Message, r.Findings[i].Hint = text, text
		r.Findings[i].Path = "a,b:c%'\"<x>.md"
	}
	r.Articles[0].Path = r.Findings[0].Path
	r.Articles[0].Title = text
	r.Articles[0].Claims[0].Plain = "=HYPERLINK(\"https://example.org\")"
	r.Articles[0].Claims[1].Plain = text
	return r
}

func written(t *testing.T, name string, r audit.Result) string {
	t.Helper()
	format, ok := report.ByName(name)
	if !ok {
		t.Fatalf("no format %s", name)
	}
	var b bytes.Buffer
	if err := format.Write(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestRDJSONL validates lines against a schema of the format, and that columns
// are in bytes as it has them.
func TestRDJSONL(t *testing.T) {
	text, err := os.ReadFile("testdata/rdf-diagnostic.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("rdf", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("rdf")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []audit.Result{sample(), nasty(), corpus(t)} {
		lines := strings.SplitAfter(written(t, "rdjsonl", r), "\n")
		if len(lines) != len(r.Findings)+1 {
			t.Errorf("%d lines for %d findings", len(lines)-1, len(r.Findings))
		}
		for _, line := range lines[:len(lines)-1] {
			value, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); err != nil {
				t.Errorf("%s: %v", line, err)
			}
		}
	}
	archive, err := txtar.ParseFile("testdata/corpus.txtar")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for i, line := range strings.Split(strings.TrimSpace(written(t, "rdjsonl", corpus(t))), "\n") {
		var d struct {
			Location struct {
				Path  string
				Range struct{ Start, End struct{ Line, Column int } }
			}
		}
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		finding, place := corpus(t).Findings[i], d.Location.Range
		n := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == d.Location.Path })
		if place.End.Column == 0 || n < 0 {
			continue
		}
		text := archive.Files[n].Data
		words := string(text[finding.Start.Offset:finding.End.Offset])
		if row := strings.Split(string(text), "\n")[place.Start.Line-1]; row[place.Start.Column-1:place.End.Column-1] != words {
			t.Errorf("%s is not at %+v", words, place)
		}
		checked++
	}
	if checked < 10 {
		t.Errorf("columns of %d findings were looked at", checked)
	}
	f := source.NewFile("x.md", []byte(source.BOM+"日本 é two\nthree"))
	at := audit.At(f, "raw-html", source.Span{Start: 13, End: 16})
	over := audit.At(f, "raw-html", source.Span{Start: 13, End: 20})
	got := written(t, "rdjsonl", audit.Result{Findings: []audit.Finding{at, over}})
	if want := `"range":{"start":{"line":1,"column":11},"end":{"line":1,"column":14}}`; !strings.Contains(got, want) {
		t.Errorf("%s lacks %s", got, want)
	}
	if want := `"range":{"start":{"line":1,"column":11}}`; !strings.Contains(got, want) {
		t.Errorf("%s lacks %s", got, want)
	}
}

func TestGitHub(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(written(t, "github", nasty())), "\n")
	commands := 0
	for _, line := range lines {
		if strings.HasPrefix(line, "::") {
			commands++
			if !strings.HasPrefix(line, "::error file=a%2Cb%3Ac%25'\"<x>.md,") && !strings.HasPrefix(line, "::warning file=a%2Cb") && !strings.HasPrefix(line, "::notice file=a%2Cb") {
				t.Errorf("line %q", line)
			}
		}
		if strings.Contains(line, "\x1b") || strings.Contains(line, "\r") {
			t.Errorf("line %q", line)
		}
	}
	if want := len(nasty().Findings); commands != want-2 || len(lines) != want+1 { // one is waived, one in the baseline; the counts
		t.Errorf("%d lines, %d of them commands, for %d findings", len(lines), commands, want)
	}
	format, _ := report.ByName("github")
	r := audit.Result{}
	for range 13 {
		r.Findings = append(r.Findings, audit.Finding{Severity: audit.Error}, audit.Finding{Severity: audit.Warning, Baseline: audit.Unchanged}, audit.Finding{Severity: audit.Note})
	}
	if got := format.Left(r); got != "GitHub shows 10 annotations of each level a step; 6 findings more stand in the log alone" {
		t.Errorf("left: %q", got)
	}
}

// TestFormulas holds that no cell of a ledger starts as a formula does.
func TestFormulas(t *testing.T) {
	r := nasty()
	for _, start := range []string{"=1", "+1", "-1", "@A1", "\t=1", "\r=1", " =1", "＝1", "－1"} {
		r.Articles[0].Claims = append(r.Articles[0].Claims, audit.Claim{Claim: claim.Claim{Plain: start, Mentions: []claim.Mention{{Journal: start, Authors: []string{start}}}}, Matches: []match.Match{{Hint: start}}})
	}
	rows, err := csv.NewReader(strings.NewReader(written(t, "csv", r))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		for _, cell := range row {
			if first, _ := utf8.DecodeRuneInString(cell); strings.ContainsRune("=+-@\t\r＝＋－＠", first) || !utf8.ValidString(cell) || strings.ContainsAny(cell, "\r\n") {
				t.Errorf("cell %q", cell)
			}
		}
	}
	if got := rows[1][3]; got != "'=HYPERLINK(\"https://example.org\")" {
		t.Errorf("sentence %q", got)
	}
}

// TestMarkdown holds that a comment is one that GitHub takes, whatever was
// found, and that texts stay texts in it.
func TestMarkdown(t *testing.T) {
	got := written(t, "markdown", nasty())
	for _, bad := range []string{"<script", "@user", "#1", " `x`", "[a](", "\r"} {
		if strings.Contains(got, bad) {
			t.Errorf("the comment has %q", bad)
		}
	}
	for line := range strings.Lines(got) {
		if strings.HasPrefix(line, "| error") && strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") != 4 {
			t.Errorf("row %q", line)
		}
	}
	r := sample()
	for i := range 3000 {
		f := r.Findings[1]
		f.Start.Line, f.Message = i+100, strings.Repeat("日本 <&> ", 60)
		r.Findings = append(r.Findings, f)
	}
	r.Sort()
	long := written(t, "markdown", r)
	if len(long) > 65_536 || len(long) < 50_000 {
		t.Errorf("a comment of %d bytes", len(long))
	}
	if strings.Count(long, "<details>") != strings.Count(long, "</details>") {
		t.Error("a part is not closed")
	}
	more := regexp.MustCompile(`(?m)^(\d+) findings more would not fit into a comment`).FindStringSubmatch(long)
	if more == nil {
		t.Fatal("nothing is said of what does not fit")
	}
}

// TestHTML holds that the page is whole in itself: it loads nothing, runs
// nothing but what its policy names, and shows texts as texts.
func TestHTML(t *testing.T) {
	page := written(t, "html", nasty())
	root, err := nethtml.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	policy, scripts := "", 0
	labels, fields := []string{}, []string{}
	ids := map[string]bool{}
	for n := range root.Descendants() {
		if n.Type != nethtml.ElementNode {
			continue
		}
		attrs := map[string]string{}
		for _, a := range n.Attr {
			attrs[a.Key] = a.Val
			if strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "style" || a.Key == "action" {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
		if id := attrs["id"]; id != "" {
			if ids[id] {
				t.Errorf("two elements have the id %s", id)
			}
			ids[id] = true
		}
		switch n.Data {
		case "meta":
			if attrs["http-equiv"] == "Content-Security-Policy" {
				policy = attrs["content"]
			}
		case "script", "style":
			scripts++
			sum := sha256.Sum256([]byte(n.FirstChild.Data))
			if want := n.Data + "-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, want) {
				t.Errorf("the policy %q does not name %s", policy, want)
			}
		case "a":
			if !strings.HasPrefix(attrs["href"], "https://") && attrs["href"] != "#findings" {
				t.Errorf("a link to %q", attrs["href"])
			}
		case "link", "img", "iframe", "object", "base":
			t.Errorf("<%s>", n.Data)
		case "label":
			labels = append(labels, attrs["for"])
		case "select", "input":
			fields = append(fields, attrs["id"])
		}
	}
	if scripts != 2 || !strings.HasPrefix(policy, "default-src 'none'; ") {
		t.Errorf("%d scripts and styles under %q", scripts, policy)
	}
	slices.Sort(labels)
	slices.Sort(fields)
	if !slices.Equal(labels, fields) || len(fields) != 4 {
		t.Errorf("labels %q of fields %q", labels, fields)
	}
	if !strings.Contains(page, html.EscapeString("</script><script>alert(1)</script>")) {
		t.Error("a text is not shown as it is")
	}
}

// FuzzTexts holds that no text gets out of the place that a format gives it, and
// that what people look at holds nothing that a terminal or an eye would obey.
func FuzzTexts(f *testing.F) {
	f.Add("plain")
	f.Add("</script><b> ]]> | `x` @user ::error:: %0A\r\n=1 \x1b \u202e \xff [a](1)")
	f.Add("-->\x00<![CDATA[\ufffe")
	f.Fuzz(func(t *testing.T, text string) {
		r := sample()
		for i := range r.Findings {
			r.Findings[i].Message, r.Findings[i].Hint, r.Findings[i].Path = "m"+text, text, "p"+text
		}
		r.Articles = r.Articles[:1]
		r.Articles[0].Path, r.Articles[0].Title = "p"+text, text
		r.Articles[0].Claims[0].Plain = text
		junitOf(t, []byte(written(t, "junit", r)))
		document(t, r)
		if lines := strings.Count(written(t, "github", r), "\n"); lines != len(r.Findings)+1 {
			t.Errorf("%d lines of annotations", lines)
		}
		for line := range strings.Lines(written(t, "rdjsonl", r)) {
			if _, err := jsonschema.UnmarshalJSON(strings.NewReader(line)); err != nil {
				t.Error(err)
			}
		}
		rows, err := csv.NewReader(strings.NewReader(written(t, "csv", r))).ReadAll()
		if err != nil || len(rows) != 3 {
			t.Errorf("%d rows: %v", len(rows), err)
		}
		if comment := written(t, "markdown", r); len(comment) > 65_536 || strings.Count(comment, "<details>") != strings.Count(comment, "</details>") {
			t.Errorf("a comment of %d bytes", len(comment))
		}
		for _, name := range []string{"text", "html", "csv", "markdown", "github"} {
			shown := strings.ReplaceAll(written(t, name, r), "\r\n", "\n")
			if i := strings.IndexFunc(shown, isObeyed); i >= 0 || !utf8.ValidString(shown) {
				t.Errorf("%s: %q", name, shown[max(0, i-20):max(0, i)+4])
			}
		}
		root, err := nethtml.Parse(strings.NewReader(written(t, "html", r)))
		if err != nil {
			t.Fatal(err)
		}
		scripts := 0
		for n := range root.Descendants() {
			if n.Data == "script" && n.Type == nethtml.ElementNode {
				scripts++
			}
		}
		if scripts != 1 {
			t.Errorf("%d scripts", scripts)
		}
	})
}

func isObeyed(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.In(r, unicode.Bidi_Control) && r != '\u200e' && r != '\u200f' && r != '\u061c'
}

// TestHTMLSubject holds that the report says in words what a sentence and a
// record share of a subject, and does not contradict itself where that is too
// little.
func TestHTMLSubject(t *testing.T) {
	for _, tc := range []struct {
		field      match.Field
		says, does string
	}{
		{match.Field{Stated: "zinc, colds", Found: "zinc", OK: true}, "zinc, colds", "speaks of zinc too"},
		{match.Field{Stated: "zinc, colds", Found: "zinc, colds", OK: true}, "zinc, colds", "speaks of all of that too"},
		{match.Field{Stated: "zinc, colds", Found: "zinc"}, "zinc, colds", "has no more of it than zinc"},
		{match.Field{Stated: "zinc, colds"}, "zinc, colds", "has no word of it"},
		{match.Field{}, "has no word of a subject", "not compared"},
	} {
		tc.field.Name = "subject"
		f := audit.Finding{Rule: "off-topic", Severity: audit.Warning, Path: "x.md", Start: source.Position{Line: 1, Column: 1}, Message: "m", Fields: []match.Field{tc.field}}
		var b strings.Builder
		if err := report.HTML(&b, audit.Result{Findings: []audit.Finding{f}}); err != nil {
			t.Fatal(err)
		}
		if want := "<td>" + tc.says + "</td><td>" + tc.does + "</td>"; !strings.Contains(b.String(), want) {
			t.Errorf("%+v: the report lacks %s", tc.field, want)
		}
	}
}
