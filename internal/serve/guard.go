package serve

import (
	"net"
	"net/http"
	"slices"
	"strings"
)

// A page in the same browser is a stranger here: it may come from anywhere on
// the web, and can make requests to this machine. What keeps it out: the name
// that the browser asks by, which a stranger's page cannot choose (so that a
// name which was made to lead to this machine is of no use), and what browsers
// say of who asks.

// loopback are the names of the machine itself.
var loopback = []string{"localhost", "127.0.0.1", "[::1]"}

// refuse says why a request is not answered, and with which status; 0 for one
// that is.
func (p *Preview) refuse(r *http.Request) (status int, why string) {
	host := strings.ToLower(hostName(r.Host))
	switch {
	case r.Host == "":
		return http.StatusBadRequest, "the request names no host"
	case !slices.Contains(loopback, host) && !slices.Contains(p.opt.Hosts, host) && !slices.Contains(p.now.Load().project.Settings.Serve.AllowedHosts, host):
		return http.StatusMisdirectedRequest, "this preview does not answer to that host; if it should, add it to serve: allowed_hosts: in stet.yaml, or start it with --allow-host"
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		return http.StatusMethodNotAllowed, "a preview is to be looked at: GET and HEAD"
	case isForeign(r):
		return http.StatusForbidden, "this preview does not answer to the pages of other sites"
	}
	return 0, ""
}

// hostName is a host without its port.
func hostName(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		if strings.Contains(name, ":") {
			return "[" + name + "]"
		}
		return name
	}
	return host
}

// isForeign reports whether a page of another site asks. A person who follows a
// link from there may.
func isForeign(r *http.Request) bool {
	if origin, ok := r.Header["Origin"]; ok {
		if len(origin) != 1 || origin[0] != "http://"+r.Host && origin[0] != "https://"+r.Host {
			return true
		}
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return false
	}
	return r.Header.Get("Sec-Fetch-Mode") != "navigate" || r.Header.Get("Sec-Fetch-Dest") != "document"
}
