package cite

import (
	"net/url"
	"strings"
)

// ParseLink says which work a link leads to. ok is false for addresses that
// lead to no paper (shops, news, searches). An address of PubMed, PMC, Europe
// PMC or doi.org, or a publisher's page with a DOI in its path, gives that id;
// another paper's page gives a KindURL id; a malformed id gives an error.
func ParseLink(address string) (id ID, ok bool, err error) {
	a, ok := splitAddress(address)
	if !ok {
		return ID{}, false, nil
	}
	if inner, ok := a.inner(); ok {
		return ParseLink(inner)
	}
	if id, ok, err, own := a.repository(); own {
		return id, ok, err
	}
	if a.isPicture() {
		return ID{}, false, nil
	}
	if doi, ok := a.doi(); ok {
		return ID{KindDOI, string(doi)}, true, nil
	}
	if a.isPaper() {
		return ID{KindURL, a.clean}, true, nil
	}
	return ID{}, false, nil
}

// An address is a web address taken apart.
type address struct {
	clean string   // as written, without fragment, tracking parameters and stray punctuation
	host  string   // lower case, without "www." and "m."
	path  []string // segments of the path, decoded, none of them empty
	whole string   // the path, decoded, without the slash it starts with
	query string   // undecoded
}

// splitAddress takes an http or https address apart; one without a scheme
// counts if it starts with a host that has a path behind it.
func splitAddress(s string) (address, bool) {
	s = trimSentence(strings.TrimSpace(s))
	host, rest := splitHost(s)
	if host == "" || strings.ContainsAny(s, " \t\r\n") {
		return address{}, false
	}
	bare := cutAny(rest, "#")
	path, query, _ := strings.Cut(bare, "?")
	a := address{host: host, query: query}
	a.whole = strings.TrimPrefix(unescape(path), "/")
	for segment := range strings.SplitSeq(a.whole, "/") {
		if segment != "" {
			a.path = append(a.path, segment)
		}
	}
	a.clean = s[:len(s)-len(rest)] + path
	if kept := withoutTracking(query); kept != "" {
		a.clean += "?" + kept
	}
	return a, true
}

// splitHost gives the host of an address, in lower case and without "www." or
// "m.", and all that follows it. host is "" if s is no web address.
func splitHost(s string) (host, rest string) {
	scheme, after, ok := strings.Cut(s, "://")
	if !ok {
		after = strings.TrimPrefix(s, "//")
		if i := strings.IndexByte(after, '/'); i <= 0 || !strings.Contains(after[:i], ".") || isDigit(after[i-1]) {
			return "", s
		}
	} else if !strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") {
		return "", s
	}
	host = cutAny(after, "/?#")
	rest = after[len(host):]
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		host = host[i+1:]
	}
	host = strings.TrimSuffix(strings.ToLower(cutAny(host, ":")), ".")
	host = strings.TrimPrefix(strings.TrimPrefix(host, "www."), "m.")
	if !strings.Contains(host, ".") {
		return "", s
	}
	return host, rest
}

// unescape decodes %2F and its like; what is no escape stays as it is.
func unescape(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// withoutTracking is a query without the parameters that only tell where a
// reader came from.
func withoutTracking(query string) string {
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(strings.ToLower(part), "=")
		switch {
		case name == "" || hasFold(name, "utm_"):
		case name == "fbclid" || name == "gclid" || name == "mc_cid" || name == "mc_eid" || name == "msclkid":
		default:
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// param is the decoded value of a query's parameter, "" if there is none.
func (a address) param(name string) string {
	for part := range strings.SplitSeq(a.query, "&") {
		if key, value, _ := strings.Cut(part, "="); strings.EqualFold(key, name) {
			return unescape(strings.ReplaceAll(value, "+", " "))
		}
	}
	return ""
}

// segment is the i-th segment of the path in lower case, "" outside of it.
func (a address) segment(i int) string {
	if i < 0 || i >= len(a.path) {
		return ""
	}
	return strings.ToLower(a.path[i])
}

// after is what follows the first segment of that name, as written.
func (a address) after(name string) ([]string, bool) {
	for i := range a.path {
		if a.segment(i) == name {
			return a.path[i+1:], true
		}
	}
	return nil, false
}

// inner is the address that an archive's copy was made of.
func (a address) inner() (string, bool) {
	if a.host != "web.archive.org" && a.host != "archive.org" {
		return "", false
	}
	if i := strings.Index(a.whole, "http"); i > 0 {
		return a.whole[i:], true
	}
	return "", false
}

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
	case "pmc.ncbi.nlm.nih.gov", "pubmedcentral.nih.gov", "pubmedcentral.gov":
		id, ok, err = a.pmc()
	case "ncbi.nlm.nih.gov":
		id, ok, err = a.ncbi()
	case "europepmc.org":
		id, ok, err = a.europePMC()
	default:
		return ID{}, false, nil, false
	}
	return id, ok, err, true
}

func (a address) resolver() (ID, bool, error) {
	if len(a.path) == 0 || !isDigit(a.path[0][0]) && len(a.path) == 1 && !hasFold(a.path[0], "doi:") {
		return ID{}, false, nil // the resolver's own pages
	}
	if a.path[0] == "10" {
		return ID{KindURL, a.clean}, true, nil // a short DOI, 10/abcde
	}
	doi, err := ParseDOI(a.whole)
	if err != nil {
		return ID{}, false, err
	}
	return ID{KindDOI, string(doi)}, true, nil
}

func (a address) pubmed(path []string) (ID, bool, error) {
	text := ""
	if len(path) > 0 {
		text = path[0]
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
	if rest, ok := a.after("books"); ok && len(rest) > 0 && hasFold(rest[0], "NBK") {
		return ID{KindURL, a.clean}, true, nil
	}
	return a.pmc()
}

func (a address) pmc() (ID, bool, error) {
	rest, ok := a.after("articles")
	if !ok {
		rest, _ = a.after("pmc")
	}
	text := a.param("artid")
	switch {
	case len(rest) > 1 && strings.EqualFold(rest[0], "pmid"):
		return a.pubmed(rest[1:])
	case len(rest) > 1 && strings.EqualFold(rest[0], "mid"):
		return ID{KindURL, a.clean}, true, nil
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
		case "ppr", "agr", "cba", "hir", "pat":
			return ID{KindURL, a.clean}, len(rest) > 0, nil
		}
	}
	return ID{}, false, nil
}

// doi finds a DOI in the path or in a parameter of a publisher's address.
func (a address) doi() (DOI, bool) {
	text := ""
	for i, segment := range a.path {
		if isDOIPrefix(segment) && i+1 < len(a.path) {
			text = segment + "/" + strings.Join(a.doiSegments(a.path[i+1:]), "/")
			break
		}
	}
	for part := range strings.SplitSeq(a.query, "&") {
		if text != "" {
			break
		}
		_, value, _ := strings.Cut(part, "=")
		value = unescape(value)
		value = strings.TrimPrefix(strings.TrimPrefix(value, "info:doi/"), "doi:")
		if isDOIPrefix(cutAny(value, "/")) {
			text = value
		}
	}
	if suffix := withoutForm(a.segment(1)); a.host == "nature.com" && a.segment(0) == "articles" && isNatureSuffix(suffix) {
		text = "10.1038/" + suffix
	}
	if text == "" {
		return "", false
	}
	doi, err := ParseDOI(withoutForm(text))
	return doi, err == nil
}

// doiSegments are the segments that belong to a DOI, given those behind its
// prefix: what publishers append to choose a form of the paper goes.
func (a address) doiSegments(path []string) []string {
	for i := 1; i < len(path); i++ {
		word := strings.ToLower(path[i])
		if pageForms[word] {
			return path[:i]
		}
	}
	if n := len(path); n > 1 && a.host == "academic.oup.com" && allDigits(path[n-1]) && len(path[n-1]) > 4 {
		return path[:n-1] // the publisher's own number of the article
	}
	return path
}

// pageForms are the words behind a DOI in an address that choose a form of
// the paper.
var pageForms = words(`abs abstract asset assets audio citations citedby download epdf epub epub2 extract figure
	figures file full full.html full.pdf full-text fullpdf fulltext full-xml-source html html5 in-text-cite index.html issuetoc
	long media meta metrics pdf pdfdirect pdfplus permissions pictures pub ref references reader related relatedarticles
	similar summary suppl suppl_file supplementary-material supplementary-materials supplemental supporting-information
	tab-article-info tab-figures-data tab-pdf tables toc xml`)

// withoutForm drops what is glued to a DOI at the end of an address: ".pdf",
// ".full".
func withoutForm(doi string) string {
	for cut := true; cut; {
		cut = false
		for _, end := range []string{".pdf", ".full", ".full-text", ".abstract", ".short", ".long", ".html", ".xml", "/"} {
			if rest, ok := strings.CutSuffix(doi, end); ok {
				doi, cut = rest, true
			}
		}
	}
	return doi
}

// isNatureSuffix reports whether the last segment of a nature.com address is
// the second part of a DOI, whose first is 10.1038. That holds for today's
// form ("s41598-019-53242-x") and for three older ones; other old addresses
// leave dots of the DOI out.
func isNatureSuffix(s string) bool {
	for _, journal := range []string{"nature", "ncomms", "srep"} {
		if number, ok := strings.CutPrefix(s, journal); ok && allDigits(number) {
			return true
		}
	}
	parts := strings.Split(s, "-")
	return len(parts) == 4 && len(parts[0]) == 6 && (s[0] == 's' || s[0] == 'd') && allDigits(parts[0][1:]) &&
		len(parts[1]) == 3 && allDigits(parts[1]) && allDigits(parts[2]) && len(parts[3]) == 1
}

func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}
