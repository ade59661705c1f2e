// Command serve measures the preview: it builds stet, generates sites of several
// sizes in a temporary folder, starts 'stet serve' on each, edits files as an
// editor's save does, and prints how long it takes until the browser would have
// the new bytes, and how much memory the preview holds.
//
//	go run ./internal/bench/serve [-articles 1000,10000] [-references 500] [-edits 41] [-check]
//
// From the start it measures how long it takes until the page of an article has
// come, and until the home page has, for which all articles are read. Three edits
// are measured, each from the moment before the file is written: of an article,
// until its page has what was written; of an article, until the page of its tag
// has come that was made from it; of a record of the library, until the page of
// an article that cites it has it. The page is asked for every millisecond. Memory
// is what the process holds after the edits. Then the audit page and the index of
// the search are asked for the first time; the peak is that of all. Where a hugo
// is installed, 'hugo server' is measured beside it on the same articles.
//
// Figures that miss their budgets are named. With -check the exit status is 1 if
// one does by a wide margin.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"stet/internal/bench"
)

// What an edit may cost, and by how much -check lets it be missed.
const (
	budgetSmall   = 20 * time.Millisecond // an article, in sites of up to 1,000
	budgetLarge   = 30 * time.Millisecond // in larger ones
	budgetTag     = 100 * time.Millisecond
	budgetLibrary = 100 * time.Millisecond
	budgetFirst   = time.Second     // the first page of an article
	budgetWhole   = 2 * time.Second // a page for which all articles are read, the first time
	budgetMemory  = 150 << 20
	budgetPeak    = 250 << 20
	margin        = 2.0
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var b benchmark
	articles := flag.String("articles", "1000,10000", "sizes of the sites, comma-separated")
	flag.IntVar(&b.references, "references", 500, "references in the library")
	flag.IntVar(&b.edits, "edits", 41, "edits of each kind; medians are printed")
	flag.StringVar(&b.stet, "stet", "", "measure this program instead of building stet")
	check := flag.Bool("check", false, "fail if a budget is missed by a wide margin")
	flag.Parse()
	sizes, err := bench.Sizes(*articles)
	if err == nil {
		err = b.run(ctx, os.Stdout, sizes)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if *check && b.failed {
		os.Exit(1)
	}
}

// A benchmark is one run of the command.
type benchmark struct {
	references int
	edits      int
	stet       string // the program
	dir        string // where the sites are
	missed     []string
	failed     bool // some are missed by a wide margin
}

func (b *benchmark) run(ctx context.Context, w io.Writer, sizes []int) (err error) {
	if b.dir, err = os.MkdirTemp("", "stet-bench-serve-"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	if b.stet, err = bench.Program(ctx, b.dir, b.stet); err != nil {
		return err
	}
	hugo, _ := exec.LookPath("hugo")
	fmt.Fprintf(w, "%d references; medians of %d edits (90th percentile), from before the file is written to the new bytes\n\n", b.references, b.edits)
	fmt.Fprintf(w, "%9s  %-6s %16s %20s %20s %20s %15s %14s\n", "articles", "", "start (all)", "article", "its tag's page", "after the library", "audit, search", "memory (peak)")
	for _, n := range sizes {
		s := &site{dir: filepath.Join(b.dir, strconv.Itoa(n)), generated: bench.Site{Articles: n, References: b.references}}
		if err := s.generate(); err != nil {
			return err
		}
		figures, err := b.measure(ctx, s, []string{b.stet, "serve", "--addr", "localhost:0"})
		if err != nil {
			return err
		}
		figures.print(w, n, "stet")
		b.judge(n, figures)
		if hugo == "" {
			continue
		}
		if figures, err = b.hugo(ctx, s, hugo); err != nil {
			return err
		}
		figures.print(w, n, "hugo")
	}
	if hugo == "" {
		fmt.Fprintln(w, "\nno hugo is installed to be measured beside it")
	}
	for _, m := range b.missed {
		fmt.Fprintln(w, "missed:", m)
	}
	return nil
}

// figures are what is measured of one preview.
type figures struct {
	start, whole          time.Duration // until a page of an article, and until the home page has come
	audit, search         time.Duration
	article, tag, library []time.Duration // sorted
	memory, peak          int64           // in bytes; 0 where the system does not tell
}

func (f *figures) print(w io.Writer, articles int, name string) {
	fmt.Fprintf(w, "%9d  %-6s %16s %20s %20s %20s %15s %14s\n", articles, name, fmt.Sprintf("%.2f (%.1f) s", f.start.Seconds(), f.whole.Seconds()),
		spread(f.article), spread(f.tag), spread(f.library), fmt.Sprintf("%.1f, %.1f s", f.audit.Seconds(), f.search.Seconds()), fmt.Sprintf("%d (%d) MiB", f.memory>>20, f.peak>>20))
}

func spread(sorted []time.Duration) string {
	if len(sorted) == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f (%.1f) ms", ms(median(sorted)), ms(sorted[len(sorted)*9/10]))
}

func median(sorted []time.Duration) time.Duration { return sorted[len(sorted)/2] }

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// judge notes budgets that are missed.
func (b *benchmark) judge(articles int, f *figures) {
	budget := budgetSmall
	if articles > 1000 {
		budget = budgetLarge
	}
	for _, figure := range []struct {
		name     string
		measured float64
		budget   float64
	}{
		{"an article (ms)", ms(median(f.article)), ms(budget)}, {"the page of a tag (ms)", ms(median(f.tag)), ms(budgetTag)},
		{"a page after an edit of the library (ms)", ms(median(f.library)), ms(budgetLibrary)},
		{"the first page of an article (ms)", ms(f.start), ms(budgetFirst)}, {"the audit page (ms)", ms(f.audit), ms(budgetWhole)}, {"the index of the search (ms)", ms(f.search), ms(budgetWhole)},
		{"memory (MiB)", float64(f.memory >> 20), budgetMemory >> 20}, {"peak (MiB)", float64(f.peak >> 20), budgetPeak >> 20},
	} {
		if figure.measured > figure.budget {
			b.failed = b.failed || figure.measured > margin*figure.budget
			b.missed = append(b.missed, fmt.Sprintf("%d articles: %s: %.1f, the budget is %.1f", articles, figure.name, figure.measured, figure.budget))
		}
	}
}

// sorted are the times that edits take.
func sorted(n int, edit func(i int) (time.Duration, error)) ([]time.Duration, error) {
	var times []time.Duration
	for i := range n {
		d, err := edit(i)
		if err != nil {
			return nil, err
		}
		times = append(times, d)
		time.Sleep(60 * time.Millisecond) // editors do not save a hundred times a second
	}
	slices.Sort(times)
	return times, nil
}
