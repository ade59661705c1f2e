package ncbi

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"stet/internal/cite"
)

// A Citation is a paper as a reference list names it. Journal is required.
type Citation struct {
	Journal string // title or abbreviation
	Year    int
	Volume  string
	Page    string // the first
	Author  string // the first: "Fiorentini D"
}

// A CitationMatch is what PubMed makes of a Citation: one PMID where it fits
// one record, the candidates where it fits a few, none where it fits none or
// too many.
type CitationMatch struct {
	PMIDs []cite.PMID
	Note  string // why it is not one: "no record fits", ...
}

// MatchCitations looks citations up by their journal, year, volume, first page
// and first author. It gives a match for each, in order.
func (c *Client) MatchCitations(ctx context.Context, citations []Citation) ([]CitationMatch, error) {
	var matches []CitationMatch
	for part := range slices.Chunk(citations, batchSize) {
		var lines []string
		for i, cit := range part {
			year := ""
			if cit.Year != 0 {
				year = strconv.Itoa(cit.Year)
			}
			fields := []string{cit.Journal, year, cit.Volume, cit.Page, cit.Author, citationKey(i)}
			for i, f := range fields {
				fields[i] = strings.Join(strings.Fields(strings.ReplaceAll(f, "|", " ")), " ")
			}
			lines = append(lines, strings.Join(fields, "|")+"|")
		}
		form := url.Values{"db": {"pubmed"}, "retmode": {"xml"}, "bdata": {strings.Join(lines, "\r")}}
		var some []CitationMatch
		err := c.ask(ctx, request{service: ecitmatch, form: form, read: func(body []byte) (err error) {
			some, err = readMatches(string(body), len(part))
			return err
		}})
		if err != nil {
			return matches, err
		}
		matches = append(matches, some...)
	}
	return matches, nil
}

func citationKey(i int) string { return "stet" + strconv.Itoa(i) }

// readMatches reads the answer of ecitmatch: a line for each citation, which
// ends in its key and what was found. Lines of misses may lack fields.
func readMatches(text string, n int) ([]CitationMatch, error) {
	matches := make([]CitationMatch, n)
	known := make([]bool, n)
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		fields := strings.Split(strings.TrimSpace(line), "|")
		if len(fields) < 2 {
			continue
		}
		i := slices.IndexFunc(fields, func(f string) bool {
			number, ok := strings.CutPrefix(f, "stet")
			k, err := strconv.Atoi(number)
			return ok && err == nil && k >= 0 && k < n && f == citationKey(k)
		})
		if i < 0 {
			continue
		}
		k, _ := strconv.Atoi(fields[i][len("stet"):])
		known[k] = true
		matches[k] = readMatch(strings.TrimSpace(fields[len(fields)-1]))
	}
	if !slices.Contains(known, true) {
		return nil, fmt.Errorf("it is no list of citations: %s", quote([]byte(text)))
	}
	for k, ok := range known { // lines of misses go missing
		if !ok {
			matches[k] = CitationMatch{Note: "no record fits"}
		}
	}
	return matches, nil
}

func readMatch(found string) CitationMatch {
	if pmid, err := cite.ParsePMID(found); err == nil {
		return CitationMatch{PMIDs: []cite.PMID{pmid}}
	}
	if rest, ok := strings.CutPrefix(found, "AMBIGUOUS"); ok {
		var m CitationMatch
		for s := range strings.FieldsFuncSeq(rest, func(r rune) bool { return r == ',' || r == ' ' }) {
			if pmid, err := cite.ParsePMID(s); err == nil && !strings.Contains(rest, "(") {
				m.PMIDs = append(m.PMIDs, pmid)
			}
		}
		m.Note = "several records fit"
		return m
	}
	if strings.Contains(found, "INVALID_JOURNAL") {
		return CitationMatch{Note: "PubMed does not know the journal"}
	}
	return CitationMatch{Note: "no record fits"}
}
