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
	return parseLink(address, maxRelays)
}

// maxAddress is the length in bytes from which an address is not looked at.
const maxAddress = 4096

// parseLink is ParseLink for an address that at most relays others lead to.
func parseLink(address string, relays int) (id ID, ok bool, err error) {
	if len(address) > maxAddress {
		return ID{}, false, nil
	}
	a, ok := splitAddress(address)
	if !ok {
		return parseScheme(address)
	}
	if inner, ok := a.inner(); ok && relays > 0 {
		if id, ok, err := parseLink(inner, relays-1); ok || err != nil {
			return id, ok, err
		}
	}
	if id, ok, err, own := a.repository(); own {
		return id, ok, err
	}
	if a.isSearch() {
		return ID{}, false, nil
	}
	if pmid, ok := a.pmid(); ok {
		return ID{KindPMID, string(pmid)}, true, nil
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

// parseScheme reads a link whose scheme names the kind of id: "doi:10.1111/x",
// "pmid:29480918".
func parseScheme(address string) (id ID, ok bool, err error) {
	switch kind, _ := splitID(address); {
	case kind != KindPMID && kind != KindPMCID && kind != KindDOI, !strings.Contains(address, ":"):
		return ID{}, false, nil
	}
	id, err = ParseID(unescape(address))
	return id, err == nil, err
}

// An address is a web address taken apart.
type address struct {
	clean string   // as written, without fragment, tracking parameters and stray punctuation
	host  string   // lower case, without "www." and "m."
	path  []string // segments of the path, decoded, none of them empty
	whole string   // the path, decoded, without the slash it starts with
	query string   // undecoded
	short bool     // dots at its end say that the rest is left out
}

// splitAddress takes an http or https address apart; one without a scheme
// counts if it starts with a host that has a path behind it.
func splitAddress(s string) (address, bool) {
	short := strings.HasSuffix(s, "...") || strings.HasSuffix(s, "…")
	s = trimSentence(strings.TrimSpace(s))
	host, rest := splitHost(s)
	if host == "" || strings.ContainsAny(s, " \t\r\n") {
		return address{}, false
	}
	bare := cutAny(rest, "#")
	path, query, _ := strings.Cut(bare, "?")
	path, _, _ = strings.Cut(path, ";jsessionid=")
	a := address{host: unproxied(host), query: query, short: short}
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
