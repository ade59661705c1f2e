package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"stet/internal/eval"
)

// A scored figure has a name, and precision, recall and F1.
type scored struct {
	name                  string
	precision, recall, f1 float64
	counts                eval.Figure
}

// scores are the figures of a result, in the order they are printed.
func scores(r *eval.Result) []scored {
	list := []scored{{"sentence", r.Sentence.Precision(), r.Sentence.Recall(), r.Sentence.F1(), r.Sentence.Figure}}
	for _, f := range []struct {
		name string
		eval.Figure
	}{{"journal_year", r.JournalYear}, {"author_year", r.AuthorYear}, {"ids", r.IDs}} {
		list = append(list, scored{f.name, f.Precision(), f.Recall(), f.F1(), f.Figure})
	}
	return list
}

// printScores prints the figures of r, and how they differ from earlier ones,
// which may be nil.
func printScores(e *env, r *eval.Result, earlier *eval.Figures) {
	var before []scored
	var kindsBefore map[string]eval.Figure
	if earlier != nil {
		before, kindsBefore = scores(earlier.Result()), earlier.Kinds
	}
	for i, f := range scores(r) {
		fmt.Fprintf(e.stdout, "%-13s P %.3f  R %.3f  F1 %.3f   (found %d, wrong %d, missed %d)",
			f.name, f.precision, f.recall, f.f1, f.counts.TP, f.counts.FP, f.counts.FN)
		if before != nil {
			fmt.Fprintf(e.stdout, "   %s", change(before[i].f1, f.f1))
		}
		fmt.Fprintln(e.stdout)
	}
	for _, kind := range slices.Sorted(maps.Keys(r.ByKind)) {
		f := r.ByKind[kind]
		fmt.Fprintf(e.stdout, "  %-13s R %.3f   (%d of %d)", kind, f.Recall(), f.TP, f.TP+f.FN)
		if old, ok := kindsBefore[kind]; ok {
			fmt.Fprintf(e.stdout, "   %s", change(old.Recall(), f.Recall()))
		}
		fmt.Fprintln(e.stdout)
	}
}

// change tells a figure from its earlier value.
func change(before, now float64) string {
	if d := fmt.Sprintf("%+.3f", now-before); d != "+0.000" && d != "-0.000" {
		return d
	}
	return "as before"
}

// printMistakes prints how many mistakes there are of each type, and up to n
// of them.
func printMistakes(e *env, mistakes []eval.Mistake, n int) {
	if len(mistakes) == 0 {
		return
	}
	tally := eval.Tally(mistakes)
	var parts []string
	for _, t := range eval.Troubles {
		if tally[t] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", t, tally[t]))
		}
	}
	fmt.Fprintf(e.stdout, "mistakes: %s\n", strings.Join(parts, ", "))
	for _, m := range eval.Examples(mistakes, n) {
		fmt.Fprintf(e.stdout, "- [%s] %s: %s", m.Document, m.Trouble, m.Text)
		if m.Why != "" {
			fmt.Fprintf(e.stdout, "  => %s", m.Why)
		}
		fmt.Fprintln(e.stdout)
	}
}

// kindFloor is how many claims of a kind there have to be for its recall to
// have a floor.
const kindFloor = 20

// A floor is the least value of a figure.
type floor struct {
	name  string // sentence, journal_year.precision ..., kind
	least float64
}

func parseFloors(list string) ([]floor, error) {
	var floors []floor
	if list == "" {
		return nil, nil
	}
	for part := range strings.SplitSeq(list, ",") {
		name, value, _ := strings.Cut(part, "=")
		least, err := strconv.ParseFloat(value, 64)
		base, what, _ := strings.Cut(name, ".")
		known := slices.ContainsFunc(scores(&eval.Result{}), func(f scored) bool { return f.name == base })
		if err != nil || name != "kind" && (!known || !slices.Contains([]string{"", "precision", "recall"}, what)) {
			return nil, usagef("--floor %q: want NAME=VALUE with a name like sentence, journal_year, author_year.recall, ids.precision or kind", part)
		}
		floors = append(floors, floor{name, least})
	}
	return floors, nil
}

// checkFloors fails with all figures that are below their floors.
func checkFloors(floors []floor, r *eval.Result) error {
	values := map[string]float64{}
	for _, f := range scores(r) {
		values[f.name], values[f.name+".precision"], values[f.name+".recall"] = f.f1, f.precision, f.recall
	}
	var low []string
	below := func(what string, value, least float64) {
		if value < least {
			low = append(low, fmt.Sprintf("%s is %.3f, below its floor of %.3f", what, value, least))
		}
	}
	for _, f := range floors {
		if f.name != "kind" {
			below(f.name, values[f.name], f.least)
			continue
		}
		for _, kind := range slices.Sorted(maps.Keys(r.ByKind)) {
			if k := r.ByKind[kind]; k.TP+k.FN >= kindFloor {
				below("recall of "+kind, k.Recall(), f.least)
			}
		}
	}
	if len(low) == 0 {
		return nil
	}
	return &failure{statusFindings, fmt.Errorf("%s", strings.Join(low, "; "))}
}
