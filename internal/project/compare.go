package project

import (
	"errors"
	"os"
	"path/filepath"

	"stet/internal/audit"
	"stet/internal/digest"
	"stet/internal/source"
)

// Against compares the result of an audit, the whole site's or that of a part,
// with a baseline, as [audit.Result.Against] does.
func (p *Project) Against(r *audit.Result, whole bool, known []audit.Known) (unseen []audit.Known) {
	audited := make(map[string]bool, len(r.Articles)+1)
	for i := range r.Articles {
		audited[p.relative(r.Articles[i].Path)] = true
	}
	if p.Library != nil {
		audited[p.relative(p.Library.Path)] = true
	}
	return r.Against(known, audit.Scope{
		Whole:    whole,
		Relative: p.relative,
		Audited:  func(path string) bool { return audited[path] },
		Exists:   p.IsThere,
	})
}

// ReadBaseline reads the baseline at path.
func ReadBaseline(path string) ([]audit.Known, error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil, &source.Error{Path: filepath.ToSlash(path), Msg: "there is no such baseline; 'stet baseline create' writes one"}
	}
	f, err := ReadFile(path, BaselineLimit)
	if err != nil {
		return nil, err
	}
	return audit.ReadBaseline(f)
}

// Known are the findings of a result that a baseline may hold.
func (p *Project) Known(r *audit.Result) []audit.Known { return r.Known(p.relative) }

// uncorrected compares an article with what it was, as [audit.Uncorrected] does.
func (p *Project) uncorrected(d *digest.Digest, a Audit) ([]audit.Finding, error) {
	path := d.Reading.Path
	old, changed, err := a.Before(path)
	if err != nil || !changed || len(old) == 0 {
		return nil, err
	}
	was := digest.Read(source.NewFile(path, old), p.Options(true, false))
	return audit.Uncorrected(path, d.Reading.Issue(), was.Issue(), a.Today), nil
}

// Since keeps of the result of an audit what was touched since some day in the
// past. before gives the text that a file had then, nil if it was not there;
// changed is false for one that is as it was.
func (p *Project) Since(r *audit.Result, a Audit, before func(path string) (old []byte, changed bool, err error)) error {
	touched := map[string]audit.Touched{}
	for _, t := range a.Tasks {
		old, changed, err := before(t.Path)
		if err != nil {
			return err
		}
		if !changed {
			continue
		}
		now, err := t.Read()
		if err != nil {
			continue // the audit says so
		}
		f, opt := source.NewFile(t.Path, now), p.Options(t.Own, false)
		claims, were := digest.Read(f, opt).Claims, digest.Read(source.NewFile(t.Path, old), opt).Claims
		touched[t.Path] = audit.Touch(f, claims, old, were)
	}
	if p.Library != nil {
		old, changed, err := before(p.Library.Path)
		if err == nil && changed { // a library from elsewhere is not touched
			f, err := ReadFile(p.Library.Path, LibraryLimit)
			if err != nil {
				return err
			}
			touched[p.Library.Path] = audit.Touch(f, nil, old, nil)
		}
	}
	r.Since(touched)
	return nil
}
