package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"stet/internal/audit"
)

// JUnit writes r as test results, as CI systems read them: a suite for each
// file, in it a case for each finding, and one that passes for each claim
// without any. A finding that fails the run is a failure, one that is waived or
// in the baseline is skipped, and any other passes with its message as output:
// what a CI system shows agrees with the exit status.
//
// Names hold no lines and columns, by which CI systems would take a finding that
// moved for another one. No time is given, as the same input gives the same bytes.
func JUnit(w io.Writer, r audit.Result) error {
	doc := junitSuites{Name: "stet audit"}
	for _, f := range byFile(r) {
		doc.Suites = append(doc.Suites, junitSuiteOf(&r, f))
	}
	for _, s := range doc.Suites {
		doc.Tests += s.Tests
		doc.Failures += s.Failures
		doc.Skipped += s.Skipped
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"` // always 0: what could not be checked is no report's business
	Skipped  int          `xml:"skipped,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"` // the file: CI systems group by it
	File    string        `xml:"file,attr"`
	Line    int           `xml:"line,attr"`
	Skipped *junitSkipped `xml:"skipped"`
	Failure *junitFailure `xml:"failure"`
	Output  string        `xml:"system-out,omitempty"`
}

type junitSkipped struct {
	Message string `xml:"message,attr"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

func junitSuiteOf(r *audit.Result, file fileFindings) junitSuite {
	s := junitSuite{Name: junitText(file.path)}
	flagged := map[string]bool{}
	for i := range file.findings {
		f := &file.findings[i]
		flagged[f.Claim] = true
		c := junitCase{
			Name: junitText(fmt.Sprintf("%s: %s: %s", f.Severity, f.Rule, f.Message)), Class: s.Name, File: s.Name, Line: wholeFile(f.Start).Line,
		}
		text := junitText(strings.TrimSpace(plainFinding(f)))
		switch {
		case !f.Counts() || f.Draft:
			c.Skipped = &junitSkipped{junitText(strings.Trim(standing(f), " ()"))}
			s.Skipped++
		case r.Fails(f):
			c.Failure = &junitFailure{junitText(f.Message), f.Rule, text}
			s.Failures++
		default:
			c.Output = text
		}
		s.Cases = append(s.Cases, c)
	}
	if file.article != nil {
		for i := range file.article.Claims {
			cl := &file.article.Claims[i]
			if !flagged[cl.ID] {
				name := fmt.Sprintf("%s: %s", cl.Verdict, clean(cl.Plain))
				s.Cases = append(s.Cases, junitCase{Name: junitText(name), Class: s.Name, File: s.Name, Line: cl.Start.Line})
			}
		}
	}
	s.Tests = len(s.Cases)
	return s
}

// junitText is s without what XML 1.0 has no way to write.
func junitText(s string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r < ' ' && r != '\n' && r != '\t' || r == 0xfffe || r == 0xffff {
			return utf8.RuneError
		}
		return r
	}, s)
}
