package cite

import (
	"cmp"
	"strings"
)

func isResolver(host string) bool {
	return host == "doi.org" || host == "dx.doi.org"
}

// repository reads addresses of the places that file works under their ids.
// own is false if the address is not theirs.
func (a address) repository() (id ID, ok bool, err error, own bool) {
	switch a.host {
	case "doi.org", "dx.doi.org":
		id, ok, err = a.resolver()
	case "pubmed.ncbi.nlm.nih.gov", "pubmed.gov":
		id, ok, err = a.pubmed(a.path)
	case "pmc.ncbi.nlm.nih.gov", "pubmedcentral.nih.gov", "pubmedcentral.gov", "pubmedcentralcanada.ca":
		id, ok, err = a.pmc()
	case "ncbi.nlm.nih.gov":
		id, ok, err = a.ncbi()
	case "europepmc.org", "ukpmc.ac.uk":
		id, ok, err = a.europePMC()
	default:
		return ID{}, false, nil, false
	}
	return id, ok, err, true
}

func (a address) resolver() (ID, bool, error) {
	text := a.whole
	if hasFold(text, "doi/") {
		text = text[4:]
	}
	switch {
	case text == "" || !isDigit(text[0]) && !hasFold(text, "doi:") && !strings.Contains(text, "10."):
		return ID{}, false, nil // the resolver's own pages
	case hasFold(text, "10/"):
		return ID{KindURL, a.clean}, true, nil // a short DOI, 10/abcde
	case a.short:
		text += "..."
	}
	doi, err := ParseDOI(text)
	if err != nil {
		return ID{}, false, err
	}
	return ID{KindDOI, string(doi)}, true, nil
}

func (a address) pubmed(path []string) (ID, bool, error) {
	text := ""
	if len(path) > 0 {
		text = path[0]
		if number, _, slug := strings.Cut(text, "-"); slug && allDigits(number) {
			text = number // "29480918-zinc-and-the-common-cold"
		}
	} else if term := strings.TrimSpace(a.param("term")); allDigits(cutAny(term, "[")) {
		text = cutAny(term, "[")
	} else if ids := a.param("list_uids"); allDigits(ids) {
		text = ids
	}
	if !strings.ContainsAny(text, "0123456789") {
		return ID{}, false, nil
	}
	pmid, err := ParsePMID(text)
	if err != nil {
		return ID{}, false, err
	}
	return ID{KindPMID, string(pmid)}, true, nil
}

func (a address) ncbi() (ID, bool, error) {
	if rest, ok := a.after("pubmed"); ok {
		return a.pubmed(rest)
	}
	if strings.EqualFold(a.param("db"), "pubmed") {
		return a.pubmed(nil)
	}
	if rest, ok := a.after("publication"); ok && a.segment(0) == "research" {
		return a.pubmed(rest)
	}
	if rest, ok := a.after("books"); ok && len(rest) > 0 && hasFold(rest[0], "NBK") {
		return ID{KindURL, a.clean}, true, nil
	}
	return a.pmc()
}

func (a address) pmc() (ID, bool, error) {
	rest, ok := a.after("articles")
	if !ok {
		rest, ok = a.after("pmc")
	}
	if !ok && hasFold(a.segment(0), "pmc") {
		rest = a.path
	}
	text := cmp.Or(a.param("artid"), a.param("accid"))
	switch {
	case len(rest) > 1 && strings.EqualFold(rest[0], "pmid"):
		return a.pubmed(rest[1:])
	case len(rest) > 1 && strings.EqualFold(rest[0], "mid"):
		return ID{KindURL, a.clean}, true, nil
	case hasFold(text, "PMC") && allDigits(text[3:]):
	case allDigits(text):
		text = "PMC" + text
	case len(rest) > 0 && strings.ContainsAny(rest[0], "0123456789"):
		text = rest[0]
	default:
		return ID{}, false, nil
	}
	pmcid, err := ParsePMCID(text)
	if err != nil {
		return ID{}, false, err
	}
	return ID{KindPMCID, string(pmcid)}, true, nil
}

func (a address) europePMC() (ID, bool, error) {
	for i := range a.path {
		rest := a.path[i+1:]
		switch a.segment(i) {
		case "med":
			return a.pubmed(rest)
		case "pmc", "articles":
			return a.pmc()
		case "ppr", "agr", "cba", "hir":
			if len(rest) > 0 {
				return ID{KindURL, a.clean}, true, nil
			}
		}
	}
	if a.param("accid") != "" {
		return a.pmc()
	}
	return ID{}, false, nil
}

// pmid finds a PMID where other databases show records of PubMed: in a
// parameter of that name, or behind the words that they use for a record.
func (a address) pmid() (PMID, bool) {
	text := a.param("pmid")
	switch rest, ok := a.after("medline"); {
	case text != "":
	case ok && len(rest) > 1 && (strings.EqualFold(rest[0], "citation") || strings.EqualFold(rest[0], "abstract")):
		text = rest[1]
	case a.host == "read.qxmd.com" && a.segment(0) == "read":
		text = a.segment(1)
	}
	pmid, err := ParsePMID(text)
	return pmid, err == nil
}
