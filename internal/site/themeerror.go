package site

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"stet/internal/source"
)

// What html/template and text/template say of an error's place:
//
//	template: article.html:3: unexpected "}" in operand
//	template: article.html:12:9: executing "main" at <.Missing>: can't evaluate field Missing in type ...
//	html/template:article.html:7:3: {{.X}} appears in an ambiguous context ...
//
// Lines start at 1 and columns, in bytes, at 0.
var (
	templatePlace = regexp.MustCompile(`^(?:html/)?template: ?([^:]+\.html):(\d+)(?::(\d+))?: (.*)$`)
	missingField  = regexp.MustCompile(`can't evaluate field (\w+) in type (\S+)`)
	executing     = regexp.MustCompile(`^executing "[^"]*" at (<.*?>): `)
	noTemplate    = regexp.MustCompile(`no such template "([^"]*)"|template "([^"]*)" not defined`)
	noFunction    = regexp.MustCompile(`function "([^"]*)" not defined`)
)

// templateError makes an error of html/template one with a place and with
// what can be done. texts are the templates by name, for columns; view is
// what the template was executed with.
func templateError(err error, texts map[string]string, view any) error {
	parts := templatePlace.FindStringSubmatch(strings.ReplaceAll(err.Error(), "\n", " "))
	if parts == nil {
		return err
	}
	name, msg := parts[1], parts[4]
	line, _ := strconv.Atoi(parts[2])
	bytes, _ := strconv.Atoi(parts[3])
	f := source.NewFile(templatesDir+name, []byte(texts[name]))
	pos := source.Position{Line: line, Column: bytes + 1}
	if text, ok := texts[name]; ok {
		if parts[3] == "" { // a parse error names the line alone: the first action on it
			bytes = max(strings.Index(f.Line(line), "{{"), 0)
		}
		pos = f.Position(min(f.Offset(line, 1)+bytes, len(text)))
	}
	return &source.Error{Path: f.Path, Pos: pos, Msg: explainTemplate(msg, view)}
}

// explainTemplate says what is wrong in the words of someone who writes
// templates, not Go.
func explainTemplate(msg string, view any) string {
	if m := missingField.FindStringSubmatch(msg); m != nil {
		return fmt.Sprintf("there is no field .%s here; %s", m[1], knownFields(m[2], view))
	}
	if m := noFunction.FindStringSubmatch(msg); m != nil {
		return fmt.Sprintf("there is no function %q; stet's own are asset, integrity, say, forms, count, tally, lower, articles, claims, references and findings", m[1])
	}
	if m := noTemplate.FindStringSubmatch(msg); m != nil {
		return fmt.Sprintf("there is no template %q; a partial is a file of that name in templates/, or {{define %q}}", m[1]+m[2], m[1]+m[2])
	}
	return executing.ReplaceAllString(msg, "$1: ")
}

// knownFields lists the fields of the type of that name, "site.ArticleView",
// within view.
func knownFields(name string, view any) string {
	name = strings.TrimPrefix(strings.TrimLeft(name, "*[]"), "site.")
	t := findType(reflect.TypeOf(view), name, map[reflect.Type]bool{})
	if t == nil {
		return "what is here, " + name + ", has no fields"
	}
	var fields []string
	for _, f := range reflect.VisibleFields(t) {
		if f.IsExported() && !f.Anonymous {
			fields = append(fields, "."+f.Name)
		}
	}
	return "the fields of " + name + " are " + strings.Join(fields, " ")
}

// findType looks for a struct of that name within t.
func findType(t reflect.Type, name string, seen map[reflect.Type]bool) reflect.Type {
	if t == nil || seen[t] {
		return nil
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Slice, reflect.Pointer:
		return findType(t.Elem(), name, seen)
	case reflect.Struct:
		if t.Name() == name {
			return t
		}
		for i := range t.NumField() {
			if found := findType(t.Field(i).Type, name, seen); found != nil {
				return found
			}
		}
	}
	return nil
}
