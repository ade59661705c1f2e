// Package bench makes sites of any size to measure stet with.
//
// An article of theirs is what the figures of the project are about: 9 kB,
// some 1,400 words, with tables, lists, links, a reference list and eight
// claims, of which most name their source rightly and some do not. The text is
// generated, so that it is nobody's, and deterministic: the same seed and
// numbers give the same bytes, and article i is the same in a site of any size.
package bench

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"

	"stet/internal/cite"
)

// A Site says what Generate makes.
type Site struct {
	Articles   int
	References int // at least 40, so that each subject has one
	Seed       uint64
}

// Generate writes the site's content, library and settings into dir, which has
// to exist and be empty.
func (s Site) Generate(dir string) error {
	if s.References < len(agents) {
		return fmt.Errorf("%d references are too few: a site has at least %d", s.References, len(agents))
	}
	library := s.Library()
	if err := s.writeLibrary(filepath.Join(dir, "citations.yaml"), library); err != nil {
		return err
	}
	settings := "title: Minerals in review\nbase_url: https://minerals.example/\nauthor: The editors\n"
	if err := os.WriteFile(filepath.Join(dir, "stet.yaml"), []byte(settings), 0o644); err != nil {
		return err
	}
	content := filepath.Join(dir, "content")
	for i := range s.Articles {
		name := filepath.Join(content, fmt.Sprintf("%03d", i/1000), Name(i))
		if i%1000 == 0 {
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				return err
			}
		}
		if err := os.WriteFile(name, s.Article(i, library), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Name is the file name of article i.
func Name(i int) string {
	return fmt.Sprintf("%s-and-%s-%05d.md", slug(agents[i%len(agents)]), slug(outcomes[i/len(agents)%len(outcomes)]), i)
}

func (s Site) writeLibrary(path string, library []*cite.Reference) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	for _, r := range library {
		if _, err := w.Write(append(cite.Format(r), '\n')); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// random is the source of chance of one article or reference.
func (s Site) random(kind, i int) *rand.Rand {
	return rand.New(rand.NewPCG(s.Seed, uint64(kind)<<32|uint64(i)))
}

// What chance is used for.
const (
	forArticle = iota
	forReference
)

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }
