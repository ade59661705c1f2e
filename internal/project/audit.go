package project

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/site"
	"stet/internal/source"
)

// An Audit is what to audit, and how.
type Audit struct {
	Tasks []Task
	Site  bool        // the tasks are all of the project's site, to which rules of its own apply
	Today source.Date // that the rules of the site reckon from
	Brief bool        // of a claim no more than its verdict is wanted

	// Before gives the text that a file had at some time in the past, as in Since,
	// with which articles of the site are then compared. Nil for nothing.
	Before func(path string) (old []byte, changed bool, err error)
}

// Audit checks articles, and the site as a whole or the library behind them.
// The error joins what could not be read; the result holds the rest.
func (p *Project) Audit(ctx context.Context, a Audit) (audit.Result, error) {
	articles := make([]audit.Article, len(a.Tasks))
	findings := make([][]audit.Finding, len(a.Tasks))
	waivers := make([][]audit.Placed, len(a.Tasks))
	drafts := make([]bool, len(a.Tasks))
	named := make([][]cite.ID, len(a.Tasks))
	entries := make([]site.Entry, len(a.Tasks))
	digests := func(use func(int, digest.Digest) error) []error { return p.Digests(ctx, a.Tasks, false, use) }
	if a.Brief {
		digests = func(use func(int, digest.Digest) error) []error { return p.Judged(ctx, a.Tasks, use) }
	}
	errs := digests(func(i int, d digest.Digest) error {
		if a.Site {
			entries[i] = site.LightEntry(d, nil) // its rules ask for no words of claims
		}
		articles[i] = audit.Article{Path: d.Reading.Path, Title: d.Reading.Title, Claims: d.Claims, Standing: site.IsStanding(p.content(), d.Reading.Path), Withheld: site.Withheld(&d.Reading.Meta, a.Today) != ""}
		if p.Library == nil {
			named[i] = idsIn(d.Claims)
		}
		if a.Brief {
			articles[i].Claims = make([]audit.Claim, len(d.Claims))
			for j := range d.Claims {
				articles[i].Claims[j] = d.Claims[j].Brief()
			}
		}
		findings[i], waivers[i], drafts[i] = d.Findings, d.Reading.Waivers, d.Reading.Meta.Draft
		if a.Before == nil || !a.Tasks[i].Own {
			return nil
		}
		found, err := p.uncorrected(&d, a)
		findings[i] = append(slices.Clip(d.Findings), found...)
		return err
	})
	result := audit.Result{
		Library:  p.Library,
		Articles: slices.DeleteFunc(articles, func(art audit.Article) bool { return art.Path == "" }),
		Findings: slices.Concat(findings...),
	}
	entries = slices.DeleteFunc(entries, func(entry site.Entry) bool { return entry.Path == "" })
	if a.Site {
		found, err := p.checkSite(entries, a.Today)
		result.Findings, errs = append(result.Findings, found...), append(errs, err)
		markDrafts(result.Findings, a.Tasks, drafts)
	} else if p.Library != nil {
		result.Findings = append(result.Findings, audit.Library(p.Library)...)
	}
	result.Findings = p.Judge(result.Findings, slices.Concat(waivers...), a.Today)
	if p.Library == nil {
		result.Findings = p.unaided(result.Findings, a.Tasks, slices.Concat(named...))
	}
	result.Sort()
	result.Fingerprint(p.relative)
	p.quote(result.Findings, a.Tasks)
	return result, errors.Join(errs...)
}

// markDrafts marks the findings that are about drafts.
func markDrafts(findings []audit.Finding, tasks []Task, drafts []bool) {
	paths := map[string]bool{}
	for i, draft := range drafts {
		if draft {
			paths[tasks[i].Path] = true
		}
	}
	for i := range findings {
		findings[i].Draft = paths[findings[i].Path]
	}
}

// quote gives findings that were made when the texts had been let go, as those
// of the site's rules, their excerpts: it reads the files again. One that is gone
// has none, and notes need none.
func (p *Project) quote(findings []audit.Finding, tasks []Task) {
	texts := map[string]*source.File{}
	for i := range findings {
		f := &findings[i]
		if f.Excerpt != (audit.Excerpt{}) || f.Start.Line == 0 || f.Severity == audit.Note {
			continue
		}
		if _, known := texts[f.Path]; !known {
			texts[f.Path] = p.text(f.Path, tasks)
		}
		if text := texts[f.Path]; text != nil && f.End.Offset <= len(text.Bytes) {
			f.Excerpt = audit.NewExcerpt(text, source.Span{Start: f.Start.Offset, End: max(f.Start.Offset, f.End.Offset)})
		}
	}
}

// text is the file that a finding names: an article or the library; nil for
// another, and for one that cannot be read.
func (p *Project) text(path string, tasks []Task) *source.File {
	if i := slices.IndexFunc(tasks, func(t Task) bool { return t.Path == path }); i >= 0 {
		if b, err := tasks[i].Read(); err == nil {
			return source.NewFile(path, b)
		}
		return nil
	}
	if p.Library == nil || p.Library.Path != path {
		return nil
	}
	f, err := ReadFile(filepath.FromSlash(path), LibraryLimit)
	if err != nil {
		return nil
	}
	return f
}

// Judge gives findings what is not for the rules to say: the waivers that hold
// on a day, and the house's own severities. What is wrong with the waivers is
// added.
func (p *Project) Judge(findings []audit.Finding, waivers []audit.Placed, today source.Date) []audit.Finding {
	findings = append(findings, audit.Waive(findings, waivers, today)...)
	return p.Settings.Policy.Weigh(findings, p.relative)
}

// relative is a path as seen from the project's folder, with slashes; as it is
// where it lies on another disk.
func (p *Project) relative(path string) string {
	abs, err := filepath.Abs(filepath.FromSlash(path))
	if err != nil {
		return path
	}
	dir, err := filepath.Abs(p.Dir)
	if err != nil {
		return path
	}
	rel, err := filepath.Rel(dir, abs)
	if err != nil {
		return path
	}
	return filepath.ToSlash(rel)
}

// checkSite gives what the rules find in the site as a whole.
func (p *Project) checkSite(entries []site.Entry, today source.Date) (findings []audit.Finding, err error) {
	theme, err := p.Theme()
	if f, ok := TemplateFinding(err); ok {
		findings, err = append(findings, f), nil
	}
	s := site.New(p.NewEdition(theme, today, nil).Frame, entries)
	return append(findings, s.Findings()...), err
}
