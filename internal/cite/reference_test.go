package cite_test

import (
	"testing"

	"stet/internal/cite"
)

func TestLine(t *testing.T) {
	for in, want := range map[string]string{
		"  Zinc \n\tand\u00a0iron ":      "Zinc and iron",
		"Peripro\u0099sthetic infection": "Periprosthetic infection",
		"Zinc\u0085and\x1b[2J iron\x00":  "Zinc and[2J iron",
		"İzmir – Düzce":                  "İzmir – Düzce",
		"\u0099":                         "",
	} {
		if got := cite.Line(in); got != want {
			t.Errorf("%q: %q, not %q", in, got, want)
		}
	}
}

// TestRetracted holds that a paper is retracted by a notice as well as by its
// type alone, and that of several notices the latest counts.
func TestRetracted(t *testing.T) {
	noticed := cite.Notice{Kind: "Retraction", Year: 2020}
	for _, tc := range []struct {
		name    string
		ref     cite.Reference
		want    bool
		notices int // once the retraction is noted
	}{
		{"nothing", cite.Reference{Types: []string{"Journal Article"}, Notices: []cite.Notice{{Kind: cite.Concern, Year: 2019}}}, false, 1},
		{"a notice", cite.Reference{Notices: []cite.Notice{noticed}}, true, 1},
		{"its type", cite.Reference{Types: []string{"Journal Article", cite.RetractedType}}, true, 1},
		{"both", cite.Reference{Types: []string{cite.RetractedType}, Notices: []cite.Notice{noticed}}, true, 1},
	} {
		if got := tc.ref.IsRetracted(); got != tc.want {
			t.Errorf("%s: retracted %t", tc.name, got)
		}
		tc.ref.NoteRetraction()
		if got := len(tc.ref.Notices); got != tc.notices {
			t.Errorf("%s: %d notices, want %d", tc.name, got, tc.notices)
		}
	}
	r := cite.Reference{Notices: []cite.Notice{noticed, {Kind: cite.Retraction, Year: 2022}, {Kind: cite.Concern, Year: 2023}}}
	if n, ok := r.Notice(cite.Retraction); !ok || n.Year != 2022 {
		t.Errorf("the latest retraction is %+v, %t", n, ok)
	}
}
