package cite

import "strings"

// maxRelays bounds how many archives, proxies and redirects may stand before
// an address.
const maxRelays = 2

// inner is the address that a leads on to: that of which an archive or a proxy
// has a copy ("web.archive.org/web/2020/https://..."), or that to which a
// service redirects ("google.com/url?q=https://..."). A page that shares an
// address with others does not lead to it.
func (a address) inner() (string, bool) {
	for _, scheme := range []string{"https:/", "http:/"} {
		if i := strings.Index(a.whole, scheme); i >= 0 {
			rest := strings.TrimLeft(a.whole[i+len(scheme):], "/")
			if a.query != "" {
				rest += "?" + a.query
			}
			return scheme + "/" + rest, true // "//" may have been made one
		}
	}
	if !a.redirects() {
		return "", false
	}
	for _, name := range []string{"url", "q", "u", "qurl", "z", "target", "to"} {
		if value := a.param(name); hasFold(value, "http") {
			return value, true
		}
	}
	return "", false
}

// redirects reports whether a is a service's that sends readers on.
func (a address) redirects() bool {
	switch a.segment(len(a.path) - 1) {
	case "url", "redirect", "redir", "login", "l.php", "link":
		return true
	}
	return strings.HasSuffix(a.host, ".safelinks.protection.outlook.com")
}

// unproxied is the host that a library's proxy or a translator shows as its
// own: "pubmed-ncbi-nlm-nih-gov.proxy.example.edu" and
// "www.ncbi.nlm.nih.gov.proxy.example.edu". Other hosts it gives back.
func unproxied(host string) string {
	label, _, _ := strings.Cut(host, ".")
	if strings.Contains(label, "-") {
		dotted := strings.NewReplacer("--", "-", "-", ".").Replace(label)
		if dotted = strings.TrimPrefix(dotted, "www."); isPaperDomain(dotted) {
			return dotted
		}
	}
	for i := range len(host) {
		if host[i] == '.' && isPaperDomain(host[:i]) {
			return host[:i]
		}
	}
	return host
}

// isPaperDomain reports whether host is known by name for the papers on it.
func isPaperDomain(host string) bool {
	if _, ok := paperPaths[host]; ok {
		return true
	}
	_, _, _, own := address{host: host}.repository()
	return own
}

// asks are the names of parameters that hold what somebody searches for.
var asks = words("q query term terms search searchterm s qs keyword keywords text allfield")

// isSearch reports whether a asks an index or a journal's site for papers,
// rather than naming one.
func (a address) isSearch() bool {
	if strings.HasPrefix(a.host, "scholar.google.") {
		return true
	}
	for i := range a.path {
		switch a.segment(i) {
		case "search", "dosearch", "advanced-search", "quicksearch":
			return i == len(a.path)-1 || i == 0
		}
	}
	return false
}
