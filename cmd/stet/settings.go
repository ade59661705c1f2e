package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"text/tabwriter"

	"stet/internal/audit"
	"stet/internal/disk"
	"stet/internal/project"
	"stet/internal/settings"
	"stet/internal/yaml"
)

var settingsVerb = command{
	name:  "settings",
	args:  "[DIR] [-o DIR] [--profile PROFILE] [--baseline FILE] [--editor NAME] [--citations FILE]",
	short: "print the settings in force, and where each comes from",
	long: `Prints every setting that is in force in DIR (default: this folder), one a line:
its name, its value, and where that comes from: the line of the nearest stet.yaml
upwards, a flag, or the default. With the flags of build, audit and serve that
stand for settings it says what a run with them would have. Below, in brackets,
stands what else decides: the library, the day, and whether the environment holds
a key for NCBI, which is never printed.

  stet settings
  stet settings -o /srv/www --profile strict
  stet settings | grep -v default$

'stet schema settings' prints what each may be.`,
	run: runSettings,
}

func runSettings(_ context.Context, e *env, args []string) error {
	flags := e.flags()
	named := map[string]*string{ // flags by the settings that they stand for
		"output":       flags.String("o", "", "as of build: `DIR`"),
		"profile":      flags.String("profile", "", "as of audit: `PROFILE`"),
		"baseline":     flags.String("baseline", "", "as of audit: `FILE`"),
		"serve.editor": flags.String("editor", "", "as of serve: `NAME`"),
	}
	citations := libraryFlag(flags)
	day := todayFlag(flags)
	args, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	if len(args) > 1 {
		return usagef("settings takes one folder, got %d arguments", len(args))
	}
	dir := append(args, ".")[0]
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return usagef("%s is no folder", dir)
	}
	if p := *named["profile"]; p != "" && !slices.Contains(audit.Profiles, p) {
		return usagef("--profile %q is none (want %s)", p, listed(audit.Profiles))
	}
	if editor := *named["serve.editor"]; editor != "" {
		if _, problem := settings.EditorLink(editor); problem != "" {
			return usagef("--editor: %s", problem)
		}
	}
	date, err := day.value()
	if err != nil {
		return err
	}
	values, path, err := project.InForce(dir)
	if err != nil {
		return &failure{statusUsage, err}
	}
	w := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
	for _, v := range values {
		text, from := v.Text, "default"
		if v.Line > 0 {
			from = fmt.Sprintf("%s:%d", filepath.ToSlash(path), v.Line)
		}
		if flag := named[v.Key]; flag != nil && *flag != "" {
			text, from = yaml.Text(*flag), settingFlags[v.Key]
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", v.Key, text, from)
	}
	library, from := libraryOf(dir, *citations)
	fmt.Fprintf(w, "[library]\t%s\t%s\n", yaml.Text(library), from)
	fmt.Fprintf(w, "[today]\t%s\t%s\n", date, day.from())
	fmt.Fprintf(w, "[NCBI_API_KEY]\t%s\tenvironment\n", keyState())
	if err := w.Flush(); err != nil {
		return &disk.Error{Path: "standard output", Msg: err.Error()}
	}
	return nil
}

// keyState says of the API key no more than whether there is one.
func keyState() string {
	if os.Getenv("NCBI_API_KEY") == "" {
		return "not set"
	}
	return "set"
}

// settingFlags are the flags by the settings that they stand for.
var settingFlags = map[string]string{"output": "-o", "profile": "--profile", "baseline": "--baseline", "serve.editor": "--editor"}

// libraryOf is the library of a folder, and what decides on it.
func libraryOf(dir, named string) (path, from string) {
	if named != "" {
		return filepath.ToSlash(named), "--citations"
	}
	path = filepath.ToSlash(disk.Upwards(dir, project.LibraryName))
	if path == "" {
		return "", "none here or above"
	}
	return path, "the nearest upwards"
}
