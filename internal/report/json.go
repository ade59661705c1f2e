package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
	"stet/internal/source"
)

// JSON writes r by the schema stet.audit/1: every field is there, in the order
// of the schema, and no list is null. Claims and findings have a line each, so
// that results can be compared line by line.
func JSON(w io.Writer, r audit.Result) error {
	j := &jsonWriter{out: bufio.NewWriter(w)}
	j.enc = json.NewEncoder(&j.buf)
	j.enc.SetEscapeHTML(false)
	j.text(`{"schema":"stet.audit/1",` + "\n" + `"summary":`)
	j.value(summaryOf(r.Summary()))
	j.text(",\n" + `"articles":[`)
	for i := range r.Articles {
		j.comma(i)
		j.article(&r.Articles[i])
	}
	j.text("],\n" + `"findings":[`)
	for i := range r.Findings {
		j.comma(i)
		j.value(findingOf(&r.Findings[i]))
	}
	j.text("],\n" + `"absent":[`)
	for i := range r.Absent {
		j.comma(i)
		j.value(absentOf(&r.Absent[i]))
	}
	j.text("]}\n")
	if j.err != nil {
		return j.err
	}
	return j.out.Flush()
}

// A jsonWriter writes a document piece by piece, so that no whole report is
// ever held. Writing errors stay in out until it is flushed.
type jsonWriter struct {
	out *bufio.Writer
	buf bytes.Buffer
	enc *json.Encoder
	err error // of encoding
}

func (j *jsonWriter) text(s string) { j.out.WriteString(s) }

// comma starts the line of element i of a list.
func (j *jsonWriter) comma(i int) {
	if i > 0 {
		j.text(",")
	}
	j.text("\n")
}

func (j *jsonWriter) value(v any) {
	j.buf.Reset()
	if err := j.enc.Encode(v); err != nil && j.err == nil {
		j.err = fmt.Errorf("report as JSON: %w", err)
	}
	j.out.Write(bytes.TrimSuffix(j.buf.Bytes(), []byte("\n")))
}

func (j *jsonWriter) article(a *audit.Article) {
	j.text(`{"path":`)
	j.value(a.Path)
	j.text(`,"title":`)
	j.value(a.Title)
	j.text(`,"claims":[`)
	for i := range a.Claims {
		j.comma(i)
		j.value(claimOf(&a.Claims[i]))
	}
	j.text("]}")
}

type jsonSummary struct {
	Articles int          `json:"articles"`
	Standing int          `json:"standing"`
	Claims   int          `json:"claims"`
	Verdicts jsonVerdicts `json:"verdicts"`
	Leaning  int          `json:"leaning"`
	Findings struct {
		Error   int `json:"error"`
		Warning int `json:"warning"`
		Note    int `json:"note"`
	} `json:"findings"`
	Waived    int `json:"waived"`
	Baselined int `json:"baselined"`
	Drafts    int `json:"drafts"`
	Absent    int `json:"absent"`
}

func summaryOf(s audit.Summary) jsonSummary {
	j := jsonSummary{Articles: s.Articles + s.Standing, Standing: s.Standing, Claims: s.Claims, Verdicts: s.Verdicts, Leaning: s.Leaning, Waived: s.Waived, Baselined: s.Baselined, Drafts: s.Drafts, Absent: s.Absent}
	j.Findings.Error, j.Findings.Warning, j.Findings.Note = s.Errors, s.Warnings, s.Notes
	return j
}

// jsonVerdicts is an object that keeps the order of its members.
type jsonVerdicts []audit.VerdictCount

func (v jsonVerdicts) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, c := range v {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendQuote(b, string(c.Verdict))
		b = append(b, ':')
		b = strconv.AppendInt(b, int64(c.Claims), 10)
	}
	return append(b, '}'), nil
}

type jsonClaim struct {
	ID         string          `json:"id"`
	Start      source.Position `json:"start"`
	End        source.Position `json:"end"`
	Text       string          `json:"text"`
	Plain      string          `json:"plain"`
	Verdict    match.Verdict   `json:"verdict"`
	References []string        `json:"references"`
	Mentions   []jsonMention   `json:"mentions"`
}

func claimOf(c *audit.Claim) jsonClaim {
	j := jsonClaim{
		ID: c.ID, Start: c.Start, End: c.End, Text: c.Text, Plain: c.Plain, Verdict: c.Verdict,
		References: list(c.References()),
		Mentions:   make([]jsonMention, len(c.Mentions)),
	}
	for i := range c.Mentions {
		j.Mentions[i] = mentionOf(&c.Mentions[i], &c.Matches[i])
	}
	return j
}

type jsonMention struct {
	Start      source.Position `json:"start"`
	End        source.Position `json:"end"`
	Text       string          `json:"text"`
	Kind       claim.Kind      `json:"kind"`
	Journal    *string         `json:"journal"`
	Year       *int            `json:"year"`
	Authors    []string        `json:"authors"`
	Design     *string         `json:"design"`
	IDs        []cite.ID       `json:"ids"`
	Refs       []string        `json:"refs"`
	Resolved   []cite.ID       `json:"resolved"`
	Verdict    match.Verdict   `json:"verdict"`
	Reference  *string         `json:"reference"`
	Candidates []jsonCandidate `json:"candidates"`
}

func mentionOf(m *claim.Mention, got *match.Match) jsonMention {
	j := jsonMention{
		Start: m.Start, End: m.End, Text: m.Text, Kind: m.Kind,
		Journal: orNull(m.Journal), Year: orNull(m.Year), Authors: list(m.Authors), Design: orNull(m.Design),
		IDs: list(m.IDs), Refs: list(m.Refs), Resolved: list(m.Resolved),
		Verdict:    got.Verdict,
		Candidates: make([]jsonCandidate, len(got.Candidates)),
	}
	if len(got.References) > 0 && got.Verdict != match.Ambiguous {
		j.Reference = &got.References[0]
	}
	for i, c := range got.Candidates {
		j.Candidates[i] = jsonCandidate{c.Reference, c.Journal, list(c.Years), hundredths(c.Subject), list(c.Why)}
	}
	return j
}

type jsonCandidate struct {
	Reference string     `json:"reference"`
	Journal   string     `json:"journal"`
	Years     []int      `json:"years"`
	Subject   hundredths `json:"subject"`
	Why       []string   `json:"why"`
}

// hundredths are written with two decimals: 61 is 0.61.
type hundredths int

func (h hundredths) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "%d.%02d", h/100, h%100), nil
}

type jsonFinding struct {
	Rule     string          `json:"rule"`
	Severity audit.Severity  `json:"severity"`
	Path     string          `json:"path"`
	Start    source.Position `json:"start"`
	End      source.Position `json:"end"`
	Message  string          `json:"message"`
	Hint     string          `json:"hint"`
	Claim    *string         `json:"claim"`
	Waived   *audit.Waiver   `json:"waived"`
	Baseline *audit.Baseline `json:"baseline"`
	Draft    bool            `json:"draft"`

	Fingerprint string `json:"fingerprint"`
}

func findingOf(f *audit.Finding) jsonFinding {
	return jsonFinding{f.Rule, f.Severity, f.Path, wholeFile(f.Start), wholeFile(f.End), f.Message, f.Hint, orNull(f.Claim), f.Waived, orNull(f.Baseline), f.Draft, f.Fingerprint}
}

type jsonAbsent struct {
	Rule        string `json:"rule"`
	Path        string `json:"path"`
	Message     string `json:"message"`
	Fingerprint string `json:"fingerprint"`
}

func absentOf(f *audit.Finding) jsonAbsent {
	return jsonAbsent{f.Rule, f.Path, f.Message, f.Fingerprint}
}

// wholeFile is p, or the start of the file where p stands for the file as a
// whole: lines and columns of the schema are 1 at least.
func wholeFile(p source.Position) source.Position {
	if p.Line == 0 {
		return source.Position{Line: 1, Column: 1}
	}
	return p
}

// list is s, and an empty list rather than null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// orNull is v, and null for what is not stated.
func orNull[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}
