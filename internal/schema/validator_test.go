package schema_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stet/internal/schema"
	"stet/internal/yaml"
)

// A validator checks values by the part of JSON Schema that the schemas use.
// An unknown word in a schema panics, so that none goes unchecked.
type validator struct{ root map[string]any }

func newValidator(t *testing.T, name string) *validator {
	t.Helper()
	text, ok := schema.Text(name)
	if !ok {
		t.Fatalf("there is no schema %s", name)
	}
	v := &validator{}
	if err := json.Unmarshal(text, &v.root); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return v
}

// errors are what is wrong with value, each with its place.
func (v *validator) errors(value any) []string { return v.check(v.root, value, "") }

func (v *validator) check(s map[string]any, value any, at string) (errs []string) {
	add := func(format string, args ...any) { errs = append(errs, at+": "+fmt.Sprintf(format, args...)) }
	object, isObject := value.(map[string]any)
	list, isList := value.([]any)
	text, isText := value.(string)
	number, isNumber := value.(float64)
	for _, word := range slices.Sorted(maps.Keys(s)) {
		switch arg := s[word]; word {
		case "$schema", "title", "description", "default", "examples", "$defs":
		case "$ref":
			name := strings.TrimPrefix(arg.(string), "#/$defs/")
			errs = append(errs, v.check(v.root["$defs"].(map[string]any)[name].(map[string]any), value, at)...)
		case "type":
			if !hasType(value, arg) {
				add("%v is no %v", value, arg)
			}
		case "enum":
			if !slices.ContainsFunc(arg.([]any), func(w any) bool { return reflect.DeepEqual(w, value) }) {
				add("%v is none of %v", value, arg)
			}
		case "pattern":
			if isText && !regexp.MustCompile(arg.(string)).MatchString(text) {
				add("%q does not match %s", text, arg)
			}
		case "minimum":
			if isNumber && number < arg.(float64) {
				add("%v is too small", number)
			}
		case "maximum":
			if isNumber && number > arg.(float64) {
				add("%v is too large", number)
			}
		case "required":
			for _, name := range arg.([]any) {
				if _, ok := object[name.(string)]; isObject && !ok {
					add("%s is missing", name)
				}
			}
		case "items":
			for i := range list {
				if isList {
					errs = append(errs, v.check(arg.(map[string]any), list[i], at+"/"+strconv.Itoa(i))...)
				}
			}
		case "properties", "patternProperties", "additionalProperties":
			if word == "properties" || s["properties"] == nil {
				errs = append(errs, v.members(s, object, at)...)
			}
		default:
			panic("unknown word " + word)
		}
	}
	return errs
}

// members checks the members of an object.
func (v *validator) members(s, object map[string]any, at string) (errs []string) {
	known, _ := s["properties"].(map[string]any)
	patterns, _ := s["patternProperties"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(object)) {
		place := at + "/" + name
		if sub, ok := known[name]; ok {
			errs = append(errs, v.check(sub.(map[string]any), object[name], place)...)
			continue
		}
		own := false
		for pattern := range patterns {
			own = own || regexp.MustCompile(pattern).MatchString(name)
		}
		switch more := s["additionalProperties"].(type) {
		case bool:
			if !more && !own {
				errs = append(errs, place+": unknown")
			}
		case map[string]any:
			errs = append(errs, v.check(more, object[name], place)...)
		}
	}
	return errs
}

func hasType(value, types any) bool {
	if name, ok := types.(string); ok {
		types = []any{name}
	}
	return slices.ContainsFunc(types.([]any), func(t any) bool {
		switch v := value.(type) {
		case nil:
			return t == "null"
		case bool:
			return t == "boolean"
		case string:
			return t == "string"
		case float64:
			return t == "number" || t == "integer" && v == float64(int64(v))
		case []any:
			return t == "array"
		}
		return t == "object"
	})
}

var (
	integer = regexp.MustCompile(`^[-+]?[0-9]+$`)
	float   = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
)

// plain is n as an editor sees it, by the core schema of YAML 1.2.
func plain(n *yaml.Node) any {
	switch {
	case n == nil:
		return nil
	case n.Kind == yaml.List:
		list := []any{}
		for i := range n.Items {
			list = append(list, plain(&n.Items[i]))
		}
		return list
	case n.Kind == yaml.Mapping:
		object := map[string]any{}
		for k, v := range n.Fields() {
			object[k.Value] = plain(v)
		}
		return object
	case n.Style != yaml.Plain:
		return n.Value
	}
	switch n.Value {
	case "", "~", "null", "Null", "NULL":
		return nil
	case "true", "True", "TRUE":
		return true
	case "false", "False", "FALSE":
		return false
	}
	if integer.MatchString(n.Value) || float.MatchString(n.Value) {
		f, err := strconv.ParseFloat(n.Value, 64)
		if err == nil {
			return f
		}
	}
	return n.Value
}
