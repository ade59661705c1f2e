package audit_test

import (
	"strings"
	"testing"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/source"
)

// FuzzWaivers reads comments of any text: what is said of them has its place in
// the comment, and what is read is written and read again as it was.
func FuzzWaivers(f *testing.F) {
	for _, text := range []string{
		`stet year-mismatch: "x" by=mk until=2027-01-31`,
		`stet unmatched: "say \"so\"" by="M. Khan" until=2027-01-31 claim=c-0123456789`,
		`stet unmatch: x by= until=soon for=ever`,
		`stet: limit "`, "stet 0:\"0\"\x000", `stet`, `stet off-topic:"\`, "stet\toff-topic :\r\n\"a\nb\" by=é until=0001-01-01",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "-->") {
			return
		}
		file := source.NewFile("x.md", []byte("> <!-- "+text+" -->\n> Fish.\n"))
		a := article.Parse(file, article.Options{})
		placed, problems := audit.Waivers(file, a.Comments)
		for _, p := range problems {
			if p.Start.Offset < len("> ") || p.End.Offset > len(file.Bytes) || p.End.Offset < p.Start.Offset || p.Message == "" {
				t.Fatalf("%q: %+v", text, p)
			}
		}
		for _, w := range placed {
			if w.Rule == "" || w.Reason == "" || w.By == "" || w.Until.IsZero() {
				t.Fatalf("%q is read as %+v", text, w)
			}
			again := source.NewFile("x.md", []byte("<!-- "+w.String()+" -->\nFish.\n"))
			back, _ := audit.Waivers(again, article.Parse(again, article.Options{}).Comments)
			if len(back) != 1 || back[0].Waiver != w.Waiver || back[0].Rule != w.Rule || back[0].Claim != w.Claim {
				t.Fatalf("%q is written %q and read as %+v", text, w.String(), back)
			}
		}
	})
}
