package source_test

import (
	"path"
	"strings"
	"testing"

	"stet/internal/source"
)

func TestGlob(t *testing.T) {
	for _, tc := range []struct {
		pattern, base string
		match, other  string // names, blanks between
	}{
		{"content/*.md", "content", "content/a.md ./content/a.md", "a.md content/x/a.md content/a.mdx"},
		{"content/**", "content", "content/a.md content/x/y.md content", "other/a.md contents/a.md"},
		{"content/**/*.md", "content", "content/a.md content/x/y/a.md", "content/a.txt a.md"},
		{"**/archive/**", ".", "archive/a.md content/archive/x/a.md", "content/archives/a.md"},
		{"*.md", ".", "a.md x/y/a.md", "a.mdx"},
		{"/srv/*/a.md", "/srv", "/srv/x/a.md", "srv/x/a.md /srv/a.md"},
		{"/*.md", "/", "/a.md", "a.md"},
		{"a?/[x-z].md", ".", "ab/y.md", "a/y.md ab/w.md"},
		{"**/**/a", ".", "a x/a x/y/z/a", "b"},
		{"../old/*.md", "../old", "../old/a.md", "old/a.md"},
	} {
		g, err := source.ParseGlob(tc.pattern)
		if err != nil {
			t.Fatal(err)
		}
		if got := g.Base(); got != tc.base {
			t.Errorf("%s: base %q, want %q", tc.pattern, got, tc.base)
		}
		for _, name := range strings.Fields(tc.match) {
			if !g.Match(name) {
				t.Errorf("%s does not match %s", tc.pattern, name)
			}
		}
		for _, name := range strings.Fields(tc.other) {
			if g.Match(name) {
				t.Errorf("%s matches %s", tc.pattern, name)
			}
		}
	}
	for _, bad := range []string{"", "a/[b", "[/x]"} {
		if _, err := source.ParseGlob(bad); err == nil {
			t.Errorf("%q is a pattern", bad)
		}
	}
	hard, _ := source.ParseGlob(strings.Repeat("**/a/", 200) + "b")
	if hard.Match(strings.Repeat("a/", 5000)) {
		t.Error("a pattern without its end matches")
	}
}

// FuzzGlob holds that what a pattern matches lies in its base.
func FuzzGlob(f *testing.F) {
	f.Add("content/**/*.md", "content/a/b.md")
	f.Add("/a/../*", "/b")
	f.Add("**/[a-", "x")
	f.Fuzz(func(t *testing.T, pattern, name string) {
		g, err := source.ParseGlob(pattern)
		if err != nil || !g.Match(name) || g.Base() == "." {
			return
		}
		base := strings.TrimSuffix(g.Base(), "/") + "/"
		if !strings.HasPrefix(path.Clean(name)+"/", base) {
			t.Errorf("%q matches %q outside of %q", pattern, name, base)
		}
	})
}
