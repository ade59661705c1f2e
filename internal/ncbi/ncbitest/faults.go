package ncbitest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A Fault is a kind of trouble that services were seen to have, or could.
type Fault struct {
	Name    string
	Doc     string
	service string // the only one it concerns; empty for all
	apply   func(*exchange)
}

type switched struct {
	*Fault
	times int
}

// fault is the first fault that is switched on for a service.
func (s *Server) fault(service string) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		if f.times != 0 && (f.service == "" || f.service == service) {
			f.times--
			return f.Fault
		}
	}
	return nil
}

// An exchange is a request with the answer that it would have had.
type exchange struct {
	w      http.ResponseWriter
	r      *http.Request
	server *Server
	answer
}

func (e *exchange) send() { send(e.w, e.answer) }

// replace sends body in the place of the answer's.
func (e *exchange) replace(body string) {
	e.body = body
	e.send()
}

// blocks are the records of the answer.
func (e *exchange) blocks() []string {
	var list []string
	for _, id := range strings.Split(e.r.Form.Get("id"), ",") {
		if rec := e.server.records.byPMID[id]; rec != nil {
			list = append(list, rec.block)
		}
	}
	return list
}

// cut sends the answer up to n bytes and breaks the connection off.
func (e *exchange) cut(n int) {
	e.w.Header().Set("Content-Type", e.kind)
	e.w.Header().Set("Content-Length", strconv.Itoa(len(e.body)))
	io.WriteString(e.w, e.body[:min(n, len(e.body))])
	panic(http.ErrAbortHandler)
}

// status answers with a status and a body alone.
func status(code int, kind, body string, header ...string) func(*exchange) {
	return func(e *exchange) {
		for i := 0; i < len(header); i += 2 {
			e.w.Header().Set(header[i], header[i+1])
		}
		send(e.w, answer{code, kind, body})
	}
}

// body answers with status 200 and a body.
func body(kind, text string) func(*exchange) { return status(http.StatusOK, kind, text) }

// redirect answers with a redirect.
func redirect(to string) func(*exchange) {
	return status(http.StatusFound, htmlType, "<a>Found</a>", "Location", to)
}

// Faults are the names of all faults, sorted as they are listed.
func Faults() []string {
	names := make([]string, len(faults))
	for i, f := range faults {
		names[i] = f.Name
	}
	return names
}

// Limit429 is the body of an answer to one request too many.
const Limit429 = `{"error":"API rate limit exceeded","api-key":"127.0.0.1","count":"11","limit":"3"}`

var faults = []Fault{
	{"429", "over the rate, with status 429", "", status(429, jsonType, Limit429)},
	{"429-wait", "over the rate, with a Retry-After of 7 seconds", "", status(429, jsonType, Limit429, "Retry-After", "7")},
	{"429-200", "over the rate, with status 200", "", body(jsonType, Limit429)},
	{"bad-key", "the key is not known", "", status(400, jsonType, `{"error":"API key invalid","api-key":"***","type":"api key","status":"unknown"}`)},
	{"bad-key-echo", "the key is not known, and repeated", "", func(e *exchange) {
		send(e.w, plain(400, jsonType, `{"error":"API key invalid","api-key":%q,"type":"api key","status":"unknown"}`, e.r.Form.Get("api_key")))
	}},
	{"echo", "an error that repeats the whole request", "", func(e *exchange) {
		send(e.w, plain(200, jsonType, `{"error":%q}`, "cannot do "+e.r.Form.Encode()))
	}},
	{"400", "a bad request", "", status(400, textType, "Bad request")},
	{"proxy_stream", "trouble behind the service, as a bad request", "", status(400, textType, "Error: proxy_stream(): 502 Bad Gateway. Failed to connect to PubOne service")},
	{"403", "blocked", "", status(403, htmlType, "<html><body>Access denied</body></html>")},
	{"404", "no such service", "", status(404, htmlType, "<html><body>Not found</body></html>")},
	{"500", "out of order", "", status(500, htmlType, "<html><body>Internal error</body></html>")},
	{"502", "out of order", "", status(502, htmlType, "<html><body>Bad gateway</body></html>")},
	{"503", "out of order", "", status(503, htmlType, "<html><body>Unavailable</body></html>")},
	{"503-hour", "out of order for an hour", "", status(503, htmlType, "", "Retry-After", "3600")},
	{"503-negative", "out of order, with a Retry-After of -1", "", status(503, htmlType, "", "Retry-After", "-1")},
	{"503-soon", "out of order, with a Retry-After of soon", "", status(503, htmlType, "", "Retry-After", "soon")},
	{"503-forever", "out of order for 30 years", "", status(503, htmlType, "", "Retry-After", "1000000000")},
	{"503-past", "out of order until a date that has gone by", "", status(503, htmlType, "", "Retry-After", "Mon, 01 Jan 1990 00:00:00 GMT")},
	{"503-date", "out of order for two hours, as a date", "", func(e *exchange) {
		e.w.Header().Set("Retry-After", time.Now().Add(2*time.Hour).UTC().Format(http.TimeFormat))
		send(e.w, answer{503, htmlType, ""})
	}},
	{"empty", "an empty answer", "", body(xmlType, "")},
	{"empty-set", "a set without a record", "efetch", body(xmlType, prolog+"<PubmedArticleSet></PubmedArticleSet>\n")},
	{"html", "a web page with status 200", "", body(htmlType, "<!DOCTYPE html>\n<html><body><h1>Maintenance</h1></body></html>")},
	{"error", "an error in XML with status 200", "efetch", body(xmlType, "<eFetchResult><ERROR>External viewer error: Timeout</ERROR></eFetchResult>")},
	{"error-in-set", "an error within a set", "efetch", body(xmlType, prolog+"<PubmedArticleSet><ERROR>Timeout</ERROR></PubmedArticleSet>")},
	{"truncated", "a set that ends too early, with no sign of it", "efetch", func(e *exchange) { e.replace(e.body[:len(e.body)*2/3]) }},
	{"cut", "a set that ends too early, and the connection with it", "efetch", func(e *exchange) { e.cut(len(e.body) / 2) }},
	{"reset", "a connection that breaks off before the answer", "", func(*exchange) { panic(http.ErrAbortHandler) }},
	{"hang", "no answer", "", func(e *exchange) { e.wait(time.Hour) }},
	{"slow", "a byte every ten seconds", "", func(e *exchange) {
		for i := range min(len(e.body), 60) {
			io.WriteString(e.w, e.body[i:i+1])
			e.w.(http.Flusher).Flush()
			if !e.wait(10 * time.Second) {
				return
			}
		}
	}},
	{"gzip", "a packed answer", "", func(e *exchange) {
		e.w.Header().Set("Content-Encoding", "gzip")
		e.replace(packed(strings.NewReader(e.body)))
	}},
	{"gzip-bomb", "a packed answer of a quarter of a gigabyte", "efetch", func(e *exchange) {
		e.w.Header().Set("Content-Encoding", "gzip")
		e.replace(bomb())
	}},
	{"gzip-twice", "an answer that is packed and says nothing of it", "efetch", func(e *exchange) {
		e.replace(packed(strings.NewReader(e.body)))
	}},
	{"endless", "an answer that does not end", "efetch", func(e *exchange) {
		io.WriteString(e.w, prolog+setStart)
		io.Copy(e.w, io.LimitReader(spaces{}, 1<<30))
	}},
	{"missing", "a set without its first record", "efetch", func(e *exchange) { e.replace(set(e.blocks()[min(1, len(e.blocks())):])) }},
	{"shuffled", "a set in another order", "efetch", func(e *exchange) {
		b := e.blocks()
		slices.Reverse(b)
		e.replace(set(b))
	}},
	{"extra", "a set with a record that nobody asked for", "efetch", func(e *exchange) {
		e.replace(set(append(e.blocks(), stranger("1"))))
	}},
	{"merged", "the record that was asked for first comes under another PMID, as it does when it is asked for by that", "efetch", func(e *exchange) {
		const other = "99999998"
		first, _, _ := strings.Cut(e.r.Form.Get("id"), ",")
		e.server.mu.Lock()
		if first != other {
			e.server.merged = first
		}
		under := func(id string) string {
			return strings.Replace(e.server.records.byPMID[id].block, ">"+id+"</PMID>", ">"+other+"</PMID>", 1)
		}
		b := e.blocks()
		switch merged := e.server.merged; {
		case first == other && merged != "" && e.server.records.byPMID[merged] != nil:
			b = append([]string{under(merged)}, b...)
		case e.server.records.byPMID[first] != nil:
			b[0] = under(first)
		}
		e.server.mu.Unlock()
		e.replace(set(b))
	}},
	{"deleted", "a set that says its first record is deleted", "efetch", func(e *exchange) {
		first, _, _ := strings.Cut(e.r.Form.Get("id"), ",")
		b := e.blocks()
		e.replace(prolog + setStart + strings.Join(b[min(1, len(b)):], "\n") +
			`<DeleteCitation><PMID Version="1">` + first + "</PMID></DeleteCitation>" + setEnd)
	}},
	{"duplicate", "a set with each record twice", "efetch", func(e *exchange) { e.replace(set(append(e.blocks(), e.blocks()...))) }},
	{"version", "a set with an older version of each record behind it", "efetch", func(e *exchange) {
		var b []string
		for _, block := range e.blocks() {
			b = append(b, strings.Replace(block, `<PMID Version="1"`, `<PMID Version="2"`, 1),
				strings.Replace(block, "<ArticleTitle>", "<ArticleTitle>An older title of: ", 1))
		}
		e.replace(set(b))
	}},
	{"wrong-doi", "each record has another DOI", "efetch", func(e *exchange) {
		e.replace(strings.ReplaceAll(strings.ReplaceAll(e.body, `IdType="doi">10.`, `IdType="doi">10.9999/`), `EIdType="doi" ValidYN="Y">10.`, `EIdType="doi" ValidYN="Y">10.9999/`))
	}},
	{"entity", "an entity that is not declared", "efetch", func(e *exchange) {
		e.replace(strings.Replace(e.body, "<ArticleTitle>", "<ArticleTitle>&alpha;-", 1))
	}},
	{"doctype", "a document type with entities of its own", "efetch", func(e *exchange) {
		e.replace(`<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>` + strings.Replace(e.body[len(prolog):], "<ArticleTitle>", "<ArticleTitle>&c;", 1))
	}},
	{"latin1", "another encoding", "efetch", func(e *exchange) {
		e.replace(strings.Replace(e.body, `version="1.0"`, `version="1.0" encoding="ISO-8859-1"`, 1))
	}},
	{"deep", "elements within each other, 200,000 deep", "efetch", func(e *exchange) {
		e.replace(prolog + setStart + "<PubmedArticle>" + strings.Repeat("<a>", 200_000))
	}},
	{"second", "a second document behind the set", "efetch", func(e *exchange) { e.replace(e.body + e.body) }},
	{"trailing", "text behind the set", "efetch", func(e *exchange) { e.replace(e.body + "\nand more") }},
	{"json", "JSON where XML was asked for", "efetch", body(jsonType, `{"result":{}}`)},
	{"xml", "XML where JSON was asked for", "", body(xmlType, "<eSearchResult><Count>1</Count></eSearchResult>")},
	{"redirect", "a redirect to the same service", "", func(e *exchange) {
		e.w.Header().Set("Location", e.r.URL.Path)
		send(e.w, answer{http.StatusMovedPermanently, htmlType, ""})
	}},
	{"redirect-host", "a redirect to another host", "", redirect("https://evil.example/entrez/eutils/efetch.fcgi?api_key=x")},
	{"redirect-http", "a redirect to an address that is not encrypted", "", redirect("http://evil.example/")},
	{"redirect-local", "a redirect into the local network", "", redirect("http://127.0.0.1:1/")},
	{"redirect-loop", "a redirect in a circle", "", func(e *exchange) { redirect(e.r.URL.Path)(e) }},
	{"redirect-nowhere", "a redirect without an address", "", status(http.StatusFound, htmlType, "")},
	{"no-pmid", "the converter knows no PMID", "converter", func(e *exchange) {
		e.replace(fmt.Sprintf(`{"status":"ok","records":[{"requested-id":%q,"pmcid":%q,"doi":"10.1000/x"}]}`, e.r.Form.Get("ids"), e.r.Form.Get("ids")))
	}},
	{"string-pmid", "the converter gives its PMIDs as strings", "converter", func(e *exchange) {
		e.replace(numberForm.ReplaceAllString(e.body, `"pmid":"$1"`))
	}},
	{"two-pmids", "the converter knows two PMIDs", "converter", func(e *exchange) {
		id := e.r.Form.Get("ids")
		e.replace(fmt.Sprintf(`{"status":"ok","records":[{"requested-id":%[1]q,"pmcid":%[1]q,"pmid":33808247},{"requested-id":%[1]q,"pmcid":%[1]q,"pmid":"29480918"}]}`, id))
	}},
	{"other-pmcid", "the converter answers with another PMCID", "converter", func(e *exchange) {
		e.replace(fmt.Sprintf(`{"status":"ok","records":[{"requested-id":%q,"pmcid":"PMC7","pmid":33808247}]}`, e.r.Form.Get("ids")))
	}},
	{"converter-error", "an error of the converter with status 200", "converter", body(jsonType, `{"status":"error","message":"Backend is away"}`)},
	{"converter-silent", "the converter says nothing of an id", "converter", body(jsonType, `{"status":"ok","records":[]}`)},
	{"search-error", "an error of a search with status 200", "esearch", body(jsonType, `{"esearchresult":{"ERROR":"Search Backend failed"}}`)},
}

var numberForm = regexp.MustCompile(`"pmid":([0-9]+)`)

// stranger is a record of next to nothing.
func stranger(pmid string) string {
	return `<PubmedArticle><MedlineCitation><PMID Version="1">` + pmid + `</PMID><Article><ArticleTitle>A stranger.</ArticleTitle></Article></MedlineCitation></PubmedArticle>`
}

// wait waits, unless the client goes away.
func (e *exchange) wait(d time.Duration) bool {
	select {
	case <-e.r.Context().Done():
		return false
	case <-time.After(d):
		return true
	}
}

func packed(r io.Reader) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.Copy(w, r)
	w.Close()
	return b.String()
}

// bomb is a quarter of a gigabyte, packed: 250 kB.
var bomb = sync.OnceValue(func() string { return packed(io.LimitReader(spaces{}, 1<<28)) })

// spaces are spaces without end.
type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}
