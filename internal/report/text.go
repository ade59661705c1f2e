package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/match"
)

// Options control Text. The zero Options suit files and pipes.
type Options struct {
	Color bool // draw with the red and the blue pencil, by ANSI escape sequences
}

// Text prints what was found, the files with errors first, then counts. Errors and
// warnings are printed in full, but of those that say the same of one file, as of
// a list entry at each of its uses, the first alone; notes and what does not count
// are one line each, and references that no article uses are one line together,
// unless findings of some rules alone were asked for.
func Text(w io.Writer, r audit.Result, opt Options) error {
	p := newPrinter(w, opt)
	p.library = r.Library
	files := slices.DeleteFunc(worstFirst(byFile(r)), func(f fileFindings) bool { return len(f.findings) == 0 })
	for _, f := range files {
		if len(files) > 1 {
			p.heading(f)
		}
		p.told = map[string]int{}
		rest, unused := unusedIn(f.findings)
		if unused <= shown || len(r.Only) > 0 {
			rest, unused = f.findings, 0
		}
		p.findings(rest)
		if unused > 0 {
			p.unused(f.path, unused)
		}
	}
	if p.started {
		p.line("")
	}
	p.summary(r.Summary())
	return p.out.Flush()
}

// Findings prints findings as Text does, without a summary.
func Findings(w io.Writer, findings []audit.Finding) error {
	p := newPrinter(w, Options{})
	p.findings(findings)
	return p.out.Flush()
}

// The mark that underlines the words of a finding, by its severity: the
// editor's red pencil is wavy, the blue one dashed.
var pencils = map[audit.Severity]struct{ mark, color string }{
	audit.Error:   {"~", "\x1b[31m"},
	audit.Warning: {"-", "\x1b[34m"},
	audit.Note:    {".", "\x1b[2m"},
}

const (
	plainInk  = "\x1b[0m"
	bold      = "\x1b[1m"
	indention = "    "
	labels    = 9 // columns for the label of a detail
	labelled  = len(indention) + labels
	further   = labelled + 2 // where a statement among several goes on
	foundMin  = 24           // columns that what was found has to have beside what is stated
	statedMax = 40           // columns from which what is stated is too long to stand in a table
	shown     = 3            // candidates of a finding
)

// A printer writes text. Writing errors stay in out until it is flushed.
type printer struct {
	out     *bufio.Writer
	library *cite.Library // nil for none
	color   bool
	started bool // something was printed
	full    bool // the last thing printed was a finding with its details
	tables  bool // fields are printed where all of them agree, too

	told map[string]int // what was said in full of the file at hand, and on which line; nil where all is
}

func newPrinter(w io.Writer, opt Options) *printer {
	return &printer{out: bufio.NewWriter(w), color: opt.Color}
}

func (p *printer) line(parts ...string) {
	for _, s := range parts {
		p.out.WriteString(s)
	}
	p.out.WriteByte('\n')
}

// ink is s in the colour of a severity.
func (p *printer) ink(s string, severity audit.Severity) string {
	if !p.color {
		return s
	}
	return pencils[severity].color + s + plainInk
}

// heading starts the findings of a file.
func (p *printer) heading(f fileFindings) {
	if p.started {
		p.line("")
	}
	title := ""
	if f.article != nil && f.article.Title != "" {
		title = ", \"" + clean(f.article.Title) + "\""
	}
	text := clean(f.path) + title + ": " + Count(len(f.findings), "finding")
	if p.color {
		text = bold + text + plainInk
	}
	p.line(text)
	p.started, p.full = true, true
}

func (p *printer) findings(findings []audit.Finding) {
	for i := range findings {
		p.finding(&findings[i])
	}
}

func (p *printer) finding(f *audit.Finding) {
	before := p.again(f)
	full := f.Severity != audit.Note && f.Counts() && before == ""
	if p.started && (full || p.full) {
		p.line("")
	}
	p.started, p.full = true, full
	ink := f.Severity
	if !f.Counts() {
		ink = audit.Note
	}
	p.line(place(f), ": ", p.ink(string(f.Severity), ink), ": ", clean(f.Message), " [", f.Rule, "]", before, standing(f))
	if full {
		p.details(f)
	}
}

// again is " (as on line 7)" where what f says was said in full of its file
// before, field by field and with its hint, else "".
func (p *printer) again(f *audit.Finding) string {
	if p.told == nil || f.Severity == audit.Note || !f.Counts() {
		return ""
	}
	words := f.Rule + "\n" + f.Message + "\n" + f.Hint
	for _, field := range f.Fields {
		words += "\n" + field.Name + "\n" + field.Stated + "\n" + field.Found
	}
	if line := p.told[words]; line > 0 {
		return " (as on line " + strconv.Itoa(line) + ")"
	}
	p.told[words] = f.Start.Line
	return ""
}

// details prints what there is to say of a finding below its first line.
func (p *printer) details(f *audit.Finding) {
	p.excerpt(f)
	if len(f.Candidates) == 0 || slices.ContainsFunc(f.Fields, func(m match.Field) bool { return m.OK }) || slices.ContainsFunc(f.Candidates, agrees) {
		p.fields(f.Reference, f.Fields, f.Candidates)
		p.candidates(f.Reference, f.Candidates, shown)
	}
	if f.Hint != "" {
		p.detail("hint", clean(f.Hint))
	}
}

// unusedRule is the rule about references that no article uses, of which a library
// that is shared or grows ahead of the articles has many.
const unusedRule = "unused-reference"

// unusedIn are findings without the notes of unusedRule, and how many those are.
func unusedIn(findings []audit.Finding) (rest []audit.Finding, unused int) {
	for i := range findings {
		if f := &findings[i]; f.Rule == unusedRule && f.Severity == audit.Note && f.Counts() {
			unused++
		} else {
			rest = append(rest, *f)
		}
	}
	return rest, unused
}

// unused is the line about references of the library at path that no article
// uses.
func (p *printer) unused(path string, n int) {
	if p.started && p.full {
		p.line("")
	}
	p.started, p.full = true, false
	p.line(clean(path), ": ", p.ink(string(audit.Note), audit.Note), ": no article uses ", strconv.Itoa(n),
		" of the references; 'stet audit --only ", unusedRule, "' lists them [", unusedRule, "]")
}

// place is where a finding is: "path:line:column", or the path alone.
func place(f *audit.Finding) string {
	if f.Start.Line == 0 {
		return clean(f.Path)
	}
	return fmt.Sprintf("%s:%d:%d", clean(f.Path), f.Start.Line, f.Start.Column)
}

// standing says why a finding cannot fail the run, "" for one that can.
func standing(f *audit.Finding) string {
	w := f.Waived
	switch {
	case w == nil && f.Baseline == audit.Unchanged:
		return " (in the baseline)"
	case w == nil && f.Draft:
		return " (in a draft)"
	case w == nil:
		return ""
	}
	return fmt.Sprintf(" (waived by %s until %s: %s)", clean(w.By), w.Until, clean(w.Reason))
}

// headline is a finding on one line.
func headline(f *audit.Finding) string {
	return place(f) + ": " + string(f.Severity) + ": " + clean(f.Message) + " [" + f.Rule + "]" + standing(f)
}

// plainFinding is a finding with all there is to say of it, without colour.
func plainFinding(f *audit.Finding) string {
	var b strings.Builder
	p := newPrinter(&b, Options{})
	p.line(headline(f))
	p.details(f)
	p.out.Flush()
	return b.String()
}

// excerpt draws the line of a finding with its words underlined.
func (p *printer) excerpt(f *audit.Finding) {
	line, start, end := mark(f.Excerpt.Line, f.Excerpt.From, f.Excerpt.Width)
	if line == "" {
		return
	}
	under := "^"
	if end > start {
		under = strings.Repeat(pencils[f.Severity].mark, end-start)
	}
	p.line(indention, line)
	p.line(indention, strings.Repeat(" ", start), p.ink(under, f.Severity))
}

// detail prints what is said about a finding, with a label in front.
func (p *printer) detail(label string, parts ...string) {
	p.fill(indention+pad(label, labels), labelled, strings.Join(parts, ""))
}

// statement is detail for one of several statements below each other.
func (p *printer) statement(label string, parts ...string) {
	p.fill(indention+pad(label, labels), further, strings.Join(parts, ""))
}
