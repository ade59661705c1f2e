package audit_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"strings"
	"testing"

	"stet/internal/audit"
)

// TestContributing holds that the rule which CONTRIBUTING.md shows is one: it
// parses, and has the fields that a rule has and must have.
func TestContributing(t *testing.T) {
	text, err := os.ReadFile("../../.github/CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(text), "```go\n")
	example, _, found := strings.Cut(example, "  ```")
	if !found {
		t.Fatal("CONTRIBUTING.md shows no rule")
	}
	file, err := parser.ParseFile(token.NewFileSet(), "rule.go", "package audit\n"+example, 0)
	if err != nil {
		t.Fatal(err)
	}
	set := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		literal, ok := n.(*ast.CompositeLit)
		if !ok || literal.Type.(*ast.Ident).Name != "Rule" {
			return true
		}
		for _, e := range literal.Elts {
			set[e.(*ast.KeyValueExpr).Key.(*ast.Ident).Name] = true
		}
		return false
	})
	rule := reflect.TypeFor[audit.Rule]()
	for name := range set {
		if _, ok := rule.FieldByName(name); !ok {
			t.Errorf("a rule has no field %s", name)
		}
	}
	for _, name := range []string{"ID", "Title", "Severity", "Doc", "Bad", "Good"} {
		if !set[name] {
			t.Errorf("the rule shown lacks %s", name)
		}
	}
}
