package ncbi

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"syscall"
	"time"
)

// newTransport is the network. Proxies of the environment serve. It unpacks
// what is packed with gzip; who reads an answer counts the unpacked bytes.
func newTransport() http.RoundTripper {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            dial,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    10 * time.Second,
		IdleConnTimeout:        30 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
	}
}

// dial connects to address. A name of NCBI's that leads into the local network
// was answered by somebody else; names of mirrors and proxies may.
func dial(ctx context.Context, network, address string) (net.Conn, error) {
	d := net.Dialer{Timeout: 10 * time.Second, KeepAlive: 15 * time.Second}
	if host, _, err := net.SplitHostPort(address); err == nil && slices.Contains([]string{eutilsHost, converterHost, formerHost}, host) {
		d.Control = func(_, address string, _ syscall.RawConn) error { return checkPublic(address) }
	}
	return d.DialContext(ctx, network, address)
}

// A localError is an address of the local network where NCBI's was expected.
type localError struct{ addr netip.Addr }

func (e *localError) Error() string {
	return fmt.Sprintf("its name leads to %s, an address of the local network", e.addr)
}

func checkPublic(address string) error {
	a, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if ip := a.Addr().Unmap(); !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return &localError{ip}
	}
	return nil
}
