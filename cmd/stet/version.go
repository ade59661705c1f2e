package main

import (
	"context"
	"fmt"
	"runtime/debug"
)

var versionVerb = command{
	name:  "version",
	short: "print the version of stet",
	long:  "Prints the version of stet and of the Go that built it.",
	run: func(_ context.Context, e *env, args []string) error {
		args, err := e.parse(e.flags(), args)
		if err != nil {
			return err
		}
		if len(args) > 0 {
			return usagef("version takes no arguments")
		}
		fmt.Fprintln(e.stdout, "stet", versionText())
		return nil
	},
}

// versionText is the module's version, or the revision it was built from.
func versionText() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(no build information)"
	}
	text := info.Main.Version
	if text == "" {
		text = "(devel)"
	}
	return text + " " + info.GoVersion
}
