package audit

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"

	"stet/internal/source"
)

// A Known is a finding that was there when the house took stock: a line of a
// baseline.
type Known struct {
	Path        string `json:"path"` // below the project's folder, slash-separated
	Rule        string `json:"rule"`
	Claim       string `json:"claim,omitempty"`
	Fingerprint string `json:"fingerprint"`
	Message     string `json:"message"`
}

// baselineSchema names the form of the file, on its first line.
const baselineSchema = "stet.baseline/1"

// ReadBaseline reads a baseline. The error is a *source.Error.
func ReadBaseline(f *source.File) ([]Known, error) {
	return readLines(f, baselineSchema, "stet baseline create", func(k *Known) error {
		if k.Path == "" || k.Rule == "" || k.Fingerprint == "" {
			return errors.New("a finding of a baseline needs path, rule and fingerprint")
		}
		return nil
	})
}

// WriteBaseline is a baseline as a file: sorted, a line for each finding, so
// that two of them can be compared and merged line by line.
func WriteBaseline(known []Known) ([]byte, error) {
	known = slices.Clone(known)
	slices.SortFunc(known, func(a, b Known) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Message, b.Message), strings.Compare(a.Fingerprint, b.Fingerprint))
	})
	return writeLines(baselineSchema, known)
}

// A Scope is what an audit looked at, for those who compare it with a baseline.
type Scope struct {
	Whole    bool                       // all of a site, so that all rules had their say
	Relative func(path string) string   // a finding's path as a baseline has it
	Audited  func(relative string) bool // whether an article was looked at
	Exists   func(relative string) bool // whether a file is there
}

// Against marks the findings of r, which have their fingerprints, as old or new,
// and notes in Absent what is of the baseline and no longer found. What belongs
// to files that were not looked at is neither; it comes back as unseen. A waived
// finding is not new either: baselines do not take them down.
//
// A file that is gone, and one that the baseline does not have, may be the same
// under another name: a finding of the same rule in the same claim is then an
// old one. What keeps a site from being published is never old.
func (r *Result) Against(known []Known, s Scope) (unseen []Known) {
	left := make(map[string]Known, len(known)) // by fingerprint
	files := map[string]bool{}
	for _, k := range known {
		left[k.Fingerprint] = k
		files[k.Path] = true
	}
	var fresh []*Finding
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Baseline = New; f.Waived != nil {
			f.Baseline = ""
		}
		if _, ok := left[f.Fingerprint]; ok && mayBeOld(f.Rule) {
			f.Baseline = Unchanged
			delete(left, f.Fingerprint)
		} else if !files[s.Relative(f.Path)] {
			fresh = append(fresh, f)
		}
	}
	s.renamed(left, fresh)
	for _, k := range known {
		if _, ok := left[k.Fingerprint]; !ok {
			continue
		}
		if s.isAbsent(k) {
			r.Absent = append(r.Absent, Finding{Rule: k.Rule, Path: k.Path, Claim: k.Claim, Message: k.Message, Fingerprint: k.Fingerprint})
		} else {
			unseen = append(unseen, k)
		}
	}
	return unseen
}

// renamed takes from left what is of files that are gone, and marks as old what
// is the same in files that the baseline does not have.
func (s Scope) renamed(left map[string]Known, fresh []*Finding) {
	if len(left) == 0 || len(fresh) == 0 {
		return
	}
	gone := map[string][]string{} // fingerprints
	for _, fingerprint := range slices.Sorted(maps.Keys(left)) {
		if k := left[fingerprint]; !s.Audited(k.Path) && !s.Exists(k.Path) {
			gone[sameness(k.Rule, k.Claim, k.Message)] = append(gone[sameness(k.Rule, k.Claim, k.Message)], fingerprint)
		}
	}
	for _, f := range fresh {
		name := sameness(f.Rule, f.Claim, f.Message)
		if was := gone[name]; len(was) > 0 && mayBeOld(f.Rule) {
			f.Baseline = Unchanged
			delete(left, was[0])
			gone[name] = was[1:]
		}
	}
}

// sameness is what two findings of different files have in common that are the
// same.
func sameness(rule, claim, message string) string {
	if claim != "" {
		return rule + "\n" + claim
	}
	return rule + "\n\n" + message
}

// isAbsent reports whether a known finding, which was not found, would have been.
// Where not all of a site is looked at, not all rules are run; those about claims
// are.
func (s Scope) isAbsent(k Known) bool {
	if s.Whole {
		return true
	}
	return !s.Exists(k.Path) || s.Audited(k.Path) && k.Claim != ""
}

// mayBeOld reports whether findings of a rule can be left to a baseline.
func mayBeOld(rule string) bool {
	r, ok := byID[rule]
	return ok && !r.Blocking
}

// Known are the findings of r that a baseline may hold: neither waived, nor of a
// kind that keeps a site from being published.
func (r *Result) Known(relative func(path string) string) (known []Known) {
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Waived == nil && mayBeOld(f.Rule) {
			known = append(known, Known{relative(f.Path), f.Rule, f.Claim, f.Fingerprint, f.Message})
		}
	}
	return known
}
