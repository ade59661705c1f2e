package report

import (
	"bufio"
	"io"
	"strings"

	"stet/internal/audit"
)

// RDJSONL writes r as reviewdog reads it: a Diagnostic of the Reviewdog
// Diagnostic Format on each line. reviewdog knows neither waivers nor baselines:
// what does not count is weighed as information, and its message says why.
func RDJSONL(w io.Writer, r audit.Result) error {
	out := bufio.NewWriter(w)
	for i := range r.Findings {
		b, err := marshal(rdDiagnosticOf(&r.Findings[i]))
		if err != nil {
			return err
		}
		out.Write(b)
		out.WriteByte('\n')
	}
	return out.Flush()
}

type rdDiagnostic struct {
	Message  string     `json:"message"`
	Location rdLocation `json:"location"`
	Severity string     `json:"severity"`
	Source   rdSource   `json:"source"`
	Code     rdCode     `json:"code"`
}

type rdLocation struct {
	Path  string   `json:"path"`
	Range *rdRange `json:"range,omitempty"`
}

type rdRange struct {
	Start rdPosition  `json:"start"`
	End   *rdPosition `json:"end,omitempty"`
}

// An rdPosition has columns in bytes, 1-based, unlike all of stet's own.
type rdPosition struct {
	Line   int `json:"line"`
	Column int `json:"column,omitempty"`
}

type rdSource struct {
	Name string `json:"name"`
}

type rdCode struct {
	Value string `json:"value"`
}

var rdSeverities = map[audit.Severity]string{audit.Error: "ERROR", audit.Warning: "WARNING", audit.Note: "INFO"}

func rdDiagnosticOf(f *audit.Finding) rdDiagnostic {
	d := rdDiagnostic{
		Message:  f.Message + standing(f),
		Location: rdLocation{Path: f.Path, Range: rdRangeOf(f)},
		Severity: rdSeverities[f.Severity],
		Source:   rdSource{"stet"},
		Code:     rdCode{f.Rule},
	}
	if !f.Counts() {
		d.Severity = rdSeverities[audit.Note]
	}
	if f.Hint != "" {
		d.Message += "\n" + f.Hint
	}
	d.Message = strings.ToValidUTF8(d.Message, "\ufffd")
	return d
}

// rdRangeOf is where f is. Without an excerpt, from which columns are reckoned in
// bytes, it is whole lines; of words that end on another line, their start.
func rdRangeOf(f *audit.Finding) *rdRange {
	switch {
	case f.Start.Line == 0:
		return nil
	case f.Excerpt == audit.Excerpt{}:
		return &rdRange{Start: rdPosition{Line: f.Start.Line}, End: &rdPosition{Line: max(f.Start.Line, f.End.Line)}}
	}
	column := f.Excerpt.Before + 1
	r := &rdRange{Start: rdPosition{f.Start.Line, column}}
	if f.End.Line == f.Start.Line {
		r.End = &rdPosition{f.Start.Line, column + f.End.Offset - f.Start.Offset}
	}
	return r
}
