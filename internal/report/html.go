package report

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/match"
)

var (
	//go:embed html/report.tmpl
	htmlText string
	//go:embed html/report.css
	htmlStyle string
	//go:embed html/report.js
	htmlScript string
)

var htmlTemplate = template.Must(template.New("report").Parse(htmlText))

// HTML writes r as one page that needs nothing else: every claim and finding by
// file, with filters. It asks no network, and its policy lets it run its own style
// and script alone. Without a script it shows everything, and no filters.
func HTML(w io.Writer, r audit.Result) error {
	out := bufio.NewWriter(w)
	s := r.Summary()
	page := htmlPage{
		Style: template.CSS(htmlStyle), Script: template.JS(htmlScript),
		Policy:  "default-src 'none'; style-src '" + policyHash(htmlStyle) + "'; script-src '" + policyHash(htmlScript) + "'; base-uri 'none'; form-action 'none'",
		Outcome: verdictOf(&r), Counted: counted(s), Findings: findings(s),
		Absent: r.Absent,
	}
	for _, v := range s.Verdicts {
		page.Verdicts = append(page.Verdicts, htmlVerdict{v, htmlClass(v.Verdict), inSummary(v.Verdict, s)})
	}
	for i, file := range worstFirst(byFile(r)) {
		if f := htmlFileOf(&r, file); len(f.Items) > 0 {
			f.ID = "file-" + strconv.Itoa(i+1)
			page.Files = append(page.Files, f)
			page.Items += len(f.Items)
		}
	}
	if err := htmlTemplate.Execute(Shown(out), page); err != nil {
		return err
	}
	return out.Flush()
}

// policyHash is how a Content-Security-Policy names a text it trusts.
func policyHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

type htmlPage struct {
	Style    template.CSS
	Script   template.JS
	Policy   string
	Outcome  string
	Counted  string
	Findings string
	Verdicts []htmlVerdict
	Files    []htmlFile
	Items    int
	Absent   []audit.Finding
}

type htmlVerdict struct {
	audit.VerdictCount
	Class   string
	Meaning string
}

type htmlFile struct {
	ID    string
	Path  string
	Title string
	Items []htmlItem
}

// An htmlItem is a claim with the findings about it, or a finding about
// something else.
type htmlItem struct {
	Place      string // line of the file, "" for the file as a whole
	Verdict    match.Verdict
	Class      string
	Severity   string // the worst of what counts, "none" for nothing
	State      string // "counts", "waived" or "baseline" findings, the first that holds; "none"
	Text       string
	Findings   []htmlFinding
	References []htmlReference
}

type htmlFinding struct {
	*audit.Finding
	Class    string
	Standing string
	Fields   []match.Field
	Against  *htmlReference
	Others   []htmlReference
}

// An htmlReference is a reference with where it can be looked at.
type htmlReference struct {
	Key  string
	Text string
	Link string
	Why  string
}

func htmlFileOf(r *audit.Result, file fileFindings) htmlFile {
	f := htmlFile{Path: file.path}
	about := map[string][]*audit.Finding{}
	for i := range file.findings {
		about[file.findings[i].Claim] = append(about[file.findings[i].Claim], &file.findings[i])
	}
	if file.article != nil {
		f.Title = file.article.Title
		for i := range file.article.Claims {
			c := &file.article.Claims[i]
			item := htmlItem{Place: strconv.Itoa(c.Start.Line), Verdict: c.Verdict, Class: htmlClass(c.Verdict), Text: c.Plain}
			for _, key := range c.References() {
				item.References = append(item.References, htmlReferenceOf(r, key))
			}
			item.add(r, about[c.ID])
			f.Items = append(f.Items, item)
			delete(about, c.ID)
		}
	}
	for i := range file.findings {
		finding := &file.findings[i]
		if _, left := about[finding.Claim]; left {
			item := htmlItem{Class: htmlSeverity[finding.Severity], Text: finding.Excerpt.Line}
			if finding.Start.Line > 0 {
				item.Place = strconv.Itoa(finding.Start.Line)
			}
			item.add(r, []*audit.Finding{finding})
			f.Items = append(f.Items, item)
		}
	}
	return f
}

// add adds findings to an item, and says by them what it is filtered by.
func (item *htmlItem) add(r *audit.Result, findings []*audit.Finding) {
	_, severity, waived, _ := standings(findings)
	item.Severity, item.State = cmp.Or(severity, "none"), "none"
	switch {
	case severity != "":
		item.State = "counts"
	case waived != "":
		item.State = "waived"
	case len(findings) > 0:
		item.State = "baseline"
	}
	for _, f := range findings {
		h := htmlFinding{Finding: f, Class: htmlSeverity[f.Severity], Standing: standing(f), Fields: htmlFields(f.Fields)}
		if f.Reference != "" {
			ref := htmlReferenceOf(r, f.Reference)
			h.Against = &ref
		}
		for i := range f.Candidates {
			if c := &f.Candidates[i]; c.Reference != f.Reference && len(h.Others) < shown {
				ref := htmlReferenceOf(r, c.Reference)
				ref.Why = strings.Join(c.Why, ", ")
				h.Others = append(h.Others, ref)
			}
		}
		item.Findings = append(item.Findings, h)
	}
}

// htmlFields are fields with what was found of the subject in words.
func htmlFields(fields []match.Field) []match.Field {
	fields = slices.Clone(fields)
	for i := range fields {
		switch f := &fields[i]; {
		case f.Name != subjectField:
		case f.Stated == "":
			f.Stated, f.Found = "has no word of a subject", "not compared"
		case f.Found == "":
			f.Found = "has no word of it"
		case f.OK:
			f.Found = "speaks of " + common(*f) + " too"
		default:
			f.Found = "has no more of it than " + common(*f)
		}
	}
	return fields
}

func htmlReferenceOf(r *audit.Result, key string) htmlReference {
	ref := r.Reference(key)
	if ref == nil {
		return htmlReference{Key: key}
	}
	return htmlReference{Key: key, Text: cite.Vancouver(ref), Link: linkOf(ref)}
}

// htmlSeverity are the marks of findings: the red pencil, the blue one, a
// dotted line.
var htmlSeverity = map[audit.Severity]string{audit.Error: "flagged", audit.Warning: "query", audit.Note: "vague"}

// htmlClass is the mark of a verdict, as on the site.
func htmlClass(v match.Verdict) string {
	if v == match.Matched {
		return "stands"
	}
	rule, _ := audit.ByID(string(v))
	return cmp.Or(htmlSeverity[rule.Severity], "query")
}
