package report

import (
	"cmp"
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
	"stet/internal/source"
)

// csvColumns are the columns of the ledger. What a claim has several of, as it
// names several sources, stands in one cell with "; " between. "leans on" names
// the references that are retracted or under an expression of concern, which no
// verdict tells.
var csvColumns = []string{
	"article", "line", "verdict", "sentence", "journal", "year", "authors", "design", "ids",
	"reference", "reference title", "reference journal", "reference year", "pubmed", "doi",
	"nearest", "nearest title", "nearest link", "why", "hint", "findings", "severity", "waived", "baseline", "claim", "leans on",
}

// CSV writes the claims of r as a ledger for a spreadsheet, a row each: where it
// stands, what it says of its sources, what that was compared with, and what to
// do. Findings about no claim have no row.
//
// The file is UTF-8 with a byte order mark, without which Excel takes it for
// another encoding, and its lines end with CRLF (RFC 4180). A cell that a spreadsheet
// would take for a formula starts with an apostrophe.
func CSV(w io.Writer, r audit.Result) error {
	if _, err := io.WriteString(w, source.BOM); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	out.Write(csvColumns)
	about := map[string][]*audit.Finding{}
	for i := range r.Findings {
		f := &r.Findings[i]
		about[f.Path+"\n"+f.Claim] = append(about[f.Path+"\n"+f.Claim], f)
	}
	for i := range r.Articles {
		a := &r.Articles[i]
		for j := range a.Claims {
			row := ledgerRow(&r, &a.Claims[j], about[a.Path+"\n"+a.Claims[j].ID])
			row[0] = a.Path
			for k := range row {
				row[k] = csvCell(row[k])
			}
			out.Write(row)
		}
	}
	out.Flush()
	return out.Error()
}

// ledgerRow are the cells of a claim, but for its article. findings are those
// about it.
func ledgerRow(r *audit.Result, c *audit.Claim, findings []*audit.Finding) []string {
	var journals, years, authors, designs, ids, nearest, titles, links, why, hints cells
	for i := range c.Mentions {
		m, got := &c.Mentions[i], &c.Matches[i]
		journals.add(m.Journal)
		years.addYear(m.Year)
		authors.add(strings.Join(m.Authors, ", "))
		designs.add(m.Design)
		ids.add(statedIDs(m)...)
		if near := nearestTo(got); near != "" && got.Verdict != match.Matched {
			nearest.add(near)
			ref := cmp.Or(r.Reference(near), &cite.Reference{})
			titles.add(ref.Title)
			links.add(linkOf(ref))
		}
		why.add(whyOf(m, got))
		hints.add(got.Hint)
	}
	var refs, refTitles, refJournals, refYears, pubmed, dois, leaning cells
	retracted, doubted := c.Unsound(r.Reference)
	for _, key := range retracted {
		leaning.add("retracted: " + key)
	}
	for _, key := range doubted {
		leaning.add("concern: " + key)
	}
	for _, key := range c.References() {
		ref := cmp.Or(r.Reference(key), &cite.Reference{})
		refs.add(key)
		refTitles.add(ref.Title)
		refJournals.add(ref.Journal.Title)
		refYears.addYear(ref.Year)
		pubmed.add(pubmedLink(ref))
		dois.add(doiLink(ref))
	}
	rules, severity, waived, baseline := standings(findings)
	return []string{
		"", strconv.Itoa(c.Start.Line), string(c.Verdict), c.Plain, journals.text(), years.text(), authors.text(), designs.text(), ids.text(),
		refs.text(), refTitles.text(), refJournals.text(), refYears.text(), pubmed.text(), dois.text(),
		nearest.text(), titles.text(), links.text(), why.text(), hints.text(), rules, severity, waived, baseline, c.ID, leaning.text(),
	}
}

// cells are the values of a cell, each once.
type cells []string

func (c *cells) add(values ...string) {
	for _, v := range values {
		if v != "" && !slices.Contains(*c, v) {
			*c = append(*c, v)
		}
	}
}

func (c *cells) addYear(year int) {
	if year != 0 {
		c.add(strconv.Itoa(year))
	}
}

func (c cells) text() string { return strings.Join(c, "; ") }

// statedIDs are the ids and keys that m gives, as well as those that its
// markers lead to.
func statedIDs(m *claim.Mention) []string {
	var ids []string
	for _, id := range slices.Concat(m.IDs, m.Resolved) {
		ids = append(ids, id.String())
	}
	for _, bad := range m.Bad {
		ids = append(ids, bad.Text)
	}
	return append(ids, m.Keys...)
}

// nearestTo is the reference that a mention came nearest to, "" for none.
func nearestTo(got *match.Match) string {
	if key := audit.Compared(got); key != "" {
		return key
	}
	if len(got.Candidates) > 0 {
		return got.Candidates[0].Reference
	}
	return ""
}

// whyOf says field by field how what m states stands to what was found.
func whyOf(m *claim.Mention, got *match.Match) string {
	if got.Message != "" {
		return got.Message
	}
	var parts []string
	for _, f := range got.Fields {
		sign := " ≠ "
		if f.OK {
			sign = " = "
		}
		parts = append(parts, f.Name+": "+cmp.Or(f.Stated, "-")+sign+cmp.Or(f.Found, "-"))
	}
	return strings.Join(parts, ", ")
}

// standings are the rules that findings break, the worst severity of those that
// count, and what is known of those that do not.
func standings(findings []*audit.Finding) (rules, severity, waived, baseline string) {
	var names, waivers, states cells
	worst := len(audit.Severities)
	for _, f := range findings {
		names.add(f.Rule)
		states.add(string(f.Baseline))
		if f.Waived != nil {
			waivers.add(waivedBy(f.Waived))
		}
		if f.Counts() {
			worst = min(worst, slices.Index(audit.Severities, f.Severity))
		}
	}
	if worst < len(audit.Severities) {
		severity = string(audit.Severities[worst])
	}
	return names.text(), severity, waivers.text(), states.text()
}

func pubmedLink(r *cite.Reference) string {
	if r.PMID == "" {
		return ""
	}
	return "https://pubmed.ncbi.nlm.nih.gov/" + string(r.PMID) + "/"
}

func doiLink(r *cite.Reference) string {
	if r.DOI == "" {
		return ""
	}
	return "https://doi.org/" + string(r.DOI)
}

// linkOf is where a reference can be looked at.
func linkOf(r *cite.Reference) string { return cmp.Or(pubmedLink(r), doiLink(r), r.URL) }

// csvCell is s as a spreadsheet shows it and does not run it: formulas start
// with = + - @, also in the wide forms of East Asia, or behind a control
// character. https://owasp.org/www-community/attacks/CSV_Injection
func csvCell(s string) string {
	s = strings.TrimSpace(strings.Map(inLine, s))
	if first, _ := utf8.DecodeRuneInString(s); strings.ContainsRune("=+-@＝＋－＠", first) {
		return "'" + s
	}
	return s
}
