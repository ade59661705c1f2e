package digest_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/source"
)

// TestFixtures reads pairs of articles from testdata/fixtures, one that passes
// and one that is nearly the same and does not. What each comes to are the
// verdicts of its mentions and the other findings, with their messages where
// the fixture has some, and behind " | " their hints. All records of a fixture are verified.
func TestFixtures(t *testing.T) {
	names, err := filepath.Glob("testdata/fixtures/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files := map[string]string{}
			for _, f := range archive.Files {
				files[f.Name] = string(f.Data)
			}
			x := match.NewIndex(vouched(t, files["citations.yaml"]))
			for _, twin := range []string{"pass", "fail"} {
				want := strings.Split(strings.TrimSpace(files[twin]), "\n")
				got := outcome(digest.Match(digest.Read(source.NewFile(twin+".md", []byte(files[twin+".md"])), digest.Options{NoBody: true}), x))
				for i := range got {
					for _, mark := range []string{":", " | "} {
						if i < len(want) && !strings.Contains(want[i], mark) {
							got[i], _, _ = strings.Cut(got[i], mark)
						}
					}
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", twin, diff)
				}
			}
		})
	}
}

// vouched is a library all of whose records are verified.
func vouched(t *testing.T, text string) *cite.Library {
	t.Helper()
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", []byte(text)))
	if err != nil || len(lib.Problems) > 0 {
		t.Fatal(err, lib)
	}
	for _, r := range lib.References {
		r.Verified = cite.Verification{At: source.Date{Year: 2026, Month: 11, Day: 20}, From: cite.FromXML}
		r.Verified.Sum = r.Sum()
	}
	return lib
}

// outcome is one line for each matched mention and each finding, sorted.
func outcome(d digest.Digest) []string {
	var lines []string
	for _, c := range d.Claims {
		for _, m := range c.Matches {
			if m.Verdict == match.Matched {
				lines = append(lines, "matched")
			}
		}
	}
	for _, f := range d.Findings {
		lines = append(lines, fmt.Sprintf("%s: %s | %s", f.Rule, f.Message, f.Hint))
	}
	slices.Sort(lines)
	return lines
}
