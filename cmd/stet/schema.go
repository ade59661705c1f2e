package main

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"stet/internal/disk"
	"stet/internal/report"
	"stet/internal/schema"
	"stet/templates"
)

var schemaVerb = command{
	name:  "schema",
	args:  "[NAME]",
	short: "print the JSON Schema of a file or a report, or a file of the built-in theme",
	long: `Prints a JSON Schema: of a file that people write (citations, front-matter,
settings, which is stet.yaml with its defaults), or of a document that stet
writes, by the name in its "schema" field. By their names it prints the files
of the built-in theme too, to start your own from. Without a name, lists the
schemas and these files.

  stet schema settings
  stet schema stet.audit/1
  stet schema words.yaml

An editor that speaks YAML completes and checks citations.yaml with it:

  stet schema citations > citations.schema.json

and, as the first line of citations.yaml,

  # yaml-language-server: $schema=citations.schema.json`,
	run: func(_ context.Context, e *env, args []string) error {
		args, err := e.parse(e.flags(), args)
		if err != nil {
			return err
		}
		names := slices.Concat(schema.Names, report.Schemas())
		if len(args) == 0 {
			files, err := fs.Glob(templates.FS, "*")
			if err != nil {
				return err
			}
			fmt.Fprintln(e.stdout, strings.Join(append(names, files...), "\n"))
			return nil
		}
		text, ok := schema.Text(args[0])
		if !ok {
			text, ok = report.Schema(args[0])
		}
		if file, err := fs.ReadFile(templates.FS, args[0]); err == nil {
			text, ok = file, true
		}
		if !ok || len(args) > 1 {
			return usagef("there is no schema %q (want %s)", strings.Join(args, " "), strings.Join(names, ", ")+", or a file of the theme as words.yaml")
		}
		if _, err := e.raw.Write(text); err != nil {
			return &disk.Error{Path: "standard output", Msg: err.Error()}
		}
		return nil
	},
}
