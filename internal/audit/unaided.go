package audit

import (
	"fmt"
	"slices"
)

// noLibraryRules find in every sentence that names a source what one finding says
// where there is no library.
var noLibraryRules = []string{unmatched.ID, unverified.ID}

// Unaided parts the findings of an audit that had no library: that sources cannot
// be looked up is said once, about the file at path where a library is expected,
// and not at each of them. What is waived is kept, with its waiver. start is what
// to do.
func Unaided(findings []Finding, path, start string) (kept, about []Finding) {
	for _, f := range findings {
		if f.Waived != nil || !slices.Contains(noLibraryRules, f.Rule) {
			kept = append(kept, f)
		}
	}
	lost := len(findings) - len(kept)
	if lost == 0 {
		return findings, nil
	}
	f := Found(noLibrary.ID, path)
	f.Message = fmt.Sprintf("%d sources are named, and there is no citations.yaml here or above to look them up in", lost)
	if lost == 1 {
		f.Message = "a source is named, and there is no citations.yaml here or above to look it up in"
	}
	f.Hint = start
	return kept, []Finding{f}
}
