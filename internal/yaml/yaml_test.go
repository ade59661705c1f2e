package yaml_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stet/internal/source"
	"stet/internal/yaml"
)

func file(s string) *source.File { return source.NewFile("a.yaml", []byte(s)) }

// outline writes a node on one line, each scalar with the bytes of its span
// where they differ from its text.
func outline(f *source.File, n *yaml.Node) string {
	switch {
	case n == nil:
		return "nothing"
	case n.Kind == yaml.Scalar:
		if written := f.Text(n.Span); written != n.Value {
			return fmt.Sprintf("%q=%q", n.Value, written)
		}
		return n.Value
	case n.Kind == yaml.List:
		var items []string
		for i := range n.Items {
			items = append(items, outline(f, &n.Items[i]))
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	var fields []string
	for key, value := range n.Fields() {
		fields = append(fields, outline(f, key)+": "+outline(f, value))
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

func TestParse(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"", "nothing"},
		{"# only a comment\n", "nothing"},
		{source.BOM + "a: 1", "{a: 1}"},
		{"---\na: 1\n", "{a: 1}"},
		{"a: 012345\nb: no\nc: 1e6\nd: ~\ne: 2026-11-20\n", "{a: 012345, b: no, c: 1e6, d: ~, e: 2026-11-20}"},
		{"a:\nb: x", "{a: , b: x}"},
		{"a: 'it''s'\nb: \"x \\\" y\" # c\n", `{a: "it's"="'it''s'", b: "x \" y"="\"x \\\" y\""}`},
		{"- a: [x, 'y', z w ] # c\n- b", `[{a: [x, "y"="'y'", z w]}, b]`},
		{"a: {b: c, d: [] , e: {}}\n", "{a: {b: c, d: [], e: {}}}"},
		{"a: [\n  x, # ] not yet\n  y\n]\nb: z\n", "{a: [x, y], b: z}"},
		{"a: |\n  one\n  two\nb: >-\n  three\n  four\n\nc: d\n", `{a: "one\ntwo\n"="|\n  one\n  two", b: "three four"=">-\n  three\n  four", c: d}`},
		{"a: one\n  two\nb: c", `{a: "one two"="one\n  two", b: c}`},
		{"a: 1\r\nb: 2\r\n", "{a: 1, b: 2}"},
		{"é: ü # 😀\nb: [😀, x]", "{é: ü, b: [😀, x]}"},
		{"a: http://x.org/#y", "{a: http://x.org/#y}"},
		{"a: x=======\n", "{a: x=======}"},
		{"a: why?\nb: why ?\nc: d\n", "{a: why?, b: why ?, c: d}"},
		{"a: [b: c, d: ]\ne: {f, g: }\nh:\n-\n- i", "{a: [{b: c}, {d: }], e: {f: , g: }, h: [, i]}"},
	} {
		f := file(tc.in)
		n, err := yaml.Parse(f, yaml.Limits{})
		if got := outline(f, n); err != nil || got != tc.want {
			t.Errorf("Parse(%q) = %s, %v; want %s", tc.in, got, err, tc.want)
		}
	}
}

func TestSpansOfLists(t *testing.T) {
	f := file("- a: [x, y]  # c\n  b:\n    - z\n\n- {a: 1}\n")
	n, err := yaml.Parse(f, yaml.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	got := []string{f.Text(n.Items[0].Span), f.Text(n.Items[0].Field("a").Span), f.Text(n.Items[0].Field("b").Span), f.Text(n.Items[1].Span)}
	want := []string{"a: [x, y]  # c\n  b:\n    - z", "[x, y]", "- z", "{a: 1}"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("spans (-want +got):\n%s", diff)
	}
}

func TestErrors(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"a: 1\n---\nb: 2\n", "a.yaml:2:1: a second document starts here; only one is read, so remove this line or what follows it"},
		{"--- a\n--- b\n", "a.yaml:2:1: a second document starts here; only one is read, so remove this line or what follows it"},
		{"a: 1\n...\nb: 2\n", `a.yaml:2:1: the document is ended by "..."; remove this line`},
		{"%YAML 1.2\n---\na: 1\n", "a.yaml:1:1: directives are not supported; remove this line"},
		{"a: 1\n<<<<<<< HEAD\nb: 2\n=======\n", "a.yaml:2:1: unresolved merge conflict: choose one side and delete the marker lines"},
		{"a: b\xffc\n", "a.yaml:1:5: byte 0xff is not UTF-8; save the file as UTF-8"},
		{"\xff\xfea\x00", "a.yaml:1:1: the file is UTF-16; save it as UTF-8"},
		{"a: b\x00c\n", "a.yaml:1:5: U+0000 is a control character; delete it"},
		{`a: "b\u001b[31m"`, "a.yaml:1:4: an escape in this text stands for U+001B, a control character; delete it"},
		{`a: ["x", "b\x9b31m"]`, "a.yaml:1:10: an escape in this text stands for U+009B, a control character; delete it"},
		{`- "\0"`, "a.yaml:1:3: an escape in this text stands for U+0000, a control character; delete it"},
		{"? a\n: b\n", "a.yaml:1:3: a key is written without a question mark, as in a: value"},
		{"- b: c\n  ? a\n", "a.yaml:2:5: a key is written without a question mark, as in a: value"},
		{"a: -\n", `a.yaml:1:4: a list starts on a line of its own; a dash that is a value has to stand in quotes`},
		{"a: b\u2028c\n", "a.yaml:1:5: U+2028 breaks the line for some readers and not for others; put a space there"},
		{"a: 1\nb: 2\na: 3\na: 4\n", `a.yaml:3:1: key "a" is here twice: it stands on line 1 already`},
		{"a: &x 1\nb: *x\n", "a.yaml:1:4: anchors are not supported; write the value without &x, or in quotes if it is meant to start with &\n" +
			"a.yaml:2:4: aliases are not supported; write the value out, or in quotes if it is meant to start with *"},
		{"a: {c: 1}\n<<: {b: 2}\n", "a.yaml:2:1: merge keys are not supported; write the fields out"},
		{"a: !!str 1\n", "a.yaml:1:4: tags are not supported; write the value without !!str, or in quotes if it is meant to start with !"},
		{"\"\": x\n", "a.yaml:1:1: a key is missing before the colon"},
		{"? [a]\n: x\n", "a.yaml:1:3: a key is a single word, not a list or mapping"},
		{"title: Dose: 5 mg\n", `a.yaml:1:8: a value with ": " in it has to stand in quotes, as in title: "Dose: 5 mg"; if it has none, the line is indented too far`},
		{"a: 1\ntitle: Dose: 5 mg\nb: 2\n", `a.yaml:2:8: a value with ": " in it has to stand in quotes, as in title: "Dose: 5 mg"; if it has none, the line is indented too far`},
		{"a: 1\ntitle: 'it's'\nb: 2\n", "a.yaml:2:12: text follows behind the closing quote; write a quote twice inside the quotes"},
		{"a: 1\ntitle: \"x\nb: 2\nc: 3\n", "a.yaml:2:8: a quote is opened here and never closed"},
		{"a: 1\n\tb: 2\n", "a.yaml:2:1: a tab stands in the indentation; use spaces"},
		{"a: 1\nb: [x, y\nc: 3\nd: 4\n", "a.yaml:2:4: a list in [ ] is not closed here, or a comma is missing"},
		{"a: 1\nb: {x: 1, y: 2\nc: 3\nd: 4\n", "a.yaml:2:4: a mapping in { } is not closed here, or a comma is missing"},
		{"a: @x\n", "a.yaml:1:4: a value cannot start with @ unless it is in quotes"},
		{"a: *important* word\n", "a.yaml:1:4: a value that starts with * has to stand in quotes"},
		{"a: \"\\q\"\n", `a.yaml:1:4: a backslash in double quotes starts an escape; write \\ for a backslash, or use single quotes`},
		{"- a: 1\n- b: 2\n  c: 3\n x: 4\n- d: 5\n", "a.yaml:4:2: the line is indented differently from the list above it"},
		{"a: 1\nword\nb: 2\n", `a.yaml:2:1: this is no "name: value"; give it a name and a colon, or indent it as its neighbours are`},
		{"[a]\nb\n", "a.yaml:2:1: text follows the end of the list or mapping"},
		{"- a\nb: c\n", "a.yaml:2:1: the line is indented differently from the list above it"},
	} {
		_, err := yaml.Parse(file(tc.in), yaml.Limits{})
		if got := fmt.Sprint(err); got != tc.want {
			t.Errorf("Parse(%q)\n got %s\nwant %s", tc.in, got, tc.want)
		}
	}
}

func TestLimits(t *testing.T) {
	many := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i%(n/2+1))
		}
		return b.String()
	}
	for _, tc := range []struct {
		name, in string
		limits   yaml.Limits
		want     string
	}{
		{"bytes", "a: 12345", yaml.Limits{Bytes: 4}, "a.yaml: 8 bytes are too much; at most 4 bytes are read"},
		{"depth", strings.Repeat("[", 21) + strings.Repeat("]", 21), yaml.Limits{}, "a.yaml:1:21: lists and mappings lie 21 deep in each other; at most 20 are read"},
		{"open brackets", strings.Repeat("[", 100_000), yaml.Limits{}, "a.yaml:1:1: "},
		{"deep block", strings.Repeat("- ", 200) + "x", yaml.Limits{}, "a.yaml:1:41: lists and mappings lie 21 deep in each other; at most 20 are read"},
		{"keys", many(4000, "k%d: x\n"), yaml.Limits{}, "a.yaml:1:1: the mapping has 4000 keys; at most 256 are read"},
		{"distinct keys", many(20_000, "k%d: x\n"), yaml.Limits{}, "a.yaml:1:1: the mapping has 20000 keys; at most 256 are read"},
		{"laughs", "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", yaml.Limits{}, "a.yaml:1:4: anchors are not supported"},
	} {
		start := time.Now()
		_, err := yaml.Parse(file(tc.in), tc.limits)
		if got := fmt.Sprint(err); !strings.HasPrefix(got, tc.want) {
			t.Errorf("%s: %.200s; want %s", tc.name, got, tc.want)
		}
		if d := time.Since(start); d > 2*time.Second {
			t.Errorf("%s: took %v", tc.name, d)
		}
	}
}

func TestManyErrors(t *testing.T) {
	_, err := yaml.Parse(file(strings.Repeat("- *a\n", 3)+"- &a x\n"+strings.Repeat("- &a x\n", 200)), yaml.Limits{})
	if err == nil {
		t.Fatal("anchors are read")
	}
	_, err = yaml.Parse(file(strings.Repeat("- &a x\n", 200)), yaml.Limits{})
	errs, ok := errors.AsType[yaml.Errors](err)
	if !ok || len(errs) != 50 || errs[49].Msg != "and 151 more" {
		t.Errorf("%d errors, the last %v", len(errs), errs[len(errs)-1])
	}
	if first, ok := errors.AsType[*source.Error](err); !ok || first.Pos.Line != 1 {
		t.Errorf("the first error is %v", first)
	}
}

func TestParsePart(t *testing.T) {
	text := "---\ntitle: x\ntags: [a]\n---\nbody: [\n"
	f := file(text)
	part := source.Span{Start: 4, End: strings.Index(text, "---\nbody")}
	n, err := yaml.ParsePart(f, part, yaml.Limits{})
	if got := outline(f, n); err != nil || got != "{title: x, tags: [a]}" {
		t.Fatalf("ParsePart = %s, %v", got, err)
	}
	if p := f.Position(n.Field("tags").Span.Start); p.Line != 3 || p.Column != 7 {
		t.Errorf("tags are at %v", p)
	}
	f = file("---\ntitle: x\ntags: [a\n---\n")
	_, err = yaml.ParsePart(f, source.Span{Start: 4, End: len(f.Bytes) - 4}, yaml.Limits{})
	if got := fmt.Sprint(err); !strings.HasPrefix(got, "a.yaml:3:7: ") {
		t.Errorf("ParsePart: %s", got)
	}
}

func TestDecoder(t *testing.T) {
	f := file("titel: x\ntitle: [y]\nyear: 20x\ndraft: \"no\"\ndate: soon\ntags: iron\nauthors: [a, '', {b: c}]\nok: '  a\n\n  b '\n")
	n, err := yaml.Parse(f, yaml.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	d := yaml.Decoder{File: f}
	for name, v := range d.Fields(n, "entry", []string{"title", "year", "draft", "date", "tags", "authors", "ok"}) {
		switch name {
		case "title":
			d.String(v, name)
		case "year":
			d.Int(v, name, 1500, 2100)
		case "draft":
			d.Bool(v, name)
		case "date":
			d.Date(v, name)
		case "tags", "authors":
			d.Strings(v, name)
		case "ok":
			if got := d.String(v, name); got != "a b" {
				t.Errorf("ok is %q", got)
			}
		}
	}
	want := `a.yaml:1:1: entry: unknown field "titel"; did you mean "title"?
a.yaml:2:8: title: a list where text is expected
a.yaml:3:7: year: "20x" where a number from 1500 to 2100 is expected
a.yaml:4:8: draft: "no" where true or false is expected, without quotes
a.yaml:5:7: date: "soon" where a date such as 2026-11-20 is expected
a.yaml:6:7: tags: "iron" where a list is expected, as in [one, two]
a.yaml:7:14: authors: an item is empty
a.yaml:7:18: authors: a mapping where text is expected`
	if diff := cmp.Diff(want, fmt.Sprint(d.Err())); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
}

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"Nutrients": "Nutrients", "10.3390/nu13041136": "10.3390/nu13041136", "pmid:12": "pmid:12", "Fiorentini D": "Fiorentini D",
		"33808247": `"33808247"`, "1e6": `"1e6"`, "0x1F": `"0x1F"`, "no": `"no"`, "": `""`, "2026-11-20": `"2026-11-20"`, "12:30": `"12:30"`,
		"a: b": `"a: b"`, "a #b": `"a #b"`, "a, b": `"a, b"`, "'x": `"'x"`, "-x": `"-x"`, `a "b"`: `"a \"b\""`, "a\x1b[1m\u009b": "\"a\ufffd[1m\ufffd\"", "a\u2028b": `"a\u2028b"`, " a": `" a"`,
	} {
		if got := yaml.Text(in); got != want {
			t.Errorf("Text(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestAppendItems(t *testing.T) {
	items := []string{"- a: 1\n  b: 2\n", "- a: 3\n"}
	for _, tc := range []struct{ in, want string }{
		{"", "- a: 1\n  b: 2\n\n- a: 3\n"},
		{source.BOM, source.BOM + "- a: 1\n  b: 2\n\n- a: 3\n"},
		{"# head\n", "# head\n\n- a: 1\n  b: 2\n\n- a: 3\n"},
		{"[]\n", "- a: 1\n  b: 2\n\n- a: 3\n"},
		{"- x", "- x\n\n- a: 1\n  b: 2\n\n- a: 3\n"},
		{"- x\n\n", "- x\n\n- a: 1\n  b: 2\n\n- a: 3\n"},
		{"- x\n- y\n", "- x\n- y\n- a: 1\n  b: 2\n- a: 3\n"},
		{"- x\r\n- y\r\n", "- x\r\n- y\r\n- a: 1\r\n  b: 2\r\n- a: 3\r\n"},
		{"- x\r\n  \r\n- y", "- x\r\n  \r\n- y\r\n\r\n- a: 1\r\n  b: 2\r\n\r\n- a: 3\r\n"},
		{"- x\n\n- y\n# end\n", "- x\n\n- y\n# end\n\n- a: 1\n  b: 2\n\n- a: 3\n"},
		{"- x\n# c\n- y\n", "- x\n# c\n- y\n- a: 1\n  b: 2\n- a: 3\n"},
		{"  - x\n  - y\n", "  - x\n  - y\n  - a: 1\n    b: 2\n  - a: 3\n"},
	} {
		f := file(tc.in)
		root, err := yaml.Parse(f, yaml.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		e, ok := yaml.AppendItems(f, root, items)
		got := string(source.Splice(f.Bytes, []source.Edit{e}))
		if !ok || got != tc.want {
			t.Errorf("AppendItems(%q) = %q, %v; want %q", tc.in, got, ok, tc.want)
		}
		if _, err := yaml.Parse(file(got), yaml.Limits{}); err != nil {
			t.Errorf("AppendItems(%q): %v", tc.in, err)
		}
	}
}

// FuzzParse checks that every span lies in the file and in its parent's, that
// scalars in quotes have their quotes as ends, and that errors have a place.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"a: [x, 'y''z', \"\\\"\"]\n", "- a: |\n    x\n  b: {c: d}\n", "a: b\n  c # d\n", "? a\n: b", "? 0\n::", "a:\n- b\n", source.BOM + "a: 1\r\n", "[[]]", "a: 'it's'", "x: &a"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		file := source.NewFile("a.yaml", b)
		root, err := yaml.Parse(file, yaml.Limits{Bytes: 1 << 16})
		if err != nil {
			errs, ok := errors.AsType[yaml.Errors](err)
			if !ok || len(errs) == 0 || len(errs) > 50 {
				t.Fatalf("error is %T with %d errors", err, len(errs))
			}
			return
		}
		if root != nil {
			checkSpans(t, file, root, source.Span{Start: 0, End: len(b)})
		}
	})
}

func checkSpans(t *testing.T, f *source.File, n *yaml.Node, within source.Span) {
	if n.Span.Start > n.Span.End || !within.Contains(n.Span) {
		t.Fatalf("span %v is not within %v", n.Span, within)
	}
	text := f.Text(n.Span)
	switch n.Style {
	case yaml.Single:
		if len(text) < 2 || text[0] != '\'' || text[len(text)-1] != '\'' {
			t.Fatalf("%q is not in single quotes", text)
		}
	case yaml.Double:
		if len(text) < 2 || text[0] != '"' || text[len(text)-1] != '"' {
			t.Fatalf("%q is not in double quotes", text)
		}
	case yaml.Flow:
		if len(text) < 2 || strings.IndexByte("[{", text[0]) < 0 || strings.IndexByte("]}", text[len(text)-1]) < 0 {
			// A single pair in a list, [a: b], is a mapping without braces.
			if n.Kind != yaml.Mapping || len(n.Items) != 2 {
				t.Fatalf("%q is not in brackets", text)
			}
		}
	}
	end := n.Span.Start
	for i := range n.Items {
		if n.Items[i].Span.Start < end {
			t.Fatalf("%q starts before what precedes it ends", f.Text(n.Items[i].Span))
		}
		checkSpans(t, f, &n.Items[i], n.Span)
		end = n.Items[i].Span.End
	}
}
