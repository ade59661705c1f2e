package serve_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTell breaks files and mends them: the terminal has a line for each, once.
func TestTell(t *testing.T) {
	dir := sampleFolder(t)
	p, log := openAt(t, dir)
	content := filepath.Join(dir, "content")
	said := ""
	for _, step := range []struct{ name, text, want string }{
		{"new.md", "---\ntitle: New\n---\nWords.\n", ""},
		{"new.md", "---\ntitle: New\nWords.\n", "new.md:1:1: error: "},
		{"other.md", "---\ntitle: Other\n---\nWords.\n", ""},
		{"new.md", "---\ntitle: New\n---\nOther words.\n", "new.md: good again\n"},
	} {
		path := filepath.Join(content, step.name)
		write(t, path, step.text)
		p.Reload(t.Context())
		got := log.String()[len(said):]
		said += got
		want := step.want
		if want != "" {
			want = filepath.ToSlash(filepath.Join(content, want))
		}
		if want == "" && got != "" || len(got) < len(want) || cmp.Diff(want, got[:len(want)]) != "" {
			t.Errorf("%q in %s: said %q, want %q", step.text, step.name, got, want)
		}
	}
}
