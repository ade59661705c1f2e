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
