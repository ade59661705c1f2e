package site

import "reflect"

// views are samples of what pages are executed with, by template.
var views = map[string]func() []any{
	"article.html":    samples[ArticleView],
	"home.html":       samples[HomeView],
	"topics.html":     samples[TopicsView],
	"topic.html":      samples[TopicView],
	"references.html": samples[ReferencesView],
	"reference.html":  samples[ReferenceView],
	"audit.html":      samples[AuditView],
	"method.html":     samples[MethodView],
	"search.html":     samples[SearchView],
	"missing.html":    samples[MissingView],
	"redirect.html":   samples[RedirectView],
}

// samples are two values to try a template with, one with everything in it
// and one with nothing, so that both sides of its conditions are walked.
func samples[View any]() []any {
	var full, none View
	fill(reflect.ValueOf(&full).Elem())
	return []any{full, none}
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
