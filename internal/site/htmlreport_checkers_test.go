//go:build checkers

package site_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAxeReport: axe holds nothing against the HTML report.
func TestAxeReport(t *testing.T) {
	source, err := os.ReadFile(os.Getenv("AXE"))
	if err != nil {
		t.Fatal(err)
	}
	tb := newTab(t, reportPages(t))
	for _, scheme := range []string{"light", "dark"} {
		tb.emulate("screen", scheme)
		tb.open("report.html")
		eval[string](tb, string(source)+"; window.axe && axe.version")
		got := eval[verdict](tb, axeRun)
		for _, v := range got.Violations {
			t.Errorf("%s: %v", scheme, v)
		}
		if got.Passes < 10 {
			t.Errorf("axe has run %d rules", got.Passes)
		}
	}
}

// TestNuReport: the Nu HTML checker has nothing to say of the HTML report but
// that its policy forbids its style and script. Nu takes the sums of texts of one
// line alone; Chromium, which enforces them, runs both (TestHTMLReport).
func TestNuReport(t *testing.T) {
	dir := t.TempDir()
	for name, text := range reportPages(t) {
		write(t, filepath.Join(dir, name), text)
	}
	for _, line := range nu(t, dir) {
		if !strings.Contains(line, "violates Content Security Policy") {
			t.Error(line)
		}
	}
}
