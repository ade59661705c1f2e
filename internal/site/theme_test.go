package site_test

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"stet/internal/site"
	"stet/internal/source"
	"stet/static"
	"stet/templates"
)

func files(pairs ...string) fs.FS {
	m := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}

func TestThemeErrors(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		place      string
		says       string
	}{
		{"article.html", "{{define \"main\"}}\n<h1>{{.Titel}}</h1>{{end}}", "templates/article.html:2:7", "there is no field .Titel here; the fields of ArticleView are"},
		{"article.html", "{{define \"main\"}}é{{if .Tally.Claims}}{{range .Alerts}}{{.Missing}}{{end}}{{end}}{{end}}", "templates/article.html:1:58", "there is no field .Missing here; the fields of Alert are .Class .Text .Name .URL"},
		{"home.html", "{{define \"main\"}}{{if not .Total}}{{.Nothing}}{{end}}{{end}}", "templates/home.html:1:37", "no field .Nothing"},
		{"home.html", "{{define \"main\"}}\n\n  <p>{{.Title}</p>{{end}}", "templates/home.html:3:6", "bad character"},
		{"home.html", "{{define \"main\"}}\n{{asset \"missing.css\"}}{{end}}", "templates/home.html:2:3", `no file "missing.css" in static/; there are audit.css, feed.css, icon.svg, references.js, search.js, stet.css, stet.js`},
		{"home.html", "{{define \"main\"}}\n{{shout .Title}}{{end}}", "templates/home.html:2:1", `there is no function "shout"`},
		{"home.html", "{{define \"main\"}}\n{{template \"sidebar\" .}}{{end}}", "templates/home.html:2:12", `there is no template "sidebar"`},
		{"frame.html", `{{define "links"}}{{end}}{{define "footer"}}{{end}}`, "templates/frame.html:0:0", `the template "header" is not defined`},
		{"frame.html", `{{define "links"}}{{end}}{{define "footer"}}{{end}}{{define "header"}}{{.Title}}{{end}}`, "templates/frame.html:1:73", "the fields of FrameView are .Site .Standing .Lang .Root .Kind"},
		{"own.html", `{{define "article-tags"}}{{.Tag}}{{end}}`, "templates/own.html:1:28", "there is no field .Tag here; the fields of ArticleView are"},
		{"home.html", `<p>{{.Title}}</p>`, "templates/home.html:0:0", `no "main" is defined here`},
		{"own.html", `{{define "main"}}x{{end}}`, "templates/own.html:0:0", `"main" is each page's own`},
		{"related.html", `{{define "related"}}{{range .Articles}}{{.Name}}{{end}}{{end}}`, "templates/related.html:1:42", "the fields of RelatedItem are .URL .Title .Shared"},
		{"base.html", "<title>{{.Site.Titel}}</title>{{template \"main\" .}}", "templates/base.html:1:15", "there is no field .Titel here; the fields of Settings are .Title"},
	} {
		_, err := site.LoadTheme([]fs.FS{files(tc.name, tc.text), templates.FS}, []fs.FS{static.FS})
		bad, ok := errors.AsType[*source.Error](err)
		if !ok {
			t.Errorf("%s %q: error %v, want one with a place", tc.name, tc.text, err)
			continue
		}
		if place := fmt.Sprintf("%s:%d:%d", bad.Path, bad.Pos.Line, bad.Pos.Column); place != tc.place || !strings.Contains(bad.Msg, tc.says) {
			t.Errorf("%s %q:\n got %v\nwant %s: ...%s...", tc.name, tc.text, err, tc.place, tc.says)
		}
	}
}

// TestThemeLayers puts one template, one partial and one stylesheet of a
// site's own before the built-in ones.
func TestThemeReadsPlainFiles(t *testing.T) {
	own := fstest.MapFS{"pipe.css": {Mode: fs.ModeNamedPipe}}
	_, err := site.LoadTheme([]fs.FS{templates.FS}, []fs.FS{own, static.FS})
	bad, ok := errors.AsType[*source.Error](err)
	if !ok || bad.Path != "static/pipe.css" || !strings.Contains(bad.Msg, "no plain file") {
		t.Errorf("a named pipe among the assets: %v", err)
	}
}

func TestThemeLayers(t *testing.T) {
	own := files("missing.html", `{{define "main"}}{{template "greeting" .}}{{end}}`, "greeting.html", `{{define "greeting"}}<p>Hello from {{.Site.Title}}{{end}}`)
	theme, err := site.LoadTheme([]fs.FS{own, templates.FS}, []fs.FS{files("stet.css", "p { color: #ff0000 }", "logo.png", "\x89PNG", ".git/config", "secret"), static.FS})
	if err != nil {
		t.Fatal(err)
	}
	f := frame(t)
	f.Theme = theme
	pages := sampleSite(t, f)
	if !strings.Contains(pages["404.html"], "<p>Hello from The desk") {
		t.Errorf("404.html: %s", pages["404.html"])
	}
	if !strings.Contains(pages["magnesium/index.html"], "min read") {
		t.Error("the built-in article template is gone")
	}
	if pages["logo.png"] != "\x89PNG" {
		t.Error("logo.png was not published as it is")
	}
	sheet := regexp.MustCompile(`stet\.[0-9a-f]{8}\.css`).FindString(pages["404.html"])
	if pages[sheet] != "p{color:red}" {
		t.Errorf("the stylesheet %q is %q", sheet, pages[sheet])
	}
	for p := range pages {
		if strings.Contains(p, ".git") {
			t.Errorf("%s was published", p)
		}
	}
}

// TestAssetInTheWay: a file of static/ cannot take the place of a page.
func TestAssetInTheWay(t *testing.T) {
	theme, err := site.LoadTheme([]fs.FS{templates.FS}, []fs.FS{files("Zinc/index.html", "<p>", "fine.html", "<p>"), static.FS})
	if err != nil {
		t.Fatal(err)
	}
	f := frame(t)
	f.Theme = theme
	d := sampleDigest()
	d.Reading.Path = "content/zinc.md"
	var got []string
	for _, finding := range site.New(f, []site.Entry{site.NewEntry(d)}).Findings() {
		if finding.Rule == "duplicate-slug" {
			got = append(got, finding.Path+": "+finding.Message)
		}
	}
	if want := []string{"static/Zinc/index.html: the address /Zinc/ is that of content/zinc.md as well"}; !slices.Equal(got, want) {
		t.Errorf("findings %q, want %q", got, want)
	}
}

func TestSlugify(t *testing.T) {
	for in, want := range map[string]string{
		"Magnesium & its neighbours": "magnesium-its-neighbours",
		"  Crème brûlée, d’été  ":    "creme-brulee-dete",
		"Großes Œuvre øst Łódź":      "grosses-oeuvre-ost-lodz",
		"pmid:33808247":              "pmid-33808247",
		"doi:10.3390/nu13041136":     "doi-10-3390-nu13041136",
		"CO₂ and H₂O":                "co2-and-h2o",
		"../../etc/passwd":           "etc-passwd",
		"con":                        "con-page",
		"COM1":                       "com1-page",
		"Диабет":                     "",
		"---":                        "",
		strings.Repeat("ab ", 60):    strings.TrimSuffix(strings.Repeat("ab-", 32), "-"),
		"already-a-slug-2":           "already-a-slug-2",
	} {
		if got := site.Slugify(in); got != want {
			t.Errorf("Slugify(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzSlugify(f *testing.F) {
	for _, s := range []string{"Zinc", "\xff", "é\u0301", "con", strings.Repeat("x", 300), "a\x00b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		slug := site.Slugify(s)
		if strings.Trim(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || strings.HasPrefix(slug, "-") || strings.HasSuffix(slug, "-") || len(slug) > 110 {
			t.Errorf("Slugify(%q) = %q", s, slug)
		}
		if again := site.Slugify(slug); again != slug {
			t.Errorf("Slugify(%q) = %q, and of that %q", s, slug, again)
		}
	})
}

func TestAliasOf(t *testing.T) {
	for in, want := range map[string]string{
		"/old/magnesium/":  "old/magnesium/index.html",
		"old.html":         "old.html",
		"a/b":              "a/b/index.html",
		"../../etc/passwd": "etc/passwd/index.html",
		`..\..\x`:          "x/index.html",
		"/x?y=1#z":         "x/index.html",
		"/":                "",
		"":                 "",
		"/.git/config":     "",
		"c:/windows":       "",
		"a b":              "",
	} {
		if got, _ := site.AliasOf(in); got != want {
			t.Errorf("AliasOf(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestContrast holds the theme's colours, light and dark, to WCAG AA: 4.5 for
// text, 3 for what is drawn.
func TestContrast(t *testing.T) {
	css, err := static.FS.ReadFile("stet.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark := colours(string(css))
	for scheme, c := range map[string]map[string][3]float64{"light": light, "dark": dark} {
		if len(c) < 10 {
			t.Fatalf("%s: only %d colours found", scheme, len(c))
		}
		check := func(fore, back string, least float64) {
			if got := contrast(c[fore], c[back]); got < least {
				t.Errorf("%s: %s on %s has a contrast of %.2f, want %.1f", scheme, fore, back, got, least)
			}
		}
		for _, back := range []string{"paper", "wash", "red-wash", "blue-wash"} {
			check("ink", back, 4.5)
			check("soft", back, 4.5)
		}
		check("red", "paper", 4.5)
		check("red", "wash", 4.5)
		check("red", "red-wash", 4.5)
		check("blue", "paper", 4.5)
		check("blue", "wash", 4.5)
		check("blue", "blue-wash", 4.5)
		check("stand", "paper", 3)
	}
}

var colourProperty = regexp.MustCompile(`--([a-z-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\);`)

// colours are the colours of the stylesheet by name.
func colours(css string) (light, dark map[string][3]float64) {
	light, dark = map[string][3]float64{}, map[string][3]float64{}
	for _, m := range colourProperty.FindAllStringSubmatch(css, -1) {
		for i, into := range []map[string][3]float64{light, dark} {
			n, _ := strconv.ParseUint(m[2+i], 16, 32)
			into[m[1]] = [3]float64{float64(n >> 16), float64(n >> 8 & 255), float64(n & 255)}
		}
	}
	return light, dark
}

// contrast is the ratio of WCAG 2.
func contrast(a, b [3]float64) float64 {
	luminance := func(c [3]float64) float64 {
		var l float64
		for i, weight := range []float64{.2126, .7152, .0722} {
			v := c[i] / 255
			if v <= .04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+.055)/1.055, 2.4)
			}
			l += weight * v
		}
		return l
	}
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}
