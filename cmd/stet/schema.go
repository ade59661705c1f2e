package main

import (
	"context"
	"fmt"
	"strings"

	"stet/internal/report"
)

var schema = command{
	name:  "schema",
	args:  "[NAME]",
	short: "print the JSON Schema of a report",
	long: `Prints the JSON Schema of a document that stet writes, by the name in its
"schema" field. Without a name, lists them.

  stet schema stet.audit/1`,
	run: func(_ context.Context, e *env, args []string) error {
		args, err := e.parse(e.flags(), args)
		if err != nil {
			return err
		}
		if len(args) == 0 {
			fmt.Fprintln(e.stdout, strings.Join(report.Schemas(), "\n"))
			return nil
		}
		text, ok := report.Schema(args[0])
		if !ok || len(args) > 1 {
			return usagef("there is no schema %q (want %s)", strings.Join(args, " "), strings.Join(report.Schemas(), ", "))
		}
		_, err = e.stdout.Write(text)
		return err
	},
}
