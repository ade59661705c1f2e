// Package report prints audited results, for people, programs and services: each
// format is a file, and a line of Formats.
//
// Reports are leaves: they decide nothing, leave no finding out without saying
// so, and the same result gives the same bytes.
package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"stet/internal/audit"
)

// A Format is a way to print a result.
type Format struct {
	Name string
	For  string // what it is good for, in a few words
	// Claims says that it prints what claims state and were compared with; without,
	// their verdicts are enough.
	Claims bool
	Write  func(io.Writer, audit.Result) error // its error is the writer's
	// Left says what the service that the format is made for will not show of a
	// result; "" for nothing. Nil where there is no such service.
	Left func(audit.Result) string
}

// Formats are all formats, in the order in which people are told of them.
var Formats = []Format{
	{Name: "text", For: "people at a terminal", Write: func(w io.Writer, r audit.Result) error { return Text(w, r, Options{}) }},
	{Name: "html", For: "people: one file with filters, for any browser", Write: HTML},
	{Name: "csv", For: "spreadsheets: a ledger of all claims, a row each", Claims: true, Write: CSV},
	{Name: "markdown", For: "a comment on a pull request", Write: Markdown},
	{Name: "json", For: "programs (schema stet.audit/1)", Claims: true, Write: JSON},
	{Name: "sarif", For: "code scanning (SARIF 2.1.0)", Write: SARIF, Left: sarifLeft},
	{Name: "junit", For: "the test results of a CI system", Write: JUnit},
	{Name: "github", For: "annotations in GitHub Actions", Write: GitHub, Left: githubLeft},
	{Name: "rdjsonl", For: "reviewdog", Write: RDJSONL},
}

// Names are the names of the formats.
func Names() []string {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = f.Name
	}
	return names
}

// ByName is the format of that name.
func ByName(name string) (Format, bool) {
	for _, f := range Formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// A fileFindings is what was found in one file.
type fileFindings struct {
	path     string
	article  *audit.Article // nil for a file that is none, as a library
	findings []audit.Finding
}

// byFile is r file by file, in the order of paths: every article, and every
// other file that has findings.
func byFile(r audit.Result) []fileFindings {
	var files []fileFindings
	number := map[string]int{}
	for i := range r.Articles {
		a := &r.Articles[i]
		number[a.Path] = len(files)
		files = append(files, fileFindings{path: a.Path, article: a})
	}
	for start := 0; start < len(r.Findings); {
		end := start + 1
		for end < len(r.Findings) && r.Findings[end].Path == r.Findings[start].Path {
			end++
		}
		path := r.Findings[start].Path
		i, known := number[path]
		if !known {
			i = len(files)
			files = append(files, fileFindings{path: path})
		}
		files[i].findings = r.Findings[start:end]
		start = end
	}
	slices.SortStableFunc(files, func(a, b fileFindings) int { return strings.Compare(a.path, b.path) })
	return files
}

// worstFirst is the same with the files first that have the worst findings, of
// those that count.
func worstFirst(files []fileFindings) []fileFindings {
	order := []audit.Severity{audit.Error, audit.Warning, audit.Note}
	worst := func(f *fileFindings) int {
		least := len(order)
		for i := range f.findings {
			if at := slices.Index(order, f.findings[i].Severity); at >= 0 && f.findings[i].Counts() {
				least = min(least, at)
			}
		}
		return least
	}
	slices.SortStableFunc(files, func(a, b fileFindings) int { return worst(&a) - worst(&b) })
	return files
}

// Count is a number with its noun: "1 article", "2 articles".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
