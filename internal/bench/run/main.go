// Command run measures whole builds: it builds stet, generates sites of
// several sizes in a temporary folder, builds each of them several times as a
// process of its own, and prints what an article costs.
//
//	go run ./internal/bench/run [-articles 1000,10000] [-references 500] [-runs 3] [-check]
//
// In turn with stet it measures a floor: a program that reads front matter,
// renders the same markdown with goldmark into a template, minifies and writes
// it, and knows nothing of claims. Machines differ and are never quite idle;
// the ratio of stet to the floor, and the figure reckoned on a clock of 2.8
// GHz, can be compared with those of another day.
//
// With -check the exit status is 1 if a figure misses its budget by a wide
// margin, so that a change for the worse fails and a busy machine does not.
//
// The line "again" is a second build where nothing has changed, the line "edited"
// a third after an edit of one article.
//
// The sites take 2 GB of the temporary folder while they are measured.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"time"

	"stet/internal/bench"
)

// What a cold build may cost, and by how much -check lets it be missed.
const (
	budgetCPU  = 2500 * time.Microsecond // of an article, on a core of budgetGHz
	budgetGHz  = 2.8
	budgetPeak = 170 << 20 // bytes, at any size
	margin     = 1.5
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if len(os.Args) == 3 && os.Args[1] == floorVerb {
		if err := floor(".", os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	var b benchmark
	articles := flag.String("articles", "1000,10000", "sizes of the sites, comma-separated")
	flag.IntVar(&b.references, "references", 500, "references in the library")
	flag.IntVar(&b.runs, "runs", 3, "builds of each site; medians are printed")
	flag.Uint64Var(&b.seed, "seed", 0, "seed of the generated sites")
	flag.StringVar(&b.stet, "stet", "", "measure this program instead of building stet")
	flag.BoolVar(&b.check, "check", false, "fail if a budget is missed by a wide margin")
	keep := flag.String("keep", "", "generate the sites in this new folder and leave them there")
	flag.Parse()
	var err error
	if b.articles, err = bench.Sizes(*articles); err == nil && b.runs < 1 {
		err = fmt.Errorf("-runs must be at least 1")
	}
	if err == nil {
		err = b.inFolder(*keep, func() error { return b.run(ctx, os.Stdout) })
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// A benchmark is one run of the command.
type benchmark struct {
	articles   []int
	references int
	runs       int
	seed       uint64
	stet       string // the program
	check      bool
	dir        string // where the sites are
	missed     []string
}

// inFolder runs do with a new folder, which stays if it was named.
func (b *benchmark) inFolder(keep string, do func() error) (err error) {
	if keep != "" {
		if err := os.Mkdir(keep, 0o755); err != nil {
			return err
		}
		b.dir, err = filepath.Abs(keep)
		if err != nil {
			return err
		}
		return do()
	}
	if b.dir, err = os.MkdirTemp("", "stet-bench-"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	return do()
}

func (b *benchmark) run(ctx context.Context, w io.Writer) error {
	var err error
	if b.stet, err = bench.Program(ctx, b.dir, b.stet); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s; %d CPUs; clock %.2f GHz as measured; %d references; medians of %d builds\n\n",
		processor(), runtime.NumCPU(), clock(), b.references, b.runs)
	fmt.Fprintf(w, "%9s  %-6s %14s %14s %10s %10s %10s %10s\n", "articles", "", "cpu/article", "at 2.8 GHz", "user", "system", "wall", "peak")
	for _, n := range b.articles {
		site := filepath.Join(b.dir, strconv.Itoa(n))
		if err := os.Mkdir(site, 0o755); err != nil {
			return err
		}
		if err := (bench.Site{Articles: n, References: b.references, Seed: b.seed}).Generate(site); err != nil {
			return err
		}
		floors, stets, err := b.measure(ctx, self, site)
		if err != nil {
			return err
		}
		again, edited, err := b.rebuild(ctx, site)
		if err != nil {
			return err
		}
		floors.print(w, n, "floor")
		stets.print(w, n, "stet")
		again.print(w, n, "again")
		edited.print(w, n, "edited")
		fmt.Fprintf(w, "%9s  stet / floor: cpu %.2f, wall %.2f\n", "", ratio(stets.cpu(), floors.cpu()), ratio(stets.wall, floors.wall))
		b.judge(n, stets)
	}
	fmt.Fprintf(w, "\nbudget of stet: %.1f ms cpu an article at %.1f GHz, peak %d MiB\n", ms(budgetCPU), budgetGHz, budgetPeak>>20)
	for _, m := range b.missed {
		fmt.Fprintln(w, "missed:", m)
	}
	if b.check && len(b.missed) > 0 {
		return fmt.Errorf("%d budgets are missed by more than a factor of %.1f", len(b.missed), margin)
	}
	return nil
}

// measure builds the site by floor and by stet in turn, so that what else the
// machine does meets both. Nothing is deleted until all is measured: for some
// minutes after it, a file system can make files twice as slowly.
func (b *benchmark) measure(ctx context.Context, self, site string) (floors, stets cost, err error) {
	var all [2][]cost
	for i := range b.runs {
		for j, args := range [][]string{{self, floorVerb}, {b.stet, "build", "-o"}} {
			out := fmt.Sprintf("%s-%s-%d", site, []string{"floor", "stet"}[j], i)
			c, err := spend(ctx, site, append(args, out))
			if err != nil {
				return cost{}, cost{}, err
			}
			all[j] = append(all[j], c)
		}
	}
	return median(all[0]), median(all[1]), nil
}

// rebuild has stet build once more what it built last: where nothing has changed,
// and after an edit of one article.
func (b *benchmark) rebuild(ctx context.Context, site string) (again, edited cost, err error) {
	build := []string{b.stet, "build", "-o", fmt.Sprintf("%s-stet-%d", site, b.runs-1)}
	if again, err = spend(ctx, site, build); err != nil {
		return again, edited, err
	}
	f, err := os.OpenFile(filepath.Join(site, "content", "000", bench.Name(0)), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return again, edited, err
	}
	_, err = f.WriteString("\nOne more sentence.\n")
	if err = errors.Join(err, f.Close()); err != nil {
		return again, edited, err
	}
	time.Sleep(100 * time.Millisecond) // until a further edit would show in the file's time
	edited, err = spend(ctx, site, build)
	return again, edited, err
}

// judge notes budgets that are missed by more than margin.
func (b *benchmark) judge(articles int, c cost) {
	if perArticle := c.scaled() / time.Duration(articles); float64(perArticle) > margin*float64(budgetCPU) {
		b.missed = append(b.missed, fmt.Sprintf("%d articles: %.2f ms cpu an article at %.1f GHz", articles, ms(perArticle), budgetGHz))
	}
	if float64(c.peak) > margin*budgetPeak {
		b.missed = append(b.missed, fmt.Sprintf("%d articles: peak %d MiB", articles, c.peak>>20))
	}
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(max(b, 1)) }

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// median takes each figure's own median.
func median(costs []cost) cost {
	var m cost
	middle := len(costs) / 2
	at := func(figure func(cost) int64) int64 {
		values := make([]int64, len(costs))
		for i, c := range costs {
			values[i] = figure(c)
		}
		slices.Sort(values)
		return values[middle]
	}
	m.user = time.Duration(at(func(c cost) int64 { return int64(c.user) }))
	m.system = time.Duration(at(func(c cost) int64 { return int64(c.system) }))
	m.wall = time.Duration(at(func(c cost) int64 { return int64(c.wall) }))
	m.peak = at(func(c cost) int64 { return c.peak })
	m.ghz = float64(at(func(c cost) int64 { return int64(c.ghz * 1000) })) / 1000
	return m
}
