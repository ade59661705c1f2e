package report

import (
	"bufio"
	"cmp"
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
		p.told = map[string]bool{}
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
	labels    = 9  // columns for the label of a detail
	statedMax = 40 // columns from which what is stated is too long to stand in a table
	shown     = 3  // candidates of a finding
)

// A printer writes text. Writing errors stay in out until it is flushed.
type printer struct {
	out     *bufio.Writer
	library *cite.Library // nil for none
	color   bool
	started bool // something was printed
	full    bool // the last thing printed was a finding with its details
	tables  bool // fields are printed where all of them agree, too

	told map[string]bool // what was said in full of the file at hand; nil where all is
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
	full := f.Severity != audit.Note && f.Counts() && !p.again(f)
	if p.started && (full || p.full) {
		p.line("")
	}
	p.started, p.full = true, full
	ink := f.Severity
	if !f.Counts() {
		ink = audit.Note
	}
	p.line(place(f), ": ", p.ink(string(f.Severity), ink), ": ", clean(f.Message), " [", f.Rule, "]", standing(f))
	if full {
		p.details(f)
	}
}

// again reports whether what f says was said of its file before.
func (p *printer) again(f *audit.Finding) bool {
	if p.told == nil {
		return false
	}
	words := f.Rule + "\n" + f.Message
	again := p.told[words]
	p.told[words] = true
	return again
}

// details prints what there is to say of a finding below its first line.
func (p *printer) details(f *audit.Finding) {
	p.excerpt(f)
	p.fields(f.Reference, f.Fields, f.Candidates)
	p.candidates(f.Reference, f.Candidates, shown)
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

// detail prints a line about a finding, with a label in front.
func (p *printer) detail(label string, parts ...string) {
	p.line(indention, pad(label, labels), strings.Join(parts, ""))
}

// fields prints stated against found. candidates are looked up for what there
// is to say of reference. Where all fields agree, their names will do.
func (p *printer) fields(reference string, fields []match.Field, candidates []match.Candidate) {
	agree := !slices.ContainsFunc(fields, func(f match.Field) bool { return !f.OK })
	if reference != "" {
		label := "against"
		i := slices.IndexFunc(candidates, func(c match.Candidate) bool { return c.Reference == reference })
		if i >= 0 {
			label = "nearest"
		}
		p.detail(label, clean(reference), appeared(candidates, i), agreeing(fields, agree))
	}
	if agree && reference != "" && !p.tables || reference == "" && len(fields) == 1 {
		return // an id without a record: the message says it all
	}
	stated := 0
	for _, f := range fields {
		if f.Name == subjectField {
			continue
		}
		if n := columns(clean(f.Stated)); n <= statedMax {
			stated = max(stated, n)
		}
	}
	for _, f := range fields {
		if f.Name == subjectField {
			p.subject(f, reference)
			continue
		}
		sign := " ≠ "
		if f.OK {
			sign = " = "
		}
		p.detail(clean(f.Name), pad(clean(cmp.Or(f.Stated, "-")), stated), sign, clean(cmp.Or(f.Found, "-")))
	}
}

// subject prints what a sentence is about, what the record of reference is,
// and what they have in common.
func (p *printer) subject(f match.Field, reference string) {
	about := "the sentence is about " + clean(f.Stated)
	if f.Stated == "" {
		about = "the sentence has no word of a subject"
	}
	p.detail(f.Name, about)
	if p.library != nil {
		if ref := p.library.Key(reference); ref != nil && ref.Title != "" {
			p.detail("", "the record is \"", clean(ref.Title), "\"")
		}
	}
	enough := ": too little"
	if f.OK {
		enough = ""
	}
	both := "both speak of " + common(f)
	if f.Found == "" {
		both = "the record has no word of it"
	}
	p.detail("", both, enough)
}

// subjectField is the field of a match that compares subjects: what it states is
// what the sentence is about, what was found that part of it that the record is
// about too.
const subjectField = "subject"

// common is what a sentence and a record have in common.
func common(f match.Field) string {
	if f.Found == f.Stated {
		return "all of that"
	}
	return clean(f.Found)
}

// agreeing is ": journal, year and subject agree" for fields that do.
func agreeing(fields []match.Field, agree bool) string {
	if !agree || len(fields) == 0 {
		return ""
	}
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = clean(f.Name)
	}
	last := len(names) - 1
	if last == 0 {
		return ": " + names[0] + " agrees"
	}
	return ": " + strings.Join(names[:last], ", ") + " and " + names[last] + " agree"
}

// candidates prints the first n runners-up; reference is not one of them.
func (p *printer) candidates(reference string, candidates []match.Candidate, n int) {
	label, left := "nearest", 0
	if reference != "" {
		label = "or"
	}
	for i := range candidates {
		c := &candidates[i]
		if c.Reference == reference {
			continue
		}
		if n--; n < 0 {
			left++
			continue
		}
		p.detail(label, clean(c.Reference), appeared(candidates, i), reasons(c))
		label = ""
	}
	if left > 0 {
		p.detail(label, fmt.Sprintf("and %d more", left))
	}
}

// appeared is " (Cancer research, 1986)" of candidate i, "" if there is none.
func appeared(candidates []match.Candidate, i int) string {
	if i < 0 {
		return ""
	}
	var what []string
	if journal := candidates[i].Journal; journal != "" {
		what = append(what, clean(journal))
	}
	for _, y := range candidates[i].Years {
		what = append(what, strconv.Itoa(y))
	}
	if len(what) == 0 {
		return ""
	}
	return " (" + strings.Join(what, ", ") + ")"
}

// reasons is ": journal agrees, 2018 is not 1986".
func reasons(c *match.Candidate) string {
	if len(c.Why) == 0 {
		return ""
	}
	return ": " + clean(strings.Join(c.Why, ", "))
}
