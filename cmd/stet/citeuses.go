package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"

	"stet/internal/audit"
	"stet/internal/digest"
	"stet/internal/project"
)

// siteTasks are the articles of the site that a library belongs to, none where
// there is no site.
func siteTasks(e *env, p *project.Project) ([]project.Task, error) {
	if _, err := os.Stat(p.Content); p.Content == "" || err != nil {
		return nil, nil
	}
	tasks, skipped, err := p.ContentTasks()
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
		fmt.Fprintf(e.stderr, "note: no articles below %s\n", p.Settings.Content)
	}
	var mu sync.Mutex
	uses := map[string][]string{}
	errs := p.Digests(ctx, tasks, false, func(_ int, d digest.Digest) error {
		mu.Lock()
		defer mu.Unlock()
		for key, places := range usesIn(p, &d) {
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
func usesIn(p *project.Project, d *digest.Digest) map[string][]string {
	uses := map[string][]string{}
	add := func(key string, line int) {
		if place := fmt.Sprintf("%s:%d", d.Reading.Path, line); !slices.Contains(uses[key], place) {
			uses[key] = append(uses[key], place)
		}
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		for _, key := range named(p, c) {
			add(key, c.Start.Line)
		}
	}
	for _, name := range d.Reading.Meta.References {
		if r := p.Library.Find(name); r != nil {
			add(r.Key, 1)
		}
	}
	return uses
}

// named are the references that a claim rests on, and those that it names.
func named(p *project.Project, c *audit.Claim) []string {
	keys := c.References()
	for i := range c.Mentions {
		m := &c.Mentions[i]
		for _, key := range m.Keys {
			if r := p.Library.Key(key); r != nil {
				keys = append(keys, r.Key)
			}
		}
		for _, id := range slices.Concat(m.IDs, m.Resolved) {
			if r := p.Library.ID(id); r != nil {
				keys = append(keys, r.Key)
			}
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}
