// Package lsp shows what stet finds in any editor that speaks the Language
// Server Protocol: findings at their sentences, the reference behind a citation,
// keys of the library where one is written, and edits that put things right.
//
// An article is read and matched anew at every change, from the text in the
// editor; settings and library are those on the disk, read anew when they
// change there. Nothing is asked of the network but by a command of the user.
package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/sourcegraph/jsonrpc2"

	"stet/internal/source"
)

// Options are what a server cannot know by itself.
type Options struct {
	Version string
	Today   func() source.Date // that waivers expire by

	// Add fetches the record of an id into a library and gives what it did in
	// one line.
	Add func(ctx context.Context, library, id string) (string, error)
}

// addCommand is the command that adds a record to the library.
const addCommand = "stet.add"

// Serve speaks with an editor until it says goodbye or the stream ends, and
// reports whether it left as the protocol wants: "shutdown" before "exit".
func Serve(ctx context.Context, stream io.ReadWriteCloser, opt Options) (orderly bool) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s := &server{Options: opt, stop: stop, documents: map[string]*document{}, projects: map[string]*opened{}}
	conn := jsonrpc2.NewConn(ctx, jsonrpc2.NewBufferedStream(stream, jsonrpc2.VSCodeObjectCodec{}), jsonrpc2.HandlerWithError(s.handle).SuppressErrClosed(), jsonrpc2.SetLogger(silent{}))
	select {
	case <-conn.DisconnectNotify():
	case <-ctx.Done():
		_ = conn.Close() // the editor may have closed it already
	}
	return s.shutdown
}

// silent takes what the protocol's library would print; the editor hears of
// trouble by answers.
type silent struct{}

// Printf prints nothing.
func (silent) Printf(string, ...any) {}

// A server is one session. Its messages are handled one after another.
type server struct {
	Options
	stop      func()
	root      string // folder of the workspace, "" for none
	encoding  encoding
	watches   bool // the editor can tell of files that change
	shutdown  bool
	documents map[string]*document // open ones, by URI
	projects  map[string]*opened
}

// handle answers a request, or takes note of a notification.
func (s *server) handle(ctx context.Context, conn *jsonrpc2.Conn, r *jsonrpc2.Request) (result any, err error) {
	var raw json.RawMessage
	if r.Params != nil {
		raw = *r.Params
	}
	h, known := handlers[r.Method]
	switch {
	case known:
		return h(s, ctx, conn, raw)
	case r.Notif: // what a server does not know of it may ignore
		return nil, nil
	}
	return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeMethodNotFound, Message: "there is no method " + r.Method}
}

// A handler handles the messages of one method.
type handler func(*server, context.Context, *jsonrpc2.Conn, json.RawMessage) (any, error)

// handlers are those that there are, by method.
var handlers = map[string]handler{
	"initialize":                      with((*server).initialize),
	"initialized":                     with((*server).initialized),
	"shutdown":                        with((*server).shutDown),
	"exit":                            with((*server).exit),
	"textDocument/didOpen":            with((*server).opened),
	"textDocument/didChange":          with((*server).changed),
	"textDocument/didClose":           with((*server).closed),
	"textDocument/didSave":            with((*server).filesChanged),
	"workspace/didChangeWatchedFiles": with((*server).filesChanged),
	"textDocument/hover":              with((*server).hover),
	"textDocument/completion":         with((*server).completion),
	"textDocument/codeAction":         with((*server).codeActions),
	"workspace/executeCommand":        with((*server).execute),
}

// A call is a message with its parameters and who sent it.
type call[P any] struct {
	ctx    context.Context
	conn   *jsonrpc2.Conn
	params P
}

// with makes a handler of a method that takes parameters of type P.
func with[P any](method func(*server, call[P]) (any, error)) handler {
	return func(s *server, ctx context.Context, conn *jsonrpc2.Conn, raw json.RawMessage) (any, error) {
		c := call[P]{ctx: ctx, conn: conn}
		if len(raw) > 0 {
			if err := json.Unmarshal(raw, &c.params); err != nil {
				return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: err.Error()}
			}
		}
		return method(s, c)
	}
}

func (s *server) initialize(c call[initializeParams]) (any, error) {
	s.root, _ = pathOf(c.params.RootURI)
	s.encoding = utf16Units
	if slices.Contains(c.params.Capabilities.General.PositionEncodings, string(utf8Units)) {
		s.encoding = utf8Units
	}
	s.watches = c.params.Capabilities.Workspace.DidChangeWatchedFiles.DynamicRegistration
	result := initializeResult{ServerInfo: serverInfo{"stet", s.Version}}
	result.Capabilities = serverCapabilities{
		PositionEncoding:   string(s.encoding),
		TextDocumentSync:   1,
		HoverProvider:      true,
		CompletionProvider: completionOptions{TriggerCharacters: []string{"@", ":"}},
		CodeActionProvider: codeActionOptions{CodeActionKinds: []string{quickFix}},
		ExecuteCommand:     executeCommandOptions{Commands: []string{addCommand}},
	}
	return result, nil
}

// initialized asks the editor to tell of files that articles are judged by.
func (s *server) initialized(c call[struct{}]) (any, error) {
	if !s.watches {
		return nil, nil
	}
	watch := watchOptions{[]watcher{{"**/citations.yaml"}, {"**/stet.yaml"}}}
	// The answer says nothing, and waiting for it here would keep it from being read.
	_, err := c.conn.DispatchCall(c.ctx, "client/registerCapability", registrationParams{[]registration{{"files", "workspace/didChangeWatchedFiles", watch}}})
	return nil, err
}

func (s *server) shutDown(call[struct{}]) (any, error) {
	s.shutdown = true
	return nil, nil
}

func (s *server) exit(call[struct{}]) (any, error) {
	s.stop()
	return nil, nil
}

func (s *server) opened(c call[openParams]) (any, error) {
	s.open(c.params.TextDocument)
	return nil, s.publish(c.ctx, c.conn, c.params.TextDocument.URI)
}

func (s *server) changed(c call[changeParams]) (any, error) {
	d := c.params.TextDocument
	if n := len(c.params.ContentChanges); n > 0 {
		d.Text = c.params.ContentChanges[n-1].Text
		s.open(d)
	}
	return nil, s.publish(c.ctx, c.conn, d.URI)
}

// closed forgets a document, and takes its findings from the screen.
func (s *server) closed(c call[openParams]) (any, error) {
	uri := c.params.TextDocument.URI
	delete(s.documents, uri)
	return nil, c.conn.Notify(c.ctx, "textDocument/publishDiagnostics", publishParams{URI: uri, Diagnostics: []diagnostic{}})
}

// filesChanged looks at all open documents anew, as what they are judged by may
// have changed.
func (s *server) filesChanged(c call[struct{}]) (any, error) {
	return nil, s.publishAll(c.ctx, c.conn)
}

func (s *server) publishAll(ctx context.Context, conn *jsonrpc2.Conn) error {
	uris := make([]string, 0, len(s.documents))
	for uri := range s.documents {
		uris = append(uris, uri)
	}
	slices.Sort(uris)
	for _, uri := range uris {
		if err := s.publish(ctx, conn, uri); err != nil {
			return err
		}
	}
	return nil
}

// execute carries out a command of the user's: the only one adds a record to
// the library, which takes as long as PubMed does.
func (s *server) execute(c call[commandParams]) (any, error) {
	var arguments []string
	for _, raw := range c.params.Arguments {
		var s string
		if err := json.Unmarshal(raw, &s); err != nil {
			return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: err.Error()}
		}
		arguments = append(arguments, s)
	}
	if c.params.Command != addCommand || len(arguments) != 2 || s.Add == nil {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: fmt.Sprintf("there is no command %s with %d arguments", c.params.Command, len(arguments))}
	}
	said, err := s.Add(c.ctx, arguments[0], arguments[1])
	message := showMessageParams{3, said}
	if err != nil {
		message = showMessageParams{1, err.Error()}
	}
	if err := c.conn.Notify(c.ctx, "window/showMessage", message); err != nil {
		return nil, err
	}
	return nil, s.publishAll(c.ctx, c.conn)
}
