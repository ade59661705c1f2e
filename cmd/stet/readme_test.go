package main

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
)

// TestReadme holds that the audit of a new site prints what README.md shows of
// it: its lines in their order, "..." standing for those that are left out.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, shown, found := strings.Cut(string(readme), "`stet audit` prints what it found:\n\n```\n")
	shown, _, closed := strings.Cut(shown, "```\n")
	if !found || !closed {
		t.Fatal("README.md shows no audit")
	}
	t.Chdir(t.TempDir())
	var out, talk bytes.Buffer
	run(context.Background(), []string{"init", "."}, strings.NewReader(""), &out, &talk)
	out.Reset()
	if status := run(context.Background(), []string{"audit"}, strings.NewReader(""), &out, &talk); status != statusFindings {
		t.Fatalf("audit of a new site: status %d\n%s", status, talk.String())
	}
	rest := out.String()
	for line := range strings.Lines(shown) {
		if strings.TrimSpace(line) == "..." {
			continue
		}
		_, behind, ok := strings.Cut("\n"+rest, "\n"+line)
		if !ok {
			t.Fatalf("README.md shows a line that is not there, or not there any more:\n%s\nThe audit prints\n%s", line, out.String())
		}
		rest = behind
	}
}
