package audit

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Explain prints what a person needs to know of a rule.
func Explain(w io.Writer, r Rule) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n\n%s\n\n%s\n", r.ID, r.weight(), r.Title, strings.TrimSpace(r.Doc))
	for _, part := range r.Parts() {
		fmt.Fprintf(&b, "\n%s:\n\n%s\n", part.Name, indent(part.Text))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// A Part is an example of a rule as it is shown to people.
type Part struct {
	Name string
	Text string // valid UTF-8
}

// Parts are the examples of r, as it is shown to people.
func (r *Rule) Parts() []Part {
	parts := []Part{{"Breaks it", r.Bad}, {"Mended", r.Good}, {"With this in citations.yaml", r.Library}}
	for i := range parts {
		parts[i].Text = strings.ToValidUTF8(strings.TrimSpace(parts[i].Text), "\ufffd")
	}
	return slices.DeleteFunc(parts, func(p Part) bool { return p.Text == "" })
}

// Paragraphs are those of r's documentation, each on one line.
func (r *Rule) Paragraphs() []string {
	var found []string
	for part := range strings.SplitSeq(strings.TrimSpace(r.Doc), "\n\n") {
		found = append(found, strings.Join(strings.Fields(part), " "))
	}
	return found
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
