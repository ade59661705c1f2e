package cite_test

import (
	"fmt"
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

// A writer writes a library as people do: each in a style of their own.
type writer struct {
	*rand.Rand
	b        strings.Builder
	comments int
}

func (w *writer) one(of ...string) string { return of[w.IntN(len(of))] }

// comment is a new comment, which no other is like.
func (w *writer) comment() string {
	w.comments++
	return fmt.Sprintf("# %s %d.", w.one("remark", "- pmid: 1", "key: x", "\"quoted'"), w.comments)
}

func (w *writer) maybe(percent int) bool { return w.IntN(100) < percent }

// words are n words of text, some of which need quotes in YAML.
func (w *writer) words(n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = w.one("zinc", "colds", "the", "Vitamin D", "é", "5 mg", "it's", "of", "bone", "trial", "women", "(12)", "and/or", "x: y", "β", "\"so\"", "a, b", "no")
	}
	return strings.Join(all, " ")
}

func (w *writer) list(n int) []string {
	var all []string
	for range n {
		all = append(all, w.words(1+w.IntN(2)))
	}
	return all
}

// reference is a verified record with the PMID n.
func (w *writer) reference(n int) *cite.Reference {
	r := &cite.Reference{PMID: cite.PMID(fmt.Sprint(n)), Title: w.words(2 + w.IntN(9)), Authors: w.list(w.IntN(4)), Year: 1950 + w.IntN(80),
		Journal: cite.Journal{Title: w.words(2), Abbr: w.words(1)}, Volume: fmt.Sprint(w.IntN(300)), Pages: w.one("1136", "181-9", "e12", ""), Types: []string{"Journal Article"}}
	r.Key = "pmid:" + string(r.PMID)
	if w.maybe(50) {
		r.Key = fmt.Sprintf("key%d", n)
	}
	if w.maybe(50) {
		r.DOI = cite.DOI(fmt.Sprintf("10.1000/x.%d", n))
	}
	if w.maybe(20) {
		r.Notices = []cite.Notice{{Kind: cite.Erratum, Year: 2020}}
	}
	r.Verified = vouched
	r.Verified.From = cite.FromPubMed
	r.Verified.Sum = r.Sum()
	return r
}

// scalar is s in one of the ways to write it that fit behind a name.
func (w *writer) scalar(s, indent, end string) string {
	switch w.IntN(5) {
	case 0:
		return yaml.Quoted(s)
	case 1:
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	case 2:
		if !strings.HasPrefix(s, "#") && s != "" {
			return w.one(">-", "|-") + end + indent + "  " + s
		}
	}
	return yaml.Text(s)
}

func (w *writer) items(items []string, indent, end string) string {
	switch {
	case len(items) == 0:
		return "[]"
	case w.maybe(60):
		return flowList(items, yaml.Text)
	case w.maybe(30):
		return "[" + yaml.Text(items[0]) + ", " + w.comment() + end + indent + "    " + strings.TrimPrefix(flowList(items[1:], yaml.Quoted), "[")
	}
	var b strings.Builder
	deeper := indent + w.one("", "   ")
	for i, item := range items {
		b.WriteString(end + deeper + "- " + yaml.Text(item))
		if w.maybe(30) && i < len(items) {
			b.WriteString("  " + w.comment())
		}
	}
	return b.String()
}

func flowList(items []string, write func(string) string) string {
	var all []string
	for _, item := range items {
		all = append(all, write(item))
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// braces writes r in braces, on one line.
func (w *writer) braces(r *cite.Reference, margin, end string) {
	var fields []string
	for line := range strings.Lines(string(cite.Format(r))) {
		fields = append(fields, strings.TrimSpace(line[2:]))
	}
	w.Shuffle(len(fields), func(i, j int) { fields[i], fields[j] = fields[j], fields[i] })
	w.b.WriteString(margin + "- {" + strings.Join(fields, w.one(", ", ",  ")) + w.one("", " ") + "}")
	if w.maybe(30) {
		w.b.WriteString(" " + w.comment())
	}
	w.b.WriteString(end)
}

// entry writes r.
func (w *writer) entry(r *cite.Reference, margin, end string) {
	if w.maybe(8) {
		w.braces(r, margin, end)
		return
	}
	indent := margin + "  "
	fields := [][2]string{{"pmid", w.one(string(r.PMID), yaml.Quoted(string(r.PMID)))}}
	add := func(name, text string) { fields = append(fields, [2]string{name, text}) }
	if strings.HasPrefix(r.Key, "key") {
		add("key", r.Key)
	}
	if r.DOI != "" {
		add("doi", w.one(string(r.DOI), strings.ToUpper(string(r.DOI)), "https://doi.org/"+string(r.DOI)))
	}
	add("title", w.scalar(r.Title, indent, end))
	if len(r.Authors) > 0 || w.maybe(10) {
		add("authors", w.items(r.Authors, indent, end))
	}
	add("journal", w.scalar(r.Journal.Title, indent, end))
	add("abbr", w.scalar(r.Journal.Abbr, indent, end))
	add("year", w.one(fmt.Sprint(r.Year), yaml.Quoted(fmt.Sprint(r.Year))))
	add("volume", w.one("'"+r.Volume+"'", yaml.Quoted(r.Volume), r.Volume))
	if r.Pages != "" {
		add("pages", w.scalar(r.Pages, indent, end))
	}
	add("types", w.items(r.Types, indent, end))
	if len(r.Notices) > 0 {
		add("notices", w.one("[{kind: erratum, year: 2020}]", end+indent+"- kind: erratum"+end+indent+"  year: 2020"))
	}
	if w.maybe(30) {
		add("x-shelf", w.one("3", "[a,  b ]", "{a:  1}"))
	}
	if w.maybe(20) {
		add("note", "not a field of stet's")
	}
	add("verified", w.one("{at: 2026-11-20, from: pubmed, sum: "+r.Verified.Sum+"}", "{ sum: \""+r.Verified.Sum+"\", from: pubmed,  at: 2026-11-20 }",
		end+indent+"  at: 2026-11-20"+end+indent+"  from: pubmed"+end+indent+"  sum: "+r.Verified.Sum))
	w.Shuffle(len(fields), func(i, j int) { fields[i], fields[j] = fields[j], fields[i] })
	for i, f := range fields {
		lead := indent
		if i == 0 {
			lead = margin + "- "
		}
		if w.maybe(15) && i > 0 {
			w.b.WriteString(indent + w.comment() + end)
		}
		sep := " "
		if strings.HasPrefix(f[1], end) {
			sep = ""
		} else if w.maybe(10) {
			sep = "   "
		}
		w.b.WriteString(lead + f[0] + ":" + sep + f[1])
		if block := strings.Contains(f[1], end); w.maybe(20) && !block {
			w.b.WriteString(w.one(" ", "\t", "    ") + w.comment())
		} else if w.maybe(5) {
			w.b.WriteString(" ")
		}
		w.b.WriteString(end)
	}
}

// library is a random citations.yaml, with the references that it holds.
func randomLibrary(seed uint64) (string, []*cite.Reference) {
	w := &writer{Rand: rand.New(rand.NewPCG(seed, 5))}
	end, margin := w.one("\n", "\n", "\r\n"), w.one("", "", "", "  ")
	if w.maybe(10) {
		w.b.WriteString(source.BOM)
	}
	if w.maybe(50) {
		w.b.WriteString(w.comment() + end)
	}
	if w.maybe(10) {
		w.b.WriteString("---" + end)
	}
	var refs []*cite.Reference
	for i := range w.IntN(7) {
		for w.maybe(40) {
			w.b.WriteString(w.one(end, "  "+end, margin+w.comment()+end))
		}
		r := w.reference(1000 + i)
		refs = append(refs, r)
		w.entry(r, margin, end)
	}
	if w.maybe(40) {
		w.b.WriteString(w.one(end, end+end) + w.comment() + end)
	}
	s := w.b.String()
	if w.maybe(15) {
		s = strings.TrimRight(s, "\r\n ")
	}
	return s, refs
}

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
		if end := yaml.LineEnd([]byte(in)); strings.Count(rest, "\n") != strings.Count(rest, end) {
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
