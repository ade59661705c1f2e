package audit

import (
	"fmt"
	"io"
	"strings"
)

// Explain prints what a person needs to know of a rule.
func Explain(w io.Writer, r Rule) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n\n%s\n\n%s\n", r.ID, r.weight(), r.Title, strings.TrimSpace(r.Doc))
	for _, part := range []struct{ name, text string }{
		{"Breaks it", r.Bad},
		{"Mended", r.Good},
		{"With this in citations.yaml", r.Library},
	} {
		if text := strings.ToValidUTF8(strings.TrimSpace(part.text), "\ufffd"); text != "" {
			fmt.Fprintf(&b, "\n%s:\n\n%s\n", part.name, indent(text))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// ExplainAll prints one line for each rule.
func ExplainAll(w io.Writer) error {
	width := 0
	for _, r := range Rules {
		width = max(width, len(r.ID))
	}
	var b strings.Builder
	for _, r := range Rules {
		fmt.Fprintf(&b, "%-*s  %-7s  %s\n", width, r.ID, r.Severity, r.Title)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r Rule) weight() string {
	if r.Blocking {
		return string(r.Severity) + ", keeps the site from being published"
	}
	return string(r.Severity)
}

// indent moves every line of text that is not empty in by four columns.
func indent(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = "    " + line
		}
	}
	return strings.Join(lines, "\n")
}
