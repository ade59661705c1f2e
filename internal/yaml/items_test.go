package yaml_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"stet/internal/source"
	"stet/internal/yaml"
)

// A taker keeps copies of the items that it is given.
type taker struct{ parts [][]yaml.Node }

func (k *taker) begin(parts int) func(int, *yaml.Node) {
	k.parts = make([][]yaml.Node, parts)
	return func(part int, n *yaml.Node) { k.parts[part] = append(k.parts[part], copied(*n)) }
}

func (k *taker) all() []yaml.Node {
	var all []yaml.Node
	for _, part := range k.parts {
		all = append(all, part...)
	}
	return all
}

// copied is n with items of its own.
func copied(n yaml.Node) yaml.Node {
	items := n.Items
	n.Items = nil
	for _, item := range items {
		n.Items = append(n.Items, copied(item))
	}
	return n
}

// checkItems compares what is read item by item with what the parser reads, and
// reports whether it could be read so at all.
func checkItems(t *testing.T, f *source.File, parts int) bool {
	t.Helper()
	var k taker
	l, ok := yaml.ReadItemsInParts(f, parts, k.begin)
	if !ok {
		return false
	}
	want, err := yaml.ReadFully(f)
	if err != nil || want == nil || want.Kind != yaml.List {
		t.Fatalf("%q is read item by item; the parser gives %v, %v", f.Bytes, want, err)
	}
	if diff := cmp.Diff(want.Items, k.all(), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%q in %d parts (-parser +item by item):\n%s", f.Bytes, len(k.parts), diff)
	}
	if l.Root.Span != want.Span || l.Root.Style != want.Style || len(l.Root.Items) != len(want.Items) {
		t.Fatalf("%q: the list is %+v; the parser says %+v", f.Bytes, l.Root, want)
	}
	for i := range want.Items {
		if diff := cmp.Diff(want.Items[i], *l.Node(i), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%q: Node(%d) (-want +got):\n%s", f.Bytes, i, diff)
		}
		item := want.Items[i]
		item.Items = nil
		if diff := cmp.Diff(item, l.Root.Items[i], cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%q: item %d of the list (-want +got):\n%s", f.Bytes, i, diff)
		}
	}
	return true
}

func TestItems(t *testing.T) {
	for _, tc := range []struct {
		in    string
		alone bool // its items can be read one by one
	}{
		{"- a: b\n- c: d\n", true},
		{"# head\n\n  - a: b\n\n  # between\n  - c: [d, e]\n", true},
		{source.BOM + "- a: b\r\n- c: |\r\n    d\r\n\r\n- e", true},
		{"- a: >\n    folded\n    text\n\n- b: c\n", true},
		{"- a: |+\n    kept\n\n\n- b: c\n", true},
		{"- a: x\n  b: \"two\n    lines\"\n- c: d\n", true},
		{"- a: [x,\n     y]   # c\n- c: d\n", true},
		{"-\n  a: b\n-\n-\n  - c\n", true},
		{"- \"a\n- b\"\n- c\n", false},
		{"- [a,\n- b]\n- c\n", false},
		{"---\n- a: b\n- c\n", true},
		{"# x\n\n---  \n\n- a\n", true},
		{"---\n---\n- a\n", false},
		{"--- x\n- a\n", false},
		{" ---\n- a\n", false},
		{"---\n- a: |\n    b\n---\n- c\n", false},
		{"- a: b\nc: d\n", false},
		{"- a: b\n---\n- c: d\n", false},
		{"- a: |\n    b\n...\n", false},
		{"- a: b\n  a: c\n- d: e\n", false},
		{"- a: &x b\n- d: *x\n", false},
		{"- a: b\n <<<<<<< x\n- c\n", false},
		{"[a, b]\n", false},
		{"", false},
	} {
		for parts := 1; parts < 4; parts++ {
			if ok := checkItems(t, file(tc.in), parts); ok != tc.alone {
				t.Errorf("%q in %d parts is read item by item: %v", tc.in, parts, ok)
			}
		}
		var k taker
		l, err := yaml.ReadItems(file(tc.in), yaml.Limits{}, k.begin)
		root, wantErr := yaml.Parse(file(tc.in), yaml.Limits{})
		if fmt.Sprint(err) != fmt.Sprint(wantErr) {
			t.Errorf("%q: error %v, want %v", tc.in, err, wantErr)
		}
		if err == nil && root != nil && root.Kind == yaml.List {
			if diff := cmp.Diff(root.Items, k.all(), cmpopts.EquateEmpty()); diff != "" || len(l.Root.Items) != len(root.Items) {
				t.Errorf("%q (-Parse +ReadItems):\n%s", tc.in, diff)
			}
		}
	}
}

// TestItemsRandom reads lists put together of entries, some of which the parser
// has to read and some of which reach into the next.
func TestItemsRandom(t *testing.T) {
	entries := []string{"a: b", "a: b\n  c: [d, 'e', \"f\"]", "a: >\n    x\n    y\n", "a: |+\n    x\n\n\n", "a: \"x\n    y\"", "a: \"x\n- y\"", "a: \"x", "y\"", "[x,\n y]", "[x", "y]",
		"- b\n  - c", "'q''r'", "'q", "a: b # c", "\n  a: b", "", "# c", "a:\n  - b\n  - c", "a: x\n\n\n  b: y", "a: b\n# c\n\n# d", "? a\n  : b", "&x y", "a: b: c", "!!str x", "{a: b,\n  c: d}", "a: - b", "|", ">-\n  x"}
	random := rand.New(rand.NewPCG(3, 4))
	read := 0
	for range 5_000 {
		end := "\n"
		if random.IntN(4) == 0 {
			end = "\r\n"
		}
		var b strings.Builder
		if random.IntN(8) == 0 {
			b.WriteString("---" + end)
		}
		for range 1 + random.IntN(6) {
			entry := entries[random.IntN(len(entries))]
			if random.IntN(3) > 0 {
				entry = entries[random.IntN(4)]
			}
			b.WriteString("- " + strings.ReplaceAll(entry, "\n", end) + end)
		}
		if checkItems(t, file(b.String()), 1+random.IntN(3)) {
			read++
		}
	}
	if read < 2000 {
		t.Errorf("only %d lists are read item by item", read)
	}
}

func FuzzItems(f *testing.F) {
	for _, s := range plainTexts {
		f.Add([]byte(s))
		f.Add([]byte("- a: |\n    x\n" + s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		checkItems(t, file(string(b)), 2)
	})
}
