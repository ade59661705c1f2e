package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"stet/internal/disk"
	"stet/internal/report"
	"stet/internal/schema"
)

var schemaVerb = command{
	name:  "schema",
	args:  "[NAME]",
	short: "print the JSON Schema of a file or a report",
	long: `Prints a JSON Schema: of a file that people write (citations, front-matter,
settings, which is stet.yaml with its defaults), or of a document that stet
writes, by the name in its "schema" field. Without a name, lists them.

  stet schema settings
  stet schema stet.audit/1

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
			fmt.Fprintln(e.stdout, strings.Join(names, "\n"))
			return nil
		}
		text, ok := schema.Text(args[0])
		if !ok {
			text, ok = report.Schema(args[0])
		}
		if !ok || len(args) > 1 {
			return usagef("there is no schema %q (want %s)", strings.Join(args, " "), strings.Join(names, ", "))
		}
		if _, err := e.stdout.Write(text); err != nil {
			return &disk.Error{Path: "standard output", Msg: err.Error()}
		}
		return nil
	},
}
