package ncbi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"stet/internal/cite"
)

// Found is what a search found.
type Found struct {
	PMIDs   []cite.PMID // best first
	Total   int         // how many there are, of which PMIDs are the first
	Ignored []string    // words and fields of the term that PubMed did not know
}

// Search asks PubMed for the records that fit a term in PubMed's own language,
// at most limit of them (10,000 at most), the most relevant first.
func (c *Client) Search(ctx context.Context, term string, limit int) (Found, error) {
	form := url.Values{
		"db": {"pubmed"}, "retmode": {"json"}, "sort": {"relevance"},
		"retmax": {strconv.Itoa(min(limit, 10_000))}, "term": {term},
	}
	var found Found
	err := c.ask(ctx, request{service: esearch, form: form, read: func(body []byte) (err error) {
		found, err = readSearch(body)
		return err
	}})
	return found, err
}

// readSearch reads the answer of esearch.
func readSearch(body []byte) (Found, error) {
	var answer struct {
		Result *struct {
			Error  string   `json:"ERROR"`
			Count  string   `json:"count"`
			IDs    []string `json:"idlist"`
			Errors struct {
				Phrases []string `json:"phrasesnotfound"`
				Fields  []string `json:"fieldsnotfound"`
			} `json:"errorlist"`
			Warnings struct {
				Ignored []string `json:"phrasesignored"`
				Quoted  []string `json:"quotedphrasesnotfound"`
			} `json:"warninglist"`
		} `json:"esearchresult"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return Found{}, errors.New("it is no JSON of a search")
	}
	r := answer.Result
	if r == nil {
		return Found{}, errors.New("it holds no result of a search")
	}
	if r.Error != "" {
		return Found{}, passes(Down, "it answered esearch with an error: %s", quote([]byte(r.Error)))
	}
	total, err := strconv.Atoi(r.Count)
	if err != nil {
		return Found{}, fmt.Errorf("it counts %s records", quote([]byte(r.Count)))
	}
	found := Found{Total: total}
	for _, s := range r.IDs {
		pmid, err := cite.ParsePMID(s)
		if err != nil {
			return Found{}, err
		}
		found.PMIDs = append(found.PMIDs, pmid)
	}
	for _, words := range [][]string{r.Errors.Phrases, r.Errors.Fields, r.Warnings.Ignored, r.Warnings.Quoted} {
		found.Ignored = append(found.Ignored, words...)
	}
	return found, nil
}

// A Query is a search in parts; empty parts do not restrict it.
type Query struct {
	Words   []string // each in a title, an abstract or the MeSH terms
	Any     bool     // one of Words is enough
	Title   []string // words that are all in the title
	Journal string   // NLM title, abbreviation or ISSN
	From    int      // the first year of publication, printed or electronic
	To      int      // the last; 0 means From alone
	Author  string   // "Fiorentini D"
}

// Term is q in PubMed's language.
func (q Query) Term() string {
	var parts, words []string
	for _, w := range q.Words {
		if w = clean(w); w != "" {
			words = append(words, `"`+w+`"[tw]`)
		}
	}
	switch operator := " AND "; {
	case len(words) == 0:
	case q.Any:
		parts = append(parts, "("+strings.Join(words, " OR ")+")")
	default:
		parts = append(parts, strings.Join(words, operator))
	}
	for _, w := range q.Title {
		if w = clean(w); w != "" {
			parts = append(parts, `"`+w+`"[ti]`)
		}
	}
	if s := clean(q.Journal); s != "" {
		parts = append(parts, `"`+s+`"[journal]`)
	}
	if s := clean(q.Author); s != "" {
		parts = append(parts, `"`+s+`"[au]`)
	}
	if q.From != 0 {
		parts = append(parts, fmt.Sprintf("%d:%d[dp]", q.From, max(q.From, q.To)))
	}
	return strings.Join(parts, " AND ")
}

// clean takes out of a word what PubMed's language has a meaning for.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`"[]()*`, r) || r < ' ' {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
