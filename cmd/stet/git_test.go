package main

import (
	"bufio"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNoGit: without the program there is no --since.
func TestNoGit(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := openRevision(t.Context(), ".", "HEAD")
	if err == nil || !strings.Contains(err.Error(), "not installed or not in PATH") || statusOf(err) != statusUsage {
		t.Errorf("openRevision: %v", err)
	}
}

// TestParseRaw: names with anything in them but a zero byte.
func TestParseRaw(t *testing.T) {
	const old, none = "1111111111111111111111111111111111111111", "0000000000000000000000000000000000000000"
	raw := ":100644 100644 " + old + " " + none + " M\x00a b\n\"c\".md\x00" +
		":100644 100644 " + old + " " + none + " R087\x00from.md\x00to\t.md\x00" +
		":000000 100644 " + none + " " + none + " A\x00new.md\x00"
	got, err := parseRaw(raw)
	want := []changedFile{{"a b\n\"c\".md", old}, {"to\t.md", old}, {"new.md", ""}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(changedFile{})); diff != "" || err != nil {
		t.Errorf("parseRaw: %v (-want +got):\n%s", err, diff)
	}
	if got, err := parseRaw(""); len(got) > 0 || err != nil {
		t.Errorf("parseRaw of nothing: %v, %v", got, err)
	}
	if _, err := parseRaw("nonsense\x00x\x00"); err == nil {
		t.Error("parseRaw reads nonsense")
	}
}

func TestReadBlob(t *testing.T) {
	in := bufio.NewReader(strings.NewReader("aa blob 3\na\nb\nbb blob 0\n\ncc missing\n"))
	for _, want := range []string{`"a\nb" <nil>`, `"" <nil>`, `"" cc missing`} {
		b, err := readBlob(in)
		if got := fmt.Sprintf("%q %v", b, err); got != want {
			t.Errorf("readBlob: %s, want %s", got, want)
		}
	}
}
