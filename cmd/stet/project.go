package main

import "stet/internal/project"

// openProject opens the project that path belongs to; what is wrong with its
// files is a mistake in the settings.
func openProject(path, citations string) (*project.Project, error) {
	p, err := project.Open(path, citations)
	if err != nil {
		return nil, &failure{statusUsage, err}
	}
	return p, nil
}
