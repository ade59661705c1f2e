package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/net/netutil"
)

// How much a browser may ask for, and how long it may take.
const (
	headerTime   = 5 * time.Second
	readTime     = 8 * time.Second
	writeTime    = streamLife + 10*time.Second
	idleTime     = 60 * time.Second
	maxHeader    = 16 << 10
	maxConns     = 256
	portsToTry   = 50
	shutdownTime = time.Second
)

// Listen opens an address, "localhost:8080"; of localhost all of its numbers.
// Where the port is taken it takes the next that is free: port says which.
func Listen(addr string) (listeners []net.Listener, port int, err error) {
	host, first, err := splitAddr(addr)
	if err != nil {
		return nil, 0, err
	}
	for port = first; port < first+portsToTry && port <= 65535; port++ {
		listeners, err = listenAt(host, port)
		if err == nil {
			return listeners, listeners[0].Addr().(*net.TCPAddr).Port, nil
		}
		if !errors.Is(err, syscall.EADDRINUSE) || first == 0 {
			break
		}
	}
	return nil, 0, fmt.Errorf("--addr %s: %w", addr, err)
}

// CheckAddr says what is wrong with the form of an address.
func CheckAddr(addr string) error {
	_, _, err := splitAddr(addr)
	return err
}

// IsLoopback reports whether an address is one that only this machine reaches.
func IsLoopback(addr string) bool {
	host, _, err := splitAddr(addr)
	ip := net.ParseIP(host)
	return err == nil && (host == "localhost" || ip != nil && ip.IsLoopback())
}

// HostOf is the host of an address as browsers name it, "" for one that stands
// for all of the machine's.
func HostOf(addr string) string {
	host, _, err := splitAddr(addr)
	ip := net.ParseIP(host)
	switch {
	case err != nil || ip != nil && ip.IsUnspecified():
		return ""
	case strings.Contains(host, ":"):
		return "[" + strings.ToLower(host) + "]"
	}
	return strings.ToLower(host)
}

// splitAddr takes "localhost:8080" apart. Without a host it is localhost.
func splitAddr(addr string) (host string, port int, err error) {
	host, number, err := net.SplitHostPort(addr)
	if err != nil {
		return "", 0, fmt.Errorf("--addr %q is not of the form localhost:8080", addr)
	}
	port, err = strconv.Atoi(number)
	if err != nil || port < 0 || port > 65535 {
		return "", 0, fmt.Errorf("--addr %s: the port is not a number up to 65535", addr)
	}
	if host == "" {
		host = "localhost"
	}
	return host, port, nil
}

// listenAt opens a port. A machine without IPv6 has one localhost.
func listenAt(host string, port int) ([]net.Listener, error) {
	if host != "localhost" {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
		return []net.Listener{l}, err
	}
	four, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return nil, err
	}
	port = four.Addr().(*net.TCPAddr).Port
	six, err := net.Listen("tcp6", net.JoinHostPort("::1", strconv.Itoa(port)))
	switch {
	case err == nil:
		return []net.Listener{four, six}, nil
	case errors.Is(err, syscall.EADDRINUSE):
		four.Close()
		return nil, err
	}
	return []net.Listener{four}, nil
}

// Serve answers browsers on listeners until ctx ends.
func (p *Preview) Serve(ctx context.Context, listeners []net.Listener) error {
	server := &http.Server{
		Handler:                      p,
		ReadHeaderTimeout:            headerTime,
		ReadTimeout:                  readTime,
		WriteTimeout:                 writeTime,
		IdleTimeout:                  idleTime,
		MaxHeaderBytes:               maxHeader,
		DisableGeneralOptionsHandler: true,
		BaseContext:                  func(net.Listener) context.Context { return ctx },
	}
	failed := make(chan error, len(listeners))
	for _, l := range listeners {
		go func() { failed <- server.Serve(netutil.LimitListener(l, maxConns)) }()
	}
	select {
	case err := <-failed:
		server.Close()
		return err
	case <-ctx.Done():
	}
	wait, stop := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer stop()
	if server.Shutdown(wait) != nil {
		server.Close()
	}
	return nil
}
