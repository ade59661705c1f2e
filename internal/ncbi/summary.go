package ncbi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"stet/internal/cite"
)

// A Summary is the little that PubMed says of a record at small cost: enough to
// see whether it was retracted since it was fetched.
type Summary struct {
	PMID    cite.PMID
	Title   string
	Types   []string
	Notices []cite.Notice
	Missing bool // PubMed has no record of the PMID
}

// Summaries asks for the summaries of PMIDs, as Fetch does for records: one
// for each, in order, batch by batch. An error ends the sequence.
func (c *Client) Summaries(ctx context.Context, pmids []cite.PMID) iter.Seq2[[]Summary, error] {
	return func(yield func([]Summary, error) bool) {
		for part := range slices.Chunk(distinct(slices.Clone(pmids)), batchSize) {
			form := url.Values{"db": {"pubmed"}, "retmode": {"json"}, "id": {joinPMIDs(part)}}
			var summaries []Summary
			err := c.ask(ctx, request{service: esummary, form: form, read: func(body []byte) (err error) {
				summaries, err = readSummaries(body, part)
				return err
			}})
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(summaries, nil) {
				return
			}
		}
	}
}

// A summary is a record in the answer of esummary.
type summary struct {
	UID        string   `json:"uid"`
	Error      string   `json:"error"`
	Title      string   `json:"title"`
	BookTitle  string   `json:"booktitle"`
	Types      []string `json:"pubtype"`
	References []struct {
		Source string `json:"refsource"`
		Type   string `json:"reftype"` // "Retraction in"
		PMID   int    `json:"pmid"`
	} `json:"references"`
}

// readSummaries reads the answer of esummary, which must hold each PMID.
func readSummaries(body []byte, pmids []cite.PMID) ([]Summary, error) {
	var answer struct {
		Result map[string]json.RawMessage `json:"result"`
	}
	if err := json.Unmarshal(body, &answer); err != nil || answer.Result == nil {
		return nil, errors.New("it is no JSON of summaries")
	}
	summaries := make([]Summary, len(pmids))
	for i, pmid := range pmids {
		var s summary
		raw, ok := answer.Result[string(pmid)]
		if !ok {
			return nil, fmt.Errorf("it says nothing of pmid:%s", pmid)
		}
		if err := json.Unmarshal(raw, &s); err != nil || s.UID != string(pmid) {
			return nil, fmt.Errorf("what it says of pmid:%s is no summary", pmid)
		}
		if s.Error != "" {
			if !strings.Contains(s.Error, "cannot get document summary") {
				return nil, passes(Down, "it answered with an error: %s", quote([]byte(s.Error)))
			}
			summaries[i] = Summary{PMID: pmid, Missing: true}
			continue
		}
		summaries[i] = s.summary(pmid)
	}
	return summaries, nil
}

func (s *summary) summary(pmid cite.PMID) Summary {
	out := Summary{PMID: pmid, Title: trimTitle(s.Title), Types: distinct(s.Types)}
	if out.Title == "" {
		out.Title = trimTitle(s.BookTitle)
	}
	for _, r := range s.References {
		kind := noticeKind(r.Type)
		if kind == "" {
			continue
		}
		n := cite.Notice{Kind: kind, Year: sourceYear(r.Source)}
		if id, err := cite.ParsePMID(strconv.Itoa(r.PMID)); err == nil {
			n.ID = cite.ID{Kind: cite.KindPMID, Value: string(id)}
		}
		out.Notices = append(out.Notices, n)
	}
	r := cite.Reference{Types: out.Types, Notices: out.Notices}
	r.NoteRetraction()
	out.Notices = r.Notices
	return out
}

// noticeKind is noticeKinds for the names that esummary has: "Retraction in".
func noticeKind(name string) string {
	name = strings.ReplaceAll(name, " ", "")
	for known, kind := range noticeKinds {
		if strings.EqualFold(known, name) {
			return kind
		}
	}
	return ""
}
