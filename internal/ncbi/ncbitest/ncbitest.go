// Package ncbitest is a fake of NCBI's services for tests: E-utilities (efetch,
// esearch, ecitmatch) and the id converter of PubMed Central.
//
// It answers from real records, as the services were seen to answer: what is
// unknown is left out of a set, errors come with the status and the body that
// the real ones have, and who asks too often is told so. Faults can be switched
// on, one for each kind of trouble that was reported of the services. It notes
// what a client does against NCBI's manners.
package ncbitest

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// A Server is the fake. Set its fields before it is asked.
type Server struct {
	// Rate is the number of requests a second that an address may make; a key
	// of its own may make PerKey. 0 means NCBI's: 3, and 10 with a key.
	Rate, PerKey int

	// Keys are the API keys that are known; nil stands for every key.
	Keys []string

	records *Records

	mu       sync.Mutex
	buckets  map[string]*bucket
	arrivals []Arrival
	problems []string
	faults   []*switched
	merged   string // the PMID that "merged" answered for last
}

// An Arrival is a request that came in.
type Arrival struct {
	At      time.Time
	Service string // "efetch", ..., "converter"
	IDs     []string
	Key     string
	Form    url.Values // all that was asked, without the key
}

// New is a fake that holds records.
func New(records *Records) *Server {
	return &Server{records: records, buckets: map[string]*bucket{}}
}

// Start has s listen on this computer until the test ends, and gives its
// address.
func (s *Server) Start(t testing.TB) string {
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return server.URL
}

// Transport is a network that leads to s, whatever the address, without
// leaving the process: it serves in the bubbles of testing/synctest. close
// ends it.
func (s *Server) Transport() (transport *http.Transport, close func()) {
	l := newListener()
	server := &http.Server{Handler: s}
	go server.Serve(l)
	transport = &http.Transport{DialContext: l.dial, DialTLSContext: l.dial}
	return transport, func() {
		transport.CloseIdleConnections()
		server.Close()
	}
}

// Fault switches a fault on for the next so many requests that it concerns. A
// name is one of Faults.
func (s *Server) Fault(name string, times int) error {
	for i := range faults {
		if faults[i].Name == name {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.faults = append(s.faults, &switched{&faults[i], times})
			return nil
		}
	}
	return fmt.Errorf("no fault is called %q", name)
}

// Arrivals are the requests so far.
func (s *Server) Arrivals() []Arrival {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Arrival(nil), s.arrivals...)
}

// Problems are what clients did against NCBI's manners so far.
func (s *Server) Problems() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.problems...)
}

// Busiest is the largest number of requests that arrived within any window of
// the given length.
func (s *Server) Busiest(window time.Duration) int {
	most, first := 0, 0
	arrivals := s.Arrivals()
	for i, a := range arrivals {
		for a.At.Sub(arrivals[first].At) >= window {
			first++
		}
		most = max(most, i-first+1)
	}
	return most
}

// A route is a service at a path.
type route struct {
	service string
	answer  func(*Records, url.Values) answer
	maxIDs  int
}

var routes = map[string]route{
	"/entrez/eutils/efetch.fcgi":    {"efetch", (*Records).efetch, 200},
	"/entrez/eutils/esearch.fcgi":   {"esearch", (*Records).esearch, 0},
	"/entrez/eutils/ecitmatch.cgi":  {"ecitmatch", (*Records).ecitmatch, 0},
	"/tools/idconv/api/v1/articles": {"converter", (*Records).convert, 200},
	"/pmc/utils/idconv/v1.0":        {"former converter", nil, 0},
}

// An answer is what a service says, before faults.
type answer struct {
	status int
	kind   string // its Content-Type
	body   string
}

func plain(status int, kind, format string, args ...any) answer {
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	return answer{status, kind, format}
}

const (
	xmlType  = "text/xml; charset=UTF-8"
	jsonType = "application/json; charset=UTF-8"
	textType = "text/plain; charset=UTF-8"
	htmlType = "text/html; charset=UTF-8"
)

// ServeHTTP answers like NCBI.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	route, known := routes[strings.TrimSuffix(r.URL.Path, "/")]
	if !known {
		s.note("unknown address %s", r.URL.Path)
		http.NotFound(w, r)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	if err := r.ParseForm(); err != nil {
		s.note("%s: form: %v", route.service, err)
		http.Error(w, "bad form", http.StatusBadRequest)
		return
	}
	if route.answer == nil {
		http.Redirect(w, r, "/tools/idconv/api/v1/articles/?"+r.URL.RawQuery, http.StatusMovedPermanently)
		return
	}
	key := r.Form.Get("api_key")
	arrival := s.arrived(r, route)
	s.checkManners(r, route, arrival)
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Cache-Control", "private")
	if key != "" && !s.knows(key) {
		send(w, plain(http.StatusBadRequest, jsonType, `{"error":"API key invalid","api-key":%q,"type":"api key","status":"unknown"}`, key))
		return
	}
	if a, over := s.overRate(w, r, key); over {
		send(w, a)
		return
	}
	a := route.answer(s.records, r.Form)
	if f := s.fault(route.service); f != nil {
		f.apply(&exchange{w: w, r: r, server: s, answer: a})
		return
	}
	send(w, a)
}

func send(w http.ResponseWriter, a answer) {
	w.Header().Set("Content-Type", a.kind)
	w.WriteHeader(a.status)
	w.Write([]byte(a.body))
}

// arrived notes a request.
func (s *Server) arrived(r *http.Request, route route) Arrival {
	a := Arrival{At: time.Now(), Service: route.service, Key: r.Form.Get("api_key"), Form: url.Values{}}
	for name, values := range r.Form {
		if name != "api_key" {
			a.Form[name] = values
		}
	}
	ids := r.Form.Get("id")
	if route.service == "converter" {
		ids = r.Form.Get("ids")
	}
	if ids != "" {
		a.IDs = strings.Split(ids, ",")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.arrivals = append(s.arrivals, a)
	return a
}

var email = regexp.MustCompile(`^[^@\s]+@[^@\s]+\.[^@\s]+$`)

// checkManners notes what NCBI asks clients not to do.
func (s *Server) checkManners(r *http.Request, route route, a Arrival) {
	for _, m := range []struct {
		broken bool
		what   string
	}{
		{r.Form.Get("tool") == "" || strings.Contains(r.Form.Get("tool"), " "), "no tool"},
		{!email.MatchString(r.Form.Get("email")), "no email"},
		{r.UserAgent() == "" || strings.HasPrefix(r.UserAgent(), "Go-http-client"), "no User-Agent of its own"},
		{route.maxIDs > 0 && len(a.IDs) > route.maxIDs, fmt.Sprintf("%d ids at once", len(a.IDs))},
		{r.Method == http.MethodGet && len(r.RequestURI) > 2000, fmt.Sprintf("an address of %d characters", len(r.RequestURI))},
		{r.URL.Query().Has("api_key"), "the key in the address"},
		{r.Referer() != "", "a Referer"},
		{r.Method != http.MethodGet && r.Method != http.MethodPost, "method " + r.Method},
		{route.service == "converter" && a.Key != "", "the key sent to the converter"},
	} {
		if m.broken {
			s.note("%s: %s", route.service, m.what)
		}
	}
}

func (s *Server) note(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.problems = append(s.problems, fmt.Sprintf(format, args...))
}

func (s *Server) knows(key string) bool {
	for _, k := range s.Keys {
		if k == key {
			return true
		}
	}
	return s.Keys == nil
}

// A bucket holds as many tokens as requests may be made at once; it fills at
// the rate.
type bucket struct {
	tokens float64
	at     time.Time
	count  int
}

// overRate takes a token of the caller's bucket, or answers that there is none.
func (s *Server) overRate(w http.ResponseWriter, r *http.Request, key string) (answer, bool) {
	limit, name := s.Rate, "key "+key
	if limit == 0 {
		limit = 3
	}
	if key != "" {
		if limit = s.PerKey; limit == 0 {
			limit = 10
		}
	} else {
		host, _, _ := net.SplitHostPort(r.RemoteAddr)
		name = "address " + host
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	b, now := s.buckets[name], time.Now()
	if b == nil {
		b = &bucket{tokens: float64(limit), at: now}
		s.buckets[name] = b
	}
	b.tokens = min(float64(limit), b.tokens+now.Sub(b.at).Seconds()*float64(limit))
	b.at = now
	w.Header().Set("X-RateLimit-Limit", strconv.Itoa(limit))
	w.Header().Set("X-RateLimit-Remaining", strconv.Itoa(max(0, int(b.tokens)-1)))
	if b.tokens < 1 {
		b.count++
		return rateExceeded(key, limit+b.count, limit), true
	}
	b.tokens--
	b.count = 0
	return answer{}, false
}

// rateExceeded is the answer to one request too many; its numbers are strings.
func rateExceeded(key string, count, limit int) answer {
	if key == "" {
		key = "127.0.0.1"
	}
	body, _ := json.Marshal(struct {
		Error string `json:"error"`
		Key   string `json:"api-key"`
		Count string `json:"count"`
		Limit string `json:"limit"`
	}{"API rate limit exceeded", key, strconv.Itoa(count), strconv.Itoa(limit)})
	return answer{http.StatusTooManyRequests, jsonType, string(body)}
}
