package site_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	template "text/template/parse"

	"golang.org/x/net/html"

	"stet/internal/audit"
	"stet/internal/match"
	"stet/internal/site"
	"stet/internal/source"
	"stet/internal/yaml"
	"stet/static"
	"stet/templates"
)

// spokenAttrs are the attributes whose values readers see or hear.
var spokenAttrs = []string{"aria-label", "title", "placeholder", "alt", "label", "value", "aria-description", "aria-roledescription"}

// TestNoWordsInTemplates holds templates to the words of words.yaml.
func TestNoWordsInTemplates(t *testing.T) {
	names, err := fs.Glob(templates.FS, "*.html")
	if err != nil || len(names) == 0 {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(templates.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range wordsOfTemplate(t, name, string(text)) {
			t.Errorf("%s says %q; put it into words.yaml", name, words)
		}
	}
}

// TestWordsOfTemplate shows that the test above can fail.
func TestWordsOfTemplate(t *testing.T) {
	for text, want := range map[string]string{
		`<p>{{say "a.b"}} · {{.Title}}</p>`:                         "",
		`<p>{{if .Title}}By {{.Title}}{{end}}</p>`:                  "By",
		`<nav aria-label="Pages"></nav>`:                            "Pages",
		`<nav aria-label="{{say "a.b"}}" class="site"></nav>`:       "",
		`<p class="{{if .X}}on{{end}}"><code>stet audit</code></p>`: "",
		`{{or .Title "Untitled"}}`:                                  "Untitled",
		`{{define "x"}}{{range .L}}x{{else}}None{{end}}{{end}}`:     "xNone",
		`<input placeholder="Any">`:                                 "Any",
	} {
		if got := strings.Join(wordsOfTemplate(t, "x.html", text), "|"); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// wordsOfTemplate are the words that a template's own text shows to readers,
// and the texts in its actions that are no keys or names.
func wordsOfTemplate(t *testing.T, name, text string) (found []string) {
	t.Helper()
	trees := map[string]*template.Tree{}
	tree := template.New(name)
	tree.Mode = template.SkipFuncCheck
	if _, err := tree.Parse(text, "", "", trees); err != nil {
		t.Fatal(err)
	}
	for _, block := range slices.Sorted(maps.Keys(trees)) {
		var b strings.Builder
		walkTemplate(trees[block].Root, &b, func(s string) { found = append(found, s) })
		found = append(found, wordsOfHTML(b.String())...)
	}
	return found
}

// walkTemplate writes the text of n to b, with nothing for what actions give,
// and calls said with the texts that actions may show.
func walkTemplate(n template.Node, b *strings.Builder, said func(string)) {
	branch := func(br *template.BranchNode) {
		walkTemplate(br.List, b, said)
		if br.ElseList != nil {
			walkTemplate(br.ElseList, b, said)
		}
	}
	switch n := n.(type) {
	case *template.ListNode:
		for _, c := range n.Nodes {
			walkTemplate(c, b, said)
		}
	case *template.TextNode:
		b.Write(n.Text)
	case *template.IfNode:
		branch(&n.BranchNode)
	case *template.RangeNode:
		branch(&n.BranchNode)
	case *template.WithNode:
		branch(&n.BranchNode)
	case *template.ActionNode:
		for _, cmd := range n.Pipe.Cmds {
			if f, ok := cmd.Args[0].(*template.IdentifierNode); ok && slices.Contains([]string{"say", "forms", "asset", "integrity"}, f.Ident) {
				continue
			}
			for _, arg := range cmd.Args {
				if s, ok := arg.(*template.StringNode); ok && letters.MatchString(s.Text) {
					said(s.Text)
				}
			}
		}
	}
}

var letters = regexp.MustCompile(`\p{L}+`)

// wordsOfHTML are the texts with letters of a piece of HTML, code aside.
func wordsOfHTML(s string) (found []string) {
	s = strings.NewReplacer("<noscript>", "", "</noscript>", "").Replace(s) // what is in them would be one text
	z := html.NewTokenizer(strings.NewReader(s))
	code := 0
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return found
		case html.TextToken:
			if words := strings.Join(strings.Fields(z.Token().Data), " "); code == 0 && letters.MatchString(words) {
				found = append(found, words)
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			tok := z.Token()
			if tok.Data == "code" && kind == html.StartTagToken {
				code++
			} else if tok.Data == "code" {
				code--
			}
			for _, a := range tok.Attr {
				if slices.Contains(spokenAttrs, a.Key) && letters.MatchString(a.Val) {
					found = append(found, a.Val)
				}
			}
		}
	}
}

// scriptTexts are the strings of a script; a text for readers has a space
// between words, or starts with a capital.
var (
	scriptTexts  = regexp.MustCompile(`"((?:[^"\\\n]|\\.)*)"`)
	scriptSpoken = regexp.MustCompile(`^\s*\p{Lu}\p{Ll}+|\p{L}{2,} \p{L}+`)
	scriptSyntax = []string{"use strict", "Escape", "DOMContentLoaded", "ArrowDown", "ArrowUp", "Enter", "NFD"}
)

func TestNoWordsInScripts(t *testing.T) {
	names, err := fs.Glob(static.FS, "*.js")
	if err != nil || len(names) == 0 {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(static.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range wordsOfScript(string(text)) {
			t.Errorf("%s says %q; put it into words.yaml, and hand it over in a data- attribute", name, words)
		}
	}
	if got := wordsOfScript(`x.textContent = "Nothing found."; y = " results"; "use strict"; q("header.site nav"); z = n + " more of them"`); len(got) != 2 {
		t.Errorf("the texts of a script: %q", got)
	}
}

func wordsOfScript(text string) (found []string) {
	text = regexp.MustCompile(`(?m)^\s*//.*$`).ReplaceAllString(text, "")
	for _, m := range scriptTexts.FindAllStringSubmatch(text, -1) {
		if scriptSpoken.MatchString(m[1]) && !slices.Contains(scriptSyntax, m[1]) && !strings.ContainsAny(m[1], ".#>[") || strings.HasSuffix(m[1], ".") && letters.MatchString(m[1]) && strings.Contains(m[1], " ") {
			found = append(found, m[1])
		}
	}
	return found
}

// TestWordsElsewhere builds the sample with every word of words.yaml in letters
// of its own. Latin letters that are left on a page come from the articles, the
// library or the rules, or stand in the program.
func TestWordsElsewhere(t *testing.T) {
	own, err := fs.ReadFile(templates.FS, "words.yaml")
	if err != nil {
		t.Fatal(err)
	}
	theme, err := site.LoadTheme([]fs.FS{files("words.yaml", strangeWords(t, string(own))), templates.FS}, []fs.FS{static.FS})
	if err != nil {
		t.Fatal(err)
	}
	f := frame(t)
	f.Theme = theme
	known := map[string]bool{}
	for _, data := range sampleData(t) {
		for _, w := range letters.FindAllString(data, -1) {
			known[strings.ToLower(w)] = true
		}
	}
	for name, page := range htmlPages(sampleSite(t, f)) {
		root := without(parse(t, page), func(n *html.Node) bool { return n.Data == "code" || n.Data == "script" })
		spoken := []string{text(root)}
		for _, n := range elements(root, func(*html.Node) bool { return true }) {
			for _, a := range spokenAttrs {
				spoken = append(spoken, attr(n, a))
			}
			if n.Data == "meta" && attr(n, "name") == "description" {
				spoken = append(spoken, attr(n, "content"))
			}
		}
		seen := strings.Join(spoken, " ")
		for _, w := range letters.FindAllString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(seen, " "), -1) {
			if w[0] < 0x80 && len(w) > 1 && !known[strings.ToLower(w)] {
				i := strings.Index(seen, w)
				t.Errorf("%s has %q, which is not from words.yaml: ...%s...", name, w, seen[max(0, i-30):min(len(seen), i+len(w)+30)])
				known[strings.ToLower(w)] = true
			}
		}
	}
}

// sampleData are the texts that pages may show beside words.yaml's.
func sampleData(t *testing.T) []string {
	texts := []string{citations, "CSL JSON RIS BibTeX PubMed nbib doi et al"}
	b, err := os.ReadFile("sample_test.go")
	if err != nil {
		t.Fatal(err)
	}
	texts = append(texts, scriptTexts.FindAllString(string(b), -1)...)
	for _, r := range audit.Rules {
		texts = append(texts, r.ID, r.Title, strings.Join(r.Paragraphs(), " "))
	}
	return texts
}

// strangeWords is words.yaml with Greek letters for Latin ones in its words.
func strangeWords(t *testing.T, text string) string {
	t.Helper()
	f := source.NewFile("words.yaml", []byte(text))
	root, err := yaml.Parse(f, yaml.Limits{Bytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	var edits []source.Edit
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		switch n.Kind {
		case yaml.Scalar:
			edits = append(edits, source.Edit{Span: n.Span, Text: `"` + strange(n.Value) + `"`})
		case yaml.Mapping:
			for key, v := range n.Fields() {
				if key.Value != "lang" {
					walk(v)
				}
			}
		}
	}
	walk(root)
	return string(source.Splice([]byte(text), edits))
}

func strange(s string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			return 'α' + (r-'a')%17
		}
		if 'A' <= r && r <= 'Z' {
			return 'Σ' + (r-'A')%7
		}
		return r
	}, s)
}

// TestWordsOfTheProgram asks for every key that the program and the templates
// name, and for every word whether somebody does.
func TestWordsOfTheProgram(t *testing.T) {
	text, err := fs.ReadFile(templates.FS, "words.yaml")
	if err != nil {
		t.Fatal(err)
	}
	root, err := yaml.Parse(source.NewFile("words.yaml", text), yaml.Limits{Bytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]bool{}
	for group, words := range root.Fields() {
		for name := range words.Fields() {
			keys[group.Value+"."+name.Value] = true
		}
	}
	for _, v := range match.Verdicts {
		for _, group := range []string{"verdict.", "meaning."} {
			if !keys[group+string(v)] {
				t.Errorf("words.yaml lacks %s%s", group, v)
			}
		}
	}
	asked := map[string]bool{}
	var sources strings.Builder
	for _, pattern := range []string{"*.go", "../../templates/*.html"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(name, "_test.go") {
				sources.Write(b)
			}
		}
	}
	for _, m := range regexp.MustCompile(`(?:\.of\(|say |forms |label, most :?= |whose :?= |dated\()"([a-z-]+\.[a-z-]*)"`).FindAllStringSubmatch(sources.String(), -1) {
		if !strings.HasSuffix(m[1], ".") {
			asked[m[1]] = true
			if !keys[m[1]] && !strings.HasSuffix(m[1], "-") {
				t.Errorf("%q is asked for, and words.yaml does not have it", m[1])
			}
		}
	}
	for key := range keys {
		group, _, _ := strings.Cut(key, ".")
		if !strings.Contains(sources.String(), `"`+key) && !strings.Contains(sources.String(), `"`+group+`."`) && !asked[strings.TrimSuffix(key, "-on")] {
			t.Errorf("nobody asks for %q", key)
		}
	}
}

// TestPlurals puts words of a language with four forms in the place of stet's.
func TestPlurals(t *testing.T) {
	own := files("words.yaml", "lang: pl\ncount:\n  articles: {one: \"{1} artykuł\", few: \"{1} artykuły\", many: \"{1} artykułów\", other: \"{1} artykułu\"}\n"+
		"number:\n  group: \".\"\n")
	words, err := site.LoadWords([]fs.FS{own, templates.FS})
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]string{0: "0 artykułów", 1: "1 artykuł", 2: "2 artykuły", 5: "5 artykułów", 22: "22 artykuły", 112: "112 artykułów", 12345: "12.345 artykułów"} {
		if got := words("count.articles", n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{1: "1 claim", 22: "22 claims"} { // of what the site leaves out, stet's own
		if got := words("count.claims", n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
