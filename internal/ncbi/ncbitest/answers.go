package ncbitest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const (
	prolog = `<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
`
	setStart = "<PubmedArticleSet>\n"
	setEnd   = "</PubmedArticleSet>"
)

var (
	pmidForm  = regexp.MustCompile(`^[1-9][0-9]{0,7}$`)
	pmcidForm = regexp.MustCompile(`^PMC[1-9][0-9]{0,7}(\.[0-9]+)?$`)
	doiForm   = regexp.MustCompile(`^10\.\d{4,9}/\S+$`)
)

// efetch gives a set of the records that are known, in the order asked for.
func (r *Records) efetch(form url.Values) answer {
	if form.Get("db") != "pubmed" || form.Get("retmode") != "xml" || form.Get("id") == "" {
		return efetchError("Empty id list - nothing todo")
	}
	wellFormed := false
	var blocks []string
	for _, id := range strings.Split(form.Get("id"), ",") {
		if !pmidForm.MatchString(id) {
			continue
		}
		wellFormed = true
		if rec := r.byPMID[id]; rec != nil {
			blocks = append(blocks, rec.block)
		}
	}
	if !wellFormed {
		return efetchError("ID list is empty! Possibly it has no correct IDs.")
	}
	return answer{http.StatusOK, xmlType, set(blocks)}
}

func set(blocks []string) string {
	if len(blocks) == 0 {
		return prolog + "<PubmedArticleSet></PubmedArticleSet>\n"
	}
	return prolog + setStart + strings.Join(blocks, "\n") + "\n" + setEnd
}

func efetchError(text string) answer {
	return answer{http.StatusBadRequest, xmlType, `<?xml version="1.0" encoding="UTF-8" ?>
<!DOCTYPE eEfetchResult PUBLIC "-//NLM//DTD efetch 20131226//EN" "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20131226/efetch.dtd">
<eFetchResult>
	<ERROR>` + text + `</ERROR>
</eFetchResult>
`}
}

func asJSON(v any) answer {
	b, err := json.Marshal(v)
	if err != nil {
		return plain(http.StatusInternalServerError, textType, "%s", err.Error())
	}
	return answer{http.StatusOK, jsonType, string(b)}
}

// convert is the id converter. One id that is none of its type spoils the
// answer to all, and what is not in PMC is all the same to it.
func (r *Records) convert(form url.Values) answer {
	bad := plain(http.StatusBadRequest, htmlType, "<html><body><h1>Bad Request</h1><p>Invalid ids</p></body></html>")
	ids := strings.Split(form.Get("ids"), ",")
	kind := form.Get("idtype")
	forms := map[string]*regexp.Regexp{"pmcid": pmcidForm, "pmid": pmidForm, "doi": doiForm}
	if forms[kind] == nil || form.Get("format") != "json" {
		return bad
	}
	var records []map[string]any
	for _, id := range ids {
		if !forms[kind].MatchString(id) {
			return bad
		}
		out := map[string]any{"requested-id": id, kind: id}
		if rec := r.inPMC(kind, id); rec != nil {
			pmid, _ := strconv.Atoi(rec.PMID)
			out["pmcid"], out["pmid"] = rec.id("pmc"), pmid
			if doi := rec.id("doi"); doi != "" {
				out["doi"] = doi
			}
		} else {
			out["status"], out["errmsg"] = "error", "Identifier not found in PMC"
		}
		records = append(records, out)
	}
	return asJSON(map[string]any{
		"status": "ok", "response-date": "2026-07-03 06:58:42",
		"request": map[string]any{"format": "json", "ids": ids, "versions": "no", "showaiid": "no", "idtype": kind},
		"records": records,
	})
}

// inPMC is the record of an id, if PubMed Central has it.
func (r *Records) inPMC(kind, id string) *record {
	id, _, _ = strings.Cut(id, ".")
	for _, pmid := range r.order {
		rec := r.byPMID[pmid]
		if pmc := rec.id("pmc"); pmc != "" && (kind == "pmcid" && pmc == id || kind == "pmid" && pmid == id || kind == "doi" && strings.EqualFold(rec.id("doi"), id)) {
			return rec
		}
	}
	return nil
}

// ecitmatch looks citations up, one a line: journal, year, volume, first page,
// author, key. Lines of misses are the input with what was found instead.
func (r *Records) ecitmatch(form url.Values) answer {
	var out strings.Builder
	for line := range strings.SplitSeq(form.Get("bdata"), "\r") {
		f := strings.Split(line, "|")
		if len(f) < 7 {
			continue
		}
		journals, found := 0, []string{}
		for _, pmid := range r.order {
			rec := r.byPMID[pmid]
			if !rec.isJournal(f[0]) {
				continue
			}
			journals++
			if rec.cited(f) {
				found = append(found, pmid)
			}
		}
		result := "NOT_FOUND"
		switch {
		case journals == 0:
			result = "NOT_FOUND;INVALID_JOURNAL"
		case len(found) == 1:
			result = found[0]
		case len(found) > 3:
			result = "AMBIGUOUS (" + strconv.Itoa(len(found)) + " citations)"
		case len(found) > 1:
			result = "AMBIGUOUS " + strings.Join(found, ",")
		}
		out.WriteString(strings.Join(f[:6], "|") + "|" + result + "\n")
	}
	return answer{http.StatusOK, textType, out.String()}
}

// isJournal reports whether the record's journal has that title, abbreviation
// or ISSN.
func (rec *record) isJournal(name string) bool {
	title, _, _ := strings.Cut(rec.Journal, " (")
	return slices.ContainsFunc([]string{rec.Journal, title, rec.TA, rec.ISO, rec.ISSN, rec.Linking}, func(s string) bool {
		return s != "" && words(s) == words(name)
	})
}

// cited reports whether what a line of a citation says fits the record.
func (rec *record) cited(f []string) bool {
	page, _, _ := strings.Cut(rec.Pages, "-")
	first := ""
	if len(rec.Authors) > 0 {
		first = rec.Authors[0].Last + " " + rec.Authors[0].Initials
	}
	fits := func(stated string, having ...string) bool {
		return stated == "" || slices.ContainsFunc(having, func(h string) bool { return strings.EqualFold(h, stated) })
	}
	return fits(f[1], rec.years()...) && fits(f[2], rec.Volume) && fits(f[3], page) &&
		(f[4] == "" || strings.HasPrefix(words(first), strings.TrimRight(words(f[4]), " ")))
}
