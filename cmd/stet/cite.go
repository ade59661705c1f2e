package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"stet/internal/cite"
	"stet/internal/disk"
)

var citeVerb = command{
	name:  "cite",
	args:  "import FILE... | list",
	short: "import and list the references of the library",
	long: `Works on ./citations.yaml, or on the library that --citations names.

  stet cite import export.xml             take over every record of a PubMed export
  stet cite import export.xml.gz --pick 33808247,PMC8065437
  stet cite list                          the references, one a line

'stet cite import --help' and 'stet cite list --help' say more.`,
	run: runCite,
}

// citeVerbs are the verbs below cite.
var citeVerbs = []command{citeImport, citeList}

func runCite(ctx context.Context, e *env, args []string) error {
	if len(args) > 0 {
		for _, c := range citeVerbs {
			if strings.TrimPrefix(c.name, "cite ") == args[0] {
				e.verb = c
				return c.run(ctx, e, args[1:])
			}
		}
	}
	rest, err := e.parse(e.flags(), args)
	if err != nil {
		return err
	}
	if len(rest) == 0 {
		return usagef("cite needs a verb: import or list; 'stet cite --help' says more")
	}
	return usagef("cite has no verb %q (want import or list)", rest[0])
}

// libraryPath is the library that cite works on.
func libraryPath(flagged string) string {
	if flagged != "" {
		return flagged
	}
	return libraryName
}

var citeList = command{
	name:  "cite list",
	args:  "[--citations FILE]",
	short: "list the references of the library",
	long: `Prints the references of ./citations.yaml, one a line: key, whether it is
verified, and the reference in Vancouver style.`,
	run: func(_ context.Context, e *env, args []string) error {
		flags := e.flags()
		citations := flags.String("citations", "", "list this library: `FILE`")
		args, err := e.parse(flags, args)
		if err != nil {
			return err
		}
		if len(args) > 0 {
			return usagef("cite list takes no arguments, got %q", args[0])
		}
		path := libraryPath(*citations)
		if _, err := os.Stat(path); err != nil {
			return &failure{statusUsage, fmt.Errorf("%s: no such file; 'stet cite import' makes it, --citations names another", path)}
		}
		f, err := readFile(path, libraryLimit)
		if err != nil {
			return &failure{statusUsage, err}
		}
		lib, err := cite.ParseLibrary(f)
		if err != nil {
			return err
		}
		return listReferences(e, lib)
	},
}

func listReferences(e *env, lib *cite.Library) error {
	width, words := 0, 0
	for _, r := range lib.References {
		width = max(width, len(r.Key))
		words = max(words, len(r.State().String()))
	}
	for _, r := range lib.References {
		if _, err := fmt.Fprintf(e.stdout, "%-*s  %-*s  %s\n", width, r.Key, words, r.State(), cite.Vancouver(r)); err != nil {
			return &disk.Error{Path: "standard output", Msg: err.Error()}
		}
	}
	for _, p := range lib.Problems {
		fmt.Fprintf(e.stderr, "%s:%d:%d: %s\n", lib.Path, p.Pos.Line, p.Pos.Column, p.Msg)
	}
	return nil
}
