package digest_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/report"
	"stet/internal/source"
)

// TestSpansOwn checks the spans of all articles and readable texts of the
// project.
func TestSpansOwn(t *testing.T) {
	x := sampleIndex(t)
	claims := 0
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if base := d.Name(); d.IsDir() && name != "." && (base == ".git" || base == "public") {
			return fs.SkipDir
		}
		if d.IsDir() || filepath.Ext(name) != ".md" {
			return nil
		}
		b, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		claims += checkFile(t, source.NewFile(name, b), x)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if claims < 45 {
		t.Errorf("the project's own texts have %d claims; there were 45 and more", claims)
	}
}

// TestSpansHard checks spans where offsets are easily lost.
func TestSpansHard(t *testing.T) {
	sentence := "A 2018 study in *Nutrients* found that it fell [@pmid:29480918]."
	claims := 0
	for name, text := range map[string]string{
		"plain":            sentence + " " + sentence + "\n",
		"byte order mark":  source.BOM + sentence,
		"crlf":             "One.\r\n\r\nA 2018 study\r\nin *Nutrients* found that\r\nit fell.\r\n",
		"cr":               "One.\r\r" + sentence + "\r",
		"quote":            "> A 2018 study in\n> *Nutrients* found that\n> it fell.\n",
		"list":             "- one\n- A 2018 study in\n  *Nutrients* found it.\n  - " + sentence + "\n",
		"table":            "| a | b |\n|---|---|\n| x | " + sentence + " |\n",
		"entities":         "Salt &amp; fish&nbsp;&lt;1: a 2018 study in *Nutrients* &#x2014; found it.\n",
		"wide":             "日本 😀 e\u0301: a 2018 study in *Nutrients* found it.\n",
		"link over lines":  "[A 2018 study in\n*Nutrients*](https://pubmed.ncbi.nlm.nih.gov/29480918/ \"x\") found it.\n",
		"html":             "<p>A 2018 study in <em>Nutrients</em> found it.</p>\n\nA 2018 <b>study</b> in *Nutrients*.\n",
		"mdx":              "import X from 'x'\n\n<Note>\n\n" + sentence + "\n\n</Note>\n",
		"footnote":         "It fell.[^a]\n\n[^a]: " + sentence + "\n",
		"not UTF-8":        "caf\xe9. " + sentence + "\n",
		"NUL":              "a\x00b. " + sentence + "\n",
		"front matter":     "---\ntitle: X\n---\n" + sentence,
		"front matter BOM": source.BOM + "---\r\ntitle: X\r\n---\r\n" + sentence + "\r\n",
		"toml":             "+++\ntitle = \"X\"\n+++\n" + sentence,
		"unclosed":         "---\ntitle: X\n\n" + sentence,
		"empty":            "",
		"escapes":          "A 2018 \\*study\\* in *Nutrients* found \\[it\\].\n",
		"hard break":       "A 2018 study in  \n*Nutrients* found\\\nit fell.\n",
		"heading":          "## A 2018 study in *Nutrients* found it #\n\nA 2018 study in Nutrients\n===\n",
		"definition":       "A [2018 study][x] in *Nutrients* found it.\n\n[x]: https://doi.org/10.3390/nu13041136\n",
	} {
		n := checkFile(t, source.NewFile(name+".md", []byte(text)), match.NewIndex(nil))
		if n == 0 && name != "empty" {
			t.Logf("%s: no claims", name)
		}
		claims += n
	}
	if claims < 20 {
		t.Errorf("%d claims in all", claims)
	}
}

// TestSpansGold checks the spans of the documents of the gold set that the
// variable GOLD names.
func TestSpansGold(t *testing.T) {
	dir := os.Getenv("GOLD")
	if dir == "" {
		t.Skip("GOLD names no folder")
	}
	f, err := os.Open(filepath.Join(dir, "dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	documents, claims := 0, 0
	for lines.Scan() {
		var doc struct{ ID, Text string }
		if err := json.Unmarshal(lines.Bytes(), &doc); err != nil {
			t.Fatal(err)
		}
		documents++
		claims += checkFile(t, source.NewFile(doc.ID+".md", []byte(doc.Text)), match.NewIndex(nil))
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d documents, %d claims", documents, claims)
	if documents == 0 || claims < documents {
		t.Errorf("%d documents have %d claims", documents, claims)
	}
}

func FuzzSpans(f *testing.F) {
	f.Add([]byte(review))
	f.Add([]byte(source.BOM + "> A 2018 study\r\n> in *Nutrients* [1].\r\n\r\n1. Yu MC. Salted fish. Cancer Res 1986.\r\n"))
	f.Add([]byte("A 2018 study in\xff [*Nutrients*](https://doi.org/10.1/a_b(c)) | x\n|---|\n| y\n"))
	x := match.NewIndex(nil)
	f.Fuzz(func(t *testing.T, text []byte) {
		checkFile(t, source.NewFile("x.md", text), x)
	})
}

// checkFile digests f, with and without its body, and checks the result, as it
// is and as JSON. It gives the number of claims.
func checkFile(t *testing.T, f *source.File, x *match.Index) int {
	t.Helper()
	before := bytes.Clone(f.Bytes)
	d := digest.Match(digest.Read(f, digest.Options{}), x)
	if !bytes.Equal(before, f.Bytes) {
		t.Fatalf("%s: reading changed the file", f.Path)
	}
	checkClaims(t, f, d.Claims)
	checkFindings(t, f, d.Findings)
	checkBody(t, f, d.Reading.Body, len(d.Claims))
	if utf8.Valid(f.Bytes) { // JSON holds nothing else
		checkJSON(t, f, d)
	}
	return len(d.Claims)
}

var claimID = regexp.MustCompile(`^c-[0-9a-f]{10}(-[1-9][0-9]*)?$`)

// checkClaims checks that claims and mentions lie in f, in order, and that
// texts and positions are exactly those of their spans.
func checkClaims(t *testing.T, f *source.File, claims []audit.Claim) {
	t.Helper()
	ids := map[string]bool{}
	end := 0
	for i := range claims {
		c := &claims[i]
		if ids[c.ID] || !claimID.MatchString(c.ID) {
			t.Errorf("%s: claim %d: id %q", f.Path, i, c.ID)
		}
		ids[c.ID] = true
		if c.Span.Start < end {
			t.Errorf("%s: claim %d starts at %d, before the end of the one before at %d", f.Path, i, c.Span.Start, end)
		}
		end = c.Span.End
		checkSpan(t, f, c.Span, c.Text)
		checkPlace(t, f, c.Span, c.Start, c.End)
		if len(c.Mentions) != len(c.Matches) || len(c.Mentions) == 0 {
			t.Errorf("%s: claim %d has %d mentions and %d matches", f.Path, i, len(c.Mentions), len(c.Matches))
		}
		if strings.Trim(c.Text, " \t\r\n") != c.Text || c.Plain == "" && c.Text == "" {
			t.Errorf("%s: claim %d: text %q, plain %q", f.Path, i, c.Text, c.Plain)
		}
		start := c.Span.Start
		for j := range c.Mentions {
			m := &c.Mentions[j]
			if !c.Span.Contains(m.Span) || m.Span.Start < start {
				t.Errorf("%s: mention %d of claim %d: span %v, claim %v", f.Path, j, i, m.Span, c.Span)
			}
			start = m.Span.Start
			checkSpan(t, f, m.Span, m.Text)
			checkPlace(t, f, m.Span, m.Start, m.End)
		}
	}
}

func checkSpan(t *testing.T, f *source.File, s source.Span, text string) {
	t.Helper()
	if s.Start < 0 || s.End > len(f.Bytes) || s.Start >= s.End {
		t.Fatalf("%s: span %v of a file of %d bytes", f.Path, s, len(f.Bytes))
	}
	if got := f.Text(s); got != text {
		t.Errorf("%s: text %q, and the bytes of %v are %q", f.Path, text, s, got)
	}
	if utf8.Valid(f.Bytes) && !utf8.ValidString(text) {
		t.Errorf("%s: span %v cuts a character: %q", f.Path, s, text)
	}
}

func checkPlace(t *testing.T, f *source.File, s source.Span, start, end source.Position) {
	t.Helper()
	if start != f.Position(s.Start) || end != f.Position(s.End) {
		t.Errorf("%s: span %v is at %v to %v, want %v to %v", f.Path, s, start, end, f.Position(s.Start), f.Position(s.End))
	}
}

// checkFindings checks that findings lie in f, in order, and are of rules.
func checkFindings(t *testing.T, f *source.File, findings []audit.Finding) {
	t.Helper()
	for i, found := range findings {
		if _, ok := audit.ByID(found.Rule); !ok {
			t.Errorf("%s: finding of %q, which is no rule", f.Path, found.Rule)
		}
		if found.Path != f.Path || found.Message == "" || found.End.Offset > len(f.Bytes) || found.Start.Offset > found.End.Offset {
			t.Errorf("%s: finding %+v", f.Path, found)
		}
		if found.Start.Line > 0 && (found.Start != f.Position(found.Start.Offset) || found.End != f.Position(found.End.Offset)) {
			t.Errorf("%s: finding of %s at %v to %v", f.Path, found.Rule, found.Start, found.End)
		}
		if i > 0 && findings[i-1].Compare(found) > 0 {
			t.Errorf("%s: finding %d comes before its time", f.Path, i)
		}
	}
}

// checkBody checks that every claim has one mark and one note, in order, and
// that its runs of text are opened and closed in turn.
func checkBody(t *testing.T, f *source.File, body article.Body, claims int) {
	t.Helper()
	marks, notes := make([]int, claims), make([]int, claims)
	open := -1
	for _, piece := range body {
		switch piece.Slot {
		case article.RunStart:
			if open >= 0 {
				t.Errorf("%s: a run of claim %d starts within one of %d", f.Path, piece.N, open)
			}
			open = piece.N
		case article.RunEnd:
			if open != piece.N {
				t.Errorf("%s: a run of claim %d ends, and %d is open", f.Path, piece.N, open)
			}
			open = -1
		case article.Mark:
			marks[piece.N]++
		case article.Note:
			notes[piece.N]++
		}
	}
	for i := range claims {
		if marks[i] != 1 || notes[i] != 1 {
			t.Errorf("%s: claim %d of %d has %d marks and %d notes", f.Path, i, claims, marks[i], notes[i])
		}
	}
	if open >= 0 {
		t.Errorf("%s: a run of claim %d is never closed", f.Path, open)
	}
}

// checkJSON checks that the report of d fits its published schema, and that in
// it texts are the bytes between their offsets.
func checkJSON(t *testing.T, f *source.File, d digest.Digest) {
	t.Helper()
	r := audit.Result{Articles: []audit.Article{{Path: f.Path, Title: d.Reading.Title, Claims: d.Claims}}, Findings: d.Findings}
	r.Fingerprint(func(path string) string { return path })
	var b bytes.Buffer
	if err := report.JSON(&b, r); err != nil {
		t.Fatalf("%s: %v", f.Path, err)
	}
	type span struct {
		Start, End source.Position
		Text       string
	}
	var got struct {
		Articles []struct {
			Claims []struct {
				span
				Mentions []span
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatalf("%s: %v", f.Path, err)
	}
	if err := auditSchema().Validate(document(t, b.Bytes())); err != nil {
		t.Errorf("%s: %v", f.Path, err)
	}
	var spans []span
	for _, c := range got.Articles[0].Claims {
		spans = append(append(spans, c.span), c.Mentions...)
	}
	for _, s := range spans {
		if string(f.Bytes[s.Start.Offset:s.End.Offset]) != s.Text {
			t.Errorf("%s: JSON has %q at %d to %d", f.Path, s.Text, s.Start.Offset, s.End.Offset)
		}
	}
}

// auditSchema is the published schema of reports.
var auditSchema = sync.OnceValue(func() *jsonschema.Schema {
	const name = "stet.audit/1"
	text, _ := report.Schema(name)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		panic(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name, doc); err != nil {
		panic(err)
	}
	return c.MustCompile(name)
})

func document(t *testing.T, b []byte) any {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
