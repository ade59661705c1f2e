package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// frames are messages as the protocol sends them.
func frames(messages ...string) *strings.Reader {
	var b strings.Builder
	for _, m := range messages {
		fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n%s", len(m), m)
	}
	return strings.NewReader(b.String())
}

// TestLSP talks to the verb as an editor does, from hello to goodbye, and leaves
// once without a word.
func TestLSP(t *testing.T) {
	const (
		hello    = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`
		open     = `{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"untitled:a","version":1,"text":"A 2018 study in Nutrients found this.\n"}}}`
		shutdown = `{"jsonrpc":"2.0","id":2,"method":"shutdown"}`
		exit     = `{"jsonrpc":"2.0","method":"exit"}`
	)
	t.Chdir(t.TempDir())
	var out, trouble bytes.Buffer
	if status := run(t.Context(), []string{"lsp", "--stdio"}, frames(hello, open, shutdown, exit), &out, &trouble); status != 0 || trouble.Len() > 0 {
		t.Errorf("status %d: %s", status, trouble.String())
	}
	for _, want := range []string{`"name":"stet"`, `"positionEncoding":"utf-16"`, `"code":"no-library"`, `"id":2,"result":null`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the answers lack %s:\n%s", want, out.String())
		}
	}
	if status := run(t.Context(), []string{"lsp"}, frames(hello), &out, &trouble); status != statusFindings {
		t.Errorf("an editor that leaves without a word: status %d", status)
	}
}
