package audit_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/claim"
	"stet/internal/source"
)

// TestTouch: which claims, told by their years, and which lines are not as they
// were.
func TestTouch(t *testing.T) {
	const a, b = "A 2003 study in *The Lancet* found that coffee wakes people.", "A 2004 study in *The Lancet* found that tea does not."
	const list = "\n## References\n\n1. Smith J. Coffee. Lancet. 2003;1:1-2.\n"
	for _, tc := range []struct{ name, old, now, claims, lines string }{
		{"nothing", a + "\n", a + "\n", "", ""},
		{"a new file", "", a + "\n" + b + "\n", "2003 2004", "1 2"},
		{"moved", a + "\n\n" + b + "\n", "New.\n\n" + b + "\n\n" + a + "\n", "", "1"},
		{"laid out anew", a + "\n", strings.Replace(a, " found ", "\nfound ", 1) + "\n", "", "1 2"},
		{"line ends", a + "\n" + b + "\n", a + "\r\n" + b + "\r\n", "", ""},
		{"other words", a + "\n" + b + "\n", a + "\n" + strings.Replace(b, "tea", "water", 1) + "\n", "2004", "2"},
		{"another citation", strings.Replace(a, ".", " [@x].", 1), strings.Replace(a, ".", " [@y].", 1), "2003", "1"},
		{"said once more", a + "\n", a + "\n\n" + a + "\n", "2003", "3"},
		{"said once less", a + "\n\n" + a + "\n", a + "\n", "", ""},
		{"another entry of the list", "It wakes people [1].\n" + list, "It wakes people [1].\n" + strings.Replace(list, "Coffee", "Tea", 1), "wakes", "5"},
	} {
		f, claims := claimsIn(tc.now)
		_, before := claimsIn(tc.old)
		touched := audit.Touch(f, claims, []byte(tc.old), before)
		var got, lines []string
		for _, c := range claims {
			if touched.Claim(c.ID) {
				i := slices.IndexFunc(strings.Fields("2003 2004 wakes"), func(s string) bool { return strings.Contains(c.Plain, s) })
				got = append(got, strings.Fields("2003 2004 wakes")[i])
			}
		}
		for n := 1; n <= f.Lines(); n++ {
			at := source.Position{Line: n}
			if touched.Finding(&audit.Finding{Start: at, End: at}) {
				lines = append(lines, fmt.Sprint(n))
			}
		}
		if strings.Join(got, " ") != tc.claims || strings.Join(lines, " ") != tc.lines {
			t.Errorf("%s: claims %q, lines %q; want %q, %q", tc.name, got, lines, tc.claims, tc.lines)
		}
	}
}

func claimsIn(text string) (*source.File, []claim.Claim) {
	f := source.NewFile("a.md", []byte(text))
	return f, claim.Find(article.Parse(f, article.Options{}), claim.Options{})
}
