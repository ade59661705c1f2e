package project

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/digest"
	"stet/internal/disk"
	"stet/internal/site"
	"stet/internal/source"
)

// A Fate says whether a build publishes a file as an article.
type Fate struct {
	Address  string          // of its page, below the site's root; "" if it has none
	Why      string          // it has none
	Review   string          // address of the page for reviewers that it has instead; "" for none
	Stopping []audit.Finding // what keeps the whole site from being published
}

// Fate looks what a build on a day would make of the file at path.
func (p *Project) Fate(ctx context.Context, path string, today source.Date) (Fate, error) {
	if !p.owns(path) {
		return Fate{Why: "it lies outside of " + p.content() + "/, the folder of the site's articles"}, nil
	}
	tasks, skipped, err := p.ContentTasks()
	if err != nil {
		return Fate{}, err
	}
	at, err := sameFile(path, tasks, skipped)
	if err != nil {
		return Fate{}, err
	}
	if at.why != "" {
		return Fate{Why: at.why}, nil
	}
	b, err := at.task.Read()
	if err != nil {
		return Fate{}, err
	}
	meta := article.ReadMeta(source.NewFile(at.task.Path, b), p.Options(true, false).Article)
	if why := site.Withheld(&meta, today); why != "" {
		fate := Fate{Why: "it is withheld: " + why}
		if !meta.Unlinked {
			return fate, nil
		}
		frame := p.NewEdition(nil, today, nil).Frame
		errs := p.Digests(ctx, []Task{at.task}, true, func(_ int, d digest.Digest) error {
			fate.Review = frame.ReviewAddress(d)
			return nil
		})
		return fate, errors.Join(errs...)
	}
	result, err := p.Audit(ctx, Audit{Tasks: tasks, Site: true, Today: today, Brief: true})
	return Fate{Address: site.Address(at.task.Path, &meta), Stopping: Stoppers(result.Findings, false)}, err
}

// A sighting is a file among those of a folder, or why it is none of them.
type sighting struct {
	task Task
	why  string
}

func sameFile(path string, tasks []Task, skipped []disk.Skip) (sighting, error) {
	info, err := os.Stat(path)
	if err != nil {
		return sighting{}, err
	}
	is := func(other string) bool {
		o, err := os.Lstat(filepath.FromSlash(other))
		return err == nil && os.SameFile(info, o)
	}
	for _, t := range tasks {
		if is(t.Path) {
			return sighting{task: t}, nil
		}
	}
	for _, s := range skipped {
		if filepath.Clean(filepath.FromSlash(s.Path)) == filepath.Clean(path) || is(s.Path) {
			return sighting{why: "it " + s.Reason}, nil
		}
	}
	return sighting{why: fmt.Sprintf("%s is not the name of an article: those end in .md, .markdown or .mdx, and neither they nor their folders start with a dot", filepath.ToSlash(path))}, nil
}
