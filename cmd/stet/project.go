package main

import (
	"flag"

	"stet/internal/project"
)

// openProject opens the project that path belongs to; what is wrong with its
// files is a mistake in the settings.
func openProject(path, citations string) (*project.Project, error) {
	p, err := project.Open(path, citations)
	if err != nil {
		return nil, &failure{statusUsage, err}
	}
	return p, nil
}

// libraryFlag adds --citations, the library that articles are matched against;
// "" is the nearest one upwards from them.
func libraryFlag(flags *flag.FlagSet) *string {
	return flags.String("citations", "", "the library to match against, instead of the nearest citations.yaml: `FILE`")
}
