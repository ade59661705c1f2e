package ncbi

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"time"
)

// A Trouble is what kept a service from answering.
type Trouble int

const (
	Unreachable Trouble = iota // no connection, or it broke off
	Slow                       // no whole answer in time
	Busy                       // the rate limit, or a wait that it asks for
	Down                       // out of order for now
	BadKey                     // it does not know the API key
	Refused                    // it does not serve this user or request
	Diverted                   // it redirects where stet does not go
	Garbled                    // its answer is none that stet can read
	TooLarge                   // its answer is beyond all measure
)

// A ServiceError is a service that gave no answer. What was answered before
// stands; of the request that failed nothing was taken. It never holds the
// address or the body of the request, which hold the API key.
type ServiceError struct {
	Host    string // that was asked
	Trouble Trouble
	Msg     string    // what is wrong and what to do
	Until   time.Time // when to ask again, where the service says so

	said string // the text of a refusal
}

// Error gives "host: message".
func (e *ServiceError) Error() string { return e.Host + ": " + e.Msg }

// again ends the messages about trouble that passes.
const again = "run the same command again later; what was fetched before is kept"

// An attempt is why one try of a request failed.
type attempt struct {
	trouble Trouble
	what    string        // what happened, a phrase
	todo    string        // what to do about it
	passing bool          // asking again may help
	tries   int           // how often at most; 0 means maxTries
	after   time.Duration // how long the service asks to wait; 0 if it does not say
	said    string        // the text of a refusal
}

func (a *attempt) Error() string { return a.what }

// passes is an attempt that may go better the next time.
func passes(trouble Trouble, format string, args ...any) *attempt {
	return &attempt{trouble: trouble, what: fmt.Sprintf(format, args...), todo: again, passing: true}
}

// stands is an attempt that will not.
func stands(trouble Trouble, what, todo string) *attempt {
	return &attempt{trouble: trouble, what: what, todo: todo}
}

// offline is an attempt that reached nobody: the trouble is here, or on the way,
// and no service that recovers. It is tried once more, as a network that wakes
// up or changes is away for a moment.
func offline(what string) *attempt {
	a := passes(Unreachable, "%s", what)
	a.todo, a.tries = "check the network connection and HTTPS_PROXY, then run the same command again", 2
	return a
}

// connectionTrouble says why a request got no answer, in words that hold
// nothing of the request: the errors of net/http quote addresses. deadline is
// how long it was given.
func connectionTrouble(err error, deadline time.Duration) *attempt {
	var (
		dns     *net.DNSError
		op      *net.OpError
		local   *localError
		unknown x509.UnknownAuthorityError
		name    x509.HostnameError
		invalid x509.CertificateInvalidError
		record  tls.RecordHeaderError
		netErr  net.Error
	)
	switch {
	case errors.As(err, &local):
		return stands(Diverted, local.Error(), "check the network: a name server or hosts file redirects it")
	case errors.As(err, &op) && op.Op == "proxyconnect", strings.Contains(err.Error(), "proxyconnect"):
		return offline("the proxy that HTTPS_PROXY names does not answer")
	case errors.As(err, &dns):
		return offline("no address is found for it")
	case errors.As(err, &unknown), errors.As(err, &name), errors.As(err, &invalid), errors.As(err, &record):
		return stands(Unreachable, "the encrypted connection could not be trusted", "something stands between this computer and it; check the clock, the proxy and the system's certificates")
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &netErr) && netErr.Timeout():
		return passes(Slow, "no whole answer within %s", inWords(deadline))
	case errors.Is(err, syscall.ECONNREFUSED):
		return offline("the connection was refused")
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETDOWN):
		return offline("no network leads to it")
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return passes(Unreachable, "the connection broke off")
	}
	return passes(Unreachable, "the connection failed")
}

// inWords is a duration as people say it.
func inWords(d time.Duration) string {
	plural := func(n int64, unit string) string {
		if n == 1 {
			return "1 " + unit
		}
		return fmt.Sprintf("%d %ss", n, unit)
	}
	seconds := int64(d.Round(time.Second) / time.Second)
	switch {
	case seconds < 1:
		return "less than a second"
	case seconds < 120:
		return plural(seconds, "second")
	case seconds < 120*60:
		return plural((seconds+30)/60, "minute")
	}
	return plural((seconds+1800)/3600, "hour")
}
