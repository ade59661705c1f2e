package ncbi

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// Options are what a Client needs to know. The zero Options, with a clock, ask
// NCBI itself, anonymously.
type Options struct {
	// Base is the address below which a mirror, or a test, has the services:
	// "https://mirror.example/ncbi" for .../ncbi/entrez/eutils/efetch.fcgi.
	// Empty means NCBI's own addresses. CheckBase says what it may be.
	Base string

	Email string // of the user, for NCBI to write to in case of trouble
	Key   string // the user's own API key; empty for none
	Agent string // the User-Agent; empty means "stet"

	// Rate is the number of requests a second; 0 means what NCBI allows
	// anybody, which is 3, and 10 with a key.
	Rate int

	// Pace is the path of a small file through which all stets of a user keep
	// to Rate together. Empty means that this Client keeps to it alone.
	Pace string

	Cache *Cache        // keeps what was fetched; nil for none
	Fresh time.Duration // a record of Cache that is younger is not fetched again

	Now       func() time.Time  // the clock; required
	Seed      uint64            // of the jitter between tries
	Talk      func(string)      // is told why a request waits; nil for nobody
	Transport http.RoundTripper // nil means the network
}

// A Client asks NCBI's services: PubMed's E-utilities and the id converter of
// PubMed Central. It keeps to NCBI's rate, waits and asks again where a service
// is in trouble, and takes nothing for an answer that is not one. Its errors
// are of type *ServiceError, *disk.Error for its files, or those of a context.
//
// It asks no other host than the ones it is told, follows redirects nowhere
// else, and lets the key out in the body of requests alone.
//
// Its methods may be called at the same time from several goroutines.
type Client struct {
	opt       Options
	transport http.RoundTripper
	base      *url.URL // nil for NCBI's own addresses
	hosts     []string // that requests and redirects may go to, with their ports

	uncached sync.Once // said that the cache cannot be written

	mu   sync.Mutex
	next time.Time // when the next request may start, where there is no Pace
	rand *rand.Rand
}

// The hosts of NCBI that services are at. The converter was at the last one
// once, which redirects to where it is now.
const (
	eutilsHost    = "eutils.ncbi.nlm.nih.gov"
	converterHost = "pmc.ncbi.nlm.nih.gov"
	formerHost    = "www.ncbi.nlm.nih.gov"
)

// tool is the name that stet gives itself.
const tool = "stet"

// New makes a client. An Options.Base or Key that cannot be is an error.
func New(opt Options) (*Client, error) {
	if opt.Agent == "" {
		opt.Agent = tool
	}
	if opt.Rate <= 0 {
		opt.Rate = 3
		if opt.Key != "" {
			opt.Rate = 10
		}
	}
	c := &Client{opt: opt, transport: opt.Transport, rand: rand.New(rand.NewPCG(opt.Seed, 0))}
	if strings.ContainsFunc(opt.Key, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, errors.New("the API key holds a space or a character that keys do not have; copy it anew from your NCBI account's settings")
	}
	if opt.Base == "" {
		c.hosts = []string{eutilsHost, converterHost, formerHost}
	} else {
		if err := CheckBase(opt.Base); err != nil {
			return nil, err
		}
		c.base, _ = url.Parse(strings.TrimRight(opt.Base, "/"))
		c.hosts = []string{c.base.Host}
	}
	if c.transport == nil {
		c.transport = newTransport()
	}
	return c, nil
}

// CheckBase says what is wrong with a base address, if anything. It must be an
// address of https, as the key travels to it; http is taken for this computer
// alone.
func CheckBase(base string) error {
	u, err := url.Parse(base)
	shown := shownBase(base)
	switch {
	case err != nil || u.Hostname() == "" || u.Opaque != "":
		return fmt.Errorf("base %q is no address such as https://mirror.example/ncbi", shown)
	case u.User != nil:
		return errors.New("base holds a user name or password, which would be sent to nobody; remove it")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return fmt.Errorf("base %q ends in a query or fragment; it is the address above entrez/eutils/", shown)
	case u.Scheme == "https":
		return nil
	case u.Scheme == "http" && isLoopback(u.Hostname()):
		return nil
	case u.Scheme == "http":
		return fmt.Errorf("base %q is not encrypted, and a key would be read on its way; write https", shown)
	}
	return fmt.Errorf("base %q has the scheme %q; write https", shown, u.Scheme)
}

// shownBase is a base address without what may be a password or a key.
func shownBase(s string) string {
	if i := strings.LastIndexByte(s, '@'); i >= 0 {
		s = "***" + s[i:]
	}
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		s = s[:i]
	}
	return s
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// A service is one of NCBI's, by the path of its address.
type service struct {
	name string // as messages have it
	host string
	path string
}

var (
	efetch    = service{"efetch", eutilsHost, "/entrez/eutils/efetch.fcgi"}
	esearch   = service{"esearch", eutilsHost, "/entrez/eutils/esearch.fcgi"}
	ecitmatch = service{"ecitmatch", eutilsHost, "/entrez/eutils/ecitmatch.cgi"}
	converter = service{"a request to convert ids", converterHost, "/tools/idconv/api/v1/articles/"}
)

// address is where a service is asked.
func (c *Client) address(s service) *url.URL {
	if c.base == nil {
		return &url.URL{Scheme: "https", Host: s.host, Path: s.path}
	}
	u := *c.base
	u.Path = strings.TrimRight(u.Path, "/") + s.path
	return &u
}

// mayAsk reports whether a request may go to u.
func (c *Client) mayAsk(u *url.URL) bool {
	scheme := "https"
	if c.base != nil {
		scheme = c.base.Scheme
	}
	return u.Scheme == scheme && u.User == nil && slices.Contains(c.hosts, strings.TrimSuffix(u.Host, ":443"))
}

// talk tells the user why nothing happens for a while.
func (c *Client) talk(format string, args ...any) {
	if c.opt.Talk != nil {
		c.opt.Talk(fmt.Sprintf(format, args...))
	}
}

// redact takes the key out of a text that a service sent.
func (c *Client) redact(s string) string {
	if c.opt.Key == "" {
		return s
	}
	return strings.NewReplacer(c.opt.Key, "***", url.QueryEscape(c.opt.Key), "***").Replace(s)
}
