package digest_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/source"
)

// TestFixtures reads pairs of articles from testdata/fixtures, one that passes
// and one that is nearly the same and does not. What each comes to are the
// verdicts of its mentions and the other findings, with their messages where
// the fixture has some, and behind " | " their hints; waived ones in brackets. All
// records of a fixture are verified. It may have recorded bindings, and its first
// line may end in "(CRLF, BOM)", which is how its articles are written then.
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
			about, _, _ := strings.Cut(string(archive.Comment), "\n")
			texts, files := map[string]string{}, map[string]*source.File{}
			for _, f := range archive.Files {
				text := string(f.Data)
				texts[f.Name] = text
				if strings.HasSuffix(about, "(CRLF, BOM)") {
					text = source.BOM + strings.ReplaceAll(text, "\n", "\r\n")
				}
				files[f.Name] = source.NewFile(f.Name, []byte(text))
			}
			x := match.NewIndex(vouched(t, texts["citations.yaml"]))
			for _, twin := range []string{"pass", "fail"} {
				want := strings.Split(strings.TrimSpace(texts[twin]), "\n")
				d := digest.Match(digest.Read(files[twin+".md"], digest.Options{NoBody: true}), x)
				d.Findings = append(d.Findings, stale(t, files, d, x)...)
				d.Findings = append(d.Findings, audit.Waive(d.Findings, d.Reading.Waivers, source.Date{Year: 2026, Month: 11, Day: 20})...)
				got := outcome(d)
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
		rule := f.Rule
		if f.Waived != nil {
			rule = "(" + rule + ")"
		}
		lines = append(lines, fmt.Sprintf("%s: %s | %s", rule, f.Message, f.Hint))
	}
	slices.Sort(lines)
	return lines
}
