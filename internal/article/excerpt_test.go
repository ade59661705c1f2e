package article_test

import (
	"strings"
	"testing"

	"stet/internal/article"
)

func TestPlain(t *testing.T) {
	for _, tc := range []struct{ text, want string }{ // what is between bars is marked
		{"A |2018 study in *Nutrients*| says [so](x.md).", "A |2018 study in Nutrients| says so."},
		{"- an item, |**bold &amp; bright**|", "an item, |bold & bright|"},
		{"… |of *Hypertension|* … cut", "… |of Hypertension| … cut"},
		{"## A |heading| {#h}", "A |heading|"},
		{"Zinc |helps| <!-- stet off-topic: \"x\" -->", "Zinc |helps|"},
		{"It |helps [@key]|. Or not.", "It |helps|. Or not."},
		{"    |code|", "||"},
		{"||", "||"},
		{"日本 |émigré| *x*", "日本 |émigré| x"},
	} {
		from := strings.IndexByte(tc.text, '|')
		to := strings.LastIndexByte(tc.text, '|') - 1
		words, start, end := article.Plain(strings.ReplaceAll(tc.text, "|", ""), from, to)
		if got := words[:start] + "|" + words[start:end] + "|" + words[end:]; got != tc.want {
			t.Errorf("%q: %q, want %q", tc.text, got, tc.want)
		}
	}
}
