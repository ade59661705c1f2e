package ncbi

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Limits of a request.
const (
	requestDeadline = 30 * time.Second // from the first byte sent to the last one read
	maxTries        = 5
	maxBudget       = 3 * time.Minute // for a request with all its tries
	maxWait         = time.Minute     // the longest wait between two tries
	maxRetryAfter   = 24 * time.Hour  // no service is believed to be away for longer
	maxAnswer       = 64 << 20        // bytes, unpacked
	maxHops         = 5               // redirects
	maxQuery        = 1900            // bytes of the query of a request that has no body
)

// A request is one question to a service.
type request struct {
	service  service
	form     url.Values
	query    bool // asked in the address instead of the body; without the key
	read     func(body []byte) error
	file     *url.URL      // a file is asked for, nobody is told who asks
	limit    int           // bytes of the answer; 0 means maxAnswer
	deadline time.Duration // 0 means requestDeadline
}

// ask puts a request to its service, again and again while there is hope, and
// has r.read take the answer. An error of read says that the body was no
// answer: of type *attempt it says what to think of it, any other is damage
// that may have happened on the way.
func (c *Client) ask(ctx context.Context, r request) error {
	host := c.target(r).Host
	started := c.opt.Now()
	var before string // what happened at the tries before, and how often
	same := 0
	for try := 1; ; try++ {
		if err := c.turn(ctx); err != nil {
			return err
		}
		failed := c.try(ctx, r)
		if failed == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if failed.what != before {
			before, same = failed.what, 0
		}
		same++
		wait := max(failed.after, c.backoff(try))
		spent := c.opt.Now().Sub(started)
		if !failed.passing || same == failed.tries || try == maxTries || wait > maxWait || spent+wait > maxBudget {
			return c.giveUp(host, failed, same)
		}
		c.talk("%s: %s; trying again in %s", host, c.redact(failed.what), inWords(wait))
		if failed.trouble == Busy {
			if err := c.pause(wait); err != nil {
				return err
			}
		}
		if err := sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// target is where a request goes at first.
func (c *Client) target(r request) *url.URL {
	if r.file != nil {
		return r.file
	}
	return c.address(r.service)
}

// backoff is how long to wait after a try: 1 s, 2 s, 4 s, ... and up to half
// as much again, so that those who failed together do not come back together.
func (c *Client) backoff(try int) time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	wait := time.Second << (try - 1)
	return wait + time.Duration(c.rand.Int64N(int64(wait/2)))
}

// giveUp is the error of a request whose last tries failed in the same way.
func (c *Client) giveUp(host string, failed *attempt, tries int) error {
	e := &ServiceError{Host: host, Trouble: failed.trouble, said: failed.said}
	what, todo := c.redact(failed.what), failed.todo
	if tries > 1 {
		what += fmt.Sprintf(", %d times in a row", tries)
	}
	if failed.after > maxWait {
		e.Until = c.opt.Now().Add(failed.after).UTC()
		what += fmt.Sprintf(", and asks to wait %s", inWords(failed.after))
		todo = "run the same command again after " + e.Until.Format("15:04 UTC on 2 January 2006") + "; what was fetched before is kept"
	}
	e.Msg = what + "; " + todo
	return e
}

// try puts a request to its service once.
func (c *Client) try(ctx context.Context, r request) *attempt {
	deadline, limit := cmp.Or(r.deadline, requestDeadline), cmp.Or(r.limit, maxAnswer)
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	resp, failed := c.send(ctx, r)
	if failed != nil {
		return failed
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, int64(limit)+1))
	if len(body) > limit {
		return stands(TooLarge, fmt.Sprintf("its answer to %s has more than %d MiB, which no answer has", r.service.name, limit>>20),
			"run the command with fewer ids; if that does not help, the address is not NCBI's or it is out of order")
	}
	if failed := checkStatus(resp, body); failed != nil {
		if r.file != nil && failed.trouble == Refused {
			failed.todo = "check the address of the file"
		}
		return failed
	}
	if err != nil {
		return connectionTrouble(err, deadline)
	}
	if len(bytes.TrimSpace(body)) == 0 {
		return passes(Garbled, "its answer to %s is empty", r.service.name)
	}
	if isWebPage(body) {
		return passes(Down, "it answered %s with a web page, as it does during maintenance", r.service.name)
	}
	if failed := checkError(body); failed != nil {
		return failed
	}
	err = r.read(body)
	if failed, ok := errors.AsType[*attempt](err); ok {
		return failed
	}
	if err != nil {
		return passes(Garbled, "its answer to %s cannot be read: %s", r.service.name, withoutHint(err.Error()))
	}
	return nil
}

// withoutHint is a message about an export without what to do with a file.
func withoutHint(msg string) string {
	for _, hint := range []string{": convert the export", "; give each export", ": this is no PubMed export", ": it was cut short", ": the export is damaged", "; the export is damaged", "; write the character", "; correct the ids", "; " + howTo} {
		msg, _, _ = strings.Cut(msg, hint)
	}
	return strings.ReplaceAll(msg, "the export", "it")
}

// send sends a request and follows redirects, with the same method and body,
// as far as they stay with the hosts that may be asked.
func (c *Client) send(ctx context.Context, r request) (*http.Response, *attempt) {
	to := c.target(r)
	for range maxHops {
		req, err := c.compose(ctx, to, r)
		if err != nil {
			return nil, stands(Refused, "it has no address that a request can go to", "correct the base address")
		}
		resp, err := c.transport.RoundTrip(req)
		if err != nil {
			return nil, connectionTrouble(err, cmp.Or(r.deadline, requestDeadline))
		}
		if resp.StatusCode < 300 || resp.StatusCode > 399 {
			return resp, nil
		}
		resp.Body.Close()
		next, err := to.Parse(resp.Header.Get("Location"))
		if err != nil || resp.Header.Get("Location") == "" {
			return nil, passes(Diverted, "it redirects (%d) to nowhere", resp.StatusCode)
		}
		next.RawQuery, next.Fragment = "", "" // r brings its own
		if !c.mayAsk(next) && !(r.file != nil && origin(next) == origin(r.file)) {
			return nil, stands(Diverted, fmt.Sprintf("it redirects to %s, and stet does not go there", origin(next)),
				"check the network (a sign-in page?) and the base address; nothing was sent there")
		}
		to = next
	}
	return nil, stands(Diverted, fmt.Sprintf("it redirects in a circle, %d times", maxHops), "check the base address and the network")
}

// origin is the scheme and host of an address, the parts that can be shown.
func origin(u *url.URL) string { return (&url.URL{Scheme: u.Scheme, Host: u.Host}).String() }

// compose makes the HTTP request. What identifies the user travels in the
// body, or, where a service takes none, without the key.
func (c *Client) compose(ctx context.Context, to *url.URL, r request) (*http.Request, error) {
	method, body := http.MethodGet, ""
	if r.file == nil {
		form := maps.Clone(r.form)
		form.Set("tool", tool)
		if c.opt.Email != "" {
			form.Set("email", c.opt.Email)
		}
		if r.query {
			u := *to
			u.RawQuery = form.Encode()
			to = &u
		} else {
			if c.opt.Key != "" {
				form.Set("api_key", c.opt.Key)
			}
			method, body = http.MethodPost, form.Encode()
		}
	}
	req, err := http.NewRequestWithContext(ctx, method, to.String(), strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	req.Header.Set("User-Agent", c.opt.Agent)
	return req, nil
}

// backends are what an answer with status 400 says where not the request is
// bad but a server behind the service.
var backends = []string{"proxy_stream", "502", "failed to connect", "pubone", "c++ exception", "timeout", "timed out", "eof"}

// checkStatus says what is wrong with an answer by its status and, for bad
// requests, by its text.
func checkStatus(resp *http.Response, body []byte) *attempt {
	status := resp.StatusCode
	var failed *attempt
	switch text := strings.ToLower(string(body[:min(len(body), 4<<10)])); {
	case status == http.StatusOK:
		return nil
	case status == http.StatusTooManyRequests:
		failed = tooMany()
	case status == http.StatusBadRequest && strings.Contains(text, "api key"):
		return badKey()
	case status == http.StatusBadRequest && containsAny(text, backends):
		failed = passes(Down, "a server behind it is in trouble (400)")
	case status == http.StatusBadRequest:
		failed = stands(Refused, "it refused the request (400): "+quote(body), "check the ids")
		failed.said = text
		return failed
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return stands(Refused, fmt.Sprintf("it does not serve this address (%d)", status),
			"NCBI blocks those who ask too often: write to eutilities@ncbi.nlm.nih.gov, with the email address that stet sends")
	case status == http.StatusProxyAuthRequired:
		return stands(Unreachable, "the proxy that HTTPS_PROXY names asks for a password (407)", "correct HTTPS_PROXY")
	case status == http.StatusRequestTimeout, status >= 500:
		failed = passes(Down, "it is out of order (%d)", status)
	default:
		return stands(Refused, fmt.Sprintf("it knows no such request (%d)", status), "check the base address: it is the one above entrez/eutils/")
	}
	failed.after = retryAfter(resp)
	return failed
}

func tooMany() *attempt {
	a := passes(Busy, "its rate limit is exceeded (429)")
	a.todo = "others may share this network address, or an API key of your own raises the limit (NCBI_API_KEY); " + again
	return a
}

func badKey() *attempt {
	return stands(BadKey, "it does not know the API key in NCBI_API_KEY",
		"copy it anew from your NCBI account (Account settings, API Key Management), or unset NCBI_API_KEY to go without, at 3 requests a second")
}

// checkError looks for the error that a service puts where JSON or XML was
// asked for, with a status that says all is well.
func checkError(body []byte) *attempt {
	if !bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")) || len(body) > 64<<10 {
		return nil
	}
	var answer struct {
		Error any `json:"error"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return nil // for the reader of the answer to say
	}
	text, ok := answer.Error.(string)
	switch low := strings.ToLower(text); {
	case !ok || text == "":
		return nil
	case strings.Contains(low, "rate limit"):
		return tooMany()
	case strings.Contains(low, "api key"):
		return badKey()
	}
	return passes(Down, "it answered with an error: %s", quote([]byte(text)))
}

// retryAfter is how long the service asks to wait, in seconds or by a date; 0
// for what is neither, or has gone by.
func retryAfter(resp *http.Response) time.Duration {
	text := strings.TrimSpace(resp.Header.Get("Retry-After"))
	var d time.Duration
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		d = time.Duration(min(n, int64(maxRetryAfter/time.Second))) * time.Second
	} else if at, err := http.ParseTime(text); err == nil {
		// By the service's own clock, as the two may differ.
		if now, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
			d = at.Sub(now)
		}
	}
	return min(max(d, 0), maxRetryAfter)
}

func isWebPage(body []byte) bool {
	head := strings.ToLower(string(bytes.TrimSpace(body[:min(len(body), 512)])))
	return strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html")
}

func containsAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// quote is the start of what a service said, in quotes, without its markup.
func quote(body []byte) string {
	text := string(body[:min(len(body), 2<<10)])
	if strings.ContainsFunc(text[:min(len(text), 8)], func(r rune) bool { return r < '\t' || r == utf8.RuneError }) {
		return "bytes that are no text"
	}
	var plain strings.Builder
	depth := 0
	for _, r := range text {
		switch {
		case r == '<':
			depth++
			plain.WriteByte(' ')
		case r == '>' && depth > 0:
			depth--
		case depth == 0:
			plain.WriteRune(r)
		}
	}
	return strconv.Quote(shorten(plain.String()))
}
