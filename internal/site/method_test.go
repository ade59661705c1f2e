package site_test

import (
	"strings"
	"testing"

	"stet/internal/audit"
)

// TestMethodPage holds that every rule has its place on the method page, in its
// own words.
func TestMethodPage(t *testing.T) {
	root := parse(t, sampleSite(t, frame(t))["method/index.html"])
	for _, r := range audit.Rules {
		heading := byID(root, r.ID)
		if heading == nil {
			t.Errorf("rule %s has no place on the page", r.ID)
			continue
		}
		own := strings.Join(strings.Fields(text(heading.Parent)), " ")
		for _, paragraph := range r.Paragraphs() {
			if !strings.Contains(own, paragraph) {
				t.Errorf("rule %s: the page lacks %q", r.ID, paragraph)
			}
		}
	}
}
