// Package internal_test holds the test of the house's layers.
package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers is the table of README.md: a package imports packages of smaller
// layers only. Packages of layer 0 may all use source.
var layers = map[string]int{
	"internal/source": 0,
	"internal/disk":   0,
	"internal/pack":   0,
	"internal/yaml":   0,
	"internal/schema": 0,
	"internal/terms":  0,

	"internal/article": 1,
	"internal/cite":    1,

	"internal/claim":    2,
	"internal/exchange": 2,
	"internal/ncbi":     2,

	"internal/match": 3,
	"internal/eval":  3,

	"internal/audit": 4,

	"internal/digest": 5,
	"internal/report": 5,

	"internal/site": 6,
	"internal/exam": 6,
	"internal/fix":  6,

	"internal/settings": 7,

	"internal/project": 8,

	"internal/lsp":   9,
	"internal/serve": 9,

	"cmd/stet": 10,
}

// leaves import nothing of stet: the built-in theme.
var leaves = []string{"templates", "static"}

// tools are programs and packages for developers and tests; they may use all,
// and nothing but tests uses them.
var tools = []string{"internal/bench", "internal/bench/run", "internal/bench/serve", "internal/ncbi/ncbitest"}

// owners are the only packages that may import a module or a package of the
// standard library, told by the start of its path.
var owners = map[string][]string{
	"gopkg.in/yaml.v3":              {"internal/yaml"},
	"gopkg.in/yaml.v2":              {},
	"github.com/yuin/goldmark":      {"internal/article"},
	"github.com/adrg/frontmatter":   {"internal/article"},
	"github.com/tdewolff/minify/v2": {"internal/site"},
	"html/template":                 {"internal/report", "internal/site"},
	"os/exec":                       {"cmd/stet"},
	"net/http":                      {"internal/ncbi", "internal/serve"},
	"github.com/fsnotify/fsnotify":  {"internal/serve"},
	"github.com/sourcegraph":        {"internal/lsp"},
	"math/rand":                     {"internal/ncbi"},
	"log":                           {"cmd/stet"},
}

// forbidden are packages of smaller layers that a package must not import all
// the same: what a sentence says depends on no file format, a verdict on no
// network, a page on no record's source.
var forbidden = map[string][]string{
	"internal/claim":    {"internal/yaml", "internal/disk"},
	"internal/exchange": {"internal/article", "internal/disk", "internal/yaml"},
	"internal/ncbi":     {"internal/article", "internal/yaml"},
	"internal/match":    {"internal/yaml", "internal/disk", "internal/ncbi"},
	"internal/audit":    {"internal/yaml", "internal/disk", "internal/ncbi"},
	"internal/digest":   {"internal/yaml", "internal/disk", "internal/ncbi"},
	"internal/report":   {"internal/yaml", "internal/disk", "internal/ncbi", "internal/digest"},
	"internal/site":     {"internal/disk", "internal/ncbi"},
	"internal/exam":     {"internal/yaml", "internal/disk", "internal/ncbi", "internal/site"},
}

// calls are the functions of the outer world that only cmd/stet may call.
var calls = []string{"time.Now", "os.Exit", "os.Getenv", "os.LookupEnv", "os.Environ"}

// writers are the functions that only disk may call.
var writers = []string{"os.WriteFile", "os.Create", "os.CreateTemp", "os.Mkdir", "os.MkdirAll", "os.MkdirTemp", "os.Chmod", "os.Symlink", "os.Link", "os.Remove", "os.RemoveAll", "os.Rename", "os.OpenFile"}

func TestLayers(t *testing.T) {
	seen := map[string]bool{}
	for pkg, files := range packages(t) {
		seen[pkg] = true
		if slices.Contains(tools, pkg) {
			continue
		}
		layer, known := layers[pkg]
		if !known && !slices.Contains(leaves, pkg) {
			t.Errorf("package %s has no layer: add it to the table in layers_test.go and to README.md", pkg)
		}
		for file, text := range files {
			checkImports(t, pkg, layer, file, text)
			if pkg != "cmd/stet" {
				checkCalls(t, file, text, calls, "cmd/stet")
			}
			if pkg != "internal/disk" {
				checkCalls(t, file, text, writers, "internal/disk")
			}
		}
	}
	for pkg := range layers {
		if !seen[pkg] {
			t.Errorf("the table names %s, which is not there", pkg)
		}
	}
}

func checkImports(t *testing.T, pkg string, layer int, file, text string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, text, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range f.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		for prefix, allowed := range owners {
			if (imported == prefix || strings.HasPrefix(imported, prefix+"/")) && !slices.Contains(allowed, pkg) {
				t.Errorf("%s imports %s, which belongs to %v", file, imported, allowed)
			}
		}
		name, ours := strings.CutPrefix(imported, "stet/")
		switch {
		case !ours && pkg == "internal/source" && strings.Contains(imported, "."):
			t.Errorf("%s imports %s; source uses the standard library alone", file, imported)
		case !ours:
		case slices.Contains(leaves, pkg) || slices.Contains(tools, name):
			t.Errorf("%s imports %s", file, imported)
		case slices.Contains(leaves, name):
		case layer == 0 && name == "internal/source" && pkg != name:
		case slices.Contains(forbidden[pkg], name):
			t.Errorf("%s imports %s, which its package must not", file, imported)
		case layers[name] >= layer:
			t.Errorf("%s (layer %d) imports %s (layer %d)", file, layer, name, layers[name])
		}
	}
}

// checkCalls looks for uses of functions that only owner may call.
func checkCalls(t *testing.T, file, text string, names []string, owner string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		pkg, ok := sel.X.(*ast.Ident)
		if ok && slices.Contains(names, pkg.Name+"."+sel.Sel.Name) {
			t.Errorf("%s uses %s.%s, which only %s may", file, pkg.Name, sel.Sel.Name, owner)
		}
		return true
	})
}

// packages are the texts of all Go files but tests, by folder and file name.
func packages(t *testing.T) map[string]map[string]string {
	t.Helper()
	root := os.DirFS("..")
	found := map[string]map[string]string{}
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if base := d.Name(); name != "." && (base[0] == '.' || base == "testdata" || base == "public") {
				return fs.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		b, err := fs.ReadFile(root, name)
		dir := path.Dir(name)
		if found[dir] == nil {
			found[dir] = map[string]string{}
		}
		found[dir][name] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
