package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"stet/internal/cite"
	"stet/internal/disk"
	"stet/internal/exam"
	"stet/internal/ncbi"
	"stet/internal/project"
	"stet/internal/source"
)

// Where a folder of real data has what claims are worded from.
var (
	examRecords  = filepath.Join("pubmed-xml", "merged.xml.gz")
	examJournals = filepath.Join("journals", "*.csv")
)

// examDay is when the records count as verified.
var examDay = source.Date{Year: 2026, Month: 11, Day: 20}

// A matchingExam is what eval --matching is asked to do.
type matchingExam struct {
	lay      string // a table of lay sentences to take instead of the built-in ones, "" for those
	seed     string // of another draw than the one that the floors are for, "" for that one
	book     int    // the phrasebook to take alone, 0 for all, each after the other
	examples int    // how many mistakes are printed at most
}

// run measures the matching: on lay sentences alone, and with a folder of real
// data also on claims worded from its records, all of them in the library.
func (m *matchingExam) run(e *env, dirs []string) error {
	if len(dirs) > 1 {
		return usagef("eval --matching takes one folder of real data, or none")
	}
	if m.book < 0 || m.book > exam.Books {
		return usagef("--book %d: there are phrasebooks 1 to %d", m.book, exam.Books)
	}
	from := exam.Material{Papers: exam.LayPapers(), Lay: exam.LaySentences(), Seed: m.seed}
	if m.lay != "" {
		f, err := project.ReadFile(m.lay, project.LibraryLimit)
		if err != nil {
			return err
		}
		if from.Lay, err = exam.ParseSentences(f); err != nil {
			return &failure{statusUsage, err}
		}
	}
	if len(dirs) > 0 {
		var err error
		if from.Papers, err = readPapers(filepath.Join(dirs[0], examRecords)); err != nil {
			return err
		}
		if from.Journals, err = readJournalNames(filepath.Join(dirs[0], examJournals)); err != nil {
			return err
		}
	}
	from.Book = m.book
	worse, err := m.sit(e, from)
	if err != nil {
		return err
	}
	for from.Book = 2; len(dirs) > 0 && m.book == 0 && from.Book <= exam.Books; from.Book++ {
		fmt.Fprintf(e.stdout, "\nThe same in the words of phrasebook %d:\n", from.Book)
		m.examples = 0
		more, err := m.sit(e, from)
		if err != nil {
			return err
		}
		worse = append(worse, more...)
	}
	if len(worse) > 0 && m.seed == "" {
		return &failure{statusFindings, errors.New(strings.Join(worse, "\n"))}
	}
	return nil
}

// sit words claims, prints how they were matched, and gives what has become
// worse.
func (m *matchingExam) sit(e *env, from exam.Material) (worse []string, err error) {
	result := exam.Sit(exam.Cases(from))
	result.Book = from.Book
	if err := result.Write(e.stdout, m.examples); err != nil {
		return nil, err
	}
	return result.Worse(), nil
}

// readPapers reads the records of an export and takes them through a library
// file, as cite import does.
func readPapers(path string) ([]exam.Paper, error) {
	b, err := disk.Read(path, exportLimit)
	if err != nil {
		return nil, err
	}
	var records []*cite.Reference
	abstracts := map[cite.PMID]string{}
	for r, err := range ncbi.Abstracts(bytes.NewReader(b)) {
		if err != nil {
			return nil, &failure{statusUsage, fmt.Errorf("%s: %w", path, err)}
		}
		r.Reference.Verified = cite.Verification{At: examDay, From: cite.FromXML}
		records = append(records, r.Reference)
		abstracts[r.Reference.PMID] = r.Abstract
	}
	file, _, err := cite.Import(source.NewFile(path, nil), records)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	lib, err := cite.ParseLibrary(source.NewFile(path, file))
	if err != nil {
		return nil, err
	}
	var papers []exam.Paper
	for _, r := range lib.References {
		papers = append(papers, exam.Paper{Reference: r, Abstract: abstracts[r.PMID]})
	}
	return papers, nil
}

// readJournalNames reads the first column of all tables that fit the pattern;
// a folder without any gives none.
func readJournalNames(pattern string) ([]string, error) {
	files, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var names []string
	for _, path := range files {
		b, err := disk.Read(path, project.LibraryLimit)
		if err != nil {
			return nil, err
		}
		table := csv.NewReader(bytes.NewReader(b))
		table.FieldsPerRecord = -1
		rows, err := table.ReadAll()
		if err != nil {
			return nil, &failure{statusUsage, fmt.Errorf("%s: %w", path, err)}
		}
		for _, row := range rows {
			names = append(names, row[0])
		}
	}
	return names, nil
}
