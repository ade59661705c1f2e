package serve_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"stet/internal/serve"
)

// start serves a preview on a port of this machine.
func start(t testing.TB, p *serve.Preview) (addr string) {
	t.Helper()
	listeners, port, err := serve.Listen("localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- p.Serve(ctx, listeners) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return fmt.Sprintf("127.0.0.1:%d", port)
}

// raw sends bytes, and gives the answer with its body.
func raw(t testing.TB, addr, request string) (*http.Response, string) {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	r, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatalf("%.80q: %v", request, err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatalf("%.80q: %v", request, err)
	}
	return r, string(b)
}

// TestHostileRequests sends what other sites, other machines and broken programs
// send. After each the preview still answers.
func TestHostileRequests(t *testing.T) {
	files := sample()
	files["static/.env"], files["static/ok.txt"], files["static/.git/config"], files[".stet/journal"] = "SECRET", "fine", "SECRET", "SECRET"
	files["stet.yaml"] += "serve: {allowed_hosts: [desk.example.org]}\n"
	folder(t, files)
	if err := os.Symlink("/etc/passwd", filepath.Join("content", "passwd.svg")); err != nil {
		t.Fatal(err)
	}
	write(t, "content/linked.md", "---\ntitle: Linked\n---\n![A picture](passwd.svg)\n")
	p, log := open(t)
	addr := start(t, p)
	ok := "Host: localhost\r\n"
	for _, tc := range []struct {
		request string // method, target and version; or a whole request
		headers string
		status  int
	}{
		{"GET / HTTP/1.1", "Host: evil.example\r\n", 421},
		{"GET / HTTP/1.1", "Host: 127.0.0.1.evil.example\r\n", 421},
		{"GET / HTTP/1.1", "Host: localhost.\r\n", 421},
		{"GET / HTTP/1.1", "Host: [::1%25eth0]\r\n", 421},
		{"GET / HTTP/1.1", "Host: \r\n", 400},
		{"GET / HTTP/1.1", "Host: localhost\r\nHost: evil.example\r\n", 400},
		{"GET / HTTP/1.1", "", 400},
		{"GET / HTTP/1.0", "", 400},
		{"GET / HTTP/1.1", "Host: desk.example.org\r\n", 200},
		{"GET / HTTP/1.1", "Host: LOCALHOST:8080\r\n", 200},
		{"GET / HTTP/1.1", "Host: [::1]:8080\r\n", 200},
		{"GET / HTTP/1.1", "Host: 127.0.0.1\r\n", 200},
		{"GET /magnesium/ HTTP/1.1", "Host: rebound.example\r\n", 421},
		{"GET http://evil.example/ HTTP/1.1", ok, 421},
		{"GET / HTTP/1.1", ok + "Origin: https://evil.example\r\n", 403},
		{"GET / HTTP/1.1", ok + "Origin: null\r\n", 403},
		{"GET / HTTP/1.1", ok + "Origin: http://localhost\r\n", 200},
		{"GET / HTTP/1.1", ok + "Origin: http://localhost:9999\r\n", 403},
		{"GET /search/index.json HTTP/1.1", ok + "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n", 403},
		{"GET /magnesium/ HTTP/1.1", ok + "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n", 403},
		{"GET /magnesium/ HTTP/1.1", ok + "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n", 403},
		{"GET /magnesium/ HTTP/1.1", ok + "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n", 200},
		{"GET /magnesium/ HTTP/1.1", ok + "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n", 200},
		{"POST / HTTP/1.1", ok + "Content-Length: 0\r\n", 405},
		{"PUT /magnesium/ HTTP/1.1", ok + "Content-Length: 3\r\n\r\nabc", 405},
		{"DELETE / HTTP/1.1", ok, 405},
		{"TRACE / HTTP/1.1", ok, 405},
		{"OPTIONS / HTTP/1.1", ok, 405},
		{"OPTIONS * HTTP/1.1", ok, 405},
		{"CONNECT localhost:443 HTTP/1.1", "Host: localhost:443\r\n", 405},
		{"BREW / HTTP/1.1", ok, 405},
		{"GET /../../etc/passwd HTTP/1.1", ok, 404},
		{"GET /%2e%2e%2f%2e%2e%2fetc/passwd HTTP/1.1", ok, 404},
		{"GET /..%2f..%2fetc/passwd HTTP/1.1", ok, 404},
		{"GET /%252e%252e/passwd HTTP/1.1", ok, 404},
		{"GET /..%5c..%5cpasswd HTTP/1.1", ok, 404},
		{"GET /....//stet.yaml HTTP/1.1", ok, 404},
		{"GET /.//.. HTTP/1.1", ok, 404},
		{"GET /%00 HTTP/1.1", ok, 404},
		{"GET /%zz HTTP/1.1", ok, 400},
		{"GET /stet.yaml HTTP/1.1", ok, 404},
		{"GET /content/magnesium.md HTTP/1.1", ok, 404},
		{"GET /.git/config HTTP/1.1", ok, 404},
		{"GET /.env HTTP/1.1", ok, 404},
		{"GET /.stet/journal HTTP/1.1", ok, 404},
		{"GET /static/ HTTP/1.1", ok, 404},
		{"GET /ok.txt HTTP/1.1", ok, 200},
		{"GET /linked/passwd.svg HTTP/1.1", ok, 404},
		{"GET //evil.example/%2f.. HTTP/1.1", ok, 404},
		{"GET //magnesium HTTP/1.1", ok, 404},
		{"GET /magnesium HTTP/1.1", ok, 302},
		{"GET /<script>alert(1)</script> HTTP/1.1", ok, 404},
		{"GET /magnesium/ HTTP/1.1", ok + "Range: bytes=" + strings.Repeat("0-0,1-1,", 400) + "5-5\r\n", 200},
		{"GET /magnesium/ HTTP/1.1", ok + "Range: bytes=99999999-\r\n", 416},
		{"GET /magnesium/ HTTP/1.1", ok + "Range: bytes=0-9\r\n", 206},
		{"GET /_stet/page?at=/ HTTP/1.1", ok, 403},
		{"GET /_stet/events?token=guessed HTTP/1.1", ok, 403},
		{"GET /_stet/../content HTTP/1.1", ok, 404},
		{"GET /_stet/nothing HTTP/1.1", ok, 404},
	} {
		request := tc.request + "\r\n" + tc.headers
		if !strings.Contains(tc.headers, "\r\n\r\n") {
			request += "Connection: close\r\n\r\n"
		}
		r, page := raw(t, addr, request)
		if r.StatusCode != tc.status {
			t.Errorf("%.90q: status %d, want %d", request, r.StatusCode, tc.status)
		}
		if strings.Contains(page, "SECRET") || strings.Contains(page, "root:") || strings.Contains(page, "<script>alert") {
			t.Errorf("%.90q: the answer holds what it must not", request)
		}
		if tc.status == 421 && strings.Contains(page, "Magnesium") {
			t.Errorf("%.90q: a page for a stranger", request)
		}
		for name := range r.Header {
			if strings.HasPrefix(name, "Access-Control-") {
				t.Errorf("%.90q: the answer has %s", request, name)
			}
		}
		location := r.Header.Get("Location")
		if location != "" && (!strings.HasPrefix(location, "/") || strings.HasPrefix(location, "//")) {
			t.Errorf("%.90q leads to %s", request, location)
		}
		if tc.status == 405 && r.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%.90q: Allow is %q", request, r.Header.Get("Allow"))
		}
		if r, _ := raw(t, addr, "GET / HTTP/1.1\r\n"+ok+"Connection: close\r\n\r\n"); r.StatusCode != 200 {
			t.Fatalf("after %.90q: / has status %d", request, r.StatusCode)
		}
	}
	if strings.Contains(log.String(), "internal error") {
		t.Errorf("said %s", log)
	}
}

// TestHugeHeader: a header of a megabyte is refused, or the connection closed
// before all of it has come.
func TestHugeHeader(t *testing.T) {
	p, _ := openAt(t, sampleFolder(t))
	addr := start(t, p)
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(10 * time.Second))
	_, sent := io.WriteString(conn, "GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: \""+strings.Repeat("x", 1<<20)+"\"\r\n\r\n")
	r, err := http.ReadResponse(bufio.NewReader(conn), nil)
	switch {
	case err == nil && r.StatusCode != http.StatusRequestHeaderFieldsTooLarge:
		t.Errorf("status %d", r.StatusCode)
	case err != nil && sent == nil && !errors.Is(err, syscall.ECONNRESET) && !errors.Is(err, io.ErrUnexpectedEOF):
		t.Errorf("neither an answer nor a closed connection: %v", err)
	}
	if r, _ := raw(t, addr, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"); r.StatusCode != 200 {
		t.Errorf("afterwards / has status %d", r.StatusCode)
	}
}

// TestHeaders: what every answer says to browsers.
func TestHeaders(t *testing.T) {
	folder(t, sample())
	p, _ := open(t)
	for _, address := range []string{"/", "/nothing/", "/feed.xml", "/_stet/panel.js", "/_stet/page?at=/&token=" + token} {
		h := get(p, address).Header
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
		} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q", address, name, h.Get(name))
			}
		}
		if policy := h.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: the policy is %q", address, policy)
		}
		if h.Get("Content-Type") == "" || strings.HasPrefix(h.Get("Cache-Control"), "public") {
			t.Errorf("%s: %v", address, h)
		}
	}
	r := get(p, "/magnesium/")
	if again := get(p, "/magnesium/", "If-None-Match", r.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("an unchanged page has status %d", again.StatusCode)
	}
}

// TestSlowRequests: connections on which nothing comes, or a body that never
// ends, are closed within ten seconds.
func TestSlowRequests(t *testing.T) {
	t.Parallel()
	p, _ := openAt(t, sampleFolder(t))
	addr := start(t, p)
	var closed []chan error
	for _, head := range []string{"GET / HTTP/1.1\r\nHost: loc", "", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nabc"} {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		io.WriteString(conn, head)
		done := make(chan error, 1)
		closed = append(closed, done)
		go func() {
			_, err := io.Copy(io.Discard, conn)
			done <- err
		}()
	}
	late := time.After(10 * time.Second)
	for i, done := range closed {
		select {
		case <-done:
		case <-late:
			t.Fatalf("slow connection %d is still open", i)
		}
	}
	if r := get(p, "/"); r.StatusCode != 200 {
		t.Errorf("status %d", r.StatusCode)
	}
}

// TestListen: a port that is taken makes room for the next one.
func TestListen(t *testing.T) {
	first, port, err := serve.Listen("localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	second, next, err := serve.Listen(fmt.Sprintf("localhost:%d", port))
	if err != nil || next <= port {
		t.Errorf("beside %d: port %d, error %v", port, next, err)
	}
	for _, l := range append(first, second...) {
		if ip := l.Addr().(*net.TCPAddr).IP; !ip.IsLoopback() {
			t.Errorf("localhost is %s", ip)
		}
		l.Close()
	}
	for addr, want := range map[string]struct {
		host     string
		loopback bool
	}{
		"localhost:1": {"localhost", true}, ":8080": {"localhost", true}, "127.0.0.1:1": {"127.0.0.1", true}, "[::1]:1": {"[::1]", true},
		"0.0.0.0:1": {"", false}, "[::]:1": {"", false}, "192.168.1.4:1": {"192.168.1.4", false}, "Desk.example:1": {"desk.example", false},
	} {
		if host, loopback := serve.HostOf(addr), serve.IsLoopback(addr); host != want.host || loopback != want.loopback {
			t.Errorf("%s: host %q, loopback %v", addr, host, loopback)
		}
	}
	for _, addr := range []string{"", "localhost", "localhost:x", "localhost:70000", "localhost:-1"} {
		if _, _, err := serve.Listen(addr); err == nil {
			t.Errorf("%q is an address", addr)
		}
	}
}
