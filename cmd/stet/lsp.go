package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"stet/internal/lsp"
	"stet/internal/source"
)

var lspVerb = command{
	name:  "lsp",
	args:  "[--stdio]",
	short: "serve findings to an editor, by the Language Server Protocol",
	long: `Speaks the Language Server Protocol on standard input and output. An editor
starts it by itself; the README tells how to set up VS Code, Neovim and Helix.

Findings show at their sentences as you type, the reference behind a citation
where the pointer rests, the keys of the library behind "[@", and quick fixes
write the id of a reference that fits, waive a finding, or add a record to the
library, which alone asks the network.`,
	run: func(ctx context.Context, e *env, args []string) error {
		flags := e.flags()
		flags.Bool("stdio", true, "speak on standard input and output, as it always does")
		args, err := e.parse(flags, args)
		if err != nil {
			return err
		}
		if len(args) > 0 {
			return usagef("lsp takes no arguments, got %q; it speaks on standard input and output", args[0])
		}
		opt := lsp.Options{
			Version: strings.Fields(versionText())[0],
			Today:   func() source.Date { return source.DateOf(time.Now()) },
			Add:     func(ctx context.Context, library, id string) (string, error) { return addOne(ctx, library, id) },
		}
		if !lsp.Serve(ctx, stdio{e.stdin, e.raw}, opt) {
			return &failure{statusFindings, fmt.Errorf("the editor left without saying goodbye")}
		}
		return nil
	},
}

// stdio is the editor's end of a conversation.
type stdio struct {
	io.Reader
	io.Writer
}

// Close leaves the streams to the process.
func (stdio) Close() error { return nil }

// addOne adds the record of an id to a library, as 'stet cite add' does, and
// gives what that said in one line.
func addOne(ctx context.Context, library, id string) (string, error) {
	var said strings.Builder
	quiet := &env{stdin: strings.NewReader(""), stdout: &said, stderr: &said, verb: citeAdd}
	err := runAdd(ctx, quiet, []string{"--citations", library, id})
	return strings.Join(strings.Fields(said.String()), " "), err
}
