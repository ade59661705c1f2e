package digest_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/source"
)

// TestJournals reads the cases of testdata/journals: each has a library and two
// articles, which differ in how they name a journal. Its head says what the
// pass.md has to come to, a verdict and its reference, and what the fail.md
// may.
func TestJournals(t *testing.T) {
	files, err := filepath.Glob("testdata/journals/*.txtar")
	if err != nil || len(files) < 14 {
		t.Fatalf("%d cases, %v", len(files), err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			texts := map[string]string{}
			for _, f := range a.Files {
				texts[f.Name] = string(f.Data)
			}
			x := match.NewIndex(vouchedLibrary(t, texts["citations.yaml"]))
			for line := range strings.Lines(string(a.Comment)) {
				kind, want, _ := strings.Cut(strings.TrimSpace(line), ": ")
				if kind != "pass" && kind != "fail" {
					continue
				}
				m := onlyMatch(t, x, texts[kind+".md"])
				got := strings.Join(append([]string{string(m.Verdict)}, m.References...), " ")
				if kind == "pass" && got != want || kind == "fail" && !slices.Contains(strings.Fields(want), string(m.Verdict)) {
					t.Errorf("%s: %s, want %s: %s", kind, got, want, m.Message)
				}
			}
		})
	}
}

// vouchedLibrary is a library all of whose entries are verified.
func vouchedLibrary(t *testing.T, text string) *cite.Library {
	t.Helper()
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", []byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range lib.References {
		r.Verified = cite.Verification{At: source.Date{Year: 2026, Month: 11, Day: 20}, From: "pubmed-xml", Sum: r.Sum()}
	}
	return lib
}

// onlyMatch is the match of an article's only mention.
func onlyMatch(t *testing.T, x *match.Index, text string) match.Match {
	t.Helper()
	var all []match.Match
	for _, c := range digest.Match(read(t, "---\ntitle: Oils\n---\n"+text), x).Claims {
		all = append(all, c.Matches...)
	}
	if len(all) != 1 {
		t.Fatalf("%d mentions in %q", len(all), text)
	}
	return all[0]
}
