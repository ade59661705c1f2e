package cite_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"stet/internal/cite"
	"stet/internal/source"
	"stet/internal/yaml"
)

const randomLibraries = 1000

// TestRandomNothing checks that doing nothing changes not a byte of a file: no
// records, the same records again, names that lead to nothing.
func TestRandomNothing(t *testing.T) {
	t.Parallel()
	for seed := range uint64(randomLibraries) {
		in, refs := randomLibrary(seed)
		lib := parse(t, in)
		for i, r := range lib.References {
			if diff := cmp.Diff(refs[i], r, placeless); diff != "" {
				t.Fatalf("library %d is not read as it was meant (-want +got):\n%s\n%s", seed, diff, in)
			}
		}
		for name, do := range map[string]func() ([]byte, error){
			"Import of nothing":    func() ([]byte, error) { b, _, err := cite.Import(libraryFile(in), nil); return b, err },
			"Import of the same":   func() ([]byte, error) { b, _, err := cite.Import(libraryFile(in), refs); return b, err },
			"Verify with nothing":  func() ([]byte, error) { b, _, err := cite.Verify(libraryFile(in), nil, true); return b, err },
			"Verify with the same": func() ([]byte, error) { b, _, err := cite.Verify(libraryFile(in), refs, true); return b, err },
			"Remove of nothing":    func() ([]byte, error) { b, _, _, err := cite.Remove(libraryFile(in), nil); return b, err },
			"Verify with a stranger": func() ([]byte, error) {
				b, _, err := cite.Verify(libraryFile(in), []*cite.Reference{magnesium()}, true)
				return b, err
			},
		} {
			if got, err := do(); err != nil || string(got) != in {
				t.Fatalf("library %d: %s: %v\n%s", seed, name, err, cmp.Diff(in, string(got)))
			}
		}
	}
}

// TestRandomAdd checks that new references are appended, and nothing else.
func TestRandomAdd(t *testing.T) {
	t.Parallel()
	for seed := range uint64(randomLibraries) {
		in, refs := randomLibrary(seed)
		fresh := []*cite.Reference{magnesium(), zinc()}
		for _, r := range fresh {
			r.Verified = vouched
		}
		got, done, err := cite.Import(libraryFile(in), fresh)
		if err != nil || len(done.Added) != 2 {
			t.Fatalf("library %d: %v, %+v\n%s", seed, err, done, in)
		}
		rest, ok := strings.CutPrefix(string(got), in)
		if !ok {
			t.Fatalf("library %d: more than the end changed:\n%s", seed, cmp.Diff(in, string(got)))
		}
		if end := source.LineEnd([]byte(in)); strings.Count(rest, "\n") != strings.Count(rest, end) {
			t.Fatalf("library %d: line ends are mixed in %q", seed, rest)
		}
		if n := len(parse(t, string(got)).References); n != len(refs)+2 {
			t.Fatalf("library %d: %d references, want %d", seed, n, len(refs)+2)
		}
	}
}

// TestRandomVerify checks that a change in PubMed changes the lines of the
// fields that changed and of the verification, and no others, and that no
// comment is lost.
func TestRandomVerify(t *testing.T) {
	t.Parallel()
	for seed := range uint64(randomLibraries) {
		in, refs := randomLibrary(seed)
		w := &writer{Rand: rand.New(rand.NewPCG(seed, 6))}
		touched := map[string][]string{} // fields by key
		var records []*cite.Reference
		for _, r := range refs {
			record := *r
			record.Verified = cite.Verification{At: later.At, From: cite.FromPubMed}
			touched[r.Key] = []string{"verified"}
			for _, f := range []struct {
				name   string
				change func()
			}{
				{"volume", func() { record.Volume += "1" }},
				{"title", func() { record.Title += " again" }},
				{"year", func() { record.Year++ }},
				{"authors", func() { record.Authors = append(slices.Clone(record.Authors), "New N") }},
				{"notices", func() {
					record.Notices = append(slices.Clone(record.Notices), cite.Notice{Kind: cite.Retraction, Year: 2025})
				}},
				{"issue", func() { record.Issue = "4" }},
				{"pages", func() { record.Pages = "" }},
			} {
				if w.maybe(25) {
					f.change()
					touched[r.Key] = append(touched[r.Key], f.name)
				}
			}
			if w.maybe(70) {
				records = append(records, &record)
			} else {
				touched[r.Key] = nil
			}
		}
		got, _, err := cite.Verify(libraryFile(in), records, true)
		if err != nil {
			t.Fatalf("library %d: %v\n%s", seed, err, in)
		}
		if diff := cmp.Diff(others(t, in, touched), others(t, string(got), touched)); diff != "" {
			t.Fatalf("library %d: other lines changed (-before +after):\n%s\n%s", seed, diff, cmp.Diff(in, string(got)))
		}
		lib := parse(t, string(got))
		for _, want := range records {
			if r := lib.Key(want.Key); r == nil || r.State() != cite.Verified || r.Title != want.Title || r.Verified.At != later.At || len(r.Notices) != len(want.Notices) {
				t.Fatalf("library %d: %s is not as its record says: %+v", seed, want.Key, r)
			}
		}
		again, _, err := cite.Verify(libraryFile(string(got)), records, true)
		if err != nil || string(again) != string(got) {
			t.Fatalf("library %d: a second time changes more: %v\n%s", seed, err, cmp.Diff(string(got), string(again)))
		}
	}
}

// others are the lines of a library that hold none of the fields given by key,
// and the comments of those that do.
func others(t *testing.T, s string, fields map[string][]string) []string {
	t.Helper()
	f := libraryFile(s)
	root, err := yaml.Parse(f, yaml.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	drop := map[int]bool{} // lines
	if root != nil {
		for _, r := range parse(t, s).References {
			i := slices.IndexFunc(root.Items, func(n yaml.Node) bool { return n.Span == r.Span })
			for k, v := range root.Items[i].Fields() {
				inBraces := root.Items[i].Style == yaml.Flow && len(fields[r.Key]) > 0 // all on one line
				if slices.Contains(fields[r.Key], k.Value) || inBraces {
					for line := f.Position(k.Span.Start).Line; line <= f.Position(v.Span.End).Line; line++ {
						drop[line] = true
					}
				}
			}
		}
	}
	var rest, comments []string
	for n := 1; n <= f.Lines(); n++ {
		line := f.Line(n)
		if !drop[n] && strings.TrimSpace(line) != "-" { // the field behind a dash may go, and leave it with a comment
			if i := strings.LastIndex(line, "# "); i < 0 || strings.Trim(line[:i], "- \t") != "" {
				rest = append(rest, strings.TrimLeft(line, "- ")) // a new first field takes over the dash
			}
		}
		if i := strings.LastIndex(line, "# "); i >= 0 {
			comments = append(comments, line[i:])
		}
	}
	slices.Sort(comments)
	return append(rest, comments...)
}

// TestRandomRemove checks that a removed entry takes nothing of the others
// along, and that all others keep their bytes and order.
func TestRandomRemove(t *testing.T) {
	t.Parallel()
	for seed := range uint64(randomLibraries) {
		in, refs := randomLibrary(seed)
		w := &writer{Rand: rand.New(rand.NewPCG(seed, 7))}
		var names, left []string
		for _, r := range refs {
			if w.maybe(40) {
				names = append(names, w.one(r.Key, "pmid:"+string(r.PMID), string(r.PMID)))
			} else {
				left = append(left, r.Key)
			}
		}
		before := parse(t, in)
		got, removed, missing, err := cite.Remove(libraryFile(in), names)
		if err != nil || len(missing) > 0 || len(removed) != len(names) {
			t.Fatalf("library %d: %v, missing %q\n%s", seed, err, missing, in)
		}
		lib := parse(t, string(got))
		var keys []string
		for _, r := range lib.References {
			keys = append(keys, r.Key)
			old := before.Key(r.Key)
			if string(got[r.Span.Start:r.Span.End]) != in[old.Span.Start:old.Span.End] {
				t.Fatalf("library %d: %s changed", seed, r.Key)
			}
		}
		if diff := cmp.Diff(left, keys); diff != "" {
			t.Fatalf("library %d: entries left (-want +got):\n%s", seed, diff)
		}
	}
}

// TestRandomRename checks that a key changes its own line alone.
func TestRandomRename(t *testing.T) {
	t.Parallel()
	for seed := range uint64(randomLibraries) {
		in, refs := randomLibrary(seed)
		if len(refs) == 0 {
			continue
		}
		old := refs[len(refs)/2].Key
		got, err := cite.Rename(libraryFile(in), old, "smith2020")
		if err != nil {
			t.Fatalf("library %d: %v\n%s", seed, err, in)
		}
		fields := map[string][]string{old: {"key"}, "smith2020": {"key"}}
		if diff := cmp.Diff(others(t, in, fields), others(t, string(got), fields)); diff != "" {
			t.Fatalf("library %d: other lines changed (-before +after):\n%s\n%s", seed, diff, in)
		}
		if parse(t, string(got)).Key("smith2020") == nil {
			t.Fatalf("library %d: the key is not there:\n%s", seed, got)
		}
	}
}

// TestRandomTidy checks that a tidied library says the same, keeps every
// comment and unknown field, and is tidy.
func TestRandomTidy(t *testing.T) {
	t.Parallel()
	for seed := range uint64(randomLibraries) {
		in, refs := randomLibrary(seed)
		got, err := cite.Tidy(libraryFile(in))
		if err != nil {
			t.Fatalf("library %d: %v\n%s", seed, err, in)
		}
		if diff := cmp.Diff(refs, parse(t, string(got)).References, placeless, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("library %d says something else (-want +got):\n%s", seed, diff)
		}
		if diff := cmp.Diff(comments(in), comments(string(got))); diff != "" {
			t.Fatalf("library %d: comments (-want +got):\n%s\n%s", seed, diff, cmp.Diff(in, string(got)))
		}
		for _, word := range []string{"x-shelf", "not a field of stet's"} {
			if strings.Count(in, word) != strings.Count(string(got), word) {
				t.Fatalf("library %d: %q is lost:\n%s", seed, word, cmp.Diff(in, string(got)))
			}
		}
		again, err := cite.Tidy(libraryFile(string(got)))
		if err != nil || string(again) != string(got) {
			t.Fatalf("library %d is not tidy at once: %v\n%s", seed, err, cmp.Diff(string(got), string(again)))
		}
	}
}

func comments(s string) []string {
	var found []string
	for line := range strings.Lines(s) {
		if i := strings.LastIndex(line, "# "); i >= 0 {
			found = append(found, strings.TrimSpace(line[i:]))
		}
	}
	slices.Sort(found)
	return found
}
