package pack_test

import (
	"testing"
	"testing/quick"

	"github.com/google/go-cmp/cmp"

	"stet/internal/pack"
)

// A thing has a field of each kind that is plain.
type thing struct {
	Yes    bool
	Number int
	Small  uint8
	Text   string
	Bytes  []byte
	List   []string
	Within []inner
	Maybe  *inner
	Three  [3]int16
	Do     func()
}

type inner struct {
	Name  string
	Deeds []uint32
}

func same(a, b thing) bool {
	return cmp.Equal(a, b, cmp.Comparer(func(f, g func()) bool { return f == nil && g == nil }))
}

// TestRoundTrip: what is read is what was written, nil told from none, and the
// bytes behind it are left.
func TestRoundTrip(t *testing.T) {
	check := func(v plainThing) bool {
		want := v.thing()
		var got thing
		rest, err := pack.Read(string(pack.Append(nil, want))+"more", &got)
		return err == nil && rest == "more" && same(got, want)
	}
	if err := quick.Check(check, &quick.Config{MaxCount: 300}); err != nil {
		t.Error(err)
	}
	if !check(plainThing{List: []string{}, Bytes: []byte{}}) || !check(plainThing{}) {
		t.Error("empty and nil slices are not told apart")
	}
}

// A plainThing is a thing as testing/quick can make one.
type plainThing struct {
	Yes    bool
	Number int
	Small  uint8
	Text   string
	Bytes  []byte
	List   []string
	Within []inner
	Maybe  *inner
	Three  [3]int16
}

func (p plainThing) thing() thing {
	return thing{p.Yes, p.Number, p.Small, p.Text, p.Bytes, p.List, p.Within, p.Maybe, p.Three, nil}
}

// TestDamaged: bytes that are cut short or changed are an error or another
// value, never a panic, and take no more memory than they could fill.
func TestDamaged(t *testing.T) {
	whole := string(pack.Append(nil, thing{Text: "magnesium", List: []string{"a", "b"}, Within: []inner{{"x", []uint32{1, 2}}, {}}, Maybe: &inner{}}))
	for i := range whole {
		if _, err := pack.Read(whole[:i], &thing{}); err == nil {
			t.Errorf("the first %d of %d bytes are read without an error", i, len(whole))
		}
		for _, c := range []byte{0, 1, 0x7f, 0x80, 0xff} {
			pack.Read(whole[:i]+string([]byte{c})+whole[i+1:], &thing{})
		}
	}
}

// TestNotPlain: what would be lost is no data.
func TestNotPlain(t *testing.T) {
	for _, v := range []any{map[string]int{}, struct{ F func() }{func() {}}, struct{ I any }{1}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%T is written", v)
				}
			}()
			pack.Append(nil, v)
		}()
	}
}
