package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"stet/internal/disk"
	"stet/internal/eval"
)

// goldLimit is how large a gold set may be, in bytes.
const goldLimit = 256 << 20

var evalVerb = command{
	name:  "eval",
	args:  "GOLD [--errors N] [--floor NAME=F1,...] [--predictions FILE] | --matching [DIR] [--lay FILE]",
	short: "score the claim finder on labelled articles, or the matching",
	long: `Finds the claims of labelled articles and prints precision, recall and F1 of
what was found, with the mistakes. GOLD is a file of labelled articles, one JSON
object a line, or a folder of such files (*.jsonl).

  stet eval gold/ --errors 40
  stet eval gold/dev.jsonl --floor sentence=.85,journal_year=.75

With --matching, takes claims about real records, some with one thing wrong,
matches them against a library of these records, and prints for each class which
verdicts are right and which came out. The built-in claims are lay sentences; with
DIR, which holds pubmed-xml/merged.xml.gz and may hold lists of journal names,
journals/*.csv, claims are worded from the abstracts of its records as well.

  stet eval --matching
  stet eval --matching data/ --errors 60

Exit status: 1 if a figure is below its floor.`,
	run: runEval,
}

func runEval(_ context.Context, e *env, args []string) error {
	flags := e.flags()
	errs := flags.Int("errors", 20, "print at most `N` mistakes")
	floor := flags.String("floor", "", "fail where an F1 is below its floor: sentence, journal_year, author_year, ids: `NAME=F1,...`")
	matching := flags.Bool("matching", false, "score the matching on claims worded from real records")
	lay := flags.String("lay", "", "with --matching: take the lay sentences in `FILE` instead of the built-in ones")
	predictions := flags.String("predictions", "", "write what was found to `FILE` (JSON, one article a line)")
	args, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	if *matching {
		if len(args) > 1 {
			return usagef("eval --matching takes one folder of real data, or none")
		}
		return evalMatching(e, args, *lay, *errs)
	}
	if len(args) != 1 {
		return usagef("eval needs one file or folder of labelled articles")
	}
	floors, err := parseFloors(*floor)
	if err != nil {
		return err
	}
	docs, err := readGold(args[0])
	if err != nil {
		return err
	}
	found := make([]eval.Prediction, len(docs))
	for i := range docs {
		found[i] = eval.Predict(&docs[i])
	}
	if *predictions != "" {
		var buf bytes.Buffer
		if err := eval.Write(&buf, found); err != nil {
			return err
		}
		if err := disk.Write(*predictions, buf.Bytes()); err != nil {
			return err
		}
	}
	result := eval.Score(docs, found)
	figures := printFigures(e, &result, *errs)
	for _, name := range slices.Sorted(maps.Keys(floors)) {
		if figures[name] < floors[name] {
			err = &failure{statusFindings, fmt.Errorf("F1 of %s is %.3f, below its floor of %.3f", name, figures[name], floors[name])}
		}
	}
	return err
}

// figureNames are what is measured, as the floors and the report name it.
var figureNames = []string{"sentence", "journal_year", "author_year", "ids"}

func parseFloors(list string) (map[string]float64, error) {
	floors := map[string]float64{}
	if list == "" {
		return floors, nil
	}
	for part := range strings.SplitSeq(list, ",") {
		name, value, _ := strings.Cut(part, "=")
		f, err := strconv.ParseFloat(value, 64)
		if err != nil || !slices.Contains(figureNames, name) {
			return nil, usagef("--floor %q: want NAME=F1 with one of %s", part, strings.Join(figureNames, ", "))
		}
		floors[name] = f
	}
	return floors, nil
}

// readGold reads the labelled articles of a file, or of all *.jsonl in a folder.
func readGold(path string) ([]eval.Document, error) {
	files, err := filepath.Glob(filepath.Join(path, "*.jsonl"))
	if err != nil || len(files) == 0 {
		files = []string{path}
	}
	var docs []eval.Document
	for _, name := range files {
		b, err := disk.Read(name, goldLimit)
		if err != nil {
			return nil, err
		}
		more, err := eval.Read(bytes.NewReader(b))
		if err != nil {
			return nil, &failure{statusUsage, fmt.Errorf("%s: %w", name, err)}
		}
		docs = append(docs, more...)
	}
	return docs, nil
}

// printFigures prints r and gives the F1 of each figure.
func printFigures(e *env, r *eval.Result, mistakes int) map[string]float64 {
	f1 := map[string]float64{}
	line := func(name string, f eval.Figure, precision, f1Value float64) {
		f1[name] = f1Value
		fmt.Fprintf(e.stdout, "%-13s P %.3f  R %.3f  F1 %.3f   (found %d, wrong %d, missed %d)\n",
			name, precision, f.Recall(), f1Value, f.TP, f.FP, f.FN)
	}
	line("sentence", r.Sentence.Figure, r.Sentence.Precision(), r.Sentence.F1())
	for i, f := range []eval.Figure{r.JournalYear, r.AuthorYear, r.IDs} {
		line(figureNames[i+1], f, f.Precision(), f.F1())
	}
	for _, kind := range slices.Sorted(maps.Keys(r.ByKind)) {
		f := r.ByKind[kind]
		fmt.Fprintf(e.stdout, "  %-13s %d of %d found\n", kind, f.TP, f.TP+f.FN)
	}
	for _, m := range r.Errors[:min(max(mistakes, 0), len(r.Errors))] {
		fmt.Fprintf(e.stdout, "- [%s] %s: %s", m.Document, m.Kind, strings.Join(strings.Fields(m.Text), " "))
		if m.Why != "" {
			fmt.Fprintf(e.stdout, "  => %s", m.Why)
		}
		fmt.Fprintln(e.stdout)
	}
	return f1
}
