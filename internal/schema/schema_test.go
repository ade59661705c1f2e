package schema_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/schema"
	"stet/internal/settings"
	"stet/internal/source"
	"stet/internal/yaml"
)

// A reader takes a file of one kind and says what is wrong with it.
type reader struct {
	name string // of the schema
	read func(f *source.File) []string
	part func(f *source.File) source.Span // the YAML in the file
}

var readers = []reader{
	{"citations", readCitations, whole},
	{"front-matter", readFrontMatter, betweenDashes},
	{"settings", readSettings, whole},
}

func whole(f *source.File) source.Span { return source.Span{Start: 0, End: len(f.Bytes)} }

func betweenDashes(f *source.File) source.Span {
	start := bytes.IndexByte(f.Bytes, '\n') + 1
	end := bytes.Index(f.Bytes[start:], []byte("\n---"))
	return source.Span{Start: start, End: start + end + 1}
}

func readCitations(f *source.File) (wrong []string) {
	lib, err := cite.ParseLibrary(f)
	if err != nil {
		return []string{err.Error()}
	}
	for _, p := range lib.Problems {
		if p.Rule == "bad-library" {
			wrong = append(wrong, p.Msg)
		}
	}
	return wrong
}

func readFrontMatter(f *source.File) (wrong []string) {
	for _, p := range article.Parse(f, article.Options{Strict: true}).Problems {
		if p.Rule == "bad-front-matter" {
			wrong = append(wrong, p.Msg)
		}
	}
	return wrong
}

func readSettings(f *source.File) []string {
	if _, err := settings.Parse(f, audit.IDs()); err != nil {
		return []string{err.Error()}
	}
	return nil
}

// kindOf tells which schema a fixture of that name is for, "" for none.
func kindOf(name string, b []byte) string {
	switch base := path.Base(name); {
	case base == "stet.yaml":
		return "settings"
	case strings.HasSuffix(base, ".yaml") || strings.HasSuffix(base, ".yml"):
		return "citations"
	case strings.HasSuffix(base, ".md") && bytes.HasPrefix(b, []byte("---\n")) && bytes.Contains(b, []byte("\n---")):
		return "front-matter"
	}
	return ""
}

// fixtures are the files of the project and those in its txtar archives and the
// examples of its rules, by a name.
func fixtures(t *testing.T) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	root := os.DirFS("../..")
	archive := func(name string, b []byte) {
		for _, f := range txtar.Parse(b).Files {
			found[name+"/"+f.Name] = f.Data
		}
	}
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == ".git" || d.Name() == "public" || d.Name() == ".github") {
			return fs.SkipDir
		}
		if ext := path.Ext(name); d.IsDir() || ext != ".yaml" && ext != ".md" && ext != ".txtar" && ext != ".golden" {
			return nil
		}
		b, err := fs.ReadFile(root, name)
		if path.Ext(name) == ".txtar" {
			archive(name, b)
		} else {
			found[name] = b
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range audit.Rules {
		archive("rule/"+rule.ID, []byte(rule.Bad+"\n"+rule.Good))
		found["rule/"+rule.ID+"/library.yaml"] = []byte(rule.Library)
	}
	return found
}

// TestFixtures checks that no schema finds fault with a file that its reader
// takes.
func TestFixtures(t *testing.T) {
	files := fixtures(t)
	for _, r := range readers {
		v := newValidator(t, r.name)
		taken, refused, both := 0, 0, 0
		for _, name := range slices.Sorted(maps.Keys(files)) {
			if kindOf(name, files[name]) != r.name {
				continue
			}
			f := source.NewFile(name, files[name])
			root, err := yaml.ParsePart(f, r.part(f), yaml.Limits{})
			if err != nil {
				continue
			}
			wrong, errs := r.read(f), v.errors(plain(root))
			switch {
			case len(wrong) == 0 && len(errs) > 0:
				t.Errorf("%s: the schema finds fault with what is taken: %q", name, errs)
			case len(wrong) == 0:
				taken++
			case len(errs) > 0:
				both++
				fallthrough
			default:
				refused++
			}
		}
		if taken < 3 || refused == 0 && r.name == "citations" {
			t.Errorf("%s: %d files are taken, %d refused: too few to say anything", r.name, taken, refused)
		}
		t.Logf("%s: %d files taken; %d refused by the reader, %d of them by the schema too", r.name, taken, refused, both)
	}
}

// properties are the members that a schema names, and the schemas of each.
func properties(t *testing.T, name string) map[string]any {
	t.Helper()
	root := newValidator(t, name).root
	if name == "citations" {
		root = root["$defs"].(map[string]any)["reference"].(map[string]any)
	}
	return root["properties"].(map[string]any)
}

// TestFields checks that the schemas name the fields that the readers know: no
// more, no fewer.
func TestFields(t *testing.T) {
	full := cite.Format(&cite.Reference{Key: "k", PMID: "1", PMCID: "PMC1", DOI: "10.1000/1", Title: "t", Authors: []string{"a"},
		Journal: cite.Journal{Title: "t", Abbr: "a", ISSN: "i", NLM: "n"}, Year: 2000, Epub: 2000, AlsoYears: []int{2001}, Volume: "1", Issue: "1", Pages: "1",
		Types: []string{"t"}, MeSH: []string{"m"}, Terms: "t", Numbers: []string{"n"}, Notices: []cite.Notice{{Kind: "update"}}, URL: "https://x.org",
		Verified: cite.Verification{From: "pubmed"}})
	var fields []string
	for line := range strings.Lines(string(full)) {
		name, _, _ := strings.Cut(line[2:], ":")
		fields = append(fields, name)
	}
	for name, want := range map[string][]string{
		"citations":    fields,
		"front-matter": listIn(t, "../article/meta.go", "metaFields"),
		"settings":     listIn(t, "../settings/settings.go", "keys"),
	} {
		got := slices.Sorted(maps.Keys(properties(t, name)))
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: fields (-reader +schema):\n%s", name, diff)
		}
	}
}

// listIn is a list of words that a Go file declares.
func listIn(t *testing.T, file, name string) (words []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 || spec.Names[0].Name != name {
			return true
		}
		for _, e := range spec.Values[0].(*ast.CompositeLit).Elts {
			word, err := strconv.Unquote(e.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			words = append(words, word)
		}
		return true
	})
	return words
}

// TestExamples checks that each field's examples pass the schema and the reader.
func TestExamples(t *testing.T) {
	for _, r := range readers {
		v := newValidator(t, r.name)
		for name, p := range properties(t, r.name) {
			examples, _ := p.(map[string]any)["examples"].([]any)
			if p.(map[string]any)["$ref"] == "#/$defs/verified" {
				examples = v.root["$defs"].(map[string]any)["verified"].(map[string]any)["examples"].([]any)
			}
			if len(examples) == 0 {
				t.Errorf("%s: %s has no example", r.name, name)
			}
			for _, example := range examples {
				b, err := json.Marshal(example)
				if err != nil {
					t.Fatal(err)
				}
				text := name + ": " + string(b) + "\n"
				switch r.name {
				case "citations":
					text = "- " + strings.TrimSpace(text) + "\n  x-own: 1\n"
					if name != "key" {
						text += "  key: k\n"
					}
				case "front-matter":
					if name != "title" {
						text += "title: T\n"
					}
					text = "---\n" + text + "---\n"
				}
				f := source.NewFile("example", []byte(text))
				root, err := yaml.ParsePart(f, r.part(f), yaml.Limits{})
				if err != nil {
					t.Fatalf("%s: %q: %v", r.name, text, err)
				}
				if wrong := append(r.read(f), v.errors(plain(root))...); len(wrong) > 0 {
					t.Errorf("%s: %q: %q", r.name, text, wrong)
				}
			}
		}
	}
}

// TestRefuses checks that the schemas see the usual slips.
func TestRefuses(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"citations", "a: 1\n", ": map[a:1] is no [array null]"},
		{"citations", "- titel: x\n", "/0/titel: unknown"},
		{"citations", "- pmid: 012345678\n", ""}, // YAML 1.2 makes 12345678 of it
		{"citations", "- pmid: PMC8065437\n", `/0/pmid: "PMC8065437" does not match`},
		{"citations", "- pmcid: 8065437\n", "/0/pmcid: 8.065437e+06 is no [string null]"},
		{"citations", "- year: 20211\n", "/0/year: 20211 is too large"},
		{"citations", "- verified: {when: 2026}\n", "/0/verified/when: unknown"},
		{"citations", "- verified: {from: crossref}\n", "/0/verified/from: crossref is none of"},
		{"citations", "- notices: [{year: 2020}]\n", "/0/notices/0: kind is missing"},
		{"citations", "- x-own: [1]\n", ""},
		{"front-matter", "description: x\n", ": title is missing"},
		{"front-matter", "title: x\ndraft: \"no\"\n", "/draft: no is none of [true false unlinked <nil>]"},
		{"front-matter", "title: x\nslug: ../x\n", `/slug: "../x" does not match`},
		{"settings", "titel: x\n", "/titel: unknown"},
		{"settings", "severity: {off-topic: mild}\n", "/severity/off-topic: mild is none of"},
		{"settings", "limits: {file: much}\n", `/limits/file: "much" does not match`},
	} {
		root, err := yaml.Parse(source.NewFile("x", []byte(tc.text)), yaml.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(newValidator(t, tc.name).errors(plain(root)), "\n")
		if !strings.HasPrefix(got, tc.want) || (got == "") != (tc.want == "") {
			t.Errorf("%s: %q: %q; want %q", tc.name, tc.text, got, tc.want)
		}
	}
}

// TestDefaults checks the defaults of stet.yaml that the schema prints.
func TestDefaults(t *testing.T) {
	d := settings.Default()
	props := properties(t, "settings")
	limits := props["limits"].(map[string]any)["properties"].(map[string]any)
	size := func(n int) string {
		if n%(1<<20) == 0 {
			return strconv.Itoa(n>>20) + " MiB"
		}
		return strconv.Itoa(n>>10) + " KiB"
	}
	for _, tc := range []struct {
		in   map[string]any
		name string
		want any
	}{
		{props, "lang", d.Site.Lang}, {props, "title", d.Site.Title}, {props, "base_url", d.Site.BaseURL}, {props, "content", d.Content}, {props, "output", d.Output},
		{limits, "file", size(d.Limits.File)}, {limits, "line", size(d.Limits.Line)}, {limits, "front_matter", size(d.Limits.FrontMatter)},
		{limits, "nesting", float64(d.Limits.Nesting)}, {limits, "columns", float64(d.Limits.Columns)},
	} {
		if got := tc.in[tc.name].(map[string]any)["default"]; got != tc.want {
			t.Errorf("default of %s = %v, want %v", tc.name, got, tc.want)
		}
	}
}

func TestNames(t *testing.T) {
	for _, name := range schema.Names {
		if _, ok := schema.Text(name); !ok {
			t.Errorf("there is no schema %s", name)
		}
	}
	if _, ok := schema.Text("x"); ok {
		t.Error("there is a schema x")
	}
}
