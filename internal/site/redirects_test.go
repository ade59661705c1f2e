package site_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/article"
	"stet/internal/site"
)

// hostile are aliases that mean something to a server's settings. Front matter
// does not let them all through; the site does not rely on it.
var hostile = []string{
	`/old/"; return 200 gotcha; #/`, "/old\n/new 301\n/x/", "/tab\there/", "/no break/", "/nul\x00/", "/bell\a/", "/all/*/", "/:splat/", "/../../etc/passwd", "/.htaccess", "/bad\xff/",
	"/$uri/", "/${x}/", "/%{ENV:PATH}/", "/a;b{c}d/", "/~^.*$/", "/default", "/quo'te/", `/back\slash/`, "/été/", "/fine/", "/fine", "/Fine/", "/zinc/", "/ZINC/",
}

// TestRedirectMaps reads the lists of redirects as servers do: whatever an alias
// is, a line has one old and one new address, and the new one is an article's.
func TestRedirectMaps(t *testing.T) {
	f := frame(t)
	f.Settings.BaseURL = "https://example.org/r%C3%A9views/"
	none := func() []string { return nil }
	entries := []site.Entry{{Path: "content/zinc.md", URL: "zinc/", Title: "Zinc", Plains: none, Meta: article.Meta{Aliases: hostile}}, {Path: "content/été.md", URL: "été$1/", Title: "Été", Plains: none, Meta: article.Meta{Aliases: []string{"/été/", "/summer.html"}}}}
	pages := map[string]string{}
	s := site.New(f, entries)
	for p, err := range s.Pages(s.Result()) {
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := pages[p.Path]; twice {
			t.Errorf("%s is there twice", p.Path)
		}
		pages[p.Path] = string(p.Data)
	}
	want := map[string]string{}
	for old, target := range map[string]string{
		"$uri/": "zinc/", "${x}/": "zinc/", "a;b{c}d/": "zinc/", "default/": "zinc/", "quo'te/": "zinc/", "back/slash/": "zinc/",
		"été/": "zinc/", "fine/": "zinc/", "summer.html": "été$1/", "etc/passwd/": "zinc/",
	} {
		want["/réviews/"+old] = "/réviews/" + target
	}
	for name, read := range map[string]func(*testing.T, string) [][2]string{"_redirects.nginx": nginxEntries, "_redirects.apache": apacheEntries} {
		got := map[string]string{}
		for _, e := range read(t, pages[name]) {
			plain, err := url.PathUnescape(e[1])
			if err != nil || strings.ContainsAny(e[1], "$\"'\\;{} \t") || strings.ContainsFunc(e[1], func(r rune) bool { return r > '~' || r < '!' }) {
				t.Errorf("%s: %q is no address that is safe as it stands", name, e[1])
			}
			if _, twice := got[e[0]]; twice {
				t.Errorf("%s: %q is there twice", name, e[0])
			}
			got[e[0]] = plain
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if n := strings.Count(pages["_redirects"], "\n"); n != len(want) || strings.Contains(pages["_redirects"], "gotcha") {
		t.Errorf("_redirects has %d lines, want %d:\n%s", n, len(want), pages["_redirects"])
	}
}

// nginxEntries reads the parameters of a map block: tokens up to a semicolon,
// quoted with backslashes before quotes and backslashes, comments up to the end
// of a line.
func nginxEntries(t *testing.T, text string) (entries [][2]string) {
	t.Helper()
	var tokens []string
	for text != "" {
		switch c := text[0]; {
		case c == '#':
			_, text, _ = strings.Cut(text, "\n")
		case c == ' ' || c == '\n':
			text = text[1:]
		case c == ';':
			if len(tokens) != 2 {
				t.Fatalf("an entry of %q", tokens)
			}
			entries, tokens, text = append(entries, [2]string(tokens)), nil, text[1:]
		case c == '"':
			var token strings.Builder
			i := 1
			for ; text[i] != '"'; i++ {
				if text[i] == '\\' && strings.IndexByte(`"\`, text[i+1]) >= 0 {
					i++
				}
				token.WriteByte(text[i])
			}
			tokens, text = append(tokens, token.String()), text[i+1:]
		default:
			t.Fatalf("unquoted: %.40q", text)
		}
	}
	if len(tokens) > 0 {
		t.Fatalf("tokens without an end: %q", tokens)
	}
	return entries
}

// apacheEntries reads a RewriteMap of text: a key and a value a line, white space
// between them, comments after a #.
func apacheEntries(t *testing.T, text string) (entries [][2]string) {
	t.Helper()
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Fields(line)
		if len(fields) != 2 {
			t.Fatalf("a line of %q", fields)
		}
		entries = append(entries, [2]string(fields))
	}
	return entries
}
