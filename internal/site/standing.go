package site

import (
	"path"

	"stet/internal/audit"
)

// Standing are the addresses of the pages that a site has beside its reviews,
// "" where it has none. They are articles by fixed names in the folder of
// articles: disclaimer.md, editorial-policy.md and about.md. Every page leads to
// them; lists of articles and feeds leave them out.
type Standing struct {
	Disclaimer string // "disclaimer/"
	Policy     string
	About      string
}

// The files of standing pages.
const (
	disclaimerFile = "disclaimer.md"
	policyFile     = "editorial-policy.md"
	aboutFile      = "about.md"
)

// FindStanding looks for the standing pages among the articles of a folder.
// address is that of the page of a file, if there is one that readers see.
func FindStanding(folder string, address func(file string) (string, bool)) (s Standing) {
	for file, at := range map[string]*string{disclaimerFile: &s.Disclaimer, policyFile: &s.Policy, aboutFile: &s.About} {
		if url, ok := address(path.Join(folder, file)); ok {
			*at = url
		}
	}
	return s
}

// IsStanding reports whether an article is a standing page, by its file and the
// folder of articles.
func IsStanding(folder, file string) bool {
	if path.Dir(file) != folder {
		return false
	}
	switch path.Base(file) {
	case disclaimerFile, policyFile, aboutFile:
		return true
	}
	return false
}

// has reports whether the page at url is a standing one.
func (s *Standing) has(url string) bool {
	return url != "" && (url == s.Disclaimer || url == s.Policy || url == s.About)
}

// missingPages are the standing pages that a site for the public should have,
// which is one with a base URL.
func (s *Site) missingPages() (found []audit.Finding) {
	if s.frame.Settings.BaseURL == "" {
		return nil
	}
	for _, want := range []struct{ file, address, what string }{
		{disclaimerFile, s.frame.Standing.Disclaimer, "a medical disclaimer"},
		{policyFile, s.frame.Standing.Policy, "an editorial policy"},
	} {
		if want.address != "" {
			continue
		}
		f := audit.Found("missing-page", path.Join(s.frame.Folder, want.file))
		f.Message = "the site has no page with " + want.what + " of its own"
		f.Hint = "write it; the foot of every page will lead to it"
		found = append(found, f)
	}
	return found
}
