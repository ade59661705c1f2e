package site_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"stet/internal/site"
	"stet/static"
	"stet/templates"
)

// TestThemeBlocks: what is printed of the theme, to start one's own from, makes the
// same pages; all blocks at once, and all files.
func TestThemeBlocks(t *testing.T) {
	blocks, err := site.Blocks(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	files := fstest.MapFS{}
	sums := map[string]bool{}
	for _, b := range blocks {
		if b.Name == b.File {
			files[b.Name] = &fstest.MapFile{Data: []byte(b.Text)}
		} else {
			all.WriteString(b.Text)
		}
		sums[b.Sum] = true
	}
	if len(blocks) < 40 || len(sums) != len(blocks) {
		t.Errorf("%d blocks with %d sums", len(blocks), len(sums))
	}
	want := sampleSite(t, frame(t))
	for what, own := range map[string]fs.FS{"blocks": fstest.MapFS{"own.html": &fstest.MapFile{Data: []byte(all.String())}}, "files": files} {
		theme, err := site.LoadTheme([]fs.FS{own, templates.FS}, []fs.FS{static.FS})
		if err != nil {
			t.Fatal(what, err)
		}
		f := frame(t)
		f.Theme = theme
		if found := site.New(f, nil).Findings(); len(found) > len(site.New(frame(t), nil).Findings()) {
			t.Errorf("%s: findings %v", what, found)
		}
		for name, page := range sampleSite(t, f) {
			if diff := cmp.Diff(want[name], page); diff != "" && !strings.HasPrefix(name, "audit/") {
				t.Errorf("%s: %s (-built-in +own):\n%s", what, name, diff)
			}
		}
	}
}
