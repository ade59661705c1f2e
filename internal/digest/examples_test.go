package digest_test

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/settings"
	"stet/internal/site"
	"stet/internal/source"
	"stet/static"
	"stet/templates"
)

// TestExamples runs the examples of every rule through the whole pipeline: Bad
// breaks the rule, and Good breaks none.
func TestExamples(t *testing.T) {
	for _, r := range audit.Rules {
		t.Run(r.ID, func(t *testing.T) {
			bad, good := run(t, r, r.Bad), run(t, r, r.Good)
			if !slices.ContainsFunc(bad, func(f audit.Finding) bool { return f.Rule == r.ID && f.Severity == r.Severity }) {
				t.Errorf("Bad does not break the rule; it has %s", list(bad))
			}
			for _, f := range bad {
				switch {
				case f.Path == "" || f.Message == "":
					t.Errorf("Bad: finding without a path or a message: %+v", f)
				case f.Rule != r.ID && f.Severity == audit.Error && f.Waived == nil:
					t.Errorf("Bad breaks %s as well: %s", f.Rule, f.Message)
				}
			}
			for _, f := range good {
				if f.Rule == r.ID || f.Severity != audit.Note {
					t.Errorf("Good breaks %s: %s", f.Rule, f.Message)
				}
			}
		})
	}
}

// TestExampleLibraries checks that the records of the examples are as they
// were when they were verified, except where a rule is about just that.
func TestExampleLibraries(t *testing.T) {
	for _, r := range audit.Rules {
		for _, ref := range library(t, files(r, r.Good)).References {
			if ref.State() == cite.Edited {
				t.Errorf("rule %s: reference %s: sum: %s, want %s", r.ID, ref.Key, ref.Verified.Sum, ref.Sum())
			}
		}
	}
}

const (
	libraryFile = "citations.yaml"
	articleFile = "content/article.md"
)

// files are the files of an example by path.
func files(r audit.Rule, example string) map[string]*source.File {
	texts := map[string]string{libraryFile: r.Library, articleFile: example}
	if archive, ok := strings.CutPrefix("\n"+example, "\n-- "); ok {
		delete(texts, articleFile)
		for part := range strings.SplitSeq(archive, "\n-- ") {
			name, text, _ := strings.Cut(part, " --\n")
			texts[name] = text
		}
	}
	if texts[libraryFile] == "" {
		delete(texts, libraryFile)
	}
	all := map[string]*source.File{}
	for name, text := range texts {
		all[name] = source.NewFile(name, []byte(text))
	}
	return all
}

// library is that of an example, an empty one if it has none.
func library(t *testing.T, files map[string]*source.File) *cite.Library {
	t.Helper()
	f, ok := files[libraryFile]
	if !ok {
		f = source.NewFile(libraryFile, nil)
	}
	lib, err := cite.ParseLibrary(f)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// run gives the findings of an example.
func run(t *testing.T, r audit.Rule, example string) []audit.Finding {
	t.Helper()
	files := files(r, example)
	lib := library(t, files)
	x := match.NewIndex(lib)
	var findings []audit.Finding
	var digests []digest.Digest
	var waivers []audit.Placed
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(name) != ".md" || strings.HasPrefix(name, "then/") {
			continue
		}
		d := digest.Match(digest.Read(files[name], digest.Options{Article: article.Options{Strict: true}}), x)
		findings = append(findings, d.Findings...)
		findings = append(findings, stale(t, files, d, x)...)
		if then := files["then/"+name]; then != nil {
			old := digest.Read(source.NewFile(name, then.Bytes), digest.Options{Article: article.Options{Strict: true}})
			findings = append(findings, audit.Uncorrected(name, d.Reading.Issue(), old.Issue(), source.Date{Year: 2026, Month: 11, Day: 23})...)
		}
		digests = append(digests, d)
		waivers = append(waivers, d.Reading.Waivers...)
	}
	findings = append(findings, siteFindings(files, lib, digests)...)
	findings = append(findings, audit.Waive(findings, waivers, source.Date{Year: 2026, Month: 11, Day: 20})...)
	if files[libraryFile] == nil {
		kept, about := audit.Unaided(findings, libraryFile, "")
		findings = append(kept, about...)
	}
	return findings
}

// stale are the findings about the bindings of an article, if an example has
// recorded some.
func stale(t *testing.T, files map[string]*source.File, d digest.Digest, x *match.Index) []audit.Finding {
	t.Helper()
	f, ok := files["stet-bindings.jsonl"]
	if !ok {
		return nil
	}
	bound, err := audit.ReadBindings(f)
	if err != nil {
		t.Fatal(err)
	}
	return audit.Stale(d.Reading.Path, audit.PairBindings(audit.Bindings(d.Reading.Path, d.Claims, d.Reading.Excerpts, x.Reference), bound))
}

// list is findings in short.
func list(findings []audit.Finding) string {
	if len(findings) == 0 {
		return "no findings"
	}
	var s []string
	for _, f := range findings {
		s = append(s, f.Rule+" ("+f.Message+")")
	}
	return strings.Join(s, ", ")
}

// siteFindings are those of the site that an example makes.
func siteFindings(files map[string]*source.File, lib *cite.Library, digests []digest.Digest) []audit.Finding {
	entries := make([]site.Entry, len(digests))
	for i, d := range digests {
		entries[i] = site.NewEntry(d)
	}
	frame := &site.Frame{Library: lib, Folder: "content", Today: source.Date{Year: 2026, Month: 11, Day: 23}, Settings: site.Settings{StaleAfter: 180}}
	if f, ok := files["stet.yaml"]; ok {
		s, err := settings.Parse(f, audit.IDs())
		if err != nil {
			panic(err)
		}
		frame.Settings.BaseURL, frame.Tags = s.Site.BaseURL, s.Tags
	}
	frame.Standing = site.FindStanding("content", func(file string) (string, bool) { return file, files[file] != nil })
	findings := site.New(frame, entries).Findings()
	own := fstest.MapFS{}
	for name, f := range files {
		if base, ok := strings.CutPrefix(name, "templates/"); ok {
			own[base] = &fstest.MapFile{Data: f.Bytes}
		}
	}
	if len(own) == 0 {
		return findings
	}
	theme, err := site.LoadTheme([]fs.FS{own, templates.FS}, []fs.FS{static.FS})
	if err == nil {
		findings = append(findings, site.New(&site.Frame{Theme: theme}, nil).Findings()...)
	}
	if bad, ok := errors.AsType[*source.Error](err); ok {
		f := audit.Found("bad-template", bad.Path)
		f.Start, f.End, f.Message = bad.Pos, bad.Pos, bad.Msg
		findings = append(findings, f)
	}
	return findings
}
