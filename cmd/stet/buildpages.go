package main

import (
	"context"
	"errors"

	"stet/internal/digest"
	"stet/internal/disk"
	"stet/internal/project"
	"stet/internal/report"
	"stet/internal/site"
)

// articles makes the pages of all articles, but for those that would come to be
// what they are.
func (b *builder) articles(ctx context.Context, stage *disk.Stage, tasks []project.Task) error {
	b.written = map[string]bool{}
	var others []project.Task
	for _, t := range tasks {
		if m := b.last.Page(&b.known, b.edition, t.Path); m != nil {
			if b.add(m) {
				b.measure(m)
			}
		} else {
			others = append(others, t)
		}
	}
	errs := b.Digests(ctx, others, true, func(_ int, d digest.Digest) error { return b.article(d, stage) })
	return errors.Join(append(errs, ctx.Err())...)
}

// add notes an article, and reports whether it has a page that no other article
// has.
func (b *builder) add(m *project.Made) bool {
	why := b.edition.Withheld(&m.Entry.Meta)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now.Made = append(b.now.Made, m)
	if why != "" {
		w := report.Withheld{Path: m.Entry.Path, Reason: why, Review: m.Review}
		if !m.Entry.Meta.Draft {
			w.Due, w.Stopping = m.Entry.Meta.Date, project.Stoppers(m.Entry.Findings, false)
		}
		b.sum.Withheld = append(b.sum.Withheld, w)
		return false
	}
	first := !b.written[m.Entry.URL]
	b.written[m.Entry.URL] = true
	return first // of others a finding of the site's rules tells, and nothing is published
}

// article writes the page of one article.
func (b *builder) article(d digest.Digest, stage *disk.Stage) (err error) {
	m := &project.Made{}
	edition := b.last.Trace(b.edition, m, d.Reading.Path)
	if b.edition.Withheld(&d.Reading.Meta) != "" {
		m.Entry = edition.Entry(d)
		m.Dates = b.edition.Dates(&m.Entry)
		return b.withhold(m, d, stage)
	}
	var page site.Page
	if page, m.Entry, err = edition.Article(d); err != nil {
		return err
	}
	defer page.Release()
	m.Dates, m.Bytes = b.edition.Dates(&m.Entry), len(page.Data)
	for _, picture := range page.Beside {
		m.Beside = append(m.Beside, len(picture.Data))
	}
	if !b.add(m) {
		return nil
	}
	b.measure(m)
	for _, picture := range page.Beside {
		if err := stage.Write(picture.Path, picture.Data); err != nil {
			return err
		}
	}
	return stage.Write(page.Path, page.Data)
}

// withhold leaves an article out, but for the page of a draft that reviewers are
// to see, which is made anew each time.
func (b *builder) withhold(m *project.Made, d digest.Digest, stage *disk.Stage) (err error) {
	if !d.Reading.Meta.Unlinked {
		b.add(m)
		return nil
	}
	var page site.Page
	if page, m.Review, err = b.edition.ReviewPage(d); err != nil {
		return err
	}
	defer page.Release()
	m.Seen = ""
	if b.add(m); m.Review == "" {
		return nil
	}
	for _, p := range append(page.Beside, page) {
		b.sizes.Add(p.Path, len(p.Data))
		if err := stage.WriteHidden(p.Path, p.Data); err != nil {
			return err
		}
	}
	return nil
}

// measure counts the bytes of an article's files.
func (b *builder) measure(m *project.Made) {
	for i, picture := range m.Entry.Files {
		b.sizes.Add(picture, m.Beside[i])
	}
	b.sizes.Add(m.Entry.URL+"index.html", m.Bytes)
}

// sheet writes a page that is no article's, or takes it over.
func (b *builder) sheet(page site.Page, stage *disk.Stage) error {
	defer page.Release()
	sheet := project.Sheet{Path: page.Path, From: page.From, Bytes: len(page.Data)}
	if page.Same {
		sheet.Bytes = b.known.Bytes(page.Path)
	}
	b.sizes.Add(page.Path, sheet.Bytes)
	if page.From != "" {
		b.mu.Lock()
		b.now.Sheets = append(b.now.Sheets, sheet)
		b.mu.Unlock()
	}
	if page.Same {
		return stage.Take(page.Path)
	}
	return stage.Write(page.Path, page.Data)
}

// finish puts the related articles into a page, and takes over one that the last
// build has made.
func (b *builder) finish(m *project.Made, a site.Addition, stage *disk.Stage) (err error) {
	taken, same, size := b.known.Took(m), m.Related == a.From, m.Size
	var html []byte
	if !taken || !same {
		if html, err = a.HTML(); err != nil {
			return err
		}
		m.Related, m.Size = a.From, len(html)
	}
	b.sizes.Add(a.Page, m.Size)
	if !taken {
		if m.Size == 0 {
			return nil
		}
		return stage.Insert(a.Page, a.At, html)
	}
	for _, picture := range m.Entry.Files {
		if err := stage.Take(picture); err != nil {
			return err
		}
	}
	if same {
		return stage.Take(a.Page)
	}
	return stage.TakeWith(a.Page, a.At, size, html)
}
