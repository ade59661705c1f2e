package cite

import "strings"

// MendAddress is the address that a link to PubMed, PMC or a DOI has today,
// where it is written with an old host or has a PMCID in the place of a PMID;
// ok is false for all other addresses, and for those that say more than the id.
// PubMed moved to a host of its own in 2020, PMC in 2024
// (https://ncbiinsights.ncbi.nlm.nih.gov), and DOIs from dx.doi.org in 2015.
func MendAddress(s string) (mended string, ok bool) {
	a, ok := splitAddress(s)
	if !ok || a.query != "" || strings.Contains(s, "#") {
		return "", false
	}
	host, _ := splitHost(s)
	if host != a.host { // a proxy's copy
		return "", false
	}
	switch a.host {
	case "dx.doi.org":
		if id, ok, err := a.resolver(); ok && err == nil && id.Kind == KindDOI {
			return "https://doi.org/" + a.whole, true
		}
	case "ncbi.nlm.nih.gov", "pubmedcentral.nih.gov", "pubmed.gov", "ukpmc.ac.uk", "pubmed.ncbi.nlm.nih.gov":
		last := a.segment(len(a.path) - 1)
		if hasFold(last, "PMC") && allDigits(last[3:]) {
			return "https://pmc.ncbi.nlm.nih.gov/articles/" + strings.ToUpper(last) + "/", true
		}
		if id, ok, err := a.ncbi(); ok && err == nil && id.Kind == KindPMID && last == id.Value && a.host != "pubmed.ncbi.nlm.nih.gov" {
			return "https://pubmed.ncbi.nlm.nih.gov/" + id.Value + "/", true
		}
	}
	return "", false
}

// MendName is what a name in a citation's brackets should be, where it is an id
// that is written otherwise than ids are, and means one thing alone: a PMCID
// behind "pmid:" or without its prefix behind "pmcid:", or an address.
func MendName(s string) (mended string, ok bool) {
	kind, rest := splitID(s)
	rest = strings.TrimSpace(rest)
	switch {
	case kind == KindPMID && hasFold(rest, "PMC") && allDigits(rest[3:]):
		return strings.ToUpper(rest), true
	case kind == KindPMCID && allDigits(rest) && len(rest) < len(s):
		return "PMC" + rest, true
	case kind == KindURL:
		id, ok, err := ParseLink(s)
		if !ok || err != nil || id.Kind == KindURL {
			return "", false
		}
		if id.Kind == KindPMCID {
			return id.Value, true
		}
		return id.String(), true
	}
	return "", false
}
