package project

import (
	"crypto/sha256"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"stet/internal/audit"
	"stet/internal/digest"
)

// BindingsName is the file beside the library that has the sentences as they
// were when they were bound.
const BindingsName = "stet-bindings.jsonl"

// readBindings reads the bindings beside the library, if there are any.
func (p *Project) readBindings(library string) error {
	p.Bindings = filepath.Join(p.Dir, BindingsName)
	if library != "" {
		p.Bindings = filepath.Join(filepath.Dir(library), BindingsName)
	}
	if _, err := os.Stat(p.Bindings); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	f, err := ReadFile(p.Bindings, BindingsLimit)
	if err != nil {
		return err
	}
	p.bindings = file{p.Bindings, sha256.Sum256(f.Bytes)}
	bound, err := audit.ReadBindings(f)
	if err != nil {
		return err
	}
	p.bound = map[string][]audit.Bound{}
	for _, b := range bound {
		p.bound[b.Path] = append(p.bound[b.Path], b)
	}
	for _, path := range slices.Sorted(maps.Keys(p.bound)) {
		if !p.IsThere(path) {
			p.unhoused = append(p.unhoused, p.bound[path]...)
		}
	}
	return nil
}

// RecordsBindings reports whether there is a file of bindings.
func (p *Project) RecordsBindings() bool { return p.bound != nil }

// PairBindings leads the bindings of an article to those that were recorded of
// it, or, where there are none, of a file that is gone: it may have been that.
func (p *Project) PairBindings(d *digest.Digest) []audit.Pair {
	path := p.relative(d.Reading.Path)
	now := audit.Bindings(path, d.Claims, d.Reading.Excerpts, p.Index.Reference)
	if then, known := p.bound[path]; known || len(p.unhoused) == 0 {
		return audit.PairBindings(now, then)
	}
	return audit.PairMoved(now, p.unhoused)
}

// stale adds to a digest what is found when its bindings are compared with those
// that were recorded.
func (p *Project) stale(d *digest.Digest) {
	if len(p.bound) == 0 {
		return
	}
	if found := audit.Stale(d.Reading.Path, p.PairBindings(d)); len(found) > 0 {
		d.Findings = append(d.Findings, found...)
		audit.SortFindings(d.Findings)
	}
}

// Recorded are the recorded bindings of all articles but those at paths.
func (p *Project) Recorded(except map[string]bool) (bound []audit.Bound) {
	left := map[string]bool{}
	for path := range except {
		left[p.relative(path)] = true
	}
	for path, list := range p.bound {
		if !left[path] {
			bound = append(bound, list...)
		}
	}
	return bound
}

// IsThere reports whether a file is there that a list has by its path below the
// project's folder.
func (p *Project) IsThere(path string) bool {
	_, err := os.Stat(filepath.Join(p.Dir, filepath.FromSlash(path)))
	return err == nil
}
