package lsp_test

import (
	"context"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"stet/internal/lsp"
	"stet/internal/source"
)

// An editor is the other end of a session: a client that does what a script
// says, and remembers what it was sent.
type editor struct {
	t       *testing.T
	conn    *jsonrpc2.Conn
	dir     string
	found   chan published
	said    chan string
	orderly chan bool
	added   []string
}

type published struct {
	URI         string
	Version     int
	Diagnostics []found
}

type found struct {
	Range              rng
	Severity           int
	Code, Message      string
	RelatedInformation []struct {
		Location struct {
			URI   string
			Range rng
		}
		Message string
	}
}

type rng struct{ Start, End pos }

type pos struct{ Line, Character int }

const library = `- key: yu1986
  pmid: "3940655"
  title: "Cantonese-style salted fish as a cause of nasopharyngeal carcinoma: report of a case-control study in Hong Kong"
  authors: [Yu MC, Ho JH, Lai SH, Henderson BE]
  journal: Cancer research
  abbr: Cancer Res
  year: 1986
  mesh: [Carcinoma, Diet, Fishes, Hong Kong, Nasopharyngeal Neoplasms]
  notices: [{kind: erratum, id: "pmid:1", year: 1987}]
- key: armstrong1998
  pmid: "9650558"
  title: "Nasopharyngeal carcinoma in Malaysian Chinese: salted fish and other dietary exposures"
  authors: [Armstrong RW, Imrey PB, Lye MS]
  journal: International journal of cancer
  abbr: Int J Cancer
  year: 1998
`

// start opens a session in a folder with a library; encodings are what the
// editor can count in.
func start(t *testing.T, encodings ...string) *editor {
	t.Helper()
	e := &editor{t: t, dir: t.TempDir(), found: make(chan published, 100), said: make(chan string, 10), orderly: make(chan bool, 1)}
	e.write("citations.yaml", library)
	server, client := net.Pipe()
	opt := lsp.Options{
		Version: "test",
		Today:   func() source.Date { return source.Date{Year: 2026, Month: 11, Day: 20} },
		Add: func(_ context.Context, library, id string) (string, error) {
			e.added = append(e.added, id)
			text, err := os.ReadFile(library)
			if err != nil {
				return "", err
			}
			return "1 added", os.WriteFile(library, append(text, "- pmid: \"29480918\"\n  title: Magnesium in blood\n"...), 0o600)
		},
	}
	go func() { e.orderly <- lsp.Serve(t.Context(), server, opt) }()
	e.conn = jsonrpc2.NewConn(t.Context(), jsonrpc2.NewBufferedStream(client, jsonrpc2.VSCodeObjectCodec{}), jsonrpc2.AsyncHandler(jsonrpc2.HandlerWithError(e.handle).SuppressErrClosed()))
	t.Cleanup(func() { e.conn.Close() })
	var result struct {
		Capabilities struct{ PositionEncoding string }
	}
	e.call("initialize", map[string]any{"rootUri": e.uri(""), "capabilities": map[string]any{
		"general":   map[string]any{"positionEncodings": encodings},
		"workspace": map[string]any{"didChangeWatchedFiles": map[string]any{"dynamicRegistration": true}},
	}}, &result)
	want := "utf-16"
	if len(encodings) > 0 {
		want = encodings[0]
	}
	if result.Capabilities.PositionEncoding != want {
		t.Errorf("encoding %q, want %q", result.Capabilities.PositionEncoding, want)
	}
	e.notify("initialized", map[string]any{})
	return e
}

func (e *editor) handle(_ context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) (any, error) {
	switch r.Method {
	case "textDocument/publishDiagnostics":
		var p published
		if err := json.Unmarshal(*r.Params, &p); err != nil {
			return nil, err
		}
		e.found <- p
	case "window/showMessage":
		e.said <- string(*r.Params)
	case "client/registerCapability":
		e.said <- string(*r.Params)
	}
	return nil, nil
}

func (e *editor) uri(name string) string {
	return "file://" + filepath.ToSlash(filepath.Join(e.dir, name))
}

func (e *editor) write(name, text string) {
	e.t.Helper()
	if err := os.WriteFile(filepath.Join(e.dir, name), []byte(text), 0o600); err != nil {
		e.t.Fatal(err)
	}
}

func (e *editor) call(method string, params, result any) {
	e.t.Helper()
	ctx, cancel := context.WithTimeout(e.t.Context(), time.Minute)
	defer cancel()
	if err := e.conn.Call(ctx, method, params, result); err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
}

func (e *editor) notify(method string, params any) {
	e.t.Helper()
	if err := e.conn.Notify(e.t.Context(), method, params); err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
}

// open opens a document and gives what is found in it.
func (e *editor) open(name, text string) published {
	e.t.Helper()
	e.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": e.uri(name), "languageId": "markdown", "version": 1, "text": text}})
	return e.next()
}

// change gives a document another text.
func (e *editor) change(name string, version int, text string) published {
	e.t.Helper()
	e.notify("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": e.uri(name), "version": version},
		"contentChanges": []any{map[string]any{"text": text}}})
	return e.next()
}

func (e *editor) next() published {
	e.t.Helper()
	select {
	case p := <-e.found:
		return p
	case <-time.After(time.Minute):
		e.t.Fatal("nothing is published")
	}
	return published{}
}

func (e *editor) at(name string, line, character int) map[string]any {
	return map[string]any{"textDocument": map[string]any{"uri": e.uri(name)}, "position": pos{line, character}}
}

func codes(p published) string {
	var all []string
	for _, d := range p.Diagnostics {
		all = append(all, d.Code)
	}
	return strings.Join(all, " ")
}
