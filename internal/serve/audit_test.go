package serve_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestAuditOfMany: the audit page of a site with more findings of a rule than a
// page shows, of which no more is held than their number, is as a build has it.
func TestAuditOfMany(t *testing.T) {
	files := sample()
	files["stet.yaml"] += "severity: {incomplete: off}\noverrides:\n  - {paths: [\"content/b/**\"], severity: {unmatched: warning}}\n  - {paths: [\"content/c/**\"], severity: {unmatched: off}}\n"
	for i := range 150 {
		text := fmt.Sprintf("---\ntitle: Review %d\n---\nSmith et al. (2001) found nothing in *The Lancet*. A study of 2015 found more.\n", i)
		if i%10 == 3 {
			text += "\n<!-- stet unmatched: \"an old paper\" by=ed until=2027-01-01 -->\n\nJones et al. (1999) found it in *The Lancet*.\n"
		}
		if i == 140 { // the only one of its rule
			text += "\nSee [@pmid:99999999].\n"
		}
		files[fmt.Sprintf("content/%c/r%03d.md", 'a'+i/50, i)] = text
	}
	folder(t, files)
	p, _ := open(t)
	want := built(t)
	page := want["audit/index.html"]
	if !strings.Contains(page, "Smith et al. (2001)") {
		t.Fatal("the audit page does not show the findings")
	}
	for _, path := range []string{"audit/index.html", "claims/index.json", "claims/1.json", "index.html", "search/index.json"} {
		if got := published(body(t, get(p, "/"+path))); got != want[path] {
			t.Errorf("%s: %d bytes served and %d built", path, len(got), len(want[path]))
		}
	}
}
