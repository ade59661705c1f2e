package audit

import (
	"strings"

	"stet/internal/claim"
	"stet/internal/source"
)

// Touched says what of an article is not as it was.
type Touched struct {
	claims map[string]bool // ids
	lines  map[int]bool    // 1-based
}

// Touch compares a file with its old text, and the claims that are in them. A
// claim is touched if its text, or an entry of the list that it leads to, is not
// as it was; moved or laid out anew it is the same claim.
func Touch(f *source.File, claims []claim.Claim, old []byte, before []claim.Claim) Touched {
	t := Touched{claims: map[string]bool{}, lines: map[int]bool{}}
	were := map[string]int{}
	for i := range before {
		were[claimText(&before[i])]++
	}
	for i := range claims {
		text := claimText(&claims[i])
		if were[text]--; were[text] < 0 {
			t.claims[claims[i].ID] = true
		}
	}
	lines := map[string]int{}
	for line := range strings.SplitSeq(strings.ReplaceAll(string(old), "\r", "\n"), "\n") {
		lines[strings.TrimSpace(line)]++
	}
	for n := 1; n <= f.Lines(); n++ {
		text := strings.TrimSpace(f.Line(n))
		if lines[text]--; lines[text] < 0 && text != "" {
			t.lines[n] = true
		}
	}
	return t
}

// claimText is all that a claim is read from, with single white space.
func claimText(c *claim.Claim) string {
	var b strings.Builder
	add := func(text string) {
		for word := range strings.FieldsSeq(text) {
			b.WriteString(word)
			b.WriteByte(' ')
		}
	}
	add(c.Text)
	for i := range c.Mentions {
		for _, entry := range c.Mentions[i].Entries {
			add(entry.Raw)
		}
	}
	return b.String()
}

// Claim reports whether the claim of that id is touched.
func (t Touched) Claim(id string) bool { return t.claims[id] }

// Finding reports whether a finding is about something that was touched: its
// claim, or one of its lines. One about the file as a whole is.
func (t Touched) Finding(f *Finding) bool {
	if f.Claim != "" {
		return t.claims[f.Claim]
	}
	for n := f.Start.Line; n <= f.End.Line; n++ {
		if t.lines[n] {
			return true
		}
	}
	return f.Start.Line == 0
}

// Since keeps of r what was touched: by path, the files that are not as they
// were. Findings of the baseline that are gone are left out.
func (r *Result) Since(touched map[string]Touched) {
	var articles []Article
	for _, a := range r.Articles {
		t := touched[a.Path]
		if len(t.claims)+len(t.lines) == 0 {
			continue
		}
		var claims []Claim
		for _, c := range a.Claims {
			if t.Claim(c.ID) {
				claims = append(claims, c)
			}
		}
		a.Claims = claims
		articles = append(articles, a)
	}
	var findings []Finding
	for _, f := range r.Findings {
		if t, ok := touched[f.Path]; ok && t.Finding(&f) {
			findings = append(findings, f)
		}
	}
	r.Articles, r.Findings, r.Absent = articles, findings, nil
}
