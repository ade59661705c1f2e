package site_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"stet/internal/site"
	"stet/internal/source"
	"stet/static"
	"stet/templates"
)

// TestPhrases puts words of a site's own in the place of some of stet's.
func TestPhrases(t *testing.T) {
	own := files("words.yaml", "callout:\n  dose: Dosierung\ncaption:\n  figure: Abb. {1}\n")
	theme, err := site.LoadTheme([]fs.FS{own, templates.FS}, []fs.FS{static.FS})
	if err != nil {
		t.Fatal(err)
	}
	f := frame(t)
	f.Theme = theme
	page, _, err := f.Article(linkDigest("content/zinc.md", "---\n> [!dose]\n> One.\n\n![a](a.png \"Two.\")\n\n> [!tip]\n> Three.\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<b>Dosierung</b>", "<b>Abb. 1</b>", "<b>Tip</b>"} {
		if !strings.Contains(string(page.Data), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestBadPhrases(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"callout:\n  doze: Dosis\n", `templates/words.yaml:2:3: there are no words "callout.doze"; did you mean "callout.dose"?`},
		{"caption:\n  figure: Abbildung\n", `templates/words.yaml:2:11: caption.figure: "Abbildung" puts in nothing where stet's own puts in {1}`},
		{"calout: Dosis\n", `templates/words.yaml:1:1: there is no group of words "calout"; did you mean "callout"?`},
		{"stands: holds\n", `templates/words.yaml:1:1: there is no group of words "stands"; a word stands in its group, as in footer.stands, tally.stands`},
		{"caption: [\n", "templates/words.yaml:1:"},
	} {
		_, err := site.LoadTheme([]fs.FS{files("words.yaml", tc.text), templates.FS}, []fs.FS{static.FS})
		if err == nil || !strings.HasPrefix(err.Error(), tc.want) {
			t.Errorf("%q: %v, want %s", tc.text, err, tc.want)
		}
	}
	_, err := site.LoadTheme([]fs.FS{files("missing.html", `{{define "main"}}{{say "no.such"}}{{end}}`), templates.FS}, []fs.FS{static.FS})
	bad, ok := errors.AsType[*source.Error](err)
	if !ok || bad.Pos.Line != 1 || !strings.Contains(bad.Msg, `no words "no.such"`) {
		t.Errorf("a template with unknown words: %v", err)
	}
}
