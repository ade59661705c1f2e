package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"stet/internal/audit"
)

// githubShown is how many annotations of each level GitHub shows of a step.
const githubShown = 10

// githubLevels are the levels of annotations.
var githubLevels = map[audit.Severity]string{audit.Error: "error", audit.Warning: "warning", audit.Note: "notice"}

// GitHub writes r as workflow commands, which GitHub Actions turns into
// annotations beside the changed lines. The worst come first, since GitHub shows
// the first ten of a level; what does not count stands behind them in plain
// lines.
func GitHub(w io.Writer, r audit.Result) error {
	out := bufio.NewWriter(w)
	findings := slices.Clone(r.Findings)
	slices.SortStableFunc(findings, worse)
	for i := range findings {
		f := &findings[i]
		if !f.Counts() {
			fmt.Fprintln(out, headline(f))
			continue
		}
		fmt.Fprintf(out, "::%s %s::%s\n", githubLevels[f.Severity], githubPlace(f), githubData(withoutCommands(withHint(f))))
	}
	fmt.Fprintln(out, summaryLine(r.Summary()))
	return out.Flush()
}

// githubLeft says which findings GitHub will not show beside the lines.
func githubLeft(r audit.Result) string {
	s := r.Summary()
	left := max(0, s.Errors-githubShown) + max(0, s.Warnings-githubShown) + max(0, s.Notes-githubShown)
	if left == 0 {
		return ""
	}
	return fmt.Sprintf("GitHub shows %d annotations of each level a step; %s more stand in the log alone", githubShown, Count(left, "finding"))
}

// githubPlace are the properties that say where a finding is and what it is
// called. GitHub takes columns on one line alone.
func githubPlace(f *audit.Finding) string {
	place := "file=" + githubProperty(f.Path)
	if f.Start.Line > 0 {
		place += fmt.Sprintf(",line=%d,endLine=%d", f.Start.Line, max(f.Start.Line, f.End.Line))
		if f.End.Line == f.Start.Line {
			place += fmt.Sprintf(",col=%d,endColumn=%d", f.Start.Column, max(f.Start.Column, f.End.Column))
		}
	}
	return place + ",title=" + githubProperty(f.Rule)
}

var (
	githubDataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubPropertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func githubData(s string) string     { return githubDataEscapes.Replace(s) }
func githubProperty(s string) string { return githubPropertyEscapes.Replace(clean(s)) }

// withoutCommands is text in which nothing is left that a terminal would obey;
// its line ends stay.
func withoutCommands(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = clean(lines[i])
	}
	return strings.Join(lines, "\n")
}
