package serve

import (
	"cmp"
	"fmt"
	"slices"

	"stet/internal/audit"
)

// maxTold is how many lines a change makes at the terminal.
const maxTold = 10

// tell says at the terminal what keeps files from being published that it has not
// said before, and which files are good again, a line for each file. Its caller
// holds reload.
func (p *Preview) tell(trouble []audit.Finding) {
	var lines []string
	said := map[string]bool{} // by path
	for _, f := range trouble {
		if !said[f.Path] && !slices.ContainsFunc(p.told, func(g audit.Finding) bool { return sameFinding(f, g) }) {
			lines = append(lines, where(&f)+": error: "+f.Message)
			said[f.Path] = true
		}
	}
	for _, f := range p.told {
		if !said[f.Path] && !slices.ContainsFunc(trouble, func(g audit.Finding) bool { return f.Path == g.Path }) {
			lines = append(lines, cmp.Or(f.Path, "the site")+": good again")
			said[f.Path] = true
		}
	}
	p.told = trouble
	for _, line := range lines[:min(len(lines), maxTold)] {
		p.logf("%s", line)
	}
	if left := len(lines) - maxTold; left > 0 {
		p.logf("and %d more", left)
	}
}

// where is the place of a finding, as "path:line:column".
func where(f *audit.Finding) string {
	if f.Start.Line == 0 {
		return cmp.Or(f.Path, "the site")
	}
	return fmt.Sprintf("%s:%d:%d", f.Path, f.Start.Line, f.Start.Column)
}
