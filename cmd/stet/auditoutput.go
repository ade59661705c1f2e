package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stet/internal/audit"
	"stet/internal/disk"
	"stet/internal/report"
)

// An output is where reports go: one to standard output, others to files.
type output struct {
	stdout report.Format
	files  []reportFile
}

// A reportFile is a report and where it goes.
type reportFile struct {
	format report.Format
	path   string
}

// at reports whether the report goes to path.
func (f reportFile) at(path string) bool { return filepath.Clean(f.path) == filepath.Clean(path) }

// outputFlags adds --format and --output.
func outputFlags(flags *flag.FlagSet) *output {
	o := new(output)
	o.stdout, _ = report.ByName("text")
	flags.Func("format", "print `FORMAT` (default text)", func(name string) (err error) {
		o.stdout, err = formatNamed(name)
		return err
	})
	flags.Func("output", "write `FORMAT=FILE` as well; may be given again", func(s string) error {
		name, path, ok := strings.Cut(s, "=")
		if !ok || path == "" {
			return fmt.Errorf("a format and a file are expected, as in csv=ledger.csv")
		}
		f, err := formatNamed(name)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(o.files, func(f reportFile) bool { return f.at(path) }); i >= 0 {
			return fmt.Errorf("%s is to hold the %s report already", path, o.files[i].format.Name)
		}
		o.files = append(o.files, reportFile{f, path})
		return nil
	})
	return o
}

func formatNamed(name string) (report.Format, error) {
	f, ok := report.ByName(name)
	if !ok {
		return f, fmt.Errorf("there is no format %q (want %s)", name, listed(report.Names()))
	}
	return f, nil
}

// listed is "a, b or c".
func listed(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// formatList is a line for each format, for the help text.
func formatList() string {
	var b strings.Builder
	for _, f := range report.Formats {
		fmt.Fprintf(&b, "  %-9s %s\n", f.Name, f.For)
	}
	return b.String()
}

// claims reports whether any of the reports prints what claims state.
func (o *output) claims() bool {
	all := o.stdout.Claims
	for _, f := range o.files {
		all = all || f.format.Claims
	}
	return all
}

// holds reports whether one of the reports is to stand at path.
func (o *output) holds(path string) bool {
	return slices.ContainsFunc(o.files, func(f reportFile) bool { return f.at(path) })
}

// write writes the reports, the files first, each at once, so that a full disk or a
// closed pipe is an error rather than half a report. What the reader of one will
// not be shown is said.
func (o *output) write(e *env, result audit.Result) error {
	var buf bytes.Buffer
	for _, f := range o.files {
		buf.Reset()
		if err := render(e, &buf, f.format, result); err != nil {
			return err
		}
		if err := disk.Write(f.path, buf.Bytes()); err != nil {
			return err
		}
	}
	buf.Reset()
	format := o.stdout
	if format.Name == "text" && inColor(e.raw) {
		format.Write = func(w io.Writer, r audit.Result) error { return report.Text(w, r, report.Options{Color: true}) }
	}
	if err := render(e, &buf, format, result); err != nil {
		return err
	}
	if _, err := e.raw.Write(buf.Bytes()); err != nil {
		return &disk.Error{Path: "standard output", Msg: err.Error()}
	}
	return nil
}

func render(e *env, buf *bytes.Buffer, format report.Format, result audit.Result) error {
	if format.Left != nil {
		if left := format.Left(result); left != "" {
			fmt.Fprintf(e.stderr, "note: %s: %s\n", format.Name, left)
		}
	}
	return format.Write(buf, result)
}

// inColor reports whether w is a terminal whose user has nothing against
// colour (https://no-color.org).
func inColor(w io.Writer) bool {
	return terminalOf(w) != nil && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}
