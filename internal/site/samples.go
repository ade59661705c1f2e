package site

import "reflect"

// views are the types that pages are executed with, by template.
var views = map[string]any{
	"article.html":    ArticleView{},
	"home.html":       HomeView{},
	"references.html": ReferencesView{},
	"reference.html":  ReferenceView{},
	"audit.html":      AuditView{},
	"missing.html":    MissingView{},
	"redirect.html":   RedirectView{},
}

// samples are two values to try a template with, one with everything in it
// and one with nothing, so that both sides of its conditions are walked.
func samples(name string) []any {
	t := reflect.TypeOf(views[name])
	full := reflect.New(t).Elem()
	fill(full)
	return []any{full.Interface(), reflect.Zero(t).Interface()}
}

// fill sets every exported field below v to something.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("sample")
	case reflect.Int:
		v.SetInt(2)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i))
			}
		}
	}
}
