package ncbi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"stet/internal/cite"
)

// resolve finds where the ids of a batch lead: a PMCID by the converter of
// PubMed Central, a DOI by a search, whose results have to be looked at.
func (c *Client) resolve(ctx context.Context, b *batch) error {
	var pmcids, dois []cite.ID
	for _, id := range b.ids {
		switch id.Kind {
		case cite.KindPMID:
			if pmid, err := cite.ParsePMID(id.Value); err != nil {
				b.failed[id] = Failure{id, BadID, nil, err.Error()}
			} else {
				b.leads[id] = []cite.PMID{pmid}
			}
		case cite.KindPMCID:
			if _, err := cite.ParsePMCID(id.Value); err != nil {
				b.failed[id] = Failure{id, BadID, nil, err.Error()}
			} else {
				pmcids = append(pmcids, id)
			}
		case cite.KindDOI:
			if _, err := cite.ParseDOI(id.Value); err != nil {
				b.failed[id] = Failure{id, BadID, nil, err.Error()}
			} else {
				dois = append(dois, id)
			}
		default:
			b.failed[id] = Failure{id, BadID, nil, "is no PMID, PMCID or DOI, and nothing else can be looked up"}
		}
	}
	if err := c.convert(ctx, b, pmcids); err != nil {
		return err
	}
	for part := range slices.Chunk(dois, doisAtOnce) {
		if err := c.searchDOIs(ctx, b, part); err != nil {
			return err
		}
	}
	return nil
}

// doisAtOnce is how many DOIs one search looks for.
const doisAtOnce = 50

// searchDOIs searches for the records of dois. Which of those found has which
// DOI, the records say.
func (c *Client) searchDOIs(ctx context.Context, b *batch, dois []cite.ID) error {
	var terms []string
	for _, id := range dois {
		// In quotes, or PubMed takes the brackets of a DOI for its own.
		quoted := `"` + strings.ReplaceAll(id.Value, `"`, " ") + `"`
		terms = append(terms, quoted+"[AID]", quoted+"[LID]") // some records have it as a location alone
	}
	found, err := c.Search(ctx, strings.Join(terms, " OR "), batchSize)
	if err != nil {
		return err
	}
	if found.Total > len(found.PMIDs) && len(dois) > 1 {
		half := len(dois) / 2
		if err := c.searchDOIs(ctx, b, dois[:half]); err != nil {
			return err
		}
		return c.searchDOIs(ctx, b, dois[half:])
	}
	if len(dois) == 1 {
		b.leads[dois[0]] = found.PMIDs
	} else {
		b.found = append(b.found, found.PMIDs...)
	}
	return nil
}

// convert finds the PMIDs of PMCIDs.
func (c *Client) convert(ctx context.Context, b *batch, ids []cite.ID) error {
	for len(ids) > 0 {
		// They travel in the address, which must not be long.
		n, length := 0, 0
		for n < len(ids) && n < batchSize && length < maxQuery-300 {
			length += len(ids[n].Value) + len("%2C")
			n++
		}
		if err := c.convertSome(ctx, b, ids[:n]); err != nil {
			return err
		}
		ids = ids[n:]
	}
	return nil
}

// A conversion is the converter's answer.
type conversion struct {
	Status  string `json:"status"`
	Message string `json:"message"`
	Records []struct {
		Requested string          `json:"requested-id"`
		PMCID     string          `json:"pmcid"`
		PMID      json.RawMessage `json:"pmid"` // a number or a string
		Status    string          `json:"status"`
		Problem   string          `json:"errmsg"`
	} `json:"records"`
}

// convertSome asks the converter once. It answers nothing at all where it takes
// offence at one id, so that the half that holds it has to be found.
func (c *Client) convertSome(ctx context.Context, b *batch, ids []cite.ID) error {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = id.Value
	}
	form := url.Values{"ids": {strings.Join(texts, ",")}, "idtype": {"pmcid"}, "format": {"json"}, "versions": {"no"}}
	var answer conversion
	err := c.ask(ctx, request{service: converter, form: form, query: true, read: func(body []byte) error {
		answer = conversion{}
		if err := json.Unmarshal(body, &answer); err != nil {
			return errors.New("it is no JSON")
		}
		if answer.Status != "ok" && len(answer.Records) == 0 {
			return passes(Down, "it answered with an error: %s", quote([]byte(answer.Message)))
		}
		return checkConversion(answer, texts)
	}})
	if refused, ok := errors.AsType[*ServiceError](err); ok && refused.said != "" {
		if len(ids) == 1 {
			b.failed[ids[0]] = Failure{ids[0], BadID, nil, "the id converter of PubMed Central takes it for no PMCID; check the digits"}
			return nil
		}
		half := len(ids) / 2
		if err := c.convertSome(ctx, b, ids[:half]); err != nil {
			return err
		}
		return c.convertSome(ctx, b, ids[half:])
	}
	if err != nil {
		return err
	}
	b.converted(answer)
	return nil
}

// checkConversion makes sure that the converter answered for each id.
func checkConversion(answer conversion, asked []string) error {
	answered := map[string]bool{}
	for _, r := range answer.Records {
		answered[strings.ToUpper(r.Requested)] = true
	}
	for _, id := range asked {
		if !answered[id] {
			return fmt.Errorf("it says nothing of %s", id)
		}
	}
	return nil
}

// converted takes over what the converter said.
func (b *batch) converted(answer conversion) {
	for _, r := range answer.Records {
		id := cite.ID{Kind: cite.KindPMCID, Value: strings.ToUpper(r.Requested)}
		pmid, err := cite.ParsePMID(strings.Trim(string(r.PMID), `"`))
		own, ownErr := cite.ParsePMCID(r.PMCID)
		switch {
		case r.Status == "error" || ownErr != nil:
			b.failed[id] = missing(id)
		case string(own) != id.Value:
			b.failed[id] = Failure{id, Mismatch, nil, fmt.Sprintf("PubMed Central answers with %s; cite that one if it is the paper you mean", own)}
		case err != nil:
			b.failed[id] = Failure{id, NotInPubMed, nil, "PubMed Central holds it, but PubMed has no record of it; an editor can vouch for it"}
		case !slices.Contains(b.leads[id], pmid):
			b.leads[id] = append(b.leads[id], pmid)
		}
	}
}
