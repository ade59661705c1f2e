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

// An audited is what an audit keeps of one article.
type audited struct {
	article  audit.Article
	findings []audit.Finding
	waivers  []audit.Placed
	draft    bool
	entry    site.Entry // where the rules of the site apply
	ids      []cite.ID  // that its claims name sources by, where there is no library
}

// Audit checks articles, and the site as a whole or the library behind them.
// The error joins what could not be read; the result holds the rest.
func (p *Project) Audit(ctx context.Context, a Audit) (audit.Result, error) {
	articles := make([]audited, len(a.Tasks))
	digests := func(use func(int, digest.Digest) error) []error { return p.Digests(ctx, a.Tasks, false, use) }
	if a.Brief {
		digests = func(use func(int, digest.Digest) error) []error { return p.judged(ctx, a.Tasks, use) }
	}
	errs := digests(func(i int, d digest.Digest) (err error) {
		articles[i], err = p.audited(&d, &a, a.Tasks[i].Own)
		return err
	})
	articles = slices.DeleteFunc(articles, func(x audited) bool { return x.article.Path == "" }) // which could not be read

	result := audit.Result{Library: p.Library}
	var waivers []audit.Placed
	for i := range articles {
		result.Articles = append(result.Articles, articles[i].article)
		result.Findings = append(result.Findings, articles[i].findings...)
		waivers = append(waivers, articles[i].waivers...)
	}
	if a.Site {
		found, err := p.checkSite(articles, a.Today)
		result.Findings, errs = append(result.Findings, found...), append(errs, err)
		markDrafts(result.Findings, articles)
	} else if p.Library != nil {
		result.Findings = append(result.Findings, audit.Library(p.Library)...)
	}
	result.Findings = p.Judge(result.Findings, waivers, a.Today)
	if p.Library == nil {
		result.Findings = p.unaided(result.Findings, articles)
	}
	result.Sort()
	result.Fingerprint(p.relative)
	p.quote(result.Findings, a.Tasks)
	return result, errors.Join(errs...)
}

// audited is what a keeps of d; own says that d is of the project's own site.
func (p *Project) audited(d *digest.Digest, a *Audit, own bool) (x audited, err error) {
	r := &d.Reading
	x.article = audit.Article{Path: r.Path, Title: r.Title, Claims: d.Claims, Standing: site.IsStanding(p.content(), r.Path), Withheld: site.Withheld(&r.Meta, a.Today) != ""}
	x.findings, x.waivers, x.draft = d.Findings, r.Waivers, r.Meta.Draft
	if a.Site {
		x.entry = site.LightEntry(*d, nil) // its rules ask for no words of claims
	}
	if p.Library == nil {
		x.ids = idsIn(d.Claims)
	}
	if a.Brief {
		x.article.Claims = make([]audit.Claim, len(d.Claims))
		for j := range d.Claims {
			x.article.Claims[j] = d.Claims[j].Brief()
		}
	}
	if a.Before != nil && own {
		var found []audit.Finding
		found, err = p.uncorrected(d, *a)
		x.findings = append(slices.Clip(d.Findings), found...)
	}
	return x, err
}

// markDrafts marks the findings that are about drafts.
func markDrafts(findings []audit.Finding, articles []audited) {
	drafts := map[string]bool{}
	for i := range articles {
		drafts[articles[i].article.Path] = articles[i].draft
	}
	for i := range findings {
		findings[i].Draft = drafts[findings[i].Path]
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
func (p *Project) checkSite(articles []audited, today source.Date) (findings []audit.Finding, err error) {
	theme, err := p.Theme()
	if f, ok := TemplateFinding(err); ok {
		findings, err = append(findings, f), nil
	}
	entries := make([]site.Entry, len(articles))
	for i := range articles {
		entries[i] = articles[i].entry
	}
	s := site.New(p.NewEdition(theme, today, nil).Frame, entries)
	return append(findings, s.Findings()...), err
}
