package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/digest"
	"stet/internal/source"
)

// siteTasks are the articles of the site that a library belongs to, none where
// there is no site.
func siteTasks(e *env, p *project) ([]task, error) {
	if _, err := os.Stat(p.content); p.content == "" || err != nil {
		return nil, nil
	}
	tasks, skipped, err := p.contentTasks()
	for _, s := range skipped {
		fmt.Fprintf(e.stderr, "note: %s: %s\n", s.Path, s.Reason)
	}
	return tasks, err
}

// libraryUses says where the articles of the site use each reference of the
// library at path, by key: "content/zinc.md:12". Drafts count.
func libraryUses(ctx context.Context, e *env, path string) (map[string][]string, error) {
	p, err := openProject(path, path)
	if err != nil {
		return nil, err
	}
	tasks, err := siteTasks(e, p)
	if err != nil {
		return nil, err
	}
	if len(tasks) == 0 {
		fmt.Fprintf(e.stderr, "note: no articles below %s\n", p.settings.Content)
	}
	var mu sync.Mutex
	uses := map[string][]string{}
	errs := p.digests(ctx, tasks, false, func(_ int, d digest.Digest) error {
		mu.Lock()
		defer mu.Unlock()
		for key, places := range p.usesIn(&d) {
			uses[key] = append(uses[key], places...)
		}
		return nil
	})
	for _, places := range uses {
		slices.Sort(places)
	}
	return uses, errors.Join(errs...)
}

// usesIn are the uses of one article: what its claims rest on or name, well or
// badly, and what its front matter lists.
func (p *project) usesIn(d *digest.Digest) map[string][]string {
	uses := map[string][]string{}
	add := func(key string, line int) {
		if place := fmt.Sprintf("%s:%d", d.Reading.Path, line); !slices.Contains(uses[key], place) {
			uses[key] = append(uses[key], place)
		}
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		for _, key := range p.named(c) {
			add(key, c.Start.Line)
		}
	}
	for _, name := range d.Reading.Meta.References {
		if r := p.library.Find(name); r != nil {
			add(r.Key, 1)
		}
	}
	return uses
}

// named are the references that a claim rests on, and those that it names.
func (p *project) named(c *audit.Claim) []string {
	keys := c.References()
	for i := range c.Mentions {
		m := &c.Mentions[i]
		for _, key := range m.Keys {
			if r := p.library.Key(key); r != nil {
				keys = append(keys, r.Key)
			}
		}
		for _, id := range slices.Concat(m.IDs, m.Resolved) {
			if r := p.library.ID(id); r != nil {
				keys = append(keys, r.Key)
			}
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// parseArticle parses an article as the project would.
func (p *project) parseArticle(t task) (*article.Article, error) {
	b, err := t.read()
	if err != nil {
		return nil, err
	}
	return p.parse(source.NewFile(t.path, b), t.own), nil
}

func (p *project) parse(f *source.File, own bool) *article.Article {
	return article.Parse(f, p.options(own, false).Article)
}

// claimsOn are the claims of an article that touch a line.
func (p *project) claimsOn(ctx context.Context, path string, line int) (claims []audit.Claim, err error) {
	errs := p.digests(ctx, []task{p.fileTask(path)}, false, func(_ int, d digest.Digest) error {
		for _, c := range d.Claims {
			if c.Start.Line <= line && line <= c.End.Line {
				claims = append(claims, c)
			}
		}
		return nil
	})
	return claims, errors.Join(errs...)
}
