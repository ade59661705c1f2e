package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"stet/internal/bench"
)

// A site is a generated one, with what is edited in it.
type site struct {
	dir       string
	generated bench.Site
	article   string // file that is edited
	text      []byte // its text
	tag       string // one of its tags
	library   []byte
	cited     string // the title of a record that the article cites
}

var (
	firstTag = regexp.MustCompile(`\ntags: \[([^,\]]+)`)
	citedID  = regexp.MustCompile(`pmid:([0-9]+)`)
)

func (s *site) generate() error {
	if err := os.Mkdir(s.dir, 0o755); err != nil {
		return err
	}
	if err := s.generated.Generate(s.dir); err != nil {
		return err
	}
	var err error
	if s.library, err = os.ReadFile(filepath.Join(s.dir, "citations.yaml")); err != nil {
		return err
	}
	for i := range s.generated.Articles {
		s.article = filepath.Join(s.dir, "content", fmt.Sprintf("%03d", i/1000), bench.Name(i))
		if s.text, err = os.ReadFile(s.article); err != nil {
			return err
		}
		tag, id := firstTag.FindSubmatch(s.text), citedID.FindSubmatch(s.text)
		if tag == nil || id == nil {
			continue
		}
		s.tag = string(tag[1])
		_, record, found := bytes.Cut(s.library, []byte(`pmid: "`+string(id[1])+`"`))
		_, record, titled := bytes.Cut(record, []byte("title: "))
		if line, _, _ := bytes.Cut(record, []byte("\n")); found && titled {
			s.cited = strings.Trim(string(line), `"`)
			return nil
		}
	}
	return fmt.Errorf("no article of the generated site cites a record by its PMID")
}

// address is that of the edited article's page.
func (s *site) address() string { return strings.TrimSuffix(filepath.Base(s.article), ".md") + "/" }

// edited is the article with a mark in its text.
func (s *site) edited(mark string) []byte {
	return append(bytes.Clone(s.text), "\nThe mark of this edit is "+mark+" and nothing else.\n"...)
}

// relabelled is the library with a mark in the title of the cited record.
func (s *site) relabelled(mark string) []byte {
	return bytes.Replace(s.library, []byte(s.cited), []byte(mark+" "+s.cited), 1)
}
