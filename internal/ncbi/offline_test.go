package ncbi_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"stet/internal/ncbi"
)

// Where nobody can be reached, the command says so within seconds; a connection
// that breaks off may hold the next time.
func TestOffline(t *testing.T) {
	dial := func(err error) error { return &net.OpError{Op: "dial", Net: "tcp", Err: err} }
	errno := func(e syscall.Errno) error { return dial(os.NewSyscallError("connect", e)) }
	for _, tc := range []struct {
		err   error
		want  string
		tries int
		most  time.Duration
	}{
		{errno(syscall.ECONNREFUSED), "the connection was refused, 2 times in a row; check the network connection", 2, 3 * time.Second},
		{dial(&net.DNSError{Err: "no such host", Name: "eutils.ncbi.nlm.nih.gov", IsNotFound: true}), "no address is found for it, 2 times", 2, 3 * time.Second},
		{dial(&net.DNSError{Err: "server misbehaving", IsTemporary: true}), "no address is found for it, 2 times", 2, 3 * time.Second},
		{errno(syscall.ENETUNREACH), "no network leads to it, 2 times", 2, 3 * time.Second},
		{&net.OpError{Op: "proxyconnect", Err: errno(syscall.ECONNREFUSED)}, "the proxy that HTTPS_PROXY names does not answer, 2 times", 2, 3 * time.Second},
		{errno(syscall.ECONNRESET), "the connection broke off, 5 times in a row; run the same command again later", 5, time.Minute},
		{context.DeadlineExceeded, "no whole answer within 30 seconds, 5 times", 5, time.Minute},
	} {
		synctest.Test(t, func(t *testing.T) {
			requests, started := 0, time.Now()
			transport := roundTripper(func(*http.Request) (*http.Response, error) { requests++; return nil, tc.err })
			_, err := client(t, ncbi.Options{Now: time.Now, Transport: transport}).Search(t.Context(), "zinc", 1)
			if took := time.Since(started); requests != tc.tries || took > tc.most || !strings.Contains(fmt.Sprint(err), tc.want) {
				t.Errorf("%v: %v after %d requests and %s; want %q after %d", tc.err, err, requests, took, tc.want, tc.tries)
			}
		})
	}
}
