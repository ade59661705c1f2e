package main

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"

	"stet/internal/cite"
	"stet/internal/source"
)

var citeFmt = command{
	name:  "cite fmt",
	args:  "[--check] [--citations FILE]",
	short: "put the entries of the library in order",
	long: `Writes each entry of citations.yaml as stet writes new ones: its fields in
their usual order, one a line. Comments stay with their fields, fields that stet
does not know stay as they are, and the entries stay in their order. What the
library says does not change.

  stet cite fmt
  stet cite fmt --check    change nothing; exit status 1 if something would`,
	run: func(_ context.Context, e *env, args []string) error {
		flags := e.flags()
		citations := citationsFlag(flags)
		check := flags.Bool("check", false, "change nothing; exit with 1 if something would be")
		args, err := e.parse(flags, args)
		if err != nil {
			return err
		}
		if len(args) > 0 {
			return usagef("cite fmt takes no arguments, got %q", args[0])
		}
		f, err := libraryFile(*citations)
		if err != nil {
			return err
		}
		if *check {
			b, err := cite.Tidy(f)
			if err == nil && !bytes.Equal(b, f.Bytes) {
				err = &failure{statusFindings, fmt.Errorf("%s: not in order; 'stet cite fmt' puts it in order", filepath.ToSlash(*citations))}
			}
			return err
		}
		return editLibrary(e, *citations, func(f *source.File) ([]byte, error) { return cite.Tidy(f) })
	},
}
