package project

import (
	"stet/internal/digest"
	"stet/internal/fix"
	"stet/internal/source"
)

// Draft reads an article that is to be edited.
func (p *Project) Draft(t Task) (*fix.Draft, error) {
	b, err := t.Read()
	if err != nil {
		return nil, err
	}
	f := source.NewFile(t.Path, b)
	read := func(f *source.File) digest.Digest {
		return p.matched(f, p.Options(t.Own, true))
	}
	return &fix.Draft{Article: p.Parse(f, t.Own), Digest: read(f), Read: read}, nil
}
