package serve_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestLeaks reloads a thousand times, the library now and then, with 64 browsers on the stream, half of
// which never read: nobody is waited for, those who have gone are forgotten, and
// neither goroutines nor memory are left behind.
func TestLeaks(t *testing.T) {
	dir := sampleFolder(t)
	p, _ := openAt(t, dir)
	p.StreamLife(2 * time.Second)
	addr := start(t, p)
	file := filepath.Join(dir, "content", "magnesium.md")
	reload := func(i int) {
		write(t, file, strings.Replace(magnesium, "is common", fmt.Sprintf("was seen %d times", i), 1))
		if !p.Reload(t.Context(), file) {
			t.Fatalf("reload %d makes no new state", i)
		}
		if i%50 == 0 {
			books := filepath.Join(dir, "citations.yaml")
			write(t, books, strings.Replace(library, "Prata C", fmt.Sprintf("Prata%d C", i), 1))
			if !p.Reload(t.Context(), books) {
				t.Fatalf("reload %d of the library makes no new state", i)
			}
			get(p, "/")
			get(p, "/magnesium/")
		}
	}
	for i := range 50 {
		reload(i)
	}
	goroutines, memory := runtime.NumGoroutine(), heap()
	var conns []net.Conn
	for i := range 64 {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		conns = append(conns, conn)
		fmt.Fprintf(conn, "GET /_stet/events?token=%s HTTP/1.1\r\nHost: localhost\r\n\r\n", token)
		if i%2 == 0 {
			go io.Copy(io.Discard, conn)
		}
	}
	for range 500 {
		if p.Streams() == 64 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if n := p.Streams(); n != 64 {
		t.Errorf("%d of 64 browsers are on the stream", n)
	}
	for i := range 1000 {
		reload(1000 + i)
	}
	for range 1000 {
		if p.Streams() == 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if n := p.Streams(); n != 0 {
		t.Errorf("%d browsers are still on the stream", n)
	}
	for _, conn := range conns {
		conn.Close()
	}
	for range 300 {
		if runtime.NumGoroutine() <= goroutines+2 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > goroutines+2 {
		t.Errorf("%d goroutines, before there were %d", n, goroutines)
	}
	if grown := int64(heap()) - int64(memory); grown > 4<<20 {
		t.Errorf("%d kB more memory than before", grown>>10)
	}
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestManyStreams: more browsers than there is room for are told to come back.
func TestManyStreams(t *testing.T) {
	p, _ := openAt(t, sampleFolder(t))
	p.StreamLife(time.Second)
	var leave []func()
	for range 100 {
		_, l := p.Join()
		leave = append(leave, l)
	}
	r := get(p, "/_stet/events?token="+token)
	if r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") == "" {
		t.Errorf("status %d", r.StatusCode)
	}
	for _, l := range leave {
		l()
	}
	if text := body(t, get(p, "/_stet/events?token="+token)); !strings.Contains(text, "data: 1\n") {
		t.Errorf("a stream begins with %q", text)
	}
}
