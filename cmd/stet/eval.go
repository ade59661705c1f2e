package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"stet/internal/disk"
	"stet/internal/eval"
)

const (
	goldLimit    = 256 << 20 // how large a labelled set may be, in bytes
	figuresLimit = 1 << 20
)

var evalVerb = command{
	name:  "eval",
	args:  "GOLD [--errors N] [--floor NAME=F1,...] [--figures FILE [--update]] [--predictions FILE] | --matching [DIR] [--lay FILE] [--seed TEXT] [--book N]",
	short: "score the claim finder on labelled articles, or the matching",
	long: `Finds the claims of labelled articles and prints precision, recall and F1 of
what was found, recall by kind of claim, the mistakes by type, and examples of
them. GOLD is a file of labelled articles, one JSON object a line, or a folder
of such files (*.jsonl). An article has id, text and claims, one an attribution:
its exact sentence, and the journal, year, authors and ids that it states.

  stet eval gold/ --errors 40
  stet eval gold/dev.jsonl --floor sentence=.85,journal_year.precision=.9,kind=.8
  stet eval gold/ --figures figures.json

A floor is on the F1 of sentence, journal_year, author_year or ids, on its
.precision or .recall, or on the recall of every kind with 20 claims or more
(kind). With --figures, the scores are compared with those that the file holds
for the same labelled set; --update writes the new ones to it.

With --matching, takes claims about real records, some with one thing wrong,
matches them against a library of these records, and prints for each class which
verdicts are right and which came out. The built-in claims are lay sentences; with
DIR, which holds pubmed-xml/merged.xml.gz and may hold lists of journal names,
journals/*.csv, claims are worded from the abstracts of its records as well, once
by each phrasebook.

  stet eval --matching
  stet eval --matching data/ --errors 60
  stet eval --matching data/ --seed another
  stet eval --matching data/ --book 2 --errors 60

The floors are for the draw without --seed; another draw shows what was tuned to
that one.

Exit status: 1 if a figure is below its floor.`,
	run: runEval,
}

func runEval(_ context.Context, e *env, args []string) error {
	flags := e.flags()
	var o finderOptions
	flags.IntVar(&o.errors, "errors", 20, "print at most `N` mistakes")
	flags.StringVar(&o.floors, "floor", "", "fail where a figure is below its floor: `NAME=VALUE,...`")
	flags.StringVar(&o.figures, "figures", "", "compare with the figures of the same set in `FILE`")
	flags.BoolVar(&o.update, "update", false, "write the figures to the file of --figures")
	flags.StringVar(&o.predictions, "predictions", "", "write what was found to `FILE` (JSON, one article a line)")
	matching := flags.Bool("matching", false, "score the matching on claims worded from real records")
	var m matchingExam
	flags.StringVar(&m.lay, "lay", "", "with --matching: take the lay sentences in `FILE` instead of the built-in ones")
	flags.StringVar(&m.seed, "seed", "", "with --matching: draw other sentences and wordings by `TEXT`")
	flags.IntVar(&m.book, "book", 0, "with --matching: word the claims by phrasebook `N` alone, in place of all of them")
	args, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	if *matching {
		m.examples = o.errors
		return m.run(e, args)
	}
	if len(args) != 1 {
		return usagef("eval needs one file or folder of labelled articles")
	}
	return evalFinder(e, args[0], o)
}

// finderOptions are how the claim finder is scored.
type finderOptions struct {
	errors      int    // how many mistakes are printed
	floors      string // NAME=VALUE,...
	figures     string // file of earlier figures
	update      bool
	predictions string // file to write what was found to
}

// evalFinder scores the claim finder on a labelled set.
func evalFinder(e *env, gold string, o finderOptions) error {
	if o.update && o.figures == "" {
		return usagef("--update needs --figures FILE")
	}
	floors, err := parseFloors(o.floors)
	if err != nil {
		return err
	}
	docs, set, err := readGold(gold)
	if err != nil {
		return err
	}
	book, err := readFigures(o.figures)
	if err != nil {
		return err
	}
	found := make([]eval.Prediction, len(docs))
	for i := range docs {
		found[i] = eval.Predict(&docs[i])
	}
	if err := writePredictions(o.predictions, found); err != nil {
		return err
	}
	result := eval.Score(docs, found)
	figures := eval.NewFigures(set, docs, &result)
	earlier := book.Find(figures.Digest)
	printScores(e, &result, earlier)
	if o.figures != "" && earlier == nil {
		fmt.Fprintf(e.stdout, "%s has no figures of this set\n", o.figures)
	}
	printMistakes(e, result.Errors, o.errors)
	if o.update {
		book.Put(figures)
		if err := disk.Write(o.figures, book.Encode()); err != nil {
			return err
		}
	}
	return checkFloors(floors, &result)
}

// readGold reads the labelled articles of a file, or of all *.jsonl in a
// folder, and gives the set a name.
func readGold(path string) (docs []eval.Document, set string, err error) {
	files, err := filepath.Glob(filepath.Join(path, "*.jsonl"))
	if err != nil || len(files) == 0 {
		files = []string{path}
	}
	var names []string
	for _, name := range files {
		b, err := disk.Read(name, goldLimit)
		if err != nil {
			return nil, "", err
		}
		more, err := eval.Read(bytes.NewReader(b))
		if err != nil {
			return nil, "", &failure{statusUsage, fmt.Errorf("%s: %w", name, err)}
		}
		docs = append(docs, more...)
		names = append(names, strings.TrimSuffix(filepath.Base(name), ".jsonl"))
	}
	if id, twice := eval.Twice(docs); twice {
		return nil, "", &failure{statusUsage, fmt.Errorf("%s: document %q is there twice", path, id)}
	}
	return docs, strings.Join(names, " "), nil
}

func writePredictions(name string, found []eval.Prediction) error {
	if name == "" {
		return nil
	}
	var buf bytes.Buffer
	if err := eval.Write(&buf, found); err != nil {
		return err
	}
	return disk.Write(name, buf.Bytes())
}

// readFigures reads the book of figures of a file; a file that is not there
// yet has none.
func readFigures(name string) (*eval.Book, error) {
	if name == "" {
		return &eval.Book{}, nil
	}
	if _, err := os.Lstat(name); os.IsNotExist(err) {
		return &eval.Book{}, nil
	}
	b, err := disk.Read(name, figuresLimit)
	if err != nil {
		return nil, err
	}
	book, err := eval.ReadBook(b)
	if err != nil {
		return nil, &failure{statusUsage, fmt.Errorf("%s: %w", name, err)}
	}
	return book, nil
}
