package yaml_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"stet/internal/yaml"
)

// plainTexts are of the form that is read the short way.
var plainTexts = []string{
	"",
	"# nothing\n\n  # here\n",
	"a: b\n",
	"a: b # c\n\n# d\ne: f#g\n",
	"- a: 1\n  b: [x, 'y''z', \"\\\"w\\\\\", Non-U.S. Gov't]\n\n- c:\n",
	"- a:\n  - x\n  - y\n  b:\n    - z\n  c:\n    d: e\n",
	"-\n  a: b\n-\n- - x\n  - y\n- z",
	"a: {b: c, d: [e, {f: g}], h: pmid:12}\r\nb: []\r\nc: {}\r\n",
	"a: é 😀 b\nb: [é, 😀]\n",
	"a: http://x.org/a:b\n",
	"title: \"a: b # c\"   # d\n",
	"a: \"\\u0259\\n\\t\\u00e9 \\uFFFD\\\\\"\n",
	"key: it's \"quoted\" inside\n",
	"a:    \n\n\nb:   x   ",
}

func TestPlain(t *testing.T) {
	for _, in := range plainTexts {
		f := file(in)
		got, ok := yaml.ReadPlain(f)
		want, err := yaml.ReadFully(f)
		if !ok || err != nil {
			t.Errorf("%q: plain %v, else %v", in, ok, err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q (-parser +plain):\n%s", in, diff)
		}
	}
}

// FuzzPlain checks that what is read the short way is what the parser reads.
func FuzzPlain(f *testing.F) {
	for _, s := range plainTexts {
		f.Add([]byte(s))
	}
	for _, s := range []string{"a: b\n c", "a: |\n b", "a: b: c", "a: [b\n]", "- a\nb: c", "a:\n- b\nc: d", "a: -1", "a: 'b' c", "a: [b: c]", "a:\tb", "a: b\rc: d", "a: b #", "--- a", "a : b", "? a", "a: [,]", "a:\n b", `a: "\u0000\ud800\uFFFF\u12"`, `a: "\uD83D\uDE00"`, `a: "\u+123"`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		file := file(string(b))
		got, ok := yaml.ReadPlain(file)
		if !ok {
			return
		}
		want, err := yaml.ReadFully(file)
		if err != nil {
			t.Fatalf("%q is read as %s; the parser says %v", b, outline(file, got), err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%q (-parser +plain):\n%s", b, diff)
		}
	})
}

// TestPlainRandom is FuzzPlain on texts put together of what the two readers
// could take differently.
func TestPlainRandom(t *testing.T) {
	parts := []string{"- ", "-", "a: ", "b: ", "c:", "key", "x", "é", "0", "\n", "\n", "\n  ", "\n    ", "\r\n", "\n\n", "  ", " ", "[", "]", "{", "}",
		", ", ",", " # c", "#", "'", "''", "\"", "\\\"", "\\", ":", ": ", "?", "!", "&", "*", "|", ">", "%", "@", "~", "\t", "<<: ", "[x, y]", "{a: b}", "'q'", "\"q\""}
	random := rand.New(rand.NewPCG(1, 2))
	read := 0
	for range 60_000 {
		var b strings.Builder
		for range 1 + random.IntN(12) {
			b.WriteString(parts[random.IntN(len(parts))])
		}
		f := file(b.String())
		got, ok := yaml.ReadPlain(f)
		if !ok {
			continue
		}
		read++
		want, err := yaml.ReadFully(f)
		if err != nil {
			t.Fatalf("%q is read as %s; the parser says %v", f.Bytes, outline(f, got), err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%q (-parser +plain):\n%s", f.Bytes, diff)
		}
	}
	if read < 3000 {
		t.Errorf("only %d texts are of the plain form", read)
	}
}
