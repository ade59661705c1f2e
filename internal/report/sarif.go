package report

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"stet/internal/audit"
)

// What GitHub takes of an upload, by its "SARIF support for code scanning": of
// more than sarifMost results, or of a larger file, it takes nothing.
const (
	sarifMost  = 25_000   // results in a run
	sarifShown = 5_000    // of them it shows, the worst
	sarifBytes = 10 << 20 // of the file, compressed by gzip
)

// SARIF writes r as a log of SARIF 2.1.0. Of more results than GitHub takes the
// worst are written, and a notification of the run says how many are left out.
//
// Findings of the baseline that are gone are not written: GitHub does not look at
// the state "absent" and would open an alert for each.
func SARIF(w io.Writer, r audit.Result) error {
	results, err := sarifResults(r.Findings)
	if err != nil {
		return err
	}
	log := sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{sarifRunOf(r, results)},
	}
	b, err := marshal(log)
	if err != nil {
		return err
	}
	_, err = w.Write(append(b, '\n'))
	return err
}

// sarifResults are findings as results, in their order where GitHub takes all of
// them, else the worst.
func sarifResults(findings []audit.Finding) ([]json.RawMessage, error) {
	results := make([]json.RawMessage, len(findings))
	for i := range findings {
		b, err := marshal(sarifResultOf(&findings[i]))
		if err != nil {
			return nil, err
		}
		results[i] = b
	}
	const room = sarifBytes - sarifBytes/10 // a tenth is for the rules and the rest
	if len(results) <= sarifMost && fitting(results, room) == len(results) {
		return results, nil
	}
	order := make([]int, len(findings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return worse(findings[i], findings[j]) })
	worst := make([]json.RawMessage, min(len(results), sarifMost))
	for i := range worst {
		worst[i] = results[order[i]]
	}
	return worst[:fitting(worst, room)], nil
}

// sarifLeft says what GitHub will not show of r.
func sarifLeft(r audit.Result) string {
	switch n := len(r.Findings); {
	case n > sarifMost:
		return fmt.Sprintf("GitHub takes %d results of a run and shows the worst %d: the log holds the worst of %d findings; audit fewer articles a run, or adopt a baseline", sarifMost, sarifShown, n)
	case n > sarifShown:
		return fmt.Sprintf("GitHub shows the worst %d of the %d findings", sarifShown, n)
	}
	return ""
}

// worse orders findings by what they weigh: those that count first, by
// severity.
func worse(a, b audit.Finding) int { return weightOf(&a) - weightOf(&b) }

func weightOf(f *audit.Finding) int {
	weight := slices.Index(audit.Severities, f.Severity)
	if !f.Counts() {
		weight += len(audit.Severities)
	}
	return weight
}

// fitting is how many of results, one after another, take at most limit bytes
// when they are compressed.
func fitting(results []json.RawMessage, limit int) int {
	total := 0
	for _, b := range results {
		total += len(b)
	}
	if total < limit {
		return len(results)
	}
	var size counter
	z := gzip.NewWriter(&size)
	const step = 500
	for i, b := range results {
		z.Write(b)
		if i%step != step-1 {
			continue
		}
		if z.Flush(); int(size) > limit {
			return i + 1 - step
		}
	}
	if z.Close(); int(size) > limit {
		return len(results) - len(results)%step
	}
	return len(results)
}

// A counter counts what is written to it.
type counter int

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}

// marshal is v as JSON that is not escaped for HTML, on one line.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("report as JSON: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool        sarifTool         `json:"tool"`
	Invocations []sarifInvocation `json:"invocations"`
	Language    string            `json:"language"`
	ColumnKind  string            `json:"columnKind"`
	LineEnds    []string          `json:"newlineSequences"` // as source.File counts lines
	Results     []json.RawMessage `json:"results"`
	Properties  sarifCounts       `json:"properties"`
}

type sarifTool struct {
	Driver struct {
		Name     string      `json:"name"`
		Language string      `json:"language"`
		Rules    []sarifRule `json:"rules"`
	} `json:"driver"`
}

type sarifInvocation struct {
	Successful    bool                `json:"executionSuccessful"`
	Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
}

type sarifNotification struct {
	Level   string    `json:"level"`
	Message sarifText `json:"message"`
}

type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

// sarifCounts are the counts of the audit, of which results may hold a part.
type sarifCounts struct {
	Summary jsonSummary `json:"stet.summary"`
}

func sarifRunOf(r audit.Result, results []json.RawMessage) sarifRun {
	run := sarifRun{
		Language: "en", ColumnKind: "unicodeCodePoints", LineEnds: []string{"\r\n", "\n", "\r"},
		Results: results, Properties: sarifCounts{summaryOf(r.Summary())},
	}
	run.Tool.Driver.Name, run.Tool.Driver.Language = "stet", run.Language
	run.Tool.Driver.Rules = make([]sarifRule, len(audit.Rules))
	for i := range audit.Rules {
		run.Tool.Driver.Rules[i] = sarifRuleOf(&audit.Rules[i])
	}
	run.Invocations = []sarifInvocation{{Successful: true}}
	if left := len(r.Findings) - len(results); left > 0 {
		text := fmt.Sprintf("%s left out: GitHub takes %d results and %d MB, compressed; the worst are here", Count(left, "finding"), sarifMost, sarifBytes>>20)
		run.Invocations[0].Notifications = []sarifNotification{{"warning", sarifText{Text: text}}}
	}
	return run
}

// A sarifRule has no name: it would have to be another one than its id.
type sarifRule struct {
	ID            string    `json:"id"`
	Short         sarifText `json:"shortDescription"`
	Full          sarifText `json:"fullDescription"`
	Help          sarifText `json:"help"`
	Configuration struct {
		Level string `json:"level"`
	} `json:"defaultConfiguration"`
	Properties struct {
		Tags     []string `json:"tags"`
		Severity string   `json:"problem.severity"` // as GitHub orders alerts by
	} `json:"properties"`
}

func sarifRuleOf(r *audit.Rule) sarifRule {
	paragraphs := r.Paragraphs()
	s := sarifRule{ID: r.ID, Short: sarifText{Text: r.Title}, Full: sarifText{Text: paragraphs[0]}}
	s.Help.Text = strings.Join(paragraphs, "\n\n")
	s.Help.Markdown = s.Help.Text
	for _, part := range r.Parts() {
		s.Help.Markdown += "\n\n**" + part.Name + "**\n\n" + fenced(part.Text)
	}
	s.Configuration.Level = string(r.Severity)
	s.Properties.Severity = string(r.Severity)
	if r.Severity == audit.Note {
		s.Properties.Severity = "recommendation"
	}
	s.Properties.Tags = []string{"citations"}
	if r.Blocking {
		s.Properties.Tags = append(s.Properties.Tags, "blocking")
	}
	return s
}

// fenced is text as a block of code in markdown.
func fenced(text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + "\n" + text + "\n" + fence
}

type sarifResult struct {
	Rule         string             `json:"ruleId"`
	Index        int                `json:"ruleIndex"` // -1 for a rule that this stet does not know
	Level        audit.Severity     `json:"level"`
	Message      sarifText          `json:"message"`
	Locations    []sarifLocation    `json:"locations"`
	Prints       sarifPrints        `json:"partialFingerprints"`
	Baseline     audit.Baseline     `json:"baselineState,omitempty"`
	Suppressions []sarifSuppression `json:"suppressions"` // empty, not absent: that it is not waived is known
	Properties   sarifProperties    `json:"properties"`
}

type sarifLocation struct {
	Physical struct {
		Artifact struct {
			URI  string `json:"uri"`
			Base string `json:"uriBaseId,omitempty"`
		} `json:"artifactLocation"`
		Region sarifRegion `json:"region"`
	} `json:"physicalLocation"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"`
	EndLine     int `json:"endLine,omitempty"`
	EndColumn   int `json:"endColumn,omitempty"` // exclusive, as stet's are
}

// sarifPrints has the finding's fingerprint under a name of its own, and under
// the only one that GitHub looks at.
type sarifPrints struct {
	Own  string `json:"stetFinding/v1"`
	Line string `json:"primaryLocationLineHash"`
}

type sarifSuppression struct {
	Kind          string `json:"kind"`
	Status        string `json:"status"`
	Justification string `json:"justification"`
}

type sarifProperties struct {
	Claim      *string  `json:"claim"`
	Hint       string   `json:"hint"`
	Reference  *string  `json:"reference"`
	Candidates []string `json:"candidates"`
}

func sarifResultOf(f *audit.Finding) sarifResult {
	s := sarifResult{
		Rule: f.Rule, Index: slices.IndexFunc(audit.Rules, func(r audit.Rule) bool { return r.ID == f.Rule }), Level: f.Severity,
		Message:      sarifText{Text: withHint(f)},
		Locations:    []sarifLocation{sarifPlace(f)},
		Prints:       sarifPrints{f.Fingerprint, f.Fingerprint + ":1"},
		Baseline:     f.Baseline,
		Suppressions: []sarifSuppression{},
		Properties:   sarifProperties{orNull(f.Claim), f.Hint, orNull(f.Reference), []string{}},
	}
	if f.Waived != nil {
		s.Suppressions = append(s.Suppressions, sarifSuppression{"inSource", "accepted", waivedBy(f.Waived)})
	}
	for _, c := range f.Candidates {
		s.Properties.Candidates = append(s.Properties.Candidates, c.Reference)
	}
	return s
}

// withHint is the message and the hint, in which nothing looks like SARIF's
// links, "[text](1)".
func withHint(f *audit.Finding) string {
	text := f.Message
	if f.Hint != "" {
		text += "\n" + f.Hint
	}
	return strings.ReplaceAll(text, "](", "] (")
}

// waivedBy is a waiver in words.
func waivedBy(w *audit.Waiver) string {
	return fmt.Sprintf("waived by %s until %s: %s", w.By, w.Until, w.Reason)
}

func sarifPlace(f *audit.Finding) (l sarifLocation) {
	a := &l.Physical.Artifact
	switch {
	case strings.HasPrefix(f.Path, "/"):
		a.URI = (&url.URL{Scheme: "file", Path: f.Path}).String()
	case len(f.Path) > 1 && f.Path[1] == ':': // a disk of Windows
		a.URI = (&url.URL{Scheme: "file", Path: "/" + f.Path}).String()
	default:
		a.URI, a.Base = (&url.URL{Path: f.Path}).EscapedPath(), "%SRCROOT%"
	}
	if l.Physical.Region.StartLine = 1; f.Start.Line > 0 {
		l.Physical.Region = sarifRegion{f.Start.Line, f.Start.Column, f.End.Line, f.End.Column}
	}
	return l
}
