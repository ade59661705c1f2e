package site_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/site"
	"stet/static"
	"stet/templates"
)

var update = flag.Bool("update", false, "write what is found as what is expected")

const templateDocs = "../../templates/README.md"

// pageViews are the pages with the data that "main" of each gets.
var pageViews = []struct{ file, view string }{
	{"article.html", "ArticleView"}, {"home.html", "HomeView"}, {"topics.html", "TopicsView"}, {"topic.html", "TopicView"},
	{"references.html", "ReferencesView"}, {"reference.html", "ReferenceView"}, {"audit.html", "AuditView"}, {"method.html", "MethodView"},
	{"search.html", "SearchView"}, {"missing.html", "MissingView"}, {"redirect.html", "RedirectView"}, {"frame.html", "FrameView"}, {"related.html", "RelatedView"},
}

const docsHead = `# Templates

<!-- Made from the templates and internal/site by 'go test ./internal/site -run TemplateDocs -update'. -->

Each page is base.html around the template "main" of its own file. A site's own templates/ come before these:

- A file of the same name takes the place of the built-in one as a whole.
- A file of another name may define any block that is listed here, which then stands in its place on every page:
  ` + "`{{define \"article-tags\"}}...{{end}}`" + ` in templates/own.html. Blocks that stay as they are go on being stet's.
- words.yaml holds the words of the interface, all of them; any may be worded otherwise, in another language too. Templates and scripts
  say none of their own.

'stet theme' lists the blocks with a sum of each; 'stet theme article-tags' prints one to start from, with a comment that holds its sum.
Where that block is another one in a later stet, a template that carries the comment is a finding (stale-template).

A template that asks for what is not there is an error with its line and the fields there are; a block that no page has is a finding
(unused-template). Functions: asset "stet.css" is the published name of a file of static/, integrity "stet.css" its sum for
the attribute of that name; say "key" are words of words.yaml, and
say "key" 2 "text" those with something put in, in the form for the number; forms "key" is all forms as JSON, for a script; tally .Tally is
"9 claims: 2 stand, ..."; count 1234, lower "Text"; claims 2, articles 2, references 2, findings 2 with their noun.
`

// TestTemplateDocs keeps the documentation of the templates' data as the
// structs are.
func TestTemplateDocs(t *testing.T) {
	structs := viewStructs(t)
	var b strings.Builder
	b.WriteString(docsHead)
	for _, page := range pageViews {
		fmt.Fprintf(&b, "\n## %s\n\n", page.file)
		text, err := fs.ReadFile(templates.FS, page.file)
		if err != nil {
			t.Fatal(err)
		}
		if blocks := definitions(string(text)); len(blocks) > 0 {
			fmt.Fprintf(&b, "Blocks: %s.\n\n", strings.Join(blocks, ", "))
		}
		seen := map[string]bool{"Common": true, "FrameView": page.view != "FrameView"}
		writeStruct(&b, structs, page.view, seen)
	}
	b.WriteString("\n## What every page has\n\n")
	writeStruct(&b, structs, "Common", map[string]bool{})
	got := b.String()
	if *update {
		if err := os.WriteFile(templateDocs, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(templateDocs)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s is not as the templates are; go test ./internal/site -run TemplateDocs -update writes it:\n%s", templateDocs, diff)
	}
}

// definitions are the blocks of a template file.
func definitions(text string) (names []string) {
	for _, m := range regexp.MustCompile(`\{\{-?\s*(?:define|block)\s+"([^"]+)"`).FindAllStringSubmatch(text, -1) {
		if m[1] != "main" {
			names = append(names, "`"+m[1]+"`")
		}
	}
	return names
}

// viewStructs are the structs of package site with their comments.
func viewStructs(t *testing.T) map[string]*ast.StructType {
	t.Helper()
	structs := map[string]*ast.StructType{}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range tree.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.TYPE {
				continue
			}
			for _, spec := range gen.Specs {
				ts := spec.(*ast.TypeSpec)
				if s, ok := ts.Type.(*ast.StructType); ok {
					structs[ts.Name.Name] = s
				}
			}
		}
	}
	return structs
}

// writeStruct lists the fields of a struct, then the structs within it.
func writeStruct(b *strings.Builder, structs map[string]*ast.StructType, name string, seen map[string]bool) {
	seen[name] = true
	fmt.Fprintf(b, "**%s**\n\n", name)
	var within []string
	for _, f := range structs[name].Fields.List {
		kind, base := typeName(f.Type)
		if len(f.Names) == 0 {
			fmt.Fprintf(b, "- all of %s\n", base)
			within = append(within, base)
		}
		for _, n := range f.Names {
			if !n.IsExported() {
				continue
			}
			comment := strings.Join(strings.Fields(f.Doc.Text()+" "+f.Comment.Text()), " ")
			if comment != "" {
				comment = ": " + comment
			}
			fmt.Fprintf(b, "- `.%s` %s%s\n", n.Name, kind, comment)
			within = append(within, base)
		}
	}
	b.WriteString("\n")
	for _, base := range within {
		if structs[base] != nil && !seen[base] {
			writeStruct(b, structs, base, seen)
		}
	}
}

// typeName is a type in words, and the name of what it is made of.
func typeName(x ast.Expr) (kind, base string) {
	switch x := x.(type) {
	case *ast.ArrayType:
		kind, base = typeName(x.Elt)
		return "list of " + kind, base
	case *ast.SelectorExpr:
		return x.Sel.Name, ""
	case *ast.Ident:
		if words := map[string]string{"string": "text", "int": "number", "bool": "true or false"}; words[x.Name] != "" {
			return words[x.Name], ""
		}
		return x.Name, x.Name
	}
	return "", ""
}

// TestBlocks puts one block of a site's own into all pages that have it.
func TestBlocks(t *testing.T) {
	own := files("own.html", `{{define "article-tags"}}<p>Own tags of {{.Title}}.</p>{{end}}{{define "footer"}}<footer>Own foot.</footer>{{end}}`)
	theme, err := site.LoadTheme([]fs.FS{own, templates.FS}, []fs.FS{static.FS})
	if err != nil {
		t.Fatal(err)
	}
	f := frame(t)
	f.Theme = theme
	pages := sampleSite(t, f)
	if !strings.Contains(pages["magnesium/index.html"], "<p>Own tags of") || !strings.Contains(pages["magnesium/index.html"], "page-references") {
		t.Error("the article does not have its own tags in stet's page")
	}
	for _, name := range []string{"magnesium/index.html", "audit/index.html", "404.html"} {
		if !strings.Contains(pages[name], "<footer>Own foot.</footer>") {
			t.Errorf("%s does not have the own foot", name)
		}
	}
}

func TestUnusedTemplates(t *testing.T) {
	own := files(
		"own.html", "{{define \"article-tag\"}}x{{end}}\n{{define \"helper\"}}y{{end}}{{define \"article-tags\"}}{{template \"helper\"}}{{end}}",
		"stray.html", "never shown",
		"cards.html", `{{define "cards"}}{{end}}{{define "card"}}{{end}}`,
	)
	f := frame(t)
	theme, err := site.LoadTheme([]fs.FS{own, templates.FS}, []fs.FS{static.FS})
	if err != nil {
		t.Fatal(err)
	}
	f.Theme = theme
	var got []string
	for _, finding := range site.New(f, nil).Findings() {
		if finding.Rule == "unused-template" {
			got = append(got, fmt.Sprintf("%s:%d:%d %s", finding.Path, finding.Start.Line, finding.Start.Column, finding.Message))
		}
	}
	want := []string{
		`templates/cards.html:1:26 defines "card", which no page uses; did you mean "cards"?`,
		`templates/own.html:1:1 defines "article-tag", which no page uses; did you mean "article-tags"?`,
		`templates/stray.html:0:0 text outside of {{define}}, which no page shows`,
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("unused templates (-want +got):\n%s", diff)
	}
}
