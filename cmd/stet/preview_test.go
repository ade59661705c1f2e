package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// TestPreview starts the preview, asks it for a page, edits the article, and
// ends it as Ctrl-C does.
func TestPreview(t *testing.T) {
	t.Chdir(t.TempDir())
	if status := run(t.Context(), []string{"init", "."}, nil, io.Discard, io.Discard); status != 0 {
		t.Fatalf("init: status %d", status)
	}
	const article = "content/fish.md"
	put := func(words string) {
		if err := os.WriteFile(article, []byte("---\ntitle: Salted fish\n---\nSalt keeps "+words+" fish.\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("fresh")
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	out, stdout := io.Pipe()
	var stderr bytes.Buffer
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, []string{"serve", "--addr", "localhost:0"}, nil, stdout, &stderr) }()
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(address, "http://localhost:") {
		t.Fatalf("address %q, error %v", address, err)
	}
	page := strings.TrimSpace(address) + "fish/"
	has := func(words string) bool {
		r, err := http.Get(page)
		if err != nil {
			return false
		}
		defer r.Body.Close()
		b, err := io.ReadAll(r.Body)
		return err == nil && strings.Contains(string(b), words)
	}
	for _, words := range []string{"fresh", "dried", "smoked"} {
		put(words)
		for tries := 0; !has("keeps " + words); tries++ {
			if tries == 1000 {
				t.Fatalf("%s never has %q", page, words)
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
	interrupt()
	select {
	case status := <-ended:
		if status != 0 || !strings.Contains(stderr.String(), "Ctrl-C ends the preview") {
			t.Errorf("status %d, said %q", status, stderr.String())
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the preview does not end")
	}
	if _, err := os.Lstat("public"); err == nil {
		t.Error("the preview has built the site")
	}
}
